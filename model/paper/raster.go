package paper

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	scale "golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"consilience/model/text"
)

// raster draws pages in pixels. It keeps the shapes of letters that it drew.
type raster struct {
	masks map[maskKey]mask
	paint map[colour]*image.Uniform
}

// maskKey is a glyph at a size in pixels (sixty-fourths) and a quarter of a
// pixel to the right.
type maskKey struct {
	face  *face
	id    text.GlyphID
	size  int32
	shift uint8
}

// mask is a letter's shape; at is its upper left from the pen.
type mask struct {
	shape *image.Alpha
	at    image.Point
}

const mostMasks = 30000

func (r *raster) page(p page, k float64) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(pageWidth*k)), int(math.Ceil(pageHeight*k))))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	if r.masks == nil || len(r.masks) > mostMasks {
		r.masks, r.paint = map[maskKey]mask{}, map[colour]*image.Uniform{}
	}
	for _, at := range p.parts {
		for i := range at.shapes {
			r.shape(img, &at.shapes[i], at.top, k)
		}
		if l := at.logo; l != nil {
			to := image.Rect(int(l.x*k), int((l.y+at.top)*k), int((l.x+l.w)*k), int((l.y+at.top+l.h)*k))
			scale.ApproxBiLinear.Scale(img, to, l.image, l.image.Bounds(), draw.Over, nil)
		}
		for i := range at.texts {
			r.run(img, &at.texts[i], at.top, k)
		}
	}
	return img
}

func (r *raster) uniform(c colour) *image.Uniform {
	u, ok := r.paint[c]
	if !ok {
		u = image.NewUniform(color.RGBA{c.r, c.g, c.b, 255})
		r.paint[c] = u
	}
	return u
}

func (r *raster) run(img *image.RGBA, g *glyphs, top, k float64) {
	size := float64(g.size) * pt * k // pixels an em
	x, y := float64(g.x)*k, (float64(g.y)+top)*k
	u := r.uniform(g.colour)
	if g.shaped != nil {
		for _, c := range g.shaped {
			for _, s := range c.glyphs {
				r.glyph(img, u, g.face, s.id, size, x+float64(s.x)/1000*size, y-float64(s.y)/1000*size)
			}
			x += c.advance / 1000 * size
		}
		return
	}
	for _, c := range g.text {
		gl := g.face.glyph(c)
		r.glyph(img, u, g.face, gl.id, size, x, y)
		x += gl.advance / 1000 * size
	}
}

func (r *raster) glyph(img *image.RGBA, u *image.Uniform, f *face, id text.GlyphID, size, x, y float64) {
	whole := math.Floor(x)
	key := maskKey{f, id, int32(math.Round(size * 64)), uint8((x - whole) * 4)}
	m, ok := r.masks[key]
	if !ok {
		m = drawMask(f, id, size, float64(key.shift)/4)
		r.masks[key] = m
	}
	if m.shape == nil {
		return
	}
	at := image.Pt(int(whole), int(math.Round(y))).Add(m.at)
	draw.DrawMask(img, m.shape.Bounds().Add(at), u, image.Point{}, m.shape, image.Point{}, draw.Over)
}

