package cover

import (
	"math"
	"strconv"

	"twoboxes/internal/stage"
)

// The scale of the guess is like a logarithm, so that small numbers can be picked as easily as large
// ones, with a stop of its own for zero. The page's slider has the same one (web/player/scale.js).
const (
	decades = 4
	oneAt   = 0.1 // the share at which 1 lies
)

// shareOf is where n, of the whole, lies on the scale, 0 to 1.
func shareOf(n float64) float32 {
	if n < 1 {
		return 0
	}
	return float32(oneAt + (1-oneAt)*math.Log10(n)/decades)
}

var (
	tickFigures   = stage.Figures{Size: stage.Small(), Align: stage.Middle}
	numberFigures = stage.Figures{Weight: stage.Strong, Size: stage.Lead(), Align: stage.Middle}
	guessFigures  = stage.Figures{Size: stage.Lead(), Align: stage.Middle} // thin, on gold: the reader's own
	askLabel      = stage.Label{Words: "cover.ask", Size: stage.Body()}
	guessLabel    = stage.Label{Words: "cover.guess", Weight: stage.Strong, Size: stage.Body(), Align: stage.Middle}
	reportedLabel = stage.Label{Words: "cover.reported", Weight: stage.Strong, Size: stage.Body(), Align: stage.Middle}
	noGuessLabel  = stage.Label{Words: "cover.unknown", Weight: stage.Strong, Size: stage.Lead(), Align: stage.Middle}
)

// guessAt says where the reader's guess lies. Until there is one, it stands off the scale.
func (p *plan) guessAt(f stage.Frame, s *state) {
	made := f.Choices[guess]
	if s.guess, s.guessed = guessOf(made.Value); !s.guessed {
		return
	}
	s.at = shareOf(float64(s.guess))
	if before, ok := guessOf(made.Before); ok {
		s.at = stage.Mix(shareOf(float64(before)), s.at, slide.Out(since(made, f.Time)))
	}
}

func guessOf(choice string) (int, bool) {
	if choice == "" { // mostly; Atoi would make an error each time
		return 0, false
	}
	n, err := strconv.Atoi(choice)
	return min(max(n, 0), whole), err == nil
}

func (p *plan) drawScale(c *stage.Canvas, f stage.Frame, s state) {
	ink, muted := stage.Line(stage.Ink.Solid(), 2), stage.Line(stage.Muted.Solid(), 1.2)
	tick := func(share, length float32, style stage.Style) {
		c.Path(style, stage.Point{X: p.x(share), Y: p.axis}, stage.Point{X: p.x(share), Y: p.axis + length})
	}
	for decade := 1.0; decade < whole; decade *= 10 {
		for n := 2.0; n < 10; n++ {
			tick(shareOf(n*decade), p.tickLength*0.6, muted)
		}
	}
	c.Path(ink, stage.Point{X: p.x(0) - p.tickLength, Y: p.axis}, stage.Point{X: p.x(0) + p.tickLength, Y: p.axis})
	c.Path(ink, stage.Point{X: p.x(oneAt), Y: p.axis}, stage.Point{X: p.x(1), Y: p.axis})
	for _, n := range [...]float64{0, 1, 10, 100, 1000, whole} {
		tick(shareOf(n), p.tickLength, ink)
		style, text, x := tickFigures, f.Format.Count(n), p.x(shareOf(n))
		if end := p.edges[1]; x+c.FigureWidth(style, text)/2 > end {
			style.Align, x = stage.End, end
		}
		c.Figure(style, text, stage.Point{X: x, Y: p.ticks}, stage.Muted.Solid())
	}
	shown := tagged.InOut(s.shown)
	if !s.guessed {
		p.drawAsk(c, 1-said.At(s.shown))
	}
	value := f.Facts.Value("per10k.province.against")
	reported := p.newTag(c, p.x(shareOf(value)), reportedLabel, f.Format.Count(value))
	reported.square = true
	if s.guessed {
		own := p.newTag(c, p.x(s.at), guessLabel, f.Format.Count(float64(s.guess)))
		if shown > 0 { // first it steps aside, then the other comes
			aside, apart := p.apart(own, reported)
			moved := min(1, 2*shown)
			own.center, own.middle = stage.Mix(own.center, aside.center, moved), stage.Mix(own.middle, aside.middle, moved)
			reported = apart
			c.Path(stage.Line(stage.Ink.Solid(), 5.5), stage.Point{X: own.x, Y: p.axis}, stage.Point{X: stage.Mix(own.x, reported.x, shown), Y: p.axis})
		}
		own.draw(c, p)
	}
	c.Faded(2*shown-1, func() { reported.draw(c, p) })
}

