package meaning

import (
	"math"

	"twoboxes/internal/stage"
)

// How the windows are lit and the slips lie at any time.

// light is how the panel is lit at a frame.
type light struct {
	choice         stage.Choice
	made           bool    // since the scene began
	time, since    float32 // seconds since the scene began, and since the choice
	chosen, before int     // interpretations; -1 for none
	nodded         float32 // time at which nothing was chosen any more, for the windows lit until then
}

func lightAt(f stage.Frame) light {
	choice := f.Choices["meaning.reading"]
	since, made := choice.Since(f.Time)
	l := light{
		choice: choice, made: made, time: f.Time, since: since,
		chosen: indexOf(choice.Value), before: -1, nodded: f.Time,
	}
	switch {
	case made:
		l.before = indexOf(choice.Before)
		if l.chosen >= 0 || l.before >= 0 {
			l.nodded = min(f.Time, choice.At)
		}
	case l.chosen >= 0: // the scene began with it: no slip nods
		l.nodded = 0
	}
	return l
}

// nod is when the i-th slip nods.
func nod(i int) stage.Phase { return nods.Part(i, len(interpretations), nodTime) }

// lit is how far a window is lit, 0 to 1.
func (l light) lit(window int) float32 {
	was := float32(0)
	if l.before >= 0 {
		was = stage.OneIf(interpretations[l.before].lights(window))
	} else {
		for i, r := range interpretations {
			if r.lights(window) {
				was = max(was, nod(i).Out(l.nodded))
			}
		}
	}
	if l.chosen < 0 {
		if l.before < 0 {
			return was
		}
		return max(was, lightUp.Out(l.since))
	}
	if !interpretations[l.chosen].lights(window) {
		return was * (1 - fade.Out(l.since))
	}
	return max(was, l.arrived(window))
}

// framed is how far the present interpretation's gold frame stands around a window, 0 to 1.
func (l light) framed(window int) float32 {
	now, was := float32(0), float32(0)
	if l.chosen >= 0 && interpretations[l.chosen].lights(window) {
		now = l.arrived(window)
	}
	if l.before >= 0 && interpretations[l.before].lights(window) {
		was = 1 - fade.Out(l.since)
	}
	return max(now, was)
}

// arrived is how far the present interpretation's light has reached one of its windows.
func (l light) arrived(window int) float32 {
	all := interpretations[l.chosen].windows
	for i, w := range all {
		if w == window {
			return lightUp.Part(i, max(len(all), 2), 0.45).Out(l.since)
		}
	}
	return 0
}

// slid is how far the i-th slip lies over the panel's edge; nodding slips only start to.
func (l light) slid(i int) float32 {
	if l.chosen < 0 && l.before < 0 {
		return 0.24 * float32(math.Sin(math.Pi*float64(nod(i).At(l.nodded))))
	}
	slid := l.choice.Lit(interpretations[i].id, l.time, slideOver, slideOver)
	if !l.made { // the scene began with it: the slip slides as the scene begins
		slid *= slideOver.InOut(l.time)
	}
	return slid
}
