package meaning

import "twoboxes/internal/stage"

// What the panel shows besides a claim, by its index.
const (
	nothing = -1          // nothing was chosen, and the outcome was not shown
	all     = len(claims) // all that some reading rests on
)

// light is what the panel shows at an instant: the change from one of the claims, nothing or all to another.
type light struct {
	now, before int
	since       float32 // seconds since the change
	acted       bool    // something was chosen, or the outcome shown, since the scene began
}

// long is how far back a change lies that the scene began with, in seconds.
const long = 60

func lightAt(f stage.Frame) light {
	choice := f.Choices[reading]
	chosen := indexOf(choice.Value)
	if chosen == nothing {
		return touring(f.Choices[told], f.Time)
	}
	since, made := choice.Since(f.Time)
	if !made {
		return light{now: chosen, before: chosen, since: long}
	}
	before := indexOf(choice.Before)
	if before == nothing {
		before = touring(f.Choices[told], choice.At).now
	}
	return light{now: chosen, before: before, since: since, acted: true}
}

// touring is what the panel shows when no reading was chosen.
func touring(told stage.Choice, time float32) light {
	since, made := told.Since(time)
	switch {
	case told.Value != "yes" || made && since < tour.From:
		return light{now: nothing, before: nothing, since: long, acted: told.Value == "yes"}
	case !made || since >= tour.End():
		l := light{now: all, before: all, since: long, acted: made}
		if made {
			l.before, l.since = all-1, since-tour.End()
		}
		return l
	}
	turn := tour.For / float32(len(claims))
	now := min(int((since-tour.From)/turn), len(claims)-1)
	return light{now: now, before: now - 1, since: since - tour.From - turn*float32(now), acted: true}
}

// come is how far the change has come, 0 to 1.
func (l light) come() float32 { return fade.InOut(l.since) }

// mixed is the change between two values of what is shown.
func (l light) mixed(of func(state int) float32) float32 {
	return stage.Mix(of(l.before), of(l.now), l.come())
}

// chosen is how far a claim is the one that is shown, 0 to 1.
func (l light) chosen(i int) float32 {
	return l.mixed(func(state int) float32 { return stage.OneIf(state == i) })
}

// any is how far some claim is shown, 0 to 1.
func (l light) any() float32 {
	return l.mixed(func(state int) float32 { return stage.OneIf(state >= 0 && state < all) })
}

// lit is how far something reported is lit, 0 to 1: what was lit and stays so does not flicker.
func (l light) lit(tile int) float32 {
	is := func(state int) bool { return state == all || state >= 0 && claims[state].rests[tile] }
	switch was := is(l.before); {
	case !is(l.now):
		return stage.OneIf(was) * (1 - l.come())
	case was:
		return 1
	}
	return l.reached(tile)
}

// reached is how far the light of what is shown has come to a tile, 0 to 1.
func (l light) reached(tile int) float32 { return lighten.Part(tile, tiles, 0.3).Out(l.since) }

// framed is how far a tile has the gold frame of the claim that rests on it, 0 to 1.
func (l light) framed(tile int) float32 {
	return l.lit(tile) * l.mixed(func(state int) float32 {
		return stage.OneIf(state >= 0 && state < all && claims[state].rests[tile])
	})
}

// line is how far the line of possible countries is lit, and how far it is dark, because what is shown does
// not rest on the votes against; each 0 to 1.
func (l light) line() (lit, dark float32) {
	lit = l.mixed(func(state int) float32 { return stage.OneIf(state == all || state >= 0 && claims[state].line) })
	dark = l.mixed(func(state int) float32 { return stage.OneIf(state >= 0 && state < all && !claims[state].line) })
	return lit, dark
}
