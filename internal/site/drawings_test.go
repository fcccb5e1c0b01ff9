package site

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"twoboxes/internal/still"
)

func TestDrawingsAreKept(t *testing.T) {
	cache := t.TempDir()
	drawn := 0
	get := func(d *drawings, pack, which string) {
		t.Helper()
		data, err := d.get(&still.Studio{Bytes: []byte(pack)}, which, func() ([]byte, error) {
			drawn++
			return []byte(pack + which), nil
		})
		if err != nil || string(data) != pack+which {
			t.Errorf("got %q, %v, want %q", data, err, pack+which)
		}
	}
	steps := []struct {
		name  string
		tool  string // the program's fingerprint, where it is another
		gets  [][2]string
		drawn int
	}{
		{"nothing kept yet", "", [][2]string{{"pack", "a"}, {"pack", "b"}}, 2},
		{"the same again", "", [][2]string{{"pack", "a"}, {"pack", "b"}}, 0},
		{"other words", "", [][2]string{{"other pack", "a"}, {"pack", "b"}}, 1},
		{"what the last build did not use is gone", "", [][2]string{{"pack", "a"}}, 1},
		{"another program", "changed", [][2]string{{"pack", "a"}}, 1},
	}
	for _, step := range steps {
		d := openDrawings(cache)
		if step.tool != "" {
			d.tool = step.tool
		}
		drawn = 0
		for _, g := range step.gets {
			get(d, g[0], g[1])
		}
		if drawn != step.drawn {
			t.Errorf("%s: %d drawn, want %d", step.name, drawn, step.drawn)
		}
		if err := d.sweep(); err != nil {
			t.Error(err)
		}
		if kept, _ := filepath.Glob(filepath.Join(cache, "*", "*")); len(kept) != len(step.gets) {
			t.Errorf("%s: %d files kept, want %d", step.name, len(kept), len(step.gets))
		}
	}
}

func TestDrawingThatFailsIsNotKept(t *testing.T) {
	d := openDrawings(t.TempDir())
	problem := errors.New("no room")
	if _, err := d.get(&still.Studio{}, "a", func() ([]byte, error) { return nil, problem }); !errors.Is(err, problem) {
		t.Errorf("got %v, want %v", err, problem)
	}
	if _, err := os.Stat(d.dir); !os.IsNotExist(err) {
		t.Errorf("kept something: %v", err)
	}
	if err := d.sweep(); err != nil {
		t.Errorf("sweeping a folder that is not there: %v", err)
	}
}
