package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"twoboxes/internal/fileutil"
)

// files are the site's files by path, with slashes, relative to its root.
type files map[string][]byte

// assetsDir holds every file whose name carries its fingerprint.
const assetsDir = "assets"

// fingerprint adds a file under a name that changes with its content, and returns its path.
func (f files) fingerprint(name string, data []byte) string {
	return f.fingerprintSet(map[string][]byte{name: data})[name]
}

// fingerprintSet adds files under names that change together, with the content of any of them, and
// returns the path of each. A page that has the address of one can derive those of the others.
func (f files) fingerprintSet(set map[string][]byte) map[string]string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(set)) {
		sum.Write(set[name])
	}
	paths := map[string]string{}
	for name, data := range set {
		ext := path.Ext(name)
		paths[name] = assetsDir + "/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum.Sum(nil)[:6]) + ext
		f[paths[name]] = data
	}
	return paths
}

// versionSlot is where pages get the version.
const versionSlot = "{version}"

// setVersion names the build by the content of all its files, writes that name into the pages that
// ask for it, and returns it. The same files have the same version, whenever and wherever built.
func (f files) setVersion() string {
	sum := sha256.New()
	for _, name := range slices.Sorted(f.names()) {
		fmt.Fprintf(sum, "%s %d\n%s", name, len(f[name]), f[name])
	}
	version := hex.EncodeToString(sum.Sum(nil)[:4])
	for name, data := range f {
		if path.Ext(name) == ".html" {
			f[name] = bytes.ReplaceAll(data, []byte(versionSlot), []byte(version))
		}
	}
	return version
}

// integrity is a file's SHA-256 as browsers take it.
func integrity(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// compressible lists the types that are worth compressing.
var compressible = []string{".html", ".css", ".js", ".json", ".map", ".svg", ".md", ".txt", ".xml", ".wasm", ".pack"}

// write puts all files under dir, the compressible ones with .br and .gz beside them, and removes
// the fingerprinted files that an earlier build left there. Feeds are not compressed: a newsroom replaces
// them, and a server would go on sending what was compressed before.
func (f files) write(dir, cache string, fast bool) error {
	names := make(chan string)
	errs := make([]error, runtime.NumCPU())
	var wait sync.WaitGroup
	for i := range errs {
		wait.Go(func() {
			for name := range names {
				if err := f.writeOne(dir, name, cache, fast); err != nil && errs[i] == nil {
					errs[i] = err
				}
			}
		})
	}
	bySize := slices.SortedFunc(f.names(), func(a, b string) int { return len(f[b]) - len(f[a]) })
	for _, name := range bySize {
		names <- name
	}
	close(names)
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return f.sweep(dir)
}

func (f files) names() func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range f {
			if !yield(name) {
				return
			}
		}
	}
}

func (f files) writeOne(dir, name, cache string, fast bool) error {
	data := f[name]
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := fileutil.WriteIfChanged(file, data); err != nil {
		return err
	}
	if !slices.Contains(compressible, path.Ext(name)) || path.Dir(name) == feedDir {
		return nil
	}
	for _, e := range encoders {
		small, err := e.compressed(data, cache, fast)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if err := fileutil.WriteIfChanged(file+e.suffix, small); err != nil {
			return err
		}
	}
	return nil
}

// sweep removes fingerprinted files that are not this build's.
func (f files) sweep(dir string) error {
	entries, err := os.ReadDir(filepath.Join(dir, assetsDir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		name := strings.TrimSuffix(strings.TrimSuffix(e.Name(), ".br"), ".gz")
		if _, ours := f[assetsDir+"/"+name]; !ours && fingerprinted.MatchString(name) {
			if err := os.Remove(filepath.Join(dir, assetsDir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
