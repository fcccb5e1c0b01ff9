package slim

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Instructions as in wasmobj.go, for functions of the tests.
var (
	getPC   = op(localGet, localPC)
	setPC   = op(localSet, localPC)
	getSP   = op(localGet, localSP)
	begin   = op(block, noResult)
	repeat  = op(loop, noResult)
	ifTrue  = op(ifThen, noResult)
	endOf   = op(end)
	exit    = op(unreachable)
	goCall  = op(call, 0)
	eqz     = op(i32Eqz)
	extend  = op(i64ExtendI32U)
	wrap    = op(i32WrapI64)
	add32   = op(i32Add)
	add64   = op(i64Add)
	load64  = op(0x29, 3, 0)
	store64 = op(0x37, 3, 0)
)

func table(blocks ...int) instruction { return tableOf(blocks) }

func i64(n int) instruction { return instruction(appendSigned([]byte{i64Const}, n)) }

// jump is a jump by the table through a loop that is so deep.
func jump(pc int32, depth int) []instruction {
	return []instruction{constant(pc), setPC, op(br, depth)}
}

// goFunction is a function in Go's calling convention: SP is local 1, then there are two i64.
func goFunction(code ...any) *body {
	return &body{locals: []byte{2, 1, 0x7f, 2, 0x7e}, code: flat(slices.Concat(
		[]any{op(globalGet, globalSP), op(localSet, localSP)}, code, []any{endOf}))}
}

// flat is instructions and slices of them as one slice.
func flat(code []any) []instruction {
	var all []instruction
	for _, c := range code {
		switch c := c.(type) {
		case instruction:
			all = append(all, c)
		case []instruction:
			all = append(all, c...)
		}
	}
	return all
}

