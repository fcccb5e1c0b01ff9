package stage

// Object is something that several scenes show. It travels from its place in one to that in the next.
type Object uint8

const (
	YourSheet  Object = iota // the reader's own ballot
	ForBox                   // the green box
	AgainstBox               // the red one
	Countries                // the map of the countries that could report one number
	objects    = iota
)

// The parts of a change from one scene to another, as shares of it. What has no counterpart leaves before
// anything else comes, so that no two texts lie over each other.
var (
	leaving  = Phase{0, 0.25}
	arriving = Phase{0.25, 0.5}
	turning  = Phase{0.5, 0.15} // the object as the first picture has it goes: the second's is there
)

// travel is what a canvas does with objects while one picture changes into another.
type travel struct {
	places [objects]Rect // of the objects drawn since the last picture began; without width: none
	shared [objects]bool // these are not part of the picture but travel
	only   bool          // nothing but the shared objects is drawn
	at     [objects]Rect // where they are meanwhile
	muted  bool          // nothing is drawn
}

// Object draws something that lies within r and that other scenes may show as well. Of several that a
// picture has, the first one travels.
func (c *Canvas) Object(o Object, r Rect, draw func()) {
	t := &c.travel
	if t.places[o].W > 0 {
		draw()
		return
	}
	place := c.at.rect(r)
	t.places[o] = place
	switch {
	case !t.shared[o]:
		draw()
	case t.only:
		c.push()
		c.at = c.at.moved(place.Center(), t.at[o].Center(), t.at[o].W/place.W)
		c.clip, t.muted = nil, false
		draw()
		t.muted = true
		c.pop()
	}
}

// Change draws what is seen at share t, from 0 to 1, of the way from one scene's picture to another's:
// objects that both have travel, everything else of the first leaves and of the second arrives. Still: in
// their places, nothing moves.
func (c *Canvas) Change(from, to func(), t float32, still bool) {
	places := func(draw func()) [objects]Rect {
		c.travel = travel{muted: true}
		draw()
		return c.travel.places
	}
	var shared [objects]bool
	var at [objects]Rect
	some := false
	if !still {
		a, b := places(from), places(to)
		for o := range shared {
			if shared[o] = a[o].W > 0 && b[o].W > 0; shared[o] {
				at[o], some = between(a[o], b[o], EaseInOut(t)), true
			}
		}
	}
	draw := func(picture func(), alpha float32, only bool) {
		c.travel = travel{shared: shared, only: only, at: at, muted: only}
		c.Faded(alpha, picture)
		c.travel = travel{}
	}
	if t < leaving.End() {
		draw(from, 1-leaving.At(t), false)
	} else {
		draw(to, arriving.InOut(t), false)
	}
	if some { // one becomes the other on the way, never see-through
		draw(from, 1-turning.At(t), true)
		draw(to, min(1, 2*t), true)
	}
}
