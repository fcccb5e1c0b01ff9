package labels

import (
	"os"
	"strings"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// What is drawn badly is named once, with scene, shape and text.
func TestCheck(t *testing.T) {
	s, err := still.Open(os.DirFS("../../assets"), "en", scenes.Story)
	if err != nil {
		t.Fatal(err)
	}
	ink := stage.Ink.Solid()
	figure := func(size float32) stage.Figures {
		return stage.Figures{Weight: stage.Strong, Size: stage.PerShape{size, size, size, size}}
	}
	for _, test := range []struct {
		name string
		draw func(c *stage.Canvas)
		want []string // one for each shape
	}{
		{"well", func(c *stage.Canvas) {
			c.Figure(figure(30), "10", stage.Point{X: 60, Y: 60}, ink)
			c.Figure(figure(30), "20", stage.Point{X: 60, Y: 160}, ink)
		}, nil},
		{"one over another", func(c *stage.Canvas) {
			c.Figure(figure(30), "10", stage.Point{X: 60, Y: 60}, ink)
			c.Figure(figure(30), "20", stage.Point{X: 70, Y: 64}, ink)
		}, []string{`"00" overlaps "00"`}},
		{"over the edge", func(c *stage.Canvas) { c.Figure(figure(30), "10", stage.Point{X: 4, Y: 10}, ink) }, []string{`"00" leaves the stage`}},
		{"too small", func(c *stage.Canvas) { c.Figure(figure(4), "10", stage.Point{X: 60, Y: 60}, ink) }, []string{`"00" is smaller than`}},
		{"not shaped", func(c *stage.Canvas) { c.Figure(figure(30), "\u4e00", stage.Point{X: 60, Y: 60}, ink) }, []string{"is not in the pack"}},
	} {
		scene := stage.Scene{ID: "sample", Length: 1, Draw: func(c *stage.Canvas, _ stage.Frame) { test.draw(c) }}
		found := Check(s, []stage.Scene{scene})
		if want := len(test.want) * len(stage.Shapes); len(found) != want {
			t.Errorf("%s: %d findings, want %d:\n%s", test.name, len(found), want, strings.Join(found, "\n"))
		}
		for _, line := range found {
			if !strings.Contains(line, test.want[0]) || !strings.HasPrefix(line, "sample, ") {
				t.Errorf("%s: %s, want %s", test.name, line, test.want[0])
			}
		}
	}
}
