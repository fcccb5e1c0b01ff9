package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// published is one file of a recorded evening.
type published struct {
	minute int // since the first
	name   string
}

// replay publishes a recorded evening again.
func replay(args []string, out, _ io.Writer, c clock) error {
	flags := flag.NewFlagSet("replay", flag.ContinueOnError)
	speed := flags.Float64("speed", 1, "")
	file := flags.String("out", "", "")
	folder, err := parse(flags, args)
	if err != nil || *file == "" || !(*speed > 0) {
		return errUsage
	}
	evening, err := recorded(folder)
	if err != nil {
		return err
	}
	start := c.now()
	first, err := os.ReadFile(filepath.Join(folder, evening[0].name))
	if err != nil {
		return err
	}
	begin := firstTime(first)
	if begin.IsZero() {
		return fmt.Errorf("%s: names no time asOf, by which the replay's times are set", evening[0].name)
	}
	for _, p := range evening {
		due := start.Add(time.Duration(float64(p.minute-evening[0].minute) * float64(time.Minute) / *speed))
		for wait := due.Sub(c.now()); wait > 0; wait = due.Sub(c.now()) {
			if !c.sleep(wait) {
				return nil
			}
		}
		data, err := os.ReadFile(filepath.Join(folder, p.name))
		if err != nil {
			return err
		}
		data = retimed(data, func(t time.Time) time.Time {
			return start.Add(time.Duration(float64(t.Sub(begin)) / *speed))
		})
		if err := writeWhole(*file, data); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s %s: %s\n", c.now().Format(time.TimeOnly), *file, p.name)
	}
	return nil
}

var recordedName = regexp.MustCompile(`^(\d{1,5})-.*\.json$`)

// recorded lists the files of an evening in their order.
func recorded(folder string) ([]published, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var all []published
	for _, entry := range entries {
		if m := recordedName.FindStringSubmatch(entry.Name()); m != nil {
			minute, _ := strconv.Atoi(m[1]) // at most five digits
			all = append(all, published{minute, entry.Name()})
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s: no file's name begins with a minute, such as 000-opening.json", folder)
	}
	slices.SortStableFunc(all, func(a, b published) int { return a.minute - b.minute })
	return all, nil
}

var asOfMember = regexp.MustCompile(`("asOf"\s*:\s*")([^"]*)"`)

// firstTime is the report's own time: the first that is named.
func firstTime(data []byte) time.Time {
	m := asOfMember.FindSubmatch(data)
	if m == nil {
		return time.Time{}
	}
	t, _ := time.Parse(time.RFC3339Nano, string(m[2]))
	return t
}

// retimed changes the times in a file, which may be torn; what is no time stays as it is.
func retimed(data []byte, change func(time.Time) time.Time) []byte {
	return asOfMember.ReplaceAllFunc(data, func(member []byte) []byte {
		m := asOfMember.FindSubmatch(member)
		t, err := time.Parse(time.RFC3339Nano, string(m[2]))
		if err != nil {
			return member
		}
		return append(append(slices.Clone(m[1]), change(t).In(t.Location()).Format(time.RFC3339)...), '"')
	})
}
