// Package cover asks the question: one name, two boxes; how many used the red one? The reader casts a sheet, guesses,
// and holds the stack: the ballots fall, faster and faster, at the ratio that state media reported. Only then comes
// the reported figure. The composition is in plan.go, the falling ballots in fall.go, the scale in scale.go.
package cover

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes/props"
)

// The choices.
const (
	vote  = "cover.vote"
	guess = "cover.guess"
	pour  = "cover.pour"
	carry = "cover.carry"
	told  = "cover.told"
)

var votes = [2]string{"for", "against"}

// Scene is the step's picture and controls.
var Scene = stage.Scene{
	ID:           "cover",
	Length:       ways.End(),
	MakeLabels:   labels,
	MakeControls: controls,
	Draw:         draw,
	Invites:      []string{told},
	Tell:         longFall + tagged.End(),
}

func labels() []stage.Label {
	return []stage.Label{
		forLabel, againstLabel, unknownLabel, everyLabel, ownLabel,
		yoursLabel, privateLabel, holdLabel, fallLabel, ratioLabel, letLabel, ofLabel,
		askLabel, guessLabel, reportedLabel, noGuessLabel,
	}
}

var (
	arrive = stage.Phase{From: 0, For: 0.4}   // the reader's sheet comes
	ways   = stage.Phase{From: 0.3, For: 0.6} // the ways to both boxes

	// Since the sheet was cast.
	casting = stage.Phase{From: 0, For: 0.5}
	ready   = stage.Phase{From: 0.5, For: 0.3} // the stack comes

	back  = stage.Phase{From: 0, For: 0.25} // a sheet that was let go elsewhere
	slide = stage.Phase{From: 0, For: 0.25} // the guess moves

	// Since all ballots have fallen.
	turn   = stage.Phase{From: 0, For: 0.3}   // the question mark becomes the figure
	said   = stage.Phase{From: 0.2, For: 0.3} // who says so
	lift   = stage.Phase{From: 0.3, For: 0.9} // what lies in the red box is lifted out
	tagged = stage.Phase{From: 0.9, For: 0.4} // the figure comes to the scale
)

// How long the ballots that are left take to fall when the outcome is told, in seconds, the last one's flight
// included: all of them, some of them, none.
const (
	longFall  = 3.4
	shortFall = 2.2
	lastFall  = flight
)

var (
	forLabel     = stage.Label{Words: "box.for", Weight: stage.Strong, Size: stage.PerShape{15, 26, 27, 16}}
	againstLabel = stage.Label{Words: "box.against", Weight: stage.Strong, Size: stage.PerShape{15, 26, 27, 16}}
	unknownLabel = stage.Label{Words: "cover.unknown", Weight: stage.Strong, Size: markSize, Align: stage.Middle}
	everyLabel   = stage.Label{Words: "cover.every", Weight: stage.Strong, Size: stage.Small()}
	ownLabel     = stage.Label{Words: "cover.own", Size: stage.SmallOnPage()}

	yoursLabel   = stage.Label{Words: "cover.yours", Weight: stage.Strong, Size: stage.Lead()}
	privateLabel = stage.Label{Words: "cover.private", Size: stage.Small()}
	holdLabel    = stage.Label{Words: "cover.hold", Weight: stage.Strong, Size: stage.PerShape{14.5, 24, 25, 16}}
	fallLabel    = stage.Label{Words: "cover.fall", Size: stage.Small()}
	ratioLabel   = stage.Label{Words: "cover.ratio", Size: stage.Small(), Wrap: stage.PerShape{122, 250, 290, 134}}
	letLabel     = stage.Label{Words: "cover.let", Size: stage.Small()}
	ofLabel      = stage.Label{Words: "cover.of", Size: stage.Small()}

	markSize     = stage.PerShape{58, 118, 128, 44}
	markFigures  = stage.Figures{Weight: stage.Strong, Size: markSize, Align: stage.Middle}
	shareFigures = stage.Figures{Weight: stage.Strong, Size: stage.PerShape{27, 56, 60, 24}}
	countFigures = stage.Figures{Size: stage.PerShape{28, 60, 66, 26}} // thin: ours, not a reported one
)

