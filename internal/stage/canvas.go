// Package stage is the picture's side of the story: a canvas that records a few kinds of primitive,
// colours by meaning, easing, and the shapes a picture comes in. It knows no engine; gpu, svg and
// raster draw what a canvas recorded.
package stage

// ItemKind says which primitive an item is.
type ItemKind uint8

const (
	BoxItem    ItemKind = iota // rounded box, any angle; a disc is a box with half its side as radius
	PathItem                   // polyline or polygon
	ConeItem                   // a soft triangle that fades from its first point to the opposite side
	NamedItem                  // a named shape
	LabelItem                  // a text of the words file
	FigureItem                 // a number
	DotsItem                   // a dot field
)

// Item is one recorded primitive, in stage units, all transforms applied. Which fields count
// depends on Kind.
type Item struct {
	Kind   ItemKind
	Fill   Paint
	Stroke Paint
	Width  float32 // of the stroke, centred on the edge

	Center Point   // box, named; origin (baseline) of texts
	Half   Point   // box: half its width and height
	Radius float32 // box: of the corners
	Angle  float32 // radians, clockwise: box, named, texts

	Size float32 // named, texts

	Points []Point // path, cone (apex, then the two far corners)
	Closed bool    // path
	Dash   Dash    // box and path strokes

	Named  Named
	Key    TextKey
	Weight Weight
	Text   string // figure
	Align  Align  // Start is left here: mirroring is done

	Dots *Dots

	Clip *Rect // nil: all of the stage
}

// Dash is a broken line: On drawn, Off left out, in units; the zero Dash is solid. An On of 0 gives
// round dots as wide as the line.
type Dash struct{ On, Off float32 }

// Dotted and Dashed are the two broken lines of the story: a flight, and the possible watcher.
var (
	Dotted = Dash{0, 8}
	Dashed = Dash{7, 5}
)

// Style is how a box or path is painted.
type Style struct {
	Fill   Paint
	Stroke Paint
	Width  float32 // of the stroke
	Dash   Dash
}

// Fill is a style without a stroke, Line one without a fill.
func Fill(p Paint) Style                { return Style{Fill: p} }
func Line(p Paint, width float32) Style { return Style{Stroke: p, Width: width} }

// Canvas records what a scene draws. With Mirror set, everything but the shapes of letters is
// reflected left to right, for right-to-left languages.
type Canvas struct {
	Stage  Shape // the stage's own
	Shape  Shape // its Class, whose lengths hold
	Text   Text
	Mirror bool
	Items  []Item

	points []Point
	at     transform
	alpha  float32
	clip   *Rect
	stack  []state
	travel travel
}

type state struct {
	at    transform
	alpha float32
	clip  *Rect
}

// NewCanvas is an empty canvas.
func NewCanvas(shape Shape, text Text, mirror bool) *Canvas {
	return &Canvas{Stage: shape, Shape: shape.Class(), Text: text, Mirror: mirror, at: identity, alpha: 1}
}

// Reset empties the canvas for the next frame and keeps its memory.
func (c *Canvas) Reset(shape Shape) {
	c.Stage, c.Shape = shape, shape.Class()
	c.Items, c.points, c.stack = c.Items[:0], c.points[:0], c.stack[:0]
	c.at, c.alpha, c.clip, c.travel = identity, 1, nil, travel{}
}

// Size is the stage's width and height in its units.
func (c *Canvas) Size() (w, h float32) { return c.Stage.Size() }

// Within draws what draw draws moved to at, turned clockwise by angle (radians) and scaled.
func (c *Canvas) Within(at Point, angle, scale float32, draw func()) {
	c.push()
	c.at = c.at.then(at, angle, scale)
	draw()
	c.pop()
}

// Faded draws what draw draws with its opacity multiplied by alpha; nothing at 0.
func (c *Canvas) Faded(alpha float32, draw func()) {
	if alpha <= 0 {
		return
	}
	c.push()
	c.alpha *= min(alpha, 1)
	draw()
	c.pop()
}

// Clipped draws what draw draws inside r only, and inside the clips around it. r must not be turned.
func (c *Canvas) Clipped(r Rect, draw func()) {
	c.push()
	a, b := c.apply(Point{r.X, r.Y}), c.apply(Point{r.Right(), r.Bottom()})
	clip := Rect{min(a.X, b.X), min(a.Y, b.Y), abs(b.X - a.X), abs(b.Y - a.Y)}
	if c.clip != nil {
		clip = clip.intersect(*c.clip)
	}
	c.clip = &clip
	draw()
	c.pop()
}

// Box draws a rectangle with rounded corners.
func (c *Canvas) Box(r Rect, radius float32, s Style) { c.TurnedBox(r, radius, 0, s) }

// TurnedBox is Box turned clockwise about its centre by angle (radians).
func (c *Canvas) TurnedBox(r Rect, radius, angle float32, s Style) {
	if it := c.add(BoxItem, s); it != nil {
		it.Center, it.Half = c.apply(r.Center()), Point{r.W / 2 * c.at.scale, r.H / 2 * c.at.scale}
		it.Radius, it.Angle = least(radius, least(r.W, r.H)/2)*c.at.scale, c.turn(angle)
	}
}

// Disc draws a filled or outlined circle.
func (c *Canvas) Disc(center Point, radius float32, s Style) {
	c.Box(Rect{center.X - radius, center.Y - radius, 2 * radius, 2 * radius}, radius, s)
}

// Path draws an open line through the points. Its ends are round.
func (c *Canvas) Path(s Style, ps ...Point) { c.path(s, false, ps) }

// Polygon draws a closed outline through the points; it must not cross itself.
func (c *Canvas) Polygon(s Style, ps ...Point) { c.path(s, true, ps) }

