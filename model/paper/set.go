package paper

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"consilience/model/text"
)

// Lengths on the page are millimetres; type is measured in points.
const pt = 25.4 / 72

type colour struct{ r, g, b uint8 }

var (
	ink     = colour{31, 41, 51}
	navy    = colour{22, 55, 92}
	accent  = colour{0, 92, 158}
	grey    = colour{88, 99, 110}
	hair    = colour{206, 212, 218}
	tint    = colour{237, 243, 248}
	caution = colour{146, 64, 14}
)

// style is a size of type.
type style struct {
	size, lead   float64 // points
	colour       colour
	bold, italic bool
}

var (
	titleStyle   = style{size: 20, lead: 25, colour: navy, bold: true}
	sectionStyle = style{size: 12.5, lead: 16, colour: navy, bold: true}
	headStyle    = style{size: 10.5, lead: 14, colour: navy, bold: true}
	bodyStyle    = style{size: 10, lead: 14, colour: ink}
	askStyle     = style{size: 11, lead: 15.5, colour: ink}
	labelStyle   = style{size: 8, lead: 11, colour: navy, bold: true}
	captionStyle = style{size: 9, lead: 12.5, colour: navy, bold: true}
	tableStyle   = style{size: 8.5, lead: 11.2, colour: ink}
	tableHead    = style{size: 7.5, lead: 10, colour: grey, bold: true}
	noteStyle    = style{size: 7.3, lead: 9.6, colour: grey}
	smallStyle   = style{size: 7.3, lead: 9.6, colour: ink}
	runningStyle = style{size: 7.5, lead: 10, colour: grey}
)

// glyphs is a run of text in one face. At x, y is the left end of its baseline.
type glyphs struct {
	x, y, size float32
	colour     colour
	// tag is the run's structure element within its block, 0 for none.
	tag int32
	// number is the computed figure that the run belongs to, counted within
	// its block from 1; 0 for none.
	number int32
	face   *face
	// text is what is drawn, in visual order, rune by rune; if shaped is set it
	// is what the shaped glyphs stand for.
	text   string
	shaped []*cluster
}

// shaped is a glyph that HarfBuzz placed: x and y in thousandths of an em from
// the beginning of its cluster.
type shaped struct {
	id   text.GlyphID
	x, y float32
}

// link is an area that leads to an anchor or to a web address.
type link struct {
	x, y, w, h  float64
	to, address string
	tag         int32
	words       string
}

// typeset is a line of type: its glyphs and links lie relative to its upper
// left corner.
type typeset struct {
	texts []glyphs
	links []link
	foots []foot
	h     float64
	width float64 // of the ink
}

// typesetter turns spans into lines.
type typesetter struct {
	faces *faces
	// brand is the colour of headings and rules.
	brand colour
	lang  string
	words furniture
	// pages are the pages of anchors, as the pass before found them.
	pages map[string]int
	// What follows belongs to the block that is being set: its structure, the
	// element that lines go to, and how many figures and footnotes it has.
	nodes    []node
	tag      int32
	blockLng string
	figures  int32
	foots    int
	footBase int
}

// passage is spans as one cleaned text, with the span of each rune.
type passage struct {
	runes string
	of    []int32
	spans []Span
	// Of each span: the figure it is, the footnote it calls, its structure
	// element, its slant and language.
	numbers []int32
	foots   []foot
	tags    []int32
	slants  []slant
	langs   []string
	// clusters is set if anything needs shaping: for each rune the cluster
	// that begins there, or absorbed.
	clusters []*cluster
}

// cluster is what HarfBuzz made of a few runes that belong together.
type cluster struct {
	face    *face
	glyphs  []shaped
	advance float64 // thousandths of an em
	text    string
	key     string // the same for clusters that look alike
}

// within marks runes that belong to the cluster before them.
var within = &cluster{}

