package count

import (
	"testing"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes/internal/scenetest"
	"twoboxes/scenes/props"
)

func frame(choices map[string]string) stage.Frame {
	f := stage.Frame{
		Time: 9, Shape: stage.Narrow, Facts: scenetest.Facts, Format: story.Format{Decimal: ".", Group: ",", Percent: "{n}%"}, Choices: stage.Choices{},
	}
	for name, value := range choices {
		f.Choices[name] = stage.Choice{Value: value}
	}
	return f
}

// What the report would read is known once both unknowns are set, or nobody disagrees. The same table is
// that of web/player/model.js, whose choices the scene draws.
func TestReads(t *testing.T) {
	for _, test := range []struct {
		disagree, shown, phase string
		known                  bool
		reads                  int
	}{
		{"", "", "", false, 0}, {"", "4500", "", false, 0}, {"3000", "", "", false, 0}, {"0", "", "", true, 0}, {"0", "10000", "", true, 0},
		{"9", "9445", "", true, 9}, {"9", "9444", "", true, 8}, {"17", "5000", "", true, 9}, {"95", "1000", "", true, 10}, {"300", "316", "", true, 9},
		{"300", "317", "", true, 10}, {"10000", "9", "", true, 9}, {"10000", "10000", "", true, 10_000},
		{"1400", "15", screen, true, 1400}, {"0", "15", screen, true, 0}, {"300", "2000", unverified, true, 8}, {"", "", line, true, 8}, {"", "", unverified, true, 8},
	} {
		s := stateAt(frame(map[string]string{"count.disagree": test.disagree, "count.shown": test.shown, "count.phase": test.phase}))
		if s.known != test.known || test.known && s.reads != test.reads {
			t.Errorf("%+v: reads %d, known %v", test, s.reads, s.known)
		}
	}
}

// Every vote is in one of the boxes, and what is folded never exceeds what is there.
func TestVotesAreKept(t *testing.T) {
	for disagree := 0; disagree <= props.All; disagree += 37 {
		for _, shown := range []int{0, 9, 45, 3000, 9999, props.All} {
			reads := props.Country{Disagree: disagree, Shown: shown}.Reads()
			if folded := disagree - reads; folded < 0 || folded > props.All-reads {
				t.Fatalf("%d, %d: %d read, %d folded in the other box", disagree, shown, reads, folded)
			}
		}
	}
}

func TestPieces(t *testing.T) {
	for value, want := range map[int][2]int{4500: {45, 100}, 9445: {9445, 10_000}, 9000: {9, 10}, 300: {3, 100}, 90: {9, 1000}, 10: {1, 1000}, 9: {9, 10_000}} {
		if count, of := pieces(value); count != want[0] || of != want[1] {
			t.Errorf("%d is %d in %d", value, count, of)
		}
	}
}

// Each act has a picture of its own.
func TestPictures(t *testing.T) {
	finds := "9:10000 300:300 10000:9"
	all := []map[string]string{
		{},
		{"count.disagree": "3000"},
		{"count.shown": "3000"},
		{"count.disagree": "3000", "count.shown": "100"},
		{"count.disagree": "3000", "count.shown": "100", "cover.vote": "against"},
		{"count.disagree": "300", "count.shown": "300", "count.finds": "300:300"},
		{"count.disagree": "300", "count.shown": "300", "count.offered": "yes"},
		{"count.phase": line},
		{"count.phase": line, "count.disagree": "300", "count.shown": "300", "count.moved": "yes"},
		{"count.phase": screen, "count.disagree": "300"},
		{"count.phase": unverified, "count.disagree": "300"},
		{"count.phase": unverified, "count.disagree": "300", "count.finds": finds, "count.level": county},
	}
	seen := map[string]int{}
	for i, choices := range all {
		for _, shape := range stage.Shapes {
			f := frame(choices)
			f.Shape = shape
			c := stage.NewCanvas(shape, scenetest.Text{Em: 5.5}, false)
			Scene.Draw(c, f)
			if shape != stage.Narrow {
				continue
			}
			key := ""
			for _, it := range c.Items {
				key += string(rune('a'+it.Kind)) + it.Text + it.Key.Words
			}
			if before, ok := seen[key]; ok && i != 4 {
				t.Errorf("%v looks like %v", choices, all[before])
			}
			seen[key] = i
		}
	}
}

