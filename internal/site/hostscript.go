package site

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"twoboxes/internal/stage"
)

// heights are pairs of a width of the page and the height that the tallest language has from there on
// beside its picture. The page reserves it and embed.js keeps it, so that nothing moves when a frame loads.
type heights [][2]int

func (b *siteBuild) readHeights() (heights, error) {
	data, err := fs.ReadFile(b.web, "heights.json")
	if err != nil {
		return nil, err
	}
	var h heights
	if err := json.Unmarshal(data, &h); err != nil {
		return nil, fmt.Errorf("web/heights.json: %w", err)
	}
	return h, nil
}

// styles reserves the heights: the picture's by its shape, and what is beside it.
func (h heights) styles() string {
	var css strings.Builder
	least := func(shape stage.Shape) string {
		w, ht := shape.Size()
		return fmt.Sprintf("min-height:round(up,min(100vw,%gpx,max(%gpx,(var(--room) - var(--beside))*%g/%g))*%g/%g + var(--beside),1px)",
			shape.MaxWidth(), shape.From(), w, ht, ht, w)
	}
	for _, shape := range stage.ByWidth {
		fmt.Fprintf(&css, "@media (min-width:%gpx){main{%s}}\n", shape.From(), least(shape))
	}
	fmt.Fprintf(&css, "@media %s{[data-tall] main{%s}}\n", tallWidths(), least(stage.Tall))
	for _, step := range h {
		fmt.Fprintf(&css, "@media (min-width:%dpx){:root{--beside:%dpx}}\n", step[0], step[1])
	}
	return css.String()
}

// buildHostScript adds embed.js, the one script whose address never changes. It is there by its version
// too, which changes when hosts would have to change, and by its fingerprint, for hosts that want its
// integrity checked.
func (b *siteBuild) buildHostScript() error {
	titles := map[string]string{} // of the frame: the explainer's name, the first part of its title
	for _, lang := range b.languages {
		t := textRenderer{words: lang.studio.Words, facts: lang.studio.Facts}
		titles[lang.Code] = strings.TrimSpace(strings.FieldsFunc(t.Word("title"), func(r rune) bool { return r == ':' || r == '：' })[0])
	}
	counters := map[string][]string{}
	var live string
	for _, scene := range b.Scenes {
		for _, c := range scene.CounterFacts {
			counters[scene.ID] = append(counters[scene.ID], c.Name)
		}
		if scene.Live {
			live = scene.ID
			counters[live] = append(counters[live], "for", "against") // a feed reports them too
		}
	}
	define := map[string]any{"BUILD_TITLES": titles, "BUILD_BESIDE": b.heights, "BUILD_COUNTERS": counters, "BUILD_LIVE_SCENE": live, "BUILD_DEFAULT_LANGUAGE": DefaultLang, "BUILD_ORIGIN": b.deploy.Origin + "/", "BUILD_PACKAGED": false}
	made, err := b.bundle("host/embed.js", bundleOptions{format: api.FormatIIFE, define: define})
	if err != nil {
		return err
	}
	b.files["embed.js"] = b.linked("embed.js", "", made)
	b.files["embed.v1.js"] = b.files["embed.js"]
	data := b.linked("embed.js", assetsDir, made)
	b.scripts["embed.js"] = script{b.fingerprint("embed.js", data), integrity(data)}
	return b.buildPackage(define)
}
