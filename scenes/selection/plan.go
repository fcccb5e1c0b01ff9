package selection

import "twoboxes/internal/stage"

// plan is the composition of one shape. The ways go down on the narrow stage, to the right on the others.
type plan struct {
	down bool

	head  stage.Point // baseline of the first line
	cards [2]stage.Rect
	token float32     // height of a nominee
	part  stage.Point // middle of what the reader does here; zero: not said

	rail, cloth, sign stage.Rect

	ballot stage.Rect  // before it is tilted
	yours  stage.Point // baseline of its name
	same   stage.Point // middle of what is said of it at the end

	line float32 // width of lines
}

var composed = [len(stage.Shapes)]plan{
	stage.Narrow: {
		down: true,
		head: stage.Point{X: 180, Y: 18}, cards: [2]stage.Rect{{X: 18, Y: 45, W: 104, H: 77}, {X: 238, Y: 45, W: 104, H: 77}},
		token: 46, part: stage.Point{X: 180, Y: 84},
		rail: stage.Rect{X: 14, Y: 132, W: 332, H: 7}, cloth: stage.Rect{X: 24, Y: 138, W: 312, H: 80}, sign: stage.Rect{X: 97, Y: 146, W: 166, H: 60},
		ballot: stage.Rect{X: 124, Y: 242, W: 112, H: 66}, yours: stage.Point{X: 62, Y: 270}, same: stage.Point{X: 299, Y: 274},
		line: 1.9,
	},
	stage.Regular: {
		head: stage.Point{X: 480, Y: 50}, cards: [2]stage.Rect{{X: 40, Y: 116, W: 196, H: 182}, {X: 40, Y: 326, W: 196, H: 182}},
		token: 112, part: stage.Point{X: 138, Y: 552},
		rail: stage.Rect{X: 300, Y: 100, W: 340, H: 12}, cloth: stage.Rect{X: 316, Y: 110, W: 308, H: 440}, sign: stage.Rect{X: 346, Y: 224, W: 248, H: 176},
		ballot: stage.Rect{X: 690, Y: 238, W: 226, H: 146}, yours: stage.Point{X: 803, Y: 164}, same: stage.Point{X: 803, Y: 456},
		line: 2.6,
	},
	stage.Wide: {
		head: stage.Point{X: 640, Y: 54}, cards: [2]stage.Rect{{X: 64, Y: 122, W: 226, H: 196}, {X: 64, Y: 350, W: 226, H: 196}},
		token: 122, part: stage.Point{X: 177, Y: 592},
		rail: stage.Rect{X: 424, Y: 106, W: 432, H: 14}, cloth: stage.Rect{X: 442, Y: 118, W: 396, H: 480}, sign: stage.Rect{X: 492, Y: 240, W: 296, H: 188},
		ballot: stage.Rect{X: 934, Y: 246, W: 276, H: 176}, yours: stage.Point{X: 1072, Y: 166}, same: stage.Point{X: 1072, Y: 504},
		line: 2.8,
	},
	stage.Pinned: {
		head: stage.Point{X: 195, Y: 19}, cards: [2]stage.Rect{{X: 8, Y: 48, W: 98, H: 94}, {X: 8, Y: 150, W: 98, H: 94}},
		token: 44,
		rail:  stage.Rect{X: 120, Y: 46, W: 152, H: 7}, cloth: stage.Rect{X: 126, Y: 52, W: 140, H: 188}, sign: stage.Rect{X: 131, Y: 92, W: 130, H: 104},
		ballot: stage.Rect{X: 287, Y: 114, W: 94, H: 62}, yours: stage.Point{X: 332, Y: 74}, same: stage.Point{X: 332, Y: 214},
		line: 1.8,
	},
}

var plans = withTall(&composed)

// withTall adds the tall composition: that of the narrow stage, where the cards, the curtain and the ballot get a third each of the extra height.
func withTall(all *[len(stage.Shapes)]plan) *[len(stage.Shapes)]plan {
	p := &all[stage.Tall]
	*p = all[stage.Narrow]
	third := stage.More / 3
	for i := range p.cards {
		p.cards[i].H += third
	}
	p.token += third * 0.7
	p.part.Y += third / 2
	p.rail.Y += third
	p.cloth.Y += third
	p.cloth.H += third
	p.sign.Y += 1.5 * third
	p.ballot.Y += 2 * third
	p.ballot.H += third
	p.yours.Y += 2.5 * third
	p.same.Y += 2.5 * third
	return all
}

// stand is the middle of nominee i on the card: on the side that faces away from what is written there,
// so that nothing is crossed on the way to the curtain.
func (p *plan) stand(i int) stage.Point {
	card := p.cards[i]
	if p.down {
		return stage.Point{X: card.Center().X, Y: card.Bottom() - p.token*0.62}
	}
	return stage.Point{X: card.Center().X, Y: card.Y + p.token*0.62}
}

// written is the middle of what is written on the card of nominee i.
func (p *plan) written(i int) stage.Point {
	card, at := p.cards[i], p.stand(i)
	if p.down {
		return stage.Point{X: at.X, Y: (card.Y + at.Y - p.token/2) / 2}
	}
	return stage.Point{X: at.X, Y: (card.Bottom() + at.Y + p.token/2) / 2}
}

// behind is where nominee i has gone, hidden by the curtain.
func (p *plan) behind(i int) stage.Point {
	if p.down {
		return stage.Point{X: p.stand(i).X, Y: p.cloth.Center().Y}
	}
	return stage.Point{X: p.cloth.X + p.token*0.5, Y: p.stand(i).Y}
}

// into is the line from the card of nominee i to the curtain.
func (p *plan) into(i int) (from, to stage.Point) {
	card := p.cards[i]
	if p.down {
		return stage.Point{X: card.Center().X, Y: card.Bottom()}, stage.Point{X: card.Center().X, Y: p.rail.Y}
	}
	return stage.Point{X: card.Right(), Y: card.Center().Y}, stage.Point{X: p.cloth.X, Y: card.Center().Y}
}

// out is the line from the curtain to the ballot.
func (p *plan) out() (from, to stage.Point) {
	b := p.ballot
	if p.down {
		return stage.Point{X: b.Center().X, Y: p.cloth.Bottom()}, stage.Point{X: b.Center().X, Y: b.Y}
	}
	return stage.Point{X: p.cloth.Right(), Y: b.Center().Y}, stage.Point{X: b.X, Y: b.Center().Y}
}

func controls() (all []stage.Control) {
	for i, value := range picks {
		control := stage.Control{Name: pick, Value: value, Answer: said.End()}
		for shape, p := range plans {
			control.Area[shape], control.Drop[shape] = p.cards[i], p.cloth
		}
		all = append(all, control)
	}
	return all
}
