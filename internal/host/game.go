// Package host puts the stage where it is seen: into a page (browser.go) or a window of its own
// (desktop.go). What both share is the game; what it shows at which moment is package playback's.
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
	width    float32              // of the stage in CSS pixels, which decides its shape
	input    func()               // what was asked since the last update
	tell     func(playback.Event) // for whoever asked
	fault    string               // where to fail on purpose: "update" or "draw"

	last time.Time     // of the last update
	veil *ebiten.Image // the picture that fades away
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

// Draw says that there is a picture: the engine shows no frame that left its offscreen alone. The
// picture itself goes straight to the screen, which saves a pass over all of its pixels.
func (g *game) Draw(offscreen *ebiten.Image) {
	if g.fault == "draw" {
		panic("host: failing on purpose in Draw")
	}
	if g.play.Now().Scene != nil {
		offscreen.Set(0, 0, color.Transparent) // which the engine keeps to itself
	}
}

// DrawFinalScreen paints the present picture, and over it what is left of the one before.
func (g *game) DrawFinalScreen(screen ebiten.FinalScreen, _ *ebiten.Image, _ ebiten.GeoM) {
	now := g.play.Now()
	if now.Scene == nil { // a new size has the engine draw at once
		return
	}
	shape := stage.ShapeFor(g.width)
	on := fit(screen.Bounds(), shape)
	g.paint(screen, on, shape, now)
	if over, opacity := g.play.Fade(); opacity > 0 {
		veil := g.veilFor(on.Size())
		g.paint(veil, veil.Bounds(), shape, over)
		var options ebiten.DrawImageOptions
		options.GeoM.Translate(float64(on.Min.X), float64(on.Min.Y))
		options.ColorScale.ScaleAlpha(opacity)
		options.Blend = ebiten.BlendSourceOver
		screen.DrawImage(veil, &options)
	} else if g.veil != nil {
		g.veil.Deallocate()
		g.veil = nil
	}
	g.play.AfterDraw(g.tell)
}

func (g *game) paint(dst ebiten.FinalScreen, on image.Rectangle, shape stage.Shape, shot playback.Shot) {
	w, _ := shape.Size()
	scale := float32(on.Dx()) / w // the height fits, but for a pixel or two

	frame := shot.Frame
	frame.Shape, frame.Scale = shape, scale
	g.canvas.Reset(shape)
	shot.Scene.Draw(g.canvas, frame)
	g.renderer.Draw(dst, on, g.canvas, g.palette, scale)
}

// veilFor is an image of this size.
func (g *game) veilFor(size image.Point) *ebiten.Image {
	if g.veil != nil && g.veil.Bounds().Size() != size {
		g.veil.Deallocate()
		g.veil = nil
	}
	if g.veil == nil {
		g.veil = ebiten.NewImageWithOptions(image.Rectangle{Max: size}, &ebiten.NewImageOptions{Unmanaged: true})
	}
	return g.veil
}

// fit is the middle of the screen, in the shape's proportions: what is left over stays empty, but a
// pixel or two of rounding does not count.
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

// Layout is the size of the offscreen, which only says that there is a picture.
func (g *game) Layout(int, int) (int, int) { return 1, 1 }
