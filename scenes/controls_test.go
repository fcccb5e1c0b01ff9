package scenes_test

import (
	"testing"

	"twoboxes/internal/labels"
	"twoboxes/internal/stage"
	"twoboxes/scenes"
)

// What a scene says of its controls makes sense to the page: names begin with the scene's id, at most
// one value of a name holds until the reader chooses, and a slider has a range.
func TestControls(t *testing.T) {
	for _, scene := range scenes.Story {
		for _, name := range scene.Invites {
			if _, ok := scene.Answer(name, ""); !ok {
				t.Errorf("%s invites to use %s, which is none of its controls", scene.ID, name)
			}
		}
		defaults, private := map[string]string{}, map[string]bool{}
		for _, c := range scene.Controls() {
			if len(c.Name) <= len(scene.ID) || c.Name[:len(scene.ID)+1] != scene.ID+"." {
				t.Errorf("%s: a control is named %q", scene.ID, c.Name)
			}
			if before, ok := defaults[c.Name]; ok && c.Default {
				t.Errorf("%s: both %q and %q hold until the reader chooses", c.Name, before, c.Value)
			}
			if c.Default {
				defaults[c.Name] = c.Value
			}
			if was, ok := private[c.Name]; ok && was != c.Private {
				t.Errorf("%s: one of its values is private, another is not", c.Name)
			}
			private[c.Name] = c.Private
			for shape, area := range c.Area {
				if area.W <= 0 || area.H <= 0 {
					t.Errorf("%s has no place on the %s stage", c.Name, stage.Shape(shape))
				}
			}
			if (c.Run != nil) != (c.Kind == stage.Hold) {
				t.Errorf("%s: a hold and nothing else has a Run", c.Name)
			}
			switch r := c.Slider; {
			case (r != nil) != (c.Kind == stage.Slide):
				t.Errorf("%s: a slide and nothing else has a Slider", c.Name)
			case r == nil:
			case r.Max <= 0:
				t.Errorf("%s has no end: %+v", c.Name, r)
			case r.Scale == "" || r.Step <= 0 || r.Start < 0 || r.Start > 1:
				t.Errorf("%s: %+v", c.Name, r)
			}
		}
	}
}

// A counter ends on the fact that the scene names for it.
func TestCounterFacts(t *testing.T) {
	facts := studio(t).Facts.Numbers()
	for _, scene := range scenes.Story {
		ends := map[string]float64{}
		if scene.Counters != nil {
			for _, choices := range labels.Outcomes(scene) {
				late := scene.Rest(choices, nil)
				for _, c := range scene.Counters(stage.Frame{Time: late, Facts: facts, Choices: choices}) {
					if _, seen := ends[c.Name]; !seen { // of the first outcome: the fewest choices
						ends[c.Name] = c.Value
					}
				}
			}
		}
		if len(ends) != len(scene.CounterFacts) {
			t.Errorf("%s has %d counters and facts for %d", scene.ID, len(ends), len(scene.CounterFacts))
		}
		for _, c := range scene.CounterFacts {
			if value, ok := ends[c.Name]; !ok || value != facts.Value(c.Fact) {
				t.Errorf("%s: the counter %s ends on %v, its fact %s is %v", scene.ID, c.Name, value, c.Fact, facts.Value(c.Fact))
			}
		}
	}
}
