package paper

import (
	"bytes"
	"cmp"
	"strings"
	"unicode/utf16"

	"github.com/jung-kurt/gofpdf"

	"consilience/model/text"
)

// This file alone knows the PDF library. Of it only what draws at a given place
// is used: never what breaks lines, measures or numbers pages.

// emit draws finished pages and gives the file as the library writes it. Fonts,
// structure, links, outline and attachments are for finish.
func emit(d *drawing) ([]byte, error) {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.SetCompression(false) // finish packs, with one packer for all pages
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(d.doc.Date)
	pdf.SetModificationDate(d.doc.Date)
	pdf.SetProducer("Consilience", false)
	pdf.SetCreator("Consilience", false)
	pdf.SetTitle(utf16BE(d.doc.Title), false)
	pdf.SetSubject(utf16BE(d.doc.About), false)
	pdf.SetAuthor(utf16BE(cmp.Or(d.doc.Owner, d.doc.Organisation)), false)
	if logo := d.logo(); logo != nil {
		pdf.RegisterImageOptionsReader("Logo", gofpdf.ImageOptions{ImageType: "PNG"}, bytes.NewReader(logo.png))
	}
	for n := range d.pages {
		pdf.AddPage()
		content := string(d.page(n))
		pdf.RawWriteStr(content)
		d.links = append(d.links, d.pages[n].links())
		d.pages[n].parts = nil // a long paper is large: what is drawn is let go
	}
	var out taken
	if err := pdf.Output(&out); err != nil {
		return nil, err
	}
	return out, nil
}

// taken is what the library writes, without a copy of its own if it comes in
// one piece.
type taken []byte

func (t *taken) Write(b []byte) (int, error) {
	if *t == nil {
		*t = b
	} else {
		*t = append(*t, b...)
	}
	return len(b), nil
}

// logo is the paper's picture, nil for none.
func (d *drawing) logo() *picture {
	for _, p := range d.pages[0].parts {
		if p.logo != nil {
			return p.logo
		}
	}
	return nil
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
