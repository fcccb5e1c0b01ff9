package scenes_test

import (
	"os"
	"slices"
	"testing"

	"twoboxes/internal/labels"
	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// The figures of a rehearsal stand near its bands, at most two and a half lines of small text away, and no band covers one.
func TestRehearsal(t *testing.T) {
	assets := os.DirFS("../assets")
	langs, err := still.Languages(assets)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range langs {
		s, err := still.Open(assets, lang, scenes.Story)
		if err != nil {
			t.Fatal(err)
		}
		c, reading := s.NewCanvas(), labels.Readings["rehearsal"]
		for _, shape := range stage.Shapes {
			s.Draw(c, still.Shot{Scene: *scenes.ByID("turnout"), Shape: shape, Reading: reading})
			width, _ := shape.Size()
			var bands []stage.Rect
			for i := range c.Items {
				if it := &c.Items[i]; it.Kind == stage.BoxItem && it.Fill.Role == stage.Gold && 2*it.Half.X >= width {
					bands = append(bands, stage.Rect{X: it.Center.X - it.Half.X, Y: it.Center.Y - it.Half.Y, W: 2 * it.Half.X, H: 2 * it.Half.Y})
				}
			}
			if len(bands) != 2 {
				t.Fatalf("%s, %v: %d bands", lang, shape, len(bands))
			}
			for i := range c.Items {
				it := &c.Items[i]
				figure, _ := labels.Of(c, it)
				if it.Kind != stage.FigureItem || !labels.Digits.MatchString(it.Text) || slices.ContainsFunc(reading.Ticks, func(tick stage.Tick) bool { return tick.Text == it.Text }) {
					continue
				}
				beside := false
				for _, band := range bands {
					if by := labels.Overlap(figure, labels.Text{Area: band}); by > 0 {
						t.Errorf("%s, %v: a band covers %v units of %s", lang, shape, by, it.Text)
					}
					gap := max(figure.Area.Y-band.Bottom(), band.Y-figure.Area.Bottom())
					beside = beside || gap < 2.5*stage.Small()[shape.Class()]
				}
				if !beside {
					t.Errorf("%s, %v: no band beside %s", lang, shape, it.Text)
				}
			}
		}
	}
}
