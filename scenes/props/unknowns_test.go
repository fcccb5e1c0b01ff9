package props

import (
	"math"
	"slices"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes/internal/scenetest"
)

// The number that the report would read: nearest whole, half upwards.
func TestReads(t *testing.T) {
	for _, test := range []struct{ disagree, shown, want int }{
		{0, 0, 0}, {0, All, 0}, {1, All, 1}, {8, All, 8}, {9, All, 9}, {9, 9445, 9}, {9, 9444, 8}, {10, 9000, 9}, {13, 6900, 9}, {13, All, 13},
		{17, 5000, 9}, {95, 1000, 10}, {20, 4500, 9}, {300, 283, 8}, {300, 284, 9}, {300, 300, 9}, {300, 316, 9}, {300, 317, 10}, {1000, 90, 9},
		{1000, 130, 13}, {3000, 43, 13}, {3700, 24, 9}, {8000, 11, 9}, {9000, 10, 9}, {9500, 9, 9}, {9500, 10, 10}, {All, 9, 9}, {All, 0, 0}, {All, All, All},
	} {
		if got := (Country{test.disagree, test.shown}).Reads(); got != test.want {
			t.Errorf("%d disagree, %d show it: reads %d, not %d", test.disagree, test.shown, got, test.want)
		}
	}
}

func TestUnknownShare(t *testing.T) {
	for n, want := range map[int]float32{0: 0, 1: 0.08, 10: 0.31, 100: 0.54, 300: 0.6497, 1000: 0.77, 3000: 0.8797, All: 1} {
		if got := UnknownShare(n); math.Abs(float64(got-want)) > 0.0001 {
			t.Errorf("%d lies at %v, not %v", n, got, want)
		}
	}
}

func TestExamples(t *testing.T) {
	for target, want := range map[int][]Country{9: {{9, All}, {300, 300}, {All, 9}}, 13: {{13, All}, {360, 360}, {All, 13}}} {
		if got := Examples(target); !slices.Equal(got, want) {
			t.Errorf("for %d: %v, not %v", target, got, want)
		}
		for _, k := range Examples(target) {
			if k.Reads() != target {
				t.Errorf("%v reads %d, not %d", k, k.Reads(), target)
			}
		}
	}
}

// The map shows three finds of the level, or the examples; whatever a choice holds, it can be drawn.
func TestInvented(t *testing.T) {
	facts := story.Facts{"per10k.province.against": 9, "per10k.county.against": 13}
	three := []Country{{20, 4500}, {300, 300}, {9000, 10}}
	for _, test := range []struct {
		finds, level string
		want         []Country
		examples     bool
	}{
		{"", "", Examples(9), true},
		{"20:4500 300:300", "", Examples(9), true},
		{"20:4500 300:300 9000:10", "", three, false},
		{"20:4500 300:300 9000:10", "county", Examples(13), true},
		{"20:4500 1000:130 300:300 9000:10", "province", three, false},
		{"20:4500 300:300 9000:10 9:10000", "", three, false},
		{"20:4500 300:500 9000:10", "", Examples(9), true},
		{"20:4500 : x:y 300 -9:-10000 99999999:1 9000:10", "", Examples(9), true},
	} {
		v := InventedAt(stage.Frame{Facts: facts, Choices: stage.Choices{"count.finds": {Value: test.finds}, "count.level": {Value: test.level}}})
		if !slices.Equal(v.Countries, test.want) || v.Examples != test.examples {
			t.Errorf("%q, %q: %+v", test.finds, test.level, v)
		}
	}
}

// All countries that read the target exactly lie on the line, which is straight; rounding moves none far.
func TestCountriesLieOnTheLine(t *testing.T) {
	m := Unknowns{Square: stage.Rect{X: 20, Y: 30, W: 200, H: 200}, Target: 9}
	for _, k := range []Country{{9, All}, {10, 9000}, {20, 4500}, {300, 300}, {1000, 90}, {9000, 10}, {All, 9}} {
		if d := m.At(k).Sub(m.OnLine(m.Along(k))).Len(); d > 0.01 {
			t.Errorf("%v lies %v units off the line", k, d)
		}
	}
}

// The line grows from the countries found, never beyond its ends, and its pieces become one.
func TestLineGrows(t *testing.T) {
	m := Unknowns{Square: stage.Rect{W: 200, H: 200}, Target: 9}
	drawn := func(found []Country, grown float32) (length float32, pieces int) {
		c := stage.NewCanvas(stage.Narrow, scenetest.Text{}, false)
		m.DrawLine(c, found, grown, stage.Line(stage.Ink.Solid(), 2))
		for _, it := range c.Items {
			length += it.Points[1].Sub(it.Points[0]).Len()
			if it.Points[0].X < m.OnLine(0).X-0.01 || it.Points[1].X > m.OnLine(1).X+0.01 {
				t.Errorf("%v at %v: beyond its ends", found, grown)
			}
		}
		return length, len(c.Items)
	}
	whole := m.OnLine(1).Sub(m.OnLine(0)).Len()
	for _, found := range [][]Country{nil, {{300, 300}}, Examples(9), {{9000, 10}, {20, 4500}, {300, 300}}} {
		before := float32(0)
		for grown := float32(0); grown <= 1; grown += 1.0 / 32 {
			length, _ := drawn(found, grown)
			if length < before-0.01 || length > whole+0.01 {
				t.Errorf("%v: %v long at %v, %v before", found, length, grown, before)
			}
			before = length
		}
		if length, pieces := drawn(found, 1); pieces != 1 || math.Abs(float64(length-whole)) > 0.01 {
			t.Errorf("%v: %d pieces, %v long, not one of %v", found, pieces, length, whole)
		}
	}
	if _, pieces := drawn(Examples(9), 0.3); pieces != 3 {
		t.Errorf("the line begins with %d pieces, not one at each country", pieces)
	}
}

// A pin is filled by the share that disagrees.
func TestPinIsTheCrowdInSmall(t *testing.T) {
	m := Unknowns{Square: stage.Rect{W: 200, H: 200}, Target: 9}
	for _, k := range Examples(9) {
		c := stage.NewCanvas(stage.Narrow, scenetest.Text{}, true)
		m.DrawPin(c, k, 1, m.At(k), 18)
		for _, it := range c.Items {
			if it.Fill.Role == stage.LeafInk && it.Kind == stage.BoxItem && math.Abs(float64(2*it.Half.Y-18*float32(k.Disagree)/All)) > 0.01 {
				t.Errorf("%v: filled %v of 18", k, 2*it.Half.Y)
			}
		}
	}
}

// Where text runs from right to left, the map is mirrored and up stays up.
func TestMapIsMirrored(t *testing.T) {
	m := Unknowns{Square: stage.Rect{X: 20, Y: 30, W: 200, H: 200}, Target: 9}
	place := func(mirror bool) stage.Point {
		c := stage.NewCanvas(stage.Narrow, scenetest.Text{}, mirror)
		m.DrawPlate(c, "9", m.OnLine(0), 18)
		return c.Items[0].Center
	}
	w, _ := stage.Narrow.Size()
	if left, right := place(false), place(true); math.Abs(float64(w-left.X-right.X)) > 0.01 || left.Y != right.Y {
		t.Errorf("%v and mirrored %v", left, right)
	}
}
