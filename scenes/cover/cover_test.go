package cover

import (
	"math"
	"strings"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/scenes/internal/scenetest"
)

// The ballots fall faster and faster, and all of them within the time that the page is given.
func TestFallen(t *testing.T) {
	for _, c := range []struct{ seconds, from, to float64 }{{0, 0, 0}, {1, 4, 6}, {6, 240, 280}, {8.3, 1050, 1150}, {12, whole, whole}} {
		if n := fallen(float32(c.seconds)); n < c.from || n > c.to {
			t.Errorf("after %v s %v have fallen", c.seconds, n)
		}
	}
	for _, n := range []float64{1, 60, 1111, whole} {
		if got := fallen(heldFor(n)); math.Abs(got-n) > 0.01*n {
			t.Errorf("%v have fallen when %v should have", got, n)
		}
	}
}

// As many ballots go into the red box as were reported, one in each equal part of all, wherever in it.
func TestStrays(t *testing.T) {
	places := strays(scenetest.Facts)
	if want := int(scenetest.Facts.Value("per10k.province.against")); len(places) != want || strayed(places, whole) != want {
		t.Fatalf("%d ballots go into the red box, reported were %d", len(places), want)
	}
	part := whole / float64(len(places))
	for i, place := range places {
		if place <= part*float64(i) || place > part*float64(i+1) {
			t.Errorf("stray ballot %d lies at %v, outside of its part of %v", i, place, part)
		}
	}
	if strayed(places, places[0]-1) != 0 || strayed(places, places[0]) != 1 {
		t.Error("the first does not go when its turn comes")
	}
}

// items are what the scene draws.
func items(shape stage.Shape, time float32, choices stage.Choices) []stage.Item {
	c := stage.NewCanvas(shape, scenetest.Text{Em: 5}, false)
	Scene.Draw(c, stage.Frame{Time: time, Shape: shape, Facts: scenetest.Facts, Choices: choices})
	return c.Items
}

// In the end the pile fills as much of its box as its share of the ballots says.
func TestPile(t *testing.T) {
	for _, shape := range stage.Shapes {
		in := plans[shape].boxes[0].Inside()
		across, row := rows(in)
		if high := row * 9991 / float32(across); high < 0.9990*in.H || high > 0.9992*in.H {
			t.Errorf("%v: the pile is %v of %v high", shape, high, in.H)
		}
		if wide := in.W / float32(across); wide < 0.97*row || wide > 1.03*row {
			t.Errorf("%v: a ballot is %v wide and %v high", shape, wide, row)
		}
	}
}

// However long the stack is held, nothing that was reported shows before the outcome is told.
func TestAsksFirst(t *testing.T) {
	reveals := func(all []stage.Item) bool {
		for _, it := range all {
			if it.Kind == stage.FigureItem && it.Weight == stage.Strong || it.Key.Words == "cover.of" || it.Key.Words == "cover.reported" {
				return true
			}
		}
		return false
	}
	for _, shape := range stage.Shapes {
		held := stage.Choices{vote: {Value: "against", At: 1}, guess: {Value: "300", At: 2}, pour: {Value: "0+", At: 3}}
		for time := float32(0); time < 16; time += 0.25 {
			if reveals(items(shape, time, held)) {
				t.Fatalf("%v: the outcome shows at %v s", shape, time)
			}
		}
		held[told] = stage.Choice{Value: "yes", At: 16}
		if !reveals(items(shape, Scene.Rest(held, nil), held)) {
			t.Errorf("%v: the outcome never shows", shape)
		}
	}
}

// What was let go stands; the rest of the time nothing moves.
func TestLetGo(t *testing.T) {
	running := stage.Choices{pour: {Value: "2+", At: 3}}
	if rest := Scene.Rest(running, nil); rest < 3+heldFor(whole)-2 {
		t.Errorf("it rests at %v s while it runs", rest)
	}
	let := stage.Choices{pour: {Value: "4.5", Before: "2+", At: 5.5}}
	rest := Scene.Rest(let, nil)
	if rest > 8 {
		t.Errorf("let go at 5.5 s, it rests only at %v s", rest)
	}
	p := &plans[stage.Narrow]
	s := p.stateAt(stage.Frame{Time: rest, Facts: scenetest.Facts, Choices: let})
	if s.left != fallen(4.5) || s.landed != s.left {
		t.Errorf("%v have left the stack and %v lie in the boxes, want %v", s.left, s.landed, fallen(4.5))
	}
}

// The reader's own sheet is in a box but not in the count, and a sheet that was not cast stays out of both.
func TestOwnSheetIsNotCounted(t *testing.T) {
	p := &plans[stage.Narrow]
	for _, value := range []string{"", "for", "against"} {
		s := p.stateAt(stage.Frame{Time: 20, Facts: scenetest.Facts, Choices: stage.Choices{vote: {Value: value}, told: {Value: "yes"}}})
		if s.left != whole || s.landed != whole || s.shown < tagged.End() {
			t.Errorf("vote %q: %+v", value, s)
		}
		if (value == "") != (s.box < 0) {
			t.Errorf("vote %q lies in box %d", value, s.box)
		}
	}
}

// While it is carried, the sheet lies above the finger, where it can be seen.
func TestCarriedSheetIsSeen(t *testing.T) {
	for shape, p := range plans {
		s := p.stateAt(stage.Frame{Time: 2, Facts: scenetest.Facts, Choices: stage.Choices{carry: {Value: "120 90", At: 1.5}}})
		if !s.carrying || p.held(s.pointer).Y > 90-0.5*p.ring {
			t.Errorf("%v: %+v", stage.Shape(shape), s)
		}
	}
}

// The guess stands off the scale until there is one.
func TestGuess(t *testing.T) {
	for value, want := range map[string]string{"": "cover.ask", "300": "cover.guess", "0": "cover.guess", "x": "cover.ask"} {
		found := false
		for _, it := range items(stage.Regular, 3, stage.Choices{guess: {Value: value}}) {
			found = found || strings.HasPrefix(it.Key.Words, want)
		}
		if !found {
			t.Errorf("guess %q does not draw %s", value, want)
		}
	}
}
