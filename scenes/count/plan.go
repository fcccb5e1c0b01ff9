package count

import (
	"strconv"

	"twoboxes/internal/stage"
)

// plan is the composition of one shape.
type plan struct {
	notice stage.Point    // baseline
	names  [2]stage.Point // baselines of what the plates are
	plates [3]stage.Rect  // what the report would read, and the two reported results
	equal  stage.Point    // baseline of the sign between the first two

	tray   stage.Rect // with the votes before they are cast
	boxes  [2]stage.Rect
	header float32 // of a box
	cells  [2]int  // squares of a crowd across and down
	cards  [3]stage.Rect

	square stage.Rect // of the map of the two unknowns
	pin    float32    // width of a country on it
	dials  [2]dial
	less   stage.Rect // of the first dial; the other's lies below it
	more   stage.Rect
	acts   [2]stage.Rect
	line   float32 // width of lines
}

// dial is the place of a slider: its area across, and the baselines and middle of what it consists of.
type dial struct {
	area                [2]float32
	label, track, words float32
}

// lead is the share of a slider's area before its track, where the thumb stands until the reader uses it.
// The page has the same one (web/player/count.js).
const lead = 0.1

// around is how far beyond the map's square it can still be dragged, as a share of its side: its line ends at
// the edge. The page has the same one (web/player/count.js).
const around = 0.12

func (d dial) start() float32       { return stage.Mix(d.area[0], d.area[1], lead) }
func (d dial) x(at float32) float32 { return stage.Mix(d.start(), d.area[1], at) }
func (d dial) off() float32         { return stage.Mix(d.area[0], d.area[1], lead/2) }

// touch is the slider's target: from the row's top down to the words, which take a value as well.
func (d dial) touch(top, below float32) stage.Rect {
	return stage.Rect{X: d.area[0], Y: top, W: d.area[1] - d.area[0], H: below - top}
}

