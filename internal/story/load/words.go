package load

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"twoboxes/internal/story"
	"twoboxes/internal/strictjson"
)

// Text is words that may hold placeholders; see Words.Spans.
type Text string

// Words is one language's file: all texts that readers see.
type Words struct {
	Lang   string       `json:"lang"`   // BCP 47, "en"
	Locale string       `json:"locale"` // as social networks name it, "en_GB"
	Dir    string       `json:"dir"`    // "ltr" or "rtl"
	Name   string       `json:"name"`   // the language's own name
	Notice Text         `json:"notice"` // that this is a translation, if it is one
	Format story.Format `json:"format"`

	Page    map[string]Text `json:"page"`  // words of the page around the steps; see PageKeys
	Steps   map[string]Step `json:"steps"` // by scene
	Labels  map[string]Text `json:"stage"` // words in the pictures; see Stage
	Article *Article        `json:"article"`

	file  string
	facts *Facts
}

// Step is what the page says beside one scene.
type Step struct {
	Name     Text                        `json:"name"`     // short, for the step's dot
	Heading  Text                        `json:"heading"`  // see Limits
	Caption  []Text                      `json:"caption"`  // one or two paragraphs; see Limits
	By       Text                        `json:"by"`       // who says so in short, one line at the picture; cites nothing
	Says     Text                        `json:"says"`     // who says so in full; may be empty
	Plain    []Text                      `json:"plain"`    // the notes in plain language: see TestPlainNotes
	Notes    []Text                      `json:"notes"`    // further notes
	Picture  Text                        `json:"picture"`  // describes the picture at rest, as its text alternative
	Still    Text                        `json:"still"`    // describes it likewise once the outcome was told: the picture at /stills/
	Controls strictjson.Ordered[Control] `json:"controls"` // by name, such as "ballot.box"
	Outcomes []Outcome                   `json:"outcomes"`
	Table    *Table                      `json:"table"`
	Closing  []Text                      `json:"closing"` // large and alone, after all else: a sentence, and what follows from it; most steps have none
}

// Control is the words of one control, or of one group of them.
type Control struct {
	Legend Text                     `json:"legend"`
	Values strictjson.Ordered[Text] `json:"values"` // what each value is called, in the order shown
	Hint   Text                     `json:"hint"`
	Spoken Text                     `json:"spoken"` // a slider's value as read out, "{=count.guess} in 10,000"
}

// Outcome is shown when the reader's choices are those of When. The first that fits is shown; where
// the engine does not run all are.
type Outcome struct {
	When map[string]string `json:"when"`
	Text Text              `json:"text"` // below the picture, with Live at most two lines on a phone; see Limits; empty if it is all of the reader's numbers
	More Text              `json:"more"` // what has no room there: follows Text in the list of all outcomes
	Live Text              `json:"live"` // follows Text once the reader has chosen; may hold slots
}

// Table summarises a step.
type Table struct {
	Caption Text     `json:"caption"`
	Columns []Text   `json:"columns"`
	Rows    [][]Text `json:"rows"` // the first cell of a row heads it
}

// Article is the news article that the explainer is embedded in.
type Article struct {
	Kicker     Text        `json:"kicker"`
	Headline   Text        `json:"headline"`
	Standfirst Text        `json:"standfirst"`
	Dateline   Text        `json:"dateline"`
	Body       []Paragraph `json:"body"` // the explainer follows the second one
	Note       Text        `json:"note"`
}

// Paragraph is one of the article's, and the scene that is shown at it, if any.
type Paragraph struct {
	Scene string `json:"scene"`
	Text  Text   `json:"text"`
}

// ReadWords reads a words file; file is its name in errors. Check checks its content.
func ReadWords(data []byte, file string, facts *Facts) (*Words, error) {
	w := &Words{file: file, facts: facts}
	if err := decode(data, file, w); err != nil {
		return nil, err
	}
	return w, nil
}

// Stage is the words in the pictures as plain text, placeholders filled.
func (w *Words) Stage() map[string]string {
	out := make(map[string]string, len(w.Labels))
	for key, t := range w.Labels {
		out[key] = w.Plain(t)
	}
	return out
}

// each visits every text in v with its path in the file, such as "steps.cover.caption[0]".
func each(v reflect.Value, at string, visit func(at string, t Text)) {
	if t, ok := v.Interface().(Text); ok {
		visit(at, t)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			each(v.Elem(), at, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), at+"["+strconv.Itoa(i)+"]", visit)
		}
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
		for _, key := range keys {
			each(v.MapIndex(key), at+"."+key.String(), visit)
		}
	case reflect.Struct:
		if key := v.FieldByName("Key"); key.IsValid() { // an Entry
			each(v.FieldByName("Value"), at[:strings.LastIndexByte(at, '[')]+"."+key.String(), visit)
			return
		}
		for f, field := range v.Fields() {
			if f.IsExported() {
				each(field, at+"."+f.Tag.Get("json"), visit)
			}
		}
	}
}
