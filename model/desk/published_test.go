package desk

import (
	"strings"
	"testing"

	"consilience/model"
)

func TestPublishedRow(t *testing.T) {
	for _, c := range []struct {
		name, text string
		line       int
		table      bool
		want       PublishedRow
	}{
		{"a row", "id,text\r\n1,One\r\n2,Two\r\n", 3, true, PublishedRow{"id,text", "2,Two"}},
		{"the heads", "id,text\n1,One\n", 1, true, PublishedRow{"", "id,text"}},
		{"a quoted cell over two lines", "\ufeffid,text\n1,\"One\nmore\"\n2,Two\n", 2, true, PublishedRow{"id,text", "1,\"One\nmore\""}},
		{"no line end", "id,text\n1,One", 2, true, PublishedRow{"id,text", "1,One"}},
		{"a line of prose with a quote", "First\n5\" of rain\nThird\n", 2, false, PublishedRow{"", "5\" of rain"}},
		{"below the end", "id\n1\n", 9, true, PublishedRow{}},
		{"no text", "id\n\x00\xff\n", 2, true, PublishedRow{}},
		{"a quote that is never shut", "id\n\"" + strings.Repeat("a\n", 100), 2, true, PublishedRow{}},
		{"a very long row", "id\n" + strings.Repeat("a", rowBytes+1) + "\n", 2, true, PublishedRow{}},
		{"below a very long row", "id\n" + strings.Repeat("a", 3*rowBytes) + "\nb\n", 3, true, PublishedRow{"id", "b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rowOf(strings.NewReader(c.text), c.line, c.table); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestPublishedRowOfTheSample(t *testing.T) {
	d := deskWithSample(t)
	got := d.PublishedRow("polis-challenges-opportunities", "polis-challenges-opportunities.csv", 5)
	if !strings.HasPrefix(got.First, "statement_id,") || !strings.Contains(got.Text, ",50,57,") {
		t.Errorf("got %+v, want the row of 50 votes with 57 %%", got)
	}
	for _, x := range [][2]string{{"nothing", "claims.csv"}, {"claims", "nothing.csv"}} {
		if got := d.PublishedRow(x[0], x[1], 2); got != (PublishedRow{}) {
			t.Errorf("%v: got %+v, want none", x, got)
		}
	}
}

// TestUndoNamesALineOfTheRegister: what is taken back is said in a reader's
// words, not in the journal's.
func TestUndoNamesALineOfTheRegister(t *testing.T) {
	d := deskWithSample(t)
	if err := d.EnterHeard(model.Heard{Channel: model.ChannelSurvey, Measure: "participants", Dimension: "region", Group: "Oceania", Text: "18,7 %"}); err != nil {
		t.Fatal(err)
	}
	if got := d.State().Undo; got != "line on who took part" {
		t.Errorf("got %q", got)
	}
}
