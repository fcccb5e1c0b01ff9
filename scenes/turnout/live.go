package turnout

import (
	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes/props"
)

// drawLive draws the running election of a feed: its counter, the votes for and against in their boxes, and
// the line of hours with the evening's reports and, fainter, those of the last election. Between two reports
// there is nothing.
func (p plan) drawLive(c *stage.Canvas, f stage.Frame) {
	r := *f.Reading
	p = p.withRoom(c.Shape, r)
	if r.Test {
		p.drawTest(c)
	}
	p.drawFlaps(c, f.Format, r.Turnout, !r.None)
	c.Label(liveLabel, p.liveOf, stage.Muted.Solid())
	for i, share := range r.Votes {
		p.drawVotes(c, f.Format, i, share)
	}
	width := p.vessel // of a report; less where they are near to each other
	for i := 1; i < len(r.Reports); i++ {
		width = min(width, max(3, (p.liveX(r.Reports[i].At)-p.liveX(r.Reports[i-1].At))*0.7))
	}
	for _, past := range r.Past {
		x, y := p.liveX(past.At), p.live.Bottom()-p.live.H*float32(past.Share)/100
		reach := width * 1.4 // seen on both sides of a report
		c.Path(stage.Line(stage.Muted.Solid(), 2), stage.Point{X: x - reach, Y: y}, stage.Point{X: x + reach, Y: y})
	}
	p.drawHourLine(c, r)
	if len(r.Reports) == 0 {
		return
	}
	last, size := len(r.Reports)-1, stage.Small()[c.Shape]
	left := float32(1e6) // of what stands over the lane, from the latest report back
	for i := last; i >= 0; i-- {
		report, now := r.Reports[i], passed
		share := report.Share
		if i == last && !r.None {
			now = lit
			moved := stage.Phase{From: r.At, For: stage.ReadingLength}.InOut(f.Time)
			share = stage.Towards(r.Before, r.Turnout, moved)
		}
		x := p.liveX(report.At)
		drawVessel(c, stage.Rect{X: x - width/2, Y: p.live.Y, W: width, H: p.live.H}, share, now, false)
		text, figures := asNumber(f.Format, report.Share), valueFigures(now)
		if now == lit {
			text = asNumber(f.Format, r.Turnout)
		}
		if half := c.FigureWidth(figures, text) / 2; x+half < left {
			left = x - half - size*0.3
			paint := stage.Muted
			if now == lit {
				paint = stage.Ink
			}
			c.Figure(figures, text, stage.Point{X: x, Y: p.live.Y - size*0.32}, paint.Solid())
		}
	}
	if len(r.Range) == 2 && !r.None {
		p.drawRange(c, r.Reports[last].At, r.Range, width)
	}
}

// band is the height of a band over a rehearsal, in lines of small text, and over is how far figures reach above the lane.
const (
	band = 1.6
	over = 1.25
)

// withRoom is the plan with a shorter lane where the picture has more to show: the bands over a rehearsal, above and
// below the counter, and the units that the page lists below the line of hours.
func (p plan) withRoom(shape stage.Shape, r stage.Reading) plan {
	size, bottom := stage.Small()[shape.Class()], p.live.Bottom()
	if r.Test {
		p.flaps.Y += band * size
		p.liveOf.Y += band * size
		for i := range p.votes {
			p.votes[i].Y += band * size
		}
		p.live.Y = p.liveOf.Y + (0.4+band+over)*size
	}
	switch shape {
	case stage.Narrow, stage.Tall:
		bottom -= float32(r.Units) * unitRow * size
	case stage.Regular, stage.Wide:
		if r.Units > 0 {
			bottom -= unitColumn * size
		}
	}
	p.live.H = bottom - p.live.Y
	return p
}

// Heights of the units that the page lists, in lines of small text: rows below each other, or columns in one row.
// The styles of .units in web/live/live.css are the same.
const (
	unitRow    = 1.35
	unitColumn = 2.7
)

// drawTest draws the bands over a rehearsal: no row of figures is without one beside it, and none covers a figure.
func (p plan) drawTest(c *stage.Canvas) {
	size := stage.Small()[c.Shape.Class()]
	width, _ := c.Size()
	for _, y := range []float32{0, p.live.Y - (band+over)*size} {
		c.Box(stage.Rect{Y: y, W: width, H: band * size}, 0, stage.Fill(stage.Gold.Solid()))
		c.Label(testLabel, stage.Point{X: width / 2, Y: y + size*(band/2+stage.CapMiddle)}, stage.GoldInk.Solid())
	}
}

