package tables

import (
	"reflect"
	"strings"
	"testing"
)

// rows gives the cells of a table, a row a line, cells divided by " | ".
func rows(t Table) string {
	var b strings.Builder
	for _, r := range t.Rows {
		if r.Section {
			b.WriteString("§ ")
		}
		b.WriteString(strings.Join(r.Cells, " | ") + "\n")
	}
	return b.String()
}

func notes(t Table) (list []string) {
	for _, n := range t.Notes {
		list = append(list, n.Place(t.Number)+": "+n.Say)
	}
	return list
}

func check(t *testing.T, d Document, err error, want ...string) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Tables) != len(want) {
		t.Fatalf("got %d tables, want %d: %+v", len(d.Tables), len(want), d.Tables)
	}
	for i, w := range want {
		if got := rows(d.Tables[i]); got != w {
			t.Errorf("table %d: got\n%swant\n%s", i+1, got, w)
		}
	}
}

func TestHTML(t *testing.T) {
	tests := map[string]struct {
		page string
		want []string
	}{
		"Plain":     {`<table><tr><th>A<th>B<tr><td>1<td>2</table>`, []string{"A | B\n1 | 2\n"}},
		"NoRowTags": {`<table><th>A</th><th>B</th></tr><td>1</td><td>2</td></table>`, []string{"A | B\n1 | 2\n"}},
		"TagsInCells": {`<table><tr><th><p>A</p><th>B<tr><td><b>one</b><br>two <a href="x">three</a><td><ul><li>4</li><li>5</li></ul></table>`,
			[]string{"A | B\none two three | 4 5\n"}},
		"RowSpan":        {`<table><tr><th>C<th>T<th>N<tr><td rowspan=2>Money<td>Tax<td>3<tr><td>Debt<td>4</table>`, []string{"C | T | N\nMoney | Tax | 3\nMoney | Debt | 4\n"}},
		"HeadsOverHeads": {`<table><tr><th rowspan=2>S<th colspan=2>Votes<tr><th>yes<th>no<tr><td>x<td>1<td>2</table>`, []string{"S | yes | no\nx | 1 | 2\n"}},
		"Section":        {`<table><tr><th>T<th>N<tr><td colspan=2>Money<tr><td>Tax<td>3</table>`, []string{"T | N\n§ Money | \nTax | 3\n"}},
		"HeadsRepeated":  {`<table><tr><th>T<th>N<tr><td>a<td>1<tr><th>T<th>N<tr><td>b<td>2</table>`, []string{"T | N\na | 1\nb | 2\n"}},
		"Nested":         {`<table><tr><td>outer<table><tr><td>inner</table>more<td>x</table>`, []string{"inner\n", "outermore | x\n"}},
		"SameHeadsJoin":  {"<table><tr><th>T<th>N<tr><td>a<td>1</table>\n<table><tr><th>T<th>N<tr><td>b<td>2</table>", []string{"T | N\na | 1\nb | 2\n"}},
		"TextBetween":    {"<table><tr><th>T<th>N<tr><td>a<td>1</table><p>Other</p><table><tr><th>T<th>N<tr><td>b<td>2</table>", []string{"T | N\na | 1\n", "T | N\nb | 2\n"}},
		"Footnote":       {`<table><tr><th>T<th>N<tr><td>CO<sup>₂ rise</sup><td>70<sup>1</sup></table>`, []string{"T | N\nCO₂ rise | 70\n"}},
		"Unclosed":       {`<table><tr><td>a<td>b`, []string{"a | b\n"}},
		"Script":         {`<table><tr><td>a<script>document.write("<td>x")</script><td>b</table>`, []string{"a | b\n"}},
		"EmptyRows":      {`<table><tr><td> <td><tr><td>a<td>&amp;</table>`, []string{"a | &\n"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, err := HTML(strings.NewReader(test.page), 1)
			check(t, d, err, test.want...)
		})
	}
}

