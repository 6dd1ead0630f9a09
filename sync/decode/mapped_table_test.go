package decode

import (
	"context"
	"strings"
	"testing"

	"consilience/model"
)

// ownHeads is a table of statements in heads of its own.
var ownHeads = [][]string{{"A poll"}, {"Nr.", "Satz", "Teilnehmende", "Ja", "Nein", "Bemerkung"}, {"7", "Publish the minutes", "47", "70 %", "2 %", "a"}, {"9", "Meet in the evening", "fifty", "67 %", "5 %", "b"}}

func ownMapping(sheet string) *model.Mapping {
	roles := []string{model.RoleID, model.RoleStatement, model.RoleVotes, model.RoleAgree, model.RoleDisagree, model.RoleIgnore}
	m := &model.Mapping{Format: model.FormatStatementsTable, Sheet: sheet, Header: 2}
	for i, head := range ownHeads[1] {
		m.Columns = append(m.Columns, model.MappedColumn{Head: head, Role: roles[i]})
	}
	return m
}

func mappedAs(t testing.TB, m *model.Mapping, name, content string) (model.Content, error) {
	t.Helper()
	s := shelf{t.TempDir()}
	snap := s.snapshot(t, m.Format, map[string]string{name: content})
	snap.Mapping = m
	return Snapshot(context.Background(), snap, s.open)
}

func TestStatementsAreReadByAMapping(t *testing.T) {
	csv := ""
	for _, row := range ownHeads {
		csv += strings.Join(row, ";") + "\n"
	}
	for name, content := range map[string]string{"a.csv": csv, "a.xlsx": xlsx(t, "Notes", [][]string{{"x"}}, "Poll", ownHeads), "a.html": htmlTables(ownHeads[1:])} {
		t.Run(name, func(t *testing.T) {
			m := ownMapping("")
			switch name {
			case "a.xlsx":
				m.Sheet = "Poll"
			case "a.html":
				m.Sheet, m.Header = "Table 1", 0
			}
			c, err := mappedAs(t, m, name, content)
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Statements) != 1 || c.Statements[0].ID != "7" || c.Statements[0].Text != "Publish the minutes" || c.Statements[0].Tally != (model.Tally{Agree: 33, Disagree: 1, Pass: 13}) {
				t.Errorf("got %+v, want one statement with 33 of 47", c.Statements)
			}
			if c.Snapshot.Files[0].RowsSkipped != 1 {
				t.Errorf("got %d rows skipped, want the one without a number", c.Snapshot.Files[0].RowsSkipped)
			}
			said := ""
			for _, p := range c.Snapshot.Problems {
				said += p.Say + "\n"
			}
			for _, want := range []string{"a mapping says it", "were not kept, as its mapping says: “Bemerkung”", "fifty"} {
				if !strings.Contains(said, want) {
					t.Errorf("%q is not said:\n%s", want, said)
				}
			}
		})
	}
	m := ownMapping("")
	m.Columns[4].Role = model.RoleIgnore
	if p := CheckMapping(*m); p == nil || !strings.Contains(p.Say, "disagree") {
		t.Errorf("got %v, want the role that is missing", p)
	}
	if _, err := mappedAs(t, ownMapping(""), "a.csv", "Other;heads\n1;2\n"); err == nil {
		t.Error("a table with other heads was read")
	}
}

// TestPublishedTablesAreProposed sees what is proposed for heads of which some
// are known.
func TestPublishedTablesAreProposed(t *testing.T) {
	p, problem := Preview(Look{Name: "a.csv", Head: []byte("Statement;Votes;Yes;No\nPublish the minutes;47;70;2\n")}, "", 0)
	if problem != nil || p.Proposed.Format != model.FormatStatementsTable || p.Proposed.Columns[0].Role != model.RoleStatement || p.Proposed.Columns[1].Role != model.RoleVotes || p.Proposed.Columns[2].Role != model.RoleIgnore {
		t.Errorf("got %+v, %v; want statements, with the figures left to the person", p.Proposed, problem)
	}
	for _, f := range []model.Format{model.FormatSurveyTable, model.FormatDovetailTable, model.FormatTagsTable} {
		found := false
		for _, m := range p.Others {
			found = found || m.Format == f && len(m.Columns) == 4
		}
		if !found {
			t.Errorf("nothing is proposed for %s", f)
		}
	}
}

// TestEqualSheets sees that one of several equal sheets is asked for, and read
// once it is said.
func TestEqualSheets(t *testing.T) {
	rows := [][]string{{"Statement", "Votes", "Agree", "Disagree"}, {"One", "24", "62", "12"}}
	other := [][]string{{"Statement", "Votes", "Agree", "Disagree"}, {"Two", "47", "70", "2"}, {"Three", "22", "31", "40"}}
	content := xlsx(t, "First wave", rows, "Second wave", other)
	l := Look{Name: "a.xlsx", Head: []byte(content), File: strings.NewReader(content), Size: int64(len(content))}
	_, p := Recognise(l)
	if p == nil || p.Kind != model.ProblemNeedsMapping || len(p.Sheets) != 2 || p.Formats[0] != model.FormatStatementsTable {
		t.Fatalf("got %+v, want the question which sheet", p)
	}
	shown, problem := Preview(l, "Second wave", 0)
	if problem != nil {
		t.Fatal(problem)
	}
	m := shown.Proposed.As(model.FormatStatementsTable)
	if !Fits(&l, m) {
		t.Error("what was said does not fit the file it was said of")
	}
	c, err := mappedAs(t, &m, "a.xlsx", content)
	if err != nil || len(c.Statements) != 2 || c.Statements[0].Text != "Two" {
		t.Errorf("got %+v, %v; want the second sheet's", c.Statements, err)
	}
}

// FuzzMappedStatements gives any bytes to a table with a mapping.
func FuzzMappedStatements(f *testing.F) {
	f.Add("A poll\nNr.;Satz;Teilnehmende;Ja;Nein;Bemerkung\n7;Publish;47;70 %;2 %;a\n")
	f.Fuzz(func(t *testing.T, content string) {
		c, err := mappedAs(t, ownMapping(""), "a.csv", content)
		checkFuzzed(t, c, err)
	})
}
