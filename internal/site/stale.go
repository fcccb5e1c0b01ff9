package site

import (
	"fmt"
	"io/fs"
	"slices"

	"twoboxes/internal/story/load"
)

// staleLogged is how many stale texts of a language the build lists; cmd/words lists all.
const staleLogged = 10

// warnOfStaleTexts logs the texts of translations whose English has changed since they were checked.
// They are built all the same: a translation may follow later.
func (b *siteBuild) warnOfStaleTexts(assets fs.FS) error {
	original := slices.IndexFunc(b.languages, func(l language) bool { return l.Code == DefaultLang })
	if original < 0 {
		return nil
	}
	for i, lang := range b.languages {
		if i == original {
			continue
		}
		record, err := load.ReadTranslated(assets, lang.Code)
		if err != nil {
			return err
		}
		stale := record.Stale(b.languages[original].studio.Words)
		if len(stale) == 0 {
			continue
		}
		warning := fmt.Sprintf("warning: assets/words/%s.json: check each of these texts against the English, then run go run ./cmd/words accept -lang %[1]s PATH", lang.Code)
		for i, text := range stale {
			if i == staleLogged {
				warning += fmt.Sprintf("\n        and %d more, listed by go run ./cmd/words stale -lang %s", len(stale)-i, lang.Code)
				break
			}
			warning += "\n        " + text.String()
		}
		b.Log(warning)
	}
	return nil
}
