package view

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"

	"consilience/assets"
	"consilience/model"
	"consilience/model/desk"
)

func told(t *testing.T, lang string) *Words {
	t.Helper()
	w, err := NewWords(lang, assets.Translations())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestTold(t *testing.T) {
	for _, c := range []struct{ lang, say, want string }{
		{"en", "new tag “Plans”", "new tag “Plans”"},
		{"es", "new tag “Plans”", "nueva etiqueta «Plans»"},
		{"fr", "comment on “Fewer topics”", "commentaire sur «\u00a0Fewer topics\u00a0»"},
		{"fr", "57 of 74 votes agree and 12 disagree, both at least 20\u00a0%.", "57 votes sur 74 sont d’accord et 12 pas d’accord, les deux au moins 20\u00a0%."},
		{"es", "Words of a publisher: nothing else.", "Words of a publisher: nothing else."},
	} {
		if got := told(t, c.lang).Told(c.say); got != c.want {
			t.Errorf("%s: %q is told as %q, want %q", c.lang, c.say, got, c.want)
		}
	}
}

// TestUndoIsTranslated checks that all that Undo can say is in the catalogues.
func TestUndoIsTranslated(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../../model/desk/undo.go", nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var formats []string
	ast.Inspect(file, func(n ast.Node) bool {
		if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
			if s, err := strconv.Unquote(l.Value); err == nil && strings.HasSuffix(s, " “%s”") && !strings.HasPrefix(s, "%") {
				formats = append(formats, s)
			}
		}
		return true
	})
	if len(formats) < 30 {
		t.Fatalf("found %d, want all that Undo can say", len(formats))
	}
	for _, lang := range Languages[1:] {
		known := problemWords(t, lang)
		for _, s := range formats {
			if known[s] == "" {
				t.Errorf("%s.json has no translation of %q", lang, s)
			}
		}
	}
}

// problemWords is the catalogue of what readers of files and the desk say.
func problemWords(t *testing.T, lang string) map[string]string {
	t.Helper()
	raw, err := fs.ReadFile(assets.Translations(), "problems/"+lang+".json")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]string{}
	if err := json.Unmarshal(raw, &known); err != nil {
		t.Fatalf("problems/%s.json: %v", lang, err)
	}
	for english, said := range known {
		got, want := formatVerbs(said), formatVerbs(english)
		if !slices.Equal(got, want) {
			t.Errorf("problems/%s.json: %q sets in %v, want %v as in %q", lang, said, got, want, english)
		}
	}
	return known
}

// formatVerbs are the verbs of a sentence, in any order.
func formatVerbs(s string) []string {
	var list []string
	for _, v := range verb.FindAllString(s, -1) {
		list = append(list, "%"+v[len(v)-1:])
	}
	slices.Sort(list)
	return list
}

// TestWhyIsTold: why a statement reads as it does is in the person's language,
// on its page and among a theme's evidence.
func TestWhyIsTold(t *testing.T) {
	st := desk.State{}
	st.Statements = []desk.Statement{{
		Statement: model.Statement{Source: "poll", ID: "1", Text: "x"},
		Item: model.ItemReading{Item: "poll:1", Reading: model.Supports, Firm: true,
			Why: "33 of 41 votes agree, at least 60\u00a0%; the lower bound among the 33 who took a side is 89.6\u00a0%, above 50\u00a0%. Firm: over all votes it is 66.0\u00a0%, above 50\u00a0% too."},
	}}
	const want = "33 votes sur 41 sont d’accord, au moins 60\u00a0%\u202f; la borne inférieure parmi les 33 qui ont pris parti est 89,6\u00a0%, au-dessus de 50\u00a0%. Ferme\u00a0: sur tous les votes elle est de 66,0\u00a0%, aussi au-dessus de 50\u00a0%."
	fr := told(t, "fr")
	page, ok := fr.Statement(st, "poll:1")
	if !ok || page.Why != want {
		t.Errorf("page: got %q, want %q", page.Why, want)
	}
	if got := fr.evidenceRow(newLookup(st), st.Statements[0].Item).Why; got != want {
		t.Errorf("evidence: got %q, want %q", got, want)
	}
}

// TestStepsOfAJob: what a job does is told, the name of what it reads is not.
func TestStepsOfAJob(t *testing.T) {
	fr := told(t, "fr")
	for what, want := range map[string]string{
		"Reading survey":         "Synchroniser\u00a0: Lecture de survey",
		"Reading wide":           "Synchroniser\u00a0: Lecture de wide",
		"Looking at my file.csv": "Synchroniser\u00a0: Examen de my file.csv",
		"Checks":                 "Synchroniser\u00a0: Vérifications",
	} {
		st := desk.State{Job: &desk.Job{Name: "Sync", Progress: model.Progress{What: what}}}
		if got := fr.Job(st).Text; got != want {
			t.Errorf("%s: got %q, want %q", what, got, want)
		}
	}
	if got := fr.Told("“Sync” is still going on."); strings.Contains(got, "still") {
		t.Errorf("got %q, want it in French", got)
	}
}

// TestStated: published figures keep their digits and get the language's mark.
func TestStated(t *testing.T) {
	for text, want := range map[string]string{"40.65": "40,65", "14.870": "14,870", "64": "64", "": "", "1.2.3": "1.2.3", "about 40.5": "about 40.5", ".5": ".5"} {
		if got := told(t, "fr").Stated(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	if got := told(t, "en").Stated("40.65"); got != "40.65" {
		t.Errorf("in English: got %q", got)
	}
}
