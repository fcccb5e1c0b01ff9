// Package archtest checks the import rules between packages and that versions are pinned.
package archtest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// list runs go list for the browser build and returns its words.
func list(t *testing.T, args ...string) []string {
	t.Helper()
	return strings.Fields(strings.Join(lines(t, args...), " "))
}

// lines runs go list for the browser build and returns its lines.
func lines(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

// What draws and what decides must run anywhere: no engine, no browser.
func TestPurePackagesImportNoEngine(t *testing.T) {
	pure := []string{
		"./scenes/...", "./internal/stage", "./internal/stage/svg", "./internal/stage/raster", "./internal/story", "./internal/pack", "./internal/host/playback",
	}
	for _, dep := range list(t, append([]string{"-deps"}, pure...)...) {
		if dep == "syscall/js" || strings.HasPrefix(dep, "github.com/hajimehoshi/") {
			t.Errorf("a pure package imports %s", dep)
		}
	}
}

// mayImport lists what each group of packages may import of this module. A name that ends in /...
// stands for the packages below it; the first group that fits counts.
var mayImport = []struct{ group, imports string }{
	{"internal/story", ""},
	{"internal/story/load", "internal/story internal/strictjson"},
	{"internal/stage", "internal/story"},
	{"internal/pack", "internal/story internal/stage"},
	{"internal/stage/gpu", "internal/stage internal/pack"},
	{"internal/stage/svg", "internal/stage internal/pack"},
	{"internal/stage/raster", "internal/stage internal/pack"},
	{"scenes/props", "internal/stage"},
	{"scenes", "internal/stage internal/story scenes/props scenes/..."},
	{"scenes/...", "internal/stage internal/story scenes/props"}, // and no other scene
	{"internal/host/playback", "internal/stage internal/story"},
	{"internal/host", "assets internal/host/playback internal/stage internal/stage/gpu internal/pack internal/still"},
	{"internal/...", "assets internal/..."}, // neither scenes nor commands: they are given the scenes
	{"cmd/...", "assets scenes internal/..."},
	{"", "internal/host scenes"},
}

// No import runs backwards, from what is general to what uses it.
func TestImportsRunOneWay(t *testing.T) {
	const module = "twoboxes"
	match := func(pattern, pkg string) bool {
		below, ok := strings.CutSuffix(pattern, "/...")
		return pkg == pattern || ok && strings.HasPrefix(pkg, below+"/")
	}
	for _, line := range lines(t, "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...") {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(strings.TrimPrefix(fields[0], module), "/")
		at := slices.IndexFunc(mayImport, func(r struct{ group, imports string }) bool { return match(r.group, pkg) })
		if at < 0 || strings.Contains(pkg, "/scenetest") {
			continue // tools beside the program
		}
		for _, imported := range fields[1:] {
			name, ours := strings.CutPrefix(imported, module+"/")
			allowed := strings.Fields(mayImport[at].imports)
			if ours && !slices.ContainsFunc(allowed, func(p string) bool { return match(p, name) }) {
				t.Errorf("%s imports %s; it may import only: %s", pkg, name, mayImport[at].imports)
			}
		}
	}
}

// webImports lists what the scripts of each folder in web/ may import from other folders.
var webImports = map[string][]string{
	"lib":      {},
	"fetch":    {},
	"engine":   {"fetch", "lib"},
	"frame":    {"lib"},
	"live":     {"lib"},
	"player":   {"engine", "fetch", "frame", "lib", "live"},
	"host":     {"lib"},
	"builder":  {"lib", "host", "live", "player"},
	"feededit": {"live"},
	"samples":  {},
}

// The browser resolves only relative imports: another one is of a sample of code for others.
var importLine = regexp.MustCompile(`(?m)^(?:import|export)\b[^;]*?from "(\.[^"]+)"|^import "(\.[^"]+)"`)

func TestWebImportsRunOneWay(t *testing.T) {
	const web = "../../web"
	scripts, err := filepath.Glob(web + "/*/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, script := range scripts {
		folder := filepath.Base(filepath.Dir(script))
		allowed, ok := webImports[folder]
		if !ok {
			t.Errorf("web/%s: a folder of no group; add it to webImports", folder)
			continue
		}
		source, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range importLine.FindAllStringSubmatch(string(source), -1) {
			target := filepath.Join(filepath.Dir(script), m[1]+m[2])
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s imports %s, which does not exist", script, m[1]+m[2])
			}
			if other := filepath.Base(filepath.Dir(target)); other != folder && !slices.Contains(allowed, other) {
				t.Errorf("%s imports web/%s; scripts of web/%s may import only: %s", script, other, folder, strings.Join(allowed, ", "))
			}
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
	exact := regexp.MustCompile(`^(v|npm:[a-z-]+@)?\d+\.\d+\.\d+$`) // npm: another name for a package
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
