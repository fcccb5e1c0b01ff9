package turnout

import "twoboxes/internal/stage"

// plan is the composition of one shape. Points of texts are starts of baselines.
type plan struct {
	flaps    stage.Point
	year, of stage.Point // beside the flaps
	shown    stage.Point // what the flaps show

	names  float32    // x of the years
	lanes  []lane     // of elections, in their order, all as high: what fills them can be compared; shapes with little room have the first
	from   float32    // x of the line of hours at nine
	to     float32    // and at the final report
	vessel float32    // width of a report
	hatch  float32    // distance of the lines that say that no figure was found
	line   float32    // y of the line of hours
	ticks  float32    // baseline of its labels
	key    float32    // baseline of what the drawing means, or of who reported it
	handle float32    // radius
	touch  [2]float32 // top and height of the slider

	head   [2]stage.Point // the two lines over the strips
	strips stage.Point    // top left of the first
	next   float32        // from one strip to the next
	rows   int            // of squares, in a strip
	pitch  float32        // of squares
	rate   stage.Point    // of the counter beside them
	slips  [2]stage.Rect  // empty: not drawn
	pad    float32        // inside a slip

	live      stage.Rect     // the lane of a live feed; see plan.withRoom
	liveOf    stage.Point    // of what the flaps show a share
	votes     [2]stage.Point // top left of the boxes for and against
	voteScale float32
}

// lane is where an election's hours lie.
type lane struct{ foot, height float32 }

func (l lane) top() float32 { return l.foot - l.height }

var composed = [len(stage.Shapes)]plan{
	stage.Narrow: {
		flaps: stage.Point{X: 12, Y: 53}, year: stage.Point{X: 248, Y: 24}, of: stage.Point{X: 248, Y: 43}, shown: stage.Point{X: 14, Y: 82},
		names: 14, lanes: []lane{{126, 23}, {169, 23}, {213, 23}, {256, 23}},
		from: 62, to: 311, vessel: 19, hatch: 9, line: 280, ticks: 302, key: 323, handle: 10, touch: [2]float32{253, 41},
		head: [2]stage.Point{{X: 14, Y: 21}, {X: 14, Y: 40}}, strips: stage.Point{X: 60, Y: 52}, next: 28, rows: 2, pitch: 11.4, rate: stage.Point{X: 246, Y: 92},
		slips: [2]stage.Rect{{X: 10, Y: 196, W: 166, H: 60}, {X: 184, Y: 196, W: 166, H: 60}}, pad: 8,
		live: stage.Rect{X: 8, Y: 120, W: 344, H: 144}, liveOf: stage.Point{X: 14, Y: 82}, votes: [2]stage.Point{{X: 242, Y: 14}, {X: 303, Y: 14}}, voteScale: 0.44,
	},
	stage.Regular: {
		flaps: stage.Point{X: 30, Y: 122}, year: stage.Point{X: 520, Y: 48}, of: stage.Point{X: 520, Y: 132}, shown: stage.Point{X: 520, Y: 90},
		names: 32, lanes: []lane{{234, 46}, {312, 46}, {390, 46}, {468, 46}},
		from: 140, to: 880, vessel: 50, hatch: 18, line: 510, ticks: 544, key: 584, handle: 15, touch: [2]float32{478, 46},
		head: [2]stage.Point{{X: 32, Y: 46}, {X: 32, Y: 80}}, strips: stage.Point{X: 140, Y: 106}, next: 46, rows: 1, pitch: 18.4, rate: stage.Point{X: 700, Y: 160},
		slips: [2]stage.Rect{{X: 32, Y: 352, W: 436, H: 112}, {X: 492, Y: 352, W: 436, H: 112}}, pad: 16,
		live: stage.Rect{X: 32, Y: 208, W: 896, H: 302}, liveOf: stage.Point{X: 32, Y: 172}, votes: [2]stage.Point{{X: 724, Y: 30}, {X: 832, Y: 30}}, voteScale: 0.8,
	},
	stage.Wide: {
		flaps: stage.Point{X: 40, Y: 140}, year: stage.Point{X: 600, Y: 62}, of: stage.Point{X: 600, Y: 148}, shown: stage.Point{X: 600, Y: 106},
		names: 43, lanes: []lane{{275, 48}, {354, 48}, {433, 48}, {512, 48}},
		from: 157, to: 1169, vessel: 66, hatch: 18, line: 556, ticks: 590, key: 628, handle: 15, touch: [2]float32{520, 52},
		head: [2]stage.Point{{X: 43, Y: 54}, {X: 43, Y: 88}}, strips: stage.Point{X: 157, Y: 120}, next: 56, rows: 1, pitch: 24.6, rate: stage.Point{X: 960, Y: 176},
		slips: [2]stage.Rect{{X: 43, Y: 410, W: 580, H: 106}, {X: 657, Y: 410, W: 580, H: 106}}, pad: 18,
		live: stage.Rect{X: 43, Y: 228, W: 1194, H: 322}, liveOf: stage.Point{X: 43, Y: 192}, votes: [2]stage.Point{{X: 960, Y: 30}, {X: 1094, Y: 30}}, voteScale: 1,
	},
	stage.Pinned: {
		flaps: stage.Point{X: 10, Y: 46}, year: stage.Point{X: 206, Y: 24}, of: stage.Point{X: 206, Y: 45}, shown: stage.Point{X: 12, Y: 77},
		names: 12, lanes: []lane{{158, 46}},
		from: 70, to: 336, vessel: 24, hatch: 9, line: 190, ticks: 214, key: 243, handle: 10, touch: [2]float32{168, 44},
		head: [2]stage.Point{{X: 12, Y: 22}, {X: 12, Y: 243}}, strips: stage.Point{X: 62, Y: 34}, next: 28, rows: 2, pitch: 11.4, rate: stage.Point{X: 232, Y: 84},
		live: stage.Rect{X: 8, Y: 104, W: 374, H: 100}, liveOf: stage.Point{X: 12, Y: 76}, votes: [2]stage.Point{{X: 244, Y: 8}, {X: 316, Y: 8}}, voteScale: 0.42,
	},
}

