package count

import (
	"slices"
	"strconv"

	"twoboxes/internal/stage"
	"twoboxes/scenes/props"
)

// share is where a value lies on the scale of both unknowns, 0 to 1.
func share(value int) float32 { return props.UnknownShare(value) }

// drawDial draws the slider of an unknown with its words and buttons.
func (p *plan) drawDial(c *stage.Canvas, f stage.Frame, s state, k int) {
	d := p.dials[k]
	size := stage.Small()[c.Shape]
	value, set := s.country.Disagree, s.sets[k]
	if k == 1 {
		value = s.country.Shown
	}
	any := s.phase == unverified && !s.moved // all of them are possible: none is set
	room := d.area[1] - d.area[0]
	if set = set && !any; !any {
		room -= p.drawValue(c, f, stage.Point{X: d.area[1], Y: d.label}, k, value, set)
	}
	if w, _ := c.LabelSize(dialLabels[k]); w+size*0.3 < room {
		c.Label(dialLabels[k], stage.Point{X: d.area[0], Y: d.label}, stage.Ink.Solid())
	}

	from, to := stage.Point{X: d.start(), Y: d.track}, stage.Point{X: d.area[1], Y: d.track}
	c.Path(stage.Line(stage.Ink.Solid(), p.line), from, to)
	for n := 1; n <= props.All; n *= 10 {
		x, long := d.x(share(n)), size*0.3
		c.Path(stage.Line(stage.Ink.Solid(), 1.2), stage.Point{X: x, Y: d.track - long}, stage.Point{X: x, Y: d.track + long})
	}
	c.Path(stage.Line(stage.Ink.Solid(), 1.2), from.Add(0, -size*0.3), from.Add(0, size*0.3))
	end := d.area[1] + size*0.2
	for _, w := range slices.Backward(words[k]) { // each below its value, but at a distance from the next
		width, _ := c.LabelSize(w.label)
		x := max(d.x(share(w.value)), d.start()+width/2-size*0.4)
		x = min(x, end-width/2)
		c.Label(w.label, stage.Point{X: x, Y: d.words}, stage.Muted.Solid())
		end = x - width/2 - size*0.7
	}

	thumb := stage.Point{X: d.off(), Y: d.track}
	if any {
		c.Path(stage.Line(stage.Mark.Solid(), 2.4*p.line), from, to)
	}
	radius := size * 0.52
	if set {
		thumb.X = d.x(share(value))
		c.Path(stage.Line(stage.Mark.Solid(), 2.4*p.line), from, thumb)
	}
	c.Disc(thumb, radius, stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.Ink.Solid(), Width: p.line})
	if !set { // it stands beside the scale: it is to be drawn onto it
		a := radius * 0.35
		c.Path(stage.Line(stage.GoldInk.Solid(), p.line), thumb.Add(-a*0.6, -a), thumb.Add(a*0.7, 0), thumb.Add(-a*0.6, a))
	}
	for i, r := range [2]stage.Rect{p.less, p.more} {
		r.Y += float32(k) * p.below()
		c.Box(r, 3*p.line, stage.Style{Fill: stage.Sheet.Solid(), Stroke: stage.Muted.Solid(), Width: 1.4})
		m, a := r.Center(), size*0.36
		c.Path(stage.Line(stage.Ink.Solid(), p.line), m.Add(-a, 0), m.Add(a, 0))
		if i == 1 {
			c.Path(stage.Line(stage.Ink.Solid(), p.line), m.Add(0, -a), m.Add(0, a))
		}
	}
}

// drawValue writes what an unknown is set to, and returns how wide that is.
func (p *plan) drawValue(c *stage.Canvas, f stage.Frame, end stage.Point, k, value int, set bool) (width float32) {
	size := slipFigures.Size[c.Shape]
	word := func(l stage.Label) float32 {
		l.Align = stage.End
		c.Label(l, end, stage.Ink.Solid())
		w, _ := c.LabelSize(l)
		return w
	}
	if !set {
		return word(unsetLabel)
	}
	count, of := value, &ofAllLabel
	if k == 1 {
		switch value {
		case 0:
			of = nil
		case props.All:
			return word(allShownLabel)
		default:
			var n int
			count, n = pieces(value)
			of = ofThemLabel(n)
		}
	}
	if of != nil {
		width = word(*of) + size*0.3
	}
	number := f.Format.Count(float64(count))
	p.slip(c, end.Add(-width, -size*stage.CapMiddle), number, nil)
	return width + p.slipWidth(c, number, nil)
}

