package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"twoboxes/internal/strictjson"
)

// Limits of version 2.
const (
	MostUnits    = 500
	MostPoints   = 200     // in all lists of reports together
	MostHeadline = 120     // characters
	MostNote     = 280     // characters
	MostMinutes  = 24 * 60 // between two reports
)

// Ahead is how far a report may be ahead of the server's clock.
const Ahead = 5 * time.Minute

// Report is one state of a feed, as version 2 writes it. Members that are null are as good as missing.
type Report struct {
	V         int      `json:"v" strict:"required"` // 2
	Election  string   `json:"election" strict:"required"`
	AsOf      string   `json:"asOf" strict:"required"`               // RFC 3339
	Sequence  *int     `json:"sequence,omitempty" strict:"nullable"` // a higher one wins, whatever the time says
	Status    string   `json:"status" strict:"required"`             // before, open, counting or final
	Test      bool     `json:"test,omitempty" strict:"nullable"`     // a rehearsal: the figures are no results
	Withdrawn bool     `json:"withdrawn,omitempty" strict:"nullable"`
	Headline  string   `json:"headline,omitempty" strict:"nullable"`
	Note      string   `json:"note,omitempty" strict:"nullable"`
	Every     *float64 `json:"every,omitempty" strict:"nullable"` // minutes between reports; nil: 10
	Source    Source   `json:"source" strict:"required"`
	Units     []Unit   `json:"units" strict:"required"` // the first is shown where no other is named
}

// Unit is a part of the election that is reported by itself, or the whole.
type Unit struct {
	ID         string    `json:"id" strict:"required"`
	Name       string    `json:"name" strict:"required"`
	Level      string    `json:"level,omitempty" strict:"nullable"`
	Turnout    *float64  `json:"turnout,omitempty" strict:"nullable"` // percentages, 0 to 100; nil: not reported
	For        *float64  `json:"for,omitempty" strict:"nullable"`
	Against    *float64  `json:"against,omitempty" strict:"nullable"`
	Registered *int      `json:"registered,omitempty" strict:"nullable"` // people
	Voted      *int      `json:"voted,omitempty" strict:"nullable"`
	Counted    *Counted  `json:"counted,omitempty" strict:"nullable"`
	Range      *Range    `json:"range,omitempty" strict:"nullable"`     // the source's estimate of turnout
	Withdrawn  bool      `json:"withdrawn,omitempty" strict:"nullable"` // its figures were an error
	Reports    []Point   `json:"reports,omitempty" strict:"nullable"`   // of this evening, so far
	Previous   *Previous `json:"previous,omitempty" strict:"nullable"`  // the last election
}

// Range is an estimate in per cent: the lowest and the highest.
type Range []float64

// Counted is how many polling districts, say, have been counted.
type Counted struct {
	Done  int `json:"done" strict:"required"`
	Total int `json:"total" strict:"required"`
}

// Point is one reported turnout.
type Point struct {
	AsOf    string  `json:"asOf" strict:"required"`
	Turnout float64 `json:"turnout" strict:"required"`
}

// Previous is what the last election's evening was like.
type Previous struct {
	Name    string   `json:"name" strict:"required"`
	Turnout *float64 `json:"turnout,omitempty" strict:"nullable"` // in the end
	Reports []Point  `json:"reports,omitempty" strict:"nullable"`
}

var statuses = []string{"before", "open", "counting", "final"}

// Read reads a feed of either version; one of version 1 becomes a report with one unit. Notes are
// about what the page ignores: members that it does not know. The error has one line for each
// problem, with the line of the file and the fix.
func Read(data []byte) (r Report, notes []strictjson.Problem, err error) {
	return ReadAt(data, time.Time{})
}

// ReadAt is Read at a time: a report that is more than Ahead after it is a problem, too.
func ReadAt(data []byte, now time.Time) (r Report, notes []strictjson.Problem, err error) {
	if len(data) > Largest {
		return r, nil, tooLarge(data)
	}
	v := version(data)
	if v == 1 {
		one, err := parse(data, now)
		return one.report(), nil, err
	}
	doc := strictjson.Decode(trimMark(data), &r)
	doc.Check("v", v == 2, "not 1 or 2", "write 2")
	r.check(doc)
	checkNotAhead(doc, r.AsOf, now)
	var errs []error
	for _, p := range doc.Problems() {
		switch {
		case v != 2 && p.Path != "" && p.Path != "v": // of no version that is known
		case p.Unknown:
			notes = append(notes, p)
		default:
			errs = append(errs, p)
		}
	}
	return r, notes, errors.Join(errs...)
}

