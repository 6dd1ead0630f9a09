package decode

import (
	"flag"
	"fmt"
	"os"
	"path"
	"strings"
	"testing"

	"consilience/model"
)

// told writes a survey's content down, one line a question and a response, for
// comparing.
func told(c model.Content) string {
	var b strings.Builder
	for i, q := range c.Questions {
		a := c.Answers[i]
		fmt.Fprintf(&b, "%s %s", q.Kind, q.ID)
		if q.Part != "" {
			fmt.Fprintf(&b, " (%s / %s)", q.Block, q.Part)
		}
		if q.Attribute != "" {
			b.WriteString(" @" + q.Attribute)
		}
		if len(q.Options) > 0 {
			fmt.Fprintf(&b, " {%s}", strings.Join(q.Options, "|"))
			if q.Written > 0 {
				fmt.Fprintf(&b, "+%d", q.Written)
			}
		}
		if q.Low != nil {
			fmt.Fprintf(&b, " %g–%g", *q.Low, *q.High)
		}
		b.WriteString(":")
		for k, r := range a.Responses {
			switch {
			case a.Chosen != nil:
				fmt.Fprintf(&b, " %d=%s", r, q.Options[a.Chosen[k]])
			case a.Values != nil:
				fmt.Fprintf(&b, " %d=%g", r, a.Values[k])
			default:
				fmt.Fprintf(&b, " %d=%q", r, a.Texts[k])
			}
		}
		b.WriteByte('\n')
	}
	for _, r := range c.Responses {
		fmt.Fprintf(&b, "#%s", r.ID)
		for _, s := range []string{r.Session, r.Submitted, r.Language} {
			if s != "" {
				b.WriteString(" " + s)
			}
		}
		if !r.Complete {
			b.WriteString(" incomplete")
		}
		for _, d := range dimensions {
			if v := r.Attributes[d.name]; v != "" {
				b.WriteString(" " + d.name + "=" + v)
			}
		}
		fmt.Fprintf(&b, " line %d\n", r.Line)
	}
	for _, n := range c.Notes {
		fmt.Fprintf(&b, "note %s %q %q %s %s", n.ID, n.Title, n.Text, n.Date, n.Address)
		if n.Supports != nil && n.Objections != nil {
			fmt.Fprintf(&b, " +%d −%d", *n.Supports, *n.Objections)
		}
		fmt.Fprintf(&b, " %v line %d\n", n.Attributes, n.Line)
	}
	for _, p := range c.Snapshot.Problems {
		fmt.Fprintf(&b, "! %s %d: %s\n", p.Kind, p.Line, p.Say)
	}
	return b.String()
}

var update = flag.Bool("update", false, "write the expected files anew")

// tells fails unless a survey's content is as testdata/survey says.
func tells(t *testing.T, c model.Content, name string) {
	t.Helper()
	file, got := "testdata/survey/"+name+".txt", told(c)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || got != string(want) {
		t.Errorf("got, %v:\n%s\nwant:\n%s", err, got, want)
	}
}

// counts fails unless a sample gives these numbers: kinds of questions with
// their answered responses, responses, incomplete ones, and rows not used.
func counts(t *testing.T, c model.Content, want string) {
	t.Helper()
	var parts []string
	for i, q := range c.Questions {
		parts = append(parts, fmt.Sprintf("%s %d/%d", q.Kind, c.Answers[i].Answered(), len(c.Answers[i].Responses)))
	}
	incomplete, skipped := 0, 0
	for _, r := range c.Responses {
		if !r.Complete {
			incomplete++
		}
	}
	for _, f := range c.Snapshot.Files {
		skipped += f.RowsSkipped
	}
	got := fmt.Sprintf("%s; %d responses, %d incomplete, %d not used", strings.Join(parts, ", "), len(c.Responses), incomplete, skipped)
	if len(c.Notes) > 0 {
		got += fmt.Sprintf(", %d notes", len(c.Notes))
	}
	if got != want {
		t.Errorf("got %s\nwant %s\n%s", got, want, told(c))
	}
}

