// Preview writes one instant of a scene as an SVG file, for scene authors.
//
//	go run ./cmd/preview -scene cover -shape narrow -t 1.5 -o cover.svg
package main

import (
	"flag"
	"fmt"
	"os"
	"strings"

	"twoboxes/internal/stage"
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
	shape := flag.String("shape", "regular", "narrow, regular or wide")
	time := flag.Float64("t", -1, "`seconds` since the scene began; negative: at rest")
	theme := flag.String("theme", "light", "light or dark")
	lang := flag.String("lang", "en", "language")
	choose := flag.String("choose", "", "choices as `name=value`, separated by commas; name=before>value for one that replaces another")
	at := flag.Float64("at", 0, "scene time in `seconds` at which the choices were made")
	mirror := flag.Bool("mirror", false, "mirror the picture, as for a right-to-left language")
	out := flag.String("o", "", "output `file`; - or none: standard output")
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
	shot := still.Shot{Scene: *scene, Choices: stage.Choices{}}
	for _, s := range stage.Shapes {
		if s.String() == *shape {
			shot.Shape = s
		}
	}
	for _, c := range strings.Split(*choose, ",") {
		if name, value, ok := strings.Cut(c, "="); ok {
			before, after, replaced := strings.Cut(value, ">")
			if !replaced {
				before, after = "", value
			}
			shot.Choices[name] = stage.Choice{Value: after, Before: before, At: float32(*at)}
		}
	}
	shot.Time = float32(*time)
	if *time < 0 {
		shot.Time = scene.Rest(shot.Choices, nil)
	}
	palette := &stage.Light
	if *theme == "dark" {
		palette = &stage.Dark
	}
	picture := studio.SVG(shot, svg.Options{Palette: palette})
	if *out == "" || *out == "-" {
		_, err = os.Stdout.Write(picture)
		return err
	}
	return os.WriteFile(*out, picture, 0o666)
}
