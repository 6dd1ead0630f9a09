package decode

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

// benchDecode reads one file again and again; MB/s are the file's bytes.
func benchDecode(b *testing.B, format model.Format, name, content string, bytes int) {
	b.Helper()
	s := shelf{b.TempDir()}
	snap := s.snapshot(b, format, map[string]string{name: content})
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Snapshot(context.Background(), snap, s.open); err != nil {
			b.Fatal(err)
		}
	}
}

// A project of 50 texts of 40 kB with 5,000 passages.
func BenchmarkREFI(b *testing.B) {
	var qde strings.Builder
	qde.WriteString(`<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes><Code guid="C" name="c" isCodable="true"/></Codes></CodeBook><Sources>`)
	text := strings.Repeat("Participants asked for benchmarks. ", 1150)
	for i := range 50 {
		fmt.Fprintf(&qde, `<TextSource guid="T%d" name="t%d"><PlainTextContent>%s</PlainTextContent>`, i, i, text)
		for k := range 100 {
			fmt.Fprintf(&qde, `<PlainTextSelection guid="S%d-%d" name="Participants asked" startPosition="%d" endPosition="%d"><Coding guid="K%d-%d"><CodeRef targetGUID="C"/></Coding></PlainTextSelection>`, i, k, 35*k, 35*k+18, i, k)
		}
		qde.WriteString(`</TextSource>`)
	}
	qde.WriteString(`</Sources></Project>`)
	benchDecode(b, model.FormatREFIProject, "p.qdpx", packedFile(b, map[string]string{"project.qde": qde.String()}), qde.Len())
}

// A project of 50 documents of 40 kB with 5,000 highlights.
func BenchmarkTaguette(b *testing.B) {
	statements := []string{"INSERT INTO projects VALUES (1,'One','','')", "INSERT INTO tags VALUES (1,1,'x','')"}
	text := strings.Repeat("Participants asked for benchmarks. ", 1150)
	for i := range 50 {
		statements = append(statements, fmt.Sprintf("INSERT INTO documents VALUES (%d,'A','','','',1,'','<p>%s</p>')", i+1, text),
			fmt.Sprintf("INSERT INTO highlights WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n+1 FROM r WHERE n<99) SELECT %d+n, %d, 35*n, 35*n+18, 'Participants asked' FROM r", 100*i+1, i+1))
	}
	statements = append(statements, "INSERT INTO highlight_tags SELECT id, 1 FROM highlights")
	file := taguetteFile(b, statements...)
	benchDecode(b, model.FormatTaguette, "t.sqlite3", file, len(file))
}

// 100,000 rows, a highlight in two.
func BenchmarkTaguetteTable(b *testing.B) {
	var csv strings.Builder
	csv.WriteString("id,document,tag,content\r\n")
	for i := range 100_000 {
		fmt.Fprintf(&csv, "%d,meeting %d,tag %d,Participants asked for benchmarks number %d\r\n", i/2, i/200, i%7, i/2)
	}
	benchDecode(b, model.FormatTaguetteTable, "h.csv", csv.String(), csv.Len())
}
