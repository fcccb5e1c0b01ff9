package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"html/template"
	"image/png"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/stage/svg"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// stills are the stills of every language, with their pages.
func stills(t *testing.T) (*siteBuild, []stillsView) {
	t.Helper()
	b := articles(t, "https://site.example/boxes/")
	b.Root, b.Fast = t.TempDir(), true // for encoded pictures
	templates, err := template.ParseFS(b.web, "stills/*.html.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	var sets []stillsView
	for _, lang := range b.languages {
		set, err := b.buildStills(lang, templates, "pages.css")
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, set)
	}
	if err := b.buildStillsIndex(sets, templates, "pages.css"); err != nil {
		t.Fatal(err)
	}
	return b, sets
}

func TestStills(t *testing.T) {
	b, sets := stills(t)
	index := string(b.files["stills/index.html"])
	for _, set := range sets {
		if len(set.Stills) != len(scenes.Story) {
			t.Errorf("%s: %d stills", set.Code, len(set.Stills))
		}
		for _, v := range set.Stills {
			name := "stills/" + set.Code + "/" + v.ID
			if v.SVG != name+".svg" || v.PNG != name+".png" || v.Title == "" || len(v.Description) < 40 {
				t.Errorf("%s: %+v", name, v)
			}
			if strings.Contains(v.Description+v.Title+v.Caption[0]+v.Caption[1], "{") {
				t.Errorf("%s: a slot is left: %+v", name, v)
			}
			if v.Caption[0] == "" || !strings.Contains(v.Caption[1], set.studio.Words.Format.DateOf(b.edition.Updated)) {
				t.Errorf("%s: the caption %q names no source or no day", name, v.Caption)
			}
			checkVector(t, v, b.files[v.SVG])
			bitmap, err := png.DecodeConfig(bytes.NewReader(b.files[v.PNG]))
			if err != nil || bitmap.Width != v.Width || bitmap.Height != v.Height {
				t.Errorf("%s: %+v, %v", v.PNG, bitmap, err)
			}
			own := string(b.files[v.Page+"index.html"])
			for page, from := range map[string]string{index: "../", own: "../../../"} {
				for _, want := range []string{`src="` + from + v.SVG + `"`, `href="` + from + v.SVG + `" download=`, `href="` + from + v.PNG + `" download=`, html.EscapeString(v.Description)} {
					if !strings.Contains(html.UnescapeString(page), html.UnescapeString(want)) {
						t.Errorf("%s: a page lacks %q", name, want)
					}
				}
			}
			if links := attributes(own, `link rel="alternate" type="application/json\+oembed"`, "href"); !slices.Equal(links, []string{"https://site.example/boxes/oembed/" + set.Code + "/" + v.ID + ".json"}) {
				t.Errorf("%s: its oEmbed answer is at %v", name, links)
			}
		}
	}
}

// checkVector reports whatever an SVG needs from elsewhere, and text that a font would have to draw.
func checkVector(t *testing.T, v stillView, data []byte) {
	t.Helper()
	texts := map[string]string{}
	ids, uses := map[string]bool{}, []string{}
	in := xml.NewDecoder(bytes.NewReader(data))
	current := ""
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", v.SVG, err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			current = token.Name.Local
			if !slices.Contains([]string{"svg", "title", "desc", "path", "rect", "circle", "g", "use", "clipPath", "linearGradient", "stop"}, current) {
				t.Errorf("%s has an element %s", v.SVG, current)
			}
			for _, a := range token.Attr {
				switch {
				case a.Name.Local == "id":
					ids[a.Value] = true
				case a.Name.Local == "href":
					if a.Name.Space != "http://www.w3.org/1999/xlink" {
						t.Errorf("%s: a reference that SVG 1.1 doesn't know", v.SVG)
					}
					uses = append(uses, strings.TrimPrefix(a.Value, "#"))
				case strings.Contains(a.Value, "url("):
					uses = append(uses, strings.TrimSuffix(strings.TrimPrefix(a.Value, "url(#"), ")"))
				case strings.Contains(a.Value, "var("):
					t.Errorf("%s: a colour of a page: %s", v.SVG, a.Value)
				}
			}
		case xml.CharData:
			texts[current] += strings.TrimSpace(string(token))
		}
	}
	for _, id := range uses {
		if !ids[id] {
			t.Errorf("%s refers to %q, which it lacks", v.SVG, id)
		}
	}
	if texts["title"] != v.Title || texts["desc"] != v.Description {
		t.Errorf("%s: it is called %q, %q", v.SVG, texts["title"], texts["desc"])
	}
}

// A still shows a scene once its outcome was told, where it has one.
func TestStillsAreTold(t *testing.T) {
	for _, lang := range []string{"en", "ar", "ja", "ko"} {
		studio, err := still.Open(os.DirFS("../../assets"), lang, scenes.Story)
		if err != nil {
			t.Fatal(err)
		}
		for _, scene := range scenes.Story {
			if len(scene.Invites) == 0 {
				continue
			}
			rest := studio.SVG(studio.Canvas(still.Rest(scene, stillShape)), svg.Options{Palette: &stage.Light})
			if bytes.Equal(rest, studio.SVG(studio.Canvas(still.Told(scene, stillShape)), svg.Options{Palette: &stage.Light})) {
				t.Errorf("%s: the still shows nothing of its outcome", scene.ID)
			}
		}
	}
	quiet := stage.Scene{ID: "quiet", Length: 2}
	if shot := still.Told(quiet, stillShape); shot.Choices != nil || shot.Time != 2 {
		t.Errorf("a scene without an outcome: %+v", shot)
	}
}
