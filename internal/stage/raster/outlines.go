package raster

import (
	"math"
	"slices"

	"twoboxes/internal/stage"
)

// Outlines in units. All turn clockwise as seen, so that overlapping pieces add up to one area; those
// of holes turn the other way.

// polygon is the closed outline through the points.
func polygon(ps []stage.Point) []stage.Seg {
	segs := make([]stage.Seg, len(ps))
	for i, p := range ps {
		segs[i] = stage.Seg{Op: stage.LineTo, P: [3]stage.Point{p}}
	}
	segs[0].Op = stage.MoveTo
	return segs
}

// placed is an outline scaled, turned clockwise by angle (radians), and moved to at.
func placed(segs []stage.Seg, size, angle float32, at stage.Point) []stage.Seg {
	sin64, cos64 := math.Sincos(float64(angle))
	sin, cos := float32(sin64)*size, float32(cos64)*size
	out := slices.Clone(segs)
	for i := range out {
		for j, p := range out[i].P {
			out[i].P[j] = at.Add(cos*p.X-sin*p.Y, sin*p.X+cos*p.Y)
		}
	}
	return out
}

// bulge is how far the control points of a quarter circle lie from its ends, as a share of its radius.
const bulge = 0.5522848

func disc(center stage.Point, radius float32) []stage.Seg {
	return rounded(center, stage.Point{X: radius, Y: radius}, radius, 0)
}

// dot is a small disc, as a polygon of the same area: curves of a few pixels would become too few lines.
func dot(center stage.Point, radius float32) []stage.Seg {
	const corners = 16
	radius *= float32(math.Sqrt(math.Pi / (corners / 2 * math.Sin(2*math.Pi/corners))))
	var ps [corners]stage.Point
	for i := range ps {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		ps[i] = center.Add(radius*float32(cos), radius*float32(sin))
	}
	return polygon(ps[:])
}

// rounded is a box with rounded corners, turned around its centre; half is half its width and height.
func rounded(center, half stage.Point, radius, angle float32) []stage.Seg {
	w, h, r := max(half.X, 0), max(half.Y, 0), max(radius, 0)
	b := r * (1 - bulge)
	segs := []stage.Seg{{Op: stage.MoveTo, P: [3]stage.Point{{X: r - w, Y: -h}}}}
	line := func(x, y float32) {
		segs = append(segs, stage.Seg{Op: stage.LineTo, P: [3]stage.Point{{X: x, Y: y}}})
	}
	curve := func(ax, ay, bx, by, x, y float32) {
		if r > 0 {
			segs = append(segs, stage.Seg{Op: stage.CubeTo, P: [3]stage.Point{{X: ax, Y: ay}, {X: bx, Y: by}, {X: x, Y: y}}})
		}
	}
	line(w-r, -h)
	curve(w-b, -h, w, b-h, w, r-h)
	line(w, h-r)
	curve(w, h-b, w-b, h, w-r, h)
	line(r-w, h)
	curve(b-w, h, -w, h-b, -w, h-r)
	line(-w, r-h)
	curve(-w, b-h, b-w, -h, r-w, -h)
	return placed(segs, 1, angle, center)
}

// roundedBox is the outline of a box, made larger by grow on every side.
func roundedBox(it *stage.Item, grow float32) []stage.Seg {
	radius := it.Radius
	if radius > 0 {
		radius += grow
	}
	return rounded(it.Center, it.Half.Add(grow, grow), radius, it.Angle)
}

// boxStroke is the frame around a box's edge.
func boxStroke(it *stage.Item) []stage.Seg {
	if it.Dash != (stage.Dash{}) {
		return dashed(flat(roundedBox(it, 0)), it.Width, it.Dash, false)
	}
	return append(roundedBox(it, it.Width/2), reversed(roundedBox(it, -it.Width/2))...)
}

// pathStroke is a line through the points, with round joints and ends.
func pathStroke(it *stage.Item) []stage.Seg {
	ps := it.Points
	if it.Closed {
		ps = append(slices.Clone(ps), ps[0])
	}
	if it.Dash != (stage.Dash{}) {
		return dashed(ps, it.Width, it.Dash, true)
	}
	return line(ps, it.Width, true)
}

// line is a broad line through the points. Its joints are round; its ends, if round says so.
func line(ps []stage.Point, width float32, round bool) []stage.Seg {
	var segs []stage.Seg
	for i, p := range ps {
		if i > 0 && i < len(ps)-1 || round {
			segs = append(segs, disc(p, width/2)...)
		}
		if i == 0 {
			continue
		}
		from := ps[i-1]
		d := p.Sub(from)
		if length := d.Len(); length > 0 {
			nx, ny := -d.Y/length*width/2, d.X/length*width/2
			segs = append(segs, polygon([]stage.Point{from.Add(-nx, -ny), p.Add(-nx, -ny), p.Add(nx, ny), from.Add(nx, ny)})...)
		}
	}
	return segs
}

// dashed is a broken line through the points.
func dashed(ps []stage.Point, width float32, dash stage.Dash, round bool) []stage.Seg {
	var segs []stage.Seg
	piece := []stage.Point{ps[0]} // of the dash being drawn
	on, left := true, dash.On     // in a dash or a gap, and how much of it is to come
	finish := func() {
		if on && len(piece) > 0 {
			segs = append(segs, line(piece, width, round)...)
		}
		piece = nil
	}
	for i := 1; i < len(ps); i++ {
		at := ps[i-1]
		for {
			rest := ps[i].Sub(at).Len()
			if rest < left {
				left -= rest
				break
			}
			if rest > 0 {
				at = stage.Lerp(at, ps[i], left/rest)
			}
			if on {
				piece = append(piece, at)
			}
			finish()
			if on = !on; on {
				left, piece = dash.On, []stage.Point{at}
			} else {
				left = dash.Off
			}
			if dash.On+dash.Off <= 0 {
				return segs
			}
		}
		if on {
			piece = append(piece, ps[i])
		}
	}
	finish()
	return segs
}

// flat is a closed outline as a line of short pieces.
func flat(segs []stage.Seg) []stage.Point {
	const pieces = 8
	var ps []stage.Point
	for _, s := range segs {
		if s.Op == stage.CubeTo {
			ps = append(ps, stage.Curve{ps[len(ps)-1], s.P[0], s.P[1], s.P[2]}.Points(1./pieces, 1, pieces-1)...)
		} else {
			ps = append(ps, s.P[0])
		}
	}
	return append(ps, ps[0])
}

// reversed is one closed outline, turning the other way.
func reversed(segs []stage.Seg) []stage.Seg {
	end := func(s stage.Seg) stage.Point { return s.P[s.Op.Points()-1] }
	out := []stage.Seg{{Op: stage.MoveTo, P: [3]stage.Point{end(segs[len(segs)-1])}}}
	for i := len(segs) - 1; i > 0; i-- {
		s, to := segs[i], end(segs[i-1])
		switch s.Op {
		case stage.CubeTo:
			s.P = [3]stage.Point{s.P[1], s.P[0], to}
		case stage.QuadTo:
			s.P = [3]stage.Point{s.P[0], to}
		default:
			s.P = [3]stage.Point{to}
		}
		out = append(out, s)
	}
	return out
}
