// Compileshaders compiles what the engine itself draws with and the shaders in the files named to GLSL ES 3.00,
// and prints them as a Go file of package shaderir. It runs when a slim engine is built, within the
// unchanged engine, whose internal packages it imports.
//
//	compileshaders name=file.kage ...
//
// A name is what the slim program creates the shader from, in place of the source.
package main

import (
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	"github.com/hajimehoshi/ebiten/v2/internal/builtinshader"
	"github.com/hajimehoshi/ebiten/v2/internal/legacyshader"
	"github.com/hajimehoshi/ebiten/v2/internal/shaderir"
	"github.com/hajimehoshi/ebiten/v2/internal/shaderir/glsl"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("compileshaders: ")
	fmt.Print("package shaderir\n\nvar compiled = [...]Program{\n")

	add(builtinshader.ClearShaderSource, builtinshader.ClearShaderSource)
	// What the engine itself draws with; a program draws with its own shaders.
	for _, filter := range []builtinshader.Filter{builtinshader.FilterNearest, builtinshader.FilterLinear} {
		name := "filter" + strconv.Itoa(int(filter)) + strconv.Itoa(int(builtinshader.AddressUnsafe)) // as in cuts.go
		add(name, string(builtinshader.ShaderSource(filter, builtinshader.AddressUnsafe)))
	}
	for _, arg := range os.Args[1:] {
		name, path, _ := strings.Cut(arg, "=")
		source, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		add(name, string(source))
	}
	fmt.Print("}\n")
}

// add compiles a shader and prints it as an element of the table.
func add(name, source string) {
	ir, unit, err := legacyshader.CompileShader([]byte(source))
	if err != nil {
		log.Fatalf("%s: %v", name, err)
	}
	if unit != legacyshader.Pixels {
		log.Fatalf("%s: only shaders with //kage:unit pixels are supported", name)
	}
	vertex, fragment := glsl.Compile(ir, glsl.GLSLVersionES300)

	// the engine's own filter sets unused uniforms to zero
	size := 0
	for _, t := range ir.Uniforms {
		size += t.DwordCount()
	}
	ones := make([]uint32, size)
	for i := range ones {
		ones[i] = 1
	}
	ir.FilterUniformVariables(ones)

	fmt.Printf("{\nSourceID: SourceID{")
	for _, b := range shaderir.CalcSourceID([]byte(name)) {
		fmt.Printf("%d,", b)
	}
	fmt.Printf("},\nUniformNames: %#v,\nUniforms: []Type{\n", ir.UniformNames)
	unused, at := []bool{}, 0
	for _, t := range ir.Uniforms {
		fmt.Println(literal(t) + ",")
		unused = append(unused, ones[at] == 0)
		at += t.DwordCount()
	}
	fmt.Printf("},\nUnused: %#v,\nVertex: %q,\nFragment: %q,\n},\n", unused, vertex, fragment)
}

// literal is a type as Go source.
func literal(t shaderir.Type) string {
	s := fmt.Sprintf("{Main: %d", t.Main)
	if t.Main == shaderir.Array {
		s += fmt.Sprintf(", Length: %d, Sub: []Type{%s}", t.Length, literal(t.Sub[0]))
	}
	return s + "}"
}
