package typeset

import (
	"bytes"
	"fmt"
	"io/fs"

	"github.com/go-text/typesetting/font"

	"twoboxes/internal/stage"
)

// Fonts are font files (TrueType or OpenType) by weight. Each character is set in the first file
// that has it.
type Fonts [2][][]byte

// families are the fonts of each language, by the start of their file names, in order of
// preference. To add a language, add its line.
var families = map[string][]string{
	"ar": {"inter", "noto-sans-arabic"},
	"de": {"inter"},
	"en": {"inter"},
	"es": {"inter"},
	"fr": {"inter"},
	"hi": {"inter", "noto-sans-devanagari"},
	"ja": {"inter", "noto-sans-jp"},
	"ko": {"inter", "noto-sans-kr"},
	"pt": {"inter"},
	"ru": {"inter", "inter-cyrillic"},
	"sw": {"inter"},
	"zh": {"inter", "noto-sans-sc"},
}

// ReadFonts reads a language's fonts from the folder assets/fonts.
func ReadFonts(folder fs.FS, lang string) (Fonts, error) {
	var fonts Fonts
	names, ok := families[lang]
	if !ok {
		return fonts, fmt.Errorf("typeset: no fonts for %q: name them under families in internal/typeset/fonts.go", lang)
	}
	for w, suffix := range [...]string{stage.Normal: "-400.ttf", stage.Strong: "-600.ttf"} {
		for _, name := range names {
			data, err := fs.ReadFile(folder, name+suffix)
			if err != nil {
				return fonts, fmt.Errorf("typeset: fonts of %s: %w", lang, err)
			}
			fonts[w] = append(fonts[w], data)
		}
	}
	return fonts, nil
}

func parse(files [][]byte) (faces, error) {
	if len(files) == 0 {
		return nil, fmt.Errorf("every weight needs at least one")
	}
	var fs faces
	for i, data := range files {
		face, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("file %d: %w", i+1, err)
		}
		fs = append(fs, face)
	}
	return fs, nil
}

// faces are the fonts of one weight.
type faces []*font.Face

// ResolveFace is the first font that has the character, else the first. It makes faces a
// shaping.Fontmap.
func (fs faces) ResolveFace(r rune) *font.Face {
	for _, f := range fs {
		if _, ok := f.NominalGlyph(r); ok {
			return f
		}
	}
	return fs[0]
}
