package stage

// Theme is how a newsroom wants the stage coloured; nil leaves a colour as designed.
type Theme struct {
	Dark               bool
	Paper, Ink, Accent *RGB
}

// Palette is the theme's colours. What lies between paper and ink follows them; a paper of the
// newsroom's own decides by itself whether the picture is a light or a dark one.
func (t Theme) Palette() Palette {
	dark := t.Dark
	if t.Paper != nil {
		dark = t.Paper.luma() < 128
	}
	p := Light
	if dark {
		p = Dark
	}
	if t.Paper != nil || t.Ink != nil {
		if t.Paper != nil {
			p[Paper] = *t.Paper
		}
		if t.Ink != nil {
			p[Ink] = *t.Ink
		}
		paper, ink := p[Paper], p[Ink]
		p[Muted] = blend(ink, paper, 0.3)
		p[Hairline] = blend(paper, ink, 0.15)
		p[Shade] = blend(paper, ink, 0.09)
		p[Sheet] = blend(paper, RGB{255, 255, 255}, 0.7)
		if dark {
			p[Sheet] = blend(paper, ink, 0.06)
		}
		p[ForTint] = blend(paper, p[For], 0.13)
		p[AgainstTint] = blend(paper, p[Against], 0.13)
	}
	if t.Accent != nil {
		p[Mark], p[Gold] = *t.Accent, *t.Accent
		p[GoldInk] = RGB{255, 255, 255}
		if t.Accent.luma() > 128 {
			p[GoldInk] = Light[GoldInk]
		}
	}
	return p
}

// ParseHex reads "#rrggbb"; nil if s is anything else.
func ParseHex(s string) *RGB {
	if len(s) != 7 || s[0] != '#' {
		return nil
	}
	var v [3]uint8
	for i := range 6 {
		var d uint8
		switch c := s[1+i]; {
		case c >= '0' && c <= '9':
			d = c - '0'
		case c >= 'a' && c <= 'f':
			d = c - 'a' + 10
		case c >= 'A' && c <= 'F':
			d = c - 'A' + 10
		default:
			return nil
		}
		v[i/2] = v[i/2]<<4 | d
	}
	return &RGB{v[0], v[1], v[2]}
}

// luma is the perceived brightness of c, 0 to 255.
func (c RGB) luma() int { return (299*int(c.R) + 587*int(c.G) + 114*int(c.B)) / 1000 }

// blend is the colour at share t of the way from a to b.
func blend(a, b RGB, t float32) RGB {
	mix := func(x, y uint8) uint8 { return uint8(float32(x) + (float32(y)-float32(x))*t + 0.5) }
	return RGB{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B)}
}
