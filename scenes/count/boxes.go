package count

import (
	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes/props"
)

// nameSize is the size of what the boxes are called.
var nameSize = stage.PerShape{13.5, 24, 25, 15}

var (
	ofLabel       = stage.Label{Words: "count.of", Size: stage.Body.Without(stage.Pinned), Wrap: stage.PerShape{214}}
	questionLabel = stage.Label{Words: "count.question", Weight: stage.Strong, Size: stage.Lead.Without(stage.Pinned), Wrap: stage.PerShape{214}}
	heapLabel     = stage.Label{Words: "count.heap", Weight: stage.Strong, Size: stage.Lead, Wrap: stage.PerShape{112, 304, 360, 132}, Align: stage.Middle}
	showLabel     = stage.Label{Words: "count.show", Weight: stage.Strong, Size: stage.Body, Align: stage.Middle}
	againLabel    = stage.Label{Words: "count.again", Weight: stage.Strong, Size: stage.Body, Align: stage.Middle}
	forLabel      = stage.Label{Words: "box.for", Weight: stage.Strong, Size: nameSize}
	againstLabel  = stage.Label{Words: "box.against", Weight: stage.Strong, Size: nameSize}
	unknownLabel  = stage.Label{Words: "count.unknown", Weight: stage.Strong, Size: stage.PerShape{50, 120, 180, 48}, Align: stage.Middle}

	yesFigures = stage.Figures{Weight: stage.Strong, Size: stage.PerShape{14.5, 40, 46, 16}, Align: stage.End}
	noFigures  = stage.Figures{Weight: stage.Strong, Size: stage.PerShape{17, 62, 68, 18}, Align: stage.End}
)

// plan is the composition of one shape.
type plan struct {
	tabs               [2]stage.Rect // province, city and county
	words              stage.Point   // baseline of the question, then of what the figures are of
	forBox, againstBox props.Box
	pitch              float32     // of the squares; ten by ten are a block, ten by ten blocks a heap
	panel              stage.Rect  // where the heap lies, then the lens
	heap               stage.Point // baseline of its label
	over               float32     // y towards which flights rise
	names              float32     // baseline under the boxes
	button             stage.Rect
	scale              [2]float32 // x of 0 and of 10,000
	axis, ticks        float32    // y of the scale and baseline of its numbers
	tickLength         float32
	tagTop, tagHeight  float32
}

var plans = [len(stage.Shapes)]plan{
	stage.Narrow: {
		tabs:   [2]stage.Rect{{X: 8, Y: 8, W: 96, H: 40}, {X: 104, Y: 8, W: 126, H: 40}},
		words:  stage.Point{X: 10, Y: 73},
		forBox: props.Box{Body: stage.Rect{X: 16, Y: 99, W: 92, H: 87}}, againstBox: props.Box{Body: stage.Rect{X: 130, Y: 99, W: 92, H: 87}, Against: true},
		pitch: 0.7, panel: stage.Rect{X: 240, Y: 8, W: 112, H: 134}, heap: stage.Point{X: 296, Y: 42}, over: 52, names: 210,
		button: stage.Rect{X: 236, Y: 166, W: 116, H: 44},
		scale:  [2]float32{18, 330}, axis: 294, ticks: 317, tickLength: 6, tagTop: 259, tagHeight: 24,
	},
	stage.Regular: {
		tabs:   [2]stage.Rect{{X: 48, Y: 32, W: 140, H: 44}, {X: 188, Y: 32, W: 224, H: 44}},
		words:  stage.Point{X: 48, Y: 116},
		forBox: props.Box{Body: stage.Rect{X: 56, Y: 152, W: 232, H: 228}}, againstBox: props.Box{Body: stage.Rect{X: 328, Y: 152, W: 232, H: 228}, Against: true},
		pitch: 2, panel: stage.Rect{X: 608, Y: 32, W: 304, H: 348}, heap: stage.Point{X: 760, Y: 146}, over: 36, names: 438,
		button: stage.Rect{X: 672, Y: 400, W: 240, H: 46},
		scale:  [2]float32{60, 898}, axis: 538, ticks: 570, tickLength: 10, tagTop: 488, tagHeight: 34,
	},
	stage.Wide: {
		tabs:   [2]stage.Rect{{X: 56, Y: 28, W: 150, H: 44}, {X: 206, Y: 28, W: 240, H: 44}},
		words:  stage.Point{X: 476, Y: 59},
		forBox: props.Box{Body: stage.Rect{X: 64, Y: 110, W: 344, H: 332}}, againstBox: props.Box{Body: stage.Rect{X: 456, Y: 110, W: 344, H: 332}, Against: true},
		pitch: 3, panel: stage.Rect{X: 864, Y: 28, W: 360, H: 414}, heap: stage.Point{X: 1044, Y: 102}, over: -4, names: 498,
		button: stage.Rect{X: 984, Y: 460, W: 240, H: 46},
		scale:  [2]float32{68, 1208}, axis: 592, ticks: 622, tickLength: 10, tagTop: 545, tagHeight: 34,
	},
	stage.Pinned: {
		tabs:   [2]stage.Rect{{X: 8, Y: 6, W: 100, H: 28}, {X: 108, Y: 6, W: 130, H: 28}},
		forBox: props.Box{Body: stage.Rect{X: 16, Y: 62, W: 100, H: 78}}, againstBox: props.Box{Body: stage.Rect{X: 134, Y: 62, W: 102, H: 78}, Against: true},
		pitch: 0.6, panel: stage.Rect{X: 252, Y: 6, W: 130, H: 132}, heap: stage.Point{X: 317, Y: 40}, over: 20, names: 158,
		button: stage.Rect{X: 252, Y: 142, W: 130, H: 28},
		scale:  [2]float32{18, 358}, axis: 221, ticks: 243, tickLength: 6, tagTop: 192, tagHeight: 22,
	},
}

