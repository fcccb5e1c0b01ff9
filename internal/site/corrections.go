package site

import (
	"encoding/json"
	"html/template"
	"os"
	"path/filepath"
	"slices"

	"twoboxes/internal/story/load"
)

// correctionsPath is where the public list of corrections stands as data.
const correctionsPath = "corrections.json"

// readCorrections reads the list of corrections. The languages must have been read.
func (b *siteBuild) readCorrections() ([]load.Correction, error) {
	data, err := os.ReadFile(filepath.Join(b.Root, "assets", "corrections.json"))
	if err != nil {
		return nil, err
	}
	var scenes, languages []string
	for _, s := range b.Scenes {
		scenes = append(scenes, s.ID)
	}
	for _, l := range b.languages {
		languages = append(languages, l.Code)
	}
	return load.ReadCorrections(data, "assets/corrections.json", b.languages[0].studio.Facts, scenes, languages, b.edition)
}

// correctionsJSON is the list as it is published; docs/contract.md has its schema.
func correctionsJSON(list []load.Correction) ([]byte, error) {
	published := struct {
		V           int               `json:"v"`
		Corrections []load.Correction `json:"corrections"`
	}{1, []load.Correction{}}
	for _, c := range list {
		c.Facts = append([]string{}, c.Facts...) // never null
		published.Corrections = append(published.Corrections, c)
	}
	data, err := json.MarshalIndent(published, "", "  ")
	return append(data, '\n'), err
}

// correctionView is a correction in the language of a page.
type correctionView struct {
	When template.HTML // its date; on a source card a few words with it
	Step string        // empty: in no step
	Text string
}

// CorrectionList is the list of corrections.
func (t *textRenderer) CorrectionList() (views []correctionView) {
	for _, c := range t.corrections {
		views = append(views, correctionView{t.time(c.Date), c.Scene, c.Text[t.words.Lang]})
	}
	return views
}

// Corrected is what was corrected about a fact, for its source card.
func (t *textRenderer) Corrected(fact *load.Fact) (views []correctionView) {
	for _, c := range t.corrections {
		if slices.Contains(c.Facts, fact.ID) {
			views = append(views, correctionView{t.dated("corrections.fact", "date", c.Date), c.Scene, c.Text[t.words.Lang]})
		}
	}
	return views
}
