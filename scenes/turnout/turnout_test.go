package turnout

import (
	"strconv"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes/internal/scenetest"
)

var reported = scenetest.Facts

func TestPlays(t *testing.T) {
	before := -1.0
	atNoon := 0
	for step := 0; step <= 700; step++ {
		s := stateAt(stage.Frame{Time: float32(step) / 100, Facts: reported})
		if s.value < before {
			t.Fatalf("the counter falls from %v to %v", before, s.value)
		}
		if known := s.value == reported["turnout.noon"] || s.value == reported["turnout.2023"]; s.reported != known {
			t.Fatalf("at %v the counter counts as reported: %v", s.value, s.reported)
		}
		if s.value == reported["turnout.noon"] {
			atNoon++
		}
		before = s.value
	}
	if before != reported["turnout.2023"] {
		t.Errorf("the counter ends at %v", before)
	}
	if atNoon < 30 {
		t.Errorf("the counter rests at the noon report for %d hundredths of a second", atNoon)
	}
}

func TestChoices(t *testing.T) {
	for _, c := range []struct {
		year, share string
		want        float64
		reported    bool
	}{
		{"", "", 99.41, true},
		{"2023", "", 99.41, true},
		{"2019", "", 99.96, true},
		{"", "0", 0, false},
		{"", "30", 30, false},
		{"", "46.1", 46.2, true}, // near enough
		{"", "60.5", 60.5, false},
		{"", "99.41", 99.41, true},
		{"", "99.4", 99.41, true},
		{"2019", "99.41", 99.96, true}, // the slider's end is the final report
		{"2019", "46.2", 46.2, false},  // the noon report of the other year
		{"2019", "71.1", 71.3, true},   // near enough to its own
		{"", "71.3", 71.3, false},
		{"", "-5", 0, false},
		{"", "250", 99.41, true},
		{"", "NaN", 99.41, true},
		{"", "nonsense", 99.41, true},
		{"1956", "", 99.41, true},
	} {
		for _, at := range []float32{0, 2, 9} {
			choices := stage.Choices{}
			if c.year != "" {
				choices["turnout.year"] = stage.Choice{Value: c.year, At: at}
			}
			if c.share != "" {
				choices["turnout.share"] = stage.Choice{Value: c.share, At: at / 2}
			}
			got := stateAt(stage.Frame{Time: Scene.Rest(choices, nil), Facts: reported, Choices: choices})
			if got.value != c.want || got.reported != c.reported {
				t.Errorf("%q %q chosen at %v: %v, reported %v; want %v, %v", c.year, c.share, at, got.value, got.reported, c.want, c.reported)
			}
		}
	}
}

// A choice moves the handle from where it is, without a jump.
func TestMoves(t *testing.T) {
	choices := stage.Choices{"turnout.share": {Value: "20", Before: "60", At: 8}, "turnout.year": {Value: "2019", At: 9}}
	last := 60.0
	for step := range 300 {
		v := stateAt(stage.Frame{Time: 8 + float32(step)/100, Facts: reported, Choices: choices}).value
		if v > last || last-v > 1.5 {
			t.Fatalf("from %v to %v", last, v)
		}
		last = v
	}
}

func TestLive(t *testing.T) {
	reading := &stage.Reading{Before: 30, Turnout: 52.125, At: 7}
	f := stage.Frame{Facts: reported, Reading: reading, Choices: stage.Choices{"turnout.year": {Value: "2019"}}}
	for _, c := range []struct {
		time float32
		want float64
	}{{0, 30}, {7, 30}, {7 + stage.ReadingLength, 52.125}, {99, 52.125}} {
		f.Time = c.time
		if got := stateAt(f).value; got != c.want {
			t.Errorf("at %v: %v, want %v", c.time, got, c.want)
		}
		got := Scene.Counters(f)
		if reported := c.want == reading.Turnout; reported != (len(got) == 1) || reported && got[0] != (stage.Counter{Name: "turnout", Value: c.want}) {
			t.Errorf("at %v: the counters are %v", c.time, got)
		}
	}
	if bands := stateAt(f).bands(true); bands[2].Ring {
		t.Error("a running election has rings: it is not over")
	}
	reading.Final = true
	if bands := stateAt(f).bands(true); !bands[2].Ring {
		t.Error("a final reading has no rings")
	}
}

// At the final report the field has as many rings as voters are missing, and the lens too.
func TestRings(t *testing.T) {
	for _, y := range []year{year2019, year2023} {
		f := stage.Frame{Time: 99, Facts: reported, Choices: stage.Choices{"turnout.year": {Value: y.value}}}
		s := stateAt(f)
		bands := s.bands(false)
		if full := 10_000 - reported[y.absent]; !bands[2].Ring || off(float64(bands[1].Until), full) {
			t.Errorf("%s: the field is filled to %v of %v", y.value, bands[1].Until, full)
		}
		if lens := s.lensBands(f, y); off(float64(lens[1].Until), 100-reported[y.absent]) {
			t.Errorf("%s: the lens is filled to %v", y.value, lens[1].Until)
		}
	}
}

func off(a, b float64) bool { return a-b > 0.01 || b-a > 0.01 }

func TestAsReported(t *testing.T) {
	f := story.Format{Decimal: ",", Group: ".", Percent: "{n} %"}
	for v, want := range map[float64]string{46.2: "46,2 %", 99.41: "99,41 %", 52: "52 %", 52.125: "52,12 %", 0: "0 %"} {
		if got := asReported(f, v); got != want {
			t.Errorf("%s: %q, want %q", strconv.FormatFloat(v, 'f', -1, 64), got, want)
		}
	}
}
