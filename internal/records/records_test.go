package records

import (
	"strings"
	"testing"

	"twoboxes/internal/story/load"
)

// A story of three sources. Each case below changes it in one place.
const (
	factsJSON = `{
  "note": "",
  "sources": {
    "ART": {"what": "The article", "publisher": "A", "date": "2023-11", "address": "https://a.example/x", "note": ""},
    "K1": {"what": "The report", "publisher": "K", "date": "2023-11-28", "address": "http://www.k.example/1", "note": ""},
    "S1": {"what": "A rerun", "publisher": "S", "note": ""}
  },
  "facts": [
    {"id": "turnout", "value": 99.63, "unit": "% of registered voters", "tier": "reported", "scenes": [], "sources": ["K1", "S1"]},
    {"id": "abstain", "value": 7.8e-05, "unit": "% of registered voters", "tier": "single", "scenes": [], "sources": ["K1"]},
    {"id": "candidates", "value": 3, "unit": "candidates", "tier": "reported", "scenes": [], "sources": ["K1", "S1"]},
    {"id": "vote", "value": "2023-11-26", "tier": "reported", "scenes": [], "sources": ["ART", "K1"]},
    {"id": "report", "value": "2023-11-28", "tier": "reported", "scenes": [], "sources": ["ART", "K1"]},
    {"id": "since", "value": "1956", "tier": "reported", "scenes": [], "sources": ["ART", "K1"]},
    {"id": "decade", "value": "1960", "tier": "reported", "scenes": [], "sources": ["ART", "K1"]},
    {"id": "open", "value": "10:00", "tier": "reported", "scenes": [], "sources": ["ART", "K1"]},
    {"id": "weekday", "value": "Sunday", "tier": "reported", "scenes": [], "sources": ["ART", "K1"]},
    {"id": "colours", "value": {"for": "green", "against": "red"}, "tier": "reported", "scenes": [], "sources": ["ART", "K1"]},
    {"id": "claim", "tier": "article", "scenes": [], "sources": ["ART"], "says": "what only the article says"},
    {"id": "share", "value": 9963, "unit": "in every 10,000 registered voters", "tier": "derived", "scenes": [], "from": ["turnout"]},
    {"id": "limit", "tier": "editorial", "scenes": [], "says": "our own words"}
  ]
}`
	recordsJSON = `{
  "records": {
    "ART": {
      "copies": [{"address": "https://a.example/x", "kind": "page", "read": "2026-11-26", "cut": true}],
      "dates": ["1956-11", "1960s"],
      "times": ["10:00"],
      "names": ["Sunday"]
    },
    "K1": {
      "date": "2023-11-28",
      "copies": [{"address": "http://k.example/1", "kind": "page", "read": "2026-11-26"}],
      "figures": ["99.63", "0.000078"],
      "counts": {"candidates named": "3"},
      "dates": ["2023-11-26"],
      "names": ["green", "red"]
    },
    "S1": {"copies": [], "unread": "no copy could be read"}
  }
}`
)

// check reads and checks a story.
func check(facts, records string) error {
	f, err := load.ReadFacts([]byte(facts), "facts.json")
	if err != nil {
		return err
	}
	r, err := Read([]byte(records), "records.json")
	if err != nil {
		return err
	}
	return r.Check(f, "facts.json")
}

func TestAgreeing(t *testing.T) {
	if err := check(factsJSON, recordsJSON); err != nil {
		t.Error(err)
	}
	r, _ := Read([]byte(recordsJSON), "records.json")
	if got := r.Unread(); len(got) != 1 || got[0] != "S1" {
		t.Errorf("unread: %v", got)
	}
}

