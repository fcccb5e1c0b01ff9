package slim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A program can be divided into two modules: the first part starts alone, and the rest, which has the
// functions that are not needed at first, is added while it runs.
//
// Both parts share memory, table and globals, and the table has all functions at the places that they
// had before: what Go takes for a function's address stays the same. In the first part, a function of
// the rest has a body that only waits:
//
//	local.get PC_B, i32.const SLOT, call wait
//
// where SLOT is its place in the table. Instantiating the rest puts the functions themselves there. Calls
// from one part to the other go through the table.
//
// To wait is what runtime.pause does to wait for an event: it sets PAUSE and returns 1, so that all
// callers return to JavaScript; Go's stack is in memory and stays. There the exported global "waits" is
// SLOT, and not 0. When the rest is in, the exported function "proceed" calls the function with the same
// PC_B, and goes on as the exported function resume does. In between, nothing of the program may run.
//
// The rest also has the full names of all functions, and the tables that only its own need (pclntab.go): what unwinds the
// stack and finds pointers in it. The runtime reads those of a function on a stack. All other data are in the first part.
//
// Where a call cannot be suspended there are two cases:
//
//   - A call that has no place to return to (CALLNORESUME in Go's assembly). The functions that are called
//     so are in the first part. One that they call in turn may wait; then the program ends with a trap.
//   - A call of Go from within a call of JavaScript from Go: its outer call would go on. JavaScript has to
//     look at "waits" after each call, and to give up the program if it is set and the call is nested.

// smallFunction is the size of a function, in bytes, up to which it is in the first part in any case: it is hardly larger
// than the wait for it would be.
const smallFunction = 24

// firstNames are starts of the names of functions that are in the first part in any case, as they are called in some
// runs only: maps compare keys in a random order, and whether a goroutine waits for a lock depends on when it wants it.
var firstNames = []string{
	keyHash,
	"internal/sync.(*Mutex)", "internal/sync.runtime_", "runtime.cansemacquire", "runtime.semacquire", "runtime.semrelease",
	"runtime.(*semaRoot).queue", "runtime.(*semaRoot).dequeue", "runtime.readyWithTime",
}

// keyHash and keyEqual begin the names of what the compiler writes for types: the hashes of those that are keys of maps, and how
// values are compared, of many types that nothing compares.
const (
	keyHash  = "type:.hash."
	keyEqual = "type:.eq."
)

// Without the rest no garbage is collected: it would take many functions, and during it there are calls
// that cannot be suspended, the write barriers'. collection starts it, and may return without: then it is
// tried again at a later allocation. So in the first part it only returns. That would not do for
// collectNow, which goes on once there was a collection; it is in the rest in any case, too.
const (
	collection = "runtime.gcStart"
	collectNow = "runtime.GC"
)

// always are functions that are in the rest in any case. Those after the collections need full names of functions: they tell
// them or read them, or the runtime compares theirs as it copies a stack that they are on.
var always = []string{
	collection, collectNow,
	"runtime.FuncForPC", "runtime.(*Frames).Next", "runtime.traceback2", "runtime.printcreatedby1", "runtime.panicwrap",
	"reflect.makeFuncStub", "reflect.methodValueCall",
}

// returns is a body that only returns: it takes the return address from Go's stack.
var returns = body{locals: []byte{0}, code: []instruction{
	op(globalGet, globalSP), constant(8), op(i32Add), op(globalSet, globalSP),
	constant(0), op(end),
}}

// Parts is a program in two parts.
type Parts struct {
	First, Rest []byte   // wasm
	Unknown     []string // names that were asked for in the first part, but that no function has
}

// splitter divides a program.
type splitter struct {
	*program
	bodies   []body
	types    []int // of each function
	allTypes int
	imports  int // imported functions, which are counted before the others
	slot     int // of the first function in the table
	goType   int // (i32) -> (i32)
	pause    int // global
	globals  []string
	table    []byte         // its type
	limits   []byte         // of memory
	exports  map[string]int // functions without imported ones, by name
	deferred []bool

	restMemory            memory                 // what the rest adds to the program's
	firstIndex, restIndex func(local int) []byte // code that writes the index of functions, or nil
}