// The notice says that the reader invented what is drawn where it was not us: three examples are ours.
func TestNotice(t *testing.T) {
	set := map[string]string{"count.disagree": "300", "count.shown": "300"}
	for _, test := range []struct {
		phase, finds, moved string
		want                stage.Label
	}{
		{want: yoursLabel},
		{phase: line, want: allLabel},
		{phase: line, moved: "yes", want: yoursLabel},
		{phase: line, finds: "20:4000 300:267 2000:40", want: yoursLabel},
		{phase: screen, want: yoursLabel},
		{phase: unverified, want: allLabel},
		{phase: unverified, finds: "20:4000 300:267 2000:40", want: yoursLabel},
	} {
		f := frame(set)
		for name, value := range map[string]string{"count.phase": test.phase, "count.finds": test.finds, "count.moved": test.moved} {
			f.Choices[name] = stage.Choice{Value: value}
		}
		c := stage.NewCanvas(stage.Narrow, scenetest.Text{Em: 5.5}, false)
		Scene.Draw(c, f)
		drawn := map[string]bool{}
		for _, it := range c.Items {
			drawn[it.Key.Words] = true
		}
		if !drawn[test.want.Words] || drawn[allLabel.Words] == drawn[yoursLabel.Words] {
			t.Errorf("%+v: got %v and %v", test, drawn[allLabel.Words], drawn[yoursLabel.Words])
		}
	}
}

// Once both unknowns are set those who show it go to the other box, and a third find keeps its boxes for a
// moment before the three crowds stand side by side; each is at rest when the scene says so.
func TestActs(t *testing.T) {
	draw := func(f stage.Frame) (labels map[string]bool, votes []stage.Item) {
		labels = map[string]bool{}
		c := stage.NewCanvas(f.Shape, scenetest.Text{Em: 5.5}, false)
		Scene.Draw(c, f)
		for _, it := range c.Items {
			if it.Kind == stage.LabelItem {
				labels[it.Key.Words] = true
			}
			if it.Kind == stage.BoxItem && it.Fill == stage.Leaf.Solid() {
				votes = append(votes, it)
			}
		}
		return labels, votes
	}
	for _, shape := range stage.Shapes {
		f := frame(map[string]string{"count.disagree": "2000", "count.shown": "40"})
		f.Shape = shape
		const at = 2
		f.Choices["count.cast"] = stage.Choice{Value: "yes", At: at}
		_, rest := draw(f)
		for _, time := range []float32{at, at + casting.From} {
			f.Time = time
			if labels, _ := draw(f); labels["count.votes"] != (time == at) {
				t.Errorf("%v: at %v the tray is shown: %v", shape, time, labels["count.votes"])
			}
		}
		if _, votes := draw(f); votes[len(votes)-1].Center == rest[len(rest)-1].Center {
			t.Errorf("%v: a vote against is in its box before it went there", shape)
		}
		f.Time = Scene.Rest(f.Choices, nil)
		if _, votes := draw(f); votes[len(votes)-1].Center != rest[len(rest)-1].Center {
			t.Errorf("%v: at %v a vote against is not in its box yet", shape, f.Time)
		}

		f.Choices["count.finds"] = stage.Choice{Value: "20:4000 300:267 2000:40", At: at}
		f.Choices["count.phase"] = stage.Choice{Value: line, At: at}
		for time, want := range map[float32]bool{at: false, at + boxesGo.From: false, at + crowdsCome.End(): true, Scene.Rest(f.Choices, nil): true} {
			f.Time = time
			if labels, _ := draw(f); labels["count.country"] != want || labels["box.for"] == want {
				t.Errorf("%v: at %v three crowds are shown: %v", shape, time, labels["count.country"])
			}
		}
	}
}

