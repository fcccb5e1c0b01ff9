// Package ballot asks who can see your vote: a voter with a sheet, two places to put it, and a possible
// watcher with a notebook. The same vote can be cast in three rooms; six stamps keep what anyone watching
// could infer. It is a model: the real rooms are not known, and accounts of them differ.
package ballot

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:           "ballot",
	Length:       routesIn.End(),
	MakeLabels:   labels,
	MakeControls: controls,
	Invites:      []string{told},
	Tell:         tellLength,
	Draw:         draw,
}

func labels() []stage.Label {
	return append([]stage.Label{
		youLabel, watchingLabel, inferLabel, forLabel, againstLabel, unmarkedLabel, struckLabel, doubtLabel, noteLabels[0], noteLabels[1],
		roomLabels[0], roomLabels[1], roomLabels[2], whoLabels[0], whoLabels[1], whoLabels[2], yesNo[0], yesNo[1], markLabel, modelLabel,
	}, slipLabels()...)
}

const (
	roomChoice = "ballot.room"
	box        = "ballot.box"
	drag       = "ballot.drag"
	account    = "ballot.account"
	told       = "ballot.told"
)

// votes are the values of box.
var votes = [2]string{"for", "against"}

// How the scene begins, from its start. A choice cuts it short.
var (
	arrive     = stage.Phase{From: 0, For: 0.6}   // the sheet comes to the hand; somebody may be watching
	sightOpens = stage.Phase{From: 0.6, For: 0.3} // the cone of sight opens
	routesIn   = stage.Phase{From: 0.9, For: 0.6} // the two ways the sheet can go
)

var (
	youLabel      = stage.Label{Words: "ballot.you", Weight: stage.Strong, Size: stage.Body(), Align: stage.Middle}
	watchingLabel = stage.Label{Words: "ballot.watching", Weight: stage.Strong, Size: stage.Body(), Align: stage.End}
	inferLabel    = stage.Label{Words: "ballot.infer", Size: stage.Small(), Align: stage.End}
	forLabel      = stage.Label{Words: "box.for", Weight: stage.Strong, Size: stage.Body()}
	againstLabel  = stage.Label{Words: "box.against", Weight: stage.Strong, Size: stage.Body()}
	unmarkedLabel = stage.Label{Words: "ballot.unmarked", Weight: stage.Strong, Size: stage.Body()}
	struckLabel   = stage.Label{Words: "ballot.struck", Weight: stage.Strong, Size: stage.Body()}
	doubtLabel    = stage.Label{Words: "ballot.unknown", Weight: stage.Strong, Size: stage.PerShape{42, 84, 96, 34}, Align: stage.Middle}
	noteLabels    = [2]stage.Label{noteLabel("ballot.yes"), noteLabel("ballot.no")}
	whoLabels     = [3]stage.Label{whoLabel("ballot.before.who"), whoLabel("ballot.model"), whoLabel("ballot.secret.who")}
)

func noteLabel(words string) stage.Label {
	return stage.Label{Words: words, Weight: stage.Strong, Size: stage.SmallOnPage(), Align: stage.Middle}
}

func whoLabel(words string) stage.Label {
	return stage.Label{Words: words, Size: stage.SmallOnPage()}
}

