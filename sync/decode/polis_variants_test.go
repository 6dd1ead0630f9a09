package decode

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

const (
	groupsHead     = "comment-id,comment,total-votes,total-agrees,total-disagrees,total-passes,group-a-votes,group-a-agrees,group-a-disagrees,group-a-passes,group-b-votes,group-b-agrees,group-b-disagrees,group-b-passes\n"
	importanceHead = "participant,group-id,n-comments,n-votes,n-important,0,1\n0,0,1,2,1,1,0\n"
	clustersHead   = "comment-id,moderated,active,layer0-cluster-id,layer0-distance,layer0-confidence,comment-body\n0,1,1,-1,0.1,0.2,\"A\"\n"
)

// Voters 7 and 2 of smallPoll are in groups 0 and 1, voter 5 in none: what
// the export's own file of groups says of it.
const smallGroups = groupsHead +
	"1,\"One\nover two lines\",2,1,1,0,1,0,1,0,1,1,0,0\n" +
	"10,\"Ten, with a comma\",1,1,0,0,0,0,0,0,1,1,0,0\n"

func TestPolisGroups(t *testing.T) {
	files := without()
	files["comment-groups.csv"] = smallGroups
	c := must(t, model.FormatPolisExport, files)
	says(t, c)
	one := statement(t, c, "1")
	want := []model.GroupTally{{Group: "a", Tally: model.Tally{Disagree: 1}}, {Group: "b", Tally: model.Tally{Agree: 1}}}
	if fmt.Sprint(one.Published.Groups) != fmt.Sprint(want) || one.Basis != model.BasisCounted {
		t.Errorf("got %+v, want the groups %+v", one, want)
	}
	t.Run("they differ from the votes", func(t *testing.T) {
		files["comment-groups.csv"] = strings.Replace(smallGroups, "2,1,1,0,1,0,1,0,1,1,0,0", "2,2,0,0,1,1,0,0,1,1,0,0", 1)
		says(t, must(t, model.FormatPolisExport, files), "disagreement:0")
	})
	t.Run("they do not add up", func(t *testing.T) {
		files["comment-groups.csv"] = strings.Replace(smallGroups, "10,\"Ten, with a comma\",1,1", "10,\"Ten, with a comma\",2,2", 1)
		says(t, must(t, model.FormatPolisExport, files), "disagreement:4")
	})
	t.Run("a row that is no tally", func(t *testing.T) {
		files["comment-groups.csv"] = smallGroups + "3,Three,2,1,0,0,0,0,0,0,0,0,0,0\n"
		says(t, must(t, model.FormatPolisExport, files), "unreadable-row:5")
	})
	t.Run("alone", func(t *testing.T) {
		c := must(t, model.FormatPolisExport, map[string]string{"comment-groups.csv": smallGroups})
		says(t, c, "disagreement:0")
		if s := statement(t, c, "10"); s.Tally != (model.Tally{Agree: 1}) || s.Basis != model.BasisRecovered || s.Text != "Ten, with a comma" {
			t.Errorf("got %+v, want the printed counts", s)
		}
	})
}

// Ids that the publisher knows participants by are not kept, and that is said.
func TestPolisOutsideIDs(t *testing.T) {
	files := without()
	files["participants-votes.csv"] = strings.Replace(files["participants-votes.csv"], "2,,1,", "2,maria-77,1,", 1)
	c := must(t, model.FormatPolisExport, files)
	says(t, c, "left-out:3")
	if all := fmt.Sprint(c); strings.Contains(all, "maria") {
		t.Error("the id was kept")
	}
}

