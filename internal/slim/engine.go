package slim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	gobuild "go/build"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"twoboxes/internal/fileutil"
)

// The version of the engine that the cuts are for.
const (
	engine        = "github.com/hajimehoshi/ebiten/v2"
	engineVersion = "v2.10.4"
)

// findEngine is the folder with the engine's source. Another version is a *MissedCutError.
func findEngine(root string) (string, error) {
	var m module
	list := func() error {
		out, err := output(root, "go", "list", "-m", "-json", engine)
		if err != nil {
			return err
		}
		return json.Unmarshal(out, &m)
	}
	if err := list(); err != nil {
		return "", err
	}
	if err := m.check(); err != nil {
		return "", err
	}
	if m.Dir == "" { // not downloaded yet
		if _, err := output(root, "go", "mod", "download", engine); err != nil {
			return "", err
		}
		if err := list(); err != nil {
			return "", err
		}
	}
	return m.Dir, nil
}

// module is the output of go list about the engine.
type module struct {
	Version, Dir string
	Replace      *struct{ Path string }
}

func (m module) check() error {
	switch {
	case m.Replace != nil:
		return &MissedCutError{Err: fmt.Errorf("the cuts are for %s %s, and go.mod replaces it with %s; build without cuts (--stock)", engine, engineVersion, m.Replace.Path)}
	case m.Version != engineVersion:
		return &MissedCutError{Err: fmt.Errorf("the cuts are for %s %s, and go.mod has %s; update the cuts (see internal/slim/slim.go), or build without them (--stock)", engine, engineVersion, m.Version)}
	}
	return nil
}

// workspace is the folders of a build with a variant of the engine, "slim" or "stock".
type workspace struct {
	root   string // the project's folder
	source string // of the engine
	work   string // for files that the build writes
}

// file is the path that a file of the engine has for go build. No such file exists on disk.
func (w workspace) file(variant, file string) string {
	return filepath.Join(w.work, variant, "engine", filepath.FromSlash(file))
}

// overlay maps the paths of files to the paths of their content.
type overlay map[string]string

// add writes a file's content and adds it to the overlay.
func (w workspace) add(o overlay, variant, file string, text []byte) error {
	where := filepath.Join(w.work, variant, "files", filepath.FromSlash(file))
	o[w.file(variant, file)] = where
	return fileutil.WriteIfChanged(where, text)
}

// engine is the engine, with the edits, as a module that exists only in the overlay. (An overlay
// cannot replace files in the module cache.)
func (w workspace) engine(variant string, edits []edit) (overlay, error) {
	files := overlay{}
	missing, added := map[string]edit{}, map[string]edit{}
	for _, e := range edits {
		switch {
		case e.added:
			added[e.file] = e
		case e.file != everyFile:
			missing[e.file] = e
		}
	}
	err := filepath.WalkDir(w.source, func(from string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file, err := filepath.Rel(w.source, from)
		if err != nil {
			return err
		}
		file = filepath.ToSlash(file)
		switch {
		case d.IsDir() && (file == "examples" || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir(), strings.HasSuffix(file, "_test.go"):
			return nil
		}
		if e, ok := added[file]; ok {
			return &MissedCutError{e.cut, fmt.Errorf("%s: the engine has a file of this name already", file)}
		}
		files[w.file(variant, file)] = from
		if match, err := browser.MatchFile(filepath.Split(from)); err != nil || !match || path.Ext(file) != ".go" {
			return err
		}
		delete(missing, file)
		text, err := os.ReadFile(from)
		if err != nil {
			return err
		}
		rewritten, err := rewrite(file, text, edits)
		if err != nil {
			return err
		}
		if bytes.Equal(rewritten, text) {
			return nil
		}
		return w.add(files, variant, file, rewritten)
	})
	if err != nil {
		return nil, err
	}
	for _, file := range slices.Sorted(maps.Keys(missing)) {
		return nil, &MissedCutError{missing[file].cut, fmt.Errorf("the engine has no file %s for the browser", file)}
	}
	for file, e := range added {
		text, err := e.apply(source{})
		if err != nil {
			return nil, err
		}
		if err := w.add(files, variant, file, text); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// browser is the build context of the browser: it selects files by name and build tags.
var browser = func() gobuild.Context {
	c := gobuild.Default
	c.GOOS, c.GOARCH, c.CgoEnabled = "js", "wasm", false
	return c
}()

// run runs the go command with the engine of an overlay instead of the project's.
func (w workspace) run(variant string, files overlay, env []string, out io.Writer, verb string, args ...string) error {
	mod, err := os.ReadFile(filepath.Join(w.root, "go.mod"))
	if err != nil {
		return err
	}
	sum, err := os.ReadFile(filepath.Join(w.root, "go.sum"))
	if err != nil {
		return err
	}
	dir, err := filepath.Rel(w.root, w.file(variant, "."))
	if err != nil {
		return err
	}
	// The path is part of the program: a relative one makes builds reproducible in any folder.
	mod = fmt.Appendf(mod, "\nreplace %s => ./%s\n", engine, filepath.ToSlash(dir))
	replace, err := json.Marshal(map[string]overlay{"Replace": files})
	if err != nil {
		return err
	}
	work := filepath.Join(w.work, variant)
	err = errors.Join(
		fileutil.WriteIfChanged(filepath.Join(work, "go.mod"), mod),
		fileutil.WriteIfChanged(filepath.Join(work, "go.sum"), sum),
		fileutil.WriteIfChanged(filepath.Join(work, "overlay.json"), replace))
	if err != nil {
		return err
	}
	flags := []string{verb, "-modfile=" + filepath.Join(work, "go.mod"), "-overlay=" + filepath.Join(work, "overlay.json")}
	return command(w.root, env, out, "go", append(flags, args...)...)
}

// command runs a program in a folder. If it fails, what it wrote to stderr is part of the error.
func command(dir string, env []string, out io.Writer, name string, args ...string) error {
	var stderr bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, &stderr
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOEXPERIMENT=", "GOWORK=off")
	cmd.Env = append(cmd.Env, env...)
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("slim: %s %s: %w\n%s", name, args[0], err, stderr.Bytes())
	}
	return nil
}

// output runs a program and returns what it prints.
func output(dir, name string, args ...string) ([]byte, error) {
	var out bytes.Buffer
	err := command(dir, nil, &out, name, args...)
	return out.Bytes(), err
}
