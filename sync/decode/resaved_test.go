package decode

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"consilience/model"
)

// resaved are the ways in which spreadsheets and people save a CSV again.
var resaved = []struct {
	name string
	save func(rows [][]string) string
}{
	{"semicolons", func(rows [][]string) string { return csvOf(rows, ";", "\n") }},
	{"tabs", func(rows [][]string) string { return csvOf(rows, "\t", "\r\n") }},
	{"bars", func(rows [][]string) string { return csvOf(rows, "|", "\n") }},
	{"a mark at the beginning", func(rows [][]string) string { return "\ufeff" + csvOf(rows, ",", "\r\n") }},
	{"a first line that names the separator", func(rows [][]string) string { return "sep=;\r\n" + csvOf(rows, ";", "\r\n") }},
	{"the same behind a mark", func(rows [][]string) string { return "\ufeffsep=,\r\n" + csvOf(rows, ",", "\r\n") }},
	{"a title and a blank line", func(rows [][]string) string { return "What we were told\n\n" + csvOf(rows, ",", "\n") }},
	{"a comment", func(rows [][]string) string { return "# by hand\n" + csvOf(rows, ",", "\n") }},
	{"no end of the last line", func(rows [][]string) string { return strings.TrimSuffix(csvOf(rows, ",", "\r\n"), "\r\n") }},
	{"lines that end in \\r", func(rows [][]string) string { return csvOf(rows, ",", "\r") }},
	{"empty columns at the end", func(rows [][]string) string {
		var wider [][]string
		for _, r := range rows {
			wider = append(wider, append(r[:len(r):len(r)], "", ""))
		}
		return csvOf(wider, ";", "\n")
	}},
	{"UTF-16", func(rows [][]string) string {
		b := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(csvOf(rows, "\t", "\r\n"))) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}},
}

