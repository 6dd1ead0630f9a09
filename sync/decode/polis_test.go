package decode

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"consilience/model"
)

// A small poll of three voters. Voter 7 votes twice on statement 1, the later
// vote standing before the earlier in the file. Statement 3 has no votes.
var smallPoll = map[string]string{
	"comments.csv": "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n" +
		"1500282615559,Mon,10,2,1,1,1,\"Ten, with a comma\"\n" +
		"1500282615560,Mon,1,7,2,2,0,\"One\nover two lines\"\n" +
		"1500282615561,Mon,3,2,0,0,-1,Three\n",
	"votes.csv": "timestamp,datetime,comment-id,voter-id,vote\n" +
		"1500282615700,Mon,1,7,-1\n" +
		"1500282615600,Mon,1,7,1\n" +
		"1500282615601,Mon,1,2,1\n" +
		"1500282615602,Mon,10,5,-1\n" +
		"1500282615602,Mon,10,2,0\n" +
		"1500282615603,Mon,10,2,1\n",
	"participants-votes.csv": "participant,xid,group-id,n-comments,n-votes,n-agree,n-disagree,1,10\n" +
		"7,,0,1,1,0,1,-1,\n2,,1,2,2,2,0,1,1\n5,,,0,1,0,1,,-1\n",
	"summary.csv":       "topic,A small poll\nvoters,3\nconversation-description,\"Two\nlines\"\n",
	"stats-history.csv": "n-votes,n-comments,n-visitors,n-voters,n-commenters\n1,1,1,1,1\n",
}

func TestPolisExport(t *testing.T) {
	c := must(t, model.FormatPolisExport, smallPoll)
	says(t, c)
	wantPeople := []model.Participant{{ID: "7", Group: "0"}, {ID: "2", Group: "1"}, {ID: "5"}}
	if !reflect.DeepEqual(c.Participants, wantPeople) {
		t.Errorf("got participants %+v, want %+v", c.Participants, wantPeople)
	}
	wantColumns := []model.VoteColumn{
		{Statement: "1", Participants: []uint32{0, 0, 1}, Votes: []model.Vote{1, -1, 1}, Lines: []uint32{3, 2, 4}, File: "votes.csv"},
		{Statement: "10", Participants: []uint32{1, 1, 2}, Votes: []model.Vote{0, 1, -1}, Lines: []uint32{6, 7, 5}, File: "votes.csv"},
	}
	if !reflect.DeepEqual(c.Columns, wantColumns) {
		t.Errorf("got columns %+v, want %+v", c.Columns, wantColumns)
	}
	one, three, ten := statement(t, c, "1"), statement(t, c, "3"), statement(t, c, "10")
	if one.Text != "One\nover two lines" || one.Line != 3 || one.Author != "7" || one.Tally != (model.Tally{Agree: 1, Disagree: 1}) || *one.Published.Agrees != 2 {
		t.Errorf("got %+v, want statement 1 with one agree and one disagree, two agrees published", one)
	}
	if three.Basis != model.BasisCounted || three.Tally.N() != 0 || three.Moderation != model.Rejected {
		t.Errorf("got %+v, want a rejected statement with no votes", three)
	}
	if ten.Tally != (model.Tally{Agree: 1, Disagree: 1}) || ten.Text != "Ten, with a comma" {
		t.Errorf("got %+v, want one agree and one disagree", ten)
	}
	if c.Summary["conversation-description"] != "Two\nlines" || c.Snapshot.Title != "A small poll" {
		t.Errorf("got summary %v and title %q, want the publisher's", c.Summary, c.Snapshot.Title)
	}
}

// without copies smallPoll but for some files.
func without(names ...string) map[string]string {
	files := map[string]string{}
	for name, content := range smallPoll {
		files[name] = content
	}
	for _, name := range names {
		delete(files, name)
	}
	return files
}

