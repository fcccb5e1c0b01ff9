package count

import (
	"math"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// The scale of the guess is like a logarithm, so that small numbers can be picked as easily as
// large ones, with a stop of its own for zero. The page's slider has the same one (web/player/scale.js).
const (
	most         = 10_000
	decades      = 4
	oneAt        = 0.1 // the share at which 1 lies
	restingPlace = 0.5 // where the tag waits for a guess, as a share: it stands for no number
)

// shareOf is where n, of ten thousand, lies on the scale, 0 to 1.
func shareOf(n int) float32 {
	if n < 1 {
		return 0
	}
	return float32(oneAt + (1-oneAt)*math.Log10(float64(n))/decades)
}

var (
	tickFigures   = stage.Figures{Size: stage.Small, Align: stage.Middle}
	numberFigures = stage.Figures{Weight: stage.Strong, Size: stage.Lead, Align: stage.Middle}
	guessFigures  = stage.Figures{Size: stage.Lead, Align: stage.Middle} // thin, on gold: the reader's own
	guessLabel    = stage.Label{Words: "count.guess", Weight: stage.Strong, Size: stage.Body, Align: stage.Middle}
	reportedLabel = stage.Label{Words: "count.reported", Weight: stage.Strong, Size: stage.Body, Align: stage.Middle}
	noGuessLabel  = stage.Label{Words: "count.unknown", Weight: stage.Strong, Size: stage.Lead, Align: stage.Middle}
)

// x is where a share of the scale lies.
func (p plan) x(share float32) float32 { return stage.Mix(p.scale[0], p.scale[1], share) }

// scaleAreas is where the slider lies, by shape: over scale and tags.
func scaleAreas() (areas stage.Areas) {
	for i, p := range plans {
		areas[i] = stage.Rect{X: p.scale[0], Y: p.tagTop, W: p.scale[1] - p.scale[0], H: p.ticks - p.tagTop}
	}
	return areas
}

func (p plan) drawScale(c *stage.Canvas, f stage.Frame, s state) {
	ink, muted := stage.Line(stage.Ink.Solid(), 2), stage.Line(stage.Muted.Solid(), 1.2)
	tick := func(share, length float32, style stage.Style) {
		c.Path(style, stage.Point{X: p.x(share), Y: p.axis}, stage.Point{X: p.x(share), Y: p.axis + length})
	}
	for decade := 1; decade < most; decade *= 10 {
		for n := 2; n < 10; n++ {
			tick(shareOf(n*decade), p.tickLength*0.6, muted)
		}
	}
	c.Path(stage.Style{Stroke: stage.Muted.Solid(), Width: 2, Dash: stage.Dotted}, stage.Point{X: p.x(0) + 8, Y: p.axis}, stage.Point{X: p.x(oneAt) - 4, Y: p.axis})
	c.Path(ink, stage.Point{X: p.x(oneAt), Y: p.axis}, stage.Point{X: p.x(1), Y: p.axis})
	for _, n := range [...]int{0, 1, 10, 100, 1000, most} {
		tick(shareOf(n), p.tickLength, ink)
		style, text, x := tickFigures, f.Format.Count(float64(n)), p.x(shareOf(n))
		if right := p.panel.Right(); x+c.FigureWidth(style, text)/2 > right {
			style.Align, x = stage.End, right
		}
		c.Figure(style, text, stage.Point{X: x, Y: p.ticks}, stage.Muted.Solid())
	}

	guess := p.guessTag(c, f, s)
	if shown := report.InOut(s.time); shown > 0 {
		_, no := s.level.per10k(f)
		_, before := s.before.per10k(f)
		at := stage.Mix(shareOf(int(before)), shareOf(int(no)), stage.EaseInOut(s.switched))
		number := f.Format.Count(float64(no))
		if s.switched < 1 {
			number = story.Dash // the tag is on its way
		}
		reported := p.newTag(c, p.x(at), reportedLabel, number)
		reported.square = true
		if s.guessed { // first it steps aside, then the other comes
			aside, apart := p.apart(guess, reported)
			moved := min(1, 2*shown)
			guess.center, guess.middle = stage.Mix(guess.center, aside.center, moved), stage.Mix(guess.middle, aside.middle, moved)
			reported = apart
			c.Path(stage.Line(stage.Ink.Solid(), 5.5), stage.Point{X: guess.x, Y: p.axis}, stage.Point{X: stage.Mix(guess.x, reported.x, shown), Y: p.axis})
			guess.draw(c, p)
		} else {
			c.Faded(1-2*shown, func() { guess.draw(c, p) })
		}
		c.Faded(2*shown-1, func() { reported.draw(c, p) })
		return
	}
	c.Faded(ask.Out(f.Time), func() { guess.draw(c, p) })
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
	number string // empty: no guess yet
	square bool   // red and square: reported; gold, dashed and round: the reader's
}

func (p plan) newTag(c *stage.Canvas, x float32, name stage.Label, number string) tag {
	t := tag{x: x, name: name, number: number, box: p.tagHeight}
	if number != "" {
		t.box = max(t.box, c.FigureWidth(numberFigures, number)+p.tagHeight*0.55)
	}
	w, _ := c.LabelSize(name)
	t.width = max(w, t.box)
	t.center, t.middle = p.inside(x, t.box), p.inside(x, t.width)
	return t
}

// guessTag is the reader's tag. It comes from zero's end when the scene begins.
func (p plan) guessTag(c *stage.Canvas, f stage.Frame, s state) tag {
	number := ""
	if s.guessed {
		number = f.Format.Count(float64(s.guess))
	}
	return p.newTag(c, p.x(s.at*ask.Out(f.Time)), guessLabel, number)
}

// inside keeps something of a width within the margins.
func (p plan) inside(x, width float32) float32 {
	return min(max(x, p.tabs[0].X+width/2), p.panel.Right()-width/2)
}

// apart moves two tags aside as far as they need to stand side by side, each on its own side.
func (p plan) apart(a, b tag) (tag, tag) {
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

func (t tag) draw(c *stage.Canvas, p plan) {
	style := stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.Ink.Solid(), Width: 1.6, Dash: stage.Dash{On: 4, Off: 3}}
	text, round, name, figures := stage.GoldInk, p.tagHeight*0.32, stage.Ink, guessFigures
	switch {
	case t.square:
		style, text, round, name, figures = stage.Fill(stage.Against.Solid()), stage.AgainstInk, 0, stage.Against, numberFigures
	case t.number == "":
		style.Fill, style.Dash, text = stage.Sheet.Solid(), stage.Dash{}, stage.Ink
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
		c.Box(stage.Rect{X: foot - w, Y: bottom - style.Width, W: 2 * w, H: 2 * style.Width}, 0, stage.Fill(style.Fill.Role.Solid()))
	}
	base := p.tagTop + p.tagHeight/2 + numberFigures.Size[c.Shape]*stage.CapMiddle
	if t.number == "" {
		c.Label(noGuessLabel, stage.Point{X: t.center, Y: base}, text.Solid())
	} else {
		c.Figure(figures, t.number, stage.Point{X: t.center, Y: base}, text.Solid())
	}
	c.Label(t.name, stage.Point{X: t.middle, Y: p.tagTop - t.name.Size[c.Shape]*0.42}, name.Solid())
}