// The newest exports count important votes, and time in seconds, and quote
// texts: that alone does not make them those of October 2024.
func TestPolisNewest(t *testing.T) {
	comments := "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,importance,comment-body\n" +
		"1760000000,Thu Oct 09 2025 08:53:20 GMT+0000 (Coordinated Universal Time),0,0,1,1,1,2,\"First, with a comma\"\n"
	votes := "timestamp,datetime,comment-id,voter-id,vote,important\n" +
		"1760000000,Thu Oct 09 2025 08:53:20 GMT+0000 (Coordinated Universal Time),0,0,-1,1\n" +
		"1760000001,Thu Oct 09 2025 08:53:21 GMT+0000 (Coordinated Universal Time),0,1,1,1\n" +
		"1760000002,Thu Oct 09 2025 08:53:22 GMT+0000 (Coordinated Universal Time),0,2,0,0\n"
	files := map[string]string{"comments.csv": comments, "votes.csv": votes, "participant-importance.csv": importanceHead, "comment-clusters.csv": clustersHead}
	c := must(t, model.FormatPolisExport, files)
	says(t, c)
	s := statement(t, c, "0")
	if s.Published.Important == nil || *s.Published.Important != 2 || s.Tally != (model.Tally{Agree: 1, Disagree: 1, Pass: 1}) || s.Text != "First, with a comma" {
		t.Errorf("got %+v, want 2 important votes and 1, 1, 1", s)
	}
}

// A whole poll with faults made on purpose: whatever is turned round, the
// votes come out as in the sound export, and that is said.
func TestPolisSigns(t *testing.T) {
	sound := readDir(t, shared(t, "polis-open", "bg2050-volunteers"), "comments.csv", "votes.csv", "participants-votes.csv")
	want := must(t, model.FormatPolisExport, sound)
	noAuthors := func(comments string) string { return eachRow(comments, func(f []string) { f[2] = "" }) }
	swapped := func(comments string) string { return eachRow(comments, func(f []string) { f[3], f[4] = f[4], f[3] }) }
	turned := func(votes string) string {
		return eachRow(votes, func(f []string) { f[4] = map[string]string{"1": "-1", "-1": "1", "0": "0"}[f[4]] })
	}
	tests := []struct {
		name            string
		comments, votes string
		says            string
	}{
		{"sound", sound["comments.csv"], sound["votes.csv"], ""},
		{"signs", sound["comments.csv"], turned(sound["votes.csv"]), "authors would have voted against"},
		{"signs and tallies", swapped(sound["comments.csv"]), turned(sound["votes.csv"]), "are the wrong way round too"},
		{"tallies", swapped(sound["comments.csv"]), sound["votes.csv"], "The totals of comments.csv have agree and disagree"},
		{"signs, authors unknown", noAuthors(sound["comments.csv"]), turned(sound["votes.csv"]), "make the totals of comments.csv"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := must(t, model.FormatPolisExport, map[string]string{"comments.csv": test.comments, "votes.csv": test.votes})
			for _, s := range want.Statements {
				if got := statement(t, c, s.ID); got.Tally != s.Tally {
					t.Fatalf("statement %s: got %+v, want %+v", s.ID, got.Tally, s.Tally)
				}
			}
			said := fmt.Sprint(c.Snapshot.Problems)
			if test.says == "" && len(c.Snapshot.Problems) > 0 || !strings.Contains(said, test.says) || len(c.Snapshot.Problems) > 1 {
				t.Errorf("got %v, want one problem with %q", said, test.says)
			}
		})
	}
}

// eachRow changes the first fields of rows, which have no quotes there.
func eachRow(file string, change func(fields []string)) string {
	lines := strings.SplitAfter(file, "\n")
	for i, line := range lines {
		f := strings.SplitN(strings.TrimSuffix(line, "\n"), ",", 6)
		if i == 0 || len(f) < 5 || f[0] == "" || strings.Trim(f[0], "0123456789") != "" {
			continue
		}
		change(f)
		lines[i] = strings.Join(f, ",") + "\n"
	}
	return strings.Join(lines, "")
}

