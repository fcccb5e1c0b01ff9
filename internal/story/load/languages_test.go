package load

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
)

// placeholders lists, for every text of w by its path in the file, the facts that it cites and its
// slots, sorted. A fact's value is the same in every language by construction:
// texts name facts, and one file holds their values.
func placeholders(w *Words) map[string][]string {
	out := map[string][]string{}
	each(reflect.ValueOf(*w), "", func(at string, t Text) {
		names := []string{}
		for _, s := range w.Spans(t) {
			switch {
			case s.Figure != nil:
				names = append(names, s.Figure.Fact.ID)
			case s.Slot != "":
				names = append(names, "="+s.Slot)
			}
		}
		slices.Sort(names)
		out[at] = slices.Compact(names)
	})
	return out
}

// TestLanguages checks that every language has the same texts as English, that each text cites the
// same facts, and that choices mean the same.
func TestLanguages(t *testing.T) {
	en := english(t)
	want := placeholders(en)
	files, _ := filepath.Glob(assets + "words/*.json")
	for _, path := range files {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			w, err := ReadWords(data, name, en.facts)
			if err != nil {
				t.Fatal(err)
			}
			if err := Check(en.facts, w, scenes); err != nil {
				t.Error(err)
			}
			if lang := w.Lang + ".json"; lang != name {
				t.Errorf("lang is %q: name the file %s, or correct lang", w.Lang, lang)
			}
			got := placeholders(w)
			for at, facts := range want {
				if other, ok := got[at]; !ok {
					t.Errorf("%s is missing; write it as in en.json", at)
				} else if !slices.Equal(facts, other) {
					t.Errorf("%s cites %v, in en.json %v", at, other, facts)
				}
			}
			for at := range got {
				if _, ok := want[at]; !ok {
					t.Errorf("%s is not in en.json; remove it", at)
				}
			}
			for id, step := range w.Steps {
				for i, o := range step.Outcomes {
					if all := en.Steps[id].Outcomes; i < len(all) && !reflect.DeepEqual(o.When, all[i].When) {
						t.Errorf("steps.%s.outcomes[%d] is shown when %v, in en.json when %v", id, i, o.When, all[i].When)
					}
				}
			}
			if w.Article != nil && en.Article != nil {
				for i, p := range w.Article.Body {
					if all := en.Article.Body; i < len(all) && p.Scene != all[i].Scene {
						t.Errorf("article.body[%d] shows %q, in en.json %q", i, p.Scene, all[i].Scene)
					}
				}
			}
		})
	}
}
