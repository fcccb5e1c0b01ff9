package site

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"twoboxes/internal/slim"
)

// buildEngine compiles the program for the browser and returns the file's path.
func (b *siteBuild) buildEngine() (string, error) {
	data, err := b.compile(slim.Build, buildStock)
	if err != nil {
		return "", fmt.Errorf("building the engine: %w", err)
	}
	return b.fingerprint("two-boxes.wasm", data), nil
}

// compile compiles the program with one of two functions: buildSlim leaves out what the program does
// not use, buildStock nothing.
func (o Options) compile(buildSlim, buildStock func(root, pkg string) ([]byte, error)) ([]byte, error) {
	if o.Stock {
		return buildStock(o.Root, ".")
	}
	data, err := buildSlim(o.Root, ".")
	var missed *slim.MissedCutError
	if o.StockFallback && errors.As(err, &missed) {
		o.Log("warning: " + missed.Error() + "\nbuilding the whole engine instead, a file three times as large")
		return buildStock(o.Root, ".")
	}
	return data, err
}

// buildStock compiles with Go alone, nothing left out.
func buildStock(root, pkg string) ([]byte, error) {
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
	return os.ReadFile(file)
}

// goSupport is Go's own script that runs its WebAssembly programs.
func goSupport() ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}
