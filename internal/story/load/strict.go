package load

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// decode reads one JSON value into the struct that into points to. It is stricter than
// encoding/json: a name that is unknown, written twice or in other letters, a null, or a value of
// the wrong kind is refused, with its line and path.
func decode(data []byte, file string, into any) error {
	if !utf8.Valid(data) {
		return errors.New(file + ": not UTF-8; save it as UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	w := walker{d: d, data: data, problems: problems{file: file}}
	err := w.value(reflect.TypeOf(into).Elem(), "")
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.New("something follows the closing brace")
		}
	}
	if err != nil {
		w.list = append(w.list, fmt.Errorf("%s: line %d: not JSON: %w; mend it there or just before", file, w.line(), err))
	}
	if len(w.list) > 0 {
		return w.err()
	}
	d = json.NewDecoder(bytes.NewReader(data))
	d.UseNumber() // a figure is kept as written, so that its decimals are known
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// ordered is a JSON object whose order matters; see Ordered.
type ordered interface{ element() reflect.Type }

// walker goes through a JSON text beside the Go type it is meant for.
type walker struct {
	d    *json.Decoder
	data []byte
	problems
}

func (w *walker) line() int {
	return 1 + bytes.Count(w.data[:min(int(w.d.InputOffset()), len(w.data))], []byte("\n"))
}

func (w *walker) wrong(path, what, mend string) {
	w.add("line "+strconv.Itoa(w.line())+": "+path, what, mend)
}

// value checks the next value against t; an error means that the text is not JSON.
func (w *walker) value(t reflect.Type, path string) error {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	tok, err := w.d.Token()
	if err != nil {
		return err
	}
	switch {
	case tok == json.Delim('{'):
		if member := members(t); member != nil {
			return w.object(member, path)
		}
	case tok == json.Delim('['):
		if t.Kind() == reflect.Slice && members(t) == nil {
			return w.array(t.Elem(), path)
		}
	case t.Kind() == reflect.String:
		if _, ok := tok.(string); ok {
			return nil
		}
	}
	if t.Kind() != reflect.Interface {
		w.wrong(path, "not "+kindName(t), "write "+kindName(t)+" here")
	}
	return w.skip(tok)
}

func (w *walker) object(member func(string) (reflect.Type, bool), path string) error {
	seen := map[string]bool{}
	for w.d.More() {
		tok, err := w.d.Token()
		if err != nil {
			return err
		}
		name := tok.(string) // the decoder lets nothing else stand here
		at := strings.TrimPrefix(path+"."+name, ".")
		if seen[name] {
			w.wrong(at, "written twice", "keep one")
		}
		seen[name] = true
		t, known := member(name)
		if !known {
			w.wrong(at, "unknown name", "remove it, or correct its spelling")
			t = reflect.TypeFor[any]()
		}
		if err := w.value(t, at); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

func (w *walker) array(t reflect.Type, path string) error {
	for i := 0; w.d.More(); i++ {
		if err := w.value(t, path+"["+strconv.Itoa(i)+"]"); err != nil {
			return err
		}
	}
	_, err := w.d.Token()
	return err
}

// skip passes over the rest of the value that begins with tok.
func (w *walker) skip(tok json.Token) (err error) {
	for depth := 0; ; {
		switch tok {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		if tok, err = w.d.Token(); err != nil {
			return err
		}
	}
}

// members gives the type of an object's members by name, or nil when t is not read from an object.
func members(t reflect.Type) func(string) (reflect.Type, bool) {
	if o, ok := reflect.Zero(t).Interface().(ordered); ok {
		return func(string) (reflect.Type, bool) { return o.element(), true }
	}
	switch t.Kind() {
	case reflect.Map:
		return func(string) (reflect.Type, bool) { return t.Elem(), true }
	case reflect.Struct:
		return func(name string) (reflect.Type, bool) {
			for f := range t.Fields() {
				if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag != "" && tag == name {
					return f.Type, true
				}
			}
			return nil, false
		}
	}
	return nil
}

func kindName(t reflect.Type) string {
	switch {
	case members(t) != nil:
		return "an object {…}"
	case t.Kind() == reflect.Slice:
		return "a list […]"
	}
	return "a text \"…\""
}

// Ordered is a JSON object that keeps the order of its members, where that is the order shown.
type Ordered[T any] []Entry[T]

// Entry is one member of an Ordered object.
type Entry[T any] struct {
	Key   string
	Value T
}

// Get is the value of key, and whether there is one.
func (o Ordered[T]) Get(key string) (v T, ok bool) {
	for _, e := range o {
		if e.Key == key {
			return e.Value, true
		}
	}
	return v, false
}

// UnmarshalJSON reads a JSON object, in order.
func (o *Ordered[T]) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		e := Entry[T]{Key: fmt.Sprint(name)}
		if err := d.Decode(&e.Value); err != nil {
			return err
		}
		*o = append(*o, e)
	}
	return nil
}

func (Ordered[T]) element() reflect.Type { return reflect.TypeFor[T]() }
