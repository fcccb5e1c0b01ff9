package site

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	importLine = regexp.MustCompile(`(?m)^import (?:(\{[^}]*\})|\* as (\w+)) from "([^"]+)";\n`)
	unjoined   = regexp.MustCompile(`(?m)^(?:import|export)\b[^(.\n].*$|^.*[)=] (?:await )?import\("\./.*$`)
	exported   = regexp.MustCompile(`(?m)^export ((?:const|class|(?:async )?function\*?) (\w+))`)
	// Comments on lines of their own.
	comments      = regexp.MustCompile(`(?m)^[ \t]*(//[^\n]*\n|/\*\*[^\n]*\*/\n|/\*\*\n([ \t]*\*[^\n]*\n)*?[ \t]*\*/\n)`)
	typeCast      = regexp.MustCompile(`/\*\* @type \{[^\n]*?\} \*/ ?`)
	styleComments = regexp.MustCompile(`(?s)/\*.*?\*/\n?`)
	indent        = regexp.MustCompile(`(?m)^[ \t]+|\n(\n)+`)
)

// bundle joins a module and all that it imports to one module: every imported one becomes a
// function's scope that returns what it exports.
func bundle(web fs.FS, name string) ([]byte, error) {
	var out bytes.Buffer
	var done []string
	var add func(name string, within []string) error
	add = func(name string, within []string) error {
		if slices.Contains(within, name) {
			return fmt.Errorf("web/%s imports itself, by way of %s", name, strings.Join(within, ", "))
		}
		if slices.Contains(done, name) {
			return nil
		}
		done = append(done, name)
		source, err := fs.ReadFile(web, name)
		if err != nil {
			return err
		}
		within = append(within, name)
		for _, m := range importLine.FindAllSubmatch(source, -1) {
			if err := add(path.Join(path.Dir(name), string(m[3])), within); err != nil {
				return fmt.Errorf("web/%s: %w", name, err)
			}
		}
		source = importLine.ReplaceAllFunc(source, func(line []byte) []byte {
			m := importLine.FindSubmatch(line)
			names := strings.ReplaceAll(string(m[1])+string(m[2]), " as ", ": ")
			return fmt.Appendf(nil, "const %s = %s;\n", names, scope(path.Join(path.Dir(name), string(m[3]))))
		})
		var names []string
		if len(within) > 1 {
			for _, m := range exported.FindAllSubmatch(source, -1) {
				names = append(names, string(m[2]))
			}
			source = exported.ReplaceAll(source, []byte("$1"))
			source = fmt.Appendf(nil, "const %s = (() => {\n%sreturn { %s };\n})();\n", scope(name), source, strings.Join(names, ", "))
		}
		if line := unjoined.Find(source); line != nil && (len(within) > 1 || !bytes.HasPrefix(line, []byte("export"))) {
			return fmt.Errorf("web/%s: cannot be joined: %s", name, line)
		}
		for line := range bytes.Lines(comments.ReplaceAll(source, nil)) {
			if bytes.Count(line, []byte("`"))%2 == 1 {
				return fmt.Errorf("web/%s: a text in backticks goes over more than one line, and indentation is not sent: write \\n in it: %s", name, line)
			}
		}
		out.Write(source)
		return nil
	}
	err := add(name, nil)
	return shrink(out.Bytes()), err
}

// scope names a module's scope in a bundle.
func scope(name string) string {
	return "$" + strings.NewReplacer("/", "_", "-", "_").Replace(strings.TrimSuffix(name, ".js"))
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
