package cover

import (
	"math"

	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// plan is the composition of one shape.
type plan struct {
	boxes [2]props.Box // for, against
	names float32      // baseline of their names
	mark  stage.Point  // middle of the question mark in the red box, relative to the box's

	sky   stage.Point // middle of the reader's sheet, and then of the stack: exactly between the boxes
	sheet float32     // size of the reader's sheet there
	own   float32     // and in a box
	ring  float32     // radius of the stack's ring
	size  float32     // of a ballot in the air

	yours, private    spot // beside the sheet
	hold, fall, ratio spot // beside the stack
	counter, let      spot // while it is held
	share, of         spot // in the end

	lifted struct { // the ballots of the red box, in the end
		size  float32
		pitch stage.Point
		top   float32 // of the wedge
	}

	scale      [2]float32 // x of zero and of all
	edges      [2]float32 // of the tags
	tagTop     float32
	tagHeight  float32
	axis       float32
	ticks      float32 // baseline of the ticks' numbers
	tickLength float32
}

// spot is where a text stands: the baseline of its first line.
type spot struct {
	at    stage.Point
	align stage.Align
}

func left(x, y float32) spot  { return spot{stage.Point{X: x, Y: y}, stage.Start} }
func right(x, y float32) spot { return spot{stage.Point{X: x, Y: y}, stage.End} }

func twoBoxes(a, b stage.Rect) [2]props.Box { return [2]props.Box{{Body: a}, {Body: b, Against: true}} }

type lifted = struct {
	size  float32
	pitch stage.Point
	top   float32
}

var composed = [len(stage.Shapes)]plan{
	stage.Narrow: {
		boxes: twoBoxes(stage.Rect{X: 18, Y: 114, W: 148, H: 86}, stage.Rect{X: 194, Y: 114, W: 148, H: 86}),
		names: 223, mark: stage.Point{Y: -4},
		sky: stage.Point{X: 180, Y: 48}, sheet: 2.1, own: 0.86, ring: 33, size: 0.94,
		yours: right(144, 46), private: left(216, 37),
		hold: left(222, 42), fall: left(222, 60), ratio: left(20, 21),
		counter: right(342, 31), let: right(342, 47),
		share: left(20, 36), of: left(20, 56),
		lifted: lifted{size: 1, pitch: stage.Point{X: 34, Y: 30}, top: 4},
		scale:  [2]float32{30, 338}, edges: [2]float32{20, 348},
		tagTop: 251, tagHeight: 24, axis: 288, ticks: 311, tickLength: 7,
	},
	stage.Regular: {
		boxes: twoBoxes(stage.Rect{X: 74, Y: 196, W: 250, H: 226}, stage.Rect{X: 378, Y: 196, W: 250, H: 226}),
		names: 456, mark: stage.Point{Y: -14},
		sky: stage.Point{X: 351, Y: 92}, sheet: 4.2, own: 1.9, ring: 62, size: 1.7,
		yours: left(676, 84), private: left(676, 116),
		hold: left(676, 76), fall: left(676, 106), ratio: left(676, 268),
		counter: left(676, 88), let: left(676, 122),
		share: left(676, 236), of: left(676, 278),
		lifted: lifted{size: 1.8, pitch: stage.Point{X: 60, Y: 55}, top: 8},
		scale:  [2]float32{84, 890}, edges: [2]float32{40, 930},
		tagTop: 500, tagHeight: 38, axis: 556, ticks: 589, tickLength: 10,
	},
	stage.Wide: {
		boxes: twoBoxes(stage.Rect{X: 112, Y: 206, W: 330, H: 242}, stage.Rect{X: 520, Y: 206, W: 330, H: 242}),
		names: 485, mark: stage.Point{Y: -14},
		sky: stage.Point{X: 481, Y: 98}, sheet: 4.4, own: 2, ring: 66, size: 1.8,
		yours: left(924, 92), private: left(924, 126),
		hold: left(924, 88), fall: left(924, 120), ratio: left(924, 288),
		counter: left(924, 100), let: left(924, 136),
		share: left(924, 268), of: left(924, 312),
		lifted: lifted{size: 1.9, pitch: stage.Point{X: 64, Y: 57}, top: 10},
		scale:  [2]float32{120, 1200}, edges: [2]float32{70, 1240},
		tagTop: 530, tagHeight: 38, axis: 586, ticks: 619, tickLength: 10,
	},
	stage.Pinned: {
		boxes: twoBoxes(stage.Rect{X: 20, Y: 100, W: 160, H: 55}, stage.Rect{X: 210, Y: 100, W: 160, H: 55}),
		names: 174, mark: stage.Point{Y: -1},
		sky: stage.Point{X: 195, Y: 42}, sheet: 1.9, own: 0.76, ring: 29, size: 0.86,
		yours: right(160, 40), private: left(228, 31),
		hold: left(234, 38), fall: left(234, 58), ratio: left(14, 19),
		counter: right(378, 30), let: right(378, 49),
		share: left(14, 26), of: left(14, 45),
		lifted: lifted{size: 0.84, pitch: stage.Point{X: 30, Y: 26}, top: 2},
		scale:  [2]float32{34, 366}, edges: [2]float32{14, 378},
		tagTop: 195, tagHeight: 20, axis: 222, ticks: 245, tickLength: 6,
	},
}

var plans = withTall(&composed)

// withTall adds the tall composition: that of the narrow stage, where the boxes get the extra height, and what stands below them moves down.
func withTall(all *[len(stage.Shapes)]plan) *[len(stage.Shapes)]plan {
	p := &all[stage.Tall]
	*p = all[stage.Narrow]
	for i := range p.boxes {
		p.boxes[i].Body.H += stage.More
	}
	p.lifted.pitch.Y += stage.More / 3
	p.names += stage.More
	p.tagTop += stage.More
	p.axis += stage.More
	p.ticks += stage.More
	return all
}

// way is the way of a ballot, or of the reader's sheet, from the stack into a box.
func (p *plan) way(box int) stage.Curve {
	slot := p.boxes[box].Slot()
	side := float32(2*box - 1)
	return stage.Curve{
		p.sky.Add(side*0.6*p.ring, 0.4*p.ring),
		{X: stage.Mix(p.sky.X, slot.X, 0.65), Y: p.sky.Y + 0.28*p.ring},
		{X: slot.X, Y: p.sky.Y + 0.3*p.ring},
		{X: slot.X, Y: slot.Y - 0.1*p.ring},
	}
}

// lies is where the reader's sheet comes to lie in a box: in the corner that is far from the other box's.
func (p *plan) lies(box int) stage.Point {
	in := p.boxes[box].Inside()
	off := 15 * p.own
	if box == 1 {
		return stage.Point{X: in.X + off + 3, Y: in.Bottom() - 12*p.own - 1}
	}
	return stage.Point{X: in.Right() - off - 3, Y: in.Bottom() - 12*p.own - 1}
}

// slips is where a sheet that was not cast lies in the end: at the foot of the gap between the boxes.
func (p *plan) slips() stage.Point {
	return stage.Point{X: p.sky.X, Y: p.boxes[0].Body.Bottom() - 12*p.own}
}

// rows are how the ballots of a box lie: so many across, as high as they are wide. All of them fill the box, so
// that the pile is as high as its share of them says.
func rows(in stage.Rect) (across int, high float32) {
	across = int(math.Sqrt(float64(whole*in.W/in.H)) + 0.5)
	return across, in.H * float32(across) / whole
}

// x is where a share of the scale lies.
func (p *plan) x(share float32) float32 { return stage.Mix(p.scale[0], p.scale[1], share) }

func controls() []stage.Control {
	areas := func(of func(p *plan) stage.Rect) (areas stage.Areas) {
		for i := range areas {
			areas[i] = of(&plans[i])
		}
		return areas
	}
	around := func(at stage.Point, half float32) stage.Rect {
		return stage.Rect{X: at.X - half, Y: at.Y - half, W: 2 * half, H: 2 * half}
	}
	var all []stage.Control
	for i, value := range votes {
		all = append(all, stage.Control{
			Name: vote, Value: value, Private: true, Answer: ready.End(),
			Area: areas(func(p *plan) stage.Rect {
				lid := p.boxes[i].Lid()
				return stage.Rect{X: lid.X, Y: lid.Y, W: lid.W, H: p.names + 0.1*p.ring - lid.Y}
			}),
		})
	}
	return append(all,
		stage.Control{
			Name: guess, Kind: stage.Slide, Answer: slide.End(),
			Area: areas(func(p *plan) stage.Rect {
				return stage.Rect{X: p.scale[0], Y: p.tagTop, W: p.scale[1] - p.scale[0], H: p.ticks - p.tagTop}
			}),
			Slider: &stage.Slider{Scale: stage.Guess, Max: 1000, Step: 1, Start: 0.03, OffScale: true},
		},
		stage.Control{
			Name: pour, Kind: stage.Hold, Answer: strayFlight + trail, After: vote, Until: told,
			Area: areas(func(p *plan) stage.Rect { return around(p.sky, p.ring) }),
			Run:  &stage.Run{End: heldFor(whole), Marks: strayTimes},
		},
		stage.Control{
			Name: carry, Kind: stage.Drag, Answer: back.End(), Until: vote + " " + told,
			Area: areas(func(p *plan) stage.Rect { return around(p.sky, 12*p.sheet) }),
		},
	)
}
