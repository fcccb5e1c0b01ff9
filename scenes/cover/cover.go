// Package cover is the surprise: a stream of ballots fills the green box; a single one flies on into
// the red.
package cover

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:     "cover",
	Length: labelIn.End(),
	Labels: []stage.Label{forLabel, againstLabel, strayLabel},
	Draw:   draw,
}

var (
	flow    = stage.Phase{From: 0, For: 4.6}   // ballots flow, the pile grows
	flying  = stage.Phase{From: 3.2, For: 1.8} // one leaves the stream
	labelIn = stage.Phase{From: 5.0, For: 0.4}
)

var (
	forLabel     = stage.Label{Words: "box.for", Weight: stage.Strong, Size: stage.PerShape{16, 26, 26, 16}}
	againstLabel = stage.Label{Words: "box.against", Weight: stage.Strong, Size: stage.PerShape{16, 26, 26, 16}}
	strayLabel   = stage.Label{Words: "cover.stray", Weight: stage.Strong, Size: stage.PerShape{18, 30, 34, 17}, Align: stage.Middle}
)

// plan is the composition of one shape.
type plan struct {
	forBox, againstBox props.Box
	stream             [2]stage.Curve // from beyond the edge to the apex, from there into the green slot
	leaves             float32        // where on the second curve the stray ballot leaves
	rise               float32        // of the stray ballot's flight above the stream
	size               float32        // of a ballot in the stream
	ballots            int            // in the air at rest
	stray              stage.Point    // baseline of its label
	names              float32        // baseline of "for" and "against"
}

var plans = [len(stage.Shapes)]plan{
	stage.Narrow: {
		forBox:     props.Box{Body: stage.Rect{X: 72, Y: 170, W: 122, H: 118}},
		againstBox: props.Box{Body: stage.Rect{X: 222, Y: 170, W: 122, H: 118}, Against: true},
		stream: [2]stage.Curve{
			{{X: -24, Y: 270}, {X: -2, Y: 168}, {X: 10, Y: 50}, {X: 58, Y: 50}},
			{{X: 58, Y: 50}, {X: 100, Y: 50}, {X: 133, Y: 104}, {X: 133, Y: 165}},
		},
		leaves: 0.08, rise: 26, size: 0.98, ballots: 66,
		stray: stage.Point{X: 212, Y: 84}, names: 315,
	},
	stage.Regular: {
		forBox:     props.Box{Body: stage.Rect{X: 470, Y: 332, W: 196, H: 188}},
		againstBox: props.Box{Body: stage.Rect{X: 716, Y: 332, W: 196, H: 188}, Against: true},
		stream: [2]stage.Curve{
			{{X: -50, Y: 520}, {X: 40, Y: 310}, {X: 160, Y: 104}, {X: 330, Y: 104}},
			{{X: 330, Y: 104}, {X: 470, Y: 104}, {X: 568, Y: 200}, {X: 568, Y: 326}},
		},
		leaves: 0.1, rise: 76, size: 1.3, ballots: 84,
		stray: stage.Point{X: 698, Y: 186}, names: 572,
	},
	stage.Wide: {
		forBox:     props.Box{Body: stage.Rect{X: 636, Y: 330, W: 264, H: 228}},
		againstBox: props.Box{Body: stage.Rect{X: 956, Y: 330, W: 264, H: 228}, Against: true},
		stream: [2]stage.Curve{
			{{X: -60, Y: 560}, {X: 40, Y: 330}, {X: 220, Y: 92}, {X: 430, Y: 92}},
			{{X: 430, Y: 92}, {X: 620, Y: 92}, {X: 768, Y: 190}, {X: 768, Y: 324}},
		},
		leaves: 0.1, rise: 72, size: 1.6, ballots: 104,
		stray: stage.Point{X: 928, Y: 190}, names: 606,
	},
	stage.Pinned: {
		forBox:     props.Box{Body: stage.Rect{X: 148, Y: 120, W: 98, H: 92}},
		againstBox: props.Box{Body: stage.Rect{X: 278, Y: 120, W: 98, H: 92}, Against: true},
		stream: [2]stage.Curve{
			{{X: -20, Y: 210}, {X: 16, Y: 124}, {X: 50, Y: 36}, {X: 110, Y: 36}},
			{{X: 110, Y: 36}, {X: 162, Y: 36}, {X: 197, Y: 78}, {X: 197, Y: 116}},
		},
		leaves: 0.1, rise: 22, size: 0.75, ballots: 70,
		stray: stage.Point{X: 262, Y: 66}, names: 238,
	},
}

