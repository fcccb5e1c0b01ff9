//go:build js

package host

import (
	"syscall/js"

	"github.com/hajimehoshi/ebiten/v2"

	"twoboxes/internal/host/playback"
	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
)

// Run shows the story in the page that holds globalThis.twoBoxesStage (see web/engine/engine-host.js). It
// returns only if it cannot.
func Run(story []stage.Scene) error {
	page := js.Global().Get("twoBoxesStage")
	data := make([]byte, page.Get("pack").Length())
	js.CopyBytesToGo(data, page.Get("pack"))
	pack, err := pack.Read(data)
	if err != nil {
		return err
	}
	g, err := newGame(story, pack)
	if err != nil {
		return err
	}

	// The page calls send whenever it likes, even while it is being told something: requests wait
	// for the next update. There is one thread, so nothing needs a lock.
	var asked []func()
	g.input = func() {
		for len(asked) > 0 {
			now := asked
			asked = nil
			for _, do := range now {
				do()
			}
		}
	}
	page.Set("send", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) == 1 && args[0].Type() == js.TypeObject {
			if do := g.request(message{args[0]}); do != nil {
				asked = append(asked, do)
			}
		}
		return nil
	}))
	g.tell = func(e playback.Event) {
		// A request can arrive between an update and its drawing. The page must not hear that
		// nothing moves then, or it would keep back the frames that answer it.
		if quiet := e.Kind == playback.Resting || e.Kind == playback.Still; quiet && len(asked) > 0 {
			return
		}
		page.Call("receive", report(e))
	}

	page.Call("receive", map[string]any{"type": "ready"})

	ebiten.SetTPS(ebiten.SyncWithFPS)
	ebiten.SetScreenClearedEveryFrame(false)
	return ebiten.RunGameWithOptions(g, &ebiten.RunGameOptions{InitUnfocused: true, ScreenTransparent: true})
}

// request is what a message asks for; nil if it asks for nothing known.
func (g *game) request(m message) func() {
	switch m.text("type") {
	case "show":
		e := playback.Entry{Scene: m.text("scene"), Playing: m.flag("playing"), Choices: m.texts("choices")}
		if at, ok := m.number("at"); ok {
			e.At, e.Progress = playback.Progress, float32(at)
		} else if m.text("at") == "rest" {
			e.At = playback.Rest
		}
		return func() { g.play.Show(e) }
	case "choose":
		name, value := m.text("name"), m.text("value")
		return func() { g.play.Choose(name, value) }
	case "seek":
		progress, ok := m.number("progress")
		if !ok {
			return nil
		}
		return func() { g.play.Seek(float32(progress)) }
	case "play":
		return g.play.Play
	case "pause":
		return g.play.Pause
	case "replay":
		return g.play.Replay
	case "motion":
		reduced := m.flag("reduced")
		return func() { g.play.Reduce(reduced) }
	case "reading":
		turnout, ok := m.number("turnout")
		if !ok {
			return g.play.ReadNone
		}
		final := m.flag("final")
		return func() { g.play.Read(turnout, final) }
	case "size":
		width, ok := m.number("width")
		if !ok {
			return nil
		}
		g.width = float32(width) // at once: the layout comes before the update
		return g.play.Touch
	case "theme":
		theme := stage.Theme{
			Dark:  m.flag("dark"),
			Paper: stage.ParseHex(m.text("paper")), Ink: stage.ParseHex(m.text("ink")), Accent: stage.ParseHex(m.text("accent")),
		}
		return func() {
			g.palette = theme.Palette()
			g.play.Touch()
		}
	case "panic":
		where := m.text("where")
		if where == "callback" {
			panic("host: failing on purpose in a callback")
		}
		return func() { g.fault = where }
	}
	return nil
}

// report is an event as the page gets it.
func report(e playback.Event) map[string]any {
	m := map[string]any{"type": [...]string{"drawn", "moving", "rest", "still", "counters"}[e.Kind], "scene": e.Scene}
	if e.Kind == playback.Counters {
		values := make(map[string]any, len(e.Counters))
		for _, c := range e.Counters {
			values[c.Name] = c.Value
		}
		m["values"] = values
	}
	return m
}

// message reads an object's fields; one that is missing or of another type is a zero.
type message struct{ value js.Value }

func (m message) text(name string) string {
	if v := m.value.Get(name); v.Type() == js.TypeString {
		return v.String()
	}
	return ""
}

func (m message) number(name string) (float64, bool) {
	v := m.value.Get(name)
	if v.Type() != js.TypeNumber || v.IsNaN() {
		return 0, false
	}
	return v.Float(), true
}

func (m message) flag(name string) bool {
	v := m.value.Get(name)
	return v.Type() == js.TypeBoolean && v.Bool()
}

// texts reads an object of strings.
func (m message) texts(name string) map[string]string {
	v := m.value.Get(name)
	if v.Type() != js.TypeObject {
		return nil
	}
	keys := js.Global().Get("Object").Call("keys", v)
	out := make(map[string]string, keys.Length())
	for i := range keys.Length() {
		key := keys.Index(i).String()
		if value := (message{v}).text(key); value != "" {
			out[key] = value
		}
	}
	return out
}
