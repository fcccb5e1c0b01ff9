package gl

import "syscall/js"

// method is a method of a JavaScript object, and where it is kept.
type method struct {
	name  string
	field *js.Value
}

// bind keeps the method bound to the object: to call it needs no name.
func (m method) bind(v js.Value) { *m.field = v.Get(m.name).Call("bind", v) }
