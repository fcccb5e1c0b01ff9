//go:build !js

package host

import (
	"image/color"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
	"github.com/hajimehoshi/ebiten/v2/inpututil"

	"twoboxes/assets"
	"twoboxes/internal/host/playback"
	"twoboxes/internal/stage"
	"twoboxes/internal/still"
)

// Run shows the story in a window until it is closed. The labels are typeset at the start.
func Run(story []stage.Scene) error {
	studio, err := still.Open(assets.Files, "en", story)
	if err != nil {
		return err
	}
	g, err := newGame(story, studio.Pack)
	if err != nil {
		return err
	}
	w := &window{game: g, story: story}
	g.input, g.notify = w.keys, func(playback.Event) {}
	w.show(0, playback.Start)

	ebiten.SetWindowTitle("Two Boxes")
	ebiten.SetWindowSize(912, 570) // of the regular shape
	ebiten.SetWindowResizingMode(ebiten.WindowResizingModeEnabled)
	ebiten.SetTPS(ebiten.SyncWithFPS)
	return ebiten.RunGame(w)
}

// window is the game with keys in place of a page.
type window struct {
	*game
	story  []stage.Scene
	number int
	dark   bool
}

// LayoutF chooses the shape by the window's size.
func (w *window) LayoutF(outsideWidth, outsideHeight float64) (width, height float64) {
	w.shape = stage.ShapeFor(float32(math.Round(outsideWidth)), float32(outsideHeight))
	return 1, 1
}

// DrawFinalScreen fills the window around the stage with the paper colour.
func (w *window) DrawFinalScreen(screen ebiten.FinalScreen, offscreen *ebiten.Image, geoM ebiten.GeoM) {
	paper := w.palette[stage.Paper]
	screen.Fill(color.RGBA{R: paper.R, G: paper.G, B: paper.B, A: 0xFF})
	w.game.DrawFinalScreen(screen, offscreen, geoM)
}

func (w *window) show(number int, at playback.At) {
	if number < 0 || number >= len(w.story) {
		return
	}
	w.number = number
	w.play.Show(playback.Entry{Scene: w.story[number].ID, At: at, Playing: true})
}

func (w *window) keys() {
	pressed := func(keys ...ebiten.Key) bool {
		for _, k := range keys {
			if inpututil.IsKeyJustPressed(k) {
				return true
			}
		}
		return false
	}
	switch {
	case pressed(ebiten.KeyArrowRight, ebiten.KeySpace, ebiten.KeyN):
		w.show(w.number+1, playback.Start)
	case pressed(ebiten.KeyArrowLeft, ebiten.KeyBackspace, ebiten.KeyP):
		w.show(w.number-1, playback.Rest)
	case pressed(ebiten.KeyR):
		w.play.Replay()
	case pressed(ebiten.KeyT):
		w.dark = !w.dark
		w.palette = stage.Theme{Dark: w.dark}.Palette()
	}
	for i := range w.story {
		if pressed(ebiten.Key1 + ebiten.Key(i)) {
			w.show(i, playback.Start)
		}
	}
}
