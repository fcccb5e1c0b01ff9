package site

import (
	"html/template"

	"twoboxes/internal/stage"
)

// builderPage is where editors put their embed code together.
type builderPage struct {
	page
	Scenes []stage.Scene
	Config builderConfig
	Sample bool // web/deploy.json was never filled in: the code leads nowhere
}

// builderConfig is what its script needs to know.
type builderConfig struct {
	Origin string            `json:"origin"`
	Titles map[string]string `json:"titles"` // of the frame, by language
	Script scriptView        `json:"script"` // the host script by its fingerprint
}

// buildBuilderPage adds the builder.
func (b *siteBuild) buildBuilderPage(lang language, templates *template.Template, styles string) error {
	const dir = "builder/"
	p := b.page(lang, dir)
	p.Styles, p.Script = styles, b.scripts["builder.js"]
	host := b.scripts["embed.js"]
	view := builderPage{p, b.Scenes, builderConfig{b.deploy.Origin, map[string]string{}, scriptView{"/" + host.Path, host.Integrity}}, b.deploy.isSample()}
	for _, l := range b.languages {
		view.Config.Titles[l.Code] = l.studio.Words.Plain(l.studio.Words.Page["title"])
	}
	return b.render(templates, "builder.html.tmpl", dir+"index.html", view)
}
