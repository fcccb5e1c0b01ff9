package site

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// packageDir holds the npm package: the host script for pages that are bundled.
const packageDir = "npm"

// packageTexts are written by hand, in web/npm. {origin} stands for the site's address.
var packageTexts = []string{"embed.d.ts", "custom-elements.json", "README.md"}

// packageEntry is what one way of importing the package gets.
type packageEntry struct {
	Types   string `json:"types"`
	Default string `json:"default"`
}

// packageManifest is package.json, with what npm, bundlers and type checkers read.
type packageManifest struct {
	Name           string            `json:"name"`
	Version        string            `json:"version"`
	Description    string            `json:"description"`
	License        string            `json:"license"`
	Type           string            `json:"type"`
	Main           string            `json:"main"`
	Types          string            `json:"types"`
	Exports        map[string]any    `json:"exports"`
	CustomElements string            `json:"customElements"`
	SideEffects    bool              `json:"sideEffects"`
	Files          []string          `json:"files"`
	Engines        map[string]string `json:"engines"`
	Keywords       []string          `json:"keywords"`
}

// buildPackage adds the npm package. Its scripts are embed.js as a module and as CommonJS.
func (b *siteBuild) buildPackage(define map[string]any) error {
	define = maps.Clone(define)
	define["BUILD_PACKAGED"] = true
	made := map[string][]byte{}
	for name, format := range map[string]api.Format{"embed.js": api.FormatESModule, "embed.cjs": api.FormatCommonJS} {
		bundle, err := b.bundle("host/embed.js", bundleOptions{format: format, define: define})
		if err != nil {
			return err
		}
		made[name] = bundle.code
	}
	for _, name := range packageTexts {
		data, err := fs.ReadFile(b.web, packageDir+"/"+name)
		if err != nil {
			return err
		}
		made[name] = bytes.ReplaceAll(data, []byte("{origin}"), []byte(b.deploy.Origin))
	}
	made["embed.d.cts"] = made["embed.d.ts"]
	licence, err := os.ReadFile(filepath.Join(b.Root, "LICENSE"))
	if err != nil {
		return err
	}
	made["LICENSE"] = licence
	manifest := packageManifest{
		Name: "two-boxes", Version: b.version, License: "Apache-2.0", Type: "module",
		Description: "Two custom elements that embed an interactive explainer for news stories",
		Main:        "./embed.cjs", Types: "./embed.d.cts",
		Exports: map[string]any{
			".": map[string]packageEntry{
				"import":  {"./embed.d.ts", "./embed.js"},
				"require": {"./embed.d.cts", "./embed.cjs"},
			},
			"./custom-elements.json": "./custom-elements.json",
			"./package.json":         "./package.json",
		},
		CustomElements: "custom-elements.json",
		SideEffects:    true, // importing it defines the elements
		Engines:        map[string]string{"node": ">=18"},
		Keywords:       []string{"custom-elements", "explainer", "embed"},
	}
	for name := range made {
		if !strings.HasPrefix(name, "README") && name != "LICENSE" { // npm takes those by itself
			manifest.Files = append(manifest.Files, name)
		}
	}
	slices.Sort(manifest.Files)
	if made["package.json"], err = json.MarshalIndent(manifest, "", "  "); err != nil {
		return err
	}
	made["package.json"] = append(made["package.json"], '\n')
	for name, data := range made {
		b.files[packageDir+"/"+name] = data
	}
	return nil
}
