package scenes_test

import "twoboxes/internal/stage"

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
	"final": {
		Before: 58.25, Turnout: 68.5, At: 1, Final: true, Votes: []float64{99.99, 0.01},
		Reports: []stage.Reported{{At: 0.1, Share: 8.4}, {At: 0.6, Share: 58.25}, {At: 1, Share: 68.5}},
		Ticks:   []stage.Tick{{At: 0.1, Text: "9:00"}, {At: 0.6, Text: "19:00"}},
	},
}
