// Package scenetest has what the scenes' tests share: invented facts and a text measurer, so that a
// scene can be drawn without the assets.
package scenetest

import (
	"twoboxes/internal/stage"
	"twoboxes/internal/story"
)

// Facts are invented figures under the real ones' ids: the tests that use them hold for any election.
var Facts = story.Facts{
	"turnout.2023": 99.41, "turnout.2019": 99.96, "turnout.noon": 46.2, "turnout.noon.2019": 71.3,
	"turnout.noon.2015": 57.2, "turnout.h14.2015": 90, "turnout.2015": 99.95,
	"turnout.noon.2011": 83.3, "turnout.h14.2011": 96.5, "turnout.h18.2011": 99.94,
	"per10k.absent.2023": 59, "per10k.absent.2019": 4, "per10k.absent.2015": 5, "per10k.absent.2011": 6, "per10k.absent.2007": 20,
	"for.2007": 100, "for.2011": 100, "for.2015": 100, "for.2019": 100,
	"province.for": 99.92, "province.against": 0.08, "county.for": 99.88, "county.against": 0.12,
	"per10k.province.for": 9992, "per10k.province.against": 8, "per10k.county.for": 9988, "per10k.county.against": 12,
}

// Text measures every label as Em ems wide on one line, and every digit of a figure as 0.6 em.
type Text struct{ Em float32 }

func (t Text) Measure(stage.TextKey) (width float32, lines int) { return t.Em, 1 }

func (t Text) MeasureFigures(_ stage.Weight, s string) float32 { return 0.6 * float32(len(s)) }
