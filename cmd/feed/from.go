package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"twoboxes/internal/feed"
	"twoboxes/internal/strictjson"
)

// source is a report that was made of what a newsroom has.
type source struct {
	feed.Report
	where func(strictjson.Problem) string // what is wrong with the report, at its place in the source
}

// options are what a source does not say itself.
type options struct {
	url     string // of the source, for readers
	lang    string // of texts in several languages, such as fr
	ballot  string // of a OneGov vote: proposal, counter-proposal or tie-breaker
	contest string // of a NIST report, by its @id
	yes     string // the selection that counts as for, by its @id
}

// formats are how sources are read. An error has a line for each problem, with its place and the fix.
var formats = map[string]func(data []byte, o options) (source, error){
	"csv": func(data []byte, _ options) (source, error) {
		s, err := readCSV(data)
		return source{s.Report, s.where}, err
	},
	"onegov": readOneGov,
	"nist":   readNIST,
}

// from makes a feed of a source, once or every so often.
func from(format string, args []string, out, problems io.Writer, c clock) error {
	read := formats[format]
	flags := flag.NewFlagSet("from", flag.ContinueOnError)
	every := flags.Duration("every", 0, "")
	file := flags.String("out", "", "")
	var o options
	if format == "onegov" || format == "nist" {
		flags.StringVar(&o.url, "url", "", "")
		flags.StringVar(&o.lang, "lang", "", "")
	}
	if format == "onegov" {
		flags.StringVar(&o.ballot, "ballot", "proposal", "")
	}
	if format == "nist" {
		flags.StringVar(&o.contest, "contest", "", "")
		flags.StringVar(&o.yes, "for", "", "")
	}
	from, err := parse(flags, args)
	if err != nil || read == nil || *every < 0 || *every > 0 && *file == "" {
		return errUsage
	}
	if o.url == "" && strings.HasPrefix(from, "https://") {
		o.url = from
	}
	reader := func(data []byte) (source, error) { return read(data, o) }
	last := ""
	for {
		err := update(reader, from, *file, out, c.now())
		if *every == 0 {
			return err
		}
		if err != nil && err.Error() != last {
			fmt.Fprintf(problems, "%s: the file stays as it was:\n%v\n", c.now().Format(time.TimeOnly), err)
		} else if err == nil && last != "" {
			fmt.Fprintf(problems, "%s: the source is good again\n", c.now().Format(time.TimeOnly))
		}
		last = ""
		if err != nil {
			last = err.Error()
		}
		if !c.sleep(*every) {
			return nil
		}
	}
}

// update reads the source and writes the feed, to out without a file's name. The file is written whole,
// and only if the feed is valid, is not older than the one that stands there and misses nothing that one has. The
// earlier reports of the evening, as that file has them, become the units' reports.
func update(read func([]byte) (source, error), from, file string, out io.Writer, now time.Time) error {
	data, err := fetch(from)
	if err != nil {
		return err
	}
	s, err := read(data)
	if err != nil {
		return prefixed(from, err)
	}
	made, r, err := encoded(s.Report, now)
	if err != nil {
		return prefixed(from, located(err, s.where))
	}
	if file == "" {
		_, err = out.Write(made)
		return err
	}
	before, err := os.ReadFile(file)
	var last feed.Report
	if err == nil {
		last, _, err = feed.Read(before)
	}
	if err == nil {
		if !r.Replaces(last) {
			return fmt.Errorf("%s: older than what %s has (asOf %s); open pages would ignore it: correct asOf, or write a higher sequence", from, file, last.AsOf)
		}
		if err := missing(last, r, file); err != nil {
			return prefixed(from, located(err, s.where))
		}
		// The history is left out where the file would be too large with it.
		if longer, full, err := encoded(r.WithHistory(last), now); err == nil {
			made, r = longer, full
		}
	}
	if bytes.Equal(before, made) {
		return nil
	}
	if err := writeWhole(file, made); err != nil {
		return err
	}
	fmt.Fprintf(out, "%s %s: %s\n", now.Format(time.TimeOnly), file, describe(r))
	lines := changes(last, r)
	if len(lines) > 0 && r.AsOf == last.AsOf {
		fmt.Fprintln(out, "  asOf is as before: a correction of that report, and no new one")
	}
	for _, line := range lines {
		fmt.Fprintln(out, "  "+line)
	}
	return nil
}

// encoded is a report as a file, and as pages read that.
func encoded(r feed.Report, now time.Time) ([]byte, feed.Report, error) {
	made, err := json.MarshalIndent(r, "", "  ")
	if err == nil && len(made) >= feed.Largest {
		made, err = json.Marshal(r) // hundreds of units
	}
	if err != nil {
		return nil, r, err
	}
	made = append(made, '\n')
	r, _, err = feed.ReadAt(made, now)
	return made, r, err
}

// located puts each problem of a feed at its place in the source.
func located(err error, where func(strictjson.Problem) string) error {
	all, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var errs []error
	for _, err := range all.Unwrap() {
		var p strictjson.Problem
		if errors.As(err, &p) {
			err = errors.New(where(p))
		}
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// prefixed begins each line of an error with a name.
func prefixed(name string, err error) error {
	return errors.New(name + ": " + strings.ReplaceAll(err.Error(), "\n", "\n"+name+": "))
}

// fetch reads a file, or what an https address answers.
func fetch(source string) ([]byte, error) {
	if !strings.HasPrefix(source, "https://") && !strings.HasPrefix(source, "http://") {
		return os.ReadFile(source)
	}
	client := http.Client{Timeout: 20 * time.Second}
	answer, err := client.Get(source)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: answers %s", source, answer.Status)
	}
	const most = 4 << 20
	data, err := io.ReadAll(io.LimitReader(answer.Body, most+1))
	if err == nil && len(data) > most {
		err = fmt.Errorf("%s: more than %d MiB", source, most>>20)
	}
	return data, err
}

// writeWhole replaces a file in one step: nobody ever reads half of it.
func writeWhole(file string, data []byte) (err error) {
	temporary, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*.part")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(temporary.Name())
		}
	}()
	_, err = temporary.Write(data)
	err = errors.Join(err, temporary.Chmod(0o644), temporary.Sync(), temporary.Close())
	if err != nil {
		return err
	}
	return os.Rename(temporary.Name(), file)
}
