package scenes_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/stage/svg"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

var update = flag.Bool("update", false, "write the golden pictures anew: go test ./scenes -update, then look at the difference")

func studio(t *testing.T) *still.Studio {
	t.Helper()
	s, err := still.Open(os.DirFS("../assets"), "en", scenes.Story)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every scene in every shape at its start, its middle and at rest looks as it did when last judged.
func TestGolden(t *testing.T) {
	s := studio(t)
	for _, scene := range scenes.Story {
		for _, shape := range stage.Shapes {
			for _, moment := range []struct {
				name string
				time float32
			}{{"start", 0}, {"middle", scene.Length / 2}, {"rest", scene.Rest(nil, nil)}} {
				name := scene.ID + "-" + shape.String() + "-" + moment.name
				t.Run(name, func(t *testing.T) {
					got := s.SVG(still.Shot{Scene: scene, Shape: shape, Time: moment.time}, svg.Options{Palette: &stage.Light, Texts: s.Words.Stage()})
					file := filepath.Join("testdata", "golden", name+".svg")
					if *update {
						if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
							t.Fatal(err)
						}
						if err := os.WriteFile(file, got, 0o666); err != nil {
							t.Fatal(err)
						}
					}
					want, err := os.ReadFile(file)
					if err != nil {
						t.Fatal(err)
					}
					if !bytes.Equal(got, want) {
						t.Errorf("%s differs from the picture drawn now; look at it, and if it is meant: go test ./scenes -update", file)
					}
				})
			}
		}
	}
}
