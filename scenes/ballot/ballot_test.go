package ballot

import (
	"reflect"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/scenes/internal/scenetest"
)

// items draws the scene and returns its items; every label is two ems wide.
func items(shape stage.Shape, t float32, choices stage.Choices) []stage.Item {
	c := stage.NewCanvas(shape, scenetest.Text{Em: 2}, false)
	draw(c, stage.Frame{Time: t, Shape: shape, Choices: choices})
	return c.Items
}

func TestWhatCanBeInferred(t *testing.T) {
	for _, test := range []struct {
		room room
		box  string
		want entry
	}{
		{roomBefore, "", eitherEntry}, {roomBefore, "for", ringEntry}, {roomBefore, "against", crossEntry},
		{roomTwo, "", eitherEntry}, {roomTwo, "for", ringEntry}, {roomTwo, "against", crossEntry},
		{roomSecret, "", doubtEntry}, {roomSecret, "for", doubtEntry}, {roomSecret, "against", doubtEntry},
	} {
		if got := entryOf(test.room, test.box); got != test.want {
			t.Errorf("room %d, box %q: entry %d, want %d", test.room, test.box, got, test.want)
		}
	}
}

// What stands in the notebook, the one thing drawn tilted by four degrees, at rest.
func TestNotebook(t *testing.T) {
	for _, test := range []struct {
		room, box          string
		ring, cross, doubt int
	}{
		{"", "", 1, 1, 0}, {"two", "for", 1, 0, 0}, {"two", "against", 0, 1, 0},
		{"before", "", 1, 1, 0}, {"before", "for", 1, 0, 0}, {"before", "against", 0, 1, 0},
		{"secret", "", 0, 0, 1}, {"secret", "for", 0, 0, 1}, {"secret", "against", 0, 0, 1},
	} {
		choices := stage.Choices{"ballot.room": {Value: test.room}, "ballot.box": {Value: test.box}}
		for _, shape := range stage.Shapes {
			var ring, cross, doubt int
			for _, it := range items(shape, Scene.Rest(choices, nil), choices) {
				switch {
				case it.Angle != stage.Degrees(4):
				case it.Kind == stage.NamedItem && it.Named == stage.Ring:
					ring++
				case it.Kind == stage.NamedItem && it.Named == stage.Cross:
					cross++
				case it.Kind == stage.LabelItem:
					doubt++
				}
			}
			if ring != test.ring || cross != test.cross || doubt != test.doubt {
				t.Errorf("%v, room %q, box %q: %d rings, %d crosses, %d question marks", shape, test.room, test.box, ring, cross, doubt)
			}
		}
	}
}

var cases = map[string]stage.Choices{
	"nothing chosen":     nil,
	"chosen before":      {"ballot.box": {Value: "against"}, "ballot.room": {Value: "before"}},
	"chosen at once":     {"ballot.box": {Value: "against", At: 0.1}},
	"box":                {"ballot.box": {Value: "for", At: 9}},
	"other box":          {"ballot.box": {Value: "against", Before: "for", At: 9}},
	"box cleared":        {"ballot.box": {Before: "for", At: 9}},
	"room, then box":     {"ballot.room": {Value: "before", At: 9}, "ballot.box": {Value: "against", At: 9.1}},
	"box, then room":     {"ballot.room": {Value: "before", Before: "two", At: 9}, "ballot.box": {Value: "against", At: 5}},
	"to the screen":      {"ballot.room": {Value: "secret", Before: "before", At: 9}, "ballot.box": {Value: "against"}},
	"carried":            {"ballot.drag": {Value: "300 100", At: 9}},
	"let go":             {"ballot.drag": {Before: "300 100", At: 9}},
	"let go, had chosen": {"ballot.drag": {Before: "300 100", At: 9}, "ballot.box": {Value: "for"}},
	"dropped into a box": {"ballot.drag": {Before: "300 100", At: 9}, "ballot.box": {Value: "for", Before: "against", At: 9}},
}

func TestComesToRest(t *testing.T) {
	for name, choices := range cases {
		for _, shape := range stage.Shapes {
			rest := Scene.Rest(choices, nil)
			if !reflect.DeepEqual(items(shape, rest, choices), items(shape, rest+30, choices)) {
				t.Errorf("%s, %v: still moving at %v s", name, shape, rest)
			}
		}
	}
}

// The ballot never jumps: between two frames it goes less than a tenth of the stage.
func TestMovesSmoothly(t *testing.T) {
	for name, choices := range cases {
		for _, shape := range stage.Shapes {
			p := &plans[shape]
			width, _ := shape.Size()
			begin := float32(0)
			for _, ch := range choices {
				begin = max(begin, ch.At)
			}
			at := func(s float32) stage.Point {
				return p.ballotAt(p.voteAt(stage.Frame{Time: s, Shape: shape, Choices: choices})).at
			}
			for s := begin; s < Scene.Rest(choices, nil); s += 1.0 / 60 {
				a, b := at(s), at(s+1.0/60)
				if dx, dy := b.X-a.X, b.Y-a.Y; dx*dx+dy*dy > width*width/100 {
					t.Errorf("%s, %v: from %v to %v at %.2f s", name, shape, a, b, s)
				}
			}
		}
	}
}

func TestGoesThroughItsSlot(t *testing.T) {
	for _, test := range []struct {
		room, box string
		place     int
	}{
		{"two", "for", 0}, {"two", "against", 1}, {"before", "for", 0}, {"before", "against", 0}, {"secret", "against", 0},
	} {
		choices := stage.Choices{"ballot.room": {Value: test.room}, "ballot.box": {Value: test.box, At: 20}}
		for _, shape := range stage.Shapes {
			p := &plans[shape]
			got := p.ballotAt(p.voteAt(stage.Frame{Time: 30, Shape: shape, Choices: choices}))
			if place := p.room.places[test.place]; got.at.X < place.X || got.at.X > place.Right() || got.slot == nil {
				t.Errorf("%v, %s, %s: ballot at %v", shape, test.room, test.box, got.at)
			}
		}
	}
}

func TestCarriedPoint(t *testing.T) {
	for value, want := range map[string]bool{"12 30.5": true, "-4 7": true, "": false, "12": false, "a b": false, "1 2 3": false} {
		if _, ok := carriedTo(value); ok != want {
			t.Errorf("%q: read %v, want %v", value, ok, want)
		}
	}
	if p, _ := carriedTo("12 30.5"); p != (stage.Point{X: 12, Y: 30.5}) {
		t.Errorf("read %v", p)
	}
}

// Places to press don't overlap, lie on the stage and are large enough for a finger at 280 px.
func TestAreas(t *testing.T) {
	for _, shape := range stage.Shapes {
		w, h := shape.Size()
		for i, a := range Scene.Controls {
			r := a.Area[shape]
			if r.X < 0 || r.Y < 0 || r.Right() > w || r.Bottom() > h || r.W < 44 || r.H < 44 {
				t.Errorf("%v: %s %s at %v", shape, a.Name, a.Value, r)
			}
			for _, b := range Scene.Controls[:i] {
				o := b.Area[shape]
				if r.X < o.Right() && o.X < r.Right() && r.Y < o.Bottom() && o.Y < r.Bottom() {
					t.Errorf("%v: %s %s over %s %s", shape, a.Name, a.Value, b.Name, b.Value)
				}
			}
		}
	}
}
