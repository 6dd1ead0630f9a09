package picture

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"consilience/model/chart"
)

// Pattern is the second sign beside colour that a filled shape carries.
type Pattern int

const (
	Plain   Pattern = iota
	Hatched         // strokes from lower left to upper right
	Dotted
)

// Ink is how a role is painted.
type Ink struct {
	Colour  color.NRGBA
	Pattern Pattern
}

// Shapes draws the shapes of a scene into dst, which shows the scene from
// its upper left at scale pixels per millimetre. Shapes are painted in order,
// so that a later one lies on top; labels are not painted.
func Shapes(dst *image.RGBA, shapes []chart.Shape, scale float64, inkOf func(chart.Role) Ink) {
	for _, s := range shapes {
		i := inkOf(s.Role)
		if s.Alpha > 0 && s.Alpha < 1 {
			i.Colour.A = uint8(math.Round(float64(i.Colour.A) * s.Alpha))
		}
		if s.Stroke > 0 {
			// A line never vanishes: it is at least one pixel wide.
			stroke(dst, outline(s, scale), math.Max(s.Stroke*scale, 1), s.Dashed, i)
			continue
		}
		if s.Kind == chart.Line {
			stroke(dst, outline(s, scale), 1, s.Dashed, i)
			continue
		}
		fill(dst, outline(s, scale), i, patternScale(scale))
	}
}

// patternScale is the distance of a pattern's strokes in pixels.
func patternScale(scale float64) int { return max(4, int(math.Round(scale*1.4))) }

// outline gives a shape's corners in pixels. Closed figures end where they
// began; a rectangle lies on whole pixels, so that bars have sharp edges.
func outline(s chart.Shape, scale float64) []chart.Point {
	switch s.Kind {
	case chart.Rect:
		if len(s.Points) < 2 {
			return nil
		}
		x0, y0 := math.Round(s.Points[0].X*scale), math.Round(s.Points[0].Y*scale)
		x1, y1 := math.Round(s.Points[1].X*scale), math.Round(s.Points[1].Y*scale)
		return []chart.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}, {X: x0, Y: y0}}
	case chart.Circle:
		if len(s.Points) < 1 {
			return nil
		}
		const corners = 48
		c := make([]chart.Point, 0, corners+1)
		for i := range corners + 1 {
			sin, cos := math.Sincos(2 * math.Pi * float64(i%corners) / corners)
			c = append(c, chart.Point{X: (s.Points[0].X + s.Radius*cos) * scale, Y: (s.Points[0].Y + s.Radius*sin) * scale})
		}
		return c
	}
	c := make([]chart.Point, 0, len(s.Points)+1)
	for _, p := range s.Points {
		c = append(c, chart.Point{X: p.X * scale, Y: p.Y * scale})
	}
	if s.Kind == chart.Polygon && len(c) > 2 {
		c = append(c, c[0])
	}
	return c
}

// stroke draws a line of a width in pixels along corners.
func stroke(dst *image.RGBA, corners []chart.Point, width float64, dashed bool, i Ink) {
	i.Pattern = Plain
	for n := 1; n < len(corners); n++ {
		a, b := corners[n-1], corners[n]
		length := math.Hypot(b.X-a.X, b.Y-a.Y)
		if length == 0 {
			continue
		}
		dx, dy := (b.X-a.X)/length, (b.Y-a.Y)/length
		on, off := length, 0.0
		if dashed {
			on, off = 4*width, 3*width
		}
		for at := 0.0; at < length; at += on + off {
			end := math.Min(at+on, length)
			fill(dst, bar(a, dx, dy, at, end, width), i, 1)
		}
	}
}

// bar is the rectangle around a piece of line, from at to end along the
// direction dx, dy. Upright and level lines are moved onto whole pixels.
func bar(a chart.Point, dx, dy, at, end, width float64) []chart.Point {
	nx, ny := -dy*width/2, dx*width/2
	p := chart.Point{X: a.X + dx*at, Y: a.Y + dy*at}
	q := chart.Point{X: a.X + dx*end, Y: a.Y + dy*end}
	if dx == 0 {
		p.X = snap(p.X, width)
		q.X = p.X
	}
	if dy == 0 {
		p.Y = snap(p.Y, width)
		q.Y = p.Y
	}
	return []chart.Point{
		{X: p.X + nx, Y: p.Y + ny}, {X: q.X + nx, Y: q.Y + ny},
		{X: q.X - nx, Y: q.Y - ny}, {X: p.X - nx, Y: p.Y - ny},
	}
}

// snap moves the middle of a line so that its upper or left edge lies on a
// pixel's edge.
func snap(middle, width float64) float64 { return math.Round(middle-width/2) + width/2 }

// fill draws the area inside corners.
func fill(dst *image.RGBA, corners []chart.Point, i Ink, period int) {
	box := Bounds(corners).Intersect(dst.Bounds())
	if len(corners) < 3 || box.Empty() {
		return
	}
	r := vector.NewRasterizer(box.Dx(), box.Dy())
	ox, oy := float64(box.Min.X), float64(box.Min.Y)
	for n, p := range corners {
		x, y := float32(p.X-ox), float32(p.Y-oy)
		if n == 0 {
			r.MoveTo(x, y)
			continue
		}
		r.LineTo(x, y)
	}
	r.ClosePath()
	if i.Pattern == Plain {
		r.Draw(dst, box, image.NewUniform(i.Colour), image.Point{})
		return
	}
	r.Draw(dst, box, texture{i, period}, box.Min)
}

// Bounds is the smallest box of whole pixels around corners.
func Bounds(corners []chart.Point) image.Rectangle {
	if len(corners) == 0 {
		return image.Rectangle{}
	}
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range corners {
		x0, y0 = math.Min(x0, p.X), math.Min(y0, p.Y)
		x1, y1 = math.Max(x1, p.X), math.Max(y1, p.Y)
	}
	return image.Rect(int(math.Floor(x0)), int(math.Floor(y0)), int(math.Ceil(x1)), int(math.Ceil(y1)))
}

// texture is an endless picture of a pattern: the colour with lighter strokes
// or dots in it.
type texture struct {
	Ink
	period int
}

// ColorModel implements image.Image.
func (texture) ColorModel() color.Model { return color.NRGBAModel }

// Bounds implements image.Image.
func (texture) Bounds() image.Rectangle { return image.Rect(-1e9, -1e9, 1e9, 1e9) }

// At implements image.Image.
func (t texture) At(x, y int) color.Color {
	light := false
	switch t.Pattern {
	case Hatched:
		light = mod(x+y, t.period) < max(1, t.period/3)
	case Dotted:
		dot := max(1, t.period/3)
		light = mod(x, t.period) < dot && mod(y, t.period) < dot
	}
	if !light {
		return t.Colour
	}
	c := t.Colour
	lift := func(v uint8) uint8 { return v + (255-v)/2 }
	return color.NRGBA{R: lift(c.R), G: lift(c.G), B: lift(c.B), A: c.A}
}

// mod is the remainder that is never negative.
func mod(a, n int) int { return ((a % n) + n) % n }
