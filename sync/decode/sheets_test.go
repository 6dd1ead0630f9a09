package decode

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"consilience/model"
)

// bookRows are tables of the formats that come as text or as a workbook, with a
// row that cannot be used where the format has one.
var bookRows = []struct {
	name   string
	format model.Format
	rows   [][]string
	what   func(c model.Content) int
}{
	{"comments", model.FormatComments, [][]string{{"Paragraph", "Comment", "Author", "Reply", "Sector", "Likes"},
		{"12", "Too long,\nsays Ana", "Ana", "We shortened it", "NGO", "3"}, {"12", "No", "me@example.org", "", "", ""}, {"13", "", "Ben", "", "", ""}, {"13", "Yes", "Ben", "1", "", "many"}}, notesOf},
	{"Decidim proposals", model.FormatDecidim, [][]string{{"id", "participatory_space/id", "title/ca", "title/es", "body/ca", "body/machine_translations/es", "supports", "endorsements/total_count"},
		{"1", "5", "Títol", "Título", "<p>Cos &amp; ànima</p>", "Cuerpo", "17", "2"}, {"1", "5", "x", "y", "z", "", "", ""}}, notesOf},
	{"Decidim comments", model.FormatDecidim, [][]string{{"id", "created_at", "body", "locale", "author/id", "author/name", "commentable_id", "commentable_type", "root_commentable_url"},
		{"1", "2022", "Yes", "es", "4", "Ana", "11", "Decidim::Proposals::Proposal", "https://d.example/p/11"}, {"2", "2022", "Why?", "en", "5", "Ben", "1", "Decidim::Comments::Comment", "https://d.example/p/11"}}, notesOf},
	{"CONSUL", model.FormatConsul, [][]string{{"ID", "Título", "Apoyos", "Admin", "Evaluador", "Partida", "Autor"}, {"9", "A bridge", "1,200", "Eva", "", "Centre", "ana"}}, notesOf},
	{"Talk to the City", model.FormatTalkToTheCity, [][]string{{"id", "comment", "interview"}, {"1", "Cats", "Ana"}, {"2", "", "Ben"}}, notesOf},
	{"statements", model.FormatStatementsTable, [][]string{{"Statement", "Number of votes", "Agreed", "Disagreed", "Passed"},
		{"Narrower focus", "24", "62%", "20%", "16%"}, {"Wider focus", "some", "1", "2", "3"}}, func(c model.Content) int { return len(c.Statements) }},
	{"tags", model.FormatTagsTable, [][]string{{"Cluster", "Tag", "Mentions"}, {"Role", "Narrower focus", "12"}, {"Role", "Wider", "x"}, {"Total", "", "12"}}, func(c model.Content) int { return len(c.Tags) }},
	{"participation", model.FormatParticipation, [][]string{{"channel", "measure", "dimension", "group", "value"}, {"poll", "voters", "region", "Africa", "12"}, {"poll", "voters", "region", "Asia", "x"}},
		func(c model.Content) int { return len(c.Heard) }},
	{"targets", model.FormatTargets, [][]string{{"dimension", "group", "population share"}, {"region", "Africa", "17.5 %"}, {"region", "Asia", "x"}}, func(c model.Content) int { return len(c.Targets) }},
	{"claims", model.FormatClaims, [][]string{{"claim", "about", "figure", "relation", "value"}, {"45 votes", "poll", "votes", "=", "45"}}, func(c model.Content) int { return len(c.Claims) }},
	{"votes by group", model.FormatJigsawVotes, [][]string{{"comment-id", "comment_text", "A-agree-count", "A-disagree-count", "A-pass-count"}, {"1", "b", "2", "1", "0"}, {"2", "c", "x", "1", "0"}},
		func(c model.Content) int { return len(c.Statements) }},
	{"topics", model.FormatJigsawTopics, [][]string{{"participant_id", "survey_text", "quote", "topic", "opinion"}, {"1", "b c", "b", "d", "e"}}, notesOf},
	{"Taguette highlights", model.FormatTaguetteTable, [][]string{{"id", "document", "tag", "content"}, {"7", "Meeting A", "Skills", "more"}}, func(c model.Content) int { return len(c.Excerpts) }},
	{"Dovetail notes", model.FormatDovetailTable, [][]string{{"Title", "Description", "Sector"}, {"Meeting A", "They want more", "NGO"}}, notesOf},
	{"a register", model.FormatNotes, [][]string{{"Date", "Place", "Participants", "Summary"}, {"2022-05-03", "Lima", "12", "They want more"}}, notesOf},
}

