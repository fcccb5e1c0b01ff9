package pack

import (
	"image"

	"golang.org/x/image/vector"

	"twoboxes/internal/stage"
)

// maxSide is the largest bitmap that Rasterise makes, in pixels a side.
const maxSide = 8192

// Rasterise fills an outline (of a glyph or a stage.Named) by the non-zero rule into a bitmap of
// coverage, one byte a pixel, rows of w bytes from the top. Size is pixels per unit of the outline;
// subX, 0 to 1, moves the outline right within the pixel. Left and top are where the bitmap's top
// left pixel lies, in whole pixels from the outline's origin. An outline with no area, or one too
// large to be meant, gives no bitmap: w and h are 0.
func Rasterise(segs []stage.Seg, size, subX float32) (mask []byte, w, h, left, top int) {
	if len(segs) == 0 {
		return nil, 0, 0, 0, 0
	}
	lo, hi := segs[0].P[0], segs[0].P[0] // of all points: never less than the outline
	for _, s := range segs {
		for _, p := range s.P[:s.Op.Points()] {
			lo.X, lo.Y = min(lo.X, p.X), min(lo.Y, p.Y)
			hi.X, hi.Y = max(hi.X, p.X), max(hi.Y, p.Y)
		}
	}
	width, height := (hi.X-lo.X)*size, (hi.Y-lo.Y)*size
	if !(width > 0 && height > 0 && width < maxSide && height < maxSide) {
		return nil, 0, 0, 0, 0
	}
	left, top = floor(lo.X*size+subX), floor(lo.Y*size)
	w, h = -floor(-hi.X*size-subX)-left, -floor(-hi.Y*size)-top

	z := vector.NewRasterizer(w, h)
	at := func(p stage.Point) (x, y float32) {
		return p.X*size + subX - float32(left), p.Y*size - float32(top)
	}
	for _, s := range segs {
		ax, ay := at(s.P[0])
		bx, by := at(s.P[1])
		cx, cy := at(s.P[2])
		switch s.Op {
		case stage.MoveTo:
			z.ClosePath()
			z.MoveTo(ax, ay)
		case stage.LineTo:
			z.LineTo(ax, ay)
		case stage.QuadTo:
			z.QuadTo(ax, ay, bx, by)
		case stage.CubeTo:
			z.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	z.ClosePath()
	dst := image.NewAlpha(image.Rect(0, 0, w, h))
	z.Draw(dst, dst.Rect, image.Opaque, image.Point{})
	return dst.Pix, w, h, left, top
}

func floor(v float32) int {
	i := int(v)
	if float32(i) > v {
		i--
	}
	return i
}
