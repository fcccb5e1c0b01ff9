package meaning

import (
	"reflect"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/scenes/internal/scenetest"
)

// What each reading rests on, as the art direction has it.
func TestReadingsLight(t *testing.T) {
	for id, want := range map[string][windows]bool{
		"state":    {windowCover: true, windowTurnout: true, windowCount: true},
		"ministry": {windowHistory: true, windowBallot: true, windowCount: true},
		"kinu":     {windowSelection: true, windowTurnout: true},
		"article":  {windowSelection: true, windowCount: true},
		"":         {true, true, true, true, true, true},
	} {
		for _, ch := range []stage.Choice{{Value: id}, {Value: id, At: 9}, {Value: id, Before: "kinu", At: 9}, {Value: id, Before: "state", At: 9}} {
			choices := stage.Choices{"meaning.reading": ch}
			l := lightAt(stage.Frame{Time: Scene.Rest(choices, nil), Choices: choices})
			for w := range windows {
				if got := l.lit(w); got != stage.OneIf(want[w]) {
					t.Errorf("%q after %q: window %d lit %v", id, ch.Before, w, got)
				}
				if got := l.framed(w); got != stage.OneIf(want[w] && id != "") {
					t.Errorf("%q after %q: window %d framed %v", id, ch.Before, w, got)
				}
			}
		}
	}
}

// A window's light never jumps, whatever is chosen when.
func TestLightIsSmooth(t *testing.T) {
	for _, ch := range []stage.Choice{
		{}, {Value: "state"}, {Value: "article", At: 1.7}, {Value: "kinu", Before: "ministry", At: 6}, {Before: "kinu", At: 6},
	} {
		choices := stage.Choices{"meaning.reading": ch}
		for w := range windows {
			at := func(s float32) float32 { return lightAt(stage.Frame{Time: s, Choices: choices}).lit(w) }
			for s := ch.At; s < Scene.Rest(choices, nil); s += 1.0 / 60 {
				if a, b := at(s), at(s+1.0/60); b-a > 0.2 || a-b > 0.2 {
					t.Errorf("%+v: window %d goes from %.2f to %.2f at %.2f s", ch, w, a, b, s)
				}
			}
		}
	}
}

func TestComesToRest(t *testing.T) {
	for _, ch := range []stage.Choice{{}, {Value: "state"}, {Value: "article", At: 1.7}, {Value: "kinu", Before: "ministry", At: 6}, {Before: "kinu", At: 6}} {
		choices := stage.Choices{"meaning.reading": ch}
		for _, shape := range stage.Shapes {
			shot := func(s float32) []stage.Item {
				c := stage.NewCanvas(shape, scenetest.Text{Em: 2}, false)
				draw(c, stage.Frame{Time: s, Shape: shape, Choices: choices})
				return c.Items
			}
			if rest := Scene.Rest(choices, nil); !reflect.DeepEqual(shot(rest), shot(rest+30)) {
				t.Errorf("%v, %+v: still moving at %v s", shape, ch, rest)
			}
		}
	}
}

func TestUpTo(t *testing.T) {
	line := []stage.Point{{}, {X: 10}, {X: 10, Y: 10}}
	for share, want := range map[float32]stage.Point{0: {}, 0.25: {X: 5}, 0.75: {X: 10, Y: 5}, 1: {X: 10, Y: 10}} {
		got := upTo(line, share)
		if end := got[len(got)-1]; end != want {
			t.Errorf("%v of the line ends at %v, want %v", share, end, want)
		}
	}
}
