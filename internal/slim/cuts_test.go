package slim

import (
	"errors"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"
)

// testWorkspace is a workspace that is removed after the test.
func testWorkspace(t *testing.T) workspace {
	source, err := findEngine(root)
	if err != nil {
		t.Fatal(err)
	}
	return workspace{root: t.TempDir(), source: source, work: t.TempDir()}
}

// Each cut finds its targets in the engine, and the result is Go.
func TestCutsFit(t *testing.T) {
	w := testWorkspace(t)
	for _, c := range cuts {
		source := len(c.edits) > 0 || c.patch != ""
		if c.what == "" || c.why == "" || c.upstream == "" || (c.saves == 0) == (c.gains == "") || !source {
			t.Errorf("the cut %q is incomplete", c.what)
		}
	}
	for _, p := range passes {
		if p.what == "" || p.why == "" || p.saves == 0 || p.apply == nil {
			t.Errorf("the pass %q is incomplete", p.what)
		}
	}
	all, err := editsOf(cuts)
	if err != nil {
		t.Fatal(err)
	}
	files, err := w.engine("slim", all)
	if err != nil {
		t.Fatal(err)
	}
	changed := 0
	for file, from := range files {
		if strings.HasPrefix(from, w.work) && strings.HasSuffix(file, ".go") {
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

// Every patch is used by a cut.
func TestPatchesAreUsed(t *testing.T) {
	files, err := patches.ReadDir("patches")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !slices.ContainsFunc(cuts, func(c cut) bool { return c.patch+".patch" == file.Name() }) {
			t.Errorf("no cut uses patches/%s", file.Name())
		}
	}
}

// An edit whose target is missing or ambiguous is a MissedCutError with the cut and the target.
func TestMissedCut(t *testing.T) {
	w := testWorkspace(t)
	for _, test := range []struct {
		edit
		want string
	}{
		{remove("internal/debug/caller.go", "SecondCaller"), "internal/debug/caller.go: there is no declaration of SecondCaller"},
		{emptyFile("internal/debug/caller_windows.go"), "no file internal/debug/caller_windows.go for the browser"},
		{emptyFile("internal/ui/ui_windows.go"), "no file internal/ui/ui_windows.go for the browser"},
		{addFile("internal/shaderir/program.go"), "internal/shaderir/program.go: the engine has a file of this name already"},
		{onlyEdit(t, "--- a/image.go\n+++ b/image.go\n@@ -1,1 +1,1 @@\n-package engine\n+package ebiten\n"), "image.go: hunk 1: these lines are there 0 times, not once:\npackage engine"},
		{onlyEdit(t, "--- a/image.go\n+++ b/image.go\n@@ -1,1 +1,0 @@\n-}\n"), "image.go: hunk 1: these lines are there"},
	} {
		test.cut = "a test"
		_, err := w.engine("slim", []edit{test.edit})
		var missed *MissedCutError
		if !errors.As(err, &missed) || missed.Cut != "a test" || !strings.Contains(err.Error(), `slim: cut "a test": `) || !strings.Contains(err.Error(), test.want) {
			t.Errorf("want a MissedCutError with %q, have %v", test.want, err)
		}
	}
}

// Build returns the error of a missed cut before it compiles anything.
func TestBuildWithMissedCut(t *testing.T) {
	bad := []cut{{what: "a test", edits: []edit{remove("internal/debug/caller.go", "SecondCaller")}}}
	var missed *MissedCutError
	if _, err := build(root, ".", ".cache/slim-test", bad, nil); !errors.As(err, &missed) || missed.Cut != "a test" {
		t.Errorf("have %v", err)
	}
}

func TestAnotherVersion(t *testing.T) {
	var missed *MissedCutError
	err := (module{Version: "v2.10.5", Dir: "somewhere"}).check()
	if !errors.As(err, &missed) {
		t.Fatalf("another version: have %v", err)
	}
	for _, want := range []string{engineVersion, "v2.10.5", "--stock"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("another version: no %q in %v", want, err)
		}
	}
	replaced := module{Version: engineVersion, Dir: "somewhere", Replace: &struct{ Path string }{"../mine"}}
	if err := replaced.check(); !errors.As(err, &missed) {
		t.Errorf("a replaced engine: have %v", err)
	}
}

// The cuts are for the version in go.mod.
func TestVersion(t *testing.T) {
	mod, err := os.ReadFile(root + "/go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(mod), engine+" "+engineVersion+"\n") && !strings.Contains(string(mod), engine+" "+engineVersion+" ") {
		t.Errorf("go.mod does not have %s %s", engine, engineVersion)
	}
}

// "./..." leaves out folders that start with an underscore.
func TestPlain(t *testing.T) {
	if out, err := output(".", "go", "test", "./_engine/internal/plain"); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
