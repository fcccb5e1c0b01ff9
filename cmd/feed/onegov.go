package main

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // computers without time zones

	"twoboxes/internal/feed"
	"twoboxes/internal/strictjson"
)

// oneGovVote is what is read of a vote's JSON, …/vote/<name>/json of OneGov's election day, the platform
// of many Swiss cantons and cities. Everything else in it is ignored.
type oneGovVote struct {
	Completed    bool              `json:"completed" strict:"required"`
	Date         string            `json:"date" strict:"required"`
	LastModified string            `json:"last_modified" strict:"required"`
	Title        map[string]string `json:"title" strict:"required"` // by locale: de_CH
	Type         string            `json:"type"`
	URL          string            `json:"url" strict:"required"`
	Ballots      []oneGovBallot    `json:"ballots" strict:"required"`
}

// oneGovBallot is one question. Most votes have one, the proposal; a vote on a counter-proposal has three.
type oneGovBallot struct {
	Type     string `json:"type" strict:"required"`
	Progress struct {
		Counted int `json:"counted" strict:"required"`
		Total   int `json:"total" strict:"required"`
	} `json:"progress" strict:"required"`
	Results struct {
		Entities []oneGovEntity `json:"entities" strict:"required"`
	} `json:"results" strict:"required"`
}

// oneGovEntity is a municipality, or a district of a city.
type oneGovEntity struct {
	ID       int    `json:"id" strict:"required"`
	Name     string `json:"name" strict:"required"`
	Counted  bool   `json:"counted" strict:"required"`
	Yeas     int    `json:"yeas" strict:"required"`
	Nays     int    `json:"nays" strict:"required"`
	Eligible int    `json:"eligible_voters" strict:"required"`
	Cast     int    `json:"cast_ballots" strict:"required"`
}

// most is a number of people that no count exceeds.
const most = 10_000_000_000

// readOneGov makes a report of a vote: the total first, with the id total, then the municipalities, by
// their numbers. What is not counted yet has no figures. Until everything is counted the total has the
// votes of what is counted, and no turnout: that of a part would be read as that of the whole.
func readOneGov(data []byte, o options) (source, error) {
	var v oneGovVote
	doc := strictjson.Decode(data, &v)
	doc.Check("type", v.Type == "" || v.Type == "vote", "not vote", "use the address of a vote, …/vote/NAME/json")
	modified, err := time.Parse(time.RFC3339Nano, v.LastModified)
	doc.Check("last_modified", err == nil, "not a time with a time zone", "ask the platform; it should be like 2025-06-15T12:40:00+00:00")
	place, err := url.Parse(v.URL)
	doc.Check("url", err == nil && place.Host != "", "not an address", "ask the platform, or give the source's own with --url")
	chosen := -1
	var types []string
	for i, b := range v.Ballots {
		types = append(types, b.Type)
		if b.Type == o.ballot {
			chosen = i
		}
		checkOneGov(doc, fmt.Sprintf("ballots[%d].", i), b)
	}
	doc.Check("ballots", chosen >= 0, "none is a "+o.ballot, "name one with --ballot: "+strings.Join(types, ", "))
	if err := faults(doc); err != nil {
		return source{}, err
	}
	b := v.Ballots[chosen]
	r := feed.Report{V: 2, Election: inLanguage(v.Title, o.lang), AsOf: modified.In(zurich()).Truncate(time.Second).Format(time.RFC3339), Status: oneGovStatus(v, b),
		Source: feed.Source{Name: place.Host, URL: v.URL}}
	if o.url != "" {
		r.Source.URL = o.url
	}
	at := fmt.Sprintf("ballots[%d].", chosen)
	total := feed.Unit{ID: "total", Name: "Total", Counted: &feed.Counted{Done: b.Progress.Counted, Total: b.Progress.Total}}
	if b.Progress.Total == 0 {
		total.Counted = nil
	}
	var sum oneGovEntity
	all := true
	units, places := []feed.Unit{}, []string{at + "progress"}
	for i, e := range b.Results.Entities {
		places = append(places, fmt.Sprintf("%sresults.entities[%d]", at, i))
		u := feed.Unit{ID: strconv.Itoa(e.ID), Name: e.Name}
		if e.Counted {
			u = e.figures(u)
			sum.Yeas, sum.Nays, sum.Eligible, sum.Cast = sum.Yeas+e.Yeas, sum.Nays+e.Nays, sum.Eligible+e.Eligible, sum.Cast+e.Cast
		}
		all = all && e.Counted
		units = append(units, u)
	}
	total = sum.figures(total)
	if !all || b.Progress.Counted < b.Progress.Total {
		total.Registered, total.Voted = nil, nil
	}
	r.Units = append([]feed.Unit{total}, units...)
	return source{r, placed(map[string]string{"election": "title", "asOf": "last_modified", "source.url": "url", "source.name": "url"}, places,
		map[string]string{"registered": "eligible_voters", "voted": "cast_ballots", "turnout": "cast_ballots", "for": "yeas", "against": "nays"})}, nil
}

