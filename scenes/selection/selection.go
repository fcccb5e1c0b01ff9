// Package selection shows how two names became one: nomination, voters' meeting, preliminary vote,
// election day. Two kinds of area, two lanes; both end in a ballot with one name.
package selection

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:     "selection",
	Length: oneName.End(),
	Labels: []stage.Label{
		nominatedLabel, meetingLabel, preliminaryLabel, electionLabel,
		lanes[laneOne].areas, lanes[laneOne].nominees, lanes[laneTwo].areas, lanes[laneTwo].nominees,
		nameLabel, letterLabels[0], letterLabels[1], letterLabels[2],
	},
	Controls: controls(),
	Draw:     draw,
}

var (
	travel      = stage.Phase{From: 0.5, For: 2.0} // lines of the two grow through the meeting to the vote
	travelAlone = stage.Phase{From: 0.5, For: 3.0} // that of the single nominee goes all the way
	stack       = stage.Phase{From: 2.4, For: 1.2} // sheets stack up on both lines
	halting     = stage.Phase{From: 3.6, For: 0.3} // the way of the lower pile ends
	goOn        = stage.Phase{From: 3.7, For: 0.8} // the other goes on
	naming      = stage.Phase{From: 4.4, For: 0.4} // and becomes the name
	oneName     = stage.Phase{From: 4.8, For: 0.4} // under both ballots: one name

	// Since one of two was picked.
	taking  = stage.Phase{From: 0, For: 0.3}   // the token turns gold, the old way is taken back
	run     = stage.Phase{From: 0.1, For: 0.9} // gold runs through the meeting
	swap    = stage.Phase{From: 0.8, For: 0.6} // the piles change
	pass    = stage.Phase{From: 1.3, For: 0.7} // the pick goes on
	winning = stage.Phase{From: 1.9, For: 0.3} // and is the name

	fadeLane = stage.Phase{From: 0, For: 0.4} // since a kind of area was chosen: the other fades
)

const (
	laneOne = iota // most areas: one nominee, A
	laneTwo        // some areas: two nominees, B and C
)

var lanes = [2]struct {
	value           string // of selection.area
	areas, nominees stage.Label
}{
	{"one", areasLabel("most"), nomineesLabel("one")},
	{"two", areasLabel("some"), nomineesLabel("two")},
}

// picks are the values of selection.pick, in the order of the second lane's nominees.
var picks = [2]string{"b", "c"}

func areasLabel(key string) stage.Label {
	return stage.Label{Words: "selection." + key, Weight: stage.Strong, Size: stage.PerShape{14.5, 22, 23, 15}, Align: stage.Middle}
}

func nomineesLabel(key string) stage.Label {
	return stage.Label{Words: "selection." + key, Size: stage.PerShape{13.5, 21, 22, 15}, Align: stage.Middle}
}

func letterLabel(key string) stage.Label {
	return stage.Label{Words: "selection." + key, Weight: stage.Strong, Align: stage.Middle}
}

var (
	nominatedLabel   = stage.Label{Words: "selection.nominated", Size: stage.Body, Align: stage.Middle}
	meetingLabel     = stage.Label{Words: "selection.meeting", Size: stage.Body, Align: stage.Middle}
	preliminaryLabel = stage.Label{Words: "selection.preliminary", Size: stage.Body, Wrap: stage.PerShape{84}, Align: stage.Middle}
	electionLabel    = stage.Label{Words: "selection.election", Weight: stage.Strong, Size: stage.PerShape{14.5, 21, 22, 15}, Align: stage.Middle}
	nameLabel        = stage.Label{Words: "selection.name", Weight: stage.Strong, Size: stage.Body, Align: stage.Middle}

	// A stands in the first lane, B and C in the second: different people.
	letterLabels = [3]stage.Label{letterLabel("a"), letterLabel("b"), letterLabel("c")}
)

// way is what has become of one of the two nominees at an instant.
type way struct {
	gold   float32 // how far the token is the reader's, 0 to 1
	marked float32 // how far the highlighter runs: 1 to the vote, 2 to the ballot
	fade   float32 // opacity of the highlighter
	pile   float32 // 0 the lower pile, 1 the higher
	halt   float32 // opacity of the bar that ends the way
	on     float32 // how far the way goes on to the ballot
	name   float32 // opacity of the name on the ballot
	won    float32 // how far that name is the reader's
}