// drawMask draws a glyph once.
func drawMask(f *face, id text.GlyphID, size, shift float64) mask {
	segments := f.font.Outline(id)
	if len(segments) == 0 {
		return mask{}
	}
	k := size / f.em
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range segments {
		for i := range pointsOf(s.Kind) {
			x, y := float64(s.X[i])*k+shift, -float64(s.Y[i])*k
			minX, minY, maxX, maxY = min(minX, x), min(minY, y), max(maxX, x), max(maxY, y)
		}
	}
	left, upper := math.Floor(minX), math.Floor(minY)
	w, h := int(math.Ceil(maxX)-left), int(math.Ceil(maxY)-upper)
	if w <= 0 || h <= 0 || w > 4000 || h > 4000 {
		return mask{}
	}
	v := vector.NewRasterizer(w, h)
	p := func(s text.Segment, i int) (float32, float32) {
		return float32(float64(s.X[i])*k + shift - left), float32(-float64(s.Y[i])*k - upper)
	}
	for _, s := range segments {
		ax, ay := p(s, 0)
		switch s.Kind {
		case text.Move:
			v.ClosePath()
			v.MoveTo(ax, ay)
		case text.LineTo:
			v.LineTo(ax, ay)
		case text.Quad:
			bx, by := p(s, 1)
			v.QuadTo(ax, ay, bx, by)
		case text.Cube:
			bx, by := p(s, 1)
			cx, cy := p(s, 2)
			v.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	v.ClosePath()
	shape := image.NewAlpha(image.Rect(0, 0, w, h))
	v.Draw(shape, shape.Bounds(), image.Opaque, image.Point{})
	return mask{shape, image.Pt(int(left), int(upper))}
}

func pointsOf(k text.SegmentKind) int {
	switch k {
	case text.Quad:
		return 2
	case text.Cube:
		return 3
	}
	return 1
}

func (r *raster) shape(img *image.RGBA, s *figure, top, k float64) {
	ps := make([]point, len(s.points))
	for i, q := range s.points {
		ps[i] = point{q.x * k, (q.y + top) * k}
	}
	if s.radius > 0 {
		ps = ring(ps[0], s.radius*k)
	}
	alpha := 1.0
	if s.alpha > 0 && s.alpha < 1 {
		alpha = s.alpha
	}
	if s.fill != nil {
		fillPolygon(img, ps, *s.fill, alpha)
	}
	if s.hatch && s.radius == 0 {
		r.hatched(img, s.points, top, k)
	}
	if s.stroke != nil {
		if s.closed || s.radius > 0 {
			ps = append(ps, ps[0])
		}
		width := max(s.width*k, 0.6)
		for i := 0; i+1 < len(ps); i++ {
			on, off := 0.0, 0.0
			switch {
			case s.dashed:
				on, off = 1.2*k, 1*k
			case s.dotted:
				on, off = width, 1.5*k-width
			}
			strokeLine(img, ps[i], ps[i+1], width, on, off, *s.stroke, alpha)
		}
	}
}

// ring is a circle as a polygon.
func ring(m point, r float64) []point {
	n := min(max(int(r*3), 12), 96)
	out := make([]point, n)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		out[i] = point{m.x + r*cos, m.y + r*sin}
	}
	return out
}

// fillPolygon fills within the polygon's own box, which is what keeps it fast.
func fillPolygon(img *image.RGBA, ps []point, c colour, alpha float64) {
	if len(ps) < 3 {
		return
	}
	box := boxOf(ps).Intersect(img.Bounds())
	if box.Empty() {
		return
	}
	v := vector.NewRasterizer(box.Dx(), box.Dy())
	for i, q := range ps {
		x, y := float32(q.x)-float32(box.Min.X), float32(q.y)-float32(box.Min.Y)
		if i == 0 {
			v.MoveTo(x, y)
		} else {
			v.LineTo(x, y)
		}
	}
	v.ClosePath()
	v.Draw(img, box, image.NewUniform(color.NRGBA{c.r, c.g, c.b, uint8(math.Round(alpha * 255))}), image.Point{})
}

func boxOf(ps []point) image.Rectangle {
	minX, minY, maxX, maxY := ps[0].x, ps[0].y, ps[0].x, ps[0].y
	for _, q := range ps {
		minX, minY, maxX, maxY = min(minX, q.x), min(minY, q.y), max(maxX, q.x), max(maxY, q.y)
	}
	clip := func(f float64) int { return int(min(max(f, -1e6), 1e6)) }
	return image.Rect(clip(math.Floor(minX)), clip(math.Floor(minY)), clip(math.Ceil(maxX)), clip(math.Ceil(maxY)))
}

func strokeLine(img *image.RGBA, a, b point, width, on, off float64, c colour, alpha float64) {
	length := math.Hypot(b.x-a.x, b.y-a.y)
	if length == 0 {
		return
	}
	dx, dy := (b.x-a.x)/length, (b.y-a.y)/length
	nx, ny := -dy*width/2, dx*width/2
	piece := func(from, to float64) {
		p, q := point{a.x + dx*from, a.y + dy*from}, point{a.x + dx*to, a.y + dy*to}
		fillPolygon(img, []point{{p.x + nx, p.y + ny}, {q.x + nx, q.y + ny}, {q.x - nx, q.y - ny}, {p.x - nx, p.y - ny}}, c, alpha)
	}
	if on+off <= 0 || length > 20000 {
		piece(0, length)
		return
	}
	for from := 0.0; from < length; from += on + off {
		piece(from, min(from+on, length))
	}
}

// hatched draws the diagonals of a pattern, clipped to the figure.
func (r *raster) hatched(img *image.RGBA, ps []point, top, k float64) {
	poly := make([]point, len(ps))
	for i, q := range ps {
		poly[i] = point{q.x * k, (q.y + top) * k}
	}
	box := boxOf(poly).Intersect(img.Bounds())
	if box.Empty() {
		return
	}
	part, _ := img.SubImage(box).(*image.RGBA)
	for _, l := range hatchLines(ps) {
		strokeLine(part, point{l[0].x * k, (l[0].y + top) * k}, point{l[1].x * k, (l[1].y + top) * k}, 0.2*k, 0, 0, hatchColour, 1)
	}
}
