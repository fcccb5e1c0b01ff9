// Package count lets the reader guess first: of ten thousand who voted, how many against? The scene
// rests on the question, with all ten thousand in one heap, so that its poster gives nothing away.
// The reveal sorts the heap into the two boxes and lifts out the few that went into the red one. The
// boxes are in boxes.go, the scale in scale.go.
package count

import (
	"strconv"

	"twoboxes/internal/stage"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:     "count",
	Length: ask.End(),
	Labels: []stage.Label{
		province.name, county.name, ofLabel, questionLabel, heapLabel, showLabel, againLabel,
		forLabel, againstLabel, unknownLabel, noGuessLabel, guessLabel, reportedLabel,
	},
	Controls: []stage.Control{
		{
			Name: "count.guess", Kind: stage.Slide, Area: scaleAreas(), Answer: slide.End(),
			Slider: &stage.Slider{Scale: stage.Guess, Max: 1000, Step: 1, Start: restingPlace},
		},
		{Name: "count.reveal", Value: "yes", Area: buttonAreas(), Answer: ask.End() + report.End()},
		{Name: "count.level", Value: province.value, Area: tabAreas(province), Answer: switching.End(), Default: levelOf("") == province},
		{Name: "count.level", Value: county.value, Area: tabAreas(county), Answer: switching.End(), Default: levelOf("") == county},
	},
	Draw:     draw,
	Counters: counters,
	CounterFacts: []stage.CounterFact{
		counterFact(province.value + ".for"), counterFact(province.value + ".against"),
		counterFact(county.value + ".for"), counterFact(county.value + ".against"),
	},
}

// counterFact is a counter with its fact's name.
func counterFact(id string) stage.CounterFact { return stage.CounterFact{Name: id, Fact: id} }

// The question, in seconds since the scene began.
var (
	gather = stage.Phase{From: 0.2, For: 1.4} // the heap grows
	ask    = stage.Phase{From: 1.5, For: 0.7} // the tag comes to the scale
)

// The reveal, in seconds since it began.
var (
	clearing = stage.Phase{From: 0, For: 0.3}   // the question goes
	fall     = stage.Phase{From: 0.2, For: 3.0} // the heap falls into the green box, a hundred at a time
	stray    = stage.Phase{From: 3.0, For: 1.0} // what is left goes into the red
	opening  = stage.Phase{From: 4.1, For: 0.5} // the lens opens
	lift     = stage.Phase{From: 4.4, For: 1.7} // one by one they are lifted out
	report   = stage.Phase{From: 6.0, For: 0.6} // the reported figure comes to the scale
)

// The answers to other choices.
var (
	slide     = stage.Phase{From: 0, For: 0.25} // the guess moves
	switching = stage.Phase{From: 0, For: 0.9}  // one level replaces the other
	rewind    = stage.Phase{From: 0, For: 0.7}  // try again: the reveal runs backwards
)

// level is one of the two ballots that the same voters cast. They are never added.
type level struct {
	value string // of the control
	name  stage.Label
	tab   int // its index in plan.tabs
}

var (
	province = level{value: "province", tab: 0, name: stage.Label{Words: "count.province", Weight: stage.Strong, Size: stage.Small, Align: stage.Middle}}
	county   = level{value: "county", tab: 1, name: stage.Label{Words: "count.county", Weight: stage.Strong, Size: stage.Small, Align: stage.Middle}}
)

// levelOf is the level of a value of count.level, or the one shown until the reader chooses.
func levelOf(choice string) level {
	if choice == county.value {
		return county
	}
	return province
}

// per10k are how many of ten thousand were reported for and against.
func (l level) per10k(f stage.Frame) (yes, no float32) {
	return float32(f.Facts.Value("per10k." + l.value + ".for")), float32(f.Facts.Value("per10k." + l.value + ".against"))
}

// state is what the scene shows at a frame.
type state struct {
	time     float32 // since the reveal began; negative: not yet
	level    level
	before   level   // the level being replaced
	switched float32 // 1: level has replaced it
	yes, no  float32 // of ten thousand, at this point of a switch
	guess    int
	guessed  bool
	at       float32 // where the guess lies on the scale, 0 to 1
}

func stateAt(f stage.Frame) state {
	chosen := f.Choices["count.level"]
	s := state{time: revealTime(f), level: levelOf(chosen.Value), switched: 1}
	s.before = s.level
	if since, ok := chosen.Since(f.Time); ok {
		s.before, s.switched = levelOf(chosen.Before), switching.At(since)
	}
	yes, no := s.before.per10k(f)
	s.yes, s.no = s.level.per10k(f)
	t := stage.EaseInOut(s.switched)
	s.yes, s.no = stage.Mix(yes, s.yes, t), stage.Mix(no, s.no, t)

	guess := f.Choices["count.guess"]
	s.guess, s.guessed = guessOf(guess.Value)
	s.at = restingPlace
	if s.guessed {
		s.at = shareOf(s.guess)
	}
	if since, ok := guess.Since(f.Time); ok {
		from := float32(restingPlace)
		if n, ok := guessOf(guess.Before); ok {
			from = shareOf(n)
		}
		s.at = stage.Mix(from, s.at, slide.Out(since))
	}
	return s
}

// revealTime is the time since the reveal began, negative before. It waits until the question was
// seen; taken back, it runs backwards.
func revealTime(f stage.Frame) float32 {
	reveal := f.Choices["count.reveal"]
	if reveal.Value != "" {
		return f.Time - reveal.Begins(ask.End(), 0)
	}
	if since, ok := reveal.Since(f.Time); ok && reveal.Before != "" {
		if back := rewind.InOut(since); back < 1 {
			return report.End() * (1 - back)
		}
	}
	return -1
}

func guessOf(choice string) (int, bool) {
	n, err := strconv.Atoi(choice)
	return min(max(n, 0), most), err == nil
}

// counted is whether all of a share lie in their box, so that its reported figure can be read: for and
// against. On the way there is none.
func (s state) counted() (yes, no bool) {
	return s.switched >= 1 && s.fallen() >= 1, s.switched >= 1 && stray.At(s.time) >= 1
}

// fallen is how much of the green box's share has fallen into it, 0 to 1.
func (s state) fallen() float32 {
	return stage.Phase{From: fall.From + flightTime, For: fall.For - flightTime}.At(s.time)
}

// counters are the figures of the level that is shown, each once it is counted.
func counters(f stage.Frame) (all []stage.Counter) {
	s := stateAt(f)
	add := func(counted bool, fact string) {
		if counted {
			all = append(all, stage.Counter{Name: fact, Value: f.Facts.Value(fact)})
		}
	}
	yes, no := s.counted()
	add(yes, s.level.value+".for")
	add(no, s.level.value+".against")
	return all
}

func draw(c *stage.Canvas, f stage.Frame) {
	p, s := plans[f.Shape], stateAt(f)
	asked := 1 - clearing.At(s.time)
	opened := opening.Out(s.time)

	p.drawWedge(c, s)
	p.drawBoxes(c, f, s)
	p.drawFlights(c, f, s)
	p.drawLifted(c, f, s)

	toggle(c, province.name, p.tabs[0], s.level == province)
	toggle(c, county.name, p.tabs[1], s.level == county)
	c.Faded(asked, func() { c.Label(questionLabel, p.words, stage.Ink.Solid()) })
	c.Faded(opened, func() { c.Label(ofLabel, p.words, stage.Muted.Solid()) })
	c.Faded(asked, func() { button(c, showLabel, p.button, true) })
	c.Faded(report.Out(s.time), func() { button(c, againLabel, p.button, false) })
	p.drawScale(c, f, s)
}
