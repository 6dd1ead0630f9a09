package out

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"flag"
	"html"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"consilience/model"
	"consilience/model/chart"
	"consilience/model/paper"
)

var update = flag.Bool("update", false, "write the golden file anew")

// whole is a document with everything that a paper can have.
func whole() paper.Document {
	share := model.Measure{Value: 20.0 / 24, Unit: model.UnitShare, Count: 20, N: 24, Method: "agree-share/1"}
	say := func(s string) []paper.Span { return []paper.Span{{Text: s}} }
	scene := chart.Mentions([]chart.TagCount{{Ref: "t:1", Name: "Funding & <trust>", Mentions: 9, Consultations: 3}, {Ref: "t:2", Name: "المشاركة", Mentions: 4, Consultations: 2}}, chart.Options{Source: "notes [S1]"})
	return paper.Document{
		Kind: "Discussion paper", Title: "Fewer topics & \"more\" <depth>", Consultation: "OGP", Owner: "Task force", Status: "Draft", Organisation: "Open Government", Classification: "Internal",
		Date: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), About: "Theme: focus", Warnings: []string{"Simulated data."}, Contents: true, Language: "en", Accent: "#123456",
		Attachments: []paper.Attachment{{Name: "figures.json", Description: "all figures", MIME: "application/json", Content: []byte("{}")}},
		Blocks: []paper.Block{
			{Kind: paper.Heading, Level: 1, Spans: say("Summary")},
			{Kind: paper.Box, Label: "You are invited to", Spans: say("decide.")},
			{Kind: paper.Paragraph, Number: 1, Spans: []paper.Span{{Text: "Most agree: ", Bold: true}, {Number: &paper.Number{Form: paper.OfBase, Measures: []model.Measure{share}}}, {Text: " [E1]", To: "E1"}, {Text: ", page "}, {Page: "dissent"}, {Text: "."}, {Foot: say("A footnote, once.")}}},
			{Kind: paper.Paragraph, Number: 2, Language: "ar", Spans: say("الحكومة المنفتحة OGP، 75% من المشاركين.")},
			{Kind: paper.Bullet, Spans: say("- not a list in a list")}, {Kind: paper.Bullet, Spans: []paper.Span{{Text: "the source", Address: "https://example.org/?a=1&b=2"}, {Text: "a trap", Address: "javascript:alert(1)"}}},
			{Kind: paper.Ordered, Number: 3, Spans: say("third")},
			{Kind: paper.TableOf, Spans: say("Table 1. Evidence"), Note: say("A note."), Table: &paper.Table{Small: true, Columns: []paper.Column{{Head: "Id", Width: 0.2}, {Head: "Votes | base", Width: 0.8, Right: true}},
				Rows: []paper.Row{{Anchor: "E1", Cells: []paper.Cell{{say("E1")}, {say("24"), say("of 63 | all")}}}, {Strong: true, Cells: []paper.Cell{{say("Together")}}}}}},
			{Kind: paper.Figure, Spans: say("Figure 1. Mentions"), Note: say("Source: notes."), Scene: &scene, Alt: "Bars: \"Funding\" 9."},
			{Kind: paper.Quote, Language: "es", Spans: say("Más apertura."), Note: say("A participant")},
			{Kind: paper.Heading, Level: 1, Anchor: "dissent", NewPage: true, Spans: say("Dissent")},
			{Kind: paper.Signature, Label: "The chair"},
		},
	}
}

func docxOf(t testing.TB, d paper.Document) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := DOCX(&b, d); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			wellFormed(t, f.Name, content)
		}
	}
	return parts
}

