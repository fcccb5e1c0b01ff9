package history

import (
	"math"
	"testing"

	"twoboxes/internal/stage"
)

// The label says 500 times: so the two charts must be equally long, and the cut where it is said.
func TestEnlargesTruly(t *testing.T) {
	for shape, p := range plans {
		per := func(h chart) float64 {
			return math.Abs(float64(h.at(100)-h.at(h.low))) / (100 - h.low)
		}
		if times := per(p.zoom) / per(p.whole); math.Abs(times-500) > 0.01 {
			t.Errorf("%v: enlarged %v times", stage.Shape(shape), times)
		}
	}
}

// From zero, what 2023 lacks must be thinner than the line of 100%; enlarged, it must be plain.
func TestGap(t *testing.T) {
	for shape, p := range plans {
		for _, reported := range []float64{99.92, 99.88} {
			if gap := math.Abs(float64(p.whole.at(reported) - p.whole.top)); gap > 1 {
				t.Errorf("%v: from zero %v leaves %v units", stage.Shape(shape), reported, gap)
			}
			want := (100 - reported) / (100 - cutAt) * math.Abs(float64(p.zoom.floor-p.zoom.top))
			if gap := math.Abs(float64(p.zoom.at(reported) - p.zoom.top)); math.Abs(gap-want) > 0.1 {
				t.Errorf("%v: enlarged %v leaves %v units, not %v", stage.Shape(shape), reported, gap, want)
			}
		}
	}
}

func TestLight(t *testing.T) {
	const late = 20
	chosen := func(value, before string, at float32) stage.Frame {
		return stage.Frame{Time: late, Choices: stage.Choices{"history.year": {Value: value, Before: before, At: at}}}
	}
	for _, test := range []struct {
		name  string
		frame stage.Frame
		want  map[string]float32
	}{
		{"nothing pressed", stage.Frame{Time: late}, map[string]float32{"2007": 0, "2023": 0}},
		{"pressed before entering", chosen("2011", "", 0), map[string]float32{"2011": 1, "2007": 0}},
		{"just pressed", chosen("2011", "2023", late), map[string]float32{"2011": 0, "2023": 1}},
		{"long since", chosen("2011", "2023", 10), map[string]float32{"2011": 1, "2023": 0}},
		{"pressed again", chosen("2011", "2011", late), map[string]float32{"2011": 1}},
	} {
		for year, want := range test.want {
			if got := litAt(test.frame, year); got != want {
				t.Errorf("%s: %s is lit %v, not %v", test.name, year, got, want)
			}
		}
	}
}

// A second passes in which the columns stand and nothing can be seen.
func TestHolds(t *testing.T) {
	if hold := stepAside.From - rise.End(); hold < 1 {
		t.Errorf("held for %v s", hold)
	}
	if cutIn.From > opening.From {
		t.Error("the enlargement is announced only after the gap can be seen")
	}
}

// Areas to press don't overlap, and each holds the bars of its year.
func TestAreas(t *testing.T) {
	for shape, p := range plans {
		for y := range elections {
			area := p.area(y)
			if area.W <= 0 || area.H <= 0 {
				t.Errorf("%v: no area for %s", stage.Shape(shape), elections[y].id)
			}
			if y == 0 {
				continue
			}
			before := p.area(y - 1)
			if before.Right() > area.X+0.01 {
				t.Errorf("%v: the areas of %s and the year before overlap", stage.Shape(shape), elections[y].id)
			}
		}
	}
}
