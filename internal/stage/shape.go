package stage

// Shape is one of the three compositions of every picture. Each has units of its own and scales
// uniformly within its class of widths.
type Shape uint8

const (
	Narrow  Shape = iota // phones
	Regular              // columns of text
	Wide
)

// MaxWidth is the width, in CSS pixels, from which the page grows no more: words stand beside the widest
// stage.
const MaxWidth = 1280

// Shapes lists all three, in order.
var Shapes = [...]Shape{Narrow, Regular, Wide}

// From is the smallest width, in CSS pixels, that the shape is made for. Pages narrower than the
// narrow shape's show that shape all the same.
func (s Shape) From() float32 { return [...]float32{280, 560, 960}[s] }

// MaxWidth is the width, in CSS pixels, from which the shape's stage grows no more, so that words,
// picture and buttons share a screen.
func (s Shape) MaxWidth() float32 { return [...]float32{390, 640, 960}[s] }

// ShapeFor is the shape shown at a width in CSS pixels.
func ShapeFor(width float32) Shape {
	switch {
	case width < Regular.From():
		return Narrow
	case width < Wide.From():
		return Regular
	}
	return Wide
}

// Size is the stage's width and height in its own units.
func (s Shape) Size() (w, h float32) {
	switch s {
	case Narrow:
		return 390, 488
	case Regular:
		return 960, 600
	}
	return 1280, 640
}

// MinText is the smallest text size in units that is never under 12 CSS px within the class.
func (s Shape) MinText() float32 { return [...]float32{17, 21, 16}[s] }

func (s Shape) String() string { return [...]string{"narrow", "regular", "wide"}[s] }

// PerShape is a length for each of narrow, regular and wide, in that shape's units.
type PerShape [3]float32
