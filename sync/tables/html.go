package tables

import (
	"bytes"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is an HTML document being read.
type page struct {
	doc     *Document
	open    []*building
	line    int
	silent  int
	mark    *strings.Builder // of a raised sign, such as a footnote's
	heading *strings.Builder
	caption bool
	title   string // the last heading, until a table takes it
	near    bool   // nothing but white space since the last table
	text    bool   // text outside of tables stands in the current block
}

// HTML reads the tables of a web page. A table in a cell is a table of its
// own. firstLine is the number of the page's first line.
func HTML(r io.Reader, firstLine int) (Document, error) {
	var d Document
	p := &page{doc: &d, line: firstLine}
	z := html.NewTokenizer(r)
	z.SetMaxBuf(16 << 20)
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		lines := bytes.Count(z.Raw(), []byte("\n"))
		if err := p.token(z, kind); err != nil {
			return d, err
		}
		p.line += lines
	}
	if err := z.Err(); err != nil && err != io.EOF {
		return d, ErrTooLarge
	}
	for len(p.open) > 0 {
		if err := p.end(); err != nil {
			return d, err
		}
	}
	p.block()
	d.join()
	return d, nil
}

func (p *page) top() *building {
	if len(p.open) == 0 {
		return nil
	}
	return p.open[len(p.open)-1]
}

// end closes the innermost table.
func (p *page) end() error {
	b := p.top()
	p.open = p.open[:len(p.open)-1]
	p.near = len(p.open) == 0
	return b.finish(p.doc)
}

// block ends a paragraph of text outside of tables.
func (p *page) block() {
	if p.text {
		p.doc.Prose++
		p.text = false
	}
}

func (p *page) token(z *html.Tokenizer, kind html.TokenType) error {
	switch kind {
	case html.TextToken:
		if p.silent == 0 {
			p.words(string(z.Text()))
		}
		return nil
	case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
	default:
		return nil
	}
	name, more := z.TagName()
	tag := atom.Lookup(name)
	switch tag {
	case atom.Script, atom.Style, atom.Head, atom.Template, atom.Noscript, atom.Svg:
		if kind == html.StartTagToken {
			p.silent++
		} else if kind == html.EndTagToken && p.silent > 0 {
			p.silent--
		}
		return nil
	case atom.Body:
		p.silent = 0
	}
	if p.silent > 0 {
		return nil
	}
	if kind == html.EndTagToken {
		return p.closing(tag)
	}
	return p.opening(z, tag, more)
}

func (p *page) opening(z *html.Tokenizer, tag atom.Atom, more bool) error {
	b := p.top()
	switch tag {
	case atom.Table:
		p.block()
		if len(p.open) >= maxDepth {
			return ErrTooLarge
		}
		p.open = append(p.open, &building{Table: Table{Title: tidy(p.title), follows: p.near && len(p.open) == 0}, over: map[int]*span{}})
		p.title, p.near = "", false
	case atom.Caption:
		if b != nil {
			b.Title, p.caption = "", true
		}
	case atom.Tr:
		if b != nil {
			if err := b.endRow(p.doc); err != nil {
				return err
			}
			b.startRow(p.line)
		}
	case atom.Td, atom.Th:
		if b != nil {
			if !b.inRow {
				b.startRow(p.line)
			}
			cols, rows := spans(z, more)
			b.startCell(cols, rows, tag == atom.Th)
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if b == nil {
			p.block()
			p.heading = &strings.Builder{}
		}
	case atom.Sup:
		if b != nil && b.open != nil {
			p.mark = &strings.Builder{}
		}
	default:
		p.gap(tag)
	}
	return nil
}

func (p *page) closing(tag atom.Atom) error {
	b := p.top()
	switch tag {
	case atom.Table:
		if b != nil {
			return p.end()
		}
	case atom.Caption:
		p.caption = false
	case atom.Tr:
		if b != nil {
			return b.endRow(p.doc)
		}
	case atom.Td, atom.Th:
		if b != nil {
			b.open = nil
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if p.heading != nil {
			p.title, p.heading = p.heading.String(), nil
		}
	case atom.Sup:
		p.raised()
	default:
		p.gap(tag)
	}
	return nil
}

var footnote = regexp.MustCompile(`^\[?(?:\d{1,3}|[*†‡§]+|[a-z])\]?$`)

// raised puts a raised sign where it belongs: a footnote's sign behind a figure
// would make another figure of it, and is left out.
func (p *page) raised() {
	b, mark := p.top(), p.mark
	p.mark = nil
	if b == nil || b.open == nil || mark == nil {
		return
	}
	text := tidy(mark.String())
	if footnote.MatchString(text) {
		b.note(LeftOut, b.at, "the footnote sign “%s” is no part of its cell", text)
		return
	}
	b.open.text.WriteString(text)
}

// gap keeps words of two blocks apart.
func (p *page) gap(tag atom.Atom) {
	switch tag {
	case atom.P, atom.Div, atom.Br, atom.Li, atom.Ul, atom.Ol, atom.Dd, atom.Dt, atom.Hr, atom.Section, atom.Article, atom.Blockquote, atom.Pre:
		if b := p.top(); b == nil {
			p.block()
		} else if b.open != nil {
			b.open.text.WriteByte(' ')
		}
	}
}

func (p *page) words(s string) {
	b := p.top()
	switch {
	case p.mark != nil:
		p.mark.WriteString(s)
	case p.heading != nil:
		p.heading.WriteString(s)
	case b != nil && p.caption:
		b.Title = tidy(b.Title + " " + s)
	case b != nil && b.open != nil:
		b.open.text.WriteString(s)
	case b == nil && strings.TrimSpace(s) != "":
		p.text, p.near = true, false
	}
}

func spans(z *html.Tokenizer, more bool) (cols, rows int) {
	cols, rows = 1, 1
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		n, err := strconv.Atoi(string(bytes.TrimSpace(value)))
		if err != nil {
			continue
		}
		switch string(key) {
		case "colspan":
			cols = n
		case "rowspan":
			rows = n
			if n == 0 {
				rows = maxSpan // to the table's end
			}
		}
	}
	return cols, rows
}
