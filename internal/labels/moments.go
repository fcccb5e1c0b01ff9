// Package labels finds texts that are drawn badly on the stage, in all that a reader can make of a scene: the build
// stops at them.
package labels

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"twoboxes/internal/stage"
	"twoboxes/internal/still"
)

// moments is how many times of a scene are looked at, and of the answer to each choice.
const moments = 24

// A Moment is one time of a scene, with what was chosen.
type Moment struct {
	Scene   stage.Scene
	Shape   stage.Shape
	Time    float32
	Choices stage.Choices
	Reading *stage.Reading
}

// String names a moment, without its scene and shape.
func (m Moment) String() string {
	when := fmt.Sprintf("at %.2f s", m.Time)
	for _, name := range slices.Sorted(maps.Keys(m.Choices)) {
		c := m.Choices[name]
		when += fmt.Sprintf(", %s=%s", name, c.Value)
		if c.At != 0 {
			when += fmt.Sprintf(" in place of %q since %.2f s", c.Before, c.At)
		}
	}
	if m.Reading != nil {
		when += fmt.Sprintf(", live reading %v", *m.Reading)
	}
	return when
}

// Look draws many moments of every scene in every shape: with all that can be chosen, and with a live
// feed's readings where the scene shows them. It calls see with each; the canvas is valid until see returns.
func Look(s *still.Studio, story []stage.Scene, see func(m Moment, c *stage.Canvas)) {
	canvas := s.NewCanvas()
	for _, scene := range story {
		readings := []*stage.Reading{nil}
		if scene.Live {
			readings = slices.AppendSeq(readings, maps.Values(Readings))
		}
		for _, reading := range readings {
			for _, choices := range append(Outcomes(scene), Changes(scene)...) {
				rest, from, count := scene.Rest(choices, reading), float32(0), moments
				for _, c := range choices {
					from = max(from, c.At)
				}
				if rest == from { // nothing moves
					count = 0
				}
				for _, shape := range stage.Shapes {
					for i := range count + 1 {
						time := from + (rest-from)*float32(i)/moments
						s.Draw(canvas, still.Shot{Scene: scene, Shape: shape, Time: time, Choices: choices, Reading: reading})
						see(Moment{scene, shape, time, choices, reading}, canvas)
					}
				}
			}
		}
	}
}

// Outcomes are the single choices and the pairs that a reader can make in a scene, by its controls, and that its outcome is told.
func Outcomes(scene stage.Scene) []stage.Choices {
	values := map[string][]string{}
	var names []string
	for _, c := range scene.Controls() {
		if _, ok := values[c.Name]; !ok {
			names = append(names, c.Name)
		}
		switch c.Kind {
		case stage.Press:
			values[c.Name] = append(values[c.Name], c.Value)
		case stage.Slide:
			values[c.Name] = []string{"0", "1", "9", "13", "47.8", "500", "10000"}
			if c.Slider.Scale == stage.Plain {
				values[c.Name] = []string{"0", "10", "300", "1000", "9999", "10000"}
			}
			for _, r := range c.Slider.Reports {
				values[c.Name] = append(values[c.Name], strconv.FormatFloat(r.At, 'f', -1, 64))
			}
		case stage.Drag:
			values[c.Name] = []string{"200 150"}
		case stage.Hold:
			values[c.Name] = []string{"2", "9"}
		}
	}
	if len(scene.Invites) > 0 {
		names = append(names, scene.Told())
		values[scene.Told()] = scene.Telling()
	}
	if scene.ID == "meaning" { // what the reader found in the scene before
		names = append(names, "count.finds")
		values["count.finds"] = []string{"20:4500 300:300 9000:10"}
	}
	all := []stage.Choices{nil}
	for _, name := range names {
		for _, before := range all[:len(all):len(all)] {
			for _, v := range values[name] {
				next := stage.Choices{name: {Value: v}}
				for k, c := range before {
					next[k] = c
				}
				all = append(all, next)
			}
		}
	}
	if scene.ID == "count" {
		all = append(all, played()...)
	}
	return all
}

// played are choices that the script of the count scene makes, besides those of its controls.
func played() (all []stage.Choices) {
	finds := stage.Choice{Value: "9:10000 300:300 10000:9"}
	for _, disagree := range []string{"9", "300", "10000"} {
		for _, phase := range []string{"", "line", "screen", "unverified"} {
			choices := stage.Choices{"count.disagree": {Value: disagree}, "count.shown": {Value: "300"}, "count.finds": finds}
			if phase != "" {
				choices["count.phase"], choices["count.moved"] = stage.Choice{Value: phase}, stage.Choice{Value: "yes"}
			} else {
				choices["count.offered"] = stage.Choice{Value: "yes"}
			}
			all = append(all, choices)
		}
	}
	return all
}

