package slim

import (
	"fmt"
	"math"
)

// Go computes addresses with 64 bits, and uses 32 of them:
//
//	X, i64.extend_i32_u, i64.const K, i64.add, i32.wrap_i64     X is mostly SP
//
// The low half of a sum depends on the low halves of its terms only, so this is
//
//	X, i32.const K, i32.add
//
// If X is SP and K is not negative, and the address is that of a load or store, K is added to the offset that
// each of them has. This makes a difference only if SP+K is 4 GiB or more: memory's sum has 33 bits.
// It never is, as SP+K is an address within the frame of the function or of its caller, on the stack.

// foldAddresses shortens the computation of addresses. It returns how many it found in all, and how many
// of these went into an offset.
func foldAddresses(f *body) (found, offsets int) {
	in := f.code
	var out []instruction
	folded := map[int]int{} // what to add to the offset of the load or store at this place
	for at := 0; at < len(in); at++ {
		if k, ok := folded[at]; ok {
			out = append(out, in[at].at(in[at].offset()+k))
			continue
		}
		if at+3 >= len(in) || !in[at].is(i64ExtendI32U) || !in[at+1].is(i64Const) || !in[at+2].is(i64Add) || !in[at+3].is(i32WrapI64) {
			out = append(out, in[at])
			continue
		}
		found++
		k := in[at+1].number()
		at += 3
		if in[at-4].is(localGet, localSP) && k >= 0 {
			if user := addressUser(in, at+1); user > 0 && in[user].offset()+k <= math.MaxInt32 {
				folded[user] = k
				offsets++
				continue
			}
		}
		out = append(out, constant(int32(k)), op(i32Add))
	}
	f.code = out
	return found, offsets
}

// addressUser is the place of the load or store, from place at on, whose address is the value on top of
// the stack, or 0 if something else takes that value, or if it is not found.
func addressUser(code []instruction, at int) int {
	above := 0 // values on the stack above it
	for ; at < len(code); at++ {
		takes, puts, ok := code[at].effect()
		if !ok {
			return 0
		}
		if takes > above {
			if code[at].isLoad() && above == 0 || code[at].isStore() && above == 1 {
				return at
			}
			return 0
		}
		above += puts - takes
	}
	return 0
}

// shortenAddresses is foldAddresses for the program.
func shortenAddresses(p *program) error {
	found, offsets, functions := 0, 0, 0
	err := p.rewriteCode(func(f *body) {
		n, m := foldAddresses(f)
		found, offsets, functions = found+n, offsets+m, functions+1
	})
	if err == nil && (found < functions || offsets == 0) {
		err = fmt.Errorf("%d functions compute %d addresses, %d of them for a load or store", functions, found, offsets)
	}
	return err
}
