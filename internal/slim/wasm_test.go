package slim

import (
	"bytes"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// module1 is a wasm file with a custom section, code of two functions and these segments of data.
func module1(segments ...segment1) []byte {
	data := []byte{byte(len(segments))}
	for _, s := range segments {
		data = append(data, 0, i32Const)
		data = appendSigned(data, s.address)
		data = append(data, end, byte(len(s.data)))
		data = append(data, s.data...)
	}
	wasm := append([]byte(head), customSection, 3, 2, 'h', 'i', codeSection, 3, 2, 0, 0, dataSection, byte(len(data)))
	return append(wasm, data...)
}

type segment1 struct {
	address int
	data    string
}

func TestRoundTrip(t *testing.T) {
	wasm := module1(segment1{300, "cd"}, segment1{100, "a\x00\x00b"}) // in any order
	p, err := readProgram(wasm)
	if err != nil {
		t.Fatal(err)
	}
	if p.functions != 2 || p.memory.address != 100 || len(p.memory.data) != 202 {
		t.Errorf("read %d functions, memory of %d bytes at %d", p.functions, len(p.memory.data), p.memory.address)
	}
	want := slices.Concat([]byte(head), []byte{codeSection, 3, 2, 0, 0, dataSection, 19, 2,
		0, i32Const, 0xe4, 0x00, end, 4, 'a', 0, 0, 'b', 0, i32Const, 0xac, 0x02, end, 2, 'c', 'd'})
	want[len(head)+6] = byte(len(want) - len(head) - 7)
	if got := p.bytes(); !bytes.Equal(got, want) {
		t.Errorf("have % x\nwant % x", got, want)
	}
}

func TestNotWasm(t *testing.T) {
	whole := module1(segment1{100, "abc"})
	for name, wasm := range map[string][]byte{
		"nothing":                  nil,
		"text":                     []byte("<!doctype html>"),
		"cut off":                  whole[:len(whole)-1],
		"segments over each other": module1(segment1{100, "abc"}, segment1{102, "d"}),
		"a number that is too big": append([]byte(head), codeSection, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01),
	} {
		if _, err := readProgram(wasm); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Written and read again, memory is the same, for any number of zeros.
func TestSegments(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		m := memory{address: random.IntN(1 << 20), data: make([]byte, random.IntN(600))}
		for i := range m.data {
			if random.IntN(10) == 0 {
				m.data[i] = byte(random.IntN(256))
			}
		}
		for _, zeros := range []int{0, 7, 64, 1000} {
			again, err := readMemory(m.segments(zeros))
			if err != nil {
				t.Fatal(err)
			}
			// memory outside of it is zero, written or not
			have, want := make([]byte, 600), make([]byte, 600)
			copy(want, m.data)
			copy(have[max(again.address-m.address, 0):], again.data)
			if !bytes.Equal(have, want) {
				t.Fatalf("with %d zeros: have % x, want % x", zeros, have, want)
			}
		}
	}
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
