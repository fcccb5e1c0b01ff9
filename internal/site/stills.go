package site

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"twoboxes/internal/stage"
	"twoboxes/internal/stage/raster"
	"twoboxes/internal/stage/svg"
	"twoboxes/internal/still"
)

// Stills are pictures to download: each scene in each language once its outcome was told, with a caption
// that says whose figures it shows and of when they are. Their names stay the same, so that editors and
// scripts can keep them.

// stillShape is a format that fits most columns and social networks.
const stillShape = stage.Regular

// stillScale is how many pixels of a PNG a unit takes: 1920 are across.
const stillScale = 2

// stillsDir is the folder of the index; each still stands below it, "stills/en/ballot.svg".
const stillsDir = "stills/"

// stillView is one scene in one language.
type stillView struct {
	ID, Lang      string
	Title         string    // the scene's heading
	Description   string    // what the picture shows, in words
	Caption       [2]string // in the picture: who says so; the title and the day of the figures
	SVG, PNG      string    // paths from the site's root
	Page          string    // likewise; see stillPage
	Width, Height int       // of the PNG, in pixels
}

// stillOn is a still on a page.
type stillOn struct {
	stillView
	Root string // the way from the page to the site's root
	File string // what a download is called, without its extension
}

// On is the still on a page that is Root away from the site's root.
func (v stillView) On(root string) stillOn {
	return stillOn{v, root, "two-boxes-" + v.ID + "-" + v.Lang}
}

// stillsView is all stills of a language.
type stillsView struct {
	language
	Dir    string
	Stills []stillView
}

// stillsPage lists all stills.
type stillsPage struct {
	page
	Sets []stillsView
}

// stillPage shows one. Pasted into a content system, its address becomes the explainer at that scene.
type stillPage struct {
	page
	Still stillView
}

// Measures of the caption below the stage, in units: its height, the space beside it, and where its lines stand.
const (
	captionFoot   = 84
	captionMargin = 30
	creditLine    = 38
	dateLine      = 64
)

// captionLabels are the lines of a still's caption, in the order of stillView.Caption.
func captionLabels(scene string) [2]stage.Label {
	return [2]stage.Label{
		{Words: "still." + scene + ".credit", Size: stage.PerShape{stillShape: 20}},
		{Words: "still." + scene + ".date", Size: stage.PerShape{stillShape: 17}},
	}
}

// buildStills adds the stills of a language, with a page for each.
func (b *siteBuild) buildStills(lang language, templates *template.Template, styles string) (stillsView, error) {
	p := b.page(lang, "")
	view := stillsView{lang, p.Dir, make([]stillView, len(b.Scenes))}
	texts, labels := map[string]string{}, []stage.Label{}
	for i, scene := range b.Scenes {
		view.Stills[i] = b.stillView(scene, p)
		for j, label := range captionLabels(scene.ID) {
			texts[label.Words] = view.Stills[i].Caption[j]
			labels = append(labels, label)
		}
	}
	studio := sync.OnceValues(func() (*still.Studio, error) { // only if there is something to draw
		return lang.studio.With(texts, labels)
	})
	type drawn struct {
		vector, bitmap []byte
		err            error
	}
	made := make([]drawn, len(b.Scenes))
	var wait sync.WaitGroup
	for i, scene := range b.Scenes {
		wait.Go(func() {
			d := &made[i]
			d.vector, d.bitmap, d.err = b.drawStill(lang, studio, scene, view.Stills[i])
		})
	}
	wait.Wait()
	var err error
	for i, v := range view.Stills {
		b.files[v.SVG], b.files[v.PNG] = made[i].vector, made[i].bitmap
		page := stillPage{b.page(lang, v.Page), v}
		page.Styles, page.Social = styles, b.deploy.Origin+"/"+v.PNG
		err = errors.Join(err, made[i].err, b.render(templates, "still.html.tmpl", v.Page+"index.html", page))
	}
	return view, err
}

