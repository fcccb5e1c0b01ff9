package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"twoboxes/internal/stage"
)

// fieldOptions are the uniforms of dots.kage. The map refers to the arrays.
type fieldOptions struct {
	origin, block      []float32
	grid, dot          []float32
	flow, width        []float32
	until, ring, paint []float32
	options            ebiten.DrawTrianglesShaderOptions
	quad               mesh
}

func newFieldOptions() fieldOptions {
	f := fieldOptions{
		origin: make([]float32, 2), block: make([]float32, 2),
		grid: make([]float32, 3), dot: make([]float32, 3),
		flow: make([]float32, 1), width: make([]float32, 1),
		until: make([]float32, stage.MaxBands), ring: make([]float32, stage.MaxBands),
		paint: make([]float32, 4*stage.MaxBands),
	}
	f.options.Uniforms = map[string]any{
		"Origin": f.origin, "Block": f.block, "Grid": f.grid, "Dot": f.dot, "Flow": f.flow, "Width": f.width,
		"Until": f.until, "Ring": f.ring, "Paint": f.paint,
	}
	return f
}

// dotField draws a field as one quad. Its shader is made for the first of them: a driver takes its
// time, and a story need not begin with dots.
func (r *Renderer) dotField(it *stage.Item, c *stage.Canvas) {
	if r.dots == nil {
		dots, err := ebiten.NewShader(dotsSource)
		if err != nil {
			panic(err) // TestShadersCompile keeps it from coming to this
		}
		r.dots = dots
	}
	d, f := it.Dots, &r.field
	l := d.Lattice(r.scale)
	origin := r.px(l.Origin)
	block, pitch := r.px(stage.Point{X: l.BlockX, Y: l.BlockY}), whole(l.Pitch*r.scale)
	origin, block = stage.Point{X: whole(origin.X), Y: whole(origin.Y)}, stage.Point{X: whole(block.X), Y: whole(block.Y)}

	f.origin[0], f.origin[1] = origin.X, origin.Y
	f.block[0], f.block[1] = block.X, block.Y
	f.grid[0], f.grid[1], f.grid[2] = float32(d.Cols), float32(d.Rows), float32(d.Side)
	f.dot[0], f.dot[1], f.dot[2] = pitch, l.Size*r.scale, stage.OneIf(d.Square)
	f.flow[0], f.width[0] = float32(d.Flow), 0

	left, right := origin.X, origin.X+block.X*float32(d.Cols-1)+pitch*float32(d.Side)
	top, bottom := origin.Y, origin.Y+block.Y*float32(d.Rows-1)+pitch*float32(d.Side)
	if c.Mirror {
		units, _ := c.Size()
		f.width[0] = float32(math.Round(float64(units * r.scale)))
		left, right = f.width[0]-right, f.width[0]-left
	}

	until := float32(0)
	for i := range stage.MaxBands {
		f.ring[i] = 0
		colour := f.paint[4*i : 4*i+4]
		clear(colour)
		if i < len(d.Bands) {
			b := d.Bands[i]
			until = max(until, b.Until)
			f.ring[i] = stage.OneIf(b.Ring)
			if b.Paint.Visible() {
				rgb := r.palette[b.Paint.Role]
				alpha := min(b.Paint.Alpha, 1)
				colour[0], colour[1], colour[2] = float32(rgb.R)/255*alpha, float32(rgb.G)/255*alpha, float32(rgb.B)/255*alpha
				colour[3] = alpha
			}
		}
		f.until[i] = until
	}

	f.quad.reset()
	f.quad.clip = r.mesh.clip
	f.quad.flat(stage.Paint{}, corner{left, top, 0}, corner{right, top, 0}, corner{right, bottom, 0}, corner{left, bottom, 0})
	for i := range f.quad.vertices { // the shader's own place, as the screen's rows run the other way
		v := &f.quad.vertices[i]
		v.SrcX, v.SrcY = v.DstX, v.DstY
	}
	r.triangles(&f.quad, r.dots, &f.options)
}

// whole rounds away the error of units that stand for whole pixels; others it leaves.
func whole(v float32) float32 {
	if w := float32(math.Round(float64(v))); math.Abs(float64(w-v)) < 0.02 {
		return w
	}
	return v
}
