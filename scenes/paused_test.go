package scenes_test

import (
	"reflect"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// A choice made while a scene is paused is answered at once, however early it is paused: the picture
// is the one that a choice made long ago gives.
func TestPausedChoicesAreAnsweredAtOnce(t *testing.T) {
	s := studio(t)
	for _, scene := range scenes.Story {
		for _, control := range scene.Controls() {
			value := control.Value
			switch control.Kind {
			case stage.Slide:
				value = "20"
			case stage.Drag:
				value = "200 150"
			case stage.Hold:
				value = "5"
			}
			for _, time := range []float32{0.05, 0.4, 1.3, 2.9, 7.1} {
				// Playback puts the choice back by the longest answer of the control's name.
				answer := float32(0)
				for _, c := range scene.Controls() {
					if c.Name == control.Name {
						answer = max(answer, c.Answer)
					}
				}
				draw := func(at float32) []stage.Item {
					return s.Canvas(still.Shot{Scene: scene, Time: time, Choices: stage.Choices{control.Name: {Value: value, At: at}}}).Items
				}
				if !reflect.DeepEqual(draw(time-answer), draw(-99)) {
					t.Errorf("%s: %s=%q, chosen while paused at %v s, is still being answered", scene.ID, control.Name, value, time)
				}
			}
		}
	}
}
