// Package ballot asks who can see your vote: a voter with a ballot, two places to put it, and a
// possible watcher with a notebook. The same vote can be cast in three rooms. It is a model: the real
// rooms are not known. The rooms are in room.go, the ballot's way in vote.go, the cards in cards.go.
package ballot

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:     "ballot",
	Length: cardsWritten.End(),
	Labels: []stage.Label{
		youLabel, watchingLabel, inferLabel, forLabel, againstLabel, unmarkedLabel, struckLabel, doubtLabel,
		roomLabels[roomBefore].name, roomLabels[roomBefore].how, roomLabels[roomTwo].name, roomLabels[roomTwo].how,
		roomLabels[roomSecret].name, roomLabels[roomSecret].how, yesLabel, noLabel, leafDoubtLabel,
	},
	Controls: controls(),
	Draw:     draw,
}

// How the scene begins, from its start.
var (
	watcherIn    = stage.Phase{From: 0.5, For: 0.5} // somebody may be watching
	sightOpens   = stage.Phase{From: 1.0, For: 0.7} // the cone of sight opens
	routesIn     = stage.Phase{From: 1.6, For: 1.2} // the two ways the ballot can go
	ready        = float32(1.8)                     // from here on a ballot can fly
	cardsWritten = stage.Phase{From: 3.0, For: 1.8} // the leaves of the cards are written
)

var answer = changeRoom.End() + castStrike.End() + castNote.End()

var (
	youLabel       = stage.Label{Words: "ballot.you", Weight: stage.Strong, Size: stage.Body, Align: stage.Middle}
	watchingLabel  = stage.Label{Words: "ballot.watching", Weight: stage.Strong, Size: stage.Body, Align: stage.End}
	inferLabel     = stage.Label{Words: "ballot.infer", Size: stage.Body, Align: stage.End}
	forLabel       = stage.Label{Words: "box.for", Weight: stage.Strong, Size: stage.Body, Wrap: keyWrap}
	againstLabel   = stage.Label{Words: "box.against", Weight: stage.Strong, Size: stage.Body, Wrap: keyWrap}
	unmarkedLabel  = stage.Label{Words: "ballot.unmarked", Weight: stage.Strong, Size: stage.Body, Wrap: keyWrap}
	struckLabel    = stage.Label{Words: "ballot.struck", Weight: stage.Strong, Size: stage.Body, Wrap: keyWrap}
	doubtLabel     = stage.Label{Words: "ballot.unknown", Weight: stage.Strong, Size: stage.PerShape{42, 118, 118, 40}, Align: stage.Middle}
	leafDoubtLabel = stage.Label{Words: "ballot.unknown", Weight: stage.Strong, Size: stage.PerShape{18, 30, 32}, Align: stage.Middle}
	yesLabel       = stage.Label{Words: "ballot.yes", Size: stage.Small.Without(stage.Pinned), Align: stage.Middle}
	noLabel        = stage.Label{Words: "ballot.no", Size: stage.Small.Without(stage.Pinned), Align: stage.Middle}
)

// plan is the composition of one shape.
type plan struct {
	room     pollingRoom
	voter    stage.Point // between the feet
	height   float32     // of the voter
	hand     stage.Point // where the ballot is held
	size     float32     // of the ballot
	note     stage.Rect  // the notebook, before it is tilted
	you      stage.Point // baselines
	watching stage.Point
	names    float32 // top of the keys with the places' names
	keyed    float32 // height of a key
	floor    [2]float32
	cards    [3]stage.Rect // by room
	leaf     stage.Point   // width and height of a card's leaves; zero: a card is only a name
	mini     float32       // scale of a card's miniature room; 0: a card is a name over its leaves
}

