package main

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"twoboxes/internal/feed"
)

// The recorded vote is that of its table: the counts add up, the shares follow from them, and no report
// has another figure.
func TestRecordedVote(t *testing.T) {
	const dir = "../../web/live/vote"
	table := read(t, filepath.Join(dir, "results.csv"))
	s, err := readCSV([]byte(table))
	if err != nil {
		t.Fatal(err)
	}
	yes, no := votes(t, table)
	var sum struct{ registered, voted, yes, no int }
	final := map[string]feed.Unit{}
	for i, u := range s.Units {
		final[u.ID] = u
		if computed := feed.Share(*u.Voted, *u.Registered); *computed != *u.Turnout {
			t.Errorf("%s: turnout %v, want %v", u.Name, *u.Turnout, *computed)
		}
		if valid := float64(yes[u.ID] + no[u.ID]); math.Abs(100*float64(yes[u.ID])/valid-*u.For) > 0.0501 || math.Abs(100*float64(no[u.ID])/valid-*u.Against) > 0.0501 {
			t.Errorf("%s: %v and %v are not the shares of %d and %d", u.Name, *u.For, *u.Against, yes[u.ID], no[u.ID])
		}
		if i > 0 {
			sum.registered, sum.voted, sum.yes, sum.no = sum.registered+*u.Registered, sum.voted+*u.Voted, sum.yes+yes[u.ID], sum.no+no[u.ID]
		}
	}
	if whole := s.Units[0]; len(s.Units) != 27 || *whole.Registered != sum.registered || *whole.Voted != sum.voted || yes["ch"] != sum.yes || no["ch"] != sum.no {
		t.Errorf("the cantons add up to %+v", sum)
	}

	evening, err := recorded(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range evening {
		data, err := os.ReadFile(filepath.Join(dir, p.name))
		if err != nil {
			t.Fatal(err)
		}
		r, unknown, err := feed.Read(data)
		if err != nil || unknown != nil || len(r.Units) != len(s.Units) || *r.Sequence != i+1 {
			t.Fatalf("%s: %v, %v", p.name, err, unknown)
		}
		ours := strings.Contains(r.Note, "are ours")
		if last := i == len(evening)-1; last == ours || last != (r.Status == "final") {
			t.Errorf("%s: %s, %s", p.name, r.Status, r.Note)
		}
		var forSoFar, againstSoFar int
		for _, u := range r.Units[1:] {
			if u.For == nil && u.Against == nil && u.Registered == nil && u.Voted == nil && u.Turnout == nil {
				continue
			}
			forSoFar, againstSoFar = forSoFar+yes[u.ID], againstSoFar+no[u.ID]
			if !reflect.DeepEqual(u, final[u.ID]) {
				t.Errorf("%s: %s is %+v", p.name, u.Name, u)
			}
		}
		if whole := r.Units[0]; r.Status == "counting" && (whole.Turnout != nil || whole.Voted != nil || math.Abs(*whole.For-*feed.Share(forSoFar, forSoFar+againstSoFar)) > 0.0501) {
			t.Errorf("%s: Switzerland so far is %+v", p.name, whole)
		}
	}
}

// votes are the table's columns #yes and #no, by unit.
func votes(t *testing.T, table string) (yes, no map[string]int) {
	t.Helper()
	rows := csv.NewReader(strings.NewReader(table))
	rows.FieldsPerRecord = -1
	all, err := rows.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	yes, no = map[string]int{}, map[string]int{}
	inTable := false
	for _, row := range all {
		if inTable {
			for column, into := range map[int]map[string]int{len(row) - 2: yes, len(row) - 1: no} {
				if into[row[0]], err = strconv.Atoi(row[column]); err != nil {
					t.Fatal(err)
				}
			}
		}
		inTable = inTable || row[0] == "id"
	}
	return yes, no
}
