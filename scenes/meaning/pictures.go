package meaning

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// The windows of the last scene: each earlier scene as a small picture, lit or quiet.

// inks are the paints of a window's picture.
type inks struct {
	ground, glow, frame           stage.Paint // glow: the light of a lamp on the ground
	line, fill                    stage.Paint // outlines, and what is filled
	paper                         stage.Paint // cards, and the possible watcher
	leaf, leafLine                stage.Paint // ballots
	forLine, forTint              stage.Paint
	againstLine, againstTint, sun stage.Paint
}

var (
	litInks = inks{ // paper-coloured in both themes, so that lit windows are light
		ground: stage.Leaf.Solid(), glow: stage.Gold.At(0.16), frame: stage.PanelMuted.Solid(),
		line: stage.LeafInk.Solid(), fill: stage.LeafInk.Solid(), paper: stage.Leaf.Solid(), leaf: stage.Leaf.Solid(), leafLine: stage.LeafInk.Solid(),
		forLine: stage.LeafFor.Solid(), forTint: stage.LeafForTint.Solid(),
		againstLine: stage.LeafAgainst.Solid(), againstTint: stage.LeafAgainstTint.Solid(), sun: stage.Gold.At(0.9),
	}
	quietInks = inks{
		ground: stage.Panel.Solid(), frame: stage.PanelMuted.At(0.6),
		line: stage.PanelMuted.At(0.75), fill: stage.PanelMuted.At(0.6), paper: stage.Panel.Solid(), leaf: stage.Panel.Solid(), leafLine: stage.PanelMuted.At(0.75),
		forLine: stage.PanelMuted.At(0.75), forTint: stage.Panel.Solid(),
		againstLine: stage.PanelMuted.At(0.75), againstTint: stage.Panel.Solid(), sun: stage.PanelMuted.At(0.25),
	}
)

var windowPictures = [windows]func(*stage.Canvas, inks){
	windowCover: coverPicture, windowHistory: historyPicture, windowSelection: selectionPicture,
	windowBallot: ballotPicture, windowTurnout: turnoutPicture, windowCount: countPicture,
}

// drawWindow draws a window as far as it is lit and framed in gold, both 0 to 1.
func (p *plan) drawWindow(c *stage.Canvas, i int, lit, framed float32) {
	r := p.windows[i]
	show := func(k inks) {
		c.Box(r, 3, stage.Style{Fill: k.ground, Stroke: k.frame, Width: 1.5})
		c.Box(r, 3, stage.Fill(k.glow))
		c.Within(r.Center(), 0, p.icon, func() { windowPictures[i](c, k) })
	}
	if lit < 1 {
		show(quietInks)
	}
	c.Faded(lit, func() { show(litInks) })
	c.Faded(framed, func() { c.Box(r, 3, stage.Line(stage.Gold.Solid(), 4)) })
	at := stage.Point{X: r.X + r.W/2, Y: r.Bottom() + p.names}
	c.Faded(1-2*lit, func() { c.Label(windowName(i, stage.Normal), at, stage.PanelMuted.Solid()) })
	c.Faded(2*lit-1, func() { c.Label(windowName(i, stage.Strong), at, stage.PanelInk.Solid()) })
}

// twoBoxes draws the boxes for and against with their bodies' left edges at x and x2, on a floor.
func twoBoxes(c *stage.Canvas, k inks, x, x2, side, floor float32) {
	top := floor - side*0.8
	c.Box(stage.Rect{X: x, Y: top, W: side, H: floor - top}, 6, stage.Style{Fill: k.forTint, Stroke: k.forLine, Width: 2.2})
	c.Box(stage.Rect{X: x - 3, Y: top - 3, W: side + 6, H: 6}, 3, stage.Fill(k.forLine))
	c.Box(stage.Rect{X: x2, Y: top, W: side, H: floor - top}, 0.5, stage.Style{Fill: k.againstTint, Stroke: k.againstLine, Width: 2.2})
	c.Box(stage.Rect{X: x2 - 3, Y: top - 3, W: side + 6, H: 6}, 0, stage.Fill(k.againstLine))
}

