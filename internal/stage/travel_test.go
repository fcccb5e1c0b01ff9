package stage

import "testing"

// Two pictures share a box; each has a disc of its own.
func TestChange(t *testing.T) {
	ink := Fill(Ink.Solid())
	picture := func(c *Canvas, box Rect, disc float32) func() {
		return func() {
			c.Disc(Point{disc, 10}, 3, ink)
			c.Object(ForBox, box, func() { c.Box(box, 0, ink) })
			c.Object(ForBox, Rect{X: 300, Y: 300, W: 5, H: 5}, func() { c.Box(Rect{300, 300, 5, 5}, 0, ink) }) // another one stays
		}
	}
	type drawn struct{ x, half, alpha float32 }
	for _, test := range []struct {
		name  string
		share float32
		still bool
		want  []drawn // discs are 3 wide
	}{
		{"at first", 0, false, []drawn{{10, 3, 1}, {302.5, 2.5, 1}, {50, 10, 1}}},
		{"the first picture leaves", 0.125, false, []drawn{{10, 3, 0.5}, {302.5, 2.5, 0.5}, {54.3, 10.4, 1}, {54.3, 10.4, 0.25}}},
		{"half-way", 0.5, false, []drawn{{20, 3, 0.5}, {302.5, 2.5, 0.5}, {100, 15, 1}, {100, 15, 1}}},
		{"at last", 1, false, []drawn{{20, 3, 1}, {302.5, 2.5, 1}, {150, 20, 1}}},
		{"nothing moves", 0.125, true, []drawn{{10, 3, 0.5}, {50, 10, 0.5}, {302.5, 2.5, 0.5}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := NewCanvas(Wide, nil, false)
			c.Change(picture(c, Rect{40, 0, 20, 20}, 10), picture(c, Rect{130, 100, 40, 40}, 20), test.share, test.still)
			var got []drawn
			for _, it := range c.Items {
				got = append(got, drawn{it.Center.X, it.Half.X, it.Fill.Alpha})
			}
			if len(got) != len(test.want) {
				t.Fatalf("drew %v, want %v", got, test.want)
			}
			for i, g := range got {
				w := test.want[i]
				if abs(g.x-w.x) > 0.1 || abs(g.half-w.half) > 0.1 || abs(g.alpha-w.alpha) > 0.01 {
					t.Errorf("item %d is %v, want %v", i, g, w)
				}
			}
		})
	}
}

// Only one picture has the box: it leaves or arrives with the rest.
func TestChangeWithoutCounterpart(t *testing.T) {
	c := NewCanvas(Wide, nil, false)
	box := func() {
		c.Object(AgainstBox, Rect{0, 0, 9, 9}, func() { c.Box(Rect{0, 0, 9, 9}, 0, Fill(Ink.Solid())) })
	}
	for share, want := range map[float32]float32{0.125: 0.5, 0.6: 0} {
		c.Reset(Wide)
		c.Change(box, func() {}, share, false)
		alpha := float32(0)
		for _, it := range c.Items {
			alpha += it.Fill.Alpha
		}
		if alpha != want {
			t.Errorf("at %v the box's opacity is %v, want %v", share, alpha, want)
		}
	}
}
