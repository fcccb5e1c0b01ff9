package typeset

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"

	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

var english = story.Format{
	Decimal: ".", Group: ",", Percent: "{n}%", Per10k: "{n} in 10,000", Date: "{d} {month} {y}", Month: "{month} {y}", Time: "{h}:{m}",
}

func inter(t *testing.T) Fonts { return fontsOf(t, "en") }

func fontsOf(t *testing.T, lang string) Fonts {
	t.Helper()
	fonts, err := ReadFonts(os.DirFS("../../assets/fonts"), lang)
	if err != nil {
		t.Fatal(err)
	}
	return fonts
}

// pack makes a pack and reads it again.
func typeset(t *testing.T, in Input) *pack.Language {
	t.Helper()
	data, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	p, err := pack.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// set is one text set in the normal weight.
func set(t *testing.T, in Input, text string, wrap uint16) pack.Run {
	t.Helper()
	key := stage.TextKey{Words: "text", Wrap: wrap}
	in.Texts, in.Keys = map[string]string{"text": text}, []stage.TextKey{key}
	run, ok := typeset(t, in).Label(key)
	if !ok {
		t.Fatalf("no label for %q", text)
	}
	return run
}

// breaksInto reports whether text, broken at wrap sixteenths of an em, is laid out as the given lines.
func breaksInto(t *testing.T, in Input, text string, wrap uint16, lines ...string) {
	t.Helper()
	key, same := stage.TextKey{Words: "text", Wrap: wrap}, stage.TextKey{Words: "lines"}
	in.Texts = map[string]string{"text": text, "lines": strings.Join(lines, "\n")}
	in.Keys = []stage.TextKey{key, same}
	p := typeset(t, in)
	got, _ := p.Label(key)
	want, _ := p.Label(same)
	if len(got.Lines) != len(lines) || !reflect.DeepEqual(got, want) {
		t.Errorf("%q at %d: got %d lines that are not %q", text, wrap, len(got.Lines), lines)
	}
}

func TestLines(t *testing.T) {
	in := Input{Lang: "en", Fonts: inter(t)}
	tests := []struct {
		text  string
		wrap  uint16 // sixteenths of an em
		lines []string
	}{
		{"about one in twenty-eight of them", 0, []string{"about one in twenty-eight of them"}},
		{"about one \n in 28", 0, []string{"about one", "in 28"}},
		{"about one in twenty-eight of them", 8 * 16, []string{"about one in", "twenty-eight of", "them"}},
		{"about one\nin twenty-eight of them", 8 * 16, []string{"about one", "in twenty-eight", "of them"}},
		{"twenty-eight", 5 * 16, []string{"twenty-", "eight"}},
		{"about 99\u00a0per cent", 5 * 16, []string{"about", "99\u00a0per", "cent"}},
		{"one\n\ntwo", 0, []string{"one", "", "two"}},
		{"", 80, []string{""}},
	}
	for _, test := range tests {
		breaksInto(t, in, test.text, test.wrap, test.lines...)
	}
	two := set(t, in, "one\ntwo", 0)
	for i, text := range []string{"one", "two"} {
		if one := set(t, in, text, 0); one.Lines[0].Width != two.Lines[i].Width || len(two.Lines[i].Glyphs) != 3 {
			t.Errorf("line %d is not %q: %v", i, text, two.Lines[i])
		}
	}
}

func TestWidths(t *testing.T) {
	in := Input{Lang: "en", Fonts: inter(t)}
	width := func(text string) float32 { return set(t, in, text, 0).Lines[0].Width }
	if width("AV") >= width("A")+width("V") {
		t.Error("AV is not kerned")
	}
	if a, b := width("1"), width("0"); a >= b {
		t.Errorf("digits of labels are tabular: 1 is %v em wide, 0 %v", a, b)
	}
	run := set(t, in, "about one in twenty-eight", 8*16)
	for _, l := range run.Lines {
		if l.Width > 8 || l.Width < 4 {
			t.Errorf("a line is %v em wide", l.Width)
		}
		for i, g := range l.Glyphs {
			if g.X < 0 || g.X >= l.Width || i > 0 && g.X <= l.Glyphs[i-1].X {
				t.Errorf("glyph %d lies at %v of %v em", i, g.X, l.Width)
			}
		}
	}
}

// Outlines stand on the baseline with y down, scaled to the em.
func TestOutlines(t *testing.T) {
	in := Input{Lang: "en", Fonts: inter(t), Texts: map[string]string{"H": "H"}, Keys: []stage.TextKey{{Words: "H"}}}
	p := typeset(t, in)
	run, _ := p.Label(in.Keys[0])
	top, bottom := float32(0), float32(-1)
	for _, s := range p.Outline(run.Lines[0].Glyphs[0].ID) {
		top, bottom = min(top, s.P[0].Y), max(bottom, s.P[0].Y)
	}
	if bottom != 0 || top > -0.7 || top < -0.75 {
		t.Errorf("H reaches from %v to %v, want from about -0.73 to 0", top, bottom)
	}
}

func TestFigures(t *testing.T) {
	p := typeset(t, Input{Lang: "en", Format: english, Fonts: inter(t)})
	for _, w := range []stage.Weight{stage.Normal, stage.Strong} {
		zero := p.MeasureFigures(w, "0")
		for _, digit := range "123456789" {
			if got := p.MeasureFigures(w, string(digit)); got != zero || zero == 0 {
				t.Errorf("weight %d: %c is %v em wide, 0 is %v", w, digit, got, zero)
			}
		}
		for _, s := range []string{english.Percentage(-99.63, 2), english.Count(27858), english.TenThousand(9), "+1", "−1", "×2", "10:05", story.Dash} {
			line := p.Figure(w, s)
			if got, want := len(line.Glyphs), len([]rune(s))-strings.Count(s, " "); got != want {
				t.Errorf("weight %d: %q has %d glyphs, want %d", w, s, got, want)
			}
			if got := p.MeasureFigures(w, s); got != line.Width {
				t.Errorf("weight %d: %q measures %v, is %v", w, s, got, line.Width)
			}
		}
	}
	if p.MeasureFigures(stage.Normal, "0") == p.MeasureFigures(stage.Strong, "0") {
		t.Error("both weights are the same font")
	}
}

func TestSameBytes(t *testing.T) {
	in := Input{Lang: "en", Format: english, Fonts: inter(t), Facts: story.Facts{"a": 1, "b": 2, "c": 3},
		Texts: map[string]string{"x": "about one in 28", "y": "For", "z": "Against"},
		Keys:  []stage.TextKey{{Words: "z"}, {Words: "x", Wrap: 100}, {Words: "y", Weight: stage.Strong}, {Words: "x"}, {Words: "z"}}}
	a, err := Build(in)
	if err != nil {
		t.Fatal(err)
	}
	in.Keys = []stage.TextKey{in.Keys[3], in.Keys[2], in.Keys[1], in.Keys[0]}
	if b, _ := Build(in); !bytes.Equal(a, b) {
		t.Error("the pack depends on the order of keys, or is not deterministic")
	}
}

func TestKeys(t *testing.T) {
	label := stage.Label{Words: "b", Weight: stage.Strong, Size: stage.PerShape{20, 20, 10}, Wrap: stage.PerShape{200, 200, 200}}
	got := Keys([]stage.Label{label, label, {Words: "a", Size: stage.PerShape{10, 10, 10}}})
	want := []stage.TextKey{{Words: "a"}, {Words: "b", Weight: stage.Strong, Wrap: 160}, {Words: "b", Weight: stage.Strong, Wrap: 320}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestErrors(t *testing.T) {
	fonts := inter(t)
	tests := []struct {
		name string
		in   Input
		says []string
	}{
		{"a missing text", Input{Lang: "en", Fonts: fonts, Keys: []stage.TextKey{{Words: "cover.stray"}, {Words: "cover.stray", Wrap: 9}, {Words: "box.for"}}},
			[]string{`en has no stage text "box.for"`, `en has no stage text "cover.stray"`}},
		{"a missing character", Input{Lang: "en", Fonts: fonts, Keys: []stage.TextKey{{Words: "a"}, {Words: "a", Wrap: 90}}, Texts: map[string]string{"a": "two 상자"}},
			[]string{`en, stage text "a": no font has '상' (U+C0C1), '자' (U+C790)`}},
		{"a missing character in the format", Input{Lang: "en", Fonts: fonts, Format: story.Format{Group: "٬"}},
			[]string{`en, number format: no font has '٬' (U+066C)`}},
		{"too wide a word", Input{Lang: "en", Fonts: fonts, Keys: []stage.TextKey{{Words: "a", Wrap: 16}}, Texts: map[string]string{"a": "a twenty"}},
			[]string{`en, stage text "a": "twenty" is 3.`, "its label 1.0"}},
		{"no fonts", Input{Lang: "en"}, []string{"fonts of en"}},
		{"a broken font", Input{Lang: "en", Fonts: Fonts{{[]byte("no")}, fonts[1]}}, []string{"fonts of en", "file 1"}},
	}
	for _, test := range tests {
		_, err := Build(test.in)
		if err == nil {
			t.Errorf("%s: no error", test.name)
			continue
		}
		for _, want := range test.says {
			if strings.Count(err.Error(), want) != 1 {
				t.Errorf("%s: %q does not say %q once", test.name, err, want)
			}
		}
	}
	if _, err := ReadFonts(os.DirFS("."), "tlh"); err == nil || !strings.Contains(err.Error(), `"tlh"`) {
		t.Errorf("unknown language: got %v", err)
	}
	if _, err := ReadFonts(os.DirFS("."), "en"); err == nil || !strings.Contains(err.Error(), "inter-400.ttf") {
		t.Errorf("no font files: got %v", err)
	}
}

func TestJoined(t *testing.T) {
	tests := []struct{ text, want string }{
		{"two boxes", "two boxes"},
		{"투표 함", "투|표 함"},
		{"2023년 11월(처음)", "2023|년 11|월|(|처|음|)"},
		{"투표\u200b함", "투|표\u200b함"},
	}
	for _, test := range tests {
		if got := strings.ReplaceAll(string(joined([]rune(test.text))), string(wordJoiner), "|"); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestKorean(t *testing.T) {
	in := Input{Lang: "ko", Fonts: fontsOf(t, "ko")}
	breaksInto(t, in, "2023년 지방선거에서 반대표가 나왔다", 8*16, "2023년", "지방선거에서", "반대표가 나왔다")
}

// Japanese breaks between any two letters, but not before closing punctuation.
func TestJapanese(t *testing.T) {
	in := Input{Lang: "ja", Fonts: fontsOf(t, "ja")}
	breaksInto(t, in, "地方選挙で、反対票が出た。", 5*16, "地方選挙", "で、反対票", "が出た。")
}

func TestArabic(t *testing.T) {
	in := Input{Lang: "ar", RTL: true, Fonts: fontsOf(t, "ar")}
	breaksInto(t, in, "صندوقان في كل مركز", 6*16, "صندوقان في", "كل مركز")

	// The first letters are the rightmost; Latin digits among them run left to right.
	run := set(t, in, "في 27", 0)
	digits, line := set(t, in, "27", 0).Lines[0], run.Lines[0]
	if len(line.Glyphs) < 4 {
		t.Fatalf("got %d glyphs", len(line.Glyphs))
	}
	if got, want := line.Glyphs[1].X-line.Glyphs[0].X, digits.Glyphs[1].X-digits.Glyphs[0].X; line.Glyphs[0].X != 0 || got != want {
		t.Errorf("the number is not at the left end: %v", line)
	}
	// Letters join: the word is not as wide as its letters standing alone.
	alone := set(t, in, "ك\u200cل", 0).Lines[0].Width
	if joint := set(t, in, "كل", 0).Lines[0].Width; joint >= alone {
		t.Errorf("letters do not join: %v em, apart %v", joint, alone)
	}
}
