package strictjson

import (
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
)

type sample struct {
	Text     string            `json:"text" strict:"required"`
	Share    *float64          `json:"share" strict:"required,nullable"`
	Whole    int               `json:"whole"`
	On       bool              `json:"on"`
	List     []inner           `json:"list"`
	Map      map[string]string `json:"map"`
	Ordered  Ordered[inner]    `json:"ordered"`
	Pointer  *inner            `json:"pointer"`
	Any      any               `json:"any"`
	Untagged string
}

type inner struct {
	Name string `json:"name"`
}

func TestDecode(t *testing.T) {
	var got sample
	doc := Decode([]byte(`{
		"text": "T", "share": 1.5, "whole": 2.0, "on": true,
		"list": [{"name": "a"}, {}], "map": {"k": "v"},
		"ordered": {"z": {"name": "1"}, "a": {}},
		"pointer": {"name": "p"}, "any": [1, null, {"x": "y"}]
	}`), &got)
	share := 1.5
	want := sample{
		Text: "T", Share: &share, Whole: 2, On: true,
		List: []inner{{"a"}, {}}, Map: map[string]string{"k": "v"},
		Ordered: Ordered[inner]{{"z", inner{"1"}}, {"a", inner{}}},
		Pointer: &inner{"p"}, Any: []any{json.Number("1"), nil, map[string]any{"x": "y"}},
	}
	if p := doc.Problems(); p != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v with %v, want %+v", got, p, want)
	}
	if v, ok := got.Ordered.Get("z"); !ok || v.Name != "1" {
		t.Errorf("Get: %v, %v", v, ok)
	}
	if _, ok := got.Ordered.Get("none"); ok {
		t.Error("Get: found what is not there")
	}
}

