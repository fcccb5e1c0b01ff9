package pack

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

var _ stage.Text = (*Language)(nil)

func at(x, y float32) stage.Point { return stage.Point{X: x, Y: y} }

// every kind of segment, in units: a square, and a blob whose curves are quadratic (the first of
// them smooth) and cubic.
var outline = []stage.Seg{
	{Op: stage.MoveTo, P: [3]stage.Point{at(100, -1500)}},
	{Op: stage.LineTo, P: [3]stage.Point{at(1100, -1500)}},
	{Op: stage.LineTo, P: [3]stage.Point{at(1100, -500)}},
	{Op: stage.LineTo, P: [3]stage.Point{at(100, -500)}},
	{Op: stage.MoveTo, P: [3]stage.Point{at(0, 0)}},
	{Op: stage.QuadTo, P: [3]stage.Point{at(0, -200), at(100, -300)}},
	{Op: stage.QuadTo, P: [3]stage.Point{at(200, -400), at(400, -400)}},
	{Op: stage.CubeTo, P: [3]stage.Point{at(600, -400), at(700, -100), at(700, 8)}},
	{Op: stage.LineTo, P: [3]stage.Point{at(0, 8)}},
}

// format has something else in each of its fields.
func format() story.Format {
	f := story.Format{Months: []string{"January", "February"}}
	v := reflect.ValueOf(&f).Elem()
	for i := range v.NumField() {
		if v.Field(i).Kind() == reflect.String {
			v.Field(i).SetString(v.Type().Field(i).Name)
		}
	}
	return f
}

func draft() Draft {
	hello := stage.TextKey{Words: "hello", Weight: stage.Strong, Wrap: 160}
	line := DraftLine{Width: 1800, Glyphs: []DraftGlyph{{Shape: 0}, {Shape: 1, X: 1190}, {Shape: 0, X: 600, Y: -40}}}
	return Draft{
		Lang: "en", RTL: true,
		Facts:  story.Facts{"b": 99.63, "a": -27858},
		Format: format(),
		Shapes: []DraftShape{{Advance: 1200, Outline: outline}, {Advance: 10}},
		Figures: [2][]DraftFigure{
			{{Char: '1', Shape: 0, Advance: 1300}, {Char: ' ', Shape: -1, Advance: 512}},
			{{Char: '1', Shape: 1, Advance: 1024}},
		},
		Labels: []DraftLabel{
			{Key: hello, Lines: []DraftLine{line, {Width: 2048}}},
			{Key: stage.TextKey{Words: "again"}, Lines: []DraftLine{line}},
			{Key: stage.TextKey{Words: "empty"}, Lines: []DraftLine{{}}},
		},
	}
}

func TestRoundTrip(t *testing.T) {
	d := draft()
	p, err := Read(Write(d))
	if err != nil {
		t.Fatal(err)
	}
	if p.Lang != d.Lang || p.RTL != d.RTL || !reflect.DeepEqual(p.Facts, d.Facts) || !reflect.DeepEqual(p.Format, d.Format) {
		t.Errorf("got %q %v %v %+v", p.Lang, p.RTL, p.Facts, p.Format)
	}
	want := Run{[]Line{
		{Width: 1800. / Em, Glyphs: []Glyph{{ID: 0}, {ID: 1, X: 1190. / Em}, {ID: 0, X: 600. / Em, Y: -40. / Em}}},
		{Width: 1, Glyphs: []Glyph{}},
	}}
	if got, ok := p.Label(d.Labels[0].Key); !ok || !reflect.DeepEqual(got, want) {
		t.Errorf("label: got %v %v, want %v", got, ok, want)
	}
	if w, lines := p.Measure(d.Labels[0].Key); w != 1 || lines != 2 {
		t.Errorf("Measure: got %v, %v, want 1, 2", w, lines)
	}
	if r, ok := p.Label(stage.TextKey{Words: "empty"}); !ok || len(r.Lines) != 1 {
		t.Errorf("empty label: got %v %v, want one line", r, ok)
	}
	if _, ok := p.Label(stage.TextKey{Words: "hello"}); ok {
		t.Error("found a label of another weight and width")
	}
	if w, lines := p.Measure(stage.TextKey{Words: "none"}); w != 0 || lines != 0 {
		t.Errorf("unknown label: got %v, %v, want 0, 0", w, lines)
	}
}

func TestFigure(t *testing.T) {
	p, err := Read(Write(draft()))
	if err != nil {
		t.Fatal(err)
	}
	want := Line{Width: (1300 + 512 + 1300) / float32(Em), Glyphs: []Glyph{{ID: 0}, {ID: 0, X: (1300 + 512) / float32(Em)}}}
	if got := p.Figure(stage.Normal, "1 x1"); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v: a blank takes room, an unknown character none", got, want)
	}
	if got := p.MeasureFigures(stage.Strong, "11"); got != 1 {
		t.Errorf("MeasureFigures: got %v, want 1", got)
	}
	if got := p.MeasureFigures(7, "11"); got != 0 {
		t.Errorf("a weight that is none: got %v, want 0", got)
	}
}

