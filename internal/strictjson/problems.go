package strictjson

import (
	"errors"
	"fmt"
)

// Problems collects everything wrong with a file, so that an editor can fix it all at once. Each
// becomes one line: file, key, what is wrong, and the fix.
type Problems struct {
	File string
	list []error
}

// Add reports what is wrong with the value at key, and how to fix it.
func (p *Problems) Add(key, what, fix string) {
	p.list = append(p.list, errors.New(p.File+": "+key+": "+what+"; "+fix))
}

// AddDocument reports everything wrong with a document.
func (p *Problems) AddDocument(doc *Document) {
	for _, problem := range doc.Problems() {
		p.list = append(p.list, fmt.Errorf("%s: %w", p.File, problem))
	}
}

// AddAll reports the problems of another file too.
func (p *Problems) AddAll(other Problems) { p.list = append(p.list, other.list...) }

// Err joins the problems; it is nil if there are none.
func (p *Problems) Err() error { return errors.Join(p.list...) }

// Err joins a document's problems, each beginning with the file's name; it is nil if there are none.
func (d *Document) Err(file string) error {
	p := Problems{File: file}
	p.AddDocument(d)
	return p.Err()
}
