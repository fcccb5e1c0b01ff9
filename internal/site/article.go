package site

import (
	"html/template"
	"strings"

	"twoboxes/internal/stage"
	"twoboxes/internal/story/load"
)

// articlePage is the news article around the explainer.
type articlePage struct {
	page
	Body               []paragraphView
	Published, Updated template.HTML
}

type paragraphView struct {
	Scene string
	Text  template.HTML
}

// counterNames are the counters of the public contract by the fact that each ends on.
func counterNames(scenes []stage.Scene) map[string]string {
	names := map[string]string{}
	for _, scene := range scenes {
		for _, c := range scene.CounterFacts {
			names[c.Fact] = c.Name
		}
	}
	return names
}

// articleBody writes the paragraphs. Figures that the explainer counts, by fact, are named, so that the
// host script can mark them while their scene plays.
func articleBody(t *textRenderer, counters map[string]string) []paragraphView {
	var views []paragraphView
	for _, p := range t.words.Article.Body {
		var b strings.Builder
		for _, span := range t.words.Spans(p.Text) {
			switch {
			case span.Figure != nil && span.Figure.Shown != "":
				shown := figure(span.Figure)
				if c, ok := counters[span.Figure.Fact.ID]; ok && span.Figure.Format == "percent" {
					shown = `<span data-two-boxes-counter="` + c + `">` + shown + `</span>`
				}
				b.WriteString(shown)
			default:
				b.WriteString(template.HTMLEscapeString(span.Text))
			}
		}
		views = append(views, paragraphView{p.Scene, template.HTML(b.String())})
	}
	return views
}

// Say writes one of the article's texts, its figures marked.
func (p articlePage) Say(text load.Text) template.HTML { return p.label(text) }

// Plain is one of the article's texts without marks.
func (p articlePage) Plain(text load.Text) string { return p.words.Plain(text) }

// Text is the article's words.
func (p articlePage) Text() *load.Article { return p.words.Article }

// CardSays is what the social card, which shows the cover, tells those who cannot see it.
func (p articlePage) CardSays() string { return p.words.Plain(p.words.Steps["cover"].Picture) }
