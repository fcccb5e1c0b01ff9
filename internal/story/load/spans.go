package load

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Span is a piece of a text: words, a figure or a slot.
type Span struct {
	Text   string  // words, when the others are unset
	Figure *Figure // a fact
	Slot   string  // filled by the page: a control's choice ("count.guess") or a value ("step")
}

// Figure is a fact cited in a text.
type Figure struct {
	Fact     *Fact
	Format   string // percent, count, per10k, date, day, month, year, time or cite
	Value    string // plain, "12.5" or "2027-07-18"; empty for cite
	Shown    string // in the language's format; empty for cite, which shows only a link to the source
	Datetime string // for <time datetime>; empty when it is no date or time
}

// formats lists the kinds of value that each format can write.
var formats = map[string][]kind{
	"percent": {percent},
	"count":   {count, per10k},
	"per10k":  {per10k},
	"date":    {day},
	"day":     {day},
	"month":   {day, month},
	"year":    {day, month, year},
	"time":    {clock},
	"cite":    {plain, percent, count, per10k, day, month, year, clock},
}

// Spans splits t. A placeholder that Check would report stays in the text as it is written.
func (w *Words) Spans(t Text) []Span {
	spans, _ := w.parse(t)
	return spans
}

// Plain is t as plain text, with its slots as they are written.
func (w *Words) Plain(t Text) string {
	var b strings.Builder
	for _, s := range w.Spans(t) {
		switch {
		case s.Figure != nil:
			b.WriteString(s.Figure.Shown)
		case s.Slot != "":
			b.WriteString("{=" + s.Slot + "}")
		default:
			b.WriteString(s.Text)
		}
	}
	return b.String()
}

// textProblem is what is wrong with a text, and how to fix it.
type textProblem struct{ what, fix string }

func (w *Words) parse(t Text) (spans []Span, problems []textProblem) {
	words := func(s string) {
		if s != "" {
			spans = append(spans, Span{Text: s})
		}
	}
	rest := string(t)
	for {
		before, after, found := strings.Cut(rest, "{")
		mark, next, closed := strings.Cut(after, "}")
		if strings.Contains(before, "}") || found && (!closed || strings.Contains(mark, "{")) {
			problems = append(problems, textProblem{"an unpaired brace", "write placeholders as {fact format}"})
			words(rest)
			return
		}
		words(before)
		if !found {
			return
		}
		span, problem := w.placeholder(mark)
		if problem != nil {
			problems = append(problems, *problem)
			span = Span{Text: "{" + mark + "}"}
		}
		spans = append(spans, span)
		rest = next
	}
}

func (w *Words) placeholder(mark string) (Span, *textProblem) {
	if slot, ok := strings.CutPrefix(mark, "="); ok && slot != "" {
		return Span{Slot: slot}, nil
	}
	id, format, _ := strings.Cut(mark, " ")
	fact := w.facts.Fact(id)
	if fact == nil {
		return Span{}, &textProblem{fmt.Sprintf("unknown fact %q", id), "use an id of " + w.facts.file}
	}
	kinds, ok := formats[format]
	if !ok {
		return Span{}, &textProblem{fmt.Sprintf("unknown format %q", format), "use one of " + strings.Join(slices.Sorted(maps.Keys(formats)), ", ")}
	}
	k := fact.kind()
	if !slices.Contains(kinds, k) {
		return Span{}, &textProblem{fmt.Sprintf("%s is %s and cannot be written as %s", id, k, format), "use a format that fits it, or cite"}
	}
	return Span{Figure: w.figure(fact, format)}, nil
}

// figure writes fact in a format that fits it.
func (w *Words) figure(fact *Fact, format string) *Figure {
	out := &Figure{Fact: fact, Format: format}
	if format == "cite" {
		return out
	}
	f := w.Format
	switch v := fact.Value.(type) {
	case json.Number:
		n, _ := v.Float64()
		out.Value = v.String()
		switch format {
		case "percent":
			out.Shown = f.Percentage(n, -1)
		case "count":
			out.Shown = f.Count(n)
		case "per10k":
			out.Shown = f.TenThousand(n)
		}
	case string:
		out.Value, out.Datetime = v, v
		switch format {
		case "date":
			out.Shown = f.DateOf(v)
		case "day":
			out.Shown = f.DayOf(v)
		case "month":
			out.Shown = f.MonthOf(v)
		case "year":
			out.Shown = f.YearOf(v)
		case "time":
			out.Shown = f.TimeOf(v)
		}
	}
	return out
}
