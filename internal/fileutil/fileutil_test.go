package fileutil

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestWriteIfChanged(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "folder", "file")
	past := time.Now().Add(-time.Hour).Truncate(time.Second)
	for _, step := range []struct {
		text    string
		written bool
	}{{"one", true}, {"one", false}, {"two", true}, {"", true}, {"", false}} {
		if err := WriteIfChanged(file, []byte(step.text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(file); err != nil || string(got) != step.text {
			t.Errorf("got %q, %v, want %q", got, err, step.text)
		}
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if written := !info.ModTime().Equal(past); written != step.written {
			t.Errorf("%q: written is %v, want %v", step.text, written, step.written)
		}
		if err := os.Chtimes(file, past, past); err != nil {
			t.Fatal(err)
		}
	}
	if err := WriteIfChanged(filepath.Join(file, "below"), nil); err == nil {
		t.Error("no error for a file in a file")
	}
}