func TestProblems(t *testing.T) {
	const rest = `"text": "T", "share": null`
	for name, test := range map[string]struct {
		data string
		want []string
	}{
		"good":               {`{` + rest + `}`, nil},
		"empty":              {"", []string{"line 1: not JSON: the file ends too early; fix it there or just before"}},
		"not JSON":           {"{\n\"text\": \"T\",\n}", []string{"line 3: not JSON: invalid character '}'"}},
		"truncated":          {`{"text": "T`, []string{"line 1: not JSON: the file ends too early"}},
		"wrong bracket":      {`{` + rest + `, "list": [}`, []string{"not JSON"}},
		"text after the end": {"{" + rest + "}\n{}", []string{"line 2: text after the closing bracket; remove it"}},
		"not UTF-8":          {"{\"text\": \"\xff\"}", []string{"not UTF-8; save the file as UTF-8"}},
		"byte order mark":    {"\ufeff{}", []string{"line 1: a byte order mark before the text; save the file without one"}},
		"not an object":      {`[1]`, []string{"line 1: not an object {…}; write an object {…}"}},
		"null":               {`null`, []string{"line 1: not an object {…}; write an object {…}"}},
		"all at once": {
			"{\n\"text\": 1,\n\"text\": \"T\",\n\"Whole\": 2,\n\"list\": [{\"name\": null}, 3],\n\"map\": [], \"on\": 0\n}",
			[]string{
				`line 2: text: not text "…"; write text "…"`,
				"line 3: text: duplicate field; keep one",
				"line 4: Whole: unknown field; remove it, or correct its spelling",
				`line 5: list[0].name: not text "…"`,
				"line 5: list[1]: not an object {…}",
				"line 6: map: not an object {…}",
				"line 6: on: not true or false",
				"line 7: share: missing; add it",
			},
		},
		"numbers": {
			`{"text": "T", "share": "1", "whole": 1.5}`,
			[]string{"share: not a number or null; write a number or null", "whole: not a whole number"},
		},
		"a number too large": {`{"text": "T", "share": 1e999}`, []string{"share: not a number or null"}},
		"null elsewhere":     {`{` + rest + `, "pointer": null}`, []string{"pointer: not an object {…}"}},
		"list for object":    {`{` + rest + `, "ordered": []}`, []string{"ordered: not an object {…}"}},
		"object for list":    {`{` + rest + `, "list": {"a": [[]]}}`, []string{"list: not a list […]"}},
		"in an ordered":      {`{` + rest + `, "ordered": {"a": {"x": 1}, "a": {}}}`, []string{"ordered.a.x: unknown field", "ordered.a: duplicate field"}},
		"odd names":          {`{` + rest + `, "": 1, "a\n": 1, "b c": 1}`, []string{`"": unknown`, `"a\n": unknown`, `"b c": unknown`}},
		"an untagged field":  {`{` + rest + `, "Untagged": 1}`, []string{"Untagged: unknown field"}},
		"deep":               {strings.Repeat("[", 100_000), []string{"not an object", "not JSON"}},
		"deep any":           {`{"any": ` + strings.Repeat("[", 100_000), []string{"not JSON"}},
	} {
		t.Run(name, func(t *testing.T) {
			var into sample
			problems := Decode([]byte(test.data), &into).Problems()
			for i, want := range test.want {
				if i >= len(problems) || !strings.Contains(problems[i].Error(), want) {
					t.Fatalf("got  %v\nwant %q", problems, test.want)
				}
			}
			if len(problems) != len(test.want) {
				t.Errorf("got  %v\nwant %q", problems, test.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	var into sample
	doc := Decode([]byte("{\n\"whole\": true,\n\"text\": \"no\"\n}"), &into)
	doc.Check("text", into.Text == "yes", "not yes", "write yes")
	doc.Check("text", false, "reported twice", "")
	doc.Check("whole", false, "wrong in another way", "")
	doc.Check("share", false, "missing", "")
	want := []string{
		"line 2: whole: not a whole number; write a whole number",
		"line 3: text: not yes; write yes",
		"line 4: share: missing; add it",
	}
	var got []string
	for _, p := range doc.Problems() {
		got = append(got, p.Error())
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// What Decode accepts is JSON, and encoding/json reads the same from it. Problems have lines of
// the file.
func FuzzDecode(f *testing.F) {
	f.Add(`{"text": "T", "share": null, "whole": 2.0, "on": true, "list": [{"name": "a"}, {}], "map": {"k": "v"}}`)
	f.Add(`{"text": "\ud800", "share": -0, "ordered": {"z": {"name": "1"}, "a": {}}, "pointer": {}, "any": [1e5, null]}`)
	f.Add("{\"text\": 1,\n\"text\": {}, \"x\": [[{}]],\n\"map\": {\"a\": \"\"}} x")
	f.Fuzz(func(t *testing.T, data string) {
		var got sample
		problems := Decode([]byte(data), &got).Problems()
		for _, p := range problems {
			if p.Line < 0 || p.Line > 1+strings.Count(data, "\n") || p.What == "" || p.Fix == "" {
				t.Errorf("problem %+v of a file of %d lines", p, 1+strings.Count(data, "\n"))
			}
		}
		if len(problems) > 0 {
			return
		}
		var want struct {
			Text    string            `json:"text"`
			Share   *float64          `json:"share"`
			Whole   float64           `json:"whole"`
			On      bool              `json:"on"`
			List    []inner           `json:"list"`
			Map     map[string]string `json:"map"`
			Ordered map[string]inner  `json:"ordered"`
			Pointer *inner            `json:"pointer"`
			Any     any               `json:"any"`
		}
		d := json.NewDecoder(strings.NewReader(data))
		d.UseNumber()
		if err := d.Decode(&want); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Token(); err != io.EOF {
			t.Fatal("there is more text")
		}
		same := got.Text == want.Text && reflect.DeepEqual(got.Share, want.Share) && float64(got.Whole) == want.Whole && got.On == want.On &&
			len(got.List) == len(want.List) && len(got.Map) == len(want.Map) && len(got.Ordered) == len(want.Ordered) &&
			reflect.DeepEqual(got.Pointer, want.Pointer) && reflect.DeepEqual(got.Any, want.Any)
		for i, v := range got.List {
			same = same && v == want.List[i]
		}
		for k, v := range got.Map {
			same = same && v == want.Map[k]
		}
		for _, e := range got.Ordered {
			same = same && e.Value == want.Ordered[e.Key]
		}
		if !same {
			t.Errorf("got  %s\nwant %s", fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want))
		}
	})
}
