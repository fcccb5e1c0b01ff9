// Preview writes one instant of a scene as an SVG or PNG file, for scene authors.
//
//	go run ./cmd/preview -scene cover -shape narrow -t 1.5 -o .cache/cover.png
package main

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"os"
	"slices"
	"strings"

	"twoboxes/internal/stage"
	"twoboxes/internal/stage/raster"
	"twoboxes/internal/stage/svg"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	id := flag.String("scene", "cover", "scene `id`")
	shape := flag.String("shape", "regular", "narrow, regular, wide, pinned or tall")
	time := flag.Float64("t", -1, "`seconds` since the scene began; negative: at rest")
	theme := flag.String("theme", "light", "light or dark")
	lang := flag.String("lang", "en", "language")
	choose := flag.String("choose", "", "choices as `control=value`, such as ballot.box=for, separated by commas; control=before>value for one that replaces another")
	at := flag.Float64("at", 0, "scene time in `seconds` at which the choices were made")
	mirror := flag.Bool("mirror", false, "mirror the picture, as for a right-to-left language")
	before := flag.String("from", "", "`scene` that changes into this one")
	share := flag.Float64("share", 0.5, "with -from: how far it has changed, 0 to 1")
	out := flag.String("o", "", "output `file`, a PNG if it is named .png; - or none: SVG to standard output")
	flag.Parse()

	scene := scenes.ByID(*id)
	if scene == nil {
		return fmt.Errorf("no scene %q", *id)
	}
	studio, err := still.Open(os.DirFS("assets"), *lang, scenes.Story)
	if err != nil {
		return err
	}
	studio.Pack.RTL = studio.Pack.RTL || *mirror
	shot := still.Shot{Scene: *scene}
	if shot.Shape, err = shapeOf(*shape); err != nil {
		return err
	}
	if shot.Choices, err = choicesOf(*scene, *choose, float32(*at)); err != nil {
		return err
	}
	shot.Time = float32(*time)
	if *time < 0 {
		shot.Time = scene.Rest(shot.Choices, nil)
	}
	palette := &stage.Light
	if *theme == "dark" {
		palette = &stage.Dark
	}
	canvas := studio.Canvas(shot)
	if *before != "" {
		from := scenes.ByID(*before)
		if from == nil {
			return fmt.Errorf("no scene %q", *before)
		}
		shot.Time = 0
		canvas = studio.Change(still.Shot{Scene: *from, Time: from.Length}, shot, float32(*share))
	}
	if strings.HasSuffix(*out, ".png") {
		var data bytes.Buffer
		if err := png.Encode(&data, raster.Render(canvas, studio.Pack, raster.Options{Palette: palette, Scale: 2})); err != nil {
			return err
		}
		return os.WriteFile(*out, data.Bytes(), 0o666)
	}
	picture := studio.SVG(canvas, svg.Options{Palette: palette})
	if *out == "" || *out == "-" {
		_, err = os.Stdout.Write(picture)
		return err
	}
	return os.WriteFile(*out, picture, 0o666)
}

func shapeOf(name string) (stage.Shape, error) {
	for _, shape := range stage.Shapes {
		if shape.String() == name {
			return shape, nil
		}
	}
	return 0, fmt.Errorf("no shape %q; use narrow, regular, wide, pinned or tall", name)
}

// choicesOf reads the flag -choose, "ballot.room=two,ballot.box=against>for". All choices were made
// at the same scene time, in seconds.
func choicesOf(scene stage.Scene, list string, at float32) (stage.Choices, error) {
	choices := stage.Choices{}
	if list == "" {
		return choices, nil
	}
	var known []string
	if len(scene.Invites) > 0 {
		known = append(known, scene.Told())
	}
	for _, control := range scene.Controls() {
		if !slices.Contains(known, control.Name) {
			known = append(known, control.Name)
		}
	}
	if len(scene.Invites) > 0 {
		known = append(known, scene.Told())
	}
	for choice := range strings.SplitSeq(list, ",") {
		name, value, ok := strings.Cut(choice, "=")
		// See Control.Kept; what a scene's own script chooses, such as count.finds, is no control.
		belongs := func(control string) bool { return name == control || strings.HasPrefix(name, control+".") }
		if !ok || !slices.ContainsFunc(known, belongs) && !strings.HasPrefix(name, "count.") {
			return nil, fmt.Errorf("-choose: %q is not control=value; the controls of %s are %s", choice, scene.ID, strings.Join(known, ", "))
		}
		before, after, replaced := strings.Cut(value, ">")
		if !replaced {
			before, after = "", value
		}
		choices[name] = stage.Choice{Value: after, Before: before, At: at}
	}
	return choices, nil
}