func draw(c *stage.Canvas, f stage.Frame) {
	p := &plans[f.Shape]
	v := p.voteAt(f)
	begun := f.Time
	if v.box != "" || v.hold || v.held != (stage.Point{}) || v.since < longAgo || v.turn < 1 {
		begun = routesIn.End()
	}
	now := p.poseAt(v)
	if arrived := arrive.InOut(begun); arrived < 1 {
		now.sheet = stage.Lerp(stage.Point{X: p.frame.Center().X, Y: p.frame.Bottom()}, now.sheet, arrived)
	}
	open, most := opened(f)
	words := max(0, 1-2*most) // of the room's lower part, over which a slip opens

	p.drawRoom(c, v)
	p.drawSight(c, v, now, begun)
	p.drawStrip(c)
	p.drawNote(c, v, begun, words)
	c.Named(stage.Person, stage.Point{X: now.x, Y: p.voter.Y - p.height/2}, p.height, stage.Ink.Solid())
	c.Label(youLabel, stage.Point{X: now.x, Y: p.voter.Y - p.height - youLabel.Size[c.Shape]*0.35}, stage.Ink.Solid())
	p.room.drawFurniture(c, v.was, v.room, v.turn)
	c.Faded(words, func() {
		p.drawRoutes(c, v, routesIn.InOut(begun))
		p.drawKeys(c, v)
		size := inferLabel.Size[c.Shape]
		c.Label(inferLabel, stage.Point{X: p.frame.Right() - size*0.5, Y: p.keys + size*(keyHigh/2+stage.CapMiddle)}, stage.Ink.Solid())
	})
	if !v.hold {
		p.drawSheet(c, v, now)
	}
	p.drawTabs(c, f, v)
	p.drawSlips(c, open)
	if v.hold { // it can be carried over all else
		p.drawSheet(c, v, now)
	}
}

// rooms calls draw for each room with how far it is the one shown, 0 to 1.
func (v vote) rooms(draw func(r room, lit float32)) {
	for r := roomBefore; r <= roomSecret; r++ {
		lit := stage.OneIf(r == v.room)
		if v.turn < 1 {
			lit = stage.OneIf(r == v.room)*v.turn + stage.OneIf(r == v.was)*(1-v.turn)
		}
		draw(r, lit)
	}
}

// drawRoom draws the frame that the rooms share, with the backs of their tabs, and what kind of model the
// room shown is.
func (p *plan) drawRoom(c *stage.Canvas, v vote) {
	v.rooms(func(r room, lit float32) { p.drawTab(c, r, lit) })
	c.Box(p.frame, 3, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: 2})
	v.rooms(func(r room, lit float32) {
		c.Faded(2*lit-1, func() { c.Label(whoLabels[r], p.who, stage.Muted.Solid()) })
	})
}

// drawTabs draws the fronts of the tabs.
func (p *plan) drawTabs(c *stage.Canvas, f stage.Frame, v vote) {
	v.rooms(func(r room, lit float32) { p.drawTabFront(c, f, v, r, lit) })
}

// drawStrip draws what lies below the floor.
func (p *plan) drawStrip(c *stage.Canvas) {
	floor, in := p.voter.Y, p.frame.Inset(1)
	c.Box(stage.Rect{X: in.X, Y: floor, W: in.W, H: in.Bottom() - floor}, 2, stage.Fill(stage.Shade.Solid()))
	c.Path(stage.Line(stage.Ink.Solid(), 2), stage.Point{X: in.X, Y: floor}, stage.Point{X: in.Right(), Y: floor})
}

// drawSight draws the possible watcher, whose eyes follow the sheet, and the cone of sight. A screen
// stops it.
func (p *plan) drawSight(c *stage.Canvas, v vote, now pose, begun float32) {
	open := sightOpens.Out(begun)
	eye := p.room.eye()
	to := stage.Lerp(stage.Point{X: p.room.places[1].Right(), Y: eye.Y}, now.sheet, open)
	in := p.frame.Inset(1)
	shut := p.room.screened(v.was, v.room, v.turn)
	if shut == 1 { // it ends at the screen
		to = stage.Lerp(eye, to, 1.1*(eye.X-p.room.screen.Right())/(eye.X-to.X))
	}
	drawCone := func() { sight(c, eye, to, p.room.line, open) }
	if shut > 0 { // what stands of the screen cuts the sight off
		edge := p.room.screen.X + p.room.screen.W/2
		c.Clipped(stage.Rect{X: edge, Y: in.Y, W: in.Right() - edge, H: in.H}, drawCone)
		if shut < 1 {
			c.Clipped(stage.Rect{X: in.X, Y: in.Y, W: edge - in.X, H: p.room.watcher.Y - shut*p.room.screen.H - in.Y}, drawCone)
		}
	} else {
		c.Clipped(in, drawCone)
	}
	c.Faded(arrive.Out(begun), func() {
		watcher(c, p.room.watcher, p.room.height, p.room.line, stage.Sheet)
		size := watchingLabel.Size[c.Shape]
		c.Label(watchingLabel, stage.Point{X: p.frame.Right() - size*0.5, Y: p.room.watcher.Y - p.room.height - size*0.5}, stage.Ink.Solid())
	})
}

