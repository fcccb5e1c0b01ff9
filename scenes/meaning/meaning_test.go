package meaning

import (
	"reflect"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/scenes/internal/scenetest"
)

var rests = map[string][tiles]bool{
	"state":    {votes: true, turnout: true, law: true},
	"ministry": {votes: true, earlier: true, boxes: true},
	"kinu":     {turnout: true, law: true},
	"article":  {votes: true, law: true},
}

// moments are what a reader can do and see.
func moments() []stage.Choices {
	toldAt := func(at float32) stage.Choice { return stage.Choice{Value: "yes", At: at} }
	return []stage.Choices{
		nil, {told: toldAt(0)}, {told: toldAt(3)},
		{reading: {Value: "state"}}, {reading: {Value: "article", At: 0.4}}, {reading: {Value: "kinu", Before: "ministry", At: 6}},
		{told: toldAt(2), reading: {Value: "state", At: 5}}, {told: toldAt(2), reading: {Value: "kinu", At: 20}},
		{told: toldAt(0), reading: {Value: "ministry", At: 1}}, {reading: {Value: "unheard of", At: 1}},
	}
}

// Each reading lights what it rests on and nothing else, whatever came before it; the line of possible
// countries only if it rests on the votes against.
func TestReadingsLight(t *testing.T) {
	for id, want := range rests {
		for _, choices := range []stage.Choices{
			{reading: {Value: id}}, {reading: {Value: id, At: 9}}, {reading: {Value: id, Before: "kinu", At: 9}},
			{reading: {Value: id, Before: "state", At: 9}}, {told: {Value: "yes"}, reading: {Value: id, At: 9}}, {told: {Value: "yes", At: 2}, reading: {Value: id, At: 4}},
		} {
			l := lightAt(stage.Frame{Time: Scene.Rest(choices, nil), Choices: choices})
			for tile := range tiles {
				if got := l.lit(tile); got != stage.OneIf(want[tile]) {
					t.Errorf("%q, %v: tile %d lit %v", id, choices, tile, got)
				}
				if got := l.framed(tile); got != stage.OneIf(want[tile]) {
					t.Errorf("%q, %v: tile %d framed %v", id, choices, tile, got)
				}
			}
			lit, dark := l.line()
			if lit != stage.OneIf(want[votes]) || dark != stage.OneIf(!want[votes]) {
				t.Errorf("%q, %v: the line is lit %v, dark %v", id, choices, lit, dark)
			}
		}
	}
}

// Until a reading is chosen nothing is lit; the outcome shows the four in turn, then all that they rest on.
func TestTour(t *testing.T) {
	lit := func(time float32, choices stage.Choices) (n int, now int) {
		l := lightAt(stage.Frame{Time: time, Choices: choices})
		for tile := range tiles {
			n += int(l.lit(tile))
		}
		return n, l.now
	}
	if n, now := lit(60, nil); n != 0 || now != nothing {
		t.Errorf("nothing chosen: %d lit, %d shown", n, now)
	}
	shown := stage.Choices{told: {Value: "yes", At: 10}}
	if n, now := lit(10.1, shown); n != 0 || now != nothing {
		t.Errorf("at once: %d lit, %d shown", n, now)
	}
	for i, c := range claims {
		want := 0
		for _, is := range rests[c.id] {
			want += int(stage.OneIf(is))
		}
		if n, now := lit(10+tour.From+1.6*float32(i)+1.5, shown); n != want || now != i {
			t.Errorf("turn %d: %d lit, %d shown", i, n, now)
		}
	}
	for _, choices := range []stage.Choices{shown, {told: {Value: "yes"}}} {
		if n, now := lit(Scene.Rest(choices, nil), choices); n != int(tiles) || now != all {
			t.Errorf("%v at rest: %d lit, %d shown", choices, n, now)
		}
	}
}

// Light never jumps, whatever happens when.
func TestLightIsSmooth(t *testing.T) {
	const step = 1.0 / 60
	for _, choices := range moments() {
		at := func(s float32) (all []float32) {
			l := lightAt(stage.Frame{Time: s, Choices: choices})
			for tile := range tiles {
				all = append(all, l.lit(tile))
			}
			for i := range claims {
				all = append(all, l.chosen(i))
			}
			lit, dark := l.line()
			return append(all, lit, dark)
		}
		for s := float32(0); s < Scene.Rest(choices, nil); s += step {
			a, b := at(s), at(s+step)
			for i := range a {
				if d := a[i] - b[i]; d > 0.25 || d < -0.25 {
					t.Errorf("%v: %d goes from %.2f to %.2f at %.2f s", choices, i, a[i], b[i], s)
				}
			}
		}
	}
}

func TestComesToRest(t *testing.T) {
	for _, choices := range moments() {
		for _, shape := range stage.Shapes {
			shot := func(s float32) []stage.Item {
				c := stage.NewCanvas(shape, scenetest.Text{Em: 2}, false)
				Scene.Draw(c, stage.Frame{Time: s, Shape: shape, Facts: scenetest.Facts, Choices: choices})
				return c.Items
			}
			rest := Scene.Rest(choices, nil)
			if !reflect.DeepEqual(shot(rest), shot(rest+5)) {
				t.Errorf("%v, %v: still moves after %.2f s", shape, choices, rest)
			}
		}
	}
}

// The inside of the map is never lit: at rest nothing is drawn over its ground but the line, the points on
// it and words.
func TestSquareStaysDark(t *testing.T) {
	for _, choices := range moments() {
		for _, shape := range stage.Shapes {
			p := &plans[shape]
			c := stage.NewCanvas(shape, scenetest.Text{Em: 2}, false)
			Scene.Draw(c, stage.Frame{Time: Scene.Rest(choices, nil), Shape: shape, Facts: scenetest.Facts, Choices: choices})
			for _, it := range c.Items {
				large := it.Kind == stage.BoxItem && it.Half.X > p.pin && it.Half.Y > p.pin && p.square.Contains(it.Center)
				if large && it.Fill.Visible() && it.Fill.Role != stage.PanelHole && it.Fill.Role != stage.Panel {
					t.Errorf("%v, %v: %+v", shape, choices, it)
				}
			}
		}
	}
}

// The slips do not lie over each other or over the panel, and what can be pressed is large enough for a finger.
func TestSlips(t *testing.T) {
	for shape, p := range plans {
		for i, a := range p.slips {
			if stage.Shape(shape) != stage.Pinned && a.H < 44 {
				t.Errorf("%v: slip %d is %v high", stage.Shape(shape), i, a.H)
			}
			for _, b := range p.slips[:i] {
				if a.X < b.Right() && b.X < a.Right() && a.Y < b.Bottom() && b.Y < a.Bottom() {
					t.Errorf("%v: slip %d lies on another", stage.Shape(shape), i)
				}
			}
		}
	}
}
