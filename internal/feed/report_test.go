package feed

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
)

type vector2 struct {
	Name, Text string
	Good       bool
	Shows      struct{ Turnout, For, Against *float64 } // of the first unit
}

func vectors2(t testing.TB) (all []vector2) {
	data, err := os.ReadFile("testdata/vectors2.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestVectors2(t *testing.T) {
	for _, v := range vectors2(t) {
		r, _, err := Read([]byte(v.Text))
		if (err == nil) != v.Good {
			t.Errorf("%s: %v", v.Name, err)
		}
		if !v.Good || err != nil {
			continue
		}
		u := r.Shown(r.Units[0])
		for _, pair := range [][2]*float64{{u.Turnout, v.Shows.Turnout}, {u.For, v.Shows.For}, {u.Against, v.Shows.Against}} {
			if !reflect.DeepEqual(pair[0], pair[1]) {
				t.Errorf("%s: shows %v, want %v", v.Name, deref(pair[0]), deref(pair[1]))
			}
		}
	}
}

func deref(x *float64) any {
	if x == nil {
		return nil
	}
	return *x
}

// A feed of version 1 means what it always meant.
func TestReadVersion1(t *testing.T) {
	for _, v := range vectors(t) {
		r, notes, err := Read([]byte(v.Text))
		if (err == nil) != v.Good || v.Good && notes != nil {
			t.Errorf("%s: %v, %v", v.Name, notes, err)
		}
		if err != nil {
			continue
		}
		one, _ := Parse([]byte(v.Text))
		u := r.Shown(r.Units[0])
		if len(r.Units) != 1 || u.Turnout != one.Turnout && *u.Turnout != *one.Turnout || (r.Status == "final") != one.Final || r.Source != one.Source || r.Election != one.Election || r.AsOf != one.AsOf {
			t.Errorf("%s: %+v", v.Name, r)
		}
	}
}

// All problems are reported at once, each with its line and fix; unknown members are named.
func TestProblems2(t *testing.T) {
	_, notes, err := Read([]byte(`{
"v": 2, "election": "E", "asOf": "2027-07-18T12:00:00Z",
"status": "closed",
"turnOut": 3,
"source": {"name": "S", "url": "https://example.org/", "x": 1},
"units": [
 {"id": "a", "name": "A", "turnout": 47.8, "registered": 100, "voted": 49},
 {"id": "a", "name": "B", "range": [50, 45], "reports": [{"asOf": "2027-07-18T13:00:00Z", "turnout": 1}]}
]}`))
	want := []string{
		"line 3: status: not before, open, counting, final; write one of them",
		"line 7: units[0].turnout: not 49 of 100, which is 49; correct one of the three, or leave turnout out",
		"line 8: units[1].range: not two percentages, the lower first, with the turnout between them; write it like [45, 50]",
		"line 8: units[1].reports[0].asOf: later than the report itself; correct one of the two",
		"line 8: units[1].id: another unit has it; give each unit its own",
	}
	if err == nil || !slices.Equal(strings.Split(err.Error(), "\n"), want) {
		t.Errorf("got\n%v\nwant\n%s", err, strings.Join(want, "\n"))
	}
	var said []string
	for _, n := range notes {
		said = append(said, n.Error())
	}
	if want := []string{"line 4: turnOut: unknown field; remove it, or correct its spelling", "line 5: source.x: unknown field; remove it, or correct its spelling"}; !slices.Equal(said, want) {
		t.Errorf("notes %q", said)
	}
	for name, text := range map[string]string{"large": `{"v":2` + strings.Repeat(" ", Largest) + "}", "deep": `{"v":2,"x":` + strings.Repeat("[", 60000)} {
		if _, _, err := Read([]byte(text)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestReplaces(t *testing.T) {
	at := func(clock string, sequence ...int) Report {
		r := Report{AsOf: "2027-07-18T" + clock + ":00+09:00"}
		if len(sequence) > 0 {
			r.Sequence = &sequence[0]
		}
		return r
	}
	for _, test := range []struct {
		last, next Report
		want       bool
	}{
		{at("12:00"), at("12:30"), true}, {at("12:00"), at("12:00"), true}, {at("12:00"), at("11:30"), false},
		{at("12:00", 3), at("11:30", 4), true}, {at("12:00", 3), at("12:30", 2), false}, {at("12:00", 3), at("11:30", 3), true},
		{at("12:00", 3), at("12:30"), true}, {at("12:00"), at("11:30", 4), false},
	} {
		if got := test.next.Replaces(test.last); got != test.want {
			t.Errorf("%+v after %+v: %v", test.next, test.last, got)
		}
	}
	if got := at("12:00").Time(); !got.Equal(time.Date(2027, 7, 18, 3, 0, 0, 0, time.UTC)) {
		t.Error(got)
	}
}

// Every accepted feed has the properties that the page relies on, and is accepted again when
// written as JSON.
func FuzzRead(f *testing.F) {
	for _, v := range vectors2(f) {
		f.Add([]byte(v.Text))
	}
	for _, v := range vectors(f) {
		f.Add([]byte(v.Text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, _, err := Read(data)
		if err != nil {
			return
		}
		if len(r.Units) == 0 || len(r.Units) > MostUnits || !slices.Contains(statuses, r.Status) || !isTime(r.AsOf) || strings.TrimSpace(r.Election) == "" {
			t.Fatalf("%+v", r)
		}
		for _, unit := range r.Units {
			u := r.Shown(unit)
			for _, share := range []*float64{u.Turnout, u.For, u.Against} {
				if share != nil && (!(*share >= 0 && *share <= 100) || r.Withdrawn || u.Withdrawn) {
					t.Fatalf("%v is shown of %+v", *share, unit)
				}
			}
		}
		if r.V == 1 {
			return
		}
		again, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, notes, err := Read(again); err != nil || notes != nil {
			if len(again) <= Largest {
				t.Fatalf("%s: %v, %v", again, notes, err)
			}
		}
	})
}
