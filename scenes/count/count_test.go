package count

import (
	"slices"
	"strconv"
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes/internal/scenetest"
)

// The same pairs hold for web/player/scale.js, which has the inverse too.
func TestGuessScale(t *testing.T) {
	for n, share := range map[int]float32{0: 0, 1: 0.1, 10: 0.325, 100: 0.55, 1000: 0.775, most: 1} {
		if got := shareOf(n); got-share > 1e-5 || share-got > 1e-5 {
			t.Errorf("%d lies at %v, want %v", n, got, share)
		}
	}
	for n := range most {
		if shareOf(n+1) <= shareOf(n) {
			t.Fatalf("%d does not lie beyond %d", n+1, n)
		}
	}
}

func frame(time float32, choices stage.Choices) stage.Frame {
	return stage.Frame{Time: time, Shape: stage.Regular, Facts: scenetest.Facts, Format: story.Format{Decimal: ".", Group: ",", Percent: "{n}%"}, Choices: choices}
}

// Before the reveal nothing is counted; then each figure of the level shows once it is, and stays.
func TestCounters(t *testing.T) {
	if got := Scene.Counters(frame(99, nil)); len(got) != 0 {
		t.Errorf("at the question: %v", got)
	}
	for _, level := range []string{"", "province", "county"} {
		for _, at := range []float32{0, 5} {
			choices := stage.Choices{"count.reveal": {Value: "yes", At: at}}
			name := "province"
			if level != "" {
				choices["count.level"], name = stage.Choice{Value: level}, level
			}
			want := []stage.Counter{
				{Name: name + ".for", Value: scenetest.Facts[name+".for"]}, {Name: name + ".against", Value: scenetest.Facts[name+".against"]},
			}
			shown := 0
			for time := at; time <= Scene.Rest(choices, nil)+0.01; time += 0.02 {
				now := Scene.Counters(frame(time, choices))
				if len(now) < shown || !slices.Equal(now, want[:len(now)]) {
					t.Fatalf("%q revealed at %v: %v at %v, after %d", level, at, now, time, shown)
				}
				if time-at < fall.From+flightTime && len(now) > 0 {
					t.Fatalf("%q revealed at %v: %v at %v", level, at, now, time)
				}
				shown = len(now)
			}
			if shown != 2 {
				t.Errorf("%q revealed at %v ends with %d counters", level, at, shown)
			}
		}
	}
}

// What is in the boxes and in the heap is ten thousand at rest, and never more on the way.
func TestKeepsTenThousand(t *testing.T) {
	for _, level := range []level{province, county} {
		choices := stage.Choices{"count.reveal": {Value: "yes", At: 5}, "count.level": {Value: level.value}}
		for time := float32(0); time < 13; time += 0.05 {
			c := stage.NewCanvas(stage.Regular, scenetest.Text{Em: 5.5}, false)
			Scene.Draw(c, frame(time, choices))
			sum := float32(0)
			for _, it := range c.Items {
				if it.Kind == stage.DotsItem {
					sum += it.Dots.Bands[0].Until
				}
			}
			if sum > most {
				t.Fatalf("%s at %v: %v squares", level.value, time, sum)
			}
			if (time > 2 && time < 5 || time > 10) && sum != most {
				t.Fatalf("%s rests at %v with %v squares", level.value, time, sum)
			}
		}
	}
}

// ballots counts the drawn ones, of two leaves each.
func ballots(c *stage.Canvas) (n int) {
	for _, it := range c.Items {
		if it.Kind == stage.BoxItem && it.Fill.Role == stage.Leaf {
			n++
		}
	}
	return n
}

func TestLifts(t *testing.T) {
	for _, test := range []struct {
		level stage.Choice
		time  float32
		want  int
	}{
		{stage.Choice{}, 0, 0},
		{stage.Choice{}, 99, 8},
		{stage.Choice{Value: "county"}, 99, 12},
		{stage.Choice{Value: "county", At: 20}, 19.9, 8},
		{stage.Choice{Value: "county", At: 20}, 99, 12},
		{stage.Choice{Value: "province", Before: "county", At: 20}, 19.9, 12},
		{stage.Choice{Value: "province", Before: "county", At: 20}, 99, 8},
	} {
		c := stage.NewCanvas(stage.Narrow, scenetest.Text{Em: 5.5}, false)
		f := frame(test.time, stage.Choices{"count.reveal": {Value: "yes"}, "count.level": test.level})
		f.Shape = stage.Narrow
		Scene.Draw(c, f)
		if got := ballots(c); got != test.want {
			t.Errorf("%+v at %v: %d ballots lifted, want %d", test.level, test.time, got, test.want)
		}
	}
}

// Taking the reveal back shows the question again, whatever is left of the choice.
func TestTryAgain(t *testing.T) {
	for _, again := range []stage.Choices{
		{"count.reveal": {Value: "", Before: "yes", At: 20}},
		{"count.reveal": {Value: ""}},
		{},
	} {
		if s := stateAt(frame(99, again)); s.time >= 0 {
			t.Errorf("%v: the reveal is at %v", again, s.time)
		}
	}
	rewinding := stateAt(frame(20.3, stage.Choices{"count.reveal": {Value: "", Before: "yes", At: 20}}))
	if rewinding.time <= 0 || rewinding.time >= report.End() {
		t.Errorf("on the way back the reveal is at %v", rewinding.time)
	}
}

// The tags of guess and report never lie upon each other nor leave the stage, and point where they should.
func TestTags(t *testing.T) {
	for _, shape := range stage.Shapes {
		p, c := plans[shape], stage.NewCanvas(shape, scenetest.Text{Em: 5.5}, false)
		w, _ := shape.Size()
		for n := 0; n <= most; n = max(n+1, n*21/20) {
			for _, no := range []int{0, 8, 12, 9000} {
				guess := p.newTag(c, p.x(shareOf(n)), guessLabel, strconv.Itoa(n))
				report := p.newTag(c, p.x(shareOf(no)), reportedLabel, strconv.Itoa(no))
				a, b := p.apart(guess, report)
				for _, tag := range []tag{a, b} {
					if tag.center-tag.box/2 < 0 || tag.center+tag.box/2 > w || tag.middle-tag.width/2 < 0 || tag.middle+tag.width/2 > w {
						t.Fatalf("%v: guess %d leaves the stage: %+v", shape, n, tag)
					}
				}
				left, right := a, b
				if a.x > b.x {
					left, right = b, a
				}
				if left.middle+left.width/2 > right.middle-right.width/2 || left.center+left.box/2 > right.center-right.box/2 {
					t.Fatalf("%v: guess %d lies upon %d: %+v, %+v", shape, n, no, left, right)
				}
				if a.x != guess.x || b.x != report.x {
					t.Fatal("a tag points elsewhere when it steps aside")
				}
			}
		}
	}
}
