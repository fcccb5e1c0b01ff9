package stage

// Shape is one of the compositions of every picture. Each has units of its own and scales uniformly
// within its class of widths.
type Shape uint8

const (
	Narrow  Shape = iota // phones
	Regular              // columns of text
	Wide
	Pinned // small, pinned over an article on a phone: the page asks for it, no width chooses it
	Tall   // phones, where there is room for more height: Narrow, with more height for its main objects
)

// MaxWidth is the width, in CSS pixels, from which the page grows no more: words stand beside the widest
// stage.
const MaxWidth = 1280

// Shapes lists all shapes, in order.
var Shapes = [...]Shape{Narrow, Regular, Wide, Pinned, Tall}

// More is how much higher than Narrow the stage of Tall is, in its units.
const More float32 = 41

// ByWidth lists the shapes that a width chooses, narrowest first.
var ByWidth = Shapes[:Pinned]

// From is the smallest width, in CSS pixels, that the shape is made for. Pages narrower than the
// narrow shape's show that shape all the same.
func (s Shape) From() float32 { return [...]float32{280, 560, 960, 320, 360}[s] }

// Class is the shape whose lengths s has, for texts above all: Narrow for Tall, otherwise s itself.
func (s Shape) Class() Shape {
	if s == Tall {
		return Narrow
	}
	return s
}

// MaxWidth is the width, in CSS pixels, from which the shape's stage grows no more, so that words,
// picture and buttons share a screen.
func (s Shape) MaxWidth() float32 { return [...]float32{360, 640, 960, 640, 390}[s] }

// ShapeFor is the shape of a stage with this width and height in CSS pixels; never Pinned. A narrow one
// that is higher than wide is Tall.
func ShapeFor(width, height float32) Shape {
	switch {
	case width < Regular.From() && height > width:
		return Tall
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
	case Tall:
		return 360, 328 + More
	}
	return 390, 252
}

// MinText is the smallest text size in units that is never under 12 CSS px within the class, from 320 px
// width.
func (s Shape) MinText() float32 { return PerShape{13.5, 21, 16, 15}[s.Class()] }

func (s Shape) String() string { return [...]string{"narrow", "regular", "wide", "pinned", "tall"}[s] }

// PerShape is a length for each shape but Tall, in that shape's units: see Shape.Class.
type PerShape [Tall]float32
