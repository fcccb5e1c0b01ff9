package pack

import (
	"math"
	"slices"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// Draft is what a pack is written from. Lengths are in units, Em to the em.
type Draft struct {
	Lang    string
	RTL     bool
	Facts   story.Facts
	Format  story.Format
	Shapes  []DraftShape // at most 65,536
	Figures [weights][]DraftFigure
	Labels  []DraftLabel
}

// DraftShape is a glyph: how far it moves the pen, and its outline, y down, every contour begun by
// a MoveTo.
type DraftShape struct {
	Advance int
	Outline []stage.Seg
}

// DraftFigure is a character of changing numbers.
type DraftFigure struct {
	Char    rune
	Shape   int // index into Shapes; -1: blank
	Advance int
}

// DraftLabel is a shaped text.
type DraftLabel struct {
	Key   stage.TextKey
	Lines []DraftLine
}

// DraftLine is one of its lines.
type DraftLine struct {
	Width  int
	Glyphs []DraftGlyph
}

// DraftGlyph is a glyph of a line and its origin.
type DraftGlyph struct{ Shape, X, Y int }

// Write makes a pack; the same draft always gives the same bytes.
func Write(d Draft) []byte {
	w := &writer{texts: map[string]int{}}
	w.text(d.Lang)
	w.flag(d.RTL)

	ids := make([]string, 0, len(d.Facts))
	for id := range d.Facts {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	w.whole(len(ids))
	for _, id := range ids {
		w.text(id)
		for bits, i := math.Float64bits(d.Facts[id]), 0; i < 8; i++ {
			w.body = append(w.body, byte(bits>>(8*i)))
		}
	}
	for _, s := range formatTexts(&d.Format) {
		w.text(*s)
	}
	w.whole(len(d.Format.Months))
	for _, m := range d.Format.Months {
		w.text(m)
	}

	w.whole(len(d.Shapes))
	for _, s := range d.Shapes {
		w.whole(s.Advance)
		outline := appendOutline(nil, s.Outline)
		w.whole(len(outline))
		w.body = append(w.body, outline...)
	}
	for _, figures := range d.Figures {
		w.whole(len(figures))
		for _, f := range figures {
			w.whole(int(f.Char))
			w.whole(f.Shape + 1)
			w.whole(f.Advance)
		}
	}
	w.labels(d)

	data := []byte(magic)
	data = appendWhole(data, len(w.order))
	for _, s := range w.order {
		data = appendWhole(data, len(s))
		data = append(data, s...)
	}
	return append(data, w.body...)
}

// writer collects the part of a pack after its strings.
type writer struct {
	body  []byte
	texts map[string]int
	order []string
}

func (w *writer) whole(v int) { w.body = appendWhole(w.body, v) }

func (w *writer) flag(v bool) {
	if v {
		w.whole(1)
	} else {
		w.whole(0)
	}
}

func (w *writer) text(s string) {
	i, ok := w.texts[s]
	if !ok {
		i = len(w.order)
		w.texts[s] = i
		w.order = append(w.order, s)
	}
	w.whole(i)
}

// labels writes the lines, each once however many labels share it, and then the labels.
func (w *writer) labels(d Draft) {
	seen := map[string]int{}
	var lines []byte
	index := func(l DraftLine) int {
		b := appendLine(nil, l, d.Shapes)
		i, ok := seen[string(b)]
		if !ok {
			i = len(seen)
			seen[string(b)] = i
			lines = append(lines, b...)
		}
		return i
	}
	labels := make([][]int, len(d.Labels))
	for i, l := range d.Labels {
		for _, line := range l.Lines {
			labels[i] = append(labels[i], index(line))
		}
	}
	w.whole(len(seen))
	w.body = append(w.body, lines...)
	w.whole(len(d.Labels))
	for i, l := range d.Labels {
		w.text(l.Key.Words)
		w.whole(int(l.Key.Weight))
		w.whole(int(l.Key.Wrap))
		w.whole(len(labels[i]))
		for _, line := range labels[i] {
			w.whole(line)
		}
	}
}

func appendLine(b []byte, l DraftLine, shapes []DraftShape) []byte {
	raised := slices.ContainsFunc(l.Glyphs, func(g DraftGlyph) bool { return g.Y != 0 })
	b = appendWhole(b, l.Width)
	n := len(l.Glyphs) * 2
	if raised {
		n++
	}
	b = appendWhole(b, n)
	pen := 0
	for _, g := range l.Glyphs {
		b = appendWhole(b, g.Shape)
		b = appendSigned(b, g.X-pen)
		if raised {
			b = appendSigned(b, g.Y)
		}
		pen = g.X + shapes[g.Shape].Advance
	}
	return b
}

func appendOutline(b []byte, segs []stage.Seg) []byte {
	x, y := 0, 0
	point := func(p stage.Point) {
		px, py := round(p.X/grid), round(p.Y/grid)
		b = appendSigned(appendSigned(b, px-x), py-y)
		x, y = px, py
	}
	for len(segs) > 0 {
		n := 1 // of this contour's segments, the move included
		for n < len(segs) && segs[n].Op != stage.MoveTo {
			n++
		}
		contour := segs[1:n]
		b = appendWhole(b, len(contour))
		point(segs[0].P[0])
		codes := make([]byte, (len(contour)+3)/4)
		for i := range contour {
			codes[i/4] |= code(contour[i:]) << (i % 4 * 2)
		}
		b = append(b, codes...)
		for i, s := range contour {
			points := s.P[:s.Op.Points()]
			if code(contour[i:]) == smoothCode {
				points = points[:1]
			}
			for _, p := range points {
				point(p)
			}
		}
		segs = segs[n:]
	}
	return b
}

// code is that of the first of a contour's remaining segments.
func code(segs []stage.Seg) byte {
	switch segs[0].Op {
	case stage.LineTo:
		return lineCode
	case stage.CubeTo:
		return cubeCode
	}
	if len(segs) > 1 && segs[1].Op == stage.QuadTo {
		end, middle := segs[0].P[1], stage.Lerp(segs[0].P[0], segs[1].P[0], 0.5)
		if max(end.X-middle.X, middle.X-end.X, end.Y-middle.Y, middle.Y-end.Y) < 0.6 {
			return smoothCode
		}
	}
	return quadCode
}

func appendWhole(b []byte, v int) []byte {
	for ; v >= 0x80; v >>= 7 {
		b = append(b, byte(v)|0x80)
	}
	return append(b, byte(v))
}

func appendSigned(b []byte, v int) []byte {
	if v < 0 {
		return appendWhole(b, -v*2-1)
	}
	return appendWhole(b, v*2)
}

func round(v float32) int { return int(math.Floor(float64(v) + 0.5)) }
