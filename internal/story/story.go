// Package story holds the facts and the number format of the explainer as plain types. It is part
// of the browser build; reading and checking the files is in story/load.
package story

// Facts are the reported numbers by the ids of their facts, in the units that facts.json gives.
type Facts map[string]float64

// Value is the number of a fact. It panics for an unknown id: facts are checked when the site is
// built, and a test draws every scene.
func (f Facts) Value(id string) float64 {
	v, ok := f[id]
	if !ok {
		panic("story: no number for fact " + id)
	}
	return v
}
