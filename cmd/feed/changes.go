package main

import (
	"errors"
	"fmt"
	"strings"

	"twoboxes/internal/feed"
	"twoboxes/internal/strictjson"
)

// figures are those of a unit that readers see.
var figures = []struct {
	name string
	of   func(feed.Unit) *float64
}{
	{"turnout", func(u feed.Unit) *float64 { return u.Turnout }},
	{"for", func(u feed.Unit) *float64 { return u.For }},
	{"against", func(u feed.Unit) *float64 { return u.Against }},
}

// shownUnits are a report's units as pages show them, by their id.
func shownUnits(r feed.Report) map[string]feed.Unit {
	units := map[string]feed.Unit{}
	for _, u := range r.Units {
		units[u.ID] = r.Shown(u)
	}
	return units
}

// missing names each unit and each figure that last, which stands in file, has and r has not, though
// neither withdraws it: a sheet that was cut short would otherwise remove results silently.
func missing(last, r feed.Report, file string) error {
	if !r.Continues(last) || r.Withdrawn {
		return nil
	}
	now := shownUnits(r)
	at := map[string]int{}
	for i, u := range r.Units {
		at[u.ID] = i
	}
	fix := "or withdraw the unit (in a sheet: yes in its column withdrawn); to publish without it, delete " + file + " first"
	var errs []error
	for _, before := range last.Units {
		before = last.Shown(before)
		u, there := now[before.ID]
		switch {
		case before.Withdrawn || u.Withdrawn:
		case !there:
			errs = append(errs, strictjson.Problem{Path: "units", What: fmt.Sprintf("%s is missing, which %s has", before.ID, file), Fix: "write its row, " + fix})
		default:
			for _, f := range figures {
				if f.of(before) != nil && f.of(u) == nil {
					errs = append(errs, strictjson.Problem{Path: fmt.Sprintf("units[%d].%s", at[u.ID], f.name),
						What: fmt.Sprintf("%s has none, while %s has %s", u.ID, file, share(f.of(before))), Fix: "write the figure, " + fix})
				}
			}
		}
	}
	return errors.Join(errs...)
}

// changes says what is new in the units of r since last: a line for each of the first few.
func changes(last, r feed.Report) []string {
	const most = 5
	if !r.Continues(last) {
		return nil
	}
	before := shownUnits(last)
	var lines []string
	for _, u := range r.Units {
		u = r.Shown(u)
		was := before[u.ID]
		var parts []string
		switch {
		case u.Withdrawn && !was.Withdrawn:
			parts = []string{"withdrawn"}
		case !u.Withdrawn:
			for _, f := range figures {
				if a, b := share(f.of(was)), share(f.of(u)); a != b {
					parts = append(parts, fmt.Sprintf("%s %s → %s", f.name, a, b))
				}
			}
		}
		if len(parts) > 0 {
			lines = append(lines, u.ID+": "+strings.Join(parts, ", "))
		}
	}
	if more := len(lines) - most; more > 0 {
		lines = append(lines[:most], fmt.Sprintf("and %d more", more))
	}
	return lines
}
