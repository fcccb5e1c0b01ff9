// Package meaning shows what the numbers can't say: four readings of the same report as claims, each with its
// author, what was reported, and the map of the two unknowns from the count scene. A reading lights what it
// rests on; none lights the inside of the map. Which reading shows when is in light.go, the map and what was
// reported in panel.go, the slips of paper in slips.go. The closing sentence after it is the page's own.
package meaning

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:           "meaning",
	Length:       laid.End(),
	MakeLabels:   labels,
	MakeControls: controls,
	Draw:         draw,
	Invites:      []string{reading},
	Tell:         tour.End() + lighten.End(),
}

const (
	reading = "meaning.reading"
	told    = "meaning.told"
)

// How the scene begins, from its start: the map comes from where it was in the count scene, and what the
// unverified count had lit goes out.
var (
	travel = stage.Phase{From: 0.1, For: 0.6}
	goDark = stage.Phase{From: 0.1, For: 0.6}
	named  = stage.Phase{From: 0.6, For: 0.3} // what is not known
	laid   = stage.Phase{From: 0.5, For: 0.6} // what was reported, and the slips, one after the other
)

// Since the outcome began to be shown: the four readings in turn. At rest all that was reported is lit.
var tour = stage.Phase{From: 0.2, For: 6.4}

// Since a reading began to be shown.
var (
	fade    = stage.Phase{From: 0, For: 0.35} // the one before goes, this one comes
	growing = stage.Phase{From: 0.1, For: 0.5}
	lighten = stage.Phase{From: 0.3, For: 0.6} // what it rests on, one after the other
)

// What was reported, in the order of the tiles.
const (
	votes = iota
	turnout
	earlier
	boxes
	law
	tiles
)

// claim is one reading of the report.
type claim struct {
	id               string
	text, by, author stage.Label
	rests            [tiles]bool
	line             bool // it rests on the votes against: it lights the line of possible countries, no point on it
}

var claims = [4]claim{
	{
		"state", textLabel("meaning.state"), byLabel("meaning.state.by"), authorLabel("meaning.state.author"),
		[tiles]bool{votes: true, turnout: true, law: true}, true,
	},
	{
		"ministry", textLabel("meaning.ministry"), byLabel("meaning.ministry.by"), authorLabel("meaning.ministry.author"),
		[tiles]bool{votes: true, earlier: true, boxes: true}, true,
	},
	{
		"kinu", textLabel("meaning.kinu"), byLabel("meaning.kinu.by"), authorLabel("meaning.kinu.author"),
		[tiles]bool{turnout: true, law: true}, false,
	},
	{
		"article", textLabel("meaning.article"), byLabel("meaning.article.by"), authorLabel("meaning.article.author"),
		[tiles]bool{votes: true, law: true}, true,
	},
}

func textLabel(words string) stage.Label {
	return stage.Label{Words: words, Weight: stage.Strong, Size: stage.PerShape{13.5, 21, 23, 15}, Wrap: stage.PerShape{154, 262, 340, 174}}
}

func byLabel(words string) stage.Label {
	return stage.Label{Words: words, Size: stage.PerShape{13.5, 0, 0, 15}}
}

func authorLabel(words string) stage.Label {
	return stage.Label{Words: words, Size: stage.PerShape{0, 21, 20, 0}, Wrap: stage.PerShape{0, 262, 340, 0}}
}

// indexOf is the index of a claim by its id, or -1.
func indexOf(id string) int {
	for i, c := range claims {
		if c.id == id {
			return i
		}
	}
	return -1
}

var (
	unknownLabel  = stage.Label{Words: "meaning.unknown", Weight: stage.Strong, Size: stage.Body()}
	reportedLabel = stage.Label{Words: "meaning.reported", Weight: stage.Strong, Size: stage.Body()}
	manyLabel     = stage.Label{Words: "meaning.many", Weight: stage.Strong, Size: stage.PerShape{16, 27, 30, 15}, Wrap: stage.PerShape{104, 200, 240, 94}}
	sheetLabel    = stage.Label{Words: "ballot.unknown", Weight: stage.Strong, Size: stage.Body()}
	andWhyLabel   = stage.Label{Words: "meaning.andwhy", Weight: stage.Strong, Size: stage.PerShape{16, 0, 0, 16}}
	whyLabel      = stage.Label{Words: "meaning.why", Weight: stage.Strong, Size: stage.PerShape{0, 27, 30, 0}}
	lineLabel     = stage.Label{Words: "meaning.line", Size: stage.PerShape{0, 21, 20, 0}, Wrap: stage.PerShape{0, 150, 180, 0}, Align: stage.End}
	offLabel      = stage.Label{Words: "meaning.off", Size: stage.PerShape{0, 21, 20, 0}, Wrap: stage.PerShape{0, 150, 180, 0}, Align: stage.End}
)

// tile names what was reported, and its figure, if it has one.
func tileLabels(i int, weight stage.Weight) (name, figure stage.Label) {
	key := "meaning.tile." + [tiles]string{"votes", "turnout", "earlier", "boxes", "law"}[i]
	name = stage.Label{Words: key, Weight: weight, Size: stage.Small()}
	if i < boxes {
		figure = stage.Label{Words: key + ".figure", Weight: weight, Size: stage.Small()}
	}
	return name, figure
}

func labels() []stage.Label {
	all := []stage.Label{unknownLabel, reportedLabel, manyLabel, sheetLabel, andWhyLabel, whyLabel, lineLabel, offLabel}
	for _, c := range claims {
		all = append(all, c.text, c.by, c.author)
	}
	for i := range tiles {
		for _, weight := range []stage.Weight{stage.Normal, stage.Strong} {
			name, figure := tileLabels(i, weight)
			all = append(all, name)
			if figure.Words != "" {
				all = append(all, figure)
			}
		}
	}
	return all
}

