// Package props has the objects that several scenes draw: boxes, ballots, persons and marks. A box
// is the same box and a ballot the same ballot everywhere.
package props

import (
	"math"

	"twoboxes/internal/stage"
)

// Box is a ballot box seen in section. The body is what Body says; lid and edge lie around it.
type Box struct {
	Body    stage.Rect
	Against bool    // red, square and crossed; otherwise green, rounded and ringed
	Plain   bool    // neither: the single box of a room with one
	Open    float32 // how far the lid is lifted
}

const (
	Edge     = 4  // thickness of a box's outline
	LidOver  = 8  // how far the lid stands out on each side
	LidThick = 16 // its height
)

// roles are the box's colour and its inside tint.
func (b Box) roles() (edge, tint stage.Role) {
	switch {
	case b.Plain:
		return stage.Ink, stage.Shade
	case b.Against:
		return stage.Against, stage.AgainstTint
	}
	return stage.For, stage.ForTint
}

func (b Box) radius() float32 {
	if b.Against || b.Plain {
		return 2
	}
	return min(18, b.Body.W/8)
}

// Lid is the lid's rectangle.
func (b Box) Lid() stage.Rect {
	return stage.Rect{X: b.Body.X - LidOver, Y: b.Body.Y - 10 - b.Open, W: b.Body.W + 2*LidOver, H: LidThick}
}

// Slot is the middle of the slit in the lid, where ballots go in.
func (b Box) Slot() stage.Point {
	l := b.Lid()
	return stage.Point{X: l.X + l.W/2, Y: l.Y + 6.5}
}

// Inside is the space for ballots.
func (b Box) Inside() stage.Rect {
	r := b.Body.Inset(Edge / 2)
	top := b.Lid().Bottom() + b.Open
	return stage.Rect{X: r.X, Y: top, W: r.W, H: r.Bottom() - top}
}

// Draw draws the box with its contents between its back and its outline. The green and the red one travel
// from scene to scene.
func (b Box) Draw(c *stage.Canvas, contents func()) {
	if b.Plain {
		b.draw(c, contents)
		return
	}
	object := stage.ForBox
	if b.Against {
		object = stage.AgainstBox
	}
	c.Object(object, b.Body, func() { b.draw(c, contents) })
}

func (b Box) draw(c *stage.Canvas, contents func()) {
	line, tint := b.roles()
	c.Box(b.Body, b.radius(), stage.Fill(tint.Solid()))
	if contents != nil {
		contents()
	}
	c.Box(b.Body, b.radius(), stage.Line(line.Solid(), Edge))
	b.drawLid(c)
}

func (b Box) drawLid(c *stage.Canvas) {
	line, _ := b.roles()
	lid := b.Lid()
	r := float32(1)
	if !b.Against && !b.Plain {
		r = LidThick / 2
	}
	c.Box(lid, r, stage.Fill(line.Solid()))
	slot := min(52, lid.W*0.3)
	s := b.Slot()
	slit := stage.Slot
	if b.Plain {
		slit = stage.Paper
	}
	c.Box(stage.Rect{X: s.X - slot/2, Y: s.Y - 2.5, W: slot, H: 5}, 2.5, stage.Fill(slit.Solid()))
}

// Ballot draws a folded ballot as two leaves. At scale 1 it is about 22 units across.
func Ballot(c *stage.Canvas, at stage.Point, scale, angle float32) {
	leaves(c, at, scale, angle, min(1.1, 2/scale), stage.Leaf, stage.LeafBack, stage.LeafInk)
}

// OwnSheet draws the reader's own ballot, gold. It travels from scene to scene.
func OwnSheet(c *stage.Canvas, at stage.Point, scale, angle float32) {
	r := stage.Rect{X: at.X - 12*scale, Y: at.Y - 12*scale, W: 24 * scale, H: 24 * scale}
	c.Object(stage.YourSheet, r, func() { leaves(c, at, scale, angle, min(1.3, 2.4/scale), stage.Gold, stage.Gold, stage.GoldInk) })
}