func tabAreas(l level) (areas stage.Areas) {
	for i, p := range plans {
		areas[i] = p.tabs[l.tab]
	}
	return areas
}

func buttonAreas() (areas stage.Areas) {
	for i, p := range plans {
		areas[i] = p.button
	}
	return areas
}

const (
	blocks     = 10 // along each side of a heap
	blockSide  = 10 // squares along each side of a block
	bundleSize = blockSide * blockSide
	blockGap   = 0.07 // between blocks, as a share of a block

	flightTime = 0.75 // seconds from heap to box
)

// heapSide is the width and height of ten thousand squares.
func (p plan) heapSide() float32 {
	return p.pitch * blockSide * (blocks*(1+blockGap) - blockGap)
}

// squares are up to ten thousand squares, standing on the middle of bottom.
func (p plan) squares(bottom stage.Point, bands ...stage.Band) stage.Dots {
	side := p.heapSide()
	return stage.Dots{
		Area: stage.Rect{X: bottom.X - side/2, Y: bottom.Y - side, W: side, H: side},
		Cols: blocks, Rows: blocks, Side: blockSide, Gap: blockGap / (1 + blockGap), Dot: 0.76, Square: true,
		Flow: stage.RowsUp, Bands: bands,
	}
}

// floor is where a box's squares stand.
func (p plan) floor(b props.Box) stage.Point {
	in := b.Inside()
	return stage.Point{X: in.X + in.W/2, Y: in.Bottom() - p.pitch*1.5}
}

func (p plan) heapFloor() stage.Point {
	return stage.Point{X: p.panel.X + p.panel.W/2, Y: p.panel.Bottom()}
}

// speck are the few squares in the red box, as near to a square as they can be.
func (p plan) speck(n float32) stage.Dots {
	side := 1
	for float32(side*side) < n {
		side++
	}
	at, w := p.floor(p.againstBox), p.pitch*float32(side)
	return stage.Dots{
		Area: stage.Rect{X: at.X - w/2, Y: at.Y - w, W: w, H: w}, Cols: 1, Rows: 1, Side: side, Dot: 0.9, Square: true,
		Flow: stage.RowsUp, Bands: []stage.Band{{Until: n, Paint: stage.Against.Solid()}},
	}
}

// bundleFlight is when the i-th hundred flies.
func bundleFlight(i int) stage.Phase {
	return fall.Part(i, blocks*blocks, flightTime)
}

// strayFlight is when the i-th of n squares flies to the red box.
func strayFlight(i, n int) stage.Phase { return stray.Part(i, n, flightTime) }

