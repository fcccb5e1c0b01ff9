package slim

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// tracer is a small program that panics and recovers in many ways, compiled.
func tracer(t *testing.T) []byte {
	out := filepath.Join(t.TempDir(), "trace.wasm")
	if err := command("testdata/trace", []string{"GOOS=js", "GOARCH=wasm"}, nil, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, "trace.go"); err != nil {
		t.Fatal(err)
	}
	return read(t, out)
}

// A program's traces have the same functions as before, its recovers work, and it collects garbage.
func TestTracesWithoutLines(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no Node.js to run WebAssembly")
	}
	goroot, err := output(".", "go", "env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	runner := filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec_node.js")
	said := func(wasm []byte) string {
		file := filepath.Join(t.TempDir(), "trace.wasm")
		if err := write(file, wasm); err != nil {
			t.Fatal(err)
		}
		out, _ := exec.Command(node, runner, file).CombinedOutput() // it ends in a panic
		return string(out)
	}

	wasm := tracer(t)
	p, err := readProgram(wasm)
	if err != nil {
		t.Fatal(err)
	}
	if err := dropLines(p); err != nil {
		t.Fatal(err)
	}
	p.zeros = 64
	before, after := said(wasm), said(p.bytes())
	if !strings.Contains(before, "trace.go:") || strings.Contains(after, ".go:") {
		t.Errorf("lines are there when they should not be, or not when they should:\n%s\n%s", before, after)
	}
	place := regexp.MustCompile(`(?m)^\t(\S+\.go:\d+|\?:0)( \+0x[0-9a-f]+)?$`)
	before, after = place.ReplaceAllString(before, "\t?"), place.ReplaceAllString(after, "\t?")
	if before != after {
		t.Errorf("the program says something else\nbefore:\n%s\nafter:\n%s", before, after)
	}
	for _, s := range []string{"recovered: asked for", "recovered: runtime error: index out of range", "nil pointer dereference", "main.(*thing).fall", "main.inlined"} {
		if !strings.Contains(after, s) {
			t.Errorf("it does not say %q:\n%s", s, after)
		}
	}
}

// A table that is not as expected stops the build.
func TestAnotherLayout(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	wasm := tracer(t)
	for name, spoil := range map[string]func(p *program, tab pclntab){
		"no header":       func(_ *program, tab pclntab) { tab.data[0]++ },
		"a second header": func(p *program, _ pclntab) { p.memory.data = append(p.memory.data, headerStart...) },
		"parts in disorder": func(_ *program, tab pclntab) {
			copy(tab.data[headerUnits:], tab.data[headerFunctions:headerFunctions+8])
		},
		"fewer functions than the code": func(p *program, _ pclntab) { p.functions *= 3 },
		"more functions than the code":  func(p *program, _ pclntab) { p.functions /= 2 },
		"a function out of place":       func(_ *program, tab pclntab) { tab.data[tab.u64(headerFunctions)+8*10+4] += 8 },
		"a function that begins twice": func(_ *program, tab pclntab) {
			tab.data[tab.u64(headerFunctions)+tab.u32(tab.u64(headerFunctions)+8*10+4)]++
		},
		"a function without a name": func(_ *program, tab pclntab) {
			tab.data[tab.u64(headerFunctions)+tab.u32(tab.u64(headerFunctions)+8*10+4)+funcName]++
		},
		"many tables": func(_ *program, tab pclntab) {
			tab.data[tab.u64(headerFunctions)+tab.u32(tab.u64(headerFunctions)+8*10+4)+funcTables] = 200
		},
	} {
		p, err := readProgram(wasm)
		if err != nil {
			t.Fatal(err)
		}
		at := strings.Index(string(p.memory.data), string(headerStart))
		spoil(p, pclntab{p.memory.data[at:]})
		if err := dropLines(p); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
