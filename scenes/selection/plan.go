package selection

import "twoboxes/internal/stage"

// plan is the composition of one shape. Along is the direction in which nominees travel, to the right;
// across is down.
type plan struct {
	one float32    // where the first lane's line lies across
	two [2]float32 // and the second lane's

	token, size float32 // nominees: where along, and how high
	cardSize    stage.Point

	meeting     float32 // where the crowds begin along
	ranks       int     // persons along
	rank        float32 // their distance; every other file stands half of it further on
	outer       [2]int  // files beside the lines: in the first lane, in the second; the rest stand between
	between     int     // files between the second lane's lines
	file, aisle float32 // distance of files; space on each side of a line
	voter       float32 // a person's height

	vote, halt float32 // along: the middle of the piles; where ways end
	sheet      float32 // width of a sheet
	low, high  float32 // the two piles, in sheets

	enter   float32        // where ways reach the ballot along
	ballots [2]stage.Point // their middles
	leaf    float32        // their scale
	named   float32        // height of the nominee on them
	name    float32        // baseline of "one name" below a ballot's middle

	panel    stage.Rect // election day
	divider  [2]stage.Point
	tags     [2]stage.Rect
	dimmed   [2][2]stage.Rect // of each lane, on paper and on the panel
	headings [4]stage.Point   // baselines; zero: none
	marker   float32          // width of the highlighter
	stroke   float32          // of lines
}

var plans = [len(stage.Shapes)]plan{
	stage.Narrow: {
		one: 84, two: [2]float32{232, 292},
		token: 128, size: 50, cardSize: stage.Point{X: 40, Y: 58},
		meeting: 152, ranks: 10, rank: 6.8, outer: [2]int{10, 5}, between: 10, file: 4.5, aisle: 5.5, voter: 6,
		vote: 240, halt: 258, sheet: 30, low: 8, high: 14,
		enter: 272, ballots: [2]stage.Point{{X: 309, Y: 84}, {X: 309, Y: 258}}, leaf: 3, named: 50, name: 55,
		panel:   stage.Rect{X: 264, Y: 6, W: 90, H: 316},
		divider: [2]stage.Point{{X: 8, Y: 152}, {X: 256, Y: 152}},
		tags:    [2]stage.Rect{{X: 5, Y: 56, W: 98, H: 56}, {X: 5, Y: 234, W: 98, H: 56}},
		dimmed: [2][2]stage.Rect{
			{{X: 103, Y: 28, W: 161, H: 122}, {X: 264, Y: 28, W: 90, H: 126}},
			{{X: 103, Y: 154, W: 161, H: 168}, {X: 264, Y: 154, W: 90, H: 168}},
		},
		headings: [4]stage.Point{{}, {X: 185, Y: 22}, {X: 228, Y: 173}, {X: 309, Y: 22}},
		marker:   6, stroke: 1.9,
	},
	stage.Regular: {
		one: 178, two: [2]float32{398, 504},
		token: 256, size: 84, cardSize: stage.Point{X: 68, Y: 98},
		meeting: 318, ranks: 15, rank: 14, outer: [2]int{9, 4}, between: 10, file: 9, aisle: 8, voter: 9,
		vote: 604, halt: 668, sheet: 76, low: 8, high: 14,
		enter: 758, ballots: [2]stage.Point{{X: 820, Y: 178}, {X: 820, Y: 451}}, leaf: 6.2, named: 104, name: 107,
		panel:   stage.Rect{X: 720, Y: 24, W: 200, H: 556},
		divider: [2]stage.Point{{X: 40, Y: 302}, {X: 696, Y: 302}},
		tags:    [2]stage.Rect{{X: 40, Y: 144, W: 166, H: 68}, {X: 40, Y: 417, W: 166, H: 68}},
		dimmed: [2][2]stage.Rect{
			{{X: 210, Y: 80, W: 510, H: 216}, {X: 720, Y: 80, W: 200, H: 216}},
			{{X: 210, Y: 308, W: 510, H: 260}, {X: 720, Y: 308, W: 200, H: 260}},
		},
		headings: [4]stage.Point{{X: 256, Y: 62}, {X: 427, Y: 62}, {X: 604, Y: 331}, {X: 820, Y: 62}},
		marker:   9, stroke: 2.6,
	},
	stage.Wide: {
		one: 188, two: [2]float32{414, 528},
		token: 296, size: 92, cardSize: stage.Point{X: 76, Y: 106},
		meeting: 374, ranks: 24, rank: 14.4, outer: [2]int{9, 4}, between: 10, file: 9.6, aisle: 9, voter: 9.6,
		vote: 780, halt: 864, sheet: 86, low: 8, high: 14,
		enter: 1014, ballots: [2]stage.Point{{X: 1086, Y: 188}, {X: 1086, Y: 471}}, leaf: 7.2, named: 122, name: 119,
		panel:   stage.Rect{X: 944, Y: 28, W: 284, H: 584},
		divider: [2]stage.Point{{X: 52, Y: 318}, {X: 920, Y: 318}},
		tags:    [2]stage.Rect{{X: 52, Y: 156, W: 172, H: 64}, {X: 52, Y: 439, W: 172, H: 64}},
		dimmed: [2][2]stage.Rect{
			{{X: 230, Y: 80, W: 714, H: 232}, {X: 944, Y: 80, W: 284, H: 232}},
			{{X: 230, Y: 324, W: 714, H: 276}, {X: 944, Y: 324, W: 284, H: 276}},
		},
		headings: [4]stage.Point{{X: 296, Y: 64}, {X: 550, Y: 64}, {X: 780, Y: 341}, {X: 1086, Y: 64}},
		marker:   10, stroke: 2.8,
	},
	stage.Pinned: {
		one: 62, two: [2]float32{152, 208},
		token: 144, size: 46, cardSize: stage.Point{X: 38, Y: 52},
		meeting: 169, ranks: 12, rank: 6.7, outer: [2]int{9, 4}, between: 10, file: 4, aisle: 5, voter: 5.5,
		vote: 268, halt: 285, sheet: 32, low: 8, high: 14,
		enter: 304, ballots: [2]stage.Point{{X: 339, Y: 62}, {X: 339, Y: 180}}, leaf: 3, named: 50, name: 55,
		panel:   stage.Rect{X: 290, Y: 4, W: 96, H: 244},
		divider: [2]stage.Point{{X: 8, Y: 117}, {X: 282, Y: 117}},
		tags:    [2]stage.Rect{{X: 6, Y: 34, W: 112, H: 56}, {X: 6, Y: 152, W: 112, H: 56}},
		dimmed: [2][2]stage.Rect{
			{{X: 121, Y: 4, W: 169, H: 111}, {X: 290, Y: 4, W: 96, H: 116}},
			{{X: 121, Y: 119, W: 169, H: 129}, {X: 290, Y: 120, W: 96, H: 128}},
		},
		headings: [4]stage.Point{{}, {}, {}, {X: 338, Y: 20}},
		marker:   6, stroke: 1.8,
	},
}