var plans = withTall(&composed)

// withTall adds the tall composition: that of the narrow stage, where the lanes, and then the strips, get the extra height.
func withTall(all *[len(stage.Shapes)]plan) *[len(stage.Shapes)]plan {
	p := &all[stage.Tall]
	*p = all[stage.Narrow]
	each := stage.More / float32(len(p.lanes))
	lanes := make([]lane, len(p.lanes))
	for i, l := range p.lanes {
		lanes[i] = lane{l.foot + each*float32(i+1), l.height + each}
	}
	p.lanes = lanes
	p.line += stage.More
	p.ticks += stage.More
	p.key += stage.More
	p.touch[0] += stage.More
	p.next += stage.More / 5
	p.pitch *= 1.08
	for i := range p.slips {
		p.slips[i].Y += stage.More
	}
	p.live.H += stage.More
	return all
}

// x is where a place on the line of hours lies.
func (p plan) x(hour float32) float32 { return p.from + (p.to-p.from)*hour/final }

// hourAreas is where the slider lies, by shape: over the line of hours, as wide as it.
func hourAreas() (areas stage.Areas) {
	for i, p := range plans {
		areas[i] = stage.Rect{X: p.from, Y: p.touch[0], W: p.to - p.from, H: p.touch[1]}
	}
	return areas
}

func shownLabel(words string) stage.Label {
	return stage.Label{Words: words, Weight: stage.Strong, Size: stage.PerShape{14.5, 24, 25, 17}}
}

var (
	ofLabel      = stage.Label{Words: "turnout.of", Size: stage.Small(), Wrap: stage.PerShape{104, 0, 0, 0}}
	openLabel    = shownLabel("turnout.open")
	noonLabel    = shownLabel("turnout.noon")
	betweenLabel = shownLabel("turnout.unreported")
	finalLabel   = shownLabel("turnout.final.day")
	keyLabel     = stage.Label{Words: "turnout.key", Size: stage.SmallOnPage()}
	sourceLabel  = stage.Label{Words: "turnout.source", Size: stage.PerShape{stage.Pinned: stage.Small()[stage.Pinned]}} // elsewhere the page says it

	twoHoursLabel   = stage.Label{Words: "turnout.axis.two", Size: stage.Small(), Align: stage.Middle}
	threeHoursLabel = stage.Label{Words: "turnout.axis.three", Size: stage.SmallOnPage(), Align: stage.Middle}

	headLabel  = stage.Label{Words: "turnout.absent", Weight: stage.Strong, Size: stage.Lead()}
	basisLabel = stage.Label{Words: "turnout.basis", Size: stage.Small()}
	rateLabel  = stage.Label{Words: "turnout.rate", Size: stage.Small(), Wrap: ofLabel.Wrap}

	// Of a live feed.
	liveLabel  = stage.Label{Words: "turnout.of", Size: stage.Small()}
	testLabel  = stage.Label{Words: "turnout.test", Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle}
	voteLabels = [2]stage.Label{
		{Words: "box.for", Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle},
		{Words: "box.against", Weight: stage.Strong, Size: stage.Small(), Align: stage.Middle},
	}
	doneLabel = stage.Label{Words: "turnout.final", Size: stage.Small(), Align: stage.End}
)

// strong is a label in the other weight.
func strong(l stage.Label) stage.Label {
	l.Weight = stage.Strong
	return l
}

// ticks are the labels of the line of hours.
var ticks = []struct {
	hour  float32
	label stage.Label
}{
	{nine, tickLabel("axis.nine", stage.Middle)}, {ten, tickLabel("axis.ten", stage.Middle)}, {noon, tickLabel("axis.noon", stage.Middle)},
	{h14, tickLabel("axis.h14", stage.Middle)}, {h18, tickLabel("axis.h18", stage.Middle)}, {final, tickLabel("final", stage.End)},
}

func tickLabel(words string, align stage.Align) stage.Label {
	return stage.Label{Words: "turnout." + words, Size: stage.Small(), Align: align}
}

// slips are what was said of those who did not vote.
var slips = [2]slip{
	{slipLabel("committee", stage.Strong), slipLabel("committee.says", stage.Normal), false},
	{slipLabel("official", stage.Strong), slipLabel("official.says", stage.Normal), true},
}

type slip struct {
	who, says stage.Label
	single    bool // found in one source only
}

func slipLabel(words string, weight stage.Weight) stage.Label {
	return stage.Label{Words: "turnout." + words, Weight: weight, Size: stage.SmallOnPage(), Wrap: stage.PerShape{152, 404, 544, 0}}
}

func labels() []stage.Label {
	all := []stage.Label{
		ofLabel, openLabel, noonLabel, betweenLabel, finalLabel, keyLabel, sourceLabel, twoHoursLabel, threeHoursLabel,
		headLabel, basisLabel, rateLabel, liveLabel, testLabel, voteLabels[0], voteLabels[1], doneLabel, strong(doneLabel),
	}
	all = append(all, strong(elections[0].year), earliest.year)
	for _, e := range elections[1:] {
		all = append(all, e.year)
	}
	for _, t := range ticks {
		all = append(all, t.label)
		if t.hour != nine {
			all = append(all, strong(t.label))
		}
	}
	for _, s := range slips {
		all = append(all, s.who, s.says)
	}
	return all
}
