package out

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"consilience/model/paper"
	"consilience/model/text"
)

// textWidth is the room between the margins of A4, in twentieths of a point;
// emuMM is a millimetre in the unit of pictures.
const (
	textWidth = 9354.0 // 165 mm
	textMM    = 165.0
	emuMM     = 36000
)

// body writes the paper's blocks.
func (x *docx) body() {
	d := x.d
	x.paragraph("Title", "", "", x.run(d.Title, ""), d.Title)
	x.paragraph("Facts", "", "", x.run(strings.Join(masthead(d), " · "), ""), "")
	if d.About != "" {
		x.paragraph("Facts", "", "", x.run(d.About, ""), d.About)
	}
	for _, warning := range d.Warnings {
		x.paragraph("Warning", "", "", x.run(warning, ""), warning)
	}
	if d.Contents {
		x.contents()
	}
	for _, b := range d.Blocks {
		x.block(b)
	}
}

// contents lists the sections with links; a word processor can put its own in
// its place.
func (x *docx) contents() {
	x.paragraph("Label", "", "", x.run(word(x.d, "contents"), ""), "")
	for i, b := range x.d.Blocks {
		if b.Kind != paper.Heading || b.Level > 1 {
			continue
		}
		if b.Anchor == "" {
			x.d.Blocks[i].Anchor = fmt.Sprintf("\x00%d", i)
			x.marks[x.d.Blocks[i].Anchor] = fmt.Sprintf("s%d", i)
		}
		title := plain(b.Spans)
		x.paragraph("Contents", "", "", x.spans([]paper.Span{{Text: title, To: x.d.Blocks[i].Anchor}}, ""), title)
	}
}

func (x *docx) block(b paper.Block) {
	said := plain(b.Spans)
	more := ""
	if b.NewPage {
		more = `<w:pageBreakBefore/>`
	}
	mark := x.mark(b.Anchor)
	runs := mark + x.spans(b.Spans, b.Language)
	switch b.Kind {
	case paper.Heading:
		x.paragraph("Heading"+strconv.Itoa(max(1, min(b.Level, 3))), more, "", runs, said)
	case paper.Bullet:
		x.paragraph("Point", more, "", x.run("•", "")+tab+runs, said)
	case paper.Ordered:
		x.paragraph("Point", more, "", x.run(strconv.Itoa(b.Number)+".", "")+tab+runs, said)
	case paper.Box:
		x.paragraph("BoxLabel", more, "", x.run(b.Label, ""), b.Label)
		x.paragraph("Box", "", "", runs, said)
	case paper.Quote:
		x.paragraph("Quote", more, "", runs, said)
		if len(b.Note) > 0 {
			x.paragraph("Note", "", "", x.spans(b.Note, ""), plain(b.Note))
		}
	case paper.TableOf:
		x.captioned(b, more, runs, said, func() { x.table(b) })
	case paper.Figure:
		x.captioned(b, more, runs, said, func() { x.figure(b) })
	case paper.Signature:
		x.paragraph("Signature", more, "", runs+x.run(b.Label, ""), b.Label)
	default:
		if b.Number > 0 {
			x.paragraph("Numbered", more, "", x.run(strconv.Itoa(b.Number), grey)+tab+runs, said)
			return
		}
		x.paragraph("BodyText", more, "", runs, said)
	}
}

const (
	tab  = `<w:r><w:tab/></w:r>`
	grey = `<w:color w:val="58636E"/>`
)

// captioned writes caption, what it is of, and the note below.
func (x *docx) captioned(b paper.Block, more, runs, said string, content func()) {
	if len(b.Spans) > 0 || b.Anchor != "" {
		x.paragraph("Caption", more, "", runs, said)
	}
	content()
	if len(b.Note) > 0 {
		x.paragraph("Note", "", "", x.spans(b.Note, ""), plain(b.Note))
	}
}

