package history

import "twoboxes/internal/stage"

// plan is the composition of one shape. The scale runs from zero and nothing on it is enlarged: see lens.
type plan struct {
	top, floor float32    // where 100% and zero lie
	start      float32    // of the first bar
	pitch, bar float32    // distance and width of the bars
	slit       float32    // between the last election's two results
	line       [2]float32 // where the lines of 100% and of zero begin and end
	years      float32    // baseline

	title, unit stage.Point // baselines; a zero point: not drawn
	results     [2]float32  // baselines of the last election's two results
	note        stage.Point // of the date in the ministry's statement
	figures     stage.Point // of the chosen year's; zero: only the year is lit

	tag  stage.Point // width and height of the tag with the reader's number
	lens lens
}

var composed = [len(stage.Shapes)]plan{
	stage.Narrow: {
		top: 84, floor: 286, start: 62, pitch: 59, bar: 46, slit: 2, line: [2]float32{58, 348}, years: 313,
		title: stage.Point{X: 16, Y: 22}, unit: stage.Point{X: 16, Y: 39}, results: [2]float32{60, 77},
		tag:  stage.Point{X: 44, Y: 21},
		lens: lens{wide: 176, high: 184, strip: 78, line: 28, drop: 14, park: stage.Rect{X: 22, Y: 154, W: 24, H: 27}, thick: 5},
	},
	stage.Regular: {
		top: 150, floor: 480, start: 330, pitch: 118, bar: 92, slit: 3, line: [2]float32{322, 902}, years: 522,
		title: stage.Point{X: 40, Y: 58}, unit: stage.Point{X: 40, Y: 90}, results: [2]float32{108, 136},
		note: stage.Point{X: 40, Y: 190}, figures: stage.Point{X: 266, Y: 566},
		tag:  stage.Point{X: 72, Y: 34},
		lens: lens{wide: 330, high: 302, strip: 150, line: 42, drop: 20, park: stage.Rect{X: 268, Y: 270, W: 36, H: 42}, thick: 8},
	},
	stage.Wide: {
		top: 130, floor: 520, start: 520, pitch: 138, bar: 104, slit: 3, line: [2]float32{510, 1188}, years: 562,
		title: stage.Point{X: 56, Y: 62}, unit: stage.Point{X: 56, Y: 96}, results: [2]float32{86, 114},
		note: stage.Point{X: 56, Y: 220}, figures: stage.Point{X: 520, Y: 604},
		tag:  stage.Point{X: 78, Y: 36},
		lens: lens{wide: 380, high: 346, strip: 172, line: 44, drop: 22, park: stage.Rect{X: 440, Y: 290, W: 40, H: 48}, thick: 9},
	},
	stage.Pinned: {
		top: 66, floor: 216, start: 72, pitch: 64, bar: 50, slit: 2, line: [2]float32{66, 384}, years: 241,
		title: stage.Point{X: 12, Y: 19}, results: [2]float32{39, 57},
		tag:  stage.Point{X: 44, Y: 21},
		lens: lens{wide: 180, high: 146, strip: 80, line: 25, drop: 7, park: stage.Rect{X: 29, Y: 112, W: 24, H: 27}, thick: 5},
	},
}

var plans = withTall(&composed)

// withTall adds the tall composition: that of the narrow stage, where the bars get the extra height.
func withTall(all *[len(stage.Shapes)]plan) *[len(stage.Shapes)]plan {
	p := &all[stage.Tall]
	*p = all[stage.Narrow]
	p.floor += stage.More
	p.years += stage.More
	p.lens.high += stage.More
	p.lens.park.Y += stage.More / 2
	return all
}

// at is where a percentage lies on the scale.
func (p plan) at(percent float64) float32 { return stage.Mix(p.floor, p.top, float32(percent/100)) }

// span is where election y begins and ends across.
func (p plan) span(y int) (from, to float32) {
	from = p.start + float32(y)*p.pitch
	return from, from + p.bar
}

// extent is where result i begins and ends across: the last election has two.
func (p plan) extent(i int) (from, to float32) {
	from, to = p.span(results[i].year)
	middle := (from + to) / 2
	switch {
	case i < past:
	case i == past:
		to = middle - p.slit/2
	default:
		from = middle + p.slit/2
	}
	return from, to
}

// lift is how far the finger stays below what it draws, so that it hides nothing.
func (p plan) lift() float32 { return p.tag.Y * 1.15 }

func controls() []stage.Control {
	pull := stage.Control{Name: "history.draw", Kind: stage.Slide, Slider: &stage.Slider{
		Scale: stage.Whole, Max: 100, Step: 1, Upright: true, OffScale: true, Tells: true,
	}}
	loupe := stage.Control{Name: "history.loupe", Kind: stage.Slide, Answer: closing.End(), Later: true, Slider: &stage.Slider{
		Scale: stage.Fifth, Max: 100, Step: 1, Start: 0.8, Springs: true,
	}}
	for shape, p := range plans {
		from, to := p.span(past)
		side := max(4, (44-p.bar)/2)
		pull.Area[shape] = stage.Rect{X: from - side, Y: p.top + p.lift(), W: to - from + 2*side, H: p.floor - p.top}
		from, to = p.pulled()
		loupe.Area[shape] = stage.Rect{X: from, Y: p.top - p.lens.drop, W: to - from, H: p.floor - p.top + p.lens.drop}
	}
	out := []stage.Control{pull, loupe}
	for y, year := range elections {
		control := stage.Control{Name: "history.year", Value: year.id, Answer: lightUp.End(), Later: y == past}
		for shape, p := range plans {
			control.Area[shape] = p.area(y)
		}
		out = append(out, control)
	}
	return out
}

// pulled is how far across the loupe can be dragged: from its place, as far before the first bar as the next one is
// behind it, to the last.
func (p plan) pulled() (from, to float32) { return p.middle(0) - p.pitch, p.middle(past) }

// middle is the middle of election y across.
func (p plan) middle(y int) float32 {
	from, to := p.span(y)
	return (from + to) / 2
}

// area is what can be pressed for election y: its year below the scale, up to the middle between it and the next.
func (p plan) area(y int) stage.Rect {
	top := p.floor + 4
	return stage.Rect{X: p.middle(y) - p.pitch/2 + 0.5, Y: top, W: p.pitch - 1, H: p.years + 11 - top}
}
