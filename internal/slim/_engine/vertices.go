package ebiten

import (
	"unsafe"

	"github.com/hajimehoshi/ebiten/v2/internal/graphics"
)

// vertexFloats is the memory of vertices as the floats that it consists of, in the order in which
// shaders take them.
func vertexFloats(vertices []Vertex) []float32 {
	return unsafe.Slice(&vertices[0].DstX, len(vertices)*graphics.VertexFloatCount)
}
