package site

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
)

// hostLanguage is what embed.js knows of a language.
type hostLanguage struct {
	Title  string   `json:"title"`  // of the frame
	Beside [][2]int `json:"beside"` // by width, the height of the page beside its picture
}

// slot is where embed.js gets what the build knows.
var slot = []byte("{/* filled in by the build */}")

// buildHostScript adds embed.js, the one script whose address never changes.
func (b *builder) buildHostScript() error {
	source, err := fs.ReadFile(b.web, "embed.js")
	if err != nil {
		return err
	}
	if bytes.Count(source, slot) != 1 {
		return errors.New("web/embed.js: no single place to fill in")
	}
	heights, err := fs.ReadFile(b.web, "heights.json")
	if err != nil {
		return err
	}
	var beside map[string][][2]int
	if err := json.Unmarshal(heights, &beside); err != nil {
		return fmt.Errorf("web/heights.json: %w", err)
	}
	languages := map[string]hostLanguage{}
	for _, lang := range b.languages {
		t := teller{words: lang.studio.Words, facts: lang.studio.Facts}
		measured, ok := beside[lang.Code]
		if !ok { // near enough, until measured
			measured = beside[DefaultLang]
		}
		languages[lang.Code] = hostLanguage{t.Word("title"), measured}
	}
	filled, err := json.Marshal(languages)
	if err != nil {
		return err
	}
	b.files["embed.js"] = bytes.Replace(source, slot, filled, 1)
	return nil
}
