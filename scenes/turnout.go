package scenes

import (
	"strconv"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// The live counter: ten thousand dots fill as the count runs from one report to the next. What
// nobody reported, the way between, is drawn lighter. The picture is in turnout_field.go, the lenses
// on its last block in turnout_lens.go.
var turnout = stage.Scene{
	ID:     "turnout",
	Length: turnoutKeyIn.End(),
	Labels: []stage.Label{
		turnoutOf, turnoutReported, turnoutUnreported, turnoutLatest,
		turnoutOpen, turnoutNoonShare, turnoutNoon, turnoutFinal, turnoutBetween, turnoutNone,
		turnout2019.name, turnout2023.name, turnoutAbsent,
	},
	Controls: []stage.Control{
		{Name: "turnout.share", Kind: stage.Slide, Area: turnoutTrackAreas(), Answer: turnoutMove.End()},
		{Name: "turnout.year", Value: turnout2019.value, Area: turnoutCardAreas(turnout2019), Answer: turnoutMove.End()},
		{Name: "turnout.year", Value: turnout2023.value, Area: turnoutCardAreas(turnout2023), Answer: turnoutMove.End()},
	},
	Draw: drawTurnout,
	Counters: func(f stage.Frame) []stage.Counter {
		if f.Reading != nil && f.Reading.None {
			return nil
		}
		return []stage.Counter{{Name: "turnout", Value: turnoutAt(f).value}}
	},
}

var (
	turnoutToNoon    = stage.Phase{From: 0.3, For: 1.9}
	turnoutNoonTold  = stage.Phase{From: 2.0, For: 0.3}
	turnoutToFinal   = stage.Phase{From: 2.9, For: 2.1} // after a rest at the noon report
	turnoutFinalTold = stage.Phase{From: 4.8, For: 0.3}
	turnoutLensIn    = stage.Phase{From: 5.1, For: 0.6} // the last block opens into the lens
	turnoutKeyIn     = stage.Phase{From: 5.6, For: 0.3} // how many rings it shows
	turnoutMove      = stage.Phase{From: 0, For: 0.7}   // the answer to a choice
)

// turnoutYear is one of the two elections that the scene can show.
type turnoutYear struct {
	value        string // of the control
	fact, absent string // its final report, and how many in 10,000 are missing from it
	card         int    // its place in turnoutPlan.cards
	name         stage.Label
}

var (
	turnout2019 = turnoutYear{
		value: "2019", fact: "turnout.2019", absent: "per10k.absent.2019", card: 0,
		name: stage.Label{Words: "turnout.2019", Weight: stage.Strong, Size: stage.PerShape{17, 21, 22}},
	}
	turnout2023 = turnoutYear{
		value: "2023", fact: "turnout.2023", absent: "per10k.absent.2023", card: 1,
		name: stage.Label{Words: "turnout.2023", Weight: stage.Strong, Size: stage.PerShape{17, 21, 22}},
	}
)

func turnoutYearOf(choice string) turnoutYear {
	if choice == turnout2019.value {
		return turnout2019
	}
	return turnout2023
}

// turnoutState is what the scene shows at a frame. Shares are percentages of registered voters.
type turnoutState struct {
	value    float64 // the counter, and where the handle is
	noon     float64 // the report from during the day
	final    float64 // the final report, on its way when the year changes
	past     float32 // 0: 2023 is shown; 1: 2019
	reported bool    // value is a reported figure
	chosen   bool    // the reader holds the handle
	counting bool    // final is not the last word: the election of a live feed goes on
}

// turnoutNear is how near to a report, in percentage points, the handle must be put to lie on it: a
// finger cannot hit a tenth of a point.
const turnoutNear = 0.25

// turnoutAt is the scene's state: the live reading's if there is one, else the play towards what
// was chosen when the scene began, and each later choice in its turn.
func turnoutAt(f stage.Frame) turnoutState {
	if r := f.Reading; r != nil {
		moved := stage.Phase{From: r.At, For: stage.ReadingLength}.InOut(f.Time)
		return turnoutState{value: towards(r.Before, r.Turnout, moved), final: r.Turnout, reported: moved >= 1 && !r.None, counting: !r.Final}
	}
	yearNow, shareNow := f.Choices["turnout.year"], f.Choices["turnout.share"]
	year, share := yearNow.Value, shareNow.Value
	if yearNow.At > 0 {
		year = yearNow.Before
	}
	if shareNow.At > 0 {
		share = shareNow.Before
	}
	s := turnoutState{noon: f.Facts.Value("turnout.noon"), chosen: shareNow.Value != ""}
	if turnoutYearOf(year) == turnout2019 {
		s.past = 1
	}
	s.value = turnoutPlay(f, year, share)
	s.final = f.Facts.Value(turnoutYearOf(year).fact)

	chooseYear := func() {
		if yearNow.At > 0 {
			year = yearNow.Value
			moved := turnoutMove.InOut(f.Time - yearNow.At)
			s.value = towards(s.value, turnoutTarget(f.Facts, year, share), moved)
			s.final = towards(s.final, f.Facts.Value(turnoutYearOf(year).fact), moved)
			to := float32(0)
			if turnoutYearOf(year) == turnout2019 {
				to = 1
			}
			s.past = stage.Mix(s.past, to, moved)
		}
	}
	chooseShare := func() {
		if shareNow.At > 0 {
			share = shareNow.Value
			s.value = towards(s.value, turnoutTarget(f.Facts, year, share), turnoutMove.InOut(f.Time-shareNow.At))
		}
	}
	if yearNow.At < shareNow.At {
		chooseYear()
		chooseShare()
	} else {
		chooseShare()
		chooseYear()
	}
	s.reported = s.value == f.Facts.Value(turnoutYearOf(yearNow.Value).fact) || s.value == s.noon && s.past == 0
	return s
}

// turnoutPlay is the counter as the scene plays: from report to report, fast and then slow, until
// what was chosen. No report from during the day was found for 2019.
func turnoutPlay(f stage.Frame, year, share string) float64 {
	target := turnoutTarget(f.Facts, year, share)
	noon := f.Facts.Value("turnout.noon")
	if turnoutYearOf(year) == turnout2019 {
		whole := stage.Phase{From: turnoutToNoon.From, For: turnoutToFinal.End() - turnoutToNoon.From}
		return towards(0, target, whole.Out(f.Time))
	}
	return towards(towards(0, min(noon, target), turnoutToNoon.Out(f.Time)), target, turnoutToFinal.InOut(f.Time))
}

// turnoutTarget is where the handle comes to lie: the final report, or where the reader put it.
func turnoutTarget(facts story.Facts, year, share string) float64 {
	final := facts.Value(turnoutYearOf(year).fact)
	v, err := strconv.ParseFloat(share, 64)
	// The slider ends at the reported turnout; its end is the final report of whichever year.
	if err != nil || !(v < facts.Value(turnout2023.fact)-turnoutNear) {
		return final
	}
	if noon := facts.Value("turnout.noon"); turnoutYearOf(year) == turnout2023 && v > noon-turnoutNear && v < noon+turnoutNear {
		return noon
	}
	return max(0, v)
}

// towards is the number at share t of the way from a to b, and exactly b at its end.
func towards(a, b float64, t float32) float64 {
	if t >= 1 {
		return b
	}
	return a + (b-a)*float64(t)
}
