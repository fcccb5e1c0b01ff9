package site

import (
	"net/http"
	"testing"

	"twoboxes/internal/feed"
)

// The local feed is a good host's: revalidated, open to all, and each of its states can be taken.
func TestReplay(t *testing.T) {
	h, err := Replay("../..", http.NotFoundHandler())
	if err != nil {
		t.Fatal(err)
	}
	w := ask(h, "GET", "/feed/turnout.json")
	if w.Code != 200 || w.Header().Get("Content-Type") != "application/json" || w.Header().Get("Access-Control-Allow-Origin") != "*" {
		t.Errorf("got %d, %v", w.Code, w.Header())
	}
	r, err := feed.Parse(w.Body.Bytes())
	if err != nil || r.Turnout != nil || r.Final {
		t.Errorf("it begins with %+v, %v", r, err)
	}
	if w := ask(h, "GET", "/feed/turnout.json", "If-None-Match", w.Header().Get("ETag")); w.Code != 304 || w.Body.Len() != 0 {
		t.Errorf("asked again: %d with %d bytes", w.Code, w.Body.Len())
	}
	if w := ask(h, "GET", "/feed/other.json"); w.Code != 404 {
		t.Errorf("another file: %d", w.Code)
	}
}
