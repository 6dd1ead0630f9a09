package decode

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"math"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"consilience/model"
	"consilience/sync/tables"
)

// pdfContent is what a PDF holds. Nobody changes it.
type pdfContent struct {
	// pages are the texts of its pages, in the order in which it was written.
	pages []string
	// doc has the tables that are found in its pages as they are set out; none
	// where laid is false because they are too many or too large.
	doc  tables.Document
	laid bool
}

// size is about how much memory it takes.
func (c *pdfContent) size() (n int) {
	for _, p := range c.pages {
		n += len(p)
	}
	for _, t := range c.doc.Tables {
		for _, r := range t.Rows {
			for _, cell := range r.Cells {
				n += len(cell) + 16
			}
		}
	}
	return n
}

// pdfsKept is how much of the PDFs read last is kept. A file is looked at when
// it is dropped, when it is brought in, and for each of its tables: it is read
// once all the same.
const pdfsKept = 32 << 20

var lastPDFs struct {
	sync.Mutex
	list []keptPDF // the oldest first
}

type keptPDF struct {
	digest [sha256.Size]byte
	*pdfContent
}

func pdfKept(digest [sha256.Size]byte) *pdfContent {
	lastPDFs.Lock()
	defer lastPDFs.Unlock()
	for _, k := range lastPDFs.list {
		if k.digest == digest {
			return k.pdfContent
		}
	}
	return nil
}

func keepPDF(digest [sha256.Size]byte, c *pdfContent) {
	lastPDFs.Lock()
	defer lastPDFs.Unlock()
	lastPDFs.list = append(lastPDFs.list, keptPDF{digest, c})
	n := 0
	for i, k := range slices.Backward(lastPDFs.list) {
		if n += k.size(); n > pdfsKept {
			lastPDFs.list = slices.Delete(lastPDFs.list, 0, i+1)
			return
		}
	}
}

// PDFs reads PDFs that are being recognised, one after another. It must be
// closed.
type PDFs struct {
	ctx    context.Context
	reader pdfReader
}

// NewPDFs makes a reader that ends with ctx. Nothing is started before the
// first PDF.
func NewPDFs(ctx context.Context) *PDFs { return &PDFs{ctx: ctx} }

// Close ends it.
func (p *PDFs) Close() { p.reader.close() }

// pdf reads the PDF that is being recognised; nil if it cannot be read, which
// its reader will say.
func (l *Look) pdf() *pdfContent {
	if l.PDFs == nil || !isPDF(l.Head) || l.Size > pdfBytes {
		return nil
	}
	var file io.Reader = strings.NewReader(string(l.Head))
	if l.Size > int64(len(l.Head)) {
		if l.File == nil {
			return nil
		}
		file = io.NewSectionReader(l.File, 0, l.Size)
	}
	c, err := l.PDFs.reader.content(l.PDFs.ctx, l.Name, file)
	if err != nil {
		return nil
	}
	return c
}

// beginsWithFacts says whether a PDF's text begins with what it is a note of.
func (c *pdfContent) beginsWithFacts() bool {
	lines, err := pdfLines(&input{File: &model.File{}, problems: &problems{}}, c.pages)
	if err != nil {
		return false
	}
	facts, _ := frontMatter(lines)
	return facts != nil
}

// readPDFTables finds the tables of a PDF of the snapshot.
func (j *job) readPDFTables(file *model.File, f func(in *input, d tables.Document) error) error {
	in, err := j.rawInput(file)
	if err != nil {
		return err
	}
	defer in.file.Close()
	return j.readInput(in, func(in *input) error {
		var r pdfReader
		defer r.close()
		c, err := r.content(j.ctx, in.Path, in)
		if err != nil {
			return err
		}
		if !c.laid {
			return unreadTables(in.Path, tables.ErrTooLarge)
		}
		return f(in, c.doc)
	})
}

// rawInput opens a file of the snapshot whose bytes are read as they are. The
// caller closes it.
func (j *job) rawInput(file *model.File) (*input, error) {
	f, err := j.open(file.SHA256)
	if err != nil {
		return nil, model.AsProblem(err, "The kept copy of "+file.Path+" cannot be opened.")
	}
	in := &input{File: file, problems: &problems{file: file.Path}, ctx: j.ctx, watch: j.watch, file: f, text: f}
	in.RowsRead, in.RowsSkipped = 0, 0
	return in, nil
}

