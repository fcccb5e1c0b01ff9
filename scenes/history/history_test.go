package history

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/scenes/internal/scenetest"
)

// True to scale, what 2023 lacks must be thinner than the line of 100%; in the glass it must be plain, as
// many times larger as the label says, and inside.
func TestGap(t *testing.T) {
	for shape, p := range plans {
		for _, reported := range []float64{99.92, 99.88} {
			gap := float64(p.at(reported) - p.top)
			if gap > 1 {
				t.Errorf("%v: true to scale %v leaves %v units", stage.Shape(shape), reported, gap)
			}
			enlarged := float64(p.enlarged(reported))
			if math.Abs(enlarged-500*gap) > 0.1 || enlarged < 40 {
				t.Errorf("%v: enlarged %v leaves %v units, true to scale %v", stage.Shape(shape), reported, enlarged, gap)
			}
			if end := float64(p.lens.line) + enlarged + 1.5*float64(stage.Small()[stage.Shape(shape).Class()]); end > float64(p.lens.high) {
				t.Errorf("%v: the end at %v lies %v units below the glass", stage.Shape(shape), reported, end-float64(p.lens.high))
			}
		}
	}
}

func frame(time float32, choices stage.Choices) stage.Frame {
	return stage.Frame{Time: time, Facts: scenetest.Facts, Choices: choices}
}

// The last bar stays empty until the outcome is shown, whatever the reader draws, and the loupe comes with
// the outcome; at rest it has closed.
func TestOutcomeWaits(t *testing.T) {
	const late = 30
	p := plans[stage.Narrow]
	drawn, told := stage.Choice{Value: "94", At: 3}, stage.Choice{Value: "yes", At: 5}
	for _, test := range []struct {
		name    string
		frame   stage.Frame
		filled  float32
		drawn   float64
		opening bool
	}{
		{"nothing done", frame(late, nil), 0, -1, false},
		{"drawn", frame(late, stage.Choices{"history.draw": drawn}), 0, 94, false},
		{"out of range", frame(late, stage.Choices{"history.draw": {Value: "500", At: 3}}), 0, -1, false},
		{"just let go", frame(5.3, stage.Choices{"history.draw": drawn, "history.told": told}), 0, 94, false},
		{"the loupe opens", frame(8, stage.Choices{"history.told": told}), 1, -1, true},
		{"at rest", frame(late, stage.Choices{"history.told": told}), 1, -1, false},
		{"entered with it", frame(late, stage.Choices{"history.told": {Value: "yes"}}), 1, -1, false},
		{"the loupe held before the outcome", frame(late, stage.Choices{"history.loupe": {Value: "100", At: 4}}), 0, -1, false},
		{"the loupe held", frame(late, stage.Choices{"history.told": told, "history.loupe": {Value: "100", At: 20}}), 1, -1, true},
		{"the loupe let go", frame(late, stage.Choices{"history.told": told, "history.loupe": {Before: "100", At: 20}}), 1, -1, false},
		{"let go while it opened by itself", frame(8, stage.Choices{"history.told": told, "history.loupe": {Before: "100", At: 7}}), 1, -1, false},
	} {
		s := p.stateAt(test.frame)
		if s.filled != test.filled || s.drawn != test.drawn || (s.loupe.open > 0) != test.opening {
			t.Errorf("%s: filled %v, drawn %v, loupe %v", test.name, s.filled, s.drawn, s.loupe.open)
		}
	}
}

// Wherever the loupe is taken to, its strip stays on the line, and over the last bar it shows both results whole.
func TestStrip(t *testing.T) {
	for shape, p := range plans {
		half := p.lens.strip / 2
		for _, place := range []float32{0, 25, 50, 75, 100} {
			if at := p.stripAt(place); at-half < p.line[0]-0.01 || at+half > p.line[1]+0.01 {
				t.Errorf("%v: at %v the strip leaves the line", stage.Shape(shape), place)
			}
		}
		if from, to := p.span(past); p.stripAt(100)-half > from || p.stripAt(100)+half < to {
			t.Errorf("%v: the strip does not reach over the last bar", stage.Shape(shape))
		}
	}
}

