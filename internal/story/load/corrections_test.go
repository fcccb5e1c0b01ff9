package load

import (
	"reflect"
	"strings"
	"testing"
)

const (
	// Invented corrections: the story's own list is in assets/corrections.json.
	newest = `{"date": "2031-05-04", "facts": ["a", "b"], "scene": "count", "text": {"en": "It said 3; it is 2.", "ko": "둘."}}`
	oldest = `{"date": "2031-05-02", "facts": [], "scene": "", "text": {"en": "A name was misspelt.", "ko": "이름."}}`
)

func readCorrections(data string) ([]Correction, error) {
	facts := &Facts{file: "facts.json", byID: map[string]*Fact{"a": {ID: "a"}, "b": {ID: "b"}}}
	return ReadCorrections([]byte(data), "corrections.json", facts, scenes, []string{"en", "ko"}, &Edition{Published: "2031-05-02", Updated: "2031-05-04"})
}

func TestReadCorrections(t *testing.T) {
	for data, want := range map[string][]Correction{
		"[]": {},
		"[" + newest + "," + oldest + "]": {
			{Date: "2031-05-04", Facts: []string{"a", "b"}, Scene: "count", Text: map[string]string{"en": "It said 3; it is 2.", "ko": "둘."}},
			{Date: "2031-05-02", Text: map[string]string{"en": "A name was misspelt.", "ko": "이름."}},
		},
	} {
		if got, err := readCorrections(data); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v, want %+v", data, got, err, want)
		}
	}
}

func TestCorrectionProblems(t *testing.T) {
	good := "[\n" + newest + ",\n" + oldest + "\n]"
	for _, c := range []struct{ name, old, new, want string }{
		{"not a list", good, `{}`, "corrections.json: line 1: not a list"},
		{"unknown field", `"scene": ""`, `"scene": "", "by": "x"`, "corrections.json: line 3: [1].by: unknown field"},
		{"field missing", `"scene": "", `, ``, "line 3: [1].scene: missing; add it"},
		{"not a date", "2031-05-04", "4 May 2031", "line 2: [0].date: not a date; write it as 2006-01-02"},
		{"no such day", "2031-05-04", "2031-02-30", "[0].date: not a date"},
		{"oldest first", good, "[" + oldest + ",\n" + newest + "]", "line 2: [1].date: later than the correction before it; put the newest first"},
		{"before publication", "2031-05-02", "2031-05-01", "[1].date: earlier than 2031-05-02, when the story was published"},
		{"after the update", "2031-05-04", "2031-05-05", "[0].date: later than 2031-05-04, the last update; set updated in assets/story.json"},
		{"unknown fact", `"b"`, `"c"`, `line 2: [0].facts[1]: unknown fact "c"; use an id of facts.json`},
		{"unknown scene", `"count"`, `"counting"`, `line 2: [0].scene: unknown scene "counting"; use one of cover,`},
		{"language missing", `, "ko": "둘."`, ``, "line 2: [0].text: missing in ko; write it in every language"},
		{"text empty", `"둘."`, `" "`, "[0].text: missing in ko"},
		{"unknown language", `"ko": "둘."`, `"ko": "둘.", "fr": "Deux."`, "[0].text.fr: unknown language; use one of en, ko"},
		{"placeholder", `it is 2.`, `it is {a count}.`, "[0].text.en: has a placeholder or a line break; write plain text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(good, c.old) {
				t.Fatalf("no %q to break", c.old)
			}
			if _, err := readCorrections(strings.Replace(good, c.old, c.new, 1)); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// FuzzReadCorrections: whatever the file holds, it is refused or can be shown.
func FuzzReadCorrections(f *testing.F) {
	f.Add("[" + newest + "," + oldest + "]")
	f.Add(`[{"date": "2031-05-03", "facts": null, "text": {"en": "\ud800"}}]`)
	f.Fuzz(func(t *testing.T, data string) {
		list, err := readCorrections(data)
		if err != nil {
			return
		}
		for _, c := range list {
			if c.Text["en"] == "" || c.Text["ko"] == "" || len(c.Text) != 2 || c.Date < "2031-05-02" || c.Date > "2031-05-04" {
				t.Errorf("accepted %+v", c)
			}
		}
	})
}
