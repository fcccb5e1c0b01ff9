package site

import (
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"twoboxes/internal/feed"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// The final turnout is dated by its own report, not by the later one with the votes against.
func TestFinalReadingIsDatedByItsReport(t *testing.T) {
	studio, err := still.Open(os.DirFS("../../assets"), DefaultLang, scenes.Story)
	if err != nil {
		t.Fatal(err)
	}
	states, err := reportedReadings(studio.Facts, studio.Words, "https://example.org")
	if err != nil {
		t.Fatal(err)
	}
	final, err := feed.Parse(states[len(states)-1])
	if err != nil {
		t.Fatal(err)
	}
	if day := studio.Facts.Fact("turnout.date").Value.(string); !final.Final || !strings.HasPrefix(final.AsOf, day+"T") {
		t.Errorf("the last reading is %+v, want a final one of %s", final, day)
	}
}

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
	if date, err := http.ParseTime(w.Header().Get("Date")); err != nil || date.Format(time.DateOnly) != r.AsOf[:len(time.DateOnly)] {
		t.Errorf("served on %v, %v: it is as old as it was then: %s", date, err, r.AsOf)
	}
	if w := ask(h, "GET", "/feed/turnout.json", "If-None-Match", w.Header().Get("ETag")); w.Code != 304 || w.Body.Len() != 0 {
		t.Errorf("asked again: %d with %d bytes", w.Code, w.Body.Len())
	}
	if w := ask(h, "GET", "/feed/other.json"); w.Code != 404 {
		t.Errorf("another file: %d", w.Code)
	}
}
