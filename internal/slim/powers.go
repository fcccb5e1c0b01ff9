package slim

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/big"
	"math/bits"
)

// Package strconv, which the runtime prints numbers with, has a table of the powers of ten that a number may
// have, each as its first 128 bits: internal/strconv/pow10tab.go. Each is ten times the one before, so the
// program can compute them, with some bits more.

const (
	firstPower = -348
	powers     = 347 - firstPower + 1
)

// mantissa is the first bits of a number. The first word has its highest bit set.
type mantissa [3]uint64

// startOfPowers is where to start. As next cuts off bits, this is a little more than the first power: so much that
// all numbers stay above the powers.
func startOfPowers() mantissa {
	first := new(big.Int).Exp(big.NewInt(10), big.NewInt(-firstPower), nil)
	scale := new(big.Int).Lsh(big.NewInt(1), uint(first.BitLen()-1+3*64))
	first.Div(scale, first).Add(first, big.NewInt(1<<12))
	var b [3 * 8]byte
	first.FillBytes(b[:])
	return mantissa{binary.BigEndian.Uint64(b[:]), binary.BigEndian.Uint64(b[8:]), binary.BigEndian.Uint64(b[16:])}
}

// next is ten times the number.
func (m mantissa) next() mantissa {
	// 10/8 is 1 + 1/4
	low, carry := bits.Add64(m[2], m[2]>>2|m[1]<<62, 0)
	middle, carry := bits.Add64(m[1], m[1]>>2|m[0]<<62, carry)
	high, carry := bits.Add64(m[0], m[0]>>2, carry)
	if carry == 0 {
		return mantissa{high, middle, low}
	}
	return mantissa{high>>1 | 1<<63, middle>>1 | high<<63, low>>1 | middle<<63}
}

// powersTable is the table.
func powersTable() []byte {
	var table []byte
	m := startOfPowers()
	for range powers {
		table = binary.LittleEndian.AppendUint64(table, m[0])
		table = binary.LittleEndian.AppendUint64(table, m[1])
		m = m.next()
	}
	return table
}

// dropPowers leaves out the table, which the program computes at its start.
func dropPowers(p *program) error {
	table := powersTable()
	at := bytes.Index(p.memory.data, table)
	if at < 0 {
		return errors.New("there is no table of powers of ten: has Go's strconv changed? (see powers.go)")
	}
	clear(p.memory.data[at : at+len(table)])
	start := startOfPowers()
	return p.atStart(7, i64Type, func(local int) []byte {
		const (
			high = iota
			middle
			low
			carry
			part // of what is added
			sum
			entry // address
		)
		a := assembler{first: local}
		a.constant64(int64(start[0])).set(high)
		a.constant64(int64(start[1])).set(middle)
		a.constant64(int64(start[2])).set(low)
		a.constant64(int64(p.memory.address + at)).set(entry)
		a.loop()
		a.get(entry).op(i32WrapI64).get(high).store64(0)
		a.get(entry).op(i32WrapI64).get(middle).store64(8)
		// add adds to a word its quarter, with the lowest bits of the word above it, and sets carry.
		add := func(word, above int) {
			a.get(word).constant64(2).op(i64ShrU)
			if above >= 0 {
				a.get(above).constant64(62).op(i64Shl).op(i64Or)
			}
			a.set(part)
			a.get(word).get(part).op(i64Add).get(carry).op(i64Add).set(sum)
			// there is a carry if the sum is less than a term; or the same, with a carry
			a.get(sum).get(part).op(i64LtU)
			a.get(sum).get(part).op(i64Eq).get(carry).op(i32WrapI64).op(i32And).op(i32Or).op(i64ExtendI32U).set(carry)
			a.get(sum).set(word)
		}
		a.constant64(0).set(carry)
		add(low, middle)
		add(middle, high)
		add(high, -1)
		// if there is a carry, it becomes the highest bit, and the others move to the right
		a.block()
		a.get(carry).op(i64Eqz).leave()
		a.get(low).constant64(1).op(i64ShrU).get(middle).constant64(63).op(i64Shl).op(i64Or).set(low)
		a.get(middle).constant64(1).op(i64ShrU).get(high).constant64(63).op(i64Shl).op(i64Or).set(middle)
		a.get(high).constant64(1).op(i64ShrU).constant64(-1 << 63).op(i64Or).set(high)
		a.close()
		a.get(entry).constant64(16).op(i64Add).tee(entry)
		a.constant64(int64(p.memory.address + at + len(table))).op(i64Ne).again()
		return a.code
	})
}

// constant64 is i64.const.
func (a *assembler) constant64(n int64) *assembler {
	a.code = appendSigned(append(a.code, i64Const), int(n))
	return a
}

func (a *assembler) store64(offset int) *assembler { return a.access(i64Store, 3, offset) }

const (
	i64Type  = 0x7e
	i64Store = 0x37
	i64Eqz   = 0x50
	i64Eq    = 0x51
	i64Ne    = 0x52
	i64LtU   = 0x54
	i32Or    = 0x72
	i64Or    = 0x84
	i64Shl   = 0x86
	i64ShrU  = 0x88
)
