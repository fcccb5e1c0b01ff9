package slim

import (
	"errors"
	"fmt"
	"slices"
)

// The table of a function (see codejumps.go) has an entry for each PC_B. A function can be entered only at
//
//   - PC_B 0, where calls enter it;
//   - where one of its calls returns to, after unwinding: a block ends right after the call. The call puts
//     this address on Go's stack, as a constant: PC_F<<16 + PC_B. Calls within an if do so as well, but
//     they never return there (CALLNORESUME), or to PC_B 0 (morestack);
//   - the call of deferreturn, where the runtime continues after a recovered panic. Its PC_B is in the table
//     of functions;
//   - the targets of jumps back.
//
// The only other PC_B that the runtime makes is 1 for goexit, as if it had been called by each
// goroutine's function; it is in the same block as 0 there.
//
// In all other entries there can be any block. With that of the entry before, the table is shorter and more
// regular, and blocks that no branch leaves are superfluous.

// dropBlocks removes entries that nothing uses, and blocks. PC_F is the function's own, and entries are the
// PC_Bs where it can be entered apart from its calls and jumps. It returns the number of blocks that are left out, and of all.
func dropBlocks(f *body, pcF int, entries []int) (dropped, all int) {
	at := 2
	if f.code[at].is(block, noResult) && f.code[at+1].is(loop, noResult) { // the unwinding exit
		at++
	}
	hasLoop := f.code[at].is(loop, noResult)
	if hasLoop {
		at++
	}
	first := at
	all = f.blocks(first)
	if all == 0 {
		return 0, 0
	}
	at = first + all
	table := f.code[at+1].table()

	// Which blocks are left by branches and by the table?
	needed := make([]bool, all+1)
	live := make([]bool, len(table))
	enter := func(pc int) {
		pc = int(min(uint(pc), uint(len(table)-1)))
		live[pc], needed[table[pc]] = true, true
	}
	enter(0)
	for _, pc := range entries {
		enter(pc)
	}
	ended, nested := 0, 0
	returnPC := 0 // of the last call
	for i := at + 2; i < len(f.code); i++ {
		in := f.code[i]
		switch in[0] {
		case i64Const:
			if n := in.number(); n>>16 == pcF {
				returnPC = n & 0xffff
			}
		case block, loop, ifThen:
			nested++
		case end:
			if nested > 0 {
				nested--
				break
			}
			if ended < all && afterCall(f.code[:i]) {
				if blockOf(table, returnPC) != ended {
					return 0, 0
				}
				enter(returnPC)
			}
			ended++
		case brTable:
			return 0, 0
		case br, brIf:
			to := in.number() - nested + ended
			if to >= ended && to < all {
				needed[to] = true
			}
			if hasLoop && ended <= all && to == all {
				if !f.code[i-2].is(i32Const) || !f.code[i-1].is(localSet, localPC) {
					return 0, 0
				}
				enter(f.code[i-2].number())
			}
		}
	}

	number := make([]int, all) // of the blocks that stay
	stay := 0
	for i := range all {
		number[i] = stay
		if needed[i] {
			stay++
		}
	}
	var blocks []int // the new table
	for pc, to := range table {
		if live[pc] {
			blocks = append(blocks, number[to])
		} else {
			blocks = append(blocks, blocks[pc-1])
		}
	}
	for n := len(blocks); n > 1 && blocks[n-1] == blocks[n-2]; n-- {
		blocks = blocks[:n-1]
	}

	out := slices.Concat(f.code[:first], slices.Repeat([]instruction{op(block, noResult)}, stay),
		[]instruction{f.code[at], tableOf(blocks)})
	ended, nested = 0, 0
	for _, in := range f.code[at+2:] {
		switch in[0] {
		case block, loop, ifThen:
			nested++
		case end:
			if nested > 0 {
				nested--
				break
			}
			ended++
			if ended <= all && !needed[ended-1] {
				continue
			}
		case br, brIf:
			if depth := in.number(); depth >= nested {
				for i := ended; i < min(all, ended+in.number()-nested); i++ {
					if !needed[i] {
						depth--
					}
				}
				in = op(in[0], depth)
			}
		}
		out = append(out, in)
	}
	f.code = out
	return all - stay, all
}

// afterCall reports whether code ends with a call and the way out to unwind.
func afterCall(code []instruction) bool {
	n := len(code)
	switch {
	case n < 8:
		return false
	case code[n-1].is(brIf):
		n--
	case code[n-1].is(end) && code[n-2].is(returnNow) && code[n-4].is(ifThen):
		n -= 4
	default:
		return false
	}
	return code[n-1].is(localSet, localSP) && code[n-2].is(globalGet, globalSP) && (code[n-3].is(call) || code[n-3].is(callIndirect))
}

func tableOf(blocks []int) instruction {
	return op(brTable, append([]int{len(blocks) - 1}, blocks...)...)
}

// dropUnusedBlocks is dropBlocks for the program.
func dropUnusedBlocks(p *program) error {
	first, err := p.firstPC()
	if err != nil {
		return err
	}
	entries, err := p.entries(first)
	if err != nil {
		return err
	}
	dropped, all := 0, 0
	err = p.rewriteCode(func(f *body) {
		n, m := dropBlocks(f, first+f.index, entries[f.index])
		dropped, all = dropped+n, all+m
	})
	if err == nil && dropped < all/5 {
		err = fmt.Errorf("%d of %d blocks are superfluous, rather than a third", dropped, all)
	}
	return err
}

// entries is the PC_Bs of each function, by index, where the runtime continues after a panic, or that
// another function knows. First is PC_F of the first function.
func (p *program) entries(first int) (map[int][]int, error) {
	entries := map[int][]int{}
	add := func(pc int) {
		if i := pc>>16 - first; i >= 0 && i < p.functions && pc&0xffff != 0 {
			entries[i] = append(entries[i], pc&0xffff)
		}
	}
	t, err := readFunctions(p)
	if err != nil {
		return nil, err
	}
	deferred := 0
	for _, f := range t.functions {
		if f.deferReturn != 0 {
			deferred++
			add(int(f.entry)<<16 + int(f.deferReturn))
		}
	}
	if deferred == 0 {
		return nil, errors.New("no function defers anything")
	}
	bodies, err := p.bodies()
	if err != nil {
		return nil, err
	}
	for _, f := range bodies {
		for _, in := range f.code {
			if in.is(i64Const) && in.number()>>16 != first+f.index {
				add(in.number())
			}
		}
	}
	return entries, nil
}

// firstPC is PC_F of the first function: its place in the table of functions.
func (p *program) firstPC() (int, error) {
	for _, s := range p.sections {
		if s.id != elementSection {
			continue
		}
		r := reader{data: s.body}
		segments, table, code, first, last, count, imports := r.number(), r.number(), r.byte(), r.signed(32), r.byte(), r.number(), r.number()
		if r.err != nil || segments != 1 || table != 0 || code != i32Const || last != end || count != p.functions {
			break
		}
		for i := 1; i < count; i++ {
			if r.number() != imports+i {
				return 0, errors.New("functions are not in order in their table")
			}
		}
		return first, r.err
	}
	return 0, errors.New("the table of functions is not filled with all of them")
}

const elementSection = 9
