//go:build js

package host

import (
	"runtime"
	"syscall/js"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"twoboxes/internal/host/playback"
	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
)

// afterFrame is when a frame is surely over. Timers that short are not held while nothing moves: see web/engine/frames.js.
const afterFrame = 40 * time.Millisecond

// Run shows the story in the page, with which it exchanges messages through globalThis.twoBoxesStage
// (see web/engine/engine.js). It returns only on failure.
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

	// The page can call send at any time, even from within receive, so requests are queued for the
	// next update. There is one thread: nothing needs a lock.
	var queue []func()
	g.input = func() {
		for len(queue) > 0 {
			now := queue
			queue = nil
			for _, do := range now {
				do()
			}
		}
	}
	page.Set("send", js.FuncOf(func(_ js.Value, args []js.Value) any {
		if len(args) == 1 && args[0].Type() == js.TypeObject {
			if do := g.request(message{args[0]}); do != nil {
				queue = append(queue, do)
			}
		}
		return nil
	}))
	var collection *time.Timer
	g.notify = func(e playback.Event) {
		quiet := e.Kind == playback.Resting || e.Kind == playback.Still
		// A request can arrive between an update and its drawing. If the page then got the message
		// that nothing moves, it would hold back the frames that answer the request.
		if quiet && len(queue) > 0 {
			return
		}
		page.Call("receive", report(e))
		// Garbage is collected now, not in a frame that moves: the first time the browser also compiles
		// some 200 functions for it.
		switch {
		case !quiet || !page.Get("collects").Bool():
		case collection == nil:
			collection = time.AfterFunc(afterFrame, runtime.GC)
		default:
			collection.Reset(afterFrame)
		}
	}

	page.Call("receive", ready)

	ebiten.SetTPS(ebiten.SyncWithFPS)
	ebiten.SetScreenClearedEveryFrame(false)
	return ebiten.RunGameWithOptions(g, &ebiten.RunGameOptions{InitUnfocused: true, ScreenTransparent: true})
}

// message implements fields for a JavaScript object.
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
