package raster

import (
	"image"
	"image/color"
	"math"
	"testing"

	"twoboxes/internal/stage"
)

// words is a text without any words.
type words struct{}

func (words) Measure(stage.TextKey) (float32, int)                { return 0, 0 }
func (words) MeasureFigures(stage.Weight, string) (width float32) { return 0 }

func drawn(mirror bool, draw func(c *stage.Canvas)) *image.RGBA {
	c := stage.NewCanvas(stage.Regular, words{}, mirror)
	draw(c)
	return Render(c, nil, Options{Palette: &stage.Light, Scale: 1, Foot: 20})
}

func role(r stage.Role) color.RGBA {
	c := stage.Light[r]
	return color.RGBA{c.R, c.G, c.B, 255}
}

// Each primitive covers the points that it should, and no others.
func TestPrimitives(t *testing.T) {
	ink, red := stage.Ink.Solid(), stage.Against.Solid()
	half := role(stage.Paper)
	for i, p := range []*uint8{&half.R, &half.G, &half.B} {
		o := [3]uint8{role(stage.Ink).R, role(stage.Ink).G, role(stage.Ink).B}[i]
		*p = uint8((int(*p) + int(o)) / 2)
	}
	paper := role(stage.Paper)
	for name, test := range map[string]struct {
		draw func(c *stage.Canvas)
		want map[image.Point]color.RGBA
	}{
		"box": {
			func(c *stage.Canvas) {
				c.Box(stage.Rect{X: 100, Y: 100, W: 200, H: 100}, 20, stage.Style{Fill: ink, Stroke: red, Width: 8})
			},
			map[image.Point]color.RGBA{{200, 150}: role(stage.Ink), {200, 100}: role(stage.Against), {97, 150}: role(stage.Against), {95, 150}: paper, {100, 100}: paper, {105, 150}: role(stage.Ink)},
		},
		"turned box": {
			func(c *stage.Canvas) {
				c.TurnedBox(stage.Rect{X: 100, Y: 100, W: 200, H: 100}, 0, stage.Degrees(90), stage.Fill(ink))
			},
			map[image.Point]color.RGBA{{200, 60}: role(stage.Ink), {110, 150}: paper},
		},
		"ring": {
			func(c *stage.Canvas) { c.Disc(stage.Point{X: 200, Y: 200}, 50, stage.Line(ink, 10)) },
			map[image.Point]color.RGBA{{200, 200}: paper, {150, 200}: role(stage.Ink), {200, 252}: role(stage.Ink), {200, 257}: paper},
		},
		"one line is one area": { // also where its pieces overlap
			func(c *stage.Canvas) {
				c.Path(stage.Line(stage.Ink.At(0.5), 20), stage.Point{X: 100, Y: 100}, stage.Point{X: 200, Y: 100}, stage.Point{X: 200, Y: 200})
			},
			map[image.Point]color.RGBA{{150, 100}: half, {200, 100}: half, {203, 97}: half, {200, 150}: half, {92, 100}: half, {88, 100}: paper, {215, 85}: paper},
		},
		"dashes": {
			func(c *stage.Canvas) {
				c.Path(stage.Style{Stroke: ink, Width: 2, Dash: stage.Dash{On: 20, Off: 10}}, stage.Point{X: 100, Y: 100}, stage.Point{X: 200, Y: 100})
			},
			map[image.Point]color.RGBA{{110, 100}: role(stage.Ink), {125, 100}: paper, {140, 100}: role(stage.Ink), {155, 100}: paper, {195, 100}: role(stage.Ink)},
		},
		"round dots": {
			func(c *stage.Canvas) {
				c.Path(stage.Style{Stroke: ink, Width: 6, Dash: stage.Dotted}, stage.Point{X: 100, Y: 100}, stage.Point{X: 100, Y: 140})
			},
			map[image.Point]color.RGBA{{100, 100}: role(stage.Ink), {100, 104}: paper, {100, 108}: role(stage.Ink)},
		},
		"dashed box": {
			func(c *stage.Canvas) {
				c.Box(stage.Rect{X: 100, Y: 100, W: 100, H: 100}, 0, stage.Style{Stroke: ink, Width: 4, Dash: stage.Dash{On: 20, Off: 20}})
			},
			map[image.Point]color.RGBA{{110, 100}: role(stage.Ink), {130, 100}: paper, {150, 100}: role(stage.Ink), {150, 150}: paper},
		},
		"clip": {
			func(c *stage.Canvas) {
				c.Clipped(stage.Rect{X: 0, Y: 0, W: 150, H: 600}, func() { c.Box(stage.Rect{X: 100, Y: 100, W: 100, H: 100}, 0, stage.Fill(ink)) })
			},
			map[image.Point]color.RGBA{{140, 150}: role(stage.Ink), {160, 150}: paper},
		},
		"named": {
			func(c *stage.Canvas) { c.Named(stage.Cross, stage.Point{X: 200, Y: 200}, 100, red) },
			map[image.Point]color.RGBA{{200, 200}: role(stage.Against), {200, 170}: paper},
		},
		"foot": {
			func(c *stage.Canvas) { c.Box(stage.Rect{X: 0, Y: 600, W: 10, H: 20}, 0, stage.Fill(ink)) },
			map[image.Point]color.RGBA{{5, 615}: role(stage.Ink), {20, 615}: paper},
		},
	} {
		img := drawn(false, test.draw)
		for at, want := range test.want {
			if got := img.RGBAAt(at.X, at.Y); apart(got, want) > 2 {
				t.Errorf("%s: %v is %v, want %v", name, at, got, want)
			}
		}
	}
}