// state is what the choices make of the picture at an instant.
type state struct {
	begun    float32 // seconds since the scene began; acting cuts its arrival
	box      int     // the one the reader's sheet was put into; negative: none
	waits    bool    // the sheet waits to be put into one
	cast     float32 // seconds since
	from     stage.Point
	carrying bool
	pointer  stage.Point

	streams []stream
	left    float64 // ballots that have left the stack
	landed  float64 // and that lie in the boxes
	shown   float32 // seconds since all had fallen, once the outcome is told; negative: that is not so
	isTold  bool
	ready   float32 // how far the stack has come, 0 to 1

	guess   int
	guessed bool
	at      float32 // where the guess lies on the scale, 0 to 1
}

const longAgo = 99 // seconds

// since is how many seconds ago a choice was made; one that the scene began with, long ago.
func since(c stage.Choice, t float32) float32 {
	if s, made := c.Since(t); made {
		return max(0, s)
	}
	return longAgo
}

func (p *plan) stateAt(f stage.Frame) state {
	s := state{begun: f.Time, box: -1, cast: longAgo, from: p.sky, shown: -1}
	p.castAt(f, &s)
	p.guessAt(f, &s)

	held := f.Choices[pour]
	tell := f.Choices[told]
	s.isTold = tell.Value == "yes"
	if held.Value != "" {
		from, runs := held.Held()
		until := f.Time
		if s.isTold && since(tell, f.Time) < longAgo {
			until = min(until, tell.At)
		}
		switch ran, made := held.Since(until); {
		case !made:
			s.streams = append(s.streams, holding(0, from, longAgo))
		case runs:
			s.streams = append(s.streams, holding(from, min(from+max(0, ran), heldFor(whole)), max(0, f.Time-until)))
		default:
			s.streams = append(s.streams, holding(0, from, since(held, f.Time)))
		}
		s.left, s.landed = s.streams[0].left(), s.streams[0].landed()
		s.begun = longAgo
	}
	if s.isTold {
		length := float32(longFall)
		switch {
		case s.left >= whole:
			length = lastFall
		case s.left > 0:
			length = shortFall
		}
		now := since(tell, f.Time)
		if s.left < whole {
			falling := rest(s.left, length-flight, now)
			s.streams = append(s.streams, falling)
			s.left = falling.left()
			if now > flight { // until then, those that the reader let fall land
				s.landed = falling.landed()
			}
		}
		s.shown = now - length
		s.begun = longAgo
	}
	if s.left > 0 {
		s.ready = 1
	}
	s.waits = s.box < 0 && s.left == 0 && !s.isTold
	return s
}

// castAt says where the reader's sheet is.
func (p *plan) castAt(f stage.Frame, s *state) {
	carried, cast := f.Choices[carry], f.Choices[vote]
	if at, ok := pointOf(carried.Value); ok {
		s.carrying, s.pointer, s.begun = true, at, longAgo
	}
	for i, value := range votes {
		if cast.Value != value {
			continue
		}
		s.box, s.cast = i, since(cast, f.Time)
		s.ready = ready.Out(s.cast)
		if cast.Before != "" {
			s.from, s.ready = p.boxes[1-i].Slot(), 1
		} else if at, ok := pointOf(carried.Before); ok && carried.At == cast.At {
			s.from = p.held(at)
		}
		if s.cast < longAgo {
			s.begun = longAgo
		}
	}
}

// held is where a carried sheet is drawn: above the finger, so that it can be seen.
func (p *plan) held(pointer stage.Point) stage.Point { return pointer.Add(0, -0.8*p.ring) }

func pointOf(value string) (at stage.Point, ok bool) {
	x, y, ok := strings.Cut(value, " ")
	if !ok {
		return at, false
	}
	px, errX := strconv.ParseFloat(x, 32)
	py, errY := strconv.ParseFloat(y, 32)
	return stage.Point{X: float32(px), Y: float32(py)}, errX == nil && errY == nil
}

func draw(c *stage.Canvas, f stage.Frame) {
	p := &plans[f.Shape]
	s := p.stateAt(f)
	places := strays(f.Facts)

	p.drawLifted(c, s, len(places))
	p.drawWays(c, s)
	for _, falling := range s.streams {
		falling.draw(c, p.way(0), p.size)
		falling.drawStrays(c, places, p.way(1), p.size)
	}
	if s.box >= 0 && s.cast < casting.End() {
		p.drawCasting(c, s)
	}
	for i := range p.boxes {
		p.drawBox(c, f, s, i, places)
	}
	p.drawButtons(c, s)
	props.Marked(c, forLabel, false, stage.Point{X: p.boxes[0].Slot().X, Y: p.names})
	props.Marked(c, againstLabel, true, stage.Point{X: p.boxes[1].Slot().X, Y: p.names})
	p.drawStack(c, s)
	p.drawWords(c, f, s)
	p.drawScale(c, f, s)
	p.drawUncast(c, s)
}

