package selection

import (
	"testing"

	"twoboxes/internal/stage"
)

const late = 20

func picked(value, before string, at, time float32) stage.Frame {
	f := stage.Frame{Time: time, Choices: stage.Choices{}}
	if value != "" {
		f.Choices["selection.pick"] = stage.Choice{Value: value, Before: before, At: at}
	}
	return f
}

// Once it rests, exactly one of two has the higher pile, goes on and is the name: the reader's
// pick, in gold, if there is one.
func TestOutcomes(t *testing.T) {
	for _, test := range []struct {
		name   string
		frame  stage.Frame
		winner int
		gold   float32
	}{
		{"no pick", picked("", "", 0, late), 0, 0},
		{"b before entering", picked("b", "", 0, late), 0, 1},
		{"c before entering", picked("c", "", 0, late), 1, 1},
		{"b at rest", picked("b", "", 8, late), 0, 1},
		{"c at rest", picked("c", "", 8, late), 1, 1},
		{"c for b", picked("c", "b", 8, late), 1, 1},
		{"b for c", picked("b", "c", 8, late), 0, 1},
		{"c again", picked("c", "c", 8, late), 1, 1},
		{"pick taken back", picked("", "c", 8, late), 0, 0},
	} {
		ways := waysAt(test.frame)
		won, lost := ways[test.winner], ways[1-test.winner]
		if won.pile != 1 || won.on != 1 || won.name != 1 || won.halt != 0 {
			t.Errorf("%s: the winner's way is %+v", test.name, won)
		}
		if won.gold != test.gold || won.won != test.gold || won.marked != 2*test.gold {
			t.Errorf("%s: gold is %+v", test.name, won)
		}
		if lost.pile != 0 || lost.on != 0 || lost.name != 0 || lost.halt != 1 || lost.gold != 0 || lost.marked*lost.fade != 0 {
			t.Errorf("%s: the other's way is %+v", test.name, lost)
		}
	}
}

// At no instant do both have a name on the ballot, and nobody goes on before the vote.
func TestOneName(t *testing.T) {
	for _, before := range []string{"", "b", "c"} {
		for _, value := range []string{"b", "c"} {
			for _, at := range []float32{0, 1, 3, 4.2, 8} {
				for time := at; time < at+8; time += 0.05 {
					ways := waysAt(picked(value, before, at, time))
					if ways[0].name*ways[1].name != 0 {
						t.Fatalf("%q for %q at %v: two names at %v", value, before, at, time)
					}
					for i, w := range ways {
						if w.on > 0 && time < stack.End() {
							t.Fatalf("%q for %q at %v: %s goes on at %v, before the vote is over", value, before, at, picks[i], time)
						}
					}
				}
			}
		}
	}
}

// A pick made at rest begins from the picture at rest: nothing jumps.
func TestPickBeginsAtRest(t *testing.T) {
	rest := waysAt(picked("", "", 0, late))
	for _, value := range picks {
		ways := waysAt(picked(value, "", late, late))
		for i := range ways {
			if ways[i].on != rest[i].on && rest[i].on == 0 || ways[i].pile != rest[i].pile || ways[i].name != rest[i].name || ways[i].gold != 0 {
				t.Errorf("pick of %s: way %d begins as %+v, not %+v", value, i, ways[i], rest[i])
			}
		}
	}
}

// Both meetings are equally large, several hundred persons, and no one stands in a line's way.
func TestCrowds(t *testing.T) {
	for shape, p := range plans {
		for _, lines := range [][]float32{{p.one}, p.two[:]} {
			closed, parted := p.files(lines)
			if len(closed) != len(parted) || len(parted) != 2*p.outer[laneOne] {
				t.Errorf("%v: %d files and %d", stage.Shape(shape), len(closed), len(parted))
			}
			if n := len(parted) * p.ranks; n < 200 {
				t.Errorf("%v: only %d persons", stage.Shape(shape), n)
			}
			for _, at := range parted {
				for _, line := range lines {
					if d := at - line; d > -p.aisle && d < p.aisle {
						t.Errorf("%v: a file stands %v from a line", stage.Shape(shape), d)
					}
				}
			}
		}
	}
}
