package decode

import (
	"reflect"
	"testing"

	"consilience/model"
)

func statement(t *testing.T, c model.Content, id string) model.Statement {
	t.Helper()
	for _, s := range c.Statements {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("got no statement %s", id)
	return model.Statement{}
}

func TestStatementsRecovery(t *testing.T) {
	tests := []struct {
		name    string
		row     string // votes, agree, disagree, pass
		basis   model.Basis
		tally   model.Tally
		assumed *model.Tally
		kind    string
	}{
		{"15 of 24 is printed as 62 %", "24,62,12,25", model.BasisRecovered, model.Tally{Agree: 15, Disagree: 3, Pass: 6}, nil, ""},
		{"percent signs", "24,62%,12 %,25%", model.BasisRecovered, model.Tally{Agree: 15, Disagree: 3, Pass: 6}, nil, ""},
		{"all agree", "3,100,0,0", model.BasisRecovered, model.Tally{Agree: 3}, nil, ""},
		{"nobody voted", "0,0,0,0", model.BasisRecovered, model.Tally{}, nil, ""},
		// The row of the OGP Phase 1 report that cannot be: each of 50 people
		// is 2 %.
		{"50 votes, 57 %", "50,57,12,30", model.BasisPublished, model.Tally{}, &model.Tally{Agree: 28, Disagree: 6, Pass: 15}, model.ProblemImpossibleRow},
		{"percentages that add up to 30", "10,10,10,10", model.BasisPublished, model.Tally{}, nil, model.ProblemImpossibleRow},
		{"nobody voted, yet half agree", "0,50,50,0", model.BasisPublished, model.Tally{}, &model.Tally{Agree: 1, Disagree: 1}, model.ProblemImpossibleRow},
		{"several fit", "1000,33,33,32", model.BasisPublished, model.Tally{}, nil, model.ProblemAmbiguousRow},
		{"no votes stated", ",33,33,33", model.BasisPublished, model.Tally{}, nil, model.ProblemAmbiguousRow},
		{"largest count, no solution", "1000000000,10,10,10", model.BasisPublished, model.Tally{}, nil, model.ProblemImpossibleRow},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := must(t, model.FormatStatementsTable, map[string]string{"s.csv": "statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n7,Text," + test.row + "\n"})
			s := statement(t, c, "7")
			if s.Basis != test.basis || s.Tally != test.tally || !reflect.DeepEqual(s.Assumed, test.assumed) {
				t.Errorf("got %s %+v assumed %+v, want %s %+v assumed %+v", s.Basis, s.Tally, s.Assumed, test.basis, test.tally, test.assumed)
			}
			if test.kind != "" {
				says(t, c, test.kind+":2")
				if len(s.Problems) != 1 || !reflect.DeepEqual(s.Problems[0], c.Snapshot.Problems[0]) {
					t.Errorf("got problems %+v at the statement, want the snapshot's", s.Problems)
				}
			}
		})
	}
}

// With one decimal, 333 of 1000 is 33.3: the counts come back although whole
// per cent would not do.
func TestStatementsDecimals(t *testing.T) {
	c := must(t, model.FormatStatementsTable, map[string]string{"s.csv": "Statement;Number of Votes;Agreed;Disagreed;Passed\nA;1000;33,3;33,3;33,4\nB;1000;40;20;40\n"})
	for id, want := range map[string]model.Tally{"1": {Agree: 333, Disagree: 333, Pass: 334}, "2": {Agree: 400, Disagree: 200, Pass: 400}} {
		if s := statement(t, c, id); s.Tally != want || s.Basis != model.BasisRecovered {
			t.Errorf("statement %s: got %s %+v, want recovered %+v", id, s.Basis, s.Tally, want)
		}
	}
	says(t, c)
}

func TestStatementsAsPublishersWriteThem(t *testing.T) {
	// A byte order mark, tabs, CRLF, a title before the header, a text over two
	// lines, a page break in the middle of a text, another script.
	file := "\xef\xbb\xbfAnnex 1\r\n\r\nStatement\tNumber of Votes\tAgreed\tDisagreed\tPassed\tLanguage\r\n" +
		"\"first\r\nline\"\t24\t62\t12\t25\t\r\nSecond that goes\t24\t62\t12\t25\t\r\nover the page\t\t\t\t\t\r\nالشفافية\t24\t62\t12\t25\tar\r\n"
	c := must(t, model.FormatStatementsTable, map[string]string{"annex.tsv": file})
	want := []struct {
		text, language string
		line           int
	}{{"first\nline", "en", 4}, {"Second that goes over the page", "en", 6}, {"الشفافية", "ar", 8}}
	if len(c.Statements) != len(want) {
		t.Fatalf("got %d statements, want %d: %+v", len(c.Statements), len(want), c.Statements)
	}
	for i, w := range want {
		if s := c.Statements[i]; s.Text != w.text || s.Language != w.language || s.Line != w.line {
			t.Errorf("got %q %s line %d, want %q %s line %d", s.Text, s.Language, s.Line, w.text, w.language, w.line)
		}
	}
	if f := c.Snapshot.Files[0]; f.RowsRead != 4 || f.RowsSkipped != 0 {
		t.Errorf("got %d read, %d skipped; want 4 and 0", f.RowsRead, f.RowsSkipped)
	}
	says(t, c, "assumed:7")
}

