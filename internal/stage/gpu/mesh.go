package gpu

import (
	"github.com/hajimehoshi/ebiten/v2"

	"twoboxes/internal/stage"
)

// Kinds of shapes, as shapes.kage knows them.
const (
	spriteKind float32 = iota
	boxKind
	lineKind
	flatKind
	coneKind
)

// area is a rectangle in device pixels.
type area struct{ left, top, right, bottom float32 }

func (a area) within(r *stage.Rect, scale float32) area {
	return area{
		max(a.left, r.X*scale), max(a.top, r.Y*scale),
		min(a.right, r.Right()*scale), min(a.bottom, r.Bottom()*scale),
	}
}

// mesh collects the triangles of one draw call. What lies outside clip is cut off as it is added.
type mesh struct {
	vertices []ebiten.Vertex
	indices  []uint32
	clip     area
}

func (m *mesh) reset() { m.vertices, m.indices = m.vertices[:0], m.indices[:0] }

// paintValue packs a paint into one vertex attribute, robust against rounding in the interpolation.
func paintValue(p stage.Paint) float32 {
	alpha := p.Alpha
	if alpha > 1 { // no min: called thousands of times a frame, and on wasm a function call
		alpha = 1
	}
	return float32(p.Role)*4 + 1 + alpha
}

// corners makes space for the n vertices of a polygon, at most four, to be filled and then added. They
// are written where they stay, as a frame can have thousands.
func (m *mesh) corners(n int) []ebiten.Vertex {
	first := len(m.vertices)
	m.vertices = append(m.vertices, make([]ebiten.Vertex, n)...)
	return m.vertices[first:]
}

// polygon adds the convex polygon of the n corners last asked for, cut to the clip rectangle.
func (m *mesh) polygon(n int) {
	first := len(m.vertices) - n
	vs := m.vertices[first:]
	all := area{vs[0].DstX, vs[0].DstY, vs[0].DstX, vs[0].DstY}
	for i := 1; i < n; i++ {
		x, y := vs[i].DstX, vs[i].DstY
		if x < all.left {
			all.left = x
		}
		if x > all.right {
			all.right = x
		}
		if y < all.top {
			all.top = y
		}
		if y > all.bottom {
			all.bottom = y
		}
	}
	c := m.clip
	switch {
	case all.left >= c.right || all.right <= c.left || all.top >= c.bottom || all.bottom <= c.top:
		m.vertices = m.vertices[:first]
		return
	case all.left < c.left || all.right > c.right || all.top < c.top || all.bottom > c.bottom:
		m.vertices = c.cut(m.vertices[:first], vs)
	}
	m.fan(len(m.vertices) - first)
}

// fan makes triangles of the last n vertices, a convex polygon within the clip rectangle.
func (m *mesh) fan(n int) {
	first := uint32(len(m.vertices) - n)
	for i := first + 2; i < uint32(len(m.vertices)); i++ {
		m.indices = append(m.indices, first, i-1, i)
	}
}

// cut appends to out what of the polygon vs lies within the area. They may lie in the same memory.
func (c area) cut(out, vs []ebiten.Vertex) []ebiten.Vertex {
	var a, b [8]ebiten.Vertex // each of four cuts adds at most one corner to four
	vs = cut(a[:0], vs, 1, 0, -c.left)
	vs = cut(b[:0], vs, -1, 0, c.right)
	vs = cut(a[:0], vs, 0, 1, -c.top)
	vs = cut(b[:0], vs, 0, -1, c.bottom)
	return append(out, vs...)
}

// cut appends to out what of the polygon vs lies where nx·x + ny·y + d is at least 0.
func cut(out, vs []ebiten.Vertex, nx, ny, d float32) []ebiten.Vertex {
	for i := range vs {
		a, b := &vs[i], &vs[(i+1)%len(vs)]
		da, db := nx*a.DstX+ny*a.DstY+d, nx*b.DstX+ny*b.DstY+d
		if da >= 0 {
			out = append(out, *a)
		}
		if (da < 0) != (db < 0) {
			out = append(out, between(a, b, da/(da-db)))
		}
	}
	return out
}

func between(a, b *ebiten.Vertex, t float32) ebiten.Vertex {
	mix := func(x, y float32) float32 { return x + (y-x)*t }
	return ebiten.Vertex{
		DstX: mix(a.DstX, b.DstX), DstY: mix(a.DstY, b.DstY),
		SrcX: mix(a.SrcX, b.SrcX), SrcY: mix(a.SrcY, b.SrcY),
		ColorR: mix(a.ColorR, b.ColorR), ColorG: mix(a.ColorG, b.ColorG),
		ColorB: mix(a.ColorB, b.ColorB), ColorA: mix(a.ColorA, b.ColorA),
		Custom0: mix(a.Custom0, b.Custom0), Custom1: mix(a.Custom1, b.Custom1),
		Custom2: mix(a.Custom2, b.Custom2), Custom3: mix(a.Custom3, b.Custom3),
	}
}

// box adds a rounded box turned about its centre; edge is half the width of its outline.
func (m *mesh) box(center, half stage.Point, radius, angle, edge float32, fill, stroke stage.Paint) {
	sin, cos := sincos(angle)
	w, h := half.X+edge+1, half.Y+edge+1
	fills, strokes := paintValue(fill), paintValue(stroke)
	vs := m.corners(4)
	for i := range vs {
		x, y := w, h
		if i == 0 || i == 3 {
			x = -w
		}
		if i < 2 {
			y = -h
		}
		v := &vs[i] // field by field: a literal would be made elsewhere and copied
		v.DstX, v.DstY = center.X+cos*x-sin*y, center.Y+sin*x+cos*y
		v.SrcX, v.SrcY = x, y
		v.ColorR, v.ColorG, v.ColorA = fills, strokes, boxKind
		v.Custom0, v.Custom1, v.Custom2, v.Custom3 = half.X, half.Y, radius, edge
	}
	// No corner is farther away than this, and most boxes lie well within the clip.
	if far := w + h; center.X-far > m.clip.left && center.X+far < m.clip.right && center.Y-far > m.clip.top && center.Y+far < m.clip.bottom {
		m.fan(4)
	} else {
		m.polygon(4)
	}
}

