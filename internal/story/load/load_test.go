package load

import (
	"os"
	"testing"
)

// scenes are the story's, in order.
var scenes = []string{"cover", "history", "selection", "ballot", "turnout", "count", "meaning"}

const assets = "../../../assets/"

func TestStoryHolds(t *testing.T) {
	facts, words := read(t)
	if err := Check(facts, words, scenes); err != nil {
		t.Error(err)
	}
}

func file(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(assets + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func read(t testing.TB) (*Facts, *Words) {
	t.Helper()
	facts, err := ReadFacts(file(t, "facts.json"), "facts.json")
	if err != nil {
		t.Fatal(err)
	}
	words, err := ReadWords(file(t, "words/en.json"), "en.json", facts)
	if err != nil {
		t.Fatal(err)
	}
	return facts, words
}
