package site

import (
	"html/template"

	"twoboxes/internal/stage"
	"twoboxes/internal/story/load"
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
	// Figures are those that an article can have in its sentences, as text, by language and counter.
	Figures map[string]map[string]string `json:"figures"`
	Script  scriptView                   `json:"script"` // the host script by its fingerprint

	FeedOrigins []string                `json:"feedOrigins"` // see deploy
	Themes      map[string]themeColours `json:"themes"`
}

// themeColours are the colours that a newsroom's own are held against, "#rrggbb".
type themeColours struct {
	Paper string `json:"paper"`
	Ink   string `json:"ink"`
}

func themeColoursOf(p *stage.Palette) themeColours {
	return themeColours{p[stage.Paper].Hex(), p[stage.Ink].Hex()}
}

// Parameters are those of the embed page, each with its field.
func (builderPage) Parameters() []parameter { return parameters }

// MaxRadius is the largest radius of corners, in CSS pixels.
func (builderPage) MaxRadius() int { return maxRadius }

// buildBuilderPage adds the builder.
func (b *siteBuild) buildBuilderPage(lang language, templates *template.Template, styles string) error {
	const dir = "builder/"
	p := b.page(lang, dir)
	p.Styles, p.Script = styles, b.scripts["builder.js"]
	host := b.scripts["embed.js"]
	config := builderConfig{
		Origin: b.deploy.Origin, Titles: map[string]string{}, Figures: map[string]map[string]string{}, Script: scriptView{"/" + host.Path, host.Integrity},
		FeedOrigins: append([]string{}, b.deploy.FeedOrigins...),
		Themes:      map[string]themeColours{"light": themeColoursOf(&stage.Light), "dark": themeColoursOf(&stage.Dark)},
	}
	view := builderPage{p, b.Scenes, config, b.deploy.isSample()}
	for _, l := range b.languages {
		words := l.studio.Words
		view.Config.Titles[l.Code] = words.Plain(words.Page["title"])
		view.Config.Figures[l.Code] = map[string]string{}
		for fact, name := range counterNames(b.Scenes) {
			view.Config.Figures[l.Code][name] = words.Plain(load.Text("{" + fact + " percent}"))
		}
	}
	return b.render(templates, "builder.html.tmpl", dir+"index.html", view)
}