// split divides the program. The named functions are in the first part.
func (p *program) split(names []string) (*Parts, error) {
	var tables *pclntab
	if p.indexed != nil {
		p = p.indexed
		var err error
		if tables, err = readFunctions(p); err != nil {
			return nil, err
		}
	}
	s, err := newSplitter(p)
	if err != nil {
		return nil, err
	}
	unknown, err := s.choose(names)
	if err != nil {
		return nil, err
	}
	if tables != nil {
		if err := s.divide(tables); err != nil {
			return nil, err
		}
	}
	first, err := s.first()
	if err != nil {
		return nil, err
	}
	rest, err := s.rest()
	return &Parts{first, rest, unknown}, err
}

// newSplitter reads what the parts have to share.
func newSplitter(p *program) (*splitter, error) {
	s := &splitter{program: p, exports: map[string]int{}}
	run, err := p.runFunction() // checks that imports are functions
	if err != nil {
		return nil, err
	}
	if s.slot, err = p.firstPC(); err != nil {
		return nil, err
	}
	if s.bodies, err = p.bodies(); err != nil {
		return nil, err
	}
	if len(p.names) == 0 || len(p.names) > p.functions {
		return nil, fmt.Errorf("there are names of %d functions, and %d functions", len(p.names), p.functions)
	}
	for _, section := range p.sections {
		r := reader{data: section.body}
		count := r.count()
		switch section.id {
		case typeSection:
			s.allTypes, r.data = count, nil
		case importSection:
			s.imports, r.data = count, nil
		case functionSection:
			for range count {
				s.types = append(s.types, r.number())
			}
		case tableSection, memorySection:
			if count != 1 {
				return nil, fmt.Errorf("section %d has %d entries, not 1", section.id, count)
			}
			if section.id == tableSection {
				s.table = r.data
			} else {
				s.limits = r.data
			}
			r.data = nil
		case globalSection:
			for range count {
				kind := string(r.bytes(2))
				if r.instruction(); r.err == nil && r.byte() != end {
					return nil, errors.New("a global does not begin with a constant")
				}
				s.globals = append(s.globals, kind)
			}
		case exportSection:
			for range count {
				name, kind, index := string(r.bytes(r.number())), r.byte(), r.number()
				if kind != 0 {
					continue
				}
				if index < s.imports || index >= s.imports+p.functions {
					return nil, fmt.Errorf("the exported function %s is not one of the program's", name)
				}
				s.exports[name] = index - s.imports
			}
		default:
			continue
		}
		if r.err != nil || len(r.data) > 0 {
			return nil, fmt.Errorf("section %d is not as expected", section.id)
		}
	}
	if s.table == nil || s.limits == nil || len(s.types) != p.functions {
		return nil, errors.New("there is no table or memory, or not a type for each function")
	}
	goTypes, err := p.goTypes()
	if err != nil {
		return nil, err
	}
	s.goType = -1
	for i, is := range goTypes {
		if is {
			s.goType = s.types[i]
		}
	}
	for i, f := range s.bodies {
		for _, in := range f.code {
			if in.is(call) && in.number() >= s.imports+p.functions {
				return nil, fmt.Errorf("function %d calls one that is not there", i)
			}
		}
	}
	// What JavaScript calls to go on: i32.const 0, call handleEvent, drop, call wasm_pc_f_loop
	resume, ok := s.exports["resume"]
	if !ok || run == resume || s.goType < 0 {
		return nil, errors.New("there is no function resume")
	}
	code := s.bodies[resume].code
	if len(code) < 5 || !code[0].is(i32Const, 0) || !code[1].is(call) || !code[2].is(drop) || !code[3].is(call) || code[3].number() < s.imports {
		return nil, errors.New("the function resume is not as expected")
	}
	// It looks at PAUSE first.
	loop := s.bodies[code[3].number()-s.imports].code
	if len(loop) < 3 || !loop[0].is(globalGet) || !loop[1].is(i32Eqz) || !loop[2].is(ifThen) {
		return nil, errors.New("the loop over functions is not as expected")
	}
	s.pause = loop[0].number()
	return s, nil
}

