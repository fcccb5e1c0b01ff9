package meaning

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// The slips of paper, and the rail from the chosen one to what it rests on.

// drawSlip draws an interpretation's slip of paper.
func (p *plan) drawSlip(c *stage.Canvas, i int, l light) {
	r, s := interpretations[i], l.slid(i)
	slip := p.slips[i]
	slip.X += p.slide * s
	chosen := float32(0)
	if i == l.chosen || i == l.before {
		chosen = s
	}
	c.Box(slip, 1, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.At(0.55), Width: 1.4})
	c.Box(slip, 1, props.Chosen(chosen))
	p.drawText(c, r, slip)
	if p.trunk > 0 { // a hint that it can be pressed
		c.Faded(1-chosen, func() {
			x, y := slip.Right()-20, slip.Y+slip.H*0.26
			c.Path(stage.Line(stage.Muted.Solid(), 2.4), stage.Point{X: x - 4, Y: y - 7}, stage.Point{X: x + 3, Y: y}, stage.Point{X: x - 4, Y: y + 7})
		})
	}
}

// drawText writes who, when, and what it rests on, in the middle of the slip's height.
func (p *plan) drawText(c *stage.Canvas, r interpretation, slip stage.Rect) {
	when := r.when
	switch c.Shape {
	case stage.Narrow:
		when = r.day
	case stage.Pinned: // only the title
		_, high := c.LabelSize(r.title)
		size := r.title.Size[c.Shape]
		c.Label(r.title, stage.Point{X: slip.X + p.pad, Y: slip.Y + (slip.H-high)/2 + size*stage.Ascent}, stage.Ink.Solid())
		return
	}
	size := when.Size[c.Shape]
	_, titleHigh := c.LabelSize(r.title)
	_, whenHigh := c.LabelSize(when)
	_, restsHigh := c.LabelSize(r.rests)
	high := titleHigh + whenHigh + restsHigh
	gap := min(size*0.42, (slip.H-high-8)/2)
	x, y := slip.X+p.pad, slip.Y+(slip.H-high-2*gap)/2
	c.Label(r.title, stage.Point{X: x, Y: y + r.title.Size[c.Shape]*stage.Ascent}, stage.Ink.Solid())
	y += titleHigh + gap
	c.Label(when, stage.Point{X: x, Y: y + size*stage.Ascent}, stage.Muted.Solid())
	if c.Shape == stage.Narrow { // no space before the words
		for j, m := range r.marks {
			drawSlipMark(c, m, stage.Point{X: slip.Right() - p.pad - size*(0.45+1.16*float32(len(r.marks)-1-j)), Y: y + size*0.5}, size*0.9)
		}
	}
	y += whenHigh + gap + size*stage.Ascent
	if c.Shape != stage.Narrow {
		for _, m := range r.marks {
			drawSlipMark(c, m, stage.Point{X: x + size*0.42, Y: y - size*stage.CapMiddle}, size*0.9)
			x += size * 1.16
		}
		x += size * 0.14
	}
	c.Label(r.rests, stage.Point{X: x, Y: y}, stage.Ink.Solid())
}

func drawSlipMark(c *stage.Canvas, m slipMark, at stage.Point, size float32) {
	if m == markTurnout {
		c.Disc(at, size/2, stage.Fill(stage.Ink.Solid()))
		return
	}
	props.RingOrCross(c, m == markAgainst, at, size)
}

// drawRail draws the gold line from an interpretation's slip to the windows it rests on, as far as it has
// grown, 0 to 1; branches are there as far as their windows have been reached.
func (p *plan) drawRail(c *stage.Canvas, i int, grown float32, reached func(window int) float32) {
	slip := p.slips[i]
	start := stage.Point{X: slip.Right() + p.slide, Y: slip.Y + slip.H/2}
	line := stage.Line(stage.Gold.Solid(), 3)
	for row := range 2 {
		top := p.windows[row*3].Y
		y, last := top-p.rise, -1
		middle := func(w int) float32 { return p.windows[w].X + p.windows[w].W/2 }
		for _, w := range interpretations[i].windows {
			if w/3 != row {
				continue
			}
			if last >= 0 { // a branch; the rail itself ends at the last of the row
				c.Faded(reached(last), func() {
					c.Path(line, stage.Point{X: middle(last), Y: y}, stage.Point{X: middle(last), Y: top - 3})
				})
			}
			last = w
		}
		if last >= 0 {
			way := rounded(9, start, stage.Point{X: p.trunk, Y: start.Y}, stage.Point{X: p.trunk, Y: y}, stage.Point{X: middle(last), Y: y}, stage.Point{X: middle(last), Y: top - 3})
			c.Path(line, upTo(way, grown)...)
		}
	}
}

// rounded is a line through the points with corners of a radius.
func rounded(radius float32, ps ...stage.Point) []stage.Point {
	out := []stage.Point{ps[0]}
	for i := 1; i < len(ps)-1; i++ {
		a, b, d := ps[i-1], ps[i], ps[i+1]
		in, on := b.Sub(a).Len(), d.Sub(b).Len()
		r := min(radius, in/2, on/2)
		if r < 0.5 {
			out = append(out, b)
			continue
		}
		from, to := stage.Lerp(b, a, r/in), stage.Lerp(b, d, r/on)
		out = append(out, stage.Curve{from, stage.Lerp(from, b, 0.55), stage.Lerp(to, b, 0.55), to}.Points(0, 1, 6)...)
	}
	return append(out, ps[len(ps)-1])
}

// upTo is the first share of a line's length, 0 to 1.
func upTo(ps []stage.Point, share float32) []stage.Point {
	total := float32(0)
	for i := range ps[1:] {
		total += ps[i+1].Sub(ps[i]).Len()
	}
	left := total * share
	for i := range ps[1:] {
		d := ps[i+1].Sub(ps[i]).Len()
		if d >= left {
			if left <= 0 {
				return ps[:i+1]
			}
			return append(ps[:i+1:i+1], stage.Lerp(ps[i], ps[i+1], left/d))
		}
		left -= d
	}
	return ps
}
