package site

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"

	"twoboxes/internal/stage"
)

// samplePage is one sample: the explainer in one setting.
type samplePage struct {
	page
	Name, Title, What string
	Translation       language // of the samples that show one
	Thumbnail         string   // path from the site's root
}

// samples are the settings shown, each by the template of its name in web/samples.
var samples = []struct {
	Name, Title, What string
	setting           setting
}{
	{"plain", "A plain frame", "One line of HTML, no script. The height is fixed: the one for a column 640 pixels wide.", inColumn},
	{"narrow", "A narrow column", "The host script keeps the frame at the height of its page, whatever the column’s width.", setting{Column: 75, Width: 90, Shape: stage.Narrow}},
	{"dark", "A dark page", "The theme is dark, and paper, ink and accent are the newsroom’s own. Page and pictures change together; the green and the red are facts and stay.", setting{Column: 30, Width: 180, Shape: stage.Regular, Own: pageColours{"#10161d", "#3a4350"}}},
	{"two", "Two on one page", "Each keeps its own place in the story.", setting{Column: 20, Width: 200, Shape: stage.Narrow, Count: 2}},
	{"pinned", "Pinned above the text", "On a narrow window the picture stays below the newsroom’s own bar while the marked paragraphs pass; from 1100 pixels on it is the whole explainer.", setting{Column: 66, Width: 108, Shape: stage.Pinned, Top: "bar"}},
	{"scroll-box", "Inside a scrolling box", "A wheel or a finger over the explainer scrolls the box.", setting{Column: 40, Width: 160, Shape: stage.Regular, Box: true}},
	{"tab", "In a tab that is hidden at first", "Nothing is loaded until the tab is shown; then the frame has its height at once.", setting{Column: 30, Width: 180, Shape: stage.Regular, Top: "tabs"}},
	{"pym", "With pym.js", "The explainer speaks pym.js without being asked.", setting{Column: 30, Width: 180, Shape: stage.Regular, Script: "pym.js"}},
	{"iframe-resizer", "With iframe-resizer", "Version 4 is here because its licence lets it stand here; 5 works the same.", setting{Column: 30, Width: 180, Shape: stage.Regular, Script: "iframe-resizer"}},
	{"sandboxed", "In a sandbox", "The frame may run scripts and nothing else, as in content systems that trust nobody.", setting{Column: 30, Width: 180, Shape: stage.Regular, Script: "sandbox=\"allow-scripts\""}},
}

// buildSamples adds the sample pages and their index.
func (b *siteBuild) buildSamples(lang language, styles string) error {
	templates, err := template.ParseFS(b.web, "samples/*.html.tmpl")
	if err != nil {
		return err
	}
	scripts, err := fs.Glob(b.web, "samples/*.js")
	if err != nil {
		return err
	}
	for _, name := range scripts {
		if b.files["samples/"+path.Base(name)], err = fs.ReadFile(b.web, name); err != nil {
			return err
		}
	}
	index := struct {
		page
		Samples []samplePage
		Live    string // thumbnail of the sample that buildLive adds
	}{page: b.samplePage(lang, "samples/", styles)}
	add := func(name string, view samplePage, shown language, s setting) error {
		dir := "samples/" + view.Name + "/"
		view.page = b.samplePage(lang, dir, styles)
		view.Thumbnail = b.fingerprint("sample-"+view.Name+".svg", b.thumbnail(shown, s))
		index.Samples = append(index.Samples, view)
		return b.render(templates, name, dir+"index.html", view)
	}
	for _, s := range samples {
		if err := add(s.Name+".html.tmpl", samplePage{Name: s.Name, Title: s.Title, What: s.What}, lang, s.setting); err != nil {
			return err
		}
	}
	for _, other := range b.languages {
		if other.Code == DefaultLang {
			continue
		}
		view := samplePage{Name: other.Code, Title: "In another language: " + other.Name, Translation: other,
			What: fmt.Sprintf("A page in %s. The explainer, its pictures and its counters are in the same language.", other.Name)}
		if err := add("language.html.tmpl", view, other, inColumn); err != nil {
			return err
		}
	}
	live := inColumn
	for _, scene := range b.Scenes {
		if scene.Live {
			live.Scene = scene.ID
		}
	}
	index.Live = b.fingerprint("sample-live.svg", b.thumbnail(lang, live))
	return b.render(templates, "index.html.tmpl", "samples/index.html", index)
}

// inColumn is a usual column of text.
var inColumn = setting{Column: 30, Width: 180, Shape: stage.Regular}

// samplePage is the common part of a sample: it may use what newsrooms' pages use, so its policy
// says no more than that everything comes from here.
func (b *siteBuild) samplePage(lang language, dir, styles string) page {
	p := b.page(lang, dir)
	p.Styles = styles
	p.Policy = strings.Replace(p.Policy, "; require-trusted-types-for 'script'; trusted-types 'none'", "", 1)
	return p
}
