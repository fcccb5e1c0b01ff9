package slim

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Passes over the code (code*.go) read each function into instructions, replace some of them, and
// write it again. Each depends on the instructions that Go's compiler makes of a function, see
// cmd/internal/obj/wasm/wasmobj.go and cmd/compile/internal/wasm/ssa.go in Go's source; a function
// of another form is left as it is.

// body is a function's code. The last instruction ends it.
type body struct {
	index  int    // of the function, without imported ones
	isGo   bool   // it follows Go's calling convention: takes PC_B, returns whether to unwind, and copies SP
	locals []byte // their declaration
	code   []instruction
}

// instruction is an instruction with its operands, as in the file.
type instruction string

// The instructions of WebAssembly that passes look at, see its specification, chapter 5.4. More of them
// are in start.go.
const (
	unreachable   = 0x00
	block         = 0x02
	ifThen        = 0x04
	br            = 0x0c
	brTable       = 0x0e
	returnNow     = 0x0f
	call          = 0x10
	callIndirect  = 0x11
	globalGet     = 0x23
	globalSet     = 0x24
	firstLoad     = 0x28
	lastLoad      = 0x35
	firstStore    = 0x36
	lastStore     = 0x3e
	i64Const      = 0x42
	f32Const      = 0x43
	f64Const      = 0x44
	i32Eqz        = 0x45
	i64Add        = 0x7c
	i32WrapI64    = 0xa7
	i64ExtendI32U = 0xad
	prefix        = 0xfc
)

// The registers of a Go function that are locals of fixed number, and the global behind SP.
const (
	localPC  = 0 // PC_B, where in the function to resume
	localSP  = 1
	globalSP = 0
)

