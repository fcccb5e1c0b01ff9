package stage

import "twoboxes/internal/story"

// Frame is everything a picture depends on: the same frame always gives the same picture.
type Frame struct {
	Time    float32 // seconds since the scene began
	Shape   Shape
	Scale   float32 // device pixels per unit, for snapping only; 0: a vector picture
	Facts   story.Facts
	Format  story.Format
	Choices Choices
	Reading *Reading // the latest live reading; nil when the story's own figures are told
}

// Reading is a live feed's reading, percentages from 0 to 100.
type Reading struct {
	Turnout float64
	Before  float64 // the turnout shown until then
	At      float32 // scene time at which it came
	Final   bool
	None    bool // no turnout has been reported yet, and the one here is zero
}

// Choice is what the reader last did with a control.
type Choice struct {
	Value  string
	Before string  // the value it replaced; empty when there was none
	At     float32 // scene time at which it was made; 0 when the scene was entered or replayed with it
}

// Choices are the reader's choices by control name, such as "ballot.box".
type Choices map[string]Choice

// Value is what was chosen for name, or otherwise when nothing was.
func (c Choices) Value(name, otherwise string) string {
	if ch, ok := c[name]; ok && ch.Value != "" {
		return ch.Value
	}
	return otherwise
}
