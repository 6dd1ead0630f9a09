package decode

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

const printedHeader = "statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n"

// tallies are ten made-up rows, none of which gives whole percentages.
var tallies = []model.Tally{{Agree: 15, Disagree: 3, Pass: 6}, {Agree: 7, Disagree: 9, Pass: 6}, {Agree: 1, Disagree: 1, Pass: 1}, {Agree: 40, Disagree: 7, Pass: 20},
	{Agree: 2, Disagree: 5, Pass: 60}, {Agree: 33, Disagree: 31, Pass: 7}, {Agree: 11, Disagree: 12, Pass: 14}, {Agree: 19, Disagree: 29, Pass: 41}, {Agree: 5, Disagree: 2, Pass: 6}, {Agree: 30, Disagree: 20, Pass: 11}}

// printTable prints rows, each figure by f.
func printTable(f func(k, n int) string) string {
	var b strings.Builder
	b.WriteString(printedHeader)
	for i, t := range tallies {
		fmt.Fprintf(&b, "%d,Text,%d,%s,%s,%s\n", i, t.N(), f(t.Agree, t.N()), f(t.Disagree, t.N()), f(t.Pass, t.N()))
	}
	return b.String()
}

func TestPrintedPractice(t *testing.T) {
	for _, test := range []struct {
		name string
		file string
		says []string
	}{
		{"cut off", printTable(func(k, n int) string { return fmt.Sprint(100 * k / n) }), nil},
		{"rounded", printTable(func(k, n int) string { return fmt.Sprint((200*k + n) / (2 * n)) }), []string{"rounded:0"}},
		{"rounded with two decimals", printTable(func(k, n int) string { return fmt.Sprintf("%.2f", 100*float64(k)/float64(n)) }), []string{"rounded:0"}},
		{"rounded, with a sign", printTable(func(k, n int) string { return fmt.Sprintf("%.0f %%", 100*float64(k)/float64(n)) }), []string{"rounded:0"}},
		{"shares from 0 to 1", printTable(func(k, n int) string { return fmt.Sprintf("%.4f", float64(k)/float64(n)) }), []string{"rounded:0", "rounded:0"}},
		{"counts", printTable(func(k, _ int) string { return fmt.Sprint(k) }), nil},
		{"old line ends", strings.ReplaceAll(printTable(func(k, n int) string { return fmt.Sprint(100 * k / n) }), "\n", "\r"), nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := must(t, model.FormatStatementsTable, map[string]string{"s.csv": test.file})
			says(t, c, test.says...)
			for i, want := range tallies {
				if s := statement(t, c, fmt.Sprint(i)); s.Basis != model.BasisRecovered || s.Tally != want {
					t.Errorf("row %d: got %s %+v, want recovered %+v", i, s.Basis, s.Tally, want)
				}
			}
		})
	}
}

func TestPrintedShareBecomesPercentage(t *testing.T) {
	for share, want := range map[string]string{"0.625": "62.5", "0.5": "50", "1": "100", "0": "0", "0.0787": "7.87", "0.07": "7", "1.0": "100", "0.005": "0.5"} {
		if got := timesHundred(share); got != want {
			t.Errorf("%s: got %s, want %s", share, got, want)
		}
	}
}

// A large poll: every row fits several tallies. That is one remark, not an
// alarm for each row, and the tallies are bounded for the readings.
func TestPrintedLargePoll(t *testing.T) {
	file := printedHeader
	for i := range 40 {
		file += fmt.Sprintf("%d,Text,1000,62,12,25\n", i)
	}
	c := must(t, model.FormatStatementsTable, map[string]string{"s.csv": file})
	says(t, c, "ambiguous-row:2")
	// 62, 12 and 25 % of 1,000, cut off.
	want := model.TallyRange{N: 1000, Low: model.Tally{Agree: 620, Disagree: 120, Pass: 250}, High: model.Tally{Agree: 629, Disagree: 129, Pass: 259}}
	s := statement(t, c, "7")
	if s.Basis != model.BasisPublished || s.Fitting == nil || *s.Fitting != want || s.Assumed != nil {
		t.Errorf("got %s, fitting %+v, assumed %v; want published, %+v, none", s.Basis, s.Fitting, s.Assumed, want)
	}
	if len(s.Problems) != 1 || s.Problems[0].Line != 9 {
		t.Errorf("got %+v at the statement, want its own remark", s.Problems)
	}
}

// Where most rows cannot be, nothing is assumed of any.
func TestPrintedNothingFits(t *testing.T) {
	file := printedHeader
	for i := range 9 {
		file += fmt.Sprintf("%d,Text,50,57,12,30\n", i)
	}
	c := must(t, model.FormatStatementsTable, map[string]string{"s.csv": file + "9,Text,24,62,12,25\n"})
	says(t, c, "impossible-row:2")
	if s := statement(t, c, "0"); s.Assumed != nil || len(s.Problems) != 1 {
		t.Errorf("got assumed %v and %d problems, want none and one", s.Assumed, len(s.Problems))
	}
	if s := statement(t, c, "9"); s.Basis != model.BasisRecovered {
		t.Errorf("got %s, want the one good row recovered", s.Basis)
	}
}

// A number of votes far from the printed one says nothing: 23 votes are not
// read as if 100 had been cast.
func TestPrintedNearestIsNear(t *testing.T) {
	figures := shares{agree: newFigure("9").with(0), disagree: newFigure("4").with(0), pass: newFigure("87").with(0)}
	if got, ok := figures.nearest(23); ok {
		t.Errorf("got %+v, want nothing near 23 votes", got)
	}
	// The row of the OGP Phase 1 report.
	figures = shares{agree: newFigure("57").with(0), disagree: newFigure("12").with(0), pass: newFigure("30").with(0)}
	if got, ok := figures.nearest(50); !ok || got.N() != 49 {
		t.Errorf("got %+v, %t; want 49 votes", got, ok)
	}
}

func TestCountAsWritten(t *testing.T) {
	for _, test := range []struct {
		text string
		want int // -1: refused
	}{
		{"1234", 1234}, {"1,234", 1234}, {"1 234", 1234}, {"1\u00a0234\u202f567", 1234567}, {"1'234", 1234}, {"52.0", 52},
		{"1.234", -1}, {"12,34", -1}, {"-1", -1}, {"1,2345", -1}, {"9999999999", -1}, {"five", -1},
	} {
		got, ok := count(test.text)
		if !ok {
			got = nil
		}
		switch {
		case test.want < 0 && got != nil:
			t.Errorf("%q: got %d, want it refused", test.text, *got)
		case test.want >= 0 && (got == nil || *got != test.want):
			t.Errorf("%q: got %v, want %d", test.text, got, test.want)
		}
	}
}

func TestTablesRefused(t *testing.T) {
	for _, test := range []struct {
		name, file, kind string
		line             int
	}{
		{"a header alone", printedHeader, model.ProblemUnrecognised, 0},
		{"no row that can be read", printedHeader + "1,Text,many,1,1,1\n", model.ProblemUnreadableRow, 2},
		{"not UTF-8", printedHeader + "1,Text,24,62,12,25\n2,Caf\xe9\x81,24,62,12,25\n", model.ProblemUnreadableRow, 3},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := decoded(t, model.FormatStatementsTable, map[string]string{"s.csv": test.file})
			p := model.AsProblem(err, "no problem")
			if p == nil || p.Kind != test.kind || p.Line != test.line || p.Do == "" {
				t.Errorf("got %+v, want a problem of kind %s at line %d", p, test.kind, test.line)
			}
		})
	}
}
