package props

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"twoboxes/internal/stage"
)

// All is the unit of the model: ten thousand imagined votes.
const All = 10_000

// Country is one setting of the two unknowns in the model of the count scene: how many of All disagree, and
// how many of every All of those would show it.
type Country struct{ Disagree, Shown int }

// Reads is what the report of a country would read: how many of All vote against, to the nearest whole,
// half upwards.
func (k Country) Reads() int { return (k.Disagree*k.Shown + All/2) / All }

// Invented are the countries on the map, and what was reported: how many of All voted against.
type Invented struct {
	Countries []Country // three, or none yet
	Target    int
	Examples  bool // they are ours, by rule, because the reader has found fewer than three
}

// InventedAt reads them from the choices of the count scene: count.level, and count.finds, which are the
// reader's countries, "9:10000 300:300". A country that would not read the target is not one of them.
func InventedAt(f stage.Frame) Invented {
	v := Invented{Target: targetAt(f), Countries: FindsAt(f)}
	if len(v.Countries) < 3 {
		v.Countries, v.Examples = Examples(v.Target), true
	}
	v.Countries = v.Countries[:3]
	return v
}

// targetAt is what was reported at the level that is shown.
func targetAt(f stage.Frame) int {
	return int(math.Round(f.Facts.Value("per10k." + f.Choices.Value("count.level", "province") + ".against")))
}

// FindsAt are the countries that the reader has found so far.
func FindsAt(f stage.Frame) (finds []Country) {
	target := targetAt(f)
	for _, pair := range strings.Fields(f.Choices["count.finds"].Value) {
		d, s, _ := strings.Cut(pair, ":")
		disagree, errD := strconv.Atoi(d)
		shown, errS := strconv.Atoi(s)
		k := Country{disagree, shown}
		if errD == nil && errS == nil && disagree >= 0 && disagree <= All && shown >= 0 && shown <= All && k.Reads() == target {
			finds = append(finds, k)
		}
	}
	return finds
}

// Examples are the two ends and the middle of the line of countries that read target.
func Examples(target int) []Country {
	middle := int(math.Round(math.Sqrt(All*float64(target))/10)) * 10
	return []Country{{target, All}, {middle, middle}, {All, target}}
}

// UnknownShare is where a number of All lies on the scale of either unknown, 0 to 1: zero has a stop of its
// own, then it is like a logarithm. The page's sliders have the same scale.
func UnknownShare(n int) float32 {
	if n < 1 {
		return 0
	}
	return float32(0.08 + 0.92*math.Log10(float64(n))/4)
}

// Unknowns is the map of the two unknowns: how many disagree, across, and how many of those show it, upwards.
type Unknowns struct {
	Square stage.Rect
	Target int // the countries that read it lie on a straight line
}

// At is where a country lies.
func (m Unknowns) At(k Country) stage.Point {
	return stage.Point{X: m.Square.X + m.Square.W*UnknownShare(k.Disagree), Y: m.Square.Bottom() - m.Square.H*UnknownShare(k.Shown)}
}

// DrawGround draws the square as paper, with a grid of the powers of ten.
func (m Unknowns) DrawGround(c *stage.Canvas) {
	c.Box(m.Square, 0, stage.Fill(stage.Sheet.Solid()))
	grid := stage.Line(stage.Hairline.Solid(), 1)
	for n := 1; n < All; n *= 10 {
		at := m.At(Country{n, n})
		c.Path(grid, stage.Point{X: at.X, Y: m.Square.Y}, stage.Point{X: at.X, Y: m.Square.Bottom()})
		c.Path(grid, stage.Point{X: m.Square.X, Y: at.Y}, stage.Point{X: m.Square.Right(), Y: at.Y})
	}
	m.drawTicks(c, stage.Muted)
	c.Box(m.Square, 0, stage.Line(stage.Muted.Solid(), 1.4))
}

