package ballot

import (
	"strconv"
	"strings"

	"twoboxes/internal/stage"
)

// Where the voter and the sheet are at any time: at the start, on their way, at the desk or at a box.

// How a vote is cast, from when it was chosen. A no that must be marked takes the way by the desk first,
// and all of this begins detour later.
var (
	take  = stage.Phase{From: 0, For: 0.25} // the sheet comes back to the hand
	walk  = stage.Phase{From: 0, For: 0.5}
	drop  = stage.Phase{From: 0.5, For: 0.25} // into the slot
	noted = stage.Phase{From: 0.8, For: 0.4}  // the notebook has it
	fall  = stage.Phase{From: 1.5, For: 0.35} // the stamp falls, then the sign between two of them

	toDesk  = stage.Phase{From: 0, For: 0.5}
	marking = stage.Phase{From: 0.5, For: 0.5}
	seen    = stage.Phase{From: 0.9, For: 0.4} // the notebook has what the pencil gave away
	detour  = float32(1)
)

// How the picture answers other choices.
var (
	changeRoom = stage.Phase{From: 0, For: 0.4}  // one room replaces another, and the voter walks back
	glide      = stage.Phase{From: 0, For: 0.35} // a sheet let go in mid-air
)

// castLength is how long a vote takes until its stamp has fallen.
func castLength(detours bool) float32 { return fall.End() + detour*stage.OneIf(detours) }

// detours reports whether a vote cast in a room is marked at the desk on its way.
func detours(r room, vote string) bool { return r != roomTwo && vote == "against" }

// vote is how far the reader's vote has come at a frame.
type vote struct {
	room, was room    // the present room, and the one it replaces
	turn      float32 // how far it has done so, 0 to 1

	box, before string  // the present vote and the one it replaces; empty: none
	since       float32 // seconds since the present vote was chosen

	held    stage.Point // where the reader holds the sheet, or held it last
	hold    bool        // the reader holds it now
	letGo   bool        // the vote, or the way back, begins where the reader let go
	gliding float32     // how far a sheet that was let go elsewhere has come, 0 to 1
}

// longAgo is a time after which nothing moves, in seconds.
const longAgo = 1000

// since is how many seconds ago a choice was made; one that the scene began with is over.
func since(c stage.Choice, t float32) float32 {
	if s, made := c.Since(t); made {
		return max(0, s)
	}
	return longAgo
}

// later reports whether choice a was made after choice b.
func later(a, b stage.Choice) bool { return a.At != 0 && (b.At == 0 || a.At > b.At) }

func (p *plan) voteAt(f stage.Frame) vote {
	roomOfReader, boxOfReader, dragged, toldOf := f.Choices[roomChoice], f.Choices[box], f.Choices[drag], f.Choices[told]
	v := vote{room: roomOf(roomOfReader.Value), turn: 1, box: boxOfReader.Value, since: since(boxOfReader, f.Time), gliding: 1}
	v.was = v.room
	if v.before = boxOfReader.Before; v.since == longAgo {
		v.before = v.box
	}
	// Who does not vote is shown a no.
	if toldOf.Value != "" && !later(boxOfReader, toldOf) && boxOfReader.Value == "" {
		v.before = "against"
		if !later(roomOfReader, toldOf) {
			v.box, v.since, v.before = "against", since(toldOf, f.Time), ""
		}
	}
	if toldOf.Value != "" && boxOfReader.Value != "" && boxOfReader.Before == "" && later(boxOfReader, toldOf) && !later(roomOfReader, toldOf) {
		v.before = "against"
	}
	if s, made := roomOfReader.Since(f.Time); made {
		if was := roomOf(roomOfReader.Before); was != v.room {
			v.was, v.turn = was, changeRoom.InOut(s)
		}
	}
	if at, ok := carriedTo(dragged.Value); ok {
		v.held, v.hold = at.Add(0, -p.lift), true
	} else if at, ok := carriedTo(dragged.Before); ok && !later(roomOfReader, dragged) {
		v.held = at.Add(0, -p.lift)
		switch {
		case v.box != "" && boxOfReader.At >= dragged.At && boxOfReader.At-dragged.At < 0.2:
			v.letGo = true
		case !later(boxOfReader, dragged):
			v.gliding = glide.Out(since(dragged, f.Time))
		}
	}
	return v
}

