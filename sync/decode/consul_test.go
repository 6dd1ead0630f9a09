package decode

import (
	"encoding/json"
	"strings"
	"testing"

	"consilience/model"
)

// What CONSUL's database is called in open data, and what its administrators
// download; the heads are those of its exporters.
func TestConsulWays(t *testing.T) {
	for _, test := range []struct {
		name, file, content string
		want                string // ids, texts, answered, for and against
	}{
		{"open data", "p.csv", "\"id\";\"title\";\"description\";\"cached_votes_up\";\"created_at\";\"retired_at\"\n" +
			"\"5\";\"Trees\";\"<p>More <b>trees</b></p>\";\"15\";\"01/01/2024\";\"\"\n\"6\";\"Bins\";\"\";\"0\";\"01/01/2024\";\"\"\n",
			"5 More trees +15|6 Bins +0"},
		{"debates", "d.csv", "id,title,description,created_at,cached_votes_total,cached_votes_up,cached_votes_down,comments_count\n1,Noise,Too much,2015,12,9,3,4\n", "1 Too much +9 -3"},
		{"comments", "c.csv", "id,commentable_id,commentable_type,body,created_at,cached_votes_total,cached_votes_up,cached_votes_down,ancestry\n" +
			"10,1,Debate,Yes,2015,3,2,1,\n11,1,Debate,No,2015,0,0,0,9/10\n", "10 Yes on debate 1 +2 -1|11 No on debate 1 to 10 +0 -0"},
		{"comments in JSON", "c.json", `[{"id":1,"commentable_id":7,"commentable_type":"Proposal","body":"Yes"}]`, "1 Yes on proposal 7"},
		{"investments", "i.csv", "ID,Title,Description,Administrator,Valuator,Valuation Group,Scope of operation,Feasibility,Val. Fin.,Unfeasibility explanation,Selected,Show to valuators,Author username\n" +
			"3,Playground,<p>Build one</p>,Eva,V,-,North,Feasible,Yes,-,Yes,No,joe\n", "3 Build one"},
		{"investments in JSON", "i.json", `[{"id":3,"title":"Playground","description":"Build one"}]`, "3 Build one"},
		{"proposals with their comments", "pc.csv", "ID,Título,Autor,Resumen,Fecha de creación,Comentario ID,Comentario Autor,Comentario Contenido,Comentario Respuesta a,Comentario Fecha\n" +
			"7,Parks,a@example.org,More parks,2022,31,b@example.org,Yes please,,2022\n7,Parks,a@example.org,More parks,2022,32,c@example.org,Where?,31,2022\n8,Bins,d@example.org,More bins,2022,,,,,\n",
			"7 More parks|comment-31 Yes please to 7|comment-32 Where? to comment-31|8 More bins"},
		{"debates with their comments", "dc.csv", "ID,Title,Author,Comment ID,Comment Author,Comment Content,Comment Parent,Comment Created at\n5,Noise,ann,41,ben,Too loud,,2022\n", "5 Noise|comment-41 Too loud to 5"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := recognised(t, model.FormatConsul, test.file, test.content)
			var got []string
			for _, n := range c.Notes {
				s := n.ID + " " + n.Text
				if n.Passage != "" {
					s += " on " + n.Passage
				}
				if n.ReplyTo != "" {
					s += " to " + n.ReplyTo
				}
				if n.Supports != nil {
					s += " +" + itoa(*n.Supports)
				}
				if n.Objections != nil {
					s += " -" + itoa(*n.Objections)
				}
				got = append(got, s)
			}
			if got := strings.Join(got, "|"); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if f := c.Snapshot.Files[0]; f.RowsSkipped != 0 {
				t.Errorf("%d rows were skipped: %v", f.RowsSkipped, c.Snapshot.Problems)
			}
			if all, _ := json.Marshal(c.Notes); strings.Contains(string(all), "@example.org") {
				t.Errorf("an address was kept: %s", all)
			}
		})
	}
	c := recognised(t, model.FormatConsul, "pc.csv", "ID,Title,Author,Summary,Created at,Comment ID,Comment Author,Comment Content,Comment Parent,Comment Created at\n"+
		"7,Parks,a,More,2022,31,b,Yes,,2022\n7,Parks,a,More,2022,31,b,Yes,,2022\n7,Parks,a,More,2022,,,,,\n")
	says(t, c, "left-out:3", "unreadable-row:4")
}

// Debates, projects, meetings and results have a description; JSON nests what
// CSV joins by "/".
func TestDecidimWays(t *testing.T) {
	for _, test := range []struct{ name, file, content, text, says string }{
		{"debates", "d.csv", "id;title/en;description/en;description/ca;component/id;last_comment_by/name\n1;Noise;<p>Loud?</p>;;9;Zoe\n", "Loud?", ""},
		{"projects", "p.csv", "id,title/en,description/en,component/id,budget_amount,confirmed_votes\n1,Park,A park,9,1000,55\n", "A park", ""},
		{"meetings", "m.csv", "id;title/es;description/es;component/id;attendees\n1;Uno;Texto;9;40\n", "Texto", "assumed:0"},
		{"results", "r.csv", "id;title/es;description/es;component/id;progress\n1;Uno;Texto;9;40\n", "Texto", "assumed:0"},
		{"proposals in JSON", "p.json", `[{"id":1,"participatory_space":{"id":5},"component":{"id":8},"title":{"en":"Bikes"},"body":{"en":"<p>More</p>"},"supports":12}]`, "More", ""},
		{"comments in JSON", "c.json", `[{"id":1,"body":"Yes","locale":"en","author":{"id":4,"name":"Ana"},"alignment":1,"commentable_id":11,"commentable_type":"Decidim::Proposals::Proposal"}]`, "Yes", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := recognised(t, model.FormatDecidim, test.file, test.content)
			if n := c.Notes; len(n) != 1 || n[0].Text != test.text || n[0].Attributes["last_comment_by/name"] != "" {
				t.Errorf("got %+v, want %q", n, test.text)
			}
			if test.says != "" {
				says(t, c, test.says)
			}
		})
	}
}
