// Package selection shows how two names became one: two nominees go behind a curtain, the voters'
// meeting and the preliminary vote, of which we know no tallies; one name comes out, and the ballot has
// one line. The reader supports one of the two. Which name comes out is not decided by that, and not
// drawn: the ballot looks the same.
package selection

import (
	"math"
	"strconv"
	"strings"

	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:           "selection",
	Length:       dots.End(),
	MakeLabels:   labels,
	MakeControls: controls,
	Invites:      []string{pick},
	Tell:         said.End(),
	Draw:         draw,
}

func labels() []stage.Label {
	return []stage.Label{
		areasLabel, undisclosedLabel, letterLabels[0], letterLabels[1], supportLabels[0], supportLabels[1], supportedLabel,
		partLabel, untoldLabel, behindLabel, talliesLabel, yoursLabel, drawingLabel, nameLabel, sameLabel,
	}
}

const (
	pick    = "selection.pick"
	told    = "selection.told"
	carried = "selection.pick.carried"
)

// picks are the values of pick, in the order of the cards.
var picks = [2]string{"a", "b"}

// How the scene begins, from its start. A choice cuts it short.
var (
	arrive = stage.Phase{From: 0, For: 0.6}   // the two arrive on their cards
	ways   = stage.Phase{From: 0.5, For: 0.6} // lines to the curtain
	dots   = stage.Phase{From: 1.0, For: 0.6} // one line out of it, still dotted
)

// From the reader's choice, or from when the outcome is told.
var (
	lit      = stage.Phase{From: 0, For: 0.15}   // the card of the one supported
	comeBack = stage.Phase{From: 0, For: 0.3}    // what an earlier choice did is taken back
	golden   = stage.Phase{From: 0.15, For: 0.4} // the line from it to the curtain
	goIn     = stage.Phase{From: 0.3, For: 0.9}  // both go in at the same time
	sway     = stage.Phase{From: 1.1, For: 1.3}  // the curtain moves once
	goOut    = stage.Phase{From: 2.2, For: 0.4}  // a line comes out
	naming   = stage.Phase{From: 2.6, For: 0.4}  // one name is written
	said     = stage.Phase{From: 3.0, For: 0.4}  // and what that means
)

var (
	areasLabel       = stage.Label{Words: "selection.areas", Weight: stage.Strong, Size: stage.Lead(), Align: stage.Middle}
	undisclosedLabel = stage.Label{Words: "selection.undisclosed", Size: stage.Small(), Align: stage.Middle}

	letterLabels   = [2]stage.Label{letterLabel("a"), letterLabel("b")}
	supportLabels  = [2]stage.Label{supportLabel("support.a"), supportLabel("support.b")}
	supportedLabel = supportLabel("supported")

	partLabel   = sideLabel("selection.part")
	untoldLabel = sideLabel("selection.untold")

	behindLabel  = stage.Label{Words: "selection.behind", Weight: stage.Strong, Size: stage.PerShape{14.5, 24, 25, 15}, Wrap: stage.PerShape{156, 232, 278, 124}, Align: stage.Middle}
	talliesLabel = stage.Label{Words: "selection.tallies", Size: stage.Small(), Wrap: stage.PerShape{156, 232, 278, 106}, Align: stage.Middle}

	yoursLabel   = stage.Label{Words: "selection.yours", Weight: stage.Strong, Size: stage.PerShape{14.5, 24, 25, 15}, Align: stage.Middle}
	drawingLabel = stage.Label{Words: "selection.drawing", Size: stage.Small(), Align: stage.Middle}
	nameLabel    = stage.Label{Words: "selection.name", Weight: stage.Strong, Size: stage.PerShape{17, 34, 40, 16}, Align: stage.Middle}
	sameLabel    = stage.Label{Words: "selection.same", Size: stage.Body(), Wrap: stage.PerShape{106, 250, 300, 110}, Align: stage.Middle}
)

func sideLabel(words string) stage.Label {
	return stage.Label{Words: words, Size: stage.SmallOnPage(), Wrap: stage.PerShape{98, 240, 250}, Align: stage.Middle}
}

func letterLabel(key string) stage.Label {
	return stage.Label{Words: "selection." + key, Weight: stage.Strong, Size: stage.PerShape{17, 40, 44, 16}, Align: stage.Middle}
}

func supportLabel(key string) stage.Label {
	return stage.Label{Words: "selection." + key, Weight: stage.Strong, Size: stage.PerShape{13.5, 22, 24, 15}, Wrap: stage.PerShape{100, 186, 214, 92}, Align: stage.Middle}
}

// act is what has become of the two nominees at an instant.
type act struct {
	since float32 // seconds since it began; negative: it has not
	again float32 // 1 at the beginning of an act that follows another, then falling to 0: how much of that is left
	gold  [2]float32
}

func actAt(f stage.Frame) act {
	toldOf, picked := f.Choices[told], f.Choices[pick]
	a := act{since: -1}
	if toldOf.Value != "" {
		a.since = since(toldOf, f.Time)
	}
	if picked.Value == "" {
		return a
	}
	after := picked.Before != "" || toldOf.Value != "" && picked.At != 0
	a.since = since(picked, f.Time)
	if after {
		a.again = 1 - comeBack.InOut(a.since)
	}
	for i, value := range picks {
		a.gold[i] = picked.Lit(value, f.Time, lit, lit)
	}
	return a
}

