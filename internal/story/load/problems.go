package load

import (
	"errors"
	"fmt"

	"twoboxes/internal/strictjson"
)

// problems collects everything wrong with a file, so that an editor can fix it all at once.
type problems struct {
	file string
	list []error
}

// add reports what is wrong with the value at key, and how to fix it.
func (p *problems) add(key, what, fix string) {
	p.list = append(p.list, errors.New(p.file+": "+key+": "+what+"; "+fix))
}

func (p *problems) err() error { return errors.Join(p.list...) }

// addAll reports everything wrong with a document.
func (p *problems) addAll(doc *strictjson.Document) {
	for _, problem := range doc.Problems() {
		p.list = append(p.list, fmt.Errorf("%s: %w", p.file, problem))
	}
}

// decode reads a file into the struct that into points to. Its error has every unknown or duplicate
// field and every value of the wrong type.
func decode(data []byte, file string, into any) error {
	p := problems{file: file}
	p.addAll(strictjson.Decode(data, into))
	return p.err()
}
