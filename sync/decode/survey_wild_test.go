package decode

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

// questionsOf lists kinds and texts of questions, with how many answered.
func questionsOf(c model.Content) string {
	var list []string
	for i, q := range c.Questions {
		list = append(list, fmt.Sprintf("%s %s %d", q.Kind, q.Text, c.Answers[i].Answered()))
	}
	return strings.Join(list, "|")
}

// Full heads in the languages of those who export; the German ones are those of
// published exports.
func TestLimeSurveyLanguages(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"German", "\"Antwort ID\";\"Datum Abgeschickt\";\"Letzte Seite\";\"Start-Sprache\";\"Zufallsstartwert\";\"IP-Adresse\";\"Medien? [Radio]\";\"Medien? [TV]\";\"Medien? [Sonstiges]\";\"Vorname\"\r\n" +
			"\"1\";\"2024-01-01 10:00:00\";\"5\";\"de\";\"77\";\"10.0.0.1\";\"Ja\";\"Nein\";\"Podcast\";\"Ann\"\r\n\"2\";\"\";\"1\";\"de\";\"78\";\"10.0.0.2\";\"Nein\";\"Ja\";\"N/A\";\"Ben\"\r\n",
			"multiple Medien? 2"},
		{"a date in a language that is not known", "Antwoord ID,Verzendmoment,Laatste pagina,Starttaal,Seed,Waarom\n1,2024-01-01 10:00:00,5,nl,7,Omdat\n", "open Waarom 1"},
		{"the id and grids alone", "Response ID,Which? [A],Which? [B],How? [C]\n1,x,y,z\n2,x,x,z\n", "choice Which? — A 2|choice Which? — B 2|choice How? — C 2"},
		{"a comment beside each option, and a box for others", "ID de la réponse,Date de soumission,Dernière page,Langue de départ,Genre [Masculin],Genre [Féminin],Genre [Autres],Sûr ? [Oui],Sûr ? [Commentaire],Sûr ? [Non],Sûr ? [Commentaire],Nom &amp; prénom\n" +
			"1,2021-01-01 10:00:00,3,fr,Oui,Non,Non,Oui,bien,Non,,Jean\n2,2021-01-01 10:00:00,3,fr,Non,Non,Oui,Non,,Oui,mal,Ada\n",
			"multiple Genre 2|choice Sûr ? — Oui 2|open Sûr ? — Oui, Commentaire 1|choice Sûr ? — Non 2|open Sûr ? — Non, Commentaire 1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := recognised(t, model.FormatLimeSurvey, "results-survey.csv", test.file)
			if got := questionsOf(c); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
	c := recognised(t, model.FormatLimeSurvey, "r.csv", "Antwort ID;Datum Abgeschickt;Letzte Seite;Start-Sprache;Frage\n1;2024-01-01 10:00:00;5;de;a\n2;;5;de;b\n")
	if c.Responses[1].Complete || !c.Responses[0].Complete || c.Responses[0].ID != "1" || c.Responses[0].Language != "de" {
		t.Errorf("got %+v", c.Responses)
	}
}

// First heads and times as forms of other languages write them.
func TestGoogleFormsLanguages(t *testing.T) {
	for head, at := range map[string]string{
		"Tidstämpel": "2023-04-12 10:11:12", "Časová značka": "12.4.2023 10:11:12", "Marca de temps": "12/04/2023 10:11:12", "Aikaleima": "12.4.2023 klo 10.11.12", "Időbélyeg": "2023.04.12. 10:11:12",
		"时间戳记": "2023/04/12 上午10:11:12", "Timestamp": "4/12/23 10:11", "Zeitstempel": "45028.4244",
	} {
		c := recognised(t, model.FormatGoogleForms, "responses.csv", head+",Why?\r\n"+at+",Because\r\n"+at+",No\r\n")
		if len(c.Responses) != 2 || len(c.Questions) != 1 || c.Responses[0].Submitted != at {
			t.Errorf("%s: got %d responses, %d questions", head, len(c.Responses), len(c.Questions))
		}
	}
	if k, p := Recognise(Look{Name: "log.csv", Head: []byte("Timestamp,Level\n1700000000,info\n1700000001,warn\n")}); k.Format == model.FormatGoogleForms {
		t.Errorf("got %+v, %v, want no form", k, p)
	}
}

// Questions with several answers as KoboToolbox exports them by each of its
// settings; numbers of a group stay numbers, and words stay words.
func TestKoboSeveral(t *testing.T) {
	for _, test := range []struct {
		name, heads string
		rows        []string
		want        string
	}{
		{"columns alone", "Which?/Water;Which?/Health;Age", []string{"1;0;30", "0;1;40", "1;1;50", "0;0;60"}, "multiple Which? 3|number Age 4"},
		{"names with the group", "grp/which/water;grp/which/health;grp/age", []string{"1;0;30", "0;1;40", "1;1;50"}, "multiple which 3|number age 3"},
		{"a summary of names", "grp/which;age", []string{"water health;30", "water;40", "health school;50", "school;60", "water health school;70"}, "multiple which 5|number age 5"},
		{"numbers in a group", "home/cars;home/bikes", []string{"1;0", "0;1", "2;1"}, "scale cars 3|scale bikes 3"},
		{"words", "why;age", []string{"because of water;30", "it is good;40"}, "open why 2|number age 2"},
		{"labels", "How good is it?", []string{"very good", "good", "bad", "very bad", "good", "bad", "good", "bad"}, "choice How good is it? 8"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := test.heads + ";_uuid;_submission_time\n"
			for i, row := range test.rows {
				file += row + ";u" + itoa(i) + ";2024-01-01\n"
			}
			c := recognised(t, model.FormatKobo, "export.csv", file)
			if got := questionsOf(c); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}