func controls() (all []stage.Control) {
	for i, r := range claims {
		c := stage.Control{Name: reading, Value: r.id, Answer: lighten.End()}
		for shape := range c.Area {
			c.Area[shape] = plans[shape].slips[i]
		}
		all = append(all, c)
	}
	return all
}

// plan is the composition of one shape.
type plan struct {
	panel  stage.Rect
	before stage.Rect // of the map, in the count scene
	square stage.Rect // of the map
	why    stage.Rect // a second dark place; empty: the two are named together
	heads  float32    // baseline of the panel's headings
	tile   stage.Rect // the first one
	pitch  float32    // from one to the next
	mark   float32    // size of a tile's mark; 0: none, and its figure stands beside its name
	slips  [4]stage.Rect
	slide  float32 // how far a slip reaches over the panel's edge when it is chosen
	pad    float32 // inside a slip
	pin    float32 // side of a pin
	trunk  float32 // where the rail goes down beside the tiles; 0: no rail
}

var composed = [len(stage.Shapes)]plan{
	stage.Narrow: {
		panel: stage.Rect{W: 360, H: 207}, before: stage.Rect{X: 210, Y: 82, W: 134, H: 134},
		square: stage.Rect{X: 18, Y: 33, W: 164, H: 164}, heads: 17,
		tile: stage.Rect{X: 208, Y: 25, W: 142, H: 33}, pitch: 34.9, mark: 17,
		slips: grid(stage.Rect{X: 8, Y: 211, W: 170, H: 56}, 174, 59), pad: 8, pin: 18,
	},
	stage.Regular: {
		panel: stage.Rect{X: 330, W: 630, H: 600}, before: stage.Rect{X: 690, Y: 126, W: 242, H: 242},
		square: stage.Rect{X: 366, Y: 84, W: 320, H: 320}, why: stage.Rect{X: 366, Y: 444, W: 320, H: 72}, heads: 58,
		tile: stage.Rect{X: 736, Y: 84, W: 206, H: 76}, pitch: 89, mark: 26,
		slips: grid(stage.Rect{X: 18, Y: 40, W: 288, H: 120}, 0, 132), slide: 24, pad: 15, pin: 30, trunk: 716,
	},
	stage.Wide: {
		panel: stage.Rect{X: 452, W: 828, H: 640}, before: stage.Rect{X: 880, Y: 84, W: 334, H: 334},
		square: stage.Rect{X: 506, Y: 92, W: 400, H: 400}, why: stage.Rect{X: 506, Y: 534, W: 400, H: 68}, heads: 64,
		tile: stage.Rect{X: 974, Y: 92, W: 266, H: 72}, pitch: 82, mark: 26,
		slips: grid(stage.Rect{X: 32, Y: 44, W: 384, H: 126}, 0, 142), slide: 36, pad: 22, pin: 32, trunk: 946,
	},
	stage.Pinned: {
		panel: stage.Rect{W: 390, H: 252}, before: stage.Rect{X: 253, Y: 109, W: 72, H: 72},
		square: stage.Rect{X: 14, Y: 28, W: 122, H: 104}, heads: 14,
		tile: stage.Rect{X: 154, Y: 21, W: 228, H: 20.5}, pitch: 22.3,
		slips: grid(stage.Rect{X: 5, Y: 137, W: 188, H: 55}, 192, 58), pad: 7, pin: 18,
	},
}

var plans = withTall(&composed)

// withTall adds the tall composition: that of the narrow stage, where the map and the tiles get the extra height.
func withTall(all *[len(stage.Shapes)]plan) *[len(stage.Shapes)]plan {
	p := &all[stage.Tall]
	*p = all[stage.Narrow]
	p.panel.H += stage.More
	const grown = 6 // as in the count scene
	p.before.X -= 7
	p.before.W += grown
	p.before.Y += (stage.More - grown) / 2
	p.before.H += grown
	p.square.H += stage.More
	p.tile.H += stage.More / 5
	p.pitch += stage.More / 5
	for i := range p.slips {
		p.slips[i].Y += stage.More
	}
	return all
}

// grid places the four slips, in two columns at a distance across or, at 0, in one.
func grid(first stage.Rect, across, down float32) (all [4]stage.Rect) {
	for i := range all {
		r, row := first, i
		if across > 0 {
			r.X += across * float32(i%2)
			row = i / 2
		}
		r.Y += down * float32(row)
		all[i] = r
	}
	return all
}

// tileAt is the place of what was reported.
func (p *plan) tileAt(i int) stage.Rect {
	r := p.tile
	r.Y += p.pitch * float32(i)
	return r
}

func draw(c *stage.Canvas, f stage.Frame) {
	p, l := &plans[f.Shape], lightAt(f)
	begun := f.Time
	if l.acted {
		begun = laid.End() // acting cuts the arrival
	}
	c.Faded(goDark.Out(begun), func() { c.Box(p.panel, 0, stage.Fill(stage.Panel.Solid())) })
	p.drawMap(c, props.InventedAt(f), l, begun)
	p.drawSheet(c, named.Out(begun))
	c.Faded(named.Out(begun), func() { p.drawNames(c, l) })
	for i := range tiles {
		c.Faded(laid.Part(i, tiles, 0.3).Out(begun), func() { p.drawTile(c, i, l) })
	}
	p.drawRail(c, l)
	slip := func(i int) { c.Faded(laid.Part(i, len(claims), 0.3).Out(begun), func() { p.drawSlip(c, i, l) }) }
	for i := range claims {
		if i != l.now {
			slip(i)
		}
	}
	if l.now >= 0 && l.now < len(claims) {
		slip(l.now)
	}
}
