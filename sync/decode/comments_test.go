package decode

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"consilience/model"
)

// recognised reads a file as what it is recognised as.
func recognised(t testing.TB, want model.Format, name, content string) model.Content {
	t.Helper()
	k, p := Recognise(Look{Name: name, Head: []byte(content)})
	if k.Format != want {
		t.Fatalf("%s: got %q (%v), want %q", name, k.Format, p, want)
	}
	return must(t, want, map[string]string{name: content})
}

func TestComments(t *testing.T) {
	c := recognised(t, model.FormatComments, "on-the-draft.csv", "Paragraph,Comment,Author,Reply,Sector\n"+
		"12,Too long,Ana,We shortened it,NGO\n12,No,me@example.org,,\n,,,,\n13,,Ben,,\n")
	want := []model.Note{
		{Source: "here", ID: "1", Text: "Too long", Language: "en", Author: "Ana", Passage: "12", Attributes: map[string]string{"Sector": "NGO"}, File: "on-the-draft.csv", Line: 2},
		{Source: "here", ID: "1-reply", Text: "We shortened it", Language: "en", Passage: "12", ReplyTo: "1", File: "on-the-draft.csv", Line: 2},
		{Source: "here", ID: "2", Text: "No", Language: "en", Passage: "12", File: "on-the-draft.csv", Line: 3},
	}
	if !reflect.DeepEqual(c.Notes, want) {
		t.Errorf("got %+v\nwant %+v", c.Notes, want)
	}
	says(t, c, "unreadable-row:4", "unreadable-row:5", "left-out:3")
	c = recognised(t, model.FormatComments, "c.csv", "id;text;in reply to;reply\n1;One;;\n2;Two;1;\n3;Three;;2\n")
	if len(c.Notes) != 3 || c.Notes[1].ReplyTo != "1" || c.Notes[2].ReplyTo != "2" {
		t.Errorf("got %+v, want the second to answer the first and the third the second", c.Notes)
	}
}

func TestDecidimComments(t *testing.T) {
	c := recognised(t, model.FormatDecidim, "comments.csv", "id;created_at;body;locale;author/id;author/name;alignment;commentable_id;commentable_type;root_commentable_url\n"+
		"1;2022;\"<p>Yes &amp; no</p>\";es;4;Ana;1;11;Decidim::Proposals::Proposal;https://d.example/p/11\n2;2022;Why?;en;5;Ben;0;1;Decidim::Comments::Comment;https://d.example/p/11\n")
	if n := c.Notes; len(n) != 2 || n[0].Text != "Yes & no" || n[0].Language != "es" || n[0].ReplyTo != "" || n[0].Passage != "https://d.example/p/11" || n[1].ReplyTo != "1" || n[0].Attributes["author/id"] != "" {
		t.Errorf("got %+v", n)
	}
}

func TestDecidimLanguages(t *testing.T) {
	c := recognised(t, model.FormatDecidim, "p.csv", "id;participatory_space/id;title/ca;title/es;body/ca;body/machine_translations/es;body/en;supports;endorsements/total_count\n"+
		"1;5;Títol;Título;Cos;Cuerpo;;17;2\n2;5;;;;Solo;Own;;2\n")
	n := c.Notes
	if n[0].Text != "Cos" || n[0].Language != "ca" || n[0].Title != "Títol" || n[0].Translations["es-t-und"] != "Cuerpo" || n[0].Attributes["title/es"] != "Título" || *n[0].Supports != 17 || n[0].Attributes["likes"] != "2" {
		t.Errorf("got %+v", n[0])
	}
	if n[1].Text != "Own" || n[1].Language != "en" || n[1].Translations["es-t-und"] != "Solo" || *n[1].Supports != 2 {
		t.Errorf("got %+v, want the text that no machine made", n[1])
	}
}

func TestConsulInvestments(t *testing.T) {
	c := recognised(t, model.FormatConsul, "i.csv", "ID,Título,Apoyos,Admin,Evaluador,Partida,Autor\n9,A bridge,1200,Eva,,Centre,ana\n")
	if n := c.Notes[0]; n.Text != "A bridge" || *n.Supports != 1200 || n.Place != "Centre" || n.Author != "ana" || n.Attributes != nil {
		t.Errorf("got %+v", n)
	}
}

// Counts are rows of the files, counted by hand; rows without a comment are
// skipped and said.
func TestCommentSamples(t *testing.T) {
	for _, test := range []struct {
		path          string
		format        model.Format
		read, skipped int
	}{
		{"decidim/synthetic-open-data-proposals.csv", model.FormatDecidim, 2, 0},
		{"consul/synthetic-proposals.csv", model.FormatConsul, 1, 0},
		{"talk-to-the-city/pets.csv", model.FormatTalkToTheCity, 3, 0},
		{"talk-to-the-city/speaker_pets.csv", model.FormatTalkToTheCity, 3, 0},
		{"talk-to-the-city/tiny.csv", model.FormatTalkToTheCity, 5, 0},
		{"talk-to-the-city/missing_fields_pets.csv", model.FormatTalkToTheCity, 15, 2},
		{"talk-to-the-city/test_data/test_cruxes_5.csv", model.FormatTalkToTheCity, 5, 0},
		{"talk-to-the-city/test_data/test_hard_cases_22.csv", model.FormatTalkToTheCity, 20, 2},
		{"talk-to-the-city/test_data/test_pets_3.csv", model.FormatTalkToTheCity, 3, 0},
		{"talk-to-the-city/test_data/test_scifi_10.csv", model.FormatTalkToTheCity, 10, 0},
	} {
		t.Run(test.path, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join(shared(t, "samples"), filepath.FromSlash(test.path)))
			if err != nil {
				t.Fatal(err)
			}
			c := recognised(t, test.format, filepath.Base(test.path), string(b))
			f := c.Snapshot.Files[0]
			if f.RowsRead != test.read || f.RowsSkipped != test.skipped || len(c.Notes) != test.read {
				t.Errorf("got %d read, %d skipped, %d notes; want %d and %d", f.RowsRead, f.RowsSkipped, len(c.Notes), test.read, test.skipped)
			}
			for _, n := range c.Notes {
				if strings.Contains(n.Author, "@") || strings.Contains(n.Text, "<p>") {
					t.Errorf("got %+v, want no address and no markup", n)
				}
			}
		})
	}
}

func FuzzComments(f *testing.F) {
	fuzz(f, model.FormatComments, "c.csv", "id,comment,paragraph,reply\n1,a,2,b\n2,c,,1\n")
}

func FuzzDecidim(f *testing.F) {
	fuzz(f, model.FormatDecidim, "c.csv", "id;component/id;title/en;body/en;body/es;votes\n1;2;a;<p>b;c;4\n")
}

func BenchmarkComments(b *testing.B) {
	content := "id,comment,paragraph,author\n" + strings.Repeat("1,\"A comment of some length, as people write them to a ministry: it goes on and on\",12,Ana\n", 1)
	var all strings.Builder
	all.WriteString("id,comment,paragraph,author\n")
	row := strings.SplitAfter(content, "\n")[1]
	for i := range 100_000 {
		all.WriteString(itoa(i + 1))
		all.WriteString(row[1:])
	}
	s := shelf{b.TempDir()}
	snap := s.snapshot(b, model.FormatComments, map[string]string{"c.csv": all.String()})
	b.SetBytes(snap.Files[0].Bytes)
	for b.Loop() {
		if c, err := Snapshot(b.Context(), snap, s.open); err != nil || len(c.Notes) != 100_000 {
			b.Fatalf("got %d notes, %v", len(c.Notes), err)
		}
	}
}