func TestCodePasses(t *testing.T) {
	unwind := []instruction{ifTrue, constant(1), op(returnNow), endOf}
	for name, test := range map[string]struct {
		pass   func(*body) (int, int)
		code   []any
		want   []any // nil: the same
		counts [2]int
	}{
		"a jump forward, and one back that stays": {
			directJumps,
			[]any{repeat, begin, begin, begin, getPC, table(0, 1, 1, 2), endOf, jump(3, 2), endOf, jump(0, 1), endOf, endOf, exit},
			[]any{repeat, begin, begin, begin, getPC, table(0, 1, 1, 2), endOf, op(br, 1), endOf, jump(0, 1), endOf, endOf, exit},
			[2]int{1, 2},
		},
		"a PC without an entry, and no loop left": {
			directJumps,
			[]any{begin, repeat, begin, begin, getPC, table(0, 1), endOf, goCall, op(brIf, 2), jump(9, 1), endOf, endOf, exit, endOf, constant(1)},
			[]any{begin, begin, begin, getPC, table(0, 1), endOf, goCall, op(brIf, 1), op(br, 0), endOf, exit, endOf, constant(1)},
			[2]int{1, 1},
		},
		"conditional jumps": {
			directJumps,
			[]any{repeat, begin, begin, getPC, table(0, 1), endOf, getSP, ifTrue, jump(1, 2), endOf, getSP, ifTrue, jump(0, 2), endOf, endOf, endOf, exit},
			[]any{repeat, begin, begin, getPC, table(0, 1), endOf, getSP, op(brIf, 0), getSP, constant(0), setPC, op(brIf, 1), endOf, endOf, exit},
			[2]int{1, 2},
		},
		"a jump from an if with more in it": {
			directJumps,
			[]any{repeat, begin, begin, getPC, table(0, 1), endOf, getSP, ifTrue, exit, jump(1, 2), endOf, endOf, endOf, exit},
			[]any{begin, begin, getPC, table(0, 1), endOf, getSP, ifTrue, exit, op(br, 1), endOf, endOf, exit},
			[2]int{1, 1},
		},
		"a jump to where it is": {
			directJumps,
			[]any{repeat, begin, getPC, table(0), endOf, jump(0, 0), endOf, exit},
			nil,
			[2]int{0, 1},
		},
		"PC_B is read": {
			directJumps,
			[]any{repeat, begin, begin, getPC, table(0, 1), endOf, jump(1, 1), endOf, getPC, op(0x1a), endOf, exit},
			nil,
			[2]int{},
		},
		"PC_B is read after it was set, for a call": {
			directJumps,
			[]any{repeat, begin, begin, getPC, table(0, 1), endOf, jump(1, 1), endOf, constant(5), setPC, constant(0), getPC, op(callIndirect, 0, 0), op(0x1a), endOf, exit},
			[]any{begin, begin, getPC, table(0, 1), endOf, op(br, 0), endOf, constant(5), setPC, constant(0), getPC, op(callIndirect, 0, 0), op(0x1a), exit},
			[2]int{1, 1},
		},
		"the loop is continued in another way": {
			directJumps,
			[]any{repeat, begin, begin, getPC, table(0, 1), endOf, jump(1, 1), endOf, op(br, 0), endOf, exit},
			nil,
			[2]int{},
		},
		"the table leads to the loop": {
			directJumps,
			[]any{repeat, begin, begin, getPC, table(0, 2), endOf, jump(1, 1), endOf, endOf, exit},
			nil,
			[2]int{},
		},

		"the address of a load and of a store": {
			foldAddresses,
			[]any{getSP, extend, i64(24), add64, wrap, getSP, extend, i64(8), add64, wrap, load64.at(4), i64(1), add64, store64},
			[]any{getSP, getSP, load64.at(12), i64(1), add64, store64.at(24)},
			[2]int{2, 2},
		},
		"an address that is stored, and one for a call": {
			foldAddresses,
			[]any{getSP, getSP, extend, i64(8), add64, wrap, op(i32Store, 2, 0), getSP, extend, i64(16), add64, wrap, goCall, op(0x1a)},
			[]any{getSP, getSP, constant(8), add32, op(i32Store, 2, 0), getSP, constant(16), add32, goCall, op(0x1a)},
			[2]int{2, 0},
		},
		"below SP, and not from SP": {
			foldAddresses,
			[]any{getSP, extend, i64(-8), add64, wrap, load64, op(localTee, 2), wrap, extend, i64(1 << 33), add64, wrap, load64, op(0x1a)},
			[]any{getSP, constant(-8), add32, load64, op(localTee, 2), wrap, constant(0), add32, load64, op(0x1a)},
			[2]int{2, 0},
		},

		"unwinding": {
			unwindByReturn,
			[]any{begin, begin, begin, getPC, table(0, 1), endOf, goCall, op(brIf, 1), endOf, goCall, op(brIf, 0), exit, endOf, constant(1)},
			[]any{begin, begin, getPC, table(0, 1), endOf, goCall, unwind, endOf, goCall, unwind, exit},
			[2]int{2, 2},
		},
		"unwinding, with another branch": {
			unwindByReturn,
			[]any{begin, goCall, op(brIf, 0), op(br, 0), exit, endOf, constant(1)},
			[]any{begin, goCall, unwind, op(br, 0), exit, endOf, constant(1)},
			[2]int{1, 1},
		},
		"another block": {
			unwindByReturn,
			[]any{begin, goCall, op(brIf, 0), endOf, begin, exit, endOf, constant(1)},
			nil,
			[2]int{},
		},

		"blocks that nothing enters": {
			enteredAt4,
			[]any{repeat, begin, begin, begin, begin, getPC, table(0, 1, 1, 2, 3, 2), endOf, ifTrue, op(br, 3), endOf, endOf, jump(3, 2), endOf, getSP, op(brIf, 0), endOf, endOf, exit},
			[]any{repeat, begin, begin, begin, getPC, table(0, 0, 0, 1, 2), endOf, ifTrue, op(br, 2), endOf, jump(3, 2), endOf, getSP, op(brIf, 0), endOf, endOf, exit},
			[2]int{1, 4},
		},
		"blocks without a loop, and a branch out of all of them": {
			enteredAt4,
			[]any{begin, begin, begin, getPC, table(0, 1, 0), endOf, op(br, 1), endOf, op(br, 0), endOf},
			[]any{begin, begin, getPC, table(0), endOf, op(br, 0), op(br, 0), endOf},
			[2]int{1, 3},
		},
		"a loop continued without a jump": {
			enteredAt4,
			[]any{repeat, begin, begin, getPC, table(0, 1), endOf, endOf, op(br, 0), endOf, exit},
			nil,
			[2]int{},
		},
	} {
		f := goFunction(test.code...)
		want := goFunction(test.want...)
		if test.want == nil {
			want = goFunction(test.code...)
		}
		a, b := test.pass(f)
		if !slices.Equal(f.code, want.code) || [2]int{a, b} != test.counts {
			t.Errorf("%s: have %x and %d %d, want %x and %d", name, f.code, a, b, want.code, test.counts)
		}
	}
}

