// Package feed is the live feed's format: what a newsroom publishes while votes are counted. The
// explainer's page checks the same rules in web/live/feed.js; testdata holds both to the same examples.
package feed

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Largest is the most that a feed may measure, in bytes.
const Largest = 64 << 10

// Reading is one state of a feed.
type Reading struct {
	V        int      `json:"v"` // 1
	Election string   `json:"election"`
	AsOf     string   `json:"asOf"`    // RFC 3339
	Turnout  *float64 `json:"turnout"` // percentages, 0 to 100; nil: not reported yet
	For      *float64 `json:"for"`
	Against  *float64 `json:"against"`
	Final    bool     `json:"final"` // nothing follows
	Source   Source   `json:"source"`
}

// Source is who reported a reading.
type Source struct {
	Name string `json:"name"`
	URL  string `json:"url"` // https
}

// Parse reads a feed. Its error names everything that is wrong, one line each, with the line of the
// file where it stands.
func Parse(data []byte) (Reading, error) {
	p := parser{data: data}
	var r Reading
	switch {
	case len(data) > Largest:
		return r, fmt.Errorf("the file has %d bytes; at most %d are read", len(data), Largest)
	case !utf8.Valid(data):
		return r, errors.New("not UTF-8; save it as UTF-8")
	case bytes.HasPrefix(data, []byte("\ufeff")):
		return r, errors.New("line 1: a byte order mark stands before the text; save it without one")
	}
	p.d = json.NewDecoder(bytes.NewReader(data))
	p.d.UseNumber()
	p.object("", map[string]func(){
		"v":        func() { r.V = p.version() },
		"election": func() { r.Election = p.text("election") },
		"asOf":     func() { r.AsOf = p.time() },
		"turnout":  func() { r.Turnout = p.share("turnout") },
		"for":      func() { r.For = p.share("for") },
		"against":  func() { r.Against = p.share("against") },
		"final":    func() { r.Final = p.flag() },
		"source": func() {
			p.object("source", map[string]func(){
				"name": func() { r.Source.Name = p.text("source.name") },
				"url":  func() { r.Source.URL = p.address() },
			})
		},
	})
	if p.broken == nil {
		if _, err := p.d.Token(); err != io.EOF {
			p.wrong("something follows the closing brace; remove it")
		}
	}
	if r.For != nil && r.Against != nil && *r.For+*r.Against > 100+1e-9 {
		p.wrong("for and against are more than 100 together")
	}
	return r, errors.Join(p.faults...)
}

// parser goes through a feed's JSON, member by member.
type parser struct {
	d      *json.Decoder
	data   []byte
	broken error // the text is not JSON: nothing more can be read
	faults []error
}

// wrong notes a fault at the present line.
func (p *parser) wrong(format string, args ...any) {
	if p.broken != nil {
		return
	}
	line := 1 + bytes.Count(p.data[:min(int(p.d.InputOffset()), len(p.data))], []byte("\n"))
	p.faults = append(p.faults, fmt.Errorf("line %d: "+format, append([]any{line}, args...)...))
}

// next is the next value's first token.
func (p *parser) next() json.Token {
	if p.broken != nil {
		return nil
	}
	tok, err := p.d.Token()
	if err != nil {
		p.wrong("not JSON: %v; mend it there or just before", err)
		p.broken = err
		return nil
	}
	return tok
}

// object reads an object with exactly these members.
func (p *parser) object(at string, members map[string]func()) {
	what := at
	if at == "" {
		what = "the feed"
	} else {
		at += "."
	}
	if tok := p.next(); tok != json.Delim('{') {
		p.wrong("%s is not an object {…}", what)
		p.skip(tok)
		return
	}
	var seen []string
	for p.broken == nil && p.d.More() {
		name, _ := p.next().(string)
		if p.broken != nil {
			return
		}
		read, known := members[name]
		switch {
		case slices.Contains(seen, name):
			p.wrong("%s%s is written twice; keep one", at, name)
			p.skip(p.next())
		case !known:
			p.wrong("%s%q is no known name; remove it, or correct its spelling", at, name)
			p.skip(p.next())
		default:
			read()
		}
		seen = append(seen, name)
	}
	p.next() // the closing brace
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if !slices.Contains(seen, name) {
			p.wrong("%s%s is missing", at, name)
		}
	}
}

// skip passes over the rest of the value that begins with tok.
func (p *parser) skip(tok json.Token) {
	for depth := 0; p.broken == nil; tok = p.next() {
		switch tok {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return
		}
	}
}

func (p *parser) version() int {
	tok := p.next()
	if n, ok := tok.(json.Number); ok {
		if v, err := n.Float64(); err == nil && v == 1 {
			return 1
		}
	}
	p.wrong("v is not 1")
	p.skip(tok)
	return 0
}

func (p *parser) flag() bool {
	tok := p.next()
	on, ok := tok.(bool)
	if !ok {
		p.wrong("final is neither true nor false")
		p.skip(tok)
	}
	return on
}

// text reads one line of text.
func (p *parser) text(name string) string {
	tok := p.next()
	s, ok := tok.(string)
	if !ok || strings.TrimSpace(s) == "" || strings.ContainsFunc(s, unicode.IsControl) {
		p.wrong("%s is not a line of text", name)
		p.skip(tok)
	}
	return s
}

// share reads a percentage, or null.
func (p *parser) share(name string) *float64 {
	tok := p.next()
	if n, ok := tok.(json.Number); ok {
		if v, err := n.Float64(); err == nil && v >= 0 && v <= 100 {
			v = math.Abs(v) // no minus before a zero
			return &v
		}
	}
	if tok != nil {
		p.wrong("%s is neither null nor a number from 0 to 100", name)
		p.skip(tok)
	}
	return nil
}

var moment = regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$`)

func (p *parser) time() string {
	tok := p.next()
	s, _ := tok.(string)
	if s = strings.ToUpper(s); moment.MatchString(s) {
		if _, err := time.Parse(time.RFC3339Nano, s); err == nil {
			return s
		}
	}
	p.wrong("asOf is not a time as in 2027-07-18T12:00:00+09:00")
	p.skip(tok)
	return ""
}

var address = regexp.MustCompile("^https://[^\\s\\p{Cc}/?#@:\\\\<>\"^`{|}]+(:\\d{1,5})?([/?#][^\\s\\p{Cc}\\\\<>\"^`{|}]*)?$")

func (p *parser) address() string {
	tok := p.next()
	s, _ := tok.(string)
	if address.MatchString(s) {
		if u, err := url.Parse(s); err == nil && portFits(u.Port()) {
			return s
		}
	}
	p.wrong("source.url is not an https address")
	p.skip(tok)
	return ""
}

func portFits(port string) bool {
	n, err := strconv.Atoi(port)
	return port == "" || err == nil && n < 1<<16
}
