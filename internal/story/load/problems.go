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

// decode reads a file into the struct that into points to. Its error has every unknown or duplicate
// field and every value of the wrong type.
func decode(data []byte, file string, into any) error {
	p := problems{file: file}
	for _, problem := range strictjson.Decode(data, into).Problems() {
		p.list = append(p.list, fmt.Errorf("%s: %w", file, problem))
	}
	return p.err()
}
