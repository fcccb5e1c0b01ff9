package site

import (
	"os"
	"strings"
	"testing"
)

// The hosting recipes state the same policy as the pages.
func TestRecipesStateThePolicy(t *testing.T) {
	for _, name := range []string{"nginx.conf", "Caddyfile", "_headers"} {
		data, err := os.ReadFile("../../deploy/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), policy(nil)) {
			t.Errorf("deploy/%s does not state the pages' policy: %s", name, policy(nil))
		}
	}
}

// What an oEmbed answer and a plain frame are given is what the page reserves.
func TestHeight(t *testing.T) {
	h := heights{{280, 900}, {560, 700}, {960, 500}}
	for width, want := range map[int]int{200: 183 + 900, 390: 328 + 900, 560: 350 + 700, 960: 480 + 500, 1280: 480 + 500, 2000: 480 + 500} {
		if got := h.height(width); got != want {
			t.Errorf("%d px wide: got %d, want %d", width, got, want)
		}
	}
}