var plans = [len(stage.Shapes)]plan{
	stage.Narrow: {
		room: pollingRoom{
			places: [2]stage.Rect{{X: 94, Y: 122, W: 64, H: 66}, {X: 200, Y: 122, W: 64, H: 66}},
			screen: stage.Rect{X: 273, Y: 56, W: 21, H: 134}, watcher: stage.Point{X: 314, Y: 190}, height: 116, line: 1.8,
		},
		voter: stage.Point{X: 38, Y: 190}, height: 116, hand: stage.Point{X: 63, Y: 130}, size: 1.35,
		note: stage.Rect{X: 300, Y: 104, W: 50, H: 74},
		you:  stage.Point{X: 38, Y: 215}, watching: stage.Point{X: 352, Y: 22}, names: 198, keyed: 28, floor: [2]float32{8, 352},
		cards: [3]stage.Rect{{X: 8, Y: 244, W: 110, H: 78}, {X: 125, Y: 244, W: 110, H: 78}, {X: 242, Y: 244, W: 110, H: 78}},
		leaf:  stage.Point{X: 28, Y: 26},
	},
	stage.Regular: {
		room: pollingRoom{
			places: [2]stage.Rect{{X: 210, Y: 206, W: 150, H: 128}, {X: 424, Y: 206, W: 150, H: 128}},
			screen: stage.Rect{X: 592, Y: 84, W: 75, H: 252}, watcher: stage.Point{X: 752, Y: 336}, height: 190, line: 2.8,
		},
		voter: stage.Point{X: 92, Y: 336}, height: 190, hand: stage.Point{X: 152, Y: 240}, size: 2,
		note: stage.Rect{X: 778, Y: 168, W: 138, H: 162},
		you:  stage.Point{X: 92, Y: 375}, watching: stage.Point{X: 922, Y: 92}, names: 349, keyed: 36, floor: [2]float32{38, 922},
		cards: [3]stage.Rect{{X: 38, Y: 408, W: 284, H: 172}, {X: 338, Y: 408, W: 284, H: 172}, {X: 638, Y: 408, W: 284, H: 172}},
		leaf:  stage.Point{X: 46, Y: 48}, mini: 0.43,
	},
	stage.Wide: {
		room: pollingRoom{
			places: [2]stage.Rect{{X: 236, Y: 310, W: 156, H: 172}, {X: 448, Y: 310, W: 156, H: 172}},
			screen: stage.Rect{X: 614, Y: 156, W: 69, H: 328}, watcher: stage.Point{X: 768, Y: 484}, height: 244, line: 2.8,
		},
		voter: stage.Point{X: 122, Y: 484}, height: 244, hand: stage.Point{X: 190, Y: 360}, size: 2.3,
		note: stage.Rect{X: 784, Y: 278, W: 138, H: 186},
		you:  stage.Point{X: 122, Y: 524}, watching: stage.Point{X: 922, Y: 180}, names: 498, keyed: 34, floor: [2]float32{52, 922},
		cards: [3]stage.Rect{{X: 946, Y: 40, W: 282, H: 176}, {X: 946, Y: 232, W: 282, H: 176}, {X: 946, Y: 424, W: 282, H: 176}},
		leaf:  stage.Point{X: 46, Y: 48}, mini: 0.44,
	},
	stage.Pinned: {
		room: pollingRoom{
			places: [2]stage.Rect{{X: 85, Y: 94, W: 62, H: 55}, {X: 204, Y: 94, W: 62, H: 55}},
			screen: stage.Rect{X: 275, Y: 54, W: 24, H: 96}, watcher: stage.Point{X: 326, Y: 150}, height: 84, line: 1.6,
		},
		voter: stage.Point{X: 30, Y: 150}, height: 84, hand: stage.Point{X: 54, Y: 106}, size: 1.3,
		note: stage.Rect{X: 326, Y: 74, W: 54, H: 70},
		you:  stage.Point{X: 32, Y: 174}, watching: stage.Point{X: 378, Y: 24}, names: 157, keyed: 28, floor: [2]float32{10, 380},
		cards: [3]stage.Rect{{X: 10, Y: 200, W: 118, H: 44}, {X: 136, Y: 200, W: 118, H: 44}, {X: 262, Y: 200, W: 118, H: 44}},
	},
}

func controls() (all []stage.Control) {
	for r := roomBefore; r <= roomSecret; r++ {
		all = append(all, stage.Control{
			Name: "ballot.room", Value: roomValues[r], Default: r == roomOf(""), Answer: answer,
			Area: areasOf(func(p *plan) stage.Rect { return p.cards[r] }),
		})
	}
	for i, against := range []bool{false, true} {
		all = append(all, stage.Control{
			Name: "ballot.box", Value: [2]string{"for", "against"}[i], Private: true, Answer: answer,
			Area: areasOf(func(p *plan) stage.Rect { return p.reach(against) }),
		})
	}
	return append(all, stage.Control{Name: "ballot.drag", Kind: stage.Drag, Area: areasOf((*plan).grip), Answer: glideHome.End()})
}

func areasOf(of func(*plan) stage.Rect) (areas stage.Areas) {
	for i := range areas {
		areas[i] = of(&plans[i])
	}
	return areas
}

// reach is where the ballot can be put for one of the two votes: the box or desk, the air over it
// and the name under it.
func (p *plan) reach(against bool) stage.Rect {
	b := p.room.place(against)
	top, bottom := b.Y-24*p.size, p.names+p.keyed
	return stage.Rect{X: b.X - props.LidOver, Y: top, W: b.W + 2*props.LidOver, H: bottom - top}
}

// grip is where the ballot can be taken hold of.
func (p *plan) grip() stage.Rect {
	side := 16 + 22*p.size
	return stage.Rect{X: p.hand.X - side/2, Y: p.hand.Y - side/2, W: side, H: side}
}

