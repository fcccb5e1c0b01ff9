// Package history shows a hundred per cent, for years, true to scale: the reader draws 2023, the reported
// results come to lie a hair below the top, and only a loupe tells the bars apart. November 1956 stands in
// words and has no bar. The composition is in plan.go, the loupe in lens.go.
package history

import (
	"strconv"

	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:           "history",
	Length:       rise.End(),
	MakeLabels:   labels,
	MakeControls: controls,
	Draw:         draw,
	Invites:      []string{"history.draw"},
	Tell:         loupeBack.End(),
}

func labels() []stage.Label {
	return []stage.Label{
		elections[0].label, elections[1].label, elections[2].label, elections[3].label, elections[4].label,
		titleLabel, unitLabel, topLabel, zeroLabel, provinceLabel, countyLabel, drawLabel, unknownLabel, timesLabel,
		sinceLabel, ministryLabel,
		turnoutLabel, turnoutOfLabel, approvalLabel, approvalOfLabel, deputiesLabel, electedLabel,
	}
}

var (
	rise = stage.Phase{From: 0.1, For: 0.7} // the bars grow from zero to the line

	// Since the outcome began to be shown.
	fill      = stage.Phase{From: 0.4, For: 0.8} // the reported bar rises through the reader's line
	reported  = stage.Phase{From: 1.1, For: 0.3} // its figures, and the ministry's statement
	loupeOut  = stage.Phase{From: 1.7, For: 0.5} // the loupe opens once
	loupeBack = stage.Phase{From: 4.9, For: 0.3} // and closes: true scale is the last thing seen

	// Since the loupe was taken or let go.
	opening = stage.Phase{From: 0, For: 0.25}
	closing = stage.Phase{From: 0, For: 0.3}

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
		label:   stage.Label{Words: "history." + id, Weight: weight, Size: stage.PerShape{13.5, 21, 20, 15}, Align: stage.Middle},
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

// results are the reported ones: one for each past election, two separate ones for the last.
var results = [6]struct {
	year int // in elections
	fact string
}{{0, "for.2007"}, {1, "for.2011"}, {2, "for.2015"}, {3, "for.2019"}, {4, "province.for"}, {4, "county.for"}}

const past = 4 // elections before the last

var (
	titleLabel    = stage.Label{Words: "history.whole", Weight: stage.Strong, Size: stage.PerShape{14.5, 24, 25, 15}}
	unitLabel     = stage.Label{Words: "history.unit", Size: stage.SmallOnPage()}
	topLabel      = stage.Label{Words: "history.axis.top", Weight: stage.Strong, Size: stage.Small(), Align: stage.End}
	zeroLabel     = stage.Label{Words: "history.axis.zero", Weight: stage.Strong, Size: stage.Small(), Align: stage.End}
	provinceLabel = stage.Label{Words: "history.province", Size: stage.Small(), Align: stage.End}
	countyLabel   = stage.Label{Words: "history.county", Size: stage.Small(), Align: stage.End}
	drawLabel     = stage.Label{Words: "history.draw", Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle}
	unknownLabel  = stage.Label{Words: "history.unknown", Weight: stage.Strong, Size: stage.PerShape{26, 44, 48, 24}, Align: stage.Middle}
	timesLabel    = stage.Label{Words: "history.axis.times", Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle}
	sinceLabel    = stage.Label{Words: "history.since", Weight: stage.Strong, Size: stage.PerShape{0, 21, 22, 0}}
	ministryLabel = stage.Label{Words: "history.ministry", Size: stage.PerShape{0, 21, 20, 0}, Wrap: stage.PerShape{0, 204, 320, 0}}

	drawnFigures  = stage.Figures{Size: stage.Body(), Align: stage.Middle} // thin, on gold: the reader's own
	barFigures    = stage.Figures{Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle}
	resultFigures = stage.Figures{Weight: stage.Strong, Size: stage.Small(), Align: stage.End}
	endFigures    = stage.Figures{Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle}

	// What was reported for the chosen year: a figure with a word, and below it what the figure is a share of.
	reportedFigures = stage.Figures{Weight: stage.Strong, Size: stage.Lead()}
	turnoutLabel    = stage.Label{Words: "history.turnout", Size: stage.SmallOnPage()}
	turnoutOfLabel  = stage.Label{Words: "history.turnout.of", Size: stage.SmallOnPage()}
	approvalLabel   = stage.Label{Words: "history.approval", Size: stage.SmallOnPage()}
	approvalOfLabel = stage.Label{Words: "history.approval.of", Size: stage.SmallOnPage()}
	deputiesLabel   = stage.Label{Words: "history.deputies", Size: stage.SmallOnPage()}
	electedLabel    = stage.Label{Words: "history.deputies.of", Size: stage.SmallOnPage()}
)

// state is what the choices make of the picture at an instant.
type state struct {
	drawn  float64 // the reader's own percentage; negative: none yet
	shown  float32 // seconds since the outcome began to be shown; negative: it is not
	grown  float32 // how far the past bars have grown, 0 to 1
	filled float32 // and the last one
	lit    [len(elections)]float32
	loupe  loupe
}

func (p plan) stateAt(f stage.Frame) state {
	s := state{drawn: -1, shown: -1, grown: rise.Out(f.Time)}
	if v, err := strconv.ParseFloat(f.Choices["history.draw"].Value, 64); err == nil && v >= 0 && v <= 100 {
		s.drawn = v
	}
	told := f.Choices["history.told"]
	if since, made := told.Since(f.Time); told.Value == "yes" && made {
		s.shown, s.filled = since, fill.Out(since)
	} else if told.Value == "yes" { // the scene began with it
		s.shown, s.filled = loupeBack.End(), s.grown
	}
	if _, made := told.Since(f.Time); made || f.Choices["history.draw"].At != 0 {
		s.grown = 1 // acting cuts the arrival
	}
	for y, e := range elections {
		s.lit[y] = f.Choices["history.year"].Lit(e.id, f.Time, lightUp, goOut)
	}
	if s.shown >= 0 {
		s.loupe = p.loupeAt(f, s.shown)
	}
	return s
}

func draw(c *stage.Canvas, f stage.Frame) {
	p := plans[f.Shape]
	s := p.stateAt(f)
	glass := stage.Rect{}
	if s.loupe.open > 0 {
		glass = p.glass(c.Shape, s.loupe)
	}
	p.drawEmpty(c, s)
	p.drawBars(c, f, s, glass)
	p.drawScale(c, s)
	p.drawResults(c, f, s)
	for y := range elections {
		p.drawYear(c, y, s.lit[y])
	}
	p.drawHandle(c, f, s, glass)
	if p.note != (stage.Point{}) {
		c.Faded(reported.Out(s.shown), func() { p.drawNote(c, glass) })
	}
	if p.figures != (stage.Point{}) {
		for y := range elections {
			c.Faded(s.lit[y], func() { p.drawFigures(c, f, y) })
		}
	}
	if s.shown >= 0 {
		c.Faded(reported.Out(s.shown), func() { p.drawLoupe(c, f, s.loupe) })
	}
}

// drawEmpty draws the place of the last bar, and in it what the reader has drawn.
func (p plan) drawEmpty(c *stage.Canvas, s state) {
	from, to := p.span(past)
	place := stage.Rect{X: from, Y: p.top, W: to - from, H: p.floor - p.top}
	c.Box(place, 0, stage.Fill(stage.Sheet.Solid()))
	if s.drawn >= 0 {
		end := p.at(s.drawn)
		c.Box(stage.Rect{X: from, Y: end, W: to - from, H: p.floor - end}, 0, stage.Fill(stage.Gold.At(0.3)))
	}
	side := stage.Style{Stroke: stage.Mark.Solid(), Width: 1.8, Dash: stage.Dashed}
	c.Faded(1-s.filled, func() { // at the end all bars look alike
		for _, x := range [...]float32{from, to} {
			c.Path(side, stage.Point{X: x, Y: p.floor}, stage.Point{X: x, Y: p.top})
		}
	})
	if s.drawn < 0 {
		c.Faded(1-fill.At(s.shown), func() {
			middle := place.Center()
			size := unknownLabel.Size[c.Shape]
			c.Label(unknownLabel, middle.Add(0, 0.1*size), stage.Ink.Solid())
			if s.shown < 0 {
				tip := middle.Add(0, 0.7*size)
				arrow := stage.Line(stage.Mark.Solid(), 2)
				c.Path(arrow, tip.Add(0, 0.7*size), tip)
				c.Path(arrow, tip.Add(-0.3*size, 0.3*size), tip, tip.Add(0.3*size, 0.3*size))
			}
		})
	}
}

// drawBars draws the reported results from zero, their figures at the top where the glass leaves them free.
func (p plan) drawBars(c *stage.Canvas, f stage.Frame, s state, glass stage.Rect) {
	size := stage.Small()[c.Shape]
	for i, r := range results {
		from, to := p.extent(i)
		value := f.Facts.Value(r.fact)
		grown := s.grown
		if i >= past {
			grown = s.filled
		}
		if grown <= 0 {
			continue
		}
		end := stage.Mix(p.floor, p.at(value), grown)
		c.Box(stage.Rect{X: from, Y: end, W: to - from, H: p.floor - end}, 0, stage.Fill(stage.For.Solid()))
		if i >= past {
			continue
		}
		text := f.Format.Percentage(value, -1)
		at := stage.Point{X: (from + to) / 2, Y: end + 1.6*size}
		half := c.FigureWidth(barFigures, text) / 2
		if grown >= 1 && !touches(glass, stage.Rect{X: at.X - half, Y: at.Y - size, W: 2 * half, H: 1.2 * size}) {
			c.Figure(barFigures, text, at, stage.Paper.Solid())
		}
	}
	if from, to := p.span(past); s.filled > 0 { // the two results stay two
		middle, end := (from+to)/2, stage.Mix(p.floor, p.top, s.filled)
		c.Box(stage.Rect{X: middle - p.slit/2, Y: end, W: p.slit, H: p.floor - end}, 0, stage.Fill(stage.Paper.Solid()))
	}
}

// touches reports whether two rectangles overlap.
func touches(a, b stage.Rect) bool {
	return a.X < b.Right() && b.X < a.Right() && a.Y < b.Bottom() && b.Y < a.Bottom()
}

// drawScale draws the lines of 100% and of zero, and says what is shown.
func (p plan) drawScale(c *stage.Canvas, s state) {
	ink := stage.Line(stage.Ink.Solid(), 2)
	size := stage.Small()[c.Shape]
	for _, level := range [...]struct {
		y     float32
		label stage.Label
	}{{p.top, topLabel}, {p.floor, zeroLabel}} {
		c.Path(ink, stage.Point{X: p.line[0], Y: level.y}, stage.Point{X: p.line[1], Y: level.y})
		c.Label(level.label, stage.Point{X: p.line[0] - size*0.4, Y: level.y + size*stage.CapMiddle}, stage.Ink.Solid())
	}
	c.Label(titleLabel, p.title, stage.Ink.Solid())
	c.Label(unitLabel, p.unit, stage.Muted.Solid())
}

// drawResults writes the last election's two results above its bars, with a line from each to its own: the upper
// to the second bar, so that the lines do not cross.
func (p plan) drawResults(c *stage.Canvas, f stage.Frame, s state) {
	left, _ := p.span(past)
	size := stage.Small()[c.Shape]
	c.Faded(reported.Out(s.shown), func() {
		for i, name := range [...]stage.Label{provinceLabel, countyLabel} {
			from, to := p.extent(past + i)
			at := stage.Point{X: left - 0.3*size, Y: p.results[1-i]}
			corner := stage.Point{X: (from + to) / 2, Y: at.Y - size*stage.CapMiddle}
			c.Path(stage.Line(stage.Ink.Solid(), 1.6), stage.Point{X: left, Y: corner.Y}, corner, stage.Point{X: corner.X, Y: p.top})
			c.Label(name, at, stage.Ink.Solid())
			w, _ := c.LabelSize(name)
			c.Figure(resultFigures, f.Format.Percentage(f.Facts.Value(results[past+i].fact), -1), at.Add(-w-0.35*size, 0), stage.Ink.Solid())
		}
	})
}

// drawYear writes the year of election y below its bar, underlined: it can be pressed.
func (p plan) drawYear(c *stage.Canvas, y int, lit float32) {
	l := elections[y].label
	w, _ := c.LabelSize(l)
	size := l.Size[c.Shape]
	at := stage.Point{X: p.middle(y), Y: p.years}
	paint := stage.Muted.Solid()
	if l.Weight == stage.Strong || lit > 0.5 {
		paint = stage.Ink.Solid()
	}
	c.Path(stage.Style{Stroke: stage.Muted.Solid(), Width: 1.4, Dash: stage.Dash{On: 0, Off: 3.5}}, at.Add(-w/2, 0.4*size), at.Add(w/2, 0.4*size))
	if lit > 0 {
		c.Box(stage.Rect{X: at.X - w/2 - 5, Y: at.Y - size*1.02, W: w + 10, H: size * 1.34}, 6, props.Chosen(lit))
	}
	c.Label(l, at, paint)
}

// drawHandle draws what the reader draws with: off the scale at first, then a line at the reader's own
// number, which hangs below it, or stands on it near zero.
func (p plan) drawHandle(c *stage.Canvas, f stage.Frame, s state, glass stage.Rect) {
	style := stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.GoldInk.Solid(), Width: 1.6}
	size := stage.Body()[c.Shape]
	tag := stage.Rect{X: p.middle(past) - p.tag.X/2, Y: p.floor - p.tag.Y/2, W: p.tag.X, H: p.tag.Y}
	if s.drawn < 0 {
		w, _ := c.LabelSize(drawLabel)
		tag.W = max(tag.W, w+0.7*size)
		tag.X = p.middle(past) - tag.W/2
		c.Faded(1-fill.At(s.shown), func() {
			c.Object(stage.YourSheet, tag, func() { c.Box(tag, 5, style) })
			c.LabelIn(drawLabel, tag, stage.GoldInk.Solid())
		})
		return
	}
	end := p.at(s.drawn)
	thick := max(4, 0.1*p.tag.Y*2)
	tag.Y = end + thick/2
	if tag.Bottom() > p.floor {
		tag.Y = end - thick/2 - tag.H
	}
	from, to := p.span(past)
	line := stage.Rect{X: from - 9, Y: end - thick/2, W: to - from + 18, H: thick}
	if touches(glass, tag) || touches(glass, line) {
		return
	}
	c.Box(tag, 5, style)
	c.Box(line, thick/2, style)
	c.Figure(drawnFigures, f.Format.Count(s.drawn), tag.Center().Add(0, size*stage.CapMiddle), stage.GoldInk.Solid())
}

