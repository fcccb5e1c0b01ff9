// Package archtest checks the import rules between packages and that versions are pinned.
package archtest

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
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
		"./scenes/...", "./internal/stage", "./internal/stage/svg", "./internal/story", "./internal/pack", "./internal/host/playback",
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

// What is built and tested today must be built and tested so tomorrow.
func TestVersionsAreExact(t *testing.T) {
	exact := regexp.MustCompile(`^v?\d+\.\d+\.\d+$`)
	data, err := os.ReadFile("../../e2e/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var npm struct{ Dependencies, DevDependencies map[string]string }
	if err := json.Unmarshal(data, &npm); err != nil {
		t.Fatal(err)
	}
	if len(npm.Dependencies) != 0 || len(npm.DevDependencies) == 0 {
		t.Error("e2e/package.json: what is installed only tests the site, so it belongs in devDependencies")
	}
	for name, version := range npm.DevDependencies {
		if !exact.MatchString(version) {
			t.Errorf("e2e/package.json: %s is wanted as %q", name, version)
		}
	}
	script, err := os.ReadFile("../../build.sh")
	if err != nil {
		t.Fatal(err)
	}
	tools := regexp.MustCompile(`go (?:run|install) "?[^\s@"]+@(?:\$version|(v[^\s"]+))`).FindAllSubmatch(script, -1)
	if len(tools) == 0 {
		t.Error("build.sh: no Go tool is run by its version; this test looks for them")
	}
	for _, tool := range tools {
		if version := string(tool[1]); version != "" && !exact.MatchString(version) {
			t.Errorf("build.sh: %s", tool[0])
		}
	}
}