func TestPolisPartsMissing(t *testing.T) {
	t.Run("no votes.csv", func(t *testing.T) {
		c := must(t, model.FormatPolisExport, without("votes.csv"))
		want := model.VoteColumn{Statement: "10", Participants: []uint32{1, 2}, Votes: []model.Vote{1, -1}, Lines: []uint32{3, 4}, File: "participants-votes.csv"}
		if len(c.Columns) != 2 || !reflect.DeepEqual(c.Columns[1], want) {
			t.Errorf("got %+v, want the second to be %+v", c.Columns, want)
		}
		says(t, c)
	})
	t.Run("no participants-votes.csv", func(t *testing.T) {
		c := must(t, model.FormatPolisExport, without("participants-votes.csv"))
		if len(c.Participants) != 3 || c.Participants[0] != (model.Participant{ID: "7"}) {
			t.Errorf("got %+v, want three voters, 7 first, without groups", c.Participants)
		}
		says(t, c)
	})
	t.Run("comments alone", func(t *testing.T) {
		c := must(t, model.FormatPolisExport, without("participants-votes.csv", "votes.csv", "summary.csv"))
		if s := statement(t, c, "1"); s.Basis != model.BasisPublished || s.Tally.N() != 0 || *s.Published.Agrees != 2 {
			t.Errorf("got %+v, want published totals only", s)
		}
		says(t, c)
	})
	t.Run("votes alone", func(t *testing.T) {
		c := must(t, model.FormatPolisExport, map[string]string{"votes.csv": smallPoll["votes.csv"]})
		if s := statement(t, c, "10"); s.Basis != model.BasisCounted || s.Tally.N() != 2 || s.Text != "" {
			t.Errorf("got %+v, want two votes and no text", s)
		}
		says(t, c, "disagreement:0")
	})
	t.Run("a statement without its text", func(t *testing.T) {
		files := without()
		files["comments.csv"] = strings.Replace(files["comments.csv"], ",10,2,", ",11,2,", 1)
		c := must(t, model.FormatPolisExport, files)
		if s := statement(t, c, "10"); s.Tally.N() != 2 || len(s.Problems) != 1 || s.File != "votes.csv" {
			t.Errorf("got %+v, want two votes and a problem", s)
		}
		says(t, c, "disagreement:6")
	})
}

func TestPolisBadLines(t *testing.T) {
	files := without("participants-votes.csv")
	files["votes.csv"] += "1500282615604,Mon,1,5,2\n1500282615604,Mon,x,5,1\nsoon,Mon,1,5,1\n1500282615604,Mon,1,,1\n1500282615604\n"
	files["comments.csv"] += "1500282615561,Mon,3,2,0,0,0,Three again\n1500282615561,Mon,4,2,many,0,0,Four\n1500282615561,Mon,5,2,0,0,9,Five\n"
	c := must(t, model.FormatPolisExport, files)
	says(t, c, "unreadable-row:6", "unreadable-row:7", "unreadable-row:8",
		"unreadable-row:8", "unreadable-row:9", "unreadable-row:10", "unreadable-row:11", "unreadable-row:12")
	for _, f := range c.Snapshot.Files {
		if f.Path == "votes.csv" && (f.RowsRead != 6 || f.RowsSkipped != 5) {
			t.Errorf("got %d read, %d skipped; want 6 and 5", f.RowsRead, f.RowsSkipped)
		}
	}
}

func TestPolisFilesDisagree(t *testing.T) {
	files := without()
	files["participants-votes.csv"] = strings.Replace(files["participants-votes.csv"], "5,,,0,1,0,1,,-1\n", "", 1)
	c := must(t, model.FormatPolisExport, files)
	says(t, c, "disagreement:0", "disagreement:0")
	if len(c.Participants) != 3 || c.Participants[2].ID != "5" {
		t.Errorf("got %+v, want voter 5 kept", c.Participants)
	}
}

