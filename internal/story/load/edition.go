package load

import (
	"time"
	"twoboxes/internal/strictjson"
)

// Edition is when this explainer was published; the newsroom fills it in.
type Edition struct {
	Published string `json:"published"` // "2026-11-23"
	Updated   string `json:"updated"`
}

// ReadEdition reads and checks story.json; file is its name in errors.
func ReadEdition(data []byte, file string) (*Edition, error) {
	e := &Edition{}
	if err := decode(data, file, e); err != nil {
		return nil, err
	}
	p := strictjson.Problems{File: file}
	date := func(key, value string) {
		if _, err := time.Parse(time.DateOnly, value); err != nil {
			p.Add(key, "not a date", "write it as "+time.DateOnly)
		}
	}
	date("published", e.Published)
	date("updated", e.Updated)
	if e.Updated < e.Published {
		p.Add("updated", "earlier than published", "correct one of the two dates")
	}
	return e, p.Err()
}
