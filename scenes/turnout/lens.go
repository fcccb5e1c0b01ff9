package turnout

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// shown is how much y is the year the scene shows, 0 to 1.
func (s state) shown(y year) float32 {
	if y == year2019 {
		return s.past
	}
	return 1 - s.past
}

// lastBlock is the block that the lenses open.
func (p plan) lastBlock(scale float32) stage.Rect {
	return p.dots(nil).Block(p.cols*p.rows-1, scale).Inset(-2)
}

// lens is the part of a year's card below the heading.
func (p plan) lens(y year) stage.Rect {
	r := p.cards[y.card]
	r.Y, r.H = r.Y+p.heading, r.H-p.heading
	return r
}

// drawWedge opens the last block towards the lens of the year that is shown.
func (p plan) drawWedge(c *stage.Canvas, f stage.Frame, s state) {
	open := lensIn.InOut(f.Time)
	if open == 0 {
		return
	}
	a, b := p.lens(year2023), p.lens(year2019)
	lens := stage.Rect{X: stage.Mix(a.X, b.X, s.past), Y: stage.Mix(a.Y, b.Y, s.past), W: a.W, H: a.H}
	from := p.lastBlock(f.Scale)
	var near, far [2]stage.Point
	if lens.Bottom() <= from.Y { // the lens is above
		near = [2]stage.Point{{X: from.X, Y: from.Y}, {X: from.Right(), Y: from.Y}}
		far = [2]stage.Point{{X: lens.X, Y: lens.Bottom()}, {X: lens.Right(), Y: lens.Bottom()}}
	} else {
		near = [2]stage.Point{{X: from.Right(), Y: from.Y}, {X: from.Right(), Y: from.Bottom()}}
		far = [2]stage.Point{{X: lens.X, Y: lens.Y}, {X: lens.X, Y: lens.Bottom()}}
	}
	c.Polygon(stage.Fill(stage.Shade.Solid()),
		near[0], stage.Lerp(near[0], far[0], open), stage.Lerp(near[1], far[1], open), near[1])
}

// drawCard draws the last block of one election large enough to be counted, under its year.
func (p plan) drawCard(c *stage.Canvas, f stage.Frame, s state, y year) {
	card, lens, shown := p.cards[y.card], p.lens(y), s.shown(y)
	c.Box(p.lastBlock(f.Scale), 0, stage.Line(stage.Ink.At(shown*lensIn.At(f.Time)), 1.6))
	c.Box(card, 0, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.2})
	c.Box(card, 0, props.Chosen(shown))
	side := min(lens.W, lens.H) * 0.86
	dots := stage.Rect{X: lens.X + (lens.W-side)/2, Y: lens.Y + (lens.H-side)/2, W: side, H: side}
	c.Field(stage.Dots{
		Area: dots, Cols: 1, Rows: 1, Side: 10, Dot: 0.74, Flow: stage.RowsUp,
		Bands: s.lensBands(f, y),
	})
	line := stage.Muted.Solid()
	if shown > 0.5 {
		line = stage.Ink.Solid()
	}
	size := y.name.Size[c.Shape]
	base := card.Y + p.heading*0.5 + size*stage.CapMiddle
	above := base // baseline of the year
	if p.stacked {
		above, base = base-size*0.55, base+size*0.55
	}
	pad := p.heading * 0.25
	c.Label(y.name, stage.Point{X: card.X + pad, Y: above}, line)
	known := float32(1)
	if y == year2023 {
		known = keyIn.Out(f.Time)
	}
	c.Faded(known, func() {
		count := f.Format.Count(f.Facts.Value(y.absent))
		right := card.Right() - pad
		c.Figure(missingFigures, count, stage.Point{X: right, Y: base}, line)
		name, _ := c.LabelSize(y.name)
		if x := right - c.FigureWidth(missingFigures, count) - size*0.5; p.stacked || x-size*0.6 > card.X+pad+name {
			ring(c, stage.Point{X: x, Y: base - size*0.35}, size, line)
		}
	})
	c.Path(stage.Line(stage.Hairline.Solid(), 1.2), stage.Point{X: card.X + pad, Y: lens.Y}, stage.Point{X: card.Right() - pad, Y: lens.Y})
}

// drawKey says what the rings are.
func (p plan) drawKey(c *stage.Canvas) {
	size := absentLabel.Size[c.Shape]
	ring(c, p.absent.Add(size*0.3, -size*0.35), size, stage.Ink.Solid())
	c.Label(absentLabel, p.absent.Add(size*0.85, 0), stage.Muted.Solid())
}

// ring draws a missing dot as large as text.
func ring(c *stage.Canvas, at stage.Point, size float32, p stage.Paint) {
	c.Disc(at, size*0.29, stage.Line(p, size*0.11))
}

// lensBands paint the hundred dots of the last block as the field paints them; the year that isn't
// shown is at its final report.
func (s state) lensBands(f stage.Frame, y year) []stage.Band {
	if s.shown(y) < 0.5 {
		s.value = f.Facts.Value(y.final)
		s.final = s.value
	}
	bands := s.bands(false)
	for i := range bands {
		bands[i].Until = max(0, bands[i].Until-99*perPoint)
	}
	return bands
}