// drawRoutes draws the two ways the sheet can go.
func (p *plan) drawRoutes(c *stage.Canvas, v vote, shown float32) {
	if v.hold || v.box != "" || v.gliding < 1 || v.turn < 1 && v.turn < 0.5 || v.before != "" && v.since < changeRoom.End() {
		return
	}
	if v.turn < 1 {
		shown = 2*v.turn - 1
	}
	for i, role := range [2]stage.Role{stage.For, stage.Against} {
		end := p.room.place(i == 1).Center()
		end.Y = p.rest(roomTwo, votes[i]).sheet.Y - 4*p.size
		if detours(v.room, votes[i]) {
			end = p.room.sheet(p.size)
		}
		props.DottedFlight(c, p.arc(p.hand.Add(0, -10*p.size), end, float32(i)), shown, role.Solid())
	}
}

// arc is a way through the air, lower for the nearer box.
func (p *plan) arc(a, b stage.Point, far float32) stage.Curve {
	top := min(a.Y, b.Y) - p.size*(14+10*far)
	return stage.Curve{a, {X: stage.Mix(a.X, b.X, 0.15), Y: top}, {X: stage.Mix(a.X, b.X, 0.97), Y: top}, b}
}

// drawNote draws the notebook and what stands in it; words is how far its words show.
func (p *plan) drawNote(c *stage.Canvas, v vote, begun, words float32) {
	past, next := 1-2*take.At(v.since), 2*v.noted()-1
	if v.turn < 1 {
		past, next = 1-2*v.turn, 2*v.turn-1
	}
	r := p.note
	c.Faded(arrive.Out(begun), func() {
		c.Within(r.Center(), stage.Degrees(4), 1, func() {
			page := stage.Rect{X: -r.W / 2, Y: -r.H / 2, W: r.W, H: r.H}
			notebook(c, page, p.room.line*0.95, 5)
			if v.before == "" {
				past = 0
			}
			if v.box == "" {
				next = 0
			}
			p.drawEntry(c, page, entryOf(v.was, v.before), words*max(0, past))
			p.drawEntry(c, page, entryOf(v.room, v.box), words*max(0, next))
			p.drawEntry(c, page, blankEntry, 1-2*max(past, next))
		})
	})
}

// drawEntry writes into the notebook's page.
func (p *plan) drawEntry(c *stage.Canvas, page stage.Rect, e entry, shown float32) {
	c.Faded(shown, func() {
		switch e {
		case blankEntry:
			for i := range 3 {
				y := page.H * (-0.2 + 0.22*float32(i))
				c.Path(stage.Line(stage.Hairline.Solid(), p.room.line), stage.Point{X: -page.W * 0.34, Y: y}, stage.Point{X: page.W * 0.34, Y: y})
			}
		case doubtEntry:
			c.Label(doubtLabel, stage.Point{Y: page.H*0.04 + doubtLabel.Size[c.Shape]*stage.CapMiddle}, stage.Ink.Solid())
		default:
			i, role, y := 0, stage.For, float32(0.04)
			if e == crossEntry {
				i, role = 1, stage.Against
			}
			if size := noteLabels[i].Size[c.Shape]; size > 0 {
				y = -0.1
				c.Label(noteLabels[i], stage.Point{Y: page.H*0.45 - size*0.2}, role.Solid())
			}
			props.RingOrCross(c, i == 1, stage.Point{Y: page.H * y}, min(page.W, page.H)*0.56)
		}
	})
}