// TestFaults breaks the story in one place at a time: each check must be able to fail.
func TestFaults(t *testing.T) {
	const facts, records = "facts.json", "records.json"
	for _, c := range []struct {
		name, file, old, new string
		want                 string // the start of the error
	}{
		// Facts against records.
		{"another figure", facts, "99.63,", "99.64,", "facts.json: facts.turnout.value: 99.64 is in the record of none of its sources (K1, S1); correct it"},
		{"figure of another source", facts, `99.63, "unit": "% of registered voters", "tier": "reported", "scenes": [], "sources": ["K1", "S1"]`, `99.63, "unit": "% of registered voters", "tier": "reported", "scenes": [], "sources": ["ART", "S1"]`, "facts.json: facts.turnout.value: 99.63 is in the record of none of its sources (ART, S1)"},
		{"figure lost", records, `"0.000078"`, `"0.00078"`, "facts.json: facts.abstain.value: 7.8e-05 is in"},
		{"count", records, `"candidates named": "3"`, `"candidates named": "2"`, "facts.json: facts.candidates.value: 3 is in"},
		{"another day", facts, `"2023-11-26"`, `"2023-11-25"`, "facts.json: facts.vote.value: 2023-11-25 is in"},
		{"day of publication", records, `"date": "2023-11-28"`, `"date": "2023-11"`, "facts.json: facts.report.value: 2023-11-28 is in"},
		{"another year", records, "1956-11", "1957-11", "facts.json: facts.since.value: 1956 is in"},
		{"another decade", records, "1960s", "1950s", "facts.json: facts.decade.value: 1960 is in"},
		{"more exact than the record", records, `"2023-11-26"]`, `"2023-11"]`, "facts.json: facts.vote.value: 2023-11-26 is in"},
		{"another hour", records, "10:00", "09:00", "facts.json: facts.open.value: 10:00 is in"},
		{"another weekday", facts, `"Sunday"`, `"Monday"`, "facts.json: facts.weekday.value: Monday is in"},
		{"another colour", facts, `"red"`, `"blue"`, "facts.json: facts.colours.value: blue is in"},
		{"one source, not marked", facts, `"tier": "single"`, `"tier": "reported"`, `facts.json: facts.abstain.tier: "reported", but K1 is its only source; write "single", or add a source`},
		{"one source twice", facts, `7.8e-05, "unit": "% of registered voters", "tier": "single", "scenes": [], "sources": ["K1"]`, `7.8e-05, "unit": "% of registered voters", "tier": "reported", "scenes": [], "sources": ["K1", "K1"]`, "facts.json: facts.abstain.tier: "},
		{"article tier without the article", facts, `"tier": "article", "scenes": [], "sources": ["ART"]`, `"tier": "article", "scenes": [], "sources": ["K1"]`, "facts.json: facts.claim.tier: "},

		// Sources against records.
		{"no record", records, `"S1": {`, `"S2": {`, "records.json: records.S1: missing, though facts cite the source; read a copy"},
		{"record of no source", records, `"S1": {`, `"S1": {"copies": [], "unread": "x"}, "S2": {`, "records.json: records.S2: no source has this id; remove it"},
		{"dates disagree", records, `"date": "2023-11-28"`, `"date": "2023-11-29"`, "records.json: records.K1.date: 2023-11-29, but the source is dated 2023-11-28; look"},
		{"address disagrees", records, "http://k.example/1", "http://k.example/2", "records.json: records.K1.copies[0].address: not the address of the source; copy it"},

		// The form of records.
		{"not JSON", records, `"records": {`, `"records": [{`, "records.json: line "},
		{"odd id", records, `"S1": {`, `"S 1": {`, `records.json: line 2: records: "S 1" is not the id of a source; write capital letters and digits`},
		{"unknown field", records, `"figures"`, `"figure"`, "records.json: line 12: records.K1.figure: unknown field"},
		{"sentence for a figure", records, `"99.63"`, `"99.63 percent"`, `records.json: line 12: records.K1.figures[0]: "99.63 percent" is not a plain number; write digits`},
		{"grouped figure", records, `"99.63"`, `"27,858"`, `records.json: line 12: records.K1.figures[0]: `},
		{"no such date", records, `"2023-11-26"]`, `"2023-13-26"]`, `records.K1.dates[0]: "2023-13-26" is not a date; write 2023-11-28`},
		{"no such time", records, `"10:00"`, `"24:00"`, `records.ART.times[0]: "24:00" is not a time of day; write 09:00`},
		{"sentence for a name", records, `"green"`, `"state media images showed a green box for approval"`, "records.K1.names[0]: "},
		{"empty name", records, `"green"`, `""`, "records.K1.names[0]: "},
		{"count in words", records, `"3"`, `"three"`, `records.K1.counts: "three" is not a plain number`},
		{"no copy, no reason", records, `, "unread": "no copy could be read"`, ``, "records.S1: no copy; say where the source was read"},
		{"figures without a copy", records, `"unread": "no copy could be read"`, `"unread": "no copy could be read", "figures": ["99.63"]`, "records.S1: carries something, but no copy was read; record only"},
		{"unread with a copy", records, `"date": "2023-11-28"`, `"date": "2023-11-28", "unread": "x"`, "records.K1.unread: there is a copy; remove it"},
		{"no web address", records, "https://a.example/x", "a.example/x", "records.ART.copies[0].address: not a web address; begin"},
		{"no such kind", records, `"page", "read": "2026-11-26", "cut"`, `"memory", "read": "2026-11-26", "cut"`, `records.ART.copies[0].kind: "memory" is not a kind; write one of page`},
		{"read at no day", records, `"2026-11-26", "cut"`, `"2026-11", "cut"`, `records.ART.copies[0].read: "2026-11" is not a day; write`},
		{"no copies", records, `"copies": [], `, ``, "records.S1.copies: missing; add it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, r := factsJSON, recordsJSON
			target := &f
			if c.file == records {
				target = &r
			}
			if !strings.Contains(*target, c.old) {
				t.Fatalf("%s has no %q to break", c.file, c.old)
			}
			*target = strings.Replace(*target, c.old, c.new, 1)
			if err := check(f, r); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("no %q in:\n%v", c.want, err)
			}
		})
	}
}

// FuzzRead: no text stops the reader, and what it accepts can be checked and holds no sentences.
func FuzzRead(f *testing.F) {
	f.Add([]byte(recordsJSON))
	f.Add([]byte(`{"records": {"": {"copies": [], "unread": "x"}}}`))
	f.Add([]byte(`{"records": {"A b": {"copies": [{}], "names": ["\u0000"]}}}`))
	facts, err := load.ReadFacts([]byte(factsJSON), "facts.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Read(data, "records.json")
		if err != nil {
			return
		}
		r.Check(facts, "facts.json")
		for id, record := range r.Records {
			if (len(record.Copies) == 0) != (record.Unread != "") {
				t.Errorf("%q: %d copies, unread: %q", id, len(record.Copies), record.Unread)
			}
			for _, s := range record.Figures {
				if !figure.MatchString(s) {
					t.Errorf("%q: figure %q", id, s)
				}
			}
		}
	})
}