// op is an instruction without operands.
func op(code byte, operands ...int) instruction {
	b := []byte{code}
	for _, n := range operands {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return instruction(b)
}

// constant is i32.const.
func constant(n int32) instruction { return instruction(appendSigned([]byte{i32Const}, int(n))) }

// is reports whether an instruction is this one, with these operands or with any.
func (i instruction) is(code byte, operands ...int) bool {
	if i[0] != code || len(operands) == 0 {
		return i[0] == code
	}
	r := reader{data: []byte(i[1:])}
	for _, n := range operands {
		if r.number() != n {
			return false
		}
	}
	return len(r.data) == 0
}

// number is the first operand: an index, the depth of a branch, or the value of a constant of 32 or
// 64 bits.
func (i instruction) number() int {
	r := reader{data: []byte(i[1:])}
	if i[0] == i32Const || i[0] == i64Const {
		return r.signed(64)
	}
	return r.number()
}

// table is the depths of br_table; the last is for all other values.
func (i instruction) table() []int {
	r := reader{data: []byte(i[1:])}
	depths := make([]int, r.number()+1)
	for n := range depths {
		depths[n] = r.number()
	}
	return depths
}

func (i instruction) isLoad() bool  { return firstLoad <= i[0] && i[0] <= lastLoad }
func (i instruction) isStore() bool { return firstStore <= i[0] && i[0] <= lastStore }

// offset is a load's or store's.
func (i instruction) offset() int { return instruction(i[1:]).number() }

// at is a load or store with another offset.
func (i instruction) at(offset int) instruction { return op(i[0], i.number(), offset) }

// effect is the number of values that an instruction takes from the stack and puts onto it; not ok
// for calls and those that decide where to continue.
func (i instruction) effect() (takes, puts int, ok bool) {
	switch c := i[0]; {
	case c == localGet, c == globalGet, i32Const <= c && c <= f64Const, c == 0x3f: // memory.size
		return 0, 1, true
	case c == localSet, c == globalSet, c == 0x1a: // drop
		return 1, 0, true
	case c == 0x1b: // select
		return 3, 1, true
	case c == localTee, i.isLoad(), c == 0x40: // memory.grow
		return 1, 1, true
	case i.isStore():
		return 2, 0, true
	case c == i32Eqz, c == 0x50, // i64.eqz
		0x67 <= c && c <= 0x69, 0x79 <= c && c <= 0x7b, // clz, ctz, popcnt
		0x8b <= c && c <= 0x91, 0x99 <= c && c <= 0x9f, // abs to sqrt
		0xa7 <= c && c <= 0xc4: // conversions
		return 1, 1, true
	case 0x46 <= c && c <= 0xa6: // comparisons, arithmetic
		return 2, 1, true
	case c == prefix && i[1] <= 7: // truncations
		return 1, 1, true
	case c == prefix: // memory.copy, memory.fill
		return 3, 0, true
	}
	return 0, 0, false
}

// instruction reads an instruction of those that Go's compiler knows.
func (r *reader) instruction() instruction {
	before := r.data
	switch c := r.byte(); {
	case c == block, c == loop, c == ifThen:
		r.byte() // no result, or a type
	case c == br, c == brIf, c == call, localGet <= c && c <= globalSet:
		r.number()
	case c == brTable:
		for range r.number() + 1 {
			r.number()
			if r.err != nil {
				break
			}
		}
	case c == callIndirect:
		r.number()
		r.byte() // table
	case firstLoad <= c && c <= lastStore:
		r.number() // alignment
		r.number()
	case c == 0x3f, c == 0x40: // memory.size, memory.grow
		r.byte()
	case c == i32Const, c == i64Const:
		r.signed(64)
	case c == f32Const:
		r.bytes(4)
	case c == f64Const:
		r.bytes(8)
	case c == prefix:
		switch c := r.byte(); {
		case c <= 7: // truncations
		case c == 10: // memory.copy
			r.bytes(2)
		case c == 11: // memory.fill
			r.byte()
		default:
			r.fail(fmt.Errorf("slim: instruction fc %02x is unknown", c))
		}
	case c <= 1, c == 0x05, c == end, c == returnNow, c == 0x1a, c == 0x1b, // nop, else, drop, select
		0x45 <= c && c <= 0xc4: // arithmetic
	default:
		r.fail(fmt.Errorf("slim: instruction %02x is unknown", c))
	}
	return instruction(before[:len(before)-len(r.data)])
}

// readBody reads a function's entry in the code section.
func readBody(code []byte) (body, error) {
	r := reader{data: code}
	for range r.number() { // groups of locals
		r.number()
		r.byte()
		if r.err != nil {
			return body{}, r.err
		}
	}
	f := body{locals: code[:len(code)-len(r.data)]}
	depth := 1
	for len(r.data) > 0 && depth > 0 {
		i := r.instruction()
		if r.err != nil {
			return body{}, r.err
		}
		switch i[0] {
		case block, loop, ifThen:
			depth++
		case end:
			depth--
		}
		f.code = append(f.code, i)
	}
	if depth > 0 || len(r.data) > 0 {
		return body{}, errors.New("slim: a function does not end where its code does")
	}
	return f, nil
}

// bytes is the function's entry in the code section.
func (f body) bytes() []byte {
	out := append([]byte(nil), f.locals...)
	for _, i := range f.code {
		out = append(out, i...)
	}
	return out
}

// copiesSP reports whether the function begins with a copy of the global SP to its first local, an i32.
func (f body) copiesSP() bool {
	r := reader{data: f.locals}
	groups, count, first := r.number(), r.number(), r.byte()
	return groups > 0 && count > 0 && first == 0x7f && len(f.code) > 2 &&
		f.code[0].is(globalGet, globalSP) && f.code[1].is(localSet, localSP)
}

// bodies reads the code of all functions.
func (p *program) bodies() ([]body, error) {
	goTypes, err := p.goTypes()
	if err != nil {
		return nil, err
	}
	for _, s := range p.sections {
		if s.id != codeSection {
			continue
		}
		r := reader{data: s.body}
		if r.number() != len(goTypes) {
			return nil, fmt.Errorf("slim: %d functions have a type, but not code", len(goTypes))
		}
		bodies := make([]body, len(goTypes))
		for i := range bodies {
			entry := r.bytes(r.number())
			if r.err != nil {
				return nil, r.err
			}
			if bodies[i], err = readBody(entry); err != nil {
				return nil, fmt.Errorf("%w (function %d)", err, i)
			}
			bodies[i].index = i
			bodies[i].isGo = goTypes[i] && bodies[i].copiesSP()
		}
		return bodies, nil
	}
	return nil, errors.New("slim: there is no code")
}

// rewriteCode calls rewrite for each function that follows Go's calling convention.
func (p *program) rewriteCode(rewrite func(f *body)) error {
	bodies, err := p.bodies()
	if err != nil {
		return err
	}
	for i := range bodies {
		if f := &bodies[i]; f.isGo {
			rewrite(f)
		}
	}
	for i := range p.sections {
		if p.sections[i].id == codeSection {
			p.sections[i].body = codeOf(bodies)
		}
	}
	return nil
}

// codeOf is a code section.
func codeOf(bodies []body) []byte {
	out := binary.AppendUvarint(nil, uint64(len(bodies)))
	for _, f := range bodies {
		entry := f.bytes()
		out = append(binary.AppendUvarint(out, uint64(len(entry))), entry...)
	}
	return out
}

// goTypes reports for each function whether it is of type (i32) -> (i32).
func (p *program) goTypes() ([]bool, error) {
	var types []bool
	var functions []bool
	for _, s := range p.sections {
		r := reader{data: s.body}
		switch s.id {
		case typeSection:
			for range r.number() {
				r.byte() // function
				takes := r.bytes(r.number())
				gives := r.bytes(r.number())
				if r.err != nil {
					return nil, r.err
				}
				types = append(types, string(takes) == "\x7f" && string(gives) == "\x7f")
			}
		case functionSection:
			for range r.number() {
				t := r.number()
				if r.err != nil || t >= len(types) {
					return nil, errors.New("slim: a function has no type")
				}
				functions = append(functions, types[t])
			}
		}
	}
	return functions, nil
}

const (
	typeSection     = 1
	functionSection = 3
)

// fail ends reading with an error.
func (r *reader) fail(err error) {
	r.data, r.err = nil, err
}
