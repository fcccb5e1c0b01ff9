package site

import (
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"twoboxes/internal/stage"
	"twoboxes/internal/stage/svg"
)

// buildStyles fingerprints the style sheets, each with the stage's colours before it, so that page
// and picture never differ.
func (b *siteBuild) buildStyles() (map[string]string, error) {
	styles := map[string]string{}
	for file, before := range map[string]string{
		"player/embed.css":    paletteStyles() + areaStyles(b.Scenes) + b.heights.styles(),
		"article/article.css": paletteStyles(),
		"builder/pages.css":   paletteStyles(),
	} {
		css, err := fs.ReadFile(b.web, file)
		if err != nil {
			return nil, err
		}
		if css, err = minify("web/"+file, append([]byte(before), css...), api.LoaderCSS); err != nil {
			return nil, err
		}
		name := path.Base(file)
		styles[name] = b.fingerprint(name, css)
	}
	return styles, nil
}

// paletteStyles gives every colour role a custom property: light, dark where the reader's system
// asks for it, and either where the page says so.
func paletteStyles() string {
	light, dark := properties(&stage.Light), properties(&stage.Dark)
	return ":root{color-scheme:light;" + light + "}\n" +
		"@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;" + dark + "}}\n" +
		":root[data-theme=dark]{color-scheme:dark;" + dark + "}\n"
}

func properties(p *stage.Palette) string {
	var css strings.Builder
	for role, name := range svg.Variables {
		if name != "" {
			css.WriteString(name + ":" + p[role].Hex() + ";")
		}
	}
	return strings.TrimSuffix(css.String(), ";")
}
