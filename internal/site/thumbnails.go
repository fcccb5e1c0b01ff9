package site

import (
	"fmt"
	"html"
	"strings"

	"twoboxes/internal/stage"
	"twoboxes/internal/stage/svg"
	"twoboxes/internal/still"
)

// setting is how a sample's thumbnail sketches it: a page with bars for its text, and the explainer in it.
type setting struct {
	Column, Width int         // where the column begins, and its width, in the thumbnail's pixels
	Shape         stage.Shape // of the picture
	Count         int         // of explainers; 0: one
	Own           pageColours // a newsroom's; zero: the theme's
	Scene         string      // whose picture it shows; empty: the first
	Top           string      // what is above the text: "bar" or "tabs"
	Box           bool        // the explainer is in a box that scrolls
	Script        string      // what the page has besides, in words
}

// pageColours are those of a page that isn't light, "#rrggbb".
type pageColours struct{ Ground, Text string }

// Measures of a thumbnail, in its pixels.
const (
	thumbnailWidth  = 240
	thumbnailHeight = 180
	lineStep        = 9 // from line to line
	lineHeight      = 4
)

// thumbnail sketches a sample page in a language.
func (b *siteBuild) thumbnail(lang language, s setting) []byte {
	ground, text, palette := "#ffffff", "#c9c9c9", &stage.Light
	if s.Own != (pageColours{}) {
		ground, text, palette = s.Own.Ground, s.Own.Text, &stage.Dark
	}
	scene := b.Scenes[0]
	for _, other := range b.Scenes {
		if other.ID == s.Scene {
			scene = other
		}
	}
	var out strings.Builder
	box := func(x, y, w, h int, rest string) {
		fmt.Fprintf(&out, `<rect x="%d" y="%d" width="%d" height="%d" %s/>`, x, y, w, h, rest)
	}
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">`, thumbnailWidth, thumbnailHeight, thumbnailWidth, thumbnailHeight)
	box(0, 0, thumbnailWidth, thumbnailHeight, `fill="`+ground+`"`)
	y := 10
	rtl := lang.studio.Words.Dir == "rtl"
	line := func(width, height int) {
		x := s.Column
		if rtl {
			x += s.Width - width
		}
		box(x, y, width, height, `rx="2" fill="`+text+`"`)
		y += height + lineStep - lineHeight
	}
	switch s.Top {
	case "bar":
		box(0, 0, thumbnailWidth, 14, `fill="`+text+`"`)
		y = 14
	case "tabs":
		box(s.Column, y, 40, 12, `rx="3" fill="none" stroke="`+text+`"`)
		box(s.Column+46, y, 40, 12, `rx="3" fill="`+text+`"`)
		y += 20
	default:
		line(s.Width*3/5, 8)
		line(s.Width, lineHeight)
	}
	if s.Script != "" {
		fmt.Fprintf(&out, `<text x="%d" y="%d" font-family="ui-monospace,monospace" font-size="11" fill="#555">%s</text>`, s.Column, y+9, html.EscapeString(s.Script))
		y += 16
	}
	w, h := s.Shape.Size()
	width, picture := s.Width, palette[stage.Paper].Hex()
	if s.Box {
		box(s.Column, y, s.Width, thumbnailHeight-y-12, `fill="none" stroke="#888"`)
		box(s.Column+s.Width-6, y+8, 3, 40, `rx="1.5" fill="#888"`)
		y, width = y+6, width-14
	}
	for i := range max(s.Count, 1) {
		height := int(float32(width)*h/w + 0.5)
		if s.Count > 1 { // side by side
			height = height / s.Count
		}
		each, x := width/max(s.Count, 1), s.Column
		if s.Count > 1 {
			x += i * (each + 6)
			each -= 3
		}
		if s.Box {
			x += 4
		}
		box(x, y, each, height+14, `rx="2" fill="`+picture+`" stroke="`+text+`" stroke-width=".5"`)
		nested := lang.studio.SVG(lang.studio.Canvas(still.Rest(scene, s.Shape)), svg.Options{Palette: palette, Bare: true, Prefix: fmt.Sprint("p", i, "-")})
		out.WriteString(strings.Replace(string(nested), "<svg ", fmt.Sprintf(`<svg x="%d" y="%d" width="%d" height="%d" `, x, y, each, height), 1))
		box(x+each-22, y+height+3, 18, 7, `rx="2" fill="`+palette[stage.Ink].Hex()+`"`)
		if i == max(s.Count, 1)-1 {
			y += height + 14 + 8
		}
	}
	if !s.Box {
		for y < thumbnailHeight {
			line(s.Width*[3]int{20, 19, 15}[y/lineStep%3]/20, lineHeight)
		}
	}
	out.WriteString("</svg>\n")
	return []byte(out.String())
}