func (t *typesetter) passage(spans []Span, st style) passage {
	p := passage{spans: spans}
	var b strings.Builder
	n := len(spans)
	p.numbers, p.foots, p.tags = make([]int32, n), make([]foot, n), make([]int32, n)
	p.slants, p.langs = make([]slant, n), make([]string, n)
	for i, s := range spans {
		p.slants[i] = slantOf(st.bold || s.Bold, st.italic || s.Italic)
		p.langs[i] = cmp.Or(s.Language, t.blockLng, t.lang)
		part := text.Clean(s.words(t.pages))
		switch {
		case s.Number != nil:
			t.figures++
			p.numbers[i] = t.figures
			// A figure after Arabic or Hebrew would be pulled into it digit by
			// digit: “1 of 2” would begin on its far side. These marks print
			// nothing and hold it together.
			part = leftToRight + part + leftToRight
		case len(s.Foot) > 0:
			p.foots[i] = t.foot(s.Foot)
			part = superscript(p.foots[i].number)
		}
		part = t.named(part, p.slants[i], p.langs[i])
		p.tags[i] = t.spanTag(s)
		b.WriteString(part)
		if n > 1 {
			for range utf8.RuneCountInString(part) {
				p.of = append(p.of, int32(i))
			}
		}
	}
	p.runes = b.String()
	t.shape(&p)
	return p
}

// span is the span of the rune at a position. Cleaning the whole may join two
// runes at a border, so a position may lie past the end.
func (p *passage) span(at int) int {
	if len(p.of) == 0 {
		return 0
	}
	return int(p.of[min(at, len(p.of)-1)])
}

func (p *passage) colour(t *typesetter, st style, span int) colour {
	if len(p.spans) > 0 {
		switch s := p.spans[span]; {
		case s.To != "", s.Address != "":
			return accent
		case s.Quiet:
			return grey
		}
	}
	if st.colour == navy {
		return t.brand
	}
	return st.colour
}

// lines sets spans in lines of a width, flush left, or flush right if right or
// if the text is written from right to left.
func (t *typesetter) lines(spans []Span, width float64, st style, right bool) []typeset {
	if len(spans) == 0 {
		spans = []Span{{}}
	}
	p := t.passage(spans, st)
	size := st.size * pt / 1000
	flowed := text.Flow(p.runes, width, func(r rune, at int) float64 {
		if p.clusters != nil && at < len(p.clusters) && p.clusters[at] != nil {
			return p.clusters[at].advance * size
		}
		if r >= 0xAD && text.Invisible(r) {
			return 0
		}
		span := p.span(at)
		f, drawn := t.faces.pick(r, p.slants[span], p.langs[span])
		return f.glyph(drawn).advance * size
	})
	out := make([]typeset, len(flowed))
	for i, l := range flowed {
		out[i] = t.line(&p, l, st)
		if i+1 < len(flowed) {
			out[i].parted(l, flowed[i+1])
		}
		if right || l.RTL {
			out[i].shift(width - out[i].width)
		}
	}
	return out
}

// leftToRight is U+200E LEFT-TO-RIGHT MARK.
const leftToRight = "\u200e"

// baseline is where letters stand in a line: capitals are centred in it.
func (st style) baseline() float64 { return (st.lead/2 + st.size*0.357) * pt }

// liner sets the runes of a line one after the other.
type liner struct {
	t         *typesetter
	p         *passage
	st        style
	out       typeset
	text      strings.Builder
	begins    []int // where the text of each run begins
	x, before float64
	run       *glyphs
	span      int
}

func (t *typesetter) line(p *passage, l text.Line, st style) typeset {
	s := liner{t: t, p: p, st: st, out: typeset{h: st.lead * pt}, span: -1}
	s.text.Grow(len(l.Text))
	k := 0
	for _, r := range l.Text {
		s.put(r, l.At[k])
		k++
	}
	whole := s.text.String()
	for i := range s.out.texts {
		end := len(whole)
		if i+1 < len(s.begins) {
			end = s.begins[i+1]
		}
		s.out.texts[i].text = whole[s.begins[i]:end]
	}
	s.out.width = s.x
	return s.out
}

