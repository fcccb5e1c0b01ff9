package scenes_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"twoboxes/internal/labels"
	"twoboxes/internal/stage"
	"twoboxes/internal/stage/svg"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

var update = flag.Bool("update", false, "write the golden pictures: go test ./scenes -update, then look at the difference")

func studio(t *testing.T) *still.Studio {
	t.Helper()
	s, err := still.Open(os.DirFS("../assets"), "en", scenes.Story)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every scene in every shape at its start, its middle and at rest looks as it did when last judged, and so
// does what a live feed may have reported.
func TestGolden(t *testing.T) {
	s := studio(t)
	drawn := "" // a folder with the pictures that differ, kept after the test
	check := func(name string, shot still.Shot) {
		name = shot.Scene.ID + "-" + shot.Shape.String() + "-" + name + ".svg"
		file := filepath.Join("testdata", "golden", name)
		got := s.SVG(s.Canvas(shot), svg.Options{Palette: &stage.Light, Texts: s.Words.Stage()})
		if *update {
			write(t, file, got)
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
		}
		if bytes.Equal(got, want) {
			return
		}
		if drawn == "" {
			if drawn, err = os.MkdirTemp("", "golden-"); err != nil {
				t.Fatal(err)
			}
		}
		write(t, filepath.Join(drawn, name), got)
		t.Errorf("%s: %s", name, difference(string(want), string(got)))
	}
	for _, scene := range scenes.Story {
		for _, shape := range stage.Shapes {
			for _, moment := range []struct {
				name string
				time float32
			}{{"start", 0}, {"middle", scene.Length / 2}, {"rest", scene.Rest(nil, nil)}} {
				check(moment.name, still.Shot{Scene: scene, Shape: shape, Time: moment.time})
			}
			if !scene.Live {
				continue
			}
			for name, reading := range labels.Readings {
				check("live-"+name, still.Shot{Scene: scene, Shape: shape, Time: scene.Rest(nil, reading), Reading: reading})
			}
		}
	}
	if drawn != "" {
		t.Logf("the pictures drawn now are in %s; look at them, and if they are meant: go test ./scenes -update", drawn)
	}
}

func write(t *testing.T, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// difference shows the first line that differs, each cut where the two are no longer alike.
func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	n := 0
	for n < min(len(a), len(b))-1 && a[n] == b[n] {
		n++
	}
	from := 0
	for from < min(len(a[n]), len(b[n])) && a[n][from] == b[n][from] {
		from++
	}
	around := func(line string) string {
		start, end := max(0, from-60), min(len(line), from+60)
		return strings.Repeat("…", min(start, 1)) + line[start:end] + strings.Repeat("…", min(len(line)-end, 1))
	}
	return fmt.Sprintf("line %d differs\n\tgolden %s\n\tdrawn  %s", n+1, around(a[n]), around(b[n]))
}