// csvOf writes a CSV.
func csvOf(rows [][]string, comma, end string) string {
	var b strings.Builder
	for _, row := range rows {
		for i, s := range row {
			if i > 0 {
				b.WriteString(comma)
			}
			if strings.ContainsAny(s, comma+"\"\n") {
				s = `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
			}
			b.WriteString(s)
		}
		b.WriteString(end)
	}
	return b.String()
}

// TestSavedAgain saves a table of each format again as others do: it is still
// recognised and gives as many records, with no row lost.
func TestSavedAgain(t *testing.T) {
	for _, test := range []struct {
		format model.Format
		want   string
		rows   [][]string
	}{
		{model.FormatPolisExport, "2 statements", [][]string{{"timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"},
			{"1700000000000", "x", "0", "1", "1", "1", "1", "Más, árboles"}, {"1700000000001", "x", "1", "2", "0", "0", "0", "y"}}},
		{model.FormatPolisExport, "1 statements 2 votes", [][]string{{"timestamp", "datetime", "comment-id", "voter-id", "vote"}, {"1700000000000", "x", "0", "1", "1"}, {"1700000000001", "x", "0", "2", "-1"}}},
		{model.FormatGoogleForms, "2 questions 2 responses", [][]string{{"Horodateur", "Pourquoi ?\n(en bref)", "Canaux"}, {"2024/03/01 10:00:00", "Très, bon", "Mail;Radio"}, {"2024/03/01 10:05:00", "Un \"bon\" début", "Radio"}}},
		{model.FormatLimeSurvey, "2 questions 2 responses", [][]string{{"id", "submitdate", "lastpage", "startlanguage", "Q1", "Q4"}, {"1", "2024-01-01 10:00:00", "3", "fr", "A1", "été"}, {"2", "", "1", "fr", "A2", "deux"}}},
		{model.FormatKobo, "2 questions 2 responses", [][]string{{"start", "end", "sector", "note", "_id", "_index"}, {"2024-01-01T10:00:00", "2024-01-01T10:05:00", "ngo", "hé", "11", "1"}, {"2024-01-01T10:00:00", "2024-01-01T10:05:00", "gov", "ho", "12", "2"}}},
		{model.FormatMentimeter, "3 questions 2 responses", [][]string{{"Voter", "What?", "Rate: Speed", "Rate: Price"}, {"1", "Climate", "4", "5"}, {"2", "Économie", "2", "1"}}},
		{model.FormatGoVocal, "2 notes", [][]string{{"ID", "Titre", "Description", "ID de l'auteur", "Soumis le", "J'aime", "URL", "Projet", "Statut"},
			{"a1", "Parc", "Plus d'arbres", "u1", "03/04/2024 10:00:00", "1 234", "https://e/1", "P", "proposé"}, {"a2", "Vélo", "Des pistes", "u2", "03/04/2024 10:00:00", "10", "https://e/2", "P", "proposé"}}},
		{model.FormatDecidim, "2 notes", [][]string{{"id", "component/id", "title/en", "body/en", "votes"}, {"1", "7", "Trees", "More é", "12"}, {"2", "7", "Bikes", "Lanes", "3"}}},
		{model.FormatConsul, "2 notes", [][]string{{"ID", "Título", "Autor", "Resumen", "Fecha de creación"}, {"1", "Más", "A", "Plantar", "2024-01-01"}, {"2", "Bicis", "B", "Carriles", "2024-01-02"}}},
		{model.FormatComments, "2 notes", [][]string{{"Nr", "Paragraph", "Author", "Comment"}, {"1", "§ 3", "Ann", "Too vague, é"}, {"2", "§ 4", "Bob", "Fine"}}},
		{model.FormatTalkToTheCity, "2 notes", [][]string{{"id", "comment", "interview"}, {"1", "I like cats, é", "A"}, {"2", "Dogs", "B"}}},
		{model.FormatJigsawVotes, "2 statements", [][]string{{"comment-id", "comment_text", "Group-1-agree-count", "Group-1-disagree-count", "Group-1-pass-count"}, {"1", "Trees, é", "3", "1", "0"}, {"2", "Cars", "1", "2", "1"}}},
		{model.FormatJigsawTopics, "2 notes 2 excerpts 2 tags", [][]string{{"participant_id", "survey_text", "quote", "topic", "opinion"}, {"p1", "I like trees, é", "trees", "Env", "More"}, {"p2", "Fewer cars", "cars", "Mob", "Less"}}},
		{model.FormatTaguetteTable, "2 excerpts 2 tags", [][]string{{"id", "document", "tag", "content"}, {"1", "Doc", "a.b", "quoté, x"}, {"2", "Doc", "c", "other"}}},
		{model.FormatQualCoderCases, "", [][]string{{"case", "age", "région"}, {"Ann", "34", "Île"}, {"Bob", "21", "Nord"}}},
		{model.FormatDovetailTable, "2 notes", [][]string{{"Title", "Content", "Created at"}, {"N1", "Text é, x", "2024-01-01"}, {"N2", "Other", "2024-01-02"}}},
		{model.FormatStatementsTable, "2 statements", [][]string{{"Énoncé", "Nombre de votes", "D'accord", "Pas d'accord"}, {"Plus d'arbres", "74", "77 %", "12 %"}, {"Moins de voitures", "1 020", "50,5 %", "30,2 %"}}},
		{model.FormatTagsTable, "2 tags", [][]string{{"Cluster", "Tag", "Mentions"}, {"Role", "Narrow, é", "12"}, {"Role", "Wide", "3"}}},
		{model.FormatParticipation, "", [][]string{{"channel", "measure", "dimension", "group", "value"}, {"survey", "responses", "region", "Île", "12"}, {"survey", "responses", "region", "Nord", "13"}}},
		{model.FormatTargets, "", [][]string{{"dimension", "group", "population share"}, {"region", "Île", "40 %"}, {"region", "Nord", "60 %"}}},
	} {
		for _, how := range resaved {
			t.Run(string(test.format)+"/"+how.name, func(t *testing.T) {
				c := lookedAt(t, test.format, "table.csv", how.save(test.rows))
				if read, skipped := c.Snapshot.Files[0].RowsRead, c.Snapshot.Files[0].RowsSkipped; read != 2 || skipped != 0 {
					t.Errorf("read %d rows, skipped %d, want 2 and 0: %v", read, skipped, c.Snapshot.Problems)
				}
				if got := countsOf(c); got != test.want {
					t.Errorf("got %s, want %s", got, test.want)
				}
			})
		}
	}
}

// lookedAt recognises a file that is there as a whole, and reads it.
func lookedAt(t *testing.T, want model.Format, name, content string) model.Content {
	t.Helper()
	at := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(at, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(at)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l, err := LookAt(name, f)
	if err != nil {
		t.Fatal(err)
	}
	if k, p := Recognise(l); k.Format != want {
		t.Fatalf("got %q (%v), want %q", k.Format, p, want)
	}
	return must(t, want, map[string]string{name: content})
}

func countsOf(c model.Content) string {
	var list []string
	for _, n := range []struct {
		what string
		n    int
	}{{"statements", len(c.Statements)}, {"votes", castIn(c)}, {"questions", len(c.Questions)}, {"responses", len(c.Responses)}, {"notes", len(c.Notes)}, {"excerpts", len(c.Excerpts)}, {"tags", len(c.Tags)}} {
		if n.n > 0 {
			list = append(list, fmt.Sprintf("%d %s", n.n, n.what))
		}
	}
	return strings.Join(list, " ")
}

func castIn(c model.Content) (n int) {
	for _, column := range c.Columns {
		n += len(column.Lines)
	}
	return n
}

// A line that adds up the statements is none, and is held against them.
func TestTotalOfStatements(t *testing.T) {
	const head = "Statement,Votes,Agreed,Disagreed,Passed\nTrees,10,50,30,20\nCars,20,50,30,20\n"
	for _, test := range []struct{ name, rows, want, says string }{
		{"that adds up", "Total,30,,,\n", "2 statements", "assumed:4"},
		{"in capitals, with a colon", "TOTAL:,30,50,30,20\n", "2 statements", "assumed:4"},
		{"that does not", "Total,31,,,\n", "2 statements", "totals:4"},
		{"without votes", "Suma,,50,,\n", "2 statements", "assumed:4"},
		{"of a part", "Subtotal,30,,,\nBikes,10,40,40,20\nSubtotal,10,,,\nTotal,40,,,\n", "3 statements", "assumed:4 assumed:6 assumed:7"},
		{"a statement about it", "Total transparency,10,50,30,20\n", "3 statements", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := recognised(t, model.FormatStatementsTable, "s.csv", head+test.rows)
			if got := countsOf(c); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			says(t, c, strings.Fields(test.says)...)
			if got := c.Snapshot.Files[0].RowsRead; got != strings.Count(head+test.rows, "\n")-1 {
				t.Errorf("read %d rows", got)
			}
		})
	}
}

// A spreadsheet writes large numbers short, times among them.
func TestRoundedTimes(t *testing.T) {
	c := recognised(t, model.FormatPolisExport, "votes.csv", "timestamp;datetime;comment-id;voter-id;vote\r\n1,7E+12;x;0;1;1\r\n1,7E+12;x;0;1;-1\r\n1.69E+12;x;0;2;1\r\n1.7E+99;x;0;3;1\r\n")
	if got := c.Statements[0].Tally; got != (model.Tally{Agree: 1, Disagree: 1}) {
		t.Errorf("got %+v, want the later of two votes at one time", got)
	}
	says(t, c, "unreadable-row:5", "assumed:2", "disagreement:0")
}
