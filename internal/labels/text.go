package labels

import (
	"math"
	"regexp"
	"slices"

	"twoboxes/internal/stage"
)

// Text is a label or figure as drawn.
type Text struct {
	What string // the label's key, or the figure
	Area stage.Rect
	Size float32
	Clip *stage.Rect
}

// Name is one name for a figure that counts: every digit as 0.
func (t Text) Name() string { return Digits.ReplaceAllString(t.What, "0") }

// Digits matches a digit.
var Digits = regexp.MustCompile(`\d`)

// Texts appends to out the labels and figures on a canvas that have at least an opacity.
func Texts(out []Text, c *stage.Canvas, alpha float32) []Text {
	for i := range c.Items {
		if it := &c.Items[i]; it.Fill.Alpha >= alpha {
			if text, ok := Of(c, it); ok {
				out = append(out, text)
			}
		}
	}
	return out
}

// Overlap is how far one text lies over another; 0 or less: not at all.
func Overlap(a, b Text) float32 {
	return min(
		min(a.Area.Right(), b.Area.Right())-max(a.Area.X, b.Area.X),
		min(a.Area.Bottom(), b.Area.Bottom())-max(a.Area.Y, b.Area.Y))
}

// Of is a label or figure with its box, from the top of its capitals to just below the baseline
// of its last line.
func Of(c *stage.Canvas, it *stage.Item) (Text, bool) {
	em, lines, what := float32(0), 1, ""
	switch it.Kind {
	case stage.LabelItem:
		em, lines = c.Text.Measure(it.Key)
		what = it.Key.Words
	case stage.FigureItem:
		em = c.Text.MeasureFigures(it.Weight, it.Text)
		what = it.Text
	default:
		return Text{}, false
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
	return Text{what, area, it.Size, it.Clip}, true
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
