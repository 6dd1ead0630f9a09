package decode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

// pdfOf makes a PDF of pages of lines, in Helvetica.
func pdfOf(pages ...[]string) string {
	var contents []string
	for _, lines := range pages {
		var b strings.Builder
		for _, line := range lines {
			fmt.Fprintf(&b, "(%s) Tj T*\n", strings.NewReplacer("(", `\(`, ")", `\)`).Replace(line))
		}
		contents = append(contents, b.String())
	}
	return pdfWith(contents...)
}

// pdfWith makes a PDF of pages with these operators of text.
func pdfWith(pages ...string) string {
	var kids []string
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
	for _, content := range pages {
		content = "BT /F 11 Tf 14 TL 50 780 Td\n" + content + "ET"
		n := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects, fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>", n+1),
			fmt.Sprintf("<</Length %d>>stream\n%s\nendstream", len(content), content))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(pages), strings.Join(kids, " "))
	out, xref := "%PDF-1.4\n", "0000000000 65535 f \n"
	for i, o := range objects {
		xref += fmt.Sprintf("%010d 00000 n \n", len(out))
		out += fmt.Sprintf("%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	return fmt.Sprintf("%sxref\n0 %d\n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", out, len(objects)+1, xref, len(objects)+1, len(out))
}

// pdfCells makes a PDF of one page whose lines are cells set apart, in
// Helvetica.
func pdfCells(lines ...string) string {
	var page []string
	for _, line := range lines {
		cells := strings.Split(line, "|")
		text := "(" + cells[0] + ") Tj"
		for i, c := range cells[1:] {
			text += fmt.Sprintf(" 1 0 0 1 %d %d Tm (%s) Tj", 300+60*i, 780-14*len(page), c)
		}
		page = append(page, fmt.Sprintf("%s 1 0 0 1 50 %d Tm", text, 780-14*(len(page)+1)))
	}
	return pdfWith(strings.Join(page, "\n") + "\n")
}

func TestPDF(t *testing.T) {
	first := []string{"Ministry of Justice", "Date: 3 May 2022", "Place: Lima", "The participants spoke for a long time about the transpar-", "ency of public offices and about many other matters too.", "Two", "1"}
	second := []string{"Ministry of Justice", "A second page (with brackets) that is as long as others are", "2"}
	c := must(t, model.FormatNotes, map[string]string{"a.pdf": pdfOf(first, second, []string{"Ministry of Justice", "3"}), "b.txt": "Text\n", "bad.pdf": "%PDF-1.4\nnothing", "scan.pdf": pdfOf(nil, nil)})
	if len(c.Notes) != 2 {
		t.Fatalf("got %d notes, want the PDF with text and the text: %+v", len(c.Notes), c.Snapshot.Problems)
	}
	n := c.Notes[0]
	if want := "The participants spoke for a long time about the transparency of public offices and about many other matters too. Two\nA second page (with brackets) that is as long as others are\n"; n.Text != want || n.Date != "3 May 2022" || n.Place != "Lima" || n.Medium != "" {
		t.Errorf("got %+v\nwant %q", n, want)
	}
	says(t, c, "left-out:0", "left-out:0", "truncated:0", "unrecognised:0")
	at := strings.Index(n.Text, "A second page")
	if want := []int{0, at}; !slices.Equal(n.Pages, want) || n.Page(at-1) != 1 || n.Page(at) != 2 {
		t.Errorf("got pages at %v, want %v", n.Pages, want)
	}
	if k, p := Recognise(Look{Name: "a.pdf", Head: []byte(pdfOf(first))}); k.Format != model.FormatNotes || k.Part != PartProse {
		t.Errorf("got %+v, %v", k, p)
	}
	for name, head := range map[string]string{"a.pdf": "no such thing", "a.txt": pdfOf(first)} {
		if k, p := Recognise(Look{Name: name, Head: []byte(head)}); p == nil {
			t.Errorf("%s: got %+v, want a problem", name, k)
		}
	}
	if _, err := decoded(t, model.FormatNotes, map[string]string{"scan.pdf": pdfOf(nil)}); err == nil || !strings.Contains(err.Error(), "without text") {
		t.Errorf("got %v, want a sentence on scans", err)
	}
}

func TestPDFStops(t *testing.T) {
	s := shelf{t.TempDir()}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Snapshot(ctx, s.snapshot(t, model.FormatNotes, map[string]string{"a.pdf": pdfOf([]string{"Text"})}), s.open)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
}

func TestPDFLines(t *testing.T) {
	long := strings.Repeat("long ", 12) + "line"
	for _, test := range []struct {
		name  string
		pages []string
		want  string
	}{
		{"hyphen marked by the reader", []string{"co\x02operation and self\x02Evident\r\n"}, "cooperation and self-Evident"},
		{"a word that has its hyphen elsewhere", []string{long + " decision-\nmaking\ndecision-making of old"}, long + " decision-making|decision-making of old"},
		{"hyphen before a capital stays", []string{long + " Franco-\nGerman"}, long + " Franco-German"},
		{"short line ends a paragraph", []string{"Head\n" + long + "\n" + long}, "Head|" + long + " " + long},
		{"list items", []string{long + "\n1. one\n2. two\n• three"}, long + "|1. one|2. two|• three"},
		{"a sentence over pages", []string{long + "\n1", "goes on\n2"}, long + " goes on"},
		{"a sentence that ended", []string{long + ".\n1", "Goes on\n2"}, long + ".|Goes on"},
		{"a number in the middle stays", []string{"a\nb\n12\nc\nd", "e"}, "a|b|12 c|d|e"},
		{"heads that repeat", []string{"H 1\n" + long + ".", "H 2\nB", "H 3\nC"}, long + ".|B|C"},
		{"two pages are too few for a head", []string{"H\n" + long + ".", "H\nB"}, "H|" + long + ".|H|B"},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := &input{File: &model.File{Path: "a.pdf"}, problems: &problems{}}
			lines, err := pdfLines(in, test.pages)
			if got := strings.ReplaceAll(strings.Join(lines, "|"), pageMark, ""); got != test.want || err != nil {
				t.Errorf("got %q, %v\nwant %q", got, err, test.want)
			}
		})
	}
	in := &input{File: &model.File{Path: "a.pdf"}, problems: &problems{}}
	if _, err := pdfLines(in, []string{"اجتماع حول"}); err == nil {
		t.Error("a PDF written from right to left was read")
	}
}

