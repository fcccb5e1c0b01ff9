package site

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
)

// scripts are the page's modules by their name in web.
type scripts map[string]script

type script struct {
	path    string   // fingerprinted
	imports []string // names of the modules it imports at once
}

// imported finds the module an import names: static at the start of a line, or dynamic.
var imported = regexp.MustCompile(`(?m)(^(?:import|export)\b[^;"]*|^}\s*from\s+)"\./([\w-]+\.js)"|\bimport\("\./([\w-]+\.js)"\)`)

// hostScripts stand alone, outside the explainer's page.
var hostScripts = []string{"embed.js"}

// buildScripts fingerprints the modules, leaves first, so that every import names the file itself.
func (b *builder) buildScripts() (scripts, error) {
	sources := map[string][]byte{}
	names, err := fs.Glob(b.web, "*.js")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if slices.Contains(hostScripts, name) {
			continue
		}
		source, err := fs.ReadFile(b.web, name)
		if err != nil {
			return nil, err
		}
		sources[name] = shrink(source)
	}
	if sources["wasm_exec.js"], err = goSupport(); err != nil {
		return nil, err
	}
	done := scripts{}
	var add func(name string, within []string) error
	add = func(name string, within []string) error {
		source, ok := sources[name]
		if !ok {
			return fmt.Errorf("web/%s: imports %s, which is not there", within[len(within)-1], name)
		}
		if slices.Contains(within, name) {
			return fmt.Errorf("web/%s: imports itself by way of %v", name, within)
		}
		if _, ok := done[name]; ok {
			return nil
		}
		var out []byte
		var imports []string
		end := 0
		for _, m := range imported.FindAllSubmatchIndex(source, -1) {
			at, static := m[4:6], true
			if m[4] < 0 {
				at, static = m[6:8], false
			}
			target := string(source[at[0]:at[1]])
			if err := add(target, append(within, name)); err != nil {
				return err
			}
			out = append(out, source[end:at[0]]...)
			out = append(out, path.Base(done[target].path)...)
			end = at[1]
			if static {
				imports = append(imports, target)
			}
		}
		done[name] = script{b.fingerprint(name, append(out, source[end:]...)), imports}
		return nil
	}
	for name := range sources {
		if err := add(name, nil); err != nil {
			return nil, err
		}
	}
	return done, nil
}

// needs lists the paths of all modules that name imports at once, directly or not.
func (s scripts) needs(name string) []string {
	var paths []string
	var visit func(string)
	visit = func(name string) {
		for _, i := range s[name].imports {
			if p := s[i].path; !slices.Contains(paths, p) {
				paths = append(paths, p)
				visit(i)
			}
		}
	}
	visit(name)
	slices.Sort(paths)
	return paths
}
