package stage

// Phase is a named stretch of a scene's time. Scenes declare their choreography as phases, so that
// timing can be read in one place.
type Phase struct {
	From float32 // seconds since the scene began, or since the choice it answers
	For  float32 // seconds
}

// End is when the phase is over.
func (p Phase) End() float32 { return p.From + p.For }

// rounding is how far, in seconds, a time may be off: times of a scene are sums of 32-bit floats, and a
// scene that rests at the end of a phase must have reached it.
const rounding = 1e-3

// At is how far the phase has come at time t: 0 before it, 1 after it, even in between.
func (p Phase) At(t float32) float32 {
	switch {
	case t >= p.From+p.For-rounding:
		return 1
	case t <= p.From:
		return 0
	}
	return (t - p.From) / p.For
}

// Out is At eased for arrivals: fast, then slow.
func (p Phase) Out(t float32) float32 { return EaseOut(p.At(t)) }

// InOut is At eased for moves: slow, fast, slow.
func (p Phase) InOut(t float32) float32 { return EaseInOut(p.At(t)) }

// Part is the phase of the i-th of n members, each lasting length, begun evenly within p.
func (p Phase) Part(i, n int, length float32) Phase {
	if n < 2 {
		return Phase{p.From, length}
	}
	return Phase{p.From + (p.For-length)*float32(i)/float32(n-1), length}
}

// EaseOut maps 0..1 to 0..1, fast then slow (cubic).
func EaseOut(t float32) float32 { u := 1 - t; return 1 - u*u*u }

// EaseIn maps 0..1 to 0..1, slow then fast (quadratic), as things fall.
func EaseIn(t float32) float32 { return t * t }

// EaseInOut maps 0..1 to 0..1, slow at both ends (smoothstep).
func EaseInOut(t float32) float32 { return t * t * (3 - 2*t) }

// Towards is the number at share t of the way from a to b, and exactly b at its end.
func Towards(a, b float64, t float32) float64 {
	if t >= 1 {
		return b
	}
	return a + (b-a)*float64(t)
}
