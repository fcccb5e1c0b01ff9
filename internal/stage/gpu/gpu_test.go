package gpu

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/hajimehoshi/ebiten/v2"

	"twoboxes/internal/stage"
)

func TestShadersCompile(t *testing.T) {
	for name, source := range map[string][]byte{"shapes.kage": shapesSource, "dots.kage": dotsSource} {
		if _, err := ebiten.NewShader(source); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The shaders repeat a few numbers of package stage, as Kage has no way to share them.
func TestShadersAgreeWithStage(t *testing.T) {
	if stage.RoleCount > paletteSize {
		t.Errorf("%d roles, room for %d", stage.RoleCount, paletteSize)
	}
	number := func(v float32) string { return strconv.FormatFloat(float64(v), 'f', -1, 32) }
	for _, want := range []string{
		"var Palette [" + strconv.Itoa(paletteSize) + "]vec3",
		"t < " + number(stage.ConeFade[1].At),
		"mix(" + number(stage.ConeFade[0].Alpha) + ", " + number(stage.ConeFade[1].Alpha) + ", ",
	} {
		if !strings.Contains(string(shapesSource), want) {
			t.Errorf("shapes.kage has no %q", want)
		}
	}
	if want := "var Paint [" + strconv.Itoa(stage.MaxBands) + "]vec4"; !strings.Contains(string(dotsSource), want) {
		t.Errorf("dots.kage has no %q", want)
	}
}

func TestPaintValue(t *testing.T) {
	for role := range stage.RoleCount {
		for _, alpha := range []float32{0, 0.25, 1} {
			// as shapes.kage reads it, with some rounding error
			for _, off := range []float32{-1e-4, 1e-4} {
				v := paintValue(stage.Role(role).At(alpha)) + off
				gotRole := int(v / 4)
				gotAlpha := v - float32(gotRole)*4 - 1
				if gotRole != role || math.Abs(float64(gotAlpha-alpha)) > 1e-3 {
					t.Errorf("role %d alpha %v comes out as %d, %v", role, alpha, gotRole, gotAlpha)
				}
			}
		}
	}
}

func TestDashes(t *testing.T) {
	line := []stage.Point{{X: 0}, {X: 10}, {X: 10, Y: 10}}
	for _, test := range []struct {
		name    string
		closed  bool
		on, off float32
		lengths []float32
	}{
		{"around a corner", false, 6, 2, []float32{6, 6, 4}},
		{"dots", false, 0, 8, []float32{0, 0, 0}},
		{"closed", true, 20, 10, []float32{20, 10*math.Sqrt2 - 10}},
		{"longer than the line", false, 100, 1, []float32{20}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var g geometry
			var got []float32
			g.dashes(line, test.closed, test.on, test.off, func(dash []stage.Point) {
				sum := float32(0)
				for i := 1; i < len(dash); i++ {
					sum += dash[i].Sub(dash[i-1]).Len()
				}
				got = append(got, sum)
			})
			if len(got) != len(test.lengths) {
				t.Fatalf("dashes %v, want %v", got, test.lengths)
			}
			for i := range got {
				if math.Abs(float64(got[i]-test.lengths[i])) > 1e-3 {
					t.Errorf("dashes %v, want %v", got, test.lengths)
				}
			}
		})
	}
}

func TestTriangles(t *testing.T) {
	for name, polygon := range map[string][]stage.Point{
		"square": {{X: 0}, {X: 10}, {X: 10, Y: 10}, {Y: 10}},
		"arrow":  {{X: 0}, {X: 10, Y: 5}, {X: 0, Y: 10}, {X: 4, Y: 5}},
		"comb":   {{}, {X: 12}, {X: 12, Y: 9}, {X: 10, Y: 9}, {X: 10, Y: 2}, {X: 7, Y: 2}, {X: 7, Y: 9}, {X: 5, Y: 9}, {X: 5, Y: 2}, {X: 2, Y: 2}, {X: 2, Y: 9}, {Y: 9}},
	} {
		for _, reverse := range []bool{false, true} {
			points := append([]stage.Point{}, polygon...)
			if reverse {
				for i, j := 0, len(points)-1; i < j; i, j = i+1, j-1 {
					points[i], points[j] = points[j], points[i]
				}
			}
			var g geometry
			whole, sum := turning(points), float32(0)
			g.triangles(points, whole > 0, func(a, b, c int) {
				area := cross(points[a], points[b], points[c])
				if area*whole < 0 {
					t.Errorf("%s: a triangle lies outside", name)
				}
				sum += area
			})
			if math.Abs(float64(sum-whole)) > 1e-3 {
				t.Errorf("%s: triangles cover %v of %v", name, sum/2, whole/2)
			}
		}
	}
}

func TestClip(t *testing.T) {
	for _, test := range []struct {
		name      string
		clip      area
		triangles int
		area      float32
	}{
		{"inside", area{-1, -1, 11, 11}, 2, 100},
		{"outside", area{20, 20, 30, 30}, 0, 0},
		{"a corner", area{5, 5, 30, 30}, 2, 25},
		{"a strip", area{2, -5, 4, 50}, 2, 20},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := mesh{clip: test.clip}
			// coverage runs across the square, to see it cut with it
			m.flat(stage.Ink.Solid(), corner{0, 0, 0}, corner{10, 0, 1}, corner{10, 10, 1}, corner{0, 10, 0})
			if got := len(m.indices) / 3; got != test.triangles {
				t.Errorf("%d triangles, want %d", got, test.triangles)
			}
			sum := float32(0)
			for i := 0; i < len(m.indices); i += 3 {
				var p [3]stage.Point
				for j := range p {
					v := m.vertices[m.indices[i+j]]
					p[j] = stage.Point{X: v.DstX, Y: v.DstY}
					if math.Abs(float64(v.Custom0-v.DstX/10)) > 1e-5 {
						t.Errorf("at %v coverage is %v", v.DstX, v.Custom0)
					}
				}
				sum += cross(p[0], p[1], p[2]) / 2
			}
			if sum != test.area {
				t.Errorf("area %v, want %v", sum, test.area)
			}
		})
	}
}

