// Command feed checks a live feed before it is published.
//
//	go run ./cmd/feed check turnout.json
package main

import (
	"fmt"
	"os"

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

// check says in one line what readers would be shown, or returns all that is wrong.
func check(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	r, err := feed.Parse(data)
	if err != nil {
		return fmt.Errorf("%s would be refused:\n%w", file, err)
	}
	state := "readers go on asking for more"
	if r.Final {
		state = "final: readers ask no more"
	}
	turnout := "not reported yet"
	if r.Turnout != nil {
		turnout = fmt.Sprintf("%v%%", *r.Turnout)
	}
	fmt.Printf("%s is good: %s, turnout %s as of %s, source %s; %s\n", file, r.Election, turnout, r.AsOf, r.Source.Name, state)
	return nil
}
