package scenes_test

import (
	"image"
	"os"
	"testing"

	"twoboxes/internal/labels"
	"twoboxes/internal/stage"
	"twoboxes/internal/stage/raster"
	"twoboxes/internal/still"
	"twoboxes/scenes"
)

const flashRate = 20 // frames a second that are looked at

// TestNoFlashes plays every scene, and what follows each choice, in the largest shape: nowhere more than three flashes
// in a second, general or red, on a quarter of 10 degrees of view (341 × 256 CSS pixels), as WCAG 2.2 counts them.
func TestNoFlashes(t *testing.T) {
	if os.Getenv("TWOBOXES_LONG") == "" {
		t.Skip("plays every scene; TWOBOXES_LONG=1 runs it")
	}
	t.Parallel()
	s := studio(t)
	c := s.NewCanvas()
	w, h := stage.Wide.Size()
	atMost := 341 * 256 / 4 / (stage.Wide.MaxWidth() * stage.Wide.MaxWidth() * h / w)
	for name, palette := range map[string]*stage.Palette{"light": &stage.Light, "dark": &stage.Dark} {
		for _, scene := range scenes.Story {
			var most float32
			for _, choices := range append(labels.Changes(scene), nil) {
				from := float32(0)
				for _, choice := range choices {
					from = max(from, choice.At)
				}
				var seen flashes
				for time := from; time < scene.Rest(choices, nil); time += 1. / flashRate {
					s.Draw(c, still.Shot{Scene: scene, Shape: stage.Wide, Time: time, Choices: choices})
					most = max(most, seen.frame(raster.Render(c, s.Pack, raster.Options{Palette: palette, Scale: 0.15})))
				}
			}
			t.Logf("%s, %s: %.2f %% of the picture flashes", scene.ID, name, 100*most)
			if most > atMost {
				t.Errorf("%s, %s: more than three flashes in a second on %.1f %% of the picture, at most %.1f %%", scene.ID, name, 100*most, 100*atMost)
			}
		}
	}
}

// flashes counts the flashes of each pixel.
type flashes struct {
	general, red []flicker
	frames       int
}

// flicker is how often a value went up or down by a step.
type flicker struct {
	last  float64 // the highest since it went up, the lowest since it went down
	up    bool
	turns []int // the frames in which it turned, within a second of the last
}

// turn follows the value; one counts from where it is at least step away from the last extreme.
func (f *flicker) turn(value, step float64, frame int) {
	switch {
	case f.up == (value > f.last):
		f.last = value
	case (value-f.last)*sign(f.up) <= -step:
		f.up, f.last = !f.up, value
		f.turns = append(f.turns, frame)
		for frame-f.turns[0] >= flashRate {
			f.turns = f.turns[1:]
		}
	}
}

// flashes reports whether there were more than three in the last second; a flash is two turns.
func (f *flicker) flashes(frame int) bool {
	return len(f.turns) > 6 && frame-f.turns[len(f.turns)-7] < flashRate
}

func sign(positive bool) float64 {
	if positive {
		return 1
	}
	return -1
}

// frame looks at the next frame and returns the part of its pixels that flash.
func (f *flashes) frame(img *image.RGBA) float32 {
	first, n := f.general == nil, 0
	if first {
		n := img.Rect.Dx() * img.Rect.Dy()
		f.general, f.red = make([]flicker, n), make([]flicker, n)
	}
	for i := range f.general {
		p := of(stage.RGB{R: img.Pix[4*i], G: img.Pix[4*i+1], B: img.Pix[4*i+2]})
		light, red := luminance(p), 0.0
		if p[0] >= 0.8*(p[0]+p[1]+p[2]) {
			red = max(0, p[0]-p[1]-p[2]) * 320
		}
		if first {
			f.general[i].last, f.red[i].last = light, red
			continue
		}
		f.general[i].turn(light, 0.1, f.frames)
		f.red[i].turn(red, 20, f.frames)
		if f.general[i].flashes(f.frames) || f.red[i].flashes(f.frames) {
			n++
		}
	}
	f.frames++
	return float32(n) / float32(len(f.general))
}
