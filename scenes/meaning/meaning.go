// Package meaning shows what the numbers can't say: four interpretations of the same report, what
// each of them rests on, and two windows that none of them lights. The windows' pictures are in
// pictures.go, their light in light.go, the slips of paper in slips.go.
package meaning

import "twoboxes/internal/stage"

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:       "meaning",
	Length:   darkNamed.End(),
	Labels:   labels(),
	Controls: controls(),
	Draw:     draw,
}

// While nothing is chosen, each slip in turn nods and lights its windows; all reported is lit at
// rest, and what is not known is not.
var (
	nods      = stage.Phase{From: 0.3, For: 3.4}
	darkNamed = stage.Phase{From: 3.4, For: 0.8} // the two dark windows are named
)

const nodTime = 0.8 // seconds for one slip

// How the picture answers a choice, from when it was made.
var (
	fade      = stage.Phase{From: 0, For: 0.3}  // what the last one lit goes out
	slideOver = stage.Phase{From: 0, For: 0.45} // the slip comes over the edge, the last one goes back
	growRail  = stage.Phase{From: 0.3, For: 0.6}
	lightUp   = stage.Phase{From: 0.6, For: 0.7} // its windows, one after the other
)

// interpretation is one way to read the report.
type interpretation struct {
	id                      string
	title, when, day, rests stage.Label
	marks                   []slipMark
	windows                 []int // that it rests on
}

// slipMark is what an interpretation rests on, as a mark.
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

var interpretations = [4]interpretation{
	interpretationOf("state", []slipMark{markTurnout, markFor}, windowCover, windowTurnout, windowCount),
	interpretationOf("ministry", []slipMark{markAgainst}, windowHistory, windowBallot, windowCount),
	interpretationOf("kinu", []slipMark{markTurnout}, windowSelection, windowTurnout),
	interpretationOf("article", []slipMark{markAgainst}, windowSelection, windowCount),
}

func interpretationOf(id string, marks []slipMark, rests ...int) interpretation {
	key := "meaning." + id
	return interpretation{
		id: id, marks: marks, windows: rests,
		title: stage.Label{Words: key, Weight: stage.Strong, Size: stage.Body, Wrap: stage.PerShape{116, 270, 278, 126}},
		when:  stage.Label{Words: key + ".when", Size: stage.Small.Without(stage.Pinned), Wrap: stage.PerShape{116, 318, 306}},
		day:   stage.Label{Words: key + ".day", Size: stage.Small.Without(stage.Pinned), Wrap: stage.PerShape{116, 318, 306}},
		rests: stage.Label{Words: key + ".rests", Size: stage.Small.Without(stage.Pinned), Wrap: stage.PerShape{116, 244, 254}},
	}
}

func (r interpretation) lights(window int) bool {
	for _, w := range r.windows {
		if w == window {
			return true
		}
	}
	return false
}

// indexOf is the index of an interpretation by its id, or -1.
func indexOf(id string) int {
	for i, r := range interpretations {
		if r.id == id {
			return i
		}
	}
	return -1
}

var (
	readingsLabel = stage.Label{Words: "meaning.readings", Weight: stage.Strong, Size: stage.Body}
	reportedLabel = stage.Label{Words: "meaning.reported", Weight: stage.Strong, Size: stage.Body}
	unknownLabel  = stage.Label{Words: "meaning.unknown", Weight: stage.Strong, Size: stage.Body}
	manyLabel     = stage.Label{Words: "meaning.unknown.many", Weight: stage.Strong, Size: stage.PerShape{13.5, 25, 23, 15}, Wrap: stage.PerShape{130, 320, 206, 140}, Align: stage.Middle}
	whyLabel      = stage.Label{Words: "meaning.unknown.why", Weight: stage.Strong, Size: stage.PerShape{13.5, 25, 23, 15}, Wrap: stage.PerShape{64, 150, 206, 70}, Align: stage.Middle}
)

var windowWords = [windows]string{
	"meaning.window.cover", "meaning.window.history", "meaning.window.selection",
	"meaning.window.ballot", "meaning.window.turnout", "meaning.window.count",
}

func windowName(i int, w stage.Weight) stage.Label {
	return stage.Label{Words: windowWords[i], Weight: w, Size: stage.Small, Align: stage.Middle}
}

func labels() []stage.Label {
	all := []stage.Label{readingsLabel, reportedLabel, unknownLabel, manyLabel, whyLabel}
	for _, r := range interpretations {
		all = append(all, r.title, r.when, r.day, r.rests)
	}
	for i := range windows {
		all = append(all, windowName(i, stage.Normal), windowName(i, stage.Strong))
	}
	return all
}

func controls() (all []stage.Control) {
	for i, r := range interpretations {
		c := stage.Control{Name: "meaning.reading", Value: r.id, Answer: lightUp.End()}
		for shape := range c.Area {
			c.Area[shape] = plans[shape].slips[i]
		}
		all = append(all, c)
	}
	return all
}

