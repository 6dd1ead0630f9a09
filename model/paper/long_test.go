package paper

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// statements are n statements made up of words of seven languages, always the
// same: 55 % English, the rest Spanish, French, Arabic (8 %), Russian, Chinese
// (5 %), as public consultations have them.
func statements(n int) []string {
	words := map[string][]string{
		"en": strings.Fields("government should publish every contract before it is signed so that people can see what public money buys and who wins the members must report progress each year on commitments which civil society helped to write"),
		"es": strings.Fields("el gobierno debe publicar todos los contratos antes de firmarlos para que la gente pueda ver qué compra el dinero público y quién gana cada año según los compromisos"),
		"fr": strings.Fields("le gouvernement devrait publier tous les contrats avant leur signature afin que chacun puisse voir ce qu’achète l’argent public et qui en bénéficie d’après les engagements"),
		"ar": strings.Fields("يجب على الحكومة نشر جميع العقود قبل توقيعها حتى يتمكن الناس من معرفة ما تشتريه الأموال العامة ومن يفوز بها"),
		"ru": strings.Fields("правительство должно публиковать все договоры до подписания чтобы люди видели что покупают на общественные деньги и кто побеждает"),
		"zh": strings.Fields("政府 应当 在 签署 之前 公布 所有 合同 让 公众 了解 公共 资金 的 用途 以及 谁 中标 并 每年 报告 进展"),
	}
	share := []string{"en", "en", "en", "en", "en", "en", "en", "en", "en", "en", "en", "es", "es", "es", "fr", "fr", "fr", "ru", "ar", "zh"}
	state := uint32(2026)
	next := func(below int) int {
		state = state*1664525 + 1013904223
		return int(state>>8) % below
	}
	out := make([]string, n)
	for i := range out {
		lang := share[next(len(share))]
		if lang == "ru" && next(4) == 0 {
			lang = "ar"
		}
		w := words[lang]
		blank := " "
		if lang == "zh" {
			blank = ""
		}
		parts := make([]string, 10+next(22))
		for k := range parts {
			parts[k] = w[next(len(w))]
		}
		out[i] = strings.Join(parts, blank) + "."
	}
	return out
}

// long is the annex of all statements: five columns, the head on every page.
func long(n int) Document {
	tb := &Table{Columns: []Column{{Head: "Id", Width: 0.08}, {Head: "Statement", Width: 0.5}, {Head: "Agree", Width: 0.2, Right: true}, {Head: "Votes", Width: 0.1, Right: true}, {Head: "Reading", Width: 0.12}}}
	for i, s := range statements(n) {
		agree, base := 20+i%60, 90+i%30
		share := Number{Form: OfBase, Measures: measures(measure(float64(agree)/float64(base), "agree-share/1", agree, base))}
		tb.Rows = append(tb.Rows, Row{Cells: []Cell{{say("S" + strconv.Itoa(i+1))}, {say(s)}, {{{Number: &share}}}, {say(strconv.Itoa(base + i%7))}, {say([]string{"supports", "opposes", "split", "uncertain"}[i%4])}}})
	}
	return Document{Kind: "Annex", Title: "All statements", Status: "Draft", Date: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
		Blocks: []Block{{Kind: Heading, Level: 1, Spans: say("Statements")}, {Kind: TableOf, Table: tb}}}
}

// Twenty thousand statements in six languages make about a thousand pages.
// With CONSILIENCE_LONG set to a folder the paper is written there, with the
// same table as HTML and as fodt: what Chromium and LibreOffice print, to
// compare whole programs (/usr/bin/time -v).
func TestLongPaper(t *testing.T) {
	n := 3000
	dir := os.Getenv("CONSILIENCE_LONG")
	if dir != "" {
		n = 20000
	}
	d := long(n)
	w := io.Discard
	if dir != "" {
		f, err := os.Create(filepath.Join(dir, "long.pdf"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		w = f
	}
	p, err := Write(w, d)
	if err != nil {
		t.Fatal(err)
	}
	if p.Pages < n/40 || p.Figures != n {
		t.Errorf("got %d pages and %d figures, want %d or more and %d", p.Pages, p.Figures, n/40, n)
	}
	if os.Getenv("CONSILIENCE_OTHERS") != "" {
		others(t, dir, d.Blocks[1].Table)
	}
}

// others writes the same table for other programs to print.
func others(t *testing.T, dir string, tb *Table) {
	t.Helper()
	write := func(name string, f func(w io.Writer)) {
		file, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		b := bufio.NewWriter(file)
		f(b)
		if err := b.Flush(); err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
	rows := func(w io.Writer, open, cell, end, shut string) {
		for _, r := range tb.Rows {
			fmt.Fprint(w, open)
			for _, c := range r.Cells {
				fmt.Fprint(w, cell, html.EscapeString(words(c[0])), end)
			}
			fmt.Fprintln(w, shut)
		}
	}
	write("long.html", func(w io.Writer) {
		fmt.Fprint(w, `<!doctype html><meta charset="utf-8"><style>@page{size:A4;margin:22mm 25mm}body{font:7.3pt/9.6pt "Noto Sans",sans-serif}table{border-collapse:collapse;width:100%;table-layout:fixed}tr{break-inside:avoid}td{border-bottom:.3pt solid #ccc;vertical-align:top;padding:.75mm 1.5mm}</style><table><colgroup><col style="width:8%"><col style="width:50%"><col style="width:20%"><col style="width:10%"><col style="width:12%"></colgroup><thead><tr>`)
		for _, c := range tb.Columns {
			fmt.Fprint(w, "<th>", c.Head)
		}
		fmt.Fprintln(w, "</thead><tbody>")
		rows(w, "<tr>", `<td dir="auto">`, "</td>", "</tr>")
		fmt.Fprintln(w, "</table>")
	})
	write("long.fodt", func(w io.Writer) {
		fmt.Fprint(w, `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:styles><style:default-style style:family="paragraph"><style:text-properties fo:font-size="7.3pt" style:font-name="Noto Sans"/></style:default-style></office:styles><office:body><office:text><table:table><table:table-column table:number-columns-repeated="5"/><table:table-header-rows><table:table-row>`)
		for _, c := range tb.Columns {
			fmt.Fprint(w, `<table:table-cell><text:p>`, c.Head, `</text:p></table:table-cell>`)
		}
		fmt.Fprint(w, `</table:table-row></table:table-header-rows>`)
		rows(w, "<table:table-row>", `<table:table-cell><text:p>`, `</text:p></table:table-cell>`, "</table:table-row>")
		fmt.Fprint(w, `</table:table></office:text></office:body></office:document>`)
	})
}

// The annex of 20,000 statements, from the document to the file.
func BenchmarkLongPaper(b *testing.B) {
	d := long(20000)
	for b.Loop() {
		if _, err := Write(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}
