package labels

import (
	"fmt"
	"maps"
	"slices"

	"twoboxes/internal/stage"
	"twoboxes/internal/still"
)

// finding is the worst of the moments at which a text is drawn badly in one way.
type finding struct {
	scene, shape, what string
}

// drawn is a label as a scene draws it.
type drawn struct {
	scene string
	shape stage.Shape
	key   stage.TextKey
}

// Check looks for texts that are drawn badly: none missing, under the smallest size, over the edge, cut off, or over
// another. It returns one line for each finding, with its worst moment. And a scene lists every label that it draws, and
// draws every label that it lists: the build shapes what is listed.
func Check(s *still.Studio, story []stage.Scene) []string {
	type worst struct {
		by   float32 // units
		when string
	}
	findings, seen := map[finding]worst{}, map[drawn]bool{}
	var all []Text
	Look(s, story, func(m Moment, c *stage.Canvas) {
		report := func(by float32, format string, args ...any) {
			f := finding{m.Scene.ID, m.Shape.String(), fmt.Sprintf(format, args...)}
			if old, ok := findings[f]; !ok || by > old.by {
				findings[f] = worst{by, m.String()}
			}
		}
		for i := range c.Items {
			if it := &c.Items[i]; it.Kind == stage.LabelItem {
				seen[drawn{m.Scene.ID, m.Shape, it.Key}] = true
			}
		}
		w, h := m.Shape.Size()
		whole := stage.Rect{W: w, H: h}
		all = Texts(all[:0], c, 0.5)
		for i, a := range all {
			if a.Area.W == 0 {
				report(0, "%q is not in the pack", a.Name())
			}
			if least := m.Shape.MinText(); a.Size < least-0.01 {
				report(least-a.Size, "%q is smaller than %v units", a.Name(), least)
			}
			if out := outside(a.Area, whole); out > 0 {
				report(out, "%q leaves the stage", a.Name())
			}
			if a.Clip != nil && cutOff(a) {
				report(outside(a.Area, *a.Clip), "%q is cut off", a.Name())
			}
			for _, b := range all[:i] {
				if by := Overlap(a, b); by > 0 {
					report(by, "%q overlaps %q", b.Name(), a.Name())
				}
			}
		}
	})
	var lines []string
	for f, w := range findings {
		lines = append(lines, fmt.Sprintf("%s, %s: %s by %.1f units %s", f.scene, f.shape, f.what, w.by, w.when))
	}
	slices.Sort(lines)
	return slices.Concat(lines, unlisted(seen, story))
}

// unlisted names the labels that were drawn and are not in their scene's Labels, and those that are and
// were not drawn.
func unlisted(seen map[drawn]bool, story []stage.Scene) []string {
	lines := map[string]bool{}
	for _, scene := range story {
		listed := map[drawn]bool{}
		for _, l := range scene.Labels() {
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
func cutOff(a Text) bool {
	shows := a.Area.X < a.Clip.Right() && a.Clip.X < a.Area.Right() && a.Area.Y < a.Clip.Bottom() && a.Clip.Y < a.Area.Bottom()
	return shows && outside(a.Area, *a.Clip) > 0
}
