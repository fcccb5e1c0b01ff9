package load

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"twoboxes/internal/strictjson"
)

// The limits of the story's form.
const (
	CaptionParagraphs = 2
	ArticleWordsMin   = 700
	ArticleWordsMax   = 1000
)

// Limit is how long a text may be: in words, or in characters in a language without spaces.
type Limit struct{ Words, Characters int }

// Limits are how long the texts of the card may be, by the name of the text, so that the card fits a
// phone: at 360 px width heading and caption have four lines together and three on the cover, who says
// so has one, a hint and an outcome have two. A text of unusually long words may need more lines than
// its words suggest; that shows only in a browser.
var Limits = map[string]Limit{
	"heading": {10, 20},
	"caption": {24, 62}, // all paragraphs together
	"by":      {10, 27},
	"hint":    {14, 44},
	"outcome": {17, 50}, // its live sentence too
}

// spaceless lists the languages that write no space between words.
var spaceless = []string{"ja", "zh", "th"}

// Check reports everything wrong with the facts and with one language's words, for a story of
// these scenes in their order. Each error names the file, the key and the fix.
func Check(f *Facts, w *Words, scenes []string) error {
	facts := strictjson.Problems{File: f.file}
	checkFacts(&facts, f, scenes)

	words := strictjson.Problems{File: w.file}
	checkLanguage(&words, w)
	checkTexts(&words, w)
	checkPage(&words, w)
	checkSteps(&words, w, scenes)
	checkArticle(&words, w, scenes)
	return errors.Join(facts.Err(), words.Err())
}

// CheckStage reports the labels that are missing in w, and unused ones; drawn are the labels that the
// scenes draw.
func (w *Words) CheckStage(drawn []string) error {
	p := strictjson.Problems{File: w.file}
	for _, key := range slices.Compact(slices.Sorted(slices.Values(drawn))) {
		if w.Labels[key] == "" {
			p.Add("stage."+key, "missing", "write what the label says")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(w.Labels)) {
		if !slices.Contains(drawn, key) {
			p.Add("stage."+key, "no scene draws it", "remove it")
		}
	}
	return p.Err()
}

var locale = regexp.MustCompile(`^[a-z]{2,3}_[A-Z]{2}$`)

func checkLanguage(p *strictjson.Problems, w *Words) {
	for _, required := range [][2]string{{"lang", w.Lang}, {"name", w.Name}} {
		if required[1] == "" {
			p.Add(required[0], "missing", "write it")
		}
	}
	if !locale.MatchString(w.Locale) {
		p.Add("locale", fmt.Sprintf("%q is not a locale", w.Locale), "write the language and a country, as in en_GB")
	}
	if w.Dir != "ltr" && w.Dir != "rtl" {
		p.Add("dir", fmt.Sprintf("%q is not a direction", w.Dir), "write ltr or rtl")
	}
	if w.Notice == "" && w.Lang != "en" {
		p.Add("notice", "missing", "say that this is a translation, and whether it has been checked")
	}
	f := w.Format
	for _, pattern := range []struct {
		key, text string
		parts     []string
	}{
		{"percent", f.Percent, []string{"{n}"}},
		{"per10k", f.Per10k, []string{"{n}"}},
		{"date", f.Date, []string{"{d}", "{month}", "{y}"}},
		{"day", f.Day, []string{"{d}", "{month}"}},
		{"month", f.Month, []string{"{month}", "{y}"}},
		{"time", f.Time, []string{"{h}", "{m}"}},
	} {
		for _, part := range pattern.parts {
			if strings.Count(pattern.text, part) != 1 {
				p.Add("format."+pattern.key, fmt.Sprintf("%q must contain %s exactly once", pattern.text, part), "write "+part+" where it belongs")
			}
		}
	}
	if f.Hour != "" && strings.Count(f.Hour, "{h}") != 1 {
		p.Add("format.hour", fmt.Sprintf("%q must contain {h} exactly once", f.Hour), "add {h}, or leave it empty")
	}
	if f.Decimal == "" || f.Group == "" && f.Myriad == "" || f.Decimal == f.Group {
		p.Add("format.decimal", "decimal and group separators are missing or equal", "write two different ones")
	}
	if len(f.Months) != 12 || slices.Contains(f.Months, "") {
		p.Add("format.months", "not twelve names", "write all twelve, January first")
	}
}

// checkTexts checks in every text that its placeholders can be filled and that it has no typed
// numbers. Digits are allowed only in 10,000, which is the story's unit, and in the ticks of a scale,
// which belong to the picture: a stage label whose key has a part named axis, and the same numbers in
// the scene's other labels and in the description of its picture.
func checkTexts(p *strictjson.Problems, w *Words) {
	unit := w.Format.Count(10_000)
	ticks := w.ticks()
	each(reflect.ValueOf(*w), "", func(at string, t Text) {
		at = strings.TrimPrefix(at, ".")
		spans, problems := w.parse(t)
		for _, f := range problems {
			p.Add(at, f.what, f.fix)
		}
		unlinked := strings.HasPrefix(at, "page.") || strings.HasPrefix(at, "stage.") || strings.HasSuffix(at, ".by") || strings.HasSuffix(at, ".picture") || strings.Contains(at, ".controls.")
		for _, s := range spans {
			if s.Figure != nil && s.Figure.Format == "cite" && unlinked {
				p.Add(at, "cites "+s.Figure.Fact.ID+" where a link to its source cannot be shown", "cite it in a caption, note or outcome")
			}
			text := strings.ReplaceAll(s.Text, "\u2060", "") // a word joiner may stand within the unit
			typed := numerals(strings.ReplaceAll(text, unit, ""))
			if len(problems) == 0 && slices.ContainsFunc(typed, func(n string) bool { return !slices.Contains(ticks[sceneOf(at)], n) }) {
				p.Add(at, fmt.Sprintf("a typed number in %q", strings.TrimSpace(s.Text)), "use a placeholder, {fact format}")
			}
		}
	})
}

// ticks are the numbers in the axis labels of each scene.
func (w *Words) ticks() map[string][]string {
	out := map[string][]string{}
	for key, t := range w.Labels {
		if parts := strings.Split(key, "."); slices.Contains(parts, "axis") {
			out[parts[0]] = append(out[parts[0]], numerals(string(t))...)
		}
	}
	return out
}

// sceneOf is the scene whose picture a text stands in or describes; empty for every other text.
func sceneOf(at string) string {
	parts := strings.Split(at, ".")
	if parts[0] == "stage" || parts[0] == "steps" && parts[len(parts)-1] == "picture" {
		return parts[1]
	}
	return ""
}

// numerals are the numbers in text, as they are written: "0", "99.8", "½".
func numerals(text string) (out []string) {
	for text != "" {
		start := strings.IndexFunc(text, unicode.IsNumber)
		if start < 0 {
			break
		}
		text = text[start:]
		end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsNumber(r) && r != '.' && r != ',' })
		if end < 0 {
			end = len(text)
		}
		out = append(out, strings.TrimRight(text[:end], ".,"))
		text = text[end:]
	}
	return out
}

