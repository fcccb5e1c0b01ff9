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

	"twoboxes/internal/fileutil"
)

// engineFiles are files to add to the engine, under the same names. The go command ignores folders
// whose name starts with an underscore.
//
//go:embed _engine
var engineFiles embed.FS

const (
	shaderCompiler = "internal/compileshaders"
	shaderTable    = "internal/shaderir/compiled.go"
)

// addShaders adds the table of compiled shaders to a slim engine. The program then embeds the name of
// a shader instead of its source: the name is enough to find the shader in the table.
func (w workspace) addShaders(files overlay, pkg string) error {
	shaders, err := w.shaders(pkg)
	if err != nil {
		return err
	}
	table, err := w.compileShaders(shaders)
	if err != nil {
		return err
	}
	for name := range shaders {
		where := filepath.Join(w.work, "slim", "shaders", filepath.FromSlash(name))
		files[filepath.Join(w.root, filepath.FromSlash(name))] = where
		if err := fileutil.WriteIfChanged(where, []byte(name)); err != nil {
			return err
		}
	}
	return w.add(files, "slim", shaderTable, table)
}

// shaders are the Kage files that a program embeds, by their path from the project's folder.
func (w workspace) shaders(pkg string) (map[string][]byte, error) {
	var out bytes.Buffer
	err := command(w.root, []string{"GOOS=js", "GOARCH=wasm"}, &out, "go", "list", "-deps",
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
		name, err := filepath.Rel(w.root, file)
		if err != nil {
			return nil, err
		}
		if found[filepath.ToSlash(name)], err = os.ReadFile(file); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// compileShaders is the table as a Go file: what the engine itself draws with and the given ones. It compiles
// only if something has changed.
func (w workspace) compileShaders(shaders map[string][]byte) ([]byte, error) {
	compiler, err := engineFiles.ReadFile("_engine/" + shaderCompiler + "/main.go")
	if err != nil {
		return nil, err
	}
	args := []string{engine + "/" + shaderCompiler}
	sources := sha256.New()
	fmt.Fprintf(sources, "%s %q", engineVersion, compiler)
	for _, name := range slices.Sorted(maps.Keys(shaders)) {
		fmt.Fprintf(sources, "%q %q", name, shaders[name])
		args = append(args, name+"="+filepath.Join(w.root, filepath.FromSlash(name)))
	}
	comment := fmt.Appendf(nil, "// Code generated from sources with the hash %x. DO NOT EDIT.\n\n", sources.Sum(nil))

	last, err := os.ReadFile(filepath.Join(w.work, "slim", "files", shaderTable))
	if err == nil && bytes.HasPrefix(last, comment) {
		return last, nil
	}
	files, err := w.engine("stock", []edit{addFile(shaderCompiler + "/main.go")})
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(comment)
	if err := w.run("stock", files, []string{"GOOS=", "GOARCH=", "CGO_ENABLED=0"}, out, "run", args...); err != nil {
		return nil, err
	}
	return format.Source(out.Bytes())
}
