package site

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/andybalholm/brotli"
	"github.com/evanw/esbuild/pkg/api"

	"twoboxes/internal/fileutil"
	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// newBuilder is a builder over a folder web/ with the given files.
func newBuilder(t *testing.T, web map[string]string) *siteBuild {
	t.Helper()
	root := t.TempDir()
	for name, text := range web {
		if err := fileutil.WriteIfChanged(filepath.Join(root, "web", name), []byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	return &siteBuild{Options: Options{Root: root}, files: files{}}
}

func TestBundleJoinsModules(t *testing.T) {
	b := newBuilder(t, map[string]string{
		"a/main.js": "// Why.\nimport { one } from \"../b/one.js\";\nexport const sum = one + 1;\n",
		"b/one.js":  "/** What. */\nexport const one = FILLED_IN.two;\nexport const unused = 3;\n",
	})
	got, err := b.bundle("a/main.js", bundleOptions{define: map[string]any{"FILLED_IN": map[string]string{"two": "<2>"}}})
	if err != nil {
		t.Fatal(err)
	}
	code := string(got.code)
	if strings.Contains(code, "import") || strings.Contains(code, "What") || !strings.Contains(code, "<2>") || !strings.Contains(code, "as sum") {
		t.Errorf("got %s", code)
	}
	if !bytes.Contains(got.sourceMap, []byte(`"b/one.js"`)) {
		t.Errorf("the source map names other files: %s", got.sourceMap)
	}
	script := string(b.linked("main.js", assetsDir, got))
	name := script[strings.LastIndex(script, "=")+1:]
	if b.files[assetsDir+"/"+strings.TrimSpace(name)] == nil {
		t.Errorf("no source map %s", name)
	}
}

func TestBundleErrorsNameThePlace(t *testing.T) {
	for want, source := range map[string]string{
		"a.js:2":  "let b;\nlet b;\n",
		"gone.js": "import \"./gone.js\";\n",
	} {
		if _, err := newBuilder(t, map[string]string{"a.js": source}).bundle("a.js", bundleOptions{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestStylesAreMinified(t *testing.T) {
	got, err := newBuilder(t, nil).minify("a.css", []byte("/* Why. */\n@container stage (min-width: 560px) {\n  a { color: red; inset-block-start: 10.00% }\n}\n"), api.LoaderCSS)
	if want := "@container stage (min-width: 560px){a{color:red;inset-block-start:10%}}\n"; err != nil || string(got) != want {
		t.Errorf("got %q, %v", got, err)
	}
}

// What the oldest supported browsers lack is rewritten; older ones must not get past the first script.
func TestBuildsForTheSupportedBrowsers(t *testing.T) {
	b := &siteBuild{Options: Options{Root: filepath.Join("..", "..")}, files: files{}}
	var err error
	if b.browsers, err = supported(os.DirFS(filepath.Join("..", "..", "web"))); err != nil {
		t.Fatal(err)
	}
	css, err := b.minify("a.css", []byte(".a { & .b { color: red } }"), api.LoaderCSS)
	if want := ".a .b{color:red}\n"; err != nil || string(css) != want {
		t.Errorf("got %q, want %q; %v", css, want, err)
	}
	early, err := b.bundle("player/early.js", bundleOptions{format: api.FormatIIFE})
	if err != nil || !bytes.Contains(early.code, []byte("static{")) {
		t.Errorf("early.js has no static block: %v", err)
	}
	for name, list := range map[string]string{"is missing": "", "is no JSON": "chrome 125"} {
		web := fstest.MapFS{}
		if list != "" {
			web["browsers.json"] = &fstest.MapFile{Data: []byte(list)}
		}
		if _, err := supported(web); err == nil || !strings.Contains(err.Error(), "browsers.json") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestVersionIsTheContents(t *testing.T) {
	build := func(page, script string) (string, files) {
		f := files{"embed/index.html": []byte(page + versionSlot), "a.js": []byte(script)}
		return f.setVersion(), f
	}
	version, f := build("page", "script")
	if got := string(f["embed/index.html"]); got != "page"+version {
		t.Errorf("the page has %q, the version is %q", got, version)
	}
	if again, _ := build("page", "script"); again != version {
		t.Error("the same files have another version")
	}
	for _, changed := range [][2]string{{"pages", "script"}, {"page", "scripts"}} {
		if other, _ := build(changed[0], changed[1]); other == version {
			t.Errorf("%q does not change the version", changed)
		}
	}
}

func TestFilesAreWrittenCompressedAndSwept(t *testing.T) {
	dir, cache := t.TempDir(), t.TempDir()
	f := files{"index.html": []byte(strings.Repeat("<p>page</p>", 100)), "photo.png": []byte("png")}
	path := f.fingerprint("a.js", []byte(strings.Repeat("let a;", 100)))
	old := files{}
	stale := old.fingerprint("a.js", []byte("old"))
	if err := old.write(dir, cache, true); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time from the cache
		if err := f.write(dir, cache, false); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"index.html", path} {
		br, err := os.ReadFile(filepath.Join(dir, name+".br"))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(brotli.NewReader(bytes.NewReader(br))); err != nil || !bytes.Equal(got, f[name]) {
			t.Errorf("%s.br does not give the file back: %v", name, err)
		}
		gz, err := os.Open(filepath.Join(dir, name+".gz"))
		if err != nil {
			t.Fatal(err)
		}
		defer gz.Close()
		z, err := gzip.NewReader(gz)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, f[name]) {
			t.Errorf("%s.gz does not give the file back: %v", name, err)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "photo.png.br")); err == nil {
		t.Error("a picture was compressed again")
	}
	for _, name := range []string{stale, stale + ".br"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s was left from an earlier build", name)
		}
	}
}

func TestDeployIsChecked(t *testing.T) {
	for text, want := range map[string]string{
		`{"origin": "https://a.example/x/", "article": "https://a.example/", "feedOrigins": ["https://b.example"]}`: "",
		`{"origin": "a.example", "article": "https://a.example/"}`:                                                  "origin",
		`{"origin": "https://a.example", "article": ""}`:                                                            "article",
		`{"origin": "https://a.example", "article": "https://a.example", "feedOrigins": ["https://b.example/x"]}`:   "feedOrigins",
		`{"origin": "https://a.example", "article": "https://a.example", "feedOrigins": ["*"]}`:                     "feedOrigins",
		`{"orign": "https://a.example"}`:                                                                            "orign",
		`not JSON`:                                                                                                  "deploy.json",
	} {
		file := filepath.Join(t.TempDir(), "deploy.json")
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := readDeploy(file)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}

func TestLastSentence(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"One.":                   "One.",
		"One. Two.":              "Two.",
		"It was 99.63% then.":    "It was 99.63% then.",
		"Did it? It did so. Ye ": "Ye",
		"一つ。二つ。":                 "二つ。",
	} {
		if got := lastSentence(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// Every cite has words of its own to press, or is that of the figure before it.
func TestNoLinkIsEmpty(t *testing.T) {
	langs, err := still.Languages(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range langs {
		_, steps := stepViews(t, lang)
		for _, step := range steps {
			if html := fmt.Sprint(step); strings.Contains(html, `"></a>`) {
				t.Errorf("%s, %s: a link without words: …%s", lang, step.ID, html[max(0, strings.Index(html, `"></a>`)-120):])
			}
		}
	}
}

// stepViews are all steps of a language, and the renderer with what they cite.
func stepViews(t *testing.T, lang string) (*textRenderer, []stepView) {
	t.Helper()
	studio, err := still.Open(os.DirFS("../../assets"), lang, scenes.Story)
	if err != nil {
		t.Fatal(err)
	}
	p := &textRenderer{facts: studio.Facts, words: studio.Words}
	var steps []stepView
	for _, scene := range scenes.Story {
		step, err := p.stepView(scene)
		if err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	return p, steps
}

// Every control of every scene has words, and every figure on the page leads to an entry.
func TestStepsAreComplete(t *testing.T) {
	p, steps := stepViews(t, DefaultLang)
	for i, scene := range scenes.Story {
		if len(steps[i].Controls) == 0 && len(scene.Controls()) > 0 {
			t.Errorf("%s: its controls are lost", scene.ID)
		}
	}
	for _, e := range p.Citations {
		if e.Shown == "" && e.Said == "" {
			t.Errorf("%s: its entry says nothing", e.Fact.ID)
		}
		if len(e.Sources(p)) == 0 && len(e.Of) == 0 && e.Fact.Tier != "editorial" {
			t.Errorf("%s: no source", e.Fact.ID)
		}
	}
}

// Styles, posters and oEmbed take the widths of the shapes from package stage.
func TestShapesHaveOneSource(t *testing.T) {
	css := breakpoints.Replace("@container page (width >= --regular) and (width < --wide) {}")
	if want := "@container page (width >= 560px) and (width < 960px) {}"; css != want {
		t.Errorf("got %s, want %s", css, want)
	}
	for shape, want := range map[stage.Shape]string{
		stage.Narrow: "(max-width: 559.98px)", stage.Regular: "(min-width: 560px) and (max-width: 959.98px)", stage.Wide: "(min-width: 960px)",
	} {
		if got := media(shape); got != want {
			t.Errorf("%s: got %s, want %s", shape, got, want)
		}
	}
	sources, err := filepath.Glob("../../web/*/*.css")
	if err != nil || len(sources) == 0 {
		t.Fatalf("no style sheets: %v", err)
	}
	for _, file := range sources {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, typed := range []string{"559", "560px)", "959", "960px)", "360 / 328", "960 / 600"} {
			if bytes.Contains(source, []byte(typed)) {
				t.Errorf("%s has %q; use --regular, --wide or --shape-ratio", file, typed)
			}
		}
	}
}

func TestAreasFollowTheShape(t *testing.T) {
	scene := []stage.Scene{{ID: "s", MakeControls: func() []stage.Control {
		return []stage.Control{
			{Name: "s.on", Value: "v", Area: stage.Areas{{X: 36, Y: 32.8, W: 180, H: 164}, {X: 96, Y: 60, W: 480, H: 300}, {X: 128, Y: 64, W: 640, H: 320}, {X: 39, Y: 25.2, W: 195, H: 126}, {X: 36, Y: 32.8, W: 180, H: 205}}},
		}
	}}}
	css := areaStyles(scene)
	for rule, want := range map[string]int{
		`[data-area="s.on=v"]{inset-block-start:9.1cqi;inset-inline-start:10.0cqi;inline-size:50.0cqi;block-size:45.6cqi}`: 1,
		`[data-area="s.on=v"]{inset-block-start:6.2cqi;inset-inline-start:10.0cqi;inline-size:50.0cqi;block-size:31.2cqi}`: 1,
		`[data-area="s.on=v"]{inset-block-start:5.0cqi;inset-inline-start:10.0cqi;inline-size:50.0cqi;block-size:25.0cqi}`: 1,
		// Tall, where it differs from narrow.
		"[data-area=\"s.on=v\"]{block-size:56.9cqi}\n}}\n": 1, "under": 0,
	} {
		if strings.Count(css, rule) != want {
			t.Errorf("%s: want %d in\n%s", rule, want, css)
		}
	}
	rule := `[data-area="s.on=v"]{inset-block-start:6.5cqi;inset-inline-start:10.0cqi;inline-size:50.0cqi;block-size:32.3cqi}`
	if pinned := pinnedStyles(scene); strings.Count(pinned, rule) != 1 || !strings.HasPrefix(pinned, ":root[data-layout=stage]{.spots{--units:390 252}") {
		t.Errorf("got\n%s", pinned)
	}
	for _, shape := range stage.ByWidth {
		w, h := shape.Size()
		if units := fmt.Sprintf("{--units:%g %g}", w, h); !strings.Contains(css, units) {
			t.Errorf("no %s for %s in\n%s", units, shape, css)
		}
	}
}

// A reader sees of which sources no copy was found.
func TestUnreadSources(t *testing.T) {
	studio, err := still.Open(os.DirFS("../../assets"), DefaultLang, scenes.Story)
	if err != nil {
		t.Fatal(err)
	}
	fact := studio.Facts.Fact("ballot.pencil")
	p := &textRenderer{facts: studio.Facts, words: studio.Words, unread: fact.Sources[:1]}
	for i, s := range p.entry(fact).Sources(p) {
		if want := i == 0; s.Unread != want {
			t.Errorf("%s: unread %v, want %v", fact.Sources[i], s.Unread, want)
		}
	}
}
