// Package gpu draws what a canvas recorded with Ebitengine: everything but dot fields in one draw
// call of one shader (rounded boxes, lines and cones as distance functions, letters and named
// shapes from one atlas), and each dot field as one quad of a second shader.
package gpu

import (
	_ "embed"
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
)

//go:embed shapes.kage
var shapesSource []byte

//go:embed dots.kage
var dotsSource []byte

// paletteSize is the number of colours that shapes.kage has room for.
const paletteSize = 32

// Renderer draws canvases. It keeps its buffers and atlas from frame to frame.
type Renderer struct {
	pack  *pack.Language
	atlas atlas
	mesh  mesh
	tool  geometry

	shapes, dots *ebiten.Shader                    // dots: once a field has been drawn
	options      ebiten.DrawTrianglesShaderOptions // of shapes
	colours      []float32                         // uniform Palette of shapes
	field        fieldOptions                      // of dots

	// of the canvas being drawn
	dst     ebiten.FinalScreen
	origin  image.Point // of the stage in dst
	palette stage.Palette
	scale   float32
}

// New makes a renderer for the text of pack. The error is that of a shader that does not compile.
func New(pack *pack.Language) (*Renderer, error) {
	shapes, err := ebiten.NewShader(shapesSource)
	if err != nil {
		return nil, err
	}
	r := &Renderer{
		pack: pack, shapes: shapes,
		colours: make([]float32, 3*paletteSize), field: newFieldOptions(),
	}
	r.options.Uniforms = map[string]any{"Palette": r.colours}
	return r, nil
}

// Draw paints c all over a part of dst, an image or the screen. Scale is device pixels per stage unit.
func (r *Renderer) Draw(dst ebiten.FinalScreen, on image.Rectangle, c *stage.Canvas, p stage.Palette, scale float32) {
	r.dst, r.origin, r.palette, r.scale = dst, on.Min, p, scale
	for i, colour := range p {
		r.colours[3*i] = float32(colour.R) / 255
		r.colours[3*i+1] = float32(colour.G) / 255
		r.colours[3*i+2] = float32(colour.B) / 255
	}
	r.atlas.swept = false
	w, h := float32(on.Dx()), float32(on.Dy())
	whole := area{0, 0, w, h}
	r.mesh.reset()
	r.mesh.clip = whole
	r.mesh.flat(stage.Paper.Solid(), corner{0, 0, 1}, corner{w, 0, 1}, corner{w, h, 1}, corner{0, h, 1})

	for i := range c.Items {
		it := &c.Items[i]
		r.mesh.clip = whole
		if it.Clip != nil {
			r.mesh.clip = whole.within(it.Clip, scale)
		}
		switch it.Kind {
		case stage.BoxItem:
			r.box(it)
		case stage.PathItem:
			r.path(it)
		case stage.ConeItem:
			r.cone(it)
		case stage.NamedItem:
			r.named(it)
		case stage.LabelItem:
			run, _ := r.pack.Label(it.Key)
			r.text(it, run.Lines)
		case stage.FigureItem:
			line := [1]pack.Line{r.pack.Figure(it.Weight, it.Text)}
			r.text(it, line[:])
		case stage.DotsItem:
			r.flush()
			r.dotField(it, c)
		}
	}
	r.flush()
}

// flush draws the shapes collected so far.
func (r *Renderer) flush() {
	if len(r.mesh.indices) == 0 {
		return
	}
	r.options.Images[0] = r.atlas.texture()
	r.triangles(&r.mesh, r.shapes, &r.options)
	r.mesh.reset()
}

// triangles draws a mesh where the stage is.
func (r *Renderer) triangles(m *mesh, shader *ebiten.Shader, options *ebiten.DrawTrianglesShaderOptions) {
	if r.origin != (image.Point{}) {
		x, y := float32(r.origin.X), float32(r.origin.Y)
		for i := range m.vertices {
			m.vertices[i].DstX += x
			m.vertices[i].DstY += y
		}
	}
	// The engine may change the vertices it is given (internal/slim spares it a copy of them): they are
	// not used again, and a mesh is reset before the next draw call.
	r.dst.DrawTrianglesShader32(m.vertices, m.indices, shader, options)
}

func (r *Renderer) box(it *stage.Item) {
	center, half := r.px(it.Center), r.px(it.Half)
	radius, edge := it.Radius*r.scale, it.Width*r.scale/2
	fill, stroke := it.Fill, it.Stroke
	dashed := stroke.Visible() && it.Dash != (stage.Dash{})
	if dashed || !stroke.Visible() {
		stroke, edge = stage.Paint{}, 0
	}
	if fill.Visible() || stroke.Visible() {
		r.mesh.box(center, half, radius, it.Angle, edge, fill, stroke)
	}
	if dashed {
		r.tool.points = roundedBox(r.tool.points[:0], center, half, radius, it.Angle)
		r.stroke(it, r.tool.points, true, true)
	}
}

func (r *Renderer) path(it *stage.Item) {
	r.tool.points = r.tool.points[:0]
	for _, p := range it.Points {
		r.tool.add(r.px(p))
	}
	if it.Fill.Visible() {
		r.tool.fill(&r.mesh, r.tool.points, it.Fill)
	}
	if it.Stroke.Visible() {
		r.stroke(it, r.tool.points, it.Closed, false)
	}
}

// stroke draws a line through points, broken if the item says so. Butt: dashes end square.
func (r *Renderer) stroke(it *stage.Item, points []stage.Point, closed, butt bool) {
	half := it.Width * r.scale / 2
	on, off := it.Dash.On*r.scale, it.Dash.Off*r.scale
	if on+off <= 0.1 {
		r.mesh.line(points, closed, half, false, it.Stroke)
		return
	}
	r.tool.dashes(points, closed, on, off, func(dash []stage.Point) {
		if len(dash) == 1 {
			r.mesh.box(dash[0], stage.Point{X: half, Y: half}, half, 0, 0, it.Stroke, stage.Paint{})
			return
		}
		r.mesh.line(dash, false, half, butt, it.Stroke)
	})
}

func (r *Renderer) cone(it *stage.Item) {
	r.mesh.cone(r.px(it.Points[0]), r.px(it.Points[1]), r.px(it.Points[2]), it.Fill)
}

// px converts from units to device pixels.
func (r *Renderer) px(p stage.Point) stage.Point {
	return stage.Point{X: p.X * r.scale, Y: p.Y * r.scale}
}

func sincos(angle float32) (sin, cos float32) {
	if angle == 0 {
		return 0, 1
	}
	s, c := math.Sincos(float64(angle))
	return float32(s), float32(c)
}

func floor(v float32) float32 { return float32(math.Floor(float64(v))) }
