package ballot

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// The furniture of the three polling rooms and the possible watcher. All of it is a model.

// room is one of the three ways to vote.
type room int

const (
	roomBefore room = iota // one box; a no is struck out with a pencil
	roomTwo                // a box for each
	roomSecret             // as before, behind a screen
)

// roomValues are the values of ballot.room.
var roomValues = [3]string{roomBefore: "before", roomTwo: "two", roomSecret: "secret"}

// roomOf is the room with a value of ballot.room, or the one shown until the reader chooses.
func roomOf(value string) room {
	for r, v := range roomValues {
		if v == value {
			return room(r)
		}
	}
	return roomTwo
}

// entry is what a watcher's notebook can say.
type entry int

const (
	blankEntry entry = iota // nothing yet
	ringEntry
	crossEntry
	doubtEntry
)

// entryOf is what anyone watching could infer of a vote; box is empty before it is cast.
func entryOf(r room, box string) entry {
	switch {
	case box == "":
		return blankEntry
	case r == roomSecret:
		return doubtEntry
	case box == "for":
		return ringEntry
	}
	return crossEntry
}

// pollingRoom is where the things of a room stand; all on one floor, the watcher's.
type pollingRoom struct {
	places  [2]stage.Rect // the body of the box for, or of the only one; of the box against, or the desk
	screen  stage.Rect
	watcher stage.Point // between the feet
	height  float32     // of the watcher
	line    float32     // width of the watcher's outline
}

// place is where a vote is put in a room with two boxes; in one with a single box, the second place
// is the desk.
func (p pollingRoom) place(against bool) stage.Rect {
	if against {
		return p.places[1]
	}
	return p.places[0]
}

// target is the box that a vote goes into.
func (p pollingRoom) target(r room, against bool) props.Box {
	if r == roomTwo {
		return props.Box{Body: p.place(against), Against: against}
	}
	return props.Box{Body: p.places[0], Plain: true}
}

// deskTop is the plate that a ballot is marked on.
func (p pollingRoom) deskTop() stage.Rect {
	b := p.places[1]
	return stage.Rect{X: b.X - 2, Y: b.Y + b.H*0.36, W: b.W + 4, H: 9}
}

// sheet is where a ballot of a size lies while it is marked.
func (p pollingRoom) sheet(size float32) stage.Point {
	top := p.deskTop()
	return stage.Point{X: top.X + top.W*0.4, Y: top.Y - abovePlate*size}
}

func (p pollingRoom) eye() stage.Point {
	return p.watcher.Add(-0.1*p.height, -0.822*p.height)
}

// screened is how much of the screen stands, 0 to 1.
func (p pollingRoom) screened(was, now room, turn float32) float32 {
	return stage.Mix(stage.OneIf(was == roomSecret), stage.OneIf(now == roomSecret), turn)
}

// drawFurniture draws a room while it replaces another, share turn of the way: what differs
// sinks into the floor and rises from it, as on a paper stage.
func (p pollingRoom) drawFurniture(c *stage.Canvas, was, now room, turn float32) {
	for i := range p.places {
		if was != now && turn < 1 && (was == roomTwo) != (now == roomTwo) {
			p.raised(c, 1-2*turn, func() { p.drawPlace(c, was, i) })
			p.raised(c, 2*turn-1, func() { p.drawPlace(c, now, i) })
			continue
		}
		p.drawPlace(c, now, i)
	}
	p.raised(c, p.screened(was, now, turn), func() { p.drawScreen(c) })
}

// raised draws something that stands on the floor as far as it has risen, 0 to 1.
func (p pollingRoom) raised(c *stage.Canvas, share float32, draw func()) {
	switch {
	case share <= 0:
	case share >= 1:
		draw()
	default:
		w, _ := c.Size()
		deep := max(p.screen.H, p.places[0].H+props.LidThick)
		c.Clipped(stage.Rect{W: w, H: p.watcher.Y}, func() {
			c.Within(stage.Point{Y: deep * (1 - share)}, 0, 1, draw)
		})
	}
}

func (p pollingRoom) drawPlace(c *stage.Canvas, r room, i int) {
	if r == roomTwo || i == 0 {
		p.target(r, i == 1).Draw(c, nil)
		return
	}
	top, floor := p.deskTop(), p.watcher.Y
	line := stage.Line(stage.Ink.Solid(), props.Edge)
	for _, x := range []float32{top.X + 14, top.Right() - 14} {
		c.Path(line, stage.Point{X: x, Y: top.Bottom()}, stage.Point{X: x, Y: floor - props.Edge/2})
	}
	c.Box(top, 1, stage.Fill(stage.Ink.Solid()))
}

