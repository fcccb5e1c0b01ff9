// Command feed checks a live feed before it is published, makes one from what a newsroom has, and
// replays a recorded evening.
//
//	go run ./cmd/feed check FILE…
//	go run ./cmd/feed from csv SOURCE [--every 30s] [--out turnout.json]
//	go run ./cmd/feed from onegov SOURCE [--ballot proposal] [--lang de] [--every 30s] [--out turnout.json]
//	go run ./cmd/feed from nist SOURCE --url https://… [--contest ID] [--for ID] [--lang en] [--every 30s] [--out turnout.json]
//	go run ./cmd/feed replay FOLDER --out turnout.json [--speed 60]
//
// check says in one line what readers will see, or everything that is wrong and where. Fields that
// pages ignore are named. It ends with status 1 if any file is wrong.
//
// from reads SOURCE, a file or an https address, once or again and again, and writes the feed: whole or
// not at all. When the source is wrong, cannot be reached or misses a unit or a figure that the last good file
// has, it says so, and that file stays. The turnout of each report is kept in the file, as the points of the
// evening.
// What the columns of a CSV source are called: csv.go. What is read of the JSON of Swiss votes and of
// NIST election reports: onegov.go, nist.go.
//
// replay writes the files of a folder one after the other, byte by byte as they are, but for the
// times in them, which become those of the replay. A file's name begins with the minute, counted from
// the first, at which it was published: 000-opening.json, 030-torn.json.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const usage = `usage: go run ./cmd/feed check FILE…
       go run ./cmd/feed from csv SOURCE [--every 30s] [--out FILE]
       go run ./cmd/feed from onegov SOURCE [--ballot proposal] [--lang de] [--every 30s] [--out FILE]
       go run ./cmd/feed from nist SOURCE --url https://… [--contest ID] [--for ID] [--lang en] [--every 30s] [--out FILE]
       go run ./cmd/feed replay FOLDER --out FILE [--speed 60]`

func main() {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, os.Interrupt, syscall.SIGTERM)
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, newClock(stop)))
}

// clock is the time that a command lives in.
type clock struct {
	now   func() time.Time
	sleep func(time.Duration) bool // false: the user has ended the command
}

func newClock(stop <-chan os.Signal) clock {
	return clock{time.Now, func(d time.Duration) bool {
		select {
		case <-time.After(d):
			return true
		case <-stop:
			return false
		}
	}}
}

// run runs a command and returns its exit status: 2 for a wrong command line, 1 for anything wrong with
// the files.
func run(args []string, out, problems io.Writer, c clock) int {
	err := errUsage
	switch {
	case len(args) > 1 && args[0] == "check":
		err = checkAll(args[1:], out, problems, c.now())
	case len(args) > 2 && args[0] == "from":
		err = from(args[1], args[2:], out, problems, c)
	case len(args) > 1 && args[0] == "replay":
		err = replay(args[1:], out, problems, c)
	}
	switch {
	case errors.Is(err, errUsage):
		fmt.Fprintln(problems, usage)
		return 2
	case err != nil:
		fmt.Fprintln(problems, err)
		return 1
	}
	return 0
}

var errUsage = errors.New("wrong command line")

// parse reads flags that may stand before or after the one argument, and returns that.
func parse(flags *flag.FlagSet, args []string) (string, error) {
	flags.SetOutput(io.Discard)
	var rest []string
	for len(args) > 0 {
		if flags.Parse(args) != nil {
			return "", errUsage
		}
		if args = flags.Args(); len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	if len(rest) != 1 {
		return "", errUsage
	}
	return rest[0], nil
}
