package decode

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"consilience/model"
)

// zipped makes a ZIP of parts, given as name and content in turn.
func zipped(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err == nil {
			_, err = f.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const (
	sheetOpen  = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	sheetClose = `</sheetData></worksheet>`
	relType    = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet`
)

// xlsx makes a workbook of sheets: a name and its rows in turn. A cell that
// begins with < is XML as it is; else it is an inline text.
func xlsx(t testing.TB, sheets ...any) string {
	t.Helper()
	var names, rels strings.Builder
	var parts []string
	for i := 0; i+1 < len(sheets); i += 2 {
		n := i/2 + 1
		fmt.Fprintf(&names, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, sheets[i], n, n)
		fmt.Fprintf(&rels, `<Relationship Id="rId%d" Type="%s" Target="worksheets/sheet%d.xml"/>`, n, relType, n)
		var b strings.Builder
		for r, row := range sheets[i+1].([][]string) {
			fmt.Fprintf(&b, `<row r="%d">`, r+1)
			for c, cell := range row {
				switch {
				case strings.HasPrefix(cell, "<c"):
					b.WriteString(cell)
				case cell != "":
					cell = strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(cell)
					fmt.Fprintf(&b, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, columnName(c), r+1, cell)
				}
			}
			b.WriteString("</row>")
		}
		parts = append(parts, fmt.Sprintf("xl/worksheets/sheet%d.xml", n), sheetOpen+b.String()+sheetClose)
	}
	parts = append(parts,
		"xl/workbook.xml", `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>`+names.String()+`</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships>`+rels.String()+`</Relationships>`,
		"xl/styles.xml", `<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="0.00&quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml", `<sst><si><t>one &amp; two</t></si><si><r><t>th</t></r><r><t xml:space="preserve">ree </t></r><rPh><t>no</t></rPh></si><si><t>a_x000D_b_x005F_</t></si><si/></sst>`)
	return zipped(t, parts...)
}

// allRows reads a file of tables whole, through the same door as decoders.
func allRows(t *testing.T, name, content string) ([]string, error) {
	t.Helper()
	s := shelf{t.TempDir()}
	file := model.File{Path: name, SHA256: s.put(t, content)}
	j := &job{ctx: context.Background(), open: s.open}
	var rows []string
	err := j.book(&file, func(b *book) error {
		for i, sheet := range b.sheets() {
			g, err := b.open(i)
			if err != nil {
				return err
			}
			for {
				ok, err := g.next()
				if err != nil {
					return err
				}
				if !ok {
					break
				}
				if len(g.row) > 100 {
					continue // as wide as only a bomb is
				}
				rows = append(rows, fmt.Sprintf("%s%d: %s", sheet, g.line, strings.Join(g.texts(), "|")))
			}
			g.close()
		}
		return nil
	})
	for _, p := range j.content.Snapshot.Problems {
		rows = append(rows, "! "+p.Say)
	}
	return rows, err
}

func TestSheetCells(t *testing.T) {
	for _, c := range []struct{ name, cell, want string }{
		{"shared text", `<c r="A1" t="s"><v>0</v></c>`, "one & two"},
		{"shared text in runs, without its reading", `<c r="A1" t="s"><v>1</v></c>`, "three"},
		{"control characters", `<c r="A1" t="s"><v>2</v></c>`, "a\rb_"},
		{"inline text", `<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b&#233;&#x1F600;</t></r></is></c>`, "abé😀"},
		{"whole number", `<c r="A1"><v>42</v></c>`, "42"},
		{"a fraction with more digits than were typed", `<c r="A1"><v>0.30000000000000004</v></c>`, "0.3"},
		{"a power of ten", `<c r="A1"><v>1.5E-2</v></c>`, "0.015"},
		{"true", `<c r="A1" t="b"><v>1</v></c>`, "TRUE"},
		{"date by a style of the list", `<c r="A1" s="1"><v>44818</v></c>`, "2022-09-14"},
		{"date by a style of its own", `<c r="A1" s="2"><v>44818.75</v></c>`, "2022-09-14 18:00:00"},
		{"a number whose style has letters in quotes", `<c r="A1" s="3"><v>44818</v></c>`, "44818"},
		{"before the day that never was", `<c r="A1" s="1"><v>1</v></c>`, "1900-01-01"},
		{"time of day", `<c r="A1" s="1"><v>0.5</v></c>`, "12:00:00"},
		{"formula with its value", `<c r="A1" t="str"><f>1+1</f><v>two</v></c>`, "two"},
		{"formula that was never computed", `<c r="A1"><f>2+2 like text</f><v></v></c>`, "=2+2 like text"},
		{"CDATA and a prefix", `<x:c r="A1" t="inlineStr"><x:is><x:t><![CDATA[<&>]]></x:t></x:is></x:c>`, "<&>"},
		{"a gap", `<c r="C1"><v>1</v></c>`, "||1"},
		{"no place", `<c><v>1</v></c><c><v>2</v></c>`, "1|2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := xlsx(t, "S", [][]string{{"<c"}})
			parts := repacked(t, file, "xl/worksheets/sheet1.xml", sheetOpen+`<row r="1">`+c.cell+`</row>`+sheetClose)
			rows, err := allRows(t, "a.xlsx", parts)
			if want := "S1: " + c.want; err != nil || len(rows) != 1 || rows[0] != want {
				t.Errorf("got %q, %v; want %q", rows, err, want)
			}
		})
	}
}

// repacked is a ZIP with one part's content changed.
func repacked(t *testing.T, file, name, content string) string {
	t.Helper()
	r, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var parts []string
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(in); err != nil {
			t.Fatal(err)
		}
		if f.Name == name {
			b.Reset()
			b.WriteString(content)
		}
		parts = append(parts, f.Name, b.String())
	}
	return zipped(t, parts...)
}

