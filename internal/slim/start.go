package slim

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Passes that leave out what can be computed, and let the program compute it at its start.

// dropLookup leaves out runtime.findfunctab, which finds the function of an address: for every 4096
// bytes of code it has a function to search from. On wasm an address is the number of a function and,
// in the lower 16 bits, a place in it; so it just counts, and each number is there 16 times.
func dropLookup(p *program) error {
	t, err := readFunctions(p)
	if err != nil {
		return err
	}
	const (
		bucket = 20 // bytes: a function's number, and 16 bytes to add to it for each 256 bytes of code
		each   = 16 // buckets of a function
	)
	lookup := t.lookup.of(t.memory)
	buckets := (len(lookup)-5)/bucket + 1 // the last may be shorter
	if want := each*(len(t.functions)-1) + 1; buckets < want || buckets >= want+each {
		return fmt.Errorf("the lookup of functions has %d buckets for %d functions: has Go's format changed? (see start.go)", buckets, len(t.functions))
	}
	want := make([]byte, len(lookup))
	for i := range buckets {
		binary.LittleEndian.PutUint32(want[bucket*i:], uint32(i/each))
	}
	if !slices.Equal(lookup, want) {
		return errors.New("the lookup of functions does not count them: has Go's format changed? (see start.go)")
	}
	clear(lookup)
	at := p.memory.address + t.lookup.from
	return p.atStart(1, i32, func(local int) []byte {
		const i = 0
		a := assembler{first: local}
		a.loop()
		a.get(i).constant(bucket).op(i32Mul)
		a.get(i).constant(4).op(i32ShrU)
		a.store(at)
		a.get(i).constant(1).op(i32Add).tee(i)
		a.constant(buckets).op(i32Ne).again()
		return a.code
	})
}

// dropIndex leaves out the index of the records of functions, and from the records their number, the
// place of their name and those of tables that no function before has. The records follow each other,
// and so do their names, and the tables.
func dropIndex(p *program) error {
	t, err := readFunctions(p)
	if err != nil {
		return err
	}
	p.names = make([]string, len(t.functions))
	for i, f := range t.functions {
		p.names[i] = t.names[f.name]
	}
	before := *p
	before.sections, before.memory.data = slices.Clone(p.sections), slices.Clone(p.memory.data)
	p.indexed = &before
	groups, err := t.writeGroups(true, t.all())
	if err != nil {
		return err
	}
	t.dropIndex(t.all())
	return p.atStart(indexLocals, i32, t.writeIndex(p.memory.address, groups[0], nil))
}

// nextTable stands in a record for the next table; none lies there, as the first is at 1 and has at least 3 bytes.
const nextTable = 2

// dropIndex leaves out the index, which writeIndex writes. Order is the order of the records.
func (t *pclntab) dropIndex(order []int) {
	funcs := t.funcsPart.of(t.memory)
	last := uint32(0)
	for _, i := range order {
		f := t.functions[i]
		record := funcs[u32(funcs, 8*i+4):]
		clear(record[:8])
		for j := -1; j < len(f.tables); j++ {
			field := record[funcStack:]
			if j >= 0 {
				field = record[funcSize+4*j:]
			}
			if table := u32(field, 0); table > last {
				binary.LittleEndian.PutUint32(field, nextTable)
				last = table
			}
		}
	}
	clear(funcs[:t.index()])
}

const indexLocals = 7 // of type i32

// halves says, for a program in two parts, for which functions code writes the index.
type halves struct {
	rest int  // place in memory of a bit for each function, which is 1 if it is in the rest
	last bool // the code is for these
}

