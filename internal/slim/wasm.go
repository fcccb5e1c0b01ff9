package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// program is a program compiled to WebAssembly.
type program struct {
	sections  []section
	functions int
	names     []string // of the functions in Go's table, once dropIndex has read it
	indexed   *program // the program before dropIndex

	memory memory
	zeros  int // longest run of zeros that is written out; longer ones are left out, as memory is zero at first
}

// section is a part of a wasm file. The body of the data section is the program's memory.
type section struct {
	id   byte
	body []byte
}

// memory is the initial content of a program's memory, from an address on.
type memory struct {
	address int
	data    []byte
}

// The parts of the format that are used here, see WebAssembly Core Specification, chapter 5.
const (
	head = "\x00asm\x01\x00\x00\x00"

	customSection = 0
	codeSection   = 10
	dataSection   = 11

	i32Const = 0x41
	end      = 0x0b
)

// readProgram reads a wasm file without its custom sections.
func readProgram(wasm []byte) (*program, error) {
	if !bytes.HasPrefix(wasm, []byte(head)) {
		return nil, errors.New("slim: this is not a wasm file")
	}
	p := &program{zeros: 7} // as Go's linker does it
	r := reader{data: wasm[len(head):]}
	for len(r.data) > 0 {
		s := section{id: r.byte()}
		s.body = r.bytes(r.number())
		switch s.id {
		case customSection:
			continue
		case codeSection:
			code := reader{data: s.body}
			p.functions = code.number()
		case dataSection:
			var err error
			if p.memory, err = readMemory(s.body); err != nil {
				return nil, err
			}
			s.body = nil
		}
		p.sections = append(p.sections, s)
	}
	return p, r.err
}

// bytes is the wasm file.
func (p *program) bytes() []byte {
	out := []byte(head)
	for _, s := range p.sections {
		if s.id == dataSection {
			s.body = p.memory.segments(p.zeros)
		}
		out = append(out, s.id)
		out = binary.AppendUvarint(out, uint64(len(s.body)))
		out = append(out, s.body...)
	}
	return out
}

// readMemory reads the segments of a data section.
func readMemory(body []byte) (memory, error) {
	type segment struct {
		address int
		data    []byte
	}
	r := reader{data: body}
	var segments []segment
	for range r.number() {
		index, op, address, last := r.number(), r.byte(), r.signed(32), r.byte()
		if index != 0 || op != i32Const || last != end {
			return memory{}, errors.New("slim: a segment of data is not placed by a constant")
		}
		segments = append(segments, segment{address, r.bytes(r.number())})
		if r.err != nil {
			return memory{}, r.err
		}
	}
	slices.SortFunc(segments, func(a, b segment) int { return a.address - b.address })
	var m memory
	for i, s := range segments {
		if i == 0 {
			m.address = s.address
		}
		gap := s.address - m.address - len(m.data)
		if gap < 0 || gap > 1<<24 {
			return memory{}, fmt.Errorf("slim: the segment of data for %d lies %d bytes after the one before", s.address, gap)
		}
		m.data = append(append(m.data, make([]byte, gap)...), s.data...)
	}
	return m, nil
}

// segments is a data section for the memory, without runs of more zeros than given.
func (m memory) segments(zeros int) []byte {
	var out []byte
	count := 0
	for at := 0; at < len(m.data); {
		if m.data[at] == 0 {
			at++
			continue
		}
		from, to := at, at // to: after the last byte that is not zero
		for ; at < len(m.data) && at-to <= zeros; at++ {
			if m.data[at] != 0 {
				to = at + 1
			}
		}
		count++
		out = append(out, 0, i32Const)
		out = appendSigned(out, m.address+from)
		out = append(out, end)
		out = binary.AppendUvarint(out, uint64(to-from))
		out = append(out, m.data[from:to]...)
	}
	return append(binary.AppendUvarint(nil, uint64(count)), out...)
}

// appendSigned appends a number in signed LEB128.
func appendSigned(out []byte, n int) []byte {
	for n < -64 || n > 63 {
		out = append(out, byte(n)|0x80)
		n >>= 7
	}
	return append(out, byte(n)&0x7f)
}

// reader reads the numbers and bytes of a wasm file. After an error all are zero.
type reader struct {
	data []byte
	err  error
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.data, r.err = nil, errors.New("slim: the wasm file ends too early")
		return nil
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads an unsigned LEB128 of 32 bits.
func (r *reader) number() int {
	n, size := binary.Uvarint(r.data)
	if size <= 0 || n >= 1<<32 {
		r.bytes(-1)
		return 0
	}
	r.bytes(size)
	return int(n)
}

// count reads the number of entries that follow, each of a byte at least.
func (r *reader) count() int {
	n := r.number()
	if n > len(r.data) {
		r.bytes(-1)
		return 0
	}
	return n
}

// signed reads a signed LEB128 of 32 or 64 bits.
func (r *reader) signed(bits int) int {
	n := 0
	for shift := 0; shift < bits+3; shift += 7 {
		b := r.byte()
		n |= int(b&0x7f) << shift
		if b&0x80 == 0 {
			if b&0x40 != 0 && shift+7 < 64 {
				n |= -1 << (shift + 7)
			}
			return n
		}
	}
	r.bytes(-1)
	return 0
}