// drawBoxes draws the two boxes with what has fallen into them, and the heap.
func (p plan) drawBoxes(c *stage.Canvas, f stage.Frame, s state) {
	landed, left := float32(0), gather.InOut(f.Time)*most
	strays := 0
	if s.time >= 0 {
		landed, left = s.fallen()*s.yes, most
		for i := range blocks * blocks {
			if s.time >= bundleFlight(i).From {
				left = float32(most - (i+1)*bundleSize)
			}
		}
		n := int(s.no + 0.5)
		waiting := n
		for i := range n {
			if s.time >= strayFlight(i, n).From {
				waiting--
			}
			if s.time >= strayFlight(i, n).End() {
				strays++
			}
		}
		left = max(left, float32(waiting))
	}
	if left > 0 {
		c.Field(p.squares(p.heapFloor(), stage.Band{Until: left, Paint: stage.Ink.Solid()}))
	}
	asked := 1 - clearing.At(s.time)
	c.Faded(asked, func() {
		_, h := c.LabelSize(heapLabel)
		c.Label(heapLabel, p.heap.Add(0, heapLabel.Size[f.Shape]-h), stage.Ink.Solid())
	})

	p.forBox.Draw(c, func() {
		c.Field(p.squares(p.floor(p.forBox), stage.Band{Until: landed, Paint: stage.For.Solid()}))
	})
	p.againstBox.Draw(c, func() {
		if s.guessed {
			ghost := stage.Mix(1, 0.3, clearing.At(s.time))
			c.Field(p.squares(p.floor(p.againstBox), stage.Band{Until: float32(s.guess), Paint: stage.Mark.At(ghost)}))
		}
		c.Field(p.speck(float32(strays)))
	})
	if !s.guessed { // a text does not travel with its box
		body := p.againstBox.Body
		size := unknownLabel.Size[c.Shape]
		c.Faded(asked*ask.Out(f.Time), func() {
			c.Label(unknownLabel, stage.Point{X: body.X + body.W/2, Y: body.Y + body.H/2 + size*0.38}, stage.Against.Solid())
		})
	}
	p.drawNames(c, f, s)
}

// drawNames draws what the boxes are for, and their figures: a dash until they are counted.
func (p plan) drawNames(c *stage.Canvas, f stage.Frame, s state) {
	name := func(b props.Box, l stage.Label) {
		size := l.Size[c.Shape]
		props.RingOrCross(c, b.Against, stage.Point{X: b.Lid().X + size*0.5, Y: p.names - size*stage.CapMiddle}, size*1.02)
		role := stage.For
		if b.Against {
			role = stage.Against
		}
		c.Label(l, stage.Point{X: b.Lid().X + size*1.4, Y: p.names}, role.Solid())
	}
	yes, no := s.level.per10k(f)
	figure := func(b props.Box, style stage.Figures, counted bool, n float32, role stage.Role) {
		text := story.Dash
		if counted {
			text = f.Format.Count(float64(n))
		}
		c.Figure(style, text, stage.Point{X: b.Lid().Right() - 4, Y: p.names}, role.Solid())
	}
	name(p.forBox, forLabel)
	name(p.againstBox, againstLabel)
	c.Faded(clearing.At(s.time), func() {
		forCounted, againstCounted := s.counted()
		figure(p.forBox, yesFigures, forCounted, yes, stage.For)
		figure(p.againstBox, noFigures, againstCounted, no, stage.Against)
	})
}

// drawFlights draws the hundreds on their way to the green box, and the few on theirs to the red.
func (p plan) drawFlights(c *stage.Canvas, f stage.Frame, s state) {
	if s.time < 0 || s.time > stray.End() {
		return
	}
	heap := p.squares(p.heapFloor())
	for i := range blocks * blocks {
		t := bundleFlight(i).At(s.time)
		if t <= 0 || t >= 1 {
			continue
		}
		block := heap.Block(blocks*blocks-1-i, f.Scale)
		at := p.arc(block.Center(), p.forBox).At(stage.EaseInOut(t))
		half := block.W / 2
		c.Within(at, stage.Degrees(-50*t+8*props.Scatter(i, 5)), 1, func() {
			bundle := stage.Rect{X: -half, Y: -half, W: 2 * half, H: 2 * half}
			c.Box(bundle.Inset(-1), 0.5, stage.Fill(stage.Paper.Solid()))
			c.Box(bundle, 0.5, stage.Fill(stage.Ink.At(0.6)))
		})
	}
	n := int(s.no + 0.5)
	for i := range n {
		t := strayFlight(i, n).At(s.time)
		if t <= 0 || t >= 1 {
			continue
		}
		at := p.arc(heap.Center(n-1-i, f.Scale), p.againstBox).At(stage.EaseInOut(t))
		size := p.pitch * 1.6
		c.Box(stage.Rect{X: at.X - size/2, Y: at.Y - size/2, W: size, H: size}, 0, stage.Fill(stage.Against.Solid()))
	}
}

// arc is a flight from the heap over the boxes into a slot.
func (p plan) arc(from stage.Point, to props.Box) stage.Curve {
	slot := to.Slot()
	return stage.Curve{from, {X: from.X, Y: p.over}, {X: slot.X, Y: p.over}, slot}
}

