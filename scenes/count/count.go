// Package count is the model of how many very different countries could report one number. Of ten thousand
// imagined votes the reader sets how many disagree in private, and how many of those would show it where
// it can be seen; what the report would read follows. Three countries that read the reported number open
// the line of all of them; a screen, and a count that is not verified, ask what such a number can show.
// Which phase that is, and which countries were found, the page says by choices: web/player/model.js.
package count

import (
	"strconv"

	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:           "count",
	Length:       arrive.End(),
	MakeLabels:   labels,
	MakeControls: controls,
	Invites:      []string{"count.disagree", "count.shown"},
	Tell:         thirdFound + growing.End(),
	Answers:      []stage.Answer{{Name: "count.cast", Seconds: casting.End()}, {Name: "count.finds", Seconds: falling.End()}},
	Phases:       []string{line, screen, unverified},
	Draw:         draw,
	Counters:     counters, CounterFacts: reported,
}

var reported = []stage.CounterFact{
	{Name: "province.for", Fact: "province.for"}, {Name: "province.against", Fact: "province.against"},
	{Name: "county.for", Fact: "county.for"}, {Name: "county.against", Fact: "county.against"},
}

// counters are the reported figures, which stand from first to last: no invented one is among them.
func counters(f stage.Frame) (all []stage.Counter) {
	for _, c := range reported {
		all = append(all, stage.Counter{Name: c.Name, Value: f.Facts.Value(c.Fact)})
	}
	return all
}

const (
	levelName = "count.level"
	province  = "province"
	county    = "county"
)

// The values of count.phase. Without one the reader looks for countries.
const (
	line       = "line"
	screen     = "screen"
	unverified = "unverified"
)

var (
	arrive    = stage.Phase{From: 0, For: 0.6}   // the votes come
	switching = stage.Phase{From: 0, For: 0.1}   // of the level: it replaces the other
	growing   = stage.Phase{From: 0.3, For: 0.9} // the line grows

	trayGoes  = stage.Phase{From: 0, For: 0.15}    // once both unknowns are set
	boxesCome = stage.Phase{From: 0.15, For: 0.25} // with lid and colour
	casting   = stage.Phase{From: 0.4, For: 0.5}   // those who show it go to the other box, in one arc
	falling   = stage.Phase{From: 0, For: 0.3}     // the pin of a country that was found

	// After the third find its boxes stay for a moment, then step back into three crowds.
	boxesGo    = stage.Phase{From: 0.5, For: 0.25}
	crowdsCome = stage.Phase{From: 0.75, For: 0.35}
	sliding    = stage.Phase{From: 0.1, For: 0.7} // the line becomes one point
	lighting   = stage.Phase{From: 0.2, For: 0.7} // all of the map is possible
)

// thirdFound is by how much later the line grows after the third find.
const thirdFound = 0.8

// state is what the scene shows at a frame.
type state struct {
	country  props.Country
	sets     [2]bool // which unknowns the reader has set
	phase    string
	since    float32 // seconds in the phase
	cast     float32 // seconds since both unknowns were set
	moved    bool    // the reader has moved a slider in it
	invented props.Invented
	against  bool // how the reader's own sheet was cast on the cover
	level    string
	arrived  float32
	offered  bool // the button that finds a share is there
	reads    int
	known    bool // what the report would read is known
}

func stateAt(f stage.Frame) state {
	value := func(name string) (n int, set bool) {
		v, err := strconv.ParseFloat(f.Choices[name].Value, 64)
		return min(max(int(v), 0), props.All), err == nil
	}
	s := state{invented: props.InventedAt(f), level: f.Choices.Value(levelName, province), arrived: arrive.Out(f.Time)}
	s.country.Disagree, s.sets[0] = value("count.disagree")
	s.country.Shown, s.sets[1] = value("count.shown")
	s.phase, s.since = f.Choices["count.phase"].Value, thirdFound+growing.End()
	if since, made := f.Choices["count.phase"].Since(f.Time); made {
		s.since = max(0, since)
	}
	s.cast = casting.End()
	if since, made := f.Choices["count.cast"].Since(f.Time); made {
		s.cast = max(0, since)
	}
	s.moved = f.Choices["count.moved"].Value != "" && s.sets[0]
	s.offered = f.Choices["count.offered"].Value != "" && s.phase == ""
	s.against = f.Choices["cover.vote"].Value == "against"
	if s.sets[0] || s.sets[1] || s.phase != "" {
		s.arrived = 1
	}
	switch s.phase {
	case screen:
		s.country.Shown = props.All
		s.reads, s.known = s.country.Disagree, s.sets[0]
	case unverified:
		s.reads, s.known = s.invented.Target, true
	case line:
		s.reads, s.known = s.invented.Target, true
	default:
		s.known = s.sets[0] && (s.sets[1] || s.country.Disagree == 0)
		s.reads = s.country.Reads()
	}
	return s
}

