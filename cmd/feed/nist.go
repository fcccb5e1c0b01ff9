package main

import (
	"fmt"
	"slices"
	"strings"

	"twoboxes/internal/feed"
	"twoboxes/internal/strictjson"
)

// nistReport is what is read of an election report in NIST's common data format, SP 1500-100 version 2,
// as JSON. Everything else in it is ignored.
type nistReport struct {
	GeneratedDate string         `json:"GeneratedDate" strict:"required"`
	Issuer        string         `json:"Issuer" strict:"required"`
	IsTest        bool           `json:"IsTest"`
	SequenceEnd   int            `json:"SequenceEnd" strict:"required"` // parts that the report comes in
	Status        string         `json:"Status" strict:"required"`
	GpUnit        []nistUnit     `json:"GpUnit" strict:"required"`
	Election      []nistElection `json:"Election" strict:"required"`
}

// nistUnit is an area whose votes are reported.
type nistUnit struct {
	ID         string   `json:"@id" strict:"required"`
	Name       nistText `json:"Name"`
	Type       string   `json:"Type"` // county, precinct …
	Registered *int     `json:"VotersRegistered"`
	Voted      *int     `json:"VotersParticipated"`
	Reported   *int     `json:"SubUnitsReported"`
	Total      *int     `json:"TotalSubUnits"`
}

type nistElection struct {
	Name    nistText      `json:"Name" strict:"required"`
	Contest []nistContest `json:"Contest" strict:"required"`
}

// nistContest is a question, or another kind of contest, which is ignored.
type nistContest struct {
	ID        string          `json:"@id" strict:"required"`
	Kind      string          `json:"@type" strict:"required"`
	Name      string          `json:"Name" strict:"required"`
	District  string          `json:"ElectionDistrictId" strict:"required"`
	Reported  *int            `json:"SubUnitsReported"`
	Total     *int            `json:"TotalSubUnits"`
	Selection []nistSelection `json:"ContestSelection"`
}

type nistSelection struct {
	ID         string       `json:"@id" strict:"required"`
	Selection  nistText     `json:"Selection"`
	VoteCounts []nistCounts `json:"VoteCounts"`
}

type nistCounts struct {
	Unit  string  `json:"GpUnitId"`
	Type  string  `json:"Type" strict:"required"` // total, early, absentee-mail …
	Count float64 `json:"Count" strict:"required"`
}

type nistText struct {
	Text []nistString `json:"Text" strict:"required"`
}

type nistString struct {
	Content  string `json:"Content" strict:"required"`
	Language string `json:"Language"`
}

// in is the text in a language; the first where it has none.
func (t nistText) in(lang string) string {
	all := map[string]string{}
	for _, text := range t.Text {
		all[text.Language] = text.Content
	}
	if len(t.Text) > 0 && lang == "" {
		return t.Text[0].Content
	}
	return inLanguage(all, lang)
}

const measure = "ElectionResults.BallotMeasureContest"

// yesWords are the selections that count as for, where --for names none.
var yesWords = []string{"yes", "for", "approve", "approved", "sí", "oui"}

// nistStatuses are the stages that a report can be at. Unofficial results may still change.
var nistStatuses = map[string]string{
	"pre-election": "before", "unofficial-partial": "counting", "unofficial-complete": "counting", "post-election": "counting",
	"correction": "counting", "recount": "counting", "certified": "final",
}

