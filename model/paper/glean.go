package paper

import (
	"math"
	"strings"
)

// pageReader reads the text of pages.
type pageReader struct {
	f     *pdfFile
	fonts map[ref]*readFont
}

// readFont tells what codes of two bytes stand for and how wide they are, in
// thousandths of the size.
type readFont struct {
	letters map[uint16]string
	widths  map[uint16]float64
}

func newPageReader(f *pdfFile) *pageReader { return &pageReader{f: f, fonts: map[ref]*readFont{}} }

// gleaner goes through one page's content.
type gleaner struct {
	r     *pageReader
	named dict // the page's fonts
	font  *readFont
	size  float64
	x, y  float64 // the pen
	// ended is where the last text ended; began tells that there was one.
	endX, endY float64
	began      bool
	out        strings.Builder
	page       int
	// marks are the open marked contents, "" for those that are no figure.
	marks   []string
	figures []PrintedFigure
}

// read gives a page's text and its figures.
func (r *pageReader) read(page dict, content []byte, number int) (string, []PrintedFigure) {
	res := r.f.dict(page["Resources"])
	g := &gleaner{r: r, named: r.f.dict(res["Font"]), page: number}
	l := &lexer{b: content, flat: true}
	var args []any
	for {
		l.blanks()
		if l.at >= len(l.b) {
			break
		}
		v, err := l.value(0)
		if err != nil {
			args = args[:0]
			continue
		}
		op, ok := v.(operator)
		if !ok {
			if args = append(args, v); len(args) > 64 {
				args = args[32:]
			}
			continue
		}
		g.do(string(op), args)
		args = args[:0]
	}
	for i := range g.figures {
		g.figures[i].Words = plainWords(g.figures[i].Words)
	}
	return strings.TrimSpace(g.out.String()), g.figures
}

func numberAt(args []any, i int) float64 {
	if i < 0 || i >= len(args) {
		return 0
	}
	f, _ := args[i].(float64)
	return f
}

func (g *gleaner) do(op string, args []any) {
	n := len(args)
	switch op {
	case "Tf":
		if n >= 2 {
			if k, ok := args[n-2].(name); ok {
				g.font, g.size = g.r.font(g.named[string(k)]), numberAt(args, n-1)
			}
		}
	case "Tm":
		g.x, g.y = numberAt(args, n-2), numberAt(args, n-1)
	case "Td", "TD":
		g.x, g.y = g.x+numberAt(args, n-2), g.y+numberAt(args, n-1)
	case "BT":
		g.x, g.y = 0, 0
	case "Tj", "'", "\"":
		if n > 0 {
			g.show(args[n-1])
		}
	case "TJ":
		if n > 0 {
			a, _ := args[n-1].(array)
			for _, v := range a {
				if step, ok := v.(float64); ok {
					g.x -= step * g.size / 1000
					continue
				}
				g.show(v)
			}
		}
	case "BMC", "BDC":
		id := ""
		if n > 0 {
			if d, ok := args[n-1].(dict); ok {
				id = g.r.f.text(d[figureKey])
			}
		}
		g.marks = append(g.marks, id)
		if id != "" {
			if k := len(g.figures); k == 0 || g.figures[k-1].ID != id {
				g.figures = append(g.figures, PrintedFigure{ID: id, Page: g.page})
			} else {
				g.figures[k-1].Words += " "
			}
		}
	case "EMC":
		if len(g.marks) > 0 {
			g.marks = g.marks[:len(g.marks)-1]
		}
	}
}

// show takes a string in.
func (g *gleaner) show(v any) {
	b, ok := v.([]byte)
	if !ok || g.font == nil {
		return
	}
	if g.began {
		switch {
		case math.Abs(g.y-g.endY) > g.size*0.3:
			g.out.WriteByte('\n')
		case math.Abs(g.x-g.endX) > g.size*0.15:
			g.out.WriteByte(' ')
		}
	}
	var s strings.Builder
	for i := 0; i+1 < len(b); i += 2 {
		c := uint16(b[i])<<8 | uint16(b[i+1])
		s.WriteString(g.font.letters[c])
		g.x += g.font.widths[c] * g.size / 1000
	}
	g.out.WriteString(s.String())
	g.began, g.endX, g.endY = true, g.x, g.y
	for _, id := range g.marks {
		if id != "" && len(g.figures) > 0 {
			last := &g.figures[len(g.figures)-1]
			last.Words += s.String()
		}
	}
}

// font reads a font of the file once.
func (r *pageReader) font(v any) *readFont {
	at, ok := v.(ref)
	if !ok {
		return nil
	}
	if f, ok := r.fonts[at]; ok {
		return f
	}
	d := r.f.dict(v)
	f := &readFont{letters: map[uint16]string{}, widths: map[uint16]float64{}}
	r.fonts[at] = f
	if cmap, ok := r.f.data(d["ToUnicode"]); ok {
		f.readCMap(cmap)
	}
	if below := r.f.array(d["DescendantFonts"]); len(below) > 0 {
		f.readWidths(r.f, r.f.array(r.f.dict(below[0])["W"]))
	}
	return f
}

// readCMap reads the single codes of a ToUnicode map; papers have no others.
func (f *readFont) readCMap(b []byte) {
	l := &lexer{b: b, flat: true}
	var args []any
	for {
		l.blanks()
		if l.at >= len(l.b) {
			return
		}
		v, err := l.value(0)
		if err != nil {
			continue
		}
		op, ok := v.(operator)
		if !ok {
			args = append(args, v)
			continue
		}
		if op == "endbfchar" {
			for i := 0; i+1 < len(args); i += 2 {
				code, ok1 := args[i].([]byte)
				letters, ok2 := args[i+1].([]byte)
				if ok1 && ok2 && len(code) == 2 {
					f.letters[uint16(code[0])<<8|uint16(code[1])] = fromUTF16(letters)
				}
			}
		}
		args = args[:0]
	}
}

func (f *readFont) readWidths(p *pdfFile, w array) {
	for i := 0; i+1 < len(w); i += 2 {
		from, ok := w[i].(float64)
		if !ok {
			return
		}
		for k, v := range p.array(w[i+1]) {
			width, _ := v.(float64)
			f.widths[uint16(int(from)+k)] = width
		}
	}
}
