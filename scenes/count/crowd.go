package count

import (
	"slices"

	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// crowd is ten thousand votes with some of them folded, dark, everywhere alike. Gold is for what is the reader's own: the
// sheet, and the invented numbers.
func (p *plan) crowd(c *stage.Canvas, r stage.Rect, ground stage.Role, folded int) {
	c.Box(r, 0, stage.Fill(ground.Solid()))
	switch {
	case folded <= 0:
		return
	case folded >= props.All:
		c.Box(r, 0, stage.Fill(stage.Ink.Solid()))
		return
	}
	dot := float32(1)
	if folded <= enlarged { // few: seen where a vote is smaller than a pixel
		dot = max(1, leastDot*float32(p.cells[0])/r.W)
	}
	c.Field(stage.Dots{
		Area: r, Cols: p.cells[0] / 5, Rows: p.cells[1] / 5, Side: 5, Dot: dot, Square: true, Flow: stage.Scattered,
		Bands: []stage.Band{{Until: float32(folded), Paint: stage.Ink.Solid()}},
	})
}

// leastDot is the least side of a folded vote where there are few.
const leastDot = 1.6

// field is the largest place for a crowd on the floor of r.
func (p *plan) field(r stage.Rect) stage.Rect {
	pitch := min(r.W/float32(p.cells[0]), r.H/float32(p.cells[1]))
	w, h := pitch*float32(p.cells[0]), pitch*float32(p.cells[1])
	return stage.Rect{X: r.X + (r.W-w)/2, Y: r.Bottom() - h, W: w, H: h}
}

const lens = 12 // votes seen close up

// drawTray draws the votes before they are cast, some of them close up: the reader's own is one.
func (p *plan) drawTray(c *stage.Canvas, f stage.Frame, s state) {
	tray := p.tray
	c.Box(tray, p.line, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.4})
	pad := min(tray.H*0.06, tray.W*0.027)
	side := min(tray.H-2*pad, tray.W*0.394)
	votes := stage.Rect{X: tray.X + pad, Y: tray.Y + (tray.H-side)/2, W: side, H: side}
	c.Faded(s.arrived, func() {
		square := plan{cells: [2]int{100, 100}}
		square.crowd(c, votes, stage.Shade, s.country.Disagree)
		c.Box(votes, 0, stage.Line(stage.Muted.At(0.6), 1))
	})
	size := stage.Small()[c.Shape]
	x := votes.Right() + 2.2*pad
	c.Label(votesLabel, stage.Point{X: x, Y: tray.Y + pad + size}, stage.Ink.Solid())
	c.Label(closeLabel, stage.Point{X: x, Y: tray.Y + pad + 2.3*size}, stage.Muted.Solid())
	area := stage.Rect{X: x, Y: tray.Y + pad + 2.9*size, W: tray.Right() - pad - x, H: tray.H - 2*pad - 2.9*size}
	cols := 4
	if area.W > 2.6*area.H {
		cols = 6
	}
	rows := lens / cols
	cell := min(area.W/float32(cols), area.H/float32(rows))
	middle := stage.Point{X: votes.Right(), Y: votes.Center().Y}
	c.Polygon(stage.Fill(stage.Shade.Solid()), middle, stage.Point{X: area.X - pad*0.4, Y: area.Y}, stage.Point{X: area.X - pad*0.4, Y: area.Bottom()})
	for i := range lens {
		at := stage.Point{X: area.X + cell*(float32(i%cols)+0.5), Y: area.Y + (area.H-cell*float32(rows))/2 + cell*(float32(i/cols)+0.5)}
		// Corners fold at even ranks: the reader's own last, or first if it was cast in the red box.
		rank, own := i, i == lens-2
		switch {
		case own && s.against:
			rank = 0
		case own:
			rank = lens - 1
		default:
			if i == lens-1 {
				rank = lens - 2
			}
			if s.against {
				rank++
			}
		}
		least := 1 + rank*(props.All-1)/(lens-1)
		sheet(c, at, cell*0.8, s.country.Disagree >= least, own, p.line)
	}
}