// The open loupe says how many times it enlarges, and covers no part of a text that stays beside it.
func TestOpenLoupe(t *testing.T) {
	for shape, p := range plans {
		for place := 0; place <= 100; place += 10 {
			f := frame(30, stage.Choices{"history.told": {Value: "yes", At: 5}, "history.loupe": {Value: strconv.Itoa(place), At: 20}})
			f.Shape = stage.Shape(shape)
			c := stage.NewCanvas(f.Shape, scenetest.Text{Em: 12}, false)
			Scene.Draw(c, f)
			glass := p.glass(f.Shape, p.stateAt(f).loupe)
			inside := slices.IndexFunc(c.Items, func(it stage.Item) bool {
				return it.Kind == stage.BoxItem && it.Center == glass.Center() && it.Fill == stage.Sheet.Solid()
			})
			if inside < 0 {
				t.Fatalf("%v at %d: no glass", f.Shape, place)
			}
			for _, it := range c.Items[:inside] {
				if it.Kind != stage.LabelItem || it.Key.Words != ministryLabel.Words {
					continue
				}
				if note := (stage.Rect{X: it.Center.X, Y: it.Center.Y, W: 12 * it.Size}); note.Right() > glass.X {
					t.Errorf("%v at %d: the glass covers a part of %s", f.Shape, place, it.Key.Words)
				}
			}
			if !slices.ContainsFunc(c.Items[inside:], func(it stage.Item) bool {
				return it.Kind == stage.LabelItem && it.Key.Words == timesLabel.Words && it.Fill.Alpha == 1 && glass.Contains(it.Center)
			}) {
				t.Errorf("%v at %d: the glass does not say how much it enlarges", f.Shape, place)
			}
		}
	}
}

func TestLight(t *testing.T) {
	const late = 20
	chosen := func(value, before string, at float32) stage.Frame {
		return frame(late, stage.Choices{"history.year": {Value: value, Before: before, At: at}})
	}
	for _, test := range []struct {
		name  string
		frame stage.Frame
		want  [len(elections)]float32
	}{
		{"nothing pressed", frame(late, nil), [5]float32{}},
		{"pressed before entering", chosen("2011", "", 0), [5]float32{1: 1}},
		{"just pressed", chosen("2011", "2023", late), [5]float32{4: 1}},
		{"long since", chosen("2011", "2023", 10), [5]float32{1: 1}},
		{"pressed again", chosen("2011", "2011", late), [5]float32{1: 1}},
	} {
		if got := plans[stage.Narrow].stateAt(test.frame).lit; got != test.want {
			t.Errorf("%s: lit %v, not %v", test.name, got, test.want)
		}
	}
}

// Areas to press don't overlap.
func TestAreas(t *testing.T) {
	for shape, p := range plans {
		for y := 1; y < len(elections); y++ {
			if before := p.area(y - 1); before.Right() > p.area(y).X+0.01 {
				t.Errorf("%v: the areas of %s and the year before overlap", stage.Shape(shape), elections[y].id)
			}
		}
	}
}

// The loupe's places are the elections, from the one on its button: what keys go to is what the picture shows.
func TestPlaces(t *testing.T) {
	for shape, p := range plans {
		for y := range elections {
			middle, half := p.middle(y), p.lens.strip/2
			want := min(max(middle, p.line[0]+half), p.line[1]-half)
			if got := p.stripAt(20 * float32(y+1)); got < want-0.01 || got > want+0.01 {
				t.Errorf("%v: place %d shows %v, not %s at %v", stage.Shape(shape), y+1, got, elections[y].id, want)
			}
		}
		if from, _ := p.pulled(); p.lens.park.X < from-5 || p.lens.park.Right() > p.line[0] {
			t.Errorf("%v: the loupe lies at %v, where it cannot be taken from %v on", stage.Shape(shape), p.lens.park, from)
		}
	}
}
