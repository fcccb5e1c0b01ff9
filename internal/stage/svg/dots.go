package svg

import "twoboxes/internal/stage"

// dots writes a field as one pattern for whole blocks and dashed lines for the rest: its size
// grows with the number of blocks and rows, not of dots.
func (p *picture) dots(it *stage.Item) {
	d := it.Dots
	l := d.Lattice(0)
	per := d.Side * d.Side
	if p.mirror {
		p.s(`<g transform="matrix(-1 0 0 1 `).n(p.width).s(` 0)">`)
	}
	from := float32(0)
	for _, band := range d.Bands {
		until := min(band.Until, float32(d.Count()))
		if until > from && band.Paint.Visible() {
			p.band(d, l, per, int(from+0.999), until, band)
		}
		from = max(from, until)
	}
	if p.mirror {
		p.s(`</g>`)
	}
}

func (p *picture) band(d stage.Dots, l stage.Lattice, per, from int, until float32, band stage.Band) {
	to := int(until)
	if band.Ring {
		p.s(`<path fill="none" stroke-width="`).n(l.Size * 0.17).s(`"`)
		p.paint("stroke", band.Paint)
		p.s(` d="`)
		r := l.Size * 0.415
		for i := from; i < to; i++ {
			c := d.Center(i, 0)
			p.s(`M`).at(c.X-r, c.Y).s(`a`).n(r).s(` `).n(r).s(` 0 1 0 `).n(2 * r).s(` 0a`).n(r).s(` `).n(r).s(` 0 1 0 `).n(-2 * r).s(` 0`)
		}
		p.s(`"/>`)
		return
	}
	if first, last := (from+per-1)/per, to/per; last > first && d.Cols*d.Rows > 1 {
		p.whole(d, l, first, last, band.Paint)
		p.rows(d, l, from, first*per, band.Paint)
		p.rows(d, l, last*per, to, band.Paint)
	} else {
		p.rows(d, l, from, to, band.Paint)
	}
	if rest := until - float32(to); rest > 0.01 {
		faded := band.Paint
		faded.Alpha *= rest
		p.rows(d, l, to, to+1, faded)
	}
}

// whole fills blocks first to last-1 with a pattern of one block.
func (p *picture) whole(d stage.Dots, l stage.Lattice, first, last int, paint stage.Paint) {
	id := p.id()
	p.s(`<pattern id="`).s(id).s(`" patternUnits="userSpaceOnUse" x="`).n(l.Origin.X).s(`" y="`).n(l.Origin.Y).
		s(`" width="`).n(l.BlockX).s(`" height="`).n(l.BlockY).s(`">`)
	p.line(d, l, paint)
	for row := range d.Side {
		p.s(`M`).at(start(d, l), (float32(row)+0.5)*l.Pitch).s(`h`).n(length(d, l, d.Side))
	}
	p.s(`"/></pattern><path fill="url(#`).s(id).s(`)" d="`)
	for i := first; i < last; i++ {
		b := d.Block(i, 0)
		p.s(`M`).at(b.X, b.Y).s(`h`).n(b.W).s(`v`).n(b.H).s(`h`).n(-b.W).s(`z`)
	}
	p.s(`"/>`)
}

// rows draws dots from to to-1 as dashed lines, one a row.
func (p *picture) rows(d stage.Dots, l stage.Lattice, from, to int, paint stage.Paint) {
	if from >= to {
		return
	}
	p.line(d, l, paint)
	for i := from; i < to; {
		n := min(d.Side-i%d.Side, to-i)
		c := d.Center(i, 0)
		p.s(`M`).at(c.X-l.Pitch/2+start(d, l), c.Y).s(`h`).n(length(d, l, n))
		i += n
	}
	p.s(`"/>`)
}

// line opens the path element whose dashes are dots.
func (p *picture) line(d stage.Dots, l stage.Lattice, paint stage.Paint) {
	p.s(`<path fill="none"`)
	p.paint("stroke", paint)
	p.s(` stroke-width="`).n(l.Size).s(`" stroke-dasharray="`)
	if d.Square {
		p.n(l.Size).s(` `).n(l.Pitch - l.Size)
	} else {
		p.s(`0 `).n(l.Pitch).s(`" stroke-linecap="round`)
	}
	p.s(`" d="`)
}

// start is where in its cell a row of dashes begins, so that each dash lies in its dot's middle.
func start(d stage.Dots, l stage.Lattice) float32 {
	if d.Square {
		return (l.Pitch - l.Size) / 2
	}
	return l.Pitch / 2
}

// length is the length of a line of n dots; for round dots well beyond the last one's start, as
// rounded dashes drift.
func length(d stage.Dots, l stage.Lattice, n int) float32 {
	if d.Square {
		return l.Pitch*float32(n-1) + l.Size
	}
	return l.Pitch * (float32(n) - 0.5)
}
