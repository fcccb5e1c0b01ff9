// Command sources checks that the facts say what the records of their sources carry, and that the
// words state no absence that no fact records. It is run at the root of the repository.
//
//	go run ./cmd/sources check
package main

import (
	"fmt"
	"os"
	"strings"

	"twoboxes/internal/records"
)

func main() {
	if len(os.Args) != 2 || os.Args[1] != "check" {
		fmt.Fprintln(os.Stderr, "usage: go run ./cmd/sources check")
		os.Exit(2)
	}
	r, err := records.CheckAssets(os.DirFS("assets"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Printf("the facts agree with the records of %d sources", len(r.Records))
	if unread := r.Unread(); len(unread) > 0 {
		fmt.Printf("; no copy was read of %s", strings.Join(unread, ", "))
	}
	fmt.Println()
}
