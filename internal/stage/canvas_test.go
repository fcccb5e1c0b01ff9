package stage

import "testing"

func TestNestedClipsIntersect(t *testing.T) {
	c := NewCanvas(Wide, nil, false)
	box := func() { c.Box(Rect{0, 0, 200, 200}, 0, Fill(Ink.Solid())) }
	c.Clipped(Rect{0, 0, 100, 100}, func() {
		c.Clipped(Rect{50, 20, 100, 50}, box)
		c.Clipped(Rect{150, 0, 10, 10}, box)
		box()
	})
	box()
	for i, want := range []*Rect{{50, 20, 50, 50}, {150, 0, 0, 10}, {0, 0, 100, 100}, nil} {
		switch got := c.Items[i].Clip; {
		case (got == nil) != (want == nil):
			t.Errorf("item %d is clipped to %v, want %v", i, got, want)
		case got != nil && *got != *want:
			t.Errorf("item %d is clipped to %v, want %v", i, *got, *want)
		}
	}
}

func TestFieldMovesWithin(t *testing.T) {
	c := NewCanvas(Wide, nil, false)
	field := Dots{Area: Rect{10, 20, 100, 100}, Cols: 1, Rows: 1, Side: 10}
	c.Within(Point{5, 7}, 0, 1, func() { c.Field(field) })
	if got, want := c.Items[0].Dots.Area, (Rect{15, 27, 100, 100}); got != want {
		t.Errorf("the field lies at %v, want %v", got, want)
	}
	c.Within(Point{5, 7}, 0, 2, func() { c.Field(field) })
	if got, want := c.Items[1].Dots.Area, (Rect{25, 47, 200, 200}); got != want {
		t.Errorf("scaled, the field lies at %v, want %v", got, want)
	}
	defer func() {
		if recover() == nil {
			t.Error("a turned field is drawn")
		}
	}()
	c.Within(Point{}, 0.1, 1, func() { c.Field(field) })
}

func TestLabelIn(t *testing.T) {
	c := NewCanvas(Regular, nil, false)
	c.LabelIn(Label{Words: "a", Size: PerShape{10, 20, 30, 40}}, Rect{100, 50, 40, 20}, Ink.Solid())
	if it := c.Items[0]; it.Center != (Point{120, 60 + 20*CapMiddle}) || it.Align != Middle {
		t.Errorf("the label stands at %v, aligned %v", it.Center, it.Align)
	}
}

func TestPoint(t *testing.T) {
	if got := (Point{1, 2}).Add(3, -4); got != (Point{4, -2}) {
		t.Errorf("added: %v", got)
	}
	if got := (Point{4, 6}).Sub(Point{1, 2}); got != (Point{3, 4}) || got.Len() != 5 {
		t.Errorf("subtracted: %v, %v long", got, got.Len())
	}
}