func ofThemLabel(of int) *stage.Label {
	for i := range ofThemLabels {
		if ofThemLabels[i].of == of {
			return &ofThemLabels[i].label
		}
	}
	panic("count: a share of " + strconv.Itoa(of))
}

var (
	allLabel   = small("count.all", stage.Strong)
	yoursLabel = small("count.yours", stage.Strong)

	wouldLabel    = small("count.would", stage.Normal)
	couldLabel    = small("count.could", stage.Normal)
	reportedLabel = small("count.reported", stage.Normal)
	ofLabel       = small("count.of", stage.Normal)
	levelLabels   = [2]stage.Label{small("count.province", stage.Normal), small("count.county", stage.Normal)}
	unknownLabel  = stage.Label{Words: "count.unknown", Weight: stage.Strong, Size: plateSize, Align: stage.Middle}
	unsetLabel    = small("count.unset", stage.Normal)

	votesLabel   = small("count.votes", stage.Strong)
	closeLabel   = small("count.close", stage.Normal)
	forLabel     = small("box.for", stage.Strong)
	againstLabel = small("box.against", stage.Strong)
	foldedLabel  = stage.Label{Words: "count.folded", Size: stage.SmallOnPage()}
	countryLabel = small("count.country", stage.Normal)

	axisLabels = [2]stage.Label{middleLabel("count.disagree"), middleLabel("count.shown")}

	endLabels     = [2]stage.Label{endLabel("count.word.none"), endLabel("count.axis.all")}
	dialLabels    = [2]stage.Label{small("count.disagree", stage.Strong), {Words: "count.shown", Weight: stage.Strong, Size: stage.SmallOnPage()}}
	ofAllLabel    = small("count.axis.of.all", stage.Normal)
	allShownLabel = small("count.shown.all", stage.Normal)
	ofThemLabels  = [...]struct {
		of    int
		label stage.Label
	}{
		{10, small("count.axis.of.10", stage.Normal)}, {100, small("count.axis.of.100", stage.Normal)},
		{1000, small("count.axis.of.1000", stage.Normal)}, {10_000, small("count.axis.of.10000", stage.Normal)},
	}

	screenLabel     = button("count.screen")
	upLabel         = button("count.screen.up")
	unverifiedLabel = button("count.unverified")
	uncheckedLabel  = stage.Label{Words: "count.unchecked", Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle}
	fitLabel        = stage.Label{Words: "count.fit", Weight: stage.Strong, Size: stage.SmallOnPage(), Align: stage.Middle}

	plateSize     = stage.PerShape{22, 36, 40, 22}
	plateFigures  = stage.Figures{Size: plateSize, Align: stage.Middle} // thin, on gold: invented
	reportFigures = stage.Figures{Weight: stage.Strong, Size: plateSize}
	slipFigures   = stage.Figures{Size: stage.Small()}
)

func small(words string, weight stage.Weight) stage.Label {
	return stage.Label{Words: words, Weight: weight, Size: stage.Small()}
}

func endLabel(words string) stage.Label {
	return stage.Label{Words: words, Size: stage.SmallOnPage()}
}

func middleLabel(words string) stage.Label {
	return stage.Label{Words: words, Size: stage.Small(), Align: stage.Middle}
}

func button(words string) stage.Label {
	return stage.Label{Words: words, Weight: stage.Strong, Size: stage.SmallOnPage(), Wrap: stage.PerShape{156, 244, 316}, Align: stage.Middle}
}

func labels() []stage.Label {
	all := []stage.Label{
		allLabel, yoursLabel, wouldLabel, couldLabel, reportedLabel, ofLabel, levelLabels[0], levelLabels[1], unknownLabel, unsetLabel,
		votesLabel, closeLabel, forLabel, againstLabel, foldedLabel, countryLabel, axisLabels[0], axisLabels[1], endLabels[0], endLabels[1], dialLabels[0], dialLabels[1],
		ofAllLabel, allShownLabel, screenLabel, upLabel, unverifiedLabel, uncheckedLabel, fitLabel,
	}
	for _, l := range ofThemLabels {
		all = append(all, l.label)
	}
	for _, w := range slices.Concat(words[0], words[1]) {
		all = append(all, w.label)
	}
	return all
}