// corner is a place in pixels and how much of a flat shape covers it, from 0 to 1.
type corner struct{ x, y, cover float32 }

// flat adds a convex polygon in one colour.
func (m *mesh) flat(p stage.Paint, corners ...corner) {
	vs := m.corners(len(corners))
	for i, c := range corners {
		vs[i] = ebiten.Vertex{DstX: c.x, DstY: c.y, ColorR: paintValue(p), ColorA: flatKind, Custom0: c.cover}
	}
	m.polygon(len(vs))
}

// cone adds the triangle of sight from eye to the edge a–b, a little widened for its smooth sides.
func (m *mesh) cone(eye, a, b stage.Point, p stage.Paint) {
	far := stage.Lerp(a, b, 0.5)
	axis, side := far.Sub(eye), b.Sub(a)
	length, width := axis.Len(), side.Len()
	if length < 1 || width < 0.5 {
		return
	}
	const margin = 8
	back := stage.Lerp(eye, far, -margin/length)
	left, right := stage.Lerp(a, b, -margin/width), stage.Lerp(b, a, -margin/width)

	na, nb := normal(eye, a), normal(b, eye)
	if na.X*(b.X-a.X)+na.Y*(b.Y-a.Y) < 0 { // normals point inwards, however the corners turn
		na, nb = stage.Point{X: -na.X, Y: -na.Y}, stage.Point{X: -nb.X, Y: -nb.Y}
	}
	vs := m.corners(3)
	for i, q := range [3]stage.Point{back, left, right} {
		d := q.Sub(eye)
		vs[i] = ebiten.Vertex{
			DstX: q.X, DstY: q.Y, SrcX: d.X, SrcY: d.Y,
			ColorR: paintValue(p), ColorB: (d.X*axis.X + d.Y*axis.Y) / (length * length), ColorA: coneKind,
			Custom0: na.X, Custom1: na.Y, Custom2: nb.X, Custom3: nb.Y,
		}
	}
	m.polygon(3)
}

// sharpest is how far, in half widths, two pieces of a line are mitred into each other. Sharper
// bends overlap instead.
const sharpest = 8

// line adds a line through points with round ends and joints; butt: with square ends. Its pieces
// meet along the bisectors of its bends, so that a translucent line is even.
func (m *mesh) line(points []stage.Point, closed bool, half float32, butt bool, p stage.Paint) {
	n := len(points)
	pieces := n - 1
	if closed {
		pieces = n
	}
	reach := half + 1
	for i := range pieces {
		a, b := points[i], points[(i+1)%n]
		along := b.Sub(a)
		length := along.Len()
		if length < 1e-3 {
			continue
		}
		u := stage.Point{X: along.X / length, Y: along.Y / length}
		v := ebiten.Vertex{
			ColorR: paintValue(p), ColorA: lineKind,
			Custom0: 0, Custom1: length, Custom2: half,
		}
		// where the two sides of this piece begin and end along it
		l0, r0, l1, r1 := -reach, -reach, length+reach, length+reach
		if closed || i > 0 {
			if k, ok := bend(direction(points, i-1, n), u); ok {
				l0, r0 = min(-k*reach, length), min(k*reach, length)
				if butt {
					v.Custom0 = -sharpest * reach
				}
			}
		}
		if closed || i < pieces-1 {
			if k, ok := bend(u, direction(points, i+1, n)); ok {
				l1, r1 = max(length+k*reach, 0), max(length-k*reach, 0)
				if butt {
					v.Custom1 = length + sharpest*reach
				}
			}
		}
		if butt {
			v.Custom3 = 1
		}
		vs := m.corners(4)
		for i, q := range [4]stage.Point{{X: l0, Y: reach}, {X: l1, Y: reach}, {X: r1, Y: -reach}, {X: r0, Y: -reach}} {
			v.SrcX, v.SrcY = q.X, q.Y
			v.DstX, v.DstY = a.X+u.X*q.X-u.Y*q.Y, a.Y+u.Y*q.X+u.X*q.Y
			vs[i] = v
		}
		m.polygon(4)
	}
}

// bend is the slope along which a piece in direction u meets the next in direction v: how far its
// end shifts along it per pixel across, on the side of positive y.
func bend(u, v stage.Point) (k float32, ok bool) {
	cos, sin := u.X*v.X+u.Y*v.Y, u.X*v.Y-u.Y*v.X
	if 1+cos < 1e-3 {
		return 0, false
	}
	k = -sin / (1 + cos) // the tangent of half the angle
	return k, k > -sharpest && k < sharpest
}

// direction is that of piece i of a line through points, counted around.
func direction(points []stage.Point, i, n int) stage.Point {
	d := points[(i+1+n)%n].Sub(points[(i+n)%n])
	l := max(d.Len(), 1e-3)
	return stage.Point{X: d.X / l, Y: d.Y / l}
}

// normal is a unit vector across the way from a to b: (1, 0) has (0, 1).
func normal(a, b stage.Point) stage.Point {
	d := b.Sub(a)
	l := max(d.Len(), 1e-3)
	return stage.Point{X: -d.Y / l, Y: d.X / l}
}
