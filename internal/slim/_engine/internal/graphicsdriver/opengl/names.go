package opengl

import "strconv"

// numbered is a name with a number, of a variable in a shader.
func numbered(name string, n int) string { return name + strconv.Itoa(n) }
