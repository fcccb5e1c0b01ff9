package history

import "twoboxes/internal/stage"

// chart is a scale and the positions of its columns. Along is the direction of the values, from the top
// of the stage down; across is that of the years, from the left.
type chart struct {
	low        float64 // the value at floor
	floor, top float32 // where low and 100% lie along
	start      float32 // of the first bar across
	pitch, bar float32 // distance and width of past bars
	pair       float32 // start of the last election's two bars
	wide, gap  float32 // width of each, and the space between
}

// at is where a value lies along.
func (h chart) at(value float64) float32 {
	return stage.Mix(h.floor, h.top, float32((value-h.low)/(100-h.low)))
}

// extent is where bar i begins and ends across.
func (h chart) extent(i int) (from, to float32) {
	if i < past {
		from = h.start + float32(i)*h.pitch
		return from, from + h.bar
	}
	from = h.pair + float32(i-past)*(h.wide+h.gap)
	return from, from + h.wide
}

// span is where election y begins and ends across, both bars of the last.
func (h chart) span(y int) (from, to float32) {
	from, to = h.extent(y)
	if y == past {
		_, to = h.extent(y + 1)
	}
	return from, to
}

// beside is h with its bars on the way from those of o, at share t of it.
func (h chart) beside(o chart, t float32) chart {
	h.start, h.pitch, h.bar = stage.Mix(o.start, h.start, t), stage.Mix(o.pitch, h.pitch, t), stage.Mix(o.bar, h.bar, t)
	h.pair, h.wide, h.gap = stage.Mix(o.pair, h.pair, t), stage.Mix(o.wide, h.wide, t), stage.Mix(o.gap, h.gap, t)
	return h
}

// end is where the last bar ends across.
func (h chart) end() float32 {
	_, to := h.span(past)
	return to
}

// The enlarged chart begins here. Both charts are equally long, so that it enlarges
// 100 / (100 - cutAt) times.
const cutAt = 99.8

// plan is the composition of one shape.
type plan struct {
	whole, zoom chart
	panel       [2]float32 // where the enlarged chart's ground begins and ends across
	feet        float32    // how far bars go on below the cut, along
	cap, line   float32    // thickness of a bar's end and of its outline
	levels      float32    // how far the lines of the scale go beyond the panel; negative: before it
	cross       float32    // size of the mark in a gap

	wholeYears, years float32 // baselines of the years
	everyYear         bool    // label all years of the whole chart, not only first and last
	zeroBelow         bool    // the first chart's zero stands below its line, else before it
	heading, cut      stage.Point
	slip              stage.Rect // as high as its text; zero: none
	since, ministry   stage.Point
	figures           stage.Point // baseline of the chosen year's; zero: only the bars are lit
}

var plans = [len(stage.Shapes)]plan{
	stage.Narrow: {
		whole: chart{floor: 278, top: 46, start: 17, pitch: 8, bar: 6, pair: 51, wide: 4.6, gap: 0.8},
		zoom:  chart{low: cutAt, floor: 278, top: 46, start: 114, pitch: 34, bar: 16, pair: 237, wide: 57.5, gap: 1},
		panel: [2]float32{110, 353}, feet: 14, cap: 6, line: 1.8, levels: -38, cross: 18,
		wholeYears: 314, years: 314, zeroBelow: true,
		heading: stage.Point{X: 8, Y: 17}, cut: stage.Point{X: 72, Y: 38},
	},
	stage.Regular: {
		whole: chart{floor: 466, top: 116, start: 276, pitch: 17, bar: 13, pair: 344, wide: 6, gap: 2},
		zoom:  chart{low: cutAt, floor: 466, top: 116, start: 412, pitch: 60, bar: 38, pair: 652, wide: 96, gap: 5},
		panel: [2]float32{400, 852}, feet: 22, cap: 9, line: 2, levels: 72, cross: 25,
		wholeYears: 517, years: 517,
		heading: stage.Point{X: 266, Y: 72}, cut: stage.Point{X: 462, Y: 72},
		slip: stage.Rect{X: 38, Y: 116, W: 198}, since: stage.Point{X: 137, Y: 517}, ministry: stage.Point{X: 50, Y: 147},
		figures: stage.Point{X: 266, Y: 560},
	},
	stage.Wide: {
		whole: chart{floor: 490, top: 114, start: 298, pitch: 58, bar: 38, pair: 530, wide: 17, gap: 4},
		zoom:  chart{low: cutAt, floor: 490, top: 114, start: 650, pitch: 66, bar: 46, pair: 914, wide: 118, gap: 6},
		panel: [2]float32{634, 1160}, feet: 22, cap: 10, line: 2, levels: 68, cross: 28,
		wholeYears: 538, years: 538, everyYear: true,
		heading: stage.Point{X: 288, Y: 70}, cut: stage.Point{X: 650, Y: 70},
		slip: stage.Rect{X: 48, Y: 114, W: 204}, since: stage.Point{X: 150, Y: 538}, ministry: stage.Point{X: 60, Y: 144},
		figures: stage.Point{X: 288, Y: 584},
	},
	stage.Pinned: {
		whole: chart{floor: 196, top: 44, start: 28, pitch: 9, bar: 7, pair: 67, wide: 5, gap: 1},
		zoom:  chart{low: cutAt, floor: 196, top: 44, start: 106, pitch: 39.5, bar: 17, pair: 257, wide: 63.5, gap: 2},
		panel: [2]float32{100, 386}, feet: 10, cap: 5, line: 1.6, cross: 14,
		wholeYears: 224, years: 224,
		heading: stage.Point{X: 18, Y: 20}, cut: stage.Point{X: 100, Y: 20},
	},
}

// levelLine is where the lines of the enlarged chart's levels begin and end across.
func (p plan) levelLine() (from, to float32) {
	return p.panel[0] + min(0, p.levels), p.panel[1] + max(0, p.levels)
}

// point is the point at across and along.
func (p plan) point(across, along float32) stage.Point {
	return stage.Point{X: across, Y: along}
}

// rect reaches across from a to b and along from s to t.
func (p plan) rect(a, b, s, t float32) stage.Rect {
	from, to := p.point(a, min(s, t)), p.point(b, max(s, t))
	return stage.Rect{X: from.X, Y: from.Y, W: to.X - from.X, H: to.Y - from.Y}
}

func controls() (out []stage.Control) {
	for y, year := range elections {
		control := stage.Control{Name: "history.year", Value: year.id, Answer: lightUp.End()}
		for shape, p := range plans {
			control.Area[shape] = p.area(y)
		}
		out = append(out, control)
	}
	return out
}

// area is what can be pressed for election y: its bars in the enlarged chart with its year, up to the
// middle between it and the next.
func (p plan) area(y int) stage.Rect {
	from, to := p.zoom.span(y)
	if y > 0 {
		_, before := p.zoom.span(y - 1)
		from = (from + before) / 2
	} else {
		from -= (p.zoom.pitch - p.zoom.bar) / 2
	}
	if y < past {
		next, _ := p.zoom.span(y + 1)
		to = (to + next) / 2
	} else {
		to += 4
	}
	top := p.zoom.top
	return stage.Rect{X: from, Y: top, W: to - from, H: p.years + 12 - top}
}
