// Package history shows a hundred per cent, for years. From zero nothing can be seen; the topmost
// part, enlarged, shows that 2023 stops short. November 1956 is the ministry's dated note and has no
// column. The charts' geometry is in plan.go.
package history

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:     "history",
	Length: noteIn.End(),
	Labels: []stage.Label{
		elections[0].label, elections[1].label, elections[2].label, elections[3].label, elections[4].label,
		provinceLabel, countyLabel, wholeLabel, cutLabel, cutShortLabel,
		zeroLabel, lowLabel, middleLabel, topLabel, sinceLabel, ministryLabel,
		turnoutLabel, turnoutOfLabel, approvalLabel, approvalOfLabel, deputiesLabel, electedLabel,
	},
	Controls: controls(),
	Draw:     draw,
}

var (
	rise      = stage.Phase{From: 0.1, For: 0.8} // columns grow from zero to the line
	stepAside = stage.Phase{From: 2.0, For: 0.7} // after a full second with nothing to see, they step aside
	blank     = stage.Phase{From: 2.0, For: 0.2} // and leave their years
	cutIn     = stage.Phase{From: 2.4, For: 0.3} // the cut is announced first,
	opening   = stage.Phase{From: 2.6, For: 1.1} // then the hair-thin top opens into the enlarged chart
	tearing   = stage.Phase{From: 3.5, For: 0.5} // the cut axis tears across the feet
	report    = stage.Phase{From: 3.8, For: 0.4} // the gaps are marked and the figures shown
	noteIn    = stage.Phase{From: 4.6, For: 0.5} // the note on 1956 is put up

	// Since a year was chosen.
	goOut   = stage.Phase{From: 0, For: 0.15}
	lightUp = stage.Phase{From: 0.1, For: 0.35}
)

// election is one election: its choice, its year as a label, and its facts.
type election struct {
	id                string
	label             stage.Label
	turnout, deputies string
}

func electionOf(id string, weight stage.Weight) election {
	return election{
		id:      id,
		label:   stage.Label{Words: "history." + id, Weight: weight, Size: stage.PerShape{13.5, 21, 18, 15}, Align: stage.Middle},
		turnout: "turnout." + id, deputies: "deputies." + id,
	}
}

var elections = [5]election{
	electionOf("2007", stage.Normal),
	electionOf("2011", stage.Normal),
	electionOf("2015", stage.Normal),
	electionOf("2019", stage.Normal),
	electionOf("2023", stage.Strong),
}

// bars are the results: one for each past election, two separate ballots in the last.
var bars = [6]struct {
	year int // in elections
	fact string
}{{0, "for.2007"}, {1, "for.2011"}, {2, "for.2015"}, {3, "for.2019"}, {4, "province.for"}, {4, "county.for"}}

const past = 4 // elections before the last

var (
	provinceLabel = stage.Label{Words: "history.province", Size: stage.Small.Without(stage.Pinned), Wrap: stage.PerShape{60, 92, 112}, Align: stage.Middle}
	countyLabel   = stage.Label{Words: "history.county", Size: stage.Small.Without(stage.Pinned), Wrap: stage.PerShape{60, 92, 112}, Align: stage.Middle}
	wholeLabel    = stage.Label{Words: "history.whole", Size: stage.Small.Without(stage.Pinned), Wrap: stage.PerShape{0, 188, 0}}
	cutLabel      = stage.Label{Words: "history.axis.cut", Size: stage.Small.Without(stage.Pinned)}
	cutShortLabel = stage.Label{Words: "history.axis.cut.short", Size: stage.Small}
	zeroLabel     = stage.Label{Words: "history.axis.zero", Weight: stage.Strong, Size: stage.Small}
	lowLabel      = stage.Label{Words: "history.axis.low", Weight: stage.Strong, Size: stage.Small.Without(stage.Pinned)}
	middleLabel   = stage.Label{Words: "history.axis.middle", Size: stage.Small.Without(stage.Pinned)}
	topLabel      = stage.Label{Words: "history.axis.top", Weight: stage.Strong, Size: stage.Small}
	sinceLabel    = stage.Label{Words: "history.since", Weight: stage.Strong, Size: stage.Small.Without(stage.Pinned), Align: stage.Middle}
	ministryLabel = stage.Label{Words: "history.ministry", Size: stage.Small.Without(stage.Pinned), Wrap: stage.PerShape{0, 176, 184}}

	resultFigures = stage.Figures{Weight: stage.Strong, Size: stage.PerShape{13.5, 21, 26, 15}, Align: stage.Middle}

	// What was reported for the chosen year: a figure with a word, and below it what the figure is a share of.
	reportedFigures = stage.Figures{Weight: stage.Strong, Size: stage.Lead}
	turnoutLabel    = stage.Label{Words: "history.turnout", Size: stage.Small.Without(stage.Pinned)}
	turnoutOfLabel  = stage.Label{Words: "history.turnout.of", Size: stage.Small.Without(stage.Pinned)}
	approvalLabel   = stage.Label{Words: "history.approval", Size: stage.Small.Without(stage.Pinned)}
	approvalOfLabel = stage.Label{Words: "history.approval.of", Size: stage.Small.Without(stage.Pinned)}
	deputiesLabel   = stage.Label{Words: "history.deputies", Size: stage.Small.Without(stage.Pinned)}
	electedLabel    = stage.Label{Words: "history.deputies.of", Size: stage.Small.Without(stage.Pinned)}
)

