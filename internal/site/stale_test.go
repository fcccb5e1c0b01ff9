package site

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"twoboxes/internal/still"
	"twoboxes/internal/story/load"
)

func TestStaleTextsAreLogged(t *testing.T) {
	words := func(lang, page string) language {
		w, err := load.ReadWords([]byte(`{"lang": "`+lang+`", "page": {`+page+`}}`), "words.json", &load.Facts{})
		if err != nil {
			t.Fatal(err)
		}
		return language{Code: lang, studio: &still.Studio{Words: w}}
	}
	record := func(english language) *fstest.MapFile {
		r := load.Translated{}
		if _, err := r.Accept(english.studio.Words); err != nil {
			t.Fatal(err)
		}
		return &fstest.MapFile{Data: r.JSON()}
	}
	page := `"next": "Go on"`
	for i := range 2 * staleLogged {
		page += fmt.Sprintf(`, "word.%d": "Word"`, i)
	}
	en := words("en", page)
	assets := fstest.MapFS{
		"translated/ja.json": record(en),
		"translated/ko.json": record(words("en", strings.Replace(page, "Go on", "Next", 1))),
	}
	var logged []string
	b := &siteBuild{
		Options:   Options{Log: func(line string) { logged = append(logged, line) }},
		languages: []language{en, words("fr", ""), words("ja", ""), words("ko", "")},
	}
	if err := b.warnOfStaleTexts(assets); err != nil {
		t.Fatal(err)
	}
	if len(logged) != 2 {
		t.Fatalf("logged %q", logged)
	}
	if all := logged[0]; strings.Count(all, "not recorded") != staleLogged || !strings.HasSuffix(all, "and 11 more, listed by go run ./cmd/words stale -lang fr") {
		t.Errorf("a new language: logged %s", all)
	}
	if one := logged[1]; !strings.HasSuffix(one, "assets/words/ko.json: check each of these texts against the English, then run go run ./cmd/words accept -lang ko PATH\n        page.next: the English has changed") {
		t.Errorf("a changed text: logged %s", one)
	}
}