// writeIndex is the code that writes the index. The memory is at an address. With halves, the group is one of two.
func (t *pclntab) writeIndex(address int, group group, h *halves) func(local int) []byte {
	names, tables, index := address+t.namesPart.from, address+t.tablesPart.from, address+t.funcsPart.from
	return func(local int) []byte {
		const (
			number = iota
			entry  // address of it in the index
			record // address
			name   // place
			table  // place of the next one
			field  // address of a field with the place of a table
			count  // number, from 0 on
		)
		a := assembler{first: local}
		a.constant(int(t.start)).set(number)
		a.constant(index).set(entry)
		a.constant(address + group.funcs.from).set(record)
		a.constant(group.names.from - t.namesPart.from).set(name)
		a.constant(group.tables.from - t.tablesPart.from).set(table)
		a.loop()
		a.block() // for each function of the group
		if h != nil {
			if !h.last {
				// Until the rest is there, its functions have the record of a neighbour, mostly of the same package: that
				// is all that is asked of a function which never ran, when a goroutine is made for it.
				a.get(entry).get(number).store(0)
				a.get(entry).get(record).constant(index).op(i32Sub).store(4)
			}
			a.get(number).constant(int(t.start)).op(i32Sub).set(count)
			a.isInRest(count, address+h.rest)
			if h.last {
				a.op(i32Eqz)
			}
			a.leave()
		}
		a.get(entry).get(number).store(0)
		a.get(entry).get(record).constant(index).op(i32Sub).store(4)
		a.get(record).get(number).store(0)
		a.get(record).get(name).store(4)
		a.skipName(name, names)
		a.get(record).constant(funcStack).op(i32Add).set(field)
		a.loop()
		a.block()
		a.get(field).load(0).constant(nextTable).op(i32Ne).leave()
		a.get(field).get(table).store(0)
		a.loop() // over pairs of numbers of 7 bits a byte, as in tableSize
		for range 2 {
			a.loop()
			a.get(table).load8(tables).constant(0x80).op(i32And)
			a.get(table).constant(1).op(i32Add).set(table)
			a.again()
		}
		a.get(table).load8(tables).again()
		a.get(table).constant(1).op(i32Add).set(table)
		a.close()
		// the other fields are after the record
		a.get(record).constant(funcSize).op(i32Add)
		a.get(field).constant(4).op(i32Add)
		a.get(field).get(record).op(i32Sub).constant(funcStack).op(i32Eq).op(choose)
		a.tee(field)
		a.get(record).constant(funcSize).op(i32Add).get(record).load(funcTables).constant(4).op(i32Mul).op(i32Add)
		a.op(i32LtU).again()

		// the next record is after the tables and data of this one
		a.get(record)
		a.get(record).load(funcTables).get(record).load8(funcData).op(i32Add).constant(4).op(i32Mul)
		a.constant(funcSize + 7).op(i32Add).constant(-8).op(i32And)
		a.op(i32Add).set(record)
		a.close()
		a.get(entry).constant(8).op(i32Add).set(entry)
		a.get(number).constant(1).op(i32Add).tee(number)
		a.constant(int(t.start) + len(t.functions)).op(i32Ne).again()
		a.get(entry).get(number).store(0)
		return a.code
	}
}

// shortenNames leaves of the names of some functions what the runtime reads when it makes a goroutine: whether it is one of
// its own. It returns the full names, each with a zero after it.
func (t *pclntab) shortenNames(functions []int) (full []byte) {
	const runtime, other = "runtime.", "?"
	for i, name := range []string{runtime, other} {
		t.names[uint32(i)+1<<31] = name // beyond all places
	}
	for _, i := range functions {
		f := &t.functions[i]
		name := t.names[f.name]
		full = append(append(full, name...), 0)
		if f.name = 1<<31 + 1; strings.HasPrefix(name, runtime) {
			f.name = 1 << 31
		}
	}
	return full
}

// writeNames is the code that writes the places of the full names of those functions that are not in the rest. See writeIndex.
func (t *pclntab) writeNames(address int, full part, rest int) func(local int) []byte {
	names, index := address+t.namesPart.from, address+t.funcsPart.from
	return func(local int) []byte {
		const (
			number = iota
			entry
			name
		)
		a := assembler{first: local}
		a.constant(0).set(number)
		a.constant(index).set(entry)
		a.constant(full.from - t.namesPart.from).set(name)
		a.loop()
		a.block()
		a.isInRest(number, address+rest).leave()
		a.get(entry).load(4).constant(index).op(i32Add).get(name).store(4)
		a.skipName(name, names)
		a.close()
		a.get(entry).constant(8).op(i32Add).set(entry)
		a.get(number).constant(1).op(i32Add).tee(number)
		a.constant(len(t.functions)).op(i32Ne).again()
		return a.code
	}
}

// isInRest is 1 if the function of a number, from 0 on, is in the rest; bits are the address of a bit for each.
func (a *assembler) isInRest(number, bits int) *assembler {
	a.get(number).constant(3).op(i32ShrU).load8(bits)
	return a.get(number).constant(7).op(i32And).op(i32ShrU).constant(1).op(i32And)
}

// skipName moves the place of a name to the next one, which is after the next zero.
func (a *assembler) skipName(name, names int) {
	a.loop()
	a.get(name).constant(1).op(i32Add).tee(name).load8(names).again()
	a.get(name).constant(1).op(i32Add).set(name)
}

