package picture

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"consilience/model/text"
)

// outlined fills the outline of a glyph of a machine's font, its baseline at
// x, y in pixels, k pixels for a unit of the font.
func outlined(dst *image.RGBA, segments []text.Segment, x, y, k float64, src image.Image) {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range segments {
		for i := range pointsOf(s) {
			px, py := x+float64(s.X[i])*k, y-float64(s.Y[i])*k
			x0, y0, x1, y1 = math.Min(x0, px), math.Min(y0, py), math.Max(x1, px), math.Max(y1, py)
		}
	}
	if !(x1 > x0) || !(y1 > y0) {
		return
	}
	box := image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1))+1, int(math.Ceil(y1))+1)
	if box.Intersect(dst.Bounds()).Empty() || box.Dx() > maxSide || box.Dy() > maxSide {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	for _, s := range segments {
		var p [3][2]float32
		for i := range pointsOf(s) {
			p[i] = [2]float32{float32(x + float64(s.X[i])*k - float64(box.Min.X)), float32(y - float64(s.Y[i])*k - float64(box.Min.Y))}
		}
		switch s.Kind {
		case text.Move:
			r.ClosePath()
			r.MoveTo(p[0][0], p[0][1])
		case text.LineTo:
			r.LineTo(p[0][0], p[0][1])
		case text.Quad:
			r.QuadTo(p[0][0], p[0][1], p[1][0], p[1][1])
		case text.Cube:
			r.CubeTo(p[0][0], p[0][1], p[1][0], p[1][1], p[2][0], p[2][1])
		}
	}
	r.ClosePath()
	r.DrawOp = draw.Over
	r.Draw(dst, box, src, image.Point{})
}

// pointsOf is how many points a segment has.
func pointsOf(s text.Segment) int {
	switch s.Kind {
	case text.Quad:
		return 2
	case text.Cube:
		return 3
	}
	return 1
}
