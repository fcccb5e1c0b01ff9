package records

import (
	"errors"

	"twoboxes/internal/strictjson"
)

// problems collects everything wrong with a file, one line each: file, key, what, and the fix.
type problems struct {
	file string
	list []error
}

func (p *problems) add(key, what, fix string) {
	p.list = append(p.list, errors.New(p.file+": "+key+": "+what+"; "+fix))
}

func (p *problems) err() error { return errors.Join(p.list...) }

func problemsOf(file string, doc *strictjson.Document) error {
	var list []error
	for _, p := range doc.Problems() {
		list = append(list, errors.New(file+": "+p.Error()))
	}
	return errors.Join(list...)
}
