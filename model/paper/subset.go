package paper

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"strconv"
	"unicode/utf16"

	"consilience/model/text"
)

// A subset is a font made for one paper: only the glyphs that it draws, each
// with the text that it stands for. Glyphs come as outlines, so any font that
// can be read can be embedded, also from a collection or with PostScript
// outlines. Built so rather than by the PDF library, which reads TrueType files
// only and knows no characters beyond 65,535.

// code is a glyph in a subset: where it stands in its font and the text that it
// stands for. A cluster that was shaped becomes one glyph, drawn by its parts:
// so a reader finds its letters in one piece and in order.
type code struct {
	id    text.GlyphID
	text  string
	parts string // of a cluster, else empty
}

type subset struct {
	face   *face
	name   string // of the resource
	codes  map[code]uint16
	byRune map[rune]uint16
	low    [0x250]uint16
	list   []code // list[0] is the glyph for what is missing
	widths []float64
	drawn  map[uint16]*cluster
}

// most codes that two bytes hold.
const mostCodes = 0xFFFE

func newSubset(f *face, name string) *subset {
	return &subset{face: f, name: name, codes: map[code]uint16{}, byRune: map[rune]uint16{}, list: []code{{}}, drawn: map[uint16]*cluster{}, widths: []float64{f.font.Advance(0) * 1000 / f.em}}
}

func (s *subset) full() bool { return len(s.list) > mostCodes-512 }

func (s *subset) rune(r rune) uint16 {
	if r >= 0 && int(r) < len(s.low) {
		if s.low[r] == 0 {
			s.low[r] = s.code(code{id: s.face.glyph(r).id, text: letters(r)})
		}
		return s.low[r]
	}
	c, ok := s.byRune[r]
	if !ok {
		c = s.code(code{id: s.face.glyph(r).id, text: letters(r)})
		s.byRune[r] = c
	}
	return c
}

// letters is what a drawn rune stands for. A ligature's letters stand in visual
// order, because readers turn right-to-left lines round.
func letters(r rune) string {
	rs := []rune(text.Letters(r))
	for i, j := 0, len(rs)-1; i < j; i, j = i+1, j-1 {
		rs[i], rs[j] = rs[j], rs[i]
	}
	return string(rs)
}

func (s *subset) cluster(c *cluster) uint16 {
	before := len(s.list)
	n := s.code(code{text: c.text, parts: c.key})
	if len(s.list) > before {
		s.drawn[n] = c
		s.widths[n] = c.advance
	}
	return n
}

func (s *subset) code(c code) uint16 {
	if n, ok := s.codes[c]; ok {
		return n
	}
	n := uint16(len(s.list))
	s.codes[c] = n
	s.list = append(s.list, c)
	s.widths = append(s.widths, s.face.font.Advance(c.id)*1000/s.face.em)
	return n
}