// readNIST makes a report of one ballot measure: its district first, then the other areas with counts.
func readNIST(data []byte, o options) (source, error) {
	var r nistReport
	doc := strictjson.Decode(data, &r)
	status := nistStatuses[r.Status]
	doc.Check("Status", status != "", "not a status of SP 1500-100", "ask the issuer; it should be like unofficial-partial")
	doc.Check("SequenceEnd", r.SequenceEnd <= 1, "the report comes in several parts", "use one that comes whole")
	doc.Check("Election", len(r.Election) == 1, "not one election", "use a report of one")
	var found *nistContest
	var at string
	var ids []string
	for i := range r.Election {
		for j := range r.Election[i].Contest {
			if c := &r.Election[i].Contest[j]; c.Kind == measure {
				ids = append(ids, c.ID)
				if o.contest == "" || o.contest == c.ID {
					found, at = c, fmt.Sprintf("Election[%d].Contest[%d].", i, j)
				}
			}
		}
	}
	if len(r.Election) == 1 {
		doc.Check("Election[0].Contest", found != nil, "no such ballot measure", "name one with --contest: "+strings.Join(ids, ", "))
		doc.Check("Election[0].Contest", o.contest != "" || len(ids) < 2, fmt.Sprintf("%d ballot measures", len(ids)), "name one with --contest: "+strings.Join(ids, ", "))
	}
	if err := faults(doc); err != nil {
		return source{}, err
	}
	for i, s := range found.Selection {
		for j, c := range s.VoteCounts {
			doc.Check(fmt.Sprintf("%sContestSelection[%d].VoteCounts[%d].Count", at, i, j),
				c.Count >= 0 && c.Count <= most && c.Count == float64(int(c.Count)), "not a number of votes", "ask the issuer; nothing is published until it is right")
		}
	}
	yes, no := found.sides(o)
	doc.Check(at+"ContestSelection", yes != nil, "not a yes and a no", "name the one that counts as for with --for, by its @id")
	units, places := found.units(r.GpUnit, yes, no, o.lang)
	doc.Check(at+"ElectionDistrictId", len(units) > 0, "no GpUnit has this @id", "ask the issuer")
	if err := faults(doc); err != nil {
		return source{}, err
	}
	report := feed.Report{V: 2, Election: found.Name, AsOf: r.GeneratedDate, Status: status, Test: r.IsTest,
		Source: feed.Source{Name: r.Issuer, URL: o.url}, Units: units}
	where := placed(map[string]string{"election": at + "Name", "asOf": "GeneratedDate", "status": "Status", "source.name": "Issuer"}, places,
		map[string]string{"id": "@id", "name": "Name", "level": "Type", "registered": "VotersRegistered", "voted": "VotersParticipated", "turnout": "VotersParticipated", "counted": "SubUnitsReported"})
	return source{report, func(p strictjson.Problem) string {
		if p.Path == "source.url" && o.url == "" {
			return "the report names no address for readers; give one with --url https://…"
		}
		return where(p)
	}}, nil
}

// sides are the selections for and against; nil where they are not two, or it is not known which is which.
func (c *nistContest) sides(o options) (yes, no *nistSelection) {
	if len(c.Selection) != 2 {
		return nil, nil
	}
	isYes := func(s nistSelection) bool {
		if o.yes != "" {
			return s.ID == o.yes
		}
		return slices.ContainsFunc(s.Selection.Text, func(t nistString) bool {
			return slices.Contains(yesWords, strings.ToLower(strings.TrimSpace(t.Content)))
		})
	}
	a, b := &c.Selection[0], &c.Selection[1]
	switch first, second := isYes(*a), isYes(*b); {
	case first && !second:
		return a, b
	case second && !first:
		return b, a
	}
	return nil, nil
}

// units are the contest's district and the other areas whose votes are reported, and the place of each in
// the report. There are none where the district is not among all.
func (c *nistContest) units(all []nistUnit, yes, no *nistSelection, lang string) (units []feed.Unit, places []string) {
	pro, contra := yes.votes(c.District), no.votes(c.District)
	for i, g := range all {
		whole := g.ID == c.District
		p, hasPro := pro[g.ID]
		n, hasContra := contra[g.ID]
		if !whole && !hasPro && !hasContra {
			continue
		}
		u := feed.Unit{ID: g.ID, Name: g.Name.in(lang), Level: g.Type, Registered: g.Registered, Voted: g.Voted}
		if hasPro && hasContra {
			u.For, u.Against = feed.Share(p, p+n), feed.Share(n, p+n)
		}
		done, total := g.Reported, g.Total
		if whole && c.Total != nil {
			done, total = c.Reported, c.Total
		}
		if done != nil && total != nil && *total > 0 {
			u.Counted = &feed.Counted{Done: *done, Total: *total}
		}
		place := fmt.Sprintf("GpUnit[%d]", i)
		if whole {
			units, places = append([]feed.Unit{u}, units...), append([]string{place}, places...)
		} else {
			units, places = append(units, u), append(places, place)
		}
	}
	if len(units) == 0 || units[0].ID != c.District {
		return nil, nil
	}
	return units, places
}

// votes are the selection's by area: the total where it is given, otherwise all kinds together. Votes of
// no area are the district's.
func (s *nistSelection) votes(district string) map[string]int {
	totals, sums := map[string]int{}, map[string]int{}
	if s == nil {
		return sums
	}
	for _, c := range s.VoteCounts {
		unit := c.Unit
		if unit == "" {
			unit = district
		}
		if c.Type == "total" {
			totals[unit] = int(c.Count)
		}
		sums[unit] += int(c.Count)
	}
	for unit, n := range totals {
		sums[unit] = n
	}
	return sums
}
