package paper

import (
	"strings"
	"unicode/utf8"

	"consilience/model/text"
)

// Lengths on the page are millimetres; type is measured in points.
const pt = 25.4 / 72

type colour struct{ r, g, b int }

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

// glyphs is a run of text in one face. At is the left end of the baseline.
type glyphs struct {
	x, y   float64
	text   string
	face   string
	size   float64
	colour colour
}

// link is an area that leads to an anchor.
type link struct {
	x, y, w, h float64
	to         string
}

// typeset is a line of type: its glyphs and links lie relative to its upper
// left corner.
type typeset struct {
	texts []glyphs
	links []link
	h     float64
	width float64 // of the ink
}

// typesetter turns spans into lines.
type typesetter struct {
	faces *faces
	// pages are the pages of anchors, as the pass before found them.
	pages map[string]int
}

// passage is spans as one cleaned text, with the span of each rune.
type passage struct {
	runes string
	of    []int
	spans []Span
}

func (t *typesetter) passage(spans []Span) passage {
	p := passage{spans: spans}
	var b strings.Builder
	for i, s := range spans {
		part := text.Clean(s.words(t.pages))
		if s.Number != nil {
			// A figure after Arabic or Hebrew would be pulled into it digit by
			// digit: “1 of 2” would begin on its far side. These marks print
			// nothing and hold it together.
			part = leftToRight + part + leftToRight
		}
		b.WriteString(part)
		for range utf8.RuneCountInString(part) {
			p.of = append(p.of, i)
		}
	}
	p.runes = b.String()
	return p
}

// span is the span of the rune at a position. Cleaning the whole may join two
// runes at a border, so a position may lie past the end.
func (p passage) span(at int) int {
	if len(p.of) == 0 {
		return 0
	}
	return p.of[min(at, len(p.of)-1)]
}

func (p passage) face(st style, at int) string {
	if len(p.spans) == 0 {
		return faceName(st.bold, st.italic)
	}
	s := p.spans[p.span(at)]
	return faceName(st.bold || s.Bold, st.italic || s.Italic)
}

func (p passage) colour(st style, at int) colour {
	if len(p.spans) == 0 {
		return st.colour
	}
	switch s := p.spans[p.span(at)]; {
	case s.To != "":
		return accent
	case s.Quiet:
		return grey
	}
	return st.colour
}

// lines sets spans in lines of a width, flush left, or flush right if right or
// if the text is written from right to left.
func (t *typesetter) lines(spans []Span, width float64, st style, right bool) []typeset {
	p := t.passage(spans)
	size := st.size * pt / 1000
	flowed := text.Flow(p.runes, width, func(r rune, at int) float64 {
		if text.Invisible(r) {
			return 0
		}
		f, drawn := t.faces.pick(r, p.face(st, at))
		return f.glyph(drawn).advance * size
	})
	out := make([]typeset, len(flowed))
	for i, l := range flowed {
		out[i] = t.line(p, l, st)
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

func (t *typesetter) line(p passage, l text.Line, st style) typeset {
	out := typeset{h: st.lead * pt}
	size := st.size * pt / 1000
	var x, before float64 // the pen, and where the last letter began
	var run *glyphs
	lastSpan := -1
	for k, r := range []rune(l.Text) {
		if text.Invisible(r) {
			continue
		}
		at := l.At[k]
		f, drawn := t.faces.pick(r, p.face(st, at))
		g := f.glyph(drawn)
		if g.over {
			// A mark of this kind is made to stand over the letter's middle.
			out.texts = append(out.texts, glyphs{x: (before+x)/2 - g.center*size, y: st.baseline(), text: string(drawn), face: f.name, size: st.size, colour: p.colour(st, at)})
			run = nil
			continue
		}
		span := p.span(at)
		if run == nil || run.face != f.name || span != lastSpan {
			out.texts = append(out.texts, glyphs{x: x, y: st.baseline(), face: f.name, size: st.size, colour: p.colour(st, at)})
			run, lastSpan = &out.texts[len(out.texts)-1], span
		}
		run.text += string(drawn)
		if w := g.advance * size; w > 0 {
			before = x
			out.link(p, span, x, w)
			x += w
		}
	}
	out.width = x
	return out
}

// link notes that [x, x+w) belongs to a span that leads somewhere.
func (l *typeset) link(p passage, span int, x, w float64) {
	if len(p.spans) == 0 || p.spans[span].To == "" {
		return
	}
	to := p.spans[span].To
	if n := len(l.links); n > 0 && l.links[n-1].to == to && l.links[n-1].x+l.links[n-1].w > x-0.01 {
		l.links[n-1].w += w
		return
	}
	l.links = append(l.links, link{x: x, w: w, h: l.h, to: to})
}

func (l *typeset) shift(dx float64) {
	for i := range l.texts {
		l.texts[i].x += dx
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
				f, drawn := t.faces.pick(r, faceName(st.bold, st.italic))
				w += f.glyph(drawn).advance
			}
		}
		return w * st.size * pt / 1000
	})
}
