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

// entries are what pages start with or import later, but for live/live.js, which is made for each language.
// Each becomes one file with all that it imports, so that its fingerprint stands for every line that runs.
var entries = []string{
	hideStory, early, "player/player.js", "engine/engine-host.js", "player/extras.js", "player/sound.js", "player/count.js", "builder/builder.js",
	"feededit/edit.js",
}

func (b *siteBuild) buildScripts() (scripts, error) {
	made := scripts{}
	add := func(name string, data []byte) {
		made[name] = script{b.fingerprint(name, data), integrity(data)}
	}
	for _, lang := range b.languages {
		bundle, err := b.bundle("live/live.js", bundleOptions{define: map[string]any{"BUILD_FEED_WORDS": feedWords(lang)}})
		if err != nil {
			return nil, err
		}
		name := liveScript(lang.Code)
		add(name, b.linked(name, assetsDir, bundle))
	}
	for _, entry := range entries {
		var o bundleOptions
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

// liveScript is the name of the script that shows a feed in a language.
func liveScript(lang string) string { return "live-" + lang + ".js" }

// feedWords are what live.js says in a language. They stand in it rather than in the page, where few
// readers need them.
func feedWords(lang language) map[string]string {
	t := textRenderer{words: lang.studio.Words, facts: lang.studio.Facts}
	words := map[string]string{}
	for key := range load.PageKeys {
		if name, ok := strings.CutPrefix(key, "feed."); ok && name != "replay" {
			words[name] = t.Word(key)
		}
	}
	return words
}
