package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"twoboxes/internal/stage"
	"twoboxes/internal/story/load"
)

// page is what every template gets.
type page struct {
	*teller
	Lang, Dir string
	Root      string // the way from the page to the site's root: "", "../" or "../../"
	Origin    string // where the site stands
	Article   string // the article's address
	Social    string // the social card's address
	Policy    string // content security policy
	Styles    string // paths from the root
	Script    script
	Languages []language
	heights   heights
}

// Height is how tall the explainer is at a width, in CSS px.
func (p page) Height(width int) int { return p.heights.height(p.Lang, width) }

// embedPage is the explainer in one language.
type embedPage struct {
	page
	Address            string // of this page, for sharing and for search engines
	Early              script // before the first paint
	Steps              []stepView
	Config             configView
	Method             []string
	Published, Updated template.HTML
}

type stepView struct {
	ID       string
	Index    int
	Name     template.HTML
	Heading  template.HTML
	Title    template.HTML // the heading without links
	Caption  []template.HTML
	Says     template.HTML
	Notes    []template.HTML
	Closing  template.HTML
	Picture  string
	Inline   []template.HTML // the poster in the three shapes, or
	Posters  []posterView    // its files
	OnStage  []controlView
	Under    []controlView
	Hint     template.HTML // the first there is
	Private  bool          // a choice says something about the reader
	Live     bool          // its figure follows a live feed
	Outcomes []outcomeView
	Table    *tableView
}

type outcomeView struct {
	When string // "ballot.room=two ballot.box=for"
	Text template.HTML
	Live template.HTML
}

type tableView struct {
	Caption template.HTML
	Columns []template.HTML
	Rows    [][]template.HTML
}

// configView is what the player needs to know, as JSON in the page.
type configView struct {
	Version string                `json:"version"` // of the build
	Lang    string                `json:"lang"`
	Engine  fileView              `json:"engine"`
	Pack    fileView              `json:"pack"`
	Weight  int                   `json:"weight"`  // of what the engine needs, in bytes as they are sent
	Scripts map[string]scriptView `json:"scripts"` // wanted later: "engine" (its host) and Go's "support", "live" for a feed, "debug"
	Format  any                   `json:"format"`
	Origins []string              `json:"feedOrigins"` // that live feeds may come from, besides this one
	Share   string                `json:"share"`
	Words   map[string]string     `json:"words"`
}

// fileView is a file to fetch, with its size and its fingerprint after decompression.
type fileView struct {
	URL       string `json:"url"` // from the page
	Bytes     int    `json:"bytes"`
	Integrity string `json:"integrity"`
}

func (f files) fileView(root, path string) fileView {
	return fileView{root + path, len(f[path]), integrity(f[path])}
}

// scriptView is a script to import.
type scriptView struct {
	URL       string `json:"url"` // from the page
	Integrity string `json:"integrity"`
}

// playerWords are the page's words that scripts say.
var playerWords = []string{"step", "play.size", "progress", "replayed", "paused", "copied", "copy", "text", "pictures",
	"feed.turnout", "feed.none", "feed.for", "feed.against", "feed.asof", "feed.old", "feed.final", "feed.source"}

