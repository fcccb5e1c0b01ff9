package scenes_test

import (
	"os"
	"slices"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// liveReadings are what a live feed may have reported, by name: invented figures.
var liveReadings = map[string]*stage.Reading{
	"waiting": {None: true},
	"single": {
		Turnout: 47.8, Before: 47.8, Reports: []stage.Reported{{At: 0.43, Share: 47.8}}, Ticks: []stage.Tick{{At: 0.43, Text: "12:00"}},
	},
	"evening": {
		Before: 52.125, Turnout: 58.25, At: 1, Votes: []float64{60.5, 39.25}, Range: []float64{57, 61.5},
		Reports: []stage.Reported{{At: 0, Share: 0}, {At: 0.17, Share: 8.4}, {At: 0.34, Share: 21.9}, {At: 0.51, Share: 45}, {At: 0.55, Share: 52.125}, {At: 0.72, Share: 58.25}},
		Past:    []stage.Reported{{At: 0.17, Share: 11.5}, {At: 0.34, Share: 30}, {At: 0.72, Share: 54}, {At: 1, Share: 71.25}},
		Ticks:   []stage.Tick{{At: 0.72, Text: "17:30"}, {At: 0, Text: "7:00"}, {At: 0.34, Text: "11:00"}, {At: 0.68, Text: "17:00"}, {At: 0.86, Text: "20:00"}},
	},
	"rehearsal": {
		Turnout: 58.25, Before: 58.25, Test: true, Votes: []float64{60.5, 39.25}, Units: 3,
		Reports: []stage.Reported{{At: 0, Share: 0}, {At: 0.17, Share: 8.4}, {At: 0.84, Share: 58.25}},
		Past:    []stage.Reported{{At: 0.17, Share: 11.5}, {At: 1, Share: 71.25}},
		Ticks:   []stage.Tick{{At: 0.84, Text: "17:30"}, {At: 0, Text: "7:00"}, {At: 0.4, Text: "12:00"}},
	},
	"units": {
		Turnout: 58.25, Before: 58.25, Votes: []float64{60.5, 39.25}, Units: 4,
		Reports: []stage.Reported{{At: 0, Share: 0}, {At: 0.84, Share: 58.25}},
		Ticks:   []stage.Tick{{At: 0.84, Text: "17:30"}, {At: 0, Text: "7:00"}},
	},
	"final": {
		Before: 58.25, Turnout: 68.5, At: 1, Final: true, Votes: []float64{99.99, 0.01},
		Reports: []stage.Reported{{At: 0.1, Share: 8.4}, {At: 0.6, Share: 58.25}, {At: 1, Share: 68.5}},
		Ticks:   []stage.Tick{{At: 0.1, Text: "9:00"}, {At: 0.6, Text: "19:00"}},
	},
}

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
		c, reading := s.NewCanvas(), liveReadings["rehearsal"]
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
				figure, _ := textOf(c, it)
				if it.Kind != stage.FigureItem || !digits.MatchString(it.Text) || slices.ContainsFunc(reading.Ticks, func(tick stage.Tick) bool { return tick.Text == it.Text }) {
					continue
				}
				beside := false
				for _, band := range bands {
					if by := overlap(figure, text{area: band}); by > 0 {
						t.Errorf("%s, %v: a band covers %v units of %s", lang, shape, by, it.Text)
					}
					gap := max(figure.area.Y-band.Bottom(), band.Y-figure.area.Bottom())
					beside = beside || gap < 2.5*stage.Small[shape.Class()]
				}
				if !beside {
					t.Errorf("%s, %v: no band beside %s", lang, shape, it.Text)
				}
			}
		}
	}
}