// drawButtons frames the names of the boxes while the reader's sheet waits: they can be pressed.
func (p *plan) drawButtons(c *stage.Canvas, s state) {
	waits := arrive.Out(s.begun)
	if !s.waits {
		waits = 1 - casting.At(s.cast)
	}
	if s.isTold || s.left > 0 {
		return
	}
	size := forLabel.Size[c.Shape]
	c.Faded(waits, func() {
		for i, box := range p.boxes {
			edge, round := stage.For, 0.85*size
			if i == 1 {
				edge, round = stage.Against, 1
			}
			c.Box(stage.Rect{X: box.Body.X, Y: p.names - 1.15*size, W: box.Body.W, H: 1.55 * size}, round, stage.Style{Fill: stage.Sheet.Solid(), Stroke: edge.Solid(), Width: 1.6})
		}
	})
}

// nearer is the box that a carried sheet is nearer to.
func (p *plan) nearer(at stage.Point) int {
	if at.X < p.sky.X {
		return 0
	}
	return 1
}

// drawWays draws the dotted ways of a sheet that is not cast into both boxes: nothing leans.
func (p *plan) drawWays(c *stage.Canvas, s state) {
	if !s.waits {
		return
	}
	for i := range p.boxes {
		paint := stage.Mark.Solid()
		if s.carrying && p.nearer(s.pointer) == i {
			paint = stage.Ink.Solid()
		}
		props.DottedFlight(c, p.way(i), ways.InOut(s.begun), paint)
	}
}

// drawCasting draws the sheet on its way to a box, as far as it lies outside.
func (p *plan) drawCasting(c *stage.Canvas, s state) {
	const outside = 0.7 // of the time
	u := casting.InOut(s.cast) / outside
	if u >= 1 {
		return
	}
	slot := p.boxes[s.box].Slot()
	way := p.way(s.box)
	if s.from != p.sky { // from where it was let go, or from the other box
		top := min(s.from.Y, slot.Y) - 1.2*p.ring
		way = stage.Curve{s.from, {X: s.from.X, Y: top}, {X: slot.X, Y: top}, slot}
	}
	props.OwnSheet(c, way.At(u), stage.Mix(p.sheet, p.own, u), stage.Degrees(6*(1-u)))
}

// drawBox draws a box with what lies in it.
func (p *plan) drawBox(c *stage.Canvas, f stage.Frame, s state, i int, places []float64) {
	box := p.boxes[i]
	if s.carrying && p.nearer(s.pointer) == i {
		box.Open = 0.12 * p.ring
	}
	box.Draw(c, func() {
		in := box.Inside()
		if i == 0 {
			p.drawPile(c, in, s.landed-float64(strayed(places, s.landed)))
		} else {
			p.drawFew(c, in, strayed(places, s.landed))
		}
	})
	if i == 1 { // texts do not travel with their box
		p.drawMark(c, f, s)
	}
	if s.box == i {
		c.Clipped(box.Inside(), func() { p.drawOwn(c, s, i) })
	}
}

// drawOwn draws the reader's sheet in a box. It is larger than the others and never counted.
func (p *plan) drawOwn(c *stage.Canvas, s state, i int) {
	u := min(1, max(0, casting.InOut(s.cast)-0.7)/0.3)
	if u <= 0 {
		return
	}
	slot, at := p.boxes[i].Slot(), p.lies(i)
	props.OwnSheet(c, stage.Point{X: stage.Mix(slot.X, at.X, u), Y: stage.Mix(slot.Y, at.Y, stage.EaseIn(u))}, p.own, stage.Degrees(6))
	l, side := ownLabel, float32(1)
	if i == 0 {
		l.Align, side = stage.End, -1
	}
	c.Faded(2*u-1, func() {
		c.Label(l, at.Add(side*16*p.own, 12*p.own-0.3*l.Size[c.Shape]), stage.Ink.Solid())
	})
}

