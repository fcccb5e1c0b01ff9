package site

import (
	"html/template"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"twoboxes/internal/story/load"
)

// textRenderer writes one language's texts as HTML and keeps the facts they state: from every figure a
// link leads to its entry in the list of sources.
type textRenderer struct {
	facts       *load.Facts
	words       *load.Words
	unread      []string // the sources of which no copy was found, by id
	corrections []load.Correction
	current     string      // the step being written; empty for what is not of a step
	Citations   []*citation // in the order in which facts are first stated
}

// citation is a fact that the page states: an entry in its list of sources.
type citation struct {
	Fact   *load.Fact
	Number int           // in the list of sources
	Shown  template.HTML // its figure, unlinked; empty when it has none
	Said   string        // the sentence that cites it first; empty when its figure states it
	Steps  []string      // that state it
	Of     []*citation   // the facts it is computed from
}

// text writes t with its figures linked to their sources.
func (t *textRenderer) text(text load.Text) template.HTML { return t.write(text, true) }

// label writes t with its figures marked but not linked, for texts inside controls.
func (t *textRenderer) label(text load.Text) template.HTML { return t.write(text, false) }

// Word is the page's word for key, plain.
func (t *textRenderer) Word(key string) string { return t.words.Plain(t.words.Page[key]) }

// Fill is the page's word for key with its slots filled with plain text.
func (t *textRenderer) Fill(key string, pairs ...string) string {
	s := t.Word(key)
	for i := 0; i < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{="+pairs[i]+"}", pairs[i+1])
	}
	return s
}

func (t *textRenderer) write(text load.Text, linked bool) template.HTML {
	var b strings.Builder
	plain := ""    // of all before
	pending := ""  // text not yet written: the words before a cite become its link
	linkedTo := "" // the fact of the figure before pending, which is a link itself
	var cites []*citation
	flush := func() {
		b.WriteString(citing(pending, cites))
		pending, linkedTo, cites = "", "", nil
	}
	for _, span := range t.words.Spans(text) {
		switch {
		case span.Figure != nil && span.Figure.Format == "cite":
			if !linked {
				continue
			}
			entry := t.cite(span.Figure, lastSentence(plain))
			if entry.Fact.ID != linkedTo || strings.ContainsFunc(pending, isWord) {
				cites = append(cites, entry)
			}
		case span.Figure != nil:
			flush()
			plain += span.Figure.Shown
			if !linked {
				b.WriteString(figure(span.Figure))
				continue
			}
			entry := t.cite(span.Figure, "")
			b.WriteString(`<a class="fig" href="#fact-` + entry.Fact.ID + `">` + figure(span.Figure) + `</a>`)
			linkedTo = entry.Fact.ID
		case span.Slot != "":
			flush()
			b.WriteString(`<data data-model="` + template.HTMLEscapeString(modelName(span.Slot)) + `" data-choice="` + template.HTMLEscapeString(span.Slot) + `" value=""></data>`)
		default:
			if len(cites) > 0 {
				flush()
			}
			plain += span.Text
			pending += span.Text
		}
	}
	flush()
	return template.HTML(b.String())
}

// citing writes text, its last words linked to the sources of cites, one word or phrase for each.
func citing(text string, cites []*citation) string {
	before, phrases, after := lastPhrases(text, len(cites))
	var b strings.Builder
	b.WriteString(unbroken(before))
	for i, e := range cites {
		phrase, gap := phrases[i], ""
		if trimmed := strings.TrimRight(phrase, " "); trimmed != phrase {
			phrase, gap = trimmed, " "
		}
		b.WriteString(`<a class="cite" href="#fact-` + e.Fact.ID + `" data-fact="` + e.Fact.ID + `">` + unbroken(phrase) + `</a>` + gap)
	}
	b.WriteString(unbroken(after))
	return b.String()
}

// lastPhrases splits off the last n phrases of text: words where the language has spaces, and otherwise
// equal parts of what follows the last punctuation. What is left over for a phrase is empty.
func lastPhrases(text string, n int) (before string, phrases []string, after string) {
	if n == 0 {
		return text, nil, ""
	}
	end := strings.LastIndexFunc(text, isWord)
	if end >= 0 {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	text, after = text[:max(end, 0)], text[max(end, 0):]
	phrases = make([]string, n)
	if !strings.Contains(strings.TrimSpace(text), " ") || spaceless(text) {
		start := strings.LastIndexFunc(text, func(r rune) bool { return !isWord(r) })
		if start >= 0 {
			_, size := utf8.DecodeRuneInString(text[start:])
			start += size
		}
		clause := []rune(text[max(start, 0):])
		for i := range phrases {
			phrases[i] = string(clause[len(clause)*i/n : len(clause)*(i+1)/n])
		}
		return text[:max(start, 0)], phrases, after
	}
	for i := n - 1; i >= 0 && text != ""; i-- {
		start := strings.LastIndex(strings.TrimRight(text, " "), " ") + 1
		phrases[i], text = text[start:], text[:start]
	}
	return text, phrases, after
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '%'
}

// spaceless reports whether a text is in a script that puts no spaces between words.
func spaceless(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) })
}

