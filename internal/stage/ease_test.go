package stage

import "testing"

func TestPhaseAt(t *testing.T) {
	p := Phase{From: 1, For: 0.6}
	for _, c := range []struct{ t, want float32 }{{-1, 0}, {1, 0}, {1.3, 0.5}, {1.6, 1}, {9, 1}} {
		if got := p.At(c.t); got < c.want-1e-3 || got > c.want+1e-3 {
			t.Errorf("at %v: got %v, want %v", c.t, got, c.want)
		}
	}
}

// A scene rests when the answer to a choice is over: at that time the phase must have ended, whenever
// the choice was made.
func TestPhaseEndsWhereTheSceneRests(t *testing.T) {
	for i := range 20_000 {
		p := Phase{For: 0.3 + float32(i%7)/10}
		made := float32(i) * 0.0137
		rest := made + p.End()
		if got := p.At(rest - made); got != 1 {
			t.Fatalf("made at %v: at rest the phase has come to %v", made, got)
		}
	}
}
