package slim

import (
	"bytes"
	"testing"
)

// What only package reflect reads is left out, and types of another layout stop the build.
func TestTypes(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles a program")
	}
	wasm := tracer(t)
	read := func() (*program, *typeTable) {
		p, err := readProgram(wasm)
		if err != nil {
			t.Fatal(err)
		}
		functions, err := readFunctions(p)
		if err != nil {
			t.Fatal(err)
		}
		types, err := readTypes(p, functions)
		if err != nil {
			t.Fatal(err)
		}
		return p, types
	}
	p, types := read()
	found := map[string]bool{} // a name with a star is also that of the type without
	for at := range types.types {
		name, _ := types.name(types.from + types.u32(at+typeName))
		found[name.text] = true
	}
	for _, name := range []string{"*main.first", "*main.fourth", "*main.fifth", "*main.sixth", "*main.seventh", "*interface { Name() string }", "*struct { a int; b int }"} {
		if !found[name] {
			t.Errorf("there is no type %s", name)
		}
	}
	before := bytes.Clone(p.memory.data)
	if err := dropReflection(p); err != nil {
		t.Fatal(err)
	}
	for name, left := range map[string]bool{"\x06unread": false, "\x04Name": true, "\x0b*main.first": true} {
		if !bytes.Contains(before, []byte(name)) || bytes.Contains(p.memory.data, []byte(name)) != left {
			t.Errorf("want %q left: %t", name, left)
		}
	}

	for what, corrupt := range map[string]func(p *program, types *typeTable){
		"another type in the list": func(p *program, types *typeTable) { p.memory.data[types.links.from] += 32 },
		"a longer list":            func(p *program, _ *typeTable) { p.memory.data[moduledata(t, p)+moduleLinks+8+3] = 1 },
		"no list":                  func(p *program, _ *typeTable) { clear(p.memory.data[moduledata(t, p)+moduleLinks+8:][:8]) },
		"an unknown type": func(p *program, types *typeTable) {
			p.memory.data[types.from+types.u32(types.address+types.links.from)-types.address+typeKind] = kinds + 1
		},
	} {
		p, types := read()
		corrupt(p, types)
		if err := dropReflection(p); err == nil {
			t.Errorf("%s: no error", what)
		}
	}
}

// moduledata is the place of moduledata.
func moduledata(t *testing.T, p *program) int {
	functions, err := readFunctions(p)
	if err != nil {
		t.Fatal(err)
	}
	return functions.module
}