func draw(c *stage.Canvas, f stage.Frame) {
	p := plans[f.Shape]
	var lit [len(elections)]float32
	for y := range lit {
		lit[y] = litAt(f, elections[y].id)
	}
	p.drawWhole(c, f, lit)
	if opening.At(f.Time) > 0 {
		p.drawZoom(c, f, lit)
	}
	p.drawScale(c, f.Time)
	p.drawYears(c, f.Time, lit)
	if p.slip != (stage.Rect{}) {
		c.Faded(noteIn.Out(f.Time), func() { p.drawNote(c, 1-noteIn.Out(f.Time)) })
	}
	if p.figures != (stage.Point{}) {
		for y := range lit {
			c.Faded(lit[y], func() { p.drawFigures(c, f, y) })
		}
	}
}

// litAt is how brightly a year is lit, 0 to 1.
func litAt(f stage.Frame, year string) float32 {
	choice := f.Choices["history.year"]
	lit := choice.Lit(year, f.Time, lightUp, goOut)
	if _, made := choice.Since(f.Time); !made { // the scene began with it: lit in its turn
		lit *= lightUp.InOut(f.Time - report.From)
	}
	return lit
}

// drawWhole draws the chart from zero, true to scale: what is missing in the last election is
// thinner than the line. It begins where the enlarged chart will be, then steps aside.
func (p plan) drawWhole(c *stage.Canvas, f stage.Frame, lit [5]float32) {
	aside := stepAside.InOut(f.Time)
	h := p.whole.beside(p.zoom, aside)
	for i, b := range bars {
		grown := rise.Part(i, len(bars), 0.65).Out(f.Time)
		p.bar(c, h, i, stage.Mix(h.floor, h.at(f.Facts.Value(b.fact)), grown), 0, lit[b.year])
	}
	from, to := p.whole.start-10, stage.Mix(p.panel[1], p.whole.end()+4, aside)
	c.Path(stage.Line(stage.Ink.Solid(), 2), p.point(from, h.floor), p.point(to, h.floor))
}

// drawYears labels every bar with its year: the labels of the enlarged chart serve the first one too
// until it has stepped aside.
func (p plan) drawYears(c *stage.Canvas, t float32, lit [5]float32) {
	cut := cutIn.Out(t)
	c.Faded(max(1-blank.At(t), cut), func() {
		for y := range elections {
			from, to := p.zoom.span(y)
			p.year(c, y, (from+to)/2, p.years, lit[y])
		}
	})
	c.Faded(cut, func() {
		for y := range elections {
			if y == 0 || y == past || p.everyYear {
				from, to := p.whole.span(y)
				p.year(c, y, (from+to)/2, p.wholeYears, lit[y])
			}
		}
	})
}

// bar draws bar i of a chart with its end at a position along the values; lit, it is the chosen year's.
func (p plan) bar(c *stage.Canvas, h chart, i int, end, feet, lit float32) {
	from, to := h.extent(i)
	line := min(p.line, (to-from)/6)
	body := p.rect(from, to, h.floor+feet, end)
	if body.W <= 0 || body.H <= 0 {
		return
	}
	c.Box(body.Inset(line/2), 0, stage.Style{Fill: stage.ForTint.Solid(), Stroke: stage.For.Solid(), Width: line})
	if lit > 0 {
		chosen := props.Chosen(lit)
		chosen.Width = min(chosen.Width, (to-from)/4)
		c.Box(body, 0, chosen)
	}
	thick := min(p.cap, body.H)
	c.Box(p.rect(from, to, end, end+thick), 0, stage.Fill(stage.For.Solid()))
}

