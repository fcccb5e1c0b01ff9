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
	Media       string // the widths it is for; empty: none, it is asked for
	Light, Dark string // paths; empty where it stands inline
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
	case shape > stage.Wide:
		return ""
	case shape == stage.Narrow: // narrower pages too
		return to
	case to == "":
		return from
	}
	return from + " and " + to
}

// buildPosters draws every scene at rest in every shape and theme, on the page's own paper. The files
// of a scene have one fingerprint: the page derives the address of a pinned or tall one from the narrow
// one's (web/player/appearance.js).
func (b *siteBuild) buildPosters(lang language) map[string][]posterView {
	posters := map[string][]posterView{}
	for i, scene := range b.Scenes {
		name := func(shape stage.Shape, theme string) string {
			return scene.ID + "-" + shape.String() + "-" + lang.Code + theme + ".svg"
		}
		views := make([]posterView, len(stage.Shapes))
		pictures := map[string][]byte{}
		for _, shape := range stage.Shapes {
			v := &views[shape]
			v.Shape, v.Media = shape, media(shape)
			v.Width, v.Height = shape.Size()
			rest := lang.studio.Canvas(still.Rest(scene, shape))
			if i == 0 && shape != stage.Pinned { // shown at once: no request, and the reader's own colours
				class := "poster poster-" + shape.String()
				picture := lang.studio.SVG(rest, svg.Options{Prefix: shape.String()[:1], Class: class, Bare: true})
				v.Inline = template.HTML(bytes.TrimSpace(picture))
				continue
			}
			pictures[name(shape, "")] = lang.studio.SVG(rest, svg.Options{Palette: &stage.Light, Bare: true})
			pictures[name(shape, "-dark")] = lang.studio.SVG(rest, svg.Options{Palette: &stage.Dark, Bare: true})
		}
		paths := b.fingerprintSet(pictures)
		for shape := range views {
			v := &views[shape]
			v.Light, v.Dark = paths[name(v.Shape, "")], paths[name(v.Shape, "-dark")]
		}
		posters[scene.ID] = views
	}
	return posters
}
