package load

import (
	"encoding/json"
	"math/big"
	"strings"
	"time"

	"twoboxes/internal/story"
	"twoboxes/internal/strictjson"
)

// Facts is the content of facts.json: everything the story may state, and who reported it.
type Facts struct {
	Note    string                     `json:"note"`
	Sources strictjson.Ordered[Source] `json:"sources"`
	List    []Fact                     `json:"facts"`

	file string
	byID map[string]*Fact
}

// Source is a report that facts are taken from. Without an address it is credited, not linked.
type Source struct {
	What      string `json:"what"` // a description, not its headline
	Publisher string `json:"publisher"`
	Date      string `json:"date"`    // "2023-11-28", "2023-11", "2023" or unknown
	Address   string `json:"address"` // https or http, or empty
	Note      string `json:"note"`    // what it carries, and how it was read if not at its address
}

// Fact is one thing the story may state.
type Fact struct {
	ID      string   `json:"id"`
	Value   any      `json:"value"` // json.Number, string, map[string]any, or nil
	Unit    string   `json:"unit"`
	Tier    string   `json:"tier"`    // article, reported, single, derived or editorial
	Scenes  []string `json:"scenes"`  // the scenes that must cite it
	Sources []string `json:"sources"` // by id
	From    []string `json:"from"`    // the facts a derived one is computed from
	Says    string   `json:"says"`    // what it states, for editors
	Caution string   `json:"caution"` // how it must not be used, for editors
}

// ReadFacts reads facts.json; file is its name in errors. Check checks its content.
func ReadFacts(data []byte, file string) (*Facts, error) {
	f := &Facts{file: file, byID: map[string]*Fact{}}
	if err := decode(data, file, f); err != nil {
		return nil, err
	}
	p := strictjson.Problems{File: file}
	for i := range f.List {
		fact := &f.List[i]
		switch v := fact.Value.(type) {
		case bool, []any:
			p.Add(fact.ID, "value is not a number, text or an object", "write one of these")
		case json.Number:
			if !fitsLimits(v.String()) {
				p.Add(fact.ID, "value too long", "write at most 20 digits")
			}
		}
		if f.byID[fact.ID] != nil {
			p.Add(fact.ID, "duplicate id", "rename one of the two facts")
		}
		f.byID[fact.ID] = fact
	}
	return f, p.Err()
}

// Fact is the fact with an id, or nil.
func (f *Facts) Fact(id string) *Fact { return f.byID[id] }

// Numbers are the values of all facts that are numbers, as the stage uses them.
func (f *Facts) Numbers() story.Facts {
	out := story.Facts{}
	for id, fact := range f.byID {
		if n, ok := fact.Value.(json.Number); ok {
			if v, err := n.Float64(); err == nil {
				out[id] = v
			}
		}
	}
	return out
}

// exact is the fact's number, or nil when it has none.
func (f *Fact) exact() *big.Rat {
	n, ok := f.Value.(json.Number)
	if !ok {
		return nil
	}
	r, ok := new(big.Rat).SetString(n.String())
	if !ok {
		return nil
	}
	return r
}

// fitsLimits reports whether a number is short enough to be computed with exactly: 1e999999999
// would fill the memory.
func fitsLimits(number string) bool {
	exponent := strings.IndexAny(number, "eE")
	return len(number) <= 20 && (exponent < 0 || len(number)-exponent <= len("e-05"))
}

// kind says which formats can write a fact's value.
type kind string

const (
	plain   kind = "not a number or date"
	percent kind = "a percentage"
	count   kind = "a count"
	per10k  kind = "a share of ten thousand"
	day     kind = "a date"
	month   kind = "a month"
	year    kind = "a year"
	clock   kind = "a time of day"
)

func (f *Fact) kind() kind {
	switch v := f.Value.(type) {
	case json.Number:
		switch {
		case strings.HasPrefix(f.Unit, "%"):
			return percent
		case strings.Contains(f.Unit, "every 10,000"):
			return per10k
		}
		return count
	case string:
		for layout, k := range map[string]kind{"2006-01-02": day, "2006-01": month, "2006": year, "15:04": clock} {
			if t, err := time.Parse(layout, v); err == nil && t.Format(layout) == v {
				return k
			}
		}
	}
	return plain
}