func coverPicture(c *stage.Canvas, k inks) {
	twoBoxes(c, k, -40, 10, 34, 32)
	dots := stage.Style{Stroke: k.line, Width: 2, Dash: stage.Dash{Off: 5}}
	c.Path(dots, stage.Curve{{X: -58, Y: 8}, {X: -54, Y: -34}, {X: -26, Y: -40}, {X: -23, Y: -4}}.Points(0, 1, 16)...)
	dots.Stroke = k.againstLine
	c.Path(dots, stage.Curve{{X: -14, Y: -24}, {X: -2, Y: -40}, {X: 26, Y: -36}, {X: 27, Y: -4}}.Points(0, 1, 16)...)
	c.TurnedBox(stage.Rect{X: 10, Y: -36, W: 11, H: 11}, 0, stage.Degrees(18), stage.Style{Fill: k.leaf, Stroke: k.leafLine, Width: 1.6})
}

func historyPicture(c *stage.Canvas, k inks) {
	for i := range 4 {
		c.Box(stage.Rect{X: -46 + 19*float32(i), Y: -30, W: 13, H: 62}, 0, stage.Style{Fill: k.forTint, Stroke: k.forLine, Width: 1.8})
	}
	c.Box(stage.Rect{X: 30, Y: -30, W: 13, H: 10}, 0, stage.Style{Fill: k.againstTint, Stroke: k.againstLine, Width: 1.8})
	c.Box(stage.Rect{X: 30, Y: -16, W: 13, H: 48}, 0, stage.Style{Fill: k.forTint, Stroke: k.forLine, Width: 1.8})
	c.Path(stage.Line(k.line, 2), stage.Point{X: -52, Y: 32}, stage.Point{X: 50, Y: 32})
}

func selectionPicture(c *stage.Canvas, k inks) {
	card := stage.Style{Fill: k.paper, Stroke: k.line, Width: 2}
	token := stage.Fill(k.fill)
	for _, y := range []float32{-18, 18} {
		c.Box(stage.Rect{X: -48, Y: y - 14, W: 22, H: 28}, 1.5, card)
		props.Person(c, stage.Point{X: -37, Y: y + 1}, 20, token)
	}
	line := stage.Line(k.line, 2)
	c.Path(line, rounded(8, stage.Point{X: -22, Y: -18}, stage.Point{X: 2, Y: -18}, stage.Point{X: 2, Y: 0}, stage.Point{X: 16, Y: 0})...)
	c.Path(line, stage.Point{X: -22, Y: 18}, stage.Point{X: -6, Y: 18})
	c.Path(stage.Line(k.line, 3), stage.Point{X: -4, Y: 11}, stage.Point{X: -4, Y: 25}) // one stops here
	c.Box(stage.Rect{X: 20, Y: -19, W: 30, H: 38}, 1.5, card)
	props.Person(c, stage.Point{X: 35, Y: 1}, 26, token)
}

func ballotPicture(c *stage.Canvas, k inks) {
	c.Cone(stage.Point{X: 36, Y: -18}, stage.Point{X: -58, Y: -34}, stage.Point{X: -58, Y: 22}, k.sun)
	twoBoxes(c, k, -48, -12, 27, 32)
	c.TurnedBox(stage.Rect{X: -41, Y: -8, W: 13, H: 13}, 0, stage.Degrees(6), stage.Style{Fill: k.leaf, Stroke: k.leafLine, Width: 1.6})
	c.Box(stage.Rect{X: -51, Y: 7.4, W: 33, H: 6}, 3, stage.Fill(k.forLine)) // its lid again, over the ballot
	who := stage.Style{Fill: k.paper, Stroke: k.line, Width: 1.8, Dash: stage.Dash{On: 4, Off: 3}}
	c.Disc(stage.Point{X: 40, Y: -18}, 10, who)
	c.Path(who, props.PersonBody(stage.Point{X: 40, Y: 4}, 56)[1:]...)
}

func turnoutPicture(c *stage.Canvas, k inks) {
	const cols, rows, pitch = 8, 5, 12.5
	for i := range cols * rows {
		at := stage.Point{X: (float32(i%cols) - (cols-1)/2.0) * pitch, Y: (float32(i/cols) - (rows-1)/2.0) * pitch}
		if i >= cols-3 && i < cols {
			c.Disc(at, 3.7, stage.Line(k.line, 1.6))
			continue
		}
		c.Disc(at, 4.5, stage.Fill(k.fill))
	}
}

func countPicture(c *stage.Canvas, k inks) {
	turns := [9]float32{-5, 3, -2, 4, -3, 5, -4, 2, 4}
	for i, turn := range turns {
		x, y := float32(i%3-1)*24, float32(i/3-1)*22
		c.TurnedBox(stage.Rect{X: x - 8, Y: y - 8, W: 16, H: 16}, 0, stage.Degrees(turn), stage.Style{Fill: k.leaf, Stroke: k.leafLine, Width: 1.8})
	}
}
