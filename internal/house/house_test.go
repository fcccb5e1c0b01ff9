// Package house checks the rules of the house: who may know whom.
package house

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// list runs go list for the browser build and returns its lines.
func list(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Fields(string(out))
}

// What draws and what decides must run anywhere: no engine, no browser.
func TestPurePackagesKnowNoEngine(t *testing.T) {
	pure := []string{
		"./scenes", "./internal/stage", "./internal/stage/svg", "./internal/story", "./internal/glyphs", "./internal/host/playback",
	}
	for _, dep := range list(t, append([]string{"-deps"}, pure...)...) {
		if dep == "syscall/js" || strings.HasPrefix(dep, "github.com/hajimehoshi/") {
			t.Errorf("a pure package imports %s", dep)
		}
	}
}

// Each of these costs kilobytes in every reader's download and milliseconds at the start.
func TestBrowserBuildIsLean(t *testing.T) {
	costly := []string{"encoding/json", "fmt", "log", "log/slog", "os", "reflect", "regexp", "text/template"}
	for _, pkg := range list(t, "-deps", ".") {
		if pkg != "twoboxes" && !strings.HasPrefix(pkg, "twoboxes/") {
			continue
		}
		for _, imported := range list(t, "-f", `{{join .Imports " "}}`, pkg) {
			if slices.Contains(costly, imported) {
				t.Errorf("%s imports %s, which does not belong in the browser build", pkg, imported)
			}
		}
	}
}
