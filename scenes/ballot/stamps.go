package ballot

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// The tabs of the three rooms, each with two stamps: what anyone watching could infer of a yes and of a no.
// A stamp is empty until the reader has tried that vote, or the outcome was told.

// How the stamps that the reader has not tried come, from when the told vote has its own.
const (
	stampEvery = 0.3
	stampPause = 0.8 // before those of the last room
)

// tellLength is how long the told outcome takes at most.
var tellLength = castLength(true) + 5*stampEvery + stampPause + fall.For

var (
	roomLabels = [3]stage.Label{roomLabel("ballot.before"), roomLabel("ballot.two"), roomLabel("ballot.secret")}
	yesNo      = [2]stage.Label{middleLabel("ballot.yes"), middleLabel("ballot.no")}
	markLabel  = stage.Label{Words: "ballot.unknown", Weight: stage.Strong, Size: stage.PerShape{19, 36, 38, 17}, Align: stage.Middle}
)

func roomLabel(words string) stage.Label {
	return stage.Label{Words: words, Weight: stage.Strong, Size: stage.PerShape{13.5, 24, 25, 15}, Align: stage.Middle}
}

func middleLabel(words string) stage.Label {
	return stage.Label{Words: words, Size: stage.SmallOnPage(), Align: stage.Middle}
}

// kept is the choice that stays when a vote was tried in a room.
func kept(r room, vote string) string { return box + "." + roomValues[r] + "." + vote }

// stamped is how far the stamp of a vote in a room has come, 0 to 1.
func stamped(f stage.Frame, v vote, r room, i int) float32 {
	if tried := f.Choices[kept(r, votes[i])]; tried.Value != "" {
		return fall.At(since(tried, f.Time) - detour*stage.OneIf(detours(r, votes[i])))
	}
	toldOf := f.Choices[told]
	if toldOf.Value == "" {
		return 0
	}
	t := since(toldOf, f.Time)
	if r == v.room && votes[i] == "against" && v.box == "against" {
		return fall.At(t - detour*stage.OneIf(detours(r, v.box)))
	}
	wait := castLength(detours(v.room, "against")) + stampEvery*float32(2*int(r)+i)
	if r == roomSecret {
		wait += stampPause
	}
	return fall.At(t - wait + fall.From)
}

// drawTab draws the tab of a room; lit is how far it is the room shown, 0 to 1.
func (p *plan) drawTab(c *stage.Canvas, r room, lit float32) {
	tab := p.tabs[r]
	radius := p.stamp * 0.3
	under := tab
	under.H += radius // hidden by the room
	c.Box(under, radius, stage.Style{Fill: stage.Shade.Solid(), Stroke: stage.Muted.Solid(), Width: 1.2})
	c.Faded(lit, func() {
		c.Box(under, radius, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: 2})
	})
}

// drawTabFront draws what is on a tab, and opens it to the room.
func (p *plan) drawTabFront(c *stage.Canvas, f stage.Frame, v vote, r room, lit float32) {
	tab := p.tabs[r]
	c.Faded(lit, func() {
		c.Box(stage.Rect{X: tab.X + 1, Y: tab.Bottom() - 4, W: tab.W - 2, H: 8}, 0, stage.Fill(stage.Sheet.Solid()))
	})
	name := roomLabels[r]
	size := name.Size[c.Shape]
	top := tab.H - p.stamp // over the stamps
	c.Label(name, stage.Point{X: tab.Center().X, Y: tab.Y + top*0.43 + size*stage.CapMiddle}, stage.Ink.Solid())

	both := float32(1)
	apart := p.stamp * 0.98
	middle := stage.Point{X: tab.Center().X, Y: tab.Bottom() - p.stamp*0.62}
	for i, side := range []float32{-1, 1} {
		done := stamped(f, v, r, i)
		both = min(both, done)
		last := r == v.room && v.box == votes[i]
		p.drawStamp(c, r, i, middle.Add(side*apart, 0), min(1, done/stampShare), last)
	}
	sign(c, r == roomSecret, middle, p.stamp*0.5, (both-stampShare)/(1-stampShare))
}

const stampShare = 0.43 // of fall; then comes the sign

// drawStamp draws the place of stamp i, or the stamp: what could be inferred. The last one is gold.
func (p *plan) drawStamp(c *stage.Canvas, r room, i int, at stage.Point, done float32, last bool) {
	side := p.stamp
	square := func(d float32) stage.Rect {
		return stage.Rect{X: -side/2 - d, Y: -side/2 - d, W: side + 2*d, H: side + 2*d}
	}
	c.Within(at, 0, 1, func() {
		c.Faded(1-2*done, func() {
			c.Box(square(0), 2, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.3, Dash: stage.Dashed})
			l := yesNo[i]
			c.Label(l, stage.Point{Y: l.Size[c.Shape] * stage.CapMiddle}, stage.Muted.Solid())
		})
	})
	if done < 0.5 {
		return
	}
	landed := stage.EaseIn(2*done - 1)
	tilt := stage.Degrees(4 - 8*float32((int(r)+i)%2))
	c.Within(at, tilt, stage.Mix(1.3, 1, landed), func() {
		c.Faded(2*done-1, func() {
			if last {
				c.Box(square(side*0.11), side*0.16, stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.GoldInk.Solid(), Width: 1.2})
			}
			e := entryOf(r, votes[i])
			switch e {
			case doubtEntry:
				c.Box(square(0), 1, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: p.room.line})
				c.Label(markLabel, stage.Point{Y: markLabel.Size[c.Shape] * stage.CapMiddle}, stage.Ink.Solid())
			case crossEntry:
				c.Box(square(0), 1, stage.Style{Fill: stage.AgainstTint.Solid(), Stroke: stage.Against.Solid(), Width: p.room.line})
				props.RingOrCross(c, true, stage.Point{}, side*0.62)
			default:
				c.Box(square(0), side*0.24, stage.Style{Fill: stage.ForTint.Solid(), Stroke: stage.For.Solid(), Width: p.room.line})
				props.RingOrCross(c, false, stage.Point{}, side*0.6)
			}
		})
	})
}

// sign draws = or ≠.
func sign(c *stage.Canvas, equal bool, at stage.Point, size, shown float32) {
	c.Faded(shown, func() {
		line := stage.Line(stage.Ink.Solid(), size*0.17)
		for _, y := range []float32{-0.2, 0.2} {
			c.Path(line, at.Add(-size*0.38, y*size), at.Add(size*0.38, y*size))
		}
		if !equal {
			c.Path(line, at.Add(-size*0.2, size*0.5), at.Add(size*0.2, -size*0.5))
		}
	})
}
