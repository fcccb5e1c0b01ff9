package scenes_test

import (
	"fmt"
	"maps"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/scenes"
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

// text is a label or figure as drawn.
type text struct {
	what string // the label's key, or the figure
	area stage.Rect
	size float32
	clip *stage.Rect
}

// name is one name for a figure that counts: every digit as 0.
func (t text) name() string { return digits.ReplaceAllString(t.what, "0") }

var digits = regexp.MustCompile(`\d`)

// texts appends to out the labels and figures on a canvas that have at least an opacity.
func texts(out []text, c *stage.Canvas, alpha float32) []text {
	for i := range c.Items {
		if it := &c.Items[i]; it.Fill.Alpha >= alpha {
			if text, ok := textOf(c, it); ok {
				out = append(out, text)
			}
		}
	}
	return out
}

// overlap is how far one text lies over another; 0 or less: not at all.
func overlap(a, b text) float32 {
	return min(
		min(a.area.Right(), b.area.Right())-max(a.area.X, b.area.X),
		min(a.area.Bottom(), b.area.Bottom())-max(a.area.Y, b.area.Y))
}

// textOf is a label or figure with its box, from the top of its capitals to just below the baseline
// of its last line.
func textOf(c *stage.Canvas, it *stage.Item) (text, bool) {
	em, lines, what := float32(0), 1, ""
	switch it.Kind {
	case stage.LabelItem:
		em, lines = c.Text.Measure(it.Key)
		what = it.Key.Words
	case stage.FigureItem:
		em = c.Text.MeasureFigures(it.Weight, it.Text)
		what = it.Text
	default:
		return text{}, false
	}
	w := em * it.Size
	area := stage.Rect{
		X: -w * float32(it.Align) / 2, Y: -0.74 * it.Size,
		W: w, H: (0.74 + 0.06 + stage.LineHeight*float32(lines-1)) * it.Size,
	}
	if it.Angle != 0 { // it stands on its end, or little slanted: the box round it
		area = turned(area, it.Angle)
	}
	area.X += it.Center.X
	area.Y += it.Center.Y
	return text{what, area, it.Size, it.Clip}, true
}

// turned is the box round a rectangle that is turned clockwise about the origin.
func turned(r stage.Rect, angle float32) stage.Rect {
	sin, cos := math.Sincos(float64(angle))
	var xs, ys []float32
	for _, p := range []stage.Point{{X: r.X, Y: r.Y}, {X: r.Right(), Y: r.Y}, {X: r.X, Y: r.Bottom()}, {X: r.Right(), Y: r.Bottom()}} {
		xs = append(xs, float32(cos)*p.X-float32(sin)*p.Y)
		ys = append(ys, float32(sin)*p.X+float32(cos)*p.Y)
	}
	x, y := slices.Min(xs), slices.Min(ys)
	return stage.Rect{X: x, Y: y, W: slices.Max(xs) - x, H: slices.Max(ys) - y}
}

// moments is how many times of a scene are looked at, and of the answer to each choice.
const moments = 24

// a moment is one time of a scene, with what was chosen.
type moment struct {
	scene   stage.Scene
	shape   stage.Shape
	time    float32
	choices stage.Choices
	reading *stage.Reading
}

// String names a moment, without its scene and shape.
func (m moment) String() string {
	when := fmt.Sprintf("at %.2f s", m.time)
	for _, name := range slices.Sorted(maps.Keys(m.choices)) {
		c := m.choices[name]
		when += fmt.Sprintf(", %s=%s", name, c.Value)
		if c.At != 0 {
			when += fmt.Sprintf(" in place of %q since %.2f s", c.Before, c.At)
		}
	}
	if m.reading != nil {
		when += fmt.Sprintf(", live reading %v", *m.reading)
	}
	return when
}

// look draws many moments of every scene in every shape: with all that can be chosen, and with a live
// feed's readings where the scene shows them. It calls see with each; the canvas is valid until see returns.
func look(s *still.Studio, see func(m moment, c *stage.Canvas)) {
	canvas := s.NewCanvas()
	for _, scene := range scenes.Story {
		readings := []*stage.Reading{nil}
		if scene.Live {
			readings = slices.AppendSeq(readings, maps.Values(liveReadings))
		}
		for _, reading := range readings {
			for _, choices := range append(outcomes(scene), changes(scene)...) {
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
						see(moment{scene, shape, time, choices, reading}, canvas)
					}
				}
			}
		}
	}
}

// finding is the worst of the moments at which a text is drawn badly in one way.
type finding struct {
	scene, shape, what string
}

// No text on the stage is drawn badly, in any language: none missing, under the smallest size, over
// the edge, cut off, or over another. One line is printed for each finding, with its worst moment.
// And a scene lists every label that it draws, and draws every label that it lists: the build shapes
// what is listed.
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

// drawn is a label as a scene draws it.
type drawn struct {
	scene string
	shape stage.Shape
	key   stage.TextKey
}

func labels(t *testing.T, s *still.Studio) {
	t.Helper()
	type worst struct {
		by   float32 // units
		when string
	}
	findings, seen := map[finding]worst{}, map[drawn]bool{}
	var all []text
	look(s, func(m moment, c *stage.Canvas) {
		report := func(by float32, format string, args ...any) {
			f := finding{m.scene.ID, m.shape.String(), fmt.Sprintf(format, args...)}
			if old, ok := findings[f]; !ok || by > old.by {
				findings[f] = worst{by, m.String()}
			}
		}
		for i := range c.Items {
			if it := &c.Items[i]; it.Kind == stage.LabelItem {
				seen[drawn{m.scene.ID, m.shape, it.Key}] = true
			}
		}
		w, h := m.shape.Size()
		whole := stage.Rect{W: w, H: h}
		all = texts(all[:0], c, 0.5)
		for i, a := range all {
			if a.area.W == 0 {
				report(0, "%q is not in the pack", a.name())
			}
			if least := m.shape.MinText(); a.size < least-0.01 {
				report(least-a.size, "%q is smaller than %v units", a.name(), least)
			}
			if out := outside(a.area, whole); out > 0 {
				report(out, "%q leaves the stage", a.name())
			}
			if a.clip != nil && cutOff(a) {
				report(outside(a.area, *a.clip), "%q is cut off", a.name())
			}
			for _, b := range all[:i] {
				if by := overlap(a, b); by > 0 {
					report(by, "%q overlaps %q", b.name(), a.name())
				}
			}
		}
	})
	var lines []string
	for f, w := range findings {
		lines = append(lines, fmt.Sprintf("%s, %s: %s by %.1f units %s", f.scene, f.shape, f.what, w.by, w.when))
	}
	slices.Sort(lines)
	for _, line := range slices.Concat(lines, unlisted(seen)) {
		t.Error(line)
	}
}

// unlisted names the labels that were drawn and are not in their scene's Labels, and those that are and
// were not drawn.
func unlisted(seen map[drawn]bool) []string {
	lines := map[string]bool{}
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
				lines[fmt.Sprintf("%s lists the label %q in Labels, but never draws it: remove it", scene.ID, l.Words)] = true
			}
		}
		for d := range seen {
			if d.scene == scene.ID && !listed[d] {
				lines[fmt.Sprintf("%s draws the label %q, but does not list it (in this weight and width) in Labels", d.scene, d.key.Words)] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(lines))
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
