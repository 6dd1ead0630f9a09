package tables

import (
	"os"
	"strings"
	"testing"
)

// testKinds are heads of the two kinds of tables.
func testKinds() []Heads {
	w := func(s string) []string { return strings.Split(s, "|") }
	return []Heads{
		{{Words: w("no"), Figures: true}, {Words: w("statement"), Needed: true}, {Words: w("votes|number of votes"), Figures: true, Needed: true}, {Words: w("agreed|agreed %"), Figures: true, Needed: true},
			{Words: w("disagreed|disagreed %"), Figures: true, Needed: true}, {Words: w("passed|passed %"), Figures: true}},
		{{Words: w("cluster")}, {Words: w("tag"), Needed: true}, {Words: w("mentions"), Figures: true, Needed: true}},
	}
}

func TestText(t *testing.T) {
	const head = "Statement                     Votes  Agreed  Disagreed  Passed\n"
	const heads = "Statement | Votes | Agreed | Disagreed | Passed\n"
	tests := map[string]struct {
		text  string
		want  []string
		notes string // part of the first table's notes
	}{
		"Plain":         {head + "One                              24     62%        12%     25%\n", []string{heads + "One | 24 | 62% | 12% | 25%\n"}, ""},
		"FiguresFirst":  {head + "One that goes                    24     62%        12%     25%\nover two lines\nTwo                              22     31%        40%     27%\n", []string{heads + "One that goes over two lines | 24 | 62% | 12% | 25%\nTwo | 22 | 31% | 40% | 27%\n"}, ""},
		"FiguresMiddle": {head + "One that goes\n                                 24     62%        12%     25%\nover two lines\nTwo                              22     31%        40%     27%\n", []string{heads + "One that goes over two lines | 24 | 62% | 12% | 25%\nTwo | 22 | 31% | 40% | 27%\n"}, ""},
		"Thousands":     {head + "One                           1 024     62%        12%     25%\n", []string{heads + "One | 1024 | 62% | 12% | 25%\n"}, ""},
		"SignApart":     {head + "One                              24    62 %       12 %    25 %\n", []string{heads + "One | 24 | 62% | 12% | 25%\n"}, ""},
		"NumberInText":  {head + "More by 2030                     24     62%        12%     25%\n", []string{heads + "More by 2030 | 24 | 62% | 12% | 25%\n"}, ""},
		"OneBlank":      {head + "A statement as wide as it gets 24     62%        12%     25%\n", []string{heads + "A statement as wide as it gets | 24 | 62% | 12% | 25%\n"}, ""},
		"Blank":         {head + "One                              24     62%        12%\nTwo                              22     31%        40%     27%\n", []string{heads + "One | 24 | 62% | 12% | \nTwo | 22 | 31% | 40% | 27%\n"}, ""},
		"Dash":          {head + "One                              24     62%        12%     –\n", []string{heads + "One | 24 | 62% | 12% | –\n"}, ""},
		"HeadsInLines": {"              Number of\nStatement                Agreed Disagreed Passed\n              Votes\n\nOne           24         62%    12%       25%\n",
			[]string{"Statement | Number of Votes | Agreed | Disagreed | Passed\nOne | 24 | 62% | 12% | 25%\n"}, ""},
		"TitleAboveHeads": {"Annex 1: what they said\n" + head + "One                              24     62%        12%     25%\n", []string{heads + "One | 24 | 62% | 12% | 25%\n"}, ""},
		"Numbered":        {"No  Statement                     Votes  Agreed  Disagreed  Passed\n7   One                              24     62%        12%     25%\n", []string{"No | " + heads + "7 | One | 24 | 62% | 12% | 25%\n"}, ""},
		"ProseAfter":      {head + "One                              24     62%        12%     25%\n\nThis is a paragraph that is as wide as the page and says what the table means.\n\nThe end.\n", []string{heads + "One | 24 | 62% | 12% | 25%\n"}, ""},
		"RowOverPages": {head + "One that goes                    24     62%        12%     25%\n\f" + head + "\nover the page\n\nTwo                              22     31%        40%     27%\n",
			[]string{heads + "One that goes over the page | 24 | 62% | 12% | 25%\nTwo | 22 | 31% | 40% | 27%\n"}, "Page 2, line 5: a row of the page before goes on there; it was joined to it: “over the page”"},
		"LastRowOverPages": {head + "One that goes                    24     62%        12%     25%\n\fover the page\n\nAnnex 2\n\nWords that follow.\n",
			[]string{heads + "One that goes over the page | 24 | 62% | 12% | 25%\n"}, "Page 2, line 3: a row of the page before goes on there"},
		"WordsBehindLastRow": {head + "One that goes                    24     62%        12%     25%\n\fOver the page\n\nAnnex 2\n\nWords that follow.\n",
			[]string{heads + "One that goes | 24 | 62% | 12% | 25%\n"}, "Page 2, line 3: words that stand first on the page behind the last row"},
		"RowBeginsOnPageBefore": {head + "\nOne                              24     62%        12%     25%\n\nTwo that goes\n\f" + head + "\nover the page                    22     31%        40%     27%\n",
			[]string{heads + "One | 24 | 62% | 12% | 25%\nTwo that goes over the page | 22 | 31% | 40% | 27%\n"}, "Page 1, line 5: the row goes on on the next page"},
		"HeadingAmongRows": {head + "\nOne                              24     62%        12%     25%\n\nOn money\n\nTwo                              22     31%        40%     27%\n",
			[]string{heads + "One | 24 | 62% | 12% | 25%\n§ On money |  |  |  | \nTwo | 22 | 31% | 40% | 27%\n"}, ""},
		"TwoPolls": {head + "One                              24     62%        12%     25%\n\nAnnex 2\n\n" + head + "Two                              22     31%        40%     27%\n",
			[]string{heads + "One | 24 | 62% | 12% | 25%\n", heads + "Two | 22 | 31% | 40% | 27%\n"}, ""},
		"FiguresAstray": {head + "One                              24     62%        12%     25%\n\nTwo  31%  40%\n\nThree                            22     31%        40%     27%\n",
			[]string{heads + "One | 24 | 62% | 12% | 25%\nThree | 22 | 31% | 40% | 27%\n"}, "cannot be given to rows and columns surely"},
		"TwoTextColumns": {"Cluster        Tag              Mentions\nMoney          Public debt          12\nMoney          Tax                   7\nHouse          Who cleans the        3\n               kitchen\n",
			[]string{"Cluster | Tag | Mentions\nMoney | Public debt | 12\nMoney | Tax | 7\nHouse | Who cleans the kitchen | 3\n"}, ""},
		"OneBlankBetween": {"Cluster        Tag              Mentions\nMoney of ours  Debt                 12\nMoney of ours Public taxes           7\n",
			[]string{"Cluster | Tag | Mentions\nMoney of ours | Debt | 12\nMoney of ours | Public taxes | 7\n"}, ""},
		"Tabs":        {"Words.\nStatement\tVotes\tAgreed\tDisagreed\nOne\t24\t62\t12\nWords again.\n", []string{"Statement | Votes | Agreed | Disagreed\nOne | 24 | 62 | 12\n"}, ""},
		"WordsAlone":  {"A statement of votes. Agreed and disagreed, they passed.\n", nil, ""},
		"RightToLeft": {head + "الشفافية                         24     62%        12%     25%\n", []string{heads + "الشفافية | 24 | 62% | 12% | 25%\n"}, "right to left"},
		"Hyphen":      {head + "What is non-                     24     62%        12%     25%\nbinding\n", []string{heads + "What is non-binding | 24 | 62% | 12% | 25%\n"}, "the hyphen kept (1)"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, err := Text(Pages(test.text), testKinds())
			check(t, d, err, test.want...)
			if len(d.Tables) > 0 && !strings.Contains(strings.Join(notes(d.Tables[0]), "\n"), test.notes) {
				t.Errorf("got notes %q, want %q among them", notes(d.Tables[0]), test.notes)
			}
		})
	}
}