// drawAsk draws the question to the reader beside a tag that stands for no number yet; the tag stays.
func (p *plan) drawAsk(c *stage.Canvas, asked float32) {
	tag := stage.Rect{X: p.edges[0], Y: p.tagTop, W: p.tagHeight * 1.25, H: p.tagHeight}
	c.Box(tag, p.tagHeight*0.3, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Mark.Solid(), Width: 1.8, Dash: stage.Dash{On: 4, Off: 3}})
	c.LabelIn(noGuessLabel, tag, stage.Ink.Solid())
	c.Faded(asked, func() {
		c.Label(askLabel, stage.Point{X: tag.Right() + 0.3*p.tagHeight, Y: tag.Center().Y + askLabel.Size[c.Shape]*stage.CapMiddle}, stage.Ink.Solid())
	})
}

// tag is a flag on the scale: a name over a number, with a point that stays at its number when the
// tag must step aside.
type tag struct {
	x      float32 // of its number on the scale
	center float32 // of the box around the number
	middle float32 // of the name
	width  float32 // of the wider of the two
	box    float32 // width of the box around the number
	name   stage.Label
	number string
	square bool // red and square: reported; gold, dashed and round: the reader's
}

func (p *plan) newTag(c *stage.Canvas, x float32, name stage.Label, number string) tag {
	t := tag{x: x, name: name, number: number}
	t.box = max(p.tagHeight, c.FigureWidth(numberFigures, number)+p.tagHeight*0.55)
	w, _ := c.LabelSize(name)
	t.width = max(w, t.box)
	t.center, t.middle = p.inside(x, t.box), p.inside(x, t.width)
	return t
}

// inside keeps something of a width within the margins.
func (p *plan) inside(x, width float32) float32 {
	return min(max(x, p.edges[0]+width/2), p.edges[1]-width/2)
}

// apart moves two tags aside as far as they need to stand side by side, each on its own side.
func (p *plan) apart(a, b tag) (tag, tag) {
	if a.x > b.x {
		b, a = p.apart(b, a)
		return a, b
	}
	left, right := p.inside(a.center, a.width), p.inside(b.center, b.width)
	if lack := (a.width+b.width)/2 + p.tagHeight*0.4 - (right - left); lack > 0 {
		left, right = left-lack/2, right+lack/2
		if over := p.inside(left, a.width) - left; over > 0 {
			left, right = left+over, right+over
		}
		if over := right - p.inside(right, b.width); over > 0 {
			left, right = left-over, right-over
		}
	}
	a.stepTo(left)
	b.stepTo(right)
	return a, b
}

// stepTo moves the box under the tag's name, which is centred on middle.
func (t *tag) stepTo(middle float32) {
	room := (t.width - t.box) / 2
	t.center = min(max(t.center, middle-room), middle+room)
	t.middle = middle
}

func (t tag) draw(c *stage.Canvas, p *plan) {
	style := stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.GoldInk.Solid(), Width: 1.6, Dash: stage.Dash{On: 4, Off: 3}}
	text, round, name, figures := stage.GoldInk, p.tagHeight*0.32, stage.Ink, guessFigures
	if t.square {
		style, text, round, name, figures = stage.Fill(stage.Against.Solid()), stage.AgainstInk, 0, stage.Against, numberFigures
	}
	bottom, half := p.tagTop+p.tagHeight, p.tagHeight*0.22
	foot := min(max(t.x, t.center-t.box/2+2*half), t.center+t.box/2-2*half)
	if d := t.x - foot; d > half || d < -half { // too far aside for a point
		c.Path(stage.Line(name.Solid(), 2), stage.Point{X: foot, Y: bottom}, stage.Point{X: t.x, Y: p.axis - 1})
	} else {
		c.Polygon(style, stage.Point{X: foot - half, Y: bottom - 1}, stage.Point{X: t.x, Y: p.axis - 3}, stage.Point{X: foot + half, Y: bottom - 1})
	}
	c.Box(stage.Rect{X: t.center - t.box/2, Y: p.tagTop, W: t.box, H: p.tagHeight}, round, style)
	if style.Stroke.Visible() && foot == t.x { // open the outline towards the point
		w := half - style.Width
		c.Box(stage.Rect{X: foot - w, Y: bottom - style.Width, W: 2 * w, H: 2 * style.Width}, 0, stage.Fill(style.Fill))
	}
	base := p.tagTop + p.tagHeight/2 + numberFigures.Size[c.Shape]*stage.CapMiddle
	c.Figure(figures, t.number, stage.Point{X: t.center, Y: base}, text.Solid())
	c.Label(t.name, stage.Point{X: t.middle, Y: p.tagTop - t.name.Size[c.Shape]*0.42}, name.Solid())
}
