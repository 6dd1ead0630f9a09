package decode

import (
	"encoding/json"
	"strings"
	"testing"

	"consilience/model"
)

// The heads are those of Go Vocal's exporters, with and without the columns
// that only administrators see.
func TestGoVocalWays(t *testing.T) {
	for _, test := range []struct {
		name             string
		rows             [][]string
		format           model.Format
		notes, responses int
	}{
		{"inputs without authors", [][]string{{"ID", "Title", "Description", "Latitude", "Longitude", "Proposed Budget", "Submitted at", "Published at", "Comments", "Likes", "Dislikes", "URL", "Project", "Status"},
			{"a", "Trees", "More", "1", "2", "1000", "05/01/2022 10:00:00", "05/01/2022 10:00:00", "1", "2", "0", "https://e.example/1", "P", "proposed"}}, model.FormatGoVocal, 1, 0},
		{"inputs in German", [][]string{{"ID", "Titel", "Beschreibung", "Name des Autors / der Autorin", "E-Mail-Adresse des Autors / der Autorin", "ID des Autors / der Autorin", "Eingereicht am", "Kommentare", "Likes", "Dislikes", "URL", "Projekt", "Status"},
			{"a", "Bäume", "Mehr", "Ann", "ann@example.org", "u1", "05/01/2022 10:00:00", "1", "2", "0", "https://e.example/1", "P", "neu"}}, model.FormatGoVocal, 1, 0},
		{"survey without authors", [][]string{{"ID", "Your pets?", "Submitted at", "Project"}, {"a", "Cat;Dog", "05/01/2022 10:00:00", "P"}, {"b", "Cat", "05/01/2022 10:00:00", "P"}}, model.FormatGoVocal, 0, 2},
		{"survey with authors", [][]string{{"ID", "Your pets?", "Nom de l'auteur", "E-mail de l'auteur", "ID de l'auteur", "Soumis le", "Projet"}, {"a", "Cat", "Ann", "ann@example.org", "u1", "05/01/2022 10:00:00", "P"}}, model.FormatGoVocal, 0, 1},
		{"ideas of older sites", [][]string{{"id", "title", "body", "author_name", "proposed_budget", "publication_status", "published_at", "upvotes_count", "downvotes_count", "baskets_count", "url", "project", "topics", "areas", "status", "comments_count", "attachments_count", "attachmens"},
			{"a", "Trees", "More", "Ann", "", "published", "2022-01-01", "5", "2", "0", "https://e.example/1", "P", "a", "", "new", "3", "0", ""}}, model.FormatGoVocal, 1, 0},
		{"comments", [][]string{{"id", "input", "input_id", "comment", "likes_count", "author_name", "author_email", "author_id", "created_at", "parent_comment_id", "project"},
			{"c1", "Trees", "a", "Yes", "2", "Ben", "ben@example.org", "u2", "2022-01-01", "", "P"}, {"c2", "Trees", "a", "No", "0", "Cy", "cy@example.org", "u3", "2022-01-01", "c1", "P"}}, model.FormatComments, 2, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := xlsx(t, "Ideas", test.rows)
			if k, p := lookBook("g.xlsx", file); k.Format != test.format {
				t.Fatalf("got %q (%v), want %q", k.Format, p, test.format)
			}
			c := must(t, test.format, map[string]string{"g.xlsx": file})
			if len(c.Notes) != test.notes || len(c.Responses) != test.responses {
				t.Errorf("got %d notes and %d responses, want %d and %d", len(c.Notes), len(c.Responses), test.notes, test.responses)
			}
			if all, _ := json.Marshal(c); strings.Contains(string(all), "@example.org") {
				t.Errorf("an address was kept: %s", all)
			}
			if test.name == "comments" && (*c.Notes[0].Supports != 2 || c.Notes[1].ReplyTo != "c1" || c.Notes[0].Passage != "Trees" || c.Notes[0].Author != "Ben") {
				t.Errorf("got %+v", c.Notes)
			}
		})
	}
}

// Older workbooks have the comments on the inputs in a sheet of their own.
func TestGoVocalComments(t *testing.T) {
	inputs := [][]string{{"ID", "Title", "Description", "Author ID", "Submitted at", "Likes", "Project", "Status"}, {"1", "Park", "More trees", "u1", "03/04/2024 10:00:00", "4", "P", "proposed"}}
	comments := [][]string{{"ID", "Input", "Input ID", "Comment", "Likes", "Author name", "Created at", "Parent comment ID"},
		{"1", "Park", "1", "Yes please", "2", "Cleo", "03/05/2024 10:00:00", ""}, {"2", "Park", "1", "No", "0", "Ada", "03/05/2024 11:00:00", "1"}, {"3", "Park", "1", "", "0", "", "", ""}}
	other := [][]string{{"a", "b"}, {"1", "2"}}
	c := must(t, model.FormatGoVocal, map[string]string{"ideas.xlsx": xlsx(t, "Ideas", inputs, "Comments", comments, "More", other)})
	if len(c.Notes) != 3 {
		t.Fatalf("got %d notes: %+v", len(c.Notes), c.Notes)
	}
	on, answer := c.Notes[1], c.Notes[2]
	if on.ID != "1 (Comments)" || on.ReplyTo != "1" || on.Passage != "Park" || on.Text != "Yes please" || answer.ReplyTo != "1 (Comments)" {
		t.Errorf("got %+v\nand %+v", on, answer)
	}
	if f := c.Snapshot.Files[0]; f.RowsRead != 3 || f.RowsSkipped != 1 {
		t.Errorf("read %d rows and skipped %d", f.RowsRead, f.RowsSkipped)
	}
	if on.Author != "" || answer.Author != "" {
		t.Errorf("names are kept: %q, %q", on.Author, answer.Author)
	}
	says(t, c, "personal-columns:0", "unreadable-row:4", "personal-columns:0", "left-out:0")
}

// The data dictionary names the columns below a title, in any encoding.
func TestColumnsBelowATitle(t *testing.T) {
	for _, how := range resaved {
		text := how.save([][]string{{"id", "comment", "votes"}, {"1", "é, x", "3"}, {"2", "y", "4"}})
		var got []string
		for _, c := range Columns(Look{Name: "x.csv", Head: []byte(text)}, model.FormatComments) {
			if c.Head != "" {
				got = append(got, c.Head+" "+c.Type)
			}
		}
		if want := "id integer|comment string|votes integer"; strings.Join(got, "|") != want {
			t.Errorf("%s: got %v, want %s", how.name, got, want)
		}
	}
}