// A count that is not verified looks different in kind: it is dark, and no boxes are seen.
func TestUnverified(t *testing.T) {
	for phase, want := range map[string]int{line: 0, screen: 0, unverified: 1} {
		for _, shape := range stage.Shapes {
			f := frame(map[string]string{"count.phase": phase, "count.disagree": "300", "count.moved": "yes"})
			f.Shape = shape
			c := stage.NewCanvas(shape, scenetest.Text{Em: 5.5}, false)
			Scene.Draw(c, f)
			dark := 0
			for _, it := range c.Items {
				if it.Kind == stage.BoxItem && it.Fill == stage.PanelHole.Solid() {
					dark++
				}
			}
			if dark != want {
				t.Errorf("%v, %s: %d dark boxes, want %d", shape, phase, dark, want)
			}
		}
	}
}

// Below a count that is not verified stand three countries, or the one that the reader sets; their slider has a
// value only then.
func TestUnverifiedCountries(t *testing.T) {
	for moved, want := range map[string]int{"": 3, "yes": 1} {
		for _, shape := range stage.Shapes {
			f := frame(map[string]string{"count.phase": unverified, "count.disagree": "300", "count.moved": moved})
			f.Shape = shape
			c := stage.NewCanvas(shape, scenetest.Text{Em: 5.5}, false)
			Scene.Draw(c, f)
			countries, values := 0, 0
			for _, it := range c.Items {
				switch {
				case it.Kind == stage.LabelItem && it.Key.Words == "count.country":
					countries++
				case it.Kind == stage.LabelItem && it.Key.Words == "count.axis.of.all":
					values++
				}
			}
			if countries != want || (values > 0) != (moved != "") {
				t.Errorf("%v, moved %q: %d countries, %d values", shape, moved, countries, values)
			}
		}
	}
}

// The twelve votes seen close up fold one after the other, the reader's own last, or first if it was cast
// in the red box.
func TestLens(t *testing.T) {
	folded := func(disagree, vote string) (n int) {
		c := stage.NewCanvas(stage.Narrow, scenetest.Text{Em: 5.5}, false)
		Scene.Draw(c, frame(map[string]string{"count.disagree": disagree, "cover.vote": vote}))
		for _, it := range c.Items {
			if it.Kind == stage.PathItem && it.Closed && len(it.Points) == 3 && it.Fill == stage.LeafInk.Solid() {
				n++
			}
		}
		return n
	}
	for _, vote := range []string{"", "for", "against"} {
		for disagree, want := range map[string]int{"0": 0, "1": 1, "5000": 6, "9999": 11, "10000": 12} {
			if got := folded(disagree, vote); got != want {
				t.Errorf("%s disagree, the own vote %q: %d folded, want %d", disagree, vote, got, want)
			}
		}
	}
}

// Nothing that can be pressed lies over another, in the act in which both are there.
func TestTargets(t *testing.T) {
	for _, shape := range []stage.Shape{stage.Narrow, stage.Regular, stage.Wide} {
		var areas []stage.Control
		for _, c := range Scene.Controls() {
			if c.Name != "count.act" && c.Kind == stage.Push {
				areas = append(areas, c)
			}
		}
		for i, a := range areas {
			if r := a.Area[shape]; r.W < 12 || r.H < 17 {
				t.Errorf("%v: %s=%s is %v", shape, a.Name, a.Value, r)
			}
			for _, b := range areas[:i] {
				r, q := a.Area[shape], b.Area[shape]
				if min(r.Right(), q.Right())-max(r.X, q.X) > 0.1 && min(r.Bottom(), q.Bottom())-max(r.Y, q.Y) > 0.1 {
					t.Errorf("%v: %s=%s lies over %s=%s", shape, a.Name, a.Value, b.Name, b.Value)
				}
			}
		}
	}
}
