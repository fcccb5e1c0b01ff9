package site

import (
	"bytes"
	"fmt"
	"html/template"

	"twoboxes/internal/stage"
	"twoboxes/internal/stage/svg"
	"twoboxes/internal/still"
)

// posterView is a scene at rest in one shape.
type posterView struct {
	Shape       stage.Shape
	Media       string // the widths it is for
	Light, Dark string // paths
	Width       float32
	Height      float32
	Inline      template.HTML // of the first scene only, in the page's own colours
}

// media is the media query for the widths of the page at which a shape is shown.
func media(shape stage.Shape) string {
	from, to := fmt.Sprintf("(min-width: %gpx)", shape.From()), ""
	if shape < stage.Wide {
		to = fmt.Sprintf("(max-width: %.2fpx)", (shape+1).From()-0.02)
	}
	switch {
	case shape == stage.Narrow: // narrower pages too
		return to
	case to == "":
		return from
	}
	return from + " and " + to
}

// buildPosters draws every scene at rest in every shape and theme, on the page's own paper.
func (b *siteBuild) buildPosters(lang language) map[string][]posterView {
	posters := map[string][]posterView{}
	for i, scene := range b.Scenes {
		for _, shape := range stage.Shapes {
			w, h := shape.Size()
			v := posterView{Shape: shape, Media: media(shape), Width: w, Height: h}
			rest := still.Rest(scene, shape)
			if i == 0 { // shown at once: no request, and the reader's own colours
				class := "poster poster-" + shape.String()
				picture := lang.studio.SVG(rest, svg.Options{Prefix: shape.String()[:1], Class: class, Bare: true})
				v.Inline = template.HTML(bytes.TrimSpace(picture))
			} else {
				name := scene.ID + "-" + shape.String() + "-" + lang.Code
				v.Light = b.fingerprint(name+".svg", lang.studio.SVG(rest, svg.Options{Palette: &stage.Light, Bare: true}))
				v.Dark = b.fingerprint(name+"-dark.svg", lang.studio.SVG(rest, svg.Options{Palette: &stage.Dark, Bare: true}))
			}
			posters[scene.ID] = append(posters[scene.ID], v)
		}
	}
	return posters
}
