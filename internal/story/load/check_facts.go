package load

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"twoboxes/internal/strictjson"
)

var (
	tiers = []string{"article", "reported", "single", "derived", "editorial"}

	// sums lists pairs of facts that must add up to 100%. Abstentions are left out: with
	// them the source itself adds up to more than 100%.
	sums = [][2]string{
		{"province.for", "province.against"},
		{"county.for", "county.against"},
		{"turnout.2023", "absent.2023"},
	}

	hundred = big.NewRat(100, 1)
)

func checkFacts(p *strictjson.Problems, f *Facts, scenes []string) {
	for i := range f.List {
		fact := &f.List[i]
		at := "facts." + fact.ID
		if fact.ID == "" || strings.ContainsAny(fact.ID, " {}=") {
			p.Add(at, "invalid id", "use letters, digits and dots")
		}
		if !slices.Contains(tiers, fact.Tier) {
			p.Add(at+".tier", fmt.Sprintf("unknown tier %q", fact.Tier), "use one of "+strings.Join(tiers, ", "))
		}
		if fact.Value == nil && fact.Says == "" {
			p.Add(at, "has neither a value nor a text", "add a value, or state the fact in \"says\"")
		}
		if len(fact.Sources) == 0 && len(fact.From) == 0 && fact.Tier != "editorial" {
			p.Add(at, "has neither sources nor from", "name the sources that report it, or the facts it is computed from")
		}
		for _, id := range fact.Sources {
			if _, ok := f.Sources.Get(id); !ok {
				p.Add(at+".sources", fmt.Sprintf("unknown source %q", id), "add it under sources, or correct its id")
			}
		}
		for _, id := range fact.Scenes {
			if !slices.Contains(scenes, id) {
				p.Add(at+".scenes", fmt.Sprintf("unknown scene %q", id), "use one of "+strings.Join(scenes, ", "))
			}
		}
		checkDerived(p, f, fact)
	}
	for _, s := range f.Sources {
		at := "sources." + s.Key
		if s.Value.What == "" || s.Value.Publisher == "" {
			p.Add(at, "what or publisher is missing", "describe the source and name its publisher")
		}
		if a := s.Value.Address; a != "" && !strings.HasPrefix(a, "https://") && !strings.HasPrefix(a, "http://") {
			p.Add(at+".address", "not a URL", "include https://")
		}
	}
	for _, pair := range sums {
		a, b := f.number(pair[0]), f.number(pair[1])
		if a == nil || b == nil {
			continue // stories of other elections have other facts
		}
		if sum := new(big.Rat).Add(a, b); sum.Cmp(hundred) != 0 {
			p.Add("facts."+pair[1], fmt.Sprintf("%s + %s = %s%%, not 100%%", pair[0], pair[1], short(sum)), "correct one of the two")
		}
	}
}

// checkDerived computes a derived fact again from the facts it names.
func checkDerived(p *strictjson.Problems, f *Facts, fact *Fact) {
	at := "facts." + fact.ID
	if fact.Tier != "derived" {
		if len(fact.From) > 0 {
			p.Add(at+".tier", "has from, but is not derived", "make its tier derived, or remove from")
		}
		return
	}
	if len(fact.From) != 1 || f.number(fact.From[0]) == nil {
		p.Add(at+".from", "must name one fact with a number", "name the fact that it is computed from")
		return
	}
	share := f.number(fact.From[0])
	var want *big.Rat
	switch per10k := new(big.Rat).Mul(share, hundred); {
	case fact.ID == "per10k."+fact.From[0]:
		want = rounded(per10k, 0)
	case strings.HasPrefix(fact.ID, "per10k.absent."):
		want = rounded(per10k.Sub(big.NewRat(10_000, 1), per10k), 0)
	case fact.ID == "stray" && share.Sign() > 0:
		votes := new(big.Rat).Quo(hundred, share) // of which one is against
		digits := len(votes.FloatString(0))
		want = rounded(votes, 2-digits)
	default:
		p.Add(at, "has no rule to compute it", "name it per10k.<fact>, or add its rule to checkDerived")
		return
	}
	if got := fact.exact(); got == nil || got.Cmp(want) != 0 {
		p.Add(at+".value", "does not match "+fact.From[0], "write "+short(want))
	}
}

// rounded is v rounded to a number of decimals, half up; negative: to tens, hundreds and so on.
func rounded(v *big.Rat, decimals int) *big.Rat {
	unit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(decimals, -decimals))), nil))
	if decimals > 0 {
		unit.Inv(unit)
	}
	steps, _ := new(big.Rat).SetString(new(big.Rat).Quo(v, unit).FloatString(0))
	return steps.Mul(steps, unit)
}

// short is v in as few decimals as it needs, at most 24.
func short(v *big.Rat) string {
	return strings.TrimSuffix(strings.TrimRight(v.FloatString(24), "0"), ".")
}

func (f *Facts) number(id string) *big.Rat {
	if fact := f.Fact(id); fact != nil {
		return fact.exact()
	}
	return nil
}
