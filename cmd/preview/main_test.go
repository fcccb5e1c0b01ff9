package main

import (
	"reflect"
	"strings"
	"testing"

	"twoboxes/internal/stage"
)

func TestChoicesOf(t *testing.T) {
	scene := stage.Scene{ID: "ballot", MakeControls: func() []stage.Control {
		return []stage.Control{{Name: "ballot.room", Value: "two"}, {Name: "ballot.box", Value: "for"}, {Name: "ballot.box", Value: "against"}}
	}}
	for list, want := range map[string]stage.Choices{
		"":                               {},
		"ballot.box=for":                 {"ballot.box": {Value: "for", At: 2}},
		"ballot.room=two,ballot.box=a>b": {"ballot.room": {Value: "two", At: 2}, "ballot.box": {Value: "b", Before: "a", At: 2}},
	} {
		if got, err := choicesOf(scene, list, 2); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %v, %v", list, got, err)
		}
	}
	for _, list := range []string{"box=for", "ballot.box", "ballot.box=for,"} {
		if _, err := choicesOf(scene, list, 2); err == nil || !strings.Contains(err.Error(), "ballot.room, ballot.box") {
			t.Errorf("%q: got %v", list, err)
		}
	}
}

func TestShapeOf(t *testing.T) {
	if shape, err := shapeOf("wide"); shape != stage.Wide || err != nil {
		t.Errorf("got %v, %v", shape, err)
	}
	if _, err := shapeOf("narow"); err == nil {
		t.Error("an unknown shape is accepted")
	}
}
