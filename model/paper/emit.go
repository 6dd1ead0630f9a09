package paper

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"consilience/assets"
	"consilience/model/text"
)

// This file alone knows the PDF library. Of it only what draws at a given place
// is used: never what breaks lines, measures or numbers pages.

// emit draws finished pages and gives the file as the library writes it.
func emit(l laid) ([]byte, error) {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(l.doc.Date)
	pdf.SetModificationDate(l.doc.Date)
	pdf.SetProducer("Consilience", false)
	pdf.SetCreator("Consilience", false)
	pdf.SetTitle(utf16BE(l.doc.Title), false)
	pdf.SetSubject(utf16BE(l.doc.About), false)
	pdf.SetAuthor(utf16BE(l.doc.Owner), false)
	for _, name := range facesUsed(l) {
		pdf.AddUTF8FontFromBytes(name, "", assets.Font(name))
	}
	e := emitter{pdf: pdf, links: map[string]int{}}
	for _, name := range slices.Sorted(maps.Keys(l.anchors)) {
		e.links[name] = pdf.AddLink()
		at := l.anchors[name]
		pdf.SetLink(e.links[name], max(at.y-4, 0), at.page)
	}
	for _, p := range l.pages {
		e.page(p)
	}
	var out bytes.Buffer
	if err := pdf.Output(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// facesUsed lists the faces that draw anything: unused ones would be embedded
// all the same.
func facesUsed(l laid) []string {
	used := map[string]bool{"sans": true}
	for _, p := range l.pages {
		for _, t := range p.texts {
			used[t.face] = true
		}
	}
	return slices.Sorted(maps.Keys(used))
}

type emitter struct {
	pdf   *gofpdf.Fpdf
	links map[string]int
}

func (e emitter) page(p page) {
	e.pdf.AddPage()
	for _, s := range p.shapes {
		e.shape(s)
	}
	for _, t := range p.texts {
		e.pdf.SetFont(t.face, "", t.size)
		e.pdf.SetTextColor(t.colour.r, t.colour.g, t.colour.b)
		e.pdf.Text(t.x, t.y, t.text)
	}
	for _, k := range p.links {
		if id, ok := e.links[k.to]; ok {
			e.pdf.Link(k.x, k.y, k.w, k.h, id)
		}
	}
	e.pdf.SetFont("sans", "", 10) // bookmarks are encoded as the font in use
	for _, m := range p.marks {
		e.pdf.Bookmark(plane(m.title), m.level, max(m.y-4, 0))
	}
}

func (e emitter) shape(s figure) {
	how := ""
	if s.fill != nil {
		e.pdf.SetFillColor(s.fill.r, s.fill.g, s.fill.b)
		how = "F"
	}
	if s.stroke != nil {
		e.pdf.SetDrawColor(s.stroke.r, s.stroke.g, s.stroke.b)
		e.pdf.SetLineWidth(s.width)
		how += "D"
	}
	if s.dashed {
		e.pdf.SetDashPattern([]float64{1.2, 1}, 0)
		defer e.pdf.SetDashPattern([]float64{}, 0)
	}
	if s.alpha > 0 && s.alpha < 1 {
		e.pdf.SetAlpha(s.alpha, "Normal")
		defer e.pdf.SetAlpha(1, "Normal")
	}
	if s.radius > 0 {
		e.pdf.Circle(s.points[0].x, s.points[0].y, s.radius, how)
		return
	}
	for i, q := range s.points {
		if i == 0 {
			e.pdf.MoveTo(q.x, q.y)
		} else {
			e.pdf.LineTo(q.x, q.y)
		}
	}
	if s.closed {
		e.pdf.ClosePath()
	}
	e.pdf.DrawPath(how)
	if s.hatch {
		e.hatch(s.points)
	}
}

// hatch draws fine dark diagonals over a filled figure; white type on it stays
// readable.
func (e emitter) hatch(ps []point) {
	const step = 1.6
	clip := make([]gofpdf.PointType, len(ps))
	left, right, top, bottom := ps[0].x, ps[0].x, ps[0].y, ps[0].y
	for i, q := range ps {
		clip[i] = gofpdf.PointType{X: q.x, Y: q.y}
		left, right, top, bottom = min(left, q.x), max(right, q.x), min(top, q.y), max(bottom, q.y)
	}
	e.pdf.ClipPolygon(clip, false)
	e.pdf.SetDrawColor(108, 44, 0)
	e.pdf.SetLineWidth(0.2)
	h := bottom - top
	for x := left - h + step/2; x < right; x += step {
		e.pdf.Line(x, bottom, x+h, top)
	}
	e.pdf.ClipEnd()
}

// utf16BE is a text as PDF metadata want it.
func utf16BE(s string) string {
	var b strings.Builder
	b.WriteString("\xFE\xFF")
	for _, u := range utf16.Encode([]rune(text.Clean(s))) {
		b.WriteByte(byte(u >> 8))
		b.WriteByte(byte(u))
	}
	return b.String()
}

// plane keeps what two bytes can hold.
func plane(s string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, text.Clean(s))
}