// paragraph writes a paragraph in a style; said are its words, from which its
// direction is taken.
func (x *docx) paragraph(style, more, align, runs, said string) {
	x.b.WriteString(paragraphXML(style, more, align, runs, text.RTL(said)))
}

func paragraphXML(style, more, align, runs string, rtl bool) string {
	if rtl {
		more += `<w:bidi/>`
	}
	if align != "" && !rtl {
		more += `<w:jc w:val="` + align + `"/>`
	}
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + more + `</w:pPr>` + runs + `</w:p>`
}

// table writes a table whose head is repeated on every page; rows are not torn.
func (x *docx) table(b paper.Block) {
	t := b.Table
	if t == nil || len(t.Columns) == 0 {
		return
	}
	sum, heads := 0.0, false
	for _, c := range t.Columns {
		sum += math.Max(c.Width, 0)
		heads = heads || c.Head != ""
	}
	widths := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		widths[i] = int(textWidth / float64(len(t.Columns)))
		if sum > 0 {
			widths[i] = int(textWidth * math.Max(c.Width, 0) / sum)
		}
	}
	x.b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Evidence"/><w:tblW w:w="` + strconv.Itoa(int(textWidth)) + `" w:type="dxa"/>`)
	if t.Facing {
		x.b.WriteString(`<w:tblBorders><w:insideV w:val="single" w:sz="4" w:space="0" w:color="CED4DA"/></w:tblBorders>`)
	}
	x.b.WriteString(`<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		fmt.Fprintf(&x.b, `<w:gridCol w:w="%d"/>`, w)
	}
	x.b.WriteString(`</w:tblGrid>`)
	if heads {
		x.b.WriteString(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
		for i, c := range t.Columns {
			x.cell(widths[i], false, paragraphXML("TableHead", "", aligned(c.Right), x.run(c.Head, ""), text.RTL(c.Head)))
		}
		x.b.WriteString(`</w:tr>`)
	}
	style := "TableText"
	if t.Small {
		style = "TableSmall"
	}
	for _, r := range t.Rows {
		x.row(r, t.Columns, widths, style)
	}
	x.b.WriteString(`</w:tbl>`)
	if len(b.Note) == 0 { // two tables in a row would become one
		x.paragraph("Note", "", "", "", "")
	}
}

func (x *docx) row(r paper.Row, columns []paper.Column, widths []int, style string) {
	x.b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
	for i := range columns {
		var cell strings.Builder
		if i < len(r.Cells) {
			for k, p := range r.Cells[i] {
				if r.Strong {
					p = bolder(p)
				}
				runs := x.spans(p, "")
				if i == 0 && k == 0 {
					runs = x.mark(r.Anchor) + runs
				}
				cell.WriteString(paragraphXML(style, "", aligned(columns[i].Right), runs, text.RTL(plain(p))))
			}
		}
		if cell.Len() == 0 { // a cell ends in a paragraph, always
			cell.WriteString(paragraphXML(style, "", "", "", false))
		}
		x.cell(widths[i], r.Strong, cell.String())
	}
	x.b.WriteString(`</w:tr>`)
}

func bolder(spans []paper.Span) []paper.Span {
	out := append([]paper.Span(nil), spans...)
	for i := range out {
		out[i].Bold = true
	}
	return out
}

func (x *docx) cell(width int, strong bool, paragraphs string) {
	shade := ""
	if strong {
		shade = `<w:shd w:val="clear" w:color="auto" w:fill="EDF3F8"/>`
	}
	fmt.Fprintf(&x.b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s</w:tcPr>%s</w:tc>`, width, shade, paragraphs)
}

func aligned(right bool) string {
	if right {
		return "right"
	}
	return ""
}

