// Package playback is the stage's clock: which scene is shown, at what time, with what choices,
// when its picture comes to rest, and what is reported to the page. It draws nothing.
package playback

import (
	"maps"
	"slices"
	"sync"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// How long one picture changes into another, in seconds.
const (
	FadeLength   = 0.2 // of the same scene, or without motion
	TravelLength = 0.6 // of another one: what both show travels
)

const longestStep = 0.1 // seconds; after a longer pause the picture goes on where it was

// At says where a scene is entered.
type At uint8

const (
	Start At = iota
	Rest
	Progress // at a share of its length
)

// Entry is how a scene is entered.
type Entry struct {
	Scene    string
	At       At
	Progress float32 // 0 to 1, for At Progress
	Playing  bool    // false: it stands still until Play
	Choices  map[string]string
}

// Picture is a scene at a frame. The frame lacks what depends on the screen.
type Picture struct {
	Scene *stage.Scene
	Frame stage.Frame
}

// Kind is what an Event is about.
type Kind uint8

const (
	Drawn    Kind = iota // the first picture of a scene that was asked for has been drawn
	Moving               // the picture changes by itself
	Resting              // the scene has come to its rest: nothing changes until something is asked
	Still                // nothing changes either, but the scene is not over
	Counters             // the reported figures that the scene's counters show have changed
)

// String is the event's type in the messages to the page.
func (k Kind) String() string {
	return [...]string{Drawn: "drawn", Moving: "moving", Resting: "rest", Still: "still", Counters: "counters"}[k]
}

// Event is reported to the page.
type Event struct {
	Kind     Kind
	Scene    string
	Counters []stage.Counter // of Counters; none: no counter shows a reported figure now
}

// Playback plays a story. Make one with New.
type Playback struct {
	story   []stage.Scene
	facts   story.Facts
	format  story.Format
	reduced bool // no motion: scenes are at rest, choices answered at once

	scene   *stage.Scene
	time    float32
	playing bool
	choices stage.Choices
	reading *stage.Reading

	from    Picture // the one that changes into the present one
	change  float32 // seconds until it is gone
	waiting bool    // time stands still until the scene's first picture has been drawn
	idle    bool    // nothing moved until now: the time that passed meanwhile does not count

	drawn    bool            // has been reported for this scene
	reported Kind            // Moving, Resting or Still, the last of them; Drawn: none yet
	counters []stage.Counter // as last reported for this scene
}

// New is a playback that shows nothing yet.
func New(scenes []stage.Scene, facts story.Facts, format story.Format) *Playback {
	scenes = slices.Clone(scenes)
	for i := range scenes {
		scenes[i].MakeControls = sync.OnceValue(scenes[i].Controls) // each frame asks for them
	}
	return &Playback{story: scenes, facts: facts, format: format, choices: stage.Choices{}, drawn: true}
}

// Now is the present picture; its scene is nil before the first Show.
func (p *Playback) Now() Picture {
	return Picture{p.scene, stage.Frame{
		Time: p.time, Facts: p.facts, Format: p.format, Choices: p.choices, Reading: p.reading,
	}}
}

// Change is the picture before the present one and how far, from 0 to 1, it has changed into that; at 1
// there is none.
func (p *Playback) Change() (from Picture, share float32) {
	if p.change <= 0 {
		return Picture{}, 1
	}
	return p.from, 1 - p.change/p.changeLength()
}

// Travels reports whether the picture before is another scene's, and things move from it to this one.
func (p *Playback) Travels() bool { return p.from.Scene != p.scene && !p.reduced }

func (p *Playback) changeLength() float32 {
	if p.Travels() {
		return TravelLength
	}
	return FadeLength
}

// Show enters a scene. The first one ever begins with its picture at rest, which the page's poster
// shows as well; a scene entered at a share of its length, as by scrolling, is there at once.
// An unknown scene is ignored.
func (p *Playback) Show(e Entry) {
	scene := p.find(e.Scene)
	if scene == nil {
		return
	}
	before := p.Now()
	p.scene, p.playing, p.drawn, p.counters = scene, e.Playing, false, nil
	p.choices = make(stage.Choices, len(e.Choices))
	for name, value := range e.Choices {
		p.choices[name] = stage.Choice{Value: value}
	}
	p.settle()
	p.time = p.rest()
	first := before.Scene == nil
	if first {
		before = p.Now()
		before.Frame.Choices, before.Frame.Time = nil, scene.Rest(nil, p.reading)
	}
	switch {
	case e.At == Progress:
		p.time = min(max(e.Progress, 0), 1) * scene.Length
		p.change = 0
	case e.At == Start && !p.reduced:
		p.time = 0
		p.changeFrom(before)
	case !first:
		p.changeFrom(before)
	}
	p.waiting = true
	p.touch()
}

// Choose records what the reader did with a control; an empty value clears it. The picture answers
// from now on, even if it had come to rest; in a paused one the answer is complete at once.
func (p *Playback) Choose(name, value string) {
	if p.scene == nil || p.choices[name].Value == value {
		p.touch()
		return
	}
	before := p.Now()
	before.Frame.Choices = maps.Clone(p.choices)
	c := stage.Choice{Value: value, Before: p.choices[name].Value, At: p.time}
	switch {
	case p.reduced:
		c.At, c.Before = 0, ""
		p.changeFrom(before)
	case p.time >= p.rest():
		p.playing = true
	case !p.playing:
		answer, _ := p.scene.Answer(name, value)
		c.At -= answer
	}
	p.choices[name] = c
	if p.reduced {
		p.time = p.rest()
	}
	p.touch()
}

// Read takes a live reading; the playback sets since when it is shown, and in place of which turnout.
func (p *Playback) Read(r stage.Reading) {
	r.Before, r.At = r.Turnout, 0
	if old := p.reading; old != nil && p.scene != nil && !p.reduced {
		r.Before, r.At = old.Turnout, p.time
		if old.Turnout == r.Turnout {
			r.Before, r.At = old.Before, old.At
		}
		if p.time >= p.rest() {
			p.playing = true
		}
	}
	p.reading = &r
	if p.reduced && p.scene != nil {
		p.time = p.rest()
	}
	p.touch()
}

// Seek goes to a share of the scene's length, 0 to 1, and stays there. Choices are kept.
func (p *Playback) Seek(progress float32) {
	if p.scene != nil {
		p.settle()
		p.time = min(max(progress, 0), 1) * p.scene.Length
		p.playing, p.change = false, 0
	}
	p.touch()
}

// Play goes on after Pause or Seek.
func (p *Playback) Play() {
	p.playing = true
	p.touch()
}

// Pause stops time.
func (p *Playback) Pause() {
	p.playing = false
	p.touch()
}

// Replay plays the scene again from its beginning, with the choices made.
func (p *Playback) Replay() {
	if p.scene != nil {
		before := p.Now()
		before.Frame.Choices = maps.Clone(p.choices)
		p.settle()
		p.playing = true
		if p.time = p.rest(); !p.reduced {
			p.time, p.waiting = 0, true
			p.changeFrom(before)
		}
	}
	p.touch()
}

// Reduce switches motion off or on again, as the reader's system asks. What is under way ends.
func (p *Playback) Reduce(reduced bool) {
	p.reduced = reduced
	if reduced && p.scene != nil {
		p.change = 0
		p.settle()
		p.time = p.rest()
	}
	p.touch()
}

// Touch notes that something else about the picture has changed, such as its size or colours.
func (p *Playback) Touch() { p.touch() }

// Advance lets seconds pass.
func (p *Playback) Advance(seconds float32) {
	seconds = min(max(seconds, 0), longestStep)
	idle := p.idle
	p.idle = false
	switch {
	case idle || p.waiting || p.scene == nil:
	case p.change > 0:
		p.change = max(0, p.change-seconds)
	case p.runs():
		p.time = min(p.time+seconds, p.rest())
	}
}

// quiet reports whether nothing will change or be reported before the next request.
func (p *Playback) quiet() bool { return p.change <= 0 && !p.runs() }

// AfterDraw calls emit with the events that the picture just drawn brings about.
func (p *Playback) AfterDraw(emit func(Event)) {
	p.waiting = false
	if p.scene == nil {
		return
	}
	if !p.drawn {
		p.drawn = true
		emit(Event{Kind: Drawn, Scene: p.scene.ID})
	}
	if p.scene.Counters != nil {
		if now := p.scene.Counters(p.Now().Frame); !slices.Equal(now, p.counters) {
			p.counters = now
			emit(Event{Kind: Counters, Scene: p.scene.ID, Counters: now})
		}
	}
	state := Moving
	if p.idle = p.quiet(); p.idle {
		state = Still
		if p.time >= p.rest() {
			state = Resting
		}
	}
	if state != p.reported {
		p.reported = state
		emit(Event{Kind: state, Scene: p.scene.ID})
	}
}

// runs reports whether time passes and changes the picture.
func (p *Playback) runs() bool { return p.playing && p.time < p.rest() }

func (p *Playback) rest() float32 { return p.scene.Rest(p.choices, p.reading) }

// settle makes the choices and the live reading ones that the scene began with: nothing answers them.
func (p *Playback) settle() {
	for name, c := range p.choices {
		p.choices[name] = stage.Choice{Value: c.Value}
	}
	if p.reading != nil {
		r := *p.reading
		r.Before, r.At = r.Turnout, 0
		p.reading = &r
	}
}

// changeFrom changes a picture into the present one.
func (p *Playback) changeFrom(before Picture) {
	p.from = before
	p.change = p.changeLength()
}

// touch makes the next AfterDraw report Resting or Still again if nothing moves: the page waits to
// know that its request has been drawn.
func (p *Playback) touch() {
	if p.reported != Moving {
		p.reported = Drawn
	}
}

func (p *Playback) find(id string) *stage.Scene {
	for i := range p.story {
		if p.story[i].ID == id {
			return &p.story[i]
		}
	}
	return nil
}
