package load

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"twoboxes/internal/strictjson"
	story "twoboxes/scenes"
)

// scenes are the ids of the story's scenes, in order.
var scenes = func() (ids []string) {
	for _, scene := range story.Story {
		ids = append(ids, scene.ID)
	}
	return ids
}()

const assets = "../../../assets/"

func file(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(assets + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// check reads and checks a story.
func check(facts, words string) error {
	f, err := ReadFacts([]byte(facts), "facts.json")
	if err != nil {
		return err
	}
	w, err := ReadWords([]byte(words), "en.json", f)
	if err != nil {
		return err
	}
	return Check(f, w, scenes)
}

func english(t testing.TB) *Words {
	t.Helper()
	f, err := ReadFacts([]byte(file(t, "facts.json")), "facts.json")
	if err != nil {
		t.Fatal(err)
	}
	w, err := ReadWords([]byte(file(t, "words/en.json")), "en.json", f)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestStoryIsValid(t *testing.T) {
	if err := check(file(t, "facts.json"), file(t, "words/en.json")); err != nil {
		t.Error(err)
	}
	if _, err := ReadEdition([]byte(file(t, "story.json")), "story.json"); err != nil {
		t.Error(err)
	}
}

// TestProblems breaks the story in one place at a time. Every error names the file, the key and the
// fix.
func TestProblems(t *testing.T) {
	facts, words := file(t, "facts.json"), file(t, "words/en.json")
	const factsFile, wordsFile = "facts.json", "en.json"
	for _, c := range []struct {
		name, file, old, new string
		want                 []string // in the error
	}{
		// Form.
		{"not JSON", factsFile, `"sources": {`, `"sources": [{`, []string{"facts.json: line 3", "not JSON"}},
		{"cut off", wordsFile, `"stage": {`, `"stage": "`, []string{"en.json: line ", "not JSON"}},
		{"more", wordsFile, "\n}\n", "\n}{}\n", []string{"en.json: line ", "text after the closing bracket; remove it"}},
		{"not UTF-8", wordsFile, `"English"`, "\"\xff\"", []string{"en.json: not UTF-8"}},
		{"unknown field", wordsFile, `"heading": "Two names`, `"haeding": "How two`, []string{"en.json: line ", "steps.selection.haeding", "unknown field", "spelling"}},
		{"other letter case", factsFile, `"tier": "editorial"`, `"Tier": "editorial"`, []string{"].Tier: unknown field"}},
		{"duplicate field", wordsFile, `"back": "Back",`, `"back": "Back", "back": "Return",`, []string{"page.back: duplicate field"}},
		{"wrong type", wordsFile, `"next": "Next"`, `"next": 1`, []string{`page.next: not text "…"; write text "…"`}},
		{"null", wordsFile, `"next": "Next"`, `"next": null`, []string{`page.next: not text "…"; write text "…"`}},
		{"list for object", wordsFile, `"when": {"history.year": "2007"}`, `"when": ["2007"]`, []string{"steps.history.outcomes[0].when: not an object"}},
		{"text for list", factsFile, `"sources": ["R2", "E3"]`, `"sources": "R2"`, []string{"sources: not a list"}},
		{"id twice", factsFile, `"id": "limit"`, `"id": "stray"`, []string{"facts.json: stray: duplicate id"}},
		{"huge", factsFile, `"value": 1100,`, `"value": 1e999999999,`, []string{"stray: value too long; write at most 20 digits"}},

		// Facts.
		{"no such tier", factsFile, `"tier": "editorial"`, `"tier": "confirmed"`, []string{`limit.tier: unknown tier "confirmed"; use one of`}},
		{"no such source", factsFile, `["R2", "E3"]`, `["R9", "E3"]`, []string{`facts.boxes.colours.sources: unknown source "R9"`}},
		{"no such scene", factsFile, `"scenes": ["cover", "history"]`, `"scenes": ["cover", "past"]`, []string{`facts.vote.date.scenes: unknown scene "past"`}},
		{"unsourced", factsFile, `"sources": ["A19", "C19"]`, `"sources": []`, []string{"facts.ballot.pencil: has neither sources nor from; name"}},
		{"province sum", factsFile, `"value": 99.91`, `"value": 99.92`, []string{"province.for + province.against = 100.01%, not 100%", "correct one"}},
		{"county sum", factsFile, `"value": 0.13`, `"value": 0.1300001`, []string{"county.for + county.against = 100.0000001%"}},
		{"turnout sum", factsFile, `"value": 0.37`, `"value": 0.38`, []string{"turnout.2023 + absent.2023 = 100.01%"}},
		{"share of 10,000", factsFile, `"value": 9991,`, `"value": 9990,`, []string{"per10k.province.for.value: does not match province.for; write 9991"}},
		{"absent of 10,000", factsFile, `"value": 37,`, `"value": 38,`, []string{"per10k.absent.2023.value: does not match turnout.2023; write 37"}},
		{"stray", factsFile, `"value": 1100,`, `"value": 1111,`, []string{"facts.stray.value: does not match province.against; write 1100"}},
		{"derived from nothing", factsFile, `"from": ["county.for"]`, `"from": ["limit"]`, []string{"per10k.county.for.from: must name one fact with a number"}},
		{"derived without a rule", factsFile, `"id": "stray"`, `"id": "strays"`, []string{"facts.strays: has no rule to compute it"}},
		{"from without derived", factsFile, `"value": 1100, "tier": "derived"`, `"value": 1100, "tier": "single"`, []string{"facts.stray.tier: has from, but is not derived"}},

		// Placeholders.
		{"unknown fact", wordsFile, "10,000, about one in {stray count}", "10,000, about one in {astray count}", []string{`en.json: steps.cover.outcomes[0].text: unknown fact "astray"; use an id of facts.json`}},
		{"unknown format", wordsFile, "10,000, about one in {stray count}", "10,000, about one in {stray number}", []string{`steps.cover.outcomes[0].text: unknown format "number"; use one of cite, count,`}},
		{"no format", wordsFile, "10,000, about one in {stray count}", "10,000, about one in {stray}", []string{`unknown format ""`}},
		{"unfit format", wordsFile, "10,000, about one in {stray count}", "10,000, about one in {stray percent}", []string{"stray is a count and cannot be written as percent"}},
		{"date of a month", wordsFile, "since {first.since month}, when approval was reported", "since {first.since date}, when approval was reported", []string{"first.since is a month and cannot be written as date"}},
		{"loose brace", wordsFile, "10,000, about one in {stray count}", "10,000, about one in {stray count", []string{"an unpaired brace"}},
		{"closing brace", wordsFile, "10,000, about one in {stray count}", "10,000, about one in stray}", []string{"an unpaired brace"}},
		{"typed number", wordsFile, "10,000, about one in {stray count}", "10,000, about one in 1,100", []string{"steps.cover.outcomes[0].text: a typed number", "use a placeholder"}},
		{"typed year on the stage", wordsFile, `"history.2007": "{date.2007 year}"`, `"history.2007": "2007"`, []string{"stage.history.2007: a typed number"}},
		{"typed half", wordsFile, "gap shows only", "gap of ½ shows only", []string{"steps.history.notes[0]: a typed number"}},
		{"typed number in a picture", wordsFile, "with a scale from 0", "with a scale from 3", []string{"steps.history.picture: a typed number"}},
		{"tick outside a picture", wordsFile, "gap shows only", "gap of 500 shows only", []string{"steps.history.notes[0]: a typed number"}},
		{"tick of another scene", wordsFile, "A tray with", "A 0 tray with", []string{"steps.count.picture: a typed number"}},
		{"cited without a link", wordsFile, `"Not known"`, `"Not known{limit cite}"`, []string{"stage.meaning.unknown: cites limit where a link to its source cannot be shown"}},

		// Language.
		{"locale", wordsFile, `"en_GB"`, `"en-GB"`, []string{`en.json: locale: "en-GB" is not a locale; write the language and a country, as in en_GB`}},
		{"direction", wordsFile, `"ltr"`, `"left"`, []string{`en.json: dir: "left" is not a direction; write ltr or rtl`}},
		{"month missing", wordsFile, `"January", `, ``, []string{"format.months: not twelve"}},
		{"pattern", wordsFile, `"{d} {month} {y}"`, `"{d} {y}"`, []string{"format.date: ", "must contain {month} exactly once"}},
		{"hour", wordsFile, `"hour": ""`, `"hour": "o'clock"`, []string{"format.hour: ", "must contain {h} exactly once"}},
		{"separators", wordsFile, `"decimal": "."`, `"decimal": ","`, []string{"format.decimal"}},
		{"translation without notice", wordsFile, `"lang": "en"`, `"lang": "ko"`, []string{"notice: missing; say that this is a translation"}},

		// Page and stage.
		{"word missing", wordsFile, `"retry": "Try again",`, ``, []string{"en.json: page.retry: missing; write it"}},
		{"unused word", wordsFile, `"retry": "Try again",`, `"retry": "Try again", "shout": "Hey",`, []string{"page.shout: unknown page text"}},
		{"slot missing", wordsFile, "Step {=step} of {=steps}", "Step {=step}", []string{"page.step: has the slots [step]; use [step steps]"}},
		{"label empty", wordsFile, `"our drawing"`, `""`, []string{"stage.selection.drawing: empty"}},
		{"label with a slot", wordsFile, `"stage": {`, `"stage": {"x": "{=count.guess}",`, []string{"stage.x: has a slot"}},

		// Steps.
		{"step missing", wordsFile, `"count": {` + "\n" + `      "name"`, `"counting": {"name"`, []string{"steps.counting: unknown scene", "steps.count: missing"}},
		{"heading long", wordsFile, "Two names in, one comes out", "Two names at last go in behind it, one comes out", []string{"steps.selection.heading: 11 words; shorten it to 10"}},
		{"heading missing", wordsFile, "Two names in, one comes out", "", []string{"steps.selection.heading: missing"}},
		{"caption long", wordsFile, "A model, not a report. Invent", "A model of ours, and not a report of theirs. Please take your time before you invent", []string{"steps.count.caption: 26 words; shorten it to 24"}},
		{"caption in three", wordsFile, "A model, not a report. Invent", `A model.", "Not a report.", "Invent`, []string{"steps.count.caption: 3 paragraphs; write one to 2"}},
		{"caption empty", wordsFile, `"A model, not a report. Invent a country whose count would read {per10k.province.against count} in 10,000."`, `""`, []string{"steps.count.caption[0]: empty"}},
		{"by missing", wordsFile, "Each reading is its author’s own.", "", []string{"steps.meaning.by: missing; write it"}},
		{"by long", wordsFile, "Each reading is its author’s own.", "Each reading is the own one of the author who gave it", []string{"steps.meaning.by: 12 words; shorten it to 10"}},
		{"by cites", wordsFile, "Each reading is its author’s own.", "Each its own.{limit cite}", []string{"steps.meaning.by: cites limit where a link to its source cannot be shown"}},
		{"hint long", wordsFile, "Press a year to see what", "Press a year, or choose it with the arrow keys, to see what", []string{"steps.history.controls.history.year.hint: 17 words; shorten it to 14"}},
		{"outcome long", wordsFile, `"{=count.d}; {=count.s}: would read {=count.n}. A very different one?"`, `"{=count.d}; {=count.s}: the report would read {=count.n}. And now can you find one that is a very different country?"`, []string{"steps.count.outcomes[10].text: 19 words; shorten it to 17"}},
		{"row short", wordsFile, `["Secret ballot: one box, a screen", "cannot tell", "cannot tell"]`, `["Secret ballot: one box, a screen"]`, []string{"steps.ballot.table.rows[2]: 1 cells; write 3"}},
		{"outcome of an unknown control", wordsFile, `{"history.year": "2007"}`, `{"history.when": "2007"}`, []string{"steps.history.outcomes[0].when.history.when: unknown control"}},
		{"outcome of an unknown value", wordsFile, `{"history.year": "2007"}`, `{"history.year": "2006"}`, []string{`history.year has no value "2006"`, "steps.history.outcomes: none for history.year=2007; add one"}},
		{"outcome missing", wordsFile, `{"ballot.room": "secret", "ballot.box": "against"}`, `{"ballot.room": "secret", "ballot.box": "for"}`, []string{"steps.ballot.outcomes: none for ballot.box=against ballot.room=secret"}},
		{"slot without a control", wordsFile, `"spoken": "{=count.disagree} of 10,000"`, `"spoken": "{=count.agree} of 10,000"`, []string{`the slot {=count.agree} has no control`}},
		{"misplaced slot", wordsFile, "Invent a country whose", "Invent {=count.disagree} whose", []string{"steps.count.caption[0]: a slot here is never filled"}},

		// The article.
		{"out of order", wordsFile, `{
        "scene": "selection",
        "text": "One thing`, `{
        "scene": "cover",
        "text": "One thing`, []string{`article.body[4].scene: "cover" is out of order`, "article.body: no paragraph has the scene selection"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, w := facts, words
			target := &f
			if c.file == wordsFile {
				target = &w
			}
			if !strings.Contains(*target, c.old) {
				t.Fatalf("%s has no %q to break", c.file, c.old)
			}
			*target = strings.Replace(*target, c.old, c.new, 1)
			err := check(f, w)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("no %q in:\n%v", want, err)
				}
			}
		})
	}
}

// TestUncitedFacts removes each fact from the words: every scene that must cite it is reported.
func TestUncitedFacts(t *testing.T) {
	facts, words := file(t, "facts.json"), file(t, "words/en.json")
	for _, fact := range english(t).facts.List {
		mark := regexp.MustCompile(`\{` + regexp.QuoteMeta(fact.ID) + ` [a-z0-9]+\}`)
		err := check(facts, mark.ReplaceAllString(words, "some"))
		for _, scene := range fact.Scenes {
			if want := "en.json: steps." + scene + ": does not cite " + fact.ID + ";"; err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("not reported: %s", want)
			}
		}
	}
}