// since is how many seconds ago a choice was made; one that the scene began with is over.
func since(c stage.Choice, t float32) float32 {
	if s, made := c.Since(t); made {
		return max(0, s)
	}
	return said.End()
}

// at is how far a phase has come, with what is left of an earlier act: that is taken back.
func (a act) at(p stage.Phase) float32 { return max(a.again, p.InOut(a.since)) }

// carriedAt is which nominee the reader drags and where the pointer is, "a 120 80" in units.
func carriedAt(f stage.Frame) (nominee int, at stage.Point, ok bool) {
	value, place, _ := strings.Cut(f.Choices[carried].Value, " ")
	x, y, _ := strings.Cut(place, " ")
	px, errX := strconv.ParseFloat(x, 32)
	py, errY := strconv.ParseFloat(y, 32)
	for i, v := range picks {
		if v == value {
			return i, stage.Point{X: float32(px), Y: float32(py)}, errX == nil && errY == nil
		}
	}
	return 0, stage.Point{}, false
}

func draw(c *stage.Canvas, f stage.Frame) {
	p := &plans[f.Shape]
	a := actAt(f)
	begun := f.Time
	if a.since >= 0 {
		begun = dots.End()
	}
	dragged, pointer, dragging := carriedAt(f)

	c.Label(areasLabel, p.head, stage.Ink.Solid())
	c.Label(undisclosedLabel, p.head.Add(0, stage.LineHeight*undisclosedLabel.Size[c.Shape]), stage.Muted.Solid())
	for i := range picks {
		p.drawWay(c, i, ways.InOut(begun), a)
		p.drawCard(c, i, a, dragging && dragged == i)
	}
	for i := range picks {
		if !dragging || dragged != i {
			p.drawGoing(c, i, arrive.Out(begun), a)
		}
	}
	p.drawCurtain(c, a)
	p.drawOut(c, dots.InOut(begun), a)
	p.drawBallot(c, a)
	p.drawPart(c, a)
	if dragging {
		nominee(c, dragged, pointer.Add(0, -p.token*0.75), p.token, true)
	}
}

// drawWay draws the line of nominee i to the curtain, gold if supported: what happens to it behind the
// curtain is not known.
func (p *plan) drawWay(c *stage.Canvas, i int, shown float32, a act) {
	if shown <= 0 {
		return
	}
	from, to := p.into(i)
	if gold := a.gold[i] * golden.InOut(a.since); gold > 0 {
		c.Path(stage.Line(stage.Gold.Solid(), 4*p.line), from, stage.Lerp(from, to, gold))
	}
	c.Path(stage.Line(stage.Ink.Solid(), p.line), from, stage.Lerp(from, to, shown))
}

// drawCard draws the card of nominee i, which can be pressed. What stays on it is gold for the one whom the reader
// supported, and pale.
func (p *plan) drawCard(c *stage.Canvas, i int, a act, held bool) {
	card := p.cards[i]
	radius := 4 * p.line
	c.Box(card, radius, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.5})
	gold := a.gold[i]
	if held {
		gold = 1
	}
	c.Box(card, radius, props.Chosen(gold))
	props.Person(c, p.stand(i), p.token, stage.Fill(stage.Muted.At(0.3)))
	c.Faded(a.gold[i], func() {
		props.Person(c, p.stand(i), p.token, stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.GoldInk.Solid(), Width: 0.6 * p.line})
	})
	left := 2*max(a.again, goIn.InOut(a.since)) - 1 // the nominee and with it the letter
	if held {
		left = 1
	}
	name, support := stage.Ink, stage.Ink
	switch {
	case a.gold[i] > 0.5:
		name = stage.GoldInk
	case a.gold[1-i] > 0.5:
		support = stage.Muted
	}
	c.Faded(left, func() { letter(c, i, p.stand(i), p.token, name) })

	c.Faded(1-2*a.gold[i], func() { block(c, supportLabels[i], p.written(i), support) })
	c.Faded(2*a.gold[i]-1, func() { block(c, supportedLabel, p.written(i), stage.Ink) })
}

// drawGoing draws nominee i on the way from the card to behind the curtain.
func (p *plan) drawGoing(c *stage.Canvas, i int, arrived float32, a act) {
	gone := goIn.InOut(a.since)
	if gone >= 1 && a.again == 0 {
		return
	}
	c.Faded(arrived*(1-2*a.again), func() {
		nominee(c, i, stage.Lerp(p.stand(i), p.behind(i), gone), p.token, false)
	})
}

// nominee draws a token with its letter: never a face.
func nominee(c *stage.Canvas, i int, at stage.Point, size float32, outlined bool) {
	if outlined {
		props.Person(c, at, size, stage.Style{Fill: stage.Paper.Solid(), Stroke: stage.Paper.Solid(), Width: 5})
	}
	props.Person(c, at, size, stage.Fill(stage.Ink.Solid()))
	letter(c, i, at, size, stage.Paper)
}

