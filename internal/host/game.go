// Package host puts the stage where it is seen: into a page (browser.go) or a window of its own
// (desktop.go). What both share is the game; what it shows at which moment is package playback's.
package host

import (
	"image"
	"math"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"twoboxes/internal/glyphs"
	"twoboxes/internal/host/playback"
	"twoboxes/internal/stage"
	"twoboxes/internal/stage/gpu"
)

// game draws a playback with Ebitengine.
type game struct {
	play     *playback.Playback
	renderer *gpu.Renderer
	canvas   *stage.Canvas
	palette  stage.Palette
	width    float32              // of the stage in CSS pixels, which decides its shape
	input    func()               // what was asked since the last update
	tell     func(playback.Event) // for whoever asked
	fault    string               // where to fail on purpose: "update" or "draw"

	last time.Time     // of the last update
	veil *ebiten.Image // the picture that fades away
}

func newGame(story []stage.Scene, pack *glyphs.Pack) (*game, error) {
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

// Update takes what was asked and lets time pass.
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

// Draw paints the present picture, and over it what is left of the one before.
func (g *game) Draw(screen *ebiten.Image) {
	if g.fault == "draw" {
		panic("host: failing on purpose in Draw")
	}
	now := g.play.Now()
	if now.Scene == nil {
		return
	}
	g.paint(screen, now)
	if over, opacity := g.play.Fade(); opacity > 0 {
		g.paint(g.veilFor(screen), over)
		var options ebiten.DrawImageOptions
		options.ColorScale.ScaleAlpha(opacity)
		options.Blend = ebiten.BlendSourceOver
		screen.DrawImage(g.veil, &options)
	} else if g.veil != nil {
		g.veil.Deallocate()
		g.veil = nil
	}
	g.play.AfterDraw(g.tell)
}

func (g *game) paint(dst *ebiten.Image, shot playback.Shot) {
	shape := stage.ShapeFor(g.width)
	w, _ := shape.Size()
	scale := float32(dst.Bounds().Dx()) / w // the height fits, but for a pixel or two: see LayoutF

	frame := shot.Frame
	frame.Shape, frame.Scale = shape, scale
	g.canvas.Reset(shape)
	shot.Scene.Draw(g.canvas, frame)
	g.renderer.Draw(dst, g.canvas, g.palette, scale)
}

// veilFor is an image as large as the screen.
func (g *game) veilFor(screen *ebiten.Image) *ebiten.Image {
	size := screen.Bounds().Size()
	if g.veil != nil && g.veil.Bounds().Size() != size {
		g.veil.Deallocate()
		g.veil = nil
	}
	if g.veil == nil {
		g.veil = ebiten.NewImageWithOptions(image.Rectangle{Max: size}, &ebiten.NewImageOptions{Unmanaged: true})
	}
	return g.veil
}

// LayoutF makes the screen the device's own pixels, in the shape's proportions: what is left over
// stays empty, but a pixel or two of rounding does not count.
func (g *game) LayoutF(outsideWidth, outsideHeight float64) (width, height float64) {
	ratio := ebiten.Monitor().DeviceScaleFactor()
	w, h := max(1, math.Floor(outsideWidth*ratio)), max(1, math.Floor(outsideHeight*ratio))
	unitsX, unitsY := stage.ShapeFor(g.width).Size()
	aspect := float64(unitsX) / float64(unitsY)
	switch {
	case w > h*aspect+2:
		w = math.Round(h * aspect)
	case h > w/aspect+2:
		h = math.Round(w / aspect)
	}
	return w, h
}

// Layout is never called, as there is LayoutF.
func (g *game) Layout(int, int) (int, int) { panic("host: Layout called") }