// crowds reports whether three countries stand side by side.
func (s state) crowds() bool { return s.phase == line && !s.moved }

// third reports whether the line is there because the reader found three countries.
func (s state) third() bool { return s.phase == line && !s.invented.Examples }

// opened reports whether the votes are in the boxes and the map is there.
func (s state) opened() bool { return s.phase != "" || s.sets[0] && s.sets[1] }

func draw(c *stage.Canvas, f stage.Frame) {
	p, s := &plans[f.Shape], stateAt(f)
	p.drawNotice(c, s)
	p.drawPlates(c, f, s)
	switch {
	case !s.opened():
		p.drawTray(c, f, s)
	case s.crowds() && s.third() && s.since < boxesGo.End():
		c.Faded(1-boxesGo.At(s.since), func() { p.drawBoxes(c, f, s) })
	case s.crowds() && s.third():
		c.Faded(crowdsCome.At(s.since), func() { p.drawCrowds(c, f, s) })
	case s.crowds():
		p.drawCrowds(c, f, s)
	case s.phase == unverified:
		p.drawUnverified(c, f, s)
	case s.cast < trayGoes.End():
		c.Faded(1-trayGoes.At(s.cast), func() { p.drawTray(c, f, s) })
	default:
		c.Faded(boxesCome.At(s.cast), func() { p.drawBoxes(c, f, s) })
	}
	drawMap := func() { c.Object(stage.Countries, p.square, func() { p.drawMap(c, f, s) }) }
	switch {
	case p.tray.Right() < p.square.X:
		drawMap()
	case s.opened(): // it takes the tray's place
		c.Faded(boxesCome.At(s.cast), drawMap)
	}
	p.drawDial(c, f, s, 0)
	switch {
	case s.phase != "":
		p.drawActs(c, s)
	case f.Shape != stage.Pinned: // there the line is told at once: one slider
		p.drawDial(c, f, s, 1)
	}
}

// drawNotice says from first to last that all of it is invented, and by whom.
func (p *plan) drawNotice(c *stage.Canvas, s state) {
	size := stage.Small()[c.Shape]
	c.Box(stage.Rect{X: p.names[0].X, Y: p.notice.Y - size, W: 1.6 * p.line, H: 1.25 * size}, 0, stage.Fill(stage.Mark.Solid()))
	notice := allLabel
	if ours := s.invented.Examples && (s.crowds() || s.phase == unverified); !ours && (s.sets[0] || s.sets[1]) {
		notice = yoursLabel
	}
	c.Label(notice, p.notice, stage.Ink.Solid())
}