func notesOf(c model.Content) int { return len(c.Notes) }

// lookBook recognises a file with all of its bytes.
func lookBook(name, content string) (Kind, *model.Problem) {
	return Recognise(Look{Name: name, Head: []byte(content)[:min(len(content), HeadBytes)], File: strings.NewReader(content), Size: int64(len(content))})
}

// TestBooks reads the same cells from CSV and from XLSX: the records are the
// same, and what cannot be used is named by its sheet and its row or cell.
func TestBooks(t *testing.T) {
	for _, test := range bookRows {
		t.Run(test.name, func(t *testing.T) {
			var b bytes.Buffer
			if err := csv.NewWriter(&b).WriteAll(test.rows); err != nil {
				t.Fatal(err)
			}
			records := func(name, content string) (string, model.Content) {
				if k, p := lookBook(name, content); k.Format != test.format {
					t.Fatalf("%s: got %q (%v), want %q", name, k.Format, p, test.format)
				}
				c := must(t, test.format, map[string]string{name: content})
				if test.what(c) == 0 {
					t.Fatalf("%s: nothing was read", name)
				}
				records := c
				records.Snapshot = model.Snapshot{}
				j, err := json.MarshalIndent(records, "", " ")
				if err != nil {
					t.Fatal(err)
				}
				return strings.ReplaceAll(string(j), name, "FILE"), c
			}
			text, fromText := records("t.csv", b.String())
			book, fromBook := records("t.xlsx", xlsx(t, "Answers", test.rows))
			if !sameButLines(text, book) {
				t.Errorf("got from XLSX\n%s\nwant as from CSV\n%s", book, text)
			}
			f, g := fromText.Snapshot, fromBook.Snapshot
			if f.Files[0].RowsRead != g.Files[0].RowsRead || f.Files[0].RowsSkipped != g.Files[0].RowsSkipped || len(f.Problems) != len(g.Problems) {
				t.Errorf("got %d read, %d not used, %d problems from XLSX; %d, %d, %d from CSV", g.Files[0].RowsRead, g.Files[0].RowsSkipped, len(g.Problems), f.Files[0].RowsRead, f.Files[0].RowsSkipped, len(f.Problems))
			}
			for _, p := range g.Problems {
				if p.Kind == model.ProblemUnreadableRow && !strings.Contains(p.Say, "of the sheet “Answers” of t.xlsx") {
					t.Errorf("got %q, want the sheet named", p.Say)
				}
			}
		})
	}
}

// sameButLines compares records without their lines: a cell of two lines is two
// lines of a CSV and one row of a sheet.
func sameButLines(a, b string) bool {
	clean := func(s string) string {
		var keep []string
		for line := range strings.Lines(s) {
			if !strings.HasPrefix(strings.TrimSpace(line), `"line":`) {
				keep = append(keep, line)
			}
		}
		return strings.Join(keep, "")
	}
	return clean(a) == clean(b)
}

func TestBookNamesCells(t *testing.T) {
	c := must(t, model.FormatParticipation, map[string]string{"who.xlsx": xlsx(t, "Notes", [][]string{{"Made by the secretariat"}}, "Who",
		[][]string{{"Who took part"}, {}, {"channel", "measure", "dimension", "group", "value"}, {"poll", "voters", "region", "Asia", "x"}, {"poll", "voters", "region", "Africa", "12"}})})
	if len(c.Heard) != 1 || c.Heard[0].Line != 5 {
		t.Errorf("got %+v", c.Heard)
	}
	said := c.Snapshot.Problems
	for i, want := range []string{"who.xlsx has sheets that were not read: “Notes”.", "Row 4 of the sheet “Who” of who.xlsx was not used: \"x\" (cell E4) is not a number."} {
		if len(said) != 2 || said[i].Say != want {
			t.Fatalf("got %+v, want %q", said, want)
		}
	}
}

