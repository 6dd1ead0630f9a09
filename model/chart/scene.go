// Package chart describes a chart as shapes and labels in millimetres with
// roles. It draws nothing and knows no colours and no fonts: one painter draws
// a Scene on the screen, another in a paper, so that both show the same chart.
package chart

// Role says what a shape is for. Painters give each role its colour, and a
// pattern or line style so that colour is never the only sign.
type Role string

// The roles.
const (
	Axis      Role = "axis"
	Grid      Role = "grid"
	Agree     Role = "agree"
	Disagree  Role = "disagree"
	Pass      Role = "pass"
	Interval  Role = "interval"
	Threshold Role = "threshold"
	PoleA     Role = "pole-a"
	PoleB     Role = "pole-b"
	Mark      Role = "mark"
	Muted     Role = "muted"
	Ink       Role = "ink" // ordinary text
	Quiet     Role = "quiet"
	OnMark    Role = "on-mark" // text on a filled shape of role Agree, Disagree, PoleA, PoleB
)

// Kind is a shape's geometry.
type Kind string

// The kinds. A Rect has two points (upper left, lower right), a Line two or
// more, a Polygon three or more, a Circle its centre and Radius.
const (
	Rect    Kind = "rect"
	Line    Kind = "line"
	Polygon Kind = "polygon"
	Circle  Kind = "circle"
)

// Point is a place in millimetres, from the upper left, y downwards.
type Point struct{ X, Y float64 }

// Shape is one filled or stroked figure.
type Shape struct {
	Kind   Kind
	Role   Role
	Points []Point
	Radius float64
	// Stroke is the line width in millimetres; 0 means filled.
	Stroke float64
	Dashed bool
	// Alpha is 0 (unset, opaque) or the opacity, 0 to 1.
	Alpha float64
}

// Anchor tells which end of a text stands at its point.
type Anchor string

// The anchors. Start is the left end for every script: text is handed over in
// logical order and the painter sets right-to-left text rightly within its box.
const (
	Start  Anchor = "start"
	Middle Anchor = "middle"
	End    Anchor = "end"
)

// Label is a text of one line or a few. At is on the baseline.
type Label struct {
	At     Point
	Text   string
	Size   float64 // points
	Bold   bool
	Role   Role
	Anchor Anchor
	// Width is the room in millimetres; longer text is cut with an ellipsis by
	// the painter. 0 means no limit.
	Width float64
	// Lines is the most lines the painter may break the text into within
	// Width; 0 means one. At is the baseline of a text of one line; the middle
	// of a text of several lines stands where that line's middle would. Lines
	// are LineHeight apart.
	Lines int
}

// LineHeight is the distance of the baselines of a label's lines, in sizes.
const LineHeight = 1.2

// Hit is an area of the chart that stands for an item and can be opened.
type Hit struct {
	Min, Max Point
	// Ref is the item's reference, Tip what to say about it.
	Ref, Tip string
}

// Figures is the table of what a chart shows: one head a column, every row as
// long as Heads.
type Figures struct {
	Heads []string
	// Right tells which columns are numbers, set flush right.
	Right []bool
	Rows  [][]string
}

// Scene is a whole chart.
type Scene struct {
	W, H float64 // millimetres
	// Title says what the chart shows, as a sentence; Source and base below.
	Title, Source string
	// Alt is the chart in words for who cannot see it.
	Alt string
	// Figures are the same figures as a table; nil if the chart has none.
	Figures *Figures
	Shapes  []Shape
	Labels  []Label
	Hits    []Hit
}