// drawNote writes the ministry's statement on 1956 beside the scale, in words only, where the glass leaves it free.
func (p plan) drawNote(c *stage.Canvas, glass stage.Rect) {
	size := stage.Small()[c.Shape]
	wide, high := c.LabelSize(ministryLabel)
	if touches(glass, stage.Rect{X: p.note.X, Y: p.note.Y - size, W: wide + size, H: 1.8*size + high}) {
		return
	}
	c.Label(sinceLabel, p.note, stage.Ink.Solid())
	c.Label(ministryLabel, p.note.Add(0, 1.6*size), stage.Muted.Solid())
}

// drawFigures writes what was reported for election y below the scale.
func (p plan) drawFigures(c *stage.Canvas, f stage.Frame, y int) {
	year := elections[y]
	x := p.figures.X
	item := func(value string, word, of stage.Label) {
		c.Figure(reportedFigures, value, stage.Point{X: x, Y: p.figures.Y}, stage.Ink.Solid())
		after := x + c.FigureWidth(reportedFigures, value) + stage.Small()[c.Shape]*0.4
		c.Label(word, stage.Point{X: after, Y: p.figures.Y}, stage.Ink.Solid())
		c.Label(of, stage.Point{X: x, Y: p.figures.Y + stage.Small()[c.Shape]*1.3}, stage.Muted.Solid())
		wide, _ := c.LabelSize(word)
		below, _ := c.LabelSize(of)
		x = max(after+wide, x+below) + stage.Small()[c.Shape]*1.8
	}
	item(f.Format.Percentage(f.Facts.Value(year.turnout), -1), turnoutLabel, turnoutOfLabel)
	if y < past { // the last election's two results stand above its bars
		item(f.Format.Percentage(f.Facts.Value(results[y].fact), -1), approvalLabel, approvalOfLabel)
	}
	item(f.Format.Count(f.Facts.Value(year.deputies)), deputiesLabel, electedLabel)
}
