package slim

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"go/format"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// grafts are files that go into the engine, by their names there. The folder's name keeps the go
// command from taking them for packages of this project.
//
//go:embed _engine
var grafts embed.FS

const (
	shaderCompiler = "internal/compileshaders"
	shaderTable    = "internal/shaderir/compiled.go"
)

// addShaders adds the table of compiled shaders to a slim engine, and has the program embed a
// shader's name for its source: it needs no more to find it in the table.
func (b builder) addShaders(files overlay, pkg string) error {
	shaders, err := b.shaders(pkg)
	if err != nil {
		return err
	}
	table, err := b.compileShaders(shaders)
	if err != nil {
		return err
	}
	for name := range shaders {
		where := filepath.Join(b.work, "slim", "shaders", filepath.FromSlash(name))
		files[filepath.Join(b.root, filepath.FromSlash(name))] = where
		if err := write(where, []byte(name)); err != nil {
			return err
		}
	}
	return b.add(files, "slim", shaderTable, table)
}

// shaders are the Kage files that a program embeds, by their path from the project's folder.
func (b builder) shaders(pkg string) (map[string][]byte, error) {
	var out bytes.Buffer
	err := command(b.root, []string{"GOOS=js", "GOARCH=wasm"}, &out, "go", "list", "-deps",
		"-f", `{{range .EmbedFiles}}{{$.Dir}}/{{.}}{{"\n"}}{{end}}`, pkg)
	if err != nil {
		return nil, err
	}
	found := map[string][]byte{}
	for file := range strings.Lines(out.String()) {
		file = strings.TrimSpace(file)
		if filepath.Ext(file) != ".kage" {
			continue
		}
		name, err := filepath.Rel(b.root, file)
		if err != nil {
			return nil, err
		}
		if found[filepath.ToSlash(name)], err = os.ReadFile(file); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// compileShaders is the table as a Go file: the engine's own shaders and those given. It is made
// anew only if something has changed.
func (b builder) compileShaders(shaders map[string][]byte) ([]byte, error) {
	compiler, err := grafts.ReadFile("_engine/" + shaderCompiler + "/main.go")
	if err != nil {
		return nil, err
	}
	args := []string{engine + "/" + shaderCompiler, filepath.Join(b.source, "stencilbuffer.go")}
	sources := sha256.New()
	fmt.Fprintf(sources, "%s %q", engineVersion, compiler)
	for _, name := range slices.Sorted(maps.Keys(shaders)) {
		fmt.Fprintf(sources, "%q %q", name, shaders[name])
		args = append(args, name+"="+filepath.Join(b.root, filepath.FromSlash(name)))
	}
	comment := fmt.Appendf(nil, "// Code generated from sources with the hash %x. DO NOT EDIT.\n\n", sources.Sum(nil))

	last, err := os.ReadFile(filepath.Join(b.work, "slim", "files", shaderTable))
	if err == nil && bytes.HasPrefix(last, comment) {
		return last, nil
	}
	files, err := b.engine("stock", []edit{extra(shaderCompiler + "/main.go")})
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(comment)
	if err := b.run("stock", files, []string{"GOOS=", "GOARCH=", "CGO_ENABLED=0"}, out, "run", args...); err != nil {
		return nil, err
	}
	return format.Source(out.Bytes())
}
