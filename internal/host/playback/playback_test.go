package playback

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

var scenes = []stage.Scene{
	{ID: "one", Length: 2, Draw: func(*stage.Canvas, stage.Frame) {}},
	{
		ID: "two", Length: 1, Draw: func(*stage.Canvas, stage.Frame) {},
		MakeControls: func() []stage.Control {
			return []stage.Control{{Name: "two.pick", Value: "a", Answer: 0.5}, {Name: "two.pick", Value: "b", Answer: 0.5}}
		},
		Counters: func(f stage.Frame) []stage.Counter { // reported: 0.3, until half a second, and 1
			switch {
			case f.Time >= 1:
				return []stage.Counter{{Name: "t", Value: 1}}
			case f.Time >= 0.295 && f.Time < 0.5:
				return []stage.Counter{{Name: "t", Value: 0.3}}
			}
			return nil
		},
	},
}

// run is a playback and the events it emitted, as "kind scene", "t=value" or "t=-".
type run struct {
	*Playback
	log []string
}

func start() *run { return &run{Playback: New(scenes, story.Facts{}, story.Format{})} }

// pass draws frames at 100 a second.
func (r *run) pass(seconds float32) *run {
	for range int(math.Round(float64(seconds * 100))) {
		r.Advance(0.01)
		r.AfterDraw(func(e Event) {
			s := e.Kind.String() + " " + e.Scene
			if e.Kind == Counters {
				s = "t=-"
				if len(e.Counters) > 0 {
					s = "t=" + strconv.FormatFloat(e.Counters[0].Value, 'f', 2, 64)
				}
			}
			r.log = append(r.log, s)
		})
	}
	return r
}

func (r *run) events() string {
	s := strings.Join(r.log, ", ")
	r.log = nil
	return s
}

func (r *run) at(t *testing.T, want float32) {
	t.Helper()
	if got := r.Now().Frame.Time; math.Abs(float64(got-want)) > 0.015 {
		t.Errorf("time is %v, want %v", got, want)
	}
}

func (r *run) emitted(t *testing.T, want string) {
	t.Helper()
	if got := r.events(); got != want {
		t.Errorf("emitted %q, want %q", got, want)
	}
}

func TestFirstPictureIsThePoster(t *testing.T) {
	r := start()
	r.Show(Entry{Scene: "one", Playing: true, Choices: map[string]string{"two.pick": "a"}})
	r.Advance(0.05)
	from, share := r.Change()
	if share != 0 || from.Scene.ID != "one" || from.Frame.Time != 2 || len(from.Frame.Choices) != 0 {
		t.Errorf("the first picture is %v at %v, changed by %v", from.Scene.ID, from.Frame.Time, share)
	}
	r.at(t, 0)
	r.pass(0.01)
	r.emitted(t, "drawn one, moving one")
	r.pass(FadeLength)
	if _, share := r.Change(); share != 1 {
		t.Errorf("changed by %v", share)
	}
	r.at(t, 0)
	r.pass(1).at(t, 1)
	r.pass(2).at(t, 2)
	r.emitted(t, "rest one")
}

func TestEntries(t *testing.T) {
	for _, test := range []struct {
		name    string
		entry   Entry
		reduced bool
		first   float32 // time of the first picture
		changes float32 // for how long one picture changes into the other
		later   float32 // 0.3 s after that
		events  string
	}{
		{"forward", Entry{Scene: "one", Playing: true}, false, 0, TravelLength, 0.3, "drawn one, moving one"},
		{"paused", Entry{Scene: "one"}, false, 0, TravelLength, 0, "drawn one, moving one, still one"},
		{"back", Entry{Scene: "one", At: Rest, Playing: true}, false, 2, TravelLength, 2, "drawn one, moving one, rest one"},
		{"scrolled to", Entry{Scene: "one", At: Progress, Progress: 0.25}, false, 0.5, 0, 0.5, "drawn one, still one"},
		{"scrolled past", Entry{Scene: "one", At: Progress, Progress: 7}, false, 2, 0, 2, "drawn one, rest one"},
		{"without motion", Entry{Scene: "one", Playing: true}, true, 2, FadeLength, 2, "drawn one, moving one, rest one"},
		{"unknown", Entry{Scene: "nine"}, false, 1, 0, 1, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := start()
			r.Reduce(test.reduced)
			r.Show(Entry{Scene: "two", At: Rest})
			r.pass(1).events()
			r.Show(test.entry)
			r.pass(0.01).at(t, test.first)
			if _, share := r.Change(); share < 1 != (test.changes > 0) {
				t.Errorf("changed by %v", share)
			}
			r.pass(test.changes+0.3).at(t, test.later)
			r.emitted(t, test.events)
		})
	}
}

