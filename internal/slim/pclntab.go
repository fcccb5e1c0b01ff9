package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
)

// A Go program has tables of the function of each instruction (for stack traces, to unwind the stack
// and to find pointers in it), and of its file and line (for stack traces only). Go's
// runtime/symtab.go and runtime2.go describe them, and cmd/link/internal/ld/pcln.go writes them, in
// this order: a header, names of functions, files of each compilation unit, names of files, tables of
// values by instruction, the functions, and their data. This file reads and writes them; what is left
// out is in tracedata.go.

// Fields of the header, by offset.
const (
	headerSize      = 72
	headerFuncs     = 8 // number of functions
	headerNames     = 32
	headerUnits     = 40 // files of each compilation unit
	headerFiles     = 48 // names of files
	headerTables    = 56 // values by instruction
	headerFunctions = 64
)

var headerStart = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// Fields of the runtime's moduledata, by offset. A slice is an address, a length and a capacity.
const (
	moduleHeader  = 0
	moduleNames   = 8
	moduleUnits   = 32
	moduleFiles   = 56
	moduleTables  = 80
	moduleFuncs   = 104
	moduleIndex   = 128
	moduleLookup  = 152 // runtime.findfunctab
	moduleMinPC   = 160
	moduleMaxPC   = 168
	moduleText    = 176
	moduleData    = 320 // go:func.*
	moduleDataEnd = 328 // of all the tables
	moduleSize    = 384 // of the fields used here
)

// function is a function's record: what it has at which place of the other tables.
type function struct {
	entry       uint32 // upper half of the address where it starts
	name        uint32
	args        uint32
	deferReturn uint32
	stack       uint32 // table of the size of the stack
	file, line  uint32 // tables
	unit        uint32
	first       uint32 // line
	id, flag    byte
	tables      []uint32 // further tables, by the numbers below; 0 for none
	data        []uint32 // by the numbers below; noData for none
}

const (
	funcSize   = 44 // of a record without its tables and data
	funcStack  = 16 // its table of the size of the stack, by offset
	funcTables = 28 // number of its tables
	funcData   = 43 // number of its data
	noData     = 1<<32 - 1
	normalFunc = 0 // id of a function that the runtime does not treat in a special way

	// further tables, see Go's internal/abi/symtab.go
	unsafePoints = 0 // where the program may be preempted, which never happens on wasm
	inlinedIndex = 2
	argLiveIndex = 3

	// data
	argPointers   = 0
	localPointers = 1
	stackObjects  = 2
	inlinedCalls  = 3
	argInfo       = 5
	argLiveInfo   = 6
	wrapInfo      = 7

	inlinedSize = 16 // of a record of inlinedCalls
	inlinedName = 4  // its place in there
)

// pclntab is the tables of a program's functions. Names, tables and data are by their place.
type pclntab struct {
	start     uint32 // entry of the first function; they follow each other
	functions []function
	names     map[uint32]string
	tables    map[uint32][]byte
	data      map[uint32][]byte
	files     bool // there are names of files
	module    int  // place of moduledata in the memory

	memory                          []byte // the program's
	namesPart, filesPart            part
	tablesPart, funcsPart, dataPart part
	lookup                          part // runtime.findfunctab
}

// part is a part of the program's memory.
type part struct{ from, to int }

func (p part) of(memory []byte) []byte { return memory[p.from:p.to] }