// liveX is where a share of the line of hours lies; reports at its ends lie inside the lane.
func (p plan) liveX(share float32) float32 {
	return p.live.X + p.vessel + (p.live.W-2*p.vessel)*share
}

// drawHourLine draws the line from the first hour to the final report, dotted where nothing was reported yet.
func (p plan) drawHourLine(c *stage.Canvas, r stage.Reading) {
	now := p.live.X
	if n := len(r.Reports); n > 0 {
		now = p.liveX(r.Reports[n-1].At)
	}
	at := func(x float32) stage.Point { return stage.Point{X: x, Y: p.live.Bottom()} }
	line := stage.Line(stage.Ink.Solid(), 2.4)
	c.Path(line, at(p.live.X), at(now))
	line.Stroke, line.Dash = stage.Muted.Solid(), stage.Dotted
	c.Path(line, at(now), at(p.live.Right()))

	size := stage.Small()[c.Shape]
	y := p.live.Bottom() + size*1.4
	done, paint := doneLabel, stage.Muted
	if r.Final {
		done, paint = strong(doneLabel), stage.Ink
	}
	w, _ := c.LabelSize(done)
	taken := []float32{p.live.Right() - w, p.live.Right()} // pairs of ends
	below := float32(0)                                    // the time of the latest report comes first
	if n := len(r.Ticks); n > 0 && p.liveX(r.Ticks[0].At)+c.FigureWidth(valueFigures(lit), r.Ticks[0].Text)/2+size*0.4 > taken[0] && !r.Final {
		taken, below = nil, size*1.25
	}
	c.Label(done, stage.Point{X: p.live.Right(), Y: y + below}, paint.Solid())
	for i, tick := range r.Ticks {
		figures, paint := valueFigures(ahead), stage.Muted
		if i == 0 && !r.Final {
			figures, paint = valueFigures(lit), stage.Ink
		}
		x, half := p.liveX(tick.At), c.FigureWidth(figures, tick.Text)/2
		if !free(taken, x-half-size*0.4, x+half+size*0.4) {
			continue
		}
		taken = append(taken, x-half, x+half)
		c.Path(stage.Line(paint.Solid(), 2), at(x), at(x).Add(0, size*0.3))
		c.Figure(figures, tick.Text, stage.Point{X: x, Y: y}, paint.Solid())
	}
}

// free reports whether nothing lies between two places; taken are pairs of ends.
func free(taken []float32, from, to float32) bool {
	for i := 0; i < len(taken); i += 2 {
		if from < taken[i+1] && taken[i] < to {
			return false
		}
	}
	return true
}

// drawRange draws the source's estimate over the latest report, as a band.
func (p plan) drawRange(c *stage.Canvas, at float32, ends []float64, width float32) {
	x, reach := p.liveX(at), width*0.75
	top, bottom := p.live.Bottom()-p.live.H*float32(ends[1])/100, p.live.Bottom()-p.live.H*float32(ends[0])/100
	if bottom-top < 3 {
		top, bottom = (top+bottom)/2-1.5, (top+bottom)/2+1.5
	}
	c.Box(stage.Rect{X: x - reach, Y: top, W: 2 * reach, H: bottom - top}, 0, stage.Style{Fill: stage.Gold.At(0.5), Stroke: stage.Ink.Solid(), Width: 1.4})
}

// drawVotes draws the share of the votes that went into one of the two boxes: 0 is for, 1 against.
func (p plan) drawVotes(c *stage.Canvas, format story.Format, i int, share float64) {
	const width, height = 96, 84 // before it is scaled
	role := [...]stage.Role{stage.For, stage.Against}[i]
	c.Within(p.votes[i], 0, p.voteScale, func() {
		box := props.Box{Body: stage.Rect{W: width, H: height}, Against: i == 1}
		box.Draw(c, func() {
			inside := box.Inside()
			h := inside.H * float32(share) / 100
			c.Box(stage.Rect{X: inside.X, Y: inside.Bottom() - h, W: inside.W, H: h}, 0, stage.Fill(role.At(0.55)))
		})
	})
	size := stage.Small()[c.Shape]
	middle := p.votes[i].Add(width*p.voteScale/2, height*p.voteScale+size*1.1)
	c.Label(voteLabels[i], middle, stage.Ink.Solid())
	c.Figure(valueFigures(lit), asReported(format, share), middle.Add(0, size*1.15), stage.Ink.Solid())
}

// asNumber is asReported without the sign.
func asNumber(f story.Format, v float64) string {
	f.Percent = "{n}"
	return asReported(f, v)
}