// TestPictureCitesNothing: a description or a control cannot show a link to a source.
func TestPictureCitesNothing(t *testing.T) {
	w := english(t)
	step := Step{
		Picture:  "{limit cite}",
		Controls: strictjson.Ordered[Control]{{Key: "x", Value: Control{Legend: "{stray count}"}}},
		Says:     "{province.for percent}",
	}
	if got, want := w.cites(step), map[string]bool{"province.for": true}; !reflect.DeepEqual(got, want) {
		t.Errorf("cites %v, want %v", got, want)
	}
}

func TestSpans(t *testing.T) {
	w := english(t)
	fact := w.facts.Fact
	for _, c := range []struct {
		text Text
		want []Span
	}{
		{"", nil},
		{"plain", []Span{{Text: "plain"}}},
		{"{turnout.2023 percent} of", []Span{
			{Figure: &Figure{fact("turnout.2023"), "percent", "99.63", "99.63%", ""}}, {Text: " of"}}},
		{"on {vote.date day}", []Span{
			{Text: "on "}, {Figure: &Figure{fact("vote.date"), "day", "2023-11-26", "26 November", "2023-11-26"}}}},
		{"{for.2019 percent}", []Span{{Figure: &Figure{fact("for.2019"), "percent", "100", "100%", ""}}}},
		{"{deputies.2023 count}", []Span{{Figure: &Figure{fact("deputies.2023"), "count", "27858", "27,858", ""}}}},
		{"{per10k.absent.2023 per10k}", []Span{{Figure: &Figure{fact("per10k.absent.2023"), "per10k", "37", "37 in 10,000", ""}}}},
		{"{first.since month}", []Span{{Figure: &Figure{fact("first.since"), "month", "1956-11", "November 1956", "1956-11"}}}},
		{"{boxes.history year}", []Span{{Figure: &Figure{fact("boxes.history"), "year", "1946", "1946", "1946"}}}},
		{"{polls.open time}", []Span{{Figure: &Figure{fact("polls.open"), "time", "10:00", "10:00", "10:00"}}}},
		{"{formality cite}", []Span{{Figure: &Figure{fact("formality"), "cite", "", "", ""}}}},
		{"{=count.guess}!", []Span{{Slot: "count.guess"}, {Text: "!"}}},
		{"{nothing percent}", []Span{{Text: "{nothing percent}"}}},
		{"a } b {", []Span{{Text: "a } b {"}}},
	} {
		if got := w.Spans(c.text); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q: got %+v, want %+v", c.text, got, c.want)
		}
	}
	if got := w.Plain("{=count.guess} of {stray count}{formality cite}"); got != "{=count.guess} of 1,100" {
		t.Errorf("plain: %q", got)
	}
}

