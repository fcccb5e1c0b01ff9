package site

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"twoboxes/internal/slim"
)

// buildEngine compiles the program for the browser and returns the file's path.
func (b *siteBuild) buildEngine() (string, error) {
	compile := slim.Build
	if b.Stock {
		compile = buildStock
	}
	data, err := compile(b.Root, ".")
	if err != nil {
		return "", fmt.Errorf("building the engine: %w", err)
	}
	return b.fingerprint("two-boxes.wasm", data), nil
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
