package plain

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

type named int

func (n named) String() string { return "named" }

type pair struct{ a, b int }

func TestSprintf(t *testing.T) {
	for _, args := range [][]any{
		{"nothing to put in"},
		{"%s and %d of %t, %v", "one", 2, true, named(3)},
		{"100%% of %d", uint32(7)},
		{"%s", errors.New("an error")},
		{"%v", 0.5},
		{"%v", nil},
	} {
		format := args[0].(string)
		if have, want := Sprintf(format, args[1:]...), fmt.Sprintf(format, args[1:]...); have != want {
			t.Errorf("have %q, want %q", have, want)
		}
	}
	// too few and too many arguments do not panic
	for _, args := range [][]any{{"%d"}, {"%"}, {"all", 1}} {
		Sprintf(args[0].(string), args[1:]...)
	}
}

// A value of another type is not lost silently: the text has the name of its type.
func TestUnknownTypes(t *testing.T) {
	for want, v := range map[string]any{
		"%!([]int)":          []int{1},
		"%!(*int)":           new(int),
		"%!(plain.pair)":     pair{1, 2},
		"%!(map[string]any)": map[string]any{},
		"%!(uint8)":          uint8(1),
		"%!(func())":         func() {},
	} {
		want = strings.ReplaceAll(want, "any", "interface {}")
		if have := Sprintf("%v", v); have != want {
			t.Errorf("have %q, want %q", have, want)
		}
	}
}

func TestErrorf(t *testing.T) {
	cause := errors.New("the cause")
	err := Errorf("it failed: %w", cause)
	if err.Error() != "it failed: the cause" || !errors.Is(err, cause) {
		t.Errorf("have %v", err)
	}
}
