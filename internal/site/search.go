package site

import (
	"encoding/json"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"

	"twoboxes/internal/story/load"
)

// What search engines read of the articles. The explainer's own pages are indexed only as part of a page
// that embeds them; see the robots of web/player/embed.html.tmpl.

// thing is an object of schema.org's vocabulary.
type thing map[string]any

func newThing(kind string) thing { return thing{"@type": kind} }

// with sets a property, unless its value is empty.
func (t thing) with(property, value string) thing {
	if value != "" {
		t[property] = value
	}
	return t
}

// articleData describes the article in a language: https://schema.org/Article, as JSON-LD.
func (b *siteBuild) articleData(p page, address string) (template.JS, error) {
	words := p.words
	maker := newThing("Organization").with("name", projectName).with("url", b.deploy.Origin+"/")
	article := newThing("Article").
		with("@context", "https://schema.org").with("@id", address+"#article").
		with("url", address).with("mainEntityOfPage", address).with("inLanguage", p.Lang).
		with("headline", words.Plain(words.Article.Headline)).with("description", words.Plain(words.Article.Standfirst)).
		with("image", p.Social).with("datePublished", b.edition.Published).with("dateModified", b.edition.Updated)
	article["author"], article["publisher"] = maker, maker
	if p.Lang != DefaultLang {
		article["translationOfWork"] = thing{"@id": b.deploy.articleIn(DefaultLang) + "#article"}
	}
	var citations []thing
	for _, id := range sourcesOf(words, p.facts) {
		s, _ := p.facts.Sources.Get(id)
		citation := newThing("CreativeWork").with("name", s.What).with("url", s.Address)
		if s.Publisher != "" {
			citation["publisher"] = newThing("Organization").with("name", s.Publisher)
		}
		citations = append(citations, citation.with("datePublished", s.Date))
	}
	article["citation"] = citations
	data, err := json.Marshal(article) // escapes < and >, so it cannot end its script element
	return template.JS(data), err
}

// sourcesOf are the ids of the sources of all facts that an article states, in their order in the text.
func sourcesOf(words *load.Words, facts *load.Facts) []string {
	var ids []string
	var add func(f *load.Fact)
	add = func(f *load.Fact) {
		for _, id := range f.Sources {
			if _, ok := facts.Sources.Get(id); ok && !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
		for _, from := range f.From {
			add(facts.Fact(from))
		}
	}
	for _, p := range words.Article.Body {
		for _, span := range words.Spans(p.Text) {
			if span.Figure != nil {
				add(span.Figure.Fact)
			}
		}
	}
	return ids
}

// buildSitemap adds the list of articles, each with its translations, and a robots.txt that names it.
// An article that stands elsewhere is on its own site's list.
func (b *siteBuild) buildSitemap() {
	editions := b.editions()
	var links strings.Builder
	link := func(lang, address string) {
		fmt.Fprintf(&links, "    <xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\"/>\n", lang, html.EscapeString(address))
	}
	for _, e := range editions {
		link(e.Lang, e.Address)
	}
	link("x-default", b.deploy.articleIn(DefaultLang))
	var xml strings.Builder
	xml.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" +
		`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
	for _, e := range editions {
		if strings.HasPrefix(e.Address, b.deploy.Origin+"/") {
			fmt.Fprintf(&xml, "  <url>\n    <loc>%s</loc>\n    <lastmod>%s</lastmod>\n%s  </url>\n", html.EscapeString(e.Address), b.edition.Updated, links.String())
		}
	}
	xml.WriteString("</urlset>\n")
	b.files["sitemap.xml"] = []byte(xml.String())
	b.files["robots.txt"] = []byte("User-agent: *\nAllow: /\n\nSitemap: " + b.deploy.Origin + "/sitemap.xml\n")
}
