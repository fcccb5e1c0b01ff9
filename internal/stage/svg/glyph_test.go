package svg

import (
	"regexp"
	"strconv"
	"testing"

	"twoboxes/internal/stage"
)

// A letter's path is the same wherever the letter stands, but for its first point, and leads through its outline's points.
func TestGlyph(t *testing.T) {
	points := func(xy ...float32) (all [3]stage.Point) {
		for i := 0; i < len(xy); i += 2 {
			all[i/2] = stage.Point{X: xy[i] / textEm, Y: xy[i+1] / textEm}
		}
		return all
	}
	outline := []stage.Seg{ // two contours
		{Op: stage.MoveTo, P: points(10, 20)}, {Op: stage.LineTo, P: points(10, -40)}, {Op: stage.LineTo, P: points(70, -40)},
		{Op: stage.QuadTo, P: points(80, 0, 30.4, 19.6)},
		{Op: stage.MoveTo, P: points(40, 5)}, {Op: stage.CubeTo, P: points(41, 6, 39, 7, 45, 9)}, {Op: stage.LineTo, P: points(46, 10)},
	}
	p := &picture{}
	pen := p.glyph(outline, stage.Point{X: 100, Y: 0}, stage.Point{})
	first := string(p.out)
	if want := "m110 20v-60h60q10 40-40 60zm30-15c1 1-1 2 5 4l1 1z"; first != want {
		t.Errorf("got %s, want %s", first, want)
	}
	if want := (stage.Point{X: 140, Y: 5}); pen != want {
		t.Errorf("the pen is at %v, want %v", pen, want)
	}
	p.out = nil
	p.glyph(outline, stage.Point{X: 250, Y: 30}, pen)
	again := regexp.MustCompile(`^m(\d+) (\d+)`).FindStringSubmatch(string(p.out))
	if again == nil || string(p.out)[len(again[0]):] != first[len("m110 20"):] {
		t.Fatalf("elsewhere: %s", p.out)
	}
	x, _ := strconv.Atoi(again[1])
	y, _ := strconv.Atoi(again[2])
	if x != 250+10-140 || y != 30+20-5 {
		t.Errorf("elsewhere it begins %d right and %d below the pen", x, y)
	}
}
