// Package strictjson reads JSON files that people write by hand. It is stricter than encoding/json
// and reports everything wrong with a file at once, each problem with its line and how to fix it:
// an unknown or duplicate field, a field in other letter case, a value of the wrong type, a null, a
// missing required field.
//
// Types are read from Go types as encoding/json does it, by the fields' json tags: structs, maps
// with string keys, Ordered, slices, pointers, strings, booleans, int, float64, and any (numbers in
// it are json.Number). A second tag says more of a field:
//
//	Turnout *float64 `json:"turnout" strict:"required,nullable"`
//
// A required field must be there. A nullable one may be null, and is then left as it is.
package strictjson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Problem is one thing wrong with a file.
type Problem struct {
	Line int    // from 1; 0 for the file as a whole
	Path string // of the value, such as "steps.cover.caption[0]"; "" for the whole file
	What string // is wrong
	Fix  string // what to do about it

	Unknown bool // it is a field that the type does not have; formats that grow may ignore it
}

func (p Problem) Error() string {
	text := p.What + "; " + p.Fix
	if p.Path != "" {
		text = p.Path + ": " + text
	}
	if p.Line > 0 {
		text = fmt.Sprintf("line %d: %s", p.Line, text)
	}
	return text
}

// Document is a file that was read, and what is wrong with it.
type Document struct {
	lines    map[string]int // of each value that could be read, by its path
	problems []Problem
	read     int // bytes of the text whose line breaks have been counted
	breaks   int
}

// Decode reads data, which is one JSON value, into the value that into points to. Values with a
// problem, and whatever comes after text that is not JSON, are left as they were.
func Decode(data []byte, into any) *Document {
	doc := &Document{lines: map[string]int{}}
	switch {
	case !utf8.Valid(data):
		doc.add(0, "", "not UTF-8", "save the file as UTF-8")
		return doc
	case bytes.HasPrefix(data, []byte("\ufeff")):
		doc.add(1, "", "a byte order mark before the text", "save the file without one")
		return doc
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	r := reader{Decoder: d, data: data, doc: doc}
	err := r.value(reflect.ValueOf(into).Elem(), "", false)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = errors.New("the file ends too early")
	}
	if err != nil {
		doc.add(r.line(), "", "not JSON: "+err.Error(), "fix it there or just before")
	} else if _, err := d.Token(); err != io.EOF {
		doc.add(r.line(), "", "text after the closing bracket", "remove it")
	}
	return doc
}

// Check reports a problem with the value at path unless ok. It reports nothing for a value that is
// missing or has a problem already.
func (doc *Document) Check(path string, ok bool, what, fix string) {
	if line := doc.lines[path]; line > 0 && !ok {
		doc.add(line, path, what, fix)
		delete(doc.lines, path)
	}
}

// Problems are all problems in the order of their lines.
func (doc *Document) Problems() []Problem {
	slices.SortStableFunc(doc.problems, func(a, b Problem) int { return a.Line - b.Line })
	return doc.problems
}

func (doc *Document) add(line int, path, what, fix string) {
	doc.problems = append(doc.problems, Problem{Line: line, Path: path, What: what, Fix: fix})
}

// reader reads a JSON text into Go values. Its methods return an error only if the text is not
// JSON; other problems go into doc.
type reader struct {
	*json.Decoder
	data []byte
	doc  *Document
}

// line is the line of the token that was read last.
func (r reader) line() int {
	end := max(r.doc.read, min(int(r.InputOffset()), len(r.data)))
	r.doc.breaks += bytes.Count(r.data[r.doc.read:end], []byte("\n"))
	r.doc.read = end
	return 1 + r.doc.breaks
}

