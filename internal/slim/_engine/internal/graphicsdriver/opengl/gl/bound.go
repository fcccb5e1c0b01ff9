package gl

import "syscall/js"

// bound is a method of a JavaScript object, bound to it.
//
//go:noinline
func bound(v js.Value, name string) js.Value { return v.Get(name).Call("bind", v) }