// letter writes the letter of nominee i on a token.
func letter(c *stage.Canvas, i int, at stage.Point, size float32, role stage.Role) {
	c.Label(letterLabels[i], at.Add(0, size*0.21+letterLabels[i].Size[c.Shape]*stage.CapMiddle), role.Solid())
}

const folds = 10

// drawCurtain draws what hides the choosing: a rail, cloth in folds that moves once, a sign.
func (p *plan) drawCurtain(c *stage.Canvas, a act) {
	moved := float32(math.Sin(2*math.Pi*float64(sway.At(a.since)))) * p.line * 1.6
	cloth := func(role stage.Paint, from, to int) {
		var edge []stage.Point
		at := func(fold, low float32) stage.Point {
			x := p.cloth.X + p.cloth.W*fold/folds
			return stage.Point{X: x + moved*low, Y: p.cloth.Y + p.cloth.H*low}
		}
		edge = append(edge, at(float32(from), 0), at(float32(to), 0))
		deep := p.cloth.W / folds * 0.3 / p.cloth.H // of a scallop
		for fold := to; fold > from; fold-- {
			for step := range 7 {
				share := float32(step) / 6
				edge = append(edge, at(float32(fold)-share, 1-deep+4*deep*share*(1-share)))
			}
		}
		c.Polygon(stage.Fill(role), edge...)
	}
	for fold := range folds { // one by one: an outline must be convex to be drawn without seams
		cloth(stage.Panel.Solid(), fold, fold+1)
		cloth(stage.PanelMuted.At(0.34+0.1*float32(fold%2)), fold, fold+1)
	}
	c.Box(p.rail, p.rail.H/2, stage.Fill(stage.Ink.Solid()))
	c.Box(p.sign, 2*p.line, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: 1.6})

	_, high := c.LabelSize(behindLabel)
	_, low := c.LabelSize(talliesLabel)
	gap := talliesLabel.Size[c.Shape] * 0.3
	middle := p.sign.Center()
	block(c, behindLabel, middle.Add(0, -(low+gap)/2), stage.Ink)
	block(c, talliesLabel, middle.Add(0, (high+gap)/2), stage.Muted)
}

// drawOut draws the line out of the curtain: dotted until a name comes.
func (p *plan) drawOut(c *stage.Canvas, dotted float32, a act) {
	from, to := p.out()
	if dotted > 0 {
		c.Path(stage.Style{Stroke: stage.Muted.Solid(), Width: p.line, Dash: stage.Dotted}, from, stage.Lerp(from, to, dotted))
	}
	if came := a.at(goOut); came > 0 {
		c.Path(stage.Line(stage.Ink.Solid(), p.line), from, stage.Lerp(from, to, came))
	}
}

// drawBallot draws the reader's ballot: one line and nothing to choose from.
func (p *plan) drawBallot(c *stage.Canvas, a act) {
	b := p.ballot
	c.Within(b.Center(), stage.Degrees(-3), 1, func() {
		leaf := stage.Rect{X: -b.W / 2, Y: -b.H / 2, W: b.W, H: b.H}
		edge := stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.GoldInk.Solid(), Width: p.line * 0.85}
		back := leaf
		back.X, back.Y = back.X+3*p.line, back.Y+3.5*p.line
		c.Object(stage.YourSheet, leaf, func() {
			c.Box(back, 0.5, edge)
			c.Box(back, 0.5, stage.Fill(stage.GoldInk.At(0.25)))
			c.Box(leaf, 0.5, edge)
		})
		y := b.H * 0.2
		c.Path(stage.Line(stage.GoldInk.Solid(), p.line), stage.Point{X: -b.W * 0.36, Y: y}, stage.Point{X: b.W * 0.36, Y: y})
		c.Faded(a.at(naming), func() {
			c.Label(nameLabel, stage.Point{Y: y - nameLabel.Size[c.Shape]*0.42}, stage.GoldInk.Solid())
		})
	})
	c.Label(yoursLabel, p.yours, stage.Ink.Solid())
	c.Label(drawingLabel, p.yours.Add(0, stage.LineHeight*drawingLabel.Size[c.Shape]), stage.Muted.Solid())
	c.Faded(a.at(said), func() { block(c, sameLabel, p.same, stage.Ink) })
}

// drawPart says what the reader does here and then, who supported one, what the reader is not told.
func (p *plan) drawPart(c *stage.Canvas, a act) {
	if p.part == (stage.Point{}) {
		return
	}
	supported := max(a.gold[0], a.gold[1])
	c.Faded(1-2*supported, func() { block(c, partLabel, p.part, stage.Muted) })
	c.Faded(2*supported-1, func() { block(c, untoldLabel, p.part, stage.Muted) })
}

// block writes a text with its middle at a place.
func block(c *stage.Canvas, l stage.Label, middle stage.Point, role stage.Role) {
	_, h := c.LabelSize(l)
	c.Label(l, middle.Add(0, -h/2+stage.Ascent*l.Size[c.Shape]), role.Solid())
}
