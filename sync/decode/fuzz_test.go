package decode

import (
	"context"
	"errors"
	"strings"
	"testing"

	"consilience/model"
)

// fuzz decodes bytes as a format: it must not panic, an error must be a
// Problem, every skipped row must have one, and decoding again must give the
// same.
func fuzz(f *testing.F, format model.Format, name string, seeds ...string) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, content string) {
		s := shelf{dir}
		snap := s.snapshot(t, format, map[string]string{name: content})
		c, err := Snapshot(context.Background(), snap, s.open)
		checkFuzzed(t, c, err)
	})
}

func checkFuzzed(t *testing.T, c model.Content, err error) {
	t.Helper()
	if err != nil {
		var p *model.Problem
		if !errors.As(err, &p) || p.Say == "" {
			t.Errorf("got %v, want a Problem", err)
		}
		return
	}
	skipped := 0
	for _, file := range c.Snapshot.Files {
		skipped += file.RowsSkipped
	}
	if len(c.Snapshot.Problems) < min(skipped, listed) {
		t.Errorf("got %d problems for %d skipped rows", len(c.Snapshot.Problems), skipped)
	}
	for _, s := range c.Statements {
		n := s.Published.Votes
		if s.Basis == model.BasisRecovered && (n == nil || s.Tally.N() != *n || s.Tally.Agree < 0 || s.Tally.Disagree < 0 || s.Tally.Pass < 0) {
			t.Errorf("got a tally %+v for %+v", s.Tally, s.Published)
		}
	}
	checkPlaces(t, c)
	for _, column := range c.Columns {
		if column.Tally().N() > len(c.Participants) {
			t.Errorf("got %+v with %d participants", column, len(c.Participants))
		}
		for i, who := range column.Participants {
			if int(who) >= len(c.Participants) || i > 0 && column.Participants[i-1] > who || column.Lines[i] == 0 {
				t.Errorf("got a column out of order: %+v", column)
			}
		}
	}
}

// checkPlaces wants every passage with a place to be its note's words there, and
// ids to be unique.
func checkPlaces(t *testing.T, c model.Content) {
	t.Helper()
	notes, ids := map[string][]rune{}, map[string]bool{}
	for _, n := range c.Notes {
		if _, twice := notes[n.ID]; twice {
			t.Errorf("two notes have the id %q", n.ID)
		}
		notes[n.ID] = []rune(n.Text)
	}
	for _, e := range c.Excerpts {
		if ids[e.ID] {
			t.Errorf("two excerpts have the id %q", e.ID)
		}
		ids[e.ID] = true
		text, ok := notes[e.Note]
		if e.Unanchored || e.Note == "" {
			continue
		}
		if !ok || e.Start < 0 || e.End > len(text) || e.Start >= e.End || string(text[e.Start:e.End]) != e.Text {
			t.Errorf("got the excerpt %+v of a note of %d characters", e, len(text))
		}
	}
	names := map[string]bool{}
	for _, tag := range c.Tags {
		if names[tag.Name] {
			t.Errorf("two tags have the name %q", tag.Name)
		}
		names[tag.Name] = true
	}
}

func FuzzStatements(f *testing.F) {
	fuzz(f, model.FormatStatementsTable, "s.csv", "statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n1,A,24,62,12,25\n2,B,50,57,12,30\n",
		"Statement\tNumber of Votes\tAgreed\tDisagreed\tPassed\nA\t24\t62,5\t12\t25\nmore\t\t\t\t\n")
}

func FuzzTags(f *testing.F) {
	fuzz(f, model.FormatTagsTable, "t.csv", "cluster,tag,mentions\na,b,3\n", "tag;mentions;highlights\r\n\"a\nb\";3;x\r\n")
}

func FuzzParticipation(f *testing.F) {
	fuzz(f, model.FormatParticipation, "p.csv", "channel,measure,dimension,group,value\npolis,voters,poll,role,63\nsurvey,share,region,Europe,18.71\n")
}

func FuzzClaims(f *testing.F) {
	fuzz(f, model.FormatClaims, "c.csv", "claim_id,claim,about,figure,relation,value,min_share\na,b,c:1,votes,=,45,\n,b,c,max-disagree-pct,<=,25,0.2\n")
}

func FuzzThemes(f *testing.F) {
	fuzz(f, model.FormatThemes, "t.json", `{"themes":[{"id":"a","proposition":"b","statements":[["c:1",1]],"human":[{"channel":"meetings","reading":"by group","groups":{"x":"supports"}}],"tag_poles":["a:b","c:d"]}]}`)
}

func FuzzTradeOffs(f *testing.F) {
	fuzz(f, model.FormatTradeOffs, "t.json", `{"trade_offs":[{"id":"a","question":"b","poles":["c","d"],"evidence":["e:1",{"item":"f:2","pole":"a","polarity":-1}],"by_group":{"x":"y"}}],"open_questions":["z"]}`)
}

func FuzzPolis(f *testing.F) {
	f.Add(smallPoll["comments.csv"], smallPoll["votes.csv"], smallPoll["participants-votes.csv"])
	f.Add("comment-id,moderated,comment-body\n1,0,a,b\nc\n", "comment-id,voter-id,vote\n1,1,1\n", "participant,n-votes,1\n1,1,1\n")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, comments, votes, participants string) {
		s := shelf{dir}
		snap := s.snapshot(t, model.FormatPolisExport, map[string]string{"comments.csv": comments, "votes.csv": votes, "participants-votes.csv": participants})
		c, err := Snapshot(context.Background(), snap, s.open)
		checkFuzzed(t, c, err)
	})
}

func FuzzRecognise(f *testing.F) {
	for _, content := range smallPoll {
		f.Add("votes.csv", content)
	}
	f.Add("x.json", `{"a":[{}],"themes":[]}`)
	f.Fuzz(func(t *testing.T, name, head string) {
		kind, problem := Recognise(Look{Name: name, Head: []byte(head), File: strings.NewReader(head), Size: int64(len(head))})
		if (kind.Format == "") != (problem != nil) {
			t.Errorf("got %+v and %v, want one of the two", kind, problem)
		}
	})
}
