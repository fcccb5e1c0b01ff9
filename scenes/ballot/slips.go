package ballot

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// The three accounts of real rooms, which differ: a slip for each, with its teller. One that is opened lies
// over the lower part of the room; stamps and the possible watcher's head stay in view.

// accountValues are the values of account, from the left.
var accountValues = [3]string{"rfa", "asiapress", "broadcast"}

var unfold = stage.Phase{From: 0, For: 0.3}

var (
	modelLabel    = stage.Label{Words: "ballot.model", Size: stage.PerShape{stage.Pinned: stage.Small()[stage.Pinned]}}
	accountLabels = [3]struct{ claim, by, title, text stage.Label }{
		{claimLabel("ballot.rfa"), middleLabel("ballot.rfa.by"), titleLabel("ballot.rfa.title"), textLabel("ballot.rfa.text")},
		{claimLabel("ballot.asiapress"), middleLabel("ballot.asiapress.by"), titleLabel("ballot.asiapress.title"), textLabel("ballot.asiapress.text")},
		{claimLabel("ballot.broadcast"), middleLabel("ballot.broadcast.by"), titleLabel("ballot.broadcast.title"), textLabel("ballot.broadcast.text")},
	}
)

func claimLabel(words string) stage.Label {
	return stage.Label{Words: words, Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle}
}

func titleLabel(words string) stage.Label {
	return stage.Label{Words: words, Weight: stage.Strong, Size: stage.PerShape{14.5, 24, 25, 16}}
}

func textLabel(words string) stage.Label {
	return stage.Label{Words: words, Size: stage.PerShape{14.5, 26, 28, 15}, Wrap: stage.PerShape{310, 830, 1110, 342}}
}

// opened is how far each slip is open, 0 to 1.
func opened(f stage.Frame) (open [3]float32, most float32) {
	for i, value := range accountValues {
		open[i] = f.Choices[account].Lit(value, f.Time, unfold, unfold)
		most = max(most, open[i])
	}
	return open, most
}

// drawSlips draws the slips, and the open one over the room.
func (p *plan) drawSlips(c *stage.Canvas, open [3]float32) {
	c.Faded(1-max(open[0], open[1], open[2]), func() { c.Label(modelLabel, p.model, stage.Ink.Solid()) }) // an open slip lies over it
	for i, slip := range p.slips {
		l := accountLabels[i]
		edge := stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.3, Dash: stage.Dashed}
		c.Box(slip, 2, edge)
		c.Box(slip, 2, props.Chosen(open[i]))
		middle := slip.Center()
		if by := l.by.Size[c.Shape]; by > 0 {
			c.Label(l.by, middle.Add(0, by*1.08), stage.Muted.Solid())
			middle.Y -= by * 0.62
		}
		c.Label(l.claim, middle.Add(0, l.claim.Size[c.Shape]*stage.CapMiddle), stage.Ink.Solid())
		if open[i] > 0 {
			p.drawOpen(c, i, open[i])
		}
	}
}

// drawOpen draws an open slip with the whole account, as far as it has grown out of its place.
func (p *plan) drawOpen(c *stage.Canvas, i int, share float32) {
	l, whole, slip := accountLabels[i], p.open, p.slips[i]
	page := stage.Rect{
		X: stage.Mix(slip.X, whole.X, share), Y: stage.Mix(slip.Y, whole.Y, share),
		W: stage.Mix(slip.W, whole.W, share), H: stage.Mix(0, whole.H, share),
	}
	if page.H < 4 {
		return
	}
	c.Box(page, 2, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: 1.8, Dash: stage.Dashed})
	c.Faded(2*share-1, func() {
		size := l.title.Size[c.Shape]
		at := stage.Point{X: whole.X + size*0.9, Y: whole.Y + size*1.6}
		c.Label(l.title, at, stage.Ink.Solid())
		c.Label(l.text, at.Add(0, size*0.35+l.text.Size[c.Shape]*stage.LineHeight), stage.Ink.Solid())
		cross(c, stage.Point{X: whole.Right() - size*1.1, Y: at.Y - size*stage.CapMiddle}, size*0.3)
	})
}

// cross draws what closes an open slip.
func cross(c *stage.Canvas, at stage.Point, half float32) {
	line := stage.Line(stage.Ink.Solid(), half*0.4)
	c.Path(line, at.Add(-half, -half), at.Add(half, half))
	c.Path(line, at.Add(-half, half), at.Add(half, -half))
}
