// Package shaderir holds shaders that were compiled when the program was built.
package shaderir

import (
	"bytes"
	"errors"
	"hash/fnv"
)

// SourceID is a hash of a shader's source.
type SourceID [16]byte

// CalcSourceID hashes a source without the white space around it.
func CalcSourceID(source []byte) SourceID {
	h := fnv.New128a()
	h.Write(bytes.TrimSpace(source))
	return SourceID(h.Sum(nil))
}

// Program is a compiled shader.
type Program struct {
	SourceID         SourceID
	UniformNames     []string
	Uniforms         []Type
	Unused           []bool // uniforms that no code refers to
	Vertex, Fragment string // in GLSL ES 3.00
}

// Compiled finds the program of a source among those compiled.
func Compiled(source []byte) (*Program, error) {
	id := CalcSourceID(source)
	for i := range compiled {
		if compiled[i].SourceID == id {
			return &compiled[i], nil
		}
	}
	return nil, errors.New("shaderir: this shader was not compiled when the program was built: " + string(source))
}

// FilterUniformVariables sets unused uniforms to zero, so that more draw calls can be merged.
func (p *Program) FilterUniformVariables(uniforms []uint32) {
	at := 0
	for i, t := range p.Uniforms {
		n := t.DwordCount()
		if p.Unused[i] {
			clear(uniforms[at : at+n])
		}
		at += n
	}
}
