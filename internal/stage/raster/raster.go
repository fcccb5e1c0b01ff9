// Package raster draws what a canvas recorded as a bitmap, without a GPU or a browser: the stills that
// the site offers as PNG. It draws what package svg writes.
package raster

import (
	"image"
	"image/color"
	"image/draw"

	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
)

// Options say how a bitmap is coloured and how large it is.
type Options struct {
	Palette *stage.Palette
	Scale   float32 // pixels per unit
	Foot    float32 // units below the stage, for a caption; see svg.Options
}

// Render draws the canvas.
func Render(c *stage.Canvas, pack *pack.Language, o Options) *image.RGBA {
	w, h := c.Size()
	p := &picture{pack: pack, Options: o, mirror: c.Mirror, width: w}
	p.img = image.NewRGBA(image.Rect(0, 0, int(w*o.Scale+0.5), int((h+o.Foot)*o.Scale+0.5)))
	draw.Draw(p.img, p.img.Rect, p.colour(stage.Paper.Solid()), image.Point{}, draw.Src)
	for i := range c.Items {
		p.item(&c.Items[i])
	}
	return p.img
}

type picture struct {
	Options
	pack   *pack.Language
	mirror bool
	width  float32
	img    *image.RGBA
	clip   image.Rectangle
}

func (p *picture) colour(paint stage.Paint) *image.Uniform {
	c := p.Palette[paint.Role]
	return image.NewUniform(color.NRGBA{c.R, c.G, c.B, uint8(min(paint.Alpha, 1)*255 + 0.5)})
}

// fill paints outlines in units, by the non-zero rule: pieces that turn the same way are one area.
func (p *picture) fill(segs []stage.Seg, paint stage.Paint) {
	if !paint.Visible() {
		return
	}
	p.mask(segs, func(at image.Rectangle, mask *image.Alpha) {
		draw.DrawMask(p.img, at.Intersect(p.clip), p.colour(paint), image.Point{}, mask, at.Intersect(p.clip).Min.Sub(at.Min), draw.Over)
	})
}

// mask calls paint with the coverage of outlines, and where on the bitmap it lies.
func (p *picture) mask(segs []stage.Seg, paint func(at image.Rectangle, mask *image.Alpha)) {
	pix, w, h, left, top := pack.Rasterise(segs, p.Scale, 0)
	if w > 0 && h > 0 {
		paint(image.Rect(left, top, left+w, top+h), &image.Alpha{Pix: pix, Stride: w, Rect: image.Rect(0, 0, w, h)})
	}
}

func (p *picture) item(it *stage.Item) {
	p.clip = p.img.Rect
	if r := it.Clip; r != nil {
		px := func(v float32) int { return int(v*p.Scale + 0.5) }
		p.clip = p.clip.Intersect(image.Rect(px(r.X), px(r.Y), px(r.Right()), px(r.Bottom())))
	}
	switch it.Kind {
	case stage.BoxItem:
		p.fill(roundedBox(it, 0), it.Fill)
		p.fill(boxStroke(it), it.Stroke)
	case stage.PathItem:
		p.fill(polygon(it.Points), it.Fill)
		p.fill(pathStroke(it), it.Stroke)
	case stage.ConeItem:
		p.cone(it)
	case stage.NamedItem:
		p.fill(placed(it.Named.Outline(), it.Size, it.Angle, it.Center), it.Fill)
	case stage.LabelItem:
		run, _ := p.pack.Label(it.Key)
		p.text(it, run.Lines)
	case stage.FigureItem:
		p.text(it, []pack.Line{p.pack.Figure(it.Weight, it.Text)})
	case stage.DotsItem:
		p.dots(it.Dots)
	}
}

func (p *picture) text(it *stage.Item, lines []pack.Line) {
	var segs []stage.Seg
	for i, line := range lines {
		x := it.Align.Start(line.Width)
		y := float32(i) * stage.LineHeight
		for _, g := range line.Glyphs {
			outline := placed(p.pack.Outline(g.ID), 1, 0, stage.Point{X: x + g.X, Y: y + g.Y})
			segs = append(segs, placed(outline, it.Size, it.Angle, it.Center)...)
		}
	}
	p.fill(segs, it.Fill)
}

// cone paints a triangle whose opacity falls from its first point to the opposite side.
func (p *picture) cone(it *stage.Item) {
	eye, far := it.Points[0], stage.Lerp(it.Points[1], it.Points[2], 0.5)
	along := far.Sub(eye)
	length := along.X*along.X + along.Y*along.Y
	p.mask(polygon(it.Points), func(at image.Rectangle, mask *image.Alpha) {
		for y := range mask.Rect.Dy() {
			for x := range mask.Rect.Dx() {
				v := stage.Point{X: (float32(at.Min.X+x) + 0.5) / p.Scale, Y: (float32(at.Min.Y+y) + 0.5) / p.Scale}.Sub(eye)
				i := mask.PixOffset(x, y)
				mask.Pix[i] = uint8(float32(mask.Pix[i])*faded((v.X*along.X+v.Y*along.Y)/length) + 0.5)
			}
		}
		draw.DrawMask(p.img, at.Intersect(p.clip), p.colour(it.Fill), image.Point{}, mask, at.Intersect(p.clip).Min.Sub(at.Min), draw.Over)
	})
}

// faded is a cone's opacity at a share of its way.
func faded(share float32) float32 {
	fade := stage.ConeFade
	for i := 1; i < len(fade); i++ {
		if share < fade[i].At {
			a, b := fade[i-1], fade[i]
			return stage.Mix(a.Alpha, b.Alpha, max(0, share-a.At)/(b.At-a.At))
		}
	}
	return fade[len(fade)-1].Alpha
}

// dots paints a field band by band; the dot in which a band ends has that much of its opacity.
func (p *picture) dots(d *stage.Dots) {
	lattice := d.Lattice(p.Scale)
	order := make([]int, d.Count()) // the dots in the order in which they fill
	for i := range order {
		if d.Flow == stage.Scattered {
			order[stage.Rank(i)] = i
		} else {
			order[i] = i
		}
	}
	from := float32(0)
	for _, band := range d.Bands {
		until := min(band.Until, float32(len(order)))
		if until > from {
			first, last := int(from+0.999), int(until)
			p.fill(p.someDots(d, order[min(first, last):last], lattice.Size, band.Ring), band.Paint)
			if rest := until - float32(last); rest > 0.01 {
				p.fill(p.someDots(d, order[last:last+1], lattice.Size, band.Ring), stage.Paint{Role: band.Paint.Role, Alpha: band.Paint.Alpha * rest})
			}
		}
		from = max(from, until)
	}
}

func (p *picture) someDots(d *stage.Dots, which []int, size float32, ring bool) []stage.Seg {
	var segs []stage.Seg
	square := (d.Square || d.Flow == stage.Scattered) && !ring
	for _, i := range which {
		c := d.Center(i, p.Scale)
		if p.mirror {
			c.X = p.width - c.X
		}
		switch r := size / 2; {
		case square:
			segs = append(segs, polygon([]stage.Point{c.Add(-r, -r), c.Add(r, -r), c.Add(r, r), c.Add(-r, r)})...)
		case ring:
			segs = append(segs, dot(c, r)...)
			segs = append(segs, reversed(dot(c, r-size*0.17))...)
		default:
			segs = append(segs, dot(c, r)...)
		}
	}
	return segs
}