// DrawDark draws the square as what is not known: black and hatched.
func (m Unknowns) DrawDark(c *stage.Canvas) {
	DrawDarkBox(c, m.Square)
	m.drawTicks(c, stage.PanelMuted)
}

// DrawDarkBox draws a place for what is not known on a panel: black and hatched.
func DrawDarkBox(c *stage.Canvas, r stage.Rect) {
	c.Box(r, 0, stage.Fill(stage.PanelHole.Solid()))
	Hatch(c, r, max(8, r.W/18), stage.Line(stage.PanelMuted.At(0.26), 1.2))
	c.Box(r, 0, stage.Line(stage.PanelMuted.Solid(), 1.4))
}

// DrawLit draws what is possible when the count is not verified, all of the square, as far as its light has
// come from the line, 0 to 1. Hatched: it is no result.
func (m Unknowns) DrawLit(c *stage.Canvas, lit float32) {
	if lit <= 0 {
		return
	}
	a, b := m.OnLine(-1), m.OnLine(2) // beyond its ends: into the corners
	out := m.Square.W * lit
	c.Clipped(m.Square, func() {
		c.Polygon(stage.Fill(stage.Gold.At(0.2)), a.Add(-out, out), a.Add(out, -out), b.Add(out, -out), b.Add(-out, out))
	})
	c.Faded(lit, func() {
		m.Hatch(c, stage.Line(stage.Gold.At(0.6), 2))
		c.Box(m.Square, 0, stage.Line(stage.Mark.Solid(), 2))
	})
}

// Hatch covers the square with slanted lines.
func (m Unknowns) Hatch(c *stage.Canvas, line stage.Style) {
	Hatch(c, m.Square, max(8, m.Square.W/18), line)
}

// Hatch covers a rectangle with slanted lines at a distance.
func Hatch(c *stage.Canvas, r stage.Rect, distance float32, line stage.Style) {
	c.Clipped(r, func() {
		for x := r.X + distance; x < r.Right()+r.H; x += distance {
			c.Path(line, stage.Point{X: x, Y: r.Y}, stage.Point{X: x - r.H, Y: r.Bottom()})
		}
	})
}

// drawTicks draws the powers of ten outside the two axes.
func (m Unknowns) drawTicks(c *stage.Canvas, role stage.Role) {
	line, long := stage.Line(role.Solid(), 1.4), max(4, m.Square.W/50)
	for n := 1; n < All; n *= 10 {
		at := m.At(Country{n, n})
		c.Path(line, stage.Point{X: at.X, Y: m.Square.Bottom()}, stage.Point{X: at.X, Y: m.Square.Bottom() + long})
		c.Path(line, stage.Point{X: m.Square.X - long, Y: at.Y}, stage.Point{X: m.Square.X, Y: at.Y})
	}
}

// ends are the two ends of the line of possible countries.
func (m Unknowns) ends() (few, all stage.Point) {
	return m.At(Country{m.Target, All}), m.At(Country{All, m.Target})
}

// Along is how far along the line of possible countries one of them lies, 0 to 1.
func (m Unknowns) Along(k Country) float32 {
	first := UnknownShare(m.Target)
	return min(max((UnknownShare(k.Disagree)-first)/(1-first), 0), 1)
}

// OnLine is the point of the line at a share of its length.
func (m Unknowns) OnLine(share float32) stage.Point {
	a, b := m.ends()
	return stage.Lerp(a, b, share)
}

// DrawLine draws the line of possible countries, in one weight from end to end: no country on it is more
// likely than another. It grows both ways from the countries that were found, from its ends if there are
// none; grown is 0 to 1.
func (m Unknowns) DrawLine(c *stage.Canvas, found []Country, grown float32, line stage.Style) {
	if grown <= 0 {
		return
	}
	var seeds []float32
	for _, k := range found {
		seeds = append(seeds, m.Along(k))
	}
	if seeds == nil {
		seeds = []float32{0, 1}
	}
	slices.Sort(seeds)
	reach := max(seeds[0], 1-seeds[len(seeds)-1])
	for i := range seeds[1:] {
		reach = max(reach, (seeds[i+1]-seeds[i])/2)
	}
	reach *= min(grown, 1)
	from := max(0, seeds[0]-reach)
	for i, seed := range seeds {
		if i+1 < len(seeds) && seeds[i+1]-reach <= seed+reach {
			continue // one piece with the next
		}
		c.Path(line, m.OnLine(from), m.OnLine(min(1, seed+reach)))
		if i+1 < len(seeds) {
			from = seeds[i+1] - reach
		}
	}
}

