package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// A Go program has tables of the function of each instruction (for stack traces, and to unwind the
// stack), and of its file and line (for stack traces only). Go's runtime/symtab.go and runtime2.go
// describe them. These are the fields of their header and of each function's record that are used
// here, by offset.
const (
	headerSize      = 72
	headerFuncs     = 8 // number of functions
	headerNames     = 32
	headerUnits     = 40 // files of each compilation unit
	headerFiles     = 48 // names of files
	headerTables    = 56 // values by instruction
	headerFunctions = 64

	funcEntry    = 0
	funcName     = 4
	funcStack    = 16 // table of the size of the stack
	funcFile     = 20
	funcLine     = 24
	funcTables   = 28 // number of further tables
	funcUnit     = 32
	funcFirst    = 36 // line
	funcData     = 43 // number of data, after the further tables
	funcSize     = 44
	unsafePoints = 0 // further table of where the program may be preempted, which never happens on wasm
)

var headerStart = []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8}

// dropLines sets the tables of file and line to zero. In stack traces functions are then followed by
// "?:0". It checks everything that it depends on, and fails if the tables have another layout.
func dropLines(p *program) error {
	data := p.memory.data
	at := bytes.Index(data, headerStart)
	if at < 0 || len(data) < at+headerSize {
		return errors.New("there is no table of functions: has Go's format changed? (see pclntab.go)")
	}
	if bytes.Contains(data[at+1:], headerStart) {
		return errors.New("there seem to be two tables of functions")
	}
	if err := (pclntab{data[at:]}).dropLines(p.functions); err != nil {
		return fmt.Errorf("the table of functions is not as expected: %w: has Go's format changed? (see pclntab.go)", err)
	}
	return nil
}

// pclntab is a program's data from the header on.
type pclntab struct{ data []byte }

func (p pclntab) u32(at int) int { return int(binary.LittleEndian.Uint32(p.data[at:])) }
func (p pclntab) u64(at int) int { return int(binary.LittleEndian.Uint64(p.data[at:])) }

func (p pclntab) clear32(at int) { clear(p.data[at : at+4]) }

func (p pclntab) dropLines(functions int) error {
	count := p.u64(headerFuncs)
	names, units, files := p.u64(headerNames), p.u64(headerUnits), p.u64(headerFiles)
	tables, funcs := p.u64(headerTables), p.u64(headerFunctions)
	if !(headerSize <= names && names < units && units < files && files < tables && tables < funcs && funcs+8*count+4 < len(p.data)) {
		return errors.New("its parts are not in order")
	}
	if count > functions || count < functions/2 {
		return fmt.Errorf("it has %d functions, and the code %d", count, functions)
	}

	needed := make([]bool, funcs-tables) // bytes of the tables
	need := func(table int, yes bool) error {
		if table == 0 { // there is none
			return nil
		}
		if table >= len(needed) {
			return fmt.Errorf("a table lies at %d of %d", table, len(needed))
		}
		n, err := tableSize(p.data[tables+table : funcs])
		for i := range n {
			needed[table+i] = needed[table+i] || yes
		}
		return err
	}
	record := (8*count + 4 + 7) &^ 7 // of the first record
	for i := range count {
		entry, place := p.u32(funcs+8*i), p.u32(funcs+8*i+4)
		if place != record || funcs+place+funcSize > len(p.data) {
			return fmt.Errorf("function %d lies at %d, not %d", i, place, record)
		}
		if next := p.u32(funcs + 8*i + 8); next <= entry {
			return fmt.Errorf("function %d begins at %d, the next at %d", i, entry, next)
		}
		f := funcs + place
		if p.u32(f+funcEntry) != entry {
			return fmt.Errorf("function %d begins at %d and at %d", i, entry, p.u32(f+funcEntry))
		}
		name := names + p.u32(f+funcName)
		if name >= units || p.data[name] == 0 || name > names && p.data[name-1] != 0 {
			return fmt.Errorf("function %d has no name", i)
		}
		further, data := p.u32(f+funcTables), int(p.data[f+funcData])
		if further > 8 || data > 16 {
			return fmt.Errorf("function %d has %d tables and %d data", i, further, data)
		}
		record = (place + funcSize + 4*further + 4*data + 7) &^ 7

		for _, field := range []int{funcFile, funcLine} {
			if err := need(p.u32(f+field), false); err != nil {
				return err
			}
		}
		if err := need(p.u32(f+funcStack), true); err != nil {
			return err
		}
		for j := range further {
			if err := need(p.u32(f+funcSize+4*j), j != unsafePoints); err != nil {
				return err
			}
		}
		for _, field := range []int{funcFile, funcLine, funcUnit, funcFirst} {
			p.clear32(f + field)
		}
		if further > unsafePoints {
			p.clear32(f + funcSize + 4*unsafePoints)
		}
	}

	clear(p.data[units:tables])
	for i, b := range needed {
		if !b {
			p.data[tables+i] = 0
		}
	}
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
