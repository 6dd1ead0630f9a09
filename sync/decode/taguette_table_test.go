package decode

import (
	"testing"

	"consilience/model"
)

func TestTaguetteTableSamples(t *testing.T) {
	c := readAs(t, model.FormatTaguetteTable, "highlights.csv", samples(t, "taguette/highlights.csv"))
	sameLines(t, coded(c), []string{
		`excerpt highlight-2 "diff" of """otherdoc" tags ["interesting\\places"] line 2`,
		`excerpt highlight-3 "tent" of """otherdoc" tags ["interesting" "people"] line 3`,
		`tag interesting\places [/] "" 1`, `tag interesting [/] "" 1`, `tag people [/] "" 1`,
		"! assumed 0",
	})
	c = readAs(t, model.FormatTaguetteTable, "codebook.csv", samples(t, "taguette/codebook.csv"))
	sameLines(t, coded(c), []string{`tag interesting [/] "Further review required" 1`, `tag people [/] "People of interest" 2`, `tag interesting\places [/] "" 1`})
	// The GUIDs of the .qdc are those that the names of the tables' tags give.
	q := readAs(t, model.FormatREFICodebook, "codebook.qdc", samples(t, "taguette/codebook.qdc"))
	if len(q.Tags) != 3 {
		t.Fatalf("got %d tags, want 3", len(q.Tags))
	}
	for i, tag := range q.Tags {
		if tag.Name != c.Tags[i].Name || tag.GUID != c.Tags[i].GUID || tag.GUID == "" {
			t.Errorf("got %s %s in the codebook's table, %s %s in the .qdc", c.Tags[i].Name, c.Tags[i].GUID, tag.Name, tag.GUID)
		}
	}
	both := must(t, model.FormatTaguetteTable, map[string]string{"codebook.csv": samples(t, "taguette/codebook.csv"), "highlights.csv": samples(t, "taguette/highlights.csv")})
	sameLines(t, coded(both)[2:], []string{
		`tag interesting [/] "Further review required" 1`, `tag people [/] "People of interest" 1`, `tag interesting\places [/] "" 1`,
		"! assumed 0", "! disagreement 0",
	})
}

func TestTaguetteTables(t *testing.T) {
	rows := [][]string{{"id", "document", "tag", "content"}, {"7", "Meeting A", "Rules.More", "stricter\nrules"}, {"7", "Meeting A", "Skills", "stricter\nrules"},
		{"8", "Meeting B", "Skills", "'=more"}, {"8", "Meeting B", "Skills", "'=more"}, {"7", "Meeting A", "x", "other words"}, {"", "Meeting A", "x", "y"}, {"9", "Meeting C", "", "bare"}, {"9", "Meeting C", "x", ""}}
	want := []string{
		`excerpt highlight-7 "stricter\nrules" of """Meeting A" tags ["Rules.More" "Skills"] line 2`,
		`excerpt highlight-8 "=more" of """Meeting B" tags ["Skills"] line 4`,
		`excerpt highlight-7 (2) "other words" of """Meeting A" tags ["x"] line 6`,
		`excerpt highlight-9 "bare" of """Meeting C" tags [] line 8`,
		`tag Rules.More [Rules/] "" 1`, `tag Skills [/] "" 2`, `tag x [/] "" 1`,
		"! unreadable-row 5", "! disagreement 6", "! unreadable-row 7", "! unreadable-row 9", "! assumed 0",
	}
	c := readAs(t, model.FormatTaguetteTable, "h.xlsx", xlsx(t, "Sheet1", rows))
	sameLines(t, coded(c), want)
	if n := c.Tags[1].Consultations; n == nil || *n != 2 {
		t.Errorf("Skills: got %v consultations, want 2", n)
	}
	c = readAs(t, model.FormatTaguetteTable, "codes.csv", "tag;description;number of highlights\r\na;;3\r\na;;4\r\n;x;1\r\nb;;many\r\n")
	sameLines(t, coded(c), []string{`tag a [/] "" 3`, "! unreadable-row 3", "! unreadable-row 4", "! unreadable-row 5"})
}

func FuzzTaguetteTable(f *testing.F) {
	fuzz(f, model.FormatTaguetteTable, "h.csv", "id,document,tag,content\n1,a,b,c\n1,a,c,c\n1,b,c,d\n", "tag,description,number of highlights\na,b,1\n")
}
