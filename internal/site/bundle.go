package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
)

var (
	importLine = regexp.MustCompile(`(?m)^import \{[^}]*\} from "([^"]+)";\n`)
	exported   = regexp.MustCompile(`(?m)^export (const|class|function) `)
	// Comments on lines of their own.
	comments      = regexp.MustCompile(`(?m)^[ \t]*(//[^\n]*\n|/\*\*[^\n]*\*/\n|/\*\*\n([ \t]*\*[^\n]*\n)*?[ \t]*\*/\n)`)
	typeCast      = regexp.MustCompile(`/\*\* @type \{[^\n]*?\} \*/ ?`)
	styleComments = regexp.MustCompile(`(?s)/\*.*?\*/\n?`)
	indent        = regexp.MustCompile(`(?m)^[ \t]+|\n(\n)+`)
)

// bundle makes one classic script of a module and all that it imports by name, in a scope of their
// own. Their top-level names must differ.
func bundle(web fs.FS, name string) ([]byte, error) {
	var out bytes.Buffer
	var done []string
	var add func(name string) error
	add = func(name string) error {
		if slices.Contains(done, name) {
			return nil
		}
		done = append(done, name)
		source, err := fs.ReadFile(web, name)
		if err != nil {
			return err
		}
		for _, m := range importLine.FindAllSubmatch(source, -1) {
			if err := add(path.Join(path.Dir(name), string(m[1]))); err != nil {
				return fmt.Errorf("web/%s: %w", name, err)
			}
		}
		source = importLine.ReplaceAll(source, nil)
		source = exported.ReplaceAll(source, []byte("$1 "))
		out.Write(source)
		return nil
	}
	out.WriteString("(() => {\n")
	err := add(name)
	out.WriteString("})();\n")
	return shrink(out.Bytes()), err
}

// shrink leaves a script's comments and indentation behind.
func shrink(source []byte) []byte {
	source = comments.ReplaceAll(source, nil)
	source = typeCast.ReplaceAll(source, nil)
	return indent.ReplaceAll(source, []byte("$1"))
}

// shrinkStyles leaves a style sheet's comments and indentation behind.
func shrinkStyles(source []byte) []byte {
	return indent.ReplaceAll(styleComments.ReplaceAll(source, nil), []byte("$1"))
}
