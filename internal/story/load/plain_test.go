package load

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// plainMost is the highest school grade that the plain notes may ask of a reader, cardMost that of what
// everybody reads: the card, and what a screen reader says in place of the picture.
const plainMost, cardMost = 8, 9

// TestPlainNotes checks that each step has notes in plain language, and measures the English ones.
func TestPlainNotes(t *testing.T) {
	w := english(t)
	for _, id := range scenes {
		if len(w.Steps[id].Plain) == 0 {
			t.Errorf("steps.%s.plain is missing", id)
			continue
		}
		text := w.joined(w.Steps[id].Plain...)
		got := grade(text)
		t.Logf("steps.%s.plain: grade %.1f, %d words, %d sentences", id, got, len(wordsOf(text)), len(sentencesOf(text)))
		if got > plainMost {
			t.Errorf("steps.%s.plain asks for grade %.1f: shorter sentences or words, to %d at most", id, got, plainMost)
		}
	}
}

// TestCardsArePlain measures the English cards and descriptions of the pictures, which mostly list figures: there a number counts as
// one syllable.
func TestCardsArePlain(t *testing.T) {
	w := english(t)
	for _, id := range scenes {
		step := w.Steps[id]
		card := append([]Text{step.Heading + "."}, step.Caption...)
		for _, c := range step.Controls {
			card = append(card, c.Value.Hint)
		}
		for _, o := range step.Outcomes {
			card = append(card, o.Text, o.Live)
		}
		for what, texts := range map[string][]Text{"card": card, "picture": {step.Picture}, "still": {step.Still}} {
			got := grade(number.ReplaceAllString(w.joined(texts...), "1"))
			t.Logf("steps.%s, %s: grade %.1f", id, what, got)
			if got > cardMost {
				t.Errorf("steps.%s, %s: asks for grade %.1f: shorter sentences or words, to %d at most", id, what, got, cardMost)
			}
		}
	}
}

// number is a number or a slot.
var number = regexp.MustCompile(`\{=[^}]*\}|[\d.,]*\d%?`)

// joined is texts as plain text, one after another.
func (w *Words) joined(texts ...Text) string {
	var all []string
	for _, t := range texts {
		all = append(all, w.Plain(t))
	}
	return strings.Join(all, " ")
}

// grade is the school grade that English text asks for, by Flesch and Kincaid (1975):
// 0.39 × words per sentence + 11.8 × syllables per word − 15.59.
func grade(text string) float64 {
	words := wordsOf(text)
	syllables := 0
	for _, word := range words {
		syllables += syllablesOf(word)
	}
	perSentence := float64(len(words)) / float64(len(sentencesOf(text)))
	return 0.39*perSentence + 11.8*float64(syllables)/float64(len(words)) - 15.59
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !strings.ContainsRune("’.,%", r)
	})
}

var sentenceEnd = regexp.MustCompile(`[.?!]+(\s+|$)`)

func sentencesOf(text string) []string {
	return strings.Split(sentenceEnd.ReplaceAllString(strings.TrimRight(text, ".?! "), "\n"), "\n")
}

var (
	vowels = regexp.MustCompile(`[aeiouy]+`)
	silent = regexp.MustCompile(`([^aeiouyl]|[aeiouy]l)e$|([^aeiouylscxzgh]|[aeiouy]l)es$|[^aeiouytd]ed$`) // "vote", "rules", "showed"; not "people", "boxes", "voted"
	apart  = regexp.MustCompile(`[^cst]ia|io[^nu]|rea[ns]?$`)                                              // spoken as two: "media", "Korea"; not "official"
)

// syllablesOf counts the syllables of an English word: groups of vowels that are spoken. A number has one for
// each digit, and two for a percent sign.
func syllablesOf(word string) int {
	word = strings.ToLower(strings.Trim(word, ".,’"))
	if strings.ContainsFunc(word, unicode.IsNumber) {
		n := 0
		for _, r := range word {
			if unicode.IsNumber(r) {
				n++
			} else if r == '%' {
				n += 2
			}
		}
		return n
	}
	n := len(vowels.FindAllString(word, -1)) + len(apart.FindAllString(word, -1))
	if silent.MatchString(word) {
		n--
	}
	return max(n, 1)
}

func TestSyllables(t *testing.T) {
	for word, want := range map[string]int{
		"a": 1, "the": 1, "vote": 1, "votes": 1, "voted": 2, "state": 1, "stayed": 1, "reported": 3, "showed": 1, "boxes": 2, "people": 2,
		"Korea": 3, "media": 3, "model": 2, "assemblies": 3, "ministry": 3, "Unification": 5, "approval": 3, "approved": 2, "candidate": 3,
		"figure": 2, "figures": 2, "independently": 5, "verified": 3, "area": 3, "areas": 3, "loupe": 1, "choice": 1, "disagree": 3,
		"disclosed": 2, "picture": 2, "voter": 2, "registered": 3, "turnout": 2, "election": 3, "Asia": 2, "9": 1, "10,000": 5, "99.91%": 6,
		"square": 1, "made": 1, "those": 1, "there": 1, "officials": 3, "committee": 3, "cities": 2, "counties": 2, "provinces": 3, "resident": 3,
	} {
		if got := syllablesOf(word); got != want {
			t.Errorf("%s: %d syllables, not %d", word, got, want)
		}
	}
}
