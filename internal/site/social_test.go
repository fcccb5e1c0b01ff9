package site

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image/png"
	"os"
	"strings"
	"testing"

	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// Each language's social card shows the cover and its question as they are now. `./build.sh sheets` makes the
// cards, and notes what each was made from.
func TestSocialCardsAreUpToDate(t *testing.T) {
	const root = "../../"
	cover, err := os.ReadFile(root + "scenes/testdata/golden/cover-wide-rest.svg")
	if err != nil {
		t.Fatal(err)
	}
	noted, err := os.ReadFile(root + "assets/social/made-from.txt")
	if err != nil {
		t.Fatal(err)
	}
	madeFrom := map[string]string{}
	for lines := bufio.NewScanner(bytes.NewReader(noted)); lines.Scan(); {
		lang, hash, _ := strings.Cut(lines.Text(), " ")
		madeFrom[lang] = hash
	}
	langs, err := still.Languages(os.DirFS(root + "assets"))
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range langs {
		studio, err := still.Open(os.DirFS(root+"assets"), lang, scenes.Story)
		if err != nil {
			t.Fatal(err)
		}
		now := sha256.Sum256(append(bytes.Clone(cover), studio.Words.Plain(studio.Words.Steps["cover"].Heading)...))
		if madeFrom[lang] != hex.EncodeToString(now[:]) {
			t.Errorf("assets/social/%s.png shows another cover or question than there is now; ./build.sh sheets renews it", lang)
		}
		checkCard(t, root+"assets/social/"+lang+".png")
	}
}

func checkCard(t *testing.T, name string) {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Error(err)
		return
	}
	defer file.Close()
	picture, err := png.DecodeConfig(file)
	if err != nil {
		t.Error(err)
		return
	}
	if picture.Width != 1200 || picture.Height != 630 {
		t.Errorf("%s is %d × %d, want 1200 × 630", name, picture.Width, picture.Height)
	}
	if info, err := file.Stat(); err != nil || info.Size() > 200_000 {
		t.Errorf("%s has %d bytes, want at most 200,000", name, info.Size())
	}
}
