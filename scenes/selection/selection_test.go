package selection

import (
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/scenes/internal/scenetest"
)

// frame is a frame with the choices made, one after another at the given times.
func frame(time float32, choices stage.Choices) stage.Frame {
	return stage.Frame{Time: time, Choices: choices}
}

func drawn(f stage.Frame) []stage.Item {
	c := stage.NewCanvas(f.Shape, scenetest.Text{Em: 4}, false)
	draw(c, f)
	return c.Items
}

// words are the labels seen in a picture.
func words(items []stage.Item) map[string]bool {
	seen := map[string]bool{}
	for _, it := range items {
		if it.Kind == stage.LabelItem && it.Fill.Alpha > 0.5 {
			seen[it.Key.Words] = true
		}
	}
	return seen
}

// Nothing of the outcome is shown until the reader supports one or it is told; then the ballot has a name.
func TestOutcome(t *testing.T) {
	const late = 20
	for _, test := range []struct {
		name      string
		frame     stage.Frame
		named     bool
		supported bool
	}{
		{"start", frame(0, nil), false, false},
		{"rest", frame(late, nil), false, false},
		{"told", frame(late, stage.Choices{told: {Value: "yes", At: 3}}), true, false},
		{"told before entering", frame(0, stage.Choices{told: {Value: "yes"}}), true, false},
		{"a at the start", frame(late, stage.Choices{pick: {Value: "a", At: 0.2}}), true, true},
		{"b", frame(late, stage.Choices{pick: {Value: "b", At: 3}}), true, true},
		{"b before entering", frame(0, stage.Choices{pick: {Value: "b"}}), true, true},
		{"a for b", frame(late, stage.Choices{pick: {Value: "a", Before: "b", At: 9}}), true, true},
		{"b after it was told", frame(late, stage.Choices{told: {Value: "yes", At: 3}, pick: {Value: "b", At: 9}}), true, true},
		{"just supported", frame(3.1, stage.Choices{pick: {Value: "a", At: 3}}), false, false},
	} {
		seen := words(drawn(test.frame))
		if seen["selection.name"] != test.named || seen["selection.same"] != test.named {
			t.Errorf("%s: named is %v, said is %v", test.name, seen["selection.name"], seen["selection.same"])
		}
		if seen["selection.supported"] != test.supported || seen["selection.untold"] != test.supported {
			t.Errorf("%s: the support shows as %v, %v", test.name, seen["selection.supported"], seen["selection.untold"])
		}
	}
}

// The one whom the reader supported stays gold on its card, the other pale; both do when it is only told.
func TestSupportedStaysGold(t *testing.T) {
	for shape := range plans {
		p := &plans[shape]
		for value, want := range map[string][2]bool{"a": {true, false}, "b": {false, true}, "": {}} {
			choices := stage.Choices{told: {Value: "yes"}}
			if value != "" {
				choices = stage.Choices{pick: {Value: value}}
			}
			var gold [2]bool
			for _, it := range drawn(stage.Frame{Shape: stage.Shape(shape), Time: 20, Choices: choices}) {
				for i := range picks {
					gold[i] = gold[i] || it.Fill == stage.Gold.Solid() && it.Kind == stage.BoxItem && p.cards[i].Contains(it.Center)
				}
			}
			if gold != want {
				t.Errorf("%v, supported %q: gold are %v", stage.Shape(shape), value, gold)
			}
		}
	}
}

// What comes out does not depend on whom the reader supported: beyond the curtain's edge the pictures are
// the same at every moment.
func TestSupportDoesNotDecide(t *testing.T) {
	for shape := range plans {
		p := &plans[shape]
		beyond := func(value string, time float32) (items []stage.Item) {
			for _, it := range drawn(stage.Frame{Shape: stage.Shape(shape), Time: time, Choices: stage.Choices{pick: {Value: value, At: 2}}}) {
				at := it.Center
				if len(it.Points) > 0 {
					at = it.Points[0]
				}
				if p.down && at.Y >= p.cloth.Bottom() || !p.down && at.X >= p.cloth.Right() {
					it.Points = append([]stage.Point(nil), it.Points...)
					items = append(items, it)
				}
			}
			return items
		}
		for time := float32(2); time < 6; time += 0.1 {
			a, b := beyond("a", time), beyond("b", time)
			if len(a) == 0 || len(a) != len(b) {
				t.Fatalf("%v at %v: %d items and %d", stage.Shape(shape), time, len(a), len(b))
			}
			for i := range a {
				if a[i].Center != b[i].Center || a[i].Fill != b[i].Fill || a[i].Key != b[i].Key {
					t.Fatalf("%v at %v: %+v, not %+v", stage.Shape(shape), time, b[i], a[i])
				}
			}
		}
	}
}

// Both nominees are hidden by the curtain once they have gone in, and fit their cards before.
func TestBehindTheCurtain(t *testing.T) {
	for shape := range plans {
		p := &plans[shape]
		for i := range picks {
			at, half := p.behind(i), stage.Point{X: 0.28 * p.token, Y: p.token / 2}
			for _, corner := range []stage.Point{at.Add(-half.X, -half.Y), at.Add(half.X, half.Y)} {
				if !p.cloth.Contains(corner) {
					t.Errorf("%v: %s stands out of the curtain at %v", stage.Shape(shape), picks[i], corner)
				}
			}
			at = p.stand(i)
			for _, corner := range []stage.Point{at.Add(-half.X, -half.Y), at.Add(half.X, half.Y)} {
				if !p.cards[i].Contains(corner) {
					t.Errorf("%v: %s stands out of the card at %v", stage.Shape(shape), picks[i], corner)
				}
			}
		}
	}
}

// A dragged nominee is drawn above the finger; what is no place is not drawn.
func TestCarried(t *testing.T) {
	for value, want := range map[string]int{"a 120 80": 0, "b 1 2.5": 1, "c 1 2": -1, "a 1": -1, "a x y": -1, "": -1} {
		nominee, at, ok := carriedAt(frame(1, stage.Choices{carried: {Value: value}}))
		if ok != (want >= 0) || ok && nominee != want {
			t.Errorf("%q: %d at %v, %v", value, nominee, at, ok)
		}
	}
	if name := Scene.Controls()[0].Carried(); name != carried {
		t.Errorf("the page carries %s", name)
	}
}