// drawPlates draws what the report would read, and what state media reported, each in its own way.
func (p *plan) drawPlates(c *stage.Canvas, f stage.Frame, s state) {
	would := wouldLabel
	if s.phase == unverified {
		would = couldLabel
	}
	c.Label(would, p.names[0], stage.Ink.Solid())
	c.Label(reportedLabel, p.names[1], stage.Ink.Solid())

	plate := p.plates[0]
	base := plate.Center().Add(0, plateFigures.Size[c.Shape]*stage.CapMiddle)
	style := stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Mark.Solid(), Width: p.line, Dash: ownDash}
	switch {
	case s.phase == unverified: // no number comes out of the model: any country could report this one
		c.Box(plate, 3, style)
		c.Figure(plateFigures, f.Format.Count(float64(s.reads)), base, stage.Ink.Solid())
	case s.known:
		style.Fill = stage.Gold.Solid()
		style.Stroke = stage.Ink.Solid()
		c.Box(plate, 3, style)
		c.Figure(plateFigures, f.Format.Count(float64(s.reads)), base, stage.GoldInk.Solid())
	default:
		c.Box(plate, 3, style)
		c.Label(unknownLabel, base, stage.Ink.Solid())
	}
	if s.known && s.reads == s.invented.Target && s.phase != unverified {
		x, y, w := p.equal.X, plate.Center().Y, plate.H*0.16
		for _, dy := range [2]float32{-w / 2, w / 2} {
			c.Path(stage.Line(stage.Ink.Solid(), 1.3*p.line), stage.Point{X: x - w, Y: y + dy}, stage.Point{X: x + w, Y: y + dy})
		}
	}
	for i, level := range [2]string{province, county} {
		plate, text, style := p.plates[1+i], stage.Ink, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.4}
		if level == s.level {
			text, style = stage.AgainstInk, stage.Fill(stage.Against.Solid())
		}
		c.Box(plate, 0, style)
		number := f.Format.Count(f.Facts.Value("per10k." + level + ".against"))
		gap := stage.Small()[c.Shape] * 0.45
		at := stage.Point{X: plate.X + gap, Y: plate.Center().Y + reportFigures.Size[c.Shape]*stage.CapMiddle}
		c.Figure(reportFigures, number, at, text.Solid())
		at.X += c.FigureWidth(reportFigures, number) + gap
		size := ofLabel.Size[c.Shape]
		c.Label(ofLabel, stage.Point{X: at.X, Y: plate.Center().Y - size*0.16}, text.Solid())
		c.Label(levelLabels[i], stage.Point{X: at.X, Y: plate.Center().Y + size*0.96}, text.Solid())
	}
}

// drawMap draws the map of the two unknowns as far as it has come.
func (p *plan) drawMap(c *stage.Canvas, f stage.Frame, s state) {
	m := props.Unknowns{Square: p.square, Target: s.invented.Target}
	m.DrawGround(c)
	if s.phase == unverified {
		m.DrawLit(c, lighting.Out(s.since))
	}
	style := stage.Line(stage.Ink.Solid(), 1.8*p.line)
	cursor, set := m.At(s.country), s.moved || s.phase == screen && s.sets[0] || s.phase == "" && s.sets == [2]bool{true, true}
	if set {
		m.DrawCross(c, cursor)
	}
	p.drawAxes(c, s)
	switch s.phase {
	case screen:
		up := sliding.InOut(s.since)
		few, ghost := m.OnLine(0), stage.Style{Stroke: stage.Muted.Solid(), Width: p.line, Dash: stage.Dotted}
		c.Path(ghost, few, m.OnLine(1))
		if up < 1 {
			c.Path(style, few, m.OnLine(1-up))
		}
		c.Path(style, m.At(props.Country{Shown: props.All}), m.At(props.Country{Disagree: props.All, Shown: props.All}))
		if set {
			m.DrawCursor(c, cursor, p.pin*0.42)
		}
		m.DrawPlate(c, f.Format.Count(float64(m.Target)), few, p.pin)
		return
	case unverified:
		m.DrawLine(c, nil, 1, style)
	case line:
		since := s.since
		if s.third() {
			since -= thirdFound
		}
		m.DrawLine(c, s.invented.Countries, growing.InOut(since), style)
	}
	if s.phase != "" || len(finds(f)) > 0 {
		p.drawPins(c, m, f, s)
	}
	if set {
		m.DrawCursor(c, cursor, p.pin*0.42)
	}
	if s.offered && c.Shape != stage.Pinned {
		p.drawButton(c, fitLabel, p.fit(), false)
	}
}

