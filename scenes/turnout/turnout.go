// Package turnout is the live counter: ten thousand dots fill as the count runs from one report to
// the next. The way between, for which no figure was found, is drawn lighter. The picture is in
// field.go, the enlarged last block of each year in lens.go.
package turnout

import (
	"strconv"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:     "turnout",
	Length: keyIn.End(),
	Labels: []stage.Label{
		ofLabel, reportedLabel, unreportedLabel, latestLabel,
		openLabel, noonShareLabel, noonLabel, finalLabel, betweenLabel, noon2019Label,
		year2019.name, year2023.name, absentLabel,
	},
	Controls: []stage.Control{
		{
			Name: "turnout.share", Kind: stage.Slide, Area: trackAreas(), Answer: move.End(),
			Slider: &stage.Slider{Scale: stage.Percent, MaxFact: sliderEnd, Step: 0.01, Start: 1, Counter: counter, Reports: reports(), Snap: snapDistance},
		},
		{Name: "turnout.year", Value: year2019.value, Area: cardAreas(year2019), Answer: move.End(), Default: yearOf("") == year2019},
		{Name: "turnout.year", Value: year2023.value, Area: cardAreas(year2023), Answer: move.End(), Default: yearOf("") == year2023},
	},
	Draw: draw,
	Counters: func(f stage.Frame) []stage.Counter {
		if s := stateAt(f); s.reported {
			return []stage.Counter{{Name: counter, Value: s.value}}
		}
		return nil
	},
	CounterFacts: []stage.CounterFact{{Name: counter, Fact: yearOf("").final}},
	Live:         true,
}

const (
	counter   = "turnout"
	sliderEnd = "turnout.2023" // the fact at the slider's end, which stands for the final report of either year
)

var (
	toNoon  = stage.Phase{From: 0.3, For: 1.9}
	noonIn  = stage.Phase{From: 2.0, For: 0.3}
	toFinal = stage.Phase{From: 2.9, For: 2.1} // after a rest at the noon report
	finalIn = stage.Phase{From: 4.8, For: 0.3}
	lensIn  = stage.Phase{From: 5.1, For: 0.6} // the last block opens into the lens
	keyIn   = stage.Phase{From: 5.6, For: 0.3} // how many rings it shows
	move    = stage.Phase{From: 0, For: 0.7}   // the answer to a choice
)

// yearSize leaves room for the figure beside a year.
var yearSize = stage.PerShape{13.5, 21, 22, 16}

// year is one of the two elections that the scene can show.
type year struct {
	value       string // of the control
	noon, final string // its reports
	absent      string // how many in 10,000 are missing from the final report
	card        int    // its index in plan.cards
	name        stage.Label
}

var (
	year2019 = year{
		value: "2019", noon: "turnout.noon.2019", final: "turnout.2019", absent: "per10k.absent.2019", card: 0,
		name: stage.Label{Words: "turnout.2019", Weight: stage.Strong, Size: yearSize},
	}
	year2023 = year{
		value: "2023", noon: "turnout.noon", final: "turnout.2023", absent: "per10k.absent.2023", card: 1,
		name: stage.Label{Words: "turnout.2023", Weight: stage.Strong, Size: yearSize},
	}
)

// yearOf is the year of a value of turnout.year, or the one shown until the reader chooses.
func yearOf(choice string) year {
	if choice == year2019.value {
		return year2019
	}
	return year2023
}

// reports are the places on the track at which a year has a report.
func reports() (all []stage.Report) {
	for _, y := range []year{year2019, year2023} {
		all = append(all,
			stage.Report{Fact: y.noon, At: y.noon, Control: "turnout.year", Value: y.value},
			stage.Report{Fact: y.final, At: sliderEnd, Control: "turnout.year", Value: y.value})
	}
	return all
}

