package scenes

import (
	"strconv"

	"twoboxes/internal/stage"
)

// Guess first: of ten thousand who voted, how many against? The scene rests on the question, with
// all ten thousand in one heap, so that its poster gives nothing away. The reveal sorts the heap
// into the two boxes and lifts out the few that went into the red one. The boxes are in
// count_boxes.go, the scale in count_scale.go.
var count = stage.Scene{
	ID:     "count",
	Length: countAsk.End(),
	Labels: []stage.Label{
		countProvince.name, countCounty.name, countOf, countQuestion, countHeap, countShow, countAgain,
		countFor, countAgainst, countUnknown, countNoGuess, countGuess, countReported,
	},
	Controls: []stage.Control{
		{Name: "count.guess", Kind: stage.Slide, Area: countScaleAreas(), Answer: countSlide.End()},
		{Name: "count.reveal", Value: "yes", Area: countButtonAreas(), Answer: countAsk.End() + countTell.End()},
		{Name: "count.level", Value: countProvince.value, Area: countTabAreas(countProvince), Answer: countSwitch.End()},
		{Name: "count.level", Value: countCounty.value, Area: countTabAreas(countCounty), Answer: countSwitch.End()},
	},
	Draw:     drawCount,
	Counters: countCounters,
}

// The question, in seconds since the scene began.
var (
	countGather = stage.Phase{From: 0.2, For: 1.4} // the heap grows
	countAsk    = stage.Phase{From: 1.5, For: 0.7} // the tag comes to the scale
)

// The reveal, in seconds since it began.
var (
	countClear = stage.Phase{From: 0, For: 0.3}   // the question goes
	countFall  = stage.Phase{From: 0.2, For: 3.0} // the heap falls into the green box, a hundred at a time
	countStray = stage.Phase{From: 3.0, For: 1.0} // what is left goes into the red
	countOpen  = stage.Phase{From: 4.1, For: 0.5} // the lens opens
	countLift  = stage.Phase{From: 4.4, For: 1.7} // one by one they are lifted out
	countTell  = stage.Phase{From: 6.0, For: 0.6} // the reported figure comes to the scale
)

// The answers to other choices.
var (
	countSlide  = stage.Phase{From: 0, For: 0.25} // the guess moves
	countSwitch = stage.Phase{From: 0, For: 0.9}  // one level replaces the other
	countRewind = stage.Phase{From: 0, For: 0.7}  // try again: the reveal runs backwards
)

// countLevel is one of the two ballots that the same voters cast. They are never added.
type countLevel struct {
	value string // of the control
	name  stage.Label
	tab   int // its place in countPlan.tabs
}

var (
	countProvince = countLevel{value: "province", tab: 0, name: stage.Label{Words: "count.province", Weight: stage.Strong, Size: stage.PerShape{17, 21, 20}, Align: stage.Middle}}
	countCounty   = countLevel{value: "county", tab: 1, name: stage.Label{Words: "count.county", Weight: stage.Strong, Size: stage.PerShape{17, 21, 20}, Align: stage.Middle}}
)

func countLevelOf(choice string) countLevel {
	if choice == countCounty.value {
		return countCounty
	}
	return countProvince
}

// per10k are how many of ten thousand were reported for and against.
func (l countLevel) per10k(f stage.Frame) (yes, no float32) {
	return float32(f.Facts.Value("per10k." + l.value + ".for")), float32(f.Facts.Value("per10k." + l.value + ".against"))
}

// countState is what the scene shows at a frame.
type countState struct {
	time     float32 // since the reveal began; negative: not yet
	level    countLevel
	before   countLevel // the level being replaced
	switched float32    // 1: level has replaced it
	yes, no  float32    // of ten thousand, at this point of a switch
	guess    int
	guessed  bool
	at       float32 // where the guess lies on the scale, 0 to 1
}

func countAt(f stage.Frame) countState {
	level := f.Choices["count.level"]
	s := countState{time: countRevealTime(f), level: countLevelOf(level.Value), switched: 1}
	s.before = s.level
	if level.At > 0 {
		s.before, s.switched = countLevelOf(level.Before), countSwitch.At(f.Time-level.At)
	}
	yes, no := s.before.per10k(f)
	s.yes, s.no = s.level.per10k(f)
	t := stage.EaseInOut(s.switched)
	s.yes, s.no = stage.Mix(yes, s.yes, t), stage.Mix(no, s.no, t)

	guess := f.Choices["count.guess"]
	s.guess, s.guessed = countGuessOf(guess.Value)
	s.at = countRestingPlace
	if s.guessed {
		s.at = GuessShare(s.guess)
	}
	if guess.At > 0 {
		from := float32(countRestingPlace)
		if n, ok := countGuessOf(guess.Before); ok {
			from = GuessShare(n)
		}
		s.at = stage.Mix(from, s.at, countSlide.Out(f.Time-guess.At))
	}
	return s
}

// countRevealTime is the time since the reveal began. Made before the scene was entered, it waits
// until the question was seen; taken back, it runs backwards.
func countRevealTime(f stage.Frame) float32 {
	reveal, ok := f.Choices["count.reveal"]
	switch {
	case !ok:
		return -1
	case reveal.Value != "":
		return f.Time - max(reveal.At, countAsk.End())
	case reveal.Before != "" && reveal.At > 0:
		if back := countRewind.InOut(f.Time - reveal.At); back < 1 {
			return countTell.End() * (1 - back)
		}
	}
	return -1
}

func countGuessOf(choice string) (int, bool) {
	n, err := strconv.Atoi(choice)
	return min(max(n, 0), countMost), err == nil
}

// fallen is how much of the green box's share has fallen into it, 0 to 1.
func (s countState) fallen() float32 {
	return stage.Phase{From: countFall.From + countFlight, For: countFall.For - countFlight}.At(s.time)
}

// countCounters are the figures of the level that is being counted. Before the reveal there are
// none: what isn't reported to the host page it shows at its final value, and the article's
// figures must not fall to zero because a reader has arrived at a question.
func countCounters(f stage.Frame) []stage.Counter {
	s := countAt(f)
	if s.time < 0 {
		return nil
	}
	yes, no := s.level.value+".for", s.level.value+".against"
	strays := stage.Phase{From: countStray.From + countFlight, For: countStray.For - countFlight}.At(s.time)
	return []stage.Counter{
		{Name: yes, Value: towards(0, f.Facts.Value(yes), s.fallen())},
		{Name: no, Value: towards(0, f.Facts.Value(no), strays)},
	}
}

func drawCount(c *stage.Canvas, f stage.Frame) {
	p, s := countPlans[f.Shape], countAt(f)
	asked := 1 - countClear.At(s.time)
	told := countOpen.Out(s.time)

	p.drawWedge(c, s)
	p.drawBoxes(c, f, s)
	p.drawFlights(c, f, s)
	p.drawLifted(c, f, s)

	toggle(c, countProvince.name, p.tabs[0], s.level == countProvince)
	toggle(c, countCounty.name, p.tabs[1], s.level == countCounty)
	c.Faded(asked, func() { c.Label(countQuestion, p.words, stage.Ink.Solid()) })
	c.Faded(told, func() { c.Label(countOf, p.words, stage.Muted.Solid()) })
	c.Faded(asked, func() { button(c, countShow, p.button, true) })
	c.Faded(countTell.Out(s.time), func() { button(c, countAgain, p.button, false) })
	p.drawScale(c, f, s)
}
