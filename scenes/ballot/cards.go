package ballot

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// The three cards: what anyone watching could infer in each room, of a yes and of a no.

// roomLabels are the words on the cards.
var roomLabels = [3]struct{ name, how stage.Label }{
	roomBefore: {cardName("ballot.before"), cardHow("ballot.before.how")},
	roomTwo:    {cardName("ballot.two"), cardHow("ballot.two.how")},
	roomSecret: {cardName("ballot.secret"), cardHow("ballot.secret.how")},
}

func cardName(words string) stage.Label {
	return stage.Label{Words: words, Weight: stage.Strong, Size: stage.Body, Wrap: stage.PerShape{0, 256, 244}}
}

func cardHow(words string) stage.Label {
	return stage.Label{Words: words, Size: stage.PerShape{0, 21, 22}, Wrap: stage.PerShape{0, 256, 244}}
}

// miniature is a polling room some 300 units wide, its floor at 0, for the cards.
var miniature = pollingRoom{
	places: [2]stage.Rect{{X: 8, Y: -82, W: 74, H: 80}, {X: 100, Y: -82, W: 74, H: 80}},
	screen: stage.Rect{X: 184, Y: -146, W: 40, H: 146}, watcher: stage.Point{X: 284, Y: 0}, height: 128, line: 4,
}

const (
	miniatureWidth  = 316
	miniatureBallot = 2.2 // size of its ballot
)

// drawCards draws the cards; the one of the present room is lit.
func (p *plan) drawCards(c *stage.Canvas, f stage.Frame, v vote) {
	for r := roomBefore; r <= roomSecret; r++ {
		lit := float32(0)
		if v.room == r {
			lit = v.turn
		}
		if v.was == r {
			lit = max(lit, 1-v.turn)
		}
		if v.was == v.room && v.room == r {
			lit = 1
		}
		p.drawCard(c, f, v, r, lit)
	}
}

func (p *plan) drawCard(c *stage.Canvas, f stage.Frame, v vote, r room, lit float32) {
	card, words := p.cards[r], roomLabels[r]
	c.Box(card, 3, stage.Line(stage.Muted.At(0.5), 1.4))
	c.Box(card, 3, props.Chosen(lit))
	if p.leaf == (stage.Point{}) {
		c.LabelIn(words.name, card, stage.Ink.Solid())
		return
	}
	size := words.name.Size[c.Shape]
	if p.mini == 0 {
		name := words.name
		name.Align = stage.Middle
		c.Label(name, stage.Point{X: card.X + card.W/2, Y: card.Y + size*1.2}, stage.Ink.Solid())
	} else {
		ground := stage.Paper
		if lit > 0.5 {
			ground = stage.Sheet
		}
		_, nameHigh := c.LabelSize(words.name)
		text := stage.Point{X: card.X + 16, Y: card.Y + size*1.5}
		c.Label(words.name, text, stage.Ink.Solid())
		c.Label(words.how, text.Add(0, nameHigh-size+size*stage.LineHeight), stage.Muted.Solid())
		c.Within(stage.Point{X: card.X + 14, Y: card.Bottom() - 20}, 0, p.mini, func() { drawMiniature(c, r, ground) })
	}

	for i, yesNo := range []string{"for", "against"} {
		leaf := p.leafOf(card, i)
		written := cardsWritten.Part(int(r)*2+i, 6, 0.4).Out(f.Time)
		if v.room == r && v.box == yesNo {
			c.Faded(v.noted(), func() {
				c.Box(leaf.Inset(-5), 3, stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.Ink.Solid(), Width: 1.2})
			})
		}
		notebook(c, leaf, 1.8, 3)
		c.Faded(written, func() { drawLeaf(c, leaf, entryOf(r, yesNo)) })
		l := [2]stage.Label{yesLabel, noLabel}[i]
		c.Label(l, stage.Point{X: leaf.X + leaf.W/2, Y: leaf.Bottom() + l.Size[c.Shape]*1.2}, stage.Muted.Solid())
	}
}

// leafOf is where a card's i-th leaf lies, yes then no.
func (p *plan) leafOf(card stage.Rect, i int) stage.Rect {
	w, h := p.leaf.X, p.leaf.Y
	if p.mini == 0 {
		gap := (card.W - 2*w) / 3
		return stage.Rect{X: card.X + gap + float32(i)*(w+gap), Y: card.Bottom() - h - 25, W: w, H: h}
	}
	const gap = 14
	x := card.Right() - gap - 2*w - gap + float32(i)*(w+gap)
	return stage.Rect{X: x, Y: card.Bottom() - h - 40, W: w, H: h}
}

func drawLeaf(c *stage.Canvas, r stage.Rect, e entry) {
	at := r.Center()
	at.Y += 2
	if e == doubtEntry {
		c.Label(leafDoubtLabel, at.Add(0, leafDoubtLabel.Size[c.Shape]*stage.CapMiddle), stage.Ink.Solid())
		return
	}
	props.RingOrCross(c, e == crossEntry, at, r.W*0.5)
}

// drawMiniature draws a room, on a ground, from its floor's left end.
func drawMiniature(c *stage.Canvas, r room, ground stage.Role) {
	m := miniature
	at := stage.Point{X: 91, Y: -130}
	if r != roomTwo {
		at = m.sheet(miniatureBallot)
	}
	drawCone := func() { sight(c, m.eye(), at, 5, 1) }
	if r == roomSecret {
		c.Clipped(stage.Rect{X: m.screen.X + m.screen.W/2, Y: -200, W: 200, H: 220}, drawCone)
	} else {
		drawCone()
	}
	watcher(c, m.watcher, m.height, m.line, ground, false)
	m.drawFurniture(c, r, r, 1)
	props.Ballot(c, at, miniatureBallot, stage.Degrees(-8))
	if r != roomTwo {
		m.drawPencil(c, r, r, 1, miniatureBallot, paper{})
	}
	c.Path(stage.Line(stage.Ink.Solid(), 3.4), stage.Point{}, stage.Point{X: miniatureWidth})
}
