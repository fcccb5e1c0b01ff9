package meaning

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// drawMap draws the map of the two unknowns: it comes from where it was in the count scene, lit, and goes
// dark. The line of possible countries is lit by what rests on the votes against; no point on it is.
func (p *plan) drawMap(c *stage.Canvas, invented props.Invented, l light, begun float32) {
	moved, dark := travel.InOut(begun), goDark.InOut(begun)
	mix := func(a, b float32) float32 { return stage.Mix(a, b, moved) }
	m := props.Unknowns{Target: invented.Target, Square: stage.Rect{
		X: mix(p.before.X, p.square.X), Y: mix(p.before.Y, p.square.Y), W: mix(p.before.W, p.square.W), H: mix(p.before.H, p.square.H),
	}}
	c.Faded(1-dark, func() {
		m.DrawGround(c)
		m.DrawLit(c, 1)
	})
	c.Faded(dark, func() { m.DrawDark(c) })

	lit, off := l.line()
	wide := p.pin / 9
	line := func(style stage.Style) { m.DrawLine(c, nil, 1, style) }
	c.Faded(1-dark, func() { line(stage.Line(stage.Ink.Solid(), wide)) })
	c.Faded(dark, func() {
		c.Faded(1-max(lit, off), func() { line(stage.Line(stage.PanelMuted.Solid(), wide)) })
		c.Faded(off, func() {
			line(stage.Style{Stroke: stage.PanelMuted.Solid(), Width: 0.7 * wide, Dash: stage.Dash{On: 2 * wide, Off: 2.5 * wide}})
		})
		c.Faded(lit, func() { line(stage.Line(stage.Gold.Solid(), 2*wide)) })
	})
	for i, k := range invented.Countries {
		switch {
		case !invented.Examples:
			m.DrawPin(c, k, i+1, m.At(k), p.pin)
		case dark < 0.5:
			m.DrawExample(c, k, m.At(k), p.pin, stage.Ink)
		default:
			m.DrawExample(c, k, m.At(k), p.pin, stage.PanelInk)
		}
	}
}

// drawSheet draws the reader's own sheet in the dark: what its reader thought is not known either. The closing words
// take it from there (web/player/embed.css).
func (p *plan) drawSheet(c *stage.Canvas, doubted float32) {
	size := sheetLabel.Size[c.Shape]
	side := 1.35 * size
	r := stage.Rect{X: p.square.Right() - 1.2*side, Y: p.square.Bottom() - 1.2*side, W: side, H: side}
	c.Object(stage.YourSheet, r, func() {
		c.Box(r.Inset(-0.1*size), 1, stage.Fill(stage.Gold.Solid()))
		c.Box(r, 0, stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.GoldInk.Solid(), Width: 1.2})
	})
	c.Faded(doubted, func() { c.LabelIn(sheetLabel, r, stage.GoldInk.Solid()) })
}

// drawNames writes what is not known into the dark places, and the panel's headings.
func (p *plan) drawNames(c *stage.Canvas, l light) {
	ink := stage.PanelInk.Solid()
	c.Label(unknownLabel, stage.Point{X: p.square.X, Y: p.heads}, ink)
	c.Label(reportedLabel, stage.Point{X: p.tile.X, Y: p.heads}, ink)

	size := manyLabel.Size[c.Shape]
	_, high := c.LabelSize(manyLabel)
	pad, foot := 0.75*size, 0.4*size
	if c.Shape == stage.Pinned { // off the line of possible countries and its pins
		pad = foot
	}
	at := stage.Point{X: p.square.X + pad, Y: p.square.Bottom() - foot - high + size*stage.Ascent}
	if p.why.W == 0 {
		at.Y -= stage.LineHeight * size
		c.Label(andWhyLabel, stage.Point{X: at.X, Y: p.square.Bottom() - foot - size*(1-stage.Ascent)}, ink)
	} else {
		props.DrawDarkBox(c, p.why)
		c.Label(whyLabel, stage.Point{X: p.why.X + pad, Y: p.why.Center().Y + size*stage.CapMiddle}, ink)
	}
	c.Label(manyLabel, at, ink)

	lit, off := l.line()
	any := l.any()
	corner := stage.Point{X: p.square.Right() - 0.6*stage.Small()[c.Shape], Y: p.square.Y + 1.3*stage.Small()[c.Shape]}
	c.Faded(min(lit, any)*2-1, func() { c.Label(lineLabel, corner, stage.Gold.Solid()) })
	c.Faded(off*2-1, func() { c.Label(offLabel, corner, ink) })
}

