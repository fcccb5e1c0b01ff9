package scenes

import (
	"math"

	"twoboxes/internal/stage"
)

// What the numbers can't say: four readings of the same report, what each of them rests on, and two
// windows that none of them lights.
var meaning = stage.Scene{
	ID:       "meaning",
	Length:   meaningDark.End(),
	Labels:   meaningLabels(),
	Controls: meaningControls(),
	Draw:     drawMeaning,
}

// While nothing is chosen, each slip in turn nods and lights its windows; all reported is lit at
// rest, and what is not known is not.
var (
	meaningNods = stage.Phase{From: 0.3, For: 3.4}
	meaningDark = stage.Phase{From: 3.4, For: 0.8} // the two dark windows are named
)

const meaningNod = 0.8 // seconds for one slip

// How the picture answers a choice, from when it was made.
var (
	meaningFade  = stage.Phase{From: 0, For: 0.3}  // what the last reading lit goes out
	meaningSlide = stage.Phase{From: 0, For: 0.45} // the slip comes over the edge, the last one goes back
	meaningRail  = stage.Phase{From: 0.3, For: 0.6}
	meaningLight = stage.Phase{From: 0.6, For: 0.7} // its windows, one after the other
)

// reading is one way to read the report.
type reading struct {
	id                      string
	title, when, day, rests stage.Label
	marks                   []slipMark
	windows                 []int // that it rests on
}

// slipMark is what a reading rests on, as a mark.
type slipMark int

const (
	markTurnout slipMark = iota
	markFor
	markAgainst
)

// The windows in their order, three in a row.
const (
	windowCover = iota
	windowHistory
	windowSelection
	windowBallot
	windowTurnout
	windowCount
	windows
)

var readings = [4]reading{
	readingOf("state", []slipMark{markTurnout, markFor}, windowCover, windowTurnout, windowCount),
	readingOf("ministry", []slipMark{markAgainst}, windowHistory, windowBallot, windowCount),
	readingOf("kinu", []slipMark{markTurnout}, windowTurnout),
	readingOf("article", []slipMark{markAgainst}, windowSelection, windowCount),
}

func readingOf(id string, marks []slipMark, rests ...int) reading {
	key := "meaning." + id
	size := stage.PerShape{17, 21, 20}
	return reading{
		id: id, marks: marks, windows: rests,
		title: stage.Label{Words: key, Weight: stage.Strong, Size: stage.PerShape{17, 22, 21}, Wrap: stage.PerShape{168, 270, 278}},
		when:  stage.Label{Words: key + ".when", Size: size, Wrap: stage.PerShape{150, 318, 306}},
		day:   stage.Label{Words: key + ".day", Size: size, Wrap: stage.PerShape{150, 318, 306}},
		rests: stage.Label{Words: key + ".rests", Size: size, Wrap: stage.PerShape{150, 244, 254}},
	}
}

func (r reading) lights(window int) bool {
	for _, w := range r.windows {
		if w == window {
			return true
		}
	}
	return false
}

// readingAt is the index of a reading by its id, or -1.
func readingAt(id string) int {
	for i, r := range readings {
		if r.id == id {
			return i
		}
	}
	return -1
}

var (
	meaningReadings = stage.Label{Words: "meaning.readings", Weight: stage.Strong, Size: stage.PerShape{17, 22, 21}}
	meaningReported = stage.Label{Words: "meaning.reported", Weight: stage.Strong, Size: stage.PerShape{17, 22, 21}}
	meaningUnknown  = stage.Label{Words: "meaning.unknown", Weight: stage.Strong, Size: stage.PerShape{17, 22, 21}}
	meaningMany     = stage.Label{Words: "meaning.unknown.many", Weight: stage.Strong, Size: stage.PerShape{17, 25, 23}, Wrap: stage.PerShape{236, 320, 206}, Align: stage.Middle}
	meaningWhy      = stage.Label{Words: "meaning.unknown.why", Weight: stage.Strong, Size: stage.PerShape{17, 25, 23}, Wrap: stage.PerShape{112, 150, 206}, Align: stage.Middle}
)

var windowWords = [windows]string{
	"meaning.window.cover", "meaning.window.history", "meaning.window.selection",
	"meaning.window.ballot", "meaning.window.turnout", "meaning.window.count",
}

