// Package svg writes what a canvas recorded as a vector picture: the posters of the page and the
// golden files of the tests. Text is written as outlines, so a picture needs no font.
package svg

import (
	"math"
	"strconv"
	"strings"

	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
)

// Options say how a picture is coloured and named.
type Options struct {
	// Palette gives the colours; nil: CSS custom properties named after the roles, for a picture
	// inlined in a page.
	Palette *stage.Palette
	// Dark, if set, makes a file for both themes: it has these colours in place of Palette's where its
	// address ends with "#" + DarkFragment.
	Dark *stage.Palette
	// Prefix begins every id in the picture, so that several can be inlined in one page.
	Prefix string
	// Texts, if set, are the words by key: labels are then written as text elements, which golden
	// files need to be read and compared, instead of as outlines.
	Texts map[string]string
	// Class, if set, becomes the class of the root element.
	Class string
	// Bare leaves the ground out, for a page that has its own paper.
	Bare bool
	// Foot is how many units the picture is higher than the stage, for a caption drawn below it.
	Foot float32
	// Title, if set, makes a picture that stands by itself: with a size, named by the title and described
	// by Description, and for programs that read only SVG 1.1.
	Title, Description string
}

// DarkFragment is the fragment of the address under which a picture made with Options.Dark is dark.
const DarkFragment = "dark"

// Variables are the names of the CSS custom properties that stand for the roles.
var Variables = [stage.RoleCount]string{
	stage.Paper: "--paper", stage.Ink: "--ink", stage.Muted: "--muted", stage.Hairline: "--hairline",
	stage.Sheet: "--sheet", stage.Shade: "--shade",
	stage.For: "--for", stage.ForTint: "--for-tint", stage.Against: "--against", stage.AgainstTint: "--against-tint",
	stage.Mark: "--mark", stage.Gold: "--gold", stage.GoldInk: "--gold-ink", stage.AgainstInk: "--against-ink",
	stage.Panel: "--panel", stage.PanelInk: "--panel-ink", stage.PanelMuted: "--panel-muted", stage.PanelHole: "--panel-hole",
	stage.Slot: "--slot",
	stage.Leaf: "--leaf", stage.LeafBack: "--leaf-back", stage.LeafInk: "--leaf-ink",
	stage.LeafFor: "--leaf-for", stage.LeafForTint: "--leaf-for-tint", stage.LeafAgainst: "--leaf-against", stage.LeafAgainstTint: "--leaf-against-tint",
}

