package atlas

import (
	"github.com/hajimehoshi/ebiten/v2/internal/builtinshader"
	"github.com/hajimehoshi/ebiten/v2/internal/legacyshader"
)

// init creates the engine's own shaders one after another: they are compiled already.
func init() {
	create := func(source []byte, name string) *Shader {
		program, _, err := legacyshader.CompileShader(source)
		if err != nil {
			panic(err)
		}
		return NewShader(program, name)
	}
	NearestFilterShader = create(builtinshader.ShaderSource(builtinshader.FilterNearest, builtinshader.AddressUnsafe), "nearest")
	LinearFilterShader = create(builtinshader.ShaderSource(builtinshader.FilterLinear, builtinshader.AddressUnsafe), "linear")
	clearShader = create([]byte(builtinshader.ClearShaderSource), "clear")
}
