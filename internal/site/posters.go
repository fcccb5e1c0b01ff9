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
	Shape  stage.Shape
	Media  string // the widths it is for; empty: none, it is asked for
	Path   string // of its file, for both themes; empty where it stands inline
	Width  float32
	Height float32
	Inline template.HTML // of the first scene only, in the page's own colours
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

// Dark ends the address at which its file has the dark theme's colours. With the query it is another address to browsers: for one
// that differs in the fragment alone, Chromium reports the address that was fetched first.
func (posterView) Dark() string { return "?" + svg.DarkFragment + "#" + svg.DarkFragment }

// buildPosters draws every scene at rest in every shape, for both themes, on the page's own paper. The files
// of a scene have one fingerprint: the page derives the address of a pinned or tall one from the narrow
// one's (web/player/appearance.js).
func (b *siteBuild) buildPosters(lang language) (map[string][]posterView, error) {
	posters := map[string][]posterView{}
	for i, scene := range b.Scenes {
		name := func(shape stage.Shape) string { return scene.ID + "-" + shape.String() + "-" + lang.Code + ".svg" }
		views := make([]posterView, len(stage.Shapes))
		pictures := map[string][]byte{}
		for _, shape := range stage.Shapes {
			v := &views[shape]
			v.Shape, v.Media = shape, media(shape)
			v.Width, v.Height = shape.Size()
			options, inline := svg.Options{Palette: &stage.Light, Dark: &stage.Dark, Bare: true}, i == 0 && shape != stage.Pinned
			if inline { // shown at once: no request, and the reader's own colours
				options = svg.Options{Prefix: shape.String()[:1], Class: "poster poster-" + shape.String(), Bare: true}
			}
			picture, err := b.drawings.get(lang.studio, fmt.Sprint("poster ", scene.ID, shape), func() ([]byte, error) {
				return lang.studio.SVG(lang.studio.Canvas(still.Rest(scene, shape)), options), nil
			})
			if err != nil {
				return nil, err
			}
			if inline {
				v.Inline = template.HTML(bytes.TrimSpace(picture))
				continue
			}
			pictures[name(shape)] = picture
		}
		paths := b.fingerprintSet(pictures)
		for shape := range views {
			views[shape].Path = paths[name(views[shape].Shape)]
		}
		posters[scene.ID] = views
	}
	return posters, nil
}
