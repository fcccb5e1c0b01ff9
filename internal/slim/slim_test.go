package slim

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/andybalholm/brotli"
)

const root = "../.."

// The same source gives the same bytes, wherever it is.
func TestReproducible(t *testing.T) {
	if os.Getenv("TWOBOXES_LONG") == "" {
		t.Skip("set TWOBOXES_LONG=1 for tests that take long")
	}
	there := t.TempDir()
	if err := copyProject(there); err != nil {
		t.Fatal(err)
	}
	var wasm [2][]byte
	for i, root := range []string{root, there} {
		var err error
		if wasm[i], err = Build(root, "."); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(wasm[0], wasm[1]) {
		t.Error("two builds from two folders differ")
	}
	for _, folder := range []string{root, there} {
		abs, err := filepath.Abs(folder)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(wasm[0], []byte(abs)) {
			t.Errorf("the program contains %s", abs)
		}
	}
}

// copyProject copies what this project's programs are built from.
func copyProject(to string) error {
	for _, part := range []string{"assets", "internal", "scenes"} {
		if err := os.CopyFS(filepath.Join(to, part), os.DirFS(filepath.Join(root, part))); err != nil {
			return err
		}
	}
	for _, file := range []string{"go.mod", "go.sum", "main.go"} {
		text, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			return err
		}
		if err := write(filepath.Join(to, file), text); err != nil {
			return err
		}
	}
	return nil
}

// TestSavings builds the program cut by cut and prints what each saves. Run it with
//
//	TWOBOXES_SAVINGS=. go test ./internal/slim -run Savings -v -timeout 1h
//
// for this program, or with another package path in the place of the dot.
func TestSavings(t *testing.T) {
	pkg := os.Getenv("TWOBOXES_SAVINGS")
	if pkg == "" {
		t.Skip("set TWOBOXES_SAVINGS to measure")
	}
	before := 0
	for n := range len(cuts) + 1 {
		wasm, err := build(root, pkg, ".cache/slim-savings", cuts[:n])
		if err != nil {
			t.Fatal(err)
		}
		size := compressed(t, wasm)
		what, claim := "(none)", ""
		if n > 0 {
			what, claim = cuts[n-1].what, fmt.Sprintf("%4d KB, the table says %4d", (before-size+500)/1000, cuts[n-1].saves)
		}
		fmt.Printf("%8d bytes, compressed %7d: %s  %s\n", len(wasm), size, claim, what)
		before = size
	}
}

func compressed(t *testing.T, data []byte) int {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, 11)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}
