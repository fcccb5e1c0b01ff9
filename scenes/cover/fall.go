package cover

import (
	"math"

	"twoboxes/internal/stage"
	"twoboxes/internal/story"
	"twoboxes/scenes/props"
)

// whole are the ballots that fall, at the ratio that was reported: the story's unit.
const whole = 10_000

// While the stack is held, the ballots fall faster and faster: atFirst in the first second, and so on.
const (
	atFirst = 4.0  // ballots a second
	faster  = 0.62 // the rate grows by e to this, each second
)

// fallen is how many ballots have been let fall after seconds of holding, and heldFor the other way round.
func fallen(seconds float32) float64 {
	return min(whole, atFirst/faster*(math.Exp(faster*float64(seconds))-1))
}

func heldFor(ballots float64) float32 {
	return float32(math.Log(ballots*faster/atFirst+1) / faster)
}

// strays are the places in the stack of the ballots that go into the red box, in order: one in each equal part of
// the whole, always at the same place.
func strays(facts story.Facts) []float64 {
	places := make([]float64, int(math.Round(facts.Value("per10k.province.against"))))
	part := whole / float64(len(places))
	for i := range places {
		places[i] = math.Round(part * (float64(i) + 0.55 + 0.4*float64(props.Scatter(i, 5))))
	}
	return places
}

// strayTimes are after how many seconds of holding they fall.
func strayTimes(facts story.Facts) (seconds []float32) {
	for _, place := range strays(facts) {
		seconds = append(seconds, heldFor(place))
	}
	return seconds
}

const (
	flight   = 0.6 // seconds of a ballot in the air
	inTheAir = 20  // at most: beyond, they close up into a ribbon

	// Of a ballot on its way into the red box: seconds in the air, and how long its way stays.
	strayFlight, trail = 0.9, 0.8
)

// stream is a run of ballots that fall. Its clock is in seconds.
type stream struct {
	from, to float32 // when the first left the stack, and the last
	now      float32 // beyond to, those in the air land
	hurries  bool    // the stray ones leave no trail
	count    func(at float32) float64
	when     func(ballots float64) float32
}

// holding is the stream of a stack that the reader holds, or let go since seconds ago.
func holding(from, to, since float32) stream {
	return stream{from: from, to: to, now: to + since, count: fallen, when: heldFor}
}

// rest lets all that are left after so many fall evenly within length.
func rest(after float64, length, since float32) stream {
	return stream{
		to: length, now: since, hurries: true,
		count: func(at float32) float64 { return after + (whole-after)*float64(at/length) },
		when:  func(ballots float64) float32 { return float32((ballots-after)/(whole-after)) * length },
	}
}

// left is how many have left the stack, and landed how many of them lie in a box.
func (s stream) left() float64   { return s.count(min(s.now, s.to)) }
func (s stream) landed() float64 { return s.count(max(s.from, min(s.now-flight, s.to))) }

// draw draws the ballots in the air along their way.
func (s stream) draw(c *stage.Canvas, way stage.Curve, size float32) {
	const gap = flight / inTheAir
	at := func(left float32, i int) {
		if u := (s.now - left) / flight; u >= 0 && u < 1 {
			p := way.At(u).Add(props.Scatter(i, 1)*2*size, props.Scatter(i, 2)*2*size)
			props.Ballot(c, p, size, stage.Degrees(20-70*u+props.Scatter(i, 3)*14))
		}
	}
	first, last := max(s.from, s.now-flight), min(s.now, s.to)
	if first > last {
		return
	}
	n, ribbon := math.Ceil(s.count(first)), last
	for ; n <= s.count(last); n++ { // one by one, until they are closer than gap
		if s.when(n+1)-s.when(n) < gap {
			ribbon = s.when(n)
			break
		}
		if n > 0 {
			at(s.when(n), int(n))
		}
	}
	if ribbon < last {
		for k := int(math.Ceil(float64(ribbon / gap))); float32(k)*gap <= last; k++ {
			at(float32(k)*gap, k)
		}
	}
}

// drawStrays draws the ballots on their way into the red box, and their ways.
func (s stream) drawStrays(c *stage.Canvas, places []float64, way stage.Curve, size float32) {
	aloft, stays := float32(strayFlight), float32(trail)
	if s.hurries {
		aloft, stays = flight, 0
	}
	for i, place := range places {
		left := s.when(place)
		age := s.now - left
		if left < s.from || left > s.to || age < 0 || age > aloft+stays {
			continue
		}
		u := min(1, age/aloft)
		if stays > 0 {
			c.Faded((aloft+stays-age)/(stays/2), func() {
				props.DottedFlight(c, way, u, stage.Against.Solid())
			})
		}
		if u < 1 {
			props.Ballot(c, way.At(u), size*1.15, stage.Degrees(-20+50*u+10*props.Scatter(i, 4)))
		}
	}
}

// strayed is how many of the first so many ballots go into the red box.
func strayed(places []float64, ballots float64) (n int) {
	for _, place := range places {
		if place <= ballots {
			n++
		}
	}
	return n
}
