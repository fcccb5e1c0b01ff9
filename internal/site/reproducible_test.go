package site

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"twoboxes/internal/fileutil"
	"twoboxes/scenes"
)

// Two builds of the same source from two folders, one with nothing kept from earlier builds, are
// the same files, and none names a folder.
func TestReproducible(t *testing.T) {
	if os.Getenv("TWOBOXES_LONG") == "" {
		t.Skip("set TWOBOXES_LONG=1 for tests that take long")
	}
	here, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	there := t.TempDir()
	if err := copySource(here, there); err != nil {
		t.Fatal(err)
	}
	var built [2]map[string][]byte
	for i, root := range []string{here, there} {
		out := filepath.Join(t.TempDir(), "dist")
		if err := Build(Options{Root: root, Out: out, Scenes: scenes.Story, Log: func(string) {}}); err != nil {
			t.Fatal(err)
		}
		if built[i], err = read(out); err != nil {
			t.Fatal(err)
		}
	}
	for name, data := range built[0] {
		other, ok := built[1][name]
		if !ok || !bytes.Equal(data, other) {
			t.Errorf("%s differs", name)
		}
		for _, folder := range []string{here, there} {
			if bytes.Contains(data, []byte(folder)) {
				t.Errorf("%s contains %s", name, folder)
			}
		}
	}
	for name := range built[1] {
		if _, ok := built[0][name]; !ok {
			t.Errorf("%s is there only once", name)
		}
	}
}

// copySource copies what belongs to the source, as it stands.
func copySource(from, to string) error {
	cmd := exec.Command("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	cmd.Dir = from
	list, err := cmd.Output()
	if err != nil {
		return err
	}
	for _, name := range strings.Split(strings.TrimRight(string(list), "\x00"), "\x00") {
		data, err := os.ReadFile(filepath.Join(from, name))
		if os.IsNotExist(err) {
			continue // deleted, but not yet committed
		}
		if err != nil {
			return err
		}
		if err := fileutil.WriteIfChanged(filepath.Join(to, name), data); err != nil {
			return err
		}
	}
	return nil
}

// read reads all files in a folder.
func read(dir string) (map[string][]byte, error) {
	all := map[string][]byte{}
	return all, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, _ := filepath.Rel(dir, path) // it lies within
		all[name], err = os.ReadFile(path)
		return err
	})
}