var composed = [len(stage.Shapes)]plan{
	stage.Narrow: {
		notice: stage.Point{X: 19, Y: 15}, names: [2]stage.Point{{X: 10, Y: 34}, {X: 118, Y: 34}},
		plates: [3]stage.Rect{{X: 10, Y: 40, W: 86, H: 34}, {X: 118, Y: 40, W: 106, H: 34}, {X: 228, Y: 40, W: 122, H: 34}}, equal: stage.Point{X: 107, Y: 63},
		tray:  stage.Rect{X: 10, Y: 81, W: 340, H: 152},
		boxes: [2]stage.Rect{{X: 10, Y: 80, W: 164, H: 74}, {X: 10, Y: 160, W: 164, H: 74}}, header: 18, cells: [2]int{200, 50},
		cards:  [3]stage.Rect{{X: 10, Y: 80, W: 164, H: 48}, {X: 10, Y: 133, W: 164, H: 48}, {X: 10, Y: 186, W: 164, H: 48}},
		square: stage.Rect{X: 210, Y: 82, W: 134, H: 134}, pin: 18,
		dials: [2]dial{{[2]float32{44, 312}, 251, 263, 281}, {[2]float32{44, 312}, 295, 307, 325}},
		less:  stage.Rect{X: 3, Y: 243, W: 36, H: 40}, more: stage.Rect{X: 321, Y: 243, W: 36, H: 40},
		acts: [2]stage.Rect{{X: 10, Y: 286, W: 166, H: 40}, {X: 184, Y: 286, W: 166, H: 40}}, line: 2,
	},
	stage.Regular: {
		notice: stage.Point{X: 54, Y: 32}, names: [2]stage.Point{{X: 40, Y: 66}, {X: 254, Y: 66}},
		plates: [3]stage.Rect{{X: 40, Y: 76, W: 176, H: 54}, {X: 254, Y: 76, W: 188, H: 54}, {X: 450, Y: 76, W: 206, H: 54}}, equal: stage.Point{X: 235, Y: 112},
		tray:  stage.Rect{X: 40, Y: 146, W: 596, H: 216},
		boxes: [2]stage.Rect{{X: 40, Y: 146, W: 290, H: 222}, {X: 346, Y: 146, W: 290, H: 222}}, header: 32, cells: [2]int{125, 80},
		cards:  [3]stage.Rect{{X: 40, Y: 146, W: 190, H: 222}, {X: 243, Y: 146, W: 190, H: 222}, {X: 446, Y: 146, W: 190, H: 222}},
		square: stage.Rect{X: 690, Y: 126, W: 242, H: 242}, pin: 30,
		dials: [2]dial{{[2]float32{92, 584}, 400, 424, 454}, {[2]float32{92, 584}, 498, 522, 552}},
		less:  stage.Rect{X: 40, Y: 400, W: 46, H: 46}, more: stage.Rect{X: 590, Y: 400, W: 46, H: 46},
		acts: [2]stage.Rect{{X: 676, Y: 446, W: 256, H: 58}, {X: 676, Y: 518, W: 256, H: 58}}, line: 2.4,
	},
	stage.Wide: {
		notice: stage.Point{X: 70, Y: 40}, names: [2]stage.Point{{X: 56, Y: 74}, {X: 310, Y: 74}},
		plates: [3]stage.Rect{{X: 56, Y: 84, W: 210, H: 58}, {X: 310, Y: 84, W: 216, H: 58}, {X: 536, Y: 84, W: 236, H: 58}}, equal: stage.Point{X: 288, Y: 123},
		tray:  stage.Rect{X: 56, Y: 160, W: 716, H: 258},
		boxes: [2]stage.Rect{{X: 56, Y: 160, W: 350, H: 258}, {X: 422, Y: 160, W: 350, H: 258}}, header: 34, cells: [2]int{125, 80},
		cards:  [3]stage.Rect{{X: 56, Y: 160, W: 230, H: 258}, {X: 299, Y: 160, W: 230, H: 258}, {X: 542, Y: 160, W: 230, H: 258}},
		square: stage.Rect{X: 880, Y: 84, W: 334, H: 334}, pin: 32,
		dials: [2]dial{{[2]float32{112, 710}, 452, 478, 510}, {[2]float32{112, 710}, 552, 578, 610}},
		less:  stage.Rect{X: 56, Y: 454, W: 48, H: 48}, more: stage.Rect{X: 724, Y: 454, W: 48, H: 48},
		acts: [2]stage.Rect{{X: 880, Y: 484, W: 336, H: 56}, {X: 880, Y: 554, W: 336, H: 56}}, line: 2.6,
	},
	stage.Pinned: {
		notice: stage.Point{X: 18, Y: 17}, names: [2]stage.Point{{X: 8, Y: 36}, {X: 126, Y: 36}},
		plates: [3]stage.Rect{{X: 8, Y: 42, W: 92, H: 36}, {X: 126, Y: 42, W: 122, H: 36}, {X: 252, Y: 42, W: 130, H: 36}}, equal: stage.Point{X: 113, Y: 66},
		tray:  stage.Rect{X: 8, Y: 84, W: 374, H: 118},
		boxes: [2]stage.Rect{{X: 8, Y: 84, W: 190, H: 57}, {X: 8, Y: 146, W: 190, H: 57}}, header: 19, cells: [2]int{200, 50},
		cards:  [3]stage.Rect{{X: 8, Y: 84, W: 190, H: 37}, {X: 8, Y: 125, W: 190, H: 37}, {X: 8, Y: 166, W: 190, H: 37}},
		square: stage.Rect{X: 253, Y: 109, W: 72, H: 72}, pin: 19,
		dials: [2]dial{{[2]float32{46, 344}, 219, 231, 249}, {[2]float32{46, 344}, 219, 231, 249}},
		less:  stage.Rect{X: 4, Y: 208, W: 36, H: 40}, more: stage.Rect{X: 350, Y: 208, W: 36, H: 40},
		acts: [2]stage.Rect{{X: 8, Y: 84, W: 90, H: 28}, {X: 104, Y: 84, W: 90, H: 28}}, line: 2,
	},
}

var plans = withTall(&composed)

// withTall adds the tall composition: that of the narrow stage, where the crowds and the map get the extra height but
// for a little between the sliders.
func withTall(all *[len(stage.Shapes)]plan) *[len(stage.Shapes)]plan {
	const apart = 6
	const more = stage.More - apart
	p := &all[stage.Tall]
	*p = all[stage.Narrow]
	p.tray.H += more
	for i := range p.boxes {
		p.boxes[i].Y += float32(i) * more / 2
		p.boxes[i].H += more / 2
	}
	for i := range p.cards {
		p.cards[i].Y += float32(i) * more / 3
		p.cards[i].H += more / 3
	}
	const grown = 6 // it can be dragged beyond its side, up to the edge, and words stand before it
	p.square.X -= 7
	p.square.W += grown
	p.square.Y += (more - grown) / 2
	p.square.H += grown
	for i := range p.dials {
		d := more + float32(i)*apart
		p.dials[i].label += d
		p.dials[i].track += d
		p.dials[i].words += d
	}
	p.less.Y += more
	p.more.Y += more
	for i := range p.acts {
		p.acts[i].Y += stage.More
	}
	return all
}

