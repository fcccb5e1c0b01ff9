// Package scenes is the story: seven scenes in reading order, each in a package of its own. A scene
// is a pure function of its frame and never imports the engine.
package scenes

import (
	"twoboxes/internal/stage"
	"twoboxes/scenes/ballot"
	"twoboxes/scenes/count"
	"twoboxes/scenes/cover"
	"twoboxes/scenes/history"
	"twoboxes/scenes/meaning"
	"twoboxes/scenes/selection"
	"twoboxes/scenes/turnout"
)

// Story lists the scenes in reading order.
var Story = []stage.Scene{
	cover.Scene, history.Scene, selection.Scene, ballot.Scene, turnout.Scene, count.Scene, meaning.Scene,
}

// ByID is the scene with the given id, or nil.
func ByID(id string) *stage.Scene {
	for i := range Story {
		if Story[i].ID == id {
			return &Story[i]
		}
	}
	return nil
}