// figure sets a chart as a picture with its words.
func (x *docx) figure(b paper.Block) {
	s := b.Scene
	if s == nil || !(s.W > 0) || !(s.H > 0) {
		return
	}
	var img bytes.Buffer
	if _, err := x.fonts.BarePNG(&img, *s); err != nil {
		x.err = err
		return
	}
	x.pictures = append(x.pictures, img.Bytes())
	n := len(x.pictures)
	scale := math.Min(math.Min(1, textMM/(s.W+1)), 225/(s.H+1))
	wide, high := int((s.W+1)*scale*emuMM), int((s.H+1)*scale*emuMM)
	runs := fmt.Sprintf(`<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[2]d"/><wp:docPr id="%[3]d" name="Figure %[3]d" descr="%[4]s"/>`+
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="%[3]d" name="figure%[3]d.png" descr="%[4]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="rPicture%[3]d"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[2]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`,
		wide, high, n, xmlText(alt(b)))
	x.paragraph("Picture", "", "", runs, "")
}

// spans writes text with its styles, links and footnotes. The page of an
// anchor is a field that a word processor fills.
func (x *docx) spans(spans []paper.Span, lang string) string {
	var b strings.Builder
	for _, s := range spans {
		var look string
		if s.Bold {
			look += `<w:b/><w:bCs/>`
		}
		if s.Italic {
			look += `<w:i/><w:iCs/>`
		}
		if s.Quiet {
			look += grey
		}
		if s.Language == "" {
			s.Language = lang
		}
		switch {
		case len(s.Foot) > 0:
			x.feet = append(x.feet, "")
			n := len(x.feet)
			x.feet[n-1] = paragraphXML("FootnoteText", "", "", `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>`+x.run(" ", "")+x.spans(s.Foot, lang), text.RTL(plain(s.Foot)))
			fmt.Fprintf(&b, `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, n)
		case s.Page != "" && x.marks[s.Page] != "":
			b.WriteString(`<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve"> PAGEREF ` + x.marks[s.Page] + ` \h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + x.run("…", look) + `<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
		case s.Address != "" && safeAddress(s.Address):
			b.WriteString(`<w:hyperlink r:id="` + x.link(s.Address) + `" w:history="1">` + x.runIn(printed(s), linkStyle+look, s.Language) + `</w:hyperlink>`)
		case s.To != "" && x.marks[s.To] != "":
			b.WriteString(`<w:hyperlink w:anchor="` + x.marks[s.To] + `" w:history="1">` + x.runIn(printed(s), linkStyle+look, s.Language) + `</w:hyperlink>`)
		default:
			b.WriteString(x.runIn(printed(s), look, s.Language))
		}
	}
	return b.String()
}

const linkStyle = `<w:rStyle w:val="Hyperlink"/>`

func (x *docx) run(s, look string) string { return x.runIn(text.Clean(s), look, "") }

// runIn writes text in runs of one direction: right-to-left letters take the
// fonts and the language of complex scripts.
func (x *docx) runIn(s, look, lang string) string {
	var b strings.Builder
	for _, piece := range directions(s) {
		props := look
		if piece.rtl {
			props += `<w:rtl/>`
		}
		switch {
		case lang != "" && piece.rtl:
			props += `<w:lang w:bidi="` + xmlText(lang) + `"/>`
		case lang != "":
			props += `<w:lang w:val="` + xmlText(lang) + `"/>`
		}
		if props != "" {
			props = `<w:rPr>` + props + `</w:rPr>`
		}
		for i, line := range strings.Split(piece.words, "\n") {
			if i > 0 {
				b.WriteString(`<w:r><w:br/></w:r>`)
			}
			if line != "" {
				b.WriteString(`<w:r>` + props + `<w:t xml:space="preserve">` + xmlText(line) + `</w:t></w:r>`)
			}
		}
	}
	return b.String()
}

type direction struct {
	words string
	rtl   bool
}

// directions parts a text into right-to-left letters and the rest; what has no
// direction stays with what stands before it.
func directions(s string) (out []direction) {
	start, rtl := 0, false
	for i, r := range s {
		strong := unicode.IsLetter(r)
		is := unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		if !strong || is == rtl {
			continue
		}
		if i > start {
			out = append(out, direction{s[start:i], rtl})
		}
		start, rtl = i, is
	}
	return append(out, direction{s[start:], rtl})
}
