package paper

// The page: A4, one column. Numbers of paragraphs hang in the gutter.
const (
	pageWidth, pageHeight = 210.0, 297.0
	marginLeft            = 25.0
	marginTop             = 22.0
	marginBottom          = 18.5
	fullWidth             = pageWidth - 2*marginLeft
	gutter                = 9.0
	textLeft              = marginLeft + gutter
	textWidth             = fullWidth - gutter - 4
	bodyHeight            = pageHeight - marginTop - marginBottom
)

// figure is a drawn shape, filled or stroked.
type figure struct {
	points []point
	// circle has one point and a radius.
	radius float64
	closed bool
	fill   *colour
	stroke *colour
	width  float64
	dashed bool
	hatch  bool
	alpha  float64
}

type point struct{ x, y float64 }

// bookmark is an entry of the PDF's outline.
type bookmark struct {
	level int
	title string
}

// piece is a slice of the paper that never breaks. What it draws lies relative
// to the page's left edge and its own top.
type piece struct {
	gap, h  float64
	shapes  []figure
	texts   []glyphs
	links   []link
	anchors []string
	mark    *bookmark
	// keep holds the piece on one page with the next.
	keep bool
	// head is drawn again above the piece if it begins a page.
	head *piece
	// newPage begins a page.
	newPage bool
}

// put adds a line of type at x, y.
func (p *piece) put(l typeset, x, y float64) {
	for _, t := range l.texts {
		t.x += x
		t.y += y
		p.texts = append(p.texts, t)
	}
	for _, k := range l.links {
		k.x += x
		k.y += y
		p.links = append(p.links, k)
	}
}

// rect adds a filled rectangle.
func (p *piece) rect(x, y, w, h float64, c colour) {
	p.shapes = append(p.shapes, figure{points: []point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, closed: true, fill: &c})
}

// rule adds a horizontal line.
func (p *piece) rule(x, y, w, width float64, c colour) {
	p.shapes = append(p.shapes, figure{points: []point{{x, y}, {x + w, y}}, stroke: &c, width: width})
}

// keepLines holds the first two and the last two of pieces together, so that
// no line of a paragraph stands alone on a page.
func keepLines(ps []piece) {
	if n := len(ps); n > 1 {
		ps[0].keep = true
		ps[n-2].keep = true
	}
}

// page is a finished page.
type page struct {
	shapes []figure
	texts  []glyphs
	links  []link
	marks  []placed
}

// placed is a bookmark at its height.
type placed struct {
	bookmark
	y float64
}

// place is where an anchor stands.
type place struct {
	page int // from 1
	y    float64
}

// pages puts pieces on pages.
type pages struct {
	list    []page
	anchors map[string]place
	y       float64 // from the top of the body
}

func paginate(ps []piece) *pages {
	out := &pages{anchors: map[string]place{}}
	out.turn()
	for i := 0; i < len(ps); {
		end := i + 1
		for end < len(ps) && ps[end-1].keep && !ps[end].newPage {
			end++
		}
		out.unit(ps[i:end])
		i = end
	}
	return out
}

func (p *pages) turn() {
	p.list = append(p.list, page{})
	p.y = 0
}

// unit places pieces that want to stay together. More than a page of them
// breaks where it must.
func (p *pages) unit(ps []piece) {
	if ps[0].newPage && p.y > 0 {
		p.turn()
	}
	if h := height(ps); p.y > 0 && p.y+h > bodyHeight && h <= bodyHeight-headHeight(ps[0]) {
		p.turn()
	}
	for _, piece := range ps {
		if p.y > 0 && p.y+piece.gap+piece.h > bodyHeight+0.001 {
			p.turn()
		}
		if p.y == 0 && piece.head != nil {
			p.draw(*piece.head)
		}
		p.draw(piece)
	}
}

// height is that of pieces one under the other.
func height(ps []piece) float64 {
	var h float64
	for _, p := range ps {
		h += p.gap + p.h
	}
	return h
}

func headHeight(p piece) float64 {
	if p.head == nil {
		return 0
	}
	return p.head.h
}

func (p *pages) draw(piece piece) {
	if p.y > 0 {
		p.y += piece.gap
	}
	pg := &p.list[len(p.list)-1]
	top := marginTop + p.y
	for _, s := range piece.shapes {
		moved := s
		moved.points = make([]point, len(s.points))
		for i, q := range s.points {
			moved.points[i] = point{q.x, q.y + top}
		}
		pg.shapes = append(pg.shapes, moved)
	}
	for _, t := range piece.texts {
		t.y += top
		pg.texts = append(pg.texts, t)
	}
	for _, l := range piece.links {
		l.y += top
		pg.links = append(pg.links, l)
		p.anchor(cited(l.to), place{len(p.list), top})
	}
	for _, a := range piece.anchors {
		p.anchor(a, place{len(p.list), top})
	}
	if piece.mark != nil {
		pg.marks = append(pg.marks, placed{*piece.mark, top})
	}
	p.y += piece.h
}

// anchor remembers the first place of a name.
func (p *pages) anchor(name string, at place) {
	if _, ok := p.anchors[name]; !ok {
		p.anchors[name] = at
	}
}
