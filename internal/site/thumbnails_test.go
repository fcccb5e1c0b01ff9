package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"testing"

	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// Each sample has a thumbnail of its own, a picture that needs nothing else.
func TestThumbnails(t *testing.T) {
	studio, err := still.Open(os.DirFS("../../assets"), DefaultLang, scenes.Story)
	if err != nil {
		t.Fatal(err)
	}
	b := &siteBuild{Options: Options{Scenes: scenes.Story}}
	usual := b.thumbnail(language{DefaultLang, "English", studio}, inColumn)
	for _, s := range samples {
		picture := b.thumbnail(language{DefaultLang, "English", studio}, s.setting)
		if s.setting != inColumn && bytes.Equal(picture, usual) {
			t.Errorf("%s: it looks like a plain page", s.Name)
		}
		ids := map[string]bool{}
		in := xml.NewDecoder(bytes.NewReader(picture))
		for {
			token, err := in.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", s.Name, err)
			}
			element, _ := token.(xml.StartElement)
			for _, a := range element.Attr {
				if a.Name.Local == "id" {
					if ids[a.Value] {
						t.Errorf("%s: two elements are called %q", s.Name, a.Value)
					}
					ids[a.Value] = true
				}
			}
		}
	}
}
