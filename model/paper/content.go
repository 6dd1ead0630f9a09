package paper

import (
	"math"
	"strconv"
)

// drawing is a paper on its way into PDF: what its pages say in PDF's language,
// the fonts they use, the structure they get.
type drawing struct {
	laid
	fonts []*subset
	last  map[*face]*subset
	tree  *tree
	// alphas are the opacities in use, by name.
	alphas map[string]float64
	links  [][]link // of each page that is drawn
}

func newDrawing(l laid) *drawing {
	return &drawing{laid: l, last: map[*face]*subset{}, tree: newTree(l), alphas: map[string]float64{}}
}

func (d *drawing) subset(f *face) *subset {
	s := d.last[f]
	if s == nil || s.full() {
		s = newSubset(f, "F"+strconv.Itoa(len(d.fonts)))
		d.fonts = append(d.fonts, s)
		d.last[f] = s
	}
	return s
}

// canvas writes one page.
type canvas struct {
	d    *drawing
	b    []byte
	page int
	part part
	// The state of the page: what need not be said again.
	fill, stroke colour
	font         *subset
	size         float32
	// mark is the tag of the open marked content, number the open figure.
	mark         int32
	open         bool
	number       int32
	filled, drew bool
}

const (
	perMM    = 72 / 25.4
	pageTall = pageHeight * perMM
)

// page is the content of a page, the library's logo apart: what stands before
// it and what after.
func (d *drawing) page(n int) []byte {
	c := &canvas{d: d, page: n, b: make([]byte, 0, 16<<10)}
	for _, p := range d.pages[n].parts {
		c.part = p
		for i := range p.shapes {
			c.tag(p.shapes[i].tag)
			c.shape(&p.shapes[i])
		}
		if p.logo != nil {
			c.tag(layoutArtifact)
			c.logo(p.logo)
		}
		c.close()
		if len(p.texts) > 0 {
			c.b = append(c.b, "BT\n"...)
			for i := range p.texts {
				c.run(&p.texts[i])
			}
			c.close()
			c.b = append(c.b, "ET\n"...)
		}
	}
	return c.b
}

// tag opens marked content for what comes, unless it is open already.
func (c *canvas) tag(local int32) {
	t := local
	switch {
	case c.part.repeated:
		t = layoutArtifact
	case t > 0:
		t += c.part.tags
	}
	if c.open && c.mark == t {
		return
	}
	c.close()
	c.open, c.mark = true, t
	switch t {
	case layoutArtifact:
		c.b = append(c.b, "/Artifact BMC\n"...)
	case headArtifact:
		c.b = append(c.b, "/Artifact <</Type /Pagination /Subtype /Header>> BDC\n"...)
	case footArtifact:
		c.b = append(c.b, "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n"...)
	default:
		id := c.d.tree.mark(t, c.page)
		c.b = append(c.b, '/')
		c.b = append(c.b, c.d.nodes[t-1].kind...)
		c.b = append(c.b, " <</MCID "...)
		c.b = strconv.AppendInt(c.b, int64(id), 10)
		c.b = append(c.b, ">> BDC\n"...)
	}
}

func (c *canvas) close() {
	c.endNumber()
	if c.open {
		c.b = append(c.b, "EMC\n"...)
		c.open = false
	}
}

func (c *canvas) endNumber() {
	if c.number != 0 {
		c.b = append(c.b, "EMC\n"...)
		c.number = 0
	}
}

// figureKey names a computed figure in the page's content.
const figureKey = "ConsilienceFigure"

func (c *canvas) run(g *glyphs) {
	if g.text == "" {
		return
	}
	number := g.number
	if number > 0 {
		number += c.part.numbers
	}
	if c.number != 0 && c.number != number {
		c.endNumber()
	}
	if c.part.repeated {
		number = 0
	}
	c.tag(g.tag)
	if number > 0 && c.number == 0 {
		c.b = append(c.b, "/Span <</"+figureKey+" ("...)
		c.b = append(c.b, figureID(number)...)
		c.b = append(c.b, ")>> BDC\n"...)
		c.number = number
	}
	if g.colour != c.fill || !c.filled {
		c.colour(g.colour, "rg\n")
		c.fill, c.filled = g.colour, true
	}
	s := c.d.subset(g.face)
	if s != c.font || g.size != c.size {
		c.b = append(c.b, '/')
		c.b = append(c.b, s.name...)
		c.b = append(c.b, ' ')
		c.num(float64(g.size))
		c.b = append(c.b, "Tf\n"...)
		c.font, c.size = s, g.size
	}
	c.b = append(c.b, "1 0 0 1 "...)
	c.num(float64(g.x) * perMM)
	c.num(pageTall - (float64(g.y)+c.part.top)*perMM)
	c.b = append(c.b, "Tm "...)
	if g.shaped != nil {
		c.b = append(c.b, '<')
		for _, k := range g.shaped {
			c.hex(s.cluster(k))
		}
		c.b = append(c.b, "> Tj\n"...)
		return
	}
	c.b = append(c.b, '<')
	for _, r := range g.text {
		c.hex(s.rune(r))
	}
	c.b = append(c.b, "> Tj\n"...)
}

const hexDigits = "0123456789ABCDEF"

func (c *canvas) hex(n uint16) {
	c.b = append(c.b, hexDigits[n>>12], hexDigits[n>>8&15], hexDigits[n>>4&15], hexDigits[n&15])
}

// num writes a number with two decimals at most, and a blank.
func (c *canvas) num(f float64) { c.b = appendNum(c.b, f) }

