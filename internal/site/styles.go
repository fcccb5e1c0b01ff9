package site

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"twoboxes/internal/stage"
	"twoboxes/internal/stage/svg"
)

// buildStyles fingerprints the style sheets, a page's first one with the stage's colours before it, so that page
// and picture never differ.
func (b *siteBuild) buildStyles() (map[string]string, error) {
	styles := map[string]string{}
	for file, before := range map[string]string{
		"player/embed.css":    paletteStyles() + shapeStyles() + areaStyles(b.Scenes) + b.heights.styles(),
		"player/pinned.css":   pinnedStyles(b.Scenes),
		"live/live.css":       "",
		"article/article.css": paletteStyles(),
		"builder/pages.css":   paletteStyles(),
	} {
		css, err := fs.ReadFile(b.web, file)
		if err != nil {
			return nil, err
		}
		css = append([]byte(before), breakpoints.Replace(string(css))...)
		if css, err = b.minify("web/"+file, css, api.LoaderCSS); err != nil {
			return nil, err
		}
		name := path.Base(file)
		styles[name] = b.fingerprint(name, css)
	}
	return styles, nil
}

// breakpoints replaces the names that style sheets use for widths of the stage, as in
// "@container page (width >= --regular)", where CSS allows no custom properties.
var breakpoints = strings.NewReplacer(
	"= --regular)", fmt.Sprintf("= %gpx)", stage.Regular.From()), "< --regular)", fmt.Sprintf("< %gpx)", stage.Regular.From()),
	"= --full)", fmt.Sprintf("= %dpx)", stage.MaxWidth),
	"= --wide)", fmt.Sprintf("= %gpx)", stage.Wide.From()), "< --wide)", fmt.Sprintf("< %gpx)", stage.Wide.From()),
)

// shapeStyles gives the stage's proportions and the widths it may have by the width of the page, and how
// wide the page grows.
func shapeStyles() string {
	var css strings.Builder
	fmt.Fprintf(&css, "main{max-width:%dpx}\n", stage.MaxWidth)
	for _, shape := range stage.ByWidth {
		w, h := shape.Size()
		css.WriteString(within("page", shape, fmt.Sprintf(".card{--shape-ratio:%g/%g;--least:%gpx;--most:%gpx}\n", w, h, shape.From(), shape.MaxWidth())))
	}
	w, h := stage.Tall.Size()
	css.WriteString(withinTall(fmt.Sprintf(".card{--shape-ratio:%g/%g;--most:%gpx}.poster-narrow{display:none}.poster-tall{display:block}", w, h, stage.Tall.MaxWidth())))
	w, h = stage.Pinned.Size()
	fmt.Fprintf(&css, "[data-layout=stage] .card{--shape-ratio:%g/%g;--least:%gpx;--most:%gpx}\n", w, h, stage.Pinned.From(), stage.Pinned.MaxWidth())
	return css.String()
}

// tallWidths are the widths of the page at which its stage may be tall, as a condition.
func tallWidths() string {
	return fmt.Sprintf("(%gpx <= width < %gpx)", stage.Tall.From(), stage.Regular.From())
}

// within makes rules hold where a container, "page" or "stage", has the width of a shape.
func within(container string, shape stage.Shape, rules string) string {
	if shape == stage.Narrow {
		return rules
	}
	return fmt.Sprintf("@container %s (width >= %gpx){\n%s}\n", container, shape.From(), rules)
}

// withinTall makes rules hold where the stage is tall: see setTall in web/player/appearance.js.
func withinTall(rules string) string {
	return fmt.Sprintf("@container page %s{[data-tall]{%s}}\n", tallWidths(), rules)
}

// paletteStyles gives every colour role a custom property: light, dark where the reader's system
// asks for it, and either where the page says so.
func paletteStyles() string {
	light, dark := properties(&stage.Light), properties(&stage.Dark)
	dark = "color-scheme:dark;-webkit-print-color-adjust:exact;print-color-adjust:exact;" + dark // light text needs its ground on paper, too
	return ":root{color-scheme:light;" + light + "}\n" +
		"@media (prefers-color-scheme:dark){:root:not([data-theme=light]){" + dark + "}}\n" +
		":root[data-theme=dark]{" + dark + "}\n"
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
