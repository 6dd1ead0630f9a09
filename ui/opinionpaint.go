package ui

import (
	"image"
	"image/color"
	"math"

	"consilience/model/chart"
	"consilience/model/chart/picture"
)

// mapPainter paints the points and areas of an opinion map into a picture. It
// keeps its buffers from one picture to the next. It knows no Fyne.
type mapPainter struct {
	opinions chart.Opinions
	hulls    [][]chart.Point
	middles  []chart.Point
	crosses  bool
	colours  mapColours

	img    *image.RGBA
	stamps []stamp
	cells  []cell
	// left and right are the ends of an area's lines.
	left, right []float64
	stamped     float64 // the radius that the stamps were cut for
}

// mapColours are the colours of the theme.
type mapColours struct {
	ground, axis, loose, cross color.NRGBA
	groups                     []color.NRGBA
}

func (c *mapColours) of(group int) color.NRGBA {
	if group < 0 || len(c.groups) == 0 {
		return c.loose
	}
	return c.groups[group%len(c.groups)]
}

// cell is what a square of the shaded map holds.
type cell struct {
	n       int32
	r, g, b int32
}

// shadeSide is the side of a shaded square in logical pixels.
const shadeSide = 3

// draw paints what v shows at w times h device pixels. The picture is used
// again by the next draw.
func (p *mapPainter) draw(v *mapView, w, h int) *image.RGBA {
	if p.img == nil || p.img.Rect.Dx() != w || p.img.Rect.Dy() != h {
		p.img = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	p.clear()
	if w == 0 || h == 0 || !(v.w > 0) || len(p.opinions.Dots) == 0 {
		return p.img
	}
	device := float64(w) / v.w
	p.axes(v, device)
	p.areas(v, device)
	if seen := p.seen(v); seen > chart.ManyDots {
		p.shade(v, device)
	} else {
		p.dots(v, device, seen)
	}
	if p.crosses {
		p.marks(v, device)
	}
	return p.img
}

// clear fills the picture with the ground, doubling what is filled already.
func (p *mapPainter) clear() {
	pix := p.img.Pix
	if len(pix) < 4 {
		return
	}
	g := p.colours.ground
	pix[0], pix[1], pix[2], pix[3] = g.R, g.G, g.B, 0xff
	for done := 4; done < len(pix); done *= 2 {
		copy(pix[done:], pix[:done])
	}
}

// seen is how many people stand in the part that is shown.
func (p *mapPainter) seen(v *mapView) int {
	if len(p.opinions.Dots) <= chart.ManyDots {
		return len(p.opinions.Dots)
	}
	x0, y1 := v.place(0, 0)
	x1, y0 := v.place(v.w, v.h)
	n := 0
	for i := range p.opinions.Dots {
		d := &p.opinions.Dots[i]
		if d.X >= x0 && d.X <= x1 && d.Y >= y0 && d.Y <= y1 {
			n++
		}
	}
	return n
}

// axes paints where both directions are in the middle.
func (p *mapPainter) axes(v *mapView, device float64) {
	x, y := v.at(0, 0)
	x, y = math.Round(x*device)+0.5, math.Round(y*device)+0.5
	w, h := float64(p.img.Rect.Dx()), float64(p.img.Rect.Dy())
	p.line(chart.Point{X: x}, chart.Point{X: x, Y: h}, 1, p.colours.axis, 0xff)
	p.line(chart.Point{Y: y}, chart.Point{X: w, Y: y}, 1, p.colours.axis, 0xff)
}

// areas paints the groups' outlines, a little outside their members.
func (p *mapPainter) areas(v *mapView, device float64) {
	const air, line = 9, 1.6 // logical pixels
	for g, corners := range p.hulls {
		if len(corners) < 3 {
			continue
		}
		mx, my := v.at(p.middles[g].X, p.middles[g].Y)
		outline := make([]chart.Point, len(corners))
		for i, c := range corners {
			x, y := v.at(c.X, c.Y)
			dx, dy := x-mx, y-my
			away := 1 + air/math.Max(math.Hypot(dx, dy), 1)
			outline[i] = chart.Point{X: (mx + dx*away) * device, Y: (my + dy*away) * device}
		}
		p.fill(outline, p.colours.of(g), 0x14)
		for i, a := range outline {
			p.line(a, outline[(i+1)%len(outline)], line*device, p.colours.of(g), 0xb0)
		}
	}
}

// fill paints the inside of convex corners, without smoothing its edge: a line
// lies on it.
func (p *mapPainter) fill(corners []chart.Point, c color.NRGBA, strength uint32) {
	w, h := p.img.Rect.Dx(), p.img.Rect.Dy()
	if len(p.left) < h {
		p.left, p.right = make([]float64, h), make([]float64, h)
	}
	box := picture.Bounds(corners).Intersect(p.img.Rect)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		p.left[y], p.right[y] = math.Inf(1), math.Inf(-1)
	}
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		if a.Y > b.Y {
			a, b = b, a
		}
		slope := (b.X - a.X) / (b.Y - a.Y) // not used for a level edge
		for y := max(box.Min.Y, int(math.Ceil(a.Y-0.5))); y < box.Max.Y && float64(y)+0.5 < b.Y; y++ {
			x := a.X + slope*(float64(y)+0.5-a.Y)
			p.left[y], p.right[y] = math.Min(p.left[y], x), math.Max(p.right[y], x)
		}
	}
	for y := box.Min.Y; y < box.Max.Y; y++ {
		if !(p.left[y] < p.right[y]) {
			continue
		}
		from, to := int(math.Max(p.left[y], 0)), int(math.Min(p.right[y], float64(w)))
		row := p.img.Pix[y*p.img.Stride:]
		for x := from; x < to; x++ {
			blend(row[4*x:], c, strength)
		}
	}
}