func draw(c *stage.Canvas, f stage.Frame) {
	p := plans[f.Shape]
	head := queue * pace(flow.At(f.Time))
	landed := max(0, head-1) / (queue - 1)
	flight := flying.At(f.Time)
	lands := p.strayFlight()

	p.forBox.Draw(c, func() { drawPile(c, p.forBox.Inside(), landed) })
	p.againstBox.Draw(c, func() {
		if flight >= 1 {
			props.Ballot(c, p.strayAtRest(), p.size*1.15, stage.Degrees(-7))
		}
	})
	props.DottedFlight(c, lands, aloft(flight), stage.Against.Solid())
	drawStream(c, p, head)
	if flight > 0 && flight < 1 {
		p.drawFalling(c, lands, flight)
	}

	props.Marked(c, forLabel, false, stage.Point{X: p.forBox.Slot().X, Y: p.names})
	props.Marked(c, againstLabel, true, stage.Point{X: p.againstBox.Slot().X, Y: p.names})
	c.Faded(labelIn.Out(f.Time), func() {
		c.Label(strayLabel, p.stray, stage.Against.Solid())
	})
}

// pace sets off at once, flows evenly and slows to a stop.
func pace(t float32) float32 {
	const slows = 0.55
	if t < slows {
		return t / (slows + (1-slows)/2)
	}
	u := (t - slows) / (1 - slows)
	return (slows + (1-slows)*(u-u*u/2)) / (slows + (1-slows)/2)
}

// strayFlight carries the one ballot on where the others bend down.
func (p plan) strayFlight() stage.Curve {
	from, next := p.stream[1].At(p.leaves), p.stream[1].At(p.leaves+0.1)
	to := p.againstBox.Slot()
	ahead := (to.X - from.X) * 0.55 / (next.X - from.X)
	return stage.Curve{
		from,
		{X: from.X + (next.X-from.X)*ahead, Y: from.Y - p.rise},
		{X: to.X, Y: from.Y - p.rise},
		{X: to.X, Y: to.Y - 6},
	}
}

func (p plan) strayAtRest() stage.Point {
	in := p.againstBox.Inside()
	return stage.Point{X: in.X + in.W/2, Y: in.Bottom() - 13*p.size*1.15}
}

// drawFalling shows the stray ballot on its way: along the arc, then down inside the box.
func (p plan) drawFalling(c *stage.Canvas, arc stage.Curve, t float32) {
	angle := stage.Degrees(-30 + 23*t)
	if t < inAir {
		props.Ballot(c, arc.At(aloft(t)), p.size*1.15, angle)
		return
	}
	s := p.againstBox.Slot()
	s.Y += 20
	props.Ballot(c, stage.Lerp(s, p.strayAtRest(), stage.EaseIn((t-inAir)/(1-inAir))), p.size*1.15, angle)
}

// inAir is the share of the stray ballot's time that it spends above the lid.
const inAir = 0.82

// aloft is how far along its arc the ballot is when t of its time has passed.
func aloft(t float32) float32 { return stage.EaseInOut(min(1, t/inAir)) }

// queue is how far the head of the stream travels, in lengths of the flight: beyond 1 it lies
// in the box, and at rest the stream hangs still, cropped by the frame.
const queue = 2.6

// drawStream draws the ballots in the air when the stream's head has come as far as head.
func drawStream(c *stage.Canvas, p plan, head float32) {
	const inSlot = 0.97  // share of the flight after which a ballot is in the box
	const toApex = 0.575 // share of the flight before the second curve
	step := 1 / float32(p.ballots)
	for q := int(head / step); q >= 0; q-- {
		u := head - float32(q)*step
		if u > inSlot {
			break
		}
		var at stage.Point
		if u < toApex {
			at = p.stream[0].At(u / toApex)
		} else {
			at = p.stream[1].At((u - toApex) / (1 - toApex))
		}
		at.X += props.Scatter(q, 1) * 5 * p.size
		at.Y += props.Scatter(q, 2) * 5 * p.size
		props.Ballot(c, at, p.size, stage.Degrees(-36+56*u+props.Scatter(q, 3)*16))
	}
}

// drawPile stacks sheets in the green box, most of its height at rest.
func drawPile(c *stage.Canvas, in stage.Rect, filled float32) {
	const pitch = 7
	most := int(in.H * 0.74 / pitch)
	shown := float32(most) * filled
	for i := range most {
		a := min(1, shown-float32(i))
		if a <= 0 {
			break
		}
		inset := 9 + 3*props.Scatter(i, 7)
		y := in.Bottom() - 6 - float32(i+1)*pitch - (1-a)*8
		c.Faded(a, func() {
			c.Box(stage.Rect{X: in.X + inset, Y: y, W: in.W - 2*inset, H: 4.4}, 1, stage.Style{Fill: stage.Leaf.Solid(), Stroke: stage.For.Solid(), Width: 0.9})
		})
	}
}
