// Package typeset shapes the words of the stage and breaks them into lines when the site is built,
// with go-text/typesetting, and writes the pack that package glyphs reads in the browser.
package typeset

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// Input is everything that goes into a pack.
type Input struct {
	Lang   string // as in the words file's name
	RTL    bool
	Facts  story.Facts
	Format story.Format
	Texts  map[string]string // the "stage" words, placeholders filled; "\n" breaks the line
	Keys   []stage.TextKey
	Fonts  Fonts
}

// Build makes the pack of one language; the same input always gives the same bytes. The error names
// every text that is missing, has a character that no font has, or a word wider than its label.
func Build(in Input) ([]byte, error) {
	s := setter{lang: in.Lang, rtl: in.RTL, shapes: map[shapeKey]int{}}
	for w, files := range in.Fonts {
		faces, err := parse(files)
		if err != nil {
			return nil, fmt.Errorf("typeset: fonts of %s: %w", in.Lang, err)
		}
		s.faces[w] = faces
	}
	draft := pack.Draft{Lang: in.Lang, RTL: in.RTL, Facts: in.Facts, Format: in.Format}

	var errs []error
	chars := figureChars(in.Format, in.RTL)
	for w := range draft.Figures {
		for _, char := range chars {
			f, err := s.figure(stage.Weight(w), char)
			if err != nil {
				errs = append(errs, fmt.Errorf("typeset: %s, number format: %w", in.Lang, err))
				continue
			}
			draft.Figures[w] = append(draft.Figures[w], f)
		}
	}
	for _, key := range inOrder(in.Keys) {
		text, ok := in.Texts[key.Words]
		if !ok {
			errs = append(errs, fmt.Errorf("typeset: %s has no stage text %q: add it under \"stage\" in the words file", in.Lang, key.Words))
			continue
		}
		lines, err := s.set(text, key.Weight, key.Wrap)
		if err != nil {
			errs = append(errs, fmt.Errorf("typeset: %s, stage text %q: %w", in.Lang, key.Words, err))
			continue
		}
		draft.Labels = append(draft.Labels, pack.DraftLabel{Key: key, Lines: lines})
	}
	if len(errs) > 0 {
		return nil, errors.Join(distinct(errs)...)
	}
	draft.Shapes = s.drafts
	return pack.Write(draft), nil
}

// Keys lists the texts of labels, in any shape, once and in order.
func Keys(labels []stage.Label) []stage.TextKey {
	var keys []stage.TextKey
	for _, label := range labels {
		for _, shape := range stage.Shapes[:stage.Tall] { // which has the narrow ones
			if label.Size[shape] == 0 && label.Size != (stage.PerShape{}) {
				continue // not drawn in this shape; one without any size gets it when it is drawn
			}
			keys = append(keys, label.Key(shape))
		}
	}
	return inOrder(keys)
}

// inOrder is keys sorted, without duplicates.
func inOrder(keys []stage.TextKey) []stage.TextKey {
	keys = slices.Clone(keys)
	slices.SortFunc(keys, func(a, b stage.TextKey) int {
		if c := strings.Compare(a.Words, b.Words); c != 0 {
			return c
		}
		if c := int(a.Weight) - int(b.Weight); c != 0 {
			return c
		}
		return int(a.Wrap) - int(b.Wrap)
	})
	return slices.Compact(keys)
}

// distinct drops repeated errors: one text is often set at several widths.
func distinct(errs []error) []error {
	return slices.CompactFunc(errs, func(a, b error) bool { return a.Error() == b.Error() })
}

// figureChars are the characters that changing numbers can have: digits, signs, and the format's
// other characters. Where letters join (right-to-left scripts) a number "in 10,000" cannot be
// composed from single characters, so it must be a label.
func figureChars(f story.Format, rtl bool) []rune {
	all := "0123456789.,:/% +-−×" + story.Dash + f.Decimal + f.Group + f.Percent + f.Time + f.Myriad + f.Hour
	if !rtl {
		all += f.Per10k
	}
	for _, placeholder := range []string{"{n}", "{h}", "{m}"} {
		all = strings.ReplaceAll(all, placeholder, "")
	}
	chars := []rune(all)
	slices.Sort(chars)
	return slices.Compact(chars)
}