func TestStatementsSkippedRowsAreListed(t *testing.T) {
	file := "statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n" +
		"1,Good,24,62,12,25\n1,Twice,24,62,12,25\n2,,24,62,12,25\n,No id,24,62,12,25\n3,Votes,many,62,12,25\n4,Share,24,620,12,25\n,,,,,\n6,\"cut off,24"
	c := must(t, model.FormatStatementsTable, map[string]string{"s.csv": file})
	says(t, c, "unreadable-row:3", "unreadable-row:4", "unreadable-row:5", "unreadable-row:6", "unreadable-row:7", "unreadable-row:8", "unreadable-row:9")
	if f := c.Snapshot.Files[0]; f.RowsRead != 1 || f.RowsSkipped != 7 {
		t.Errorf("got %d read, %d skipped; want 1 and 7", f.RowsRead, f.RowsSkipped)
	}
}

func TestTagsTable(t *testing.T) {
	c := must(t, model.FormatTagsTable, map[string]string{"t.csv": "Cluster,Tag,Description,Mentions,Consultations\nRole,Narrower focus,Fewer topics,21,9\nRole,Broader,,4,\nRole,Broader,,5,\nRole,None,,-1,\n"})
	nine := 9
	want := []model.Tag{
		{Source: "here", Cluster: "Role", Name: "Narrower focus", Description: "Fewer topics", Language: "en", Mentions: 21, Consultations: &nine, File: "t.csv", Line: 2},
		{Source: "here", Cluster: "Role", Name: "Broader", Language: "en", Mentions: 4, File: "t.csv", Line: 3},
	}
	if !reflect.DeepEqual(c.Tags, want) {
		t.Errorf("got %+v, want %+v", c.Tags, want)
	}
	says(t, c, "unreadable-row:4", "unreadable-row:5")
}

func TestParticipationTable(t *testing.T) {
	c := must(t, model.FormatParticipation, map[string]string{"p.csv": "channel,measure,dimension,group,value,unit,limitation\npolis,voters,poll,role,63,people,still open\nMeetings,held,country,Mexico,,,\nsurvey,share,region,Europe,18.71,percent,\nsmoke signals,seen,total,,3,,\nsurvey,share,region,Asia,lots,percent,\n"})
	says(t, c, "unreadable-row:5", "unreadable-row:6")
	if len(c.Heard) != 3 {
		t.Fatalf("got %d rows, want 3", len(c.Heard))
	}
	if h := c.Heard[0]; h.Channel != model.ChannelPoll || *h.Value != 63 || h.Limitation != "still open" || h.Line != 2 {
		t.Errorf("got %+v, want the poll's 63 voters of line 2", h)
	}
	if h := c.Heard[1]; h.Channel != model.ChannelMeetings || h.Value != nil {
		t.Errorf("got %+v, want a meeting without a number", h)
	}
	if h := c.Heard[2]; h.Text != "18.71" || *h.Value != 18.71 {
		t.Errorf("got %+v, want 18.71 as published", h)
	}
}

// 103 of 104 rows have recovered counts, and 679 and 1,340 mentions are what
// the issue and the data's README state of the OGP Phase 1 report.
func TestOGPReport(t *testing.T) {
	dir := shared(t, "ogp-phase1-report")
	recovered, impossible, statements := 0, 0, 0
	for _, name := range []string{"polis-challenges-opportunities.csv", "polis-role-of-ogp.csv"} {
		c := must(t, model.FormatStatementsTable, readDir(t, dir, name))
		statements += len(c.Statements)
		for _, s := range c.Statements {
			if s.Basis == model.BasisRecovered {
				recovered++
			}
		}
		for _, p := range c.Snapshot.Problems {
			if p.Kind == model.ProblemImpossibleRow {
				impossible++
				t.Log(p.Say)
			}
		}
	}
	if statements != 104 || recovered != 103 || impossible != 1 {
		t.Errorf("got %d statements, %d recovered, %d impossible; want 104, 103, 1", statements, recovered, impossible)
	}
	for name, want := range map[string]struct{ tags, mentions int }{"contribution-areas.csv": {35, 679}, "role-tags.csv": {33, 1340}} {
		c := must(t, model.FormatTagsTable, readDir(t, dir, name))
		mentions := 0
		for _, tag := range c.Tags {
			mentions += tag.Mentions
		}
		if len(c.Tags) != want.tags || mentions != want.mentions {
			t.Errorf("%s: got %d tags with %d mentions, want %d with %d", name, len(c.Tags), mentions, want.tags, want.mentions)
		}
	}
	c := must(t, model.FormatParticipation, readDir(t, dir, "participation.csv"))
	if len(c.Heard) != 39 || len(c.Snapshot.Problems) != 0 {
		t.Errorf("got %d rows and %v, want the register's 39 without a problem", len(c.Heard), c.Snapshot.Problems)
	}
}
