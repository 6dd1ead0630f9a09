package decode

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"consilience/model"
)

// publishedCSV are tables made up for these tests: 70 statements, of which the
// fourth cannot be, and 24 tags in three clusters. testdata/published/chromium.pdf
// and libreoffice.pdf are the same tables, with the heads of htmlTables, printed as PDF
// by Chromium 156 and LibreOffice 7.4; chromium.txt and libreoffice.txt are such
// PDFs taken out with pdftotext -layout (poppler 22.12).
func publishedCSV(t testing.TB) (statements, tags [][]string, files map[string]string) {
	t.Helper()
	files = readDir(t, filepath.Join("testdata", "published"), "statements.csv", "tags.csv")
	read := func(s string) (rows [][]string) {
		r := newRecords(strings.NewReader(s), ',')
		for {
			row, err := r.next()
			if err != nil {
				return rows
			}
			rows = append(rows, asTexts(row))
		}
	}
	return read(files["statements.csv"]), read(files["tags.csv"]), files
}

// htmlTables, markdownTables and docxTables write the same tables as people
// publish them.
func htmlTables(parts ...[][]string) string {
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html><body><h1>Report</h1>\n<p>Words.</p>\n")
	for i, rows := range parts {
		fmt.Fprintf(&b, "<h2>Annex %d</h2>\n<table>", i+1)
		for k, r := range rows {
			tag := "td"
			if k == 0 {
				tag = "th"
			}
			b.WriteString("<tr>")
			for _, c := range r {
				fmt.Fprintf(&b, "<%s>%s</%s>", tag, html.EscapeString(c), tag)
			}
			b.WriteString("</tr>\n")
		}
		b.WriteString("</table>\n")
	}
	return b.String() + "</body></html>\n"
}

