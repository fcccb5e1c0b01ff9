package scenes_test

import (
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/internal/story/load"
	"twoboxes/scenes"
	"twoboxes/scenes/internal/scenetest"
)

// outcomes are the single choices and the pairs that a reader can make in a scene, by its controls, and that its outcome is told.
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

// changes are what can change at rest: a choice made, one value for another, and the outcome told.
func changes(scene stage.Scene) (all []stage.Choices) {
	if len(scene.Invites) > 0 {
		for _, value := range scene.Telling() {
			all = append(all, stage.Choices{scene.Told(): {Value: value, At: scene.Length}})
		}
	}
	for _, to := range scene.Controls {
		if to.Kind == stage.Hold { // it runs to its end, it is let go, and the outcome told then or while it runs
			for _, held := range []string{"0+", "6.5+", "9"} {
				made := stage.Choice{Value: held, At: scene.Length}
				all = append(all, stage.Choices{to.Name: made}, stage.Choices{to.Name: made, scene.Told(): {Value: "yes", At: scene.Length + 2}})
			}
		}
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

// text is a label or figure as drawn.
type text struct {
	what string // the label's key, or the figure with every digit as 0
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

var digits = regexp.MustCompile(`\d`)

// textOf is a label or figure with its box, from the top of its capitals to just below the baseline
// of its last line.
func textOf(c *stage.Canvas, it stage.Item) (text, bool) {
	em, lines, what := float32(0), 1, ""
	switch it.Kind {
	case stage.LabelItem:
		em, lines = c.Text.Measure(it.Key)
		what = it.Key.Words
	case stage.FigureItem:
		em = c.Text.MeasureFigures(it.Weight, it.Text)
		what = digits.ReplaceAllString(it.Text, "0") // one name for a figure that counts
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

// look draws many moments of every scene in every shape: with all that can be chosen, and with a live
// feed's readings where the scene shows them. It calls see with each; when says which moment it is.
func look(draw func(still.Shot) *stage.Canvas, see func(scene stage.Scene, c *stage.Canvas, when string)) {
	for _, scene := range scenes.Story {
		readings := []*stage.Reading{nil}
		if scene.Live {
			readings = append(readings,
				&stage.Reading{None: true}, &stage.Reading{Before: 8, Turnout: 52.125, At: 1}, &stage.Reading{Before: 52.125, Turnout: 80, At: 1, Final: true})
		}
		for _, reading := range readings {
			for _, choices := range append(outcomes(scene), changes(scene)...) {
				rest, from := scene.Rest(choices, reading), float32(0)
				for _, c := range choices {
					from = max(from, c.At)
				}
				for _, shape := range stage.Shapes {
					for moment := range moments + 1 {
						time := from + (rest-from)*float32(moment)/moments
						c := draw(still.Shot{Scene: scene, Shape: shape, Time: time, Choices: choices, Reading: reading})
						see(scene, c, describe(time, choices, reading))
					}
				}
			}
		}
	}
}

// describe names a moment.
func describe(time float32, choices stage.Choices, reading *stage.Reading) string {
	when := fmt.Sprintf("at %.2f s", time)
	for _, name := range slices.Sorted(maps.Keys(choices)) {
		c := choices[name]
		when += fmt.Sprintf(", %s=%s", name, c.Value)
		if c.At != 0 {
			when += fmt.Sprintf(" in place of %q since %.2f s", c.Before, c.At)
		}
	}
	if reading != nil {
		when += fmt.Sprintf(", live reading %v", *reading)
	}
	return when
}

// A scene lists every label that it draws, and draws every label that it lists: the build shapes
// what is listed.
func TestLabelsAreListed(t *testing.T) {
	type drawn struct {
		scene string
		shape stage.Shape
		key   stage.TextKey
	}
	data, err := os.ReadFile("../assets/facts.json")
	if err != nil {
		t.Fatal(err)
	}
	facts, err := load.ReadFacts(data, "assets/facts.json")
	if err != nil {
		t.Fatal(err)
	}
	draw := func(shot still.Shot) *stage.Canvas { // without the words, which are checked against Labels
		c := stage.NewCanvas(shot.Shape, scenetest.Text{Em: 5}, false)
		shot.Scene.Draw(c, stage.Frame{
			Time: shot.Time, Shape: shot.Shape, Facts: facts.Numbers(), Choices: shot.Choices, Reading: shot.Reading,
		})
		return c
	}
	seen := map[drawn]bool{}
	look(draw, func(scene stage.Scene, c *stage.Canvas, _ string) {
		for _, it := range c.Items {
			if it.Kind == stage.LabelItem {
				seen[drawn{scene.ID, c.Shape, it.Key}] = true
			}
		}
	})
	missing := map[string]bool{}
	for _, scene := range scenes.Story {
		listed := map[drawn]bool{}
		for _, l := range scene.Labels {
			shown := false
			for _, shape := range stage.Shapes {
				d := drawn{scene.ID, shape, l.Key(shape)}
				listed[d] = true
				shown = shown || seen[d]
			}
			if !shown {
				t.Errorf("%s lists the label %q in Labels, but never draws it: remove it", scene.ID, l.Words)
			}
		}
		for d := range seen {
			if d.scene == scene.ID && !listed[d] {
				missing[fmt.Sprintf("%s draws the label %q, but does not list it (in this weight and width) in Labels", d.scene, d.key.Words)] = true
			}
		}
	}
	for _, m := range slices.Sorted(maps.Keys(missing)) {
		t.Error(m)
	}
}

// finding is the worst of the moments at which a text is drawn badly in one way.
type finding struct {
	scene, shape, what string
}

// No text on the stage is drawn badly, in any language: none missing, under the smallest size, over
// the edge, cut off, or over another. One line is printed for each finding, with its worst moment.
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
	type worst struct {
		by   float32 // units
		when string
	}
	findings := map[finding]worst{}
	look(s.Canvas, func(scene stage.Scene, c *stage.Canvas, when string) {
		report := func(by float32, format string, args ...any) {
			f := finding{scene.ID, c.Shape.String(), fmt.Sprintf(format, args...)}
			if old, ok := findings[f]; !ok || by > old.by {
				findings[f] = worst{by, when}
			}
		}
		w, h := c.Shape.Size()
		whole := stage.Rect{W: w, H: h}
		all := texts(c)
		for i, a := range all {
			if a.area.W == 0 {
				report(0, "%q is not in the pack", a.what)
			}
			if least := c.Shape.MinText(); a.size < least-0.01 {
				report(least-a.size, "%q is smaller than %v units", a.what, least)
			}
			if out := outside(a.area, whole); out > 0 {
				report(out, "%q leaves the stage", a.what)
			}
			if a.clip != nil && cutOff(a) {
				report(outside(a.area, *a.clip), "%q is cut off", a.what)
			}
			for _, b := range all[:i] {
				x := min(a.area.Right(), b.area.Right()) - max(a.area.X, b.area.X)
				y := min(a.area.Bottom(), b.area.Bottom()) - max(a.area.Y, b.area.Y)
				if x > 0 && y > 0 {
					report(min(x, y), "%q overlaps %q", b.what, a.what)
				}
			}
		}
	})
	var lines []string
	for f, w := range findings {
		lines = append(lines, fmt.Sprintf("%s, %s: %s by %.1f units %s", f.scene, f.shape, f.what, w.by, w.when))
	}
	slices.Sort(lines)
	for _, line := range lines {
		t.Error(line)
	}
}

// outside is how far r stands out of whole, on the side where it does so most; 0 or less: nowhere.
func outside(r, whole stage.Rect) float32 {
	return max(whole.X-r.X, whole.Y-r.Y, r.Right()-whole.Right(), r.Bottom()-whole.Bottom())
}

// cutOff reports whether a text that shows at all does not show whole.
func cutOff(a text) bool {
	shows := a.area.X < a.clip.Right() && a.clip.X < a.area.Right() && a.area.Y < a.clip.Bottom() && a.clip.Y < a.area.Bottom()
	return shows && outside(a.area, *a.clip) > 0
}