func leaves(c *stage.Canvas, at stage.Point, scale, angle, width float32, front, back, ink stage.Role) {
	c.Within(at, angle, scale, func() {
		line := stage.Style{Fill: back.Solid(), Stroke: ink.Solid(), Width: width}
		behind := stage.Rect{X: -9, Y: -8, W: 21, H: 20}
		c.TurnedBox(behind, 0.5, stage.Degrees(-5), line)
		if front == back {
			c.TurnedBox(behind, 0.5, stage.Degrees(-5), stage.Fill(ink.At(0.25)))
		}
		line.Fill = front.Solid()
		c.Box(stage.Rect{X: -12, Y: -11, W: 22, H: 21}, 0.5, line)
	})
}

// Chosen is how what the reader chose looks in every scene: an ink frame on a sheet, shown to an
// extent from 0 to 1. Gold is for the reader's own ballot and number.
func Chosen(shown float32) stage.Style {
	return stage.Style{Fill: stage.Sheet.At(shown), Stroke: stage.Ink.At(shown), Width: 2.4}
}

// RingOrCross draws the mark that says for or against without colour.
func RingOrCross(c *stage.Canvas, against bool, at stage.Point, size float32) {
	if against {
		c.Named(stage.Cross, at, size*0.86, stage.Against.Solid())
		return
	}
	c.Named(stage.Ring, at, size, stage.For.Solid())
}

// Marked draws a label with its ring or cross before it, the two together centred on at (a baseline).
func Marked(c *stage.Canvas, l stage.Label, against bool, at stage.Point) {
	size := l.Size[c.Shape]
	gap := size * 0.4
	w, _ := c.LabelSize(l)
	x := at.X - (size+gap+w)/2
	RingOrCross(c, against, stage.Point{X: x + size/2, Y: at.Y - size*stage.CapMiddle}, size*1.05)
	l.Align = stage.Start
	role := stage.For
	if against {
		role = stage.Against
	}
	c.Label(l, stage.Point{X: x + size + gap, Y: at.Y}, role.Solid())
}

// Scatter is a fixed number in [-1, 1] for every i and seed: disorder that is the same every time.
func Scatter(i, seed int) float32 {
	x := uint32(i)*2654435761 ^ uint32(seed)*2246822519
	x ^= x >> 15
	x *= 2246822519
	x ^= x >> 13
	x *= 3266489917
	x ^= x >> 16
	return float32(x&0xFFFF)/0x7FFF - 1
}

// DottedFlight draws the part of a flight from parameter 0 to until as a dotted line.
func DottedFlight(c *stage.Canvas, f stage.Curve, until float32, p stage.Paint) {
	if until <= 0 {
		return
	}
	steps := min(max(8, int(f[3].Sub(f[0]).Len()/8)), 20) // more make a poster larger, not rounder
	c.Path(stage.Style{Stroke: p, Width: 2.4, Dash: stage.Dotted}, f.Points(0, until, steps)...)
}

// Person draws a token of a voter or nominee in any style, of the shape that stage.Person has: the
// head in the body's colour, feet half of size below at.
func Person(c *stage.Canvas, at stage.Point, size float32, s stage.Style) {
	c.Disc(at.Add(0, -0.322*size), 0.178*size, s)
	c.Polygon(s, PersonBody(at, size)...)
}

func PersonBody(at stage.Point, size float32) []stage.Point {
	const half, steps = 0.28, 20
	shoulders := at.Add(0, 0.19*size)
	body := []stage.Point{{X: at.X + half*size, Y: at.Y + size/2}, {X: at.X - half*size, Y: at.Y + size/2}}
	for i := range steps + 1 {
		sin, cos := math.Sincos(math.Pi * float64(i) / steps)
		body = append(body, shoulders.Add(-float32(cos)*half*size, -float32(sin)*half*size))
	}
	return body
}
