package stage

import "twoboxes/internal/story"

// Scene is one step of the story: what it draws and what can be operated on it. It holds no state.
type Scene struct {
	ID     string
	Length float32 // seconds until it rests when nothing is chosen
	// Labels and controls are made when asked for: a program that begins with another scene starts sooner. Nil: there are none.
	MakeLabels   func() []Label // every label that Draw can draw
	MakeControls func() []Control
	Draw         func(*Canvas, Frame)
	// Counters, if set, are those of the scene's changing figures that show a reported value at a
	// frame. One that is on its way between two reports is left out.
	Counters     func(Frame) []Counter
	CounterFacts []CounterFact
	Live         bool // its figure follows a live feed, in a page that has one

	// Invites are the controls by which the reader finds out what the scene does not show at first; none:
	// it shows all by itself. Who uses none of them has the outcome told: see Told, which may stand here
	// itself where nothing else shows it.
	Invites []string
	Tell    float32 // seconds the picture moves after the outcome was told

	// Phases are how the outcome is told in several acts, each when the reader goes on; none: in one.
	Phases []string

	// Answers are how long the picture moves after choices that the scene's own script makes; those of controls
	// have it in Control.
	Answers []Answer
}

// Labels are all that Draw can draw.
func (s Scene) Labels() []Label { return made(s.MakeLabels) }

// Controls are what can be operated on.
func (s Scene) Controls() []Control { return made(s.MakeControls) }

func made[T any](list func() []T) []T {
	if list == nil {
		return nil
	}
	return list()
}

// Told is the name of the choice by which the page has the scene tell its outcome: when the reader goes
// on, waits, or asks for less motion. Its values are those of Telling.
func (s Scene) Told() string {
	if len(s.Phases) > 0 {
		return s.ID + ".phase"
	}
	return s.ID + ".told"
}

// Telling are the values of Told, in the order in which the page chooses them.
func (s Scene) Telling() []string {
	if len(s.Phases) > 0 {
		return s.Phases
	}
	return []string{"yes"}
}

// Answer is how long the picture moves after value was chosen for name, in seconds; not ok if the scene has
// no such choice.
func (s Scene) Answer(name, value string) (seconds float32, ok bool) {
	if name == s.Told() && len(s.Invites) > 0 {
		return s.Tell, true
	}
	for _, a := range s.Answers {
		if a.Name == name {
			seconds, ok = a.Seconds, true
		}
	}
	for _, c := range s.Controls() {
		if c.Name == name {
			seconds, ok = max(seconds, c.Answer), true
			if held, runs := (Choice{Value: value}).Held(); c.Kind == Hold && runs {
				seconds = c.Run.End - held + c.Answer
			}
		}
	}
	return seconds, ok
}

// Answer is how long the picture moves after a choice by a name.
type Answer struct {
	Name    string
	Seconds float32
}

// Counter is a changing figure, at a reported value.
type Counter struct {
	Name  string  // see the public contract
	Value float64 // in the unit of its fact
}

// CounterFact is the fact that a counter ends on when nothing is chosen: where a text states the
// fact, its figure can count along.
type CounterFact struct{ Name, Fact string }

// Kind is the sort of page control that stands over a part of the stage.
type Kind uint8

const (
	Press Kind = iota // a button or one radio button of a group
	Slide             // a range input; the choice's value is its number
	Drag              // something that can be carried; the choice's value is "x y" in units
	Push              // a button for the scene's own script, which makes other choices of it; see web/player/count.js
	Hold              // a button by which something runs while it is held down; see Choice.Held
	Pad               // a place for the scene's own script, which adds nothing to what other controls do: it needs no words
)

// Control is a part of the stage that can be operated. The page puts a real control over Area.
type Control struct {
	Name   string // "ballot.box"; controls of one name are one group
	Value  string // the value that a Press chooses
	Kind   Kind
	Area   Areas   // by shape
	Answer float32 // seconds the picture moves after a choice

	// Drop is where what lies in the Area of a Press can be dragged to, which chooses it too; empty: it
	// cannot be dragged. It is the same for all controls of a name. What is dragged is the choice Carried.
	Drop Areas

	// Within names a control that this one depends on: who chooses there again clears this choice. What is
	// chosen of a group of radio buttons is kept as a choice of its own, "yes", by the name Kept; who has tried
	// all of them in all of those has found what the scene tells.
	Within string
	Opens  bool // of a Press: it opens something over the picture; pressed again, anywhere, or with Escape it closes

	Later   bool    // the page has it once the scene has told its outcome
	After   string  // the page has it once there is a choice by this name; empty: from the start
	Until   string  // and no longer once there is one by any of these names, separated by spaces
	Default bool    // of a Press: chosen until the reader chooses
	Slider  *Slider // of a Slide
	Run     *Run    // of a Hold
	Private bool    // what is chosen says something about the reader: the page promises that it stays there
}

// Carried is the name of the choice that holds while something with a Drop is dragged: "a 120 80" is the
// Press with value a, under a pointer at 120, 80 in units.
func (c Control) Carried() string { return c.Name + ".carried" }

// Kept is the name of the choice that stays once the reader has chosen this one while within had a value:
// "ballot.box.two.for".
func (c Control) Kept(within string) string { return c.Name + "." + within + "." + c.Value }

// Areas is a part of the stage for each shape.
type Areas [len(Shapes)]Rect

// Slider is the range of a Slide. It begins at 0.
type Slider struct {
	Scale   Scale
	Max     float64  // its last position
	Step    float64  // distance of positions
	Start   float64  // where it stands until the reader chooses, as a share of its length
	Counter string   // the scene's counter that it follows until then; empty for none
	Reports []Report // the places that stand for reported figures, in order: arrow keys go from one to the next; none: a position is the reader's own number
	Snap    float64  // how near to a report the reader must come to be on it

	Upright  bool // it runs from below upwards
	OffScale bool // until the reader uses it, it stands for no number
	Tells    bool // when the reader lets go of it, the scene shows its outcome
	Springs  bool // when the reader lets go, its choice is cleared
}

// Run is what a Hold lets run: for how long, and when something happens that the page announces. Who lets go
// after the first of these, or comes to the end, has the outcome told.
type Run struct {
	End   float32 // seconds
	Marks func(story.Facts) []float32
}

// Report is a place on a slider that stands for reported figures. The words say which, in the control's
// value of that name.
type Report struct {
	At   float64
	Fact string // the figure that the scene's counter shows there; empty for none
}

// Scale is what a slider's positions stand for. The page has the same ones (web/player/sliders.js).
type Scale string

const (
	Percent Scale = "percent" // a position is the value
	Hours   Scale = "hours"   // likewise
	Whole   Scale = "whole"   // a position is a whole per cent
	Fifth   Scale = "fifth"   // a position is a place; arrow keys go a fifth of 100, and not to 0
	Plain   Scale = "plain"   // a position is the value; the scene's own script drags
	Guess   Scale = "guess"   // zero, then like a logarithm from 1 to 10,000 (web/player/scale.js)
)

// Rest is the time from which the scene's picture no longer changes.
func (s Scene) Rest(choices Choices, reading *Reading) float32 {
	rest := s.Length
	for name, c := range choices {
		if answer, ok := s.Answer(name, c.Value); ok {
			rest = max(rest, c.At+answer)
		}
	}
	if reading != nil {
		rest = max(rest, reading.At+ReadingLength)
	}
	return rest
}

// ReadingLength is how long a counter takes to move to a new live reading, in seconds.
const ReadingLength = 1.2
