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
	Address            string // its canonical one
	Explainer          string // the explainer's address
	Card               string // path of the social card, which is printed in place of the explainer
	Editions           []articleEdition
	Data               template.JS // the same for machines; see articleData
	Body               []paragraphView
	Published, Updated template.HTML
}

// articleEdition is the article in one language.
type articleEdition struct {
	Lang, Name string
	Locale     string // as social networks name it, "en_GB"
	Address    string
	Path       string // from the site's root
}

// articleDir is the folder of the article in a language, from the site's root.
func articleDir(lang string) string {
	if lang == DefaultLang {
		return ""
	}
	return lang + "/"
}

// editions are the languages that the article is there in.
func (b *siteBuild) editions() []articleEdition {
	var all []articleEdition
	for _, lang := range b.languages {
		if words := lang.studio.Words; words.Article != nil {
			all = append(all, articleEdition{lang.Code, lang.Name, words.Locale, b.deploy.articleIn(lang.Code), articleDir(lang.Code)})
		}
	}
	return all
}

// buildArticle adds the article in a language, if it is there.
func (b *siteBuild) buildArticle(lang language, templates *template.Template, styles string) error {
	if lang.studio.Words.Article == nil {
		return nil
	}
	dir := articleDir(lang.Code)
	p := b.page(lang, dir)
	p.Styles = styles
	view := articlePage{
		page: p, Address: b.deploy.articleIn(lang.Code), Editions: b.editions(),
		Explainer: b.deploy.Origin + "/embed/" + lang.Code + "/", Card: b.social[lang.Code],
		Body:      articleBody(p.textRenderer, counterNames(b.Scenes)),
		Published: p.dated("published", "published", b.edition.Published),
		Updated:   p.dated("updated", "updated", b.edition.Updated),
	}
	var err error
	if view.Data, err = b.articleData(p, view.Address); err != nil {
		return err
	}
	return b.render(templates, "article.html.tmpl", dir+"index.html", view)
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

// Original is the address in the default language, for readers of languages that are not there.
func (p articlePage) Original() string {
	for _, e := range p.Editions {
		if e.Lang == DefaultLang {
			return e.Address
		}
	}
	return p.Address
}

// Locale is the page's language as social networks name it.
func (p articlePage) Locale() string { return p.words.Locale }

// CardSays is what the social card, which shows the cover, tells those who cannot see it.
func (p articlePage) CardSays() string { return p.words.Plain(p.words.Steps["cover"].Picture) }
