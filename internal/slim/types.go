package slim

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A program has a description of each type that it uses with interfaces, maps, channels, or that it allocates: see
// internal/abi/type.go in Go's source. Much of it is for package reflect alone. This file finds the types, and
// leaves out what nothing reads in a program without that package.

// Fields of moduledata, by offset; further ones are in pclntab.go.
const (
	moduleTypes    = 296
	moduleTypesEnd = 304
	moduleLinks    = 360 // slice of the types that package reflect looks for by their names
)

// Fields of a type, by offset. Addresses and sizes have 8 bytes, what is relative to the start of the types 4.
const (
	typeSize     = 0
	typePointers = 8 // size of the part that has pointers
	typeHash     = 16
	typeFlags    = 20
	typeAlign    = 21
	typeKind     = 23
	typeName     = 40
	typePointer  = 44 // the type of pointers to it
	typeCommon   = 48 // size of what all types have

	hasMethods = 1 // flags
	starBefore = 2 // the name has a star before it that is not its own
	isNamed    = 4

	kindArray     = 17
	kindChan      = 18
	kindFunc      = 19
	kindInterface = 20
	kindMap       = 21
	kindPointer   = 22
	kindSlice     = 23
	kindStruct    = 25
	kinds         = 26

	// a func: numbers of parameters and results; these are addresses after the type and its methods' head
	funcIn  = 48
	funcOut = 50
	// an interface or a struct: the address of a package's path, and a slice
	typePackage = 48
	typeParts   = 56
	fieldSize   = 24 // its name, its type, its place
	imethodSize = 8  // its name and type, relative

	// head of methods
	methodsPackage = 0
	methodsCount   = 4
	methodsStart   = 8 // from the head on
	methodsHead    = 16
	methodSize     = 16 // name, type, code for interfaces, code for others
	methodType     = 4
	methodCode     = 12
)

// kindSize is the size of what types of a kind have beyond what all have.
var kindSize = map[byte]int{kindArray: 24, kindChan: 16, kindFunc: 8, kindInterface: 32, kindMap: 64, kindPointer: 8, kindSlice: 8, kindStruct: 32}

// kindStart is how the names of unnamed types of a kind begin.
var kindStart = map[byte]string{kindArray: "[", kindFunc: "func(", kindInterface: "interface {", kindMap: "map[", kindPointer: "*", kindSlice: "[]", kindStruct: "struct {"}

// typeTable is a program's types, by address.
type typeTable struct {
	memory
	from, to int             // their addresses
	types    map[int]*goType // by address
	links    part            // of the memory
}

// goType is a type. Its parts are of addresses.
type goType struct {
	end     int // after it
	kind    byte
	parts   part // of a func, interface or struct
	methods part // without their head
	head    int  // address, or 0 if it has no methods
}

// typeString is a name with what lies before and after it.
type typeString struct {
	text string
	size int
}

func (m memory) u16(at int) int { return int(m.data[at-m.address]) | int(m.data[at-m.address+1])<<8 }
func (m memory) u32(at int) int { return int(u32(m.data, at-m.address)) }
func (m memory) u64(at int) int { return u64(m.data, at-m.address) }
func (m memory) clear(at, size int) {
	clear(m.data[at-m.address : at-m.address+size])
}

// readTypes finds the types. Each lies at a multiple of 32, and all that one refers to must be types.
func readTypes(p *program, t *pclntab) (*typeTable, error) {
	module := p.memory.address + t.module
	tt := &typeTable{memory: p.memory, types: map[int]*goType{}}
	tt.from, tt.to = tt.u64(module+moduleTypes), tt.u64(module+moduleTypesEnd)
	links, count := tt.u64(module+moduleLinks), tt.u64(module+moduleLinks+8)
	tt.links = part{links - tt.address, links - tt.address + 4*count}
	if end := tt.address + len(tt.data); tt.from < tt.address-32 || tt.to < tt.from || tt.to > end || count < 0 || links < tt.address || links+4*count > end {
		return nil, errors.New("moduledata has other fields")
	}
	for at := align(max(tt.from, tt.address), 32); at+typeCommon < tt.to; at += 32 {
		if found := tt.read(at); found != nil {
			tt.types[at] = found
		}
	}
	for i := range count {
		if at := tt.from + tt.u32(links+4*i); tt.types[at] == nil {
			return nil, fmt.Errorf("there is no type at %d", at)
		}
	}
	for at, found := range tt.types {
		for other := range tt.refersTo(at, found) {
			if tt.types[other] == nil {
				return nil, fmt.Errorf("the type at %d refers to one at %d that is not there", at, other)
			}
		}
	}
	if len(tt.types) < count || count == 0 {
		return nil, fmt.Errorf("there are %d types, and links to %d", len(tt.types), count)
	}
	return tt, nil
}

