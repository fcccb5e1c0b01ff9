package slim

import (
	"encoding/base64"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// parts runs testdata/parts.js.
func runParts(t *testing.T, parts ...[]byte) string {
	t.Helper()
	goroot, err := output(".", "go", "env", "GOROOT")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec.js")}
	for _, wasm := range parts {
		file := filepath.Join(t.TempDir(), "part.wasm")
		if err := os.WriteFile(file, wasm, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	return node(t, ".", "testdata/parts.js", args...)
}

// A program that waits for its rest does what it does in one part, wherever it waits.
func TestParts(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	t.Setenv("GOGC", "1") // collects garbage all the time
	wasm := tracer(t)
	shrunk := func() *program {
		p, err := rewriteWasm(wasm, passes, nil)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	whole := shrunk()
	want := runWasm(t, whole.bytes(), ".")

	recorded := shrunk()
	if err := recorded.record(); err != nil {
		t.Fatal(err)
	}
	start := strings.Split(strings.TrimSpace(runParts(t, recorded.bytes())), "\n") // functions
	if len(start) < 100 {
		t.Fatalf("before the first output only %q are called", start)
	}

	random := rand.New(rand.NewPCG(1, 2))
	for n := range 8 {
		first := append(slices.Clone(start), "gone.1", "gone.2")
		for _, name := range whole.names {
			if random.IntN(8) < n { // at first none, at last most
				first = append(first, name)
			}
		}
		parts, err := shrunk().split(first)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(parts.Unknown, []string{"gone.1", "gone.2"}) {
			t.Errorf("unknown: %q", parts.Unknown)
		}
		if have := runParts(t, parts.First, parts.Rest); have != want+"waited: 1\n" {
			t.Errorf("run %d, in one part:\n%s\nin two:\n%s", n, want, have)
		}
		if n == 0 {
			t.Setenv("WHOLE", "1")
			if have := runParts(t, parts.First, parts.Rest); have != want+"waited: 0\n" {
				t.Errorf("in one part:\n%s\nin two, with the rest from the start:\n%s", want, have)
			}
			os.Unsetenv("WHOLE")
		}
	}

	s, err := newSplitter(whole)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.choose(nil); err != nil {
		t.Fatal(err)
	}
	for name, deferred := range map[string]bool{
		"runtime.schedinit":      false, // called by rt0_go
		"runtime.wbBufFlush":     false, // called by gcWriteBarrier
		"runtime.badmorestackg0": false, // called by morestack
		"runtime.wasmWrite":      false, // calls JavaScript
		collection:               true,
		collectNow:               true,
		"runtime.FuncForPC":      true,
		"runtime.(*Frames).Next": true,
		"runtime.traceback2":     true,
		"runtime.newstack":       true,
		"main.main":              true,
	} {
		if i := slices.Index(whole.names, name); i < 0 || s.deferred[i] != deferred {
			t.Errorf("%s, function %d: want it in the rest: %t", name, i, deferred)
		}
	}
}

// partible is a small program with what split looks for: a function run that calls a large one, resume,
// the loop over functions, and the start of a collection.
func partible() []byte {
	large := slices.Repeat([]instruction{op(0x01)}, smallFunction) // nop
	goOn := []instruction{constant(0), op(call, 4), op(drop), op(call, 3), op(end)}
	types := []int{1, 2, 2, 0, 0, 0} // of the functions
	bodies := []body{
		{code: goOn}, // run
		{code: goOn}, // resume
		{code: []instruction{op(globalGet, 1), op(i32Eqz), op(ifThen, noResult), op(end), op(end)}},
		{code: []instruction{constant(0), op(call, 5), op(returnNow), op(end)}}, // handleEvent
		{code: append(slices.Clone(large), constant(0), op(call, 6), op(returnNow), op(end))},
		{code: append(slices.Clone(large), constant(0), op(end))}, // gcStart
	}
	for i := range bodies {
		bodies[i].locals = []byte{0}
	}
	var kinds, indices []string
	for i, kind := range types {
		kinds, indices = append(kinds, uvarint(kind)), append(indices, uvarint(i+1))
	}
	p := program{sections: []section{
		{typeSection, vector("\x60\x01\x7f\x01\x7f", "\x60\x02\x7f\x7f\x00", "\x60\x00\x00")},
		{importSection, vector("\x04gojs\x01f\x00\x02")},
		{functionSection, vector(kinds...)},
		{tableSection, vector("\x70\x00\x10")},
		{memorySection, vector("\x00\x01")},
		{globalSection, vector(zeroGlobal, zeroGlobal)},
		{exportSection, vector(export("run", 0, 1), export("resume", 0, 2), export("mem", 2, 0))},
		{elementSection, vector("\x00" + string(constant(8)) + string(op(end)) + string(vector(indices...)))},
		{codeSection, codeOf(bodies)},
	}}
	return p.bytes()
}

// splitPartible splits a program like partible.
func splitPartible(wasm []byte) (*Parts, error) {
	p, err := readProgram(wasm)
	if err != nil {
		return nil, err
	}
	p.names = []string{"run", "resume", "loop", "handleEvent", "large", collection}
	return p.split(nil)
}

func TestSplit(t *testing.T) {
	parts, err := splitPartible(partible())
	if err != nil {
		t.Fatal(err)
	}
	rest, err := readProgram(parts.Rest)
	if err != nil || rest.functions != 3 { // and the one that runs at its start
		t.Errorf("the rest has %d functions, %v", rest.functions, err)
	}
	if out := node(t, ".", "testdata/valid.js", base64.StdEncoding.EncodeToString(parts.First), base64.StdEncoding.EncodeToString(parts.Rest)); out != "" {
		t.Error(out)
	}
}

// A program is split or it is not, whatever it is; the parts can be read.
func FuzzSplit(f *testing.F) {
	f.Add(partible())
	f.Fuzz(func(t *testing.T, wasm []byte) {
		parts, err := splitPartible(wasm)
		if err != nil {
			return
		}
		for _, part := range [][]byte{parts.First, parts.Rest} {
			if _, err := readProgram(part); err != nil {
				t.Fatal(err)
			}
		}
	})
}
