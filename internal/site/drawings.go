package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"twoboxes/internal/still"
)

// drawings keeps pictures from build to build, because drawing all scenes in all languages takes seconds. A picture is
// found by all that it is made of: the build tool, which contains the scenes; the language's pack; and which picture it is.
type drawings struct {
	dir  string
	tool string // fingerprint of the running program; empty: nothing is kept

	mutex sync.Mutex
	used  map[string]bool // the names of the files that this build asked for
}

// openDrawings keeps pictures in a folder for each program, under cache, so that tests don't remove those of the build tool.
func openDrawings(cache string) *drawings {
	d := &drawings{used: map[string]bool{}}
	program, err := os.Executable()
	if err != nil {
		return d
	}
	data, err := os.ReadFile(program)
	if err != nil { // it was compiled again while it runs
		return d
	}
	sum := sha256.Sum256(data)
	d.dir, d.tool = filepath.Join(cache, filepath.Base(program)), string(sum[:])
	return d
}

// get returns the picture that draw makes, from the folder if it is there. which says all that it depends on besides the
// program and the studio's pack. Without drawings it is always drawn.
func (d *drawings) get(studio *still.Studio, which string, draw func() ([]byte, error)) ([]byte, error) {
	if d == nil || d.tool == "" {
		return draw()
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s %q ", d.tool, which)
	sum.Write(studio.Bytes)
	name := hex.EncodeToString(sum.Sum(nil)[:16])
	d.mutex.Lock()
	d.used[name] = true
	d.mutex.Unlock()
	file := filepath.Join(d.dir, name)
	if data, err := os.ReadFile(file); err == nil {
		return data, nil
	}
	data, err := draw()
	if err != nil {
		return nil, err
	}
	return data, keep(file, data)
}

// sweep removes the pictures that this build did not ask for, so that the folder does not grow.
func (d *drawings) sweep() error {
	entries, err := os.ReadDir(d.dir)
	if os.IsNotExist(err) {
		return nil
	}
	for _, e := range entries {
		if err == nil && !d.used[e.Name()] && !strings.HasPrefix(e.Name(), "new-") {
			err = os.Remove(filepath.Join(d.dir, e.Name()))
		}
	}
	return err
}