// waysAt is the state of both ways. Until the reader picks, one of them goes on; the pick then passes
// the meeting and the vote in its place.
func waysAt(f stage.Frame) (ways [2]way) {
	choice := f.Choices["selection.pick"]
	old, pick := pickOf(choice.Before), pickOf(choice.Value)
	since, made := choice.Since(f.Time)
	if !made || pick < 0 { // it wins from the start
		old, since = pick, winning.End()
	}
	from, to := max(old, 0), max(pick, 0)

	halt, on, named := halting.Out(f.Time), goOn.InOut(f.Time), naming.Out(f.Time)
	taken := taking.InOut(since)
	for i := range ways {
		w := &ways[i]
		was, is := i == from, i == to
		switch {
		case was && is:
			w.pile, w.on, w.name = 1, on, named
		case is:
			w.pile = swap.InOut(since)
			w.halt = halt * (1 - taken)
			w.on = min(on, pass.InOut(since))
			w.name = min(named, winning.Out(since))
		case was:
			w.pile = 1 - swap.InOut(since)
			w.halt = min(halt, swap.InOut(since))
			w.on = on * (1 - taken)
			w.name = named * (1 - taken)
			if old == i {
				w.gold, w.fade, w.marked, w.won = 1-taken, 1-taken, 1+w.on, 1
			}
		default:
			w.halt = halt
		}
		switch {
		case pick != i:
		case old == i:
			w.gold, w.fade, w.won, w.marked = 1, 1, 1, travel.InOut(f.Time)+on
		default:
			w.gold, w.fade, w.won = taken, 1, winning.Out(since)
			w.marked = min(travel.InOut(f.Time), run.InOut(since)) + min(on, pass.InOut(since))
		}
	}
	return ways
}

// pickOf is the index of a value of selection.pick, -1 for none.
func pickOf(value string) int {
	for i, v := range picks {
		if v == value {
			return i
		}
	}
	return -1
}

// chosenAt is how far a kind of area is the chosen one, 0 to 1.
func chosenAt(f stage.Frame, lane int) float32 {
	return f.Choices["selection.area"].Lit(lanes[lane].value, f.Time, fadeLane, fadeLane)
}

func draw(c *stage.Canvas, f stage.Frame) {
	p := plans[f.Shape]
	ways := waysAt(f)
	chosen := [2]float32{chosenAt(f, laneOne), chosenAt(f, laneTwo)}

	c.Box(p.panel, 0, stage.Fill(stage.Shade.Solid()))
	if p.divider[0] != p.divider[1] {
		c.Path(stage.Line(stage.Hairline.Solid(), 2), p.divider[0], p.divider[1])
	}
	p.drawOne(c, f.Time)
	p.drawTwo(c, f.Time, ways, chosen[laneTwo])
	for lane := range lanes {
		p.dim(c, lane, 0.42*chosen[1-lane])
		p.drawTag(c, lane, chosen[lane])
	}
	p.drawHeadings(c)
	c.Faded(oneName.Out(f.Time), func() {
		for _, at := range p.ballots {
			c.Label(nameLabel, at.Add(0, p.name), stage.Ink.Solid())
		}
	})
}

// drawOne draws the lane of the single nominee, who meets no vote.
func (p plan) drawOne(c *stage.Canvas, t float32) {
	v := p.one
	alone := travelAlone.InOut(t)
	tip := stage.Mix(p.leave(), p.enter, alone)
	p.drawCrowd(c, []float32{v}, tip)
	c.Path(p.line(), p.point(p.token, v), p.point(tip, v))
	p.nominee(c, 0, p.stand(v), p.size, 0, false)
	p.blank(c, laneOne)
	c.Faded(stage.Phase{From: travelAlone.End() - 0.1, For: naming.For}.Out(t), func() {
		p.nominee(c, 0, p.ballots[laneOne], p.named, 0, true)
	})
}

// drawTwo draws the lane of two nominees, of whom the vote leaves one.
func (p plan) drawTwo(c *stage.Canvas, t float32, ways [2]way, chosen float32) {
	tip := stage.Mix(p.leave(), p.halt, travel.InOut(t))
	p.drawCrowd(c, p.two[:], tip)
	for _, ink := range [...]bool{false, true} { // gold below both lines
		for i, w := range ways {
			p.way(c, i, w, tip, ink)
		}
	}
	stacked := stack.At(t)
	for i, w := range ways {
		p.drawPile(c, i, stage.Mix(p.low, p.high, w.pile)*stacked)
		if w.halt > 0 {
			a, b := p.bar(i)
			c.Path(stage.Line(stage.Ink.At(w.halt), 4), a, b)
		}
	}
	for i, w := range ways {
		card := p.card(i)
		c.Box(card, 10, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.5})
		if edge := max(w.gold, chosen); edge > 0 {
			c.Box(card, 10, props.Chosen(edge))
		}
		p.nominee(c, 1+i, p.stand(p.two[i]), p.size, w.gold, false)
	}
	p.blank(c, laneTwo)
	for i, w := range ways {
		c.Faded(w.name, func() {
			p.nominee(c, 1+i, p.ballots[laneTwo], p.named*(0.85+0.15*w.name), w.won, true)
		})
	}
}

