package load

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// Translated records which English a translation was made from: for each text, by its path in the
// words file, the hash of the English text that the translation was last checked against.
type Translated map[string]string

// StaleText is a text of a translation that must be checked against the English.
type StaleText struct {
	Path string // in the words file, such as "steps.cover.caption[0]"
	Why  string
}

func (s StaleText) String() string { return s.Path + ": " + s.Why }

// TranslatedFile is where the record of a language is, from the folder assets.
func TranslatedFile(lang string) string { return "translated/" + lang + ".json" }

// ReadTranslated reads the record of a language. It is empty if there is no file yet.
func ReadTranslated(assets fs.FS, lang string) (Translated, error) {
	t := Translated{}
	name := TranslatedFile(lang)
	data, err := fs.ReadFile(assets, name)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, err
	}
	if err := decode(data, "assets/"+name, &t); err != nil {
		return nil, err
	}
	return t, nil
}

// JSON is the record as a file, one text a line, sorted by path.
func (t Translated) JSON() []byte {
	data, err := json.MarshalIndent(t, "", "  ")
	if err != nil {
		panic(err) // a map of strings always encodes
	}
	return append(data, '\n')
}

// Stale lists, sorted by path, the texts whose English is not the one recorded.
func (t Translated) Stale(en *Words) []StaleText {
	now := hashes(en)
	var stale []StaleText
	for path, hash := range now {
		if recorded, ok := t[path]; !ok {
			stale = append(stale, StaleText{path, "not recorded as checked"})
		} else if recorded != hash {
			stale = append(stale, StaleText{path, "the English has changed"})
		}
	}
	for path := range t {
		if _, ok := now[path]; !ok {
			stale = append(stale, StaleText{path, "the English text was removed"})
		}
	}
	slices.SortFunc(stale, func(a, b StaleText) int { return strings.Compare(a.Path, b.Path) })
	return stale
}

// Accept records the English of the stale texts at paths, or of all if there are no paths, as checked,
// and returns their paths. A path stands for all texts below it too: "steps.cover".
func (t Translated) Accept(en *Words, paths ...string) ([]string, error) {
	now := hashes(en)
	for _, path := range paths {
		known := func(text string) bool { return below(text, path) }
		if !slices.ContainsFunc(slices.Collect(maps.Keys(now)), known) && !slices.ContainsFunc(slices.Collect(maps.Keys(t)), known) {
			return nil, fmt.Errorf("no text at %q; use a path that the stale texts are listed with", path)
		}
	}
	var accepted []string
	for _, text := range t.Stale(en) {
		if len(paths) > 0 && !slices.ContainsFunc(paths, func(path string) bool { return below(text.Path, path) }) {
			continue
		}
		if hash, ok := now[text.Path]; ok {
			t[text.Path] = hash
		} else {
			delete(t, text.Path)
		}
		accepted = append(accepted, text.Path)
	}
	return accepted, nil
}

// below reports whether a text is the one at path or part of it.
func below(text, path string) bool {
	rest, ok := strings.CutPrefix(text, path)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// hashes are short hashes of all texts as they are written, by path. Placeholders are hashed by the
// names of their facts, so that a text does not become stale when a figure changes.
func hashes(w *Words) map[string]string {
	out := map[string]string{}
	for path, text := range w.texts() {
		sum := sha256.Sum256([]byte(text))
		out[path] = hex.EncodeToString(sum[:6])
	}
	return out
}

// texts are all texts of w that are not empty, by path.
func (w *Words) texts() map[string]Text {
	out := map[string]Text{}
	each(reflect.ValueOf(*w), "", func(at string, t Text) {
		if t != "" {
			out[strings.TrimPrefix(at, ".")] = t
		}
	})
	return out
}

// The lengths that OddLengths reports.
const (
	oddLengthFrom   = 40 // characters of the English; the lengths of shorter texts vary too much
	oddLengthFactor = 2  // times longer or shorter than usual
)

// OddLength is a translated text whose length suggests that something is missing or was added.
type OddLength struct {
	Path         string
	Ratio, Usual float64 // characters for each character of the English, in this text and in most
}

func (o OddLength) String() string {
	return fmt.Sprintf("%s: %.2f times as long as the English, usually %.2f", o.Path, o.Ratio, o.Usual)
}

// OddLengths lists, sorted by path, the texts of w that are far longer or shorter beside the English
// than is usual in w. What is usual is the median of the longer texts.
func (w *Words) OddLengths(en *Words) []OddLength {
	var all []OddLength
	originals := en.texts()
	for path, text := range w.texts() {
		length := utf8.RuneCountInString(en.Plain(originals[path]))
		if length > oddLengthFrom {
			all = append(all, OddLength{Path: path, Ratio: float64(utf8.RuneCountInString(w.Plain(text))) / float64(length)})
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortFunc(all, func(a, b OddLength) int { return strings.Compare(a.Path, b.Path) })
	ratios := make([]float64, len(all))
	for i, o := range all {
		ratios[i] = o.Ratio
	}
	slices.Sort(ratios)
	usual := ratios[len(ratios)/2]
	var odd []OddLength
	for _, o := range all {
		if o.Ratio > usual*oddLengthFactor || o.Ratio < usual/oddLengthFactor {
			odd = append(odd, OddLength{o.Path, o.Ratio, usual})
		}
	}
	return odd
}
