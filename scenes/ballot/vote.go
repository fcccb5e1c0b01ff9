package ballot

import (
	"math"
	"strconv"
	"strings"

	"twoboxes/internal/stage"
)

// Where the reader's ballot is at any time: held, carried, marked, on its way, or in a box.

// How a vote is cast, from when the ballot leaves the hand. A detour by the pencil comes first
// where a no must be marked.
var (
	castFlight = stage.Phase{From: 0, For: 0.8}
	castDrop   = stage.Phase{From: 0.7, For: 0.3} // halfway into the slot
	castNote   = stage.Phase{From: 1.0, For: 0.4} // into the notebook
	castDetour = stage.Phase{From: 0, For: 0.8}   // to the pencil
	castStrike = stage.Phase{From: 0.8, For: 0.5}
)

// How the picture answers a choice, from when it was made.
var (
	comeBack   = stage.Phase{From: 0, For: 0.45} // a ballot already cast comes back to the hand
	changeRoom = stage.Phase{From: 0, For: 0.6}  // one room replaces another
	glideHome  = stage.Phase{From: 0, For: 0.35} // a ballot let go in mid-air goes home
)

// vote is how far the reader's vote has come at a frame.
type vote struct {
	room, was room    // the present room, and the one it replaces
	turn      float32 // how far it has done so, 0 to 1

	box, before string  // the present choice, and the one it replaces while the ballot returns
	back        float32 // how far a ballot cast before has come back, 0 to 1
	cast        float32 // seconds since the ballot left the hand; negative before

	from    stage.Point // where the ballot set out: the hand, or where it was let go
	carried bool        // the ballot is in the reader's own hand, at from
	glide   float32     // how far a ballot that was let go has come home, 0 to 1
}

func (p *plan) voteAt(f stage.Frame) vote {
	room, box, drag := f.Choices["ballot.room"], f.Choices["ballot.box"], f.Choices["ballot.drag"]
	v := vote{room: roomOf(room.Value), turn: 1, box: box.Value, back: 1, from: p.hand, glide: 1}
	v.was, v.before = v.room, v.box
	leaves := ready
	if since, ok := room.Since(f.Time); ok {
		if v.was = roomOf(room.Before); v.was != v.room {
			v.turn = changeRoom.InOut(since)
			v.back = comeBack.At(since)
			leaves = room.Begins(leaves, changeRoom.End())
		}
	}
	if since, ok := box.Since(f.Time); ok && box.At >= room.At {
		v.before = box.Before
		wait := float32(0)
		if let, ok := carriedTo(drag.Before); ok && drag.Value == "" && box.At >= drag.At && box.At-drag.At < 0.2 {
			v.from, v.before = let, ""
		} else if box.Before != "" {
			wait = comeBack.End()
			v.back = comeBack.At(since)
		}
		leaves = box.Begins(leaves, wait)
	}
	v.cast = f.Time - leaves
	if at, ok := carriedTo(drag.Value); ok {
		v.from, v.carried = at, true
	} else if since, made := drag.Since(f.Time); made && box.At < drag.At {
		if let, ok := carriedTo(drag.Before); ok {
			v.from, v.glide = let, glideHome.Out(since)
		}
	}
	return v
}

// carriedTo reads where a carried ballot is, "x y" in units.
func carriedTo(value string) (stage.Point, bool) {
	x, y, ok := strings.Cut(value, " ")
	if !ok {
		return stage.Point{}, false
	}
	px, errX := strconv.ParseFloat(x, 32)
	py, errY := strconv.ParseFloat(y, 32)
	return stage.Point{X: float32(px), Y: float32(py)}, errX == nil && errY == nil
}

// detours reports whether a vote cast in a room is marked at the pencil on its way.
func detours(r room, box string) bool { return r != roomTwo && box == "against" }

// run is how the present choice's casting goes: seconds since the flight to the box began.
func (v vote) run() float32 {
	if detours(v.room, v.box) {
		return v.cast - castStrike.End()
	}
	return v.cast
}

// noted is how much of the notebook's entry is written.
func (v vote) noted() float32 {
	if v.box == "" || v.carried {
		return 0
	}
	if detours(v.room, v.box) { // what gives it away is the pencil
		return castNote.Out(v.run() + castNote.From)
	}
	return castNote.Out(v.cast)
}

// paper is the ballot at an instant.
type paper struct {
	at     stage.Point
	angle  float32
	struck float32      // how much of it is struck out, 0 to 1
	seen   float32      // how far the watcher's eyes rest on the desk where it was struck out, 0 to 1
	marked bool         // the pencil is at it
	slot   *stage.Point // the slot that it is going through or comes from
}

// home is where a ballot lies when it has been cast in a room; in the hand for no choice.
func (p *plan) home(r room, box string) paper {
	if box == "" {
		return paper{at: p.hand, angle: stage.Degrees(-9)}
	}
	slot := p.room.target(r, box == "against").Slot()
	w := paper{at: slot.Add(0, -4.5*p.size), angle: stage.Degrees(7), slot: &slot}
	if detours(r, box) {
		w.struck, w.seen = 1, 1
	}
	return w
}

// ballotAt is where the ballot is.
func (p *plan) ballotAt(v vote) paper {
	held := p.home(v.room, "")
	switch {
	case v.carried:
		held.at, held.angle = v.from, 0
		return held
	case v.back < 1:
		old := p.home(v.was, v.before)
		if old.slot == nil {
			return held
		}
		s := stage.EaseInOut(v.back)
		old.at, old.angle = p.arc(old.at, p.hand).At(s), stage.Mix(old.angle, held.angle, s)
		old.struck *= 1 - s
		old.seen *= 1 - s
		if s > 0.12 {
			old.slot = nil
		}
		return old
	case v.box == "" || v.cast <= 0:
		held.at = stage.Lerp(v.from, held.at, v.glide)
		if v.box != "" {
			held.at = v.from
		}
		return held
	}
	w := p.home(v.room, v.box)
	if v.glide < 1 {
		w.at = stage.Lerp(v.from, w.at, v.glide)
		return w
	}
	above := w.at.Add(0, -9*p.size)
	start := v.from
	if detours(v.room, v.box) {
		desk := p.room.sheet(p.size)
		if t := v.cast; t < castStrike.End() {
			s := castDetour.InOut(t)
			return paper{at: p.arc(v.from, desk).At(s), angle: held.angle * (1 - s), struck: castStrike.At(t), seen: castStrike.Out(t), marked: t > castStrike.From}
		}
		start, held.angle = desk, 0
	}
	s := castFlight.InOut(v.run())
	w.angle = stage.Mix(held.angle, w.angle, s) + stage.Degrees(14)*float32(math.Sin(math.Pi*float64(s)))
	down := stage.EaseIn(castDrop.At(v.run()))
	w.at = stage.Lerp(p.arc(start, above).At(s), w.at, down)
	if s < 0.97 {
		w.slot = nil
	}
	return w
}

// arc is a flight from one place to another, over the lids and down.
func (p *plan) arc(a, b stage.Point) stage.Curve {
	dx := b.X - a.X
	lift := min(0.55*float32(math.Abs(float64(dx))), p.lift())
	top := min(a.Y, b.Y) - lift
	return stage.Curve{a, {X: a.X + dx*0.12, Y: top}, {X: a.X + dx*0.96, Y: top}, b}
}

// lift keeps the highest flight inside the stage.
func (p *plan) lift() float32 { return (p.hand.Y - 24) * 0.9 }
