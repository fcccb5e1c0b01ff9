package slim

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// These tests run programs under Node.js before and after the passes, and compare what they do.

// tracer is a small compiled program that panics and recovers in many ways.
func tracer(t *testing.T) []byte {
	out := filepath.Join(t.TempDir(), "trace.wasm")
	if err := command("testdata/trace", []string{"GOOS=js", "GOARCH=wasm"}, nil, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", out, "trace.go"); err != nil {
		t.Fatal(err)
	}
	return read(t, out)
}

// node runs a JavaScript file with Node.js, which ends in an error or not, and returns what it prints.
func node(t *testing.T, dir, file string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no Node.js to run WebAssembly")
	}
	cmd := exec.Command(path, append([]string{"--stack-size=8192", file}, args...)...)
	cmd.Dir = dir
	out, _ := cmd.CombinedOutput()
	return string(out)
}

// runWasm runs a program as Go's tools do, in a folder.
func runWasm(t *testing.T, wasm []byte, dir string, args ...string) string {
	t.Helper()
	goroot, err := output(".", "go", "env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "test.wasm")
	if err := os.WriteFile(file, wasm, 0o644); err != nil {
		t.Fatal(err)
	}
	runner := filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec_node.js")
	return node(t, dir, runner, append([]string{file}, args...)...)
}

// After all passes a program's stack traces have the same functions as before, without inlined ones,
// its recovers work, and it collects garbage.
func TestTraces(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	wasm := tracer(t)
	slim, err := Shrink(wasm, nil)
	if err != nil {
		t.Fatal(err)
	}
	before, after := runWasm(t, wasm, "."), runWasm(t, slim, ".")
	for _, s := range []string{
		"recovered: asked for", "recovered: runtime error: index out of range", "nil pointer dereference",
		"blank: 1 2 3 0\n", "recovered: third", "hash of unhashable type main.sixth", "interface {} is main.first, not main.second", "main.third is not interface { Name() string }: missing method Name",
		"a helper recovers: false", "recovered: past the helper",
		"called: main.called\ncalled: main.main\n", "inlined: main.main\n", "main.(*thing).fall", "chan receive", "main.waits", "created by main.main",
	} {
		if !strings.Contains(after, s) {
			t.Errorf("no %q in the output:\n%s", s, after)
		}
	}
	if !strings.Contains(before, "trace.go:") || strings.Contains(after, ".go:") {
		t.Errorf("want lines before and none after\nbefore:\n%s\nafter:\n%s", before, after)
	}
	for _, s := range []string{"main.inlined(...)", "inlined: main.inlinedCaller", "main.(*thing).fall(0x"} {
		if !strings.Contains(before, s) || strings.Contains(after, s) {
			t.Errorf("want %q before and not after\nbefore:\n%s\nafter:\n%s", s, before, after)
		}
	}
	before = regexp.MustCompile(`(?m)^\S+\(\.\.\.\)\n\t.*\n`).ReplaceAllString(before, "")              // inlined calls in a trace
	before = regexp.MustCompile(`inlined: main.inlinedCaller\n`).ReplaceAllString(before, "")           // in a list of callers
	before = strings.Replace(before, "inlined: true main.inlinedCaller", "inlined: true main.main", 1)  // as the caller
	before = regexp.MustCompile(`(?m)^(\S+)\((?:0x|\{|_|\.\.\.).*\)$`).ReplaceAllString(before, "$1()") // arguments
	location := regexp.MustCompile(`(?m)^\t(\S+\.go:\d+|\?:0)( \+0x[0-9a-f]+)?$`)
	before, after = location.ReplaceAllString(before, "\t?"), location.ReplaceAllString(after, "\t?")
	if before != after {
		t.Errorf("the output differs\nbefore:\n%s\nafter:\n%s", before, after)
	}
}

// When run has begun, the memory has the tables that the program computes.
func TestComputedTables(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	p, err := readProgram(tracer(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, pass := range []func(*program) error{dropLines, dropInlined} { // for room
		if err := pass(p); err != nil {
			t.Fatal(err)
		}
	}
	tables, err := readFunctions(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tables.writeGroups(true, tables.all()); err != nil {
		t.Fatal(err)
	}
	want := slices.Clone(p.memory.data)
	for _, pass := range []func(*program) error{dropLookup, dropPowers, dropIndex} {
		if err := pass(p); err != nil {
			t.Fatal(err)
		}
	}
	if all := (part{tables.funcsPart.from, tables.lookup.to}); bytes.Equal(all.of(p.memory.data), all.of(want)) {
		t.Fatal("the tables are still there")
	}
	// up to data that the program may have changed already
	all := part{0, tables.lookup.to}
	have := memoryAtStart(t, p.bytes())[p.memory.address:]
	if !bytes.Equal(all.of(have), all.of(want)) {
		t.Error("the computed tables differ")
	}
	if at := bytes.Index(want, powersTable()); !bytes.HasPrefix(have[at:], powersTable()) {
		t.Error("the computed powers of ten differ")
	}
}

// memoryAtStart is a program's memory when it first calls JavaScript, and its rest is there if it has one.
func memoryAtStart(t *testing.T, parts ...[]byte) []byte {
	t.Helper()
	dir := t.TempDir()
	memory := filepath.Join(dir, "memory")
	var args []string
	for i, wasm := range parts {
		file := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(file, wasm, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if out := node(t, ".", "testdata/memory.js", slices.Insert(args, 1, memory)...); out != "" {
		t.Fatal(out)
	}
	return read(t, memory)
}

// The tables of a program in two parts are all there with its rest; those of the first part's functions before, with short names.
func TestComputedTablesOfParts(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	whole, err := rewriteWasm(tracer(t), passes, nil)
	if err != nil {
		t.Fatal(err)
	}
	expected := *whole.indexed
	expected.memory.data = slices.Clone(expected.memory.data)
	var names []string // all that is called before JavaScript is, and every other function
	for i, name := range whole.names {
		if i%2 == 0 || strings.HasPrefix(name, "runtime.") || strings.HasPrefix(name, "internal/") {
			names = append(names, name)
		}
	}
	parts, err := whole.split(names)
	if err != nil {
		t.Fatal(err)
	}

	s, err := newSplitter(&expected)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.choose(names); err != nil {
		t.Fatal(err)
	}
	tables, err := readFunctions(&expected)
	if err != nil {
		t.Fatal(err)
	}
	first, rest := s.halves()
	full := tables.shortenNames(first)
	groups, err := tables.writeGroups(true, first, rest)
	if err != nil {
		t.Fatal(err)
	}
	named := slices.Clone(tables.memory) // with the full names of the first part's functions after all others
	place := groups[1].names.to
	copy(named[place:], full)
	for i, name := range slices.Collect(bytes.SplitSeq(full[:len(full)-1], []byte{0})) {
		funcs := tables.funcsPart.of(named)
		binary.LittleEndian.PutUint32(funcs[u32(funcs, 8*first[i]+4)+4:], uint32(place-tables.namesPart.from))
		place += len(name) + 1
	}
	if names := (part{groups[1].names.from, place}); !strings.Contains(string(names.of(named)), "\x00runtime.main\x00") {
		t.Fatal("there are no full names")
	}
	before, after := memoryAtStart(t, parts.First), memoryAtStart(t, parts.First, parts.Rest)
	for _, memory := range []*[]byte{&before, &after} {
		*memory = (*memory)[expected.memory.address:]
	}
	for i, group := range groups {
		for _, part := range group.parts() {
			want := part.of(tables.memory)
			if have := part.of(before); i == 0 && !bytes.Equal(have, want) || i == 1 && len(bytes.Trim(have, "\x00")) > 0 {
				t.Errorf("without the rest the tables of group %d differ", i)
			}
			if !bytes.Equal(part.of(after), part.of(named)) {
				t.Errorf("with the rest the tables of group %d differ", i)
			}
		}
	}
	if names := (part{groups[1].names.to, place}); !bytes.Equal(names.of(after), names.of(named)) {
		t.Error("with the rest the full names of the first part differ")
	}
	funcs := tables.funcsPart
	index := part{funcs.from, funcs.from + tables.index()}
	if !bytes.Equal(index.of(after), index.of(tables.memory)) {
		t.Error("with the rest the index differs")
	}
	// The runtime checks that it is in order, and may look for any function.
	for i := range tables.functions {
		want, have := index.of(tables.memory)[8*i:], index.of(before)[8*i:]
		place := int(u32(have, 4))
		if u32(want, 0) != u32(have, 0) || !s.deferred[i] && u32(want, 4) != u32(have, 4) || place < tables.index() || place > funcs.to-funcs.from {
			t.Errorf("without the rest function %d has the index %x, want %x", i, have[:8], want[:8])
		}
	}
}

// Packages of Go pass their own tests after all passes, the same ones as before.
func TestPackages(t *testing.T) {
	if os.Getenv("TWOBOXES_LONG") == "" {
		t.Skip("set TWOBOXES_LONG=1 for tests that take long")
	}
	for _, test := range []struct{ pkg, run string }{
		{"sort", "."},
		{"encoding/json", "."},
		{"math/big", "Rat"},
		{"text/template", "."}, // reflection, and panics that are recovered
	} {
		t.Run(test.pkg, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "test.wasm")
			err := command(root, []string{"GOOS=js", "GOARCH=wasm"}, nil, "go", "test", "-c", "-trimpath", "-ldflags=-s -w", "-o", out, test.pkg)
			if err != nil {
				t.Fatal(err)
			}
			dir, err := output(root, "go", "list", "-f", "{{.Dir}}", test.pkg)
			if err != nil {
				t.Fatal(err)
			}
			wasm := read(t, out)
			slim, err := Shrink(wasm, nil)
			if err != nil {
				t.Fatal(err)
			}
			results := func(wasm []byte) []string {
				out := runWasm(t, wasm, strings.TrimSpace(string(dir)), "-test.short", "-test.v", "-test.run="+test.run, "-test.skip=HTTP")
				if !strings.Contains(out, "\nPASS\n") {
					t.Fatalf("not passed:\n%s", out)
				}
				return regexp.MustCompile(`--- \w+: \S+`).FindAllString(out, -1)
			}
			before, after := results(wasm), results(slim)
			if !slices.Equal(before, after) || len(before) < 10 {
				t.Errorf("before:\n%s\nafter:\n%s", strings.Join(before, "\n"), strings.Join(after, "\n"))
			}
		})
	}
}
