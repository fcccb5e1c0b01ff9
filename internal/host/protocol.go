package host

import (
	"strconv"
	"strings"

	"twoboxes/internal/host/playback"
	"twoboxes/internal/stage"
)

// The messages between the page and the stage are documented, field by field, in
// web/engine/protocol.js.

// fields reads the fields of a message. A field that is missing or has another type reads as zero.
type fields interface {
	text(name string) string
	number(name string) (value float64, ok bool) // not ok: NaN, too
	flag(name string) bool
	texts(name string) map[string]string // an object of strings
}

// requests has an entry for each type of message from the page. The entry reads the message at once
// and returns what to do before the next update, or nil for nothing.
var requests = map[string]func(*game, fields) func(){
	"show": func(g *game, m fields) func() {
		e := playback.Entry{Scene: m.text("scene"), Playing: m.flag("playing"), Choices: m.texts("choices")}
		if at, ok := m.number("at"); ok {
			e.At, e.Progress = playback.Progress, float32(at)
		} else if m.text("at") == "rest" {
			e.At = playback.Rest
		}
		return func() { g.play.Show(e) }
	},
	"choose": func(g *game, m fields) func() {
		name, value := m.text("name"), m.text("value")
		return func() { g.play.Choose(name, value) }
	},
	"seek": func(g *game, m fields) func() {
		progress, ok := m.number("progress")
		if !ok {
			return nil
		}
		return func() { g.play.Seek(float32(progress)) }
	},
	"play":   func(g *game, _ fields) func() { return g.play.Play },
	"pause":  func(g *game, _ fields) func() { return g.play.Pause },
	"replay": func(g *game, _ fields) func() { return g.play.Replay },
	"motion": func(g *game, m fields) func() {
		reduced := m.flag("reduced")
		return func() { g.play.Reduce(reduced) }
	},
	"reading": func(g *game, m fields) func() {
		turnout, ok := m.number("turnout")
		r := stage.Reading{
			Turnout: turnout, None: !ok, Final: m.flag("final"), Test: m.flag("test"),
			Votes: pair(m, "for", "against"), Range: pair(m, "low", "high"),
			Reports: reports(m.text("reports")), Past: reports(m.text("past")),
		}
		for text := range strings.SplitSeq(m.text("ticks"), ";") {
			at, shown, _ := strings.Cut(text, " ")
			if at, err := strconv.ParseFloat(at, 32); err == nil {
				r.Ticks = append(r.Ticks, stage.Tick{At: float32(at), Text: shown})
			}
		}
		units, _ := m.number("units")
		r.Units = int(units)
		return func() { g.play.Read(r) }
	},
	"size": func(g *game, m fields) func() {
		width, ok := m.number("width")
		if !ok {
			return nil
		}
		height, _ := m.number("height")
		g.shape = stage.ShapeFor(float32(width), float32(height)) // at once: the layout comes before the update
		if m.flag("pinned") {
			g.shape = stage.Pinned
		}
		return g.play.Touch
	},
	"theme": func(g *game, m fields) func() {
		theme := stage.Theme{
			Dark:  m.flag("dark"),
			Paper: stage.ParseHex(m.text("paper")), Ink: stage.ParseHex(m.text("ink")), Accent: stage.ParseHex(m.text("accent")),
		}
		return func() {
			g.palette = theme.Palette()
			g.play.Touch()
		}
	},
	"panic": func(g *game, m fields) func() {
		where := m.text("where")
		if where == "callback" {
			panic("host: failing on purpose in a callback")
		}
		return func() { g.fault = where }
	},
}

// pair is two numbers of a message; nil if either is missing.
func pair(m fields, first, second string) []float64 {
	a, ok := m.number(first)
	b, both := m.number(second)
	if !ok || !both {
		return nil
	}
	return []float64{a, b}
}

// reports reads reports, "0 8.4;0.5 21.9"; what is none is left out.
func reports(text string) (all []stage.Reported) {
	for report := range strings.SplitSeq(text, ";") {
		x, y, _ := strings.Cut(report, " ")
		at, err := strconv.ParseFloat(x, 32)
		share, bad := strconv.ParseFloat(y, 64)
		if err == nil && bad == nil {
			all = append(all, stage.Reported{At: float32(at), Share: share})
		}
	}
	return all
}

// request returns what a message asks for; nil if it asks for nothing known.
func (g *game) request(m fields) func() {
	if read := requests[m.text("type")]; read != nil {
		return read(g, m)
	}
	return nil
}

// ready is the first message to the page.
var ready = map[string]any{"type": "ready"}

// report is the message to the page about an event.
func report(e playback.Event) map[string]any {
	m := map[string]any{"type": e.Kind.String(), "scene": e.Scene}
	if e.Kind == playback.Counters {
		values := make(map[string]any, len(e.Counters))
		for _, c := range e.Counters {
			values[c.Name] = c.Value
		}
		m["values"] = values
	}
	return m
}