// readPages reads the pages of an open PDF.
func readPages(in pdfium.Pdfium, doc references.FPDF_DOCUMENT, count int, damaged func(error) error, name string) (*pdfContent, error) {
	c, text, laid := &pdfContent{laid: true}, 0, 0
	var pages [][]tables.Line
	for i := range count {
		p, err := readPage(in, doc, i)
		if err != nil {
			return nil, damaged(err)
		}
		if text += len(p.text); text > maxProse {
			return nil, wrong(model.ProblemTooLarge, name, "Divide it.", "%s has more than %d MB of text. It was not used.", path.Base(name), maxProse>>20)
		}
		c.pages = append(c.pages, p.text)
		lines, ok := tables.Layout(p.upright(), i+1)
		for _, l := range lines {
			laid += len(l.Text)
		}
		if c.laid = c.laid && ok && laid <= maxProse; c.laid {
			pages = append(pages, lines)
		}
	}
	if c.laid {
		var err error
		if c.doc, err = tables.Text(pages, publishedHeads()); err != nil {
			c.doc, c.laid = tables.Document{}, false
		}
	}
	return c, nil
}

// pdfPage is a page being read.
type pdfPage struct {
	text   string
	glyphs [4][]tables.Glyph // by the direction of writing: to the right, up, to the left, down
}

// readPage reads the characters of a page with their places.
func readPage(in pdfium.Pdfium, doc references.FPDF_DOCUMENT, index int) (*pdfPage, error) {
	opened, err := in.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: index}}})
	if err != nil {
		return nil, err
	}
	page := opened.TextPage
	count, err := in.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: page})
	if err == nil && count.Count > maxProse {
		err = errors.New("a page has too many characters")
	}
	if err != nil {
		return nil, err
	}
	p := &pdfPage{}
	var b strings.Builder
	var at setAt
	for i := range count.Count {
		u, err := in.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: page, Index: i})
		if err != nil {
			return nil, err
		}
		if u.Unicode == 0 {
			continue
		}
		r := rune(u.Unicode)
		b.WriteRune(r)
		p.place(in, page, i, r, &at)
	}
	p.text = strings.ToValidUTF8(b.String(), "\uFFFD")
	_, err = in.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: page})
	return p, err
}

// setAt is where the characters before stood, by which those of the same line
// are known.
type setAt struct {
	low, high float32 // of the box
	base      float32
	direction int  // of writing, in quarter turns; -1 for one that is askew
	space     bool // a blank stood there
	last      *tables.Glyph
}

// askew is how far from upright a line may be, in radians.
const askew = 0.12

// place finds where a character stands. Blanks and the ends of lines have no
// place of their own.
func (p *pdfPage) place(in pdfium.Pdfium, page references.FPDF_TEXTPAGE, i int, r rune, at *setAt) {
	if unicode.IsSpace(r) {
		at.space = true
		if at.last != nil {
			at.last.Ends = true
		}
		return
	}
	box, err := in.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: page, Index: i})
	if err != nil {
		return
	}
	x0, x1, low, high := box.Rect.Left, box.Rect.Right, box.Rect.Bottom, box.Rect.Top
	if r == '\x02' || r == '\ufffe' {
		r = '-' // at a line's end
	}
	if at.direction != 0 || low != at.low || high != at.high {
		origin, err := in.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: page, Index: i})
		if err != nil {
			return
		}
		angle, err := in.FPDFText_GetCharAngle(&requests.FPDFText_GetCharAngle{TextPage: page, Index: i})
		if err != nil {
			return
		}
		at.low, at.high, at.direction = low, high, quarterTurns(float64(angle.CharAngle))
		at.base = float32(origin.Y)
		if at.direction == 1 || at.direction == 3 {
			at.base = float32(origin.X)
		}
	}
	g := tables.Glyph{Rune: r, Space: at.space}
	at.space = false
	switch at.direction {
	case 0:
		g.X0, g.X1, g.Y, g.Height = x0, x1, at.base, high-low
	case 1:
		g.X0, g.X1, g.Y, g.Height = low, high, -at.base, x1-x0
	case 2:
		g.X0, g.X1, g.Y, g.Height = -x1, -x0, -at.base, high-low
	case 3:
		g.X0, g.X1, g.Y, g.Height = -high, -low, at.base, x1-x0
	default:
		return
	}
	list := append(p.glyphs[at.direction], g)
	p.glyphs[at.direction], at.last = list, &list[len(list)-1]
}

// quarterTurns gives the direction of writing for the angle of a character,
// which PDFium counts clockwise: 0 to the right, 1 up, 2 to the left, 3 down;
// -1 for anything between.
func quarterTurns(angle float64) int {
	turns := -angle / (math.Pi / 2)
	n := math.Round(turns)
	if math.Abs(turns-n) > askew {
		return -1
	}
	return ((int(n) % 4) + 4) % 4
}

// upright gives the characters of the direction in which most of the page is
// written: a table may lie on its side. What is written otherwise, such as a
// note at the margin, is none of its tables.
func (p *pdfPage) upright() []tables.Glyph {
	best := p.glyphs[0]
	for _, list := range p.glyphs[1:] {
		if len(list) > len(best) {
			best = list
		}
	}
	return best
}
