package site

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// encoder is one way of compressing, in a light and in a thorough form.
type encoder struct {
	suffix     string
	fast, best int
	windows    []int // binary logarithms; the first for large files
	new        func(w io.Writer, level, window int) io.WriteCloser
}

var encoders = []encoder{
	{".br", 5, 11, []int{24, 17}, func(w io.Writer, level, window int) io.WriteCloser {
		return brotli.NewWriterOptions(w, brotli.WriterOptions{Quality: level, LGWin: window})
	}},
	{".gz", 6, 9, []int{0}, func(w io.Writer, level, _ int) io.WriteCloser {
		z, _ := gzip.NewWriterLevel(w, level) // both levels are valid
		return z
	}},
}

// Sizes in bytes between which each window is tried. A small one often suits a page better: it took 464 bytes off
// the Japanese one. Smaller files fit into it anyway, and for the engine each try takes a minute.
const triedFrom, triedTo = 1 << 17, 1 << 20

// compressed compresses data. Results are kept in cache by content, because thorough compression of
// the engine takes a minute.
func (e encoder) compressed(data []byte, cache string, fast bool) ([]byte, error) {
	level := e.best
	if fast {
		level = e.fast
	}
	windows := e.windows
	if fast || len(data) < triedFrom || len(data) > triedTo {
		windows = windows[:1]
	}
	sum := sha256.Sum256(data)
	kept := filepath.Join(cache, fmt.Sprintf("%s.%d.%d%s", hex.EncodeToString(sum[:16]), level, len(windows), e.suffix))
	if small, err := os.ReadFile(kept); err == nil {
		return small, nil
	}
	var smallest []byte
	for _, window := range windows {
		var out bytes.Buffer
		w := e.new(&out, level, window)
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		if smallest == nil || out.Len() < len(smallest) {
			smallest = out.Bytes()
		}
	}
	return smallest, keep(kept, smallest)
}

// keep writes a cache entry whole or not at all, so that a build cut short leaves no broken one.
func keep(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	t, err := os.CreateTemp(filepath.Dir(file), "new-*")
	if err != nil {
		return err
	}
	_, err = t.Write(data)
	if closed := t.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(t.Name(), file)
	}
	if err != nil {
		os.Remove(t.Name())
	}
	return err
}
