package paper

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

// sealedPaper has figures in a paragraph that breaks, in a table, in a note and
// in a footnote, and two attachments.
func sealedPaper() Document {
	share := func(count, n int) *Number {
		return &Number{Form: OfBase, Measures: measures(measure(float64(count)/float64(n), "agree-share/1", count, n))}
	}
	d := leaves(2)
	d.Title = "Offenheit (für alle)"
	d.Language = "fr"
	d.Blocks = append(d.Blocks,
		Block{Kind: Paragraph, Number: 9, Spans: []Span{word(strings.Repeat("many words before it ", 7)), {Number: share(57, 74)}, word(", and after Arabic البيانات "), {Number: share(1, 2)},
			{Foot: []Span{word("Of these, "), {Number: share(3, 4)}, word(" said why.")}}, word(".")}},
		Block{Kind: TableOf, Table: &Table{Columns: []Column{{Head: "a", Width: 1}, {Head: "b", Width: 1}},
			Rows: []Row{{Cells: []Cell{{{word("row")}}, {{{Number: share(9, 10)}}}}}}}, Note: []Span{{Number: share(20, 24)}}},
		Block{Kind: Quote, Spans: say("نعم، البيانات للجميع"), Language: "ar", Note: []Span{word("a member, "), {Number: share(5, 6)}}},
	)
	d.Attachments = []Attachment{
		{Name: "evidence.json", Description: "Every figure (with its measure)", MIME: "application/json", Relationship: "Data", Content: []byte(`{"a":1}`)},
		{Name: "énoncés.csv", Description: "Énoncés", MIME: "text/csv", Relationship: "Source", Content: bytes.Repeat([]byte("id,text\n"), 1000)},
	}
	return d
}

func printed(t testing.TB, d Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := WriteWith(&b, d, Options{Bundled: true}); err != nil {
		t.Fatalf("%v (%v)", err, errors.Unwrap(err))
	}
	return b.Bytes()
}

func readBytes(b []byte) (File, error) { return Read(bytes.NewReader(b), int64(len(b))) }

func TestReadGivesBackWhatWasPrinted(t *testing.T) {
	d := sealedPaper()
	f, err := readBytes(printed(t, d))
	if err != nil {
		t.Fatal(err)
	}
	if f.Title != d.Title || f.Language != "fr" || len(f.Altered) != 0 {
		t.Errorf("got title %q, language %q, altered %v", f.Title, f.Language, f.Altered)
	}
	if !slices.EqualFunc(f.Attachments, d.Attachments, func(a, b Attachment) bool {
		return a.Name == b.Name && a.Description == b.Description && a.MIME == b.MIME && a.Relationship == b.Relationship && bytes.Equal(a.Content, b.Content)
	}) {
		t.Errorf("got attachments %v", f.Attachments)
	}
	words := map[string]string{}
	for _, p := range f.Figures {
		words[p.ID] = p.Words
	}
	figures := d.Figures()
	if len(figures) != 6 || len(words) != 6 {
		t.Fatalf("got %d figures in the document and %d in the file, want 6", len(figures), len(words))
	}
	for _, n := range figures {
		if got := words[n.ID]; got != plainWords(n.Words) {
			t.Errorf("figure %s: the page shows %q, want %q", n.ID, got, n.Words)
		}
	}
	if !strings.Contains(strings.Join(f.Pages, "\n"), "many words before it") {
		t.Errorf("the pages read %q", f.Pages)
	}
}

var streamAt = regexp.MustCompile(`(?s)/Length \d+>>\nstream\n(.*?)\nendstream`)

// edited is a PDF whose streams have been unpacked, changed and packed again.
func edited(t *testing.T, pdf []byte, change func([]byte) []byte) []byte {
	t.Helper()
	return streamAt.ReplaceAllFunc(pdf, func(m []byte) []byte {
		packed := streamAt.FindSubmatch(m)[1]
		r, err := zlib.NewReader(bytes.NewReader(packed))
		if err != nil {
			return m
		}
		plain, err := io.ReadAll(r)
		if err != nil {
			return m
		}
		out := change(bytes.Clone(plain))
		if bytes.Equal(out, plain) {
			return m
		}
		whole := streamOf("", out, false)
		return whole[bytes.Index(whole, []byte(" /Length")):]
	})
}