func windowName(i int, w stage.Weight) stage.Label {
	return stage.Label{Words: windowWords[i], Weight: w, Size: stage.PerShape{17, 21, 20}, Align: stage.Middle}
}

func meaningLabels() []stage.Label {
	all := []stage.Label{meaningReadings, meaningReported, meaningUnknown, meaningMany, meaningWhy}
	for _, r := range readings {
		all = append(all, r.title, r.when, r.day, r.rests)
	}
	for i := range windows {
		all = append(all, windowName(i, stage.Normal), windowName(i, stage.Strong))
	}
	return all
}

func meaningControls() (all []stage.Control) {
	for i, r := range readings {
		c := stage.Control{Name: "meaning.reading", Value: r.id, Answer: meaningLight.End()}
		for shape := range c.Area {
			c.Area[shape] = meaningPlans[shape].slips[i]
		}
		all = append(all, c)
	}
	return all
}

// meaningPlan is the composition of one shape.
type meaningPlan struct {
	panel    stage.Rect
	slips    [4]stage.Rect
	slide    [4]stage.Point // how far a chosen slip comes over the panel's edge
	pad      float32        // inside a slip
	readings stage.Point    // baselines of headings; off the stage where there is none
	reported stage.Point
	unknown  stage.Point
	windows  [windows]stage.Rect
	names    float32 // from a window's bottom to its name's baseline
	icon     float32 // scale of the pictures in the windows
	dark     [2]stage.Rect
	darkName float32
	trunk    float32 // where the rail goes up and down; 0: no rail
	rise     float32 // of a rail over its row
}

var meaningPlans = [3]meaningPlan{
	stage.Narrow: {
		panel:    stage.Rect{Y: 198, W: 390, H: 290},
		slips:    [4]stage.Rect{{X: 16, Y: 12, W: 168, H: 84}, {X: 190, Y: 12, W: 184, H: 84}, {X: 16, Y: 102, W: 168, H: 84}, {X: 190, Y: 102, W: 184, H: 84}},
		slide:    [4]stage.Point{{Y: 4}, {Y: 4}, {Y: 16}, {Y: 16}},
		pad:      8,
		reported: stage.Point{X: 16, Y: 223}, unknown: stage.Point{X: 16, Y: 404},
		windows: windowGrid(stage.Point{X: 16, Y: 233}, stage.Point{X: 113, Y: 46}, stage.Point{X: 122.5, Y: 78}),
		names:   18, icon: 0.58,
		dark: [2]stage.Rect{{X: 16, Y: 412, W: 235.5, H: 46}, {X: 261, Y: 412, W: 113, H: 46}}, darkName: 20,
	},
	stage.Regular: {
		panel:    stage.Rect{X: 408, W: 552, H: 600},
		slips:    [4]stage.Rect{{X: 38, Y: 76, W: 338, H: 108}, {X: 38, Y: 198, W: 338, H: 108}, {X: 38, Y: 320, W: 338, H: 108}, {X: 38, Y: 442, W: 338, H: 108}},
		slide:    [4]stage.Point{{X: 42}, {X: 42}, {X: 42}, {X: 42}},
		pad:      13,
		readings: stage.Point{X: 38, Y: 44}, reported: stage.Point{X: 456, Y: 44}, unknown: stage.Point{X: 456, Y: 404},
		windows: windowGrid(stage.Point{X: 456, Y: 76}, stage.Point{X: 146, Y: 94}, stage.Point{X: 160, Y: 154}),
		names:   26, icon: 1.05,
		dark: [2]stage.Rect{{X: 456, Y: 420, W: 306, H: 110}, {X: 776, Y: 420, W: 146, H: 110}}, darkName: 32,
		trunk: 440, rise: 16,
	},
	stage.Wide: {
		panel:    stage.Rect{X: 436, W: 844, H: 640},
		slips:    [4]stage.Rect{{X: 52, Y: 96, W: 336, H: 104}, {X: 52, Y: 212, W: 336, H: 104}, {X: 52, Y: 328, W: 336, H: 104}, {X: 52, Y: 444, W: 336, H: 104}},
		slide:    [4]stage.Point{{X: 58}, {X: 58}, {X: 58}, {X: 58}},
		pad:      16,
		readings: stage.Point{X: 52, Y: 60}, reported: stage.Point{X: 492, Y: 60}, unknown: stage.Point{X: 1020, Y: 60},
		windows: windowGrid(stage.Point{X: 492, Y: 96}, stage.Point{X: 152, Y: 160}, stage.Point{X: 164, Y: 260}),
		names:   32, icon: 1.3,
		dark: [2]stage.Rect{{X: 1020, Y: 96, W: 208, H: 212}, {X: 1020, Y: 404, W: 208, H: 112}}, darkName: 36,
		trunk: 474, rise: 18,
	},
}