// point is the place at along and across.
func (p plan) point(along, across float32) stage.Point {
	return stage.Point{X: along, Y: across}
}

func (p plan) line() stage.Style { return stage.Line(stage.Ink.Solid(), p.stroke) }

// stand is where the nominee of the line at across stands, so that the line leaves the body.
func (p plan) stand(across float32) stage.Point {
	return p.point(p.token, across-p.size*0.12)
}

// leave is where lines come out behind a nominee or card along.
func (p plan) leave() float32 { return p.token + p.cardSize.X/2 }

// card is the nominee's card in the second lane, which can be pressed.
func (p plan) card(i int) stage.Rect {
	at := p.stand(p.two[i])
	return stage.Rect{X: at.X - p.cardSize.X/2, Y: at.Y - p.cardSize.Y/2, W: p.cardSize.X, H: p.cardSize.Y}
}

// tail leads from the vote to the second lane's ballot.
func (p plan) tail(i int) stage.Curve {
	v := p.two[i]
	to := p.ballots[laneTwo].Y
	half := (p.halt + p.enter) / 2
	return stage.Curve{p.point(p.halt, v), p.point(half, v), p.point(half, to), p.point(p.enter, to)}
}

// pile is the middle of the foot of nominee i's pile, on its line.
func (p plan) pile(i int) stage.Point {
	at := p.point(p.vote, p.two[i])
	at.Y -= p.stroke / 2
	return at
}

// bar is what ends the way of nominee i.
func (p plan) bar(i int) (a, b stage.Point) {
	const half = 12
	return p.point(p.halt, p.two[i]-half), p.point(p.halt, p.two[i]+half)
}

// files are the places across of a crowd's files: closed ranks, and parted for the lines.
func (p plan) files(lines []float32) (closed, parted []float32) {
	first, last := lines[0], lines[len(lines)-1]
	outer, between := p.outer[laneOne], 0
	if len(lines) > 1 {
		outer, between = p.outer[laneTwo], p.between
	}
	for i := range outer {
		parted = append(parted, first-p.aisle-(float32(outer-i)-0.5)*p.file)
	}
	for i := range between {
		parted = append(parted, (first+last)/2+(float32(i)-float32(between-1)/2)*p.file)
	}
	for i := range outer {
		parted = append(parted, last+p.aisle+(float32(i)+0.5)*p.file)
	}
	for i := range parted {
		closed = append(closed, (first+last)/2+(float32(i)-float32(len(parted)-1)/2)*p.file)
	}
	return closed, parted
}

func controls() (out []stage.Control) {
	for lane, l := range lanes {
		control := stage.Control{Name: "selection.area", Value: l.value, Answer: fadeLane.End()}
		for shape, p := range plans {
			control.Area[shape] = p.tags[lane]
		}
		out = append(out, control)
	}
	for i, value := range picks {
		control := stage.Control{Name: "selection.pick", Value: value, Answer: winning.End()}
		for shape, p := range plans {
			control.Area[shape] = p.card(i)
		}
		out = append(out, control)
	}
	return out
}
