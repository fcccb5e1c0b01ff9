// Trace panics and recovers in the ways that read a program's table of functions.
package main

import (
	"errors"
	"runtime"
)

type thing struct{ parts []int }

//go:noinline
func (t *thing) fall(n int) int {
	if n > 0 {
		return t.fall(n-1) + 1
	}
	return inlined(t)
}

func inlined(t *thing) int { return t.parts[3] }

type faller interface{ fall(int) int }

func try(name string, do func()) {
	defer func() {
		switch v := recover().(type) {
		case nil:
			println(name, "did not panic")
		case error:
			println("recovered:", v.Error())
		case string:
			println("recovered:", v)
		default:
			println("recovered:", kind(v))
		}
	}()
	do()
}

// grow needs a larger stack at each call, with pointers in it.
func grow(n int, list []*thing) int {
	if n == 0 {
		runtime.GC()
		return len(list)
	}
	var room [64]*thing
	room[n%64] = &thing{parts: make([]int, n)}
	return grow(n-1, append(list, room[n%64])) + len(room[n%64].parts) - n
}

// A helper of a deferred method cannot recover. In the wrapper that *guard has for close, close is
// inlined, and it still counts as the one that was deferred.
type guard struct{}

func (guard) close() { helper() }

//go:noinline
func helper() { println("a helper recovers:", recover() != nil) }

type closer interface{ close() }

// callers prints the functions that call it.
//
//go:noinline
func callers(what string) {
	var pcs [8]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		frame, more := frames.Next()
		println(what, frame.Function)
		if !more {
			break
		}
	}
	pc, _, _, ok := runtime.Caller(1)
	println(what, ok, runtime.FuncForPC(pc).Name())
}

//go:noinline
func called() { callers("called:") }

func inlinedCaller() { callers("inlined:") }

//go:noinline
func waits(c chan int) { <-c }

// What is read of types: hashes of them, names of methods, and which fields of a struct are blank.
type (
	first   struct{ a, b int }
	second  struct{ unread, b int }
	third   struct{ _, b int32 }
	fourth  [3]string
	fifth   func(first) second
	sixth   map[third]*fourth
	seventh chan sixth
)

func (first) Name() string   { return "first" }
func (*second) Name() string { return "second" }

//go:noinline
func kind(v any) string {
	switch v := v.(type) {
	case first:
		return "first"
	case second:
		return "second"
	case third:
		return "third"
	case fourth:
		return "fourth"
	case fifth:
		return "fifth"
	case sixth:
		return "sixth"
	case interface{ Name() string }:
		return "named " + v.Name()
	}
	return "none"
}

func types() {
	values := []any{first{1, 2}, second{1, 2}, third{1, 2}, fourth{"a"}, fifth(nil), sixth{}, seventh(nil), &first{}, &second{}, struct{ a, b int }{1, 2}, 5, nil}
	for _, v := range values {
		_, named := v.(interface{ Name() string })
		println(kind(v), named)
	}
	keys := map[any]int{third{1, 2}: 1, first{1, 2}: 2, second{1, 2}: 3}
	println("blank:", keys[third{5, 2}], keys[first{1, 2}], keys[second{1, 2}], keys[struct{ a, b int }{1, 2}])
	try("hash", func() { keys[struct{ a any }{sixth{}}] = 1 })
	try("equal", func() { println(values[5] == values[5]) })
	try("assertion", func() { _ = values[0].(second) })
	try("method", func() { _ = values[2].(interface{ Name() string }) })
	try("type", func() { panic(third{1, 2}) })
}

func main() {
	types()
	try("panic", func() { panic("asked for") })
	try("error", func() { panic(errors.New("an error")) })
	try("index", func() { (&thing{}).fall(2) })
	try("nil", func() { (*thing)(nil).fall(2) })
	try("map", func() { map[string]int(nil)["a"] = 1 })
	try("nested", func() {
		defer func() { panic("once more") }()
		panic("first")
	})
	try("helper", func() {
		var c closer = &guard{}
		defer c.close()
		panic("past the helper")
	})
	called()
	inlinedCaller()
	println("grown:", grow(500, nil))
	done := make(chan int)
	go func() { done <- grow(300, nil) }()
	println("grown:", <-done)
	c := make(chan int)
	go waits(c)
	go waits(c)
	runtime.Gosched()
	stacks := make([]byte, 1<<16)
	println(string(stacks[:runtime.Stack(stacks, true)]))
	var f faller = &thing{}
	f.fall(3)
}
