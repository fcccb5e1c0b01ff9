// Package records checks that the facts say what their sources say. A record holds the figures,
// dates, times and names that a source carries, as read in a copy of it, and where and when that
// copy was read. It is used when the site is checked, never in the browser.
package records

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"twoboxes/internal/strictjson"
)

// Records are the records of all sources, by the source's id in facts.json.
type Records struct {
	Note    string            `json:"note"`
	Records map[string]Record `json:"records" strict:"required"`

	file string
}

// Record is what one source carries. It has no copies if none could be read, and then no figures.
type Record struct {
	Date    string            `json:"date"` // of publication, as far as the copy shows it: "2023-11-28", "2023-11", "2023" or empty
	Copies  []Copy            `json:"copies" strict:"required"`
	Unread  string            `json:"unread"`  // why there is no copy
	Figures []string          `json:"figures"` // plain numbers: "12.5", "1200"
	Counts  map[string]string `json:"counts"`  // what the source names one by one without giving the number: "candidates named": "3"
	Dates   []string          `json:"dates"`   // as Date, or a decade, "1960s"
	Times   []string          `json:"times"`   // of day: "09:00"
	Names   []string          `json:"names"`   // of persons, places, weekdays, colours, as the source writes them
}

// Copy is where and when a source was read.
type Copy struct {
	Address string `json:"address" strict:"required"`
	Kind    string `json:"kind" strict:"required"` // page: the source's own address; repost: its text elsewhere; quote: a text that quotes it
	Read    string `json:"read" strict:"required"` // the day, "2026-11-26"
	Cut     bool   `json:"cut"`                    // the copy ends before the text does
}

var (
	kinds = []string{"page", "repost", "quote"}

	sourceID = regexp.MustCompile(`^[A-Z0-9]+$`)

	figure  = regexp.MustCompile(`^\d+(\.\d+)?$`)
	date    = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)
	day     = regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`)
	decade  = regexp.MustCompile(`^\d{3}0s$`)
	timeDay = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)
	web     = regexp.MustCompile(`^https?://[^\s/]+`)
)

// nameLength is the most characters of a name: a record copies no sentences.
const nameLength = 40

// Read reads records.json; file is its name in errors. Errors are all that is wrong with its form.
func Read(data []byte, file string) (*Records, error) {
	r := &Records{file: file}
	doc := strictjson.Decode(data, r)
	for _, id := range slices.Sorted(maps.Keys(r.Records)) {
		doc.Check("records", sourceID.MatchString(id), fmt.Sprintf("%q is not the id of a source", id), "write capital letters and digits")
		checkForm(doc, "records."+id, r.Records[id])
	}
	return r, doc.Err(file)
}

func checkForm(doc *strictjson.Document, at string, r Record) {
	each := func(key string, list []string, ok func(string) bool, what, fix string) {
		for i, s := range list {
			doc.Check(fmt.Sprintf("%s.%s[%d]", at, key, i), ok(s), fmt.Sprintf("%q is not %s", s, what), fix)
		}
	}
	each("figures", r.Figures, figure.MatchString, "a plain number", "write digits, and a point for decimals")
	each("dates", r.Dates, func(s string) bool { return date.MatchString(s) || decade.MatchString(s) }, "a date", "write 2023-11-28, 2023-11, 2023 or 1960s")
	each("times", r.Times, timeDay.MatchString, "a time of day", "write 09:00")
	each("names", r.Names, func(s string) bool { return s != "" && utf8.RuneCountInString(s) <= nameLength }, "a name", fmt.Sprintf("write a name of at most %d characters, never a sentence", nameLength))
	for _, what := range slices.Sorted(maps.Keys(r.Counts)) {
		doc.Check(at+".counts", figure.MatchString(r.Counts[what]), fmt.Sprintf("%q is not a plain number", r.Counts[what]), "write digits")
	}
	doc.Check(at+".date", r.Date == "" || date.MatchString(r.Date), fmt.Sprintf("%q is not a date", r.Date), "write 2023-11-28, 2023-11 or 2023")

	for i, c := range r.Copies {
		at := fmt.Sprintf("%s.copies[%d]", at, i)
		doc.Check(at+".address", web.MatchString(c.Address), "not a web address", "begin it with https:// or http://")
		doc.Check(at+".kind", slices.Contains(kinds, c.Kind), fmt.Sprintf("%q is not a kind", c.Kind), "write one of "+strings.Join(kinds, ", "))
		doc.Check(at+".read", day.MatchString(c.Read), fmt.Sprintf("%q is not a day", c.Read), "write the day on which the copy was read, as 2026-11-26")
	}
	carries := len(r.Figures)+len(r.Counts)+len(r.Dates)+len(r.Times)+len(r.Names) > 0 || r.Date != ""
	switch {
	case len(r.Copies) == 0 && r.Unread == "":
		doc.Check(at, false, "no copy", `say where the source was read, or say in "unread" why it could not be`)
	case len(r.Copies) == 0 && carries:
		doc.Check(at, false, "carries something, but no copy was read", "record only what was read in a copy")
	case len(r.Copies) > 0 && r.Unread != "":
		doc.Check(at+".unread", false, "there is a copy", "remove it")
	}
}

// Unread are the sources of which no copy could be read, sorted. A reader must be able to see it.
func (r *Records) Unread() (ids []string) {
	for _, id := range slices.Sorted(maps.Keys(r.Records)) {
		if len(r.Records[id].Copies) == 0 {
			ids = append(ids, id)
		}
	}
	return ids
}