// windowGrid places the windows of a size in two rows of three, at steps from the first.
func windowGrid(at, size, step stage.Point) (grid [windows]stage.Rect) {
	for i := range grid {
		grid[i] = stage.Rect{X: at.X + step.X*float32(i%3), Y: at.Y + step.Y*float32(i/3), W: size.X, H: size.Y}
	}
	return grid
}

// light is how the panel is lit at a frame.
type light struct {
	chosen, before int     // readings; -1 for none
	since          float32 // seconds since the choice
	nodded         float32 // time at which nothing was chosen any more, for the windows lit until then
}

func lightAt(f stage.Frame) light {
	ch := f.Choices["meaning.reading"]
	l := light{chosen: readingAt(ch.Value), before: -1, since: f.Time - ch.At, nodded: f.Time}
	switch {
	case ch.At != 0:
		l.before = readingAt(ch.Before)
		l.nodded = min(f.Time, ch.At)
		if l.chosen < 0 && l.before < 0 {
			l.nodded = f.Time
		}
	case l.chosen >= 0: // chosen before the scene began: nobody nods
		l.nodded = 0
	}
	return l
}

// nod is when the i-th slip nods.
func nod(i int) stage.Phase { return meaningNods.Part(i, len(readings), meaningNod) }

// lit is how far a window is lit, 0 to 1.
func (l light) lit(window int) float32 {
	was := float32(0)
	if l.before >= 0 {
		was = b2f(readings[l.before].lights(window))
	} else {
		for i, r := range readings {
			if r.lights(window) {
				was = max(was, nod(i).Out(l.nodded))
			}
		}
	}
	if l.chosen < 0 {
		if l.before < 0 {
			return was
		}
		return max(was, meaningLight.Out(l.since))
	}
	if !readings[l.chosen].lights(window) {
		return was * (1 - meaningFade.Out(l.since))
	}
	return max(was, l.arrived(window))
}

// framed is how far the present reading's gold frame stands around a window, 0 to 1.
func (l light) framed(window int) float32 {
	now, was := float32(0), float32(0)
	if l.chosen >= 0 && readings[l.chosen].lights(window) {
		now = l.arrived(window)
	}
	if l.before >= 0 && readings[l.before].lights(window) {
		was = 1 - meaningFade.Out(l.since)
	}
	return max(now, was)
}

// arrived is how far the present reading's light has reached one of its windows.
func (l light) arrived(window int) float32 {
	all := readings[l.chosen].windows
	for i, w := range all {
		if w == window {
			return meaningLight.Part(i, max(len(all), 2), 0.45).Out(l.since)
		}
	}
	return 0
}

// slid is how far the i-th slip lies over the panel's edge; nodding slips only start to.
func (l light) slid(i int) float32 {
	switch {
	case i == l.chosen && i == l.before:
		return 1
	case i == l.chosen:
		return meaningSlide.InOut(l.since)
	case i == l.before:
		return 1 - meaningSlide.InOut(l.since)
	case l.chosen < 0 && l.before < 0:
		return 0.24 * float32(math.Sin(math.Pi*float64(nod(i).At(l.nodded))))
	}
	return 0
}

