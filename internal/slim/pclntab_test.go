package slim

import (
	"strings"
	"testing"
)

// A table with another layout stops the build.
func TestAnotherLayout(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	wasm := tracer(t)
	for name, corrupt := range map[string]func(p *program, tab []byte){
		"no header":       func(_ *program, tab []byte) { tab[0]++ },
		"a second header": func(p *program, _ []byte) { p.memory.data = append(p.memory.data, headerStart...) },
		"parts out of order": func(_ *program, tab []byte) {
			copy(tab[headerUnits:], tab[headerFunctions:headerFunctions+8])
		},
		"fewer functions than the code": func(p *program, _ []byte) { p.functions *= 3 },
		"more functions than the code":  func(p *program, _ []byte) { p.functions /= 2 },
		"a function out of place":       func(_ *program, tab []byte) { tab[u64(tab, headerFunctions)+8*10+4] += 8 },
		"a function that begins twice": func(_ *program, tab []byte) {
			record10(tab)[0]++
		},
		"a function without a name": func(_ *program, tab []byte) {
			record10(tab)[4]++
		},
		"many tables": func(_ *program, tab []byte) {
			record10(tab)[28] = 200
		},
	} {
		p, err := readProgram(wasm)
		if err != nil {
			t.Fatal(err)
		}
		at := strings.Index(string(p.memory.data), string(headerStart))
		corrupt(p, p.memory.data[at:])
		if err := dropLines(p); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// record10 is the record of a function, from the header on.
func record10(tab []byte) []byte {
	functions := u64(tab, headerFunctions)
	return tab[functions+int(u32(tab, functions+8*10+4)):]
}
