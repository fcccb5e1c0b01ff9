package stage

// Scene is one step of the story: what it draws and what can be operated on it. It holds no state.
type Scene struct {
	ID       string
	Length   float32 // seconds until it rests when nothing is chosen
	Labels   []Label // every label that Draw can draw
	Controls []Control
	Draw     func(*Canvas, Frame)
	// Counters, if set, are the scene's changing figures at a frame, by counter name (see the
	// public contract), in the fact's own unit.
	Counters func(Frame) []Counter
}

// Counter is a changing figure.
type Counter struct {
	Name  string
	Value float64
}

// Kind is the sort of page control that stands over a part of the stage.
type Kind uint8

const (
	Press Kind = iota // a button or one radio button of a group
	Slide             // a range input; the choice's value is its number
	Drag              // something that can be carried; the choice's value is "x y" in units
)

// Control is a part of the stage that can be operated. The page puts a real control over Area.
type Control struct {
	Name   string // "ballot.box"; controls of one name are one group
	Value  string // the value that a Press chooses
	Kind   Kind
	Area   [3]Rect // by shape; an empty one: the page shows the control under the stage
	Answer float32 // seconds the picture moves after a choice
}

// Rest is the time from which the scene's picture no longer changes.
func (s Scene) Rest(choices Choices, reading *Reading) float32 {
	rest := s.Length
	for _, c := range s.Controls {
		if ch, ok := choices[c.Name]; ok {
			rest = max(rest, ch.At+c.Answer)
		}
	}
	if reading != nil {
		rest = max(rest, reading.At+ReadingLength)
	}
	return rest
}

// ReadingLength is how long a counter takes to move to a new live reading, in seconds.
const ReadingLength = 1.2