// drawScreen draws three leaves of a folding screen.
func (p pollingRoom) drawScreen(c *stage.Canvas) {
	r := p.screen
	third, fold := r.W/3, r.W*0.12
	for i := range 3 {
		x := r.X + third*float32(i)
		a, b := float32(0), fold
		role := stage.Ink
		if i == 1 {
			a, b, role = fold, 0, stage.Muted
		}
		c.Polygon(stage.Fill(role.Solid()),
			stage.Point{X: x, Y: r.Y + a}, stage.Point{X: x + third, Y: r.Y + b},
			stage.Point{X: x + third, Y: r.Bottom() - fold + b}, stage.Point{X: x, Y: r.Bottom() - fold + a})
	}
}

// drawPencil draws the pencil over the desk of a room that has one, at a ballot being marked.
func (p pollingRoom) drawPencil(c *stage.Canvas, was, now room, turn, size float32, w pose) {
	rise := float32(0)
	switch {
	case was != roomTwo && now != roomTwo:
		rise = 1
	case was != roomTwo:
		rise = 1 - 2*turn
	case now != roomTwo:
		rise = 2*turn - 1
	}
	p.raised(c, rise, func() {
		top := p.deskTop()
		angle := stage.Degrees(20)
		tip := stage.Point{X: top.Right() - 20*size, Y: top.Y - 2}
		if w.marked {
			x, y := strikeAt(w.struck)
			tip, angle = w.sheet.Add(x*size, y*size), stage.Degrees(38)
		}
		pencil(c, tip, size*0.92, angle)
	})
}

// pencil draws a pencil standing on its tip, turned clockwise; at scale 1 it is 46 units long.
func pencil(c *stage.Canvas, tip stage.Point, scale, angle float32) {
	c.Within(tip, angle, scale, func() {
		line := stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.Ink.Solid(), Width: 1.3}
		c.Box(stage.Rect{X: -4, Y: -46, W: 8, H: 36}, 0.5, line)
		line.Fill = stage.Sheet.Solid()
		c.Polygon(line, stage.Point{}, stage.Point{X: -4, Y: -10}, stage.Point{X: 4, Y: -10})
	})
}

// strikeAt is where the pencil is when share of the strike is drawn, on a ballot of size 1.
func strikeAt(share float32) (x, y float32) { return -8.5 + 15*share, 6 - 13*share }

// strike draws share of the stroke over a ballot of size 1.
func strike(c *stage.Canvas, share float32) {
	x, y := strikeAt(0)
	toX, toY := strikeAt(share)
	c.Path(stage.Line(stage.Against.Solid(), 2.6), stage.Point{X: x, Y: y}, stage.Point{X: toX, Y: toY})
}

// watcher draws the possible watcher: an outline only, as it is not known who was there. It is filled
// with ground, which hides what lies behind it. The far shoulder, behind the notebook, is left out.
func watcher(c *stage.Canvas, feet stage.Point, height, line float32, ground stage.Role) {
	at := feet.Add(0, -height/2)
	props.Person(c, at, height, stage.Fill(ground.Solid()))
	dashed := stage.Style{Stroke: stage.Ink.Solid(), Width: line, Dash: stage.Dashed}
	c.Disc(at.Add(0, -0.322*height), 0.178*height, dashed)
	outline := props.PersonBody(at, height)
	outline = append(outline[1:], outline[0])
	c.Path(dashed, outline[:14]...)
}

// sight draws the cone that a watcher sees in, from the eye to what it looks at and beyond, with an
// edge that stands out from the paper.
func sight(c *stage.Canvas, eye, to stage.Point, line, alpha float32) {
	const shown = 0.82
	way := to.Sub(eye)
	away := way.Len()
	beyond := 1 + min(0.34, 36*line/away)
	dx, dy := way.X*beyond, way.Y*beyond
	width := 0.06 + 0.24*72*line/(72*line+away)
	far := eye.Add(dx, dy)
	a := far.Add(-dy*width, dx*width)
	b := far.Add(dy*width, -dx*width)
	c.Cone(eye, a, b, stage.Muted.At(0.6*alpha))
	const steps = 8
	for _, side := range []stage.Point{a, b} {
		c.Path(stage.Line(stage.Muted.At(alpha), line*0.5), eye, stage.Lerp(eye, side, shown*0.6))
		for i := range steps {
			from, to := 0.6+0.4*float32(i)/steps, 0.6+0.4*float32(i+1)/steps
			c.Path(stage.Line(stage.Muted.At(alpha*(1-(float32(i)+0.5)/steps)), line*0.5), stage.Lerp(eye, side, shown*from), stage.Lerp(eye, side, shown*to))
		}
	}
}

// notebook draws an empty page with its rings.
func notebook(c *stage.Canvas, r stage.Rect, line float32, rings int) {
	c.Box(r, 2, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: line})
	up, down := min(r.H*0.035, 6), min(r.H*0.045, 7)
	for i := range rings {
		x := r.X + r.W*(float32(i)+0.5)/float32(rings)
		c.Path(stage.Line(stage.Ink.Solid(), line*1.05), stage.Point{X: x, Y: r.Y - up}, stage.Point{X: x, Y: r.Y + down})
	}
}
