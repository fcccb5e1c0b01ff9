package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"time"

	"twoboxes/internal/feed"
)

// checkAll checks files. Its error says that some are wrong; what is wrong is written to problems.
func checkAll(files []string, out, problems io.Writer, now time.Time) error {
	wrong := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			fmt.Fprintln(problems, err)
			wrong++
			continue
		}
		r, unknown, err := feed.ReadAt(data, now)
		for _, field := range unknown {
			fmt.Fprintf(problems, "%s: %v (pages ignore it)\n", file, field)
		}
		if err != nil {
			fmt.Fprintln(problems, prefixed(file, err))
			wrong++
			continue
		}
		fmt.Fprintf(out, "%s is valid: %s\n", file, describe(r))
	}
	if wrong > 0 {
		return fmt.Errorf("%d of %d files are wrong: pages would ignore them", wrong, len(files))
	}
	return nil
}

// describe says in one line what readers would see.
func describe(r feed.Report) string {
	u := r.Shown(r.Units[0])
	first := "turnout not reported yet"
	switch {
	case u.Withdrawn:
		first = "figures withdrawn"
	case u.Turnout != nil:
		first = "turnout " + share(u.Turnout)
	}
	if u.Name != "" {
		first = u.Name + ": " + first
	}
	if u.For != nil || u.Against != nil {
		first += ", for " + share(u.For) + ", against " + share(u.Against)
	}
	if n := len(r.Units); n > 1 {
		first += fmt.Sprintf(" (the first of %d units)", n)
	}
	state := "not final: pages keep polling"
	if r.Status == "final" {
		state = "final: pages ask every five minutes, for six hours more"
	}
	if r.Test {
		state = "TEST DATA, shown under a band; " + state
	}
	return fmt.Sprintf("%s, %s, as of %s, source %s; %s", r.Election, first, r.AsOf, r.Source.Name, state)
}

// share is a percentage as pages write it: with its own decimals, at most two, and 0 or 100 only where it is
// exactly that.
func share(x *float64) string {
	if x == nil {
		return "not reported"
	}
	shown := *x
	if shown > 0 && shown < 100 {
		shown = min(99.99, max(0.01, math.Round(100*shown)/100))
	}
	return strconv.FormatFloat(shown, 'f', -1, 64) + "%"
}
