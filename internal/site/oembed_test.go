package site

import (
	"encoding/json"
	"html"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"twoboxes/internal/fileutil"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// oembedSite serves the oEmbed answers of a site in two languages, as they are built.
func oembedSite(t *testing.T) server {
	t.Helper()
	b := &siteBuild{files: files{}, deploy: deploy{Origin: "https://site.example/boxes"}, heights: heights{{0, 300}}}
	for _, lang := range []string{"en", "ko"} {
		studio, err := still.Open(os.DirFS("../../assets"), lang, scenes.Story)
		if err != nil {
			t.Fatal(err)
		}
		renderer := &textRenderer{words: studio.Words, facts: studio.Facts}
		p := page{textRenderer: renderer, Lang: lang, Social: "https://site.example/boxes/card.png"}
		b.buildOEmbed(p, []stillView{{ID: "ballot", PNG: "stills/" + lang + "/ballot.png", Width: 1920, Height: 1368}})
	}
	dir := t.TempDir()
	for name, data := range b.files {
		if err := fileutil.WriteIfChanged(filepath.Join(dir, name), data); err != nil {
			t.Fatal(err)
		}
	}
	return server{dir}
}

func TestOEmbedKeepsSceneAndParameters(t *testing.T) {
	s := oembedSite(t)
	const origin = "https://site.example/boxes"
	for _, c := range []struct{ path, url, want string }{
		{"/oembed.json", origin + "/embed/en/", origin + "/embed/en/"},
		{"/oembed.json", origin + "/embed/", origin + "/embed/en/"},
		{"/oembed.json", origin + "/", origin + "/embed/en/"},
		{"/oembed.json", origin + "/ko/", origin + "/embed/ko/"},
		{"/oembed.json", origin + "/embed/ko/?theme=dark#ballot", origin + "/embed/ko/?theme=dark#ballot"},
		{"/oembed.ko.json", origin + "/embed/ko/?radius=8&accent=%231f7a5c&layout=stage", origin + "/embed/ko/?layout=stage&accent=%231f7a5c&radius=8"},
		{"/oembed/ko/ballot.json", origin + "/stills/ko/ballot/", origin + "/embed/ko/#ballot"},
		{"/oembed.json", "http://example.com/embed/ko/?load=click", origin + "/embed/ko/?load=click"}, // as the server is called here
		// What the player ignores is left out: unknown names and bad values; and what WordPress adds.
		{"/oembed.json", origin + "/embed/en/?theme=blue&x=1&radius=99&paper=red&debug&motion=full#?secret=a", origin + "/embed/en/?motion=full"},
		{"/oembed.json", origin + "/embed/en/#nowhere", origin + "/embed/en/"},
		{"/oembed.json", origin + `/embed/en/?feed=` + `https://f.example/a?b=c%26d%22%3E%3Cscript%3E`, origin + `/embed/en/?feed=https%3A%2F%2Ff.example%2Fa%3Fb%3Dc%26d%22%3E%3Cscript%3E`},
		{"/oembed.json", origin + `/embed/en/?feed=javascript:alert(1)`, origin + "/embed/en/"},
	} {
		w := ask(s, "GET", c.path+"?maxwidth=600&url="+url.QueryEscape(c.url))
		var answer oembedAnswer
		if err := json.Unmarshal(w.Body.Bytes(), &answer); w.Code != 200 || err != nil {
			t.Errorf("%s: %d %v", c.url, w.Code, err)
			continue
		}
		m := regexp.MustCompile(`^<iframe src="([^"]+)" title="([^"]+)" width="600" height="\d+" loading="lazy" frameborder="0" style="[^"]+"></iframe>$`).FindStringSubmatch(answer.HTML)
		if m == nil || html.UnescapeString(m[1]) != c.want || html.UnescapeString(m[2]) != answer.Title {
			t.Errorf("%s: got %s, want a frame of %s", c.url, answer.HTML, c.want)
		}
		if strings.Count(answer.HTML, "<") != 2 {
			t.Errorf("%s: something is not escaped: %s", c.url, answer.HTML)
		}
		if scene := strings.Contains(c.want, "#ballot"); scene != strings.HasSuffix(answer.ThumbnailURL, "/ballot.png") {
			t.Errorf("%s: the thumbnail is %s", c.url, answer.ThumbnailURL)
		}
	}
}

func TestOEmbedRefusesOtherAddresses(t *testing.T) {
	s := oembedSite(t)
	for _, address := range []string{
		"", "x", "//site.example/boxes/embed/en/", "https://other.example/boxes/embed/en/", "https://site.example/embed/en/",
		"https://site.example.evil.example/boxes/embed/en/", "https://user@site.example/boxes/embed/en/", "https://site.example:8443/boxes/embed/en/",
		"javascript://site.example/boxes/embed/en/", "https://site.example/boxes/embed/fr/", "https://site.example/boxes/embed/en/x",
		"https://site.example/boxes/embed/../embed/en/", "https://site.example/boxes/stills/en/nowhere/", "https://site.example/boxes/builder/",
		"https://site.example/boxes/embed/en%2F..%2Fko/", "https://site.example/boxes/stills/en/ballot.svg", "%",
	} {
		if w := ask(s, "GET", "/oembed.json?url="+url.QueryEscape(address)); w.Code != 404 {
			t.Errorf("%q: got %d %s", address, w.Code, w.Body)
		}
	}
	if w := ask(s, "GET", "/oembed.json?format=xml&url="+url.QueryEscape("https://site.example/boxes/embed/en/")); w.Code != 501 {
		t.Errorf("XML: got %d", w.Code)
	}
	if w := ask(s, "GET", "/oembed.json"); w.Code != 200 || !strings.Contains(w.Body.String(), "/embed/en/") {
		t.Errorf("without an address: got %d", w.Code)
	}
}

// A page's links to its oEmbed answer and its stills lead somewhere; see also TestStills.
func TestOEmbedPerScene(t *testing.T) {
	s := oembedSite(t)
	answer := s.oembedAnswer("/" + oembedPath("ko", "ballot"))
	if answer == nil || !strings.Contains(answer.HTML, `/embed/ko/#ballot"`) || answer.ThumbnailHeight != 1368 {
		t.Errorf("got %+v", answer)
	}
}

// The player and the site know the same parameters and values, and the documents name all of them.
func TestParametersAreThePlayers(t *testing.T) {
	source, err := os.ReadFile("../../web/player/params.js")
	if err != nil {
		t.Fatal(err)
	}
	lists := map[string][]string{} // by name, of the player
	_, table, _ := strings.Cut(string(source), "export const values = {")
	table, _, _ = strings.Cut(table, "};")
	for _, m := range regexp.MustCompile(`(\w+): \[([^\]]+)\]`).FindAllStringSubmatch(table, -1) {
		for _, value := range strings.Split(m[2], ", ") {
			lists[m[1]] = append(lists[m[1]], strings.Trim(value, `"`))
		}
	}
	var named []string
	for _, m := range regexp.MustCompile(`@property \{\w+\} \[?(\w+)`).FindAllStringSubmatch(string(source), -1) {
		if m[1] != "debug" { // for developers: nothing to paste
			named = append(named, m[1])
		}
	}
	if len(lists) < 5 || len(named) < 10 {
		t.Fatalf("cannot read params.js: %v, %v", lists, named)
	}
	var ours []string
	for _, p := range parameters {
		ours = append(ours, p.Name)
		var options []string
		for _, o := range p.Options {
			options = append(options, o.Name)
		}
		if !slices.Equal(options, lists[p.Name]) {
			t.Errorf("%s: %v, the player has %v", p.Name, options, lists[p.Name])
		}
	}
	slices.Sort(ours)
	slices.Sort(named)
	if !slices.Equal(ours, named) {
		t.Errorf("parameters %v, the player has %v", ours, named)
	}
	contract, err := os.ReadFile("../../docs/contract.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range ours {
		if !strings.Contains(string(contract), "?"+name+"=") {
			t.Errorf("docs/contract.md does not name %s", name)
		}
	}
}

// The table in docs/embedding.md has a row for each parameter and each other attribute of a place, with the
// values that there are, the default first.
func TestParameterTable(t *testing.T) {
	values := map[string][]string{}
	for _, p := range parameters {
		values[p.Name] = nil
		for _, o := range p.Options {
			values[p.Name] = append(values[p.Name], o.Name)
		}
	}
	languages, err := still.Languages(os.DirFS("../../assets"))
	if err != nil {
		t.Fatal(err)
	}
	values["lang"] = slices.DeleteFunc(languages, func(lang string) bool { return lang == DefaultLang })
	values["lang"] = append([]string{DefaultLang}, values["lang"]...)
	for _, scene := range scenes.Story {
		values["scene"] = append(values["scene"], scene.ID)
	}
	values["pin"], values["debug"] = nil, nil

	source, err := os.ReadFile("../../web/host/elements.js")
	if err != nil {
		t.Fatal(err)
	}
	var attributes []string
	for _, list := range regexp.MustCompile(`const (?:parameters|options) = \[(.*)\];`).FindAllStringSubmatch(string(source), -1) {
		for _, m := range regexp.MustCompile(`"(\w+)"`).FindAllStringSubmatch(list[1], -1) {
			attributes = append(attributes, m[1])
		}
	}
	if slices.Sort(attributes); !slices.Equal(attributes, slices.Sorted(maps.Keys(values))) {
		t.Errorf("a place has the attributes %v, want %v", attributes, slices.Sorted(maps.Keys(values)))
	}

	doc, err := os.ReadFile("../../docs/embedding.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(doc), "\n| parameter |")
	table, _, _ = strings.Cut(table, "\n\n")
	quoted := func(text string) (all []string) {
		for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(text, -1) {
			all = append(all, m[1])
		}
		return all
	}
	var rows []string
	for _, row := range strings.Split(table, "\n")[2:] {
		cells := strings.Split(row, " | ")
		for _, name := range quoted(cells[0]) {
			rows = append(rows, name)
			if want := values[name]; want != nil && !slices.Equal(quoted(cells[1]), want) {
				t.Errorf("docs/embedding.md: %s has the values %v, want %v", name, quoted(cells[1]), want)
			}
		}
	}
	if slices.Sort(rows); !slices.Equal(rows, attributes) {
		t.Errorf("docs/embedding.md has rows for %v, want %v", rows, attributes)
	}
}
