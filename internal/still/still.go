// Package still makes single pictures of scenes without a browser: the posters of the page, the
// golden files of the tests, and previews for scene authors.
package still

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sort"

	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
	"twoboxes/internal/stage/svg"
	"twoboxes/internal/story/load"
	"twoboxes/internal/typeset"
)

// Studio has what every picture in one language needs.
type Studio struct {
	Facts *load.Facts
	Words *load.Words
	Pack  *pack.Language
	Bytes []byte // the pack as the browser gets it

	set typeset.Input // what Bytes were made of
}

// Languages lists the languages that assets has words for, in order.
func Languages(assets fs.FS) ([]string, error) {
	files, err := fs.Glob(assets, "words/*.json")
	if err != nil {
		return nil, err
	}
	langs := make([]string, len(files))
	for i, f := range files {
		langs[i] = f[len("words/") : len(f)-len(".json")]
	}
	sort.Strings(langs)
	return langs, nil
}

// Open reads and checks the facts and the words of one language in assets, and sets its labels.
func Open(assets fs.FS, lang string, story []stage.Scene) (*Studio, error) {
	data, err := fs.ReadFile(assets, "facts.json")
	if err != nil {
		return nil, err
	}
	facts, err := load.ReadFacts(data, "assets/facts.json")
	if err != nil {
		return nil, err
	}
	name := "words/" + lang + ".json"
	if data, err = fs.ReadFile(assets, name); err != nil {
		return nil, fmt.Errorf("no words for language %q: %w", lang, err)
	}
	words, err := load.ReadWords(data, "assets/"+name, facts)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(story))
	var labels []stage.Label
	for i, scene := range story {
		ids[i] = scene.ID
		labels = append(labels, scene.Labels()...)
	}
	keys := typeset.Keys(labels)
	drawn := map[string]bool{}
	for _, key := range keys {
		drawn[key.Words] = true
	}
	if err := errors.Join(load.Check(facts, words, ids), words.CheckStage(slices.Sorted(maps.Keys(drawn)))); err != nil {
		return nil, err
	}
	fontFiles, err := fs.Sub(assets, "fonts")
	if err != nil {
		return nil, err
	}
	fonts, err := typeset.ReadFonts(fontFiles, lang)
	if err != nil {
		return nil, err
	}
	s := &Studio{Facts: facts, Words: words, set: typeset.Input{
		Lang: lang, RTL: words.Dir == "rtl", Facts: facts.Numbers(), Format: words.Format,
		Texts: words.Stage(), Keys: keys, Fonts: fonts,
	}}
	return s, s.typeset()
}

func (s *Studio) typeset() (err error) {
	if s.Bytes, err = typeset.Build(s.set); err == nil {
		s.Pack, err = pack.Read(s.Bytes)
	}
	return err
}

// With is a studio that can also draw labels whose words are not in the words file: texts, by the labels' keys.
func (s *Studio) With(texts map[string]string, labels []stage.Label) (*Studio, error) {
	more := *s
	more.set.Texts = maps.Clone(s.set.Texts)
	maps.Copy(more.set.Texts, texts)
	more.set.Keys = slices.Concat(s.set.Keys, typeset.Keys(labels))
	return &more, more.typeset()
}

// Shot is one instant of one scene.
type Shot struct {
	Scene   stage.Scene
	Shape   stage.Shape
	Time    float32 // seconds since the scene began
	Choices stage.Choices
	Reading *stage.Reading
}

// Rest is the scene as its poster shows it: at rest, nothing chosen.
func Rest(scene stage.Scene, shape stage.Shape) Shot {
	return Shot{Scene: scene, Shape: shape, Time: scene.Rest(nil, nil)}
}

// Told is the scene at rest once its outcome was told, to a reader who chose nothing; as Rest where it has none.
func Told(scene stage.Scene, shape stage.Shape) Shot {
	if len(scene.Invites) == 0 {
		return Rest(scene, shape)
	}
	telling := scene.Telling()
	choices := stage.Choices{scene.Told(): {Value: telling[len(telling)-1], At: scene.Length}}
	return Shot{Scene: scene, Shape: shape, Time: scene.Rest(choices, nil), Choices: choices}
}

// Canvas draws a shot.
func (s *Studio) Canvas(shot Shot) *stage.Canvas {
	c := s.NewCanvas()
	s.Draw(c, shot)
	return c
}

// NewCanvas is an empty canvas for Draw.
func (s *Studio) NewCanvas() *stage.Canvas { return stage.NewCanvas(0, s.Pack, s.Pack.RTL) }

// Draw draws a shot in place of what the canvas has: for many shots this is much faster than Canvas.
func (s *Studio) Draw(c *stage.Canvas, shot Shot) {
	c.Reset(shot.Shape)
	s.draw(c, shot)()
}

// Change draws one shot as it changes into another, at a share from 0 to 1 of the way.
func (s *Studio) Change(from, to Shot, share float32) *stage.Canvas {
	c := stage.NewCanvas(to.Shape, s.Pack, s.Pack.RTL)
	c.Change(s.draw(c, from), s.draw(c, to), share, false)
	return c
}

func (s *Studio) draw(c *stage.Canvas, shot Shot) func() {
	return func() {
		shot.Scene.Draw(c, stage.Frame{
			Time: shot.Time, Shape: shot.Shape, Facts: s.Pack.Facts, Format: s.Pack.Format,
			Choices: shot.Choices, Reading: shot.Reading,
		})
	}
}

// SVG writes a canvas as a vector picture.
func (s *Studio) SVG(c *stage.Canvas, o svg.Options) []byte { return svg.Render(c, s.Pack, o) }
