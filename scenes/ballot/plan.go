package ballot

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// plan is the composition of one shape: three tabs over one room, a strip with the choices in it, and three
// slips with accounts below.
type plan struct {
	tabs  [3]stage.Rect // by room
	stamp float32       // side of a stamp
	frame stage.Rect    // of the room, with the strip below its floor
	who   stage.Point   // baseline of what the room is

	room   pollingRoom
	voter  stage.Point // between the feet, before a step is made
	height float32     // of the voter
	hand   stage.Point // where the sheet is held there
	size   float32     // of the sheet
	lift   float32     // how far over the pointer a carried sheet is drawn
	note   stage.Rect  // the notebook, before it is tilted
	keys   float32     // top of the keys with the choices' names

	model stage.Point // start of the baseline of that it is one; the other shapes say it in the room
	slips [3]stage.Rect
	open  stage.Rect // a slip that was opened
}

var composed = [len(stage.Shapes)]plan{
	stage.Narrow: {
		tabs:  [3]stage.Rect{{X: 12, Y: 2, W: 102, H: 56}, {X: 119, Y: 2, W: 122, H: 56}, {X: 246, Y: 2, W: 102, H: 56}},
		stamp: 29, frame: stage.Rect{X: 12, Y: 58, W: 336, H: 214}, who: stage.Point{X: 22, Y: 76},
		room: pollingRoom{
			places: [2]stage.Rect{{X: 96, Y: 200, W: 62, H: 38}, {X: 174, Y: 200, W: 62, H: 38}},
			screen: stage.Rect{X: 247, Y: 116, W: 22, H: 122}, watcher: stage.Point{X: 310, Y: 238}, height: 122, line: 1.8,
		},
		voter: stage.Point{X: 50, Y: 238}, height: 122, hand: stage.Point{X: 80, Y: 170}, size: 1.3, lift: 28,
		note: stage.Rect{X: 289, Y: 174, W: 50, H: 60}, keys: 243,
		slips: [3]stage.Rect{{X: 12, Y: 280, W: 108, H: 44}, {X: 126, Y: 280, W: 108, H: 44}, {X: 240, Y: 280, W: 108, H: 44}},
		open:  stage.Rect{X: 12, Y: 160, W: 336, H: 121},
	},
	stage.Regular: {
		tabs:  [3]stage.Rect{{X: 38, Y: 6, W: 284, H: 104}, {X: 338, Y: 6, W: 284, H: 104}, {X: 638, Y: 6, W: 284, H: 104}},
		stamp: 52, frame: stage.Rect{X: 38, Y: 110, W: 884, H: 388}, who: stage.Point{X: 60, Y: 144},
		room: pollingRoom{
			places: [2]stage.Rect{{X: 252, Y: 348, W: 150, H: 86}, {X: 456, Y: 348, W: 150, H: 86}},
			screen: stage.Rect{X: 642, Y: 214, W: 60, H: 220}, watcher: stage.Point{X: 800, Y: 434}, height: 206, line: 2.8,
		},
		voter: stage.Point{X: 122, Y: 434}, height: 206, hand: stage.Point{X: 180, Y: 300}, size: 2.2, lift: 44,
		note: stage.Rect{X: 786, Y: 310, W: 108, H: 118}, keys: 445,
		slips: [3]stage.Rect{{X: 38, Y: 514, W: 284, H: 80}, {X: 338, Y: 514, W: 284, H: 80}, {X: 638, Y: 514, W: 284, H: 80}},
		open:  stage.Rect{X: 38, Y: 330, W: 884, H: 185},
	},
	stage.Wide: {
		tabs:  [3]stage.Rect{{X: 52, Y: 6, W: 380, H: 104}, {X: 450, Y: 6, W: 380, H: 104}, {X: 848, Y: 6, W: 380, H: 104}},
		stamp: 54, frame: stage.Rect{X: 52, Y: 110, W: 1176, H: 424}, who: stage.Point{X: 76, Y: 146},
		room: pollingRoom{
			places: [2]stage.Rect{{X: 330, Y: 370, W: 186, H: 98}, {X: 600, Y: 370, W: 186, H: 98}},
			screen: stage.Rect{X: 846, Y: 222, W: 72, H: 246}, watcher: stage.Point{X: 1072, Y: 468}, height: 232, line: 2.8,
		},
		voter: stage.Point{X: 150, Y: 468}, height: 232, hand: stage.Point{X: 216, Y: 318}, size: 2.5, lift: 42,
		note: stage.Rect{X: 1062, Y: 320, W: 126, H: 138}, keys: 480,
		slips: [3]stage.Rect{{X: 52, Y: 552, W: 380, H: 80}, {X: 450, Y: 552, W: 380, H: 80}, {X: 848, Y: 552, W: 380, H: 80}},
		open:  stage.Rect{X: 52, Y: 366, W: 1176, H: 187},
	},
	stage.Pinned: {
		tabs:  [3]stage.Rect{{X: 10, Y: 2, W: 108, H: 52}, {X: 124, Y: 2, W: 142, H: 52}, {X: 272, Y: 2, W: 108, H: 52}},
		stamp: 24, frame: stage.Rect{X: 10, Y: 54, W: 370, H: 148},
		room: pollingRoom{
			places: [2]stage.Rect{{X: 96, Y: 136, W: 62, H: 34}, {X: 184, Y: 136, W: 62, H: 34}},
			screen: stage.Rect{X: 262, Y: 76, W: 22, H: 94}, watcher: stage.Point{X: 338, Y: 170}, height: 92, line: 1.6,
		},
		voter: stage.Point{X: 46, Y: 170}, height: 92, hand: stage.Point{X: 74, Y: 108}, size: 1.2, lift: 28,
		note: stage.Rect{X: 322, Y: 120, W: 46, H: 46}, keys: 172,
		model: stage.Point{X: 18, Y: 192},
		slips: [3]stage.Rect{{X: 10, Y: 206, W: 118, H: 44}, {X: 136, Y: 206, W: 118, H: 44}, {X: 262, Y: 206, W: 118, H: 44}},
		open:  stage.Rect{X: 10, Y: 96, W: 370, H: 111},
	},
}

