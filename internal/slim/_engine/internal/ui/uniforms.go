package ui

import "math"

// AppendUniforms appends the values of a shader's uniforms as it takes them. Unlike the engine's own
// it uses no reflection, and accepts only float32 and []float32.
func (s *Shader) AppendUniforms(dst []uint32, uniforms map[string]any) []uint32 {
	for i, name := range s.uniformNames {
		n := s.uniformTypes[i].DwordCount()
		at := len(dst)
		dst = append(dst, make([]uint32, n)...)
		switch v := uniforms[name].(type) {
		case nil:
		case float32:
			dst[at] = math.Float32bits(v)
		case []float32:
			if len(v) != n {
				panic("ui: unexpected uniform value for " + name)
			}
			for j, f := range v {
				dst[at+j] = math.Float32bits(f)
			}
		default:
			panic("ui: unexpected uniform value type: " + name)
		}
	}
	return dst
}