// name reads a name.
func (tt *typeTable) name(at int) (typeString, bool) {
	const hasTag, hasPackage = 2, 4
	if at < max(tt.from, tt.address) || at >= tt.to {
		return typeString{}, false
	}
	r := reader{data: tt.data[at-tt.address:]}
	before := len(r.data)
	flags := r.byte()
	text := string(r.bytes(r.number()))
	if flags&hasTag != 0 {
		r.bytes(r.number())
	}
	if flags&hasPackage != 0 {
		r.bytes(4)
	}
	return typeString{text, before - len(r.data)}, r.err == nil && flags < 32
}

// read reads the type at an address, or returns nil if there seems to be none.
func (tt *typeTable) read(at int) *goType {
	b := tt.data[at-tt.address:]
	kind, flags := b[typeKind], b[typeFlags]
	if kind == 0 || kind > kinds || flags >= 64 || b[typeAlign] > 8 || b[typeAlign] != b[typeAlign+1] ||
		tt.u64(at+typeSize) < tt.u64(at+typePointers) || tt.u64(at+typePointers) < 0 {
		return nil
	}
	name, ok := tt.name(tt.from + tt.u32(at+typeName))
	if flags&starBefore != 0 {
		name.text, ok = strings.CutPrefix(name.text, "*")
	}
	// of types that the compiler makes for maps, some have names without being named
	start := strings.TrimPrefix(name.text, "noalg.")
	if !ok || start == "" || flags&isNamed == 0 && !strings.HasPrefix(start, kindStart[kind]) && !strings.HasPrefix(start, "map.group[") {
		return nil
	}
	end := at + typeCommon + kindSize[kind]
	found := &goType{kind: kind}
	if flags&hasMethods != 0 {
		found.head = end
		end += methodsHead
	}
	switch kind {
	case kindFunc:
		n := tt.u16(at+funcIn) + tt.u16(at+funcOut)&0x7fff // the highest bit says that it is variadic
		found.parts = part{end, end + n*8}
		end = found.parts.to
	case kindInterface, kindStruct:
		size := map[byte]int{kindInterface: imethodSize, kindStruct: fieldSize}[kind]
		n := tt.u64(at + typeParts + 8)
		if n < 0 || n > 1<<12 || n > 0 && tt.u64(at+typeParts) != end {
			return nil
		}
		found.parts = part{end, end + n*size}
		end += n * size
	}
	if found.head > 0 {
		n := tt.u16(found.head + methodsCount)
		if n > 0 && found.head+tt.u32(found.head+methodsStart) != end {
			return nil
		}
		found.methods = part{end, end + n*methodSize}
		end += n * methodSize
	}
	if end > tt.to {
		return nil
	}
	found.end = end
	return found
}

// refersTo iterates over the addresses of the types that a type refers to.
func (tt *typeTable) refersTo(at int, found *goType) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		var others []int
		from := at + typeCommon
		switch found.kind {
		case kindArray: // its element, and slices of that
			others = append(others, tt.u64(from), tt.u64(from+8))
		case kindChan, kindPointer, kindSlice: // its element
			others = append(others, tt.u64(from))
		case kindMap: // its key, element, and group of these
			others = append(others, tt.u64(from), tt.u64(from+8), tt.u64(from+16))
		case kindFunc:
			for parameter := range tt.each(found.parts, 8) {
				others = append(others, tt.u64(parameter))
			}
		case kindInterface:
			for method := range tt.each(found.parts, imethodSize) {
				others = append(others, tt.from+tt.u32(method+4))
			}
		case kindStruct:
			for field := range tt.each(found.parts, fieldSize) {
				others = append(others, tt.u64(field+8))
			}
		}
		for method := range tt.each(found.methods, methodSize) {
			if other := tt.u32(method + methodType); other != 0 && other != noData { // some are never called
				others = append(others, tt.from+other)
			}
		}
		for _, other := range others {
			if !yield(other) {
				return
			}
		}
	}
}

// each iterates over the addresses of things of a size.
func (tt *typeTable) each(p part, size int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for at := p.from; at < p.to; at += size {
			if !yield(at) {
				return
			}
		}
	}
}