var plans = withTall(&composed)

// withTall adds the tall composition: that of the narrow stage, where the room and the people in it get the extra height.
func withTall(all *[len(stage.Shapes)]plan) *[len(stage.Shapes)]plan {
	p := &all[stage.Tall]
	*p = all[stage.Narrow]
	floor, grown := p.voter.Y, 0.4*stage.More
	p.frame.H += stage.More
	for i := range p.room.places {
		p.room.places[i].Y += stage.More
	}
	p.room.screen.Y += stage.More - grown
	p.room.screen.H += grown
	p.room.watcher.Y += stage.More
	p.room.height += grown
	p.hand.Y = floor + stage.More - (floor-p.hand.Y)*(p.height+grown)/p.height
	p.voter.Y += stage.More
	p.height += grown
	p.note.Y += stage.More
	p.keys += stage.More
	for i := range p.slips {
		p.slips[i].Y += stage.More
	}
	p.open.Y += stage.More
	return all
}

// reach is where the sheet can be put for one of the two votes: the box or desk, and the key under it.
func (p *plan) reach(against bool) stage.Rect {
	const margin = 6 // a focus ring around it covers no text
	b, middle := p.room.place(against), (p.room.places[0].Right()+p.room.places[1].X)/2
	r := stage.Rect{X: b.X - 1.5*props.LidThick, Y: b.Y - props.LidThick + 2}
	r.H = p.frame.Bottom() - margin - r.Y
	r.W = middle - r.X
	if against {
		r.X, r.W = middle, b.Right()+1.5*props.LidThick-middle
	}
	return r
}

// grip is where the sheet can be taken hold of: all along the voter's way, as it is not always at its start.
func (p *plan) grip() stage.Rect {
	half, top := 20*p.size, p.hand.Y-26*p.size
	return stage.Rect{X: p.hand.X - half, Y: top, W: p.room.places[1].Right() - p.hand.X + half, H: p.reach(true).Y - top}
}

// at is where the voter stands to have the hand at x, between the start and the last box.
func (p *plan) at(x float32) float32 {
	last := p.room.target(roomTwo, true).Slot().X
	return min(max(x, p.hand.X), last) - p.hand.X + p.voter.X
}

func controls() (all []stage.Control) {
	areas := func(of func(*plan) stage.Rect) (areas stage.Areas) {
		for i := range areas {
			areas[i] = of(&plans[i])
		}
		return areas
	}
	for r := roomBefore; r <= roomSecret; r++ {
		all = append(all, stage.Control{
			Name: roomChoice, Value: roomValues[r], Default: r == roomOf(""), Answer: changeRoom.End(),
			Area: areas(func(p *plan) stage.Rect { return p.tabs[r] }),
		})
	}
	for i, value := range votes {
		all = append(all, stage.Control{
			Name: box, Value: value, Within: roomChoice, Private: true, Answer: castLength(true),
			Area: areas(func(p *plan) stage.Rect { return p.reach(i == 1) }),
		})
	}
	all = append(all, stage.Control{Name: drag, Kind: stage.Drag, Area: areas((*plan).grip), Answer: glide.End()})
	for i, value := range accountValues {
		all = append(all, stage.Control{
			Name: account, Value: value, Within: box, Opens: true, Answer: unfold.End(),
			Area: areas(func(p *plan) stage.Rect { return p.slips[i] }),
		})
	}
	return all
}
