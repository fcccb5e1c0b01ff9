package site

import (
	"crypto/sha256"
	"encoding/hex"
	"image/png"
	"os"
	"strings"
	"testing"

	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// The social card shows the cover and the title as they are now. `./build.sh sheets` makes it, and
// notes what it was made from.
func TestSocialCardIsUpToDate(t *testing.T) {
	const root = "../../"
	studio, err := still.Open(os.DirFS(root+"assets"), DefaultLang, scenes.Story)
	if err != nil {
		t.Fatal(err)
	}
	cover, err := os.ReadFile(root + "scenes/testdata/golden/cover-wide-rest.svg")
	if err != nil {
		t.Fatal(err)
	}
	now := sha256.Sum256(append(cover, studio.Words.Plain(studio.Words.Page["title"])...))
	noted, err := os.ReadFile(root + "assets/social.cover")
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(noted)) != hex.EncodeToString(now[:]) {
		t.Error("assets/social.png shows another cover or title than there is now; ./build.sh sheets renews it")
	}

	file, err := os.Open(root + "assets/social.png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.DecodeConfig(file)
	if err != nil {
		t.Fatal(err)
	}
	if picture.Width != 1200 || picture.Height != 630 {
		t.Errorf("assets/social.png is %d × %d, want 1200 × 630", picture.Width, picture.Height)
	}
	if info, err := file.Stat(); err != nil || info.Size() > 200_000 {
		t.Errorf("assets/social.png has %d bytes, want at most 200,000", info.Size())
	}
}
