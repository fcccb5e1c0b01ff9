// Package story holds the facts and the number format of the explainer as plain types. It is part
// of the browser build; reading and checking the files is in story/load.
package story

// Facts are the reported figures by id, in the unit that facts.json gives.
type Facts map[string]float64

// Value is the figure of a fact. It panics for an unknown id: which facts exist is settled when
// the site is built, and a test draws every scene.
func (f Facts) Value(id string) float64 {
	v, ok := f[id]
	if !ok {
		panic("story: no figure for fact " + id)
	}
	return v
}
