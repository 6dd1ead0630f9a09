package analysis

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

func rankedIDs(list []StatementEvidence, by Order, top int) []string {
	var ids []string
	for _, i := range Rank(list, by, 0.2) {
		if len(ids) < top {
			ids = append(ids, list[i].Statement.ID)
		}
	}
	return ids
}

// The ids are those of the report's own tables of the poll on challenges and
// opportunities; see TestReportTables, which reads the tables.
func TestRankOGP(t *testing.T) {
	list := poll(ogpStatements(t), challenges)
	want := []string{"13", "34", "24", "15", "17", "12", "38", "11", "6", "7"}
	if got := rankedIDs(list, ByAgree, 10); !slices.Equal(got, want) {
		t.Errorf("most agreed: got %v, want %v", got, want)
	}
	want = []string{"2", "22", "23", "28", "30", "32", "36", "5", "8", "9"}
	got := rankedIDs(list, ByPass, 10)
	if slices.Sort(got); !slices.Equal(got, want) {
		t.Errorf("most uncertain: got %v, want the set %v", got, want)
	}
}

func TestRank(t *testing.T) {
	counted := func(a, d, p int) StatementEvidence {
		return StatementEvidence{Voters: 100, Statement: model.Statement{Basis: model.BasisCounted, Tally: model.Tally{Agree: a, Disagree: d, Pass: p}}}
	}
	printed := func(votes int, pct float64) StatementEvidence {
		return StatementEvidence{Voters: 100, Statement: model.Statement{Basis: model.BasisPublished, Published: model.Published{Votes: &votes, AgreePct: &pct}}}
	}
	list := []StatementEvidence{counted(20, 5, 5), counted(5, 5, 9), counted(40, 10, 10), printed(50, 66), printed(90, 66), printed(10, 90), counted(19, 1, 0)}
	for _, c := range []struct {
		name string
		by   Order
		want []int
	}{
		{"agree: ties by votes, published ties by position, too few left out", ByAgree, []int{6, 2, 0, 3, 4}},
		{"votes", ByVotes, []int{4, 2, 3, 0, 6}},
		{"published order", AsPublished, []int{0, 2, 3, 4, 6}},
		{"disagree: nothing published ranks last", ByDisagree, []int{2, 0, 6, 3, 4}},
	} {
		if got := Rank(list, c.by, 0.2); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// TestReportTables compares with the tables as published, where they lie
// beside the repository.
func TestReportTables(t *testing.T) {
	shared := filepath.Join("..", "..", "..", "shared", "data")
	if _, err := os.Stat(shared); err != nil {
		t.Skip("the published tables are not beside the repository; TestRankOGP holds their order")
	}
	texts := map[string]string{} // "source:id" to text
	for _, source := range []string{challenges, roleOfOGP} {
		for _, row := range readTable(t, filepath.Join(shared, "ogp-phase1-report", source+".csv")) {
			texts[source+":"+row[0]] = row[1]
		}
	}
	all := ogpStatements(t)
	list := poll(all, challenges)
	ranked := func(by Order) (out []string) {
		for _, id := range rankedIDs(list, by, 10) {
			out = append(out, key(texts[challenges+":"+id], 24))
		}
		return out
	}
	table := func(name string) (out []string) {
		for _, row := range readTable(t, filepath.Join(shared, "ogp-phase1-expected", name)) {
			out = append(out, key(row[0], 24))
		}
		return out
	}
	if got, want := ranked(ByAgree), table("report-table-most-agreed.csv"); !slices.Equal(got, want) {
		t.Errorf("most agreed:\ngot  %q\nwant %q", got, want)
	}
	// One row stands in the table with 45 votes and 44 % passed, in the annex
	// with 46 and 45 %; so texts are compared, as a set.
	got, want := ranked(ByPass), table("report-table-most-uncertain.csv")
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("most uncertain:\ngot  %q\nwant %q", got, want)
	}
	for _, row := range readTable(t, filepath.Join(shared, "ogp-phase1-expected", "report-table-breadth-of-focus.csv")) {
		found := false
		for _, e := range poll(all, roleOfOGP) {
			s := e.Statement
			if !slices.Contains([]string{"0", "1", "2", "3", "6", "7"}, s.ID) || key(texts[roleOfOGP+":"+s.ID], 200) != key(row[0], 200) {
				continue
			}
			found = true
			n := s.Tally.N()
			if got := []string{percentOf(s.Tally.Agree, n), percentOf(s.Tally.Disagree, n), percentOf(s.Tally.Pass, n)}; !slices.Equal(got, row[2:5]) {
				t.Errorf("breadth of focus, statement %s: got %v, want %v", s.ID, got, row[2:5])
			}
		}
		if !found {
			t.Errorf("breadth of focus: %q is not in the poll", row[0])
		}
	}
}

func percentOf(k, n int) string { return strings.TrimSuffix(cutOff(*cut(k, n)/100), nbsp+"%") }

// key keeps the first letters of a text: the tables differ from the annex in
// case, spacing, quotes, added translations and -ise for -ize.
func key(text string, letters int) string {
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if r == 'z' {
			r = 's'
		}
		if r >= 'a' && r <= 'z' {
			b.WriteRune(r)
		}
	}
	return b.String()[:min(b.Len(), letters)]
}

func readTable(t *testing.T, path string) [][]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}
