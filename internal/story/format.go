package story

import (
	"math"
	"strconv"
	"strings"
)

// Format writes numbers and dates in one language. Digits are Latin in every language. The page's
// scripts have the same rules, so that stage, page and article never disagree.
type Format struct {
	Decimal string `json:"decimal"` // between whole and fraction
	Group   string `json:"group"`   // between thousands
	Myriad  string `json:"myriad"`  // after ten thousands, in place of Group: "만" in 2만7858; may be empty
	Percent string `json:"percent"` // pattern with {n}
	Per10k  string `json:"per10k"`  // pattern with {n}: "9 in 10,000"
	Date    string `json:"date"`    // pattern with {d}, {month}, {y}
	Day     string `json:"day"`     // pattern with {d}, {month}: a date whose year is plain
	Month   string `json:"month"`   // pattern with {month}, {y}
	Time    string `json:"time"`    // pattern with {h}, {m}
	Hour    string `json:"hour"`    // pattern with {h}: a whole hour; empty: written as Time

	Months []string `json:"months"` // twelve names
}

// Dash stands where a figure would, while none was reported.
const Dash = "–"

// Count writes a whole number, grouped from 1,000, or from 10,000 where the language counts in myriads.
func (f Format) Count(v float64) string { return f.number(v, 0) }

// Percentage writes v with the given number of decimals, 0 to 6; negative: as many as v has.
func (f Format) Percentage(v float64, decimals int) string {
	return fill(f.Percent, "n", f.number(v, decimals))
}

// Number writes v with as many decimals as it has.
func (f Format) Number(v float64) string { return f.number(v, -1) }

// TenThousand writes a share of ten thousand.
func (f Format) TenThousand(v float64) string { return fill(f.Per10k, "n", f.number(v, 0)) }

func (f Format) number(v float64, decimals int) string {
	s := digits(v, decimals)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	whole, frac, point := strings.Cut(s, ".")
	if point {
		frac = f.Decimal + frac
	}
	return sign + f.grouped(whole, !point) + frac
}

// digits is strconv.FormatFloat without an exponent. For numbers of few decimals, which reported ones are, it needs none
// of that: in the browser its code would have to arrive before the first picture.
func digits(v float64, decimals int) string {
	const most = 1 << 33 // of it and smaller ones all of six decimals are exact
	scale := 1.0
	for d := 0; d <= 6 && (decimals < 0 || d <= decimals); d++ {
		// If it is equal, v is the number nearest to that decimal fraction, which is then also the shortest one.
		n := math.Round(v * scale)
		if n/scale == v && !math.Signbit(v) && n < most {
			s := strconv.FormatInt(int64(n), 10)
			s = strings.Repeat("0", max(0, d+1-len(s))) + s
			whole, frac := s[:len(s)-d], s[len(s)-d:]+strings.Repeat("0", max(0, decimals-d))
			if frac == "" {
				return whole
			}
			return whole + "." + frac
		}
		scale *= 10
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}

// grouped writes the digits of a whole number. A myriad without a rest stands alone, "1만", unless
// a fraction follows.
func (f Format) grouped(whole string, alone bool) string {
	if f.Myriad == "" {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + f.Group + whole[i:]
		}
		return whole
	}
	cut := len(whole) - 4
	if cut <= 0 {
		return whole
	}
	rest := whole[cut:]
	for rest != "" && rest[0] == '0' && (alone || len(rest) > 1) {
		rest = rest[1:]
	}
	return whole[:cut] + f.Myriad + rest
}

// fill replaces {name} in pattern by value, once.
func fill(pattern, name, value string) string {
	mark := "{" + name + "}"
	for i := 0; i+len(mark) <= len(pattern); i++ {
		if pattern[i:i+len(mark)] == mark {
			return pattern[:i] + value + pattern[i+len(mark):]
		}
	}
	return pattern
}
