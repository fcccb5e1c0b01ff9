package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"io"
	"testing"
	"testing/fstest"
	"time"
)

func TestArchiveDependsOnlyOnTheFiles(t *testing.T) {
	var archives [2]bytes.Buffer
	for i := range archives {
		folder := fstest.MapFS{
			"index.html":      {Data: []byte("<p>"), ModTime: time.Unix(int64(i), 0), Mode: 0o600},
			"embed/en/a.html": {Data: []byte("a"), ModTime: time.Unix(int64(i), 0)},
		}
		if err := archive(&archives[i], folder, "two-boxes-1.2.3"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(archives[0].Bytes(), archives[1].Bytes()) {
		t.Error("times or modes of the files change the archive")
	}
	zip, err := gzip.NewReader(&archives[0])
	if err != nil {
		t.Fatal(err)
	}
	files := tar.NewReader(zip)
	for _, want := range []struct{ name, text string }{
		{"two-boxes-1.2.3/embed/en/a.html", "a"}, {"two-boxes-1.2.3/index.html", "<p>"},
	} {
		header, err := files.Next()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(files)
		if err != nil || header.Name != want.name || string(data) != want.text || header.Mode != 0o644 {
			t.Errorf("got %s %o %q, %v", header.Name, header.Mode, data, err)
		}
	}
	if _, err := files.Next(); err != io.EOF {
		t.Errorf("after the last file: %v", err)
	}
}
