package site

import (
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// Handler serves a built site as a good host would: right types, the compressed file where the
// browser takes it, fingerprinted files cached for ever and everything else revalidated, open to
// pages of any origin.
func Handler(dir string) http.Handler { return server{dir} }

type server struct{ dir string }

var fingerprinted = regexp.MustCompile(`\.[0-9a-f]{12}\.[a-z0-9]+$`)

// encodings are the compressed forms beside a file, the better first.
var encodings = []struct{ name, suffix string }{{"br", ".br"}, {"gzip", ".gz"}}

var types = map[string]string{
	".html": "text/html; charset=utf-8",
	".css":  "text/css; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".map":  "application/json",
	".svg":  "image/svg+xml",
	".png":  "image/png",
	".ico":  "image/x-icon",
	".md":   "text/plain; charset=utf-8",
	".txt":  "text/plain; charset=utf-8",
	".xml":  "application/xml",
	".wasm": "application/wasm",
	".pack": "application/octet-stream",
}

func contentType(name string) string {
	ext := path.Ext(name)
	if t, ok := types[ext]; ok {
		return t
	}
	if t := mime.TypeByExtension(ext); t != "" {
		return t
	}
	return "application/octet-stream"
}

func (s server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Cache-Control", "no-cache")
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodOptions:
		h.Set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS")
		h.Set("Access-Control-Allow-Headers", "*")
		w.WriteHeader(http.StatusNoContent)
		return
	default:
		h.Set("Allow", "GET, HEAD, OPTIONS")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}

	name := path.Clean("/" + r.URL.Path)
	if oembedRequest.MatchString(name) && r.URL.Query().Has("url") {
		s.sendOEmbed(w, r)
		return
	}
	if strings.HasSuffix(r.URL.Path, "/") {
		name = path.Join(name, "index.html")
	}
	if info, err := os.Stat(s.path(name)); err == nil && info.IsDir() {
		if _, err := os.Stat(s.path(name + "/index.html")); err == nil {
			addSlash(w, r)
			return
		}
	}
	if !s.send(w, r, name, http.StatusOK) && !s.send(w, r, "/404.html", http.StatusNotFound) {
		http.Error(w, "not found", http.StatusNotFound)
	}
}

func (s server) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

// addSlash redirects to the folder's own address, relatively, so that it holds under any prefix.
func addSlash(w http.ResponseWriter, r *http.Request) {
	to := "./" + path.Base(r.URL.Path) + "/"
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.WriteHeader(http.StatusMovedPermanently)
}

// send answers with a file in the best encoding the browser takes, and reports whether there is one.
func (s server) send(w http.ResponseWriter, r *http.Request, name string, status int) bool {
	data, err := os.ReadFile(s.path(name))
	if err != nil {
		return false
	}
	h := w.Header()
	h.Set("Content-Type", contentType(name))
	if fingerprinted.MatchString(name) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if strings.HasPrefix(name, "/embed/") { // so that hosts which ask for it can embed the page
		h.Set("Cross-Origin-Embedder-Policy", "require-corp")
	}
	for _, e := range encodings {
		compressed, err := os.ReadFile(s.path(name + e.suffix))
		if err != nil {
			continue
		}
		h.Set("Vary", "Accept-Encoding")
		if accepts(r.Header.Get("Accept-Encoding"), e.name) {
			h.Set("Content-Encoding", e.name)
			data = compressed
			break
		}
	}
	sum := sha256.Sum256(data)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	h.Set("ETag", tag)
	if status == http.StatusOK && matches(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return true
	}
	h.Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		w.Write(data) // an error here is the browser's having gone
	}
	return true
}

// matches reports whether an If-None-Match header names the tag.
func matches(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if part = strings.TrimSpace(part); part == "*" || strings.TrimPrefix(part, "W/") == tag {
			return true
		}
	}
	return false
}

// accepts reports whether an Accept-Encoding header allows an encoding.
func accepts(header, encoding string) bool {
	for part := range strings.SplitSeq(header, ",") {
		name, q, _ := strings.Cut(strings.ReplaceAll(part, " ", ""), ";q=")
		if name == encoding || name == "*" {
			weight, err := strconv.ParseFloat(q, 64)
			return err != nil || weight > 0
		}
	}
	return false
}