func FuzzPDF(f *testing.F) {
	f.Add(pdfOf([]string{"Text", "more-", "over"}))
	f.Add(pdfCells("Statement|Votes|Agreed|Disagreed", "One|24|62%|12%"))
	s := shelf{f.TempDir()}
	f.Fuzz(func(t *testing.T, content string) {
		pdfs := NewPDFs(t.Context())
		defer pdfs.Close()
		l := Look{Name: "n.pdf", Head: []byte(content), Size: int64(len(content)), PDFs: pdfs}
		if k, _ := Recognise(l); k.Part == PartTables {
			c, err := tableOfDocument(t, k.Format, "n.pdf", content, 0)
			checkFuzzed(t, c, err)
		}
		snap := s.snapshot(t, model.FormatNotes, map[string]string{"n.pdf": content})
		c, err := Snapshot(t.Context(), snap, s.open)
		checkFuzzed(t, c, err)
	})
}

func FuzzPDFLines(f *testing.F) {
	f.Add("a-\nb\x02c\n1\x00H\nd")
	f.Fuzz(func(t *testing.T, text string) {
		in := &input{File: &model.File{Path: "a.pdf"}, problems: &problems{}}
		_, _ = pdfLines(in, strings.Split(strings.ToValidUTF8(text, "?"), "\x00")) // it must not panic
	})
}

func TestPageStarts(t *testing.T) {
	for _, test := range []struct {
		name, text string
		marks      int
		want       []int
	}{
		{"one page", "a\n", 0, []int{0}},
		{"two", "é b\fc\n", 1, []int{0, 3}},
		{"a blank one", "a\f\fb", 2, []int{0, 1, 1}},
		{"one that was nothing but facts", "a\fb", 2, []int{0, 0, 1}},
	} {
		if text, got := pageStarts(test.text, test.marks); !slices.Equal(got, test.want) || strings.Contains(text, pageMark) {
			t.Errorf("%s: got %v of %q, want %v", test.name, got, text, test.want)
		}
	}
}

// TestPDFFast reads more pages than are read slowly.
func TestPDFFast(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds to make the reader of PDFs fast")
	}
	pages := make([][]string, slowPages+5)
	for i := range pages {
		pages[i] = []string{fmt.Sprintf("On page %c something is said.", 'A'+i)}
	}
	c := must(t, model.FormatNotes, map[string]string{"a.pdf": pdfOf(pages...)})
	if len(c.Notes) != 1 || len(c.Notes[0].Pages) != len(pages) || c.Notes[0].Page(strings.Index(c.Notes[0].Text, "page C")) != 3 {
		t.Errorf("got %+v", c.Notes)
	}
}