// buildPages adds every page, and what only pages need.
func (b *builder) buildPages() error {
	templates, err := template.ParseFS(b.web, "*.html.tmpl", "player/*.html.tmpl", "article/*.html.tmpl", "builder/*.html.tmpl", "live/*.html.tmpl")
	if err != nil {
		return err
	}
	styles, err := b.buildStyles()
	if err != nil {
		return err
	}
	icon, err := fs.ReadFile(b.web, "icon.svg")
	if err != nil {
		return err
	}
	b.files["icon.svg"] = icon
	card, err := os.ReadFile(filepath.Join(b.Root, "assets", "social.png"))
	if err != nil {
		return err
	}
	b.social = b.fingerprint("social.png", card)
	for _, lang := range b.languages {
		pack := b.fingerprint(lang.Code+".pack", lang.studio.Bytes)
		posters := b.buildPosters(lang)
		places := []string{"embed/" + lang.Code + "/"}
		if lang.Code == DefaultLang {
			places = append(places, "embed/")
		}
		for _, place := range places {
			p := b.page(lang, place)
			view, err := b.embedPage(p, place, styles["embed.css"], pack, posters)
			if err != nil {
				return err
			}
			if err := b.render(templates, "embed.html.tmpl", place+"index.html", view); err != nil {
				return err
			}
		}
		if err := b.buildOEmbed(b.page(lang, "")); err != nil {
			return err
		}
		if lang.Code != DefaultLang {
			continue
		}
		if err := b.buildBuilder(lang, templates, styles["pages.css"]); err != nil {
			return err
		}
		if err := b.buildSamples(lang, styles["pages.css"]); err != nil {
			return err
		}
		article := b.page(lang, "")
		article.Styles = styles["article.css"]
		if err := b.render(templates, "404.html.tmpl", "404.html", article); err != nil {
			return err
		}
		if err := b.buildLive(lang, templates, styles["article.css"]); err != nil {
			return err
		}
		if lang.studio.Words.Article != nil {
			view := articlePage{
				page: article, Body: articleBody(article.teller, counterNames(b.Scenes)),
				Published: article.dated("published", "published", b.edition.Published),
				Updated:   article.dated("updated", "updated", b.edition.Updated),
			}
			if err := b.render(templates, "article.html.tmpl", "index.html", view); err != nil {
				return err
			}
		}
	}
	return b.buildHostScript()
}

// page is the part that all pages of a language at a place share.
func (b *builder) page(lang language, place string) page {
	words := lang.studio.Words
	return page{
		teller: &teller{facts: lang.studio.Facts, words: words},
		Lang:   words.Lang, Dir: words.Dir,
		Root:      strings.Repeat("../", strings.Count(place, "/")),
		Origin:    b.deploy.Origin,
		Article:   b.deploy.Article,
		Social:    b.deploy.Origin + "/" + b.social,
		Policy:    policy(b.deploy.FeedOrigins),
		Languages: b.languages,
		heights:   b.heights,
	}
}

// policy is the content security policy of our pages: nothing inline, nothing from elsewhere but
// the live feeds that the deployer allows.
func policy(feeds []string) string {
	return strings.Join([]string{
		"default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self'",
		"connect-src " + strings.Join(append([]string{"'self'"}, feeds...), " "), "frame-src 'self'",
		"base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
	}, "; ")
}

func (b *builder) embedPage(p page, place, styles, pack string, posters map[string][]posterView) (embedPage, error) {
	p.Styles, p.Script = styles, b.scripts["player.js"]
	view := embedPage{page: p, Address: b.deploy.Origin + "/" + place, Early: b.scripts["early.js"]}
	for i, scene := range b.Scenes {
		s, err := p.stepView(scene)
		if err != nil {
			return view, err
		}
		s.Index = i
		if i == 0 {
			for _, poster := range posters[scene.ID] {
				s.Inline = append(s.Inline, poster.Inline)
			}
		} else {
			s.Posters = posters[scene.ID]
		}
		view.Steps = append(view.Steps, s)
	}
	p.current = ""
	for i := 1; i <= 5; i++ {
		view.Method = append(view.Method, p.Word(fmt.Sprintf("method.%d", i)))
	}
	view.Published = p.dated("published", "published", b.edition.Published)
	view.Updated = p.dated("updated", "updated", b.edition.Updated)
	view.Config = configView{
		Version: versionSlot,
		Lang:    p.Lang,
		Engine:  b.fileView(p.Root, b.engine),
		Pack:    b.fileView(p.Root, pack),
		Scripts: map[string]scriptView{},
		Format:  p.words.Format,
		Origins: append([]string{}, b.deploy.FeedOrigins...),
		Share:   b.deploy.Article,
		Words:   map[string]string{},
	}
	for name, file := range map[string]string{"engine": "engine-host.js", "support": "wasm_exec.js", "live": "live.js", "debug": "debug.js"} {
		view.Config.Scripts[name] = scriptView{p.Root + b.scripts[file].Path, b.scripts[file].Integrity}
	}
	for _, file := range []string{b.engine, pack, b.scripts["engine-host.js"].Path, b.scripts["wasm_exec.js"].Path} {
		small, err := encoders[0].compressed(b.files[file], b.cache(), b.Fast)
		if err != nil {
			return view, err
		}
		view.Config.Weight += len(small)
	}
	for _, key := range playerWords {
		view.Config.Words[key] = p.Word(key)
	}
	return view, nil
}