func TestStageAndNumbers(t *testing.T) {
	w := english(t)
	if got := w.Stage()["cover.of"]; got != "of those who voted,\nprovincial result: state\nmedia, 28 November 2023" {
		t.Errorf("label %q", got)
	}
	numbers := w.facts.Numbers()
	if numbers.Value("turnout.2023") != 99.63 {
		t.Error("turnout.2023")
	}
	if _, ok := numbers["vote.date"]; ok {
		t.Error("a date is not a number")
	}
	err := w.CheckStage([]string{"box.for", "no.such"})
	for _, want := range []string{"en.json: stage.no.such: missing", "stage.box.against: no scene draws it"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in:\n%v", want, err)
		}
	}
}

func TestOrder(t *testing.T) {
	room, _ := english(t).Steps["ballot"].Controls.Get("ballot.room")
	var got []string
	for _, v := range room.Values {
		got = append(got, v.Key)
	}
	if want := []string{"before", "two", "secret"}; !reflect.DeepEqual(got, want) {
		t.Errorf("values in the order %v, want that of the file, %v", got, want)
	}
}

func TestArticleLength(t *testing.T) {
	w, words := english(t), 0
	for _, p := range w.Article.Body {
		words += len(strings.Fields(w.Plain(p.Text)))
	}
	if words < ArticleWordsMin || words > ArticleWordsMax {
		t.Errorf("the article has %d words, want %d to %d", words, ArticleWordsMin, ArticleWordsMax)
	}
	w.Article.Body = w.Article.Body[:3]
	if err := Check(w.facts, w, scenes); err == nil || !strings.Contains(err.Error(), "en.json: article.body: 198 words; write 700 to 1000") {
		t.Errorf("a short article: %v", err)
	}
}