// drawWedge opens the speck towards the panel, in the tint of the box it lies in.
func (p plan) drawWedge(c *stage.Canvas, s state) {
	open := opening.InOut(s.time)
	if open <= 0 {
		return
	}
	from := p.floor(p.againstBox)
	r := p.panel
	ps := []stage.Point{{X: r.X, Y: r.Y}, {X: r.Right(), Y: r.Y}, {X: r.Right(), Y: r.Bottom()}}
	if r.Bottom() < from.Y-p.heapSide()/2 { // the panel is above
		ps = append(ps, from.Add(p.pitch*2, 0), from.Add(-p.pitch*2, 0), stage.Point{X: r.X, Y: r.Bottom()})
	} else {
		ps = append(ps, stage.Point{X: r.X, Y: r.Bottom()}, from, from.Add(0, -p.pitch*3))
	}
	for i := range ps {
		ps[i] = stage.Lerp(from, ps[i], open)
	}
	c.Polygon(stage.Fill(stage.AgainstTint.Solid()), ps...)
}

// drawLifted draws the few ballots of the red box, lifted out so that they can be counted.
func (p plan) drawLifted(c *stage.Canvas, f stage.Frame, s state) {
	open := opening.InOut(s.time)
	if open <= 0 {
		return
	}
	from, r := p.floor(p.againstBox), p.panel
	_, no := s.level.per10k(f)
	frame := p.speck(float32(no)).Area.Inset(-1.5 * p.pitch)
	c.Faded(open, func() { c.Box(frame, 1, stage.Line(stage.Against.Solid(), 1.6)) })
	from.Y = frame.Y
	edges := []stage.Point{{X: r.X, Y: r.Y}}
	if r.Bottom() < from.Y-p.heapSide()/2 {
		edges = []stage.Point{{X: r.X, Y: r.Bottom()}, {X: r.Right(), Y: r.Bottom()}}
	}
	for _, e := range edges {
		c.Path(stage.Style{Stroke: stage.Against.Solid(), Width: 2, Dash: stage.Dotted}, from, stage.Lerp(from, e, open))
	}

	now, before := p.grid(s.level, f), p.grid(s.before, f)
	switched := stage.EaseInOut(s.switched)
	for i := range max(now.n, before.n) {
		at, scale := from, float32(0.1) // where it lies while it isn't lifted
		was, is := at, at
		wasScale, isScale := scale, scale
		if i < before.n {
			was, wasScale = before.at(i), before.scale
		}
		if i < now.n {
			is, isScale = now.at(i), now.scale
		}
		lifted := lift.Part(i, max(now.n, before.n), 0.5).Out(s.time)
		if lifted == 0 || i >= before.n && switched == 0 || i >= now.n && switched == 1 {
			continue // it lies in the speck
		}
		at = stage.Lerp(from, stage.Lerp(was, is, switched), lifted)
		scale = stage.Mix(scale, stage.Mix(wasScale, isScale, switched), lifted)
		props.Ballot(c, at, scale, stage.Degrees(6*props.Scatter(i, 9)))
	}
}

// grid is how lifted ballots lie in the panel.
type grid struct {
	n, cols int
	cell    stage.Point
	origin  stage.Point
	scale   float32 // of a ballot
}

func (p plan) grid(l level, f stage.Frame) grid {
	_, no := l.per10k(f)
	g := grid{n: int(no), cols: 1}
	for g.cols*g.cols < g.n {
		g.cols++
	}
	r := p.panel.Inset(p.panel.W * 0.03)
	rows := max(1, (g.n+g.cols-1)/g.cols)
	g.cell = stage.Point{X: r.W / float32(g.cols), Y: r.H / float32(rows)}
	g.origin = stage.Point{X: r.X + g.cell.X/2, Y: r.Y + g.cell.Y/2}
	g.scale = min(g.cell.X, g.cell.Y) * 0.66 / 22
	return g
}

func (g grid) at(i int) stage.Point {
	return stage.Point{
		X: g.origin.X + g.cell.X*(float32(i%g.cols)+0.05*props.Scatter(i, 11)),
		Y: g.origin.Y + g.cell.Y*(float32(i/g.cols)+0.05*props.Scatter(i, 13)),
	}
}

// toggle draws one of two values that are pressed, as a tab.
func toggle(c *stage.Canvas, l stage.Label, r stage.Rect, chosen bool) {
	style, text := stage.Style{Fill: stage.Paper.Solid(), Stroke: stage.Muted.Solid(), Width: 1.2}, stage.Muted
	if chosen {
		style, text = props.Chosen(1), stage.Ink
	}
	c.Box(r, 1, style)
	c.LabelIn(l, r, text.Solid())
}

// button draws something that is pressed, filled when it is what to do next.
func button(c *stage.Canvas, l stage.Label, r stage.Rect, next bool) {
	style, text := stage.Style{Fill: stage.Paper.Solid(), Stroke: stage.Ink.Solid(), Width: 1.6}, stage.Ink
	if next {
		style, text = stage.Fill(stage.Ink.Solid()), stage.Paper
	}
	c.Box(r, 6, style)
	c.LabelIn(l, r, text.Solid())
}
