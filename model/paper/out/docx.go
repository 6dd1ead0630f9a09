package out

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"consilience/model/chart/picture"
	"consilience/model/paper"
)

// DOCX writes a paper as an Office Open XML text (ISO/IEC 29500, transitional),
// which Word and LibreOffice edit: headings and captions in styles, tables that
// repeat their heads, footnotes, links to the evidence, charts as pictures with
// their words, right-to-left paragraphs and languages marked. Numbers of
// paragraphs are text, so that a reference to paragraph 12 stays right when
// somebody edits.
func DOCX(w io.Writer, d paper.Document) error {
	fonts, err := picture.NewFonts()
	if err != nil {
		return err
	}
	x := &docx{d: d, fonts: fonts, marks: map[string]string{}}
	x.anchors()
	x.body()
	if x.err != nil {
		return x.err
	}
	z := zip.NewWriter(w)
	for _, part := range x.parts() {
		h := &zip.FileHeader{Name: part.name, Method: zip.Deflate, Modified: zipTime(d.Date)}
		f, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := f.Write(part.content); err != nil {
			return err
		}
	}
	return z.Close()
}

// zipTime is the paper's date, or the first date that a ZIP can hold: the same
// paper gives the same bytes.
func zipTime(t time.Time) time.Time {
	if t.Year() < 1980 {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return t.UTC()
}

// part is a file of the package.
type part struct {
	name    string
	content []byte
}

type docx struct {
	d     paper.Document
	fonts *picture.Fonts
	b     strings.Builder
	// marks are the bookmarks' names by anchor; bookmark the number of the last.
	marks    map[string]string
	bookmark int
	// links are addresses in the order of their relations, pictures those of
	// charts, feet footnotes.
	links    []string
	pictures [][]byte
	feet     []string
	err      error
}

// anchors names a bookmark for every anchor: a name of Word has letters and
// digits only, and at most 40.
func (x *docx) anchors() {
	name := func(a string) {
		if a != "" && x.marks[a] == "" {
			x.marks[a] = fmt.Sprintf("a%d", len(x.marks)+1)
		}
	}
	for _, b := range x.d.Blocks {
		name(b.Anchor)
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				name(r.Anchor)
			}
		}
	}
}

// mark is a bookmark at an anchor; empty for none.
func (x *docx) mark(anchor string) string {
	name := x.marks[anchor]
	if name == "" {
		return ""
	}
	x.bookmark++
	return fmt.Sprintf(`<w:bookmarkStart w:id="%[1]d" w:name="%[2]s"/><w:bookmarkEnd w:id="%[1]d"/>`, x.bookmark, name)
}

// link is the relation of an address.
func (x *docx) link(address string) string {
	for i, a := range x.links {
		if a == address {
			return fmt.Sprintf("rLink%d", i+1)
		}
	}
	x.links = append(x.links, address)
	return fmt.Sprintf("rLink%d", len(x.links))
}

// parts are all files of the package, in a fixed order; [Content_Types].xml
// comes first, as readers expect.
func (x *docx) parts() []part {
	list := []part{
		{"[Content_Types].xml", []byte(contentTypes)},
		{"_rels/.rels", []byte(packageRels)},
		{"docProps/core.xml", x.core()},
		{"docProps/app.xml", []byte(appProps)},
		{"word/document.xml", []byte(documentHead + x.b.String() + documentEnd)},
		{"word/styles.xml", x.styles()},
		{"word/settings.xml", []byte(settings)},
		{"word/footnotes.xml", x.footnotes()},
		{"word/header1.xml", x.header()},
		{"word/footer1.xml", x.footer()},
		{"word/_rels/document.xml.rels", x.rels()},
	}
	if len(x.feet) > 0 && len(x.links) > 0 {
		list = append(list, part{"word/_rels/footnotes.xml.rels", x.linkRels()})
	}
	for i, p := range x.pictures {
		list = append(list, part{fmt.Sprintf("word/media/figure%d.png", i+1), p})
	}
	return list
}

func (x *docx) rels() []byte {
	var b bytes.Buffer
	b.WriteString(relsHead)
	for _, r := range [][3]string{{"rStyles", "styles", "styles.xml"}, {"rSettings", "settings", "settings.xml"}, {"rFootnotes", "footnotes", "footnotes.xml"},
		{"rHeader", "header", "header1.xml"}, {"rFooter", "footer", "footer1.xml"}} {
		fmt.Fprintf(&b, `<Relationship Id="%s" Type="%s%s" Target="%s"/>`, r[0], relType, r[1], r[2])
	}
	for i := range x.pictures {
		fmt.Fprintf(&b, `<Relationship Id="rPicture%[1]d" Type="%[2]simage" Target="media/figure%[1]d.png"/>`, i+1, relType)
	}
	x.writeLinks(&b)
	b.WriteString("</Relationships>")
	return b.Bytes()
}

func (x *docx) linkRels() []byte {
	var b bytes.Buffer
	b.WriteString(relsHead)
	x.writeLinks(&b)
	b.WriteString("</Relationships>")
	return b.Bytes()
}

func (x *docx) writeLinks(b *bytes.Buffer) {
	for i, a := range x.links {
		fmt.Fprintf(b, `<Relationship Id="rLink%d" Type="%shyperlink" Target="%s" TargetMode="External"/>`, i+1, relType, xmlText(a))
	}
}

func (x *docx) core() []byte {
	d := x.d
	date := zipTime(d.Date).Format(time.RFC3339)
	return fmt.Appendf(nil, coreProps, xmlText(d.Title), xmlText(d.Owner), xmlText(d.About), xmlText(language(d)), date)
}

// header is the running head: what the paper is, and its classification.
func (x *docx) header() []byte {
	left := strings.Trim(strings.Join([]string{x.d.Organisation, x.d.Kind, x.d.Status}, " · "), " ·")
	return []byte(xmlHead + `<w:hdr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>` + x.run(left, "") +
		`<w:r><w:tab/></w:r>` + x.run(x.d.Classification, "<w:b/>") + `</w:p></w:hdr>`)
}

// footer has the title and the page's number.
func (x *docx) footer() []byte {
	field := func(code string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ` + code + ` </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`
	}
	return []byte(xmlHead + `<w:ftr ` + namespaces + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` + x.run(x.d.Title, "") + `<w:r><w:tab/></w:r>` +
		x.run(word(x.d, "page")+" ", "") + field("PAGE") + x.run(" "+word(x.d, "of")+" ", "") + field("NUMPAGES") + `</w:p></w:ftr>`)
}

func (x *docx) footnotes() []byte {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:footnotes ` + namespaces + `>` +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	for i, f := range x.feet {
		fmt.Fprintf(&b, `<w:footnote w:id="%d">%s</w:footnote>`, i+1, f)
	}
	b.WriteString(`</w:footnotes>`)
	return []byte(b.String())
}
