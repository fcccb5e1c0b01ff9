package feed

import (
	"slices"
	"time"
)

// Continues reports whether last is an earlier report of the same election, both results or both test data.
func (r Report) Continues(last Report) bool {
	return r.V == last.V && r.Election == last.Election && r.Test == last.Test
}

// WithHistory is r with the turnout of earlier reports in each unit: those that last lists, and last itself.
// A unit that lists reports itself stays as it is, and so does one that is withdrawn, in r or in last. A report
// as old as r is what r corrects, and is left out. All lists together have at most MostPoints: the first
// unit comes first, the others share the rest, each with its first report and its latest ones.
func (r Report) WithHistory(last Report) Report {
	if !r.Continues(last) {
		return r
	}
	earlier := map[string][]Point{}
	for _, u := range last.Units {
		u = last.Shown(u)
		points := slices.Clone(u.Reports)
		if u.Turnout != nil {
			points = append(points, Point{last.AsOf, *u.Turnout})
		}
		earlier[u.ID] = pointsBefore(points, r.Time())
	}
	r.Units = slices.Clone(r.Units)
	room := MostPoints
	var units []*Unit // that get a history
	for i := range r.Units {
		u := &r.Units[i]
		room -= len(u.Reports)
		if u.Previous != nil {
			room -= len(u.Previous.Reports)
		}
		if len(u.Reports) == 0 && !r.Shown(*u).Withdrawn && len(earlier[u.ID]) > 0 {
			units = append(units, u)
		}
	}
	part := room // of each unit
	for i, u := range units {
		u.Reports = firstAndLatest(earlier[u.ID], part)
		if i == 0 && len(units) > 1 {
			part = (room - len(u.Reports)) / (len(units) - 1)
		}
	}
	return r
}

// pointsBefore sorts points by their time and keeps those before end. Of two with the same time the later in
// the list wins.
func pointsBefore(points []Point, end time.Time) []Point {
	slices.SortStableFunc(points, func(a, b Point) int { return moment(a.AsOf).Compare(moment(b.AsOf)) })
	var kept []Point
	for _, p := range points {
		t, n := moment(p.AsOf), len(kept)
		switch {
		case !t.Before(end):
		case n > 0 && moment(kept[n-1].AsOf).Equal(t):
			kept[n-1] = p
		default:
			kept = append(kept, p)
		}
	}
	return kept
}

// firstAndLatest is at most so many points: the first, where the line of hours begins, and the latest.
func firstAndLatest(points []Point, most int) []Point {
	if len(points) <= most {
		return points
	}
	if most <= 0 {
		return nil
	}
	return append(points[:1:1], points[len(points)-most+1:]...)
}
