package stage

// Weight is a cut of the typeface.
type Weight uint8

const (
	Normal Weight = iota // 400
	Strong               // 600
)

// Align says which part of a text lies at its x. In right-to-left languages Start is the right.
type Align uint8

const (
	Start Align = iota
	Middle
	End
)

// Start is where a line of a width begins, from the point that it is placed at.
func (a Align) Start(width float32) float32 {
	switch a {
	case Middle:
		return -width / 2
	case End:
		return -width
	}
	return 0
}

// Measures of a text as shares of its size.
const (
	LineHeight = 1.25 // distance of baselines
	Ascent     = 0.86 // from a line's top to its baseline
	CapMiddle  = 0.36 // from the middle of a capital letter down to the baseline: centres a line
)

// The type scale: text sizes in units. A size that only one picture has, such as that of its one large
// figure, stands with the picture. They are functions, so that a label is data when the program starts.

// Small is the size of axes, captions and second lines.
func Small() PerShape { return PerShape{13.5, 21, 20, 15} }

// SmallOnPage is Small for what the pinned shape has no room for.
func SmallOnPage() PerShape { return PerShape{13.5, 21, 20, 0} }

// Body is the size of what is read next.
func Body() PerShape { return PerShape{14.5, 21, 22, 16} }

// Lead is the size of what is read first, and of figures among words.
func Lead() PerShape { return PerShape{16, 24, 25, 17} }

// Label is a text of the words file set in one style. Labels are shaped when the site is built, so
// a scene lists every label it can draw.
type Label struct {
	Words  string // key in the "stage" part of the words file
	Weight Weight
	Size   PerShape // text size in units; 0: not drawn in that shape
	Wrap   PerShape // width in units at which lines break; 0: only where the words say so
	Align  Align
}

// Key is what the shaped text of l is stored under for shape s.
func (l Label) Key(s Shape) TextKey {
	s = s.Class()
	k := TextKey{Words: l.Words, Weight: l.Weight}
	if l.Wrap[s] > 0 && l.Size[s] > 0 {
		k.Wrap = uint16(l.Wrap[s]/l.Size[s]*16 + 0.5)
	}
	return k
}

// TextKey names one shaped text. Shaping does not depend on size, only on the ratio of line width
// to size, so labels that differ in size alone share one.
type TextKey struct {
	Words  string
	Weight Weight
	Wrap   uint16 // line width in sixteenths of an em; 0: unlimited
}

// Figures is a style for numbers that change: set from tabular digits, one line.
type Figures struct {
	Weight Weight
	Size   PerShape // as of a Label
	Align  Align
}

// Text measures shaped text. Widths are in ems (multiples of the text size).
type Text interface {
	// Measure is the width of the longest line and the number of lines, 0 and 0 for an unknown key.
	Measure(TextKey) (width float32, lines int)
	// MeasureFigures is the width of a number in tabular digits.
	MeasureFigures(w Weight, s string) float32
}
