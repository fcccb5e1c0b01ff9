package history

import (
	"strconv"

	"twoboxes/internal/stage"
)

// times is how often the lens enlarges heights: its label says so.
const times = 500

// lens is the loupe of one shape. It hangs below the part of the bars' ends that it shows, a strip of the
// line of 100%, and enlarges heights and widths differently: ends are ticks in it, not bars.
type lens struct {
	wide, high float32    // of the glass
	strip      float32    // width of what it shows
	line       float32    // of 100%, below its upper edge
	drop       float32    // its upper edge, below the line of 100% on the stage
	park       stage.Rect // its place when nobody uses it
	thick      float32    // of a tick
}

// loupe is the lens at an instant.
type loupe struct {
	open float32 // 0: parked, 1: fully open
	at   float32 // middle of the strip across
}

// loupeAt is where the loupe is: in the reader's hand or, shown seconds after the outcome began to be
// shown, opened once by itself to say that it can be used.
func (p plan) loupeAt(f stage.Frame, shown float32) loupe {
	choice := f.Choices["history.loupe"]
	since, made := choice.Since(f.Time)
	place, held := placeOf(choice.Value)
	before, was := placeOf(choice.Before)
	switch {
	case held && made && !was:
		return loupe{opening.Out(since), p.stripAt(place)}
	case held:
		return loupe{1, p.stripAt(place)}
	case was && closing.At(since) < 1:
		return loupe{1 - closing.InOut(since), p.stripAt(before)}
	case made && choice.At > f.Choices["history.told"].At: // the reader has used it since
		return loupe{}
	}
	return loupe{loupeOut.Out(shown) - loupeBack.InOut(shown), p.stripAt(100)}
}

// placeOf reads a place along the ends, 0 to 100.
func placeOf(choice string) (float32, bool) {
	v, err := strconv.ParseFloat(choice, 32)
	return float32(v), err == nil && v >= 0 && v <= 100
}

// stripAt is the middle of the strip for a place, kept on the line.
func (p plan) stripAt(place float32) float32 {
	half := p.lens.strip / 2
	from, to := p.pulled()
	return min(max(stage.Mix(from, to, place/100), p.line[0]+half), p.line[1]-half)
}

// grown is the share of its opening after which the lens is in its place; what it shows fades in then.
const grown = 0.7

// glass is the lens's rectangle on the shape's stage, on its way from its place.
func (p plan) glass(shape stage.Shape, l loupe) stage.Rect {
	w, _ := shape.Size()
	open := stage.Rect{
		X: min(max(l.at-p.lens.wide/2, 6), w-6-p.lens.wide), Y: p.top + p.lens.drop, W: p.lens.wide, H: p.lens.high,
	}
	t := min(1, l.open/grown)
	mix := func(a, b float32) float32 { return stage.Mix(a, b, t) }
	park := p.lens.park
	return stage.Rect{X: mix(park.X, open.X), Y: mix(park.Y, open.Y), W: mix(park.W, open.W), H: mix(park.H, open.H)}
}

// drawLoupe draws the loupe in its place or over the bars' ends.
func (p plan) drawLoupe(c *stage.Canvas, f stage.Frame, l loupe) {
	glass := p.glass(c.Shape, l)
	parked, inside := 1-min(1, 4*l.open), max(0, (l.open-grown)/(1-grown))
	ink := stage.Ink.Solid()
	c.Faded(inside, func() {
		from, to := l.at-p.lens.strip/2, l.at+p.lens.strip/2
		c.Polygon(stage.Fill(stage.Shade.Solid()),
			stage.Point{X: from, Y: p.top}, stage.Point{X: to, Y: p.top},
			stage.Point{X: glass.Right() - 8, Y: glass.Y + 1}, stage.Point{X: glass.X + 8, Y: glass.Y + 1})
		c.Path(stage.Line(ink, p.lens.thick), stage.Point{X: from, Y: p.top}, stage.Point{X: to, Y: p.top})
	})
	c.Faded(parked, func() {
		c.Box(p.button(c), 6, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.4})
	})
	// In its place, on a button, it is round and its handle aslant, as on a button for more detail.
	round := min(glass.W, glass.H) / 2
	middle := glass.Center()
	stem := middle.Add(0.7*round*parked, stage.Mix(glass.H/2, 0.7*round, parked))
	reach := p.lens.thick * stage.Mix(1.8, 2.6, parked)
	c.Path(stage.Line(ink, p.lens.thick), stem, stem.Add(0.7*reach*parked, stage.Mix(reach, 0.7*reach, parked)))
	c.Box(glass, stage.Mix(p.lens.thick, round, parked), stage.Style{Fill: stage.Sheet.Solid(), Stroke: ink, Width: 2.4})
	c.Faded(parked, func() {
		plus := stage.Line(ink, 2.4)
		c.Path(plus, middle.Add(-0.5*round, 0), middle.Add(0.5*round, 0))
		c.Path(plus, middle.Add(0, -0.5*round), middle.Add(0, 0.5*round))
		c.Label(timesLabel, stage.Point{X: glass.Center().X, Y: p.button(c).Bottom() - 0.5*stage.Small()[c.Shape]}, ink)
	})
	c.Faded(inside, func() { c.Clipped(glass.Inset(1.2), func() { p.drawEnds(c, f, l, glass) }) })
}

