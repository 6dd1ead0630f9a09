package picture

import (
	"image/color"

	"consilience/model/chart"
)

// Print is how a role is painted on white paper. The colours are told apart by
// people who are colour-blind (blue and orange, no red beside green), and
// agreement, disagreement and passing also by their pattern, so that a grey
// print can be read.
func Print(r chart.Role) Ink {
	if ink, ok := printed[r]; ok {
		return ink
	}
	return printed[chart.Ink]
}

func rgb(r, g, b uint8) Ink             { return Ink{Colour: color.NRGBA{R: r, G: g, B: b, A: 255}} }
func with(p Pattern, r, g, b uint8) Ink { i := rgb(r, g, b); i.Pattern = p; return i }

// printed are the colours of model/paper's page; a test there holds the two
// together.
var printed = map[chart.Role]Ink{
	chart.Axis: rgb(70, 80, 90), chart.Grid: rgb(222, 226, 230),
	chart.Agree: rgb(33, 102, 172), chart.Disagree: with(Hatched, 196, 92, 10), chart.Pass: with(Dotted, 176, 183, 190),
	chart.Interval: rgb(31, 41, 51), chart.Threshold: rgb(110, 120, 130),
	chart.PoleA: rgb(33, 102, 172), chart.PoleB: with(Hatched, 196, 92, 10),
	chart.Mark: rgb(22, 55, 92), chart.Muted: rgb(205, 210, 215),
	chart.Ink: rgb(31, 41, 51), chart.Quiet: rgb(88, 99, 110), chart.OnMark: rgb(255, 255, 255),
	chart.GroupRole(0): rgb(0, 118, 108), chart.GroupRole(1): rgb(122, 47, 208), chart.GroupRole(2): rgb(140, 18, 48),
	chart.GroupRole(3): rgb(122, 92, 0), chart.GroupRole(4): rgb(20, 35, 63),
}