func TestSurveySamples(t *testing.T) {
	for _, s := range []struct {
		name, file string
		format     model.Format
		want       string
	}{
		{"Google Forms", "google-forms/synthetic-responses.csv", model.FormatGoogleForms,
			"choice 2/2, multiple 2/4, choice 2/2, choice 2/2, open 2/2, open 1/1, open 1/1; 2 responses, 0 incomplete, 0 not used"},
		{"LimeSurvey", "limesurvey/synthetic-code-answers-short.csv", model.FormatLimeSurvey,
			"choice 2/2, choice 2/2, choice 1/1, choice 2/2, open 1/1; 2 responses, 1 incomplete, 0 not used"},
		{"Kobo, names", "kobo/grouped_repeatable.names.csv", model.FormatKobo, "open 6/6; 6 responses, 0 incomplete, 0 not used"},
		{"Kobo, translated", "kobo/grouped_translated.labels.csv", model.FormatKobo, "multiple 2/4, scale 2/2, open 3/3, choice 2/2; 3 responses, 0 incomplete, 0 not used"},
		{"Kobo, repeats", "kobo/grouped_repeatable.labels.xlsx", model.FormatKobo, "open 6/6; 6 responses, 0 incomplete, 0 not used"},
		{"Go Vocal", "govocal/synthetic-input-export.xlsx", model.FormatGoVocal, "; 0 responses, 0 incomplete, 0 not used, 2 notes"},
		{"Mentimeter", "mentimeter/synthetic-voters-export.xlsx", model.FormatMentimeter,
			"choice 4/4, scale 3/3, scale 3/3, ranking 3/3, ranking 2/2, ranking 1/1, open 3/4, words 3/6, points 3/3, points 3/3, points 3/3; 4 responses, 0 incomplete, 0 not used"},
		{"Mentimeter, CSV", "mentimeter/ssi-survey-responses.csv", model.FormatMentimeter,
			"choice 5/5, scale 5/5, scale 5/5, scale 5/5, scale 4/4, choice 5/5, ranking 5/5, ranking 5/5, ranking 5/5, ranking 5/5, ranking 5/5, choice 5/5, open 5/10, open 2/3, choice 5/5, choice 5/5, choice 5/5, open 5/8, choice 3/3, open 5/9; 5 responses, 0 incomplete, 0 not used"},
	} {
		t.Run(s.name, func(t *testing.T) {
			content := samples(t, s.file)
			kind, problem := Recognise(Look{Name: s.file, Head: []byte(content[:min(len(content), headBytes)]), File: strings.NewReader(content), Size: int64(len(content))})
			if problem != nil || kind.Format != s.format {
				t.Fatalf("recognised as %v, %v; want %s", kind, problem, s.format)
			}
			counts(t, must(t, s.format, map[string]string{path.Base(s.file): content}), s.want)
		})
	}
}

func TestGoogleForms(t *testing.T) {
	var b strings.Builder
	b.WriteString("Horodateur,Votre secteur,Which areas? (select all that apply),Pick a tool,Nom\n")
	for i, areas := range []string{"Climate, Justice, peace and security", "Climate", "Justice, peace and security, Water", "Climate, Justice, peace and security, Water"} {
		fmt.Fprintf(&b, "14/09/2022 10:0%d:00,%s,\"%s\",\"%s\",A. Person\n", i, []string{"ONG", "État"}[i%2], areas, []string{"Yes, always", "No, never"}[i/2])
	}
	b.WriteString("14/09/2022 11:00:00,ONG\n14/09/2022 11:00:00,ONG,,,,surplus\n")
	tells(t, must(t, model.FormatGoogleForms, map[string]string{"r.csv": b.String()}), "google-forms")
}

func TestLime(t *testing.T) {
	file := "\ufeff\"id. Response ID\";\"submitdate. Date submitted\";\"lastpage. Last page\";\"startlanguage. Start language\";\"ipaddr. IP address\";\"G1. Your region\";\"M1[SQ001]. Pick some [Climate]\";\"M1[SQ002]. Pick some [Justice]\";\"M1[other]. Pick some [Other]\";\"A1[1]. Agree? [Plans]\";\"A1[2]. Agree? [Norms]\";\"Q1. Why\";\"Q1comment\";\"U1. File\";\"U1[filecount]. filecount - File\";\"interviewtime. Total time\"\r\n" +
		"\"7\";\"2022-09-01 10:00:00\";\"3\";\"en\";\"1.2.3.4\";\"Europe\";\"Yes\";\"No\";\"Water\";\"5\";\"4\";\"'=SUM(1)\";\"so\\nit is\";\"[{}]\";\"1\";\"12.5\"\r\n" +
		"\"8\";\"\";\"1\";\"fr\";\"1.2.3.5\";\"Africa\";\"Yes\";\"Yes\";\"\";\"1\";\"\";\"\";\"\";\"\";\"0\";\"3\"\r\n\r\n"
	c := must(t, model.FormatLimeSurvey, map[string]string{"r.csv": file})
	tells(t, c, "limesurvey")
}

