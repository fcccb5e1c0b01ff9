package gpu

import (
	"math"

	"github.com/hajimehoshi/ebiten/v2"

	"twoboxes/internal/pack"
	"twoboxes/internal/stage"
)

// namedSprites is where the ids of named shapes begin, above all glyphs.
const namedSprites = 0xFF00

// largestFine is the size in pixels above which whole pixels are near enough for a letter's place.
const largestFine = 48

func (r *Renderer) named(it *stage.Item) {
	r.sprite(namedSprites+uint16(it.Named), it.Size*r.scale, it.Angle, r.px(it.Center), false, it.Fill)
}

// text draws lines from the item's origin. Each letter is its own sprite, at its exact place.
func (r *Renderer) text(it *stage.Item, lines []pack.Line) {
	size := it.Size * r.scale
	sin, cos := sincos(it.Angle)
	origin := r.px(it.Center)
	for i, line := range lines {
		start := it.Align.Start(line.Width)
		for _, g := range line.Glyphs {
			x, y := (start+g.X)*size, (float32(i)*stage.LineHeight+g.Y)*size
			at := origin.Add(cos*x-sin*y, sin*x+cos*y)
			r.sprite(g.ID, size, it.Angle, at, it.Angle == 0, it.Fill)
		}
	}
}

// sprite draws a glyph or named shape with its origin at a place in pixels; level: on a whole pixel
// down, so that a line of text is even and its stems crisp.
func (r *Renderer) sprite(id uint16, size, angle float32, at stage.Point, level bool, p stage.Paint) {
	if size < 0.5 || size > largestAtlas/2 {
		return
	}
	steps := float32(4) // positions within a pixel that get a sprite each
	if size > largestFine {
		steps = 1
	}
	x := floor(at.X*steps + 0.5)
	y := floor(at.Y*steps + 0.5)
	if level {
		y = floor(at.Y+0.5) * steps
	}
	left, top := floor(x/steps), floor(y/steps)
	key := spriteKey{
		id: id, size: sevenBits(size), angle: quarterDegrees(angle),
		subX: uint8((x - left*steps) * 4 / steps), subY: uint8((y - top*steps) * 4 / steps),
	}
	s, ok := r.atlas.sprites[key.packed()]
	if !ok {
		s = r.rasterise(key)
	}
	if s.w == 0 {
		return
	}
	l, t := left+float32(s.left), top+float32(s.top)
	w, h := float32(s.w), float32(s.h)
	vs := r.mesh.corners(4)
	for i, d := range [4]stage.Point{{}, {X: w}, {X: w, Y: h}, {Y: h}} {
		vs[i] = ebiten.Vertex{
			DstX: l + d.X, DstY: t + d.Y, SrcX: float32(s.x) + d.X, SrcY: float32(s.y) + d.Y,
			ColorR: paintValue(p), ColorA: spriteKind,
		}
	}
	r.mesh.polygon(4)
}

// rasterise makes a sprite and puts it into the atlas.
func (r *Renderer) rasterise(key spriteKey) sprite {
	var outline []stage.Seg
	if key.id >= namedSprites {
		outline = stage.Named(key.id - namedSprites).Outline()
	} else {
		outline = r.pack.Outline(key.id)
	}
	down := float32(key.subY) / 4
	if key.angle != 0 || down != 0 {
		outline = moved(outline, float32(key.angle)/4*math.Pi/180, down/key.size)
	}
	mask, w, h, left, top := pack.Rasterise(outline, key.size, float32(key.subX)/4)
	s := sprite{w: w, h: h, left: left, top: top}
	if s, ok := r.atlas.put(key, mask, s); ok {
		return s
	}
	// Full. What was collected needs the atlas as it is: draw it first.
	r.flush()
	size := r.atlas.size
	if r.atlas.swept && size < largestAtlas {
		size *= 2
	}
	r.atlas.empty(size)
	r.atlas.swept = true
	s, _ = r.atlas.put(key, mask, s)
	return s
}

// moved is an outline turned about its origin and then moved down.
func moved(segs []stage.Seg, angle, down float32) []stage.Seg {
	sin, cos := sincos(angle)
	out := make([]stage.Seg, len(segs))
	for i, s := range segs {
		out[i].Op = s.Op
		for j, p := range s.P {
			out[i].P[j] = stage.Point{X: cos*p.X - sin*p.Y, Y: sin*p.X + cos*p.Y + down}
		}
	}
	return out
}

// sevenBits rounds a size to seven significant bits after the first: within 0.4%, so that letters
// that grow do not fill the atlas with sizes.
func sevenBits(size float32) float32 {
	return math.Float32frombits((math.Float32bits(size) + 1<<15) &^ (1<<16 - 1))
}

// quarterDegrees rounds an angle in radians, within a turn.
func quarterDegrees(angle float32) int16 {
	return int16(int(math.Round(float64(angle)*180/math.Pi*4)) % (360 * 4))
}
