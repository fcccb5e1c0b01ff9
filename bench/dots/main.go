// Command dots is a story to measure: scenes that fill fields of 1,000 to 1,000,000 dots in place, whose
// cost must not depend on the number, and one of 2,000 falling ballots. See bench/README.md. Build it
// for js/wasm.
package main

import (
	"strconv"

	"twoboxes/internal/host"
	"twoboxes/internal/stage"
)

func main() {
	scenes := []stage.Scene{filling(10, 1), filling(20, 5), filling(50, 20), filling(125, 80), falling(2000)}
	if err := host.Run(scenes); err != nil {
		panic(err)
	}
}

// length is that of every scene, in seconds.
const length = 8

// filling is a scene that fills cols × rows blocks of a hundred dots; its name is their number.
func filling(cols, rows int) stage.Scene {
	dots := cols * rows * 100
	return stage.Scene{ID: strconv.Itoa(dots), Length: length, Draw: func(c *stage.Canvas, f stage.Frame) {
		w, h := f.Shape.Size()
		c.Field(stage.Dots{
			Area: stage.Rect{W: w, H: h}, Cols: cols, Rows: rows, Side: 10, Gap: 0.1, Dot: 0.76, Flow: stage.ColumnsUp,
			Bands: []stage.Band{{Until: float32(dots) * f.Time / length, Paint: stage.Ink.Solid()}, {Until: 1e6, Paint: stage.Muted.Solid(), Ring: true}},
		})
	}}
}

// falling is a scene of turning ballots that fall over and over, each at its own pace. The peers
// in bench/peers scatter them alike.
func falling(n int) stage.Scene {
	scatter := func(i int, seed uint32) float32 {
		return float32((uint32(i)*2654435761+seed*40503)>>8&0xffff) / 0x10000
	}
	type fall struct{ x, turn, spin, from, speed float32 }
	falls := make([]fall, n)
	for i := range falls {
		falls[i] = fall{scatter(i, 1), scatter(i, 2)*4 - 2, scatter(i, 3) - 0.5, scatter(i, 4), 0.2 + 0.3*scatter(i, 5)}
	}
	style := stage.Style{Fill: stage.Leaf.Solid(), Stroke: stage.LeafInk.Solid(), Width: 1.5}
	return stage.Scene{ID: "ballots", Length: length, Draw: func(c *stage.Canvas, f stage.Frame) {
		w, h := f.Shape.Size()
		for i := range falls {
			fall := &falls[i]
			fallen := fall.from + f.Time*fall.speed
			at := stage.Point{X: w * fall.x, Y: h * (fallen - float32(int(fallen)))}
			turns := fall.turn + f.Time*fall.spin
			c.TurnedBox(stage.Rect{X: at.X - 10, Y: at.Y - 8, W: 20, H: 16}, 1, turns*6.2831855, style)
		}
	}}
}