func b2f(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func drawMeaning(c *stage.Canvas, f stage.Frame) {
	p, l := &meaningPlans[f.Shape], lightAt(f)

	c.Box(p.panel, 0, stage.Fill(stage.Panel.Solid()))
	if p.readings != (stage.Point{}) {
		c.Label(meaningReadings, p.readings, stage.Ink.Solid())
	}
	c.Label(meaningReported, p.reported, stage.PanelInk.Solid())
	for i := range p.windows {
		p.drawWindow(c, i, l.lit(i), l.framed(i))
	}
	dark := float32(1)
	if l.chosen < 0 && l.before < 0 {
		dark = meaningDark.Out(f.Time)
	}
	p.drawDark(c, dark)

	if p.trunk > 0 {
		if l.before >= 0 && l.before != l.chosen {
			all := func(int) float32 { return 1 }
			c.Faded(1-meaningFade.Out(l.since), func() { p.drawRail(c, l.before, 1, all) })
		}
		if l.chosen >= 0 {
			p.drawRail(c, l.chosen, meaningRail.InOut(l.since), l.arrived)
		}
	}
	for i := range readings {
		if i != l.chosen {
			p.drawSlip(c, i, l)
		}
	}
	if l.chosen >= 0 {
		p.drawSlip(c, l.chosen, l)
	}
}

// drawDark draws the two windows that no reading lights.
func (p *meaningPlan) drawDark(c *stage.Canvas, named float32) {
	for i, name := range []stage.Label{meaningMany, meaningWhy} {
		r := p.dark[i]
		c.Box(r, 3, stage.Style{Fill: stage.PanelHole.Solid(), Stroke: stage.PanelInk.Solid(), Width: 2.4})
		c.Faded(named, func() {
			c.Label(name, stage.Point{X: r.X + r.W/2, Y: r.Bottom() + p.darkName}, stage.PanelInk.Solid())
		})
	}
	c.Faded(named, func() { c.Label(meaningUnknown, p.unknown, stage.PanelInk.Solid()) })
}

// drawSlip draws a reading's slip of paper.
func (p *meaningPlan) drawSlip(c *stage.Canvas, i int, l light) {
	r, s := readings[i], l.slid(i)
	slip := p.slips[i]
	slip.X += p.slide[i].X * s
	slip.Y += p.slide[i].Y * s
	chosen := float32(0)
	if i == l.chosen || i == l.before {
		chosen = s
	}
	whole := slip
	if p.trunk > 0 {
		whole.W += slipStrip * chosen
	}
	back := whole
	back.X, back.Y = back.X+7, back.Y+7
	c.Faded(chosen, func() {
		c.Box(back, 1, stage.Style{Fill: stage.Shade.Solid(), Stroke: stage.Ink.Solid(), Width: 1.2})
	})
	c.Box(slip, 1, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.At(0.55), Width: 1.4})
	c.Faded(chosen, func() {
		c.Box(p.strip(slip), 0, stage.Fill(stage.Gold.Solid()))
		c.Box(whole, 1, stage.Line(stage.Ink.Solid(), 1.8))
	})
	p.drawReading(c, r, slip)
	if p.trunk > 0 { // a hint that it can be pressed
		c.Faded(1-chosen, func() {
			x, y := slip.Right()-20, slip.Y+slip.H*0.26
			c.Path(stage.Line(stage.Muted.Solid(), 2.4), stage.Point{X: x - 4, Y: y - 7}, stage.Point{X: x + 3, Y: y}, stage.Point{X: x - 4, Y: y + 7})
		})
	}
}

const slipStrip = 10 // thickness of a chosen slip's gold edge

// strip is the gold edge of a chosen slip, towards the panel.
func (p *meaningPlan) strip(slip stage.Rect) stage.Rect {
	if p.trunk > 0 {
		return stage.Rect{X: slip.Right(), Y: slip.Y, W: slipStrip, H: slip.H}
	}
	return stage.Rect{X: slip.X, Y: slip.Bottom() - 6, W: slip.W, H: 6}
}

