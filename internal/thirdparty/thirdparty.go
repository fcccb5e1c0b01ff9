// Package thirdparty lists the third-party works that the site ships, with their licences.
package thirdparty

import (
	"bytes"
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// texts are the licences of works that are not Go modules and have no licence file in this repository.
//
//go:embed texts/*.txt
var texts embed.FS

// work is a third-party work.
type work struct {
	name    string
	where   string // on the site
	licence string // SPDX identifier
	text    string // of the licence
	notice  string // that the licence requires to be included, or ""
}

// List writes THIRD_PARTY.md for the project at root. It is an error if a licence is missing or
// unknown, so that a person looks at it.
func List(root string) ([]byte, error) {
	works := []work{{name: "Go: runtime, standard library and `wasm_exec.js`", where: "engine", text: own("go")}}
	for _, add := range []func(string) ([]work, error){modules, fonts, samples} {
		more, err := add(root)
		if err != nil {
			return nil, err
		}
		works = append(works, more...)
	}
	for i, w := range works {
		if works[i].licence = identify(w.text); works[i].licence == "" {
			return nil, fmt.Errorf("%s: its licence is missing or unknown", w.name)
		}
	}
	return document(works), nil
}

// own is one of texts, or "".
func own(name string) string {
	data, _ := texts.ReadFile("texts/" + name + ".txt")
	return string(data)
}

// modules are the Go modules that the browser build may link.
func modules(root string) ([]work, error) {
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, &stderr)
	}
	lines := strings.FieldsFunc(string(out), func(r rune) bool { return r == '\n' })
	slices.Sort(lines)
	var works []work
	for _, line := range slices.Compact(lines) {
		module := strings.Split(line, "\t")
		w := work{name: fmt.Sprintf("`%s` %s", module[0], module[1]), where: "engine"}
		if w.text, err = read(module[2], "LICENSE", "LICENSE.md", "LICENSE.txt", "COPYING"); err != nil {
			return nil, err
		}
		if w.notice, err = read(module[2], "NOTICE", "NOTICE.md", "NOTICE.txt"); err != nil {
			return nil, err
		}
		works = append(works, w)
	}
	return works, nil
}

// read is the content of the first of these files that exists, or "".
func read(dir string, names ...string) (string, error) {
	for _, name := range names {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if !errors.Is(err, fs.ErrNotExist) {
			return string(data), err
		}
	}
	return "", nil
}

// fonts are the fonts whose outlines are in pictures and text packs: NAME-400.ttf, with NAME-OFL.txt.
func fonts(root string) ([]work, error) {
	files, err := filepath.Glob(filepath.Join(root, "assets", "fonts", "*.ttf"))
	var works []work
	for _, file := range files {
		name := filepath.Base(file)
		name = name[:strings.LastIndexByte(name, '-')]
		if len(works) > 0 && works[len(works)-1].name == "the font "+name {
			continue
		}
		w := work{name: "the font " + name, where: "outlines in pictures and text packs"}
		if w.text, err = read(filepath.Dir(file), name+"-OFL.txt"); err != nil {
			return nil, err
		}
		works = append(works, w)
	}
	return works, err
}

// samples are the third-party embed scripts on the sample pages.
func samples(root string) ([]work, error) {
	files, err := filepath.Glob(filepath.Join(root, "web", "samples", "*.min.js"))
	var works []work
	for _, file := range files {
		name := map[string]string{"pym.v1.min.js": "pym", "iframeResizer.min.js": "iframe-resizer"}[filepath.Base(file)]
		works = append(works, work{name: "`" + filepath.Base(file) + "`", where: path.Join("samples", name), text: own(name)})
	}
	return works, err
}

// identify is the SPDX identifier of a licence text, or "" if it is unknown.
func identify(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, known := range []struct{ phrase, name string }{
		{"Apache License Version 2.0", "Apache-2.0"},
		{"SIL OPEN FONT LICENSE Version 1.1", "OFL-1.1"},
		{"Neither the name of", "BSD-3-Clause"},
		{"Permission is hereby granted, free of charge", "MIT"},
	} {
		if strings.Contains(text, known.phrase) {
			return known.name
		}
	}
	return ""
}

// document formats the list of works, followed by each licence text once.
func document(works []work) []byte {
	var out bytes.Buffer
	out.WriteString(`# Third-party works

The site ships these works beside its own, which is under Apache-2.0. The build collects this list
and puts it on the site too. Of the engine, Ebitengine, only a part is shipped: internal/slim/cuts.go
says what is left out. What only builds or tests the site is not listed.

| work | where on the site | licence |
|---|---|---|
`)
	for _, w := range works {
		fmt.Fprintf(&out, "| %s | %s | %s |\n", w.name, w.where, w.licence)
	}
	slices.SortStableFunc(works, func(a, b work) int {
		return cmp.Or(cmp.Compare(a.licence, b.licence), cmp.Compare(a.text, b.text))
	})
	for i, w := range works {
		if i == 0 || works[i-1].text != w.text {
			fmt.Fprintf(&out, "\n## %s\n\nFor:\n\n", w.licence)
			for _, same := range works {
				if same.text == w.text {
					fmt.Fprintf(&out, "- %s\n", same.name)
				}
			}
			quote(&out, w.text)
		}
	}
	for _, w := range works {
		if w.notice != "" {
			fmt.Fprintf(&out, "\n## Notice of %s\n", w.name)
			quote(&out, w.notice)
		}
	}
	return out.Bytes()
}

// quote adds a text verbatim.
func quote(out *bytes.Buffer, text string) {
	lines := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t\f")
	}
	fmt.Fprintf(out, "\n~~~~text\n%s\n~~~~\n", strings.Trim(strings.Join(lines, "\n"), "\n"))
}