// version is the version that a feed says it has, as far as it is JSON; 0 where it says none.
func version(data []byte) (v float64) {
	d := json.NewDecoder(bytes.NewReader(trimMark(data)))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return 0
	}
	for d.More() {
		name, err := d.Token()
		var value json.RawMessage
		if err != nil || d.Decode(&value) != nil {
			return v
		}
		if name == "v" && json.Unmarshal(value, &v) != nil {
			v = 0
		}
	}
	return v
}

// trimMark removes the byte order mark that Windows writes.
func trimMark(data []byte) []byte { return bytes.TrimPrefix(data, []byte("\ufeff")) }

// report is a reading of version 1 as a report.
func (r Reading) report() Report {
	status := "open"
	if r.Final {
		status = "final"
	}
	return Report{V: r.V, Election: r.Election, AsOf: r.AsOf, Status: status, Source: r.Source,
		Units: []Unit{{Turnout: r.Turnout, For: r.For, Against: r.Against}}}
}

// Time is when the report was made; zero if AsOf is not a time.
func (r Report) Time() time.Time { return moment(r.AsOf) }

func moment(asOf string) time.Time {
	t, _ := time.Parse(time.RFC3339Nano, asOf)
	return t
}

// Replaces reports whether an open page that shows last takes r for it.
func (r Report) Replaces(last Report) bool {
	if r.Sequence != nil && last.Sequence != nil {
		return *r.Sequence >= *last.Sequence
	}
	return !r.Time().Before(last.Time())
}

// Shown is a unit as pages show it: the turnout computed from counts where it is missing, and no
// figure that was withdrawn.
func (r Report) Shown(u Unit) Unit {
	if r.Withdrawn || u.Withdrawn {
		return Unit{ID: u.ID, Name: u.Name, Level: u.Level, Withdrawn: true}
	}
	if u.Turnout == nil {
		u.Turnout = computed(u.Voted, u.Registered)
	}
	return u
}

// computed is the share of voted among registered. It is nil without both, or where nobody is registered.
func computed(voted, registered *int) *float64 {
	if voted == nil || registered == nil {
		return nil
	}
	return Share(*voted, *registered)
}

// Share is the share of part in whole, in per cent to two decimals: 0 and 100 only where it is exactly
// that. It is nil where whole is 0.
func Share(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	share := math.Round(10000*float64(part)/float64(whole)) / 100
	if part > 0 && part < whole {
		share = min(99.99, max(0.01, share))
	}
	return &share
}

// check reports everything wrong with the report's values.
func (r *Report) check(doc *strictjson.Document) {
	checkLine(doc, "election", r.Election, math.MaxInt)
	checkTime(doc, "asOf", &r.AsOf)
	doc.Check("status", slices.Contains(statuses, r.Status), "not "+strings.Join(statuses, ", "), "write one of them")
	doc.Check("sequence", r.Sequence == nil || *r.Sequence >= 0, "below 0", "write a whole number, higher with each correction")
	checkOptionalLine(doc, "headline", r.Headline, MostHeadline)
	checkOptionalLine(doc, "note", r.Note, MostNote)
	doc.Check("every", r.Every == nil || *r.Every >= 1 && *r.Every <= MostMinutes, fmt.Sprintf("not from 1 to %d", MostMinutes), "write the minutes between two reports")
	checkLine(doc, "source.name", r.Source.Name, math.MaxInt)
	doc.Check("source.url", isURL(r.Source.URL), "not an https URL", "write it like https://example.org/report")
	doc.Check("units", len(r.Units) > 0, "none", "write at least one unit, for the whole")
	doc.Check("units", len(r.Units) <= MostUnits, fmt.Sprintf("more than %d", MostUnits), "leave some out")
	ids, points := map[string]bool{}, 0
	for i := range r.Units {
		u := &r.Units[i]
		path := fmt.Sprintf("units[%d].", i)
		u.check(doc, path, r.Time())
		doc.Check(path+"id", !ids[u.ID], "another unit has it", "give each unit its own")
		ids[u.ID] = true
		points += len(u.Reports)
		doc.Check(path+"reports", points <= MostPoints, fmt.Sprintf("with those before more than %d", MostPoints), "leave some out")
		if u.Previous != nil {
			points += len(u.Previous.Reports)
			doc.Check(path+"previous.reports", points <= MostPoints, fmt.Sprintf("with those before more than %d", MostPoints), "leave some out")
		}
	}
}

