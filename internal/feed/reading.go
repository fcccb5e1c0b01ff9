// Package feed is the live feed's format: what a newsroom publishes while votes are counted. Reading
// is version 1, Report version 2; Read takes either. The explainer's page checks the same rules in
// web/live/feed.js; both are tested with the examples in testdata.
package feed

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"twoboxes/internal/strictjson"
)

// Largest is the largest size of a feed, in bytes.
const Largest = 64 << 10

// rounding is how much more than 100 the votes for and against may be together, each rounded to a tenth.
const rounding = 0.1 + 1e-9

// Reading is one state of a feed, as version 1 writes it.
type Reading struct {
	V        int      `json:"v" strict:"required"` // 1
	Election string   `json:"election" strict:"required"`
	AsOf     string   `json:"asOf" strict:"required"`             // RFC 3339
	Turnout  *float64 `json:"turnout" strict:"required,nullable"` // percentages, 0 to 100; nil: not reported yet
	For      *float64 `json:"for" strict:"required,nullable"`
	Against  *float64 `json:"against" strict:"required,nullable"`
	Final    bool     `json:"final" strict:"required"` // nothing follows
	Source   Source   `json:"source" strict:"required"`
}

// Source is who reported a reading.
type Source struct {
	Name string `json:"name" strict:"required"`
	URL  string `json:"url" strict:"required"` // https
}

// Parse reads a feed of version 1. Its error has one line for each problem, with the line of the file and the
// fix.
func Parse(data []byte) (Reading, error) { return parse(data, time.Time{}) }

func parse(data []byte, now time.Time) (Reading, error) {
	var r Reading
	if len(data) > Largest {
		return r, tooLarge(data)
	}
	doc := strictjson.Decode(trimMark(data), &r)
	doc.Check("v", r.V == 1, "not 1", "write 1")
	doc.Check("election", isLine(r.Election), "not a line of text", "write the election's name")
	r.AsOf = strings.ToUpper(r.AsOf)
	doc.Check("asOf", isTime(r.AsOf), "not a time with a time zone", "write it like 2027-07-18T12:00:00+09:00")
	checkNotAhead(doc, r.AsOf, now)
	checkShare(doc, "turnout", r.Turnout)
	checkShare(doc, "for", r.For)
	checkShare(doc, "against", r.Against)
	if r.For != nil && r.Against != nil {
		doc.Check("against", *r.For+*r.Against <= 100+rounding, "more than 100 together with for", "correct one of the two")
	}
	doc.Check("source.name", isLine(r.Source.Name), "not a line of text", "write the source's name")
	doc.Check("source.url", isURL(r.Source.URL), "not an https URL", "write it like https://example.org/report")

	var errs []error
	for _, p := range doc.Problems() {
		errs = append(errs, p)
	}
	return r, errors.Join(errs...)
}

func tooLarge(data []byte) error {
	return fmt.Errorf("the file has %d bytes; at most %d are read: leave some units or reports out", len(data), Largest)
}

// checkShare checks a percentage.
func checkShare(doc *strictjson.Document, path string, share *float64) {
	if share != nil {
		doc.Check(path, *share >= 0 && *share <= 100, "not from 0 to 100", "write a percentage, or null")
		*share = math.Abs(*share) // -0 becomes 0
	}
}

// isLine reports whether s is one line of text, with something to see in it.
func isLine(s string) bool {
	isSeen := func(r rune) bool { return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) }
	return strings.ContainsFunc(s, isSeen) && !strings.ContainsFunc(s, unicode.IsControl)
}

var timePattern = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`)

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339Nano, s)
	return err == nil && timePattern.MatchString(s)
}

var urlPattern = regexp.MustCompile("^https://[^\\s\\p{Cc}/?#@:\\\\<>\"^`{|}]+(:\\d{1,5})?([/?#][^\\s\\p{Cc}\\\\<>\"^`{|}]*)?$")

func isURL(s string) bool {
	if !urlPattern.MatchString(s) {
		return false
	}
	u, err := url.Parse(s)
	return err == nil && portFits(u.Port())
}

func portFits(port string) bool {
	n, err := strconv.Atoi(port)
	return port == "" || err == nil && n < 1<<16
}
