package slim

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"github.com/andybalholm/brotli"
)

const root = "../.."

// TestSavings builds the program with one more cut at a time and prints what each saves. Run it with
//
//	TWOBOXES_SAVINGS=. go test ./internal/slim -run Savings -v -timeout 1h
//
// for this program, or with another package path instead of the dot.
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
