package decode

import (
	"encoding/xml"
	"io"
	"path"
	"strings"

	"consilience/model"
)

// paragraphs gives the text of a DOCX or ODT document, a paragraph a line. What
// was deleted under review, comments and fallbacks are no text.
func (p *packed) paragraphs() ([]string, error) {
	part := p.find("word/document.xml")
	if part == nil {
		part = p.find("content.xml")
	}
	if part == nil {
		return nil, wrong(model.ProblemUnrecognised, p.name, "", "%s holds no text document. It was not used.", path.Base(p.name))
	}
	r, err := p.open(part)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: 2 * maxProse}
	d := xml.NewDecoder(limited)
	var lines []string
	var line strings.Builder
	silent, text := 0, 0
	for {
		t, err := d.RawToken()
		if limited.N <= 0 {
			return nil, p.tooLarge("its text would have more than %d MB", 2*maxProse>>20)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, wrong(model.ProblemTruncated, p.name, "Export it again.", "%s is damaged: its text cannot be read. It was not used.", path.Base(p.name)).Because(err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch name := t.Name.Local; {
			case name == "Fallback" || name == "del" || name == "tracked-changes" || name == "annotation" || name == "instrText":
				silent++
			case name == "t" || name == "h" || name == "p" && t.Name.Space == "text":
				text++
			case name == "tab" || name == "br" || name == "line-break" || name == "cr" || name == "s":
				line.WriteByte(' ')
			}
		case xml.EndElement:
			switch name := t.Name.Local; {
			case name == "Fallback" || name == "del" || name == "tracked-changes" || name == "annotation" || name == "instrText":
				silent = max(0, silent-1)
			case name == "t":
				text = max(0, text-1)
			case name == "p" || name == "h":
				if t.Name.Space == "text" {
					text = max(0, text-1)
				}
				if s := strings.TrimSpace(line.String()); s != "" {
					lines = append(lines, s)
				}
				line.Reset()
			}
		case xml.CharData:
			if silent == 0 && text > 0 {
				line.WriteString(strings.ToValidUTF8(string(t), "\uFFFD"))
			}
		}
	}
	return append(lines, line.String()), nil
}