func TestRecognisePolisNames(t *testing.T) {
	tests := []struct{ name, head, part, set string }{
		{"votes.csv", smallPoll["votes.csv"], "votes", ""},
		{"in/2025-03-01-1200-r7abc-votes.csv", smallPoll["votes.csv"], "votes", "r7abc"},
		{"2025-03-01-1201-r7abc-participant-votes.csv", smallPoll["participants-votes.csv"], "participants", "r7abc"},
		{"participants-votes.csv", smallPoll["participants-votes.csv"], "participants", ""},
		{"stats-history.csv", smallPoll["stats-history.csv"], "unused", ""},
		{"comment-groups.csv", groupsHead, "groups", ""},
		{"by group.csv", groupsHead, "groups", ""},
		{"participant-importance.csv", importanceHead, "unused", ""},
		{"participant-votes.csv", importanceHead, "unused", ""},
		{"renamed importance.csv", importanceHead, "unused", ""},
		{"comments.csv", clustersHead, "unused", ""},
		{"renamed clusters.csv", strings.ReplaceAll(clustersHead, "layer0-", "layer1-"), "unused", ""},
		{"renamed history.csv", smallPoll["stats-history.csv"], "unused", ""},
		{"who is who.csv", "participant,xid\n0,\"x1\"\n", "unused", ""},
		{"renamed summary.csv", smallPoll["summary.csv"], "summary", ""},
		{"summary.csv", smallPoll["summary.csv"], "summary", ""},
		{"renamed.csv", smallPoll["comments.csv"], "comments", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, p := Recognise(Look{Name: test.name, Head: []byte(test.head)})
			want := Kind{Format: model.FormatPolisExport, Part: test.part, Set: test.set}
			if got != want || p != nil {
				t.Errorf("got %+v, %v; want %+v", got, p, want)
			}
		})
	}
}

// The seven conversations: final votes, vote rows, participants, statements
// and revotes are those of the collection's own table, DATASETS.md.
func TestPolisOpenData(t *testing.T) {
	tests := []struct {
		name                                            string
		participants, statements, columns, rows, final_ int
		tally                                           model.Tally
	}{
		{"15-per-hour-seattle", 339, 54, 54, 2995, 2872, model.Tally{Agree: 1358, Disagree: 922, Pass: 592}},
		{"austria-climate.5twd2jsnkf.2022-08-08", 1116, 522, 522, 61936, 61384, model.Tally{Agree: 38206, Disagree: 9223, Pass: 13955}},
		{"bg2050-volunteers", 126, 371, 371, 14341, 14283, model.Tally{Agree: 10006, Disagree: 1621, Pass: 2656}},
		{"brexit-consensus", 204, 50, 50, 5312, 5303, model.Tally{Agree: 2685, Disagree: 1952, Pass: 666}},
		{"canadian-electoral-reform", 448, 174, 174, 12018, 11950, model.Tally{Agree: 7205, Disagree: 2831, Pass: 1914}},
		{"london.youth.policing", 26, 39, 36, 640, 638, model.Tally{Agree: 392, Disagree: 192, Pass: 54}},
		{"scoop-hivemind.taxes", 334, 148, 148, 17379, 17335, model.Tally{Agree: 8577, Disagree: 6536, Pass: 2222}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := shared(t, "polis-open", test.name)
			files := readDir(t, dir, "comments.csv", "votes.csv", "participants-votes.csv", "summary.csv")
			c := must(t, model.FormatPolisExport, files)
			rows, tally := 0, model.Tally{}
			for _, column := range c.Columns {
				rows += len(column.Votes)
				one := column.Tally()
				tally = model.Tally{Agree: tally.Agree + one.Agree, Disagree: tally.Disagree + one.Disagree, Pass: tally.Pass + one.Pass}
			}
			if len(c.Participants) != test.participants || len(c.Statements) != test.statements || len(c.Columns) != test.columns || rows != test.rows || tally != test.tally || tally.N() != test.final_ {
				t.Errorf("got %d participants, %d statements, %d columns, %d rows, %d votes that count %+v; want %+v",
					len(c.Participants), len(c.Statements), len(c.Columns), rows, tally.N(), tally, test)
			}
			says(t, c)
			delete(files, "votes.csv")
			if alone := must(t, model.FormatPolisExport, files); !sameFinal(c, alone) {
				t.Error("participants-votes.csv alone gives other votes than votes.csv")
			}
		})
	}
}

