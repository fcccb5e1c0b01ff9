package turnout

import "twoboxes/internal/stage"

var (
	pastFigures = stage.Figures{Weight: stage.Strong, Size: stage.Lead()}
	lastFigures = stage.Figures{Weight: stage.Strong, Size: stage.PerShape{36, 62, 76, 36}}
)

// drawStrips draws an empty place for each of 10,000 who did not vote, by election, since seconds after
// the strips began.
func (p plan) drawStrips(c *stage.Canvas, f stage.Frame, since float32) {
	c.Faded(headIn.At(since), func() {
		c.Label(headLabel, p.head[0], stage.Ink.Solid())
		c.Label(basisLabel, p.head[1], stage.Muted.Solid())
		c.Label(rateLabel, p.rate.Add(0, rateLabel.Size[c.Shape]*1.7), stage.Muted.Solid())
	})
	all := []election{earliest}
	for i := range elections {
		all = append(all, elections[len(elections)-1-i])
	}
	last := len(all) - 1
	for i, e := range all {
		place := p.strips.Add(0, float32(i)*p.next)
		if i < last {
			c.Faded(pastIn.Part(i, last, 0.2).Out(since), func() { p.drawStrip(c, f, e, place, 1, 1, false) })
			continue
		}
		c.Faded(headIn.At(since), func() { p.drawStrip(c, f, e, place, lastRun.At(since), sumIn.At(since), true) })
	}
	c.Faded(slipsIn.Out(since), func() { p.drawSlips(c) })
}

// drawStrip draws one election's places, up to a share of them, and their number.
func (p plan) drawStrip(c *stage.Canvas, f stage.Frame, e election, at stage.Point, run, sum float32, last bool) {
	year, paint, figures, width := e.year, stage.Muted, pastFigures, p.pitch*0.1
	if last {
		year, paint, figures, width = strong(year), stage.Ink, lastFigures, p.pitch*0.15
	}
	n := f.Facts.Value(e.absent)
	height := p.pitch * float32(p.rows)
	middle := at.Y + height/2 - p.pitch*0.12
	c.Label(year, stage.Point{X: p.names, Y: middle + year.Size[c.Shape]*stage.CapMiddle}, paint.Solid())
	for i := range int(n) {
		if float32(i) >= float32(n)*run {
			break
		}
		c.Box(stage.Rect{
			X: at.X + float32(i/p.rows)*p.pitch, Y: at.Y + float32(i%p.rows)*p.pitch, W: p.pitch * 0.76, H: p.pitch * 0.76,
		}, 0, stage.Style{Fill: stage.Sheet.Solid(), Stroke: paint.Solid(), Width: width})
	}
	columns := (int(n) + p.rows - 1) / p.rows
	size := figures.Size[c.Shape]
	c.Faded(sum, func() {
		c.Figure(figures, f.Format.Count(n), stage.Point{X: at.X + float32(columns)*p.pitch + p.pitch*0.7, Y: middle + size*stage.CapMiddle}, paint.Solid())
	})
}

// drawSlips draws what was said of those who did not vote, and by whom.
func (p plan) drawSlips(c *stage.Canvas) {
	for i, s := range slips {
		r := p.slips[i]
		if r.W == 0 {
			continue
		}
		style := stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.4}
		if s.single {
			style.Dash = stage.Dash{On: 4, Off: 3}
		}
		c.Box(r, 2, style)
		size := s.who.Size[c.Shape]
		x := r.X + p.pad
		c.Label(s.who, stage.Point{X: x, Y: r.Y + p.pad*0.7 + size*0.8}, stage.Ink.Solid())
		c.Label(s.says, stage.Point{X: x, Y: r.Y + p.pad*0.7 + size*2.05}, stage.Ink.Solid())
	}
}