// Changes are what can change at rest: a choice made, one value for another, and the outcome told.
func Changes(scene stage.Scene) (all []stage.Choices) {
	if len(scene.Invites) > 0 {
		for _, value := range scene.Telling() {
			all = append(all, stage.Choices{scene.Told(): {Value: value, At: scene.Length}})
		}
	}
	for _, to := range scene.Controls() {
		if to.Kind == stage.Hold { // it runs to its end, it is let go, and the outcome told then or while it runs
			for _, held := range []string{"0+", "6.5+", "9"} {
				made := stage.Choice{Value: held, At: scene.Length}
				all = append(all, stage.Choices{to.Name: made}, stage.Choices{to.Name: made, scene.Told(): {Value: "yes", At: scene.Length + 2}})
			}
		}
		for _, from := range scene.Controls() {
			if to.Kind == stage.Press && from.Name == to.Name {
				c := stage.Choice{Value: to.Value, At: scene.Length}
				if from.Value != to.Value {
					c.Before = from.Value
				}
				all = append(all, stage.Choices{to.Name: c})
			}
		}
	}
	if scene.ID == "count" {
		all = append(all, cast(scene.Length)...)
	}
	return all
}

// cast are the moments of the count scene when both unknowns are set, and when a third country is found.
func cast(at float32) (all []stage.Choices) {
	now := func(value string) stage.Choice { return stage.Choice{Value: value, At: at} }
	for _, country := range [][2]string{{"20", "10"}, {"3000", "100"}, {"8000", "5000"}} {
		all = append(all, stage.Choices{"count.disagree": {Value: country[0]}, "count.shown": now(country[1]), "count.cast": now("yes")})
	}
	return append(all, stage.Choices{
		"count.disagree": {Value: "10000"}, "count.shown": {Value: "9"}, "count.cast": {Value: "yes"},
		"count.finds": now("9:10000 300:300 10000:9"), "count.phase": now("line"),
	})
}

// Readings are what a live feed may have reported, by name: invented figures.
var Readings = map[string]*stage.Reading{
	"waiting": {None: true},
	"single": {
		Turnout: 47.8, Before: 47.8, Reports: []stage.Reported{{At: 0.43, Share: 47.8}}, Ticks: []stage.Tick{{At: 0.43, Text: "12:00"}},
	},
	"evening": {
		Before: 52.125, Turnout: 58.25, At: 1, Votes: []float64{60.5, 39.25}, Range: []float64{57, 61.5},
		Reports: []stage.Reported{{At: 0, Share: 0}, {At: 0.17, Share: 8.4}, {At: 0.34, Share: 21.9}, {At: 0.51, Share: 45}, {At: 0.55, Share: 52.125}, {At: 0.72, Share: 58.25}},
		Past:    []stage.Reported{{At: 0.17, Share: 11.5}, {At: 0.34, Share: 30}, {At: 0.72, Share: 54}, {At: 1, Share: 71.25}},
		Ticks:   []stage.Tick{{At: 0.72, Text: "17:30"}, {At: 0, Text: "7:00"}, {At: 0.34, Text: "11:00"}, {At: 0.68, Text: "17:00"}, {At: 0.86, Text: "20:00"}},
	},
	"rehearsal": {
		Turnout: 58.25, Before: 58.25, Test: true, Votes: []float64{60.5, 39.25}, Units: 3,
		Reports: []stage.Reported{{At: 0, Share: 0}, {At: 0.17, Share: 8.4}, {At: 0.84, Share: 58.25}},
		Past:    []stage.Reported{{At: 0.17, Share: 11.5}, {At: 1, Share: 71.25}},
		Ticks:   []stage.Tick{{At: 0.84, Text: "17:30"}, {At: 0, Text: "7:00"}, {At: 0.4, Text: "12:00"}},
	},
	"units": {
		Turnout: 58.25, Before: 58.25, Votes: []float64{60.5, 39.25}, Units: 4,
		Reports: []stage.Reported{{At: 0, Share: 0}, {At: 0.84, Share: 58.25}},
		Ticks:   []stage.Tick{{At: 0.84, Text: "17:30"}, {At: 0, Text: "7:00"}},
	},
	"final": {
		Before: 58.25, Turnout: 68.5, At: 1, Final: true, Votes: []float64{99.99, 0.01},
		Reports: []stage.Reported{{At: 0.1, Share: 8.4}, {At: 0.6, Share: 58.25}, {At: 1, Share: 68.5}},
		Ticks:   []stage.Tick{{At: 0.1, Text: "9:00"}, {At: 0.6, Text: "19:00"}},
	},
}