func markdownTables(parts ...[][]string) string {
	var b strings.Builder
	b.WriteString("# Report\n\nWords.\n\n")
	for i, rows := range parts {
		fmt.Fprintf(&b, "## Annex %d\n\n", i+1)
		for k, r := range rows {
			b.WriteString("|")
			for _, c := range r {
				b.WriteString(" " + strings.ReplaceAll(c, "|", `\|`) + " |")
			}
			b.WriteString("\n")
			if k == 0 {
				b.WriteString(strings.Repeat("|---", len(r)) + "|\n")
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func docxTables(t testing.TB, parts ...[][]string) string {
	t.Helper()
	var b strings.Builder
	text := func(s string) string {
		return "<w:p><w:r><w:t xml:space=\"preserve\">" + html.EscapeString(s) + "</w:t></w:r></w:p>"
	}
	b.WriteString(`<w:document xmlns:w="x"><w:body>` + text("Words."))
	for i, rows := range parts {
		fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Annex %d</w:t></w:r></w:p><w:tbl>`, i+1)
		for _, r := range rows {
			b.WriteString("<w:tr>")
			for _, c := range r {
				b.WriteString("<w:tc>" + text(c) + "</w:tc>")
			}
			b.WriteString("</w:tr>")
		}
		b.WriteString("</w:tbl>")
	}
	b.WriteString("</w:body></w:document>")
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("word/document.xml")
	if err == nil {
		_, err = w.Write([]byte(b.String()))
	}
	if err != nil || z.Close() != nil {
		t.Fatal("the document cannot be written")
	}
	return out.String()
}

// percentSigns gives rows the heads and signs that people print.
func percentSigns(rows [][]string, heads ...string) [][]string {
	out := [][]string{heads}
	for _, r := range rows[1:] {
		c := append([]string{}, r...)
		for i := 2; i < 5; i++ {
			c[i] += "%"
		}
		out = append(out, c)
	}
	return out
}

// table decodes one table of a document.
func tableOfDocument(t testing.TB, format model.Format, name, content string, number int) (model.Content, error) {
	t.Helper()
	s := shelf{t.TempDir()}
	snap := s.snapshot(t, format, map[string]string{name: content})
	snap.Files[0].Table = number
	return Snapshot(context.Background(), snap, s.open)
}

func TestPublishedTablesAreAsTheCSV(t *testing.T) {
	statements, tags, files := publishedCSV(t)
	printed := readDir(t, filepath.Join("testdata", "published"), "chromium.txt", "libreoffice.txt", "chromium.pdf", "libreoffice.pdf")
	pdfs := NewPDFs(t.Context())
	defer pdfs.Close()
	heads := percentSigns(statements, "Statement", "Number of Votes", "Agreed", "Disagreed", "Passed")
	spanish := percentSigns(statements, "Enunciado", "Número de votos", "De acuerdo", "En desacuerdo", "Pasan")
	french := percentSigns(statements, "Énoncé", "Nombre de votes", "D’accord", "Pas d’accord", "Sans avis")
	wantS := must(t, model.FormatStatementsTable, map[string]string{"statements.csv": files["statements.csv"]}).Statements
	wantT := must(t, model.FormatTagsTable, map[string]string{"tags.csv": files["tags.csv"]}).Tags
	if len(wantS) != 70 || len(wantT) != 24 {
		t.Fatalf("got %d statements and %d tags of the CSV, want 70 and 24", len(wantS), len(wantT))
	}
	for name, content := range map[string]string{
		"report.html": htmlTables(heads, tags), "report.md": markdownTables(heads, tags), "report.docx": docxTables(t, heads, tags),
		"informe.html": htmlTables(spanish, tags), "rapport.md": markdownTables(french, tags),
		"chromium.txt": printed["chromium.txt"], "libreoffice.txt": printed["libreoffice.txt"],
		"chromium.pdf": printed["chromium.pdf"], "libreoffice.pdf": printed["libreoffice.pdf"],
	} {
		t.Run(name, func(t *testing.T) {
			l := Look{Name: name, Head: []byte(content), File: strings.NewReader(content), Size: int64(len(content)), PDFs: pdfs}
			if len(l.Head) > HeadBytes {
				l.Head = l.Head[:HeadBytes]
			}
			kind, problem := Recognise(l)
			if problem != nil || kind.Part != PartTables || kind.Format != model.FormatStatementsTable {
				t.Fatalf("got %+v, %v; want tables", kind, problem)
			}
			if got := l.Published(); len(got) != 2 || got[1].Format != model.FormatTagsTable || !strings.HasPrefix(got[1].Title, "Annex 2") {
				t.Errorf("got %+v, want a table of statements and one of tags", got)
			}
			c, err := tableOfDocument(t, model.FormatStatementsTable, name, content, 1)
			if err != nil {
				t.Fatal(err)
			}
			sameStatements(t, c.Statements, wantS)
			if c.Snapshot.Files[0].RowsSkipped != 0 {
				t.Errorf("got %d rows skipped, want 0", c.Snapshot.Files[0].RowsSkipped)
			}
			if c, err = tableOfDocument(t, model.FormatTagsTable, name, content, 2); err != nil {
				t.Fatal(err)
			}
			if len(c.Tags) != len(wantT) {
				t.Fatalf("got %d tags, want %d", len(c.Tags), len(wantT))
			}
			for i, got := range c.Tags {
				if w := wantT[i]; got.Cluster != w.Cluster || got.Name != w.Name || got.Description != w.Description || got.Mentions != w.Mentions {
					t.Errorf("tag %d: got %q %q %q %d, want %q %q %q %d", i+1, got.Cluster, got.Name, got.Description, got.Mentions, w.Cluster, w.Name, w.Description, w.Mentions)
				}
			}
		})
	}
}

func sameStatements(t *testing.T, got, want []model.Statement) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %d statements, want %d", len(got), len(want))
	}
	for i, w := range want {
		g := got[i]
		if g.ID != w.ID || g.Text != w.Text || g.Tally != w.Tally || g.Basis != w.Basis || !reflect.DeepEqual(g.Published, w.Published) || !reflect.DeepEqual(g.Assumed, w.Assumed) {
			t.Errorf("statement %d: got %q %+v %+v, want %q %+v %+v", i+1, g.Text, g.Published, g.Tally, w.Text, w.Published, w.Tally)
		}
		if g.Line == 0 {
			t.Errorf("statement %d has no place", i+1)
		}
	}
}

// TestOGPReportAsDocuments turns the report's tables into documents and reads
// them back.
func TestOGPReportAsDocuments(t *testing.T) {
	dir := shared(t, "ogp-phase1-report")
	for name, want := range map[string]int{"polis-challenges-opportunities.csv": 60, "polis-role-of-ogp.csv": 44} {
		content := readDir(t, dir, name)[name]
		csv := must(t, model.FormatStatementsTable, map[string]string{name: content}).Statements
		rows := [][]string{{"Statement", "Votes", "Agreed", "Disagreed", "Passed"}}
		for _, s := range csv {
			rows = append(rows, []string{s.Text, fmt.Sprint(*s.Published.Votes), fmt.Sprint(*s.Published.AgreePct, "%"), fmt.Sprint(*s.Published.DisagreePct, "%"), fmt.Sprint(*s.Published.PassPct, "%")})
		}
		for i := range csv {
			csv[i].ID = fmt.Sprint(i + 1) // the documents have no numbers
		}
		if len(csv) != want {
			t.Fatalf("got %d statements, want %d", len(csv), want)
		}
		for file, content := range map[string]string{"a.html": htmlTables(rows), "a.md": markdownTables(rows), "a.docx": docxTables(t, rows)} {
			c, err := tableOfDocument(t, model.FormatStatementsTable, file, content, 1)
			if err != nil {
				t.Fatal(err)
			}
			sameStatements(t, c.Statements, csv)
		}
	}
}

func TestWhatIsATableAndWhatANote(t *testing.T) {
	table := "| Statement | Votes | Agreed | Disagreed | Passed |\n|---|---|---|---|---|\n| One | 24 | 62 | 12 | 25 |\n"
	cells := func(before string) string {
		return pdfCells(append(strings.Split(before, "|"), "Statement|Votes|Agreed|Disagreed|Passed", "One|24|62%|12%|25%", "Two|22|31%|40%|27%")...)
	}
	pdfs := NewPDFs(t.Context())
	defer pdfs.Close()
	other := "| Day | Who |\n|---|---|\n| Monday | All |\n"
	tests := map[string]struct {
		name, text string
		format     model.Format
		part       string
	}{
		"Report":         {"report.md", "# Report\n\nWords.\n\n" + table + "\nMore words.\n", model.FormatStatementsTable, PartTables},
		"Note":           {"note.md", "Date: 2026-01-02\nPlace: Lisbon\n\n" + table, model.FormatNotes, PartNote},
		"OtherTable":     {"note.md", "# Meeting\n\nWords.\n\n" + other, model.FormatNotes, PartProse},
		"README":         {"README.md", table, model.FormatNotes, PartAbout},
		"Quoted":         {"how.md", "```\n" + table + "```\n", model.FormatNotes, PartProse},
		"Text":           {"report.txt", "Words.\n\nStatement      Votes  Agreed  Disagreed  Passed\nOne               24     62%        12%     25%\n", model.FormatStatementsTable, PartTables},
		"TabbedText":     {"table.txt", "Statement\tVotes\tAgreed\tDisagreed\tPassed\nOne\t24\t62\t12\t25\n", model.FormatStatementsTable, ""},
		"TabsAndWords":   {"table.txt", "Words stand here.\nStatement\tVotes\tAgreed\tDisagreed\tPassed\nOne\t24\t62\t12\t25\nAfter it, words again.\n", model.FormatStatementsTable, PartTables},
		"WordsOfAHead":   {"note.txt", "We agreed on each statement.\nVotes passed; some disagreed.\n", model.FormatNotes, PartProse},
		"PDF":            {"report.pdf", cells("Words"), model.FormatStatementsTable, PartTables},
		"PDFNote":        {"note.pdf", cells("Date: 2026-01-02||Place: Lisbon||Words"), model.FormatNotes, PartNote},
		"PDFOfProse":     {"note.pdf", pdfOf([]string{"We agreed on each statement.", "Votes passed; some disagreed."}), model.FormatNotes, PartProse},
		"PDFAbout":       {"README.pdf", cells("Words"), model.FormatNotes, PartAbout},
		"HeadWithoutRow": {"note.md", "| Statement | Votes | Agreed | Disagreed |\n|---|---|---|---|\n", model.FormatNotes, PartProse},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			kind, problem := Recognise(Look{Name: test.name, Head: []byte(test.text), Size: int64(len(test.text)), PDFs: pdfs})
			if problem != nil || kind.Format != test.format || kind.Part != test.part {
				t.Errorf("got %+v, %v; want %s, part %q", kind, problem, test.format, test.part)
			}
		})
	}
}

func TestTextCellByCellIsRefused(t *testing.T) {
	text := "The report.\n\nStatement\n\nVotes\n\nAgreed\n\nDisagreed\n\nOne\n\n24\n\n62%\n\n12%\n\nTwo\n\n22\n\n31%\n\n40%\n"
	if k, p := Recognise(Look{Name: "a.txt", Head: []byte(text), Size: int64(len(text))}); p == nil || !strings.Contains(p.Say, "from line 3 on") || !strings.Contains(p.Do, "-layout") {
		t.Errorf("got %+v, %v; want a sentence that says what to do", k, p)
	}
	text = "Date: 2026-01-02\nPlace: Lisbon\n" + text
	if k, p := Recognise(Look{Name: "a.txt", Head: []byte(text), Size: int64(len(text))}); p != nil || k.Part != PartNote {
		t.Errorf("got %+v, %v; want a note", k, p)
	}
}

func TestPublishedTableIsNamed(t *testing.T) {
	rows := [][]string{{"Statement", "Votes", "Agreed", "Disagreed"}, {"One", "24", "62", "12"}}
	content := markdownTables(rows, rows)
	_, err := tableOfDocument(t, model.FormatStatementsTable, "a.md", content, 0)
	if p := model.AsProblem(err, ""); p == nil || p.Kind != model.ProblemNeedsMapping || !strings.Contains(p.Say, "1, 2") {
		t.Errorf("got %v, want a question which of the tables 1, 2 is meant", err)
	}
	if _, err := tableOfDocument(t, model.FormatStatementsTable, "a.md", content, 3); err == nil {
		t.Error("a table that is not there was read")
	}
}

func FuzzPublished(f *testing.F) {
	for _, name := range []string{"chromium.txt", "libreoffice.txt"} {
		b, err := os.ReadFile(filepath.Join("testdata", "published", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(0, string(b[:3000]))
	}
	rows := [][]string{{"Statement", "Votes", "Agreed", "Disagreed", "Passed"}, {"One", "50", "57%", "12%", "30%"}}
	f.Add(1, htmlTables(rows))
	f.Add(2, markdownTables(rows))
	f.Add(3, docxTables(f, rows))
	f.Fuzz(func(t *testing.T, kind int, content string) {
		name := []string{"a.txt", "a.html", "a.md", "a.docx"}[kind&3]
		Recognise(Look{Name: name, Head: []byte(content), File: strings.NewReader(content), Size: int64(len(content))})
		c, err := tableOfDocument(t, model.FormatStatementsTable, name, content, 0)
		checkFuzzed(t, c, err)
	})
}