// Render writes the canvas as an SVG document. Without a title it is decoration beside text that says
// the same: hidden from assistive technology.
func Render(c *stage.Canvas, pack *pack.Language, o Options) []byte {
	w, h := c.Size()
	// As the engine scales: the width fits, and the height but for rounding.
	p := &picture{pack: pack, o: o, mirror: c.Mirror, width: w}
	h += o.Foot
	p.s(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 `).n(w).s(` `).n(h).s(`"`)
	if o.Title == "" {
		p.s(` preserveAspectRatio="xMidYMin slice" aria-hidden="true" focusable="false"`)
	} else {
		p.s(` xmlns:xlink="http://www.w3.org/1999/xlink" width="`).n(w).s(`" height="`).n(h).s(`" role="img" aria-labelledby="title" aria-describedby="description"`)
	}
	if o.Class != "" {
		p.s(` class="`).s(o.Class).s(`"`)
	}
	if o.Dark != nil {
		p.s(` id="`).s(DarkFragment).s(`"`)
	}
	p.s(">")
	if o.Dark != nil {
		p.themes()
	}
	if o.Title != "" {
		p.s(`<title id="title">`).escaped(o.Title).s(`</title><desc id="description">`).escaped(o.Description).s("</desc>")
	}
	if !o.Bare {
		p.s("<path")
		p.fill(stage.Paper.Solid())
		p.s(` d="M0 0H`).n(w).s(`V`).n(h).s(`H0Z"/>`)
	}
	p.s("\n")
	for i := range c.Items {
		last := i+1 == len(c.Items)
		p.leads = !last && alike(&c.Items[i], &c.Items[i+1])
		p.goesOn = !last && o.Texts == nil && oneLine(&c.Items[i], &c.Items[i+1])
		p.item(&c.Items[i])
	}
	p.s("</svg>\n")
	return p.out
}

type picture struct {
	out    []byte
	pack   *pack.Language
	o      Options
	mirror bool
	width  float32
	ids    int
	leads  bool        // the next item is like this one
	goesOn bool        // the next item is written as a part of this one's path
	within bool        // this item is such a part
	first  *stage.Item // of the last crowd of named shapes, with the id crowd
	crowd  string
}

func (p *picture) s(s string) *picture { p.out = append(p.out, s...); return p }

// escaped writes text between tags.
func (p *picture) escaped(s string) *picture { return p.s(textEscaper.Replace(s)) }

var textEscaper = strings.NewReplacer("<", "&lt;", "&", "&amp;")

// use begins a copy of what has an id.
func (p *picture) use(id string) *picture {
	p.s(`<use `)
	if p.o.Title != "" {
		p.s(`xlink:`)
	}
	return p.s(`href="#`).s(id).s(`"`)
}

// n writes a number with at most two decimals and no waste.
func (p *picture) n(v float32) *picture {
	f := float64(v)
	if f > -0.005 && f < 0.005 {
		f = 0
	}
	b := strconv.AppendFloat(nil, f, 'f', 2, 32)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	p.out = append(p.out, b...)
	return p
}

// at writes a point.
func (p *picture) at(x, y float32) *picture {
	p.n(x)
	if y > -0.005 {
		p.s(" ")
	}
	return p.n(y)
}

func (p *picture) id() string {
	p.ids++
	return p.o.Prefix + strconv.Itoa(p.ids)
}

// themes writes the colours in which the themes differ. The picture is the target of its own address's fragment, in an img
// element too.
func (p *picture) themes() {
	p.s("<style>")
	for i, palette := range [2]*stage.Palette{p.o.Palette, p.o.Dark} {
		p.s([2]string{":root{", ":target{"}[i])
		for r, name := range Variables {
			if p.themed(stage.Role(r)) {
				p.s(name).s(":").s(palette[r].Hex()).s(";")
			}
		}
		p.s("}")
	}
	p.s("</style>")
}

// themed reports whether a colour differs between the themes of a file for both.
func (p *picture) themed(r stage.Role) bool {
	return p.o.Dark != nil && p.o.Palette[r].Hex() != p.o.Dark[r].Hex()
}

func (p *picture) colour(r stage.Role) string {
	if p.o.Palette == nil || p.themed(r) {
		return "var(" + Variables[r] + ")"
	}
	return p.o.Palette[r].Hex()
}

func (p *picture) paint(attr string, paint stage.Paint) {
	if !paint.Visible() {
		p.s(` `).s(attr).s(`="none"`)
		return
	}
	p.s(` `).s(attr).s(`="`).s(p.colour(paint.Role)).s(`"`)
	if paint.Alpha < 1 {
		p.s(` `).s(attr).s(`-opacity="`).n(paint.Alpha).s(`"`)
	}
}

func (p *picture) fill(paint stage.Paint) { p.paint("fill", paint) }

func (p *picture) stroke(it *stage.Item) {
	if !it.Stroke.Visible() {
		return
	}
	p.paint("stroke", it.Stroke)
	p.s(` stroke-width="`).n(it.Width).s(`"`)
	if it.Dash != (stage.Dash{}) {
		p.s(` stroke-dasharray="`).n(it.Dash.On).s(` `).n(it.Dash.Off).s(`"`)
	}
	if it.Kind == stage.PathItem {
		p.s(` stroke-linejoin="round" stroke-linecap="round"`)
	}
}

func (p *picture) turn(angle float32, about stage.Point) {
	if angle != 0 {
		p.s(` transform="`)
		p.rotate(angle, about)
		p.s(`"`)
	}
}

func (p *picture) rotate(angle float32, about stage.Point) {
	p.s(`rotate(`).n(angle*180/3.14159265).s(` `).at(about.X, about.Y).s(`)`)
}

func (p *picture) item(it *stage.Item) {
	if it.Clip != nil {
		id := p.id()
		p.s(`<clipPath id="`).s(id).s(`"><path d="M`).at(it.Clip.X, it.Clip.Y).s(`h`).n(it.Clip.W).s(`v`).n(it.Clip.H).s(`h`).n(-it.Clip.W).
			s(`z"/></clipPath><g clip-path="url(#`).s(id).s(`)">`)
	}
	switch it.Kind {
	case stage.BoxItem:
		p.box(it)
	case stage.PathItem:
		p.path(it)
	case stage.ConeItem:
		p.cone(it)
	case stage.NamedItem:
		p.named(it)
	case stage.LabelItem:
		run, ok := p.pack.Label(it.Key)
		switch {
		case !ok:
			p.s("<!-- no label ").s(it.Key.Words).s(" -->")
		case p.o.Texts != nil:
			p.words(it, p.o.Texts[it.Key.Words], len(run.Lines))
		default:
			p.text(it, run.Lines)
		}
	case stage.FigureItem:
		if p.o.Texts != nil {
			p.words(it, it.Text, 1)
			break
		}
		p.text(it, []pack.Line{p.pack.Figure(it.Weight, it.Text)})
	case stage.DotsItem:
		p.dots(it)
	}
	if it.Clip != nil {
		p.s("</g>")
	}
	p.s("\n")
}

func (p *picture) box(it *stage.Item) {
	if it.Half.X == it.Half.Y && it.Radius == it.Half.X {
		p.s(`<circle cx="`).n(it.Center.X).s(`" cy="`).n(it.Center.Y).s(`" r="`).n(it.Radius).s(`"`)
	} else {
		p.s(`<rect x="`).n(it.Center.X - it.Half.X).s(`" y="`).n(it.Center.Y - it.Half.Y).
			s(`" width="`).n(2 * it.Half.X).s(`" height="`).n(2 * it.Half.Y).s(`"`)
		if it.Radius > 0 {
			p.s(` rx="`).n(it.Radius).s(`"`)
		}
	}
	p.fill(it.Fill)
	p.stroke(it)
	p.turn(it.Angle, it.Center)
	p.s("/>")
}

func (p *picture) path(it *stage.Item) {
	if !p.within {
		p.s(`<path d="`)
	}
	for i, pt := range it.Points {
		switch {
		case i == 0:
			p.s("M").at(pt.X, pt.Y)
		case pt.X == it.Points[i-1].X && p.o.Texts == nil: // shorter; a golden file has points
			p.s("V").n(pt.Y)
		case pt.Y == it.Points[i-1].Y && p.o.Texts == nil:
			p.s("H").n(pt.X)
		default:
			p.s("L").at(pt.X, pt.Y)
		}
	}
	if it.Closed {
		p.s("Z")
	}
	if p.within = p.goesOn; p.goesOn {
		return
	}
	p.s(`"`)
	p.fill(it.Fill)
	p.stroke(it)
	p.s("/>")
}

func (p *picture) cone(it *stage.Item) {
	id := p.id()
	eye, a, b := it.Points[0], it.Points[1], it.Points[2]
	far := stage.Point{X: (a.X + b.X) / 2, Y: (a.Y + b.Y) / 2}
	col := p.colour(it.Fill.Role)
	p.s(`<linearGradient id="`).s(id).s(`" gradientUnits="userSpaceOnUse" x1="`).n(eye.X).s(`" y1="`).n(eye.Y).s(`" x2="`).n(far.X).s(`" y2="`).n(far.Y).s(`">`)
	for _, stop := range stage.ConeFade {
		p.s(`<stop offset="`).n(stop.At).s(`" stop-color="`).s(col).s(`" stop-opacity="`).n(stop.Alpha * it.Fill.Alpha).s(`"/>`)
	}
	p.s(`</linearGradient><path fill="url(#`).s(id).s(`)" d="M`).at(eye.X, eye.Y).s(`L`).at(a.X, a.Y).s(`L`).at(b.X, b.Y).s(`Z"/>`)
}

// oneLine reports whether b, drawn after a, is an open line of the same opaque stroke.
func oneLine(a, b *stage.Item) bool {
	line := func(it *stage.Item) bool {
		return it.Kind == stage.PathItem && !it.Closed && !it.Fill.Visible() && it.Stroke.Alpha >= 1 && it.Clip == nil
	}
	return line(a) && line(b) && a.Stroke == b.Stroke && a.Width == b.Width && a.Dash == b.Dash
}

// alike reports whether b, drawn after a, is the same named shape at another place.
func alike(a, b *stage.Item) bool {
	return a.Kind == stage.NamedItem && b.Kind == stage.NamedItem && a.Named == b.Named && a.Size == b.Size &&
		a.Fill == b.Fill && a.Angle == 0 && b.Angle == 0
}

// named writes a named shape; a crowd of the same is written once and then referred to.
func (p *picture) named(it *stage.Item) {
	if p.first != nil && alike(p.first, it) {
		p.use(p.crowd).s(` x="`).n(it.Center.X - p.first.Center.X).s(`" y="`).n(it.Center.Y - p.first.Center.Y).s(`"/>`)
		return
	}
	p.s(`<path`)
	if p.leads {
		p.first, p.crowd = it, p.id()
		p.s(` id="`).s(p.crowd).s(`"`)
	}
	p.fill(it.Fill)
	p.turn(it.Angle, it.Center)
	p.s(` d="`)
	p.outline(it.Named.Outline(), it.Size, it.Center)
	p.s(`"/>`)
}

// outline writes path data of an outline scaled by size around origin.
func (p *picture) outline(segs []stage.Seg, size float32, origin stage.Point) {
	var last stage.Point
	for i, seg := range segs {
		if seg.Op == stage.MoveTo && i > 0 {
			p.s("Z")
		}
		at := func(j int) stage.Point {
			return stage.Point{X: origin.X + seg.P[j].X*size, Y: origin.Y + seg.P[j].Y*size}
		}
		points := seg.Op.Points()
		end := at(points - 1)
		switch { // a golden file has points
		case seg.Op == stage.LineTo && p.o.Texts == nil && end.X == last.X:
			p.s("V").n(end.Y)
		case seg.Op == stage.LineTo && p.o.Texts == nil && end.Y == last.Y:
			p.s("H").n(end.X)
		default:
			p.s([]string{"M", "L", "Q", "C"}[seg.Op])
			for j := range points {
				if j > 0 {
					p.s(" ")
				}
				p.at(at(j).X, at(j).Y)
			}
		}
		last = end
	}
	if len(segs) > 0 {
		p.s("Z")
	}
}

// textEm is the number of an outline's units in an em. In a text of 20 pixels a unit is a fifteenth of a pixel.
const textEm = 300

// text writes outlines around the text's anchor in whole units, the same in all shapes of a scene, and each point from the
// last one, so that a letter is written in the same way wherever it stands: a page with many letters compresses well.
func (p *picture) text(it *stage.Item, lines []pack.Line) {
	p.s(`<path`)
	p.fill(it.Fill)
	p.s(` transform="`)
	if it.Angle != 0 {
		p.rotate(it.Angle, it.Center)
	}
	p.s(`translate(`).at(it.Center.X, it.Center.Y).s(`)scale(`)
	p.out = strconv.AppendFloat(p.out, float64(it.Size)/textEm, 'f', 6, 64)
	p.s(`)" d="`)
	var pen stage.Point
	for i, line := range lines {
		x := it.Align.Start(line.Width)
		y := float32(i) * stage.LineHeight
		for _, g := range line.Glyphs {
			pen = p.glyph(p.pack.Outline(g.ID), whole(stage.Point{X: x + g.X, Y: y + g.Y}), pen)
		}
	}
	p.s(`"/>`)
}

// glyph writes path data of a letter's outline at a place, in whole units, and returns where the path's pen is then.
func (p *picture) glyph(segs []stage.Seg, at, pen stage.Point) stage.Point {
	var start stage.Point // of the contour: closing it brings the pen back there
	for i, seg := range segs {
		if seg.Op == stage.MoveTo && i > 0 {
			p.s("z")
			pen = start
		}
		points := seg.Op.Points()
		var from [3]stage.Point // where each point lies from the pen
		for j := range points {
			to := whole(seg.P[j])
			from[j] = stage.Point{X: at.X + to.X - pen.X, Y: at.Y + to.Y - pen.Y}
		}
		end := from[points-1]
		switch {
		case seg.Op == stage.LineTo && end.X == 0:
			p.s("v").n(end.Y)
		case seg.Op == stage.LineTo && end.Y == 0:
			p.s("h").n(end.X)
		default:
			p.s([]string{"m", "l", "q", "c"}[seg.Op])
			for j := range points {
				if j > 0 && from[j].X > -0.005 {
					p.s(" ")
				}
				p.at(from[j].X, from[j].Y)
			}
		}
		pen = pen.Add(end.X, end.Y)
		if seg.Op == stage.MoveTo {
			start = pen
		}
	}
	if len(segs) > 0 {
		p.s("z")
		pen = start
	}
	return pen
}

// whole is a point, given in ems, in whole units.
func whole(p stage.Point) stage.Point {
	return stage.Point{X: float32(math.Round(float64(p.X * textEm))), Y: float32(math.Round(float64(p.Y * textEm)))}
}

// words writes a text as it is read.
func (p *picture) words(it *stage.Item, text string, lines int) {
	p.s(`<text x="`).n(it.Center.X).s(`" y="`).n(it.Center.Y).s(`" font-size="`).n(it.Size).s(`" font-weight="`).
		s([]string{"400", "600"}[it.Weight]).s(`" text-anchor="`).s([]string{"start", "middle", "end"}[it.Align]).
		s(`" data-lines="`).s(strconv.Itoa(lines)).s(`"`)
	p.fill(it.Fill)
	p.turn(it.Angle, it.Center)
	p.s(">")
	p.escaped(strings.ReplaceAll(text, "\n", " / ")).s("</text>")
}
