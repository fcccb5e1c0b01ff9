package pack

import (
	"errors"
	"math"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// A pack is the magic, then whole numbers as varints (seven bits a byte, low ones first, the
// eighth set if more follow; signed ones zigzag), in this order:
//
//	strings  count, then each: length, bytes
//	language string, right to left 0|1
//	facts    count, then each: id string, value as 8 bytes, IEEE 754, low one first
//	format   8 strings, count of months, then each: string
//	glyphs   count, then each: advance, length of its outline, outline
//	figures  for both weights: count, then each: character, glyph+1 (0: blank), advance
//	lines    count, then each: width, count of glyphs·2 + 1 if they have a y, then each glyph:
//	         glyph, distance from where the glyph before it ended, y
//	labels   count, then each: words string, weight, wrap, count of lines, then each: line
//
// where "string" is an index into the strings. An outline is its contours, each: count of segments,
// start point, their codes four to a byte, their points; every point as the distance from the one
// before it, in steps of grid.
const magic = "2boxes\x00\x01" // the last byte is the version

// Codes of an outline's segments. The end of a smooth curve is left out: it lies midway between its
// control point and that of the next segment.
const (
	lineCode = iota
	quadCode
	cubeCode
	smoothCode
)

// farthest is how far from its origin an outline may reach, in steps of grid.
const farthest = 16 * Em / grid

var (
	errNoPack  = errors.New("pack: this is not a pack of this version")
	errCut     = errors.New("pack: the pack is cut short")
	errTooLong = errors.New("pack: the pack has bytes after its end")
	errIndex   = errors.New("pack: the pack refers to something it does not hold")
	errNumber  = errors.New("pack: the pack holds a number that is out of range")
)

// Read opens a pack. It keeps data, which must not change afterwards. Any bytes may be given: what
// is not a whole pack is an error.
func Read(data []byte) (*Language, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, errNoPack
	}
	r := &reader{data: data[len(magic):]}
	texts := make([]string, r.count(1))
	for i := range texts {
		texts[i] = string(r.bytes(r.count(1)))
	}
	text := func() string {
		if i := r.index(len(texts)); i >= 0 {
			return texts[i]
		}
		return ""
	}

	p := &Language{Lang: text(), RTL: r.index(2) == 1, Facts: story.Facts{}}
	for range r.count(9) {
		id := text()
		p.Facts[id] = r.float()
	}
	for _, s := range formatTexts(&p.Format) {
		*s = text()
	}
	p.Format.Months = make([]string, r.count(1))
	for i := range p.Format.Months {
		p.Format.Months[i] = text()
	}

	p.glyphs = make([]glyph, r.count(2))
	if len(p.glyphs) > math.MaxUint16+1 {
		r.fail(errNumber)
	}
	for i := range p.glyphs {
		p.glyphs[i] = glyph{advance: r.whole(), outline: r.bytes(r.count(1))}
	}
	for w := range p.figures {
		p.figures[w] = make([]figure, r.count(3))
		for i := range p.figures[w] {
			p.figures[w][i] = figure{char: r.whole(), glyph: r.index(len(p.glyphs)+1) - 1, advance: r.whole()}
		}
	}

	lines := make([]Line, r.count(2))
	for i := range lines {
		lines[i] = r.line(p.glyphs)
	}
	n := r.count(4)
	p.labels = make(map[stage.TextKey]Run, n)
	for range n {
		key := stage.TextKey{Words: text(), Weight: stage.Weight(max(0, r.index(weights))), Wrap: uint16(r.index(math.MaxUint16 + 1))}
		run := Run{make([]Line, r.count(1))}
		for i := range run.Lines {
			if l := r.index(len(lines)); l >= 0 {
				run.Lines[i] = lines[l]
			}
		}
		p.labels[key] = run
	}
	if r.err == nil && len(r.data) > 0 {
		r.err = errTooLong
	}
	if r.err != nil {
		return nil, r.err
	}
	return p, nil
}

