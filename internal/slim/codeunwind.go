package slim

import "fmt"

// To switch to another goroutine, Go functions return 1, and each of their callers does the same: after
// a call, a branch leaves the outermost block (see codejumps.go), and the function ends with 1. The
// number of blocks to leave is another one at each call. Written as
//
//	if, i32.const 1, return, end
//
// all are the same, so they take less space compressed, and the block is superfluous.

// unwindByReturn replaces these branches. It returns their number, and that of the calls.
func unwindByReturn(f *body) (exits, calls int) {
	const start = 2
	last := len(f.code) - 3 // of the block
	if last <= start || !f.code[start].is(block, noResult) ||
		!f.code[last-1].is(unreachable) || !f.code[last].is(end) || !f.code[last+1].is(i32Const, 1) {
		return 0, 0
	}
	out := f.code[: start+1 : start+1]
	depth := 0 // of a branch to the block
	for _, in := range f.code[start+1 : last] {
		switch in[0] {
		case block, loop, ifThen:
			depth++
		case end:
			if depth == 0 { // the block ends here: it is another one
				return 0, 0
			}
			depth--
		case call, callIndirect:
			calls++
		case brIf:
			if in.number() == depth {
				exits++
				out = append(out, op(ifThen, noResult), constant(1), op(returnNow), op(end))
				continue
			}
		}
		out = append(out, in)
	}
	f.code = append(out, f.code[last:]...)
	if exits > 0 && f.dissolve(start) { // and the 1 after it
		n := len(f.code)
		f.code = append(f.code[:n-2], f.code[n-1])
	}
	return exits, calls
}

// unwindUniformly is unwindByReturn for the program.
func unwindUniformly(p *program) error {
	exits, calls := 0, 0
	err := p.rewriteCode(func(f *body) {
		n, m := unwindByReturn(f)
		exits, calls = exits+n, calls+m
	})
	if err == nil && (exits == 0 || exits < calls/2) {
		err = fmt.Errorf("%d of %d calls can unwind, rather than most", exits, calls)
	}
	return err
}
