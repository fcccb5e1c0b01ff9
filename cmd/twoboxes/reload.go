package main

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// Paths of the reloader's own files; the site has none that begin so.
const (
	reloadScript = "/_reload.js"
	reloadEvents = "/_reload"
)

//go:embed reload.js
var reloadSource []byte

// reloader serves a site and has open pages load again after each build. A build that failed shows
// its error in the open pages.
type reloader struct {
	next http.Handler

	mu      sync.Mutex
	version int    // counts builds
	problem string // why the last build failed; empty if it did not
	changed chan struct{}
}

func newReloader(next http.Handler) *reloader {
	return &reloader{next: next, changed: make(chan struct{})}
}

// publish reports a finished build to the open pages. An empty problem means success.
func (r *reloader) publish(problem string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if problem == "" {
		r.version++
	}
	r.problem = problem
	close(r.changed)
	r.changed = make(chan struct{})
}

// status is what a page is sent: the build it should show, and what is wrong with a newer one.
type status struct {
	Version int    `json:"version"`
	Problem string `json:"problem"`
}

func (r *reloader) status() (status, <-chan struct{}) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return status{r.version, r.problem}, r.changed
}

func (r *reloader) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	switch req.URL.Path {
	case reloadScript:
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		w.Header().Set("Cache-Control", "no-cache")
		allowAnyOrigin(w)
		w.Write(reloadSource)
	case reloadEvents:
		r.stream(w, req)
	default:
		if req.Method == http.MethodGet {
			req.Header.Del("Accept-Encoding") // pages are changed on their way
			req.Header.Del("If-None-Match")
			w = &injector{ResponseWriter: w, script: r.tag()}
		}
		r.next.ServeHTTP(w, req)
		if in, ok := w.(*injector); ok {
			in.finish()
		}
	}
}

// allowAnyOrigin lets sandboxed frames, which have no origin, take a file.
func allowAnyOrigin(w http.ResponseWriter) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
}

// tag is the script element put into pages; it carries the build that the page shows.
func (r *reloader) tag() string {
	now, _ := r.status()
	return fmt.Sprintf(`<script type="module" src="%s?%d"></script>`, reloadScript, now.Version)
}

// stream sends the status, and again whenever it changes, as server-sent events.
func (r *reloader) stream(w http.ResponseWriter, req *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	allowAnyOrigin(w)
	flusher := http.NewResponseController(w)
	for {
		now, changed := r.status()
		data, err := json.Marshal(now)
		if err != nil {
			return
		}
		fmt.Fprintf(w, "data: %s\n\n", data)
		if flusher.Flush() != nil {
			return
		}
		select {
		case <-req.Context().Done():
			return
		case <-changed:
		}
	}
}

// injector puts a script at the end of an HTML page's body.
type injector struct {
	http.ResponseWriter
	script string
	status int
	page   *bytes.Buffer // of an HTML page; nil for other files
}

func (w *injector) WriteHeader(status int) {
	w.status = status
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		w.page = &bytes.Buffer{}
		return
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *injector) Write(data []byte) (int, error) {
	if w.status == 0 {
		w.WriteHeader(http.StatusOK)
	}
	if w.page != nil {
		return w.page.Write(data)
	}
	return w.ResponseWriter.Write(data)
}

// finish sends a page that was kept.
func (w *injector) finish() {
	if w.page == nil {
		return
	}
	page := bytes.Replace(w.page.Bytes(), []byte("</body>"), []byte(w.script+"</body>"), 1)
	w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	w.Header().Del("ETag")
	w.ResponseWriter.WriteHeader(w.status)
	w.ResponseWriter.Write(page) // an error means that the browser has gone
}
