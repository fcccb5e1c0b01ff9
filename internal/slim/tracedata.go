package slim

import "errors"

// Passes over the tables that stack traces need: see pclntab.go.

// dropLines leaves out file and line. In stack traces functions are then followed by "?:0".
func dropLines(p *program) error {
	t, err := readFunctions(p)
	if err != nil {
		return err
	}
	if !t.files {
		return errors.New("there are no files and lines")
	}
	t.files = false
	for i := range t.functions {
		f := &t.functions[i]
		f.file, f.line, f.unit, f.first = 0, 0, 0, 0
		f.dropTable(unsafePoints)
	}
	return t.write()
}

// dropInlined leaves out which calls were inlined where, and where a function's arguments are. Stack
// traces then show a function that was inlined as a part of its caller, and no arguments.
//
// Two kinds of functions keep their inlined calls. A recover looks whether its caller was called by a
// deferred function or by the wrapper of one, and in a wrapper an inlined function must count. And
// where runtime.Callers itself is inlined, it must be among the callers that it is to skip.
func dropInlined(p *program) error {
	t, err := readFunctions(p)
	if err != nil {
		return err
	}
	inlined, arguments := 0, 0
	for i := range t.functions {
		f := &t.functions[i]
		if f.id == normalFunc && !t.inlines(f, "runtime.Callers") {
			f.dropTable(inlinedIndex)
			inlined += f.dropData(inlinedCalls)
		}
		f.dropTable(argLiveIndex)
		arguments += f.dropData(argInfo) + f.dropData(argLiveInfo)
		f.dropData(wrapInfo) // for traces of execution, on machines with frame pointers
	}
	if inlined == 0 || arguments == 0 {
		return errors.New("there are no inlined calls and arguments")
	}
	return t.write()
}

// inlines reports whether a call of the function with this name is inlined in f.
func (t *pclntab) inlines(f *function, name string) bool {
	tree := f.inlinedCalls()
	if tree == noData {
		return false
	}
	for place := range t.inlinedNames(tree) {
		if t.names[u32(place, 0)] == name {
			return true
		}
	}
	return false
}

// dropTable leaves out a further table of a function.
func (f *function) dropTable(kind int) {
	if kind < len(f.tables) {
		f.tables[kind] = 0
	}
	for len(f.tables) > 0 && f.tables[len(f.tables)-1] == 0 {
		f.tables = f.tables[:len(f.tables)-1]
	}
}

// dropData leaves out data of a function, and returns 1 if there were any.
func (f *function) dropData(kind int) int {
	dropped := 0
	if kind < len(f.data) && f.data[kind] != noData {
		f.data[kind], dropped = noData, 1
	}
	for len(f.data) > 0 && f.data[len(f.data)-1] == noData {
		f.data = f.data[:len(f.data)-1]
	}
	return dropped
}
