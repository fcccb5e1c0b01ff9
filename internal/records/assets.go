package records

import (
	"errors"
	"io/fs"

	"twoboxes/internal/story/load"
)

// CheckAssets reads facts.json, records.json, absences.json and all words of the assets. It returns
// the records, and everything that is wrong with them or between them.
func CheckAssets(assets fs.FS) (*Records, error) {
	var faults []error
	file := func(name string) []byte {
		data, err := fs.ReadFile(assets, name)
		faults = append(faults, err)
		return data
	}
	facts, err := load.ReadFacts(file("facts.json"), "assets/facts.json")
	faults = append(faults, err)
	records, err := Read(file("records.json"), "assets/records.json")
	faults = append(faults, err)
	absences, err := ReadAbsences(file("absences.json"), "assets/absences.json")
	faults = append(faults, err)
	languages, err := fs.Glob(assets, "words/*.json")
	if err := errors.Join(append(faults, err)...); err != nil {
		return nil, err // no check holds of files that could not be read
	}

	faults = []error{records.Check(facts, "assets/facts.json"), absences.CheckFacts(facts)}
	for _, name := range languages {
		words := file(name)
		faults = append(faults, absences.Check(words, "assets/"+name))
	}
	return records, errors.Join(faults...)
}
