// Two Boxes, an explainer: the story's scenes, in a page or in a window.
package main

import (
	"twoboxes/internal/host"
	"twoboxes/scenes"
)

func main() {
	if err := host.Run(scenes.Story); err != nil {
		panic(err)
	}
}
