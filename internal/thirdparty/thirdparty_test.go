package thirdparty

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "update THIRD_PARTY.md: go test ./internal/thirdparty -update")

const root = "../.."

func TestListIsUpToDate(t *testing.T) {
	got, err := List(root)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "THIRD_PARTY.md")
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("THIRD_PARTY.md is out of date; review what has changed, then run: go test ./internal/thirdparty -update")
	}
	for _, work := range []string{"wasm_exec.js", "hajimehoshi/ebiten/v2", "golang.org/x/image", "noto-sans-kr", "pym.v1.min.js", "iframeResizer.min.js"} {
		if !bytes.Contains(got, []byte(work)) {
			t.Errorf("%s is missing", work)
		}
	}
	if home, _ := os.UserHomeDir(); bytes.Contains(got, []byte("/pkg/mod")) || len(home) > 1 && bytes.Contains(got, []byte(home+"/")) {
		t.Error("it contains a path of this machine")
	}
}

// The embedded licence of Go is that of the toolchain. Some toolchains come without it.
func TestGoLicence(t *testing.T) {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(goroot)), "LICENSE"))
	if err != nil {
		t.Skip("this Go comes without its licence")
	}
	if string(text) != own("go") {
		t.Error("texts/go.txt is not the LICENSE of this Go")
	}
}

func TestUnknownLicenceIsRefused(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"go.mod": "module example\n\ngo 1.26.0\n", "main.go": "package main\n\nfunc main() {}\n",
		"assets/fonts/serif-400.ttf": "", "assets/fonts/serif-OFL.txt": "All rights reserved.",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := List(dir); err == nil || !strings.Contains(err.Error(), "the font serif") {
		t.Errorf("got %v", err)
	}
	if err := os.Remove(filepath.Join(dir, "assets", "fonts", "serif-OFL.txt")); err != nil {
		t.Fatal(err)
	}
	if _, err := List(dir); err == nil || !strings.Contains(err.Error(), "the font serif") {
		t.Errorf("without a licence: %v", err)
	}
}
