package site

import (
	"encoding/json"
	"fmt"
	"html"
	"math"
	"net/http"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"

	"twoboxes/internal/stage"
)

// projectName is who made the explainer, for machines; pages say it in their own words.
const projectName = "Two Boxes"

// oembedWidth is the width, in CSS px, that an oEmbed answer is made for: a usual text column.
const oembedWidth = 600

// oembedPath is where the oEmbed answer stands for a language, or for a scene in a language.
func oembedPath(lang, scene string) string {
	switch {
	case scene != "":
		return "oembed/" + lang + "/" + scene + ".json"
	case lang == DefaultLang:
		return "oembed.json"
	}
	return "oembed." + lang + ".json"
}

// height is how tall the page is at a width, in CSS px.
func (h heights) height(width int) int {
	beside := h[0][1]
	for _, step := range h {
		if width >= step[0] {
			beside = step[1]
		}
	}
	shape := stage.ShapeFor(float32(width), 0)
	w, ht := shape.Size()
	return int(math.Ceil(min(float64(width), float64(shape.MaxWidth()))*float64(ht)/float64(w) + float64(beside)))
}

// oembedAnswer is what content systems get when an editor pastes an address: https://oembed.com.
type oembedAnswer struct {
	Version         string `json:"version"`
	Type            string `json:"type"`
	Title           string `json:"title"`
	ProviderName    string `json:"provider_name"`
	ProviderURL     string `json:"provider_url"`
	CacheAge        int    `json:"cache_age"`
	ThumbnailURL    string `json:"thumbnail_url"`
	ThumbnailWidth  int    `json:"thumbnail_width"`
	ThumbnailHeight int    `json:"thumbnail_height"`
	HTML            string `json:"html"`
	Width           int    `json:"width"`
	Height          int    `json:"height"`
}

// embed makes the answer's HTML a frame with an address. WordPress keeps nothing of it but the frame and
// its plainest attributes.
func (a *oembedAnswer) embed(address string) {
	a.HTML = fmt.Sprintf(`<iframe src="%s" title="%s" width="%d" height="%d" loading="lazy" frameborder="0" style="border:0;width:100%%"></iframe>`,
		html.EscapeString(address), html.EscapeString(a.Title), a.Width, a.Height)
}

func (a *oembedAnswer) json() []byte {
	data, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		panic(err) // numbers and strings
	}
	return append(data, '\n')
}

// buildOEmbed adds a language's answers: for the explainer, and for each still, which stands for its scene.
func (b *siteBuild) buildOEmbed(p page, stills []stillView) {
	answer := oembedAnswer{
		Version: "1.0", Type: "rich", Title: p.Word("title"), ProviderName: projectName, ProviderURL: b.deploy.Origin + "/", CacheAge: 86400,
		ThumbnailURL: p.Social, ThumbnailWidth: 1200, ThumbnailHeight: 630,
		Width: oembedWidth, Height: b.heights.height(oembedWidth),
	}
	address := b.deploy.embedIn(p.Lang)
	answer.embed(address)
	b.files[oembedPath(p.Lang, "")] = answer.json()
	for _, still := range stills {
		answer.ThumbnailURL, answer.ThumbnailWidth, answer.ThumbnailHeight = b.deploy.Origin+"/"+still.PNG, still.Width, still.Height
		answer.embed(address + "#" + still.ID)
		b.files[oembedPath(p.Lang, still.ID)] = answer.json()
	}
}

// OEmbed is the address of the language's oEmbed answer.
func (p page) OEmbed() string { return p.OEmbedOf("") }

// OEmbedOf is the address of a scene's oEmbed answer.
func (p page) OEmbedOf(scene string) string { return p.Origin + "/" + oembedPath(p.Lang, scene) }

// oembedRequest matches the paths that answer for an address, embedPaths those that they answer for: of the
// explainer, the article, which holds it, and a still, which stands for its scene.
var (
	oembedRequest = regexp.MustCompile(`^/oembed(\.[a-z]+|/[a-z]+/[a-z]+)?\.json$`)
	embedPaths    = regexp.MustCompile(`^/(?:(?:embed/)?(?:([a-z]+)/)?|stills/([a-z]+)/([a-z]+)/)$`)
	sceneID       = regexp.MustCompile(`^[a-z]+$`)
)

// sendOEmbed answers for the address in the query's url, with its scene and parameters. A static server can't:
// it sends the answer of the language or scene as the build made it.
func (s server) sendOEmbed(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	if format := query.Get("format"); format != "" && format != "json" {
		http.Error(w, "only format=json", http.StatusNotImplemented)
		return
	}
	answer, address := s.oembed(query.Get("url"), r.Host)
	if answer == nil {
		http.Error(w, "url is no address of the explainer", http.StatusNotFound)
		return
	}
	answer.embed(address)
	data := answer.json()
	w.Header().Set("Content-Type", contentType(".json"))
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	if r.Method != http.MethodHead {
		w.Write(data) // an error here is the client's having gone
	}
}

// oembed is the built answer for an address, and the address to embed; nil if it's not the explainer's.
// host is what the server is called here, besides where the site will stand.
func (s server) oembed(asked, host string) (*oembedAnswer, string) {
	u, err := url.Parse(asked)
	if err != nil || u.User != nil || u.Opaque != "" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, ""
	}
	origin := s.oembedAnswer("/" + oembedPath(DefaultLang, "")).origin()
	site, err := url.Parse(origin)
	if err != nil {
		return nil, ""
	}
	prefix, here := "", u.Host == host
	if u.Host == site.Host {
		prefix, here = site.Path, true
	}
	place, below := strings.CutPrefix(u.Path, prefix)
	m := embedPaths.FindStringSubmatch(place)
	if m == nil || !here || !below {
		return nil, ""
	}
	lang, scene := m[1]+m[2], m[3]
	if lang == "" {
		lang = DefaultLang
	}
	if scene == "" && sceneID.MatchString(u.Fragment) { // any other hash is left alone
		scene = u.Fragment
	}
	answer := s.oembedAnswer("/" + oembedPath(lang, scene))
	if answer == nil && m[3] == "" {
		scene = ""
		answer = s.oembedAnswer("/" + oembedPath(lang, ""))
	}
	if answer == nil {
		return nil, ""
	}
	address := origin + "/embed/" + lang + "/" + keptQuery(u.Query())
	if scene != "" {
		address += "#" + scene
	}
	return answer, address
}

// oembedAnswer reads an answer that the build made; nil if there is none.
func (s server) oembedAnswer(name string) *oembedAnswer {
	data, err := os.ReadFile(s.path(path.Clean(name)))
	if err != nil {
		return nil
	}
	var answer oembedAnswer
	if json.Unmarshal(data, &answer) != nil {
		return nil
	}
	return &answer
}

// origin is where the site that made the answer will stand.
func (a *oembedAnswer) origin() string {
	if a == nil {
		return ""
	}
	return strings.TrimSuffix(a.ProviderURL, "/")
}
