package main

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestReloaderPutsItsScriptIntoPages(t *testing.T) {
	page := "<html><body><p>Hello</p></body></html>"
	site := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Accept-Encoding") != "" {
			t.Error("a compressed page cannot be changed")
		}
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(page))
		case "/gone":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			w.Write([]byte(page))
		default:
			w.Header().Set("Content-Type", "text/css; charset=utf-8")
			w.Write([]byte("/* </body> */"))
		}
	})
	r := newReloader(site)
	r.publish("")
	const tag = `<script type="module" src="/_reload.js?1"></script></body>`
	for _, c := range []struct {
		path   string
		status int
		want   string
	}{
		{"/", 200, tag}, {"/gone", 404, tag}, {"/a.css", 200, "/* </body> */"}, {reloadScript, 200, "EventSource"},
	} {
		req := httptest.NewRequest("GET", c.path, nil)
		req.Header.Set("Accept-Encoding", "br")
		w := httptest.NewRecorder()
		r.ServeHTTP(w, req)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
			t.Errorf("%s: got %d %s", c.path, w.Code, w.Body)
		}
	}
}

func TestReloaderStreamsBuildsAndProblems(t *testing.T) {
	r := newReloader(http.NotFoundHandler())
	server := httptest.NewServer(r)
	defer server.Close()
	response, err := http.Get(server.URL + reloadEvents)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	next := func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		return "the stream ended"
	}
	want := func(status string) {
		t.Helper()
		if got := next(); got != status {
			t.Errorf("got %s, want %s", got, status)
		}
	}
	want(`{"version":0,"problem":""}`)
	r.publish("no such fact")
	want(`{"version":0,"problem":"no such fact"}`)
	r.publish("")
	want(`{"version":1,"problem":""}`)
}

func TestWatchReportsChangesOnce(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "assets", "words", "en.json")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(file, "{}")
	stop, done := context.WithCancel(t.Context())
	changes := make(chan bool)
	ended := make(chan bool)
	built := snapshot(root)
	go func() {
		watch(stop, root, built, time.Millisecond, func() { changes <- true })
		close(ended)
	}()
	for _, change := range []func(){
		func() { write(file, `{"lang": "en"}`) },
		func() { write(filepath.Join(root, "main.go"), "package main") },
		func() { os.Remove(file) },
	} {
		change()
		<-changes
	}
	write(filepath.Join(root, "README.md"), "not watched")
	done()
	select {
	case <-changes:
		t.Error("a file that is not watched counts as a change")
	case <-ended:
	}
}
