package load

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// words reads words with these texts of the page.
func words(t *testing.T, lang, page string) *Words {
	t.Helper()
	w, err := ReadWords([]byte(`{"lang": "`+lang+`", "page": {`+page+`}}`), lang+".json", &Facts{})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestTranslationsAreChecked: every text of the translations was checked against the English of today.
func TestTranslationsAreChecked(t *testing.T) {
	en := english(t)
	files, _ := filepath.Glob(assets + "words/*.json")
	if len(files) < 4 {
		t.Fatalf("only %d languages", len(files))
	}
	for _, file := range files {
		lang := strings.TrimSuffix(filepath.Base(file), ".json")
		if lang == en.Lang {
			continue
		}
		record, err := ReadTranslated(os.DirFS(assets), lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range record.Stale(en) {
			t.Errorf("assets/words/%s.json: %s; check it, then run go run ./cmd/words accept -lang %s '%s'", lang, text, lang, text.Path)
		}
	}
}

func TestStale(t *testing.T) {
	const before = `"next": "Next", "back": "Back", "hint": ""`
	const changed, unrecorded, removed = "the English has changed", "not recorded as checked", "the English text was removed"
	for name, test := range map[string]struct {
		after  string
		accept []string // afterwards; nil: nothing
		want   []StaleText
	}{
		"unchanged":          {before, nil, nil},
		"changed":            {`"next": "Go on", "back": "Back"`, nil, []StaleText{{"page.next", changed}}},
		"a comma":            {`"next": "Next,", "back": "Back"`, nil, []StaleText{{"page.next", changed}}},
		"another fact":       {`"next": "{a count}", "back": "Back"`, nil, []StaleText{{"page.next", changed}}},
		"added":              {before + `, "play": "Start"`, nil, []StaleText{{"page.play", unrecorded}}},
		"no longer empty":    {`"next": "Next", "back": "Back", "hint": "Drag"`, nil, []StaleText{{"page.hint", unrecorded}}},
		"removed":            {`"next": "Next"`, nil, []StaleText{{"page.back", removed}}},
		"emptied":            {`"next": "Next", "back": ""`, nil, []StaleText{{"page.back", removed}}},
		"swapped":            {`"next": "Back", "back": "Next"`, nil, []StaleText{{"page.back", changed}, {"page.next", changed}}},
		"accepted":           {`"next": "Go on", "back": "Back"`, []string{"page.next"}, nil},
		"another accepted":   {`"next": "Go on", "back": "Return"`, []string{"page.back"}, []StaleText{{"page.next", changed}}},
		"all accepted below": {`"next": "Go on", "play": "Start"`, []string{"page"}, nil},
		"all accepted":       {`"next": "Go on", "play": "Start"`, []string{}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			record := Translated{}
			if _, err := record.Accept(words(t, "en", before)); err != nil {
				t.Fatal(err)
			}
			en := words(t, "en", test.after)
			if test.accept != nil {
				if _, err := record.Accept(en, test.accept...); err != nil {
					t.Fatal(err)
				}
			}
			if got := record.Stale(en); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestAccept(t *testing.T) {
	en := words(t, "en", `"next": "Next", "next.page": "Next page", "nextly": "Then"`)
	record := Translated{}
	for _, step := range []struct {
		paths, want []string
		err         string
	}{
		{paths: []string{"page.nex"}, err: `no text at "page.nex"; use a path`},
		{paths: []string{"page.nextly", "page.gone"}, err: `no text at "page.gone"`},
		{paths: []string{"page.next"}, want: []string{"page.next", "page.next.page"}},
		{paths: []string{"page.next"}},
		{want: []string{"page.nextly"}},
	} {
		got, err := record.Accept(en, step.paths...)
		if step.err == "" && err != nil || step.err != "" && (err == nil || !strings.Contains(err.Error(), step.err)) || !reflect.DeepEqual(got, step.want) {
			t.Errorf("%v: got %v, %v, want %v, %q", step.paths, got, err, step.want, step.err)
		}
	}
}

func TestReadTranslated(t *testing.T) {
	record := Translated{"page.next": "0123456789ab", "steps.cover.caption[0]": "ba9876543210"}
	assets := fstest.MapFS{
		"translated/ko.json": {Data: record.JSON()},
		"translated/ja.json": {Data: []byte("{\n\"page.next\": 1}")},
	}
	if got, err := ReadTranslated(assets, "ko"); err != nil || !reflect.DeepEqual(got, record) {
		t.Errorf("got %v, %v, want %v", got, err, record)
	}
	if got, err := ReadTranslated(assets, "fr"); err != nil || len(got) != 0 {
		t.Errorf("a new language: got %v, %v", got, err)
	}
	if _, err := ReadTranslated(assets, "ja"); err == nil || !strings.Contains(err.Error(), "assets/translated/ja.json: line 2: page.next: not text") {
		t.Errorf("a number: got %v", err)
	}
}

func TestOddLengths(t *testing.T) {
	long := strings.Repeat("words ", 10) // 60 characters
	page := func(texts ...string) string {
		var b strings.Builder
		for i, text := range texts {
			b.WriteString(`"` + string(rune('a'+i)) + `": "` + text + `",`)
		}
		return strings.TrimSuffix(b.String(), ",")
	}
	half, short := strings.Repeat("말 ", 15), strings.Repeat("말 ", 7) // 30 and 14 characters
	en := words(t, "en", page(long, long, long, long, long, "Short"))
	for name, test := range map[string]struct {
		texts []string
		want  []OddLength
	}{
		"alike":         {[]string{half, half, half, half, half, half}, nil},
		"one too short": {[]string{half, half, short, half, half, "말"}, []OddLength{{"page.c", 14. / 60, .5}}},
		"one too long":  {[]string{half, half, half, half, long + "말", "말"}, []OddLength{{"page.e", 61. / 60, .5}}},
		"twice as long": {[]string{half, half, half, half, long, "말"}, nil},
		"the median":    {[]string{half, short, half, short, half, "말"}, []OddLength{{"page.b", 14. / 60, .5}, {"page.d", 14. / 60, .5}}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := words(t, "ko", page(test.texts...)).OddLengths(en); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
	if got := words(t, "ko", "").OddLengths(en); got != nil {
		t.Errorf("no texts: got %v", got)
	}
}