func wellFormed(t testing.TB, name string, b []byte) {
	t.Helper()
	for d := xml.NewDecoder(bytes.NewReader(b)); ; {
		if _, err := d.Token(); err == io.EOF {
			return
		} else if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
}

// texts of a part of a package, run after run.
var runs = regexp.MustCompile(`<w:t[^>]*>([^<]*)</w:t>`)

func textOf(part string) string {
	var b strings.Builder
	for _, m := range runs.FindAllStringSubmatch(part, -1) {
		b.WriteString(html.UnescapeString(m[1]))
	}
	return b.String()
}

// said are words that every form must have.
var said = []string{"Fewer topics & \"more\" <depth>", "Simulated data.", "20 of\u00a024 (83\u00a0%)", "الحكومة المنفتحة OGP، 75% من المشاركين.", "the source", "a trap", "of 63 | all", "Más apertura.", "A participant", "The chair", "Figure 1. Mentions"}

func TestDOCX(t *testing.T) {
	parts := docxOf(t, whole())
	body := parts["word/document.xml"]
	words := textOf(body)
	for _, s := range said {
		if !strings.Contains(words, s) {
			t.Errorf("%q is not in the text", s)
		}
	}
	if got := textOf(parts["word/footnotes.xml"]); !strings.Contains(got, "A footnote, once.") {
		t.Errorf("got footnotes %q", got)
	}
	if got := textOf(parts["word/header1.xml"]); got != "Open Government · Discussion paper · DraftInternal" {
		t.Errorf("got head %q", got)
	}
	for _, m := range regexp.MustCompile(`w:anchor="([^"]*)"|PAGEREF (\S+)`).FindAllStringSubmatch(body, -1) {
		if name := m[1] + m[2]; !strings.Contains(body, `w:name="`+name+`"`) {
			t.Errorf("a link leads to %q, which is not there", name)
		}
	}
	for _, m := range regexp.MustCompile(`r:(?:id|embed)="([^"]*)"`).FindAllStringSubmatch(body, -1) {
		if !strings.Contains(parts["word/_rels/document.xml.rels"], `Id="`+m[1]+`"`) {
			t.Errorf("the relation %q is not there", m[1])
		}
	}
	if strings.Contains(strings.Join([]string{body, parts["word/_rels/document.xml.rels"]}, ""), "javascript:") {
		t.Error("an address that runs a program became a link")
	}
	for _, want := range []string{`<w:tblHeader/>`, `<w:bidi/>`, `<w:rtl/>`, `descr="Bars: &quot;Funding&quot; 9."`, `w:lang w:val="es"`, `<w:pageBreakBefore/>`} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is not in the body", want)
		}
	}
	if _, err := png.Decode(strings.NewReader(parts["word/media/figure1.png"])); err != nil {
		t.Errorf("the chart's picture: %v", err)
	}
}

func TestHTML(t *testing.T) {
	var b bytes.Buffer
	if err := HTML(&b, whole()); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	words := html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, ""))
	for _, s := range append([]string{"A footnote, once.", "“Dissent”"}, said...) {
		if !strings.Contains(words, s) {
			t.Errorf("%q is not in the page", s)
		}
	}
	for _, m := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `id="`+m[1]+`"`) {
			t.Errorf("a link leads to %q, which is not there", m[1])
		}
	}
	for _, never := range []string{"<script", "javascript:", "http://", "src=\"http"} {
		if strings.Contains(strings.ReplaceAll(page, "http://www.w3.org/2000/svg", ""), never) {
			t.Errorf("%q is in the page, which needs nothing else and runs nothing", never)
		}
	}
	for _, want := range []string{`<html lang="en">`, `<th scope="col"`, `<desc id="figure-1-desc">Bars: &quot;Funding&quot; 9.</desc>`, `lang="es"`, `download="figures.json"`, "--accent:#123456"} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is not in the page", want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	if err := Markdown(&b, whole()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", "whole.md")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (write it with -update)", err)
	}
	if b.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

// The same document gives the same bytes in every form.
func TestSameBytes(t *testing.T) {
	for name, write := range map[string]func(io.Writer, paper.Document) error{"docx": DOCX, "html": HTML, "md": Markdown} {
		var a, b bytes.Buffer
		if err := write(&a, whole()); err != nil {
			t.Fatal(err)
		}
		if err := write(&b, whole()); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: two writings differ", name)
		}
	}
}

func FuzzOut(f *testing.F) {
	f.Add("title", "words & <b>", "E1", "https://example.org")
	f.Add("\x00\ufffe", "]]>-->|\n# x", "\"'", "javascript:1")
	f.Fuzz(func(t *testing.T, title, words, anchor, address string) {
		d := whole()
		d.Title, d.Owner, d.Language = title, words, anchor
		d.Blocks = append(d.Blocks,
			paper.Block{Kind: paper.Paragraph, Anchor: anchor, Language: words, Spans: []paper.Span{{Text: words, To: anchor}, {Text: title, Address: address}, {Foot: []paper.Span{{Text: words, Address: address}}}}},
			paper.Block{Kind: paper.TableOf, Table: &paper.Table{Columns: []paper.Column{{Head: words, Width: 1}}, Rows: []paper.Row{{Anchor: anchor, Cells: []paper.Cell{{{{Text: title}}}}}}}})
		docxOf(t, d)
		var b bytes.Buffer
		if err := HTML(&b, d); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(strings.ToLower(b.String()), "<script") {
			t.Error("a script came in")
		}
		if err := Markdown(&b, d); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkDOCX(b *testing.B) {
	d := whole()
	for b.Loop() {
		if err := DOCX(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
