// Package slim compiles a program that uses Ebitengine for the browser, without the parts of the
// engine that the program never uses. The result is a third of the size, compressed.
//
// The table in cuts.go lists each part that is left out, why that is possible, what a change to the
// engine itself would be, and how much it saves; the one in passes.go what is left out after compiling. Build works in four steps:
//
//  1. The engine becomes a module in a folder that does not exist: a go.mod of the build's own points
//     there, and go build's overlay gives each of its files the content of the file in the module
//     cache, or of one with edits (engine.go). An edit works on declarations (rewrite.go), adds or
//     replaces a file (folder _engine), or is a diff (patch.go, folder patches).
//  2. Shaders, the engine's and the program's, are compiled to GLSL by a program that runs within the
//     unchanged engine. They are added to the slim one as a table (shaders.go).
//  3. Go compiles the program.
//  4. Passes make the compiled wasm smaller (passes.go). They fit any Go program for the browser, with
//     or without the engine: Shrink applies them alone, and so does cmd/wasmslim.
//
// BuildParts then divides the program in two modules, of which the first can start alone (split.go).
//
// # Upgrading the engine
//
// The cuts are for one version of the engine. With another one, or if the target of a cut is missing
// or ambiguous, Build returns a *MissedCutError; the site can then still be built with --stock, and
// the local server does so by itself. To upgrade:
//
//  1. go get github.com/hajimehoshi/ebiten/v2@VERSION, and set engineVersion in engine.go to it.
//  2. Run go test ./internal/slim, and fix each cut that it names: look up in the engine where its
//     target went. A hunk of a patch fits as long as its lines are there once, at any line number; to
//     change one, edit it, or write it again with diff -u. If upstream has made a cut superfluous (see
//     its upstream field), remove it.
//  3. Build the site with and without --stock, and compare both in a browser: ./build.sh test.
//  4. Measure with TestSavings (its comment says how), and write the new numbers into the table.
//  5. Run go test ./internal/thirdparty -update, as licences may have changed.
//
// With a new version of Go, TestTraces, TestComputedTables and TestAnotherLayout check that step 4 of Build
// still understands the compiled program.
package slim

import (
	"os"
	"path"
	"path/filepath"
)

// Build compiles a program and returns the wasm. Root is the project's folder, where its go.mod is,
// and pkg the program's path from there: "." or "./bench/empty". It keeps files for the next build in
// root's .cache/slim. The same source gives the same bytes in any folder. If the cuts do not fit the
// engine or Go, the error is a *MissedCutError.
func Build(root, pkg string) ([]byte, error) {
	p, err := build(root, pkg, ".cache/slim", cuts, passes)
	if err != nil {
		return nil, err
	}
	return p.bytes(), nil
}

// BuildParts is Build for a program in two parts. The functions that are needed at once are named first;
// see split.go.
func BuildParts(root, pkg string, first []string) (*Parts, error) {
	p, err := build(root, pkg, ".cache/slim", cuts, passes)
	if err != nil {
		return nil, err
	}
	parts, err := p.split(first)
	if err != nil {
		return nil, &MissedCutError{"the part that is not needed at first", err}
	}
	return parts, nil
}

// BuildRecorder is Build for a program that notes which functions it calls: the global "called NAME" that
// it exports is 1 once NAME was called.
func BuildRecorder(root, pkg string) ([]byte, error) {
	p, err := build(root, pkg, ".cache/slim", cuts, passes)
	if err == nil {
		err = p.record()
	}
	if err != nil {
		return nil, err
	}
	return p.bytes(), nil
}

// build builds with some of the cuts and passes only; work is a folder of its own, within root.
func build(root, pkg, work string, cuts []cut, passes []pass) (*program, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	source, err := findEngine(root)
	if err != nil {
		return nil, err
	}
	w := workspace{root: root, source: source, work: filepath.Join(root, work)}

	edits, err := editsOf(cuts)
	if err != nil {
		return nil, err
	}
	files, err := w.engine("slim", edits)
	if err != nil {
		return nil, err
	}
	for _, c := range cuts {
		if c.shaders {
			if err := w.addShaders(files, pkg); err != nil {
				return nil, err
			}
		}
	}
	// The go command checks whether the file is up to date.
	out := filepath.Join(w.work, path.Base(path.Join("main", pkg))+".wasm")
	err = w.run("slim", files, []string{"GOOS=js", "GOARCH=wasm"}, nil,
		"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", out, pkg)
	if err != nil {
		return nil, err
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		return nil, err
	}
	return rewriteWasm(wasm, passes, nil)
}

// editsOf are the edits of cuts, in order. In each cut those of its patch come first.
func editsOf(cuts []cut) ([]edit, error) {
	var all []edit
	for _, c := range cuts {
		var edits []edit
		if c.patch != "" {
			var err error
			if edits, err = patch(c.patch); err != nil {
				return nil, err
			}
		}
		for _, e := range append(edits, c.edits...) {
			e.cut = c.what
			all = append(all, e)
		}
	}
	return all, nil
}