// drawReading writes who, when, and what it rests on, in the middle of the slip's height.
func (p *meaningPlan) drawReading(c *stage.Canvas, r reading, slip stage.Rect) {
	when := r.when
	if c.Shape == stage.Narrow {
		when = r.day
	}
	size := when.Size[c.Shape]
	_, titleHigh := c.LabelSize(r.title)
	_, whenHigh := c.LabelSize(when)
	_, restsHigh := c.LabelSize(r.rests)
	high := titleHigh + whenHigh + restsHigh
	gap := min(size*0.42, (slip.H-high-8)/2)
	x, y := slip.X+p.pad, slip.Y+(slip.H-high-2*gap)/2
	c.Label(r.title, stage.Point{X: x, Y: y + r.title.Size[c.Shape]*0.86}, stage.Ink.Solid())
	y += titleHigh + gap
	c.Label(when, stage.Point{X: x, Y: y + size*0.86}, stage.Muted.Solid())
	if c.Shape == stage.Narrow { // no room before the words
		for j, m := range r.marks {
			drawSlipMark(c, m, stage.Point{X: slip.Right() - p.pad - size*(0.45+1.16*float32(len(r.marks)-1-j)), Y: y + size*0.5}, size*0.9)
		}
	}
	y += whenHigh + gap + size*0.86
	if c.Shape != stage.Narrow {
		for _, m := range r.marks {
			drawSlipMark(c, m, stage.Point{X: x + size*0.42, Y: y - size*0.36}, size*0.9)
			x += size * 1.16
		}
		x += size * 0.14
	}
	c.Label(r.rests, stage.Point{X: x, Y: y}, stage.Ink.Solid())
}

func drawSlipMark(c *stage.Canvas, m slipMark, at stage.Point, size float32) {
	if m == markTurnout {
		c.Disc(at, size/2, stage.Fill(stage.Ink.Solid()))
		return
	}
	ringOrCross(c, m == markAgainst, at, size)
}

// drawRail draws the gold line from a reading's slip to the windows it rests on, as far as it has
// grown, 0 to 1; branches are there as far as their windows have been reached.
func (p *meaningPlan) drawRail(c *stage.Canvas, i int, grown float32, reached func(window int) float32) {
	slip := p.slips[i]
	start := stage.Point{X: slip.Right() + slipStrip + p.slide[i].X, Y: slip.Y + slip.H/2}
	line := stage.Line(stage.Gold.Solid(), 3)
	for row := range 2 {
		top := p.windows[row*3].Y
		y, last := top-p.rise, -1
		middle := func(w int) float32 { return p.windows[w].X + p.windows[w].W/2 }
		for _, w := range readings[i].windows {
			if w/3 != row {
				continue
			}
			if last >= 0 { // a branch; the rail itself ends at the last of the row
				c.Faded(reached(last), func() {
					c.Path(line, stage.Point{X: middle(last), Y: y}, stage.Point{X: middle(last), Y: top - 3})
				})
			}
			last = w
		}
		if last >= 0 {
			way := rounded(9, start, stage.Point{X: p.trunk, Y: start.Y}, stage.Point{X: p.trunk, Y: y}, stage.Point{X: middle(last), Y: y}, stage.Point{X: middle(last), Y: top - 3})
			c.Path(line, upTo(way, grown)...)
		}
	}
}

// rounded is a line through the points with corners of a radius.
func rounded(radius float32, ps ...stage.Point) []stage.Point {
	out := []stage.Point{ps[0]}
	for i := 1; i < len(ps)-1; i++ {
		a, b, d := ps[i-1], ps[i], ps[i+1]
		in, on := dist(a, b), dist(b, d)
		r := min(radius, in/2, on/2)
		if r < 0.5 {
			out = append(out, b)
			continue
		}
		from, to := stage.Lerp(b, a, r/in), stage.Lerp(b, d, r/on)
		out = append(out, stage.Curve{from, stage.Lerp(from, b, 0.55), stage.Lerp(to, b, 0.55), to}.Points(0, 1, 6)...)
	}
	return append(out, ps[len(ps)-1])
}

// upTo is the first share of a line's length, 0 to 1.
func upTo(ps []stage.Point, share float32) []stage.Point {
	total := float32(0)
	for i := range ps[1:] {
		total += dist(ps[i], ps[i+1])
	}
	left := total * share
	for i := range ps[1:] {
		d := dist(ps[i], ps[i+1])
		if d >= left {
			if left <= 0 {
				return ps[:i+1]
			}
			return append(ps[:i+1:i+1], stage.Lerp(ps[i], ps[i+1], left/d))
		}
		left -= d
	}
	return ps
}

func dist(a, b stage.Point) float32 {
	return float32(math.Hypot(float64(b.X-a.X), float64(b.Y-a.Y)))
}
