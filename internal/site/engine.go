package site

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// engine is the stage compiled for the browser.
type engine struct {
	path  string // of the wasm file
	bytes int    // uncompressed
}

// buildEngine compiles the program for the browser.
func (b *builder) buildEngine() (engine, error) {
	file := filepath.Join(b.Root, ".cache", "two-boxes.wasm")
	abs, err := filepath.Abs(file)
	if err != nil {
		return engine{}, err
	}
	cmd := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", abs, ".")
	cmd.Dir = b.Root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		return engine{}, fmt.Errorf("the engine does not compile: %w\n%s", err, out)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return engine{}, err
	}
	return engine{path: b.fingerprint("two-boxes.wasm", data), bytes: len(data)}, nil
}

// goSupport is Go's own script that runs its WebAssembly programs.
func goSupport() ([]byte, error) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env GOROOT: %w", err)
	}
	return os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
}
