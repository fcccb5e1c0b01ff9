package svg

import "twoboxes/internal/stage"

// dots writes a field as uses of one whole block and single dots for the rest: its size grows with
// the number of blocks, not of dots. (A pattern would be smaller still, but browsers paint it
// blurred and paler than the engine's field.)
func (p *picture) dots(it *stage.Item) {
	d := *it.Dots
	if p.mirror {
		p.s(`<g transform="matrix(-1 0 0 1 `).n(p.width).s(` 0)">`)
	}
	from := float32(0)
	for _, band := range d.Bands {
		until := min(band.Until, float32(d.Count()))
		if until > from && band.Paint.Visible() {
			p.band(d, int(from+0.999), until, band)
		}
		from = max(from, until)
	}
	if p.mirror {
		p.s(`</g>`)
	}
}

func (p *picture) band(d stage.Dots, from int, until float32, band stage.Band) {
	if d.Flow == stage.Scattered {
		p.scattered(d, from, int(until), band)
		return
	}
	per := d.Side * d.Side
	to := int(until)
	if first, last := (from+per-1)/per, to/per; last > first+1 {
		p.run(d, from, first*per, band, "")
		id := p.id()
		p.run(d, first*per, (first+1)*per, band, id)
		b := d.Block(first, 0)
		for i := first + 1; i < last; i++ {
			at := d.Block(i, 0)
			p.use(id).s(` x="`).n(at.X - b.X).s(`" y="`).n(at.Y - b.Y).s(`"/>`)
		}
		from = last * per
	}
	p.run(d, from, to, band, "")
	if rest := until - float32(to); rest > 0.01 {
		band.Paint.Alpha *= rest
		p.run(d, to, to+1, band, "")
	}
}

// scattered draws the dots of ranks from to to-1 as squares.
func (p *picture) scattered(d stage.Dots, from, to int, band stage.Band) {
	l := d.Lattice(0)
	p.s(`<path fill="none" stroke-width="`).n(l.Size).s(`"`)
	p.paint("stroke", band.Paint)
	p.s(` d="`)
	for i := range d.Count() {
		if rank := stage.Rank(i); rank >= from && rank < to {
			c := d.Center(i, 0)
			p.s(`M`).at(c.X-l.Size/2, c.Y).s(`h`).n(l.Size)
		}
	}
	p.s(`"/>`)
}

// run draws dots from to to-1: squares as dashed lines, one a row; round ones each by itself, as
// browsers paint round dashes paler than discs.
func (p *picture) run(d stage.Dots, from, to int, band stage.Band, id string) {
	if from >= to {
		return
	}
	l := d.Lattice(0)
	p.s(`<path`)
	if id != "" {
		p.s(` id="`).s(id).s(`"`)
	}
	radius := l.Size / 2
	switch {
	case band.Ring:
		radius = l.Size * 0.415
		p.s(` fill="none" stroke-width="`).n(l.Size * 0.17).s(`"`)
		p.paint("stroke", band.Paint)
	case d.Square:
		p.s(` fill="none" stroke-width="`).n(l.Size).s(`" stroke-dasharray="`).n(l.Size).s(` `).n(l.Pitch - l.Size).s(`"`)
		p.paint("stroke", band.Paint)
	default:
		p.fill(band.Paint)
	}
	p.s(` d="`)
	for i := from; i < to; {
		c := d.Center(i, 0)
		if d.Square && !band.Ring {
			n := min(d.Side-i%d.Side, to-i)
			p.s(`M`).at(c.X-l.Size/2, c.Y).s(`h`).n(l.Pitch*float32(n-1) + l.Size)
			i += n
			continue
		}
		p.s(`M`).at(c.X-radius, c.Y)
		for _, across := range [2]float32{2 * radius, -2 * radius} {
			p.s(`a`).n(radius).s(` `).n(radius).s(` 0 1 0 `).n(across).s(` 0`)
		}
		i++
	}
	p.s(`"/>`)
}