// Place says where in the story step n is, from 1.
func (v embedPage) Place(n int) string {
	return v.Fill("step", "step", strconv.Itoa(n), "steps", strconv.Itoa(len(v.Steps)))
}

// JSON is the configuration as it stands in the page.
func (c configView) JSON() (template.JS, error) {
	data, err := json.Marshal(c) // escapes < and >, so it cannot end its script element
	return template.JS(data), err
}

// dated fills the date slot of a page's word.
func (t *teller) dated(key, slot, iso string) template.HTML {
	date := `<time datetime="` + iso + `">` + template.HTMLEscapeString(t.words.Format.DateOf(iso)) + `</time>`
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(t.Word(key)), "{="+slot+"}", date))
}

// stepView is one step in words.
func (t *teller) stepView(scene stage.Scene) (stepView, error) {
	words := t.words.Steps[scene.ID]
	t.current = scene.ID
	s := stepView{
		ID: scene.ID, Live: scene.Live, Name: t.label(words.Name), Heading: t.text(words.Heading), Title: t.label(words.Heading),
		Picture: t.words.Plain(words.Picture),
	}
	for _, c := range words.Caption {
		s.Caption = append(s.Caption, t.text(c))
	}
	controls, err := t.controls(scene, words.Controls)
	if err != nil {
		return s, err
	}
	for _, c := range controls {
		if c.Hint != "" && s.Hint == "" {
			s.Hint = c.Hint
		}
		if c.OnStage {
			s.OnStage = append(s.OnStage, c)
		} else {
			s.Under = append(s.Under, c)
		}
		s.Private = s.Private || c.Private
	}
	for _, o := range words.Outcomes {
		s.Outcomes = append(s.Outcomes, outcomeView{conditions(o.When), t.text(o.Text), t.text(o.Live)})
	}
	s.Says, s.Closing = t.text(words.Says), t.text(words.Closing)
	for _, n := range words.Notes {
		s.Notes = append(s.Notes, t.text(n))
	}
	if words.Table != nil {
		s.Table = &tableView{Caption: t.text(words.Table.Caption)}
		for _, c := range words.Table.Columns {
			s.Table.Columns = append(s.Table.Columns, t.text(c))
		}
		for _, row := range words.Table.Rows {
			cells := make([]template.HTML, len(row))
			for i, cell := range row {
				cells[i] = t.text(cell)
			}
			s.Table.Rows = append(s.Table.Rows, cells)
		}
	}
	return s, nil
}

// conditions writes an outcome's conditions as web/player/outcomes.js reads them.
func conditions(when map[string]string) string {
	pairs := make([]string, 0, len(when))
	for name, value := range when {
		pairs = append(pairs, name+"="+value)
	}
	slices.Sort(pairs)
	return strings.Join(pairs, " ")
}

func (b *builder) render(templates *template.Template, name, file string, view any) error {
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, name, view); err != nil {
		return fmt.Errorf("web/%s: %w", path.Base(name), err)
	}
	b.files[file] = out.Bytes()
	return nil
}

// Sources are the reports that a fact rests on.
func (e *told) Sources(t *teller) []sourceView {
	var views []sourceView
	for _, id := range e.Fact.Sources {
		s, ok := t.facts.Sources.Get(id)
		if !ok {
			continue // Check has refused it
		}
		v := sourceView{Source: s, Date: t.Word("source.undated")}
		if s.Date != "" {
			f := t.words.Format
			shown := map[int]func(string) string{4: f.YearOf, 7: f.MonthOf, 10: f.DateOf}[len(s.Date)](s.Date)
			v.Date = t.Fill("source.dated", "date", shown)
		}
		views = append(views, v)
	}
	return views
}

type sourceView struct {
	load.Source
	Date string
}
