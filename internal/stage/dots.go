package stage

// Flow is the order in which a dot field fills.
type Flow uint8

const (
	RowsDown  Flow = iota // blocks row by row from the top left, dots inside a block likewise
	RowsUp                // row by row from the bottom left
	ColumnsUp             // block columns from the left, each from the bottom up; dots inside a block row by row from its bottom
	Scattered             // everywhere alike: a field of 10,000 dots, each at its Rank among them
)

// Dots is a field of dots in square blocks of Side × Side, blocks in Cols × Rows. Dot i of the
// field is in block i/(Side·Side) in the order of Flow. Its cost does not depend on the number of dots.
type Dots struct {
	Area       Rect
	Cols, Rows int
	Side       int
	Gap        float32 // space between blocks, as a share of the distance of their starts
	Dot        float32 // diameter as a share of the distance of dots
	Square     bool
	Flow       Flow
	Bands      []Band // in order of Until; dots beyond the last are not drawn; at most MaxBands
}

// MaxBands is the number of bands that a field can have.
const MaxBands = 4

// Band is a run of dots painted alike, from the end of the band before up to Until. A fraction in
// Until fades the dot it falls in.
type Band struct {
	Until float32
	Paint Paint
	Ring  bool
}

// Lattice is where a field's dots lie: all in units.
type Lattice struct {
	Origin Point   // top left of the first block
	BlockX float32 // distance of block starts across
	BlockY float32 // and down
	Pitch  float32 // distance of dot centres within a block
	Size   float32 // dot diameter
}

// mostLost is how small a field may become, of its size, to lie on whole device pixels.
const mostLost = 0.94

// Lattice places the dots. With scale above 0 (device pixels per unit) they lie on whole device
// pixels if that takes little of the field's size; the remainder goes to the gaps between blocks.
func (d Dots) Lattice(scale float32) Lattice {
	bx, by := d.Area.W/float32(d.Cols), d.Area.H/float32(d.Rows)
	if d.Cols > 1 || d.Rows > 1 { // the last block has no gap after it
		bx = d.Area.W / (float32(d.Cols) - d.Gap)
		by = d.Area.H / (float32(d.Rows) - d.Gap)
	}
	block := min(bx, by)
	inner := block
	if d.Cols > 1 || d.Rows > 1 {
		inner = block * (1 - d.Gap)
	}
	l := Lattice{Origin: Point{d.Area.X, d.Area.Y}, BlockX: bx, BlockY: by, Pitch: inner / float32(d.Side)}
	l.Size = l.Pitch * d.Dot
	if d.Flow == Scattered {
		return l // blocks say nothing there: gaps between them would be stripes
	}
	if px := l.Pitch * scale; px < 1 || float32(int(px+0.01)) < mostLost*px {
		return l // too much would be lost: better the picture's proportions than crisp edges
	}
	snap := func(v float32) float32 { return float32(int(v*scale+0.5)) / scale }
	down := func(v float32) float32 { return float32(int(v*scale+0.01)) / scale }
	l.Pitch = down(l.Pitch)
	l.Origin = Point{snap(d.Area.X), snap(d.Area.Y)}
	l.BlockX, l.BlockY = down(bx), down(by)
	if d.Cols == 1 && d.Rows == 1 { // centre what is left over, feet on the floor
		l.Origin.X = snap(d.Area.X + (d.Area.W-l.Pitch*float32(d.Side))/2)
		l.Origin.Y = snap(d.Area.Bottom() - l.Pitch*float32(d.Side))
	}
	l.Size = l.Pitch * d.Dot
	return l
}

// Rank is where dot i of a scattered field, counted as in RowsDown, comes in the order in which it fills: a
// fixed shuffle that looks like none. The backends have the same one (gpu/dots.kage).
func Rank(i int) int {
	x, y := i%100, i/100
	for _, k := range shuffles {
		x = (x + y*(y*k[0]+k[1])%k[2]) % 100
		x, y = y, x
	}
	return y*100 + x
}

var shuffles = [...][3]int{{37, 11, 101}, {53, 17, 103}, {29, 71, 107}, {41, 5, 109}}

// Count is the number of dots in the field.
func (d Dots) Count() int { return d.Cols * d.Rows * d.Side * d.Side }

// Block is the rectangle of block i (in the order of Flow), at the given scale.
func (d Dots) Block(i int, scale float32) Rect {
	l := d.Lattice(scale)
	col, row := d.cell(i)
	side := l.Pitch * float32(d.Side)
	return Rect{l.Origin.X + float32(col)*l.BlockX, l.Origin.Y + float32(row)*l.BlockY, side, side}
}

// cell is the column and row (from the top) of block i.
func (d Dots) cell(i int) (col, row int) {
	switch d.Flow {
	case RowsUp:
		return i % d.Cols, d.Rows - 1 - i/d.Cols
	case ColumnsUp:
		return i / d.Rows, d.Rows - 1 - i%d.Rows
	}
	return i % d.Cols, i / d.Cols
}

// Center is the middle of dot i.
func (d Dots) Center(i int, scale float32) Point {
	l := d.Lattice(scale)
	n := d.Side * d.Side
	col, row := d.cell(i / n)
	x, y := i%n%d.Side, i%n/d.Side
	if d.Flow == RowsUp || d.Flow == ColumnsUp {
		y = d.Side - 1 - y
	}
	return Point{
		l.Origin.X + float32(col)*l.BlockX + (float32(x)+0.5)*l.Pitch,
		l.Origin.Y + float32(row)*l.BlockY + (float32(y)+0.5)*l.Pitch,
	}
}
