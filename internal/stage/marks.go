package stage

// Named is one of the small shapes of the story's visual language, drawn in one colour.
type Named uint8

const (
	Person Named = iota // a voter or nominee: a head and a rounded body, feet at y = +0.5
	Ring                // for
	Cross               // against
	NamedCount
)

// Seg is one step of an outline: a move, a line, or a quadratic or cubic curve.
type Seg struct {
	Op Op
	P  [3]Point // control points and end; only the first Op.Points() count
}

// Op is the kind of a segment.
type Op uint8

const (
	MoveTo Op = iota
	LineTo
	QuadTo
	CubeTo
)

// Points is the number of points the operation takes.
func (o Op) Points() int { return [...]int{1, 1, 2, 3}[o] }

// k is the handle length of a cubic quarter circle.
const k = 0.5523

func circle(x, y, r float32, clockwise bool) []Seg {
	d := r
	if !clockwise {
		d = -r
	}
	return []Seg{
		{MoveTo, [3]Point{{x - d, y}}},
		{CubeTo, [3]Point{{x - d, y - r*k}, {x - d*k, y - r}, {x, y - r}}},
		{CubeTo, [3]Point{{x + d*k, y - r}, {x + d, y - r*k}, {x + d, y}}},
		{CubeTo, [3]Point{{x + d, y + r*k}, {x + d*k, y + r}, {x, y + r}}},
		{CubeTo, [3]Point{{x - d*k, y + r}, {x - d, y + r*k}, {x - d, y}}},
	}
}

func polygon(ps ...Point) []Seg {
	segs := make([]Seg, len(ps))
	for i, p := range ps {
		segs[i] = Seg{LineTo, [3]Point{p}}
	}
	segs[0].Op = MoveTo
	return segs
}

// outlines are in units of the shape's size: height 1 for the person, diameter 1 for ring and cross.
var outlines = [NamedCount][]Seg{
	Person: append(circle(0, -0.3220, 0.1780, true),
		Seg{MoveTo, [3]Point{{-0.28, 0.5}}},
		Seg{LineTo, [3]Point{{-0.28, 0.19}}},
		Seg{CubeTo, [3]Point{{-0.28, 0.19 - 0.28*k}, {-0.28 * k, -0.09}, {0, -0.09}}},
		Seg{CubeTo, [3]Point{{0.28 * k, -0.09}, {0.28, 0.19 - 0.28*k}, {0.28, 0.19}}},
		Seg{LineTo, [3]Point{{0.28, 0.5}}},
	),
	Ring: append(circle(0, 0, 0.5, true), circle(0, 0, 0.34, false)...),
	Cross: polygon(
		Point{-0.5 + 0.12, -0.5}, Point{0, -0.12}, Point{0.5 - 0.12, -0.5}, Point{0.5, -0.5 + 0.12},
		Point{0.12, 0}, Point{0.5, 0.5 - 0.12}, Point{0.5 - 0.12, 0.5}, Point{0, 0.12},
		Point{-0.5 + 0.12, 0.5}, Point{-0.5, 0.5 - 0.12}, Point{-0.12, 0}, Point{-0.5, -0.5 + 0.12},
	),
}

// Outline is the shape's outline, filled by the non-zero rule, in multiples of its size around its
// centre.
func (n Named) Outline() []Seg { return outlines[n] }