// way draws the line of nominee i, or the highlighter below it.
func (p plan) way(c *stage.Canvas, i int, w way, tip float32, ink bool) {
	v := p.two[i]
	style, reach, on := p.line(), tip, w.on
	if !ink {
		style = stage.Line(stage.Gold.At(w.fade), p.marker)
		reach = min(tip, stage.Mix(p.leave(), p.halt, min(1, w.marked)))
		on = min(w.on, max(0, w.marked-1))
		if w.marked <= 0 {
			return
		}
	}
	points := []stage.Point{p.point(p.token, v), p.point(reach, v)}
	if on > 0 {
		points = append(points, p.tail(i).Points(0, on, 24)[1:]...)
	}
	c.Path(style, points...)
}

// drawCrowd draws a meeting, which makes way for the lines as far as their tip has come.
func (p plan) drawCrowd(c *stage.Canvas, lines []float32, tip float32) {
	closed, parted := p.files(lines)
	for file := range closed {
		for rank := range p.ranks {
			along := p.meeting + (float32(rank)+float32(file%2)/2+0.25)*p.rank
			passed := stage.EaseInOut(min(1, max(0, (tip-along+18)/44)))
			c.Named(stage.Person, p.point(along, stage.Mix(closed[file], parted[file], passed)), p.voter, stage.Muted.Solid())
		}
	}
}

// drawPile stacks a number of sheets on the line of nominee i. They lie too close and too
// unevenly to be counted: only which pile is higher is known.
func (p plan) drawPile(c *stage.Canvas, i int, sheets float32) {
	base := p.pile(i)
	thick := p.sheet * 0.075
	pitch := thick * 0.62
	for s := range int(sheets + 0.99) {
		landed := min(1, sheets-float32(s))
		w := p.sheet * (0.95 + 0.05*props.Scatter(s, 23+i))
		x := base.X - w/2 + p.sheet*0.045*props.Scatter(s, 31+i)
		y := base.Y - thick - float32(s)*pitch - (1-landed)*8
		c.Faded(landed, func() {
			c.Box(stage.Rect{X: x, Y: y, W: w, H: thick}, 1, stage.Style{Fill: stage.Leaf.Solid(), Stroke: stage.LeafInk.Solid(), Width: 1})
		})
	}
}

// nominee draws a token with its letter, on a ballot in the ballot's own ink.
func (p plan) nominee(c *stage.Canvas, letter int, at stage.Point, size, gold float32, printed bool) {
	body, text := stage.Ink, stage.Paper
	if printed {
		body, text = stage.LeafInk, stage.Leaf
	}
	props.Person(c, at, size, stage.Fill(body.Solid()))
	if gold > 0 {
		props.Person(c, at, size, stage.Style{Fill: stage.Gold.At(gold), Stroke: body.At(gold), Width: 2})
	}
	if gold > 0.5 {
		text = stage.GoldInk
	}
	l := letterLabels[letter]
	l.Size[c.Shape] = size * 0.34
	c.Label(l, at.Add(0, size*0.38), text.Solid())
}

// blank draws a lane's ballot before it has a name, the leaf in front centred where it lies.
func (p plan) blank(c *stage.Canvas, lane int) {
	at := p.ballots[lane]
	props.Ballot(c, at.Add(p.leaf, p.leaf/2), p.leaf, 0)
}

// dim fades a lane by a wash of the ground over it, at opacity alpha.
func (p plan) dim(c *stage.Canvas, lane int, alpha float32) {
	if alpha <= 0 {
		return
	}
	for i, role := range [...]stage.Role{stage.Paper, stage.Shade} {
		c.Box(p.dimmed[lane][i], 0, stage.Fill(role.At(alpha)))
	}
}

// drawTag names a kind of area. It can be pressed: a quiet outline until it is chosen.
func (p plan) drawTag(c *stage.Canvas, lane int, chosen float32) {
	tag := p.tags[lane]
	c.Box(tag, 10, stage.Line(stage.Muted.Solid(), 1.5))
	c.Box(tag, 10, props.Chosen(chosen))
	l := lanes[lane]
	middle := tag.Center()
	c.Label(l.areas, middle.Add(0, -stage.Body[c.Shape]*0.2), stage.Ink.Solid())
	c.Label(l.nominees, middle.Add(0, stage.Body[c.Shape]*1.05), stage.Muted.Solid())
}

func (p plan) drawHeadings(c *stage.Canvas) {
	for _, h := range [...]struct {
		label stage.Label
		at    stage.Point
		role  stage.Role
	}{
		{nominatedLabel, p.headings[0], stage.Muted},
		{meetingLabel, p.headings[1], stage.Muted},
		{preliminaryLabel, p.headings[2], stage.Muted},
		{electionLabel, p.headings[3], stage.Ink},
	} {
		if h.at != (stage.Point{}) {
			c.Label(h.label, h.at, h.role.Solid())
		}
	}
}
