// Package scenes is the story: seven scenes in reading order, each in a file of its own. A scene
// is a pure function of its frame and never imports the engine.
package scenes

import "twoboxes/internal/stage"

// Story lists the scenes in reading order.
var Story = []stage.Scene{
	cover, history, selection, ballotScene, turnout, count, meaning,
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