// formatTexts are the single strings of a number format, in the order of the pack.
func formatTexts(f *story.Format) []*string {
	return []*string{&f.Decimal, &f.Group, &f.Percent, &f.Per10k, &f.Date, &f.Day, &f.Month, &f.Time, &f.Myriad, &f.Hour}
}

// reader takes values off the front of data. After its first error it gives zeros.
type reader struct {
	data []byte
	err  error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
	r.data = nil
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.data) {
		r.fail(errCut)
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) float() float64 {
	var bits uint64
	for i, b := range r.bytes(8) {
		bits |= uint64(b) << (8 * i)
	}
	return math.Float64frombits(bits)
}

// varint is a number of at most 35 bits. (encoding/binary would bring in reflect.)
func (r *reader) varint() uint64 {
	var v uint64
	for i, b := range r.data[:min(5, len(r.data))] {
		v |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.data = r.data[i+1:]
			return v
		}
	}
	if len(r.data) < 5 {
		r.fail(errCut)
	} else {
		r.fail(errNumber)
	}
	return 0
}

// count is the number of things that follow, each at least size bytes long.
func (r *reader) count(size int) int {
	v := r.varint()
	if v > uint64(len(r.data)/size) {
		r.fail(errCut)
		return 0
	}
	return int(v)
}

// index is a number below n, -1 after an error.
func (r *reader) index(n int) int {
	v := r.varint()
	if r.err == nil && v >= uint64(n) {
		r.fail(errIndex)
	}
	if r.err != nil {
		return -1
	}
	return int(v)
}

func (r *reader) whole() int32 {
	v := r.varint()
	if v > math.MaxInt32 {
		r.fail(errNumber)
		return 0
	}
	return int32(v)
}

func (r *reader) signed() int32 {
	v := r.varint()
	if v > math.MaxUint32 {
		r.fail(errNumber)
		return 0
	}
	return int32(uint32(v)>>1) ^ -int32(v&1)
}

func (r *reader) line(glyphs []glyph) Line {
	l := Line{Width: ems(r.whole())}
	v := r.varint()
	raised := v&1 == 1
	if v /= 2; v > uint64(len(r.data)/2) {
		r.fail(errCut)
		return l
	}
	l.Glyphs = make([]Glyph, v)
	pen := int32(0)
	for i := range l.Glyphs {
		id := r.index(len(glyphs))
		if id < 0 {
			break
		}
		pen += r.signed()
		g := Glyph{ID: uint16(id), X: ems(pen)}
		if raised {
			g.Y = ems(r.signed())
		}
		l.Glyphs[i] = g
		pen += glyphs[id].advance
	}
	return l
}

func readOutline(data []byte) ([]stage.Seg, error) {
	r := &reader{data: data}
	var segs []stage.Seg
	var x, y int32
	point := func() stage.Point {
		x += r.signed()
		y += r.signed()
		if x < -farthest || x > farthest || y < -farthest || y > farthest {
			r.fail(errNumber)
			x, y = 0, 0
		}
		return stage.Point{X: ems(x * grid), Y: ems(y * grid)}
	}
	for len(r.data) > 0 {
		n := r.count(1)
		segs = append(segs, stage.Seg{Op: stage.MoveTo, P: [3]stage.Point{point()}})
		codes := r.bytes((n + 3) / 4)
		smooth := false // the segment before waits for its end
		for i := 0; i < n && r.err == nil; i++ {
			code := codes[i/4] >> (i % 4 * 2) & 3
			s := stage.Seg{P: [3]stage.Point{point()}}
			if smooth {
				last := &segs[len(segs)-1]
				last.P[1] = stage.Lerp(last.P[0], s.P[0], 0.5)
			}
			smooth = code == smoothCode
			switch code {
			case lineCode:
				s.Op = stage.LineTo
			case quadCode:
				s.Op, s.P[1] = stage.QuadTo, point()
			case cubeCode:
				s.Op, s.P[1], s.P[2] = stage.CubeTo, point(), point()
			case smoothCode:
				s.Op = stage.QuadTo
			}
			segs = append(segs, s)
		}
	}
	return segs, r.err
}
