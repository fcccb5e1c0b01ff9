package site

import (
	"encoding/json"
	"encoding/xml"
	"html/template"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// articles are the pages of the article in every language, and what search engines read of them, with the
// article's address as in web/deploy.json.
func articles(t *testing.T, article string) *siteBuild {
	t.Helper()
	assets := os.DirFS("../../assets")
	langs, err := still.Languages(assets)
	if err != nil {
		t.Fatal(err)
	}
	b := &siteBuild{Options: Options{Scenes: scenes.Story}, files: files{}, web: os.DirFS("../../web"), social: map[string]string{}}
	b.deploy = deploy{Origin: "https://site.example/boxes", Article: article}
	if b.edition, err = readEdition("../../assets/story.json"); err != nil {
		t.Fatal(err)
	}
	for _, code := range langs {
		studio, err := still.Open(assets, code, scenes.Story)
		if err != nil {
			t.Fatal(err)
		}
		b.languages = append(b.languages, language{code, studio.Words.Name, studio})
		b.social[code] = "card-" + code + ".png"
	}
	templates, err := template.ParseFS(b.web, "article/*.html.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range b.languages {
		if err := b.buildArticle(lang, templates, "article.css"); err != nil {
			t.Fatal(err)
		}
	}
	b.buildSitemap()
	return b
}

// attributes are the values of an attribute in the tags that match a pattern.
func attributes(html, tag, name string) []string {
	var values []string
	for _, found := range regexp.MustCompile(`<`+tag+`[^>]*>`).FindAllString(html, -1) {
		if m := regexp.MustCompile(` ` + name + `="([^"]*)"`).FindStringSubmatch(found); m != nil {
			values = append(values, m[1])
		}
	}
	return values
}

func TestArticleInEveryLanguage(t *testing.T) {
	b := articles(t, "https://site.example/boxes/")
	addresses := map[string]string{}
	for _, lang := range b.languages {
		addresses[lang.Code] = "https://site.example/boxes/" + articleDir(lang.Code)
	}
	if len(addresses) < 4 {
		t.Fatalf("only %d languages", len(addresses))
	}
	for _, lang := range b.languages {
		html := string(b.files[articleDir(lang.Code)+"index.html"])
		words := lang.studio.Words
		if !strings.Contains(html, `<html lang="`+lang.Code+`" dir="`+words.Dir+`">`) {
			t.Errorf("%s: no page in this language and direction", lang.Code)
		}
		if got := strings.Count(html, "<p data-two-boxes-scene="); got != len(words.Article.Body) {
			t.Errorf("%s: %d paragraphs, want %d", lang.Code, got, len(words.Article.Body))
		}
		if notice := words.Plain(words.Notice); notice != "" && !strings.Contains(html, notice) {
			t.Errorf("%s: it does not say that it is a translation", lang.Code)
		}
		if !strings.Contains(html, `data-lang="`+lang.Code+`"><iframe src="`+strings.Repeat("../", strings.Count(articleDir(lang.Code), "/"))+`embed/`+lang.Code+`/"`) {
			t.Errorf("%s: the explainer in it is in another language", lang.Code)
		}
		if got := attributes(html, `link rel="canonical"`, "href"); !slices.Equal(got, []string{addresses[lang.Code]}) {
			t.Errorf("%s: canonical %q", lang.Code, got)
		}
		if got := attributes(html, `meta property="og:locale"`, "content"); !slices.Equal(got, []string{words.Locale}) {
			t.Errorf("%s: og:locale %q", lang.Code, got)
		}
		if got := attributes(html, `meta property="og:locale:alternate"`, "content"); len(got) != len(addresses)-1 || slices.Contains(got, words.Locale) {
			t.Errorf("%s: og:locale:alternate %q", lang.Code, got)
		}
		for code, address := range addresses {
			if !strings.Contains(html, `<link rel="alternate" hreflang="`+code+`" href="`+address+`">`) {
				t.Errorf("%s: no alternate in %s", lang.Code, code)
			}
		}
		if !strings.Contains(html, `hreflang="x-default" href="`+addresses[DefaultLang]+`"`) {
			t.Errorf("%s: no x-default", lang.Code)
		}
		if strings.Contains(html, "noindex") {
			t.Errorf("%s: search engines may not index it", lang.Code)
		}
	}
}

// Its data for search engines states what the page and the facts state, and nothing else.
func TestArticleData(t *testing.T) {
	b := articles(t, "https://site.example/boxes/")
	for _, lang := range b.languages {
		_, html, _ := strings.Cut(string(b.files[articleDir(lang.Code)+"index.html"]), `<script type="application/ld+json">`)
		text, _, _ := strings.Cut(html, "</script>")
		var data struct {
			Type        string `json:"@type"`
			InLanguage  string
			Headline    string
			Published   string           `json:"datePublished"`
			Modified    string           `json:"dateModified"`
			Author      map[string]any   `json:"author"`
			Translation map[string]any   `json:"translationOfWork"`
			Citations   []map[string]any `json:"citation"`
		}
		if err := json.Unmarshal([]byte(text), &data); err != nil {
			t.Fatalf("%s: %v in %s", lang.Code, err, text)
		}
		words := lang.studio.Words
		if data.Type != "Article" || data.InLanguage != lang.Code || data.Headline != words.Plain(words.Article.Headline) ||
			data.Published != b.edition.Published || data.Modified != b.edition.Updated {
			t.Errorf("%s: got %+v", lang.Code, data)
		}
		if data.Author["@type"] != "Organization" || data.Author["name"] != projectName {
			t.Errorf("%s: the author is %v", lang.Code, data.Author)
		}
		if translated := data.Translation != nil; translated != (lang.Code != DefaultLang) {
			t.Errorf("%s: translation of %v", lang.Code, data.Translation)
		}
		sources := map[string]bool{}
		for _, id := range sourcesOf(words, lang.studio.Facts) {
			s, _ := lang.studio.Facts.Sources.Get(id)
			sources[s.What] = true
		}
		if len(data.Citations) < 5 || len(data.Citations) < len(sources) {
			t.Errorf("%s: %d citations of %d sources", lang.Code, len(data.Citations), len(sources))
		}
		for _, c := range data.Citations {
			if name, _ := c["name"].(string); !sources[name] {
				t.Errorf("%s: cites %q, which is no source of the article", lang.Code, name)
			}
		}
	}
}

func TestSitemap(t *testing.T) {
	for article, elsewhere := range map[string]int{"https://site.example/boxes/": 0, "https://paper.example/story": 1} { // how many are not on the site
		b := articles(t, article)
		var list struct {
			URLs []struct {
				Loc   string `xml:"loc"`
				Links []struct {
					Lang string `xml:"hreflang,attr"`
					Href string `xml:"href,attr"`
				} `xml:"http://www.w3.org/1999/xhtml link"`
			} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
		}
		if err := xml.Unmarshal(b.files["sitemap.xml"], &list); err != nil {
			t.Fatal(err)
		}
		if want := len(b.languages) - elsewhere; len(list.URLs) != want {
			t.Errorf("%s: %d addresses, want %d", article, len(list.URLs), want)
		}
		for _, url := range list.URLs {
			if len(url.Links) != len(b.languages)+1 || url.Links[len(url.Links)-1].Lang != "x-default" || url.Links[len(url.Links)-1].Href != article {
				t.Errorf("%s: alternates %v", url.Loc, url.Links)
			}
			dir := strings.TrimPrefix(url.Loc, b.deploy.Origin+"/")
			if b.files[filepath.ToSlash(dir+"index.html")] == nil {
				t.Errorf("%s is not there", url.Loc)
			}
		}
		if !strings.Contains(string(b.files["robots.txt"]), "Sitemap: https://site.example/boxes/sitemap.xml\n") {
			t.Errorf("robots.txt: %s", b.files["robots.txt"])
		}
	}
}

func TestSampleOrigin(t *testing.T) {
	for origin, want := range map[string]bool{
		"https://two-boxes.example": true, "https://two-boxes.example:8080/x": true, "https://example": true,
		"https://example.org": false, "https://boxes.paper.org/example": false, "https://twoexample": false,
	} {
		if got := (deploy{Origin: origin}).isSample(); got != want {
			t.Errorf("%s: got %v", origin, got)
		}
		for _, fast := range []bool{false, true} {
			var logged []string
			b := siteBuild{Options: Options{Fast: fast, Log: func(step string) { logged = append(logged, step) }}, deploy: deploy{Origin: origin}}
			b.warnOfSample()
			if got := len(logged) == 1 && strings.HasPrefix(logged[0], "warning: ") && strings.Contains(logged[0], origin); got != (want && !fast) {
				t.Errorf("%s, fast %v: logged %q", origin, fast, logged)
			}
		}
	}
}

// Readers share the article in their own language, unless the newsroom's own stands elsewhere.
func TestSharedAddress(t *testing.T) {
	own := deploy{Origin: "https://a.example", Article: "https://a.example/"}
	elsewhere := deploy{Origin: "https://a.example", Article: "https://paper.example/story"}
	for _, c := range []struct {
		d          deploy
		lang, want string
	}{
		{own, "en", "https://a.example/"}, {own, "ko", "https://a.example/ko/"},
		{elsewhere, "en", "https://paper.example/story"}, {elsewhere, "ko", "https://paper.example/story"},
	} {
		if got := c.d.shared(c.lang); got != c.want {
			t.Errorf("%v, %s: got %s, want %s", c.d, c.lang, got, c.want)
		}
	}
}