// line paints a line of a width, step by step along its longer side.
func (p *mapPainter) line(a, b chart.Point, width float64, c color.NRGBA, strength uint32) {
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	if length == 0 {
		return
	}
	w, h := p.img.Rect.Dx(), p.img.Rect.Dy()
	steep := math.Abs(b.Y-a.Y) > math.Abs(b.X-a.X)
	if steep {
		a, b, w, h = chart.Point{X: a.Y, Y: a.X}, chart.Point{X: b.Y, Y: b.X}, h, w
	}
	if a.X > b.X {
		a, b = b, a
	}
	slope, across := (b.Y-a.Y)/(b.X-a.X), (b.X-a.X)/length
	reach := (width/2 + 1) / across
	for x := max(0, int(math.Floor(a.X))); x < w && float64(x) <= b.X; x++ {
		middle := a.Y + slope*(float64(x)+0.5-a.X)
		if middle < -reach || middle > float64(h)+reach {
			continue
		}
		for y := max(0, int(middle-reach)); y < h && float64(y) <= middle+reach; y++ {
			cover := width/2 + 0.5 - math.Abs(float64(y)+0.5-middle)*across
			if cover <= 0 {
				continue
			}
			at := p.img.PixOffset(x, y)
			if steep {
				at = p.img.PixOffset(y, x)
			}
			blend(p.img.Pix[at:], c, uint32(float64(strength)*math.Min(cover, 1)))
		}
	}
}

// dots stamps everybody's mark; who is in no group lies below.
func (p *mapPainter) dots(v *mapView, device float64, seen int) {
	radius := dotRadius(seen) * device
	p.cut(radius)
	k := v.scale() * device
	x0, y0 := v.at(0, 0)
	x0, y0 = x0*device, y0*device
	for loose := range 2 {
		for i := range p.opinions.Dots {
			d := &p.opinions.Dots[i]
			if (d.Group < 0) != (loose == 0) {
				continue
			}
			p.stamps[markOf(d.Group)].onto(p.img, x0+k*d.X, y0-k*d.Y, p.colours.of(d.Group))
		}
	}
}

// dotRadius is how large a dot is in logical pixels, by how many are seen.
func dotRadius(seen int) float64 {
	return math.Min(math.Max(90/math.Sqrt(float64(max(seen, 1))), 1.6), 5)
}

// shade paints where many stand, in squares; its colour is the mean of those in
// it, its strength grows with the logarithm of their number.
func (p *mapPainter) shade(v *mapView, device float64) {
	side := shadeSide * device
	columns := int(math.Ceil(float64(p.img.Rect.Dx()) / side))
	rows := int(math.Ceil(float64(p.img.Rect.Dy()) / side))
	if len(p.cells) < columns*rows {
		p.cells = make([]cell, columns*rows)
	}
	cells := p.cells[:columns*rows]
	clear(cells)
	k := v.scale() * device / side
	x0, y0 := v.at(0, 0)
	x0, y0 = x0*device/side, y0*device/side
	most := int32(1)
	for i := range p.opinions.Dots {
		d := &p.opinions.Dots[i]
		x, y := int(math.Floor(x0+k*d.X)), int(math.Floor(y0-k*d.Y))
		if x < 0 || y < 0 || x >= columns || y >= rows {
			continue
		}
		c := &cells[y*columns+x]
		colour := p.colours.of(d.Group)
		c.n++
		c.r, c.g, c.b = c.r+int32(colour.R), c.g+int32(colour.G), c.b+int32(colour.B)
		most = max(most, c.n)
	}
	for at := range cells {
		c := &cells[at]
		if c.n == 0 {
			continue
		}
		strength := uint32(255 * chart.Shade(int(c.n), int(most)))
		x, y := float64(at%columns)*side, float64(at/columns)*side
		box := image.Rect(int(x), int(y), int(x+side), int(y+side)).Intersect(p.img.Rect)
		colour := color.NRGBA{R: uint8(c.r / c.n), G: uint8(c.g / c.n), B: uint8(c.b / c.n)}
		for yy := box.Min.Y; yy < box.Max.Y; yy++ {
			for xx := box.Min.X; xx < box.Max.X; xx++ {
				blend(p.img.Pix[p.img.PixOffset(xx, yy):], colour, strength)
			}
		}
	}
}

// marks paints a cross for each statement.
func (p *mapPainter) marks(v *mapView, device float64) {
	arm, thick := 4.5*device, 1.6*device
	for _, c := range p.opinions.Crosses {
		x, y := v.at(c.X, c.Y)
		x, y = x*device, y*device
		p.line(chart.Point{X: x - arm, Y: y}, chart.Point{X: x + arm, Y: y}, thick, p.colours.cross, 0xff)
		p.line(chart.Point{X: x, Y: y - arm}, chart.Point{X: x, Y: y + arm}, thick, p.colours.cross, 0xff)
	}
}
