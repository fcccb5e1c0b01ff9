package scenes_test

import (
	"math"
	"testing"

	"twoboxes/internal/labels"
	"twoboxes/internal/stage"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

// Every text of every picture at rest, whatever was chosen, stands out from what lies beneath it by
// 4.5:1, large ones by 3:1.
// (internal/stage checks the pairs of colours that are meant; this one, those that are drawn.)
func TestContrastAsDrawn(t *testing.T) {
	t.Parallel()
	s := studio(t)
	c := s.NewCanvas()
	for name, palette := range map[string]*stage.Palette{"light": &stage.Light, "dark": &stage.Dark} {
		for _, scene := range scenes.Story {
			for _, shape := range stage.Shapes {
				least := map[string]float64{}
				for _, choices := range labels.Outcomes(scene) {
					s.Draw(c, still.Shot{Scene: scene, Shape: shape, Time: scene.Rest(choices, nil), Choices: choices})
					for i := range c.Items {
						it := &c.Items[i]
						text, ok := labels.Of(c, it)
						if !ok || it.Fill.Alpha < 0.05 {
							continue
						}
						large := 1.0
						if text.Size >= 2*shape.MinText() { // 24 px where the shape is smallest
							large = 1.5
						}
						for _, p := range within(text.Area) {
							ground := colourAt(p, c.Items[:i], palette)
							got := large * contrast(over(ground, it.Fill, palette), ground)
							if old, seen := least[text.Name()]; !seen || got < old {
								least[text.Name()] = got
							}
						}
					}
				}
				for what, got := range least {
					if got < 4.5 {
						t.Errorf("%s, %s, %s: %q has %.2f of the contrast it needs", scene.ID, shape, name, what, got/4.5)
					}
				}
			}
		}
	}
}

// within is the middle of a rectangle and four points near its corners.
func within(r stage.Rect) []stage.Point {
	m, x, y := r.Center(), r.W*0.45, r.H*0.35
	return []stage.Point{m, {X: m.X - x, Y: m.Y - y}, {X: m.X + x, Y: m.Y - y}, {X: m.X - x, Y: m.Y + y}, {X: m.X + x, Y: m.Y + y}}
}

// colour has channels from 0 to 1.
type colour [3]float64

func of(c stage.RGB) colour {
	return colour{float64(c.R) / 255, float64(c.G) / 255, float64(c.B) / 255}
}

func over(ground colour, p stage.Paint, palette *stage.Palette) colour {
	top, alpha := of(palette[p.Role]), min(float64(p.Alpha), 1)
	for i := range ground {
		ground[i] += (top[i] - ground[i]) * alpha
	}
	return ground
}

// colourAt is the colour that boxes and polygons give a point.
func colourAt(p stage.Point, items []stage.Item, palette *stage.Palette) colour {
	c := of(palette[stage.Paper])
	for i := range items {
		if it := &items[i]; it.Fill.Visible() && covers(it, p) {
			c = over(c, it.Fill, palette)
		}
	}
	return c
}

func covers(it *stage.Item, p stage.Point) bool {
	if r := it.Clip; r != nil && (p.X < r.X || p.Y < r.Y || p.X > r.Right() || p.Y > r.Bottom()) {
		return false
	}
	switch it.Kind {
	case stage.BoxItem:
		sin, cos := math.Sincos(float64(it.Angle))
		x, y := float64(p.X-it.Center.X), float64(p.Y-it.Center.Y)
		return math.Abs(cos*x+sin*y) < float64(it.Half.X) && math.Abs(cos*y-sin*x) < float64(it.Half.Y)
	case stage.PathItem:
		inside := false
		for i, a := range it.Points {
			b := it.Points[(i+1)%len(it.Points)]
			if (a.Y > p.Y) != (b.Y > p.Y) && p.X < a.X+(b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y) {
				inside = !inside
			}
		}
		return inside
	}
	return false
}

// contrast is that of WCAG 2.2.
func contrast(a, b colour) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c colour) float64 {
	for i, v := range c {
		if v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2]
}
