package slim

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"github.com/andybalholm/brotli"
)

const root = "../.."

// TestSavings builds the program with one more cut or pass at a time and prints what each saves. Run it with
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
	measure := func(n, m int, what string, saves int) {
		p, err := build(root, pkg, ".cache/slim-savings", cuts[:n], passes[:m])
		if err != nil {
			t.Fatal(err)
		}
		wasm := p.bytes()
		size := compressed(t, wasm)
		fmt.Printf("%8d bytes, compressed %7d: %4d KB, the table says %4d  %s\n", len(wasm), size, (before-size+500)/1000, saves, what)
		before = size
	}
	measure(0, 0, "(none)", 0)
	for n, c := range cuts {
		measure(n+1, 0, c.what, c.saves)
	}
	for m, p := range passes {
		measure(len(cuts), m+1, p.what, p.saves)
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