// carriedTo reads where a pointer is, "x y" in units.
func carriedTo(value string) (stage.Point, bool) {
	x, y, ok := strings.Cut(value, " ")
	if !ok {
		return stage.Point{}, false
	}
	px, errX := strconv.ParseFloat(x, 32)
	py, errY := strconv.ParseFloat(y, 32)
	return stage.Point{X: float32(px), Y: float32(py)}, errX == nil && errY == nil
}

// noted is how much of the notebook's entry is written.
func (v vote) noted() float32 {
	switch {
	case v.box == "":
		return 0
	case detours(v.room, v.box):
		return seen.Out(v.since)
	}
	return noted.Out(v.since)
}

// pose is the voter and the sheet at an instant.
type pose struct {
	x      float32      // of the voter's feet
	sheet  stage.Point  // the sheet's middle
	angle  float32      // of the sheet
	struck float32      // how much of it is struck out, 0 to 1
	marked bool         // the pencil is at it
	slot   *stage.Point // the slot that it is going through
}

const (
	heldAngle  = -9 // degrees
	slotAngle  = 7
	outOfSlot  = 0.15 // the share of a way after which the sheet is out of the slot
	inSlot     = 4.5  // how far a sheet of size 1 stands out of the slot, by its middle
	abovePlate = 12.5 // how far over the desk it is marked
)

// rest is where voter and sheet are once a vote was cast in a room, or before.
func (p *plan) rest(r room, vote string) pose {
	if vote == "" {
		return pose{x: p.voter.X, sheet: p.hand, angle: stage.Degrees(heldAngle)}
	}
	slot := p.room.target(r, vote == "against").Slot()
	return pose{
		x: p.at(slot.X), sheet: slot.Add(0, -inSlot*p.size), angle: stage.Degrees(slotAngle), slot: &slot,
		struck: stage.OneIf(detours(r, vote)),
	}
}

// between is a share of the way from one pose to another.
func between(a, b pose, share float32) pose {
	out := b
	out.x, out.sheet, out.angle = stage.Mix(a.x, b.x, share), stage.Lerp(a.sheet, b.sheet, share), stage.Mix(a.angle, b.angle, share)
	out.struck = stage.Mix(a.struck, b.struck, share)
	if share < outOfSlot {
		out.slot = a.slot
	} else if share < 1 {
		out.slot = nil
	}
	return out
}

// held is the pose of a voter whose sheet the reader holds: the feet follow it.
func (p *plan) held(at stage.Point) pose { return pose{x: p.at(at.X), sheet: at} }

// poseAt is where voter and sheet are.
func (p *plan) poseAt(v vote) pose {
	now := p.rest(v.room, v.box)
	switch {
	case v.hold:
		return p.held(v.held)
	case v.gliding < 1:
		return between(p.held(v.held), now, v.gliding)
	case v.turn < 1:
		return between(p.rest(v.was, v.before), now, v.turn)
	case v.box == "":
		return between(p.rest(v.room, v.before), now, changeRoom.InOut(v.since))
	}
	from := p.rest(v.room, v.before)
	if v.letGo {
		from = p.held(v.held)
	}
	return p.cast(v, from, now)
}

// cast is the pose on the way from one place to the box that the vote is for.
func (p *plan) cast(v vote, from, to pose) pose {
	t, at := v.since, from
	height := p.hand.Y // of the hand
	out := pose{angle: stage.Degrees(heldAngle), struck: from.struck * (1 - take.At(v.since))}
	at.x = from.x
	if detours(v.room, v.box) {
		desk := p.room.sheet(p.size)
		at.x = stage.Mix(from.x, p.at(desk.X), toDesk.InOut(t))
		height = stage.Mix(height, desk.Y, toDesk.InOut(t)*(1-walk.InOut(t-detour)))
		out.struck = max(out.struck, marking.At(t))
		out.marked = t > marking.From && t < detour
		t -= detour
	}
	out.x = stage.Mix(at.x, to.x, walk.InOut(t))
	hand := stage.Point{X: out.x - p.voter.X + p.hand.X, Y: height}
	out.sheet = stage.Lerp(from.sheet, hand, take.InOut(v.since))
	if v.since < take.End()*outOfSlot {
		out.slot = from.slot
	}
	if down := stage.EaseIn(drop.At(t)); down > 0 {
		out.slot = to.slot
		out.sheet = stage.Lerp(hand, to.sheet, down)
		out.angle = stage.Mix(out.angle, to.angle, down)
	}
	return out
}
