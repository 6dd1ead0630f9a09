package decode

import (
	"strings"
	"testing"

	"consilience/model"
)

// Heads as Decidim's serializers and locales write them (decidim-forms, v0.28 to
// v0.30).
func TestDecidimSurvey(t *testing.T) {
	for _, test := range []struct{ name, file, content, want string }{
		{"responses", "r.csv", "ID;Answered on;Ip Hash;User status;1. Why trees?;2. Which?;3. How?/By bus;3. How?/By bike/walk\n" +
			"a1;2024-01-01 10:00:00 UTC;9f;Registered;Shade;Oak, Elm;, , Often;Never, , \nb2;2024-01-01 10:01:00 UTC;8e;Unregistered;Fruit;Oak;Rarely, , ;, , Often\n" +
			"c3;2024-01-01 10:02:00 UTC;7d;Registered;More shade;Elm;, , Often;, , Often\nd4;2024-01-01 10:03:00 UTC;6c;Registered;Birds;Oak, Elm;, , Often;Never, , \n",
			"choice User status 4|open Why trees? 4|multiple Which? 4|choice How? — By bus 4|choice How? — By bike/walk 4"},
		{"in Spanish, by people's words for the status", "r.csv", "Identificador de respuesta,Respondido el,Estado del usuario,1. ¿Por qué?\na,2024-01-01,Registrado,Sombra\nb,2024-01-02,No registrado,Fruta\nc,2024-01-02,Registrado,Pájaros\nd,2024-01-02,Registrado,Más\n",
			"choice Estado del usuario 4|open ¿Por qué? 4"},
		{"as open data", "survey_user_responses.csv", "id;created_at;ip_hash;user_status;question;body\na;2024-01-01;9f;Registered;1. Why?;Shade\na;2024-01-01;9f;Registered;2. Which?;Oak, Elm\nb;2024-01-01;8e;Registered;1. Why?;Fruit\nb;2024-01-01;8e;Registered;2. Which?;Oak\n;;;;;x\n" +
			"c;2024-01-01;7d;Registered;1. Why?;Birds\nc;2024-01-01;7d;Registered;2. Which?;Elm\nd;2024-01-01;6c;Unregistered;2. Which?;Oak, Elm\n",
			"choice user_status 4|open Why? 3|multiple Which? 4"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := lookedAt(t, model.FormatDecidimSurvey, test.file, test.content)
			if got := questionsOf(c); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if len(c.Responses) != 4 || c.Responses[0].Attributes["registered"] == "" || c.Responses[0].Submitted == "" {
				t.Errorf("got %+v", c.Responses)
			}
			f := c.Snapshot.Files[0]
			if rows := strings.Count(test.content, "\n") - 1; f.RowsRead+f.RowsSkipped != rows {
				t.Errorf("read %d and skipped %d of %d rows", f.RowsRead, f.RowsSkipped, rows)
			}
		})
	}
	for _, head := range []string{"a,b,c,1. Why?\n", "id,date,status,1. Why?\n", "ID,Answered on,Ip hash,User status,1. Why?,Sector\n"} {
		if k, p := Recognise(Look{Name: "x.csv", Head: []byte(head + "1,2,3,4\n2,3,4,5\n")}); k.Format == model.FormatDecidimSurvey {
			t.Errorf("%q is taken for a survey of Decidim (%v)", head, p)
		}
	}
}

// The Sensemaker's sample of quotes says of nobody whose they are.
func TestJigsawQuotesOfNobody(t *testing.T) {
	c := lookedAt(t, model.FormatJigsawTopics, "sample_quotes.csv", "topic,opinion,comment\nTrees,More of them,We want shade\nTrees,Fewer cars,We want shade\nCars,Fewer cars,\"Cars, go\"\n")
	if got := countsOf(c); got != "2 notes 3 excerpts 3 tags" {
		t.Errorf("got %s", got)
	}
	says(t, c, "assumed:0")
	for _, other := range []string{"topic,opinion,comment,name\nA,b,c,d\n", "text,topic\nA,b\n"} {
		if k, _ := Recognise(Look{Name: "x.csv", Head: []byte(other)}); k.Format == model.FormatJigsawTopics {
			t.Errorf("%q is taken for it", other)
		}
	}
}

// What cannot come in is told apart.
func TestKnownFiles(t *testing.T) {
	for _, test := range []struct{ name, head, want string }{
		{"export.zip", "PK\x03\x04rest", "must be unpacked first"},
		{"notes.sqlite3", "SQLite format 3\x00", "no whole project of Taguette"},
		{"processes.csv", "id;title/en;slug;short_description/en;participatory_scope/en\n1;A;a;b;c\n", "processes or assemblies of a Decidim site"},
	} {
		k, p := Recognise(Look{Name: test.name, Head: []byte(test.head)})
		if p == nil || !strings.Contains(p.Say, test.want) || p.Do == "" {
			t.Errorf("%s: got %+v, %v, want %q", test.name, k, p, test.want)
		}
	}
}