// drawPile draws so many ballots edge-on: rows as wide as the box, the last one short.
func (p *plan) drawPile(c *stage.Canvas, in stage.Rect, ballots float64) {
	if ballots < 1 {
		return
	}
	across, row := rows(in)
	whole := int(ballots) / across
	short := in.W * float32(int(ballots)%across) / float32(across)
	pile := stage.Fill(stage.For.At(0.45))
	// The box has round corners: what has no room there makes the pile higher, by this much in the end.
	round := min(16, in.W/8)
	high := float32(whole) * row
	high += 0.43 * round * round / in.W * min(1, high/round)
	top := in.Bottom() - high
	c.Polygon(pile, rounded(in, round, high)...)
	c.Box(stage.Rect{X: in.X, Y: top - row, W: short, H: row}, 0, pile)
	if row > 1.5 { // edges of some rows: it is a stack of sheets
		for n := 5; n < whole; n += 5 {
			y := in.Bottom() - float32(n)*row
			c.Path(stage.Line(stage.For.At(0.5), 0.8), stage.Point{X: in.X, Y: y}, stage.Point{X: in.Right(), Y: y})
		}
	}
}

// rounded is the outline of what fills a space up to a height, with round corners below.
func rounded(in stage.Rect, radius, high float32) []stage.Point {
	const steps = 6
	var left, right []stage.Point
	for i := range steps + 1 {
		y := min(high, radius*float32(i)/steps)
		rest := (radius - y) / radius
		inset := radius * (1 - float32(math.Sqrt(float64(1-rest*rest))))
		left = append(left, stage.Point{X: in.X + inset, Y: in.Bottom() - y})
		right = append(right, stage.Point{X: in.Right() - inset, Y: in.Bottom() - y})
		if y == high {
			break
		}
	}
	if high > radius {
		left, right = append(left, stage.Point{X: in.X, Y: in.Bottom() - high}), append(right, stage.Point{X: in.Right(), Y: in.Bottom() - high})
	}
	slices.Reverse(right)
	return append(left, right...)
}

// drawFew draws the ballots on the floor of the red box, each as large as one of the pile.
func (p *plan) drawFew(c *stage.Canvas, in stage.Rect, ballots int) {
	across, row := rows(in)
	w := in.W / float32(across)
	for i := range ballots {
		x := in.X + in.W*0.6 + float32(i)*w*1.6
		c.Box(stage.Rect{X: x, Y: in.Bottom() - row, W: w, H: row}, 0, stage.Fill(stage.Against.Solid()))
	}
}

// drawMark draws the question mark in the red box, which becomes the reported figure.
func (p *plan) drawMark(c *stage.Canvas, f stage.Frame, s state) {
	in := p.boxes[1].Inside()
	size := markSize[c.Shape]
	at := in.Center().Add(p.mark.X, p.mark.Y+size*stage.CapMiddle)
	c.Faded(1-2*turn.At(s.shown), func() { c.Label(unknownLabel, at, stage.Against.Solid()) })
	c.Faded(2*turn.At(s.shown)-1, func() {
		number := f.Format.Count(f.Facts.Value("per10k.province.against"))
		wide := c.FigureWidth(markFigures, number)
		gap := 0.14 * size
		words, _ := c.LabelSize(everyLabel)
		start := at.X - (wide+gap+words)/2
		c.Figure(markFigures, number, stage.Point{X: start + wide/2, Y: at.Y}, stage.Against.Solid())
		line := everyLabel.Size[c.Shape] * stage.LineHeight
		c.Label(everyLabel, stage.Point{X: start + wide + gap, Y: at.Y - size*stage.CapMiddle + everyLabel.Size[c.Shape]*stage.CapMiddle - line/2}, stage.Ink.Solid())
	})
}

// drawStack draws the stack of ballots in its ring, which can be held.
func (p *plan) drawStack(c *stage.Canvas, s state) {
	shown := s.ready
	if s.isTold {
		shown = 1 - turn.At(s.shown)
	}
	c.Faded(shown, func() {
		c.Disc(p.sky, p.ring-1, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Ink.Solid(), Width: 2})
		sheet := stage.Style{Fill: stage.Leaf.Solid(), Stroke: stage.LeafInk.Solid(), Width: 1.1}
		const sheets = 9
		n := int(sheets * (1 - s.left/whole))
		if s.left < whole {
			n = max(n, 1)
		}
		w, h := 1.3*p.ring, 0.11*p.ring
		for i := range n {
			x := p.sky.X - w/2 + props.Scatter(i, 6)*0.07*p.ring
			c.Box(stage.Rect{X: x, Y: p.sky.Y + (sheets/2.0-float32(i)-1)*h, W: w, H: h}, 0.5, sheet)
		}
	})
}

