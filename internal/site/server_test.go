package site

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
)

func testSite(t *testing.T) http.Handler {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"index.html":                           "article",
		"404.html":                             "no such page",
		"embed.js":                             "plain",
		"embed.js.br":                          "brotli",
		"embed.js.gz":                          "gzip",
		"embed/en/index.html":                  "explainer",
		"assets/two-boxes.0123456789ab.wasm":   "wasm",
		"assets/en.0123456789ab.pack":          "pack",
		"assets/cover.light.0123456789ab.svg":  "<svg/>",
		"assets/named.like-a-hash.nothex.json": "{}",
	} {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return Handler(dir)
}

func ask(h http.Handler, method, target string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestServer(t *testing.T) {
	h := testSite(t)
	for _, c := range []struct {
		name, method, target string
		header               []string
		status               int
		body                 string
		want                 map[string]string
	}{
		{"page", "GET", "/", nil, 200, "article", map[string]string{"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache", "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Cross-Origin-Embedder-Policy": ""}},
		{"embed page", "GET", "/embed/en/?theme=dark", nil, 200, "explainer", map[string]string{"Cross-Origin-Embedder-Policy": "require-corp"}},
		{"head", "HEAD", "/", nil, 200, "", map[string]string{"Content-Length": "7"}},
		{"brotli before gzip", "GET", "/embed.js", []string{"Accept-Encoding", "gzip, deflate, br"}, 200, "brotli", map[string]string{"Content-Encoding": "br", "Vary": "Accept-Encoding", "Content-Type": "text/javascript; charset=utf-8", "Content-Length": "6"}},
		{"brotli refused", "GET", "/embed.js", []string{"Accept-Encoding", "br;q=0, gzip;q=0.5"}, 200, "gzip", map[string]string{"Content-Encoding": "gzip"}},
		{"nothing accepted", "GET", "/embed.js", nil, 200, "plain", map[string]string{"Content-Encoding": "", "Vary": "Accept-Encoding"}},
		{"fingerprint", "GET", "/assets/two-boxes.0123456789ab.wasm", nil, 200, "wasm", map[string]string{"Content-Type": "application/wasm", "Cache-Control": "public, max-age=31536000, immutable"}},
		{"pack", "GET", "/assets/en.0123456789ab.pack", nil, 200, "pack", map[string]string{"Content-Type": "application/octet-stream"}},
		{"no fingerprint", "GET", "/assets/named.like-a-hash.nothex.json", nil, 200, "{}", map[string]string{"Cache-Control": "no-cache"}},
		{"folder", "GET", "/embed/en?theme=dark", nil, 301, "", map[string]string{"Location": "./en/?theme=dark"}},
		{"missing", "GET", "/nowhere", nil, 404, "no such page", map[string]string{"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache"}},
		{"folder without a page", "GET", "/assets/", nil, 404, "no such page", nil},
		{"above the folder", "GET", "/../../../etc/passwd", nil, 404, "no such page", nil},
		{"preflight", "OPTIONS", "/embed.js", nil, 204, "", map[string]string{"Access-Control-Allow-Methods": "GET, HEAD, OPTIONS"}},
		{"writing", "POST", "/", nil, 405, "method not allowed\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := ask(h, c.method, c.target, c.header...)
			if w.Code != c.status || w.Body.String() != c.body {
				t.Errorf("got %d %q, want %d %q", w.Code, w.Body, c.status, c.body)
			}
			for k, v := range c.want {
				if got := w.Header().Get(k); got != v {
					t.Errorf("%s: got %q, want %q", k, got, v)
				}
			}
		})
	}
}

func TestServerRevalidates(t *testing.T) {
	h := testSite(t)
	tag := ask(h, "GET", "/embed.js").Header().Get("ETag")
	if tag == "" {
		t.Fatal("no ETag")
	}
	if w := ask(h, "GET", "/embed.js", "If-None-Match", `"other", W/`+tag); w.Code != 304 || w.Body.Len() != 0 {
		t.Errorf("got %d with %d bytes, want 304 and none", w.Code, w.Body.Len())
	}
	if br := ask(h, "GET", "/embed.js", "Accept-Encoding", "br").Header().Get("ETag"); br == tag {
		t.Error("two encodings share an ETag")
	}
	if w := ask(h, "GET", "/embed.js", "If-None-Match", `"other"`); w.Code != 200 {
		t.Errorf("a changed file: got %d", w.Code)
	}
}
