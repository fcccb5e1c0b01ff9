package typeset

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
)

// setter shapes the texts of one pack and collects the glyphs they use.
type setter struct {
	lang  string
	rtl   bool
	faces [2]faces

	shaper    shaping.HarfbuzzShaper
	segmenter shaping.Segmenter
	wrapper   shaping.LineWrapper

	shapes map[shapeKey]int // index into drafts
	drafts []pack.DraftShape
}

type shapeKey struct {
	face  *font.Face
	glyph font.GID
}

// size is the font size while shaping: one unit is a pack's unit.
var size = fixed.I(pack.Em)

// wordJoiner forbids a line break and is invisible.
const wordJoiner = '\u2060'

// set shapes text and breaks it into lines at most wrap sixteenths of an em wide; 0: only at "\n".
func (s *setter) set(text string, w stage.Weight, wrap uint16) ([]pack.DraftLine, error) {
	limit := fixed.Int26_6(math.MaxInt32)
	if wrap > 0 {
		limit = size * fixed.Int26_6(wrap) / 16
	}
	var lines []pack.DraftLine
	for part := range strings.SplitSeq(text, "\n") {
		runes := joined([]rune(strings.Trim(part, " \t\r")))
		runs, err := s.shape(runes, w, nil)
		if err != nil {
			return nil, err
		}
		if len(runs) == 0 {
			lines = append(lines, pack.DraftLine{})
			continue
		}
		config := shaping.WrapConfig{Direction: s.direction(), BreakPolicy: shaping.Never, DisableTrailingWhitespaceTrim: true}
		wrapped, _ := s.wrapper.WrapParagraphF(config, limit, runes, shaping.NewSliceIterator(runs))
		for _, l := range wrapped {
			line, word := s.line(l, runes)
			if wrap > 0 && fixed.I(line.Width-1) > limit {
				return nil, fmt.Errorf("%q is %.1f em wide, its label %.1f: use a shorter word, or make the label wider",
					word, float64(line.Width)/pack.Em, float64(wrap)/16)
			}
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// figure shapes one character of a changing number. Digits all have the same width; other characters
// keep their own.
func (s *setter) figure(w stage.Weight, char rune) (pack.DraftFigure, error) {
	var features []shaping.FontFeature
	if unicode.IsDigit(char) {
		features = []shaping.FontFeature{{Tag: opentype.MustNewTag("tnum"), Value: 1}}
	}
	f := pack.DraftFigure{Char: char, Shape: -1}
	runs, err := s.shape([]rune{char}, w, features)
	if err != nil {
		return f, err
	}
	for _, run := range runs {
		for _, g := range run.Glyphs {
			if shape, seen := s.draft(run.Face, g); seen {
				f.Shape = shape
			}
			f.Advance += g.Advance.Round()
		}
	}
	return f, nil
}

// shape turns text, a single line of it or a paragraph, into runs in logical order.
func (s *setter) shape(text []rune, w stage.Weight, features []shaping.FontFeature) ([]shaping.Output, error) {
	if len(text) == 0 {
		return nil, nil
	}
	var runs []shaping.Output
	var missing []rune
	for _, part := range s.split(text, w, features) {
		run := s.shaper.Shape(part)
		for _, g := range run.Glyphs {
			if g.GlyphID == 0 {
				missing = append(missing, text[g.TextIndex()])
			}
		}
		runs = append(runs, run)
	}
	if len(missing) > 0 {
		slices.Sort(missing)
		var names []string
		for _, r := range slices.Compact(missing) {
			names = append(names, fmt.Sprintf("%q (%U)", r, r))
		}
		return nil, fmt.Errorf("no font has %s: use another character, or add it to a font (see assets/fonts)", strings.Join(names, ", "))
	}
	return runs, nil
}

// split splits text, in logical order, into parts of one direction, script and font.
func (s *setter) split(text []rune, w stage.Weight, features []shaping.FontFeature) []shaping.Input {
	return s.segmenter.Split(shaping.Input{
		Text: text, RunEnd: len(text), Direction: s.direction(), Size: size,
		Language: language.NewLanguage(s.lang), FontFeatures: features,
	}, s.faces[w])
}

// line positions the glyphs of a line from left to right, without trailing spaces. It also returns
// the text of the line.
func (s *setter) line(runs shaping.Line, text []rune) (pack.DraftLine, string) {
	first, end := len(text), 0
	for _, run := range runs {
		first = min(first, run.Runes.Offset)
		end = max(end, run.Runes.Offset+run.Runes.Count)
	}
	for end > first && unicode.IsSpace(text[end-1]) {
		end--
	}
	seen := slices.Clone(runs)
	slices.SortStableFunc(seen, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })

	var line pack.DraftLine
	pen := fixed.Int26_6(0)
	for _, run := range seen {
		for _, g := range run.Glyphs {
			if g.TextIndex() >= end {
				continue
			}
			if shape, seen := s.draft(run.Face, g); seen {
				line.Glyphs = append(line.Glyphs, pack.DraftGlyph{
					Shape: shape, X: (pen + g.XOffset).Round(), Y: -g.YOffset.Round(),
				})
			}
			pen += g.Advance
		}
	}
	line.Width = max(0, pen.Round())
	words := strings.ReplaceAll(string(text[first:end]), string(wordJoiner), "")
	return line, words
}

// draft is the index of a glyph's outline in the pack; false if the glyph is blank.
func (s *setter) draft(face *font.Face, g shaping.Glyph) (int, bool) {
	key := shapeKey{face, g.GlyphID}
	if i, ok := s.shapes[key]; ok {
		return i, i >= 0
	}
	outline, _ := face.GlyphDataOutline(g.GlyphID)
	if len(outline.Segments) == 0 {
		s.shapes[key] = -1
		return -1, false
	}
	scale := pack.Em / float32(face.Upem())
	segs := make([]stage.Seg, len(outline.Segments))
	for i, from := range outline.Segments {
		segs[i].Op = ops[from.Op]
		for j, p := range from.Args {
			segs[i].P[j] = stage.Point{X: p.X * scale, Y: -p.Y * scale}
		}
	}
	i := len(s.drafts)
	s.shapes[key] = i
	s.drafts = append(s.drafts, pack.DraftShape{Advance: max(0, g.Advance.Round()), Outline: segs})
	return i, true
}

var ops = [...]stage.Op{
	opentype.SegmentOpMoveTo: stage.MoveTo,
	opentype.SegmentOpLineTo: stage.LineTo,
	opentype.SegmentOpQuadTo: stage.QuadTo,
	opentype.SegmentOpCubeTo: stage.CubeTo,
}

func (s *setter) direction() di.Direction {
	if s.rtl {
		return di.DirectionRTL
	}
	return di.DirectionLTR
}

// joined forbids line breaks inside Korean words, which the Unicode rules allow at every syllable:
// no break between Hangul and any neighbour that is not a space.
func joined(text []rune) []rune {
	var out []rune
	for i, r := range text {
		if i > 0 && (hangul(r) || hangul(text[i-1])) && !breaks(r) && !breaks(text[i-1]) {
			out = append(out, wordJoiner)
		}
		out = append(out, r)
	}
	return out
}

func hangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }

// breaks reports whether a line may break at r itself: spaces and the zero-width space.
func breaks(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' }
