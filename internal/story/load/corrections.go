package load

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"twoboxes/internal/strictjson"
)

// Correction is one public note of what was wrong and is now right. It is a record of its day, so its
// texts are plain: a figure in them stays as it was written when the fact is corrected again.
type Correction struct {
	Date  string            `json:"date" strict:"required"`  // "2027-03-01"
	Facts []string          `json:"facts" strict:"required"` // the ids of the facts corrected; may be empty
	Scene string            `json:"scene" strict:"required"` // where the mistake was, or empty: in no step
	Text  map[string]string `json:"text" strict:"required"`  // by language
}

// ReadCorrections reads and checks corrections.json, a list with the newest first, for a story with
// these facts and scenes in these languages; file is its name in errors.
func ReadCorrections(data []byte, file string, facts *Facts, scenes, languages []string, edition *Edition) ([]Correction, error) {
	list := []Correction{}
	doc := strictjson.Decode(data, &list)
	for i, c := range list {
		at := fmt.Sprintf("[%d]", i)
		_, err := time.Parse(time.DateOnly, c.Date)
		doc.Check(at+".date", err == nil, "not a date", "write it as "+time.DateOnly)
		doc.Check(at+".date", i == 0 || c.Date <= list[i-1].Date, "later than the correction before it", "put the newest first")
		doc.Check(at+".date", c.Date >= edition.Published, "earlier than "+edition.Published+", when the story was published", "correct the date")
		doc.Check(at+".date", c.Date <= edition.Updated, "later than "+edition.Updated+", the last update", "set updated in assets/story.json to the day of the correction")
		for j, id := range c.Facts {
			doc.Check(fmt.Sprintf("%s.facts[%d]", at, j), facts.Fact(id) != nil, fmt.Sprintf("unknown fact %q", id), "use an id of "+facts.file)
		}
		doc.Check(at+".scene", c.Scene == "" || slices.Contains(scenes, c.Scene), fmt.Sprintf("unknown scene %q", c.Scene), `use one of `+strings.Join(scenes, ", ")+`, or ""`)
		var missing []string
		for _, lang := range languages {
			if strings.TrimSpace(c.Text[lang]) == "" {
				missing = append(missing, lang)
			}
		}
		doc.Check(at+".text", missing == nil, "missing in "+strings.Join(missing, ", "), "write it in every language")
		for _, lang := range slices.Sorted(maps.Keys(c.Text)) {
			doc.Check(at+".text."+lang, slices.Contains(languages, lang), "unknown language", "use one of "+strings.Join(languages, ", "))
			doc.Check(at+".text."+lang, !strings.ContainsAny(c.Text[lang], "{}\n"), "has a placeholder or a line break", "write plain text on one line, figures as they were that day")
		}
	}
	return list, doc.Err(file)
}
