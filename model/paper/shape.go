package paper

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/runenames"

	"consilience/model/text"
)

// shape finds what needs shaping in a passage and has it shaped, run by run of
// one face and one span.
func (t *typesetter) shape(p *passage) {
	if strings.IndexFunc(p.runes, text.NeedsShaping) < 0 {
		return
	}
	rs := []rune(p.runes)
	p.clusters = make([]*cluster, len(rs))
	for i := 0; i < len(rs); {
		if !text.NeedsShaping(rs[i]) {
			i++
			continue
		}
		span := p.span(i)
		s, lang := p.slants[span], p.langs[span]
		if !t.faces.has(rs[i], s, lang) {
			i++
			continue
		}
		f, _ := t.faces.pick(rs[i], s, lang)
		end := i + 1
		for end < len(rs) && end-i < 200 && p.span(end) == span && shapesWith(f, rs[end]) {
			end++
		}
		t.shapeRun(p, f, rs, i, end)
		i = end
	}
}

// shapesWith reports whether r may be shaped in a run of face f.
func shapesWith(f *face, r rune) bool {
	switch {
	case r == 0x200C || r == 0x200D:
		return true
	case text.NeedsShaping(r), unicode.In(r, unicode.Mn, unicode.Mc):
		return f.glyph(r).ok
	}
	return false
}

func (t *typesetter) shapeRun(p *passage, f *face, rs []rune, from, to int) {
	scale := 1000 / f.em
	var c *cluster
	begin := -1
	for _, g := range f.font.Shape(rs[from:to]) {
		if g.From != begin || c == nil {
			begin = g.From
			c = &cluster{face: f, text: string(rs[from+g.From : from+g.To])}
			p.clusters[from+g.From] = c
			for k := g.From + 1; k < g.To; k++ {
				p.clusters[from+k] = within
			}
		}
		placed := shaped{id: g.Glyph, x: float32(c.advance + g.X*scale), y: float32(g.Y * scale)}
		c.glyphs = append(c.glyphs, placed)
		c.advance += g.Advance * scale
		c.key += fmt.Sprint(placed.id, " ", placed.x, " ", placed.y, ";")
	}
}

// named writes out what no font has a picture of: “[thumbs up sign]”.
func (t *typesetter) named(s string, sl slant, lang string) string {
	if strings.IndexFunc(s, pictorial) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !pictorial(r) || t.faces.has(r, sl, lang) {
			b.WriteRune(r)
			continue
		}
		t.faces.note(scriptName(r))
		switch {
		case r >= 0x1F1E6 && r <= 0x1F1FF:
			b.WriteRune('A' + r - 0x1F1E6) // two of these stand for a flag
		case r >= 0x1F3FB && r <= 0x1F3FF: // a tone of skin
		default:
			b.WriteString("[" + strings.ToLower(runenames.Name(r)) + "]")
		}
	}
	return b.String()
}

// pictorial reports whether r is a picture rather than writing.
func pictorial(r rune) bool {
	return (r >= 0x1F000 && r < 0x20000 || r >= 0x2600 && r < 0x27C0 || r >= 0x2B00 && r < 0x2C00) && runenames.Name(r) != "" && !unicode.IsLetter(r)
}

// superscript writes a number in raised digits.
func superscript(n int) string {
	const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"
	digits := []rune(raised)
	s := ""
	for _, d := range strconv.Itoa(n) {
		s += string(digits[d-'0'])
	}
	return s
}
