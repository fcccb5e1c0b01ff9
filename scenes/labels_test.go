package scenes_test

import (
	"fmt"
	"os"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// outcomes are the single choices and the pairs that a reader can make in a scene, by its controls.
func outcomes(scene stage.Scene) []stage.Choices {
	values := map[string][]string{}
	var names []string
	for _, c := range scene.Controls {
		if _, ok := values[c.Name]; !ok {
			names = append(names, c.Name)
		}
		switch c.Kind {
		case stage.Press:
			values[c.Name] = append(values[c.Name], c.Value)
		case stage.Slide:
			values[c.Name] = []string{"0", "1", "9", "13", "47.8", "500", "10000"}
		case stage.Drag:
			values[c.Name] = []string{"200 150"}
		}
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
	return all
}

// changes are what a reader can change at rest: a choice made, and one value for another.
func changes(scene stage.Scene) (all []stage.Choices) {
	for _, to := range scene.Controls {
		for _, from := range scene.Controls {
			if to.Kind == stage.Press && from.Name == to.Name {
				c := stage.Choice{Value: to.Value, At: scene.Length}
				if from.Value != to.Value {
					c.Before = from.Value
				}
				all = append(all, stage.Choices{to.Name: c})
			}
		}
	}
	return all
}

type text struct {
	what string
	area stage.Rect
	size float32
	clip *stage.Rect
}

// texts are the labels and figures on a canvas that are more than half opaque.
func texts(c *stage.Canvas) (out []text) {
	for _, it := range c.Items {
		if text, ok := textOf(c, it); ok && it.Fill.Alpha >= 0.5 {
			out = append(out, text)
		}
	}
	return out
}

// textOf is a label or figure with its box, from the top of its capitals to just below the baseline
// of its last line.
func textOf(c *stage.Canvas, it stage.Item) (text, bool) {
	em, lines, what := float32(0), 1, it.Text
	switch it.Kind {
	case stage.LabelItem:
		em, lines = c.Text.Measure(it.Key)
		what = it.Key.Words
	case stage.FigureItem:
		em = c.Text.MeasureFigures(it.Weight, it.Text)
	default:
		return text{}, false
	}
	w := em * it.Size
	return text{what, stage.Rect{
		X: it.Center.X - w*float32(it.Align)/2, Y: it.Center.Y - 0.74*it.Size,
		W: w, H: (0.74 + 0.06 + stage.LineHeight*float32(lines-1)) * it.Size,
	}, it.Size, it.Clip}, true
}

// moments is how many times of a scene are looked at, and of the answer to each choice.
const moments = 24

// No text on the stage is shaped badly, in any language: none missing, under the smallest size, over
// the edge, cut off, or upon another.
func TestLabels(t *testing.T) {
	assets := os.DirFS("../assets")
	langs, err := still.Languages(assets)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range langs {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			s, err := still.Open(assets, lang, scenes.Story)
			if err != nil {
				t.Fatal(err)
			}
			labels(t, s)
		})
	}
}

func labels(t *testing.T, s *still.Studio) {
	t.Helper()
	for _, scene := range scenes.Story {
		for _, shape := range stage.Shapes {
			seen := map[string]bool{}
			report := func(format string, args ...any) {
				if m := fmt.Sprintf(format, args...); !seen[m] {
					seen[m] = true
					t.Error(scene.ID, shape, m)
				}
			}
			w, h := shape.Size()
			for _, choices := range append(outcomes(scene), changes(scene)...) {
				rest, from := scene.Rest(choices, nil), float32(0)
				for _, c := range choices {
					from = max(from, c.At)
				}
				for moment := range moments + 1 {
					share := float32(moment) / moments
					c := s.Canvas(still.Shot{Scene: scene, Shape: shape, Time: from + (rest-from)*share, Choices: choices})
					all := texts(c)
					for i, a := range all {
						if a.area.W == 0 {
							report("%q is not in the pack: is it in Scene.Labels?", a.what)
						}
						if a.size < shape.MinText()-0.01 {
							report("%q is set at %v units, under the least of %v", a.what, a.size, shape.MinText())
						}
						if a.area.X < 0 || a.area.Y < 0 || a.area.Right() > w || a.area.Bottom() > h {
							report("%q leaves the stage: %v (at %.2f of %v)", a.what, a.area, share, choices)
						}
						if a.clip != nil && cutOff(a) {
							report("%q is cut off: %v by %v (at %.2f of %v)", a.what, a.area, *a.clip, share, choices)
						}
						for _, b := range all[:i] {
							if a.area.X < b.area.Right() && b.area.X < a.area.Right() && a.area.Y < b.area.Bottom() && b.area.Y < a.area.Bottom() {
								report("%q lies upon %q (at %.2f of %v)", a.what, b.what, share, choices)
							}
						}
					}
				}
			}
		}
	}
}

// cutOff reports whether a text that shows at all does not show whole.
func cutOff(a text) bool {
	return a.area.X < a.clip.Right() && a.clip.X < a.area.Right() && a.area.Y < a.clip.Bottom() && a.clip.Y < a.area.Bottom() &&
		(a.area.X < a.clip.X || a.area.Y < a.clip.Y || a.area.Right() > a.clip.Right() || a.area.Bottom() > a.clip.Bottom())
}
