package records

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"

	"twoboxes/internal/story/load"
	"twoboxes/internal/strictjson"
)

// article is the source that tier "article" names: a fact of that tier with no other source is
// marked as resting on it alone.
const article = "ART"

// Check reports every fact that its sources' records do not bear out, and every source whose
// record is missing or disagrees. factsFile is the name of the facts in errors.
func (r *Records) Check(facts *load.Facts, factsFile string) error {
	f := strictjson.Problems{File: factsFile}
	cited := map[string]bool{}
	for i := range facts.List {
		fact := &facts.List[i]
		for _, id := range fact.Sources {
			cited[id] = true
		}
		r.checkFact(&f, fact)
	}

	own := strictjson.Problems{File: r.file}
	for _, source := range facts.Sources {
		record, ok := r.Records[source.Key]
		at := "records." + source.Key
		switch {
		case ok:
			checkSource(&own, at, source.Value, record)
		case cited[source.Key]:
			own.Add(at, "missing, though facts cite the source", "read a copy of it and record what it carries")
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.Records)) {
		if _, ok := facts.Sources.Get(id); !ok {
			own.Add("records."+id, "no source has this id", "remove it, or correct its id")
		}
	}
	f.AddAll(own)
	return f.Err()
}

// checkSource compares a source as facts.json describes it with its record.
func checkSource(p *strictjson.Problems, at string, s load.Source, r Record) {
	if s.Date != "" && r.Date != "" && !strings.HasPrefix(s.Date, r.Date) && !strings.HasPrefix(r.Date, s.Date) {
		p.Add(at+".date", fmt.Sprintf("%s, but the source is dated %s", r.Date, s.Date), "look at the copy again and correct one")
	}
	for i, c := range r.Copies {
		if c.Kind == "page" && bare(c.Address) != bare(s.Address) {
			p.Add(fmt.Sprintf("%s.copies[%d].address", at, i), "not the address of the source", `copy it from facts.json, or call the copy a "repost"`)
		}
	}
}

// bare is an address without what differs between copies of one page.
func bare(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	return strings.TrimPrefix(rest, "www.")
}

func (r *Records) checkFact(p *strictjson.Problems, fact *load.Fact) {
	at := "facts." + fact.ID
	sources := slices.Compact(slices.Sorted(slices.Values(fact.Sources)))
	if len(sources) == 1 && fact.Tier != "single" && !(fact.Tier == "article" && sources[0] == article) {
		p.Add(at+".tier", fmt.Sprintf("%q, but %s is its only source", fact.Tier, sources[0]), `write "single", or add a source`)
	}
	if len(sources) == 0 {
		return // computed from other facts, or our own words
	}
	for _, v := range values(fact.Value) {
		if !slices.ContainsFunc(sources, func(id string) bool { return r.Records[id].carries(v) }) {
			p.Add(at+".value", fmt.Sprintf("%v is in the record of none of its sources (%s)", v, strings.Join(sources, ", ")), "correct it, or cite the source that carries it")
		}
	}
}

// values are the figures, dates, times and names of a fact's value.
func values(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case map[string]any:
		var all []any
		for _, key := range slices.Sorted(maps.Keys(v)) {
			all = append(all, v[key])
		}
		return all
	}
	return []any{v}
}

// carries reports whether the record has a fact's value: a number by its worth, however many zeros
// it is written with; a date also within a more exact one.
func (r Record) carries(value any) bool {
	switch v := value.(type) {
	case json.Number:
		worth, ok := new(big.Rat).SetString(v.String())
		equal := func(s string) bool {
			n, valid := new(big.Rat).SetString(s)
			return ok && valid && n.Cmp(worth) == 0
		}
		return slices.ContainsFunc(r.Figures, equal) || slices.ContainsFunc(slices.Collect(maps.Values(r.Counts)), equal)
	case string:
		switch {
		case date.MatchString(v):
			return strings.HasPrefix(r.Date, v) || slices.ContainsFunc(r.Dates, func(d string) bool { return strings.HasPrefix(d, v) })
		case timeDay.MatchString(v):
			return slices.Contains(r.Times, v)
		}
		return slices.Contains(r.Names, v)
	}
	return false
}