// state is what the scene shows at a frame. Shares are percentages of registered voters.
type state struct {
	value    float64 // where the handle is; the counter shows it if it is a reported figure
	noon     float64 // the report from during the day, on its way when the year changes
	final    float64 // the final report, likewise
	past     float32 // 0: 2023 is shown; 1: 2019
	reported bool    // value is a reported figure
	settled  bool    // final is: no year is giving way to the other
	chosen   bool    // the reader holds the handle
	counting bool    // final is not the last word: the election of a live feed goes on
}

// snapDistance is how near to a report, in percentage points, the handle must be put to lie on it: a
// finger cannot hit a tenth of a point.
const snapDistance = 0.25

// stateAt is the scene's state: the live reading's if there is one, else the play towards what
// was chosen when the scene began, and each later choice in its turn.
func stateAt(f stage.Frame) state {
	if r := f.Reading; r != nil {
		moved := stage.Phase{From: r.At, For: stage.ReadingLength}.InOut(f.Time)
		value := stage.Towards(r.Before, r.Turnout, moved)
		return state{value: value, final: r.Turnout, reported: value == r.Turnout && !r.None, counting: !r.Final}
	}
	yearNow, shareNow := f.Choices["turnout.year"], f.Choices["turnout.share"]
	sinceYear, yearMade := yearNow.Since(f.Time)
	sinceShare, shareMade := shareNow.Since(f.Time)
	year, share := yearNow.Value, shareNow.Value // that the scene began with
	if yearMade {
		year = yearNow.Before
	}
	if shareMade {
		share = shareNow.Before
	}
	s := state{chosen: shareNow.Value != "", past: stage.OneIf(yearOf(year) == year2019)}
	s.value = play(f, year, share)
	s.noon, s.final = f.Facts.Value(yearOf(year).noon), f.Facts.Value(yearOf(year).final)

	chooseYear := func() {
		if yearMade {
			year = yearNow.Value
			moved := move.InOut(sinceYear)
			s.value = stage.Towards(s.value, targetOf(f.Facts, year, share), moved)
			s.noon = stage.Towards(s.noon, f.Facts.Value(yearOf(year).noon), moved)
			s.final = stage.Towards(s.final, f.Facts.Value(yearOf(year).final), moved)
			s.past = stage.Mix(s.past, stage.OneIf(yearOf(year) == year2019), moved)
		}
	}
	chooseShare := func() {
		if shareMade {
			share = shareNow.Value
			s.value = stage.Towards(s.value, targetOf(f.Facts, year, share), move.InOut(sinceShare))
		}
	}
	if sinceYear > sinceShare {
		chooseYear()
		chooseShare()
	} else {
		chooseShare()
		chooseYear()
	}
	noon, final := f.Facts.Value(yearOf(yearNow.Value).noon), f.Facts.Value(yearOf(yearNow.Value).final)
	s.settled = s.final == final
	s.reported = s.settled && (s.value == noon || s.value == final)
	return s
}

// play is the handle as the scene plays: from report to report, fast and then slow, until what was chosen.
func play(f stage.Frame, year, share string) float64 {
	target, noon := targetOf(f.Facts, year, share), f.Facts.Value(yearOf(year).noon)
	return stage.Towards(stage.Towards(0, min(noon, target), toNoon.Out(f.Time)), target, toFinal.InOut(f.Time))
}

// targetOf is where the handle comes to lie: on a report, or where the reader put it. The page has the
// same rule (reportAt in web/player/scale.js).
func targetOf(facts story.Facts, choice, share string) float64 {
	y := yearOf(choice)
	v, err := strconv.ParseFloat(share, 64)
	if err != nil || v != v {
		return facts.Value(y.final)
	}
	v = min(max(0, v), facts.Value(sliderEnd))
	for _, r := range reports() {
		if at := facts.Value(r.At); r.Value == y.value && v > at-snapDistance && v < at+snapDistance {
			return facts.Value(r.Fact)
		}
	}
	return v
}
