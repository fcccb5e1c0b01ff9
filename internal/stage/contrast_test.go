package stage

import (
	"math"
	"testing"
)

// luminance is the relative luminance of WCAG 2.2.
func luminance(c RGB) float64 {
	lin := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(c.R) + 0.7152*lin(c.G) + 0.0722*lin(c.B)
}

func contrast(a, b RGB) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Text needs 4.5:1 and shapes that carry meaning 3:1, on every ground they are drawn on.
func TestContrast(t *testing.T) {
	type pair struct{ what, on Role }
	text := []pair{
		{Ink, Paper}, {Ink, Sheet}, {Ink, Shade}, {Ink, ForTint}, {Ink, AgainstTint},
		{Muted, Paper}, {Muted, Sheet}, {For, Paper}, {For, Sheet}, {Against, Paper}, {Against, Sheet},
		{GoldInk, Gold}, {AgainstInk, Against}, {PanelInk, Panel}, {PanelMuted, Panel}, {LeafInk, Leaf}, {LeafInk, LeafBack},
	}
	shapes := []pair{
		{For, ForTint}, {Against, AgainstTint}, {Against, Shade}, {For, Shade}, {Mark, Paper}, {Mark, Sheet}, {Muted, Shade},
		{GoldInk, Gold}, {LeafInk, LeafBack}, {Leaf, Panel}, {PanelInk, PanelHole},
		{LeafFor, Leaf}, {LeafFor, LeafForTint}, {LeafAgainst, Leaf}, {LeafAgainst, LeafAgainstTint},
	}
	for name, p := range map[string]Palette{"light": Light, "dark": Dark} {
		check := func(pairs []pair, least float64) {
			for _, q := range pairs {
				if got := contrast(p[q.what], p[q.on]); got < least {
					t.Errorf("%s: %s on %s is %.2f:1, needs %v:1", name, p[q.what].Hex(), p[q.on].Hex(), got, least)
				}
			}
		}
		check(text, 4.5)
		check(shapes, 3)
	}
}