// drawTile draws something that was reported: paper where a reading rests on it.
func (p *plan) drawTile(c *stage.Canvas, i int, l light) {
	r := p.tileAt(i)
	lit, framed := l.lit(i), l.framed(i)
	c.Box(r, 3, stage.Style{Stroke: stage.PanelMuted.Solid(), Width: 1.2})
	c.Box(r, 3, stage.Fill(stage.Leaf.At(lit)))
	c.Box(r, 3, stage.Line(stage.Gold.At(framed), 3))

	ink, colours, weight := stage.PanelInk, [2]stage.Role{stage.PanelInk, stage.PanelInk}, stage.Normal
	switch {
	case lit > 0.5:
		ink, colours = stage.LeafInk, [2]stage.Role{stage.LeafFor, stage.LeafAgainst}
		if framed > 0.5 {
			weight = stage.Strong
		}
	case l.any() > 0.5:
		ink, colours = stage.PanelMuted, [2]stage.Role{stage.PanelMuted, stage.PanelMuted}
	}
	size := stage.Small()[c.Shape]
	name, figure := tileLabels(i, weight)
	middle := r.Center().Y + size*stage.CapMiddle
	x := r.X + 0.5*size
	if p.mark == 0 { // one line
		c.Label(name, stage.Point{X: x, Y: middle}, ink.Solid())
		if figure.Words != "" {
			figure.Align = stage.End
			c.Label(figure, stage.Point{X: r.Right() - 0.5*size, Y: middle}, ink.Solid())
		}
		return
	}
	drawMark(c, i, stage.Point{X: x + p.mark/2, Y: r.Center().Y}, p.mark, ink, colours)
	x += p.mark + 0.5*size
	if figure.Words == "" {
		c.Label(name, stage.Point{X: x, Y: middle}, ink.Solid())
		return
	}
	half := stage.LineHeight * size / 2
	c.Label(name, stage.Point{X: x, Y: middle - half}, ink.Solid())
	c.Label(figure, stage.Point{X: x, Y: middle + half}, ink.Solid())
}

// drawMark draws a small picture of something reported. colours are for and against.
func drawMark(c *stage.Canvas, i int, at stage.Point, size float32, ink stage.Role, colours [2]stage.Role) {
	line := func(role stage.Role) stage.Style { return stage.Line(role.Solid(), size/9) }
	half := size / 2
	switch i {
	case votes:
		c.Box(stage.Rect{X: at.X - half, Y: at.Y - half, W: size, H: size}, 1, line(colours[1]))
		c.Named(stage.Cross, at, 0.6*size, colours[1].Solid())
	case turnout:
		props.Person(c, at, size, stage.Fill(ink.Solid()))
	case earlier:
		for n := range 4 {
			c.Box(stage.Rect{X: at.X - half + float32(n)*size*0.26, Y: at.Y - half, W: size * 0.18, H: size}, 0, stage.Fill(colours[0].Solid()))
		}
	case boxes:
		c.Box(stage.Rect{X: at.X - 0.55*size, Y: at.Y - 0.35*size, W: 0.48 * size, H: 0.7 * size}, size/6, line(colours[0]))
		c.Box(stage.Rect{X: at.X + 0.07*size, Y: at.Y - 0.35*size, W: 0.48 * size, H: 0.7 * size}, 0, line(colours[1]))
	case law:
		c.Box(stage.Rect{X: at.X - 0.4*size, Y: at.Y - half, W: 0.8 * size, H: size}, 1, line(ink))
		for n := range 3 {
			y := at.Y + (float32(n)-1)*0.22*size
			c.Path(line(ink), stage.Point{X: at.X - 0.2*size, Y: y}, stage.Point{X: at.X + 0.2*size, Y: y})
		}
	}
}
