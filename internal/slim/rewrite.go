package slim

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
)

// edit changes one file of the engine, or adds one. It fails if its target is missing or ambiguous.
type edit struct {
	cut   string // that the edit is part of
	file  string // within the engine
	added bool   // the engine has no such file
	apply func(source) ([]byte, error)
}

// remove removes declarations: "Name", or "Type.Method".
func remove(file string, names ...string) edit {
	return edit{file: file, apply: func(s source) ([]byte, error) {
		for _, name := range names {
			from, to, err := s.declaration(name)
			if err != nil {
				return nil, err
			}
			if s, err = parse(slices.Concat(s.text[:from], s.text[to:])); err != nil {
				return nil, err
			}
		}
		return s.text, nil
	}}
}

// replaceBody gives a function, "Name" or "Type.Method", another body.
func replaceBody(file, name, body string) edit {
	return edit{file: file, apply: func(s source) ([]byte, error) {
		f := s.function(name)
		if f == nil || f.Body == nil {
			return nil, fmt.Errorf("there is no function %s", name)
		}
		from, to := s.offset(f.Body.Lbrace)+1, s.offset(f.Body.Rbrace)
		return slices.Concat(s.text[:from], []byte("\n"+body+"\n"), s.text[to:]), nil
	}}
}

// replaceInBody replaces all that patterns match in the body of a function, "Name" or "Type.Method". Each pair is a pattern
// and what replaces it.
func replaceInBody(file, name string, pairs ...[2]string) edit {
	return edit{file: file, apply: func(s source) ([]byte, error) {
		f := s.function(name)
		if f == nil || f.Body == nil {
			return nil, fmt.Errorf("there is no function %s", name)
		}
		from, to := s.offset(f.Body.Lbrace), s.offset(f.Body.Rbrace)
		body := s.text[from:to]
		for _, pair := range pairs {
			pattern := regexp.MustCompile(pair[0])
			if !pattern.Match(body) {
				return nil, fmt.Errorf("in the function %s nothing matches %s", name, pair[0])
			}
			body = pattern.ReplaceAll(body, []byte(pair[1]))
		}
		return slices.Concat(s.text[:from], body, s.text[to:]), nil
	}}
}

// emptyFile removes everything but the package clause.
func emptyFile(file string) edit {
	return edit{file: file, apply: func(s source) ([]byte, error) {
		return []byte("package " + s.tree.Name.Name + "\n"), nil
	}}
}

// replaceFile replaces a file of the engine with the file of the same name in _engine.
func replaceFile(file string) edit {
	return edit{file: file, apply: func(source) ([]byte, error) { return engineFiles.ReadFile("_engine/" + file) }}
}

// addFile adds a file of _engine to the engine.
func addFile(file string) edit {
	e := replaceFile(file)
	e.added = true
	return e
}

// replaceImport makes every file that imports a package of Go import one of the engine's instead,
// under the same name.
func replaceImport(old, new string) edit {
	return edit{file: everyFile, apply: func(s source) ([]byte, error) {
		for _, imp := range s.tree.Imports {
			if imp.Path.Value == strconv.Quote(old) && imp.Name == nil {
				line := path.Base(old) + " " + strconv.Quote(engine+"/"+new)
				return slices.Concat(s.text[:s.offset(imp.Pos())], []byte(line), s.text[s.offset(imp.End()):]), nil
			}
		}
		return s.text, nil
	}}
}

// everyFile stands for all Go files of the engine that go into a browser build.
const everyFile = "*"

// rewrite applies the edits of a file to its text, in order, and then removes imports that are no
// longer used. An edit that does not fit is a *MissedCutError.
func rewrite(file string, text []byte, edits []edit) ([]byte, error) {
	before := text
	for _, e := range edits {
		if e.file != file && e.file != everyFile {
			continue
		}
		s, err := parse(text)
		if err == nil {
			text, err = e.apply(s)
		}
		if err != nil {
			return nil, &MissedCutError{e.cut, fmt.Errorf("%s: %w", file, err)}
		}
	}
	if bytes.Equal(before, text) {
		return text, nil
	}
	s, err := parse(text)
	if err != nil {
		return nil, fmt.Errorf("slim: %s after its edits: %w", file, err)
	}
	return format.Source(s.withoutUnusedImports())
}

// source is a Go file, as text and tree.
type source struct {
	text  []byte
	files *token.FileSet
	tree  *ast.File
}

func parse(text []byte) (source, error) {
	s := source{text: text, files: token.NewFileSet()}
	var err error
	s.tree, err = parser.ParseFile(s.files, "", text, parser.ParseComments|parser.SkipObjectResolution)
	return s, err
}

func (s source) offset(p token.Pos) int { return s.files.Position(p).Offset }

// function is the declaration of "Name" or "Type.Method"; nil if there is none.
func (s source) function(name string) *ast.FuncDecl {
	for _, d := range s.tree.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && functionName(f) == name {
			return f
		}
	}
	return nil
}

func functionName(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	t := f.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	id, ok := t.(*ast.Ident)
	if !ok {
		return ""
	}
	return id.Name + "." + f.Name.Name
}

// declaration is where the declaration of a name lies in the text, its comment not included.
func (s source) declaration(name string) (from, to int, err error) {
	if f := s.function(name); f != nil {
		return s.offset(f.Pos()), s.offset(f.End()), nil
	}
	for _, d := range s.tree.Decls {
		group, ok := d.(*ast.GenDecl)
		if !ok || group.Tok == token.IMPORT {
			continue
		}
		for _, spec := range group.Specs {
			var names []*ast.Ident
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = []*ast.Ident{spec.Name}
			case *ast.ValueSpec:
				names = spec.Names
			}
			if !slices.ContainsFunc(names, func(n *ast.Ident) bool { return n.Name == name }) {
				continue
			}
			switch {
			case len(names) > 1:
				return 0, 0, fmt.Errorf("%s is declared together with others", name)
			case len(group.Specs) == 1:
				return s.offset(group.Pos()), s.offset(group.End()), nil
			case group.Tok == token.CONST:
				return 0, 0, fmt.Errorf("%s is in a group of constants, which may use iota", name)
			}
			return s.offset(spec.Pos()), s.offset(spec.End()), nil
		}
	}
	return 0, 0, fmt.Errorf("there is no declaration of %s", name)
}

// withoutUnusedImports is the text without imports that are not used.
func (s source) withoutUnusedImports() []byte {
	used := map[string]bool{}
	ast.Inspect(s.tree, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				used[id.Name] = true
			}
		}
		return true
	})
	out := slices.Clone(s.text)
	for _, imp := range s.tree.Imports {
		if name := importName(imp); name != "_" && name != "." && !used[name] {
			for i := s.offset(imp.Pos()); i < s.offset(imp.End()); i++ {
				out[i] = ' '
			}
		}
	}
	// "import" with nothing left behind it, if it had no parentheses
	return bareImport.ReplaceAll(out, nil)
}

var (
	bareImport = regexp.MustCompile(`(?m)^import *$`)
	major      = regexp.MustCompile(`^v[0-9]+$`)
)

// importName is the name that a package is imported under; without an explicit one, the one that its
// path suggests.
func importName(imp *ast.ImportSpec) string {
	if imp.Name != nil {
		return imp.Name.Name
	}
	p, _ := strconv.Unquote(imp.Path.Value)
	name := path.Base(p)
	if major.MatchString(name) {
		name = path.Base(path.Dir(p))
	}
	return name
}