// compound is a word that a browser would break at its hyphen.
var compound = regexp.MustCompile(`[\p{L}\p{N}]+(?:[-–][\p{L}\p{N}]+)+`)

// unbroken writes text as HTML in which no compound is broken at the end of a line.
func unbroken(text string) string {
	return compound.ReplaceAllString(template.HTMLEscapeString(text), `<span class="unbroken">$0</span>`)
}

// figure writes a figure as the contract asks: its plain value beside the text.
func figure(f *load.Figure) string {
	shown := template.HTMLEscapeString(f.Shown)
	if f.Datetime != "" {
		return `<time data-fact="` + f.Fact.ID + `" datetime="` + template.HTMLEscapeString(f.Datetime) + `">` + shown + `</time>`
	}
	return `<data data-fact="` + f.Fact.ID + `" value="` + template.HTMLEscapeString(f.Value) + `">` + shown + `</data>`
}

// cite records that the current step states a fact.
func (t *textRenderer) cite(f *load.Figure, said string) *citation {
	e := t.entry(f.Fact)
	if e.Said == "" {
		e.Said = said
	}
	if t.current != "" && !slices.Contains(e.Steps, t.current) {
		e.Steps = append(e.Steps, t.current)
	}
	return e
}

// entry is the fact's place in the list of sources; it is added, with what it is computed from.
func (t *textRenderer) entry(f *load.Fact) *citation {
	for _, e := range t.Citations {
		if e.Fact.ID == f.ID {
			return e
		}
	}
	e := &citation{Fact: f, Number: len(t.Citations) + 1, Shown: t.natural(f)}
	t.Citations = append(t.Citations, e)
	for _, id := range f.From {
		e.Of = append(e.Of, t.entry(t.facts.Fact(id)))
	}
	return e
}

// natural is a fact's figure in the format that says most, or empty when it has none.
func (t *textRenderer) natural(f *load.Fact) template.HTML {
	for _, format := range []string{"percent", "date", "month", "time", "year", "count"} {
		if s := t.words.Spans(load.Text("{" + f.ID + " " + format + "}")); s[0].Figure != nil {
			return template.HTML(figure(s[0].Figure))
		}
	}
	return ""
}

// lastSentence is the end of s from where its last sentence begins.
func lastSentence(s string) string {
	s = strings.TrimSpace(s)
	start := 0
	for i, r := range s {
		end := i + len(string(r))
		if end < len(s) && (strings.ContainsRune("。！？", r) || strings.ContainsRune(".!?؟", r) && s[end] == ' ') {
			start = end
		}
	}
	return strings.TrimSpace(s[start:])
}

// entryView is a fact in the list of sources, with the language that it is written in.
type entryView struct {
	Citation *citation
	Text     *textRenderer
}

// Entry is a fact for the list of sources.
func (t *textRenderer) Entry(e *citation) entryView { return entryView{e, t} }

// Derived says which facts a fact is computed from.
func (t *textRenderer) Derived(of []*citation) template.HTML {
	var links []string
	for _, e := range of {
		links = append(links, `<a class="fig" href="#fact-`+e.Fact.ID+`">`+string(e.Shown)+`</a>`)
	}
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(t.Word("source.derived")), "{=facts}", strings.Join(links, ", ")))
}

// StepName is the short name of a step.
func (t *textRenderer) StepName(id string) template.HTML { return t.label(t.words.Steps[id].Name) }

// Notice says that a translation is one; empty for an original.
func (t *textRenderer) Notice() string { return t.words.Plain(t.words.Notice) }

// Translated reports whether the page is in another language than facts.json describes sources in.
func (t *textRenderer) Translated() bool { return t.words.Lang != "en" }

// dated fills the date slot of a page's word.
func (t *textRenderer) dated(key, slot, iso string) template.HTML {
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(t.Word(key)), "{="+slot+"}", string(t.time(iso))))
}

// time writes a date, "2027-03-01".
func (t *textRenderer) time(iso string) template.HTML {
	return template.HTML(`<time datetime="` + iso + `">` + template.HTMLEscapeString(t.words.Format.DateOf(iso)) + `</time>`)
}

// Sources are the reports that a fact rests on.
func (e *citation) Sources(t *textRenderer) []sourceView {
	var views []sourceView
	for _, id := range e.Fact.Sources {
		s, ok := t.facts.Sources.Get(id)
		if !ok {
			continue // Check has refused it
		}
		v := sourceView{Source: s, Date: t.Word("source.undated"), Unread: slices.Contains(t.unread, id)}
		if s.Date != "" {
			f := t.words.Format
			shown := map[int]func(string) string{4: f.YearOf, 7: f.MonthOf, 10: f.DateOf}[len(s.Date)](s.Date)
			v.Date = t.Fill("source.dated", "date", shown)
		}
		views = append(views, v)
	}
	return views
}

type sourceView struct {
	load.Source
	Date   string
	Unread bool // no copy of it was found
}
