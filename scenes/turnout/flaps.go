package turnout

import (
	"strings"
	"unicode/utf8"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

var flapFigures = stage.Figures{Weight: stage.Strong, Size: stage.PerShape{54, 122, 134, 46}}

// drawRate draws the counter of the latest election; over the strips it is smaller, beside them.
func (p plan) drawRate(c *stage.Canvas, f stage.Frame, s state) {
	share := float64(0)
	r, reported := elections[0].reportAt(s.hour)
	if reported {
		share = f.Facts.Value(r.fact)
	}
	const small, beside = 0.42, 12
	// Where a space stands before the percent sign there may be a little too much of it for the words beside.
	fit := min(1, (p.of.X-beside-p.flaps.X)/c.FigureWidth(flapFigures, widest(f.Format)))
	moved := rateOut.InOut(s.strips)
	at, scale := stage.Lerp(p.flaps, p.rate, moved), fit*stage.Mix(1, small, moved)
	c.Within(at.Add(-scale*p.flaps.X, -scale*p.flaps.Y), 0, scale, func() { p.drawFlaps(c, f.Format, share, reported) })
}

// drawFlaps draws the large counter: a reported share, or a dash on each flap.
func (p plan) drawFlaps(c *stage.Canvas, format story.Format, share float64, reported bool) {
	text := widest(format)
	if reported {
		text = asReported(format, share)
	}
	size := flapFigures.Size[c.Shape]
	width := c.FigureWidth(flapFigures, text)
	middle := p.flaps.Y - size*stage.CapMiddle
	each := func(draw func(char string, flap stage.Rect)) {
		for i := 0; i < len(text); {
			_, n := utf8.DecodeRuneInString(text[i:])
			before, w := c.FigureWidth(flapFigures, text[:i]), c.FigureWidth(flapFigures, text[i:i+n])
			x := p.flaps.X + before
			if c.Mirror { // the canvas mirrors places, not the order of digits
				x = p.flaps.X + width - before - w
			}
			draw(text[i:i+n], stage.Rect{X: x, Y: middle - size*0.53, W: w, H: size * 1.06})
			i += n
		}
	}
	gap := size * 0.025
	inside := func(r stage.Rect) stage.Rect { return stage.Rect{X: r.X + gap, Y: r.Y, W: r.W - 2*gap, H: r.H} }
	each(func(char string, flap stage.Rect) {
		if isDigit(char) {
			c.Box(inside(flap), size*0.09, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: size * 0.03})
		}
	})
	if reported {
		c.Figure(flapFigures, text, p.flaps, stage.Ink.Solid())
	}
	each(func(char string, flap stage.Rect) {
		flap = inside(flap)
		switch {
		case !isDigit(char):
			if !reported && flap.W > 0 && strings.TrimSpace(char) != "" {
				c.Figure(flapFigures, char, stage.Point{X: flap.X - gap, Y: p.flaps.Y}, stage.Ink.Solid())
			}
		case reported: // the hinge, at the sides only: across the digit it would strike it out
			for _, side := range [2]float32{flap.X, flap.Right() - 0.1*flap.W} {
				c.Path(stage.Line(stage.Ink.Solid(), size*0.03), stage.Point{X: side, Y: middle}, stage.Point{X: side + 0.1*flap.W, Y: middle})
			}
		default:
			c.Path(stage.Line(stage.Muted.Solid(), size*0.09), stage.Point{X: flap.X + flap.W*0.33, Y: middle}, stage.Point{X: flap.Right() - flap.W*0.33, Y: middle})
		}
	})
}

// widest is a share that takes as much room as most.
func widest(format story.Format) string { return format.Percentage(88.88, 2) }

func isDigit(char string) bool { return char >= "0" && char <= "9" }
