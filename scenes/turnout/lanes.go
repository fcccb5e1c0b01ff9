package turnout

import (
	"math"
	"slices"

	"twoboxes/internal/stage"
)

// light is how a report is drawn: the handle has yet to come to it, is on it, or has passed it.
type light uint8

const (
	ahead light = iota
	lit
	passed
)

func lightOf(r report, hour float32) light {
	switch {
	case r.at == hour:
		return lit
	case r.at < hour:
		return passed
	}
	return ahead
}

// drawHours draws the lanes and what the counter shows.
func (p plan) drawHours(c *stage.Canvas, f stage.Frame, s state) {
	year := strong(elections[0].year)
	year.Size = stage.Lead()
	c.Label(year, p.year, stage.Ink.Solid())
	c.Label(ofLabel, p.of, stage.Muted.Solid())
	shown := betweenLabel
	switch s.hour {
	case unmoved:
		shown = openLabel
	case noon:
		shown = noonLabel
	case final:
		shown = finalLabel
	}
	c.Label(shown, p.shown, stage.Ink.Solid())
	c.Label(keyLabel, stage.Point{X: p.names, Y: p.key}, stage.Muted.Solid())
	c.Label(sourceLabel, stage.Point{X: p.names, Y: p.key}, stage.Muted.Solid())
	for i := range p.lanes {
		p.drawLane(c, f, i, s.hour)
	}
	p.drawPointer(c, s.hour)
}

// valueFigures is the style of a figure over its report.
func valueFigures(l light) stage.Figures {
	if l == lit {
		return stage.Figures{Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle}
	}
	return stage.Figures{Size: stage.Small(), Align: stage.Middle}
}

// drawLane draws an election's hours: its reports, and between them that no figure was found.
func (p plan) drawLane(c *stage.Canvas, f stage.Frame, i int, hour float32) {
	e, l := elections[i], p.lanes[i]
	year, first := e.year, i == 0
	if first {
		year = strong(year)
	}
	role := stage.Muted
	if first {
		role = stage.Ink
	}
	c.Label(year, stage.Point{X: p.names, Y: l.foot - l.height/2 + year.Size[c.Shape]*stage.CapMiddle}, role.Solid())
	open, end := p.x(e.open), p.x(e.last())
	from := open
	for _, r := range e.reports {
		x := p.x(r.at) - p.vessel/2
		p.drawBetween(c, stage.Rect{X: from, Y: l.top(), W: x - from, H: l.height}, first, p.x(hour))
		from = x + p.vessel
	}
	c.Path(stage.Line(stage.Muted.Solid(), 1.2), stage.Point{X: open, Y: l.foot}, stage.Point{X: end, Y: l.foot})
	c.Path(stage.Line(stage.Ink.Solid(), 2.4), stage.Point{X: open, Y: l.top()}, stage.Point{X: open, Y: l.foot})
	size := stage.Small()[c.Shape]
	edge := float32(math.MaxFloat32) // where the next report's figure begins
	for _, r := range slices.Backward(e.reports) {
		x, now, value := p.x(r.at), lightOf(r, hour), f.Facts.Value(r.fact)
		drawVessel(c, stage.Rect{X: x - p.vessel/2, Y: l.top(), W: p.vessel, H: l.height}, value, now, r.single)
		if now != ahead {
			paint := stage.Muted
			if now == lit {
				paint = stage.Ink
			}
			text := f.Format.Number(value)
			half := c.FigureWidth(valueFigures(now), text) / 2
			x = min(x, edge-0.5*size-half)
			edge = x - half
			c.Figure(valueFigures(now), text, stage.Point{X: x, Y: l.top() - size*0.28}, paint.Solid())
		}
	}
	middle := stage.Point{X: (open + p.x(noon) - p.vessel/2) / 2, Y: l.foot - l.height/2}
	if hour >= noon && e.since.Size[c.Shape] > 0 {
		w, _ := c.LabelSize(e.since)
		c.Box(stage.Rect{X: middle.X - w/2 - 3, Y: middle.Y - size*0.6, W: w + 6, H: size * 1.2}, 0, stage.Fill(stage.Paper.Solid()))
		paint := stage.Muted
		if hour == noon {
			paint = stage.Ink
		}
		c.Label(e.since, middle.Add(0, size*stage.CapMiddle), paint.Solid())
	}
}

// drawBetween draws the hours between two reports, darker as far as the handle has come in the first lane.
func (p plan) drawBetween(c *stage.Canvas, area stage.Rect, first bool, handle float32) {
	faint, dark := stage.Muted.At(0.4), stage.Ink.At(0.75)
	if !first || handle <= area.X {
		p.drawHatch(c, area, faint)
		return
	}
	past := area
	past.W = min(area.W, handle-area.X)
	p.drawHatch(c, past, dark)
	if rest := (stage.Rect{X: past.Right(), Y: area.Y, W: area.W - past.W, H: area.H}); rest.W > 0 {
		p.drawHatch(c, rest, faint)
	}
}

