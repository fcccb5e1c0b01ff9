package main

import (
	"path/filepath"
	"strings"
	"testing"

	"twoboxes/internal/fileutil"
)

// A translator's round: a new language is stale, is accepted, and is stale again where the English
// changes.
func TestRun(t *testing.T) {
	assets := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := fileutil.WriteIfChanged(filepath.Join(assets, name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	long := strings.Repeat("words ", 10)
	write("facts.json", `{"facts": []}`)
	write("words/en.json", `{"lang": "en", "page": {"next": "Next", "back": "Back", "a": "`+long+`", "b": "`+long+`"}}`)
	write("words/ko.json", `{"lang": "ko", "page": {"next": "다음", "back": "뒤로", "a": "말", "b": "`+long+`"}}`)
	write("words/ja.json", `{"lang": "ja", "page": {}}`)

	for i, step := range []struct {
		args    string
		out     []string // lines, by their beginnings
		err     string
		changes string // the English afterwards
	}{
		{args: "", err: "usage: "},
		{args: "check", err: "usage: "},
		{args: "stale page.next", err: "usage: "},
		{args: "stale -lang fr", err: "fr.json"},
		{args: "accept -lang fr", err: "fr.json"},
		{args: "accept -lang ko page.nothing", err: `no text at "page.nothing"`},
		{
			args: "stale -lang ko",
			out: []string{"ko: page.a: not recorded", "ko: page.b: not recorded", "ko: page.back: not recorded", "ko: page.next: not recorded",
				"ko: page.a: 0.02 times as long as the English, usually 1.00; nothing to do if"},
			err: "stale texts: 4; check each, then run go run ./cmd/words accept",
		},
		{args: "accept -lang ko page.next", out: []string{"ko: page.next: accepted"}},
		{args: "accept -lang ko page.a page.b page.back", out: []string{"ko: page.a: accepted", "ko: page.b: accepted", "ko: page.back: accepted"}},
		{args: "accept -lang ja", out: []string{"ja: page.a: ", "ja: page.b: ", "ja: page.back: ", "ja: page.next: "}},
		{args: "stale", out: []string{"ko: page.a: 0.02 times as long"}, changes: `{"lang": "en", "page": {"next": "Go on", "back": "Back"}}`},
		{
			args: "stale",
			out: []string{"ja: page.a: the English text was removed", "ja: page.b: the English text was removed", "ja: page.next: the English has changed",
				"ko: page.a: the English text was removed", "ko: page.b: the English text was removed", "ko: page.next: the English has changed"},
			err: "stale texts: 6;",
		},
		{args: "accept", out: []string{"ja: page.a: ", "ja: page.b: ", "ja: page.next: ", "ko: page.a: ", "ko: page.b: ", "ko: page.next: "}},
		{args: "stale"},
	} {
		var out strings.Builder
		err := run(assets, strings.Fields(step.args), &out)
		if step.err == "" && err != nil || step.err != "" && (err == nil || !strings.Contains(err.Error(), step.err)) {
			t.Errorf("step %d, %s: error %v, want %q", i, step.args, err, step.err)
		}
		lines := strings.FieldsFunc(out.String(), func(r rune) bool { return r == '\n' })
		for j, want := range step.out {
			if j >= len(lines) || !strings.HasPrefix(lines[j], want) {
				t.Fatalf("step %d, %s: got\n%s\nwant lines %q", i, step.args, out.String(), step.out)
			}
		}
		if len(lines) != len(step.out) {
			t.Errorf("step %d, %s: got\n%s\nwant lines %q", i, step.args, out.String(), step.out)
		}
		if step.changes != "" {
			write("words/en.json", step.changes)
		}
	}
}