func TestHTMLPlacesAndNotes(t *testing.T) {
	d, err := HTML(strings.NewReader("<h2>Annex <i>A</i></h2>\n<p>Words.</p><p>More.</p>\n<table><caption>Tags</caption>\n<tr><th>T<th>N\n<tr><td>a<td>7<sup>a</sup>\n</table>\n<h3>Next</h3><table><tr><td>x</table>"), 10)
	check(t, d, err, "T | N\na | 7\n", "x\n")
	if d.Tables[0].Title != "Tags" || d.Tables[1].Title != "Next" || d.Prose != 2 {
		t.Errorf("got titles %q and %q, %d texts; want Tags, Next, 2", d.Tables[0].Title, d.Tables[1].Title, d.Prose)
	}
	if got, want := notes(d.Tables[0]), []string{"Line 14: the footnote sign “a” is no part of its cell"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := d.Tables[0].Rows[1].Place(1); got != "Line 14" {
		t.Errorf("got %s, want Line 14", got)
	}
}

func TestMarkdown(t *testing.T) {
	tests := map[string]struct {
		text string
		want []string
	}{
		"Plain":         {"| A | B |\n|---|:-:|\n| 1 | 2 |", []string{"A | B\n1 | 2\n"}},
		"NoOuterPipes":  {"A | B\n--|--\n1 | 2\nno table", []string{"A | B\n1 | 2\n"}},
		"EscapedPipe":   {"|A|B|\n|-|-|\n|a \\| b|`c | d`|", []string{"A | B\na | b | c | d\n"}},
		"Marks":         {"|A|B|\n|-|-|\n|**bold** and _soft_ [link](http://x)|7 \\* 8 snake_case_name &amp; so|", []string{"A | B\nbold and soft link | 7 * 8 snake_case_name & so\n"}},
		"Fence":         {"```\n|A|B|\n|-|-|\n|1|2|\n```\n", nil},
		"Quoted rule":   {"Heading\n---\nText", nil},
		"TooManyCells":  {"|A|B|\n|-|-|\n|1|2|3|\n|4|5|", []string{"A | B\n4 | 5\n"}},
		"HTMLInside":    {"# T\n<table>\n<tr><th>A<th>B\n<tr><td>1<td>2\n</table>\nafter", []string{"A | B\n1 | 2\n"}},
		"ContinuedHead": {"|A|B|\n|-|-|\n|1|2|\n\n|A|B|\n|-|-|\n|3|4|", []string{"A | B\n1 | 2\n3 | 4\n"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, err := Markdown(strings.Split(test.text, "\n"), 1)
			check(t, d, err, test.want...)
		})
	}
	d, _ := Markdown(strings.Split("|A|B|\n|-|-|\n|1|2|3|\n|4|5|", "\n"), 5)
	if got := notes(d.Tables[0]); len(got) != 1 || got[0] != "Line 7: it has 3 cells under 2 heads" {
		t.Errorf("got %q, want the row that was left out with its line", got)
	}
}

func TestOffice(t *testing.T) {
	p := func(s string) string { return "<w:p><w:r><w:t>" + s + "</w:t></w:r></w:p>" }
	tc := func(props, s string) string { return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + p(s) + "</w:tc>" }
	tests := map[string]struct{ xml, want string }{
		"Plain":     {"<w:tr>" + tc("", "A") + tc("", "B") + "</w:tr><w:tr>" + tc("", "1") + tc("", "2") + "</w:tr>", "A | B\n1 | 2\n"},
		"Merged":    {"<w:tr>" + tc("", "C") + tc("", "T") + "</w:tr><w:tr>" + tc(`<w:vMerge w:val="restart"/>`, "Money") + tc("", "Tax") + "</w:tr><w:tr>" + tc("<w:vMerge/>", "") + tc("", "Debt") + "</w:tr>", "C | T\nMoney | Tax\nMoney | Debt\n"},
		"Section":   {"<w:tr>" + tc("", "A") + tc("", "B") + "</w:tr><w:tr>" + tc(`<w:gridSpan w:val="2"/>`, "All") + "</w:tr>", "A | B\n§ All | \n"},
		"Deleted":   {"<w:tr>" + tc("", "A") + "</w:tr><w:tr><w:trPr><w:del w:id=\"1\"/></w:trPr>" + tc("", "gone") + "</w:tr><w:tr>" + tc("", "stays") + "</w:tr>", "A\nstays\n"},
		"Two texts": {"<w:tr><w:tc>" + p("one") + p("two") + "</w:tc></w:tr>", "one two\n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d, err := Office(strings.NewReader(`<w:document><w:body><w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>Annex</w:t></w:r></w:p><w:tbl>` + test.xml + `</w:tbl></w:body></w:document>`))
			check(t, d, err, test.want)
			if d.Tables[0].Title != "Annex" {
				t.Errorf("got title %q, want Annex", d.Tables[0].Title)
			}
		})
	}
	d, err := Office(strings.NewReader(`<o><table:table><table:table-row><table:table-cell table:number-columns-spanned="1"><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>` +
		`<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>x</text:p></table:table-cell><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table></o>`))
	check(t, d, err, "A | B\nx | 1\nx | 2\n")
}