// slots are the slots of t, each once, sorted.
func (w *Words) slots(t Text) (out []string) {
	for _, s := range w.Spans(t) {
		if s.Slot != "" {
			out = append(out, s.Slot)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func checkPage(p *strictjson.Problems, w *Words) {
	for _, key := range slices.Sorted(maps.Keys(PageKeys)) {
		at := "page." + key
		if w.Page[key] == "" {
			p.Add(at, "missing", "write it")
			continue
		}
		if want, got := slices.Sorted(slices.Values(PageKeys[key])), w.slots(w.Page[key]); !slices.Equal(want, got) {
			p.Add(at, fmt.Sprintf("has the slots %v", got), fmt.Sprintf("use %v, each as {=name}", want))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(w.Page)) {
		if _, ok := PageKeys[key]; !ok {
			p.Add("page."+key, "unknown page text", "remove it, or add it to load.PageKeys")
		}
	}
	for _, key := range slices.Sorted(maps.Keys(w.Labels)) {
		if w.Labels[key] == "" {
			p.Add("stage."+key, "empty", "write what the label says")
		}
		if len(w.slots(w.Labels[key])) > 0 {
			p.Add("stage."+key, "has a slot, but labels are fixed text", "remove the slot, and draw the changing number separately")
		}
	}
}

func checkSteps(p *strictjson.Problems, w *Words, scenes []string) {
	for _, id := range slices.Sorted(maps.Keys(w.Steps)) {
		if !slices.Contains(scenes, id) {
			p.Add("steps."+id, "unknown scene", "use one of "+strings.Join(scenes, ", "))
		}
	}
	for _, id := range scenes {
		step, ok := w.Steps[id]
		if !ok {
			p.Add("steps."+id, "missing", "write the step")
			continue
		}
		checkForm(p, w, "steps."+id, step)
		checkControls(p, w, "steps."+id, step)
		cited := w.cites(step)
		for _, fact := range w.facts.List {
			if slices.Contains(fact.Scenes, id) && !cited[fact.ID] {
				p.Add("steps."+id, "does not cite "+fact.ID, "cite it in a caption, attribution, note, outcome or table, with a format that fits it or as {"+fact.ID+" cite}")
			}
		}
	}
}

// cites are the facts that a step's texts cite. Pictures' descriptions and the words of controls
// don't count: a link to a source cannot be shown there.
func (w *Words) cites(s Step) map[string]bool {
	s.Picture, s.Still, s.Controls = "", "", nil
	cited := map[string]bool{}
	each(reflect.ValueOf(s), "", func(_ string, t Text) {
		for _, span := range w.Spans(t) {
			if span.Figure != nil {
				cited[span.Figure.Fact.ID] = true
			}
		}
	})
	return cited
}

func checkForm(p *strictjson.Problems, w *Words, at string, s Step) {
	for _, required := range []struct {
		key string
		t   Text
	}{{".name", s.Name}, {".heading", s.Heading}, {".by", s.By}, {".picture", s.Picture}, {".still", s.Still}} {
		if required.t == "" {
			p.Add(at+required.key, "missing", "write it")
		}
	}
	if n := len(s.Caption); n < 1 || n > CaptionParagraphs {
		p.Add(at+".caption", fmt.Sprintf("%d paragraphs", n), fmt.Sprintf("write one to %d", CaptionParagraphs))
	}
	for i, t := range s.Caption {
		if t == "" {
			p.Add(at+".caption["+strconv.Itoa(i)+"]", "empty", "write it, or remove it")
		}
	}
	checkLength(p, w, at+".heading", Limits["heading"], s.Heading)
	checkLength(p, w, at+".caption", Limits["caption"], s.Caption...)
	checkLength(p, w, at+".by", Limits["by"], s.By)
	for _, c := range s.Controls {
		checkLength(p, w, at+".controls."+c.Key+".hint", Limits["hint"], c.Value.Hint)
	}
	for i, o := range s.Outcomes {
		checkLength(p, w, at+".outcomes["+strconv.Itoa(i)+"].text", Limits["outcome"], o.Text, o.Live)
	}
	if s.Table != nil {
		for i, row := range s.Table.Rows {
			if len(row) != len(s.Table.Columns) {
				p.Add(at+".table.rows["+strconv.Itoa(i)+"]", fmt.Sprintf("%d cells", len(row)), fmt.Sprintf("write %d, one for each column", len(s.Table.Columns)))
			}
		}
	}
}

// checkLength checks that paragraphs together are not longer than limit. A slot counts as it is written.
func checkLength(p *strictjson.Problems, w *Words, at string, limit Limit, paragraphs ...Text) {
	words, characters := 0, 0
	for _, t := range paragraphs {
		words += len(strings.FieldsFunc(w.Plain(t), breaks))
		characters += utf8.RuneCountInString(w.Plain(t))
	}
	lang, _, _ := strings.Cut(w.Lang, "-")
	n, most, unit := words, limit.Words, "words"
	if slices.Contains(spaceless, lang) {
		n, most, unit = characters, limit.Characters, "characters"
	}
	if n > most {
		p.Add(at, fmt.Sprintf("%d %s", n, unit), fmt.Sprintf("shorten it to %d", most))
	}
}

// breaks reports whether a line may break at a space. One that does not break is part of a word: "99,63 %" is one, in French.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' }

// computed are the slots that the page fills with what a scene's model makes of the reader's numbers.
var computed = []string{"count.d", "count.s", "count.n", "count.found", "count.a", "count.b"}

// checkControls checks that slots name controls and that every combination of choices has an outcome.
func checkControls(p *strictjson.Problems, w *Words, at string, s Step) {
	each(reflect.ValueOf(s), at, func(at string, t Text) {
		for _, slot := range w.slots(t) {
			if _, ok := s.Controls.Get(slot); !ok && !slices.Contains(computed, slot) {
				p.Add(at, fmt.Sprintf("the slot {=%s} has no control", slot), "name one of this step's controls")
			} else if !strings.HasSuffix(at, ".live") && !strings.HasSuffix(at, ".spoken") {
				p.Add(at, "a slot here is never filled", "move it to the outcome's live sentence")
			}
		}
	})
	for _, c := range s.Controls {
		if c.Value.Legend == "" {
			p.Add(at+".controls."+c.Key+".legend", "missing", "write it")
		}
	}
	var used [][]strictjson.Entry[Control] // the controls that outcomes depend on, with those that they depend on together
	for i, o := range s.Outcomes {
		at := at + ".outcomes[" + strconv.Itoa(i) + "]"
		if o.Text == "" && o.Live == "" {
			p.Add(at+".text", "missing", "write it")
		}
		var together []strictjson.Entry[Control]
		for _, name := range slices.Sorted(maps.Keys(o.When)) {
			if told := name == at[len("steps."):strings.Index(at, ".outcomes")]+".told"; told && o.When[name] == "yes" {
				continue // the scene told its outcome: stage.Scene.Told
			}
			if name == "count.says" {
				continue // what the model says of the reader's country: web/player/model.js
			}
			c, ok := s.Controls.Get(name)
			if !ok {
				p.Add(at+".when."+name, "unknown control", "name one of this step's controls")
				continue
			}
			if _, ok := c.Values.Get(o.When[name]); !ok {
				p.Add(at+".when."+name, fmt.Sprintf("%s has no value %q", name, o.When[name]), "use one of its values")
			}
			together = append(together, strictjson.Entry[Control]{Key: name, Value: c})
		}
		used = join(used, together)
	}
	if len(s.Controls) > 0 && len(s.Outcomes) == 0 {
		p.Add(at+".outcomes", "missing", "describe what each choice shows")
	}
	for _, together := range used {
		combinations(together, map[string]string{}, func(chosen map[string]string) {
			if !slices.ContainsFunc(s.Outcomes, func(o Outcome) bool { return o.Fits(chosen) }) {
				p.Add(at+".outcomes", "none for "+choices(chosen), "add one")
			}
		})
	}
}

// join adds controls to groups of them; groups that then share a control become one.
func join(groups [][]strictjson.Entry[Control], added []strictjson.Entry[Control]) [][]strictjson.Entry[Control] {
	has := func(group []strictjson.Entry[Control], e strictjson.Entry[Control]) bool {
		return slices.ContainsFunc(group, func(o strictjson.Entry[Control]) bool { return o.Key == e.Key })
	}
	var apart [][]strictjson.Entry[Control]
	for _, group := range groups {
		if !slices.ContainsFunc(group, func(e strictjson.Entry[Control]) bool { return has(added, e) }) {
			apart = append(apart, group)
			continue
		}
		for _, e := range group {
			if !has(added, e) {
				added = append(added, e)
			}
		}
	}
	return append(apart, added)
}

// choices writes choices, by control, as "a=1 b=2".
func choices(chosen map[string]string) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(chosen)) {
		out = append(out, name+"="+chosen[name])
	}
	return strings.Join(out, " ")
}

// Fits reports whether o is the outcome of these choices, by control.
func (o Outcome) Fits(chosen map[string]string) bool {
	for name, value := range o.When {
		if chosen[name] != value {
			return false
		}
	}
	return true
}

func combinations(controls []strictjson.Entry[Control], chosen map[string]string, visit func(map[string]string)) {
	if len(controls) == 0 {
		if len(chosen) > 0 {
			visit(chosen)
		}
		return
	}
	for _, v := range controls[0].Value.Values {
		chosen[controls[0].Key] = v.Key
		combinations(controls[1:], chosen, visit)
	}
	delete(chosen, controls[0].Key)
}

func checkArticle(p *strictjson.Problems, w *Words, scenes []string) {
	if w.Article == nil {
		return
	}
	last, words := 0, 0
	used := map[string]bool{}
	for i, par := range w.Article.Body {
		at := "article.body[" + strconv.Itoa(i) + "]"
		words += len(strings.Fields(w.Plain(par.Text)))
		if par.Scene == "" {
			continue
		}
		scene := slices.Index(scenes, par.Scene)
		if scene < 0 {
			p.Add(at+".scene", fmt.Sprintf("unknown scene %q", par.Scene), "use one of "+strings.Join(scenes, ", "))
		} else if scene < last {
			p.Add(at+".scene", fmt.Sprintf("%q is out of order", par.Scene), "follow the story's order: "+strings.Join(scenes, ", "))
		}
		last, used[par.Scene] = max(scene, last), true
	}
	for _, id := range scenes {
		if !used[id] {
			p.Add("article.body", "no paragraph has the scene "+id, "add it to one")
		}
	}
	lang, _, _ := strings.Cut(w.Lang, "-")
	if lang == "en" && (words < ArticleWordsMin || words > ArticleWordsMax) {
		p.Add("article.body", fmt.Sprintf("%d words", words), fmt.Sprintf("write %d to %d", ArticleWordsMin, ArticleWordsMax))
	}
}
