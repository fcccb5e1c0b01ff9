package load

import (
	"strings"
	"testing"
)

// What a no-break space keeps together counts as one word.
func TestWordsAreCountedByBreaks(t *testing.T) {
	for text, want := range map[string]int{
		"99,63\u202f% des inscrits": 3, "«\u202foui\u202f»\u202f: deux urnes": 3, "10\u00a0000 votes": 2, "one  two\nthree": 3, "": 0,
	} {
		if got := len(strings.FieldsFunc(text, breaks)); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}
