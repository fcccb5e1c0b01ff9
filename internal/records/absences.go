package records

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"twoboxes/internal/story/load"
	"twoboxes/internal/strictjson"
)

// Absences are the phrases that state an absence, "not reported", "nobody knows". A search supports
// "we found none" and no more; such a phrase needs a fact that records who said so.
type Absences struct {
	Note    string              `json:"note"`
	Facts   []string            `json:"facts" strict:"required"`   // that record an absence
	Except  map[string]string   `json:"except"`                    // texts that may state one without naming such a fact, by key, and why
	Phrases map[string][]string `json:"phrases" strict:"required"` // regular expressions, by language; letter case is ignored

	file    string
	phrases map[string]*regexp.Regexp
}

// ReadAbsences reads absences.json; file is its name in errors.
func ReadAbsences(data []byte, file string) (*Absences, error) {
	a := &Absences{file: file, phrases: map[string]*regexp.Regexp{}}
	doc := strictjson.Decode(data, a)
	for _, lang := range slices.Sorted(maps.Keys(a.Phrases)) {
		for i, phrase := range a.Phrases[lang] {
			re, err := regexp.Compile("(?i)" + phrase)
			at := fmt.Sprintf("%s[%d]", strictjson.Join("phrases", lang), i)
			doc.Check(at, err == nil, fmt.Sprintf("%q is not a regular expression", phrase), "correct it")
			doc.Check(at, err != nil || !re.MatchString(""), fmt.Sprintf("%q finds every text", phrase), "correct it")
		}
		if re, err := regexp.Compile("(?i)" + strings.Join(a.Phrases[lang], "|")); err == nil && len(a.Phrases[lang]) > 0 {
			a.phrases[lang] = re
		}
	}
	return a, doc.Err(file)
}

var (
	cite  = regexp.MustCompile(`\{[^{} ]+ cite\}`)
	named = regexp.MustCompile(`\{([^{} ]+) [^{} ]+\}`)

	// plainer leaves out what differs between spellings of one phrase: curly apostrophes, marks that
	// allow or forbid a line break, and Arabic vowel marks and stretched letters.
	plainer = strings.NewReplacer("’", "'", "\u00a0", " ", "\u200b", "", "\u2060", "", "\u00ad", "", "\u0640", "",
		"\u064b", "", "\u064c", "", "\u064d", "", "\u064e", "", "\u064f", "", "\u0650", "", "\u0651", "", "\u0652", "")
)

// CheckFacts reports what a names that is no fact.
func (a *Absences) CheckFacts(facts *load.Facts) error {
	p := strictjson.Problems{File: a.file}
	for i, id := range a.Facts {
		if facts.Fact(id) == nil {
			p.Add(fmt.Sprintf("facts[%d]", i), fmt.Sprintf("no fact %q", id), "remove it, or correct its id")
		}
	}
	return p.Err()
}

// Check reports each text of a language's words that states an absence and names no fact that
// records one. file is the name of the words in errors.
func (a *Absences) Check(words []byte, file string) error {
	texts, lang, err := textsOf(words, file)
	if err != nil {
		return err
	}
	base, _, _ := strings.Cut(lang, "-")
	phrases := a.phrases[base]
	if phrases == nil {
		p := strictjson.Problems{File: a.file}
		p.Add("phrases."+base, "missing, though "+file+" is in this language", `write how it says "not reported", "nobody knows", "none exists"`)
		return p.Err()
	}
	p := strictjson.Problems{File: file}
	for _, t := range texts {
		found := phrases.FindString(cite.ReplaceAllString(plainer.Replace(t.text), ""))
		if found != "" && !a.recorded(t.text) && a.Except[t.key] == "" {
			p.Add(t.key, fmt.Sprintf("%q, and no fact in this text records who said so", found), `write "we found none", or cite one of `+strings.Join(a.Facts, ", "))
		}
	}
	return p.Err()
}

// recorded reports whether a text names a fact that records an absence.
func (a *Absences) recorded(text string) bool {
	return slices.ContainsFunc(named.FindAllStringSubmatch(text, -1), func(m []string) bool { return slices.Contains(a.Facts, m[1]) })
}

// text is one text of the words, with its key, "steps.cover.caption[0]".
type text struct{ key, text string }

// textsOf are all texts of a words file, sorted by key, and its language.
func textsOf(data []byte, file string) (texts []text, lang string, err error) {
	var all any
	if err := strictjson.Decode(data, &all).Err(file); err != nil {
		return nil, "", err
	}
	var walk func(v any, key string)
	walk = func(v any, key string) {
		switch v := v.(type) {
		case string:
			texts = append(texts, text{key, v})
		case []any:
			for i, e := range v {
				walk(e, fmt.Sprintf("%s[%d]", key, i))
			}
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				walk(v[name], strings.TrimPrefix(key+"."+name, "."))
			}
		}
	}
	walk(all, "")
	if top, ok := all.(map[string]any); ok {
		lang, _ = top["lang"].(string)
	}
	return texts, lang, nil
}