// sheet draws a vote; folded: its corner is turned up, where its voter disagrees.
func sheet(c *stage.Canvas, at stage.Point, side float32, folded, own bool, width float32) {
	r := stage.Rect{X: at.X - side/2, Y: at.Y - side/2, W: side, H: side}
	if own {
		c.Object(stage.YourSheet, r, func() {
			paper(c, r.Inset(-width/2), stage.Gold, folded)
		})
		return
	}
	paper(c, r, stage.Leaf, folded)
}

func paper(c *stage.Canvas, r stage.Rect, front stage.Role, folded bool) {
	side := r.W
	c.Box(r, 0, stage.Style{Fill: front.Solid(), Stroke: stage.LeafInk.Solid(), Width: min(1.6, side*0.08)})
	if folded {
		fold := side * 0.42
		c.Polygon(stage.Fill(stage.LeafInk.Solid()),
			stage.Point{X: r.Right(), Y: r.Bottom() - fold}, stage.Point{X: r.Right() - fold, Y: r.Bottom() - fold}, stage.Point{X: r.Right() - fold, Y: r.Bottom()})
	}
}

// header draws the head of a box with what it is for, and gives what is below it.
func (p *plan) boxFrame(c *stage.Canvas, i int) (body stage.Rect) {
	r, role, tint, radius := p.boxes[i], stage.For, stage.ForTint, p.header*0.45
	l, mark := forLabel, stage.Ring
	if i == 1 {
		role, tint, radius, l, mark = stage.Against, stage.AgainstTint, 0, againstLabel, stage.Cross
	}
	body = stage.Rect{X: r.X + p.line, Y: r.Y + p.header/2, W: r.W - 2*p.line, H: r.H - p.header/2}
	c.Box(body, radius*0.6, stage.Style{Fill: tint.Solid(), Stroke: role.Solid(), Width: 1.4 * p.line})
	c.Box(stage.Rect{X: r.X, Y: r.Y, W: r.W, H: p.header}, radius, stage.Fill(role.Solid()))
	size := l.Size[c.Shape]
	base := r.Y + p.header/2 + size*stage.CapMiddle
	c.Named(mark, stage.Point{X: r.X + size*0.9, Y: r.Y + p.header/2}, size*0.75, stage.AgainstInk.Solid())
	c.Label(l, stage.Point{X: r.X + size*1.6, Y: base}, stage.AgainstInk.Solid())
	return stage.Rect{X: body.X + 2*p.line, Y: r.Y + p.header + p.line, W: body.W - 4*p.line, H: r.H - p.header - 3*p.line}
}

// enlarged is how many votes against are drawn so that they can be counted.
const enlarged = 60

// drawBoxes draws both boxes with what lies in them: what the reader knows, and the report does not.
func (p *plan) drawBoxes(c *stage.Canvas, f stage.Frame, s state) {
	inside := p.boxFrame(c, 0)
	folded := s.country.Disagree - s.reads
	crowd := p.field(inside)
	p.crowd(c, crowd, stage.ForTint, folded)
	tag := func(i, votes int) {
		if s.known { // behind a screen nothing is, until the reader says how many disagree
			p.slip(c, stage.Point{X: p.boxes[i].Right() - 2*p.line, Y: p.boxes[i].Y + p.header/2}, f.Format.Count(float64(votes)), nil)
		}
	}
	tag(0, props.All-s.reads)
	if folded > 0 && c.Shape != stage.Pinned {
		p.slip(c, stage.Point{X: inside.Right(), Y: inside.Y + stage.Small()[c.Shape]*0.75}, f.Format.Count(float64(folded)), &foldedLabel)
	}
	if s.reads < props.All {
		sheet(c, crowd.Center(), max(5*p.line, crowd.H*0.1), folded >= props.All-s.reads, true, 0.8*p.line)
	}

	inside = p.boxFrame(c, 1)
	tag(1, s.reads)
	moved := casting.InOut(s.cast)
	if s.reads > enlarged {
		p.drawCast(c, crowd, p.field(inside), moved)
		d := stage.Dots{
			Area: p.field(inside), Cols: p.cells[0] / 5, Rows: p.cells[1] / 5, Side: 5, Dot: 1, Square: true, Flow: stage.RowsUp,
			Bands: []stage.Band{{Until: float32(s.reads), Paint: stage.Ink.Solid()}},
		}
		c.Faded(2*moved-1, func() { c.Field(d) })
		return
	}
	cols, cell := 1, float32(0)
	for n := 1; n <= max(1, s.reads); n++ {
		rows := (s.reads + n - 1) / n
		if size := min(inside.W/float32(n), inside.H/float32(max(rows, 1))); size > cell {
			cols, cell = n, size
		}
	}
	cell = min(cell, inside.H*0.48)
	cols = min(int(inside.W/cell), max(1, s.reads))
	for i := range s.reads {
		at := stage.Point{X: inside.X + cell*(float32(i%cols)+0.5), Y: inside.Bottom() - cell*(float32(i/cols)+0.5)}
		sheet(c, leap(crowd.Center(), at).At(moved), cell*0.76, true, false, 0)
	}
}

