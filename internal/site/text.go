package site

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"twoboxes/internal/story/load"
)

// teller writes one language's texts as HTML and keeps the facts they tell: from every figure a
// link leads to its entry in the list of sources.
type teller struct {
	facts   *load.Facts
	words   *load.Words
	current string  // the step being told
	Told    []*told // in the order in which they are first told
}

// told is a fact told on the page.
type told struct {
	Fact   *load.Fact
	Number int           // in the list of sources
	Shown  template.HTML // its figure, unlinked; empty when it has none
	Said   string        // the sentence that cites it, when it has no figure
	Steps  []string      // that tell it
	Of     []*told       // the facts it is computed from
}

// text writes t with its figures linked to their sources.
func (t *teller) text(text load.Text) template.HTML { return t.write(text, true) }

// label writes t with its figures marked but not linked, for texts inside controls.
func (t *teller) label(text load.Text) template.HTML { return t.write(text, false) }

// Word is the page's word for key, plain.
func (t *teller) Word(key string) string { return t.words.Plain(t.words.Page[key]) }

// Fill is the page's word for key with its slots filled with plain text.
func (t *teller) Fill(key string, pairs ...string) string {
	s := t.Word(key)
	for i := 0; i < len(pairs); i += 2 {
		s = strings.ReplaceAll(s, "{="+pairs[i]+"}", pairs[i+1])
	}
	return s
}

func (t *teller) write(text load.Text, linked bool) template.HTML {
	var b strings.Builder
	plain := ""
	for _, span := range t.words.Spans(text) {
		switch {
		case span.Figure != nil && span.Figure.Format == "cite":
			if !linked {
				continue
			}
			entry := t.tell(span.Figure, lastSentence(plain))
			n := strconv.Itoa(entry.Number)
			b.WriteString(`<a class="cite" href="#fact-` + entry.Fact.ID + `" data-fact="` + entry.Fact.ID + `" aria-label="` +
				template.HTMLEscapeString(t.Fill("source", "fact", n)) + `">` + n + `</a>`)
		case span.Figure != nil:
			plain += span.Figure.Shown
			if !linked {
				b.WriteString(figure(span.Figure))
				continue
			}
			entry := t.tell(span.Figure, "")
			b.WriteString(`<a class="fig" href="#fact-` + entry.Fact.ID + `">` + figure(span.Figure) + `</a>`)
		case span.Slot != "":
			b.WriteString(`<output data-choice="` + template.HTMLEscapeString(span.Slot) + `"></output>`)
		default:
			plain += span.Text
			b.WriteString(template.HTMLEscapeString(span.Text))
		}
	}
	return template.HTML(b.String())
}

// figure writes a figure as the contract asks: its plain value beside the text.
func figure(f *load.Figure) string {
	shown := template.HTMLEscapeString(f.Shown)
	if f.Datetime != "" {
		return `<time data-fact="` + f.Fact.ID + `" datetime="` + template.HTMLEscapeString(f.Datetime) + `">` + shown + `</time>`
	}
	return `<data data-fact="` + f.Fact.ID + `" value="` + template.HTMLEscapeString(f.Value) + `">` + shown + `</data>`
}

// tell notes that the current step tells a fact.
func (t *teller) tell(f *load.Figure, said string) *told {
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
func (t *teller) entry(f *load.Fact) *told {
	for _, e := range t.Told {
		if e.Fact.ID == f.ID {
			return e
		}
	}
	e := &told{Fact: f, Number: len(t.Told) + 1, Shown: t.natural(f)}
	t.Told = append(t.Told, e)
	for _, id := range f.From {
		e.Of = append(e.Of, t.entry(t.facts.Fact(id)))
	}
	return e
}

// natural is a fact's figure in the format that says most, or empty when it has none.
func (t *teller) natural(f *load.Fact) template.HTML {
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

// entryView is a fact in the list of sources, with the language that it is told in.
type entryView struct {
	Told   *told
	Teller *teller
}

// Entry is a fact for the list of sources.
func (t *teller) Entry(e *told) entryView { return entryView{e, t} }

// Derived says which facts a fact is computed from.
func (t *teller) Derived(of []*told) template.HTML {
	var links []string
	for _, e := range of {
		links = append(links, `<a class="fig" href="#fact-`+e.Fact.ID+`">`+string(e.Shown)+`</a>`)
	}
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(t.Word("source.derived")), "{=facts}", strings.Join(links, ", ")))
}

// StepName is the short name of a step.
func (t *teller) StepName(id string) template.HTML { return t.label(t.words.Steps[id].Name) }

// Notice says that a translation is one; empty for an original.
func (t *teller) Notice() string { return t.words.Plain(t.words.Notice) }

// Translated reports whether the page is in another language than facts.json describes sources in.
func (t *teller) Translated() bool { return t.words.Lang != "en" }
