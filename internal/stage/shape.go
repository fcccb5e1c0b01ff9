package stage

// Shape is one of the compositions of every picture. Each has units of its own and scales uniformly
// within its class of widths.
type Shape uint8

const (
	Narrow  Shape = iota // phones
	Regular              // columns of text
	Wide
	Pinned // small, pinned over an article on a phone: the page asks for it, no width chooses it
)

// MaxWidth is the width, in CSS pixels, from which the page grows no more: words stand beside the widest
// stage.
const MaxWidth = 1280

// Shapes lists all shapes, in order.
var Shapes = [...]Shape{Narrow, Regular, Wide, Pinned}

// ByWidth lists the shapes that a width chooses, narrowest first.
var ByWidth = Shapes[:Pinned]

// From is the smallest width, in CSS pixels, that the shape is made for. Pages narrower than the
// narrow shape's show that shape all the same.
func (s Shape) From() float32 { return PerShape{280, 560, 960, 320}[s] }

// MaxWidth is the width, in CSS pixels, from which the shape's stage grows no more, so that words,
// picture and buttons share a screen.
func (s Shape) MaxWidth() float32 { return PerShape{360, 640, 960, 640}[s] }

// ShapeFor is the shape shown at a width in CSS pixels; never Pinned.
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
		return 360, 328
	case Regular:
		return 960, 600
	case Wide:
		return 1280, 640
	}
	return 390, 252
}

// MinText is the smallest text size in units that is never under 12 CSS px within the class, from 320 px
// width.
func (s Shape) MinText() float32 { return PerShape{13.5, 21, 16, 15}[s] }

func (s Shape) String() string { return [...]string{"narrow", "regular", "wide", "pinned"}[s] }

// PerShape is a length for each shape, in that shape's units.
type PerShape [len(Shapes)]float32

// Without is p with no length in shape s: a text of that size is not drawn there.
func (p PerShape) Without(s Shape) PerShape {
	p[s] = 0
	return p
}