// leap is the arc of a vote from one box to the other.
func leap(from, to stage.Point) stage.Curve {
	high := min(from.Y, to.Y) - 0.4*max(abs(from.X-to.X), abs(from.Y-to.Y))
	return stage.Curve{from, {X: from.X, Y: high}, {X: to.X, Y: high}, to}
}

func abs(x float32) float32 { return max(x, -x) }

// drawCast draws some of many votes on their way from one box to the other.
func (p *plan) drawCast(c *stage.Canvas, from, to stage.Rect, moved float32) {
	if moved <= 0 || moved >= 1 {
		return
	}
	for i := range lens {
		end := stage.Point{X: stage.Mix(to.X, to.Right(), (float32(i)+0.5)/lens), Y: to.Bottom()}
		sheet(c, leap(from.Center(), end).At(moved), 4*p.line, true, false, 0)
	}
}

// drawUnverified draws the count that nobody can verify, dark, with the reader's sheet in it, between the number and very different
// countries that it could come from; or the one that the reader sets.
func (p *plan) drawUnverified(c *stage.Canvas, f stage.Frame, s state) {
	first, last, size := p.cards[0], p.cards[2], uncheckedLabel.Size[c.Shape]
	count := stage.Rect{X: first.X, Y: first.Y, W: last.Right() - first.X, H: 2 * size}
	down := count.H + 0.5*size
	below := stage.Rect{X: count.X, Y: count.Y + down, W: count.W, H: last.Bottom() - count.Y - down}
	all := ordered(s.invented.Countries)
	switch {
	case s.moved:
		p.drawCountry(c, f, below, s.country, false)
	case last.Y > first.Y: // one over the other
		for i, k := range all {
			r := stage.Rect{X: below.X, Y: below.Y + float32(i)*(below.H+0.3*size)/3, W: below.W, H: (below.H - 0.6*size) / 3}
			p.drawCountry(c, f, r, k, false)
		}
	default:
		for i, k := range all {
			p.drawCountry(c, f, stage.Rect{X: p.cards[i].X, Y: below.Y, W: p.cards[i].W, H: below.H}, k, false)
		}
	}
	c.Faded(lighting.Out(s.since), func() {
		props.DrawDarkBox(c, count)
		beside := 0.85 * count.H // the sheet
		c.LabelIn(uncheckedLabel, stage.Rect{X: count.X + beside, Y: count.Y, W: count.W - beside, H: count.H}, stage.PanelInk.Solid())
	})
	sheet(c, stage.Point{X: count.X + count.H/2, Y: count.Center().Y}, 0.5*count.H, false, true, 0.8*p.line)
}

// drawCrowds draws three countries side by side, and the same number on each.
func (p *plan) drawCrowds(c *stage.Canvas, f stage.Frame, s state) {
	for i, k := range ordered(s.invented.Countries) {
		p.drawCountry(c, f, p.cards[i], k, true)
	}
}