// atStart puts code in front of what the program does first: its exported function run, which
// JavaScript calls once and before any other. The code has some locals of a type, from a number on.
func (p *program) atStart(locals int, kind byte, code func(first int) []byte) error {
	run, err := p.runFunction()
	if err != nil {
		return fmt.Errorf("%w: has Go's format changed? (see start.go)", err)
	}
	for i, s := range p.sections {
		if s.id != codeSection {
			continue
		}
		r := reader{data: s.body}
		count := r.number()
		out := binary.AppendUvarint(nil, uint64(count))
		for f := range count {
			body := r.bytes(r.number())
			if f == run {
				if body, err = prepend(body, locals, kind, code); err != nil {
					return err
				}
			}
			out = binary.AppendUvarint(out, uint64(len(body)))
			out = append(out, body...)
		}
		if r.err != nil {
			return r.err
		}
		p.sections[i].body = out
		return nil
	}
	return errors.New("there is no code")
}

// runFunction is which of the functions in the code section is exported as run.
func (p *program) runFunction() (int, error) {
	const function = 0 // kind of an import or export
	imported, run := 0, -1
	for _, s := range p.sections {
		r := reader{data: s.body}
		switch s.id {
		case importSection:
			for range r.count() {
				r.bytes(r.number())
				r.bytes(r.number())
				if r.byte() != function {
					return 0, errors.New("it imports more than functions")
				}
				r.number()
				imported++
			}
		case exportSection:
			for range r.count() {
				name, kind, index := string(r.bytes(r.number())), r.byte(), r.number()
				if name == "run" && kind == function {
					run = index
				}
			}
		case startSection:
			return 0, errors.New("it has a function that runs before run")
		}
		if r.err != nil {
			return 0, r.err
		}
	}
	if run < imported {
		return 0, errors.New("it has no function run")
	}
	return run - imported, nil
}

// prepend puts code with locals in front of the code of run, which has two parameters.
func prepend(body []byte, locals int, kind byte, code func(first int) []byte) ([]byte, error) {
	r := reader{data: body}
	groups := r.number()
	first := 2
	var declared []byte
	for range groups {
		n, kind := r.number(), r.byte()
		first += n
		declared = append(binary.AppendUvarint(declared, uint64(n)), kind)
	}
	if r.err != nil {
		return nil, r.err
	}
	out := binary.AppendUvarint(nil, uint64(groups+1))
	out = append(out, declared...)
	out = append(binary.AppendUvarint(out, uint64(locals)), kind)
	return slices.Concat(out, code(first), r.data), nil
}

// assembler writes the code of a function.
type assembler struct {
	code  []byte
	first int // local that is called 0
}

const (
	importSection = 2
	exportSection = 7
	startSection  = 8

	i32      = 0x7f
	noResult = 0x40

	startBlock = 0x02
	choose     = 0x1b
	loop       = 0x03
	brIf       = 0x0d
	localGet   = 0x20
	localSet   = 0x21
	localTee   = 0x22
	i32Load    = 0x28
	i32Load8   = 0x2d
	i32Store   = 0x36
	i32Eq      = 0x46
	i32Ne      = 0x47
	i32LtU     = 0x49
	i32Add     = 0x6a
	i32Sub     = 0x6b
	i32Mul     = 0x6c
	i32And     = 0x71
	i32ShrU    = 0x76
)

func (a *assembler) op(op byte) *assembler {
	a.code = append(a.code, op)
	return a
}

func (a *assembler) constant(n int) *assembler {
	a.code = appendSigned(append(a.code, i32Const), n)
	return a
}

func (a *assembler) local(op byte, n int) *assembler {
	a.code = binary.AppendUvarint(append(a.code, op), uint64(a.first+n))
	return a
}

func (a *assembler) get(n int) *assembler { return a.local(localGet, n) }
func (a *assembler) set(n int) *assembler { return a.local(localSet, n) }
func (a *assembler) tee(n int) *assembler { return a.local(localTee, n) }

// access reads or writes memory at an address on the stack plus offset.
func (a *assembler) access(op, alignment byte, offset int) *assembler {
	a.code = binary.AppendUvarint(append(a.code, op, alignment), uint64(offset))
	return a
}

func (a *assembler) load(offset int) *assembler  { return a.access(i32Load, 2, offset) }
func (a *assembler) load8(offset int) *assembler { return a.access(i32Load8, 0, offset) }
func (a *assembler) store(offset int) *assembler { return a.access(i32Store, 2, offset) }

// block begins a block, leave goes on after it if there is not zero on the stack, and close ends it.
func (a *assembler) block() { a.code = append(a.code, startBlock, noResult) }
func (a *assembler) leave() { a.code = append(a.code, brIf, 0) }
func (a *assembler) close() { a.code = append(a.code, end) }

// loop begins a loop, and again ends it: if there is not zero on the stack, it goes on.
func (a *assembler) loop()  { a.code = append(a.code, loop, noResult) }
func (a *assembler) again() { a.code = append(a.code, brIf, 0, end) }
