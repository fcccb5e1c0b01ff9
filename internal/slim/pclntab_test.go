package slim

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"twoboxes/internal/fileutil"
)

// tracer is a small compiled program that panics and recovers in many ways.
func tracer(t *testing.T) []byte {
	out := filepath.Join(t.TempDir(), "trace.wasm")
	if err := command("testdata/trace", []string{"GOOS=js", "GOARCH=wasm"}, nil, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, "trace.go"); err != nil {
		t.Fatal(err)
	}
	return read(t, out)
}

// A program's stack traces have the same functions as before, its recovers work, and it collects
// garbage.
func TestTracesWithoutLines(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no Node.js to run WebAssembly")
	}
	goroot, err := output(".", "go", "env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	runner := filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec_node.js")
	run := func(wasm []byte) string {
		file := filepath.Join(t.TempDir(), "trace.wasm")
		if err := fileutil.WriteIfChanged(file, wasm); err != nil {
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
	before, after := run(wasm), run(p.bytes())
	if !strings.Contains(before, "trace.go:") || strings.Contains(after, ".go:") {
		t.Errorf("want lines before and none after\nbefore:\n%s\nafter:\n%s", before, after)
	}
	location := regexp.MustCompile(`(?m)^\t(\S+\.go:\d+|\?:0)( \+0x[0-9a-f]+)?$`)
	before, after = location.ReplaceAllString(before, "\t?"), location.ReplaceAllString(after, "\t?")
	if before != after {
		t.Errorf("the output differs\nbefore:\n%s\nafter:\n%s", before, after)
	}
	for _, s := range []string{"recovered: asked for", "recovered: runtime error: index out of range", "nil pointer dereference", "main.(*thing).fall", "main.inlined"} {
		if !strings.Contains(after, s) {
			t.Errorf("no %q in the output:\n%s", s, after)
		}
	}
}

// A table with another layout stops the build.
func TestAnotherLayout(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	wasm := tracer(t)
	for name, corrupt := range map[string]func(p *program, tab pclntab){
		"no header":       func(_ *program, tab pclntab) { tab.data[0]++ },
		"a second header": func(p *program, _ pclntab) { p.memory.data = append(p.memory.data, headerStart...) },
		"parts out of order": func(_ *program, tab pclntab) {
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
		corrupt(p, pclntab{p.memory.data[at:]})
		if err := dropLines(p); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