func (c *Canvas) path(s Style, closed bool, ps []Point) {
	if len(ps) < 2 {
		return
	}
	if it := c.add(PathItem, s); it != nil {
		it.Points, it.Closed = c.applyAll(ps), closed
	}
}

// ConeFade is how a cone fades: its opacity at shares of the way from the eye to the far edge.
var ConeFade = [3]struct{ At, Alpha float32 }{{0, 0.8}, {0.72, 0.44}, {1, 0}}

// Cone draws sight: a triangle from the eye to the far edge a–b, fading out towards that edge.
func (c *Canvas) Cone(eye, a, b Point, p Paint) {
	if it := c.add(ConeItem, Fill(p)); it != nil {
		it.Points = c.applyAll([]Point{eye, a, b})
	}
}

// Named draws a named shape centred on at.
func (c *Canvas) Named(n Named, at Point, size float32, p Paint) {
	if it := c.add(NamedItem, Fill(p)); it != nil {
		it.Named, it.Center, it.Size, it.Angle = n, c.apply(at), size*c.at.scale, c.turn(0)
	}
}

// Label draws a text with the baseline of its first line at at.
func (c *Canvas) Label(l Label, at Point, p Paint) {
	if l.Size[c.Shape] == 0 {
		return
	}
	if it := c.add(LabelItem, Fill(p)); it != nil {
		it.Key, it.Weight = l.Key(c.Shape), l.Weight
		c.text(it, at, l.Size[c.Shape], l.Align)
	}
}

// LabelIn draws a text of one line in the middle of r.
func (c *Canvas) LabelIn(l Label, r Rect, p Paint) {
	l.Align = Middle
	c.Label(l, r.Center().Add(0, l.Size[c.Shape]*CapMiddle), p)
}

// Figure draws a number, already formatted, in tabular digits with its baseline at at.
func (c *Canvas) Figure(f Figures, text string, at Point, p Paint) {
	if f.Size[c.Shape] == 0 {
		return
	}
	if it := c.add(FigureItem, Fill(p)); it != nil {
		it.Text, it.Weight = text, f.Weight
		c.text(it, at, f.Size[c.Shape], f.Align)
	}
}

// text positions a text's item.
func (c *Canvas) text(it *Item, at Point, size float32, align Align) {
	it.Center, it.Size, it.Angle, it.Align = c.apply(at), size*c.at.scale, c.turn(0), c.align(align)
}

// Field draws a dot field; mirrored, it fills from the right. It panics in a turned Within, which the
// backends cannot draw.
func (c *Canvas) Field(d Dots) {
	if c.at.angle != 0 {
		panic("stage: a dot field cannot be turned")
	}
	if c.travel.muted {
		return
	}
	d.Area = c.at.rect(d.Area)
	bands := make([]Band, len(d.Bands))
	for i, b := range d.Bands {
		b.Paint.Alpha *= c.alpha
		bands[i] = b
	}
	d.Bands = bands
	c.Items = append(c.Items, Item{Kind: DotsItem, Dots: &d, Clip: c.clip})
}

// LabelSize is the width of l's longest line and the height from its first line's ascent to its
// last line's descent, in units.
func (c *Canvas) LabelSize(l Label) (w, h float32) {
	em, lines := c.Text.Measure(l.Key(c.Shape))
	size := l.Size[c.Shape]
	return em * size, (1 + LineHeight*float32(lines-1)) * size
}

// FigureWidth is the width of a number in units.
func (c *Canvas) FigureWidth(f Figures, text string) float32 {
	return c.Text.MeasureFigures(f.Weight, text) * f.Size[c.Shape]
}

func (c *Canvas) push() { c.stack = append(c.stack, state{c.at, c.alpha, c.clip}) }

func (c *Canvas) pop() {
	s := c.stack[len(c.stack)-1]
	c.stack = c.stack[:len(c.stack)-1]
	c.at, c.alpha, c.clip = s.at, s.alpha, s.clip
}

// add appends an item in a style, for the caller to position; nil if it could not be seen. It is valid
// until the next one: an item is too large to be copied thousands of times a frame.
func (c *Canvas) add(kind ItemKind, s Style) *Item {
	s.Fill.Alpha *= c.alpha
	s.Stroke.Alpha *= c.alpha
	if c.travel.muted || !s.Fill.Visible() && !s.Stroke.Visible() {
		return nil
	}
	c.Items = append(c.Items, Item{})
	it := &c.Items[len(c.Items)-1]
	it.Kind, it.Fill, it.Stroke, it.Clip = kind, s.Fill, s.Stroke, c.clip
	it.Width = s.Width * c.at.scale
	it.Dash = Dash{s.Dash.On * c.at.scale, s.Dash.Off * c.at.scale}
	return it
}

// apply is where a point of the current coordinates lies on the stage.
func (c *Canvas) apply(p Point) Point {
	p = c.at.apply(p)
	if c.Mirror {
		w, _ := c.Size()
		p.X = w - p.X
	}
	return p
}

func (c *Canvas) applyAll(ps []Point) []Point {
	start := len(c.points)
	for _, p := range ps {
		c.points = append(c.points, c.apply(p))
	}
	return c.points[start:len(c.points):len(c.points)]
}

func (c *Canvas) turn(angle float32) float32 {
	if c.Mirror {
		return -c.at.angle - angle
	}
	return c.at.angle + angle
}

func (c *Canvas) align(a Align) Align {
	if c.Mirror {
		return End - a
	}
	return a
}

// least replaces min on hot paths: for floats, min compiles to a function call on wasm.
func least(a, b float32) float32 {
	if b < a {
		return b
	}
	return a
}

func abs(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}