// namesOf is where a type has the addresses of its fields' names, without blank ones, as "_" is not hashed; and
// the addresses of its other names.
func (tt *typeTable) namesOf(at int, found *goType) (fields, others []int) {
	others = append(others, tt.from+tt.u32(at+typeName))
	switch found.kind {
	case kindInterface:
		others = append(others, tt.u64(at+typePackage))
		for method := range tt.each(found.parts, imethodSize) {
			others = append(others, tt.from+tt.u32(method))
		}
	case kindStruct:
		others = append(others, tt.u64(at+typePackage))
		for field := range tt.each(found.parts, fieldSize) {
			if name, ok := tt.name(tt.u64(field)); !ok || name.text == "_" {
				others = append(others, tt.u64(field))
			} else {
				fields = append(fields, field)
			}
		}
	}
	if found.head > 0 {
		others = append(others, tt.from+tt.u32(found.head+methodsPackage))
	}
	for method := range tt.each(found.methods, methodSize) {
		others = append(others, tt.from+tt.u32(method))
	}
	return fields, others
}

// unused are the addresses of types that neither code, with these constants, nor data refer to.
func (tt *typeTable) unused(constants map[int]bool) []int {
	all := slices.Sorted(maps.Keys(tt.types))
	used := map[int]bool{}
	var use func(address int)
	use = func(address int) {
		i, exact := slices.BinarySearch(all, address)
		if !exact {
			i--
		}
		if i < 0 || used[all[i]] || address >= tt.types[all[i]].end {
			return
		}
		used[all[i]] = true
		for other := range tt.refersTo(all[i], tt.types[all[i]]) {
			use(other)
		}
	}
	for constant := range constants {
		use(constant)
	}
	for at := align(tt.address, 8); at+8 <= tt.address+len(tt.data); at += 8 {
		if i, exact := slices.BinarySearch(all, at); exact {
			at = align(tt.types[all[i]].end, 8) - 8
		} else {
			use(tt.u64(at))
		}
	}
	return slices.DeleteFunc(all, func(at int) bool { return used[at] })
}

// readsTypes are starts of the names of functions that read what dropReflection leaves out.
var readsTypes = []string{"reflect.", "internal/reflectlite.haveIdenticalUnderlyingType"}

// dropReflection leaves out what only package reflect reads of types, in programs without it: the names of fields,
// how to call a method without an interface, which type is the pointer to another one, and a list of types; then
// also the types that nothing else refers to.
//
// The hash of a type is for type switches, which compare it with constants, and for the runtime's tables of which
// type has which interface: a byte is enough for these, and types without methods are in none.
func dropReflection(p *program) error {
	t, err := readFunctions(p)
	if err != nil {
		return err
	}
	tt, err := readTypes(p, t)
	if err != nil {
		return fmt.Errorf("the types are not as expected: %w: has Go's format changed? (see types.go)", err)
	}
	for name := range maps.Values(t.names) {
		if slices.ContainsFunc(readsTypes, func(start string) bool { return strings.HasPrefix(name, start) }) {
			return nil
		}
	}
	bodies, err := p.bodies()
	if err != nil {
		return err
	}
	constants := map[int]bool{} // in the code
	for _, f := range bodies {
		for _, in := range f.code {
			if in.is(i32Const) || in.is(i64Const) {
				constants[in.number()&(1<<32-1)] = true
			}
		}
	}
	dropped, kept := map[int]bool{}, map[int]bool{} // addresses of names
	for _, at := range tt.unused(constants) {
		found := tt.types[at]
		fields, others := tt.namesOf(at, found)
		for _, field := range fields {
			dropped[tt.u64(field)] = true
		}
		for _, name := range others {
			dropped[name] = true
		}
		tt.clear(at, found.end-at)
		delete(tt.types, at)
	}
	for at, found := range tt.types {
		fields, others := tt.namesOf(at, found)
		for _, field := range fields {
			dropped[tt.u64(field)] = true
			tt.clear(field, 8)
		}
		for _, name := range others {
			kept[name] = true
		}
		for method := range tt.each(found.methods, methodSize) {
			tt.clear(method+methodCode, 4)
		}
		tt.clear(at+typePointer, 4)
		if !constants[tt.u32(at+typeHash)] {
			if found.head == 0 {
				tt.clear(at+typeHash, 4)
			} else {
				tt.clear(at+typeHash+1, 3)
			}
		}
	}
	for at := range dropped {
		if name, ok := tt.name(at); ok && !kept[at] {
			tt.clear(at, name.size)
		}
	}
	clear(tt.links.of(tt.data))
	return nil
}