func TestOutline(t *testing.T) {
	p, err := Read(Write(draft()))
	if err != nil {
		t.Fatal(err)
	}
	got := p.Outline(0)
	if len(got) != len(outline) {
		t.Fatalf("got %d segments, want %d", len(got), len(outline))
	}
	for i, s := range outline {
		for j := range s.P {
			s.P[j] = at(s.P[j].X/Em, s.P[j].Y/Em)
		}
		if got[i] != s {
			t.Errorf("segment %d: got %v, want %v", i, got[i], s)
		}
	}
	if got := p.Outline(2); got != nil {
		t.Errorf("a glyph that is none: got %v", got)
	}
}

func TestReadRefuses(t *testing.T) {
	whole := Write(draft())
	for n := range whole {
		if _, err := Read(whole[:n]); err == nil {
			t.Errorf("read %d of %d bytes without an error", n, len(whole))
		}
	}
	changed := func(at int, to byte) []byte {
		b := slices.Clone(whole)
		b[at] = to
		return b
	}
	lang := len(magic) + 1 // where the strings end
	for range whole[len(magic)] {
		lang += 1 + int(whole[lang])
	}
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"nothing", nil, errNoPack},
		{"another file", []byte("<!doctype html>"), errNoPack},
		{"another version", changed(len(magic)-1, 2), errNoPack},
		{"more strings than bytes", changed(len(magic), 0x7f), errCut},
		{"a string that is none", changed(lang, 0x7f), errIndex},
		{"bytes left over", append(slices.Clone(whole), 0), errTooLong},
	}
	for _, test := range tests {
		if _, err := Read(test.data); err != test.want {
			t.Errorf("%s: got %v, want %v", test.name, err, test.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	whole := Write(draft())
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := Read(data)
		if err != nil {
			return
		}
		for key := range p.labels {
			p.Label(key)
			p.Measure(key)
		}
		for w := range stage.Weight(3) {
			p.Figure(w, "99.63% ×")
			p.MeasureFigures(w, "99.63% ×")
		}
		for id := range min(len(p.glyphs)+1, 100) {
			Rasterise(p.Outline(uint16(id)), 1, 0.5)
		}
	})
}

func TestRasterise(t *testing.T) {
	square := func(x, y, side float32) []stage.Seg {
		return []stage.Seg{
			{Op: stage.MoveTo, P: [3]stage.Point{at(x, y)}},
			{Op: stage.LineTo, P: [3]stage.Point{at(x+side, y)}},
			{Op: stage.LineTo, P: [3]stage.Point{at(x+side, y+side)}},
			{Op: stage.LineTo, P: [3]stage.Point{at(x, y+side)}},
		}
	}
	tests := []struct {
		name            string
		segs            []stage.Seg
		size, subX      float32
		w, h, left, top int
		mask            []byte
	}{
		{"above the baseline", square(0, -1, 1), 2, 0, 2, 2, 0, -2, []byte{255, 255, 255, 255}},
		{"a quarter pixel to the right", square(0, -1, 1), 1, 0.25, 2, 1, 0, -1, []byte{191, 64}},
		{"left of the origin", square(-1.5, 0, 1), 1, 0, 2, 1, -2, 0, []byte{128, 128}},
		{"half a pixel down", square(0, 0.5, 1), 1, 0, 1, 2, 0, 0, []byte{128, 128}},
		{"two over each other", append(square(0, 0, 1), square(0, 0, 1)...), 1, 0, 1, 1, 0, 0, []byte{255}},
		{"no outline", nil, 10, 0, 0, 0, 0, 0, nil},
		{"no area", square(1, 1, 0), 10, 0, 0, 0, 0, 0, nil},
		{"no size", square(1, 1, 1), 0, 0, 0, 0, 0, 0, nil},
		{"far too large", square(1, 1, 1), 1e9, 0, 0, 0, 0, 0, nil},
		{"not a number", square(float32(math.NaN()), 1, 1), 10, 0, 0, 0, 0, 0, nil},
	}
	for _, test := range tests {
		mask, w, h, left, top := Rasterise(test.segs, test.size, test.subX)
		if w != test.w || h != test.h || left != test.left || top != test.top {
			t.Errorf("%s: got %d×%d at %d, %d, want %d×%d at %d, %d", test.name, w, h, left, top, test.w, test.h, test.left, test.top)
			continue
		}
		for i, want := range test.mask {
			if d := int(mask[i]) - int(want); d < -1 || d > 1 {
				t.Errorf("%s: got %v, want about %v", test.name, mask, test.mask)
				break
			}
		}
	}
}

// A disc of radius 0.5 is as much covered as its area says, and so is the ring's band.
func TestRasteriseCurves(t *testing.T) {
	mask, w, h, left, top := Rasterise(stage.Ring.Outline(), 100, 0)
	if w != 100 || h != 100 || left != -50 || top != -50 {
		t.Fatalf("got %d×%d at %d, %d", w, h, left, top)
	}
	sum := 0.
	for _, v := range mask {
		sum += float64(v) / 255
	}
	if want := math.Pi * (50*50 - 34*34); math.Abs(sum-want) > want/200 {
		t.Errorf("covers %.0f pixels, want about %.0f", sum, want)
	}
	if mask[50*w+50] != 0 {
		t.Error("the ring has no hole")
	}
}
