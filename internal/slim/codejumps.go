package slim

import (
	"fmt"
	"slices"
)

// A Go function with jumps looks like this (wasmobj.go, end of preprocess):
//
//	block                     if it calls: the unwinding exit, see codeunwind.go
//	  loop
//	    block … block         one more than there are resume points
//	      local.get PC_B
//	      br_table            for each PC_B, the block after whose end to continue
//	    end
//	    …                     code up to the first resume point
//	    end
//	    …                     code up to the second one, and so on
//	  end
//	  unreachable
//	end
//	i32.const 1
//
// A jump sets PC_B and goes back to the loop, and from there through the table:
//
//	i32.const T, local.set PC_B, br LOOP
//
// If the block of T is still open, which it is for all jumps forward, a branch out of that block
// continues at the same instruction. Then PC_B keeps an old value. That makes no difference: nothing
// reads it but the table, which is reached only from above, with the function's parameter, or by a
// jump that has just set it; and calls through a pointer, which have just set it to the pointer.
// directJumps checks that this is all, and leaves the function as it is if not.
//
// A conditional jump is one in an if of its own; br_if does the same. For a jump back, PC_B is then set
// before the condition is examined, which makes no difference either.
//
// Where no jumps back are left, there is no loop either.

// directJumps makes jumps forward direct. It returns the number of jumps forward and of all.
func directJumps(f *body) (forward, all int) {
	loopAt := 2 // after the copy of SP
	if f.code[loopAt].is(block, noResult) {
		loopAt++
	}
	if !f.code[loopAt].is(loop, noResult) {
		return 0, 0
	}
	blocks := f.blocks(loopAt + 1)
	if blocks == 0 {
		return 0, 0
	}
	at := loopAt + 1 + blocks
	table := f.code[at+1].table()
	at += 3 // after the first block's end

	out := f.code[:at:at]
	ended := 1  // blocks
	nested := 0 // ifs, and blocks and loops of assembly functions
	for ; ended <= blocks; at++ {
		in := f.code[at]
		toLoop := nested + blocks - ended // depth of a branch to it
		switch in[0] {
		case ifThen:
			if j := f.code[at+1:]; isJump(j, toLoop+1) && j[3].is(end) {
				all++
				if target := blockOf(table, j[0].number()); target >= ended {
					forward++
					out = append(out, op(brIf, nested+target-ended))
				} else {
					out = append(out, j[0], j[1], op(brIf, toLoop))
				}
				at += 4
				continue
			}
			nested++
		case i32Const:
			if j := f.code[at:]; isJump(j, toLoop) {
				all++
				if target := blockOf(table, in.number()); target >= ended {
					forward++
					out = append(out, op(br, nested+target-ended))
				} else {
					out = append(out, j[:3]...)
				}
				at += 2
				continue
			}
		case block, loop:
			nested++
		case end:
			if nested > 0 {
				nested--
			} else {
				ended++ // at last, it is the loop's
			}
		case br, brIf:
			if in.number() == toLoop {
				return 0, 0
			}
		case brTable:
			return 0, 0
		case localGet, localTee:
			if in.number() == localPC && !(f.code[at-1].is(i32Const, 0) && f.code[at-2].is(localSet, localPC)) {
				return 0, 0
			}
		}
		out = append(out, in)
	}
	for _, in := range f.code[at:] {
		if in.is(localGet, localPC) {
			return 0, 0
		}
	}
	f.code = append(out, f.code[at:]...)
	f.dissolve(loopAt)
	return forward, all
}

// blocks is the number of blocks that begin from place at on, and that a table on PC_B, after them,
// leads out of; or 0.
func (f *body) blocks(at int) int {
	count := 0
	for f.code[at+count].is(block, noResult) {
		count++
	}
	if code := f.code[at+count:]; len(code) < 3 || !code[0].is(localGet, localPC) || !code[1].is(brTable) || !code[2].is(end) {
		return 0
	}
	if slices.Max(f.code[at+count+1].table()) >= count {
		return 0
	}
	return count
}

// isJump reports whether code begins with a jump by a loop of this depth.
func isJump(code []instruction, depth int) bool {
	return len(code) > 3 && code[0].is(i32Const) && code[1].is(localSet, localPC) && code[2].is(br, depth)
}

// blockOf is the block after whose end to continue for a PC_B.
func blockOf(table []int, pc int) int { return table[min(uint(pc), uint(len(table)-1))] }

// dissolve removes the start and the end of a block or loop, if nothing branches to it.
func (f *body) dissolve(start int) bool {
	out := f.code[:start:start]
	depth := 0 // of a branch to it
	for at := start + 1; at < len(f.code); at++ {
		in := f.code[at]
		switch in[0] {
		case block, loop, ifThen:
			depth++
		case end:
			if depth == 0 {
				f.code = append(out, f.code[at+1:]...)
				return true
			}
			depth--
		case br, brIf:
			switch n := in.number(); {
			case n == depth:
				return false
			case n > depth:
				in = op(in[0], n-1)
			}
		case brTable:
			for _, n := range in.table() {
				if n >= depth {
					return false
				}
			}
		}
		out = append(out, in)
	}
	return false
}

// makeJumpsDirect is directJumps for the program.
func makeJumpsDirect(p *program) error {
	forward, all := 0, 0
	err := p.rewriteCode(func(f *body) {
		n, m := directJumps(f)
		forward, all = forward+n, all+m
	})
	if err == nil && (forward == 0 || forward < all/2) {
		err = fmt.Errorf("%d of %d jumps lead forward, rather than most", forward, all)
	}
	return err
}