func apart(a, b color.RGBA) (most int) {
	for _, d := range [3]int{int(a.R) - int(b.R), int(a.G) - int(b.G), int(a.B) - int(b.B)} {
		most = max(most, d, -d)
	}
	return most
}

// A cone fades from its eye to the far edge.
func TestCone(t *testing.T) {
	img := drawn(false, func(c *stage.Canvas) {
		c.Cone(stage.Point{X: 100, Y: 300}, stage.Point{X: 500, Y: 200}, stage.Point{X: 500, Y: 400}, stage.Ink.Solid())
	})
	last := -1
	for x := 120; x < 500; x += 40 {
		if now := int(img.RGBAAt(x, 300).R); now <= last {
			t.Errorf("at %d it is as dark as before: %d", x, now)
		} else {
			last = now
		}
	}
	if img.RGBAAt(120, 200) != role(stage.Paper) {
		t.Error("it is broader than its edges")
	}
}

// A field has as many dots as its bands say, each in the band's colour, from the right when mirrored.
func TestDots(t *testing.T) {
	field := func(flow stage.Flow, square bool, bands ...stage.Band) stage.Dots {
		return stage.Dots{Area: stage.Rect{X: 100, Y: 50, W: 500, H: 500}, Cols: 1, Rows: 1, Side: 100, Dot: 0.8, Square: square, Flow: flow, Bands: bands}
	}
	ink, red := stage.Ink.Solid(), stage.Against.Solid()
	for name, test := range map[string]struct {
		dots   stage.Dots
		mirror bool
		want   float64 // area covered with ink, in dots of 4 units
		round  bool
	}{
		"squares":   {field(stage.RowsDown, true, stage.Band{Until: 2500, Paint: ink}), false, 2500, false},
		"discs":     {field(stage.RowsUp, false, stage.Band{Until: 2500, Paint: ink}), true, 2500, true},
		"scattered": {field(stage.Scattered, true, stage.Band{Until: 100, Paint: red}, stage.Band{Until: 1100, Paint: ink}), false, 1000, false},
		"part":      {field(stage.RowsDown, true, stage.Band{Until: 10.5, Paint: ink}), false, 10.5, false},
	} {
		img := drawn(test.mirror, func(c *stage.Canvas) { c.Field(test.dots) })
		paper, dark := float64(role(stage.Paper).B), float64(role(stage.Ink).B)
		covered, left, right := 0.0, 0.0, 0.0
		for y := range img.Rect.Dy() {
			for x := range img.Rect.Dx() {
				c := img.RGBAAt(x, y)
				if int(c.R)-int(c.B) > 40 {
					continue // red
				}
				share := (paper - float64(c.B)) / (paper - dark)
				covered += share
				if x < 480 {
					left += share
				} else {
					right += share
				}
			}
		}
		dot := 16.0
		if test.round {
			dot *= math.Pi / 4
		}
		if got := covered / dot; math.Abs(got-test.want) > 0.02*test.want {
			t.Errorf("%s: %.1f dots, want %.1f", name, got, test.want)
		}
		if test.mirror && left > right {
			t.Errorf("%s: it is not mirrored", name)
		}
	}
}