// tag is six capitals that differ with what is in the subset.
func (s *subset) tag() string {
	h := sha256.New()
	for _, c := range s.list {
		fmt.Fprint(h, c.id, c.parts, c.text, ";")
	}
	sum := h.Sum(nil)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// toUnicode is a CMap from codes to what they stand for.
func (s *subset) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100
	for from := 1; from < len(s.list); from += most {
		to := min(from+most, len(s.list))
		n := 0
		var lines bytes.Buffer
		for k := from; k < to; k++ {
			if s.list[k].text == "" {
				continue
			}
			n++
			fmt.Fprintf(&lines, "<%04X> <", k)
			for _, u := range utf16.Encode([]rune(s.list[k].text)) {
				fmt.Fprintf(&lines, "%04X", u)
			}
			lines.WriteString(">\n")
		}
		if n > 0 {
			fmt.Fprintf(&b, "%d beginbfchar\n", n)
			b.Write(lines.Bytes())
			b.WriteString("endbfchar\n")
		}
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}

// widthArray is the array W of the font: widths in thousandths of an em.
func (s *subset) widthArray() []byte {
	b := []byte("[0 [")
	for i, w := range s.widths {
		if i > 0 {
			b = append(b, ' ')
		}
		b = strconv.AppendFloat(b, math.Round(w*100)/100, 'f', -1, 64)
	}
	return append(b, "]]"...)
}

// trueType writes the subset as a TrueType font: the tables that a PDF reader
// needs (ISO 32000-1, table 126).
func (s *subset) trueType() []byte {
	var glyf, loca, hmtx bytes.Buffer
	points, contours := 0, 0
	for i, c := range s.list {
		_ = binary.Write(&loca, binary.BigEndian, uint32(glyf.Len()))
		data, left, p, n := glyphData(s.outline(i, c.id))
		points, contours = max(points, p), max(contours, n)
		glyf.Write(data)
		for glyf.Len()%4 != 0 {
			glyf.WriteByte(0)
		}
		_ = binary.Write(&hmtx, binary.BigEndian, []uint16{uint16(min(65535, s.widths[i]*s.face.em/1000+0.5)), uint16(int16(left))})
	}
	_ = binary.Write(&loca, binary.BigEndian, uint32(glyf.Len()))
	n := uint16(len(s.list))
	em := uint16(s.face.em)
	be := binary.BigEndian
	head := binary.BigEndian.AppendUint32(nil, 0x00010000)
	head = be.AppendUint32(head, 0x00010000)
	head = be.AppendUint32(head, 0)
	head = be.AppendUint32(head, 0x5F0F3CF5)
	head = be.AppendUint16(head, 1)
	head = be.AppendUint16(head, em)
	head = append(head, make([]byte, 16)...) // no dates: the same font gives the same bytes
	for _, v := range []int16{-int16(em), -int16(em / 2), int16(min(32000, 2*int(em))), int16(min(32000, 3*int(em)/2))} {
		head = be.AppendUint16(head, uint16(v))
	}
	for _, v := range []uint16{0, 8, 2, 1, 0} {
		head = be.AppendUint16(head, v)
	}
	hhea := be.AppendUint32(nil, 0x00010000)
	for _, v := range []uint16{em, -em / 4, 0, em * 2, 0, 0, em, 1, 0, 0, 0, 0, 0, 0, 0, n} {
		hhea = be.AppendUint16(hhea, v)
	}
	maxp := be.AppendUint32(nil, 0x00010000)
	for _, v := range []uint16{n, uint16(points), uint16(contours), 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0} {
		maxp = be.AppendUint16(maxp, v)
	}
	return sfnt([]fontTable{{"glyf", glyf.Bytes()}, {"head", head}, {"hhea", hhea}, {"hmtx", hmtx.Bytes()}, {"loca", loca.Bytes()}, {"maxp", maxp}})
}

type fontTable struct {
	tag  string
	data []byte
}

// sfnt puts tables, in the order of their tags, into a font file.
func sfnt(tables []fontTable) []byte {
	be := binary.BigEndian
	out := be.AppendUint32(nil, 0x00010000)
	n := uint16(len(tables))
	search := uint16(4) << 4
	for _, v := range []uint16{n, search, 2, n*16 - search} {
		out = be.AppendUint16(out, v)
	}
	at := 12 + 16*len(tables)
	headAt := 0
	for _, t := range tables {
		if t.tag == "head" {
			headAt = at
		}
		out = append(out, t.tag...)
		out = be.AppendUint32(out, checksum(t.data))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(t.data)))
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range tables {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	be.PutUint32(out[headAt+8:], 0xB1B0AFBA-checksum(out))
	return out
}

func checksum(b []byte) uint32 {
	var sum uint32
	for i := 0; i < len(b); i += 4 {
		var word [4]byte
		copy(word[:], b[i:])
		sum += binary.BigEndian.Uint32(word[:])
	}
	return sum
}

// outline is what the i-th code draws: a glyph, or the glyphs of a cluster where
// shaping put them.
func (s *subset) outline(i int, id text.GlyphID) []text.Segment {
	c, ok := s.drawn[uint16(i)]
	if !ok {
		return s.face.font.Outline(id)
	}
	var out []text.Segment
	units := float32(s.face.em / 1000)
	for _, g := range c.glyphs {
		for _, seg := range s.face.font.Outline(g.id) {
			for k := range seg.X {
				seg.X[k] += g.x * units
				seg.Y[k] += g.y * units
			}
			out = append(out, seg)
		}
	}
	return out
}
