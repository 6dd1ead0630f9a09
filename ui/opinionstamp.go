package ui

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"consilience/model/chart"
)

// stamp is a mark as coverage, to be put down many times.
type stamp struct {
	mask *image.Alpha
	half int
}

// markOf is the stamp of a group: 0 for people in none.
func markOf(group int) int {
	if group < 0 {
		return 0
	}
	return 1 + group%len(groupColours)
}

// cut makes the stamps for a radius in device pixels.
func (p *mapPainter) cut(radius float64) {
	radius = math.Round(radius*4) / 4
	if p.stamped == radius && len(p.stamps) > 0 {
		return
	}
	p.stamped = radius
	p.stamps = p.stamps[:0]
	for group := -1; group < len(groupColours); group++ {
		r := radius
		if group < 0 {
			r *= 0.75
		}
		p.stamps = append(p.stamps, newStamp(chart.Marker(group), r))
	}
}

func newStamp(outline []chart.Point, radius float64) stamp {
	half := int(math.Ceil(radius*1.4)) + 1
	side := 2*half + 1
	raster := vector.NewRasterizer(side, side)
	middle := float64(half) + 0.5
	for i, c := range outline {
		x, y := float32(middle+radius*c.X), float32(middle+radius*c.Y)
		if i == 0 {
			raster.MoveTo(x, y)
			continue
		}
		raster.LineTo(x, y)
	}
	raster.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, side, side))
	raster.Draw(mask, mask.Rect, image.Opaque, image.Point{})
	return stamp{mask, half}
}

// onto puts the mark down with its middle at a place; what lies outside the
// picture is left out.
func (s stamp) onto(img *image.RGBA, x, y float64, c color.NRGBA) {
	if !(x > -1e6 && x < 1e6 && y > -1e6 && y < 1e6) {
		return
	}
	left, top := int(math.Floor(x))-s.half, int(math.Floor(y))-s.half
	side := 2*s.half + 1
	w, h := img.Rect.Dx(), img.Rect.Dy()
	for dy := max(0, -top); dy < min(side, h-top); dy++ {
		row := s.mask.Pix[dy*s.mask.Stride:]
		to := img.Pix[(top+dy)*img.Stride:]
		for dx := max(0, -left); dx < min(side, w-left); dx++ {
			if a := uint32(row[dx]); a > 0 {
				blend(to[4*(left+dx):], c, a*0xe0/0xff)
			}
		}
	}
}

// blend lays a colour over an opaque pixel, with a strength of 0 to 255.
func blend(pix []uint8, c color.NRGBA, strength uint32) {
	rest := 255 - strength
	pix[0] = uint8((uint32(c.R)*strength + uint32(pix[0])*rest) / 255)
	pix[1] = uint8((uint32(c.G)*strength + uint32(pix[1])*rest) / 255)
	pix[2] = uint8((uint32(c.B)*strength + uint32(pix[2])*rest) / 255)
}
