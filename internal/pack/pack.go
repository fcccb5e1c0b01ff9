// Package pack is what the browser gets in one language: facts, number format, and labels already
// shaped and broken into lines, and the outlines of just the letters they use. Package typeset
// makes packs when the site is built; nothing here shapes text or reads a font.
package pack

import (
	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// Em is the number of pack units in an em. Packs hold whole units; everything that leaves a Language
// is in ems.
const Em = 2048

// grid is the distance, in units, of the lines that the points of outlines lie on. Finer ones are not seen: at 60
// device pixels to an em a point is at most 0.06 px off. A whole unit makes Japanese packs 15 KB larger.
const grid = 4

// Language is the text, facts and number format of one language. It never changes once read.
type Language struct {
	Lang   string // as in the words file's name
	RTL    bool
	Facts  story.Facts
	Format story.Format

	glyphs  []glyph
	figures [weights][]figure
	labels  map[stage.TextKey]Run
}

const weights = 2

type glyph struct {
	advance int32
	outline []byte // decoded when asked for
}

// figure is a character that changing numbers are made of.
type figure struct {
	char    rune
	glyph   int // -1: blank
	advance int32
}

// Run is a shaped text. The baseline of line i lies i*stage.LineHeight ems below the first.
type Run struct{ Lines []Line }

// Line is one line of a text, its glyphs in the order in which they are seen, left to right.
type Line struct {
	Width  float32 // ems, without the blanks at its end
	Glyphs []Glyph
}

// Glyph is an outline and where its origin lies, in ems right of and below the line's start.
type Glyph struct {
	ID   uint16 // for Outline
	X, Y float32
}

// Label is a text shaped for key; false if the pack has none.
func (p *Language) Label(key stage.TextKey) (Run, bool) {
	r, ok := p.labels[key]
	return r, ok
}

// Figure is a number set in tabular digits. Characters that no number of this language's format
// has are left out.
func (p *Language) Figure(w stage.Weight, s string) Line {
	line := Line{Glyphs: make([]Glyph, 0, len(s))}
	pen := int32(0)
	for _, char := range s {
		f, ok := p.figure(w, char)
		if !ok {
			continue
		}
		if f.glyph >= 0 {
			line.Glyphs = append(line.Glyphs, Glyph{ID: uint16(f.glyph), X: ems(pen)})
		}
		pen += f.advance
	}
	line.Width = ems(pen)
	return line
}

// Measure is the width of the longest line in ems and the number of lines, 0 and 0 for an unknown
// key. With MeasureFigures it makes a Language a stage.Text.
func (p *Language) Measure(key stage.TextKey) (width float32, lines int) {
	r := p.labels[key]
	for _, l := range r.Lines {
		width = max(width, l.Width)
	}
	return width, len(r.Lines)
}

// MeasureFigures is the width in ems of what Figure sets.
func (p *Language) MeasureFigures(w stage.Weight, s string) float32 {
	pen := int32(0)
	for _, char := range s {
		f, _ := p.figure(w, char)
		pen += f.advance
	}
	return ems(pen)
}

// Outline is the shape of a glyph in ems around its origin, y down, to be filled by the non-zero
// rule; nil if there is no such glyph. It is decoded at every call.
func (p *Language) Outline(id uint16) []stage.Seg {
	if int(id) >= len(p.glyphs) {
		return nil
	}
	segs, err := readOutline(p.glyphs[id].outline)
	if err != nil {
		return nil
	}
	return segs
}

func (p *Language) figure(w stage.Weight, char rune) (figure, bool) {
	if int(w) < len(p.figures) {
		for _, f := range p.figures[w] {
			if f.char == char {
				return f, true
			}
		}
	}
	return figure{}, false
}

func ems(units int32) float32 { return float32(units) / Em }
