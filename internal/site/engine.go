package site

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"twoboxes/internal/slim"
)

// firstFunctions names the functions that the program calls until its cover rests, and for what a reader
// may do meanwhile, one a line: they are in the file that readers wait for. ./build.sh first renews it.
//
//go:embed first.txt
var firstFunctions string

// buildEngine compiles the program for the browser and returns the paths of its two files. A program from
// which nothing is left out has one; the other path is "".
func (b *siteBuild) buildEngine() (first, rest string, err error) {
	parts, err := b.compile(b.buildParts, buildStock)
	if err != nil {
		return "", "", fmt.Errorf("building the engine: %w", err)
	}
	if len(parts.Unknown) > 0 {
		b.Log(fmt.Sprintf("warning: internal/site/first.txt names functions that do not exist: %s; run ./build.sh first", strings.Join(parts.Unknown, ", ")))
	}
	first = b.fingerprint("two-boxes.wasm", parts.First)
	if parts.Rest != nil {
		rest = b.fingerprint("two-boxes-rest.wasm", parts.Rest)
	}
	return first, rest, nil
}

// buildParts compiles the slim program, in two parts or as one that notes which functions it calls.
func (o Options) buildParts(root, pkg string) (*slim.Parts, error) {
	if !o.Recorder {
		return slim.BuildParts(root, pkg, strings.Split(strings.TrimSpace(firstFunctions), "\n"))
	}
	wasm, err := slim.BuildRecorder(root, pkg)
	return &slim.Parts{First: wasm}, err
}

// compile compiles the program with one of two functions: buildSlim leaves out what the program does
// not use, buildStock nothing.
func (o Options) compile(buildSlim, buildStock func(root, pkg string) (*slim.Parts, error)) (*slim.Parts, error) {
	if o.Stock {
		return buildStock(o.Root, ".")
	}
	parts, err := buildSlim(o.Root, ".")
	var missed *slim.MissedCutError
	if o.StockFallback && errors.As(err, &missed) {
		o.Log("warning: " + missed.Error() + "\nbuilding the whole engine instead, a file three times as large")
		return buildStock(o.Root, ".")
	}
	return parts, err
}

// buildStock compiles with Go alone, nothing left out.
func buildStock(root, pkg string) (*slim.Parts, error) {
	file, err := filepath.Abs(filepath.Join(root, ".cache", "two-boxes.wasm"))
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", file, pkg)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	data, err := os.ReadFile(file)
	return &slim.Parts{First: data}, err
}

// goSupport is Go's own script that runs its WebAssembly programs.
func goSupport() ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}