// stillView says what a still is called, and what it shows, in words.
func (b *siteBuild) stillView(scene stage.Scene, p page) stillView {
	words := p.words.Steps[scene.ID]
	w, h := stillShape.Size()
	path := stillsDir + p.Lang + "/" + scene.ID
	return stillView{
		ID: scene.ID, Lang: p.Lang, Title: p.words.Plain(words.Heading), Description: p.words.Plain(words.Still),
		Caption: [2]string{p.words.Plain(words.By), p.Word("title") + " · " + p.Fill("updated", "updated", p.words.Format.DateOf(b.edition.Updated))},
		SVG:     path + ".svg", PNG: path + ".png", Page: path + "/",
		Width: int(w * stillScale), Height: int((h + captionFoot) * stillScale),
	}
}

// drawStill draws a still in both formats, each complete in itself: the text of the SVG is outlines. captioned is the
// language's studio with the captions, asked for only if the still is not kept from an earlier build.
func (b *siteBuild) drawStill(lang language, captioned func() (*still.Studio, error), scene stage.Scene, v stillView) (vector, bitmap []byte, err error) {
	draw := func(format string, encode func(*still.Studio, *stage.Canvas) ([]byte, error)) []byte {
		data, problem := b.drawings.get(lang.studio, fmt.Sprint(format, v), func() ([]byte, error) {
			studio, err := captioned()
			if err != nil {
				return nil, fmt.Errorf("the captions of the stills: %w", err)
			}
			canvas, err := stillCanvas(studio, scene, v)
			if err != nil {
				return nil, err
			}
			return encode(studio, canvas)
		})
		err = cmp.Or(err, problem)
		return data
	}
	vector = draw("vector", func(studio *still.Studio, canvas *stage.Canvas) ([]byte, error) {
		return studio.SVG(canvas, svg.Options{Palette: &stage.Light, Foot: captionFoot, Title: v.Title, Description: v.Description}), nil
	})
	bitmap = draw(fmt.Sprint("bitmap, fast ", b.Fast), func(studio *still.Studio, canvas *stage.Canvas) ([]byte, error) {
		return b.encodePNG(raster.Render(canvas, studio.Pack, raster.Options{Palette: &stage.Light, Scale: stillScale, Foot: captionFoot}))
	})
	return vector, bitmap, err
}

// stillCanvas is a scene with its caption.
func stillCanvas(studio *still.Studio, scene stage.Scene, v stillView) (*stage.Canvas, error) {
	canvas := studio.Canvas(still.Told(scene, stillShape))
	width, height := stillShape.Size()
	canvas.Path(stage.Line(stage.Hairline.Solid(), 1.5), stage.Point{X: captionMargin, Y: height + 8}, stage.Point{X: width - captionMargin, Y: height + 8})
	for i, label := range captionLabels(scene.ID) {
		if w, _ := canvas.LabelSize(label); w > width-2*captionMargin {
			return nil, fmt.Errorf("the caption of the still %s has no room for %q; make it shorter", v.SVG, v.Caption[i])
		}
		y, colour := float32(creditLine), stage.Ink
		if i > 0 {
			y, colour = dateLine, stage.Muted
		}
		canvas.Label(label, stage.Point{X: captionMargin, Y: height + y}, colour.Solid())
	}
	return canvas, nil
}

// encodePNG encodes a bitmap. Results are kept from build to build, as encoding takes longer than drawing.
func (b *siteBuild) encodePNG(img *image.RGBA) ([]byte, error) {
	level := png.BestCompression
	if b.Fast {
		level = png.BestSpeed
	}
	sum := sha256.New()
	fmt.Fprintln(sum, img.Rect, level)
	sum.Write(img.Pix)
	kept := filepath.Join(b.cache(), hex.EncodeToString(sum.Sum(nil)[:16])+".png")
	if data, err := os.ReadFile(kept); err == nil {
		return data, nil
	}
	var out bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: level}).Encode(&out, img); err != nil {
		return nil, err
	}
	return out.Bytes(), keep(kept, out.Bytes())
}

// buildStillsIndex adds the list of all stills, those in the page's own language first.
func (b *siteBuild) buildStillsIndex(sets []stillsView, templates *template.Template, styles string) error {
	view := stillsPage{}
	for _, set := range sets {
		if set.Code == DefaultLang {
			view.page = b.page(set.language, stillsDir)
			view.Sets = slices.Insert(view.Sets, 0, set)
		} else {
			view.Sets = append(view.Sets, set)
		}
	}
	view.Styles = styles
	return b.render(templates, "stills.html.tmpl", stillsDir+"index.html", view)
}
