package meaning

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// slipAt is the place of a slip: the chosen one reaches over the panel's edge.
func (p *plan) slipAt(i int, l light) stage.Rect {
	r := p.slips[i]
	r.W += p.slide * l.chosen(i)
	return r
}

// drawSlip draws a claim with who makes it and when.
func (p *plan) drawSlip(c *stage.Canvas, i int, l light) {
	r, chosen := p.slipAt(i, l), l.chosen(i)
	c.Box(r, 3, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.2})
	c.Box(r, 3, props.Chosen(chosen))
	c.Faded(chosen, func() {
		edge := stage.Rect{X: r.X + 1.2, Y: r.Y + 1.2, W: 0.5 * p.pad, H: r.H - 2.4}
		c.Box(edge, 2, stage.Fill(stage.Gold.Solid()))
	})

	claim := claims[i]
	x := r.X + p.pad
	by := claim.author
	if by.Size[c.Shape] == 0 { // there is room for the short form only
		by = claim.by
	}
	size, small := claim.text.Size[c.Shape], by.Size[c.Shape]
	_, high := c.LabelSize(claim.text)
	_, byHigh := c.LabelSize(by)
	gap := min(0.3*small, max(0, (r.H-high-byHigh)/3))
	y := r.Y + (r.H-high-byHigh-gap)/2
	c.Clipped(r, func() { // so that the build names a text that has no room
		c.Label(claim.text, stage.Point{X: x, Y: y + size*stage.Ascent}, stage.Ink.Solid())
		c.Label(by, stage.Point{X: x, Y: y + high + gap + small*stage.Ascent}, stage.Muted.Solid())
	})
}

// drawRail draws the gold line from the claim that is shown, over the map, to what it rests on.
func (p *plan) drawRail(c *stage.Canvas, l light) {
	if p.trunk == 0 {
		return
	}
	if l.before != l.now {
		c.Faded(1-l.come(), func() { p.drawRailOf(c, l.before, 1, func(int) float32 { return 1 }) })
	}
	p.drawRailOf(c, l.now, growing.InOut(l.since), l.reached)
}

// drawRailOf draws a claim's rail as far as it has grown, 0 to 1, with its branches as far as they have
// been reached.
func (p *plan) drawRailOf(c *stage.Canvas, i int, grown float32, reached func(tile int) float32) {
	if i < 0 || i >= len(claims) || grown <= 0 {
		return
	}
	line := stage.Line(stage.Gold.Solid(), 3)
	slip := p.slips[i]
	start := stage.Point{X: slip.Right() + p.slide, Y: slip.Center().Y}
	rise := (start.X + p.square.X) / 2
	if edge := p.panel.X + 12; rise < edge {
		rise = edge
	}
	top := p.heads * 0.32
	last := 0
	for tile := range tiles {
		if claims[i].rests[tile] {
			last = tile
			y := p.tileAt(tile).Center().Y
			c.Faded(reached(tile), func() { c.Path(line, stage.Point{X: p.trunk, Y: y}, stage.Point{X: p.tile.X - 1.5, Y: y}) })
		}
	}
	way := rounded(8, start, stage.Point{X: rise, Y: start.Y}, stage.Point{X: rise, Y: top}, stage.Point{X: p.trunk, Y: top}, stage.Point{X: p.trunk, Y: p.tileAt(last).Center().Y})
	c.Path(line, upTo(way, grown)...)
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
