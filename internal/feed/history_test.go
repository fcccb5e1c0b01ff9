package feed

import (
	"fmt"
	"slices"
	"testing"
)

// at is a time of the evening, such as 11:00.
func at(clock string) string { return "2027-07-18T" + clock + ":00+09:00" }

func points(n int) (all []Point) {
	for i := range n {
		all = append(all, Point{at(fmt.Sprintf("%02d:%02d", i/60, i%60)), 1})
	}
	return all
}

func TestWithHistory(t *testing.T) {
	share := func(x float64) *float64 { return &x }
	report := func(clock string, units ...Unit) Report {
		return Report{V: 2, Election: "E", AsOf: at(clock), Units: units}
	}
	a := func(turnout float64, reports ...Point) Unit {
		return Unit{ID: "a", Turnout: share(turnout), Reports: reports}
	}
	ten, eleven := Point{at("10:00"), 10}, Point{at("11:00"), 20}
	registered, voted := 1000, 314
	test, other, withdrawn := report("11:00", a(20, ten)), report("11:00", a(20, ten)), report("11:00", a(20, ten))
	test.Test, other.Election, withdrawn.Withdrawn = true, "another", true
	takenBack := report("12:00", a(30))
	takenBack.Withdrawn = true
	for name, tc := range map[string]struct {
		last, r Report
		want    []Point // of r's first unit
	}{
		"the second report":       {report("11:00", a(20)), report("12:00", a(30)), []Point{eleven}},
		"the third":               {report("11:00", a(20, ten)), report("12:00", a(30)), []Point{ten, eleven}},
		"a correction":            {report("11:00", a(21, ten)), report("11:00", a(20)), []Point{ten}},
		"the same in UTC":         {report("11:00", a(21, ten)), Report{V: 2, Election: "E", AsOf: "2027-07-18T02:00:00Z", Units: []Unit{a(20)}}, []Point{ten}},
		"an earlier time":         {report("11:00", a(20, ten)), report("10:30", a(15)), []Point{ten}},
		"last corrects its list":  {report("11:00", a(20, Point{at("11:00"), 19}, ten)), report("12:00", a(30)), []Point{ten, eleven}},
		"nothing yet":             {report("11:00", Unit{ID: "a"}), report("12:00", a(30)), nil},
		"turnout by counts":       {report("11:00", Unit{ID: "a", Voted: &voted, Registered: &registered}), report("12:00", a(32)), []Point{{at("11:00"), 31.4}}},
		"no turnout any more":     {report("11:00", a(20)), report("12:00", Unit{ID: "a"}), []Point{eleven}},
		"another unit":            {report("11:00", Unit{ID: "b", Turnout: share(20)}), report("12:00", a(30)), nil},
		"the source lists its":    {report("11:00", a(20, ten)), report("12:00", a(30, Point{at("11:30"), 25})), []Point{{at("11:30"), 25}}},
		"test data before":        {test, report("12:00", a(30)), nil},
		"another election":        {other, report("12:00", a(30)), nil},
		"all withdrawn before":    {withdrawn, report("12:00", a(30)), nil},
		"withdrawn before":        {report("11:00", Unit{ID: "a", Withdrawn: true, Turnout: share(20), Reports: []Point{ten}}), report("12:00", a(30)), nil},
		"all withdrawn":           {report("11:00", a(20, ten)), takenBack, nil},
		"withdrawn":               {report("11:00", a(20, ten)), report("12:00", Unit{ID: "a", Withdrawn: true}), nil},
		"more than the most":      {report("23:00", a(20, points(MostPoints)...)), report("23:30", a(30)), slices.Concat(points(1), points(MostPoints)[2:], []Point{{at("23:00"), 20}})},
		"room for the last one's": {report("23:00", a(20, points(50)...)), report("23:30", Unit{ID: "a", Previous: &Previous{Reports: points(198)}}), []Point{points(1)[0], {at("23:00"), 20}}},
	} {
		if got := tc.r.WithHistory(tc.last).Units[0].Reports; !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
}

// The first unit keeps all of its reports, the others share what is left.
func TestWithHistoryOfManyUnits(t *testing.T) {
	turnout := 50.0
	last, r := Report{V: 2, AsOf: at("23:00")}, Report{V: 2, AsOf: at("23:30")}
	for i := range 11 {
		id := fmt.Sprint(i)
		last.Units = append(last.Units, Unit{ID: id, Turnout: &turnout, Reports: points(99)})
		r.Units = append(r.Units, Unit{ID: id, Turnout: &turnout})
	}
	for i, u := range r.WithHistory(last).Units {
		want := 10
		if i == 0 {
			want = 100
		}
		if n := len(u.Reports); n != want || u.Reports[0] != points(1)[0] || u.Reports[n-1] != (Point{at("23:00"), turnout}) {
			t.Errorf("unit %d: %d reports, want %d: %v", i, n, want, u.Reports)
		}
	}
	if r.Units[0].Reports != nil {
		t.Error("the report itself was changed")
	}
}