// below is how far the second dial lies below the first.
func (p *plan) below() float32 { return p.dials[1].track - p.dials[0].track }

// words are the values that stand in words under a slider.
var words = [2][]word{
	{{middleLabel("count.word.none"), 0}, {middleLabel("count.word.few"), 20}, {middleLabel("count.word.some"), 1000}, {middleLabel("count.word.most"), 8000}},
	{{middleLabel("count.word.none"), 0}, {middleLabel("count.word.almost"), 10}, {middleLabel("count.word.few"), 100}, {middleLabel("count.word.half"), 5000}},
}

type word struct {
	label stage.Label
	value int
}

// wordsTop is where the words of dial k begin.
func (p *plan) wordsTop(k int, shape stage.Shape) float32 {
	return p.dials[k].words - 0.95*stage.Small()[shape.Class()]
}

// span is what can be pressed for word i of dial k: up to the middle between it and the next.
func (p *plan) span(k, i int) (from, to float32) {
	d, all := p.dials[k], words[k]
	at := func(i int) float32 { return d.x(share(all[i].value)) }
	from, to = d.area[0], d.area[1]
	if i > 0 {
		from = (at(i-1) + at(i)) / 2
	}
	if i+1 < len(all) {
		to = (at(i) + at(i+1)) / 2
	}
	return from, to
}

func controls() []stage.Control {
	level := func(value string, plate int, first bool) stage.Control {
		c := stage.Control{Name: levelName, Value: value, Default: first, Answer: switching.End()}
		for shape, p := range plans {
			c.Area[shape] = p.plates[plate].Inset(-4)
		}
		return c
	}
	square := stage.Control{Name: "count.map", Kind: stage.Pad}
	for shape, p := range plans {
		square.Area[shape] = p.square.Inset(-around * p.square.W)
	}
	// Where the page writes what the picture would show, if the engine cannot draw it.
	read, plain := stage.Control{Name: "count.read", Kind: stage.Pad}, stage.Control{Name: "count.words", Kind: stage.Pad}
	for shape, p := range plans {
		read.Area[shape], plain.Area[shape] = p.plates[0], p.tray
	}
	all := []stage.Control{level(province, 1, true), level(county, 2, false), square, read, plain}
	for k, name := range [2]string{"count.disagree", "count.shown"} {
		slide := stage.Control{Name: name, Kind: stage.Slide, Slider: &stage.Slider{Scale: stage.Plain, Max: 10_000, Step: 1, OffScale: true}}
		less, more := stage.Control{Name: name + ".to", Kind: stage.Push, Value: "less"}, stage.Control{Name: name + ".to", Kind: stage.Push, Value: "more"}
		for shape := range plans {
			p := &plans[shape]
			top := p.less.Y + float32(k)*p.below()
			slide.Area[shape] = p.dials[k].touch(top, p.wordsTop(k, stage.Shape(shape)))
			less.Area[shape], more.Area[shape] = p.less, p.more
			less.Area[shape].Y += float32(k) * p.below()
			more.Area[shape].Y += float32(k) * p.below()
		}
		all = append(all, slide, less)
		for i, w := range words[k] {
			press := stage.Control{Name: name + ".to", Kind: stage.Push, Value: strconv.Itoa(w.value)}
			for shape := range plans {
				p := &plans[shape]
				from, to := p.span(k, i)
				press.Area[shape] = stage.Rect{X: from, Y: p.wordsTop(k, stage.Shape(shape)), W: to - from, H: 1.3 * stage.Small()[stage.Shape(shape).Class()]}
			}
			all = append(all, press)
		}
		all = append(all, more)
	}
	for i, value := range [...]string{"screen", "unverified", "fit"} {
		act := stage.Control{Name: "count.act", Kind: stage.Push, Value: value, Later: true}
		for shape := range plans {
			p := &plans[shape]
			act.Area[shape] = p.fit()
			if i < len(p.acts) {
				act.Area[shape] = p.acts[i]
			}
			if value == "screen" && p.acts[0].Y == p.acts[1].Y { // alone it has the row; the other comes over it
				act.Area[shape].W = p.acts[1].Right() - p.acts[0].X
			}
		}
		all = append(all, act)
	}
	return all
}

// fit is the button that finds a share for who has tried for long: on the map, where no country reads a
// reported number.
func (p *plan) fit() stage.Rect {
	h := max(28, p.acts[0].H*0.9)
	return stage.Rect{X: p.square.X + 3, Y: p.square.Bottom() - h - 3, W: p.square.W - 6, H: h}
}
