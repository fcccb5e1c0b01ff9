package gpu

import (
	"math"

	"twoboxes/internal/stage"
)

// geometry cuts paths into what a mesh can draw. It keeps its buffers from path to path.
type geometry struct {
	points []stage.Point // of the path being drawn, in pixels
	dash   []stage.Point
	inner  []stage.Point
	outer  []stage.Point
	ring   []int
}

// add appends a point unless the path is there already.
func (g *geometry) add(p stage.Point) {
	if n := len(g.points); n > 0 && p.Sub(g.points[n-1]).Len() < 0.01 {
		return
	}
	g.points = append(g.points, p)
}

// dashes calls draw with each dash of a broken line through points, on pixels long and off pixels
// apart. An on of 0 gives single points. The points are valid during the call only.
func (g *geometry) dashes(points []stage.Point, closed bool, on, off float32, draw func([]stage.Point)) {
	pieces := len(points) - 1
	if closed {
		pieces++
	}
	g.dash = g.dash[:0]
	drawing, left := true, on // how much of the present dash or gap is left
	if pieces > 0 {
		g.dash = append(g.dash, points[0])
	}
	for i := range pieces {
		a, b := points[i], points[(i+1)%len(points)]
		length := b.Sub(a).Len()
		at := float32(0)
		for left < length-at {
			at += left
			p := stage.Lerp(a, b, at/length)
			if drawing {
				if on > 0 {
					g.dash = append(g.dash, p)
				}
				draw(g.dash)
				g.dash, left = g.dash[:0], off
			} else {
				g.dash, left = append(g.dash[:0], p), on
			}
			drawing = !drawing
		}
		left -= length - at
		if drawing && on > 0 {
			g.dash = append(g.dash, b)
		}
	}
	if drawing && len(g.dash) > 1 {
		draw(g.dash)
	}
}

// fill adds the inside of a polygon that does not cross itself, feathered by half a pixel to either
// side of its edge.
func (g *geometry) fill(m *mesh, points []stage.Point, p stage.Paint) {
	n := len(points)
	size := turning(points)
	if n < 3 || size == 0 {
		return
	}
	half := float32(0.5)
	if size < 0 {
		half = -0.5
	}
	g.inner, g.outer = g.inner[:0], g.outer[:0]
	for i, q := range points {
		before, after := normal(points[(i+n-1)%n], q), normal(q, points[(i+1)%n])
		// the mitre of both edges' normals, blunted where the corner is sharp
		k := half / max(1+before.X*after.X+before.Y*after.Y, 0.25)
		d := stage.Point{X: (before.X + after.X) * k, Y: (before.Y + after.Y) * k}
		g.inner = append(g.inner, q.Add(d.X, d.Y))
		g.outer = append(g.outer, q.Add(-d.X, -d.Y))
	}
	g.triangles(points, size > 0, func(a, b, c int) {
		m.flat(p, full(g.inner[a]), full(g.inner[b]), full(g.inner[c]))
	})
	for i := range points {
		j := (i + 1) % n
		m.flat(p, full(g.inner[i]), full(g.inner[j]), empty(g.outer[j]), empty(g.outer[i]))
	}
}

func full(p stage.Point) corner  { return corner{p.X, p.Y, 1} }
func empty(p stage.Point) corner { return corner{p.X, p.Y, 0} }

// triangles cuts a polygon into triangles by clipping ears. Positive: its turning is.
func (g *geometry) triangles(points []stage.Point, positive bool, emit func(a, b, c int)) {
	g.ring = g.ring[:0]
	for i := range points {
		g.ring = append(g.ring, i)
	}
	for len(g.ring) > 3 {
		ear := 0 // if none is found the polygon crosses itself: take any
		for i := range g.ring {
			if g.ear(points, positive, i) {
				ear = i
				break
			}
		}
		n := len(g.ring)
		emit(g.ring[(ear+n-1)%n], g.ring[ear], g.ring[(ear+1)%n])
		g.ring = append(g.ring[:ear], g.ring[ear+1:]...)
	}
	emit(g.ring[0], g.ring[1], g.ring[2])
}

// ear reports whether corner i of what is left can be cut off.
func (g *geometry) ear(points []stage.Point, positive bool, i int) bool {
	n := len(g.ring)
	prev, next := (i+n-1)%n, (i+1)%n
	a, b, c := points[g.ring[prev]], points[g.ring[i]], points[g.ring[next]]
	if !positive {
		a, c = c, a
	}
	if cross(a, b, c) < 0 {
		return false // bends inwards
	}
	for j := range g.ring {
		if j == prev || j == i || j == next {
			continue
		}
		q := points[g.ring[j]]
		if cross(a, b, q) > 0 && cross(b, c, q) > 0 && cross(c, a, q) > 0 {
			return false
		}
	}
	return true
}

// cross is twice the area of the triangle, positive if it turns as x does towards y.
func cross(a, b, c stage.Point) float32 {
	return (b.X-a.X)*(c.Y-a.Y) - (b.Y-a.Y)*(c.X-a.X)
}

// turning is twice the polygon's area, positive if it turns as x does towards y.
func turning(points []stage.Point) float32 {
	sum := float32(0)
	for i := 2; i < len(points); i++ {
		sum += cross(points[0], points[i-1], points[i])
	}
	return sum
}

// roundedBox appends the outline of a box, in SVG's order, so that dashes fall alike: a circle
// begins on the right, any other box after its top left corner.
func roundedBox(out []stage.Point, center, half stage.Point, radius, angle float32) []stage.Point {
	sin, cos := sincos(angle)
	add := func(x, y float32) {
		out = append(out, center.Add(cos*x-sin*y, sin*x+cos*y))
	}
	if radius < 0.1 {
		add(-half.X, -half.Y)
		add(half.X, -half.Y)
		add(half.X, half.Y)
		add(-half.X, half.Y)
		return out
	}
	steps := 2 + int(math.Sqrt(float64(radius))) // within a tenth of a pixel of the arc
	quarter := func(x, y, from float32) {
		for i := range steps + 1 {
			s, c := sincos(from + float32(i)/float32(steps)*math.Pi/2)
			add(x+radius*c, y+radius*s)
		}
	}
	x, y := half.X-radius, half.Y-radius
	corners := [4]func(){
		func() { quarter(x, -y, -math.Pi/2) },
		func() { quarter(x, y, 0) },
		func() { quarter(-x, y, math.Pi/2) },
		func() { quarter(-x, -y, math.Pi) },
	}
	first := 0
	if half.X == half.Y && radius >= half.X {
		first = 1
	}
	for i := range corners {
		corners[(first+i)%4]()
	}
	return out
}