func draw(c *stage.Canvas, f stage.Frame) {
	p := &plans[f.Shape]
	v := p.voteAt(f)
	w := p.ballotAt(v)

	p.drawSight(c, f, v, w)
	p.room.drawFurniture(c, v.was, v.room, v.turn)
	p.drawRoutes(c, f, v)
	p.drawFloor(c)
	c.Faded(watcherIn.Out(f.Time), func() {
		p.drawNote(c, v)
		c.Label(watchingLabel, p.watching, stage.Ink.Solid())
		c.Label(inferLabel, p.watching.Add(0, stage.LineHeight*inferLabel.Size[f.Shape]), stage.Muted.Solid())
	})
	p.drawNames(c, v, w)
	p.drawCards(c, f, v)
	p.drawVoter(c, v, w) // with the ballot, which may be carried over the cards
}

// drawSight draws the possible watcher, whose eyes follow the ballot, and the cone of sight. A screen
// stops it.
func (p *plan) drawSight(c *stage.Canvas, f stage.Frame, v vote, w paper) {
	open := sightOpens.Out(f.Time)
	eye := p.room.eye()
	at, shut := w.at, p.room.screened(v.was, v.room, v.turn)
	if shut == 1 {
		at = stage.Point{X: p.room.screen.X, Y: eye.Y + p.height*0.1}
	} else {
		// While the ballot is held, the eye is on the boxes; a no struck out is seen at the desk.
		held := max(0, 1-at.Sub(p.hand).Len()/(30*p.size))
		at.Y = stage.Mix(at.Y, p.room.target(roomTwo, false).Slot().Y, held)
		at = stage.Lerp(at, p.room.sheet(p.size), w.seen)
	}
	to := stage.Lerp(stage.Point{X: p.room.places[1].Right(), Y: eye.Y}, at, open)
	drawCone := func() { sight(c, eye, to, p.room.line, open) }
	if shut > 0 { // what stands of the screen cuts the sight off
		w, h := c.Shape.Size()
		edge := p.room.screen.X + p.room.screen.W/2
		c.Clipped(stage.Rect{X: edge, W: w - edge, H: h}, drawCone)
		if shut < 1 {
			c.Clipped(stage.Rect{W: edge, H: p.room.watcher.Y - shut*p.room.screen.H}, drawCone)
		}
	} else {
		drawCone()
	}
	c.Faded(watcherIn.Out(f.Time), func() { watcher(c, p.room.watcher, p.room.height, p.room.line, stage.Paper, true) })
}

// drawRoutes draws the ways the ballot can go, or the one it went.
func (p *plan) drawRoutes(c *stage.Canvas, f stage.Frame, v vote) {
	if v.carried || v.back < 1 {
		return
	}
	opened := routesIn.InOut(f.Time)
	if v.turn < 1 {
		opened = max(0, 2*v.turn-1)
	}
	if v.box == "" {
		p.drawRoute(c, v.room, false, p.hand, opened, opened)
		p.drawRoute(c, v.room, true, p.hand, opened, opened)
		return
	}
	if v.cast < 0 {
		return
	}
	p.drawRoute(c, v.room, v.box == "against", v.from, castDetour.InOut(v.cast), castFlight.InOut(v.run()))
}

// drawRoute draws a dotted way to a box: by the pencil, up to first, then to the slot, up to second;
// both 0 to 1.
func (p *plan) drawRoute(c *stage.Canvas, r room, against bool, from stage.Point, first, second float32) {
	role, name := stage.For, "for"
	if against {
		role, name = stage.Against, "against"
	}
	home := p.home(r, name)
	end := home.at.Add(0, -9*p.size)
	if detours(r, name) {
		desk := p.room.sheet(p.size)
		props.DottedFlight(c, p.arc(from, desk), first, role.Solid())
		from = desk
	}
	props.DottedFlight(c, p.arc(from, end), second, role.Solid())
}

func (p *plan) drawFloor(c *stage.Canvas) {
	y := p.room.watcher.Y
	c.Path(stage.Line(stage.Ink.Solid(), 2), stage.Point{X: p.floor[0], Y: y}, stage.Point{X: p.floor[1], Y: y})
}

// drawNote draws the notebook and what stands in it: both marks while either could come, the one
// that was seen, or a question mark.
func (p *plan) drawNote(c *stage.Canvas, v vote) {
	from, to, share := entryOf(v.room, ""), entryOf(v.room, v.box), v.noted()
	switch {
	case v.turn < 1:
		from, to, share = entryOf(v.was, v.before), entryOf(v.room, ""), v.turn
	case v.back < 1:
		from, to, share = entryOf(v.room, v.before), entryOf(v.room, ""), v.back
	case v.box == "":
		to = from
	}
	r := p.note
	c.Within(r.Center(), stage.Degrees(4), 1, func() {
		page := stage.Rect{X: -r.W / 2, Y: -r.H / 2, W: r.W, H: r.H}
		notebook(c, page, p.room.line*0.95, 6)
		if from == to {
			p.drawEntry(c, page, to, 1)
			return
		}
		c.Faded(1-2*share, func() { p.drawEntry(c, page, from, 1) })
		c.Faded(2*share-1, func() { p.drawEntry(c, page, to, 0.8+0.2*share) })
	})
}