// TestBookOfChapters reads comments that lie on a sheet for each chapter.
func TestBookOfChapters(t *testing.T) {
	head := []string{"id", "comment", "paragraph", "reply to"}
	c := must(t, model.FormatComments, map[string]string{"c.xlsx": xlsx(t,
		"Legend", [][]string{{"text"}, {"How to comment"}},
		"One", [][]string{head, {"1", "Too long", "1"}, {"2", "No", "1", "1"}},
		"Two", [][]string{head, {"1", "Too short", "9"}, {"2", "No", "1", "1"}, {"3", "Why?", "9", "1"}})})
	var got []string
	for _, n := range c.Notes {
		got = append(got, n.ID+"|"+n.Text+"|"+n.ReplyTo+"|"+n.Attributes["sheet"])
	}
	sameLines(t, got, []string{"1|Too long||One", "2|No|1|One", "1 (Two)|Too short||Two", "3|Why?|1 (Two)|Two"})
	says(t, c, "assumed:0", "unreadable-row:3", "left-out:0")
}

// TestBookOfSeveralTables does not add up two tables of the same figures.
func TestBookOfSeveralTables(t *testing.T) {
	rows := bookRows[5].rows
	s := shelf{t.TempDir()}
	_, err := Snapshot(t.Context(), s.snapshot(t, model.FormatStatementsTable, map[string]string{"s.xlsx": xlsx(t, "May", rows, "June", rows)}), s.open)
	if p := model.AsProblem(err, ""); err == nil || p.Kind != model.ProblemNeedsMapping || !strings.Contains(p.Say, "“May”, “June”") {
		t.Errorf("got %v, want the two sheets named", err)
	}
}

// A workbook that another program made stays what it was.
func TestBooksOfOthers(t *testing.T) {
	for _, test := range []struct {
		name, content string
		want          model.Format
	}{
		{"Go Vocal", xlsx(t, "inputs", [][]string{{"id", "title", "description", "author_id", "created_at", "likes", "dislikes"}, {"1", "A", "b", "2", "05/01/2022 10:00:00", "3", "1"}}), model.FormatGoVocal},
		{"Google Forms", xlsx(t, "Form Responses 1", [][]string{{"Timestamp", "Which paragraph? [comment]"}, {"2022/05/01 10:00:00 AM GMT+2", "a"}}), model.FormatGoogleForms},
		{"Mentimeter", xlsx(t, "Voters", [][]string{{"Date", "Session", "Voter", "A: b", "A: c"}, {"2022-05-01", "1", "1", "3", "4"}}), model.FormatMentimeter},
		{"KoboToolbox", xlsx(t, "k", [][]string{{"start", "end", "text", "_id", "_uuid", "_submission_time", "_index"}, {"2022-05-01", "2022-05-01", "a b", "1", "u", "2022-05-01", "1"}}), model.FormatKobo},
		{"none of these", xlsx(t, "k", [][]string{{"Name", "Text"}, {"Ana", "b"}}), ""},
	} {
		if k, p := lookBook(test.name+".xlsx", test.content); k.Format != test.want {
			t.Errorf("%s: got %q (%v), want %q", test.name, k.Format, p, test.want)
		}
	}
}

func FuzzBooks(f *testing.F) {
	for _, test := range bookRows {
		f.Add(string(test.format), test.rows[0][0], test.rows[0][1], test.rows[1][0], test.rows[1][1])
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, format, a, b, c, d string) {
		for _, test := range bookRows {
			if string(test.format) != format {
				continue
			}
			clean := strings.NewReplacer("<", "&lt;", "\x00", "")
			rows := [][]string{test.rows[0], {clean.Replace(a), clean.Replace(b)}, {clean.Replace(c), clean.Replace(d)}}
			book := xlsx(t, "One", rows, "Two", [][]string{{clean.Replace(a), clean.Replace(b)}, {clean.Replace(c), clean.Replace(d)}})
			s := shelf{dir}
			got, err := Snapshot(t.Context(), s.snapshot(t, test.format, map[string]string{"b.xlsx": book}), s.open)
			checkFuzzed(t, got, err)
		}
	})
}
