package chart

import (
	"math"
	"strconv"
	"strings"
)

// Sizes of text in points: readable on paper at 170 mm width and, scaled, on a
// screen about 700 pixels wide.
const (
	sizeText  = 7.5
	sizeValue = 7.5
	sizeSmall = 7.0
)

// width is the usual width of a chart: the text width of an A4 page.
const width = 170.0

// Line widths in millimetres.
const (
	hair = 0.15
	fine = 0.25
	bold = 0.45
)

// drawing collects a scene's shapes and labels.
type drawing struct{ Scene }

func (d *drawing) rect(role Role, x0, y0, x1, y1 float64) *Shape {
	return d.add(Shape{Kind: Rect, Role: role, Points: []Point{{mm(math.Min(x0, x1)), mm(y0)}, {mm(math.Max(x0, x1)), mm(y1)}}})
}

func (d *drawing) line(role Role, stroke float64, points ...Point) *Shape {
	for i, p := range points {
		points[i] = Point{mm(p.X), mm(p.Y)}
	}
	return d.add(Shape{Kind: Line, Role: role, Stroke: stroke, Points: points})
}

func (d *drawing) polygon(role Role, stroke float64, points ...Point) *Shape {
	s := d.line(role, stroke, points...)
	s.Kind = Polygon
	return s
}

func (d *drawing) circle(role Role, stroke, x, y, radius float64) *Shape {
	return d.add(Shape{Kind: Circle, Role: role, Stroke: stroke, Points: []Point{{mm(x), mm(y)}}, Radius: radius})
}

// add appends a shape; the pointer holds until the next one.
func (d *drawing) add(s Shape) *Shape {
	d.Shapes = append(d.Shapes, s)
	return &d.Shapes[len(d.Shapes)-1]
}

// text appends a label; the pointer holds until the next one.
func (d *drawing) text(role Role, size float64, anchor Anchor, x, y, room float64, text string) *Label {
	d.Labels = append(d.Labels, Label{At: Point{mm(x), mm(y)}, Text: text, Size: size, Role: role, Anchor: anchor, Width: mm(room)})
	return &d.Labels[len(d.Labels)-1]
}

// hit appends an area that stands for an item.
func (d *drawing) hit(x0, y0, x1, y1 float64, ref, tip string) {
	d.Hits = append(d.Hits, Hit{Min: Point{mm(x0), mm(y0)}, Max: Point{mm(x1), mm(y1)}, Ref: ref, Tip: tip})
}

// mm rounds to a thousandth of a millimetre: nobody sees more, and the same
// chart is the same text on every machine.
func mm(v float64) float64 { return math.Round(v*1000) / 1000 }

// baseline is how far below its middle a line of text of that size stands.
func baseline(size float64) float64 { return size * pointMM * 0.36 }

// pointMM is a point in millimetres.
const pointMM = 25.4 / 72

// percent writes a share as people read it: 87 %.
func percent(share float64) string {
	return strconv.FormatFloat(math.Round(share*100), 'f', -1, 64) + "\u00a0%"
}

// stop ends a sentence with one full stop.
func stop(sentence string) string { return strings.TrimRight(sentence, ". ") + "." }

// unit keeps a share within 0 and 1; what is no number is 0.
func unit(share float64) float64 {
	if !(share > 0) {
		return 0
	}
	return math.Min(share, 1)
}
