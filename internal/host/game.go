// Package host shows the stage in a page (browser.go, protocol.go) or in a desktop window
// (desktop.go). Both share the game; package playback decides what it shows at which moment.
package host

import (
	"image"
	"image/color"
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"twoboxes/internal/host/playback"
	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
	"twoboxes/internal/stage/gpu"
)

// game draws a playback with Ebitengine.
type game struct {
	play     *playback.Playback
	renderer *gpu.Renderer
	canvas   *stage.Canvas
	palette  stage.Palette
	shape    stage.Shape          // as the stage's width in CSS pixels decides, or as asked for
	input    func()               // handles what has come in since the last update
	notify   func(playback.Event) // receives the playback's events after each drawing
	fault    string               // where to panic on purpose: "update" or "draw"

	last time.Time // of the last update
}

func newGame(story []stage.Scene, pack *pack.Language) (*game, error) {
	renderer, err := gpu.New(pack)
	if err != nil {
		return nil, err
	}
	return &game{
		play:     playback.New(story, pack.Facts, pack.Format),
		renderer: renderer,
		canvas:   stage.NewCanvas(stage.Narrow, pack, pack.RTL),
		palette:  stage.Light,
		last:     time.Now(),
	}, nil
}

// Update handles input and advances time.
func (g *game) Update() error {
	now := time.Now()
	passed := now.Sub(g.last)
	g.last = now
	g.input()
	if g.fault == "update" {
		panic("host: failing on purpose in Update")
	}
	g.play.Advance(float32(passed.Seconds()))
	return nil
}

// Draw marks the frame as drawn: the engine does not show a frame that left its offscreen untouched.
// The picture itself is drawn straight to the screen, which saves a pass over all of its pixels.
func (g *game) Draw(offscreen *ebiten.Image) {
	if g.fault == "draw" {
		panic("host: failing on purpose in Draw")
	}
	if g.play.Now().Scene != nil {
		offscreen.Set(0, 0, color.Transparent) // the offscreen itself is never shown
	}
}

// DrawFinalScreen draws the current picture, or how the previous one changes into it.
func (g *game) DrawFinalScreen(screen ebiten.FinalScreen, _ *ebiten.Image, _ ebiten.GeoM) {
	now := g.play.Now()
	if now.Scene == nil { // a new size makes the engine draw at once, even before the first scene
		return
	}
	on := fit(screen.Bounds(), g.shape)
	w, _ := g.shape.Size()
	scale := float32(on.Dx()) / w // the height fits, but for a pixel or two
	draw := func(p playback.Picture) func() {
		p.Frame.Shape, p.Frame.Scale = g.shape, scale
		return func() { p.Scene.Draw(g.canvas, p.Frame) }
	}
	g.canvas.Reset(g.shape)
	switch from, share := g.play.Change(); {
	case share == 1:
		draw(now)()
	case from.Scene != now.Scene:
		g.canvas.Change(draw(from), draw(now), share, !g.play.Travels())
	default: // the new picture comes under the old one, then that goes: what both have never dims
		g.canvas.Faded(2*share, draw(now))
		g.canvas.Faded(2-2*share, draw(from))
	}
	g.renderer.Draw(screen, on, g.canvas, g.palette, scale)
	g.play.AfterDraw(g.notify)
}

// fit returns the largest rectangle with the shape's proportions, centred on the screen. A difference
// of up to two pixels, from rounding, is stretched away instead of left empty.
func fit(screen image.Rectangle, shape stage.Shape) image.Rectangle {
	unitsX, unitsY := shape.Size()
	aspect := float64(unitsX) / float64(unitsY)
	w, h := float64(screen.Dx()), float64(screen.Dy())
	switch {
	case w > h*aspect+2:
		w = math.Round(h * aspect)
	case h > w/aspect+2:
		h = math.Round(w / aspect)
	}
	size := image.Pt(max(1, int(w)), max(1, int(h)))
	return image.Rectangle{Max: size}.Add(screen.Size().Sub(size).Div(2))
}

// Layout returns the size of the offscreen, on which nothing is shown: see Draw.
func (g *game) Layout(int, int) (int, int) { return 1, 1 }