// year draws the year of election y on a baseline, with its middle at across.
func (p plan) year(c *stage.Canvas, y int, across, at, lit float32) {
	l := elections[y].label
	w, _ := c.LabelSize(l)
	size := l.Size[c.Shape]
	base := stage.Point{X: across, Y: at}
	tag := stage.Rect{X: across - w/2, Y: at - size*1.02, W: w, H: size * 1.34}
	pad := min(5, (p.zoom.pitch-w)/2) // short of the years beside it
	tag.X, tag.W = tag.X-pad, tag.W+2*pad
	paint := stage.Muted.Solid()
	if l.Weight == stage.Strong {
		paint = stage.Ink.Solid()
	}
	if lit > 0 {
		c.Box(tag, 6, props.Chosen(lit))
	}
	if lit > 0.5 {
		paint = stage.Ink.Solid()
	}
	c.Label(l, base, paint)
}

// drawZoom draws the wedge and the enlarged chart as far as it has opened.
func (p plan) drawZoom(c *stage.Canvas, f stage.Frame, lit [5]float32) {
	open := opening.InOut(f.Time)
	shown := report.Out(f.Time)
	h := p.zoom
	full := h.floor
	h.floor = stage.Mix(h.top+(p.whole.floor-h.top)*float32(100-cutAt)/100, full, open)
	feet := p.feet * open

	hair := p.whole.at(cutAt)
	c.Polygon(stage.Fill(stage.Shade.Solid()), p.point(p.whole.end(), h.top), p.point(p.panel[0], h.top), p.point(p.panel[0], h.floor), p.point(p.whole.end(), hair))
	c.Box(p.rect(p.panel[0], p.panel[1], h.top, h.floor+feet), 0, stage.Fill(stage.Sheet.Solid()))
	c.Faded(shown, func() {
		from, to := p.levelLine()
		for _, v := range [...]float64{cutAt, (cutAt + 100) / 2} {
			c.Path(stage.Line(stage.Hairline.Solid(), 1.5), p.point(from, h.at(v)), p.point(to, h.at(v)))
		}
	})
	for i, b := range bars {
		end := h.at(f.Facts.Value(b.fact))
		if i >= past {
			p.missing(c, h, i, end, shown)
		}
		p.bar(c, h, i, end, feet, lit[b.year])
	}
	p.tear(c, tearing.At(f.Time))
	c.Faded(shown, func() { p.results(c, f, lit) })
}

// missing draws what bar i of the enlarged chart lacks, square and crossed.
func (p plan) missing(c *stage.Canvas, h chart, i int, end, crossed float32) {
	from, to := h.extent(i)
	gap := p.rect(from, to, end, h.top)
	if gap.W < p.line || gap.H < p.line {
		return
	}
	c.Box(gap.Inset(p.line/2), 0, stage.Style{Fill: stage.AgainstTint.Solid(), Stroke: stage.Against.Solid(), Width: p.line})
	c.Faded(crossed, func() { c.Named(stage.Cross, gap.Center(), p.cross, stage.Against.Solid()) })
}

// tear cuts the feet of the enlarged chart off along a zigzag, share torn of the way across.
func (p plan) tear(c *stage.Canvas, torn float32) {
	if torn <= 0 {
		return
	}
	const teeth = 34
	from, to := p.panel[0], stage.Mix(p.panel[0], p.panel[1], torn)
	beyond := p.zoom.floor + p.feet*1.1
	edge := []stage.Point{}
	for i := range teeth + 1 {
		across := stage.Mix(p.panel[0], p.panel[1], float32(i)/teeth)
		along := p.zoom.floor + p.feet*(0.66+0.22*float32(2*(i%2)-1)+0.06*props.Scatter(i, 11))
		if across >= to {
			edge = append(edge, p.point(to, along))
			break
		}
		edge = append(edge, p.point(across, along))
	}
	c.Polygon(stage.Fill(stage.Paper.Solid()), append(edge[:len(edge):len(edge)], p.point(to, beyond), p.point(from, beyond))...)
	c.Path(stage.Line(stage.Ink.Solid(), 1.8), edge...)
}

// results puts the last election's reported figures against the green ends.
func (p plan) results(c *stage.Canvas, f stage.Frame, lit [5]float32) {
	size := stage.Small[c.Shape]
	for i, name := range [...]stage.Label{provinceLabel, countyLabel} {
		from, to := p.zoom.extent(past + i)
		value := f.Facts.Value(bars[past+i].fact)
		at := stage.Point{X: (from + to) / 2, Y: p.zoom.at(value) + p.cap + resultFigures.Size[c.Shape]*1.1}
		c.Figure(resultFigures, f.Format.Percentage(value, -1), at, stage.Ink.Solid())
		c.Label(name, at.Add(0, size*1.3), stage.Ink.Solid())
	}
}

