package decode

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"runtime"
	"strings"
	"testing"

	"consilience/model"
)

// bomb is a ZIP with parts as they should be, and one that grows to n bytes
// when unpacked. Lying, its directory says that it has ten.
func bomb(t *testing.T, name string, n int, lying bool, parts ...string) string {
	t.Helper()
	var b, packed bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	f, err := flate.NewWriter(&packed, flate.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	zeros := []byte(strings.Repeat(" ", 1<<20))
	for range n >> 20 {
		if _, err := f.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	size := uint64(n)
	if lying {
		size = 10
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CompressedSize64: uint64(packed.Len()), UncompressedSize64: size})
	if err == nil {
		_, err = w.Write(packed.Bytes())
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Packed files that would grow to 256 MB are refused, whatever their directory
// says, and reading them takes a small part of that.
func TestPackedBombs(t *testing.T) {
	const grown, most = 256 << 20, 32 << 20 // bytes unpacked, bytes allocated
	word := []string{"[Content_Types].xml", "<Types/>", "_rels/.rels", `<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`}
	book := []string{"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="x"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="x" Type="` + relType + `" Target="worksheets/sheet1.xml"/></Relationships>`}
	for _, test := range []struct {
		name   string
		format model.Format
		file   string
		part   string
		others []string
	}{
		{"a workbook's sheet", model.FormatGoogleForms, "a.xlsx", "xl/worksheets/sheet1.xml", book},
		{"a workbook's list of sheets", model.FormatGoogleForms, "a.xlsx", "xl/workbook.xml", book[2:]},
		{"a Word document", model.FormatNotes, "a.docx", "word/document.xml", word},
		{"an OpenDocument text", model.FormatNotes, "a.odt", "content.xml", []string{"mimetype", "application/vnd.oasis.opendocument.text"}},
		{"a coding project", model.FormatREFIProject, "a.qdpx", "project.qde", nil},
		{"a text of a coding project", model.FormatREFIProject, "a.qdpx", "Sources/a.txt", []string{"project.qde", `<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Sources><TextSource guid="T" name="t" plainTextPath="internal://a.txt"/></Sources></Project>`}},
	} {
		for _, lying := range []bool{false, true} {
			name := test.name
			if lying {
				name += ", whose size is a lie"
			}
			t.Run(name, func(t *testing.T) {
				s := shelf{t.TempDir()}
				snap := s.snapshot(t, test.format, map[string]string{test.file: bomb(t, test.part, grown, lying, test.others...)})
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				c, err := Snapshot(t.Context(), snap, s.open)
				runtime.ReadMemStats(&after)
				p := model.AsProblem(err, "")
				if err == nil && len(c.Snapshot.Problems) > 0 { // the rest of a project is read
					p = &c.Snapshot.Problems[0]
				}
				if p == nil || p.Kind != model.ProblemTooLarge && p.Kind != model.ProblemTruncated || strings.Contains(p.Say, "%!") {
					t.Errorf("got %+v (%v), want a word on its size", p, err)
				}
				if got := after.TotalAlloc - before.TotalAlloc; got > most {
					t.Errorf("got %d MB allocated, want at most %d", got>>20, most>>20)
				}
			})
		}
	}
}
