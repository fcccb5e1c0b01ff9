package turnout

import (
	"slices"
	"strconv"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes/internal/scenetest"
)

var reported = scenetest.Facts

func at(time float32, choices stage.Choices) stage.Frame {
	return stage.Frame{Time: time, Facts: reported, Choices: choices}
}

// shown is the figure of the counter, 0 for none.
func shown(f stage.Frame) float64 {
	if c := Scene.Counters(f); len(c) == 1 {
		return c[0].Value
	}
	return 0
}

// The scene invites first; its outcome runs from report to report and then shows who did not vote.
func TestTold(t *testing.T) {
	if s := stateAt(at(99, nil)); s.hour != unmoved || s.strips >= 0 || shown(at(99, nil)) != 0 {
		t.Errorf("before: %+v, the counter shows %v", s, shown(at(99, nil)))
	}
	told := stage.Choices{"turnout.told": {Value: "yes", At: 2}}
	before, atNoon := state{hour: unmoved, strips: -99}, 0
	for step := range 1000 {
		f := at(2+float32(step)/100, told)
		s := stateAt(f)
		if s.hour < before.hour || s.strips < before.strips || s.hour-before.hour > 0.2 {
			t.Fatalf("from %+v to %+v", before, s)
		}
		if s.strips > 0 && s.hour != final {
			t.Fatalf("the strips begin before the final report: %+v", s)
		}
		if shown(f) == reported["turnout.noon"] {
			atNoon++
		}
		before = s
	}
	if atNoon < 30 {
		t.Errorf("the counter rests at the noon report for %d hundredths of a second", atNoon)
	}
	if rest := at(Scene.Rest(told, nil), told); stateAt(rest).strips < slipsIn.End()-0.01 || shown(rest) != reported["turnout.2023"] {
		t.Errorf("at rest: %+v, the counter shows %v", stateAt(rest), shown(rest))
	}
}

func TestHours(t *testing.T) {
	for _, c := range []struct {
		value  string
		hour   float32
		shown  float64
		strips bool
	}{
		{"", unmoved, 0, false},
		{"0", nine, 0, false},
		{"2.95", 2.95, 0, false},
		{"3", noon, 46.2, false},
		{"5", h14, 0, false}, // of earlier elections only
		{"9", h18, 0, false},
		{"10", 10, 0, false},
		{"12.5", final, 99.41, true},
		{"250", final, 99.41, true},
		{"-5", nine, 0, false},
		{"NaN", unmoved, 0, false},
		{"nonsense", unmoved, 0, false},
	} {
		for _, made := range []float32{0, -50, 2, 9} {
			choices := stage.Choices{"turnout.hour": {Value: c.value, At: made}}
			f := at(Scene.Rest(choices, nil), choices)
			if s := stateAt(f); s.hour != c.hour || s.strips >= slipsIn.End()-0.01 != c.strips || shown(f) != c.shown {
				t.Errorf("%q chosen at %v: %+v, the counter shows %v", c.value, made, s, shown(f))
			}
		}
	}
}

// The reader's hour goes before an outcome that was told, and no strip covers it.
func TestHourAfterTold(t *testing.T) {
	choices := stage.Choices{"turnout.told": {Value: "yes"}, "turnout.hour": {Value: "3", At: 8}}
	if s := stateAt(at(8, choices)); s.hour != noon || s.strips >= 0 {
		t.Errorf("%+v", s)
	}
	choices["turnout.hour"] = stage.Choice{Value: "12.5", Before: "3", At: 9}
	if s := stateAt(at(9, choices)); s.strips < slipsIn.End() {
		t.Errorf("the strips that were told begin again: %+v", s)
	}
}

// The reported turnout stays, smaller, beside those who did not vote.
func TestRateStays(t *testing.T) {
	told := stage.Choices{"turnout.told": {Value: "yes"}}
	for _, shape := range stage.Shapes {
		f := at(Scene.Rest(told, nil), told)
		f.Shape, f.Format = shape, story.Format{Decimal: ".", Percent: "{n}%"}
		c := stage.NewCanvas(shape, scenetest.Text{Em: 5}, false)
		Scene.Draw(c, f)
		rate := asReported(f.Format, reported["turnout.2023"])
		if !slices.ContainsFunc(c.Items, func(it stage.Item) bool { return it.Kind == stage.FigureItem && it.Text == rate && it.Fill.Alpha == 1 }) {
			t.Errorf("%v: no %s", shape, rate)
		}
	}
}

// A strip has as many places as the fact says, in every shape.
func TestStrips(t *testing.T) {
	for _, shape := range stage.Shapes {
		for _, e := range elections {
			c := stage.NewCanvas(shape, scenetest.Text{Em: 5}, false)
			plans[shape].drawStrip(c, at(0, nil), e, stage.Point{}, 1, 1, false)
			places := 0
			for _, it := range c.Items {
				if it.Kind == stage.BoxItem {
					places++
				}
			}
			if want := int(reported[e.absent]); places != want {
				t.Errorf("%v: %d places, want %d", shape, places, want)
			}
		}
	}
}

// A live feed's scene shows its figure and nothing of the story's elections.
func TestLive(t *testing.T) {
	reading := &stage.Reading{Before: 30, Turnout: 52.125, At: 7, Reports: []stage.Reported{{At: 0.5, Share: 52.125}}}
	f := at(0, stage.Choices{"turnout.hour": {Value: "3"}, "turnout.told": {Value: "yes"}})
	f.Reading = reading
	for _, f.Time = range []float32{0, 7, 7 + stage.ReadingLength, 99} {
		if got := shown(f); got != 52.125 {
			t.Errorf("at %v the counter shows %v", f.Time, got)
		}
	}
	c := stage.NewCanvas(stage.Narrow, scenetest.Text{Em: 5}, false)
	f.Format = story.Format{Decimal: ".", Group: ",", Percent: "{n}%"}
	draw(c, f)
	for _, it := range c.Items {
		if it.Kind == stage.FigureItem && it.Text != "52.12%" && it.Text != "52.12" {
			t.Errorf("a figure reads %q", it.Text)
		}
		if it.Kind == stage.LabelItem && it.Key.Words != "turnout.of" && it.Key.Words != "turnout.final" {
			t.Errorf("it says %s", it.Key.Words)
		}
	}
	reading.None = true
	if c := Scene.Counters(f); c != nil {
		t.Errorf("before the first report: %v", c)
	}
}

func TestAsReported(t *testing.T) {
	f := story.Format{Decimal: ",", Group: ".", Percent: "{n} %"}
	for v, want := range map[float64]string{46.2: "46,2 %", 99.41: "99,41 %", 52: "52 %", 52.125: "52,12 %", 0: "0 %"} {
		if got := asReported(f, v); got != want {
			t.Errorf("%s: %q, want %q", strconv.FormatFloat(v, 'f', -1, 64), got, want)
		}
	}
}
