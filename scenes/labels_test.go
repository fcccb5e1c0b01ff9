package scenes_test

import (
	"os"
	"testing"

	"twoboxes/internal/labels"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// No text on the stage is drawn badly, in any language.
func TestLabels(t *testing.T) {
	assets := os.DirFS("../assets")
	langs, err := still.Languages(assets)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range langs {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			s, err := still.Open(assets, lang, scenes.Story)
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range labels.Check(s, scenes.Story) {
				t.Error(line)
			}
		})
	}
}
