package picture

import (
	"bytes"
	"testing"

	"consilience/model/chart"
)

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	err := CSV(&b, &chart.Figures{Heads: []string{"Tag", "Mentions"}, Rows: [][]string{{"=HYPERLINK(1)", "-3"}, {"a, “b”", "4"}}})
	if want := "Tag,Mentions\n'=HYPERLINK(1),-3\n\"a, “b”\",4\n"; err != nil || b.String() != want {
		t.Errorf("got %q, %v, want %q", b.String(), err, want)
	}
	if err := CSV(&b, nil); err != nil {
		t.Errorf("no table: got %v", err)
	}
}

func TestDefused(t *testing.T) {
	for _, c := range []struct{ name, cell, want string }{
		{"formula", "=1+1", "'=1+1"}, {"plus", "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"}, {"at", "@SUM(1)", "'@SUM(1)"},
		{"after a tab", "\t=1", "'\t=1"}, {"wide sign", "＝1", "'＝1"}, {"number", "-0.5", "-0.5"}, {"words", "a=b", "a=b"}, {"dash", "–", "–"}, {"nothing", "", ""},
	} {
		if got := Defused(c.cell); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