// The pieces of a bent line meet without a gap or an overlap within its width.
func TestLineJoints(t *testing.T) {
	m := mesh{clip: area{-100, -100, 200, 200}}
	m.line([]stage.Point{{}, {X: 40}, {X: 40, Y: 40}, {X: 70, Y: 10}}, false, 4, false, stage.Ink.At(0.5))
	for y := float32(-9.5); y < 50; y++ {
		for x := float32(-9.5); x < 80; x++ {
			hits := 0
			for i := 0; i < len(m.indices); i += 3 {
				var p [3]stage.Point
				for j := range p {
					v := m.vertices[m.indices[i+j]]
					p[j] = stage.Point{X: v.DstX, Y: v.DstY}
				}
				q := stage.Point{X: x + 0.013, Y: y + 0.027} // off all edges
				a, b, c := cross(p[0], p[1], q), cross(p[1], p[2], q), cross(p[2], p[0], q)
				if a > 0 && b > 0 && c > 0 || a < 0 && b < 0 && c < 0 {
					hits++
				}
			}
			if hits > 1 {
				t.Fatalf("%d pieces cover %v, %v", hits, x, y)
			}
		}
	}
}

func TestAtlasPlaces(t *testing.T) {
	a := atlas{size: 64}
	type cell struct{ x, y, w, h int }
	var cells []cell
	for i := range 1000 {
		w, h := 5+i%7, 6+i%5
		x, y, ok := a.place(w, h)
		if !ok {
			break
		}
		for _, c := range cells {
			if x <= c.x+c.w && c.x <= x+w && y <= c.y+c.h && c.y <= y+h {
				t.Fatalf("cell at %d, %d touches the one at %d, %d", x, y, c.x, c.y)
			}
		}
		if x+w > a.size || y+h > a.size {
			t.Fatalf("cell at %d, %d sticks out", x, y)
		}
		cells = append(cells, cell{x, y, w, h})
	}
	if len(cells) < 20 {
		t.Errorf("only %d cells fit", len(cells))
	}
}

func TestSevenBits(t *testing.T) {
	for size := float32(1); size < 500; size *= 1.013 {
		if got := sevenBits(size); math.Abs(float64(got/size-1)) > 0.004 {
			t.Errorf("size %v becomes %v", size, got)
		}
	}
	for _, size := range []float32{12, 16.5, 21, 120} {
		if got := sevenBits(size); got != size {
			t.Errorf("size %v becomes %v", size, got)
		}
	}
}
