package tables

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// office is the text part of a DOCX or ODT document being read.
type office struct {
	doc       *Document
	open      []*building
	silent    int
	text      int
	paragraph strings.Builder
	style     string // of the paragraph
	title     string // the last heading or caption, until a table takes it
	near      bool
	inRow     bool // the properties of a row are being read
}

// Office reads the tables of a word processor's document: of word/document.xml
// in a DOCX, of content.xml in an ODT. What was deleted under review is no
// text. Errors are ErrTooLarge, those of r, and those of malformed XML.
func Office(r io.Reader) (Document, error) {
	var d Document
	o := &office{doc: &d}
	x := xml.NewDecoder(r)
	for {
		t, err := x.RawToken()
		if err == io.EOF {
			break
		}
		if err != nil {
			return d, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			err = o.start(t)
		case xml.EndElement:
			err = o.end(t.Name)
		case xml.CharData:
			if o.silent == 0 && o.text > 0 {
				o.paragraph.WriteString(strings.ToValidUTF8(string(t), "\uFFFD"))
			}
		}
		if err != nil {
			return d, err
		}
	}
	for len(o.open) > 0 {
		if err := o.endTable(); err != nil {
			return d, err
		}
	}
	d.join()
	return d, nil
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func number(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return 1
	}
	return n
}

func (o *office) top() *building {
	if len(o.open) == 0 {
		return nil
	}
	return o.open[len(o.open)-1]
}

func (o *office) start(e xml.StartElement) error {
	b := o.top()
	switch name, odt := e.Name.Local, e.Name.Space == "table"; {
	case name == "del" && o.inRow:
		b.gone = true
	case name == "Fallback" || name == "del" || name == "tracked-changes" || name == "annotation" || name == "instrText" || name == "note-citation":
		o.silent++
	case name == "t" || e.Name.Space == "text" && (name == "p" || name == "h"):
		o.text++
		if name == "h" {
			o.style = "heading"
		}
	case name == "pStyle":
		o.style = strings.ToLower(attr(e, "val"))
	case name == "tab" || name == "br" || name == "line-break" || name == "cr" || name == "s" || name == "noBreakHyphen":
		if name == "noBreakHyphen" {
			o.paragraph.WriteByte('-')
		} else {
			o.paragraph.WriteByte(' ')
		}
	case name == "tbl" || odt && name == "table":
		if len(o.open) >= maxDepth {
			return ErrTooLarge
		}
		o.open = append(o.open, &building{Table: Table{Title: o.title, follows: o.near && b == nil}, over: map[int]*span{}})
		o.title, o.near = "", false
	case b == nil:
	case name == "trPr":
		o.inRow = true
	case name == "tr" || odt && name == "table-row":
		if err := b.endRow(o.doc); err != nil {
			return err
		}
		b.startRow(0)
	case name == "tc" || odt && name == "table-cell":
		if !b.inRow {
			b.startRow(0)
		}
		b.startCell(number(attr(e, "number-columns-spanned")), number(attr(e, "number-rows-spanned")), false)
	case name == "gridSpan" && b.open != nil:
		b.open.cols = min(max(number(attr(e, "val")), 1), maxSpan)
	case name == "vMerge" && b.open != nil:
		b.open.down = attr(e, "val") != "restart"
	}
	return nil
}

func (o *office) end(name xml.Name) error {
	b := o.top()
	switch local, odt := name.Local, name.Space == "table"; {
	case local == "trPr":
		o.inRow = false
	case local == "del" && o.inRow:
	case local == "Fallback" || local == "del" || local == "tracked-changes" || local == "annotation" || local == "instrText" || local == "note-citation":
		o.silent = max(0, o.silent-1)
	case local == "t":
		o.text = max(0, o.text-1)
	case local == "p" || local == "h":
		if name.Space == "text" {
			o.text = max(0, o.text-1)
		}
		o.endParagraph(b)
	case local == "tbl" || odt && local == "table":
		if b != nil {
			return o.endTable()
		}
	case b == nil:
	case local == "tr" || odt && local == "table-row":
		return b.endRow(o.doc)
	case local == "tc" || odt && local == "table-cell":
		b.open = nil
	}
	return nil
}

// endParagraph puts a paragraph where it belongs: into the open cell, or into
// the text around the tables, where headings and captions name the next table.
func (o *office) endParagraph(b *building) {
	text := tidy(o.paragraph.String())
	o.paragraph.Reset()
	style := o.style
	o.style = ""
	switch {
	case text == "":
	case b != nil && b.open != nil:
		b.open.text.WriteString(" " + text)
	case b == nil:
		o.near = false
		for _, word := range []string{"heading", "titre", "tulo", "title", "caption", "berschrift", "leyenda", "légende"} {
			if strings.Contains(style, word) {
				o.title = text
				return
			}
		}
		o.doc.Prose++
	}
}

func (o *office) endTable() error {
	b := o.top()
	o.open = o.open[:len(o.open)-1]
	o.near = len(o.open) == 0
	return b.finish(o.doc)
}