// ordered are countries by how many disagree.
func ordered(all []props.Country) []props.Country {
	all = slices.Clone(all)
	for i := range all {
		for k := i; k > 0 && all[k].Disagree < all[k-1].Disagree; k-- {
			all[k], all[k-1] = all[k-1], all[k]
		}
	}
	return all
}

// crowdCells are how ten thousand votes can lie in rows, from a square to a strip.
var crowdCells = [...][2]int{{100, 100}, {125, 80}, {200, 50}, {250, 40}, {400, 25}}

// drawCountry draws a country's crowd with how many of it disagree, and what its report reads, if that is known.
func (p *plan) drawCountry(c *stage.Canvas, f stage.Frame, r stage.Rect, k props.Country, reads bool) {
	c.Box(r, 2.5*p.line, stage.Style{Fill: stage.ForTint.Solid(), Stroke: stage.For.Solid(), Width: 1.3 * p.line})
	slip := stage.Small()[c.Shape] * 1.4
	inside := stage.Rect{X: r.X + 2*p.line, Y: r.Y + 2*p.line, W: r.W - 4*p.line, H: r.H - 4*p.line}
	if inside.W < 1.5*inside.H { // room for the slips above the crowd
		inside.Y += slip
		inside.H -= slip
	}
	card := *p
	for _, cells := range crowdCells { // the one that fills it best
		if next := (&plan{cells: cells}).field(inside); next.W*next.H > card.field(inside).W*card.field(inside).H {
			card.cells = cells
		}
	}
	crowd := card.field(inside)
	if k.Disagree >= props.All { // everybody fills the card
		crowd = r.Inset(2 * p.line)
	}
	card.crowd(c, crowd, stage.ForTint, k.Disagree)
	y := r.Y + 2*p.line + slip/2
	disagree := f.Format.Count(float64(k.Disagree))
	p.slipStart(c, stage.Point{X: r.X + 2*p.line, Y: y}, disagree, &countryLabel)
	if !reads {
		return
	}
	number := f.Format.Count(float64(k.Reads()))
	if p.slipWidth(c, disagree, &countryLabel)+p.slipWidth(c, number, nil) > inside.W-p.line {
		y = r.Bottom() - 2*p.line - slip/2
	}
	p.slip(c, stage.Point{X: r.Right() - 2*p.line, Y: y}, number, nil)
}

// slip draws an invented number on gold, dashed, with words after it, so that it ends at a point.
func (p *plan) slip(c *stage.Canvas, end stage.Point, number string, l *stage.Label) {
	w := p.slipWidth(c, number, l)
	p.slipStart(c, end.Add(-w, 0), number, l)
}

func (p *plan) slipWidth(c *stage.Canvas, number string, l *stage.Label) float32 {
	w := c.FigureWidth(slipFigures, number) + slipFigures.Size[c.Shape]*0.7
	if l != nil {
		words, _ := c.LabelSize(*l)
		w += words + slipFigures.Size[c.Shape]*0.35
	}
	return w
}

// slipStart is slip, so that it begins at a point.
func (p *plan) slipStart(c *stage.Canvas, start stage.Point, number string, l *stage.Label) {
	size := slipFigures.Size[c.Shape]
	w := p.slipWidth(c, number, l)
	c.Box(stage.Rect{X: start.X, Y: start.Y - size*0.62, W: w, H: size * 1.24}, 2, stage.Style{
		Fill: stage.Gold.Solid(), Stroke: stage.GoldInk.Solid(), Width: 1.1, Dash: ownDash,
	})
	base := start.Add(size*0.35, size*stage.CapMiddle)
	c.Figure(slipFigures, number, base, stage.GoldInk.Solid())
	if l != nil {
		c.Label(*l, base.Add(c.FigureWidth(slipFigures, number)+size*0.35, 0), stage.GoldInk.Solid())
	}
}

// pieces is a share of all as so many in 10, 100, 1,000 or 10,000, the smallest that makes it whole.
func pieces(value int) (count, of int) {
	of = 10
	for of < props.All && value*of%props.All != 0 {
		of *= 10
	}
	return value * of / props.All, of
}
