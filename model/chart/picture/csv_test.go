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