// The article asks before it tells.
func TestArticleAsksFirst(t *testing.T) {
	if first := english(t).Article.Body[0].Text; !strings.Contains(string(first), "?") || strings.Contains(string(first), "percent}") {
		t.Errorf("the first paragraph is %q, want a question and no share", first)
	}
}

func TestJapaneseCountsCharacters(t *testing.T) {
	w := english(t)
	w.Lang = "ja"
	err := Check(w.facts, w, scenes)
	if err == nil || !strings.Contains(err.Error(), "characters; shorten it to 62") || strings.Contains(err.Error(), "words; shorten it to 24") {
		t.Error(err)
	}
}

func TestEdition(t *testing.T) {
	for text, want := range map[string]string{
		`{"published": "2026-11-23", "updated": "2026-11-22"}`: "updated: earlier than published",
		`{"published": "today", "updated": "2026-11-22"}`:      "published: not a date; write it as 2006-01-02",
		`{"publisher": "us"}`:                                  "publisher: unknown field",
	} {
		if _, err := ReadEdition([]byte(text), "story.json"); err == nil || !strings.Contains(err.Error(), "story.json: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func FuzzReadFacts(f *testing.F) {
	f.Add(file(f, "facts.json"))
	f.Add(`{"note": "", "sources": {}, "facts": [{"id": "x", "value": 7.8e-05, "unit": "%", "tier": "derived", "from": ["x"]}]}`)
	f.Add(`{"facts": [{"id": "stray", "value": 0, "tier": "derived", "from": ["y"]}, {"id": "y", "value": {"a": [[]]}}]}`)
	f.Add(`{"facts": [{"id": "x", "value": 1e999999999}]}`)
	words := file(f, "words/en.json")
	f.Fuzz(func(t *testing.T, data string) {
		facts, err := ReadFacts([]byte(data), "facts.json")
		if err != nil {
			return
		}
		facts.Numbers()
		if w, err := ReadWords([]byte(words), "en.json", facts); err == nil {
			_ = Check(facts, w, scenes)
			w.Stage()
		}
	})
}

func FuzzReadWords(f *testing.F) {
	facts := english(f).facts
	f.Add(file(f, "words/en.json"))
	f.Add(`{"lang": "ja", "steps": {"cover": {"caption": ["{stray count}", "{=x}"], "controls": {"x": {"values": {"a": ""}}}, "outcomes": [{"when": {"x": "b"}}]}}}`)
	f.Add(`{"stage": {"a": "}{", "a": "{limit cite}"}, "article": {"body": [{"scene": "nowhere"}]}}`)
	f.Add(`{"format": {"months": [""], "percent": "{n}{n}"}, "page": {"step": "{step}"}}`)
	f.Fuzz(func(t *testing.T, data string) {
		w, err := ReadWords([]byte(data), "en.json", facts)
		if err != nil {
			return
		}
		_ = Check(facts, w, scenes)
		for key, text := range w.Stage() {
			if label := string(w.Labels[key]); !strings.ContainsAny(label, "{}") && label != text {
				t.Errorf("%q became %q", label, text)
			}
		}
	})
}