// codePasses are the passes over functions, in their order.
var codePasses = []func(*body) (int, int){directJumps, foldAddresses, unwindByReturn, enteredAt4}

// enteredAt4 is dropBlocks for a function that is entered at 0 and at 4 only.
func enteredAt4(f *body) (int, int) { return dropBlocks(f, 1, []int{4}) }

// Random functions do the same before and after the passes, wherever they may be entered.
func TestCodePassesKeepWhatFunctionsDo(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("no Node.js to run WebAssembly")
	}
	seed := rand.Uint64()
	defer func() {
		if t.Failed() {
			t.Logf("the seed was %d", seed)
		}
	}()
	random := rand.New(rand.NewPCG(seed, 1))
	before := []*body{callee}
	for range 300 {
		before = append(before, randomFunction(random))
	}
	versions := [][]*body{before}
	for n, pass := range codePasses {
		var after []*body
		changed := 0
		for i, f := range versions[n] {
			g := &body{locals: f.locals, code: slices.Clone(f.code)}
			if i > 0 {
				if a, _ := pass(g); a > 0 {
					changed++
				}
			}
			after = append(after, g)
		}
		if changed < 100 {
			t.Errorf("pass %d changed %d of 300 functions only", n, changed)
		}
		versions = append(versions, after)
	}
	var files []string
	for _, functions := range versions {
		file := filepath.Join(t.TempDir(), "random.wasm")
		if err := os.WriteFile(file, moduleOf(functions), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	// One line for each version, function, and PC_B: result or trap, globals, and memory.
	const run = `
		const { createHash } = require("node:crypto");
		const { readFileSync } = require("node:fs");
		for (const file of process.argv.slice(1)) {
			const { memory, sp, ...functions } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file))).exports;
			const bytes = new Uint8Array(memory.buffer);
			const start = Uint8Array.from({ length: 4096 }, (_, i) => i * 7);
			const lines = [];
			for (const [name, f] of Object.entries(functions))
				for (let pc = 0; pc < 9; pc++) {
					bytes.set(start);
					new DataView(memory.buffer).setInt32(0, 40, true);
					sp.value = 2048;
					let result;
					try { result = f(pc); } catch (e) { result = e.message; }
					lines.push([name, pc, result, sp.value, createHash("sha1").update(bytes.subarray(0, 4096)).digest("hex")].join(" "));
				}
			console.log(lines.join("\n") + "\n");
		}`
	out, err := exec.Command(node, append([]string{"-e", run}, files...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	results := strings.Split(strings.TrimSpace(string(out)), "\n\n")
	if len(results) != len(versions) {
		t.Fatalf("%d results of %d", len(results), len(versions))
	}
	for n := range codePasses {
		a, b := strings.Split(results[n], "\n"), strings.Split(results[n+1], "\n")
		for i := range a {
			pc := strings.Fields(a[i])[1]
			if a[i] != b[i] && (n < 3 || pc == "0" || pc == "4") {
				t.Fatalf("pass %d: before %q, after %q", n, a[i], b[i])
			}
		}
	}
	for _, want := range []string{" 0 2", " 1 2", "unreachable"} { // returns, unwinds, traps
		if !strings.Contains(results[0], want) {
			t.Errorf("no function ends with %q", want)
		}
	}
}

// fuel counts down the word at 0; if it is 0, it does what is given.
func fuel(then ...instruction) []instruction {
	return flat([]any{constant(0), constant(0), op(0x28, 2, 0), constant(1), op(i32Sub), op(i32Store, 2, 0),
		constant(0), op(0x28, 2, 0), eqz, ifTrue, then, endOf})
}

// callee removes the return address from the stack, and now and then asks its caller to unwind.
var callee = goFunction(getSP, constant(8), add32, op(globalSet, globalSP), fuel(constant(1), op(returnNow)),
	constant(0), op(0x28, 2, 0), constant(7), op(0x71), eqz) // fuel&7 == 0

// randomFunction makes a function as Go's compiler does, of random code.
func randomFunction(random *rand.Rand) *body {
	blocks := 2 + random.IntN(6)
	var pcs []int // the begin for each PC_B
	for b := range blocks {
		for range 1 + random.IntN(2) {
			pcs = append(pcs, b)
		}
	}
	code := []any{begin, repeat}
	for range blocks {
		code = append(code, begin)
	}
	code = append(code, getPC, table(pcs...), endOf)
	address := func(k int) []instruction { return []instruction{getSP, extend, i64(k), add64, wrap} }
	register := func() int { return 2 + random.IntN(2) }
	for ended := 1; ended <= blocks; ended++ {
		code = append(code, fuel(constant(0), op(returnNow)))
		nested, called := 0, false
		for range 1 + random.IntN(6) {
			toLoop := nested + blocks - ended
			someJump := func(nested int) []instruction {
				return jump(int32(random.IntN(len(pcs)+1)), toLoop+nested)
			}
			condition := []instruction{op(localGet, register()), i64(random.IntN(8)), op(0x83), op(0x50)} // x&N == 0
			switch random.IntN(9) {
			case 0, 1:
				code = append(code, op(localGet, register()), i64(random.IntN(1<<20)-1<<10), op([]byte{0x7c, 0x7e, 0x85}[random.IntN(3)]), op(localSet, register()))
			case 2:
				code = append(code, address(8*random.IntN(20)), op(localGet, register()), store64.at(8*random.IntN(3)))
			case 3:
				code = append(code, address(8*random.IntN(40)-32), address(8*random.IntN(9)), load64, i64(3), add64, op(0x37, 3, 8))
			case 4:
				code = append(code, address(random.IntN(1<<9)), extend, op(localSet, register()))
			case 5:
				code = append(code, condition, ifTrue, someJump(1), endOf)
			case 6:
				if nested == 0 {
					code = append(code, condition, ifTrue)
					nested++
				}
			case 7:
				if random.IntN(3) == 0 {
					code = append(code, condition, ifTrue, op(localGet, 2), op(localSet, 3), someJump(1), endOf)
				}
			case 8:
				if nested > 0 || ended == blocks {
					continue
				}
				call := []instruction{constant(0), op(call, 0)}
				if random.IntN(2) == 0 { // through a pointer
					call = []instruction{constant(0), setPC, constant(0), getPC, op(callIndirect, 0, 0)}
				}
				code = append(code, getSP, constant(8), op(i32Sub), op(localTee, localSP), op(globalSet, globalSP),
					getSP, i64(1<<16+slices.Index(pcs, ended)), store64, call, op(globalGet, globalSP), op(localSet, localSP), op(brIf, toLoop+1))
				called = true
			}
			if called {
				break
			}
		}
		if nested > 0 {
			code = append(code, endOf)
		}
		if !called && random.IntN(2) == 0 {
			code = append(code, jump(int32(random.IntN(len(pcs)+1)), blocks-ended))
		}
		code = append(code, endOf) // of the next begin, or the repeat
	}
	return goFunction(append(code, exit, endOf, constant(1))...)
}

// moduleOf is a module of functions of type (i32) -> (i32), with 1 page of memory, SP, and a table with
// the first of them, that exports the others by number, "memory" and "sp".
func moduleOf(functions []*body) []byte {
	out := []byte(head)
	section := func(id byte, content []byte) {
		out = append(binary.AppendUvarint(append(out, id), uint64(len(content))), content...)
	}
	count := func(n int) []byte { return binary.AppendUvarint(nil, uint64(n)) }
	section(typeSection, []byte{1, 0x60, 1, 0x7f, 1, 0x7f})
	section(functionSection, append(count(len(functions)), make([]byte, len(functions))...))
	section(4, []byte{1, 0x70, 0, 1})
	section(5, []byte{1, 0, 1})
	section(6, []byte{1, 0x7f, 1, i32Const, 0, end})
	exports := append(count(len(functions)+1), "\x06memory\x02\x00\x02sp\x03\x00"...)
	for i := 1; i < len(functions); i++ {
		name := "f" + strconv.Itoa(i)
		exports = append(append(append(exports, byte(len(name))), name...), 0)
		exports = binary.AppendUvarint(exports, uint64(i))
	}
	section(7, exports)
	section(9, []byte{1, 0, i32Const, 0, end, 1, 0})
	code := count(len(functions))
	for _, f := range functions {
		body := f.bytes()
		code = append(append(code, count(len(body))...), body...)
	}
	section(codeSection, code)
	return out
}

// A function is read and written as it is, or not read; no pass panics, whatever the code is.
func FuzzFunction(f *testing.F) {
	f.Add(callee.bytes())
	f.Add([]byte{0, 0xfc, 8, 0, 0, end})
	for seed := range uint64(20) {
		f.Add(randomFunction(rand.New(rand.NewPCG(seed, 2))).bytes())
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		fn, err := readBody(body)
		if err != nil {
			return
		}
		if !bytes.Equal(fn.bytes(), body) {
			t.Fatalf("written as %x", fn.bytes())
		}
		if !fn.copiesSP() {
			return
		}
		for n, pass := range codePasses {
			pass(&fn)
			if _, err := readBody(fn.bytes()); err != nil {
				t.Fatalf("pass %d: %v", n, err)
			}
		}
	})
}

func TestUnknownInstructions(t *testing.T) {
	for want, body := range map[string][]byte{
		"instruction 06 is unknown":    {0, 6, end},
		"instruction fd is unknown":    {0, 0xfd, 12, end},
		"instruction fc 08 is unknown": {0, 0xfc, 8, 0, 0, end},
		"does not end where":           {0, block, noResult, end},
		"ends too early":               {0, call},
	} {
		if _, err := readBody(body); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want an error with %q, have %v", want, err)
		}
	}
}

// The passes find what they look for in a compiled program, and the result is valid; without their
// patterns they fail.
func TestCodePassesOfAProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	p, err := readProgram(tracer(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, pass := range []func(*program) error{makeJumpsDirect, shortenAddresses, unwindUniformly, dropUnusedBlocks} {
		before := len(p.bytes())
		if err := pass(p); err != nil {
			t.Fatal(err)
		}
		if before == len(p.bytes()) {
			t.Error("nothing changed")
		}
		if err := pass(p); err == nil {
			t.Error("the second time there is nothing left, but no error")
		}
	}
	if node, err := exec.LookPath("node"); err == nil {
		file := filepath.Join(t.TempDir(), "trace.wasm")
		if err := os.WriteFile(file, p.bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		const valid = `process.exit(WebAssembly.validate(require("node:fs").readFileSync(process.argv[1])) ? 0 : 1)`
		if err := exec.Command(node, "-e", valid, file).Run(); err != nil {
			t.Error("the result is not valid")
		}
	}
}