// begin starts a run at x.
func (s *liner) begin(f *face, span int, x float64) {
	s.out.texts = append(s.out.texts, glyphs{x: float32(x), y: float32(s.st.baseline()), face: f, size: float32(s.st.size),
		colour: s.p.colour(s.t, s.st, span), tag: s.p.tags[span], number: s.p.numbers[span]})
	s.begins = append(s.begins, s.text.Len())
	s.run = &s.out.texts[len(s.out.texts)-1]
	if span != s.span {
		s.span = span
		if f := s.p.foots[span]; f.number > 0 {
			s.out.foots = append(s.out.foots, f)
		}
	}
}

func (s *liner) put(r rune, at int) {
	size := s.st.size * pt / 1000
	span := s.p.span(at)
	if s.p.clusters != nil && at < len(s.p.clusters) && s.p.clusters[at] != nil {
		s.cluster(s.p.clusters[at], span, size)
		return
	}
	if r >= 0xAD && text.Invisible(r) {
		return
	}
	f, drawn := s.t.faces.pick(r, s.p.slants[span], s.p.langs[span])
	g := f.glyph(drawn)
	if g.over {
		// A mark of this kind is made to stand over the letter's middle.
		s.begin(f, span, (s.before+s.x)/2-g.center*size)
		s.text.WriteRune(drawn)
		s.run = nil
		return
	}
	if s.run == nil || s.run.face != f || span != s.span || s.run.shaped != nil {
		s.begin(f, span, s.x)
	}
	s.text.WriteRune(drawn)
	s.advance(g.advance*size, span)
}

func (s *liner) advance(w float64, span int) {
	if w > 0 {
		s.before = s.x
		s.out.link(s.p, span, s.x, w)
		s.x += w
	}
}

// cluster draws shaped glyphs.
func (s *liner) cluster(c *cluster, span int, size float64) {
	if c == within {
		return
	}
	if s.run == nil || s.run.face != c.face || span != s.span || s.run.shaped == nil {
		s.begin(c.face, span, s.x)
	}
	s.run.shaped = append(s.run.shaped, c)
	s.text.WriteString(c.text)
	s.advance(c.advance*size, span)
}

// link notes that [x, x+w) belongs to a span that leads somewhere.
func (l *typeset) link(p *passage, span int, x, w float64) {
	to, address := p.spans[span].To, p.spans[span].Address
	if f := p.foots[span]; f.number > 0 {
		to = f.anchor()
	}
	if to == "" && address == "" {
		return
	}
	if n := len(l.links); n > 0 && l.links[n-1].to == to && l.links[n-1].address == address && l.links[n-1].x+l.links[n-1].w > x-0.01 {
		l.links[n-1].w += w
		return
	}
	l.links = append(l.links, link{x: x, w: w, h: l.h, to: to, address: address, tag: p.tags[span], words: p.spans[span].words(nil)})
}

// parted puts the blank at which a line was broken back at its end, where it
// shows nothing: who copies the text or hears it needs it between the words.
func (l *typeset) parted(now, next text.Line) {
	n := len(l.texts)
	if n == 0 || now.RTL || len(now.At) == 0 || len(next.At) == 0 || now.At[len(now.At)-1]+1 >= next.At[0] {
		return
	}
	if last := &l.texts[n-1]; last.shaped == nil && last.text != "" {
		last.text += " "
	}
}

func (l *typeset) shift(dx float64) {
	for i := range l.texts {
		l.texts[i].x += float32(dx)
	}
	for i := range l.links {
		l.links[i].x += dx
	}
}

// wide is the width of a text on one line.
func (t *typesetter) wide(s string, st style) float64 {
	ls := t.lines([]Span{{Text: s}}, 0, st, false)
	return ls[0].width
}

// cut is a text on one line no wider than width.
func (t *typesetter) cut(s string, width float64, st style) string {
	return text.Cut(s, width, func(s string) float64 {
		var w float64
		for _, r := range s {
			if !text.Invisible(r) {
				f, drawn := t.faces.pick(r, slantOf(st.bold, st.italic), t.lang)
				w += f.glyph(drawn).advance
			}
		}
		return w * st.size * pt / 1000
	})
}
