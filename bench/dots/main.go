// Command dots is a story of three scenes that fill fields of 1,000, 10,000 and 100,000 dots, to
// measure that their cost does not depend on the number; see bench/speed.js. Build it for js/wasm.
package main

import (
	"twoboxes/internal/host"
	"twoboxes/internal/stage"
)

func main() {
	if err := host.Run([]stage.Scene{filling("1000", 10, 1), filling("10000", 20, 5), filling("100000", 50, 20)}); err != nil {
		panic(err)
	}
}

// filling is a scene that fills cols × rows blocks of a hundred dots.
func filling(id string, cols, rows int) stage.Scene {
	const length = 2
	return stage.Scene{ID: id, Length: length, Draw: func(c *stage.Canvas, f stage.Frame) {
		w, h := f.Shape.Size()
		c.Field(stage.Dots{
			Area: stage.Rect{W: w, H: h}, Cols: cols, Rows: rows, Side: 10, Gap: 0.1, Dot: 0.76, Flow: stage.ColumnsUp,
			Bands: []stage.Band{{Until: float32(cols*rows*100) * f.Time / length, Paint: stage.Ink.Solid()}, {Until: 1e6, Paint: stage.Muted.Solid(), Ring: true}},
		})
	}}
}
