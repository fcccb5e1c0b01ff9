package stage

// Role is what a colour means; the palette says how it looks. Backends resolve roles, so that a
// theme changes page and stage together.
type Role uint8

const (
	None            Role = iota
	Paper                // the ground
	Ink                  // text and outlines
	Muted                // secondary text, quiet marks
	Hairline             // rules and quiet frames
	Sheet                // cards, ballots, slips: whiter than paper
	Shade                // backs of sheets, wedges, tinted panels: darker than paper
	For                  // the green: approve
	ForTint              // inside the green box
	Against              // the red: disapprove
	AgainstTint          // inside the red box
	Mark                 // highlight as a line or small mark
	Gold                 // highlight as a fill, with an ink outline
	Panel                // the dark panel of the last scene
	PanelInk             // text on it
	PanelMuted           // quiet lines and text on it
	PanelHole            // the windows on it that never light
	GoldInk              // text on a Gold fill
	AgainstInk           // text on an Against fill
	Slot                 // the slit in a lid
	Leaf                 // the front of a ballot: paper in either theme
	LeafBack             // its back
	LeafInk              // its outline, and what is drawn on it
	LeafFor              // the green on a Leaf
	LeafForTint          // inside the green box on a Leaf
	LeafAgainst          // the red on a Leaf
	LeafAgainstTint      // inside the red box on a Leaf
	roles
)

// RoleCount is the number of roles; a palette has one colour for each.
const RoleCount = int(roles)

// Paint is a role with an opacity from 0 to 1. The zero Paint draws nothing.
type Paint struct {
	Role  Role
	Alpha float32
}

// Solid is the role at full opacity.
func (r Role) Solid() Paint { return Paint{r, 1} }

// At is the role at opacity a.
func (r Role) At(a float32) Paint { return Paint{r, a} }

// Visible reports whether painting with p changes anything.
func (p Paint) Visible() bool { return p.Role != None && p.Alpha > 0 }

// RGB is a colour of 8 bits a channel.
type RGB struct{ R, G, B uint8 }

// Hex is the CSS notation of c.
func (c RGB) Hex() string {
	const digits = "0123456789ABCDEF"
	b := [7]byte{'#'}
	for i, v := range [3]uint8{c.R, c.G, c.B} {
		b[1+2*i], b[2+2*i] = digits[v>>4], digits[v&15]
	}
	return string(b[:])
}

// Palette gives every role its colour.
type Palette [RoleCount]RGB

// Light and Dark are the two themes of the art direction.
var (
	Light = Palette{
		Paper: {0xF6, 0xF2, 0xEA}, Ink: {0x1C, 0x21, 0x28}, Muted: {0x5E, 0x68, 0x77}, Hairline: {0xD8, 0xD1, 0xC3},
		Sheet: {0xFF, 0xFD, 0xF8}, Shade: {0xE9, 0xE2, 0xD4},
		For: {0x1F, 0x7A, 0x5C}, ForTint: {0xDC, 0xEB, 0xE3}, Against: {0xC2, 0x3B, 0x2A}, AgainstTint: {0xF4, 0xDD, 0xD6},
		Mark: {0xB0, 0x7B, 0x1A}, Gold: {0xD2, 0x9A, 0x2E}, GoldInk: {0x1C, 0x21, 0x28}, AgainstInk: {0xFF, 0xFF, 0xFF},
		Panel: {0x1C, 0x21, 0x28}, PanelInk: {0xEC, 0xE7, 0xDC}, PanelMuted: {0x9A, 0xA4, 0xB2}, PanelHole: {0x0B, 0x0E, 0x12},
		Slot: {0x1C, 0x21, 0x28},
		Leaf: {0xFF, 0xFD, 0xF8}, LeafBack: {0xE9, 0xE2, 0xD4}, LeafInk: {0x1C, 0x21, 0x28},
		LeafFor: {0x1F, 0x7A, 0x5C}, LeafForTint: {0xDC, 0xEB, 0xE3}, LeafAgainst: {0xC2, 0x3B, 0x2A}, LeafAgainstTint: {0xF4, 0xDD, 0xD6},
	}
	Dark = Palette{
		Paper: {0x15, 0x18, 0x1D}, Ink: {0xEC, 0xE7, 0xDC}, Muted: {0x9A, 0xA4, 0xB2}, Hairline: {0x2C, 0x32, 0x3B},
		Sheet: {0x22, 0x27, 0x2F}, Shade: {0x2C, 0x32, 0x3B},
		For: {0x4F, 0xC2, 0x9A}, ForTint: {0x1B, 0x33, 0x2D}, Against: {0xFF, 0x7D, 0x66}, AgainstTint: {0x3D, 0x25, 0x23},
		Mark: {0xE9, 0xB8, 0x4F}, Gold: {0xE9, 0xB8, 0x4F}, GoldInk: {0x15, 0x18, 0x1D}, AgainstInk: {0x15, 0x18, 0x1D},
		Panel: {0x22, 0x27, 0x2F}, PanelInk: {0xEC, 0xE7, 0xDC}, PanelMuted: {0x9A, 0xA4, 0xB2}, PanelHole: {0x0B, 0x0D, 0x11},
		Slot: {0x15, 0x18, 0x1D},
		Leaf: {0xEC, 0xE7, 0xDC}, LeafBack: {0xB4, 0xAE, 0xA2}, LeafInk: {0x15, 0x18, 0x1D},
		LeafFor: {0x1F, 0x7A, 0x5C}, LeafForTint: {0xC9, 0xDC, 0xD0}, LeafAgainst: {0xB2, 0x32, 0x22}, LeafAgainstTint: {0xEA, 0xCC, 0xC3},
	}
)