// choose decides which functions are in the rest. It returns the names that no function has.
func (s *splitter) choose(names []string) (unknown []string, err error) {
	wanted := map[string]bool{}
	for _, name := range names {
		wanted[name] = true
	}
	s.deferred = make([]bool, len(s.bodies))
	for i, name := range s.names {
		margin := len(s.bodies[i].bytes()) < smallFunction ||
			slices.ContainsFunc(firstNames, func(start string) bool { return strings.HasPrefix(name, start) })
		if key, ok := strings.CutPrefix(name, keyEqual); ok && !margin {
			margin = slices.Contains(s.names, keyHash+key)
		}
		s.deferred[i] = s.types[i] == s.goType && (slices.Contains(always, name) || !wanted[name] && !margin)
		wanted[name] = false
	}
	for name, left := range wanted {
		if left {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	for _, i := range s.exports {
		s.deferred[i] = false
	}
	for i := range s.bodies {
		code := s.bodies[i].code
		for at, in := range code {
			switch {
			case in.is(call) && in.number() < s.imports:
				s.deferred[i] = false // imports are the first part's
			case in.is(call) && !canSuspend(code[at+1:]):
				s.deferred[in.number()-s.imports] = false
			case in.is(callIndirect) && in.number() == s.goType && !canSuspend(code[at+1:]) && !code[at+1].is(drop): // it is dropped in the loop over functions
				return nil, fmt.Errorf("function %d calls another one by its address, and does not look whether to unwind", i)
			}
		}
	}
	for _, name := range always {
		i := slices.Index(s.names, name)
		if i >= 0 && !s.deferred[i] || i < 0 && name == collection {
			return nil, fmt.Errorf("%s is not in the rest", name)
		}
	}
	return unknown, nil
}

// halves is which of the functions that have names are in the first part and in the rest.
func (s *splitter) halves() (first, rest []int) {
	for i := range s.names {
		if s.deferred[i] {
			rest = append(rest, i)
		} else {
			first = append(first, i)
		}
	}
	return first, rest
}

// divide divides the tables of functions, and the memory that has them.
func (s *splitter) divide(t *pclntab) error {
	halves := halves{rest: t.filesPart.from}
	bits := t.filesPart.of(t.memory) // free, as there are no files any more
	if t.files || len(bits) < len(t.functions)/8+1 {
		return errors.New("there is no room for a bit for each function")
	}
	first, rest := s.halves()
	full := t.shortenNames(first)
	groups, err := t.writeGroups(true, first, rest)
	if err != nil {
		return err
	}
	names := part{groups[1].names.to, groups[1].names.to + len(full)} // of the first part's functions, in the rest
	if names.to > t.namesPart.to {
		return errors.New("there is no room for both short and full names")
	}
	t.dropIndex(slices.Concat(first, rest))
	for _, i := range rest {
		bits[i/8] |= 1 << (i % 8)
	}
	s.restMemory = memory{s.memory.address, make([]byte, len(s.memory.data))}
	for _, part := range groups[1].parts() {
		copy(part.of(s.restMemory.data), part.of(t.memory))
		clear(part.of(t.memory))
	}
	copy(names.of(s.restMemory.data), full)
	s.firstIndex = t.writeIndex(s.memory.address, groups[0], &halves)
	last := halves
	last.last = true
	s.restIndex = func(local int) []byte {
		return append(t.writeIndex(s.memory.address, groups[1], &last)(local), t.writeNames(s.memory.address, names, halves.rest)(local)...)
	}
	return nil
}

// canSuspend reports whether the code after a call returns 1 if the call does.
func canSuspend(code []instruction) bool {
	if len(code) > 2 && code[0].is(globalGet, globalSP) && code[1].is(localSet, localSP) {
		code = code[2:]
	}
	switch {
	case len(code) == 0:
		return false
	case code[0].is(returnNow):
		return true
	case code[0].is(brIf): // to the exit: unwindUniformly has left the function as it was
		return true
	}
	return len(code) > 4 && code[0].is(ifThen) && code[1].is(i32Const, 1) && code[2].is(returnNow) && code[3].is(end)
}

// first is the first part: the program with other bodies for the functions of the rest, and with more
// globals and functions.
func (s *splitter) first() ([]byte, error) {
	waits, pcB := len(s.globals), len(s.globals)+1 // globals
	wait := s.imports + len(s.bodies)
	resume := s.exports["resume"]
	loop := s.bodies[resume].code[3]

	waitBody := body{locals: []byte{0}, code: []instruction{
		op(localGet, 0), op(globalSet, pcB),
		op(localGet, 1), op(globalSet, waits),
		constant(1), op(globalSet, s.pause),
		constant(1), op(end),
	}}
	proceedBody := body{locals: []byte{0}, code: []instruction{
		op(globalGet, pcB), op(globalGet, waits),
		constant(0), op(globalSet, waits),
		op(callIndirect, s.goType, 0), op(drop),
		loop, op(end),
	}}

	p := &program{zeros: s.zeros, memory: s.memory}
	for _, section := range s.sections {
		switch section.id {
		case typeSection:
			section.body = appendEntries(section.body, "\x60\x02\x7f\x7f\x01\x7f", "\x60\x00\x00") // (i32, i32) -> (i32), () -> ()
		case functionSection:
			section.body = appendEntries(section.body, uvarint(s.allTypes), uvarint(s.types[resume]), uvarint(s.allTypes+1))
		case globalSection:
			section.body = appendEntries(section.body, zeroGlobal, zeroGlobal)
		case exportSection:
			entries := []string{
				export("table", 1, 0), export("waits", 3, waits), export("proceed", 0, wait+1),
			}
			for i := range s.globals {
				entries = append(entries, export(globalName(i), 3, i))
			}
			section.body = appendEntries(section.body, entries...)
		case codeSection:
			bodies := make([]body, 0, len(s.bodies)+2)
			for i, f := range s.bodies {
				if s.deferred[i] && s.names[i] == collection {
					f = returns
				} else if s.deferred[i] {
					f = body{locals: []byte{0}, code: []instruction{op(localGet, localPC), constant(int32(s.slot + i)), op(call, wait), op(end)}}
				} else {
					f.code = s.calls(f.code, func(callee int) (int, bool) { return callee + s.imports, !s.deferred[callee] })
				}
				bodies = append(bodies, f)
			}
			section.body = codeOf(append(bodies, waitBody, proceedBody, startBody(s.firstIndex)))
		}
		p.sections = append(p.sections, section)
		if section.id == exportSection {
			p.sections = append(p.sections, startAt(wait+2))
		}
	}
	return p.bytes(), nil
}

// startAt names the function that the browser calls as it instantiates a module. Each part writes its index then:
// the rest, whose index says more, always after the first part, also where the program runs only afterwards.
func startAt(function int) section { return section{startSection, []byte(uvarint(function))} }

// startBody is the body of such a function, with code that writes an index, if there is one to write.
func startBody(index func(local int) []byte) body {
	f := body{locals: vector(uvarint(indexLocals) + string([]byte{i32}))}
	if index != nil {
		f.code = append(f.code, instruction(index(0)))
	}
	f.code = append(f.code, op(end))
	return f
}

// rest is the second part.
func (s *splitter) rest() ([]byte, error) {
	number := make([]int, len(s.bodies)) // in the rest
	var types, elements []string
	var bodies []body
	var run []string // functions that follow each other in the table
	for i, f := range s.bodies {
		if !s.deferred[i] {
			continue
		}
		number[i] = len(bodies)
		types = append(types, uvarint(s.types[i]))
		bodies = append(bodies, f)
		run = append(run, uvarint(number[i]))
		if i+1 == len(s.bodies) || !s.deferred[i+1] {
			at := "\x00" + string(constant(int32(s.slot+i+1-len(run)))) + string(op(end))
			elements = append(elements, at+string(vector(run...)))
			run = nil
		}
	}
	for i := range bodies {
		bodies[i].code = s.calls(bodies[i].code, func(callee int) (int, bool) { return number[callee], s.deferred[callee] })
	}
	const module = "\x05first"
	imports := []string{module + "\x05table\x01" + string(s.table), module + "\x03mem\x02" + string(s.limits)}
	for i, kind := range s.globals {
		name := globalName(i)
		imports = append(imports, module+uvarint(len(name))+name+"\x03"+kind)
	}
	p := &program{zeros: s.zeros, memory: s.restMemory}
	for _, section := range s.sections {
		if section.id == typeSection {
			section.body = appendEntries(section.body, "\x60\x00\x00")
			p.sections = append(p.sections, section)
		}
	}
	p.sections = append(p.sections,
		section{importSection, vector(imports...)},
		section{functionSection, vector(append(types, uvarint(s.allTypes))...)},
		startAt(len(bodies)),
		section{elementSection, vector(elements...)},
		section{codeSection, codeOf(append(bodies, startBody(s.restIndex)))},
		section{dataSection, nil})
	return p.bytes(), nil
}

// calls replaces direct calls. Direct is the number of a function in the new part, if it is there;
// otherwise it is called through the table.
func (s *splitter) calls(code []instruction, direct func(callee int) (int, bool)) []instruction {
	out := make([]instruction, 0, len(code))
	for _, in := range code {
		if !in.is(call) || in.number() < s.imports {
			out = append(out, in)
			continue
		}
		callee := in.number() - s.imports
		if n, ok := direct(callee); ok {
			out = append(out, op(call, n))
		} else {
			out = append(out, constant(int32(s.slot+callee)), op(callIndirect, s.types[callee], 0))
		}
	}
	return out
}

// record makes the program note which functions were called: each sets an exported global of its name to 1.
// Garbage is not collected.
func (p *program) record() error {
	s, err := newSplitter(p)
	if err != nil {
		return err
	}
	var globals, exports []string
	exported := map[string]int{} // functions may have the same name
	for i, name := range s.names {
		global, ok := exported[name]
		if !ok {
			global = len(s.globals) + len(globals)
			exported[name] = global
			globals = append(globals, zeroGlobal)
			exports = append(exports, export("called "+name, 3, global))
		}
		if name == collection {
			s.bodies[i] = returns
			continue
		}
		s.bodies[i].code = slices.Concat([]instruction{constant(1), op(globalSet, global)}, s.bodies[i].code)
	}
	for i, section := range p.sections {
		switch section.id {
		case globalSection:
			p.sections[i].body = appendEntries(section.body, globals...)
		case exportSection:
			p.sections[i].body = appendEntries(section.body, exports...)
		case codeSection:
			p.sections[i].body = codeOf(s.bodies)
		}
	}
	return nil
}

// globalName is what a global is exported as.
func globalName(i int) string { return fmt.Sprintf("global%d", i) }

func uvarint(n int) string { return string(binary.AppendUvarint(nil, uint64(n))) }

func export(name string, kind byte, index int) string {
	return uvarint(len(name)) + name + string(kind) + uvarint(index)
}

// vector is entries with their number.
func vector(entries ...string) []byte {
	return []byte(uvarint(len(entries)) + strings.Join(entries, ""))
}

// appendEntries adds entries to a section that begins with their number.
func appendEntries(section []byte, entries ...string) []byte {
	r := reader{data: section}
	count := r.number() + len(entries)
	return slices.Concat([]byte(uvarint(count)), r.data, []byte(strings.Join(entries, "")))
}

// zeroGlobal declares a global of type i32 that changes, and is 0 at first.
var zeroGlobal = "\x7f\x01" + string(constant(0)) + string(op(end))

const (
	tableSection  = 4
	memorySection = 5
	globalSection = 6

	drop = 0x1a
)