func TestReadNamesWhatWasChanged(t *testing.T) {
	d := sealedPaper()
	pdf := printed(t, d)
	has := func(f File, part AlteredPart, name string) bool {
		return slices.ContainsFunc(f.Altered, func(a Alteration) bool { return a.Part == part && a.Name == name })
	}
	figure := regexp.MustCompile(`/Span <</ConsilienceFigure \(n4\)>> BDC\n(?:[^\n]*rg\n)?(?:/F\d+ [\d.]+ Tf\n)?1 0 0 1 [\d. ]+Tm <([0-9A-F]{4})`)
	tests := []struct {
		name   string
		change func([]byte) []byte
		part   AlteredPart
		what   string
	}{
		{"a figure on a page", func(b []byte) []byte {
			if m := figure.FindSubmatchIndex(b); m != nil {
				other := []byte("0003")
				if bytes.Equal(b[m[2]:m[3]], other) {
					other = []byte("0004")
				}
				copy(b[m[2]:m[3]], other)
			}
			return b
		}, AlteredFigure, "n4"},
		{"a figure is taken out", func(b []byte) []byte {
			return bytes.ReplaceAll(b, []byte("ConsilienceFigure (n4)"), []byte("ConsilienceFigure (n9)"))
		}, AlteredFigure, "n4"},
		{"an attachment", func(b []byte) []byte { return bytes.Replace(b, []byte(`{"a":1}`), []byte(`{"a":2}`), 1) }, AlteredAttachment, "evidence.json"},
		{"another attachment", func(b []byte) []byte { return bytes.Replace(b, []byte("id,text\nid,"), []byte("id,text\nxx,"), 1) }, AlteredAttachment, "énoncés.csv"},
		{"a line on a page", func(b []byte) []byte { return bytes.Replace(b, []byte("/Artifact BMC"), []byte("/Artifact BMC "), 1) }, AlteredPage, "1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			changed := edited(t, pdf, tt.change)
			if bytes.Equal(changed, pdf) {
				t.Fatal("nothing was changed")
			}
			f, err := readBytes(changed)
			if err != nil {
				t.Fatal(err)
			}
			if !has(f, tt.part, tt.what) || !has(f, AlteredFile, "") {
				t.Errorf("got %+v, want the %s %s named", f.Altered, tt.part, tt.what)
			}
		})
	}
	one := bytes.Clone(pdf)
	one[len(one)-1] = ' '
	if f, err := readBytes(one); err != nil || !has(f, AlteredFile, "") || len(f.Altered) != 1 {
		t.Errorf("a changed last byte: got %+v, %v", f.Altered, err)
	}
}

func TestReadRefusesOtherFiles(t *testing.T) {
	for _, s := range []string{"", "hello", "%PDF-1.4\n1 0 obj\n<</Type /Catalog>>\nendobj\n", "%PDF-1.7\n1 0 obj\n<</Type /Catalog /PieceInfo 1 0 R>>"} {
		_, err := readBytes([]byte(s))
		var p *model.Problem
		if !errors.As(err, &p) || p.Do == "" {
			t.Errorf("Read(%q): got %v, want a Problem", s, err)
		}
	}
}

// FuzzRead: whatever the bytes, an answer or a Problem.
func FuzzRead(f *testing.F) {
	pdf := printed(f, Document{Title: "t", Attachments: []Attachment{{Name: "a", Content: []byte("b")}}})
	f.Add(pdf)
	f.Add([]byte("%PDF-1.7\n1 0 obj [[[[<</A(\\1"))
	f.Add([]byte("%PDF-1.7\n1 0 obj\n<</Type /Catalog /Pages 1 0 R /PieceInfo <</Consilience <</Private 2 0 R>>>>>>\nendobj\n2 0 obj\n<</Length 13>>\nstream\n{\"version\":1}\nendstream\nendobj\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, err := readBytes(b)
		var p *model.Problem
		if err != nil && !errors.As(err, &p) {
			t.Errorf("got %v, want a Problem", err)
		}
	})
}