func TestSheetErrorsAreBlankAndSaid(t *testing.T) {
	rows, err := allRows(t, "a.xlsx", xlsx(t, "First", [][]string{{"a", "b"}, {`<c r="A2" t="e"><v>#N/A</v></c>`, "x"}}, "Second", [][]string{{"c"}}))
	want := []string{"First1: a|b", "First2: |x", "Second1: c", "! 1 cells of a.xlsx hold an error of the spreadsheet, such as #N/A, first in row 2, column A of the sheet “First”. They were read as blank."}
	if err != nil || strings.Join(rows, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, %v; want %q", rows, err, want)
	}
}

// TestHostileWorkbooks tries what would fill a member's machine or trip the
// reader. Each is refused with a Problem.
func TestHostileWorkbooks(t *testing.T) {
	sheet := func(body string) string {
		return repacked(t, xlsx(t, "S", [][]string{{"a"}}), "xl/worksheets/sheet1.xml", body)
	}
	far := func(rows int) string { // one cell a row, in the last column a sheet may have
		var b strings.Builder
		for i := range rows {
			fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1)
		}
		return sheetOpen + b.String() + sheetClose
	}
	for _, c := range []struct{ name, file, kind string }{
		{"zeros by the megabyte", sheet(sheetOpen + strings.Repeat(" ", 64<<20) + sheetClose), model.ProblemTooLarge},
		{"blanks by the million", sheet(far(3100)), model.ProblemTooLarge},
		{"a text that never ends", sheet(sheetOpen + `<row><c t="inlineStr"><is><t>` + strings.Repeat("abcdefgh-", 1<<19)), model.ProblemTooLarge},
		{"cut off in a cell", sheet(sheetOpen + `<row><c><v>1`), model.ProblemTruncated},
		{"a column after the last", sheet(sheetOpen + `<row><c r="XFE1"><v>1</v></c></row>` + sheetClose), model.ProblemTruncated},
		{"a row after the last", sheet(sheetOpen + `<row r="1048577"><c><v>1</v></c></row>` + sheetClose), model.ProblemTruncated},
		{"rows backwards", sheet(sheetOpen + `<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>` + sheetClose), model.ProblemTruncated},
		{"a document type with entities", sheet(`<!DOCTYPE x [<!ENTITY a "b">]>` + sheetOpen + sheetClose), model.ProblemTruncated},
		{"no list of sheets", zipped(t, "xl/workbook.xml", "<workbook/>"), model.ProblemTruncated},
		{"a sheet that is not there", zipped(t, "xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="x"/></sheets></workbook>`, "xl/_rels/workbook.xml.rels", `<a><Relationship Id="x" Type="/worksheet" Target="no.xml"/></a>`), model.ProblemTruncated},
		{"no workbook", zipped(t, "mimetype", "x"), model.ProblemUnrecognised},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := allRows(t, "a.xlsx", c.file)
			if p := model.AsProblem(err, ""); p == nil || p.Kind != c.kind || strings.Contains(p.Say, "%!") {
				t.Errorf("got %+v, want a problem of kind %s", p, c.kind)
			}
		})
	}
}

func TestCommaOfATable(t *testing.T) {
	for _, c := range []struct {
		name, head string
		want       byte
	}{
		{"commas", "a,b\n1,2\n", ','},
		{"semicolons with commas in the texts", "a;b\n1,5;2,5\n1,5;2,5\n", ';'},
		{"tabs", "a\tb, c\n1\t2\n", '\t'},
		{"one column", "a\nb\n", ','},
		{"a title above", "Report\na;b;c\n1;2;3\n", ';'},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := sniffComma([]byte(c.head)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestColumnNames(t *testing.T) {
	for n, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 701: "ZZ", 702: "AAA", 16383: "XFD"} {
		if got := columnName(n); got != want || columnOf([]byte(want+"7")) != n {
			t.Errorf("column %d: got %s and %d, want %s", n, got, columnOf([]byte(want+"7")), want)
		}
	}
}

func FuzzSheet(f *testing.F) {
	f.Add(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="1"><v>44818.5</v></c></row>`, `<si><t>a</t></si>`)
	f.Add(`<row><c t="inlineStr"><is><t>a_x000D_</t></is></c><c t="e"><v>#N/A</v></c><c><f>1</f></c></row><!-- x --><?y?>`, `<si/>`)
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		file := zipped(t, "xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="x"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<a><Relationship Id="x" Type="/worksheet" Target="s.xml"/></a>`,
			"xl/s.xml", sheet, "xl/sharedStrings.xml", shared)
		_, err := allRows(t, "a.xlsx", file)
		if err != nil && model.AsProblem(err, "").Kind == "" {
			t.Errorf("got %v, want a Problem", err)
		}
	})
}

func TestSamplesOfWorkbooks(t *testing.T) {
	file := samples(t, "kobo/grouped_repeatable.labels.xlsx")
	rows, err := allRows(t, "k.xlsx", file)
	if err != nil || len(rows) != 7+14 || rows[20] != "houshold_member_repeat14: phillip|Household survey with repeatable groups|6" {
		t.Errorf("got %d rows, %v: %q", len(rows), err, rows)
	}
}

// samples reads a sample of the shared folder, or skips the test where there
// is none.
func samples(t testing.TB, name string) string {
	t.Helper()
	b, err := os.ReadFile("../../../shared/data/samples/" + name)
	if err != nil {
		t.Skipf("the samples of publishers' formats are not here: %v", err)
	}
	return string(b)
}
