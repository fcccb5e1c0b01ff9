package stage

import "testing"

func TestSince(t *testing.T) {
	for _, c := range []struct {
		at, time, since float32
		made            bool
	}{
		{0, 5, 5, false}, // the scene began with it
		{2, 5, 3, true},
		{-3, 0.5, 3.5, true}, // made in a paused scene
	} {
		if since, made := (Choice{Value: "a", At: c.at}).Since(c.time); since != c.since || made != c.made {
			t.Errorf("made at %v, at %v: %v, %v", c.at, c.time, since, made)
		}
	}
}

func TestBegins(t *testing.T) {
	for _, c := range []struct{ at, ready, wait, want float32 }{
		{0, 2, 0, 2},     // the scene began with it: as soon as it is ready
		{1, 2, 0.5, 2},   // made before the scene was ready
		{5, 2, 0.5, 5.5}, // made after
		{-4, 2, 0.5, -3.5},
	} {
		if got := (Choice{At: c.at}).Begins(c.ready, c.wait); got != c.want {
			t.Errorf("made at %v, ready at %v, waits %v: begins at %v, want %v", c.at, c.ready, c.wait, got, c.want)
		}
	}
}

func TestLit(t *testing.T) {
	in, out := Phase{From: 0, For: 2}, Phase{From: 0, For: 1}
	for _, c := range []struct {
		name   string
		choice Choice
		time   float32
		a, b   float32
	}{
		{"nothing chosen", Choice{}, 5, 0, 0},
		{"began with it", Choice{Value: "a"}, 0, 1, 0},
		{"just chosen", Choice{Value: "a", At: 5}, 5, 0, 0},
		{"half way", Choice{Value: "a", At: 5}, 6, 0.5, 0},
		{"long chosen", Choice{Value: "a", At: 5}, 9, 1, 0},
		{"just replaced", Choice{Value: "a", Before: "b", At: 5}, 5, 0, 1},
		{"half replaced", Choice{Value: "a", Before: "b", At: 5}, 5.5, 0.15625, 0.5},
		{"cleared", Choice{Before: "b", At: 5}, 6, 0, 0},
		{"chosen again", Choice{Value: "a", Before: "a", At: 5}, 5, 1, 0},
		{"in a paused scene", Choice{Value: "a", Before: "b", At: -2}, 0, 1, 0},
	} {
		for value, want := range map[string]float32{"a": c.a, "b": c.b, "c": 0} {
			if got := c.choice.Lit(value, c.time, in, out); got != want {
				t.Errorf("%s: %s is lit %v, want %v", c.name, value, got, want)
			}
		}
	}
}
