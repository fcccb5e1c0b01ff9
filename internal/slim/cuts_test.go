package slim

import (
	"go/parser"
	"go/token"
	"os"
	"strings"
	"testing"
)

// testBuilder builds in a folder that is gone after the test.
func testBuilder(t *testing.T) builder {
	source, err := findEngine(root)
	if err != nil {
		t.Fatal(err)
	}
	return builder{root: t.TempDir(), source: source, work: t.TempDir()}
}

// Each cut finds what it is for, in the engine as it is and after all the others, and leaves Go.
func TestCutsFit(t *testing.T) {
	b := testBuilder(t)
	var all []edit
	for _, c := range cuts {
		if c.what == "" || c.why == "" || (c.saves == 0) == (c.gains == "") || (len(c.edits) == 0) == (c.pass == nil) {
			t.Errorf("the cut %q is incomplete", c.what)
		}
		all = append(all, c.edits...)
	}
	files, err := b.engine("slim", all)
	if err != nil {
		t.Fatal(err)
	}
	changed := 0
	for file, from := range files {
		if strings.HasPrefix(from, b.work) && strings.HasSuffix(file, ".go") {
			changed++
			if _, err := parser.ParseFile(token.NewFileSet(), from, nil, parser.SkipObjectResolution); err != nil {
				t.Error(err)
			}
		}
	}
	if changed < 20 {
		t.Errorf("only %d files were changed", changed)
	}
}

func TestACutWithNothingToCut(t *testing.T) {
	b := testBuilder(t)
	for _, test := range []struct {
		edit
		says string
	}{
		{without("internal/debug/caller.go", "SecondCaller"), "internal/debug/caller.go: there is no declaration of SecondCaller"},
		{leaveOut("internal/debug/caller_windows.go"), "no file internal/debug/caller_windows.go"},
		{leaveOut("internal/ui/ui_windows.go"), "no file internal/ui/ui_windows.go for the browser"},
	} {
		if _, err := b.engine("slim", []edit{test.edit}); err == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("want an error with %q, have %v", test.says, err)
		}
	}
}

func TestAnotherVersion(t *testing.T) {
	if err := (module{Version: "v2.10.5", Dir: "somewhere"}).check(); err == nil ||
		!strings.Contains(err.Error(), engineVersion) || !strings.Contains(err.Error(), "v2.10.5") || !strings.Contains(err.Error(), "--stock") {
		t.Errorf("another version is not told clearly: %v", err)
	}
	replaced := module{Version: engineVersion, Dir: "somewhere", Replace: &struct{ Path string }{"../mine"}}
	if err := replaced.check(); err == nil {
		t.Error("another engine in its place is not told")
	}
}

// The project's go.mod and the table are of one version.
func TestVersion(t *testing.T) {
	mod, err := os.ReadFile(root + "/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(mod), engine+" "+engineVersion+"\n") && !strings.Contains(string(mod), engine+" "+engineVersion+" ") {
		t.Errorf("go.mod does not have %s %s", engine, engineVersion)
	}
}

// Package plain is tested where it lies, as "./..." passes it by.
func TestPlain(t *testing.T) {
	if out, err := output(".", "go", "test", "./_engine/internal/plain"); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
