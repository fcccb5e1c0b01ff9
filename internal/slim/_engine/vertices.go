package ebiten

import (
	"unsafe"

	"github.com/hajimehoshi/ebiten/v2/internal/graphics"
)

// vertexFloats is the memory of vertices as a slice of floats, in the order of shader attributes.
func vertexFloats(vertices []Vertex) []float32 {
	return unsafe.Slice(&vertices[0].DstX, len(vertices)*graphics.VertexFloatCount)
}