// plan is the composition of one shape.
type plan struct {
	panel    stage.Rect
	slips    [4]stage.Rect
	slide    float32     // how far a chosen slip comes over the panel's edge
	pad      float32     // inside a slip
	readings stage.Point // baselines of headings; off the stage where there is none
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

var plans = [len(stage.Shapes)]plan{
	stage.Narrow: {
		panel:    stage.Rect{X: 144, W: 216, H: 328},
		slips:    [4]stage.Rect{{X: 5, Y: 4, W: 128, H: 77}, {X: 5, Y: 85, W: 128, H: 77}, {X: 5, Y: 166, W: 128, H: 77}, {X: 5, Y: 247, W: 128, H: 77}},
		slide:    13,
		pad:      6,
		reported: stage.Point{X: 155, Y: 26}, unknown: stage.Point{X: 155, Y: 206},
		windows: windowGrid(stage.Point{X: 155, Y: 38}, stage.Point{X: 58, Y: 46}, stage.Point{X: 68.5, Y: 74}),
		names:   17, icon: 0.44,
		dark: [2]stage.Rect{{X: 155, Y: 218, W: 126, H: 60}, {X: 292, Y: 218, W: 58, H: 60}}, darkName: 19,
	},
	stage.Regular: {
		panel:    stage.Rect{X: 408, W: 552, H: 600},
		slips:    [4]stage.Rect{{X: 38, Y: 76, W: 338, H: 108}, {X: 38, Y: 198, W: 338, H: 108}, {X: 38, Y: 320, W: 338, H: 108}, {X: 38, Y: 442, W: 338, H: 108}},
		slide:    42,
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
		slide:    58,
		pad:      16,
		readings: stage.Point{X: 52, Y: 60}, reported: stage.Point{X: 492, Y: 60}, unknown: stage.Point{X: 1020, Y: 60},
		windows: windowGrid(stage.Point{X: 492, Y: 96}, stage.Point{X: 152, Y: 160}, stage.Point{X: 164, Y: 260}),
		names:   32, icon: 1.3,
		dark: [2]stage.Rect{{X: 1020, Y: 96, W: 208, H: 212}, {X: 1020, Y: 404, W: 208, H: 112}}, darkName: 36,
		trunk: 474, rise: 18,
	},
	stage.Pinned: {
		panel:    stage.Rect{X: 160, W: 230, H: 252},
		slips:    [4]stage.Rect{{X: 8, Y: 8, W: 138, H: 52}, {X: 8, Y: 69, W: 138, H: 52}, {X: 8, Y: 130, W: 138, H: 52}, {X: 8, Y: 191, W: 138, H: 52}},
		slide:    8,
		pad:      8,
		reported: stage.Point{X: 172, Y: 22}, unknown: stage.Point{X: 172, Y: 166},
		windows: windowGrid(stage.Point{X: 172, Y: 30}, stage.Point{X: 60, Y: 36}, stage.Point{X: 73, Y: 60}),
		names:   15, icon: 0.44,
		dark: [2]stage.Rect{{X: 172, Y: 174, W: 134, H: 34}, {X: 318, Y: 174, W: 60, H: 34}}, darkName: 17,
	},
}

// windowGrid places the windows of a size in two rows of three, at steps from the first.
func windowGrid(at, size, step stage.Point) (grid [windows]stage.Rect) {
	for i := range grid {
		grid[i] = stage.Rect{X: at.X + step.X*float32(i%3), Y: at.Y + step.Y*float32(i/3), W: size.X, H: size.Y}
	}
	return grid
}

func draw(c *stage.Canvas, f stage.Frame) {
	p, l := &plans[f.Shape], lightAt(f)

	c.Box(p.panel, 0, stage.Fill(stage.Panel.Solid()))
	if p.readings != (stage.Point{}) {
		c.Label(readingsLabel, p.readings, stage.Ink.Solid())
	}
	c.Label(reportedLabel, p.reported, stage.PanelInk.Solid())
	for i := range p.windows {
		p.drawWindow(c, i, l.lit(i), l.framed(i))
	}
	dark := float32(1)
	if l.chosen < 0 && l.before < 0 {
		dark = darkNamed.Out(f.Time)
	}
	p.drawDark(c, dark)

	if p.trunk > 0 {
		if l.before >= 0 && l.before != l.chosen {
			all := func(int) float32 { return 1 }
			c.Faded(1-fade.Out(l.since), func() { p.drawRail(c, l.before, 1, all) })
		}
		if l.chosen >= 0 {
			p.drawRail(c, l.chosen, growRail.InOut(l.since), l.arrived)
		}
	}
	for i := range interpretations {
		if i != l.chosen {
			p.drawSlip(c, i, l)
		}
	}
	if l.chosen >= 0 {
		p.drawSlip(c, l.chosen, l)
	}
}

// drawDark draws the two windows that no interpretation lights.
func (p *plan) drawDark(c *stage.Canvas, named float32) {
	for i, name := range []stage.Label{manyLabel, whyLabel} {
		r := p.dark[i]
		c.Box(r, 3, stage.Fill(stage.PanelHole.Solid()))
		c.Clipped(r, func() { p.drawHatch(c, r) })
		c.Box(r, 3, stage.Line(stage.PanelInk.Solid(), 2.4))
		c.Faded(named, func() {
			c.Label(name, stage.Point{X: r.X + r.W/2, Y: r.Bottom() + p.darkName}, stage.PanelInk.Solid())
		})
	}
	c.Faded(named, func() { c.Label(unknownLabel, p.unknown, stage.PanelInk.Solid()) })
}

// drawHatch covers a dark window with slanted lines, as a map shows what was not surveyed.
func (p *plan) drawHatch(c *stage.Canvas, r stage.Rect) {
	line := stage.Line(stage.Muted.At(0.6), 2*p.icon) // Muted is quieter on the light theme's panel
	for x := r.X; x < r.Right()+r.H; x += 13 * p.icon {
		c.Path(line, stage.Point{X: x, Y: r.Y}, stage.Point{X: x - r.H, Y: r.Bottom()})
	}
}
