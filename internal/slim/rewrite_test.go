package slim

import (
	"strings"
	"testing"
)

const sample = `package sample

import (
	"fmt"
	"os"
	"strings"

	v2 "example.com/thing/v2"
)

// Both are described here.
var (
	one   = os.Args
	two   = 2
	a, b  = 3, 4
)

const (
	first = iota
	second
)

type Shape struct{ name string }

func (s *Shape) String() string { return fmt.Sprint(s.name) }

func upper(s string) string { return strings.ToUpper(s) }

func init() { v2.Start() }
`

func TestEdits(t *testing.T) {
	for name, test := range map[string]struct {
		edit
		gone, there []string
		fails       string
	}{
		"a function":            {edit: remove("x.go", "upper"), gone: []string{"upper", `"strings"`}, there: []string{`"fmt"`}},
		"a method":              {edit: remove("x.go", "Shape.String"), gone: []string{"Sprint", `"fmt"`}, there: []string{"Shape struct"}},
		"one of a group":        {edit: remove("x.go", "one"), gone: []string{"Args", `"os"`}, there: []string{"two"}},
		"two things":            {edit: remove("x.go", "one", "two"), gone: []string{"Args", "two"}},
		"a type":                {edit: remove("x.go", "Shape.String", "Shape"), gone: []string{"Shape"}},
		"an import with a name": {edit: replaceBody("x.go", "init", ""), gone: []string{"thing/v2"}, there: []string{"func init"}},
		"another body":          {edit: replaceBody("x.go", "Shape.String", "return upper(s.name)"), gone: []string{"Sprint"}, there: []string{"return upper(s.name)"}},
		"all of it":             {edit: emptyFile("x.go"), gone: []string{"import", "func"}, there: []string{"package sample"}},
		"another import":        {edit: replaceImport("fmt", "plain"), there: []string{`fmt "` + engine + `/plain"`}},
		"an import not there":   {edit: replaceImport("log", "plain"), there: []string{`"fmt"`}, gone: []string{"plain"}},
		"no such declaration":   {edit: remove("x.go", "lower"), fails: "no declaration of lower"},
		"no such method":        {edit: replaceBody("x.go", "Shape.Area", ""), fails: "no function Shape.Area"},
		"declared with others":  {edit: remove("x.go", "a"), fails: "together with others"},
		"a constant with iota":  {edit: remove("x.go", "first"), fails: "group of constants"},
		"a body that is not Go": {edit: replaceBody("x.go", "upper", "return ("), fails: "after its edits"},
		"a missing file":        {edit: replaceFile("x.go"), fails: "_engine/x.go"},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := rewrite("x.go", []byte(sample), []edit{test.edit})
			if test.fails != "" {
				if err == nil || !strings.Contains(err.Error(), test.fails) {
					t.Fatalf("want an error with %q, have %v", test.fails, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range test.gone {
				if strings.Contains(string(out), s) {
					t.Errorf("%s is still there:\n%s", s, out)
				}
			}
			for _, s := range test.there {
				if !strings.Contains(string(out), s) {
					t.Errorf("%s is gone:\n%s", s, out)
				}
			}
		})
	}
}

func TestEditsOfOtherFilesDoNothing(t *testing.T) {
	out, err := rewrite("y.go", []byte(sample), []edit{remove("x.go", "nothing")})
	if err != nil || string(out) != sample {
		t.Errorf("the file was changed (%v)", err)
	}
}