// drawUncast draws the reader's sheet where it waits, where it is carried, and where it slips if it is not cast.
func (p *plan) drawUncast(c *stage.Canvas, s state) {
	switch {
	case s.carrying:
		props.OwnSheet(c, p.held(s.pointer), p.sheet*0.8, stage.Degrees(-6))
	case s.box >= 0:
	case !s.waits:
		u := stage.Phase{From: 0, For: 0.4}.InOut(s.shown + longFall)
		props.OwnSheet(c, stage.Lerp(p.sky, p.slips(), u), stage.Mix(p.sheet, 0.8*p.own, u), stage.Degrees(6))
	default:
		u := arrive.Out(s.begun)
		c.Faded(u, func() { props.OwnSheet(c, p.sky.Add(0, -0.6*p.ring*(1-u)), p.sheet, stage.Degrees(6)) })
	}
}

// drawWords writes what can be done now, and in the end who says what.
func (p *plan) drawWords(c *stage.Canvas, f stage.Frame, s state) {
	write := func(l stage.Label, at spot, role stage.Role) {
		l.Align = at.align
		c.Label(l, at.at, role.Solid())
	}
	figure := func(style stage.Figures, text string, at spot) {
		style.Align = at.align
		c.Figure(style, text, at.at, stage.Ink.Solid())
	}
	waits := arrive.Out(s.begun)
	switch {
	case s.box >= 0 && s.from == p.boxes[1-s.box].Slot():
		waits = 0 // it came from the other box
	case s.box >= 0:
		waits = 1 - stage.Phase{From: 0, For: 0.2}.At(s.cast)
	case !s.waits:
		waits = 0
	}
	falls := s.left > 0
	open := s.ready
	if s.isTold {
		waits, open = 0, 0
	}
	c.Faded(waits, func() {
		write(yoursLabel, p.yours, stage.Ink)
		write(privateLabel, p.private, stage.Muted)
	})
	if !falls {
		c.Faded(2*open-1, func() {
			write(holdLabel, p.hold, stage.Ink)
			write(fallLabel, p.fall, stage.Ink)
		})
	}
	leaves := 1 - 2*turn.At(s.shown)
	if falls {
		open = leaves
		c.Faded(leaves, func() {
			number := f.Format.Count(float64(int(s.left)))
			if s.isTold {
				number = story.Dash // on its way to what was reported
			}
			figure(countFigures, number, p.counter)
			write(letLabel, p.let, stage.Muted)
		})
	}
	c.Faded(open, func() { write(ratioLabel, p.ratio, stage.Muted) })
	c.Faded(said.Out(s.shown), func() {
		figure(shareFigures, f.Format.Percentage(f.Facts.Value("province.against"), -1), p.share)
		write(ofLabel, p.of, stage.Muted)
	})
}

// drawLifted draws the ballots of the red box, lifted out and enlarged.
func (p *plan) drawLifted(c *stage.Canvas, s state, n int) {
	if s.shown <= lift.From || n == 0 {
		return
	}
	lid := p.boxes[1].Lid()
	slot := p.boxes[1].Slot()
	widest := 1
	for widest*(widest+1)/2-1 < n {
		widest++
	}
	l := p.lifted
	half := (float32(widest)*l.pitch.X + 12*l.size) / 2
	foot := half * 0.4
	c.Faded(lift.Out(s.shown), func() {
		c.Polygon(stage.Fill(stage.AgainstTint.Solid()),
			stage.Point{X: slot.X - half, Y: l.top}, stage.Point{X: slot.X + half, Y: l.top},
			stage.Point{X: slot.X + foot, Y: lid.Y}, stage.Point{X: slot.X - foot, Y: lid.Y})
	})
	i := 0
	for row, width := 0, widest; i < n; row, width = row+1, max(1, width-1) {
		width = min(width, n-i)
		for col := range width {
			to := stage.Point{X: slot.X + (float32(col)-float32(width-1)/2)*l.pitch.X, Y: l.top + 4 + 11*l.size + float32(row)*l.pitch.Y}
			rises := lift.Part(i, n, 0.5)
			if u := rises.Out(s.shown); u > 0 {
				props.Ballot(c, stage.Lerp(slot, to, u), stage.Mix(l.size*0.4, l.size, u), stage.Degrees(8*props.Scatter(i, 8)))
			}
			i++
		}
	}
}