func TestChoices(t *testing.T) {
	for _, test := range []struct {
		name    string
		do      func(*run)
		at      float32 // of the choice
		before  string
		moves   bool
		settles float32 // time, at last
	}{
		{"made on entering", func(r *run) {
			r.Show(Entry{Scene: "two", Playing: true, Choices: map[string]string{"two.pick": "a"}})
		}, 0, "", true, 1},
		{"while playing", func(r *run) {
			r.Show(Entry{Scene: "two", Playing: true})
			r.pass(1.01)
			r.Choose("two.pick", "a")
		}, 0.8, "", true, 1.3},
		{"at rest", func(r *run) {
			r.Show(Entry{Scene: "two", At: Rest})
			r.pass(1)
			r.Choose("two.pick", "a")
		}, 1, "", true, 1.5},
		{"changed at rest", func(r *run) {
			r.Show(Entry{Scene: "two", At: Rest, Choices: map[string]string{"two.pick": "b"}})
			r.pass(1)
			r.Choose("two.pick", "a")
		}, 1, "b", true, 1.5},
		{"while paused", func(r *run) {
			r.Show(Entry{Scene: "two", At: Progress, Progress: 0.7})
			r.pass(1)
			r.Choose("two.pick", "a")
		}, 0.2, "", false, 0.7},
		{"the same again", func(r *run) {
			r.Show(Entry{Scene: "two", At: Rest, Choices: map[string]string{"two.pick": "a"}})
			r.pass(1)
			r.Choose("two.pick", "a")
		}, 0, "", false, 1},
		{"without motion", func(r *run) {
			r.Reduce(true)
			r.Show(Entry{Scene: "two", Playing: true})
			r.pass(1)
			r.Choose("two.pick", "a")
		}, 0, "", false, 1},
		{"sought back", func(r *run) {
			r.Show(Entry{Scene: "two", At: Rest})
			r.pass(1)
			r.Choose("two.pick", "a")
			r.Seek(0.5)
		}, 0, "", false, 0.5},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := start()
			test.do(r)
			c := r.Now().Frame.Choices["two.pick"]
			if c.Value != "a" || c.Before != test.before || math.Abs(float64(c.At-test.at)) > 0.02 {
				t.Errorf("choice %+v, want one at %v before which %q", c, test.at, test.before)
			}
			from := r.Now().Frame.Time
			r.pass(3).at(t, test.settles)
			if moved := r.Now().Frame.Time > from; moved != test.moves {
				t.Errorf("moved: %v", moved)
			}
		})
	}
}

func TestIdleTimeDoesNotCount(t *testing.T) {
	r := start()
	r.Show(Entry{Scene: "two", At: Rest})
	r.pass(0.5)
	r.Choose("two.pick", "a")
	r.Advance(60) // the frame that was withheld
	r.at(t, 1)
	r.AfterDraw(func(Event) {})
	r.Advance(60) // a frame that took long
	r.at(t, 1.1)
}

func TestCounters(t *testing.T) {
	r := start()
	r.Show(Entry{Scene: "two", Playing: true})
	r.pass(2).emitted(t, "drawn two, moving two, t=0.30, t=-, t=1.00, rest two")
	r.pass(1).emitted(t, "")
	r.Touch()
	r.pass(0.1).emitted(t, "rest two")

	for _, test := range []struct {
		progress float32
		events   string
	}{{1, "rest two"}, {0.7, "t=-, still two"}, {0.4, "t=0.30, still two"}, {0.45, "still two"}, {0.6, "t=-, still two"}, {1, "t=1.00, rest two"}} {
		r.Seek(test.progress)
		r.pass(0.1).emitted(t, test.events)
	}
	r.Show(Entry{Scene: "two", At: Rest})
	r.pass(1).emitted(t, "drawn two, t=1.00, moving two, rest two") // once more: the page forgets what it left
}

func TestEveryRequestIsAnswered(t *testing.T) {
	for name, do := range map[string]func(*run){
		"touch":  func(r *run) { r.Touch() },
		"pause":  func(r *run) { r.Pause() },
		"play":   func(r *run) { r.Play() },
		"choose": func(r *run) { r.Choose("nothing", "here") },
		"read":   func(r *run) { r.Read(stage.Reading{Turnout: 50}) },
		"none":   func(r *run) { r.Read(stage.Reading{None: true}) },
		"seek":   func(r *run) { r.Seek(1) },
		"replay": func(r *run) { r.Replay() },
		"reduce": func(r *run) { r.Reduce(true) },
	} {
		r := start()
		r.Show(Entry{Scene: "one", At: Rest})
		r.pass(1).events()
		do(r)
		if events := r.pass(4).events(); !strings.HasSuffix(events, "rest one") {
			t.Errorf("%s: emitted %q", name, events)
		}
	}
}

func TestPauseAndReplay(t *testing.T) {
	r := start()
	r.Show(Entry{Scene: "one", Playing: true})
	r.pass(0.71).at(t, 0.5)
	r.events()
	r.Pause()
	r.pass(1).at(t, 0.5)
	r.emitted(t, "still one")
	r.Play()
	r.pass(0.51).at(t, 1)
	r.Replay()
	r.pass(0.01).at(t, 0)
	r.pass(1.2).at(t, 1)
}

func TestReadings(t *testing.T) {
	r := start()
	r.Read(stage.Reading{Turnout: 40})
	r.Show(Entry{Scene: "two", Playing: true})
	if got := *r.Now().Frame.Reading; got.Turnout != 40 || got.Before != 40 || got.At != 0 {
		t.Errorf("on entering: %+v", got)
	}
	r.pass(3)
	r.Read(stage.Reading{Turnout: 45})
	if got := *r.Now().Frame.Reading; got.Before != 40 || got.At != r.Now().Frame.Time {
		t.Errorf("at rest: %+v", got)
	}
	r.pass(0.5)
	at := r.Now().Frame.Reading.At
	r.Read(stage.Reading{Turnout: 45, Final: true})
	if got := *r.Now().Frame.Reading; got.At != at || !got.Final {
		t.Errorf("the same again: %+v", got)
	}
	r.Read(stage.Reading{None: true})
	if got := *r.Now().Frame.Reading; !got.None || got.Turnout != 0 {
		t.Errorf("none yet: %+v", got)
	}
	r.Read(stage.Reading{Turnout: 50})
	if got := *r.Now().Frame.Reading; got.None || got.Before != 0 {
		t.Errorf("the first report: %+v", got)
	}
}
