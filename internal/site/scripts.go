package site

import (
	"path"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"twoboxes/internal/story/load"
)

// scripts are what pages run, by file name.
type scripts map[string]script

// script is a file to run. The browser refuses it if it is not what the build made.
type script struct {
	Path      string // from the site's root
	Integrity string // as browsers take it: "sha256-…"
}

// early and hideStory are the scripts that run before the page has a body; the others are modules.
const (
	early     = "player/early.js"
	hideStory = "player/hide-story.js"
)

// entries are what pages start with or import later. Each becomes one file with all
// that it imports, so that its fingerprint stands for every line that runs.
var entries = []string{
	hideStory, early, "player/player.js", "engine/engine-host.js", "live/live.js", "player/extras.js", "player/sound.js", "player/count.js", "builder/builder.js",
	"feededit/edit.js",
}

func (b *siteBuild) buildScripts() (scripts, error) {
	made := scripts{}
	add := func(name string, data []byte) {
		made[name] = script{b.fingerprint(name, data), integrity(data)}
	}
	for _, entry := range entries {
		o := bundleOptions{define: map[string]any{"BUILD_FEED_WORDS": b.feedWords()}}
		if entry == early || entry == hideStory {
			o.format = api.FormatIIFE
		}
		bundle, err := b.bundle(entry, o)
		if err != nil {
			return nil, err
		}
		name := path.Base(entry)
		if entry == hideStory { // one statement, which needs no source map
			add(name, bundle.code)
			continue
		}
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

// feedWords are, by language, what live.js says. They stand in it rather than in the page, where few
// readers need them.
func (b *siteBuild) feedWords() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, lang := range b.languages {
		t := textRenderer{words: lang.studio.Words, facts: lang.studio.Facts}
		all[lang.Code] = map[string]string{}
		for key := range load.PageKeys {
			if name, ok := strings.CutPrefix(key, "feed."); ok && name != "replay" {
				all[lang.Code][name] = t.Word(key)
			}
		}
	}
	return all
}
