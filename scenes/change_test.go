package scenes_test

import (
	"os"
	"testing"

	"twoboxes/internal/labels"
	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// While one scene changes into another, forwards, backwards or by a jump, no text lies over another.
func TestChanges(t *testing.T) {
	const steps = 20
	studio, err := still.Open(os.DirFS("../assets"), "en", scenes.Story)
	if err != nil {
		t.Fatal(err)
	}
	shot := func(scene stage.Scene, shape stage.Shape, time float32) still.Shot {
		return still.Shot{Scene: scene, Shape: shape, Time: time, Choices: stage.Choices{scene.Told(): {Value: "yes"}}}
	}
	var all []labels.Text
	for _, from := range scenes.Story {
		for _, to := range scenes.Story {
			if from.ID == to.ID {
				continue
			}
			for _, shape := range stage.Shapes {
				for i := range steps + 1 {
					share := float32(i) / steps
					c := studio.Change(shot(from, shape, from.Length), shot(to, shape, 0), share)
					all = labels.Texts(all[:0], c, 0.05)
					for i, a := range all {
						for _, b := range all[:i] {
							if labels.Overlap(a, b) > 0 {
								t.Errorf("%s to %s, %v, at %.2f: %q overlaps %q", from.ID, to.ID, shape, share, a.What, b.What)
							}
						}
					}
				}
			}
		}
	}
}

// The reader's sheet goes from the count to what is not known: the closing words take it from there.
func TestSheetGoesOn(t *testing.T) {
	s := studio(t)
	for _, shape := range stage.Shapes {
		counted := still.Shot{Scene: *scenes.ByID("count"), Shape: shape, Time: 60, Choices: stage.Choices{"count.phase": {Value: "unverified"}}}
		c := s.Change(counted, still.Shot{Scene: *scenes.ByID("meaning"), Shape: shape}, 0.3)
		sheets := 0
		for i := range c.Items { // all else has left, or has hardly come
			if it := &c.Items[i]; it.Kind == stage.BoxItem && it.Fill.Role == stage.Gold && it.Fill.Alpha > 0.5 && it.Half.X == it.Half.Y {
				sheets++
			}
		}
		if sheets == 0 {
			t.Errorf("%v: it does not travel", shape)
		}
	}
}