func TestTextLeavesOutRunningHeads(t *testing.T) {
	page := func(n, row string) string {
		return "The report                    2026\n\nStatement      Votes  Agreed  Disagreed\n\n" + row + "\n\n              Page " + n + " of 3\n"
	}
	d, err := Text(Pages(page("1", "One               24     62%        12%")+"\f"+page("2", "Two               22     31%        40%")+"\f"+page("3", "Three             47     70%         2%")), testKinds())
	check(t, d, err, "Statement | Votes | Agreed | Disagreed\nOne | 24 | 62% | 12%\nTwo | 22 | 31% | 40%\nThree | 47 | 70% | 2%\n")
	if d.Edges != 6 || d.Prose != 0 {
		t.Errorf("got %d lines at edges and %d of prose, want 6 and 0", d.Edges, d.Prose)
	}
	if r := d.Tables[0].Rows[2]; r.Page != 2 || r.Line != 12 {
		t.Errorf("got page %d, line %d; want 2, 12", r.Page, r.Line)
	}
}

// fuzzed fails where a reader gives what no document can hold.
func fuzzed(t *testing.T, d Document) {
	for i, table := range d.Tables {
		if table.Number != i+1 {
			t.Fatalf("table %d has number %d", i+1, table.Number)
		}
		for _, r := range table.Rows {
			if len(r.Cells) > maxColumns || r.At < 1 || r.Line < 0 {
				t.Fatalf("impossible row %+v", r)
			}
		}
		if len(table.Notes) > 3*maxNotes {
			t.Fatalf("%d notes", len(table.Notes))
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("Statement   Votes  Agreed  Disagreed\nOne            24     62%        12%\n\fover\n")
	f.Add("Cluster        Tag              Mentions\nMoney of ours Public taxes           7\n")
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Text(Pages(s), testKinds())
		if err == nil {
			fuzzed(t, d)
		}
	})
}

