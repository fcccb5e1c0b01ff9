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
		{roomBefore, "", blankEntry}, {roomBefore, "for", ringEntry}, {roomBefore, "against", crossEntry},
		{roomTwo, "", blankEntry}, {roomTwo, "for", ringEntry}, {roomTwo, "against", crossEntry},
		{roomSecret, "", blankEntry}, {roomSecret, "for", doubtEntry}, {roomSecret, "against", doubtEntry},
	} {
		if got := entryOf(test.room, test.box); got != test.want {
			t.Errorf("room %d, box %q: entry %d, want %d", test.room, test.box, got, test.want)
		}
	}
}

// What stands in the notebook at rest: it alone is drawn tilted by four degrees while no stamp has fallen.
func TestNotebook(t *testing.T) {
	for _, test := range []struct {
		room, box          string
		ring, cross, doubt int
	}{
		{"", "", 0, 0, 0}, {"two", "for", 1, 0, 0}, {"two", "against", 0, 1, 0},
		{"before", "", 0, 0, 0}, {"before", "for", 1, 0, 0}, {"before", "against", 0, 1, 0},
		{"secret", "", 0, 0, 0}, {"secret", "for", 0, 0, 1}, {"secret", "against", 0, 0, 1},
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
				case it.Kind == stage.LabelItem && it.Key.Words == "ballot.unknown":
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
	"nothing chosen":      nil,
	"chosen before":       {box: {Value: "against"}, roomChoice: {Value: "before"}},
	"chosen at once":      {box: {Value: "against", At: 0.1}},
	"box":                 {box: {Value: "for", At: 9}, kept(roomTwo, "for"): {Value: "yes", At: 9}},
	"other box":           {box: {Value: "against", Before: "for", At: 9}},
	"struck, then not":    {roomChoice: {Value: "before"}, box: {Value: "for", Before: "against", At: 9}},
	"not, then struck":    {roomChoice: {Value: "before"}, box: {Value: "against", Before: "for", At: 9}},
	"box cleared":         {box: {Before: "for", At: 9}},
	"room, then box":      {roomChoice: {Value: "before", At: 5}, box: {Value: "against", At: 9}},
	"box, then room":      {roomChoice: {Value: "before", Before: "two", At: 9}, box: {Before: "against", At: 9}},
	"to the screen":       {roomChoice: {Value: "secret", Before: "before", At: 9}, box: {Before: "against", At: 9}},
	"carried":             {drag: {Value: "300 100", At: 9}},
	"let go":              {drag: {Before: "300 100", At: 9}},
	"let go, had chosen":  {drag: {Before: "300 100", At: 9}, box: {Value: "for"}},
	"dropped into a box":  {drag: {Before: "300 100", At: 9}, box: {Value: "for", Before: "against", At: 9}},
	"dropped at the desk": {roomChoice: {Value: "before"}, drag: {Before: "200 200", At: 9}, box: {Value: "against", At: 9}},
	"told":                {told: {Value: "yes", At: 9}},
	"told by the screen":  {roomChoice: {Value: "secret", At: 5}, told: {Value: "yes", At: 9}},
	"told, then room":     {told: {Value: "yes", At: 9}, roomChoice: {Value: "before", Before: "two", At: 20}},
	"told, then box":      {told: {Value: "yes", At: 9}, box: {Value: "for", At: 20}},
	"account opened":      {account: {Value: "rfa", At: 9}},
	"account for another": {account: {Value: "rfa", Before: "broadcast", At: 9}},
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
				return p.poseAt(p.voteAt(stage.Frame{Time: s, Shape: shape, Choices: choices})).sheet
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

// The voter's feet follow the sheet, and never leave the way between the start and the last box.
func TestFeetFollow(t *testing.T) {
	for _, shape := range stage.Shapes {
		p := &plans[shape]
		width, _ := shape.Size()
		last := p.voter.X
		for x := float32(0); x <= width; x += width / 20 {
			got := p.held(stage.Point{X: x, Y: p.hand.Y}).x
			if got < last || got > p.rest(roomTwo, "against").x {
				t.Errorf("%v: a sheet at %v: feet at %v after %v", shape, x, got, last)
			}
			last = got
		}
		if last != p.rest(roomTwo, "against").x {
			t.Errorf("%v: the feet end at %v", shape, last)
		}
	}
}

// How far the six stamps have come: those that the reader tried and, once the outcome was told, all.
func TestStamps(t *testing.T) {
	full := func(t float32, choices stage.Choices) (out [3][2]bool) {
		f := stage.Frame{Time: t, Choices: choices}
		v := plans[f.Shape].voteAt(f)
		for r := roomBefore; r <= roomSecret; r++ {
			for i := range votes {
				out[r][i] = stamped(f, v, r, i) == 1
			}
		}
		return out
	}
	all := [3][2]bool{{true, true}, {true, true}, {true, true}}
	tried := stage.Choices{box: {Value: "for", At: 9}, kept(roomTwo, "for"): {Value: "yes", At: 9}, kept(roomBefore, "against"): {Value: "yes"}}
	toldAll := stage.Choices{told: {Value: "yes", At: 9}}
	for _, test := range []struct {
		name    string
		t       float32
		choices stage.Choices
		want    [3][2]bool
	}{
		{"nothing tried", 99, nil, [3][2]bool{}},
		{"on its way", 9.5, tried, [3][2]bool{{false, true}}},
		{"tried", 9 + castLength(false), tried, [3][2]bool{{false, true}, {true, false}}},
		{"told", 9 + Scene.Tell, toldAll, all},
		{"told before", 0, stage.Choices{told: {Value: "yes"}}, all},
		{"telling", 9 + castLength(false) + fall.For + 0.01, toldAll, [3][2]bool{{true, false}, {false, true}}},
		{"the screen is last", 9 + castLength(false) + 4*stampEvery, toldAll, [3][2]bool{{true, true}, {true, true}}},
	} {
		if got := full(test.t, test.choices); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
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
			got := p.poseAt(p.voteAt(stage.Frame{Time: 30, Shape: shape, Choices: choices}))
			if place := p.room.places[test.place]; got.sheet.X < place.X || got.sheet.X > place.Right() || got.slot == nil {
				t.Errorf("%v, %s, %s: ballot at %v", shape, test.room, test.box, got.sheet)
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
		for i, a := range Scene.Controls() {
			r := a.Area[shape]
			if r.X < 0 || r.Y < 0 || r.Right() > w || r.Bottom() > h || r.W < 44 || r.H < 44 {
				t.Errorf("%v: %s %s at %v", shape, a.Name, a.Value, r)
			}
			for _, b := range Scene.Controls()[:i] {
				o := b.Area[shape]
				if r.X < o.Right() && o.X < r.Right() && r.Y < o.Bottom() && o.Y < r.Bottom() {
					t.Errorf("%v: %s %s over %s %s", shape, a.Name, a.Value, b.Name, b.Value)
				}
			}
		}
	}
}

// The slips keep off the line that follows the picture, whose letters begin right at its edge in some languages.
func TestSlipsKeepOffTheEdge(t *testing.T) {
	for shape, p := range plans {
		if _, high := stage.Shape(shape).Size(); stage.Shape(shape) != stage.Pinned && p.slips[0].Bottom() > high-3 {
			t.Errorf("%v: the slips end %v units above the edge", stage.Shape(shape), high-p.slips[0].Bottom())
		}
	}
}