// drawScale draws the one line of 100% through both charts, and labels them and their levels.
func (p plan) drawScale(c *stage.Canvas, t float32) {
	size := stage.Small[c.Shape]
	ink, muted := stage.Ink.Solid(), stage.Muted.Solid()
	left, right := p.whole.start-10, p.panel[1]+max(0, p.levels)
	c.Path(stage.Line(ink, 2), p.point(left, p.whole.top), p.point(right, p.whole.top))
	cut := cutLabel
	if c.Shape == stage.Narrow {
		cut = cutShortLabel
	}
	_, h := c.LabelSize(wholeLabel)
	c.Label(wholeLabel, p.heading.Add(0, size-h), muted)
	c.Faded(cutIn.Out(t), func() { c.Label(cut, p.cut, muted) })

	level := func(l stage.Label, align stage.Align, at stage.Point, paint stage.Paint) {
		l.Align = align
		c.Label(l, at, paint)
	}
	shown := report.Out(t)
	level(topLabel, stage.Start, stage.Point{X: left, Y: p.whole.top - 8}, ink)
	if p.zeroBelow {
		level(zeroLabel, stage.Start, stage.Point{X: left, Y: p.whole.floor + size*1.1}, ink)
	} else {
		level(zeroLabel, stage.End, stage.Point{X: left - 8, Y: p.whole.floor + size*0.3}, ink)
	}
	c.Faded(shown, func() {
		level(topLabel, stage.End, stage.Point{X: right, Y: p.zoom.top - 8}, ink)
		named, middle := right, muted
		if p.levels < 0 { // on the wedge
			named, middle = p.panel[0]-3, ink
		}
		level(middleLabel, stage.End, stage.Point{X: named, Y: (p.zoom.top+p.zoom.floor)/2 - 8}, middle)
		level(lowLabel, stage.End, stage.Point{X: named, Y: p.zoom.floor - 8}, ink)
	})
}

// drawNote puts up the ministry's statement: a slip on a pin where a column would stand.
func (p plan) drawNote(c *stage.Canvas, raised float32) {
	slip, lift := p.slip, 14*raised
	_, textHigh := c.LabelSize(ministryLabel)
	slip.H = p.ministry.Y + textHigh - stage.Small[c.Shape]*0.35 - slip.Y
	slip.Y -= lift
	foot := stage.Point{X: slip.X + slip.W/2, Y: p.whole.floor}
	ink := stage.Line(stage.Ink.Solid(), 2)
	c.Path(ink, stage.Point{X: slip.X, Y: foot.Y}, stage.Point{X: slip.Right(), Y: foot.Y})
	c.Path(ink, stage.Point{X: foot.X, Y: slip.Bottom()}, foot)
	c.Disc(foot, 5, stage.Fill(stage.Ink.Solid()))
	c.Box(slip, 0, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: 1.6})
	c.Label(sinceLabel, p.since, stage.Ink.Solid())
	c.Label(ministryLabel, p.ministry.Add(0, -lift), stage.Ink.Solid())
}

// drawFigures writes what was reported for election y below the charts.
func (p plan) drawFigures(c *stage.Canvas, f stage.Frame, y int) {
	year := elections[y]
	x := p.figures.X
	item := func(value string, word, of stage.Label) {
		c.Figure(reportedFigures, value, stage.Point{X: x, Y: p.figures.Y}, stage.Ink.Solid())
		after := x + c.FigureWidth(reportedFigures, value) + stage.Small[c.Shape]*0.4
		c.Label(word, stage.Point{X: after, Y: p.figures.Y}, stage.Ink.Solid())
		c.Label(of, stage.Point{X: x, Y: p.figures.Y + stage.Small[c.Shape]*1.3}, stage.Muted.Solid())
		wide, _ := c.LabelSize(word)
		below, _ := c.LabelSize(of)
		x = max(after+wide, x+below) + stage.Small[c.Shape]*1.8
	}
	item(f.Format.Percentage(f.Facts.Value(year.turnout), -1), turnoutLabel, turnoutOfLabel)
	if y < past { // the last election's two results stand in its columns
		item(f.Format.Percentage(f.Facts.Value(bars[y].fact), -1), approvalLabel, approvalOfLabel)
	}
	item(f.Format.Count(f.Facts.Value(year.deputies)), deputiesLabel, electedLabel)
}
