// Package slim compiles a program that uses Ebitengine for the browser, without what the engine
// carries and the program never uses. What is left is a third of it, compressed.
//
// The table in cuts.go lists what is left out, why it can be, and what that saves. Build works in
// four steps:
//
//  1. The engine is made a module in a folder that does not exist: a go.mod of the build's own
//     points there, and go build's overlay says which file's text each of its files has, the one in
//     the module cache or one rewritten by the cuts (engine.go, rewrite.go).
//  2. Shaders, the engine's and the program's, are compiled to GLSL by a program run within the
//     unchanged engine, and go into the slim one as a table (shaders.go).
//  3. Go compiles the program.
//  4. What a Go program carries and a page never needs is taken out of the wasm (wasm.go,
//     pclntab.go).
//
// The cuts know one version of the engine. With another, or if what a cut is for is not there, the
// build fails and says so: build with Go alone until the table is brought up to date. A sure way to
// do that: set engineVersion, run go test ./internal/slim, mend what it names, compare the pictures
// of both builds, and have TestSavings measure what each cut saves.
package slim

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
)

// Build compiles a program and returns the wasm. Root is the project's folder, where its go.mod is,
// and pkg the program's path from there: "." or "./bench/empty". What it needs again at the next
// build it leaves in root's .cache/slim. The same source gives the same bytes in any folder.
func Build(root, pkg string) ([]byte, error) {
	return build(root, pkg, ".cache/slim", cuts)
}

// build builds with some of the cuts only; work is a folder of its own, within root.
func build(root, pkg, work string, cuts []cut) ([]byte, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	source, err := findEngine(root)
	if err != nil {
		return nil, err
	}
	b := builder{root: root, source: source, work: filepath.Join(root, work)}

	var edits []edit
	compiled := false
	for _, c := range cuts {
		edits = append(edits, c.edits...)
		compiled = compiled || c.shaders
	}
	files, err := b.engine("slim", edits)
	if err != nil {
		return nil, err
	}
	if compiled {
		if err := b.addShaders(files, pkg); err != nil {
			return nil, err
		}
	}
	// Go sees by the file itself whether it is up to date.
	out := filepath.Join(b.work, path.Base(path.Join("main", pkg))+".wasm")
	err = b.run("slim", files, []string{"GOOS=js", "GOARCH=wasm"}, nil,
		"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", out, pkg)
	if err != nil {
		return nil, err
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	p, err := readProgram(wasm)
	if err != nil {
		return nil, err
	}
	for _, c := range cuts {
		if c.pass == nil {
			continue
		}
		if err := c.pass(p); err != nil {
			return nil, fmt.Errorf("slim: %s: %w", c.what, err)
		}
	}
	return p.bytes(), nil
}
