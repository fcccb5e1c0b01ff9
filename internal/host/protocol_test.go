package host

import (
	"maps"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"twoboxes/internal/host/playback"
	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// messages are types of messages with the fields of each and their kinds: "turnout number".
type messages map[string][]string

// documented reads the messages of one direction, ToStage or FromStage, from protocol.js.
func documented(t *testing.T, union string) messages {
	t.Helper()
	source, err := os.ReadFile("../../web/engine/protocol.js")
	if err != nil {
		t.Fatal(err)
	}
	// A message is a comment with @property lines, or one line with an object type.
	named := map[string]messages{}
	property := regexp.MustCompile(`@property \{(.+?)\} \[?(\w+)`)
	inline := regexp.MustCompile(`@typedef \{\{(.+?)\}\} (\w+)`)
	var members []string
	for _, comment := range regexp.MustCompile(`(?s)/\*\*.*?\*/`).FindAllString(string(source), -1) {
		var name string
		var fields [][2]string // name, type
		if found := inline.FindStringSubmatch(comment); found != nil {
			name = found[2]
			for field := range strings.SplitSeq(found[1], ", ") {
				key, kind, _ := strings.Cut(field, ": ")
				fields = append(fields, [2]string{key, kind})
			}
		} else if found := regexp.MustCompile(`@typedef \{object\} (\w+)`).FindStringSubmatch(comment); found != nil {
			name = found[1]
			for _, p := range property.FindAllStringSubmatch(comment, -1) {
				fields = append(fields, [2]string{p[2], p[1]})
			}
		} else if found := regexp.MustCompile(`@typedef \{(.+?)\} ` + union + `\b`).FindStringSubmatch(comment); found != nil {
			members = strings.Split(found[1], " | ")
		}
		if name == "" || len(fields) == 0 || fields[0][0] != "type" {
			continue
		}
		m := messages{}
		kind := strings.Trim(fields[0][1], `"`)
		m[kind] = []string{}
		for _, f := range fields[1:] {
			m.add(kind, f[0], kinds(f[1])...)
		}
		named[name] = m
	}
	if len(members) == 0 {
		t.Fatalf("protocol.js has no union %s", union)
	}
	all := messages{}
	for _, name := range members {
		if named[name] == nil {
			t.Fatalf("protocol.js: %s has no message %s", union, name)
		}
		maps.Copy(all, named[name])
	}
	return all
}

// kinds are the kinds of value that a JSDoc type allows. null and undefined count as missing.
func kinds(typ string) []string {
	var out []string
	for name, pattern := range map[string]string{
		"texts": `^Record<string, string>$`, "numbers": `^Record<string, number>$`,
		"text": `^string$|^"|\| "`, "number": `^number$|^number \||\| number\b`, "flag": `^boolean$`,
	} {
		if regexp.MustCompile(pattern).MatchString(typ) {
			out = append(out, name)
		}
	}
	return out
}

func (m messages) add(kind, field string, kinds ...string) {
	for _, k := range kinds {
		if entry := field + " " + k; !slices.Contains(m[kind], entry) {
			m[kind] = append(m[kind], entry)
		}
	}
	slices.Sort(m[kind])
}

// compare reports what one side has and the other lacks.
func compare(t *testing.T, direction string, js, stage messages) {
	t.Helper()
	for _, kind := range slices.Sorted(maps.Keys(js)) {
		if _, ok := stage[kind]; !ok {
			t.Errorf("%s: %s is in protocol.js, but not in protocol.go", direction, kind)
		} else if !slices.Equal(js[kind], stage[kind]) {
			t.Errorf("%s: %s has the fields %q in protocol.js and %q in protocol.go", direction, kind, js[kind], stage[kind])
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(stage)) {
		if _, ok := js[kind]; !ok {
			t.Errorf("%s: %s is in protocol.go, but not in protocol.js", direction, kind)
		}
	}
}

// recorder is a message that records which fields are read of it, and as what. Its fields are all
// missing, or all there.
type recorder struct {
	kind  string
	there bool
	read  messages
}

func (r recorder) text(name string) string {
	if name == "type" {
		return r.kind
	}
	r.read.add(r.kind, name, "text")
	return ""
}

func (r recorder) number(name string) (float64, bool) {
	r.read.add(r.kind, name, "number")
	return 0, r.there
}

func (r recorder) flag(name string) bool {
	r.read.add(r.kind, name, "flag")
	return r.there
}

func (r recorder) texts(name string) map[string]string {
	r.read.add(r.kind, name, "texts")
	return nil
}

func testGame() *game {
	return &game{play: playback.New(nil, story.Facts{}, story.Format{})}
}

func TestRequestsAreDocumented(t *testing.T) {
	read := messages{}
	for kind := range requests {
		read[kind] = []string{}
		for _, there := range []bool{false, true} {
			if do := testGame().request(recorder{kind, there, read}); do != nil {
				do()
			}
		}
	}
	compare(t, "to the stage", documented(t, "ToStage"), read)
}

func TestReportsAreDocumented(t *testing.T) {
	sent := messages{}
	add := func(m map[string]any) {
		kind := m["type"].(string)
		sent[kind] = []string{}
		for name, value := range m {
			switch v := value.(type) {
			case string:
				if name != "type" {
					sent.add(kind, name, "text")
				}
			case map[string]any:
				for _, number := range v {
					_ = number.(float64)
				}
				sent.add(kind, name, "numbers")
			default:
				t.Errorf("%s: %s is a %T", kind, name, v)
			}
		}
	}
	add(ready)
	for kind := playback.Drawn; kind <= playback.Counters; kind++ {
		add(report(playback.Event{Kind: kind, Scene: "turnout", Counters: []stage.Counter{{Name: "turnout", Value: 50}}}))
	}
	compare(t, "from the stage", documented(t, "FromStage"), sent)
}

func TestUnknownRequest(t *testing.T) {
	for _, kind := range []string{"", "explode", "constructor"} {
		if testGame().request(recorder{kind, true, messages{}}) != nil {
			t.Errorf("%q is answered", kind)
		}
	}
}

// sized is a size message.
type sized struct {
	fields
	width, height float64
	pinned        bool
}

func (m sized) text(string) string { return "size" }
func (m sized) flag(string) bool   { return m.pinned }
func (m sized) number(name string) (float64, bool) {
	if name == "height" {
		return m.height, true
	}
	return m.width, true
}

// A size chooses the shape, unless the pinned one is asked for.
func TestSizeChoosesTheShape(t *testing.T) {
	for m, want := range map[sized]stage.Shape{
		{width: 390}: stage.Narrow, {width: 640}: stage.Regular, {width: 960}: stage.Wide,
		{width: 390, height: 355}: stage.Narrow, {width: 390, height: 400}: stage.Tall, {width: 640, height: 700}: stage.Regular,
		{width: 390, height: 400, pinned: true}: stage.Pinned, {width: 960, pinned: true}: stage.Pinned,
	} {
		g := testGame()
		g.request(m)
		if g.shape != want {
			t.Errorf("%g×%g px, pinned %v: %v, want %v", m.width, m.height, m.pinned, g.shape, want)
		}
	}
}

// values is a message of texts and numbers.
type values struct {
	fields
	said    map[string]string
	numbers map[string]float64
}

func (m values) text(name string) string { return m.said[name] }
func (m values) flag(string) bool        { return false }
func (m values) number(name string) (float64, bool) {
	n, ok := m.numbers[name]
	return n, ok
}

// What a live reading says besides its turnout is read as the page writes it; what is malformed is left out.
func TestReading(t *testing.T) {
	g := testGame()
	read := func(m values) stage.Reading {
		m.said["type"] = "reading"
		g.request(m)()
		return *g.play.Now().Frame.Reading
	}
	got := read(values{
		said: map[string]string{
			"reports": "0 8.4;0.5 x;;0.84 58.25", "past": "1 71", "ticks": "0.84 17:30;x 9:00;0 7:00",
		},
		numbers: map[string]float64{"turnout": 58.25, "for": 60, "against": 39.5, "low": 57, "units": 3},
	})
	want := stage.Reading{
		Turnout: 58.25, Before: 58.25, Votes: []float64{60, 39.5}, Units: 3,
		Reports: []stage.Reported{{At: 0, Share: 8.4}, {At: 0.84, Share: 58.25}}, Past: []stage.Reported{{At: 1, Share: 71}},
		Ticks: []stage.Tick{{At: 0.84, Text: "17:30"}, {At: 0, Text: "7:00"}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := read(values{said: map[string]string{}}); !got.None || got.Reports != nil || got.Votes != nil {
		t.Errorf("of nothing: %+v", got)
	}
}
