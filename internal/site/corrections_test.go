package site

import (
	"bytes"
	"html/template"
	"os"
	"strings"
	"testing"

	"twoboxes/internal/still"
	"twoboxes/internal/story/load"
	"twoboxes/scenes"
)

// invented are corrections of a language's page. The story's own list is in assets/corrections.json.
func invented(lang string) []load.Correction {
	return []load.Correction{
		{Date: "2031-05-04", Facts: []string{"turnout.2023"}, Scene: "turnout", Text: map[string]string{lang: "It said <3>; it is 2."}},
		{Date: "2031-05-02", Text: map[string]string{lang: "A name was misspelt."}},
	}
}

func TestCorrectionsJSON(t *testing.T) {
	for _, test := range []struct {
		list []load.Correction
		want string
	}{
		{nil, "{\n  \"v\": 1,\n  \"corrections\": []\n}\n"},
		{invented("en"), `{
  "v": 1,
  "corrections": [
    {
      "date": "2031-05-04",
      "facts": [
        "turnout.2023"
      ],
      "scene": "turnout",
      "text": {
        "en": "It said \u003c3\u003e; it is 2."
      }
    },
    {
      "date": "2031-05-02",
      "facts": [],
      "scene": "",
      "text": {
        "en": "A name was misspelt."
      }
    }
  ]
}
`},
	} {
		if got, err := correctionsJSON(test.list); err != nil || string(got) != test.want {
			t.Errorf("got %s, %v, want %s", got, err, test.want)
		}
	}
}

// TestCorrectionsAreShown: the page lists all corrections, and the source card of a corrected fact
// has its own, in the page's language.
func TestCorrectionsAreShown(t *testing.T) {
	templates, err := template.ParseFS(os.DirFS("../../web"), "player/*.html.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang, date, none, heading string // heading is that of the correction on the source card
	}{
		{"en", "4 May 2031", "No corrections so far.", "Corrected on "},
		{"ar", "4 مايو 2031", "لا تصويبات حتى الآن.", "صُوِّب في "},
	} {
		studio, err := still.Open(os.DirFS("../../assets"), c.lang, scenes.Story)
		if err != nil {
			t.Fatal(err)
		}
		render := func(list []load.Correction) (corrections, card, other string) {
			t.Helper()
			view := embedPage{page: page{textRenderer: &textRenderer{facts: studio.Facts, words: studio.Words, corrections: list}}}
			for i, scene := range scenes.Story {
				step, err := view.stepView(scene)
				if err != nil {
					t.Fatal(err)
				}
				step.Index, step.Posters = i, make([]posterView, 2)
				view.Steps = append(view.Steps, step)
			}
			var out bytes.Buffer
			if err := templates.ExecuteTemplate(&out, "embed.html.tmpl", view); err != nil {
				t.Fatal(err)
			}
			part := func(from, to string) string {
				_, rest, found := strings.Cut(out.String(), from)
				part, _, ends := strings.Cut(rest, to)
				if !found || !ends {
					t.Fatalf("the page has no %q … %q", from, to)
				}
				return part
			}
			return part(`<div id="corrections">`, "</div>"), part(`<li id="fact-turnout.2023">`, "</div>"), part(`<li id="fact-province.against">`, "</div>")
		}

		corrections, card, _ := render(nil)
		if !strings.Contains(corrections, c.none) || strings.Contains(corrections, "<li>") || strings.Contains(card, c.heading) {
			t.Errorf("%s, no corrections: got %s and the source card %s", c.lang, corrections, card)
		}
		corrections, card, other := render(invented(c.lang))
		date := `<time datetime="2031-05-04">` + c.date + `</time>`
		first := `<li>` + date + ` · <a href="#step-turnout" data-jump="turnout">` + studio.Words.Plain(studio.Words.Steps["turnout"].Name) + `</a><p>It said &lt;3&gt;; it is 2.</p></li>`
		if strings.Count(corrections, "<li>") != 2 || !strings.Contains(corrections, first) || !strings.Contains(corrections, "</time><p>A name was misspelt.</p>") || strings.Contains(corrections, c.none) {
			t.Errorf("%s: got %s, want %s", c.lang, corrections, first)
		}
		if want := c.heading + date + `: It said &lt;3&gt;; it is 2.</p>`; !strings.Contains(card, want) {
			t.Errorf("%s: got the source card %s, want %s", c.lang, card, want)
		}
		if strings.Contains(other, c.heading) {
			t.Errorf("%s: a fact that was not corrected has %s", c.lang, other)
		}
	}
}