// sameFinal compares the votes that count, one by one.
func sameFinal(a, b model.Content) bool {
	type key struct {
		statement   string
		participant uint32
	}
	votes := func(c model.Content) map[key]model.Vote {
		m := map[key]model.Vote{}
		for _, column := range c.Columns {
			column.Last(func(who uint32, v model.Vote, _ uint32) { m[key{column.Statement, who}] = v })
		}
		return m
	}
	return reflect.DeepEqual(votes(a), votes(b)) && reflect.DeepEqual(a.Participants, b.Participants)
}

// The defective export of October 2024: seconds, texts without quotes, signs
// turned round. It must give the votes of the sound export of the same poll.
func TestPolisOctober2024(t *testing.T) {
	dir := shared(t, "samples", "polis-variants")
	files := readDir(t, dir, "comments.oct2024-ts-export.broken.csv", "votes.oct2024-ts-export.broken.csv")
	broken := must(t, model.FormatPolisExport, files)
	sound := must(t, model.FormatPolisExport, readDir(t, shared(t, "polis-open", "bg2050-volunteers"), "comments.csv", "votes.csv"))
	differ, compared := 0, 0
	for _, s := range broken.Statements {
		want := statement(t, sound, s.ID)
		if s.Text == "" || s.Tally.N() == 0 {
			continue // the sample has the first few statements' votes and texts only
		}
		if compared++; s.Tally != want.Tally || strings.Join(strings.Fields(s.Text), " ") != strings.Join(strings.Fields(want.Text), " ") {
			differ++
			t.Logf("statement %s: got %+v %q, want %+v %q", s.ID, s.Tally, s.Text, want.Tally, want.Text)
		}
	}
	if differ > 0 || compared != 3 {
		t.Errorf("got %d of %d statements that differ, want none of 3", differ, compared)
	}
}

// Votes alone do not tell whether they are the wrong way round; the person is
// told that they may be.
func TestPolisOctoberVotesAlone(t *testing.T) {
	votes := "timestamp,datetime,comment-id,voter-id,vote\n%s,\"Fri Sep 20 2024\",0,1,-1\n"
	c := must(t, model.FormatPolisExport, map[string]string{"votes.csv": strings.Replace(votes, "%s", "1726860583", 1)})
	says(t, c, "disagreement:0")
	if !strings.Contains(c.Snapshot.Problems[0].Say, "October 2024") {
		t.Errorf("got %v, want a word on exports of October 2024", c.Snapshot.Problems)
	}
	c = must(t, model.FormatPolisExport, map[string]string{"votes.csv": strings.Replace(votes, "%s", "1726860583000", 1)})
	says(t, c, "disagreement:0")
	if strings.Contains(c.Snapshot.Problems[0].Say, "October 2024") {
		t.Errorf("got %v, want nothing on exports of October 2024", c.Snapshot.Problems)
	}
}

// hugePoll writes an export of n votes, as large ones are: sorted by
// statement, then voter.
func hugePoll(b *testing.B, n int) (shelf, model.Snapshot) {
	b.Helper()
	var votes strings.Builder
	votes.WriteString("timestamp,datetime,comment-id,voter-id,vote\n")
	perStatement := 20_000
	for i := range n {
		votes.WriteString("1726860583813,Fri Sep 20 14:29:43 CDT 2024,")
		votes.WriteString(itoa(i / perStatement))
		votes.WriteByte(',')
		votes.WriteString(itoa(i % perStatement * 5))
		votes.WriteString([]string{",1\n", ",-1\n", ",0\n"}[i%7%3])
	}
	s := shelf{b.TempDir()}
	return s, s.snapshot(b, model.FormatPolisExport, map[string]string{"votes.csv": votes.String()})
}

func BenchmarkPolisVotes(b *testing.B) {
	n := 1_000_000
	if os.Getenv("CONSILIENCE_HUGE") != "" {
		n = 20_000_000
	}
	s, snap := hugePoll(b, n)
	b.SetBytes(snap.Files[0].Bytes)
	for b.Loop() {
		c, err := Snapshot(b.Context(), snap, s.open)
		if err != nil || c.Snapshot.Files[0].RowsRead != n {
			b.Fatalf("got %d rows, %v; want %d", c.Snapshot.Files[0].RowsRead, err, n)
		}
	}
}