// drawAxes names the map's axes as their sliders are named, each with an arrow to more: the upright one along
// its axis, or, if the map is too low for that, above its end. Inside the map stand the axes' ends.
func (p *plan) drawAxes(c *stage.Canvas, s state) {
	size, r := stage.Small()[c.Shape], p.square
	line := stage.Line(stage.Ink.Solid(), 1.6)
	name := func(l stage.Label) {
		w, _ := c.LabelSize(l)
		tip := stage.Point{X: w/2 + 0.6*size, Y: -0.3 * size}
		c.Label(l, stage.Point{X: -0.6 * size}, stage.Ink.Solid())
		drawArrow(c, line, tip.Add(-0.8*size, 0), tip)
	}
	c.Within(stage.Point{X: r.Center().X, Y: r.Bottom() + 1.2*size}, 0, 1, func() { name(axisLabels[0]) })
	if upright := axisLabels[1]; r.H > 8*size {
		c.Within(stage.Point{X: r.X - 0.7*size, Y: r.Center().Y}, -stage.Degrees(90), 1, func() { name(upright) })
	} else {
		upright.Align = stage.Start
		foot := stage.Point{X: r.X, Y: r.Y - 0.9*size}
		c.Label(upright, foot.Add(0.5*size, 0), stage.Ink.Solid())
		drawArrow(c, line, foot, foot.Add(0, -0.8*size))
	}
	end := func(l stage.Label, corner stage.Point, top bool) {
		size := l.Size[c.Shape]
		w, _ := c.LabelSize(l)
		at := corner.Add(0.35*size, -0.4*size)
		if top {
			at.Y = corner.Y + 1.1*size
		}
		if l.Align == stage.End {
			at.X = corner.X - 0.35*size - w
		}
		if size > 0 {
			c.Box(stage.Rect{X: at.X, Y: at.Y - 0.85*size, W: w, H: 1.1 * size}, 0, stage.Fill(stage.Sheet.Solid()))
		}
		l.Align = stage.Start
		c.Label(l, at, stage.Muted.Solid())
	}
	end(endLabels[1], stage.Point{X: r.X, Y: r.Y}, true)
	if !s.offered { // a button lies there
		end(endLabels[0], stage.Point{X: r.X, Y: r.Bottom()}, false)
		all := endLabels[1]
		all.Align = stage.End
		end(all, stage.Point{X: r.Right(), Y: r.Bottom()}, false)
	}
}

func drawArrow(c *stage.Canvas, line stage.Style, from, to stage.Point) {
	head := stage.Lerp(to, from, 0.3)
	x, y := to.X-head.X, to.Y-head.Y
	c.Path(line, from, to)
	c.Path(line, head.Add(-y, x), to, head.Add(y, -x))
}

// drawPins draws the countries that were found, or ours.
func (p *plan) drawPins(c *stage.Canvas, m props.Unknowns, f stage.Frame, s state) {
	if s.phase != "" && s.invented.Examples {
		for _, k := range s.invented.Countries {
			m.DrawExample(c, k, m.At(k), p.pin, stage.Ink)
		}
		return
	}
	all := finds(f)
	for i, k := range all {
		at := m.At(k)
		if since, made := f.Choices["count.finds"].Since(f.Time); made && i == len(all)-1 {
			at.Y -= (1 - falling.Out(since)) * 1.5 * p.pin
		}
		m.DrawPin(c, k, i+1, at, p.pin)
	}
}

// drawActs draws what can be done with the line: the screen, and a count that is not verified.
func (p *plan) drawActs(c *stage.Canvas, s state) {
	if c.Shape == stage.Pinned {
		return
	}
	first := p.acts[0]
	if s.phase == screen {
		p.drawButton(c, upLabel, first, true)
		p.drawButton(c, unverifiedLabel, p.acts[1], false)
		return
	}
	if first.Y == p.acts[1].Y {
		first.W = p.acts[1].Right() - first.X
	}
	p.drawButton(c, screenLabel, first, false)
}

// drawButton draws something to press; pressed, it looks like a screen.
func (p *plan) drawButton(c *stage.Canvas, l stage.Label, r stage.Rect, pressed bool) {
	style, text := stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: 0.8 * p.line}, stage.Ink
	if pressed {
		style, text = stage.Fill(stage.Ink.Solid()), stage.Paper
	}
	c.Box(r, 3*p.line, style)
	if pressed {
		for x := r.X + r.H*0.3; x < r.Right()-r.H*0.2; x += r.H * 0.3 {
			for _, y := range [2]float32{r.Y, r.Bottom() - r.H*0.14} {
				c.Path(stage.Line(stage.Paper.At(0.5), 1.2), stage.Point{X: x, Y: y + 1}, stage.Point{X: x, Y: y + r.H*0.14})
			}
		}
	}
	_, h := c.LabelSize(l)
	size := l.Size[c.Shape]
	lines := (h/size - 1) / stage.LineHeight
	c.Label(l, r.Center().Add(0, size*stage.CapMiddle-lines*stage.LineHeight*size/2), text.Solid())
}

// finds are the countries that the reader has found at the level that is shown.
func finds(f stage.Frame) []props.Country { return props.FindsAt(f) }

var ownDash = stage.Dash{On: 5, Off: 3.5}
