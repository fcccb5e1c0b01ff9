package records

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// TestAssets: the facts agree with the records of their sources, and no text in any language states
// an absence that no fact in it records.
func TestAssets(t *testing.T) {
	if _, err := CheckAssets(os.DirFS("../../assets")); err != nil {
		t.Error(err)
	}
}

// TestAssetsFaults breaks one file of the assets at a time.
func TestAssetsFaults(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"facts.json", `"value": 99.63,`, `"value": 99.62,`, "assets/facts.json: facts.turnout.2023.value: 99.62 is in the record of none of its sources (ART, K1, T1); "},
		{"facts.json", `"id": "law.text"`, `"id": "law.texts"`, `assets/absences.json: facts[1]: no fact "law.text"; `},
		{"facts.json", `{`, ``, "assets/facts.json: "},
		{"records.json", `"K1": {`, `"K0": {`, "assets/records.json: records.K1: missing, though facts cite the source; "},
		{"records.json", `{`, ``, "assets/records.json: "},
		{"absences.json", `"ja": [`, `"jp": [`, "assets/absences.json: phrases.ja: missing, though assets/words/ja.json is in this language; "},
		{"words/en.json", `"next": "`, `"next": "Not reported. `, `assets/words/en.json: page.next: "Not reported", and no fact in this text records who said so; `},
		{"words/ar.json", `"next": "`, `"next": "لم يُنشر. `, "assets/words/ar.json: page.next: "},
	} {
		assets := fstest.MapFS{}
		for _, pattern := range []string{"*.json", "words/*.json"} {
			names, err := fs.Glob(os.DirFS("../../assets"), pattern)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range names {
				data, err := os.ReadFile("../../assets/" + name)
				if err != nil {
					t.Fatal(err)
				}
				assets[name] = &fstest.MapFile{Data: data}
			}
		}
		text := string(assets[c.file].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s has no %q to break", c.file, c.old)
		}
		assets[c.file].Data = []byte(strings.Replace(text, c.old, c.new, 1))
		if _, err := CheckAssets(assets); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s without %q: no %q in:\n%v", c.file, c.old, c.want, err)
		}
	}
	if _, err := CheckAssets(fstest.MapFS{}); err == nil {
		t.Error("no assets: no error")
	}
}
