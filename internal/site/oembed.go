package site

import (
	"encoding/json"
	"fmt"
	"html"
	"math"

	"twoboxes/internal/stage"
)

// projectName is who made the explainer, for machines; pages say it in their own words.
const projectName = "Two Boxes"

// oembedWidth is the width, in CSS px, that an oEmbed answer is made for: a usual text column.
const oembedWidth = 600

// oembedPath is where a language's oEmbed answer stands.
func oembedPath(lang string) string {
	if lang == DefaultLang {
		return "oembed.json"
	}
	return "oembed." + lang + ".json"
}

// height is how tall the page in a language is at a width, in CSS px.
func (h heights) height(lang string, width int) int {
	beside := h[lang][0][1]
	for _, step := range h[lang] {
		if width >= step[0] {
			beside = step[1]
		}
	}
	shape := stage.ShapeFor(float32(width))
	w, ht := shape.Size()
	return int(math.Ceil(min(float64(width), float64(shape.MaxWidth()))*float64(ht)/float64(w) + float64(beside)))
}

// buildOEmbed adds what content systems ask for when an editor pastes the page's address. WordPress
// keeps nothing of the HTML but the frame and its plainest attributes.
func (b *siteBuild) buildOEmbed(p page) error {
	address, height := b.deploy.Origin+"/embed/"+p.Lang+"/", b.heights.height(p.Lang, oembedWidth)
	frame := fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" loading="lazy" style="border:0;width:100%%"></iframe>`,
		html.EscapeString(address), html.EscapeString(p.Word("title")), oembedWidth, height)
	data, err := json.MarshalIndent(map[string]any{
		"version": "1.0", "type": "rich", "title": p.Word("title"),
		"provider_name": projectName, "provider_url": b.deploy.Origin + "/",
		"html": frame, "width": oembedWidth, "height": height, "cache_age": 86400,
		"thumbnail_url": p.Social, "thumbnail_width": 1200, "thumbnail_height": 630,
	}, "", "  ")
	if err != nil {
		return err
	}
	b.files[oembedPath(p.Lang)] = append(data, '\n')
	return nil
}

// OEmbed is the address of the language's oEmbed answer.
func (p page) OEmbed() string { return p.Origin + "/" + oembedPath(p.Lang) }
