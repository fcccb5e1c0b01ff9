package stage

import (
	"strconv"
	"strings"

	"twoboxes/internal/story"
)

// Frame is everything a picture depends on: the same frame always gives the same picture.
type Frame struct {
	Time    float32 // seconds since the scene began
	Shape   Shape
	Scale   float32 // device pixels per unit, for snapping only; 0: a vector picture
	Facts   story.Facts
	Format  story.Format
	Choices Choices
	Reading *Reading // the latest live reading; nil when the story's own figures are shown
}

// Reading is a live feed's reading, percentages from 0 to 100.
type Reading struct {
	Turnout float64
	Before  float64 // the turnout shown until then
	At      float32 // scene time at which it came
	Final   bool
	None    bool // no turnout has been reported yet, and the one here is zero
	Test    bool // a rehearsal: its figures are no results

	Votes   []float64  // for and against; none: not reported
	Range   []float64  // the source's estimate of the turnout, from and to; none: it gives none
	Reports []Reported // the evening's, the latest last
	Past    []Reported // the last election's
	Ticks   []Tick     // of the line of hours, the latest report's first
	Units   int        // how many units the page lists over the bottom of the picture
}

// Reported is a turnout that was reported at a place on the line of hours, 0 to 1.
type Reported struct {
	At    float32
	Share float64
}

// Tick is a time of day at a place on the line of hours.
type Tick struct {
	At   float32
	Text string
}

// Choice is what the reader last did with a control. Scenes ask Since and Lit when it was made: the
// rules of At stand there.
type Choice struct {
	Value  string
	Before string  // the value it replaced; empty when there was none
	At     float32 // scene time at which it was made; see Since for 0 and for times before the scene
}

// Since is how many seconds ago, at scene time t, the choice was made. Ok is false if the scene was
// entered or replayed with it: then At is 0, nothing answers it and Before is empty.
//
// At is negative when the choice was made while the scene was paused: so far back that its answer is
// complete. Such a choice is like any other made long ago.
func (c Choice) Since(t float32) (seconds float32, ok bool) { return t - c.At, c.At != 0 }

// Begins is the scene time at which the answer begins, wait seconds after the choice but not before
// the scene is ready for it. The answer to a choice of a paused scene is complete: it does not wait
// for the scene.
func (c Choice) Begins(ready, wait float32) float32 {
	if c.At < 0 {
		return c.At + wait
	}
	return max(ready, c.At+wait)
}

// Lit is how far, from 0 to 1, value is the chosen one at scene time t: it rises over in when it is
// chosen and falls over out when it is replaced. It is 1 from the start if the scene began with it.
func (c Choice) Lit(value string, t float32, in, out Phase) float32 {
	since, made := c.Since(t)
	switch {
	case value == c.Value && (!made || value == c.Before):
		return 1
	case value == c.Value:
		return in.InOut(since)
	case made && value == c.Before:
		return 1 - out.InOut(since)
	}
	return 0
}

// Held is how many seconds the reader has held what is a Hold, and whether it runs: "3.2", or "3.2+" since the
// choice was made.
func (c Choice) Held() (seconds float32, runs bool) {
	if c.Value == "" { // mostly; ParseFloat would make an error each time
		return 0, false
	}
	number, runs := strings.CutSuffix(c.Value, "+")
	n, err := strconv.ParseFloat(number, 32)
	if err != nil || n < 0 {
		return 0, false
	}
	return float32(n), runs
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
