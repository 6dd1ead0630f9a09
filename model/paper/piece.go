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
	// dotted leads the eye to a page number.
	dotted bool
	hatch  bool
	alpha  float64
	tag    int32
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
	foots   []foot
	mark    *bookmark
	// logo is a picture instead of shapes and texts.
	logo *picture
	// keep holds the piece on one page with the next.
	keep bool
	// head is drawn again above the piece if it begins a page.
	head *piece
	// newPage begins a page.
	newPage bool
	// tags and numbers are where the block's own count begins in the paper's.
	tags, numbers int32
	source        string
}

// put adds a line of type at x, y.
func (p *piece) put(l typeset, x, y float64) {
	if p.texts == nil {
		p.texts = l.texts // a line belongs to one piece
		for i := range p.texts {
			p.texts[i].x += float32(x)
			p.texts[i].y += float32(y)
		}
	} else {
		for _, t := range l.texts {
			t.x += float32(x)
			t.y += float32(y)
			p.texts = append(p.texts, t)
		}
	}
	for _, k := range l.links {
		k.x += x
		k.y += y
		p.links = append(p.links, k)
	}
	p.foots = append(p.foots, l.foots...)
}

// rect adds a filled rectangle.
func (p *piece) rect(x, y, w, h float64, c colour) {
	p.shapes = append(p.shapes, figure{points: []point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, closed: true, fill: &c})
}

// rule adds a horizontal line.
func (p *piece) rule(x, y, w, width float64, c colour) {
	p.shapes = append(p.shapes, figure{points: []point{{x, y}, {x + w, y}}, stroke: &c, width: width})
}

// lower moves what a piece draws down.
func (p *piece) lower(dy float64) {
	for i := range p.texts {
		p.texts[i].y += float32(dy)
	}
	for i := range p.links {
		p.links[i].y += dy
	}
}

// keepLines holds the first two and the last two of pieces together, so that
// no line of a paragraph stands alone on a page.
func keepLines(ps []piece) {
	if n := len(ps); n > 1 {
		ps[0].keep = true
		ps[n-2].keep = true
	}
}

// page is a finished page: pieces at their heights.
type page struct {
	parts []part
	marks []placed
}

// part is a piece on a page. Repeated heads and margins are artifacts to who
// reads the page aloud.
type part struct {
	*piece
	top      float64
	repeated bool
}

// texts are the page's runs where they stand.
func (p page) texts() []glyphs {
	var out []glyphs
	for _, at := range p.parts {
		for _, g := range at.texts {
			g.y += float32(at.top)
			out = append(out, g)
		}
	}
	return out
}

// links are the page's links where they stand.
func (p page) links() []link {
	var out []link
	for _, at := range p.parts {
		for _, k := range at.links {
			k.y += at.top
			if k.tag > 0 {
				k.tag += at.tags
			}
			if at.repeated {
				k.tag = 0
			}
			out = append(out, k)
		}
	}
	return out
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
	// feet stand at the foot of the present page, waiting at that of the next.
	feet, waiting []*piece
	footed        float64
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
	out.close()
	for len(out.waiting) > 0 {
		out.turn()
		out.close()
	}
	return out
}

// turn closes the page and begins the next, with the footnotes that found no
// room before.
func (p *pages) turn() {
	if len(p.list) > 0 {
		p.close()
	}
	p.list = append(p.list, page{})
	p.y, p.footed, p.feet = 0, 0, nil
	waiting := p.waiting
	p.waiting = nil
	for i, w := range waiting {
		if p.footed+w.h > bodyHeight*0.6 && len(p.feet) > 0 {
			p.waiting = append(p.waiting, waiting[i:]...)
			break
		}
		p.addFoot(w)
	}
}

func (p *pages) addFoot(w *piece) {
	if len(p.feet) == 0 {
		p.footed = footGap
	}
	p.feet = append(p.feet, w)
	p.footed += w.h
}

// close sets the footnotes of the present page.
func (p *pages) close() {
	if len(p.feet) == 0 {
		return
	}
	pg := &p.list[len(p.list)-1]
	top := marginTop + bodyHeight - p.footed + footGap
	line := &piece{}
	line.rule(marginLeft, -footGap/2, 40, 0.15, grey)
	pg.parts = append(pg.parts, part{line, top, false})
	for _, w := range p.feet {
		p.put(w, top)
		top += w.h
	}
	p.feet = nil
}

// room is how deep the body may still reach.
func (p *pages) room() float64 { return bodyHeight - p.footed }

// footsOf is the room that the footnotes called in a piece need.
func (p *pages) footsOf(ps []piece) float64 {
	var h float64
	for i := range ps {
		h += footHeight(ps[i].foots)
	}
	if h > 0 && len(p.feet) == 0 {
		h += footGap
	}
	return min(h, bodyHeight*0.6)
}

// unit places pieces that want to stay together. More than a page of them
// breaks where it must.
func (p *pages) unit(ps []piece) {
	if ps[0].newPage && p.y > 0 {
		p.turn()
	}
	if h := height(ps) + p.footsOf(ps); p.y > 0 && p.y+h > p.room() && h <= bodyHeight-headHeight(ps[0]) {
		p.turn()
	}
	for i := range ps {
		piece := &ps[i]
		if p.y > 0 && p.y+piece.gap+piece.h+p.footsOf(ps[i:i+1]) > p.room()+0.001 {
			p.turn()
		}
		if p.y == 0 && piece.head != nil {
			p.draw(piece.head, true)
		}
		p.draw(piece, false)
	}
}

// height is that of pieces one under the other.
func height(ps []piece) float64 {
	var h float64
	for i := range ps {
		h += ps[i].gap + ps[i].h
	}
	return h
}

func headHeight(p piece) float64 {
	if p.head == nil {
		return 0
	}
	return p.head.h
}

func (p *pages) draw(piece *piece, repeated bool) {
	if p.y > 0 {
		p.y += piece.gap
	}
	top := marginTop + p.y
	p.y += piece.h
	if repeated {
		pg := &p.list[len(p.list)-1]
		pg.parts = append(pg.parts, part{piece, top, true})
		return
	}
	p.put(piece, top)
	for _, f := range piece.foots {
		for k := range f.pieces {
			w := &f.pieces[k]
			w.tags, w.numbers, w.source = piece.tags, piece.numbers, piece.source
			if len(p.waiting) > 0 || p.y+p.footed+w.h+footGap > bodyHeight+0.01 {
				p.waiting = append(p.waiting, w)
				continue
			}
			p.addFoot(w)
		}
	}
}

// put notes a piece at its place.
func (p *pages) put(piece *piece, top float64) {
	pg := &p.list[len(p.list)-1]
	pg.parts = append(pg.parts, part{piece, top, false})
	for _, l := range piece.links {
		if l.to != "" {
			p.anchor(FirstLink(l.to), place{len(p.list), top})
		}
	}
	for _, a := range piece.anchors {
		p.anchor(a, place{len(p.list), top})
	}
	if piece.mark != nil {
		pg.marks = append(pg.marks, placed{*piece.mark, top})
	}
}

// anchor remembers the first place of a name.
func (p *pages) anchor(name string, at place) {
	if _, ok := p.anchors[name]; !ok {
		p.anchors[name] = at
	}
}
