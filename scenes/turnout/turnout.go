// Package turnout is the live counter: the hours of four elections, with the few figures that were
// reported, and then what the final reports say of those who did not vote. The large counter is in
// flaps.go, the hours in lanes.go, those who did not vote in strips.go, where things lie in plan.go.
package turnout

import (
	"strconv"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:           "turnout",
	Length:       arrive.End(),
	MakeLabels:   labels,
	MakeControls: controls,
	Invites:      []string{toldChoice},
	Tell:         tellStrips + stripsLength,
	Draw:         draw,
	Counters: func(f stage.Frame) []stage.Counter {
		if f.Reading != nil {
			if f.Reading.None {
				return nil
			}
			return []stage.Counter{{Name: counter, Value: f.Reading.Turnout}}
		}
		if r, ok := elections[0].reportAt(stateAt(f).hour); ok {
			return []stage.Counter{{Name: counter, Value: f.Facts.Value(r.fact)}}
		}
		return nil
	},
	CounterFacts: []stage.CounterFact{{Name: counter, Fact: "turnout.2023"}},
	Live:         true,
}

func controls() []stage.Control {
	return []stage.Control{{
		Name: hourControl, Kind: stage.Slide, Area: hourAreas(), Answer: finalHold + stripsLength,
		Slider: &stage.Slider{Scale: stage.Hours, Max: final, Step: 0.05, Counter: counter, Snap: 0.35, Reports: []stage.Report{
			{At: noon, Fact: "turnout.noon"}, {At: h14}, {At: h18}, {At: final, Fact: "turnout.2023"},
		}},
	}}
}

const (
	counter     = "turnout"
	hourControl = "turnout.hour"
	toldChoice  = "turnout.told" // see stage.Scene.Told
)

// Places on the line of hours, in hours after nine in the morning. The final reports of most elections
// have no hour: they stand behind a break in the line.
const (
	nine    = 0
	ten     = 1
	noon    = 3
	h14     = 5
	h18     = 9
	final   = 12.5
	unmoved = nine // where the handle stands until it is moved
)

// election is what was reported of one.
type election struct {
	year    stage.Label
	open    float32 // when voting began
	since   stage.Label
	reports []report
	absent  string // how many of 10,000 did not vote
}

// report is a turnout that was reported.
type report struct {
	at     float32
	fact   string
	single bool // found in one source only
}

func yearLabel(year string) stage.Label {
	return stage.Label{Words: "turnout." + year, Size: stage.Body()}
}

// elections are those with figures by the hour, the latest first.
var elections = []election{
	{yearLabel("2023"), ten, twoHoursLabel, []report{{noon, "turnout.noon", false}, {final, "turnout.2023", false}}, "per10k.absent.2023"},
	{yearLabel("2019"), nine, threeHoursLabel, []report{{noon, "turnout.noon.2019", false}, {final, "turnout.2019", false}}, "per10k.absent.2019"},
	{yearLabel("2015"), ten, twoHoursLabel, []report{{noon, "turnout.noon.2015", false}, {h14, "turnout.h14.2015", true}, {final, "turnout.2015", false}}, "per10k.absent.2015"},
	{yearLabel("2011"), nine, threeHoursLabel, []report{{noon, "turnout.noon.2011", true}, {h14, "turnout.h14.2011", true}, {h18, "turnout.h18.2011", false}}, "per10k.absent.2011"},
}

// earliest has a final report only.
var earliest = election{year: yearLabel("2007"), absent: "per10k.absent.2007"}

// reportAt is the election's report at a place on the line of hours.
func (e election) reportAt(hour float32) (report, bool) {
	for _, r := range e.reports {
		if r.at == hour {
			return r, true
		}
	}
	return report{}, false
}

// last is where the election's last report lies.
func (e election) last() float32 { return e.reports[len(e.reports)-1].at }

var (
	arrive   = stage.Phase{From: 0, For: 0.6}
	toNoon   = stage.Phase{From: 0, For: 1} // since the outcome was told, as the others
	toFinal  = stage.Phase{From: 1.9, For: 1.6}
	lanesOut = stage.Phase{From: 0, For: 0.25}    // since the strips began, as the others
	rateOut  = stage.Phase{From: 0.12, For: 0.25} // the counter goes to the corner, where it stays
	headIn   = stage.Phase{From: 0.25, For: 0.25}
	pastIn   = stage.Phase{From: 0.45, For: 0.65} // the strips of the earlier elections, one by one
	lastRun  = stage.Phase{From: 1.6, For: 0.8}   // after a rest: the squares of 2023
	sumIn    = stage.Phase{From: 2.4, For: 0.2}
	slipsIn  = stage.Phase{From: 2.6, For: 0.3}
)

const (
	tellStrips   = 4.3 // seconds after the outcome was told
	finalHold    = 1.2 // seconds that the handle rests on the final report before the strips begin
	stripsLength = 2.9 // the end of slipsIn
	complete     = 99  // longer than any of it
)

// state is what the scene shows at a frame.
type state struct {
	hour   float32 // where the handle is
	strips float32 // seconds since the strips began; negative: the hours show
}

// stateAt is the reader's hour, or else the outcome as it is told, or else the moment before.
func stateAt(f stage.Frame) state {
	s := state{hour: unmoved, strips: -1}
	if told := f.Choices[toldChoice]; told.Value != "" {
		since, made := told.Since(f.Time)
		if !made {
			since = complete
		}
		s.hour = stage.Mix(unmoved, noon, toNoon.InOut(since))
		if toFinal.At(since) > 0 {
			s.hour = stage.Mix(noon, final, toFinal.InOut(since))
		}
		s.strips = since - tellStrips
	}
	hour := f.Choices[hourControl]
	v, err := strconv.ParseFloat(hour.Value, 32)
	if err != nil || v != v {
		return s
	}
	s.hour = min(max(nine, float32(v)), final)
	if s.hour < final {
		s.strips = -1
		return s
	}
	since, made := hour.Since(f.Time)
	if !made {
		since = complete
	}
	s.strips = max(s.strips, since-finalHold)
	return s
}

func draw(c *stage.Canvas, f stage.Frame) {
	p := plans[f.Shape]
	if f.Reading != nil {
		p.drawLive(c, f)
		return
	}
	s := stateAt(f)
	c.Faded(arrive.Out(f.Time), func() {
		c.Faded(1-lanesOut.At(s.strips), func() { p.drawHours(c, f, s) })
		p.drawRate(c, f, s)
		if s.strips > 0 {
			p.drawStrips(c, f, s.strips)
		}
		p.drawAxis(c, s.hour)
	})
}

// asReported writes a share with the decimals it was reported with, at most two.
func asReported(f story.Format, v float64) string {
	if v > 0 && v < 100 { // nothing but 100 is shown as 100, and nothing but 0 as 0
		v = min(99.99, max(0.01, v))
	}
	exact, two := f.Percentage(v, -1), f.Percentage(v, 2)
	if len(exact) < len(two) {
		return exact
	}
	return two
}
