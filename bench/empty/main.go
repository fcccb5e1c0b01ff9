// Empty is a bare Ebitengine window: what the explainer's size and start are measured against.
package main

import "github.com/hajimehoshi/ebiten/v2"

type game struct{}

func (game) Update() error                       { return nil }
func (game) Draw(*ebiten.Image)                  {}
func (game) Layout(w, h int) (width, height int) { return w, h }

func main() {
	if err := ebiten.RunGame(game{}); err != nil {
		panic(err)
	}
}