// drawEntry writes into the notebook's page.
func (p *plan) drawEntry(c *stage.Canvas, page stage.Rect, e entry, scale float32) {
	size := page.W * 0.5 * scale
	switch e {
	case eitherEntry:
		small := page.W * 0.36
		props.RingOrCross(c, false, stage.Point{Y: -page.H * 0.2}, small)
		c.Path(stage.Line(stage.Hairline.Solid(), 2), stage.Point{X: -page.W * 0.36, Y: page.H * 0.04}, stage.Point{X: page.W * 0.36, Y: page.H * 0.04})
		props.RingOrCross(c, true, stage.Point{Y: page.H * 0.28}, small)
	case doubtEntry:
		c.Label(doubtLabel, stage.Point{Y: page.H*0.04 + doubtLabel.Size[c.Shape]*stage.CapMiddle}, stage.Ink.Solid())
	default:
		props.RingOrCross(c, e == crossEntry, stage.Point{Y: page.H * 0.04}, size*1.12)
	}
}

// drawNames names the two places; what the reader chose is framed.
func (p *plan) drawNames(c *stage.Canvas, v vote, w paper) {
	for i, against := range []bool{false, true} {
		at := stage.Point{X: p.room.places[i].X + p.room.places[i].W/2, Y: p.names}
		chosen := v.box != "" && (v.box == "against") == against && !v.carried
		over := v.carried && p.reach(against).Contains(w.at)
		name := func(r room) {
			labels := [2]stage.Label{forLabel, againstLabel}
			if r != roomTwo {
				labels = [2]stage.Label{unmarkedLabel, struckLabel}
			}
			placeName(c, labels[i], against, at, chosen || over)
		}
		if v.turn < 1 && (v.was == roomTwo) != (v.room == roomTwo) {
			c.Faded(1-2*v.turn, func() { name(v.was) })
			c.Faded(2*v.turn-1, func() { name(v.room) })
			continue
		}
		name(v.room)
	}
}

// A key's height in text sizes with one line, and what it adds to its width.
const keyHigh = 1.72

var (
	keyPad  = stage.PerShape{0.6, 1, 1, 0.6}
	keyRim  = stage.PerShape{3.5, 5, 5, 3} // around the chosen one
	keyWrap = stage.PerShape{80, 150, 150, 96}
)

// placeName writes a place's name on a key, as round or square as what it stands for.
func placeName(c *stage.Canvas, l stage.Label, against bool, at stage.Point, chosen bool) {
	size := l.Size[c.Shape]
	w, h := c.LabelSize(l)
	w, h = w+size*(1.4+keyPad[c.Shape]), h+size*(keyHigh-1)
	key := stage.Rect{X: at.X - w/2, Y: at.Y, W: w, H: h}
	role, radius := stage.For, size*keyHigh/2
	if against {
		role, radius = stage.Against, 2
	}
	if chosen {
		rim := keyRim[c.Shape]
		r := radius
		if !against {
			r += rim
		}
		c.Box(key.Inset(-rim), r, props.Chosen(1))
	}
	c.Box(key, radius, stage.Style{Fill: stage.Sheet.Solid(), Stroke: role.Solid(), Width: 1.6})
	props.Marked(c, l, against, at.Add(0, size*(keyHigh/2+stage.CapMiddle)))
}

// drawVoter draws the voter and the ballot, wherever it is.
func (p *plan) drawVoter(c *stage.Canvas, v vote, w paper) {
	c.Named(stage.Person, p.voter.Add(0, -p.height/2), p.height, stage.Ink.Solid())
	c.Label(youLabel, p.you, stage.Ink.Solid())
	hold := stage.Style{Stroke: stage.Muted.At(0.45), Width: 1.4}
	if w.at == p.hand { // it can be taken hold of
		hold = stage.Style{Fill: stage.Paper.At(0.6), Stroke: stage.Mark.Solid(), Width: 1.6}
	}
	c.Disc(p.hand, p.grip().W/2, hold)
	draw := func() {
		props.Ballot(c, w.at, p.size, w.angle)
		if w.struck > 0 {
			c.Within(w.at, w.angle, p.size, func() { strike(c, w.struck) })
		}
	}
	if w.slot != nil {
		width, _ := c.Shape.Size()
		c.Clipped(stage.Rect{X: 0, Y: 0, W: width, H: w.slot.Y}, draw)
	} else {
		draw()
	}
	p.room.drawPencil(c, v.was, v.room, v.turn, p.size, w)
}
