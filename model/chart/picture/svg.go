package picture

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"consilience/model/chart"
)

// fontList names the fonts that a viewer may have, best first; the widths are
// those of the first.
const fontList = "'Noto Sans','Open Sans','Segoe UI','Helvetica Neue',Arial,'Noto Sans Arabic','Noto Sans Hebrew','Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif"

// SVG writes a scene with its title and source line. Text stays text; title and
// desc say in words what is shown. language is the BCP 47 tag of the words;
// empty if it is not known. name makes the ids unique where several stand in
// one page.
func (f *Fonts) SVG(w io.Writer, s chart.Scene, language, name string) error {
	return f.svg(w, s, language, name, false)
}

// BareSVG is SVG without the visible title and source line, for a document
// that sets them itself.
func (f *Fonts) BareSVG(w io.Writer, s chart.Scene, language, name string) error {
	return f.svg(w, s, language, name, true)
}

func (f *Fonts) svg(w io.Writer, s chart.Scene, language, name string, bare bool) error {
	page := f.lay(s, bare)
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%smm" height="%smm" viewBox="0 0 %s %s" role="img" aria-labelledby="%[5]s-title %[5]s-desc"`,
		num(page.w), num(page.h), num(page.w), num(page.h), escape(name))
	if language != "" {
		fmt.Fprintf(&b, ` xml:lang="%[1]s" lang="%[1]s"`, escape(language))
	}
	fmt.Fprintf(&b, ` font-family="%s">`+"\n", fontList)
	fmt.Fprintf(&b, `<title id="%s-title">%s</title>`+"\n", escape(name), escape(s.Title))
	fmt.Fprintf(&b, `<desc id="%s-desc">%s</desc>`+"\n", escape(name), escape(s.Alt))
	patterns := svgPatterns(&b, page.shapes, name)
	fmt.Fprintf(&b, `<rect width="%s" height="%s" fill="#fff"/>`+"\n", num(page.w), num(page.h))
	for _, shape := range page.shapes {
		svgShape(&b, shape, patterns)
	}
	for _, l := range page.lines {
		if l.ground {
			high := l.size * pointMM
			fmt.Fprintf(&b, `<rect x="%s" y="%s" width="%s" height="%s" fill="#fff"/>`+"\n", num(l.x), num(l.y-0.75*high), num(l.width), num(0.8*high))
		}
	}
	for _, l := range page.lines {
		svgLine(&b, l)
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// svgPatterns defines the patterns of the roles that are filled with one.
func svgPatterns(b *strings.Builder, shapes []chart.Shape, name string) map[chart.Role]string {
	ids := map[chart.Role]string{}
	for _, s := range shapes {
		ink := Print(s.Role)
		if s.Stroke > 0 || s.Kind == chart.Line || ink.Pattern == Plain || ids[s.Role] != "" {
			continue
		}
		id := name + "-" + string(s.Role)
		ids[s.Role] = id
		light := `<path d="M0 1.4L1.4 0M-.35 .35L.35 -.35M1.05 1.75L1.75 1.05" stroke="#fff" stroke-opacity=".5" stroke-width=".35"/>`
		if ink.Pattern == Dotted {
			light = `<rect width=".5" height=".5" fill="#fff" fill-opacity=".5"/>`
		}
		fmt.Fprintf(b, `<defs><pattern id="%s" width="1.4" height="1.4" patternUnits="userSpaceOnUse"><rect width="1.4" height="1.4" fill="%s"/>%s</pattern></defs>`+"\n", escape(id), hex(ink), light)
	}
	return ids
}

func svgShape(b *strings.Builder, s chart.Shape, patterns map[chart.Role]string) {
	paint := hex(Print(s.Role))
	var look string
	switch {
	case s.Stroke > 0 || s.Kind == chart.Line:
		wide := math.Max(s.Stroke, 0.1)
		look = fmt.Sprintf(`fill="none" stroke="%s" stroke-width="%s"`, paint, num(wide))
		if s.Dashed {
			look += fmt.Sprintf(` stroke-dasharray="%s %s"`, num(4*wide), num(3*wide))
		}
	case patterns[s.Role] != "":
		look = fmt.Sprintf(`fill="url(#%s)"`, escape(patterns[s.Role]))
	default:
		look = fmt.Sprintf(`fill="%s"`, paint)
	}
	if s.Alpha > 0 && s.Alpha < 1 {
		look += fmt.Sprintf(` opacity="%s"`, num(s.Alpha))
	}
	p := s.Points
	switch {
	case s.Kind == chart.Rect && len(p) >= 2:
		fmt.Fprintf(b, `<rect x="%s" y="%s" width="%s" height="%s" %s/>`+"\n", num(p[0].X), num(p[0].Y), num(p[1].X-p[0].X), num(p[1].Y-p[0].Y), look)
	case s.Kind == chart.Circle && len(p) >= 1:
		fmt.Fprintf(b, `<circle cx="%s" cy="%s" r="%s" %s/>`+"\n", num(p[0].X), num(p[0].Y), num(s.Radius), look)
	case len(p) >= 2:
		places := make([]string, len(p))
		for i, q := range p {
			places[i] = num(q.X) + "," + num(q.Y)
		}
		tag := "polyline"
		if s.Kind == chart.Polygon {
			tag = "polygon"
		}
		fmt.Fprintf(b, `<%s points="%s" %s/>`+"\n", tag, strings.Join(places, " "), look)
	}
}

// svgLine writes a line of text in logical order; the viewer puts it in visual
// order. Its middle stands where it was measured to stand, so that another
// font moves it least.
func svgLine(b *strings.Builder, l line) {
	if l.logical == "" {
		return
	}
	x, anchor := l.x, ""
	if l.rtl {
		x, anchor = l.x+l.width, ` direction="rtl"` // its start is the right end
	}
	switch l.anchor {
	case chart.Middle:
		x, anchor = l.x+l.width/2, anchor+` text-anchor="middle"`
	case chart.End:
		x = l.x + l.width
		if !l.rtl {
			anchor += ` text-anchor="end"`
		}
	}
	bold := ""
	if l.bold {
		bold = ` font-weight="bold"`
	}
	fmt.Fprintf(b, `<text x="%s" y="%s" font-size="%s"%s%s fill="%s">%s</text>`+"\n", num(x), num(l.y), num(l.size*pointMM), anchor, bold, hex(Print(l.role)), escape(l.logical))
}

// num writes a number with at most three decimals; what is no number is 0.
func num(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		v = 0
	}
	return strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
}

func hex(i Ink) string { return fmt.Sprintf("#%02x%02x%02x", i.Colour.R, i.Colour.G, i.Colour.B) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes words safe within XML: no markup, no characters that XML does
// not have.
func escape(s string) string {
	return escaper.Replace(strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
}