// figures are u with the counts of e.
func (e oneGovEntity) figures(u feed.Unit) feed.Unit {
	u.For, u.Against = feed.Share(e.Yeas, e.Yeas+e.Nays), feed.Share(e.Nays, e.Yeas+e.Nays)
	if e.Eligible > 0 {
		u.Registered, u.Voted = &e.Eligible, &e.Cast
	}
	return u
}

func checkOneGov(doc *strictjson.Document, at string, b oneGovBallot) {
	const fix = "ask the platform; nothing is published until it is right"
	doc.Check(at+"progress.total", b.Progress.Total >= 0, "below 0", fix)
	doc.Check(at+"progress.counted", b.Progress.Counted >= 0 && b.Progress.Counted <= b.Progress.Total, "not from 0 to total", fix)
	for i, e := range b.Results.Entities {
		for _, count := range []struct {
			name string
			n    int
		}{{"yeas", e.Yeas}, {"nays", e.Nays}, {"eligible_voters", e.Eligible}, {"cast_ballots", e.Cast}} {
			doc.Check(fmt.Sprintf("%sresults.entities[%d].%s", at, i, count.name), count.n >= 0 && count.n <= most, "not a number of people", fix)
		}
		doc.Check(fmt.Sprintf("%sresults.entities[%d].yeas", at, i), e.Yeas+e.Nays <= e.Cast, "more than cast_ballots together with nays", fix)
	}
}

// oneGovStatus is what stage a vote is at: the platform says no more than how much is counted.
func oneGovStatus(v oneGovVote, b oneGovBallot) string {
	switch {
	case v.Completed:
		return "final"
	case b.Progress.Counted > 0:
		return "counting"
	case v.LastModified[:len("2025-06-15")] < v.Date:
		return "before"
	}
	return "open"
}

// zurich is the zone of Swiss readers' clocks.
var zurich = sync.OnceValue(func() *time.Location {
	zone, err := time.LoadLocation("Europe/Zurich")
	if err != nil {
		panic(err) // it is part of the program
	}
	return zone
})

// inLanguage is a text in a language, "fr" or "fr_CH"; in the first of its locales where it has none.
func inLanguage(texts map[string]string, lang string) string {
	first := ""
	for locale, text := range texts {
		switch {
		case text == "":
		case lang != "" && strings.HasPrefix(strings.ToLower(locale), strings.ToLower(lang)):
			return text
		case first == "" || locale < first:
			first = locale
		}
	}
	return texts[first]
}

// faults are everything wrong with a document; members that are not read are no fault.
func faults(doc *strictjson.Document) error {
	var errs []error
	for _, p := range doc.Problems() {
		if !p.Unknown {
			errs = append(errs, p)
		}
	}
	return errors.Join(errs...)
}

// placed puts problems of a report at their place in a JSON source: head by the report's own members, units
// by their order, fields by the members of a unit.
func placed(head map[string]string, units []string, fields map[string]string) func(strictjson.Problem) string {
	return func(p strictjson.Problem) string {
		name, field, _ := strings.Cut(p.Path, ".")
		at := head[p.Path]
		var i int
		if n, _ := fmt.Sscanf(name, "units[%d]", &i); n == 1 && i < len(units) {
			at = units[i]
			if field != "" {
				member, _, _ := strings.Cut(field, ".")
				if fields[member] != "" {
					member = fields[member]
				}
				at += "." + member
			}
		}
		if at == "" {
			at = p.Path
		}
		return fmt.Sprintf("%s: %s; %s", at, p.What, p.Fix)
	}
}
