package site

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// buildPages adds every page, and what only pages need.
func (b *siteBuild) buildPages() error {
	templates, err := template.ParseFS(b.web, "*.html.tmpl", "player/*.html.tmpl", "article/*.html.tmpl", "builder/*.html.tmpl", "live/*.html.tmpl", "feededit/*.html.tmpl", "stills/*.html.tmpl")
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
	b.social = map[string]string{}
	for _, lang := range b.languages {
		card, err := os.ReadFile(filepath.Join(b.Root, "assets", "social", lang.Code+".png"))
		if errors.Is(err, fs.ErrNotExist) { // of a new language: made from the built site
			card, err = os.ReadFile(filepath.Join(b.Root, "assets", "social", DefaultLang+".png"))
		}
		if err != nil {
			return err
		}
		b.social[lang.Code] = b.fingerprint("social-"+lang.Code+".png", card)
	}
	if b.files[correctionsPath], err = correctionsJSON(b.corrections); err != nil {
		return err
	}
	if err := b.buildHostScript(); err != nil { // the builder names its fingerprint
		return err
	}
	var allStills []stillsView
	for _, lang := range b.languages {
		pack := b.fingerprint(lang.Code+".pack", lang.studio.Bytes)
		posters, err := b.buildPosters(lang)
		if err != nil {
			return err
		}
		dirs := []string{"embed/" + lang.Code + "/"}
		if lang.Code == DefaultLang {
			dirs = append(dirs, "embed/")
		}
		for _, dir := range dirs {
			p := b.page(lang, dir)
			view, err := b.embedPage(p, dir, pack, styles, posters)
			if err != nil {
				return err
			}
			if err := b.render(templates, "embed.html.tmpl", dir+"index.html", view); err != nil {
				return err
			}
		}
		stills, err := b.buildStills(lang, templates, styles["pages.css"])
		if err != nil {
			return err
		}
		allStills = append(allStills, stills)
		b.buildOEmbed(b.page(lang, ""), stills.Stills)
		if err := b.buildArticle(lang, templates, styles["article.css"]); err != nil {
			return err
		}
		if lang.Code != DefaultLang {
			continue
		}
		if err := b.buildBuilderPage(lang, templates, styles["pages.css"]); err != nil {
			return err
		}
		if err := b.buildSamples(lang, styles["pages.css"]); err != nil {
			return err
		}
		if err := b.render(templates, "404.html.tmpl", "404.html", b.page(lang, "")); err != nil {
			return err
		}
		if err := b.buildLive(lang, templates, styles["article.css"]); err != nil {
			return err
		}
		if err := b.buildFeedForm(lang, templates, styles["pages.css"]); err != nil {
			return err
		}
	}
	if err := b.buildStillsIndex(allStills, templates, styles["pages.css"]); err != nil {
		return err
	}
	b.buildSitemap()
	return nil
}

// page is the part that all pages of a language in a folder share. dir is the folder, "embed/en/"; empty for the root.
func (b *siteBuild) page(lang language, dir string) page {
	words := lang.studio.Words
	return page{
		textRenderer: &textRenderer{facts: lang.studio.Facts, words: words, unread: b.unread, corrections: b.corrections},
		Lang:         words.Lang, Dir: words.Dir,
		Root:      strings.Repeat("../", strings.Count(dir, "/")),
		Origin:    b.deploy.Origin,
		Article:   b.deploy.shared(words.Lang),
		Social:    b.deploy.Origin + "/" + b.social[words.Lang],
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

func (b *siteBuild) render(templates *template.Template, name, file string, view any) error {
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, name, view); err != nil {
		return fmt.Errorf("web/%s: %w", path.Base(name), err)
	}
	b.files[file] = blankLines.ReplaceAll(out.Bytes(), []byte("\n"))
	return nil
}

// blankLines are what template actions leave behind.
var blankLines = regexp.MustCompile(`\n\n+`)
