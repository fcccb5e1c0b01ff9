package typeset

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-text/typesetting/shaping"

	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
)

const (
	fontsFolder = "../../assets/fonts/"
	inter400    = fontsFolder + "inter-400.ttf"
)

// samples are texts for TestHarfBuzz, and fonts for each in order of preference.
var samples = []struct {
	lang, text string
	rtl        bool
	fonts      []string
}{
	{"en", "Two boxes: 99.91% for, 0.09% against", false, []string{inter400}},
	{"en", "AVATAR, To. fflâneur café naïve Việt Nam", false, []string{inter400}},
	{"ko", "조선중앙통신은 2023년 11월 28일 “반대표”를 보도했다 (0.09%)", false, []string{inter400, fontsFolder + "noto-sans-kr-400.ttf"}},
	{"ja", "朝鮮中央通信は2023年11月28日、「反対票」を報じた（0.09%）。カ゚・ヴァー", false, []string{inter400, fontsFolder + "noto-sans-jp-400.ttf"}},
	{"ru", "ГосСМИ: «Минджу чосон», 28 ноября 2023 года — 0,09%, подъезд, её, Ѓ и и́, ґрунт, їжак, ўсё, љубав", false, []string{inter400, fontsFolder + "inter-cyrillic-400.ttf"}},
	{"zh", "朝中社2023年11月28日报道了《反对票》（0.09%），“两个票箱”。", false, []string{inter400, fontsFolder + "noto-sans-sc-400.ttf"}},
	{"ar", "الصندوقان: أعلنت وسائل الإعلام الرسمية أصواتًا معارضة، \u20660.09%\u2069 من المقترعين", true, []string{inter400, fontsFolder + "noto-sans-arabic-400.ttf"}},
	{"ar", "لا إله إلا الله، مُحَمَّدٌ، بِسْمِ (لجنة) «KINU» 27,858", true, []string{inter400, fontsFolder + "noto-sans-arabic-400.ttf"}},
	{"hi", "मतदाताओं ने प्रत्याशियों के विरुद्ध मत दिया, क्षत्रिय श्री र्क ट्ठ कि, हिंदी में पेटियाँ ज़ाहिर।", false, []string{inter400, fontsFolder + "noto-sans-devanagari-400.ttf"}},
}

// TestHarfBuzz compares shaped glyphs with those of HarfBuzz itself: ids, clusters, advances and
// offsets. Without hb-shape it is skipped, but fails
// in CI.
func TestHarfBuzz(t *testing.T) {
	program, err := exec.LookPath("hb-shape")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("no hb-shape: install Debian's libharfbuzz-bin")
		}
		t.Skip("no hb-shape: install Debian's libharfbuzz-bin")
	}
	for _, sample := range samples {
		t.Run(sample.lang+" "+sample.text, func(t *testing.T) {
			s := setter{lang: sample.lang, rtl: sample.rtl}
			for _, file := range sample.fonts {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				face, err := parse([][]byte{data})
				if err != nil {
					t.Fatal(file, err)
				}
				s.faces[stage.Normal] = append(s.faces[stage.Normal], face...)
			}
			parts := s.split(joined([]rune(sample.text)), stage.Normal, nil)
			if want := len(sample.fonts); len(parts) < want {
				t.Fatalf("%d parts, so not all %d fonts were used", len(parts), want)
			}
			for _, part := range parts {
				font := sample.fonts[slices.Index(s.faces[stage.Normal], part.Face)]
				got, want := shaped(s.shaper.Shape(part)), harfbuzz(t, program, font, part)
				if !slices.EqualFunc(got, want, shapedGlyph.same) {
					t.Errorf("%q in %s:\ngot  %v\nwant %v", string(part.Text[part.RunStart:part.RunEnd]), filepath.Base(font), got, want)
				}
			}
		})
	}
}

// A shapedGlyph is one glyph as hb-shape writes it: lengths are in sixty-fourths of a pack's unit.
type shapedGlyph struct {
	Glyph   int `json:"g"`
	Cluster int `json:"cl"` // index of its first letter
	Advance int `json:"ax"`
	X       int `json:"dx"`
	Y       int `json:"dy"`
}

// same allows lengths to differ by rounding.
func (g shapedGlyph) same(h shapedGlyph) bool {
	near := func(a, b int) bool { return max(a-b, b-a) <= 1 }
	return g.Glyph == h.Glyph && g.Cluster == h.Cluster && near(g.Advance, h.Advance) && near(g.X, h.X) && near(g.Y, h.Y)
}

func shaped(run shaping.Output) (out []shapedGlyph) {
	for _, g := range run.Glyphs {
		out = append(out, shapedGlyph{int(g.GlyphID), g.TextIndex(), int(g.Advance), int(g.XOffset), int(g.YOffset)})
	}
	return out
}

// harfbuzz shapes a part of a text with hb-shape, given the text before and after it.
func harfbuzz(t *testing.T, program, font string, part shaping.Input) []shapedGlyph {
	t.Helper()
	direction := "ltr"
	if part.Direction.Progression() {
		direction = "rtl"
	}
	command := exec.Command(program, "--output-format=json", "--no-glyph-names",
		"--font-size="+strconv.Itoa(64*pack.Em), "--direction="+direction,
		"--script="+part.Script.String(), "--language="+string(part.Language),
		"--unicodes-before="+codes(part.Text[:part.RunStart]), "--unicodes-after="+codes(part.Text[part.RunEnd:]),
		"--unicodes="+codes(part.Text[part.RunStart:part.RunEnd]), font)
	written, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", command, err, written)
	}
	var out []shapedGlyph
	if err := json.Unmarshal(written, &out); err != nil {
		t.Fatalf("hb-shape wrote %q: %v", written, err)
	}
	for i := range out {
		out[i].Cluster += part.RunStart
	}
	return out
}

// codes formats text for hb-shape.
func codes(text []rune) string {
	list := make([]string, len(text))
	for i, r := range text {
		list[i] = fmt.Sprintf("%X", r)
	}
	return strings.Join(list, ",")
}
