package paper

import (
	"cmp"
	"crypto/md5"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"consilience/model/text"
)

// attachments embeds files (ISO 32000-2 section 7.11.4) and gives the entries
// of the catalog that name them.
func (f *finisher) attachments() (names, associated string) {
	if len(f.d.doc.Attachments) == 0 {
		return "", ""
	}
	type named struct {
		key  string
		spec int
	}
	var list []named
	for _, a := range f.d.files() {
		sum := md5.Sum(a.Content) // the standard's CheckSum; the seal has SHA-256
		mime := cmp.Or(a.MIME, "application/octet-stream")
		file := f.o.stream(fmt.Sprintf("/Type /EmbeddedFile /Subtype /%s /Params <</Size %d /CheckSum <%x> /CreationDate %s /ModDate %s>>",
			pdfName(mime), len(a.Content), sum, pdfDate(f.d), pdfDate(f.d)), a.Content, false)
		name := literal(a.Name)
		spec := f.o.add(fmt.Appendf(nil, "<</Type /Filespec /F %s /UF %s /Desc %s /AFRelationship /%s /EF <</F %d 0 R /UF %d 0 R>>>>",
			name, name, literal(a.Description), pdfName(cmp.Or(a.Relationship, "Unspecified")), file, file))
		list = append(list, named{a.Name, spec})
		associated += fmt.Sprintf("%d 0 R ", spec)
	}
	slices.SortStableFunc(list, func(a, b named) int { return strings.Compare(utf16Key(a.key), utf16Key(b.key)) })
	for _, n := range list {
		names += fmt.Sprintf("%s %d 0 R ", literal(n.key), n.spec)
	}
	return " /Names <</EmbeddedFiles <</Names [" + names + "]>>>>", " /AF [" + associated + "]"
}

// utf16Key orders names as the file has them.
func utf16Key(s string) string {
	l := literal(s)
	if l[0] == '<' {
		return utf16BE(s)
	}
	return text.Clean(s)
}

// files are the attachments under names that differ.
func (d *drawing) files() []Attachment {
	out := slices.Clone(d.doc.Attachments)
	seen := map[string]bool{}
	for i := range out {
		name := cmp.Or(text.Clean(out[i].Name), "attachment")
		for n := 2; seen[name]; n++ {
			name = strconv.Itoa(n) + "-" + cmp.Or(text.Clean(out[i].Name), "attachment")
		}
		seen[name] = true
		out[i].Name = name
	}
	return out
}

// pdfName writes what a name may not hold plainly with number signs.
func pdfName(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || strings.IndexByte("-_.+", c) >= 0 {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "#%02X", c)
		}
	}
	return b.String()
}
