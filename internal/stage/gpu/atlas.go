package gpu

import (
	"image"
	"math"

	"github.com/hajimehoshi/ebiten/v2"
)

// The atlas is square; it begins small and doubles while it is too full for one picture. 2048 is
// what every WebGL 2 device can do.
const (
	smallestAtlas = 1024
	largestAtlas  = 2048
)

// spriteKey is a glyph or named shape as it is drawn: exact size, angle and place within a pixel.
type spriteKey struct {
	id         uint16  // glyph, or namedSprites + stage.Named
	angle      int16   // quarter degrees
	subX, subY uint8   // quarter pixels
	size       float32 // of sevenBits
}

// packed is the key in one word, which a map finds in half the time: frames have hundreds of letters.
func (k spriteKey) packed() uint64 {
	return uint64(k.id)<<48 | uint64(uint16(k.angle))<<32 | uint64(math.Float32bits(k.size)>>16)<<16 | uint64(k.subX)<<8 | uint64(k.subY)
}

// sprite is a cell of the atlas, and where its top left lies from the outline's origin, in pixels.
type sprite struct {
	x, y, w, h int
	left, top  int
}

// atlas is one image with every letter and named shape in use, packed on shelves. When it is full
// it is emptied, and what is still in use comes back as it is drawn.
type atlas struct {
	image   *ebiten.Image
	size    int
	sprites map[uint64]sprite // by packed key
	shelves []shelf
	bottom  int // of the last shelf
	pixels  []byte
	swept   bool // emptied since the frame began
}

type shelf struct{ y, height, right int }

// texture is the image, for drawing.
func (a *atlas) texture() *ebiten.Image {
	if a.image == nil {
		a.empty(smallestAtlas)
	}
	return a.image
}

// empty forgets all sprites.
func (a *atlas) empty(size int) {
	if a.image == nil || a.size != size {
		if a.image != nil {
			a.image.Deallocate()
		}
		a.size = size
		a.image = ebiten.NewImageWithOptions(image.Rect(0, 0, size, size), &ebiten.NewImageOptions{Unmanaged: true})
	}
	a.sprites = map[uint64]sprite{}
	a.shelves, a.bottom = a.shelves[:0], 0
}

// place finds room for w × h pixels, with one to spare between neighbours.
func (a *atlas) place(w, h int) (x, y int, ok bool) {
	w, h = w+1, h+1
	for i := range a.shelves {
		s := &a.shelves[i]
		if h <= s.height && h*4 >= s.height*3 && s.right+w <= a.size {
			s.right += w
			return s.right - w, s.y, true
		}
	}
	// a new shelf, its height in steps so that letters of one text share it
	height := (h + 3) &^ 3
	if a.bottom+height > a.size || w > a.size {
		return 0, 0, false
	}
	a.shelves = append(a.shelves, shelf{a.bottom, height, w})
	a.bottom += height
	return 0, a.bottom - height, true
}

// put stores a coverage mask. It returns false when there is no space.
func (a *atlas) put(key spriteKey, mask []byte, s sprite) (sprite, bool) {
	a.texture()
	if s.w > 0 && s.h > 0 {
		var ok bool
		if s.x, s.y, ok = a.place(s.w, s.h); !ok {
			return s, false
		}
		a.pixels = a.pixels[:0]
		for _, v := range mask {
			a.pixels = append(a.pixels, v, v, v, v)
		}
		cell := image.Rect(s.x, s.y, s.x+s.w, s.y+s.h)
		a.image.SubImage(cell).(*ebiten.Image).WritePixels(a.pixels)
	}
	a.sprites[key.packed()] = s
	return s, true
}
