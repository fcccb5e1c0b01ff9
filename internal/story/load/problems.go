package load

import "errors"

// problems collects everything wrong with a file, so that it can be mended in one go.
type problems struct {
	file string
	list []error
}

// add notes what is wrong with the value at key, and how to mend it.
func (p *problems) add(key, what, mend string) {
	p.list = append(p.list, errors.New(p.file+": "+key+": "+what+"; "+mend))
}

func (p *problems) err() error { return errors.Join(p.list...) }
