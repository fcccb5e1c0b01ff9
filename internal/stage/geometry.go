package stage

import "math"

// Point is a position in stage units: x to the right, y down.
type Point struct{ X, Y float32 }

// Add is p moved by dx and dy.
func (p Point) Add(dx, dy float32) Point { return Point{p.X + dx, p.Y + dy} }

// Sub is the vector from q to p.
func (p Point) Sub(q Point) Point { return Point{p.X - q.X, p.Y - q.Y} }

// Len is the length of p as a vector.
func (p Point) Len() float32 { return float32(math.Sqrt(float64(p.X*p.X + p.Y*p.Y))) }

// Rect is an axis-aligned rectangle in stage units.
type Rect struct{ X, Y, W, H float32 }

// Right and Bottom are the far edges.
func (r Rect) Right() float32  { return r.X + r.W }
func (r Rect) Bottom() float32 { return r.Y + r.H }

// Center is the middle of r.
func (r Rect) Center() Point { return Point{r.X + r.W/2, r.Y + r.H/2} }

// Contains reports whether p lies in r.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X && p.X <= r.Right() && p.Y >= r.Y && p.Y <= r.Bottom()
}

// Inset is r with d taken off every side.
func (r Rect) Inset(d float32) Rect { return Rect{r.X + d, r.Y + d, r.W - 2*d, r.H - 2*d} }

// intersect is the part of r inside o; empty if there is none.
func (r Rect) intersect(o Rect) Rect {
	x, y := max(r.X, o.X), max(r.Y, o.Y)
	return Rect{x, y, max(0, min(r.Right(), o.Right())-x), max(0, min(r.Bottom(), o.Bottom())-y)}
}

// transform is a similarity: turn, scale, then move. Boxes stay boxes under it.
type transform struct {
	cos, sin float32 // of the turn, times the scale
	x, y     float32
	scale    float32
	angle    float32 // radians, clockwise
}

var identity = transform{cos: 1, scale: 1}

func (t transform) apply(p Point) Point {
	return Point{t.cos*p.X - t.sin*p.Y + t.x, t.sin*p.X + t.cos*p.Y + t.y}
}

// then is t with a further move, turn and scale applied first, in t's own coordinates.
func (t transform) then(at Point, angle, scale float32) transform {
	o := t.apply(at)
	s := t.scale * scale
	a := t.angle + angle
	sin, cos := math.Sincos(float64(a))
	return transform{cos: float32(cos) * s, sin: float32(sin) * s, x: o.X, y: o.Y, scale: s, angle: a}
}

// rect is where r lies; of a turned one, as if it were not turned.
func (t transform) rect(r Rect) Rect {
	center := t.apply(r.Center())
	w, h := r.W*t.scale, r.H*t.scale
	return Rect{center.X - w/2, center.Y - h/2, w, h}
}

// moved is t with everything scaled around from, which then lies at to.
func (t transform) moved(from, to Point, scale float32) transform {
	t.cos, t.sin, t.scale = t.cos*scale, t.sin*scale, t.scale*scale
	t.x, t.y = to.X+scale*(t.x-from.X), to.Y+scale*(t.y-from.Y)
	return t
}

// between is the rectangle at share t of the way from a to b.
func between(a, b Rect, t float32) Rect {
	return Rect{Mix(a.X, b.X, t), Mix(a.Y, b.Y, t), Mix(a.W, b.W, t), Mix(a.H, b.H, t)}
}

// Degrees converts to the radians that angles are given in.
func Degrees(d float32) float32 { return d * math.Pi / 180 }

// Lerp is the point at share t of the way from a to b.
func Lerp(a, b Point, t float32) Point {
	return Point{a.X + (b.X-a.X)*t, a.Y + (b.Y-a.Y)*t}
}

// Mix is the number at share t of the way from a to b.
func Mix(a, b, t float32) float32 { return a + (b-a)*t }

// OneIf is 1 if b holds and 0 otherwise.
func OneIf(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// Curve is a cubic Bézier curve.
type Curve [4]Point

// At is the point at parameter t, 0 to 1.
func (c Curve) At(t float32) Point {
	u := 1 - t
	a, b, d, e := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return Point{a*c[0].X + b*c[1].X + d*c[2].X + e*c[3].X, a*c[0].Y + b*c[1].Y + d*c[2].Y + e*c[3].Y}
}

// Points samples the curve from parameter a to b with n segments.
func (c Curve) Points(a, b float32, n int) []Point {
	ps := make([]Point, n+1)
	for i := range ps {
		ps[i] = c.At(a + (b-a)*float32(i)/float32(n))
	}
	return ps
}
