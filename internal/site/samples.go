package site

import (
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"strings"
)

// samplePage is one sample: the explainer in one setting.
type samplePage struct {
	page
	Name, Title, What string
	Translation       language // of the samples that show one
}

// samples are the settings shown, each by the template of its name in web/samples.
var samples = []struct{ Name, Title, What string }{
	{"plain", "A plain frame", "One line of HTML, no script. The height is fixed: the one for a column 640 pixels wide."},
	{"narrow", "A narrow column", "The host script keeps the frame at the height of its page, whatever the column’s width."},
	{"dark", "A dark page", "The theme is dark, and paper, ink and accent are the newsroom’s own. Page and pictures change together; the green and the red are facts and stay."},
	{"two", "Two on one page", "Each keeps its own place in the story."},
	{"pinned", "Pinned above the text", "On a narrow window the picture stays below the newsroom’s own bar while the marked paragraphs pass; from 1100 pixels on it is the whole explainer."},
	{"scroll-box", "Inside a scrolling box", "A wheel or a finger over the explainer scrolls the box."},
	{"tab", "In a tab that is hidden at first", "Nothing is loaded until the tab is shown; then the frame has its height at once."},
	{"pym", "With pym.js", "The explainer speaks pym.js without being asked."},
	{"iframe-resizer", "With iframe-resizer", "Version 4 is here because its licence lets it stand here; 5 works the same."},
	{"sandboxed", "In a sandbox", "The frame may run scripts and nothing else, as in content systems that trust nobody."},
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
	}{page: b.samplePage(lang, "samples/", styles)}
	add := func(name string, view samplePage) error {
		dir := "samples/" + view.Name + "/"
		view.page = b.samplePage(lang, dir, styles)
		index.Samples = append(index.Samples, view)
		return b.render(templates, name, dir+"index.html", view)
	}
	for _, s := range samples {
		if err := add(s.Name+".html.tmpl", samplePage{Name: s.Name, Title: s.Title, What: s.What}); err != nil {
			return err
		}
	}
	for _, other := range b.languages {
		if other.Code == DefaultLang {
			continue
		}
		view := samplePage{Name: other.Code, Title: "In another language: " + other.Name, Translation: other,
			What: fmt.Sprintf("A page in %s. The explainer, its pictures and its counters are in the same language.", other.Name)}
		if err := add("language.html.tmpl", view); err != nil {
			return err
		}
	}
	return b.render(templates, "index.html.tmpl", "samples/index.html", index)
}

// samplePage is the common part of a sample: it may use what newsrooms' pages use, so its policy
// says no more than that everything comes from here.
func (b *siteBuild) samplePage(lang language, dir, styles string) page {
	p := b.page(lang, dir)
	p.Styles = styles
	p.Policy = strings.Replace(p.Policy, "; require-trusted-types-for 'script'; trusted-types 'none'", "", 1)
	return p
}
