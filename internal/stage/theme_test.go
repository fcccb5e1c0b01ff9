package stage

import "testing"

func TestParseHex(t *testing.T) {
	for s, want := range map[string]*RGB{
		"#1C2128": {0x1C, 0x21, 0x28}, "#abcdef": {0xAB, 0xCD, 0xEF},
		"": nil, "#fff": nil, "1C2128": nil, "#1C212G": nil, "#1C21289": nil,
	} {
		got := ParseHex(s)
		if (got == nil) != (want == nil) || got != nil && *got != *want {
			t.Errorf("%q gives %v, want %v", s, got, want)
		}
	}
}

func TestTheme(t *testing.T) {
	if (Theme{}).Palette() != Light || (Theme{Dark: true}).Palette() != Dark {
		t.Error("a theme without colours of its own is not the designed one")
	}
	navy, cream, red := &RGB{10, 20, 60}, &RGB{250, 240, 220}, &RGB{200, 0, 0}
	p := Theme{Paper: navy, Ink: cream}.Palette()
	if p[Paper] != *navy || p[Ink] != *cream || p[For] != Dark[For] {
		t.Error("a dark paper does not make a dark picture")
	}
	if p[Hairline].luma() <= navy.luma() || p[Muted].luma() >= cream.luma() {
		t.Error("what lies between paper and ink does not follow them")
	}
	p = Theme{Accent: red}.Palette()
	if p[Gold] != *red || p[Mark] != *red || p[GoldInk] != (RGB{255, 255, 255}) || p[Paper] != Light[Paper] {
		t.Error("an accent changes more or less than the highlight")
	}
}