var pinFigures = stage.Figures{Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle}

// pinFill is how dark a country is filled: its number stays readable.
const pinFill = 0.35

// DrawPin draws a country that the reader has found: its crowd in small, filled by the share that disagrees,
// with its number, from 1. side is at least 1.3 times the size of small text.
func (m Unknowns) DrawPin(c *stage.Canvas, k Country, number int, at stage.Point, side float32) {
	r := stage.Rect{X: at.X - side/2, Y: at.Y - side/2, W: side, H: side}
	full := side * float32(k.Disagree) / All
	c.Box(r, 1, stage.Fill(stage.Leaf.Solid()))
	c.Box(stage.Rect{X: r.X, Y: r.Bottom() - full, W: side, H: full}, 0, stage.Fill(stage.LeafInk.At(pinFill)))
	c.Box(r, 1, stage.Line(stage.LeafInk.Solid(), 1.6))
	c.Figure(pinFigures, strconv.Itoa(number), at.Add(0, pinFigures.Size[c.Shape]*stage.CapMiddle), stage.LeafInk.Solid())
}

// DrawExample draws a country of ours: hollow and dashed, without a number.
func (m Unknowns) DrawExample(c *stage.Canvas, k Country, at stage.Point, side float32, outline stage.Role) {
	r := stage.Rect{X: at.X - side/2, Y: at.Y - side/2, W: side, H: side}
	full := side * float32(k.Disagree) / All
	if outline == stage.Ink {
		c.Box(r, 1, stage.Fill(stage.Sheet.Solid()))
	} else {
		c.Box(r, 1, stage.Fill(stage.PanelHole.Solid()))
	}
	c.Box(stage.Rect{X: r.X, Y: r.Bottom() - full, W: side, H: full}, 0, stage.Fill(outline.At(pinFill)))
	c.Box(r, 1, stage.Style{Stroke: outline.Solid(), Width: 1.6, Dash: stage.Dash{On: 3, Off: 2.5}})
}

// DrawCursor draws where the country lies that the reader sets now.
func (m Unknowns) DrawCursor(c *stage.Canvas, at stage.Point, radius float32) {
	c.Disc(at, radius, stage.Style{Fill: stage.Gold.Solid(), Stroke: stage.Ink.Solid(), Width: 1.8})
}

// DrawCross draws dashed lines through it to both axes.
func (m Unknowns) DrawCross(c *stage.Canvas, at stage.Point) {
	line := stage.Style{Stroke: stage.Mark.Solid(), Width: 1.4, Dash: stage.Dash{On: 4, Off: 3}}
	c.Path(line, stage.Point{X: at.X, Y: m.Square.Y}, stage.Point{X: at.X, Y: m.Square.Bottom()})
	c.Path(line, stage.Point{X: m.Square.X, Y: at.Y}, stage.Point{X: m.Square.Right(), Y: at.Y})
}

// DrawPlate draws the reported number where only it is possible: a red square plate, as reported ones are.
func (m Unknowns) DrawPlate(c *stage.Canvas, text string, at stage.Point, side float32) {
	wide := max(side, c.FigureWidth(pinFigures, text)+0.5*side)
	c.Box(stage.Rect{X: at.X - wide/2, Y: at.Y - side/2, W: wide, H: side}, 0, stage.Fill(stage.Against.Solid()))
	c.Figure(pinFigures, text, at.Add(0, pinFigures.Size[c.Shape]*stage.CapMiddle), stage.AgainstInk.Solid())
}