// Every file of the samples, alone and all together.
func TestPolisVariants(t *testing.T) {
	dir := shared(t, "samples", "polis-variants")
	const comments, votes, groups = "comments.oct2024-ts-export.broken.csv", "votes.oct2024-ts-export.broken.csv", "comment-groups.csv"
	tests := []struct {
		name                               string
		files                              []string
		statements, texts, columns, groups int
	}{
		{"comments", []string{comments}, 20, 20, 0, 0},
		{"votes", []string{votes}, 7, 0, 7, 0},
		{"groups", []string{groups}, 371, 371, 0, 371},
		{"comments and votes", []string{comments, votes}, 24, 20, 7, 0},
		{"votes and groups", []string{votes, groups}, 371, 371, 7, 371},
		{"all", []string{comments, votes, groups}, 371, 371, 7, 371},
	}
	sound := must(t, model.FormatPolisExport, readDir(t, shared(t, "polis-open", "bg2050-volunteers"), "comments.csv", "votes.csv", "participants-votes.csv"))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := must(t, model.FormatPolisExport, readDir(t, dir, test.files...))
			texts, grouped := 0, 0
			for _, s := range c.Statements {
				if s.Text != "" {
					texts++
				}
				if s.Published.Groups != nil {
					grouped++
				}
				// The sample's votes are the first 400, which are all of
				// statements 0 to 3.
				if want := statement(t, sound, s.ID); len(c.Columns) > 0 && len(test.files) > 1 && compareIDs(s.ID, "4") < 0 && s.Tally != want.Tally {
					t.Errorf("statement %s: got %+v, want %+v", s.ID, s.Tally, want.Tally)
				}
			}
			skipped := 0
			for _, f := range c.Snapshot.Files {
				skipped += f.RowsSkipped
			}
			if len(c.Statements) != test.statements || texts != test.texts || len(c.Columns) != test.columns || grouped != test.groups || skipped != 0 {
				t.Errorf("got %d statements, %d with text, %d columns, %d with groups, %d rows skipped; want %+v", len(c.Statements), texts, len(c.Columns), grouped, skipped, test)
			}
			for _, p := range c.Snapshot.Problems {
				t.Log(p.Say)
			}
		})
	}
	t.Run("groups beside the sound export", func(t *testing.T) {
		files := readDir(t, shared(t, "polis-open", "bg2050-volunteers"), "comments.csv", "votes.csv", "participants-votes.csv")
		files[groups] = readDir(t, dir, groups)[groups]
		says(t, must(t, model.FormatPolisExport, files))
	})
}

// The workbook that older exports came as.
func TestPolisWorkbook(t *testing.T) {
	file := xlsx(t,
		"Summary", [][]string{{"Topic", "A small poll"}, {"Voters", "2"}},
		"Stats History", [][]string{{"n-votes", "n-comments"}, {"1", "1"}},
		"Comments", [][]string{{"Timestamp", "Comment ID", "Author", "Aggrees", "Disagrees", "Moderated", "Metadata", "Seed", "Group informed consensus", "Comment body"},
			{"1500282615559", "0", "7", "1", "1", "1", "false", "true", "0.25", "First, of two\nlines"}, {"1500282615560", "1", "7", "0", "0", "-1", "true", "false", "0.5", "Second"}},
		"Votes", [][]string{{"Timestamp", "Comment ID", "Voter ID", "Vote"}, {"1500282615700", "0", "7", "1"}, {"1500282615701", "0", "2", "-1"}},
		"Participants Votes", [][]string{{"Participant", "Group ID", "n-comments", "n-votes", "n-agree", "n-disagree", "0", "1"}, {"7", "0", "2", "1", "1", "0", "1", ""}, {"2", "1", "0", "1", "0", "1", "-1", ""}})
	got, p := Recognise(Look{Name: "export.xlsx", Head: []byte(file), File: strings.NewReader(file), Size: int64(len(file))})
	if p != nil || got.Format != model.FormatPolisExport {
		t.Fatalf("got %+v, %v; want a Polis export", got, p)
	}
	c := must(t, model.FormatPolisExport, map[string]string{"export.xlsx": file})
	says(t, c)
	first, second := statement(t, c, "0"), statement(t, c, "1")
	if first.Tally != (model.Tally{Agree: 1, Disagree: 1}) || first.Text != "First, of two\nlines" || !first.Seed || first.Line != 2 || *first.Published.GroupConsensus != 0.25 {
		t.Errorf("got %+v", first)
	}
	if !second.Meta || second.Moderation != model.Rejected || len(c.Participants) != 2 || c.Participants[1].Group != "1" || c.Snapshot.Title != "A small poll" {
		t.Errorf("got %+v, %+v, %q", second, c.Participants, c.Snapshot.Title)
	}
	if c.Columns[0].Lines[1] != 3 && c.Columns[0].Lines[0] != 3 {
		t.Errorf("got lines %v, want rows 2 and 3", c.Columns[0].Lines)
	}
}
