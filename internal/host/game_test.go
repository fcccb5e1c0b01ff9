package host

import (
	"image"
	"testing"

	"twoboxes/internal/stage"
)

func TestFit(t *testing.T) {
	for _, test := range []struct {
		name   string
		screen image.Point
		shape  stage.Shape
		want   image.Rectangle
	}{
		{"as it should be", image.Pt(360, 328), stage.Narrow, image.Rect(0, 0, 360, 328)},
		{"twice as many pixels", image.Pt(1920, 1200), stage.Regular, image.Rect(0, 0, 1920, 1200)},
		{"a pixel of rounding", image.Pt(361, 328), stage.Narrow, image.Rect(0, 0, 361, 328)},
		{"too wide", image.Pt(1300, 600), stage.Regular, image.Rect(170, 0, 1130, 600)},
		{"too high", image.Pt(1280, 740), stage.Wide, image.Rect(0, 50, 1280, 690)},
		{"hardly there", image.Pt(1, 1), stage.Wide, image.Rect(0, 0, 1, 1)},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := fit(image.Rectangle{Max: test.screen}, test.shape); got != test.want {
				t.Errorf("%v in %v is drawn at %v, want %v", test.shape, test.screen, got, test.want)
			}
		})
	}
}
