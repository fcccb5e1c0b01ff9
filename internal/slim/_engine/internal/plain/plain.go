// Package plain replaces fmt where the engine formats errors and panics, without fmt's reflection: it
// can print the types that the engine prints.
package plain

import (
	"strconv"
	"strings"
)

// Stringer is fmt.Stringer.
type Stringer interface{ String() string }

// Sprintf replaces each verb with one argument, and ignores which verb it is.
func Sprintf(format string, args ...any) string {
	var b strings.Builder
	for format != "" {
		text, rest, found := strings.Cut(format, "%")
		b.WriteString(text)
		if !found {
			break
		}
		if strings.HasPrefix(rest, "%") {
			b.WriteByte('%')
			format = rest[1:]
			continue
		}
		verb := strings.IndexFunc(rest, func(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' })
		if verb < 0 || len(args) == 0 {
			b.WriteString("%" + rest)
			break
		}
		b.WriteString(word(args[0]))
		args, format = args[1:], rest[verb+1:]
	}
	return b.String()
}

// Errorf makes an error. It wraps the first argument that is one.
func Errorf(format string, args ...any) error {
	err := &wrapped{text: Sprintf(format, args...)}
	for _, a := range args {
		if cause, ok := a.(error); ok {
			err.cause = cause
			break
		}
	}
	return err
}

type wrapped struct {
	text  string
	cause error
}

func (w *wrapped) Error() string { return w.text }
func (w *wrapped) Unwrap() error { return w.cause }

// word is a value as text. Of a type that it cannot print it returns the name, as "%!([]int)".
func word(v any) string {
	switch v := v.(type) {
	case nil:
		return "<nil>"
	case string:
		return v
	case error:
		return v.Error()
	case Stringer:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int32:
		return strconv.Itoa(int(v))
	case uint32:
		return strconv.Itoa(int(v))
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return "%!(" + typeName(v) + ")"
}

// typeName is the name of a value's type. Only the runtime can give it without reflection: in the
// error of a type assertion that fails.
func typeName(v any) (name string) {
	defer func() {
		err, _ := recover().(error)
		_, after, _ := strings.Cut(err.Error(), ": ")
		name, _, _ = strings.Cut(after, " is not ")
	}()
	_ = v.(interface{ noTypeHasThisMethod() })
	return ""
}
