package scenes_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes"
	"twoboxes/scenes/internal/scenetest"
)

// election invents reported figures, so that the counters hold for any of them.
func election(r *rand.Rand) story.Facts {
	share := func() float64 { return float64(r.IntN(10001)) / 100 }
	f := story.Facts{}
	for id, v := range scenetest.Facts {
		f[id] = v
	}
	f["turnout.2023"] = share()
	f["turnout.noon"] = f["turnout.2023"] * r.Float64()
	for _, level := range []string{"province", "county"} {
		f[level+".for"] = share()
		f[level+".against"] = 100 - f[level+".for"]
	}
	return f
}

// Whatever the figures, a scene's counters show reported values and no others, and at rest those of the
// choices.
func TestCounters(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		facts := election(r)
		for _, scene := range scenes.Story {
			if scene.Counters == nil {
				continue
			}
			for _, choices := range []stage.Choices{nil, {"count.disagree": {Value: "9"}, "count.shown": {Value: "10000"}}, {"count.level": {Value: "county"}}, {"turnout.told": {Value: "yes"}}, {"turnout.hour": {Value: "12.5"}}} {
				reported := map[string][]float64{"turnout": {facts["turnout.2023"], facts["turnout.noon"]}}
				for _, name := range []string{"province.for", "province.against", "county.for", "county.against"} {
					reported[name] = []float64{facts[name]}
				}
				rest := scene.Rest(choices, nil)
				for time := float32(0); time <= rest; time += rest * r.Float32() / 20 {
					for _, c := range scene.Counters(stage.Frame{Time: time, Facts: facts, Choices: choices}) {
						if !slices.Contains(reported[c.Name], c.Value) {
							t.Fatalf("%s: %s is %v at %v, reported were %v", scene.ID, c.Name, c.Value, time, reported[c.Name])
						}
					}
				}
				for _, c := range scene.Counters(stage.Frame{Time: rest, Facts: facts, Choices: choices}) {
					if c.Value != reported[c.Name][0] {
						t.Fatalf("%s: %s ends at %v, reported were %v", scene.ID, c.Name, c.Value, reported[c.Name])
					}
				}
			}
		}
	}
}

// A live counter shows a reading once it has come to it, exactly.
func TestLiveCounter(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	turnout := scenes.ByID("turnout")
	for range 500 {
		reading := &stage.Reading{Before: r.Float64() * 100, Turnout: r.Float64() * 100, At: r.Float32() * 9, Final: r.IntN(2) == 0}
		rest := turnout.Rest(nil, reading)
		counters := func(time float32) []stage.Counter {
			return turnout.Counters(stage.Frame{Time: time, Facts: scenetest.Facts, Reading: reading})
		}
		for time := reading.At; time < rest-0.01; time += rest / 99 {
			if c := counters(time); len(c) != 0 && c[0].Value != reading.Turnout {
				t.Fatalf("%+v: %v at %v", reading, c, time)
			}
		}
		if c := counters(rest); len(c) != 1 || c[0] != (stage.Counter{Name: "turnout", Value: reading.Turnout}) {
			t.Fatalf("%+v ends at %v", reading, c)
		}
	}
	if c := turnout.Counters(stage.Frame{Time: 9, Facts: scenetest.Facts, Reading: &stage.Reading{None: true}}); len(c) != 0 {
		t.Errorf("before the first report: %v", c)
	}
}

// At rest every counter shows its figure, however odd the times at which the reader chose.
func TestCountersAtRest(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		at := r.Float32() * 100
		for _, test := range []struct {
			scene   string
			choices stage.Choices
			want    int
		}{
			{"turnout", nil, 0},
			{"turnout", stage.Choices{"turnout.told": {Value: "yes", At: at}}, 1},
			{"turnout", stage.Choices{"turnout.hour": {Value: "3", Before: "4", At: at}}, 1},
			{"turnout", stage.Choices{"turnout.hour": {Value: "4", Before: "3", At: at}}, 0},
			{"count", nil, 4},
			{"count", stage.Choices{"count.level": {Value: "county", At: at}}, 4},
		} {
			scene := scenes.ByID(test.scene)
			rest := scene.Rest(test.choices, nil)
			if c := scene.Counters(stage.Frame{Time: rest, Facts: scenetest.Facts, Choices: test.choices}); len(c) != test.want {
				t.Fatalf("%v: %d counters at rest, %v s, want %d", test.choices, len(c), rest, test.want)
			}
		}
	}
}