// button is what the loupe lies on in its place, with how often it enlarges.
func (p plan) button(c *stage.Canvas) stage.Rect {
	size := stage.Small()[c.Shape]
	words, _ := c.LabelSize(timesLabel)
	park := p.lens.park
	w := max(words, park.W+2*p.lens.thick) + 0.8*size
	return stage.Rect{X: park.Center().X - w/2, Y: park.Y - 0.5*size, W: w, H: park.H + 1.8*p.lens.thick + 2.3*size}
}

// drawEnds draws what the glass shows: the ends of the bars under the strip, as far below the line of
// 100% as the enlargement makes it.
func (p plan) drawEnds(c *stage.Canvas, f stage.Frame, l loupe, glass stage.Rect) {
	size := stage.Small()[c.Shape]
	line := glass.Y + p.lens.line
	c.Path(stage.Line(stage.Ink.Solid(), 2), stage.Point{X: glass.X, Y: line}, stage.Point{X: glass.Right(), Y: line})
	across := func(from, to float32) (a, b float32) { // the part under the strip, in the glass
		place := func(x float32) float32 {
			return min(max(glass.X+(x-l.at+p.lens.strip/2)*glass.W/p.lens.strip, glass.X), glass.Right())
		}
		return place(from), place(to)
	}
	for y, election := range elections {
		a, b := across(p.span(y))
		year := election.label
		if w, _ := c.LabelSize(year); b-a > w+0.8*size {
			c.Label(year, stage.Point{X: (a + b) / 2, Y: line - 0.45*size}, stage.Ink.Solid())
		}
	}
	w, _ := c.LabelSize(timesLabel)
	c.Label(timesLabel, stage.Point{X: glass.X + w/2 + 0.8*size, Y: glass.Bottom() - 0.8*size}, stage.Ink.Solid())
	for i, r := range results {
		a, b := across(p.extent(i))
		inset := p.lens.thick
		if b-a < 2*inset {
			continue
		}
		value := f.Facts.Value(r.fact)
		end := line + p.enlarged(value)
		middle := (a + b) / 2
		if end-line > 3*p.lens.thick {
			drop := stage.Style{Stroke: stage.Against.Solid(), Width: 2, Dash: stage.Dotted}
			c.Path(drop, stage.Point{X: middle, Y: line + 6}, stage.Point{X: middle, Y: end - p.lens.thick})
			c.Named(stage.Cross, stage.Point{X: middle, Y: (line + end) / 2}, 2.6*p.lens.thick, stage.Against.Solid())
		}
		c.Path(stage.Line(stage.For.Solid(), p.lens.thick), stage.Point{X: a + inset, Y: end}, stage.Point{X: b - inset, Y: end})
		text := f.Format.Percentage(value, -1)
		w := c.FigureWidth(endFigures, text)
		full := (b - a) >= 0.9*p.width(i)*glass.W/p.lens.strip
		if x := min(max(middle, glass.X+w/2+4), glass.Right()-w/2-4); full || b-a > w {
			c.Figure(endFigures, text, stage.Point{X: x, Y: end + p.lens.thick/2 + 1.15*size}, stage.Ink.Solid())
		}
	}
}

// enlarged is how far below the line of 100% a percentage ends in the glass.
func (p plan) enlarged(percent float64) float32 { return times * (p.at(percent) - p.top) }

// width is that of result i's bar.
func (p plan) width(i int) float32 {
	from, to := p.extent(i)
	return to - from
}
