package site

import (
	"path"

	"github.com/evanw/esbuild/pkg/api"
)

// scripts are what pages run, by file name.
type scripts map[string]script

// script is a file to run. The browser refuses it if it is not what the build made.
type script struct {
	Path      string // from the site's root
	Integrity string // as browsers take it: "sha256-…"
}

// early is the script that runs before the page has a body; the others are modules.
const early = "player/early.js"

// entries are what pages start with or import later. Each becomes one file with all
// that it imports, so that its fingerprint stands for every line that runs.
var entries = []string{
	early, "player/player.js", "engine/engine-host.js", "live/live.js", "player/extras.js", "player/count.js", "builder/builder.js",
}

func (b *siteBuild) buildScripts() (scripts, error) {
	made := scripts{}
	add := func(name string, data []byte) {
		made[name] = script{b.fingerprint(name, data), integrity(data)}
	}
	for _, entry := range entries {
		var o bundleOptions
		if entry == early {
			o.format = api.FormatIIFE
		}
		bundle, err := b.bundle(entry, o)
		if err != nil {
			return nil, err
		}
		name := path.Base(entry)
		add(name, b.linked(name, assetsDir, bundle))
	}
	support, err := goSupport()
	if err != nil {
		return nil, err
	}
	if support, err = b.minify("wasm_exec.js", support, api.LoaderJS); err != nil {
		return nil, err
	}
	add("wasm_exec.js", support)
	return made, nil
}
