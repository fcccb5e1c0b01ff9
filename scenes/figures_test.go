package scenes_test

import (
	"maps"
	"slices"
	"strconv"
	"testing"

	"twoboxes/internal/labels"
	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/internal/story"
	"twoboxes/scenes"
	"twoboxes/scenes/props"
)

// told are the facts whose figures each scene draws, and the numbers on its axes. Whatever else is drawn
// of digits is no reported figure.
var told = map[string]struct {
	percent, decimal, count []string // decimal: without the sign
	ticks                   []float64
}{
	"cover": {
		percent: []string{"province.against"}, count: []string{"per10k.province.against"},
		ticks: []float64{0, 1, 10, 100, 1000, 10_000},
	},
	"history": {
		percent: []string{"for.2007", "for.2011", "for.2015", "for.2019", "province.for", "county.for", "turnout.2007", "turnout.2011", "turnout.2015", "turnout.2019", "turnout.2023"},
		count:   []string{"deputies.2007", "deputies.2011", "deputies.2015", "deputies.2019", "deputies.2023"},
	},
	"turnout": {
		percent: []string{"turnout.noon", "turnout.2023"},
		decimal: []string{
			"turnout.noon", "turnout.2023", "turnout.noon.2019", "turnout.2019", "turnout.noon.2015", "turnout.h14.2015", "turnout.2015",
			"turnout.noon.2011", "turnout.h14.2011", "turnout.h18.2011",
		},
		count: []string{"per10k.absent.2007", "per10k.absent.2011", "per10k.absent.2015", "per10k.absent.2019", "per10k.absent.2023"},
	},
	"count": {
		count: []string{"per10k.province.against", "per10k.county.against"},
	},
}

// reported are the texts of a scene's reported figures in a language.
func reported(s *still.Studio, scene string, reading *stage.Reading) (all []string) {
	numbers, format := s.Pack.Facts, s.Words.Format
	if reading != nil {
		shares := append([]float64{reading.Turnout}, reading.Votes...)
		for _, r := range reading.Reports {
			shares = append(shares, r.Share)
		}
		plain := format // over a report and below a box there is no sign
		plain.Percent = "{n}"
		for _, share := range shares {
			for _, f := range []story.Format{format, plain} {
				exact, two := f.Percentage(share, -1), f.Percentage(share, 2)
				all = append(all, exact[:min(len(exact), len(two))], two)
			}
		}
		for _, tick := range reading.Ticks {
			all = append(all, tick.Text)
		}
		return all
	}
	for _, id := range told[scene].percent {
		all = append(all, format.Percentage(numbers.Value(id), -1))
	}
	for _, id := range told[scene].decimal {
		all = append(all, format.Number(numbers.Value(id)))
	}
	for _, id := range told[scene].count {
		all = append(all, format.Count(numbers.Value(id)))
	}
	return all
}

// own are the texts of the numbers that the reader has set.
func own(s *still.Studio, choices stage.Choices) (all []string) {
	for _, c := range choices {
		if n, err := strconv.ParseFloat(c.Value, 64); err == nil {
			all = append(all, s.Words.Format.Count(n))
		}
	}
	return all
}

// invented are the texts of the numbers of the count scene's model: the reader's, what comes out of them, and
// the examples.
func invented(s *still.Studio, choices stage.Choices) (all []string) {
	facts := s.Pack.Facts
	n := func(name string) int {
		v, _ := strconv.ParseFloat(choices[name].Value, 64)
		return min(int(v), props.All)
	}
	k := props.Country{Disagree: n("count.disagree"), Shown: n("count.shown")}
	numbers := []int{k.Disagree, k.Reads(), props.All - k.Reads(), k.Disagree - k.Reads(), props.All - k.Disagree}
	for of := 10; of <= props.All; of *= 10 {
		numbers = append(numbers, k.Shown*of/props.All)
	}
	for _, level := range []string{"province", "county"} {
		target := int(facts.Value("per10k." + level + ".against"))
		numbers = append(numbers, target, props.All-target, k.Disagree-target)
		for _, example := range props.Examples(target) {
			numbers = append(numbers, example.Disagree)
		}
	}
	for _, v := range numbers {
		all = append(all, s.Words.Format.Count(float64(v)))
	}
	return all
}

// runs reports whether the reader lets something run, which counts in a large thin figure: the model's own.
func runs(scene stage.Scene, choices stage.Choices) bool {
	return slices.ContainsFunc(scene.Controls(), func(c stage.Control) bool { return c.Kind == stage.Hold && choices[c.Name].Value != "" })
}