// drawHatch draws slanting lines: no figure was found.
func (p plan) drawHatch(c *stage.Canvas, area stage.Rect, paint stage.Paint) {
	line := stage.Line(paint, p.hatch*0.11)
	at := func(x, y float32) stage.Point { return stage.Point{X: x, Y: y} }
	first := float32(int((area.X-area.Bottom())/p.hatch)) * p.hatch // the same lines however the area is cut
	for low := first; low < area.Right(); low += p.hatch {          // x at the bottom; half a unit across for one up
		const slope = 0.6
		from, to := max(low, area.X), min(low+area.H*slope, area.Right())
		if to-from > 0.5 {
			c.Path(line, at(from, area.Bottom()-(from-low)/slope), at(to, area.Bottom()-(to-low)/slope))
		}
	}
}

// drawVessel draws a report: the outline is all registered voters, and what fills it those who had voted.
func drawVessel(c *stage.Canvas, r stage.Rect, share float64, l light, single bool) {
	edge, fill, width := stage.Muted, stage.Muted, float32(1.8)
	if l == lit {
		edge, fill, width = stage.Ink, stage.Ink, 2.6
	}
	c.Box(r, 0, stage.Fill(stage.Sheet.Solid()))
	if l != ahead {
		h := r.H * float32(share) / 100
		c.Box(stage.Rect{X: r.X, Y: r.Bottom() - h, W: r.W, H: h}, 0, stage.Fill(fill.Solid()))
	}
	style := stage.Line(edge.Solid(), width)
	if single {
		style.Dash = stage.Dash{On: 4, Off: 3}
		if l != ahead { // seen against what fills it
			c.Box(r, 0, stage.Line(stage.Paper.Solid(), width))
		}
	}
	c.Box(r, 0, style)
}

// drawPointer draws what hangs over the handle: a line through the lanes, and a dash in each one where
// the hour has no figure.
func (p plan) drawPointer(c *stage.Canvas, hour float32) {
	x, size := p.x(hour), stage.Small()[c.Shape]
	line := stage.Line(stage.Mark.Solid(), p.handle*0.16)
	top := p.lanes[0].top()
	for i, l := range p.lanes {
		e := elections[i]
		if _, reported := e.reportAt(hour); reported {
			c.Path(line, stage.Point{X: x, Y: l.foot + 2}, stage.Point{X: x, Y: p.below(i, size)})
			continue
		}
		if i > 0 {
			top = l.top() - size*0.2
		}
		c.Path(line, stage.Point{X: x, Y: top}, stage.Point{X: x, Y: p.below(i, size)})
		if e.open < hour && hour < e.last() {
			middle, half := l.foot-l.height/2, size*0.4
			c.Box(stage.Rect{X: x - size*0.65, Y: middle - size*0.45, W: size * 1.3, H: size * 0.9}, 0, stage.Fill(stage.Paper.Solid()))
			c.Path(stage.Line(stage.Ink.Solid(), size*0.16), stage.Point{X: x - half, Y: middle}, stage.Point{X: x + half, Y: middle})
		}
	}
}

// below is where the pointer ends under a lane: short of the next one's figures.
func (p plan) below(i int, size float32) float32 {
	if i+1 < len(p.lanes) {
		return p.lanes[i+1].top() - size*1.15
	}
	return p.line
}

// drawAxis draws the line of hours with its handle.
func (p plan) drawAxis(c *stage.Canvas, hour float32) {
	line := stage.Line(stage.Ink.Solid(), p.handle*0.22)
	at := func(hour float32) stage.Point { return stage.Point{X: p.x(hour), Y: p.line} }
	c.Path(line, at(-0.6), at(h18+0.6))
	dots := line
	dots.Dash = stage.Dotted
	c.Path(dots, at(h18+0.9), at(final-0.9))
	c.Path(line, at(final-0.6), at(final).Add(p.handle*1.4, 0))
	for _, t := range ticks {
		c.Path(line, at(t.hour), at(t.hour).Add(0, p.handle))
		label, paint, place := t.label, stage.Muted, stage.Point{X: p.x(t.hour), Y: p.ticks}
		if t.hour == hour && t.hour != nine {
			label, paint = strong(label), stage.Ink
		}
		if t.hour == final { // not past the edge
			w, _ := c.LabelSize(label)
			stageWidth, _ := c.Size()
			place.X = min(place.X+w/2, stageWidth-6)
		}
		c.Label(label, place, paint.Solid())
	}
	handle := at(hour)
	c.Disc(handle, p.handle, stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.Ink.Solid(), Width: p.handle * 0.2})
	arrow := stage.Line(stage.GoldInk.Solid(), p.handle*0.2)
	for _, side := range []float32{-1, 1} {
		c.Path(arrow, handle.Add(side*p.handle*0.2, -p.handle*0.34), handle.Add(side*p.handle*0.55, 0), handle.Add(side*p.handle*0.2, p.handle*0.34))
	}
}