func appendNum(b []byte, f float64) []byte {
	if math.IsNaN(f) || math.Abs(f) > 1e7 {
		f = 0
	}
	n := int64(math.Round(f * 100))
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	if r := n % 100; r != 0 {
		b = append(b, '.', byte('0'+r/10))
		if r%10 != 0 {
			b = append(b, byte('0'+r%10))
		}
	}
	return append(b, ' ')
}

func (c *canvas) colour(k colour, op string) {
	for _, v := range []uint8{k.r, k.g, k.b} {
		c.b = strconv.AppendFloat(c.b, math.Round(float64(v)/255*1000)/1000, 'f', -1, 64)
		c.b = append(c.b, ' ')
	}
	c.b = append(c.b, op...)
}

func (c *canvas) at(q point) {
	c.num(q.x * perMM)
	c.num(pageTall - (q.y+c.part.top)*perMM)
}

func (c *canvas) path(ps []point) {
	for i, q := range ps {
		c.at(q)
		if i == 0 {
			c.b = append(c.b, "m "...)
		} else {
			c.b = append(c.b, "l "...)
		}
	}
}

func (c *canvas) shape(s *figure) {
	if s.fill != nil && (*s.fill != c.fill || !c.filled) {
		c.colour(*s.fill, "rg\n")
		c.fill, c.filled = *s.fill, true
	}
	if s.stroke != nil {
		if *s.stroke != c.stroke || !c.drew {
			c.colour(*s.stroke, "RG\n")
			c.stroke, c.drew = *s.stroke, true
		}
		c.num(s.width * perMM)
		c.b = append(c.b, "w\n"...)
	}
	special := s.dashed || s.dotted || s.alpha > 0 && s.alpha < 1
	if special {
		c.b = append(c.b, "q\n"...)
	}
	if s.dashed {
		c.b = append(c.b, "[3.4 2.83] 0 d\n"...)
	}
	if s.dotted {
		c.b = append(c.b, "1 J [0 4.25] 0 d\n"...)
	}
	if s.alpha > 0 && s.alpha < 1 {
		c.b = append(c.b, "/"+c.d.alpha(s.alpha)+" gs\n"...)
	}
	if s.radius > 0 {
		c.circle(s.points[0], s.radius)
	} else {
		c.path(s.points)
	}
	c.paint(s)
	if s.hatch {
		c.hatch(s.points)
	}
	if special {
		c.b = append(c.b, "Q\n"...)
	}
}

func (c *canvas) paint(s *figure) {
	if s.closed {
		c.b = append(c.b, "h "...)
	}
	switch {
	case s.fill != nil && s.stroke != nil:
		c.b = append(c.b, "B\n"...)
	case s.fill != nil:
		c.b = append(c.b, "f\n"...)
	case s.stroke != nil:
		c.b = append(c.b, "S\n"...)
	default:
		c.b = append(c.b, "n\n"...)
	}
}

// alpha names an opacity in steps of a hundredth.
func (d *drawing) alpha(a float64) string {
	n := max(1, int(math.Round(a*100)))
	name := "A" + strconv.Itoa(n)
	d.alphas[name] = float64(n) / 100
	return name
}

// circle draws four cubic arcs; 0.5523 is 4/3·(√2 − 1).
func (c *canvas) circle(m point, r float64) {
	const k = 0.5522847498
	c.at(point{m.x + r, m.y})
	c.b = append(c.b, "m "...)
	for i := range 4 {
		sin, cos := math.Sincos(float64(i) * math.Pi / 2)
		sin2, cos2 := math.Sincos(float64(i+1) * math.Pi / 2)
		c.at(point{m.x + r*(cos-k*sin), m.y + r*(sin+k*cos)})
		c.at(point{m.x + r*(cos2+k*sin2), m.y + r*(sin2-k*cos2)})
		c.at(point{m.x + r*cos2, m.y + r*sin2})
		c.b = append(c.b, "c "...)
	}
	c.b = append(c.b, "h "...)
}

// hatch draws fine dark diagonals over a filled figure; white type on it stays
// readable.
func (c *canvas) hatch(ps []point) {
	c.b = append(c.b, "q\n"...)
	c.path(ps)
	c.b = append(c.b, "h W n\n"...)
	c.colour(hatchColour, "RG\n")
	c.num(0.2 * perMM)
	c.b = append(c.b, "w\n"...)
	for _, l := range hatchLines(ps) {
		c.path(l[:])
		c.b = append(c.b, "S\n"...)
	}
	c.b = append(c.b, "Q\n"...)
}

var hatchColour = colour{108, 44, 0}

// hatchLines are the diagonals that cover a figure.
func hatchLines(ps []point) [][2]point {
	const step = 1.6
	left, right, top, bottom := ps[0].x, ps[0].x, ps[0].y, ps[0].y
	for _, q := range ps {
		left, right, top, bottom = min(left, q.x), max(right, q.x), min(top, q.y), max(bottom, q.y)
	}
	var out [][2]point
	h := bottom - top
	for x := left - h + step/2; x < right && len(out) < 5000; x += step {
		out = append(out, [2]point{{x, bottom}, {x + h, top}})
	}
	return out
}

// logo draws the picture, which the library knows by its name.
func (c *canvas) logo(p *picture) {
	c.b = append(c.b, "q "...)
	c.num(p.w * perMM)
	c.b = append(c.b, "0 0 "...)
	c.num(p.h * perMM)
	c.num(p.x * perMM)
	c.num(pageTall - (p.y+c.part.top+p.h)*perMM)
	c.b = append(c.b, "cm /Logo Do Q\n"...)
}
