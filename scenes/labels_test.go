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

type text struct {
	what string
	area stage.Rect
	size float32
}

// texts are the labels and figures on a canvas that are more than half opaque, with their boxes.
func texts(c *stage.Canvas) (out []text) {
	for _, it := range c.Items {
		if it.Fill.Alpha < 0.5 {
			continue
		}
		var em float32
		lines := 1
		what := it.Text
		switch it.Kind {
		case stage.LabelItem:
			em, lines = c.Text.Measure(it.Key)
			what = it.Key.Words
		case stage.FigureItem:
			em = c.Text.MeasureFigures(it.Weight, it.Text)
		default:
			continue
		}
		w := em * it.Size
		x := it.Center.X - w*float32(it.Align)/2
		// From the top of the capitals to just below the baseline of the last line.
		top := it.Center.Y - 0.74*it.Size
		h := (0.74 + 0.06 + stage.LineHeight*float32(lines-1)) * it.Size
		out = append(out, text{what, stage.Rect{X: x, Y: top, W: w, H: h}, it.Size})
	}
	return out
}

// No text on the stage is shaped badly, in any language: none missing, under the smallest size, over the edge, or upon another.
func TestLabels(t *testing.T) {
	assets := os.DirFS("../assets")
	langs, err := still.Languages(assets)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range langs {
		t.Run(lang, func(t *testing.T) {
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
			for _, choices := range outcomes(scene) {
				rest := scene.Rest(choices, nil)
				for _, share := range []float32{0, 0.25, 0.5, 0.75, 1} {
					c := s.Canvas(still.Shot{Scene: scene, Shape: shape, Time: rest * share, Choices: choices})
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