func TestKobo(t *testing.T) {
	file := xlsx(t, "Household survey with repeat...", [][]string{
		{"start", "end", "consent", "consent_other", "topics", "topics/climate", "topics/justice", "topics_other", "home", "_home_latitude", "_home_longitude", "deviceid", "_uuid", "_index", "_validation_status"},
		{"#date+start", "#date+end", "#status", "", "#subject"},
		{"2022-09-01T10:00:00", "2022-09-01T10:05:00", "yes", "", "climate justice", "1", "1", "", "1 2 0 0", "1", "2", "d1", "u-1", "1"},
		{"2022-09-01T11:00:00", "2022-09-01T11:05:00", "other", "in part", "other", "0", "0", "water", "", "", "", "d2", "u-2", "2", "Not approved"},
	}, "members", [][]string{
		{"members/role", "members/age", "_index", "_parent_table_name", "_parent_index"},
		{"head", "50", "1", "Household survey with repeatable groups", "2"},
		{"child", "8", "2", "Household survey with repeatable groups", "1"},
		{"child", "9", "3", "Household survey with repeatable groups", "2"},
		{"child", "9", "4", "Household survey with repeatable groups", "7"},
	}, "books", [][]string{
		{"members/books/title", "_parent_table_name", "_parent_index"},
		{"Dune", "members", "2"},
	})
	tells(t, must(t, model.FormatKobo, map[string]string{"k.xlsx": file}), "kobo")
}

func TestMentimeter(t *testing.T) {
	blank := []string{}
	file := xlsx(t, "Session 1", [][]string{
		{"Question 1"}, {"Date", "2026-03-01"}, {"x", "y"}, {"Type", "Multiple choice"}, {"Question", "Pick:"}, {"Respondents", "2"}, blank, {"Choices"}, {"Plans, laws"}, {"Norms"}, blank,
		{"Question 2"}, {"Date", "2026-03-01"}, {"x", "y"}, {"Type", "2x2 grid"}, {"Question", "Place"}, {"Respondents", "2"}, blank, {"Items"}, {"Cost"}, blank,
		{"Question 3"}, {"Date", "2026-03-01"}, {"x", "y"}, {"Type", "Quiz"}, {"Question", "Quiz"}, {"Respondents", "2"},
		{"Question 4"}, {"Date", "2026-03-01"}, {"x", "y"}, {"Type", "Hologram"}, {"Question", "Wave"}, {"Respondents", "2"},
	}, "Voters", [][]string{
		{"Note: there are more sheets in this document"}, {"Each session is found on its own sheet below."},
		{"Date (UTC)", "Session", "Voter", "Pick:", "Place: Cost - x", "Place: Cost - y", "Quiz: Name", "Quiz: Answer", "Quiz: Score", "Wave", "Thanks:"},
		{"2026-03-01", "1", "1", "Plans, laws, Norms", "3", "4", "Zed", "Yes", "100", "a", "Thumbs up"},
		{"2026-03-01", "2", "1", "Norms", "", "", "", "No", "0", "a", ""},
	}, "Leaderboard", [][]string{{"a"}})
	tells(t, must(t, model.FormatMentimeter, map[string]string{"m.xlsx": file}), "mentimeter")
}

func TestGoVocal(t *testing.T) {
	file := xlsx(t, "Proyecto", [][]string{
		{"ID", "Título", "Descripción", "¿Cuánto importa?", "Nombre del autor", "Correo electrónico del autor", "ID del autor", "Publicado el", "Comentarios", "Me gusta", "No me gusta", "URL", "Estado", "Género"},
		{"a1", "'=Bancos", "Más bancos", "5", "Una Persona", "p@example.org", "u1", "09/14/2022 10:00:00", "2", "9", "1", "https://x.example/1", "propuesto", "mujer"},
		{"a2", "Luz", "", "3", "", "", "", "09/15/2022 10:00:00", "0", "0", "0", "", "", ""},
	})
	c := must(t, model.FormatGoVocal, map[string]string{"g.xlsx": file})
	tells(t, c, "go-vocal")
}

// Heads that ask who the person is are known in English, Spanish and French,
// as questions and as bare words; those that ask for an opinion are none.
func TestAttributeOfHeads(t *testing.T) {
	for head, want := range map[string]string{
		"Sector": "sector", "3. Which sector do you work in?": "sector", "¿A qué sector pertenece?": "sector", "Tipo de actor": "sector", "Dans quel secteur travaillez-vous ?": "sector",
		"¿En qué región trabaja?": "region", "Région du monde": "region", "Dans quelle région vivez-vous ?": "region", "Región": "region",
		"¿En qué país vive?": "country", "Pays de résidence": "country", "Country of residence": "country",
		"Género con el que se identifica": "gender", "Votre genre": "gender", "Gender identity": "gender",
		"Rango etario": "age", "Tranche d'âge": "age", "How old are you?": "age",
		"Ámbito de gobierno": "level", "Échelon de gouvernement": "level",
		"¿Qué debe hacer su región?": "", "Which region should OGP focus on?": "", "Quel secteur devrait être prioritaire selon vous ?": "", "Comments": "",
	} {
		if got := attributeOf(head); got != want {
			t.Errorf("%q: got %q, want %q", head, got, want)
		}
	}
}
