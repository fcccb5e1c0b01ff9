package turnout

import (
	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

var (
	counterFigures = stage.Figures{Weight: stage.Strong, Size: stage.PerShape{46, 140, 172, 48}}

	ofLabel         = stage.Label{Words: "turnout.of", Size: stage.Lead}
	reportedLabel   = stage.Label{Words: "turnout.reported", Weight: stage.Strong, Size: stage.Body}
	unreportedLabel = stage.Label{Words: "turnout.unreported", Size: stage.Body}

	openLabel         = stage.Label{Words: "turnout.open", Size: stage.Small, Wrap: stage.PerShape{96, 0, 0}}
	noonShareLabel    = stage.Label{Words: "turnout.noon.share", Weight: stage.Strong, Size: stage.Lead, Align: stage.Middle}
	noonLabel         = stage.Label{Words: "turnout.noon", Size: stage.Small, Align: stage.Middle}
	finalShareFigures = stage.Figures{Weight: stage.Strong, Size: stage.Lead, Align: stage.End}
	finalLabel        = stage.Label{Words: "turnout.final", Size: stage.Small, Align: stage.End}
	latestLabel       = stage.Label{Words: "turnout.latest", Size: stage.Small, Align: stage.End}
	betweenLabel      = stage.Label{Words: "turnout.between", Size: stage.Small, Align: stage.Middle}
	noon2019Label     = stage.Label{Words: "turnout.none", Size: stage.Small, Wrap: stage.PerShape{124, 0, 0}, Align: stage.Middle}

	absentLabel    = stage.Label{Words: "turnout.absent", Size: stage.PerShape{13.5, 21, 22}, Wrap: stage.PerShape{138, 286, 310}}
	missingFigures = stage.Figures{Weight: stage.Strong, Size: stage.Lead, Align: stage.End}
)

// plan is the composition of one shape.
type plan struct {
	counter    stage.Point // its baseline's start
	of, source float32     // baselines of the two lines under it
	field      stage.Rect
	cols, rows int
	gap        float32       // between blocks, as a share of their distance
	track      float32       // its y; it is as wide as the field, so that the handle is where the fill ends
	captions   [2]float32    // baselines of the labels under it
	handle     float32       // radius
	cards      [2]stage.Rect // a lens with its heading: 2019, 2023
	heading    float32       // height of a heading
	stacked    bool          // the count stands below the year, not beside it
	absent     stage.Point   // baseline of what the rings are; zero: not said
}

var plans = [len(stage.Shapes)]plan{
	stage.Narrow: {
		counter: stage.Point{X: 10, Y: 58}, of: 90, source: 115,
		field: stage.Rect{X: 12, Y: 156, W: 336, H: 84}, cols: 20, rows: 5, gap: 1. / 11,
		track: 260, captions: [2]float32{293, 313}, handle: 10,
		cards:   [2]stage.Rect{{X: 199, Y: 42, W: 74, H: 102}, {X: 278, Y: 42, W: 74, H: 102}},
		heading: 28, absent: stage.Point{X: 199, Y: 16},
	},
	stage.Regular: {
		counter: stage.Point{X: 35, Y: 140}, of: 182, source: 214,
		field: stage.Rect{X: 42, Y: 270, W: 876, H: 216}, cols: 20, rows: 5, gap: 1. / 11,
		track: 514, captions: [2]float32{551, 576}, handle: 14,
		cards:   [2]stage.Rect{{X: 614, Y: 66, W: 136, H: 172}, {X: 782, Y: 66, W: 136, H: 172}},
		heading: 36, absent: stage.Point{X: 614, Y: 50},
	},
	stage.Wide: {
		counter: stage.Point{X: 48, Y: 160}, of: 206, source: 240,
		field: stage.Rect{X: 56, Y: 262, W: 1168, H: 289}, cols: 20, rows: 5, gap: 1. / 11,
		track: 574, captions: [2]float32{609, 631}, handle: 14,
		cards:   [2]stage.Rect{{X: 896, Y: 52, W: 144, H: 180}, {X: 1080, Y: 52, W: 144, H: 180}},
		heading: 36, absent: stage.Point{X: 896, Y: 38},
	},
	stage.Pinned: {
		counter: stage.Point{X: 8, Y: 46}, of: 69, source: 89,
		field: stage.Rect{X: 12, Y: 102, W: 366, H: 92}, cols: 20, rows: 5, gap: 1. / 11,
		track: 209, captions: [2]float32{232, 248}, handle: 8,
		cards:   [2]stage.Rect{{X: 224, Y: 4, W: 76, H: 92}, {X: 306, Y: 4, W: 76, H: 92}},
		heading: 38, stacked: true,
	},
}

// trackAreas is where the slider lies, by shape: over the track, as wide as it.
func trackAreas() (areas stage.Areas) {
	for i, p := range plans {
		areas[i] = stage.Rect{X: p.field.X, Y: p.track - 31, W: p.field.W, H: 62}
	}
	return areas
}

// cardAreas is where a year can be pressed, by shape: its lens with the heading.
func cardAreas(y year) (areas stage.Areas) {
	for i, p := range plans {
		areas[i] = p.cards[y.card]
	}
	return areas
}

func draw(c *stage.Canvas, f stage.Frame) {
	p, s := plans[f.Shape], stateAt(f)
	none := f.Reading != nil && f.Reading.None
	if !none {
		p.drawCounter(c, f, s)
	}
	if f.Reading == nil {
		p.drawWedge(c, f, s)
	}
	c.Field(p.dots(s.bands(f.Reading != nil)))
	p.drawTrack(c, f, s)
	if f.Reading == nil {
		p.drawCard(c, f, s, year2019)
		p.drawCard(c, f, s, year2023)
		if p.absent != (stage.Point{}) {
			p.drawKey(c)
		}
	}
}

// drawCounter draws the figure where it was reported, and a dash between.
func (p plan) drawCounter(c *stage.Canvas, f stage.Frame, s state) {
	x := p.field.X
	if s.reported {
		c.Figure(counterFigures, asReported(f.Format, s.value), p.counter, stage.Ink.Solid())
	} else {
		style := counterFigures
		style.Weight = stage.Normal
		c.Figure(style, story.Dash, stage.Point{X: x, Y: p.counter.Y}, stage.Muted.Solid())
	}
	c.Label(ofLabel, stage.Point{X: x, Y: p.of}, stage.Muted.Solid())
	if f.Reading != nil {
		return // the page names the feed
	}
	size := reportedLabel.Size[f.Shape]
	mark, at := stage.Point{X: x + size*0.36, Y: p.source - size*stage.CapMiddle}, stage.Point{X: x + size*1.08, Y: p.source}
	if s.reported {
		c.Disc(mark, size*0.32, stage.Fill(stage.Ink.Solid()))
		c.Label(reportedLabel, at, stage.Ink.Solid())
	} else {
		c.Disc(mark, size*0.3, stage.Style{Stroke: stage.Muted.Solid(), Width: 2, Dash: stage.Dash{On: 2.5, Off: 2.5}})
		c.Label(unreportedLabel, at, stage.Muted.Solid())
	}
}

// asReported writes a figure with the decimals it was reported with, at most two.
func asReported(f story.Format, v float64) string {
	exact, two := f.Percentage(v, -1), f.Percentage(v, 2)
	if len(exact) < len(two) {
		return exact
	}
	return two
}

// perPoint is how many dots of the field stand for one percentage point: a block.
const perPoint = 100

func (p plan) dots(bands []stage.Band) stage.Dots {
	return stage.Dots{
		Area: p.field, Cols: p.cols, Rows: p.rows, Side: 10, Gap: p.gap, Dot: 0.76,
		Flow: stage.ColumnsUp, Bands: bands,
	}
}

// bands paint the field: ink up to the report from during the day, slate beyond, faint what is still
// to come. At the final report that becomes rings: those who did not vote.
func (s state) bands(live bool) []stage.Band {
	full := s.value * perPoint
	ink := full
	if !live {
		ink = min(s.noon*perPoint, full)
	}
	rest := stage.Band{Until: 1e5, Paint: stage.Muted.At(0.3)}
	if ringed := s.ringed(); ringed > 0.5 {
		rest.Ring, rest.Paint = true, stage.Ink.At(2*ringed-1)
	} else {
		rest.Paint.Alpha *= 1 - 2*ringed
	}
	return []stage.Band{{Until: float32(ink), Paint: stage.Ink.Solid()}, {Until: float32(full), Paint: stage.Muted.Solid()}, rest}
}

// ringed is 1 when the count has come to its final report, 0 when it is half a point away.
func (s state) ringed() float32 {
	if s.counting {
		return 0
	}
	return max(0, 1-2*float32(max(s.final-s.value, s.value-s.final)))
}

// x is where a share lies on the track.
func (p plan) x(share float64) float32 { return p.field.X + p.field.W*float32(share)/100 }

// drawTrack draws the way from the opening to the final report, the reports on it and the handle.
func (p plan) drawTrack(c *stage.Canvas, f stage.Frame, s state) {
	from, to := p.field.X, p.x(100)
	gap := [2]float32{to, to} // in the line, for words
	if f.Reading == nil {
		to = p.x(s.final)
		gap = p.drawBetween(c, s)
	}
	line := stage.Style{Stroke: stage.Muted.Solid(), Width: 2.4, Dash: stage.Dotted}
	c.Path(line, stage.Point{X: from + 8, Y: p.track}, stage.Point{X: gap[0], Y: p.track})
	if gap[1] < to {
		c.Path(line, stage.Point{X: gap[1], Y: p.track}, stage.Point{X: to, Y: p.track})
	}
	tick := stage.Line(stage.Ink.Solid(), 2.4)
	c.Path(tick, stage.Point{X: from + 1.2, Y: p.track - 9}, stage.Point{X: from + 1.2, Y: p.track + 9})

	if f.Reading == nil {
		p.drawReports(c, f, s)
	} else {
		c.Path(tick, stage.Point{X: to - 1.2, Y: p.track - 9}, stage.Point{X: to - 1.2, Y: p.track + 9})
		if f.Reading.None {
			return
		}
		latest := latestLabel
		if f.Reading.Final {
			latest = finalLabel
		}
		w, _ := c.LabelSize(latest)
		c.Label(latest, stage.Point{X: min(p.field.Right(), max(p.field.X+w, p.x(s.value)+w/2)), Y: p.captions[0]}, stage.Muted.Solid())
	}
	p.drawHandle(c, s)
}

// drawBetween says of the way to the final report that no figure on it was found, and returns the gap
// that the words need in the line. They give way to the handle: where it is, the counter says so.
func (p plan) drawBetween(c *stage.Canvas, s state) [2]float32 {
	from, to := p.x(s.noon)+p.handle/2, p.x(s.final)-p.handle
	middle := (from + to) / 2
	w, _ := c.LabelSize(betweenLabel)
	half := w/2 + p.handle*0.7
	if 2*half > to-from {
		return [2]float32{to, to} // no space
	}
	away := (max(p.x(s.value)-middle, middle-p.x(s.value)) - half) / p.handle * 4 // fades fast
	c.Faded(min(1, away), func() {
		c.Label(betweenLabel, stage.Point{X: middle, Y: p.track + betweenLabel.Size[c.Shape]*0.34}, stage.Muted.Solid())
	})
	return [2]float32{middle - half, middle + half}
}

// drawReports draws the points that were reported and what they are called. A report shows when
// the play has come to it.
func (p plan) drawReports(c *stage.Canvas, f stage.Frame, s state) {
	dot := p.handle * 0.5
	noon, final := stage.Point{X: p.x(s.noon), Y: p.track}, stage.Point{X: p.x(s.final), Y: p.track}
	c.Disc(noon, dot, stage.Fill(stage.Ink.Solid()))
	c.Disc(final, dot, stage.Fill(stage.Ink.Solid()))
	top := func(l stage.Label) float32 { // baseline of the first line, for the last one to stand with the others
		_, h := c.LabelSize(l)
		return p.captions[1] - h + l.Size[c.Shape]
	}
	c.Faded(1-s.past, func() {
		x := p.x(f.Facts.Value(year2023.noon))
		c.Label(openLabel, stage.Point{X: p.field.X, Y: top(openLabel)}, stage.Muted.Solid())
		c.Label(noonLabel, stage.Point{X: x, Y: p.captions[1]}, stage.Muted.Solid())
		c.Faded(noonIn.Out(f.Time), func() { c.Label(noonShareLabel, stage.Point{X: x, Y: p.captions[0]}, stage.Ink.Solid()) })
	})
	share := story.Dash
	if s.settled {
		share = asReported(f.Format, s.final)
	}
	c.Faded(min(2*s.past-1, noonIn.Out(f.Time)), func() { // the opening hour of 2019 stands in the label
		w, _ := c.LabelSize(noon2019Label)
		beside, _ := c.LabelSize(finalLabel)
		right := p.field.Right() - max(beside, c.FigureWidth(finalShareFigures, share)) - p.handle - w/2
		c.Label(noon2019Label, stage.Point{X: min(noon.X, right), Y: top(noon2019Label)}, stage.Ink.Solid())
	})
	c.Label(finalLabel, stage.Point{X: p.field.Right(), Y: p.captions[1]}, stage.Muted.Solid())
	c.Faded(finalIn.Out(f.Time), func() {
		c.Figure(finalShareFigures, share, stage.Point{X: p.field.Right(), Y: p.captions[0]}, stage.Ink.Solid())
	})
}

// drawHandle draws what is dragged: hollow on its way, filled on a report, gold in the reader's hand.
func (p plan) drawHandle(c *stage.Canvas, s state) {
	at := stage.Point{X: p.x(s.value), Y: p.track}
	fill := stage.Sheet
	if s.chosen {
		fill = stage.Gold
	}
	c.Disc(at, p.handle, stage.Style{Fill: fill.Solid(), Stroke: stage.Ink.Solid(), Width: 2.4})
	if s.reported {
		core := stage.Ink
		if s.chosen {
			core = stage.GoldInk
		}
		c.Disc(at, p.handle*0.5, stage.Fill(core.Solid()))
	}
}