// drawKeys names the two choices; the one made is framed.
func (p *plan) drawKeys(c *stage.Canvas, v vote) {
	labels := func(r room) [2]stage.Label {
		if r == roomTwo {
			return [2]stage.Label{forLabel, againstLabel}
		}
		return [2]stage.Label{unmarkedLabel, struckLabel}
	}
	for i := range votes {
		place := p.room.places[i].Center().X
		chosen := v.box == votes[i] && !v.hold || v.hold && p.reach(i == 1).Contains(v.held.Add(0, p.lift))
		key := func(r room) { p.drawKey(c, labels(r)[i], i == 1, place, chosen) }
		if v.turn < 1 && (v.was == roomTwo) != (v.room == roomTwo) {
			c.Faded(1-2*v.turn, func() { key(v.was) })
			c.Faded(2*v.turn-1, func() { key(v.room) })
			continue
		}
		key(v.room)
	}
}

const keyHigh = 1.72 // a key's height in text sizes

// drawKey writes what a choice is called on a key below its place, as round or square as what it stands
// for. A wide key goes outwards.
func (p *plan) drawKey(c *stage.Canvas, l stage.Label, against bool, place float32, chosen bool) {
	size := l.Size[c.Shape]
	w, _ := c.LabelSize(l)
	w, h := w+size*2, size*keyHigh
	middle, half := (p.room.places[0].Right()+p.room.places[1].X)/2, w/2+size*0.3
	if against {
		place = max(place, middle+half)
	} else {
		place = min(place, middle-half)
	}
	at := stage.Point{X: place, Y: p.keys}
	key := stage.Rect{X: at.X - w/2, Y: at.Y, W: w, H: h}
	role, radius := stage.For, h/2
	if against {
		role, radius = stage.Against, 2
	}
	width := float32(1.6)
	if chosen {
		width = 1.6 + size*0.12
	}
	c.Box(key, radius, stage.Style{Fill: stage.Sheet.Solid(), Stroke: role.Solid(), Width: width})
	props.Marked(c, l, against, at.Add(0, size*(keyHigh/2+stage.CapMiddle)))
}

// drawSheet draws the sheet, wherever it is, the arm that holds it, and the pencil.
func (p *plan) drawSheet(c *stage.Canvas, v vote, now pose) {
	shoulder := stage.Point{X: now.x + 0.14*p.height, Y: p.voter.Y - 0.5*p.height}
	way := now.sheet.Sub(shoulder)
	if reach := 0.36 * p.height; way.Len() > reach {
		way = stage.Lerp(stage.Point{}, way, reach/way.Len())
	}
	c.Path(stage.Line(stage.Ink.Solid(), 0.085*p.height), shoulder, shoulder.Add(way.X, way.Y))
	sheet := func() {
		props.OwnSheet(c, now.sheet, p.size, now.angle)
		if now.struck > 0 {
			c.Within(now.sheet, now.angle, p.size, func() { strike(c, now.struck) })
		}
	}
	if now.slot != nil {
		width, _ := c.Size()
		c.Clipped(stage.Rect{W: width, H: now.slot.Y}, sheet)
	} else {
		sheet()
	}
	if !v.hold && v.box == "" && v.gliding == 1 && v.turn == 1 { // it can be taken hold of
		c.Disc(now.sheet, 19*p.size, stage.Line(stage.Mark.Solid(), 1.8))
	}
	p.room.drawPencil(c, v.was, v.room, v.turn, p.size, now)
}

func slipLabels() (all []stage.Label) {
	for _, l := range accountLabels {
		all = append(all, l.claim, l.by, l.title, l.text)
	}
	return all
}
