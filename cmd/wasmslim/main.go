// Wasmslim makes the wasm of a Go program for the browser smaller: see docs/quick-start.md.
//
//	go run ./cmd/wasmslim [-q] in.wasm out.wasm
//
// The program was built with GOOS=js GOARCH=wasm; with -ldflags=-s -w it is smaller still. For each
// pass it prints the size of the program, and its size compressed with Brotli; -q leaves that out, as
// compressing takes minutes and the passes a second. If a pass does not fit the program, which may be so
// with another version of Go, the error names the pass, and no file is written.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"

	"github.com/andybalholm/brotli"

	"twoboxes/internal/slim"
)

func main() {
	quiet := flag.Bool("q", false, "print nothing")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: wasmslim [-q] in.wasm out.wasm")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 2 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), flag.Arg(1), *quiet); err != nil {
		fmt.Fprintln(os.Stderr, "wasmslim:", err)
		os.Exit(1)
	}
}

func run(in, out string, quiet bool) error {
	wasm, err := os.ReadFile(in)
	if err != nil {
		return err
	}
	var report report
	if quiet {
		wasm, err = slim.Shrink(wasm, nil)
	} else {
		wasm, err = slim.Shrink(wasm, report.add)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(out, wasm, 0o644)
}

// report prints the sizes of a program after each pass.
type report struct{ raw, compressed int }

func (r *report) add(what string, wasm []byte) {
	raw, compressed := len(wasm), brotliSize(wasm)
	if what == "" {
		fmt.Printf("%10s %8s %10s %8s\n", "bytes", "saved", "brotli", "saved")
		fmt.Printf("%10d %8s %10d\n", raw, "", compressed)
	} else {
		fmt.Printf("%10d %8d %10d %8d  %s\n", raw, r.raw-raw, compressed, r.compressed-compressed, what)
	}
	r.raw, r.compressed = raw, compressed
}

// brotliSize is the size with the best compression.
func brotliSize(wasm []byte) int {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotli.BestCompression)
	if _, err := w.Write(wasm); err != nil {
		panic(err) // a buffer takes everything
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Len()
}
