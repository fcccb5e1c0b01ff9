package feed

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
)

type vector struct {
	Name string
	Good bool
	Text string
}

func vectors(t testing.TB) []vector {
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []vector
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestVectors(t *testing.T) {
	for _, v := range vectors(t) {
		if _, err := Parse([]byte(v.Text)); (err == nil) != v.Good {
			t.Errorf("%s: %v", v.Name, err)
		}
	}
}

func TestParse(t *testing.T) {
	r, err := Parse([]byte(`{"v":1,"election":"E","asOf":"2027-07-18t12:00:00+09:00","turnout":-0,"for":null,"against":0.5,"final":true,"source":{"name":"S","url":"https://example.org/"}}`))
	if err != nil {
		t.Fatal(err)
	}
	if r.Election != "E" || r.AsOf != "2027-07-18T12:00:00+09:00" || *r.Turnout != 0 || r.For != nil || *r.Against != 0.5 || !r.Final || r.Source != (Source{"S", "https://example.org/"}) {
		t.Errorf("%+v", r)
	}
}

// All problems are reported at once, each with its line and fix.
func TestProblems(t *testing.T) {
	_, err := Parse([]byte("{\n\"v\": 2,\n\"election\": \"E\",\n\"asOf\": \"noon\",\n\"turnout\": [1, {\"a\": 2}],\n\"turnout\": 3,\n\"for\": null, \"against\": 100.5, \"final\": false,\n\"source\": {\"name\": \"S\"}\n}"))
	want := []string{
		"line 2: v: not 1; write 1",
		"line 4: asOf: not a time with a time zone; write it like 2027-",
		"line 5: turnout: not a number or null; write",
		"line 6: turnout: duplicate field; keep one",
		"line 7: against: not from 0 to 100; write",
		"line 8: source.url: missing; add it",
	}
	got := ""
	if err != nil {
		got = err.Error()
	}
	for i, line := range strings.Split(got, "\n") {
		if i >= len(want) || !strings.HasPrefix(line, want[i]) {
			t.Fatalf("got\n%s\nwant %q", got, want)
		}
	}
	if n := strings.Count(got, "\n") + 1; n != len(want) {
		t.Errorf("%d problems, want %d", n, len(want))
	}
	for name, data := range map[string][]byte{
		"large": bytes.Repeat([]byte(" "), Largest+1), "not UTF-8": []byte("{\"v\":1,\"election\":\"\xff\"}"),
		"deep": []byte(strings.Repeat("[", 60000)),
	} {
		if _, err := Parse(data); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

// Every accepted feed has the properties that the page relies on, and is accepted again when
// written as JSON.
func FuzzParse(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add([]byte(v.Text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Parse(data)
		if err != nil {
			return
		}
		for _, share := range []*float64{r.Turnout, r.For, r.Against} {
			if share != nil && !(*share >= 0 && *share <= 100) {
				t.Fatalf("%v is not a percentage", *share)
			}
		}
		if r.V != 1 || strings.TrimSpace(r.Election) == "" || !strings.HasPrefix(r.Source.URL, "https://") {
			t.Fatalf("%+v", r)
		}
		again, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(again); err != nil {
			t.Fatalf("%s: %v", again, err)
		}
	})
}
