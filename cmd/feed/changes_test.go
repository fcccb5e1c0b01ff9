package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"twoboxes/internal/feed"
)

func percent(x float64) *float64 { return &x }

func reportOf(units ...feed.Unit) feed.Report {
	return feed.Report{V: 2, Election: "E", AsOf: "2027-07-18T12:00:00+09:00", Units: units}
}

// What a sheet loses is named with its unit, unless it is withdrawn or the feed is of something else.
func TestMissing(t *testing.T) {
	north := feed.Unit{ID: "north", Turnout: percent(31.4), For: percent(60), Against: percent(40)}
	south := feed.Unit{ID: "south"}
	last := reportOf(north, south)
	registered, voted := 1000, 314
	withdrawn, rehearsal, other := reportOf(south), reportOf(south), reportOf(south)
	withdrawn.Withdrawn, rehearsal.Test, other.Election = true, true, "another"
	for name, test := range map[string]struct {
		last, r feed.Report
		want    []string // how each problem begins
	}{
		"the same":          {last, last, nil},
		"another figure":    {last, reportOf(feed.Unit{ID: "north", Turnout: percent(0), For: percent(50), Against: percent(50)}, south), nil},
		"another order":     {last, reportOf(south, north), nil},
		"a unit":            {last, reportOf(north), []string{"units: south is missing, which FILE has; write its row, or withdraw"}},
		"units":             {last, reportOf(feed.Unit{ID: "east"}), []string{"units: north is missing", "units: south is missing"}},
		"figures":           {last, reportOf(south, feed.Unit{ID: "north", Turnout: percent(31.4)}), []string{"units[1].for: north has none, while FILE has 60%; write the figure, or withdraw", "units[1].against: north has none, while FILE has 40%"}},
		"turnout":           {last, reportOf(feed.Unit{ID: "north", For: percent(60), Against: percent(40)}, south), []string{"units[0].turnout: north has none, while FILE has 31.4%"}},
		"turnout by counts": {last, reportOf(feed.Unit{ID: "north", Registered: &registered, Voted: &voted, For: percent(60), Against: percent(40)}, south), nil},
		"withdrawn unit":    {last, reportOf(feed.Unit{ID: "north", Withdrawn: true}, south), nil},
		"withdrawn before":  {reportOf(feed.Unit{ID: "north", Withdrawn: true, Turnout: percent(1)}, south), reportOf(south), nil},
		"all withdrawn":     {last, withdrawn, nil},
		"rehearsal":         {last, rehearsal, nil},
		"another election":  {last, other, nil},
	} {
		var got []string
		if err := missing(test.last, test.r, "FILE"); err != nil {
			got = strings.Split(err.Error(), "\n")
		}
		if !slices.EqualFunc(got, test.want, strings.HasPrefix) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestChanges(t *testing.T) {
	last := reportOf(feed.Unit{ID: "north", Turnout: percent(31.4), For: percent(60.4)}, feed.Unit{ID: "south", Turnout: percent(20)}, feed.Unit{ID: "east", Withdrawn: true})
	many, other := reportOf(), last
	for _, id := range strings.Split("abcdefg", "") {
		many.Units = append(many.Units, feed.Unit{ID: id, Turnout: percent(1)})
	}
	other.Election = "another"
	for name, test := range map[string]struct {
		r    feed.Report
		want []string
	}{
		"nothing":             {last, nil},
		"two units":           {reportOf(feed.Unit{ID: "north", Turnout: percent(33), For: percent(59.4)}, feed.Unit{ID: "south", Withdrawn: true}), []string{"north: turnout 31.4% → 33%, for 60.4% → 59.4%", "south: withdrawn"}},
		"no longer withdrawn": {reportOf(feed.Unit{ID: "east", Turnout: percent(5)}), []string{"east: turnout not reported → 5%"}},
		"many":                {many, []string{"a: turnout not reported → 1%", "b: turnout not reported → 1%", "c: turnout not reported → 1%", "d: turnout not reported → 1%", "e: turnout not reported → 1%", "and 2 more"}},
		"another":             {other, nil},
	} {
		before := last
		if name == "another" {
			before.Units = nil
		}
		if got := changes(before, test.r); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// A sheet that was cut at a row is refused with the row and the column, and the last good file stays.
func TestCutSheet(t *testing.T) {
	dir := t.TempDir()
	const head = "election,E\nsource,S\nurl,https://example.org/\nasOf,2027-07-18T11:00:00+09:00\nstatus,open\nid,name,turnout,withdrawn\n"
	source, file := write(t, filepath.Join(dir, "sheet.csv"), head+"a,A,20\nb,B,30\n"), filepath.Join(dir, "turnout.json")
	publish := func() (status int, problems string) {
		var out, errs bytes.Buffer
		status = run([]string{"from", "csv", source, "--out", file}, &out, &errs, at(nil))
		return status, errs.String()
	}
	if status, problems := publish(); status != 0 {
		t.Fatal(problems)
	}
	good := read(t, file)
	for rows, want := range map[string]string{
		"a,A,20\n":       source + ": units: b is missing, which " + file + " has; ",
		"a,A,20\nb,B,\n": source + ": line 8, turnout: b has none, while " + file + " has 30%; ",
	} {
		write(t, source, head+rows)
		if status, problems := publish(); status != 1 || !strings.HasPrefix(problems, want) || read(t, file) != good {
			t.Errorf("%q: %d, %s", rows, status, problems)
		}
	}
	write(t, source, head+"a,A,20\nb,B,,yes\n")
	if status, problems := publish(); status != 0 || read(t, file) == good {
		t.Errorf("withdrawn: %d, %s", status, problems)
	}
	write(t, source, head+"a,A,20\n")
	os.Remove(file)
	if status, problems := publish(); status != 0 {
		t.Errorf("deleted: %d, %s", status, problems)
	}
}

// A file that would be too large with its history is written without it: 478 such units have 65,511 bytes.
func TestHistoryThatDoesNotFit(t *testing.T) {
	dir := t.TempDir()
	source, file := filepath.Join(dir, "sheet.csv"), filepath.Join(dir, "turnout.json")
	publish := func(clock, turnout string, units int) feed.Report {
		sheet := "election,E\nsource,S\nurl,https://example.org/\nasOf,2027-07-18T" + clock + ":00+09:00\nstatus,open\nid,name,turnout\n"
		for i := range units {
			sheet += fmt.Sprintf("%d,%s,%s\n", i, strings.Repeat("x", 101), turnout)
		}
		write(t, source, sheet)
		var out, problems bytes.Buffer
		if status := run([]string{"from", "csv", source, "--out", file}, &out, &problems, at(nil)); status != 0 {
			t.Fatal(&problems)
		}
		r, _, err := feed.Read([]byte(read(t, file)))
		if err != nil || *r.Units[0].Turnout != map[string]float64{"20": 20, "30": 30}[turnout] {
			t.Fatal(err, *r.Units[0].Turnout)
		}
		return r
	}
	for units, want := range map[int]int{100: 1, 478: 0} {
		os.Remove(file)
		publish("11:00", "20", units)
		if got := publish("11:30", "30", units).Units[0].Reports; len(got) != want {
			t.Errorf("%d units: reports %v, want %d", units, got, want)
		}
	}
}