func u32(b []byte, at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
func u64(b []byte, at int) int    { return int(binary.LittleEndian.Uint64(b[at:])) }

// readFunctions reads the tables, and checks that they are as this file describes them.
func readFunctions(p *program) (*pclntab, error) {
	t := &pclntab{memory: p.memory.data}
	err := t.find(p.memory.address)
	if err == nil {
		err = t.read(p.functions)
	}
	if err != nil {
		return nil, fmt.Errorf("the table of functions is not as expected: %w: has Go's format changed? (see pclntab.go)", err)
	}
	return t, nil
}

// once is the only place of some bytes in the memory.
func (t *pclntab) once(what string, want []byte) (int, error) {
	at := bytes.Index(t.memory, want)
	if at < 0 {
		return 0, fmt.Errorf("there is no %s", what)
	}
	if bytes.Contains(t.memory[at+1:], want) {
		return 0, fmt.Errorf("there seem to be two of the %s", what)
	}
	return at, nil
}

// find finds the parts. Address is that of the memory.
func (t *pclntab) find(address int) error {
	at, err := t.once("header", headerStart)
	if err != nil {
		return err
	}
	if len(t.memory) < at+headerSize {
		return errors.New("it ends within its header")
	}
	header := t.memory[at:]
	place := func(field int) int { return address + at + u64(header, field) }
	start := binary.LittleEndian.AppendUint64(nil, uint64(address+at))
	start = binary.LittleEndian.AppendUint64(start, uint64(place(headerNames)))
	module, err := t.once("moduledata", start)
	if err != nil {
		return err
	}
	if len(t.memory) < module+moduleSize {
		return errors.New("moduledata ends too early")
	}
	t.module = module
	m := t.memory[module:]
	for _, f := range []struct{ slice, header int }{
		{moduleNames, headerNames}, {moduleUnits, headerUnits}, {moduleFiles, headerFiles},
		{moduleTables, headerTables}, {moduleFuncs, headerFunctions}, {moduleIndex, headerFunctions},
	} {
		if u64(m, f.slice) != place(f.header) || u64(m, f.slice+8) != u64(m, f.slice+16) {
			return errors.New("the header and moduledata differ")
		}
	}
	if u64(m, moduleIndex+8) != u64(header, headerFuncs)+1 {
		return fmt.Errorf("the header has %d functions, moduledata %d", u64(header, headerFuncs), u64(m, moduleIndex+8)-1)
	}
	slice := func(field int) part {
		from := u64(m, field) - address
		return part{from, from + u64(m, field+8)}
	}
	t.namesPart, t.filesPart, t.tablesPart, t.funcsPart = slice(moduleNames), slice(moduleUnits), slice(moduleTables), slice(moduleFuncs)
	t.filesPart.to = slice(moduleFiles).to
	t.dataPart = part{u64(m, moduleData) - address, u64(m, moduleLookup) - address}
	t.lookup = part{u64(m, moduleLookup) - address, u64(m, moduleDataEnd) - address}
	last := at + headerSize
	for _, p := range []part{t.namesPart, t.filesPart, t.tablesPart, t.funcsPart, t.dataPart, t.lookup} {
		if p.from < last || p.from-last > 64 || p.to < p.from || p.to > len(t.memory) {
			return errors.New("its parts are not in order")
		}
		last = p.to
	}
	t.functions = make([]function, u64(header, headerFuncs))
	t.start = uint32(u64(m, moduleMinPC) >> 16)
	if u64(m, moduleText) != 0 || u64(m, moduleMinPC)%(1<<16) != 0 {
		return fmt.Errorf("the code begins at %#x and at %#x", u64(m, moduleText), u64(m, moduleMinPC))
	}
	return nil
}

// read reads the functions and all that they refer to. Code is how many functions the code has.
func (t *pclntab) read(code int) error {
	if n := len(t.functions); n > code || n < code/2 {
		return fmt.Errorf("it has %d functions, and the code %d", n, code)
	}
	t.names, t.tables, t.data = map[uint32]string{}, map[uint32][]byte{}, map[uint32][]byte{}
	files := t.filesPart.of(t.memory)
	t.files = len(bytes.Trim(files, "\x00")) > 0
	funcs := t.funcsPart.of(t.memory)
	if len(funcs) < t.index() {
		return errors.New("it ends too early")
	}
	record := align(t.index(), 8) // of the first record
	for i := range t.functions {
		entry, place := u32(funcs, 8*i), int(u32(funcs, 8*i+4))
		if place != record || place+funcSize > len(funcs) {
			return fmt.Errorf("function %d lies at %d, not %d", i, place, record)
		}
		if entry != t.start+uint32(i) || u32(funcs, 8*i+8) != entry+1 {
			return fmt.Errorf("function %d begins at %d, the next at %d", i, entry, u32(funcs, 8*i+8))
		}
		f, size, err := readFunction(funcs[place:])
		if err != nil {
			return fmt.Errorf("function %d %w", i, err)
		}
		if f.entry != entry {
			return fmt.Errorf("function %d begins at %d and at %d", i, entry, f.entry)
		}
		t.functions[i] = f
		record = align(place+size, 8)

		if err := t.readName(f.name); err != nil {
			return fmt.Errorf("function %d: %w", i, err)
		}
		for _, table := range append([]uint32{f.stack, f.file, f.line}, f.tables...) {
			if err := t.readTable(table); err != nil {
				return fmt.Errorf("function %d: %w", i, err)
			}
		}
	}
	return t.readData()
}

// index is the size of the index of functions before their records.
func (t *pclntab) index() int { return 8*len(t.functions) + 4 }

func align(n, to int) int { return (n + to - 1) / to * to }

// readFunction reads a record, and how many bytes it has.
func readFunction(b []byte) (function, int, error) {
	word := func(i int) uint32 { return u32(b, 4*i) }
	f := function{entry: word(0), name: word(1), args: word(2), deferReturn: word(3), stack: word(4),
		file: word(5), line: word(6), unit: word(8), first: word(9), id: b[40], flag: b[41]}
	tables, data := int(word(7)), int(b[43])
	size := funcSize + 4*tables + 4*data
	if tables > 8 || data > 16 || b[42] != 0 || size > len(b) {
		return function{}, 0, fmt.Errorf("has %d tables and %d data", tables, data)
	}
	for i := range tables {
		f.tables = append(f.tables, word(funcSize/4+i))
	}
	for i := range data {
		f.data = append(f.data, word(funcSize/4+tables+i))
	}
	return f, size, nil
}

// append appends the record.
func (f *function) append(b []byte) []byte {
	for _, n := range []uint32{f.entry, f.name, f.args, f.deferReturn, f.stack, f.file, f.line, uint32(len(f.tables)), f.unit, f.first} {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	b = append(b, f.id, f.flag, 0, byte(len(f.data)))
	for _, n := range append(append([]uint32{}, f.tables...), f.data...) {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

func (t *pclntab) readName(place uint32) error {
	names := t.namesPart.of(t.memory)
	if int(place) >= len(names) || names[place] == 0 || place > 0 && names[place-1] != 0 {
		return errors.New("there is no name")
	}
	name, _, ok := bytes.Cut(names[place:], []byte{0})
	if !ok {
		return errors.New("a name does not end")
	}
	t.names[place] = string(name)
	return nil
}

func (t *pclntab) readTable(place uint32) error {
	tables := t.tablesPart.of(t.memory)
	if place == 0 { // there is none
		return nil
	}
	if int(place) >= len(tables) {
		return fmt.Errorf("a table lies at %d of %d", place, len(tables))
	}
	size, err := tableSize(tables[place:])
	if err != nil {
		return err
	}
	t.tables[place] = slices.Clone(tables[place : int(place)+size])
	return nil
}

// tableSize is the length of a table of values by instruction: pairs of the difference to the value
// before and the number of instructions, up to a difference of 0 that is not the first.
func tableSize(table []byte) (int, error) {
	at := 0
	for {
		value, n := binary.Uvarint(table[at:])
		if n <= 0 {
			return 0, errors.New("a table does not end")
		}
		at += n
		if value == 0 && at > n {
			return at, nil
		}
		if _, n = binary.Uvarint(table[at:]); n <= 0 {
			return 0, errors.New("a table does not end")
		}
		at += n
	}
}

// readData reads the functions' data. They lie close together.
func (t *pclntab) readData() error {
	data := t.dataPart.of(t.memory)
	kinds := map[uint32][]int{} // of the data at a place
	for i, f := range t.functions {
		for kind, place := range f.data {
			if place == noData {
				continue
			}
			if int(place) >= len(data) {
				return fmt.Errorf("function %d: data lie at %d of %d", i, place, len(data))
			}
			if !slices.Contains(kinds[place], kind) {
				kinds[place] = append(kinds[place], kind)
			}
		}
	}
	places := append(slices.Sorted(maps.Keys(kinds)), uint32(len(data)))
	for i, place := range places[:len(places)-1] {
		b := data[place:places[i+1]]
		size := 0
		for _, kind := range kinds[place] {
			n, err := dataSize(kind, b)
			if err != nil {
				return err
			}
			size = max(size, n)
		}
		t.data[place] = slices.Clone(b[:size])
	}
	for i, f := range t.functions {
		if tree := f.inlinedCalls(); tree != noData {
			for name := range t.inlinedNames(tree) {
				if err := t.readName(u32(name, 0)); err != nil {
					return fmt.Errorf("a call inlined in function %d: %w", i, err)
				}
			}
		}
	}
	return nil
}

// dataSize is how many bytes data of a kind have. All lie before the next ones; most kinds say how many they are.
func dataSize(kind int, b []byte) (int, error) {
	size := len(b)
	switch {
	case (kind == argPointers || kind == localPointers) && len(b) >= 8: // how many, bits of each, then bytes
		size = 8 + int(u32(b, 0))*((int(u32(b, 4))+7)/8)
	case kind == stackObjects && len(b) >= 8:
		size = 8 + u64(b, 0)*16
	default: // the last ones end before a gap; no record of any kind is all zero and longer than this
		size = min(len(bytes.TrimRight(b, "\x00"))+inlinedSize, size)
	}
	if size < 0 || size > len(b) {
		return 0, fmt.Errorf("data of kind %d have %d bytes, and the next ones are %d bytes on", kind, size, len(b))
	}
	return size, nil
}

// inlinedCalls is the place of the tree of inlined calls, or noData.
func (f *function) inlinedCalls() uint32 {
	if len(f.data) <= inlinedCalls {
		return noData
	}
	return f.data[inlinedCalls]
}

// inlinedNames iterates over the places of names in a tree of inlined calls.
func (t *pclntab) inlinedNames(tree uint32) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for record := range slices.Chunk(t.data[tree], inlinedSize) {
			if len(record) == inlinedSize && !yield(record[inlinedName:]) { // the last may be a gap
				return
			}
		}
	}
}

// write writes the tables with what the functions still refer to, each thing once, close together and
// in the order of the functions. The parts stay where they are, as code refers to them. The tables are
// read again for another change.
func (t *pclntab) write() error {
	_, err := t.writeGroups(false, t.all())
	return err
}

// all is the numbers of all functions.
func (t *pclntab) all() []int {
	numbers := make([]int, len(t.functions))
	for i := range numbers {
		numbers[i] = i
	}
	return numbers
}

// group is where in the program's memory that lies which only some functions refer to.
type group struct{ names, tables, funcs, data part }

func (g group) parts() []part { return []part{g.names, g.tables, g.funcs, g.data} }

// writeGroups is write for functions in groups, by their numbers: what a group refers to comes after what those
// before it refer to. With counted, each function has a name of its own, and the names of a group follow each other.
func (t *pclntab) writeGroups(counted bool, groups ...[]int) ([]group, error) {
	var names, tables, data packer
	renamed := map[uint32]bool{}
	tables.bytes = []byte{0} // a place of 0 means that there is none
	funcs := make([]byte, t.index())
	var places []group
	for _, numbers := range groups {
		from := []int{len(names.bytes), len(tables.bytes), align(len(funcs), 8), len(data.bytes)}
		for _, i := range numbers {
			f := &t.functions[i]
			name := append([]byte(t.names[f.name]), 0)
			if counted {
				f.name = names.add(name, 1)
			} else {
				f.name = names.place(name, 1)
			}
		}
		for _, i := range numbers {
			f := &t.functions[i]
			if tree := f.inlinedCalls(); tree != noData && !renamed[tree] { // functions may have the same tree
				renamed[tree] = true
				for name := range t.inlinedNames(tree) {
					binary.LittleEndian.PutUint32(name, names.place(append([]byte(t.names[u32(name, 0)]), 0), 1))
				}
			}
			for _, table := range f.allTables() {
				if *table != 0 {
					*table = tables.place(t.tables[*table], 1)
				}
			}
		}
		for _, alignment := range []int{8, 4, 1} { // so that there are no gaps
			for _, i := range numbers {
				f := &t.functions[i]
				for kind, place := range f.data {
					if place != noData && alignmentOf(kind) == alignment {
						f.data[kind] = data.place(t.data[place], alignment)
					}
				}
			}
		}
		for _, i := range numbers {
			funcs = append(funcs, make([]byte, align(len(funcs), 8)-len(funcs))...)
			binary.LittleEndian.PutUint32(funcs[8*i:], t.functions[i].entry)
			binary.LittleEndian.PutUint32(funcs[8*i+4:], uint32(len(funcs)))
			funcs = t.functions[i].append(funcs)
		}
		written := func(all part, from, to int) part { return part{all.from + from, all.from + to} }
		places = append(places, group{
			names:  written(t.namesPart, from[0], len(names.bytes)),
			tables: written(t.tablesPart, from[1], len(tables.bytes)),
			funcs:  written(t.funcsPart, from[2], len(funcs)),
			data:   written(t.dataPart, from[3], len(data.bytes)),
		})
	}
	binary.LittleEndian.PutUint32(funcs[8*len(t.functions):], t.start+uint32(len(t.functions)))

	if !t.files {
		clear(t.filesPart.of(t.memory))
	}
	for _, w := range []struct {
		part
		bytes []byte
	}{
		{t.namesPart, names.bytes}, {t.tablesPart, tables.bytes}, {t.funcsPart, funcs}, {t.dataPart, data.bytes},
	} {
		if len(w.bytes) > w.to-w.from {
			return nil, fmt.Errorf("the new tables have %d bytes, more than the old ones' %d", len(w.bytes), w.to-w.from)
		}
		clear(w.of(t.memory))
		copy(w.of(t.memory), w.bytes)
	}
	return places, nil
}

// allTables are the places of all tables of a function.
func (f *function) allTables() []*uint32 {
	all := []*uint32{&f.stack, &f.file, &f.line}
	for i := range f.tables {
		all = append(all, &f.tables[i])
	}
	return all
}

// alignmentOf is the alignment of a kind of data.
func alignmentOf(kind int) int {
	switch kind {
	case stackObjects:
		return 8
	case argInfo, argLiveInfo, wrapInfo:
		return 1
	}
	return 4
}

// packer puts bytes one after the other.
type packer struct {
	bytes  []byte
	places map[string]uint32
}

// place is where b is, which is added if it is not there yet.
func (p *packer) place(b []byte, alignment int) uint32 {
	if at, ok := p.places[string(b)]; ok && int(at)%alignment == 0 {
		return at
	}
	return p.add(b, alignment)
}

// add adds b.
func (p *packer) add(b []byte, alignment int) uint32 {
	if p.places == nil {
		p.places = map[string]uint32{}
	}
	p.bytes = append(p.bytes, make([]byte, align(len(p.bytes), alignment)-len(p.bytes))...)
	at := uint32(len(p.bytes))
	p.places[string(b)] = at
	p.bytes = append(p.bytes, b...)
	return at
}
