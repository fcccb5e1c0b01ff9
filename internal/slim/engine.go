package slim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	gobuild "go/build"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// The engine that the cuts are for.
const (
	engine        = "github.com/hajimehoshi/ebiten/v2"
	engineVersion = "v2.10.4"
)

// findEngine is the folder with the engine's source. It fails if the project uses another version.
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
	if m.Dir == "" { // not here yet
		if _, err := output(root, "go", "mod", "download", engine); err != nil {
			return "", err
		}
		if err := list(); err != nil {
			return "", err
		}
	}
	return m.Dir, nil
}

// module is what go list says of one.
type module struct {
	Version, Dir string
	Replace      *struct{ Path string }
}

func (m module) check() error {
	switch {
	case m.Replace != nil:
		return fmt.Errorf("slim: the cuts are for %s %s itself, and go.mod replaces it by %s: build without them (--stock)", engine, engineVersion, m.Replace.Path)
	case m.Version != engineVersion:
		return fmt.Errorf("slim: the cuts are for %s %s, and go.mod has %s: build without them (--stock) until internal/slim is brought up to date", engine, engineVersion, m.Version)
	}
	return nil
}

// builder builds programs with other engines than the project's.
type builder struct {
	root, source, work string // folders: the project, the engine's source, what may be written
}

// file is where a file of the engine of that name seems to be.
func (b builder) file(name, file string) string {
	return filepath.Join(b.work, name, "engine", filepath.FromSlash(file))
}

// overlay maps files to those with the text they are to have.
type overlay map[string]string

// add writes a text for a file to have.
func (b builder) add(o overlay, name, file string, text []byte) error {
	where := filepath.Join(b.work, name, "files", filepath.FromSlash(file))
	o[b.file(name, file)] = where
	return write(where, text)
}

// engine makes the engine a module that go build finds in the overlay alone. (An overlay may not
// reach into the module cache.)
func (b builder) engine(name string, edits []edit) (overlay, error) {
	files, missing := overlay{}, map[string]bool{}
	for _, e := range edits {
		if e.file != everyFile && !e.extra {
			missing[e.file] = true
		}
	}
	err := filepath.WalkDir(b.source, func(from string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file, err := filepath.Rel(b.source, from)
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
		files[b.file(name, file)] = from
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
		return b.add(files, name, file, rewritten)
	})
	if err != nil {
		return nil, err
	}
	for file := range missing {
		return nil, fmt.Errorf("slim: the engine has no file %s for the browser", file)
	}
	for _, e := range edits {
		if e.extra {
			text, err := e.apply(source{})
			if err != nil {
				return nil, err
			}
			if err := b.add(files, name, e.file, text); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}

// browser tells which files a browser build uses.
var browser = func() gobuild.Context {
	c := gobuild.Default
	c.GOOS, c.GOARCH, c.CgoEnabled = "js", "wasm", false
	return c
}()

// run runs the go command with the engine of an overlay in the place of the project's.
func (b builder) run(name string, files overlay, env []string, out io.Writer, verb string, args ...string) error {
	mod, err := os.ReadFile(filepath.Join(b.root, "go.mod"))
	if err != nil {
		return err
	}
	sum, err := os.ReadFile(filepath.Join(b.root, "go.sum"))
	if err != nil {
		return err
	}
	dir, err := filepath.Rel(b.root, b.file(name, "."))
	if err != nil {
		return err
	}
	// The program holds this path: a relative one is the same wherever the project is.
	mod = fmt.Appendf(mod, "\nreplace %s => ./%s\n", engine, filepath.ToSlash(dir))
	replace, err := json.Marshal(map[string]overlay{"Replace": files})
	if err != nil {
		return err
	}
	work := filepath.Join(b.work, name)
	err = errors.Join(
		write(filepath.Join(work, "go.mod"), mod),
		write(filepath.Join(work, "go.sum"), sum),
		write(filepath.Join(work, "overlay.json"), replace))
	if err != nil {
		return err
	}
	flags := []string{verb, "-modfile=" + filepath.Join(work, "go.mod"), "-overlay=" + filepath.Join(work, "overlay.json")}
	return command(b.root, env, out, "go", append(flags, args...)...)
}

// write puts text into a file unless it is there already.
func write(file string, text []byte) error {
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, text) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o644)
}

// command runs a program in a folder. What it says of an error becomes part of it.
func command(dir string, env []string, out io.Writer, name string, args ...string) error {
	var said bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, out, &said
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOEXPERIMENT=", "GOWORK=off")
	cmd.Env = append(cmd.Env, env...)
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("slim: %s %s: %w\n%s", name, args[0], err, said.Bytes())
	}
	return nil
}

// output runs a program that needs nothing special and returns what it prints.
func output(dir, name string, args ...string) ([]byte, error) {
	var out bytes.Buffer
	err := command(dir, nil, &out, name, args...)
	return out.Bytes(), err
}
