package plain

import (
	"errors"
	"fmt"
	"testing"
)

type named int

func (n named) String() string { return "named" }

func TestSprintf(t *testing.T) {
	for _, args := range [][]any{
		{"nothing to put in"},
		{"%s and %d of %t, %v", "one", 2, true, named(3)},
		{"100%% of %d", uint32(7)},
		{"%s", errors.New("an error")},
		{"%v", 0.5},
	} {
		format := args[0].(string)
		if have, want := Sprintf(format, args[1:]...), fmt.Sprintf(format, args[1:]...); have != want {
			t.Errorf("have %q, want %q", have, want)
		}
	}
	// what there is no word for, too few and too many do no harm
	for _, args := range [][]any{{"%v", []int{1}}, {"%d"}, {"%"}, {"all", 1}} {
		Sprintf(args[0].(string), args[1:]...)
	}
}

func TestErrorf(t *testing.T) {
	cause := errors.New("the cause")
	err := Errorf("it failed: %w", cause)
	if err.Error() != "it failed: the cause" || !errors.Is(err, cause) {
		t.Errorf("have %v", err)
	}
}
