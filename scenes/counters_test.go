package scenes_test

import (
	"math/rand/v2"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes"
	"twoboxes/scenes/internal/scenetest"
)

// election invents reported figures, so that counting is held to its promises for any of them.
func election(r *rand.Rand) story.Facts {
	share := func() float64 { return float64(r.IntN(10001)) / 100 }
	f := story.Facts{}
	for id, v := range scenetest.Facts {
		f[id] = v
	}
	f["turnout.2023"], f["turnout.2019"] = share(), share()
	f["turnout.noon"] = f["turnout.2023"] * r.Float64()
	for _, level := range []string{"province", "county"} {
		f[level+".for"] = share()
		f[level+".against"] = 100 - f[level+".for"]
	}
	return f
}

// Whatever the figures, a scene that plays counts up without turning back, never passes what was
// reported, and lands exactly on it.
func TestCountersCount(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		facts := election(r)
		for _, scene := range scenes.Story {
			if scene.Counters == nil {
				continue
			}
			for _, choices := range []stage.Choices{nil, {"count.reveal": {Value: "yes"}}, {"count.reveal": {Value: "yes"}, "count.level": {Value: "county"}}, {"turnout.year": {Value: "2019"}}} {
				last := map[string]float64{}
				rest := scene.Rest(choices, nil)
				for time := float32(0); time <= rest; time += rest * r.Float32() / 20 {
					for _, c := range scene.Counters(stage.Frame{Time: time, Facts: facts, Choices: choices}) {
						if c.Value < last[c.Name] || c.Value > 100 {
							t.Fatalf("%s: %s goes from %v to %v at %v", scene.ID, c.Name, last[c.Name], c.Value, time)
						}
						last[c.Name] = c.Value
					}
				}
				for _, c := range scene.Counters(stage.Frame{Time: rest, Facts: facts, Choices: choices}) {
					fact := c.Name
					if fact == "turnout" {
						fact = "turnout." + choices.Value("turnout.year", "2023")
					}
					if c.Value != facts[fact] {
						t.Fatalf("%s: %s ends at %v, reported were %v", scene.ID, c.Name, c.Value, facts[fact])
					}
				}
			}
		}
	}
}

// A live counter moves from reading to reading without overshooting, and ends on each exactly.
func TestLiveCounterCounts(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	turnout := scenes.ByID("turnout")
	for range 500 {
		reading := &stage.Reading{Before: r.Float64() * 100, Turnout: r.Float64() * 100, At: r.Float32() * 9, Final: r.IntN(2) == 0}
		low, high := min(reading.Before, reading.Turnout), max(reading.Before, reading.Turnout)
		last, rest := reading.Before, turnout.Rest(nil, reading)
		for time := reading.At; time < rest; time += rest / 99 {
			v := turnout.Counters(stage.Frame{Time: time, Facts: scenetest.Facts, Reading: reading})[0].Value
			if v < low || v > high || (v-last)*(reading.Turnout-reading.Before) < 0 {
				t.Fatalf("%+v: %v after %v", reading, v, last)
			}
			last = v
		}
		if v := turnout.Counters(stage.Frame{Time: rest, Facts: scenetest.Facts, Reading: reading})[0].Value; v != reading.Turnout {
			t.Fatalf("%+v ends at %v", reading, v)
		}
	}
	if c := turnout.Counters(stage.Frame{Time: 9, Facts: scenetest.Facts, Reading: &stage.Reading{None: true}}); len(c) != 0 {
		t.Errorf("before the first report: %v", c)
	}
}
