package svg

import (
	"regexp"
	"strings"
	"testing"

	"twoboxes/internal/stage"
)

// A picture for both themes has, by its fragment, just the colours of a picture for one.
func TestThemes(t *testing.T) {
	draw := func(o Options) string {
		c := stage.NewCanvas(stage.Narrow, nil, false)
		for role := range stage.Role(stage.RoleCount) {
			c.Path(stage.Line(role.Solid(), 1), stage.Point{X: 0, Y: float32(role)}, stage.Point{X: 9, Y: float32(role)})
		}
		return string(Render(c, nil, o))
	}
	both := draw(Options{Palette: &stage.Light, Dark: &stage.Dark, Bare: true})
	style := regexp.MustCompile(`<style>:root\{(.*?)\}:target\{(.*?)\}</style>`).FindStringSubmatch(both)
	if style == nil {
		t.Fatalf("no colours for both themes in\n%s", both)
	}
	for i, palette := range []*stage.Palette{&stage.Light, &stage.Dark} {
		one := both
		for _, property := range strings.Split(strings.TrimSuffix(style[i+1], ";"), ";") {
			name, colour, _ := strings.Cut(property, ":")
			one = strings.ReplaceAll(one, "var("+name+")", colour)
		}
		one = strings.Replace(strings.Replace(one, style[0], "", 1), ` id="dark"`, "", 1)
		if want := draw(Options{Palette: palette, Bare: true}); one != want {
			t.Errorf("theme %d:\n%s\nwant\n%s", i, one, want)
		}
	}
}
