// Package plain stands in for fmt where the engine words its errors and panics, without fmt's
// reflection: it knows the types that the engine prints.
package plain

import (
	"strconv"
	"strings"
)

// Stringer is fmt.Stringer.
type Stringer interface{ String() string }

// Sprintf puts one argument in place of each verb, whatever the verb.
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

// word is a value as text.
func word(v any) string {
	switch v := v.(type) {
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
	return "?"
}