func FuzzHTML(f *testing.F) {
	f.Add("<table><tr><th rowspan=2>S<th colspan=2>Votes<tr><th>yes<th>no<tr><td>x<td>1<td>2</table>")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := HTML(strings.NewReader(s), 1); err == nil {
			fuzzed(t, d)
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add("|A|B|\n|-|-|\n|1|2|\n\n<table><tr><td>x</table>")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := Markdown(strings.Split(s, "\n"), 1); err == nil {
			fuzzed(t, d)
		}
	})
}

func FuzzOffice(f *testing.F) {
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p><w:t>A</w:t></w:p></w:tc></w:tr></w:tbl>`)
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := Office(strings.NewReader(s)); err == nil {
			fuzzed(t, d)
		}
	})
}

func BenchmarkText(b *testing.B) {
	text, err := os.ReadFile("../decode/testdata/published/libreoffice.txt")
	if err != nil {
		b.Fatal(err)
	}
	many := strings.Repeat(string(text), 20)
	b.SetBytes(int64(len(many)))
	for b.Loop() {
		if _, err := Text(Pages(many), testKinds()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMarkup(b *testing.B) {
	row, line, docx := "<tr><td>What was said</td><td>24</td><td>62%</td></tr>\n", "| What was said | 24 | 62% |\n", "<w:tr><w:tc><w:p><w:t>What was said</w:t></w:p></w:tc><w:tc><w:p><w:t>24</w:t></w:p></w:tc></w:tr>"
	for name, read := range map[string]struct {
		text string
		read func(string) (Document, error)
	}{
		"HTML":     {"<table>" + strings.Repeat(row, 10_000) + "</table>", func(s string) (Document, error) { return HTML(strings.NewReader(s), 1) }},
		"Markdown": {"|A|B|C|\n|-|-|-|\n" + strings.Repeat(line, 10_000), func(s string) (Document, error) { return Markdown(strings.Split(s, "\n"), 1) }},
		"Office":   {"<w:tbl>" + strings.Repeat(docx, 10_000) + "</w:tbl>", func(s string) (Document, error) { return Office(strings.NewReader(s)) }},
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(read.text)))
			for b.Loop() {
				if _, err := read.read(read.text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