// value reads the next value.
func (r reader) value(into reflect.Value, path string, nullable bool) error {
	if into.Kind() == reflect.Interface {
		r.doc.lines[path] = r.line()
		return r.Decode(into.Addr().Interface())
	}
	tok, err := r.Token()
	if err != nil {
		return err
	}
	if tok == nil && nullable {
		r.doc.lines[path] = r.line()
		return nil
	}
	if into.Kind() == reflect.Pointer {
		into.Set(reflect.New(into.Type().Elem()))
		into = into.Elem()
	}
	fields := fieldsOf(into)
	switch {
	case tok == json.Delim('{') && fields != nil:
		r.doc.lines[path] = r.line()
		return r.object(fields, path)
	case tok == json.Delim('[') && fields == nil && into.Kind() == reflect.Slice:
		r.doc.lines[path] = r.line()
		return r.array(into, path)
	case setScalar(into, tok):
		r.doc.lines[path] = r.line()
		return nil
	}
	want := describe(into, fields != nil)
	if nullable {
		want += " or null"
	}
	r.doc.add(r.line(), path, "not "+want, "write "+want)
	return r.skip(tok)
}

// object reads an object whose opening brace was read.
func (r reader) object(fields fields, path string) error {
	seen := map[string]bool{}
	for r.More() {
		tok, err := r.Token()
		if err != nil {
			return err
		}
		name := tok.(string) // the decoder lets nothing else stand here
		at := Join(path, name)
		if seen[name] {
			r.doc.add(r.line(), at, "duplicate field", "keep one")
			err = r.skipValue()
		} else if f, ok := fields.field(name); !ok {
			r.doc.problems = append(r.doc.problems, Problem{r.line(), at, "unknown field", "remove it, or correct its spelling", true})
			err = r.skipValue()
		} else {
			err = r.value(f.value, at, f.nullable)
			if f.done != nil {
				f.done()
			}
		}
		if err != nil {
			return err
		}
		seen[name] = true
	}
	if _, err := r.Token(); err != nil {
		return err
	}
	for _, name := range fields.required() {
		if !seen[name] {
			r.doc.add(r.line(), Join(path, name), "missing", "add it")
		}
	}
	return nil
}

// array reads an array whose opening bracket was read.
func (r reader) array(into reflect.Value, path string) error {
	for i := 0; r.More(); i++ {
		into.Set(reflect.Append(into, reflect.Zero(into.Type().Elem())))
		if err := r.value(into.Index(i), path+"["+strconv.Itoa(i)+"]", false); err != nil {
			return err
		}
	}
	_, err := r.Token()
	return err
}

func (r reader) skipValue() error {
	tok, err := r.Token()
	if err != nil {
		return err
	}
	return r.skip(tok)
}

// skip reads the rest of the value that begins with tok.
func (r reader) skip(tok json.Token) (err error) {
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
		if tok, err = r.Token(); err != nil {
			return err
		}
	}
}

// setScalar sets a string, boolean or number; false if tok is none that fits.
func setScalar(into reflect.Value, tok json.Token) bool {
	switch tok := tok.(type) {
	case string:
		if into.Kind() == reflect.String {
			into.SetString(tok)
			return true
		}
	case bool:
		if into.Kind() == reflect.Bool {
			into.SetBool(tok)
			return true
		}
	case json.Number:
		v, err := tok.Float64()
		switch {
		case err != nil: // out of range
		case into.Kind() == reflect.Float64:
			into.SetFloat(v)
			return true
		case into.Kind() == reflect.Int && v == math.Trunc(v) && math.Abs(v) < 1<<53: // "1.0" too
			into.SetInt(int64(v))
			return true
		}
	}
	return false
}

// describe names the JSON type that a Go value is read from.
func describe(v reflect.Value, object bool) string {
	if object {
		return "an object {…}"
	}
	switch v.Kind() {
	case reflect.Slice:
		return "a list […]"
	case reflect.String:
		return `text "…"`
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	}
	panic("strictjson: cannot read " + v.Type().String())
}

// Join is the path of a field, as in Problem and Check: "steps.cover". A name that could be misread in
// a message is quoted.
func Join(path, name string) string {
	if quoted := strconv.Quote(name); name == "" || strings.Contains(name, " ") || quoted[1:len(quoted)-1] != name {
		name = quoted
	}
	if path == "" {
		return name
	}
	return path + "." + name
}