// moments of a reader: everything that can be chosen at the start, and each change while the scene plays,
// is paused, and rests. A slider is dragged from one place to another.
func handled(scene stage.Scene) []stage.Choices {
	all := append(labels.Outcomes(scene), labels.Changes(scene)...)
	for _, c := range scene.Controls() {
		from, to := c.Value, c.Value
		if c.Kind == stage.Slide {
			from, to = "13", "61.37"
		}
		for _, at := range []float32{-1, 0.4, 1.7, 3.3, scene.Length} {
			all = append(all, stage.Choices{c.Name: {Value: to, At: at}})
			if c.Kind == stage.Slide {
				all = append(all, stage.Choices{c.Name: {Value: to, Before: from, At: at}})
			}
		}
	}
	return all
}

// Every digit drawn on the stage is that of a reported figure, of an axis, or of a number that the reader
// has set, drawn in its own way: thin and on gold. Between two reports a figure is a dash. Thirty frames
// of each second are looked at; scrubbing shows no others, and with reduced motion a scene shows its last.
// Labels do not change, and load.Check allows them no digits but those of facts, of axes and of 10,000.
func TestFiguresAreReported(t *testing.T) {
	s := studio(t)
	drawn := map[string][]string{
		"cover": {"own", "tick", "model"}, "history": {"own"}, "count": {"invented"},
	}
	for _, scene := range scenes.Story {
		t.Run(scene.ID, func(t *testing.T) {
			t.Parallel()
			seen := figures(t, s, scene)
			for _, text := range reported(s, scene.ID, nil) {
				if !seen[text] {
					t.Errorf("never draws %s", text)
				}
			}
			for _, what := range drawn[scene.ID] {
				if !seen[what] {
					t.Errorf("%s: never drawn", what)
				}
			}
		})
	}
}

// figures looks at the figures of a scene. It returns the reported ones that it saw, and which kinds of others.
func figures(t *testing.T, s *still.Studio, scene stage.Scene) (seen map[string]bool) {
	t.Helper()
	const step = 1. / 30
	found, seen := map[string]labels.Moment{}, map[string]bool{}
	readings := []*stage.Reading{nil}
	if scene.Live {
		readings = append(readings,
			&stage.Reading{Turnout: 47.8, Before: 47.8}, &stage.Reading{Before: 8, Turnout: 52.125, At: 1},
			&stage.Reading{Before: 80, Turnout: 52.4, At: 1}, &stage.Reading{Before: 52.125, Turnout: 80, At: 1, Final: true})
		readings = slices.AppendSeq(readings, maps.Values(labels.Readings))
	}
	var ticks []string
	for _, v := range told[scene.ID].ticks {
		ticks = append(ticks, s.Words.Format.Count(v))
	}
	c := s.NewCanvas()
	for _, reading := range readings {
		allowed := reported(s, scene.ID, reading)
		for _, choices := range handled(scene) {
			if reading != nil && len(choices) > 0 {
				continue // the page has no controls then
			}
			readers, model, rest := own(s, choices), invented(s, choices), scene.Rest(choices, reading)
			for _, shape := range stage.Shapes {
				for frame := 0; float32(frame)*step < rest+step; frame++ {
					time := min(float32(frame)*step, rest)
					s.Draw(c, still.Shot{Scene: scene, Shape: shape, Time: time, Choices: choices, Reading: reading})
					for i := range c.Items {
						it := &c.Items[i]
						if it.Kind != stage.FigureItem || !labels.Digits.MatchString(it.Text) {
							continue
						}
						thin := it.Fill.Role == stage.GoldInk && it.Weight == stage.Normal
						switch {
						case it.Weight == stage.Normal && it.Size > stage.Lead()[shape.Class()] && runs(scene, choices):
							seen["model"] = true
						case thin && slices.Contains(readers, it.Text):
							seen["own"] = true
						case thin && scene.ID == "count" && slices.Contains(model, it.Text):
							seen["invented"] = true
						case it.Fill.Role == stage.LeafInk && choices["count.finds"].Value != "" && slices.Contains([]string{"1", "2", "3"}, it.Text):
							// the number of a country that the reader has found
						case it.Fill.Role == stage.Muted && it.Size == stage.Small()[shape.Class()] && slices.Contains(ticks, it.Text):
							seen["tick"] = true
						case !thin && slices.Contains(allowed, it.Text):
							seen[it.Text] = true
						default:
							found[it.Text] = labels.Moment{Scene: scene, Shape: shape, Time: time, Choices: choices, Reading: reading}
						}
					}
				}
			}
		}
	}
	for _, text := range slices.Sorted(maps.Keys(found)) {
		t.Errorf("draws %q, which was not reported: %v, %v", text, found[text].Shape, found[text])
	}
	return seen
}
