// Command feed checks a live feed before it is published.
//
//	go run ./cmd/feed check turnout.json
package main

import (
	"fmt"
	"os"
	"time"

	"twoboxes/internal/feed"
)

func main() {
	if len(os.Args) != 3 || os.Args[1] != "check" {
		fmt.Fprintln(os.Stderr, "usage: go run ./cmd/feed check FILE")
		os.Exit(2)
	}
	if err := check(os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// check prints in one line what readers would see, or returns all problems of the file.
func check(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	r, err := feed.Parse(data)
	if err != nil {
		return fmt.Errorf("%s is not a valid feed:\n%w", file, err)
	}
	if asOf, err := time.Parse(time.RFC3339Nano, r.AsOf); err == nil && time.Until(asOf) > 5*time.Minute {
		return fmt.Errorf("%s: asOf: %s is more than 5 minutes ahead; write the time of the report", file, r.AsOf)
	}
	state := "not final: pages keep polling"
	if r.Final {
		state = "final: pages ask every five minutes, for six hours more"
	}
	turnout := "not reported yet"
	if r.Turnout != nil {
		turnout = fmt.Sprintf("%v%%", *r.Turnout)
	}
	fmt.Printf("%s is valid: %s, turnout %s as of %s, source %s; %s\n", file, r.Election, turnout, r.AsOf, r.Source.Name, state)
	return nil
}