// check checks one unit of a report made at asOf.
func (u *Unit) check(doc *strictjson.Document, path string, asOf time.Time) {
	checkLine(doc, path+"id", u.ID, 60)
	checkLine(doc, path+"name", u.Name, MostHeadline)
	checkOptionalLine(doc, path+"level", u.Level, MostHeadline)
	checkShare(doc, path+"turnout", u.Turnout)
	checkShare(doc, path+"for", u.For)
	checkShare(doc, path+"against", u.Against)
	if u.For != nil && u.Against != nil {
		doc.Check(path+"against", *u.For+*u.Against <= 100+rounding, "more than 100 together with for", "correct one of the two")
	}
	doc.Check(path+"registered", u.Registered == nil || *u.Registered >= 0, "below 0", "write a whole number")
	doc.Check(path+"voted", u.Voted == nil || *u.Voted >= 0, "below 0", "write a whole number")
	if u.Voted != nil && u.Registered != nil {
		doc.Check(path+"voted", *u.Voted <= *u.Registered, "more than registered", "correct one of the two")
		if share := computed(u.Voted, u.Registered); share != nil && u.Turnout != nil {
			doc.Check(path+"turnout", agrees(*u.Turnout, *u.Voted, *u.Registered),
				fmt.Sprintf("not %d of %d, which is %v", *u.Voted, *u.Registered, *share), "correct one of the three, or leave turnout out")
		}
	}
	if c := u.Counted; c != nil {
		doc.Check(path+"counted.total", c.Total > 0, "not above 0", "write how many there are to count")
		doc.Check(path+"counted.done", c.Done >= 0 && c.Done <= c.Total, "not from 0 to total", "write how many have been counted")
	}
	if u.Range != nil {
		doc.Check(path+"range", u.Range.holds(u.Turnout), "not two percentages, the lower first, with the turnout between them", "write it like [45, 50]")
	}
	checkPoints(doc, path+"reports", u.Reports, asOf)
	if p := u.Previous; p != nil {
		checkLine(doc, path+"previous.name", p.Name, MostHeadline)
		checkShare(doc, path+"previous.turnout", p.Turnout)
		checkPoints(doc, path+"previous.reports", p.Reports, time.Time{})
	}
}

// checkPoints checks reports, none of which may be later than last; zero for any time.
func checkPoints(doc *strictjson.Document, path string, points []Point, last time.Time) {
	for i := range points {
		at := fmt.Sprintf("%s[%d].", path, i)
		checkShare(doc, at+"turnout", &points[i].Turnout)
		checkTime(doc, at+"asOf", &points[i].AsOf)
		doc.Check(at+"asOf", last.IsZero() || !moment(points[i].AsOf).After(last), "later than the report itself", "correct one of the two")
	}
}

func checkTime(doc *strictjson.Document, path string, asOf *string) {
	*asOf = strings.ToUpper(*asOf)
	doc.Check(path, isTime(*asOf), "not a time with a time zone", "write it like 2027-07-18T12:00:00+09:00")
}

// checkNotAhead checks that a report is not more than Ahead after now; zero for any time.
func checkNotAhead(doc *strictjson.Document, asOf string, now time.Time) {
	ok := now.IsZero() || moment(asOf).Sub(now) <= Ahead
	doc.Check("asOf", ok, asOf+" is more than 5 minutes ahead of the clock", "write the time of the report")
}

// checkLine checks a line of text of at most so many characters.
func checkLine(doc *strictjson.Document, path, s string, most int) {
	doc.Check(path, isLine(s), "not a line of text", "write some words, without a line break")
	doc.Check(path, utf8.RuneCountInString(s) <= most, fmt.Sprintf("more than %d characters", most), "make it shorter")
}

// checkOptionalLine is checkLine for text that may be empty.
func checkOptionalLine(doc *strictjson.Document, path, s string, most int) {
	if s != "" {
		checkLine(doc, path, s, most)
	}
}

// agrees reports whether a share in per cent is that of voted among registered, as far as its
// decimals say: rounded or cut off, but 0 and 100 only where it is exactly that.
func agrees(share float64, voted, registered int) bool {
	exact := 100 * float64(voted) / float64(registered)
	if share == 0 || share == 100 {
		return exact == share
	}
	tolerance := 0.01
	switch {
	case isWhole(share):
		tolerance = 1
	case isWhole(10 * share):
		tolerance = 0.1
	}
	return math.Abs(share-exact) < tolerance+1e-9
}

func isWhole(x float64) bool { return math.Abs(x-math.Round(x)) < 1e-9 }

// holds reports whether r is a range, with the turnout in it if there is one.
func (r Range) holds(turnout *float64) bool {
	if len(r) != 2 || !(r[0] >= 0 && r[0] <= r[1] && r[1] <= 100) {
		return false
	}
	return turnout == nil || r[0] <= *turnout && *turnout <= r[1]
}
