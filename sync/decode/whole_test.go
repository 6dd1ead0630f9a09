package decode

import (
	"os"
	"path/filepath"
	"testing"

	"consilience/model"
)

// What a folder gives is recognised by the file itself, not by its beginning
// alone: a database's tables may be defined anywhere in it.
func TestSamplesAreRecognisedAsFiles(t *testing.T) {
	for path, want := range map[string]model.Format{
		"taguette/project-synthetic.sqlite3":          model.FormatTaguette,
		"decidim/synthetic-open-data-proposals.csv":   model.FormatDecidim,
		"refi-qda/TestProject.qdpx":                   model.FormatREFIProject,
		"mentimeter/synthetic-voters-export.xlsx":     model.FormatMentimeter,
		"govocal/synthetic-input-export.xlsx":         model.FormatGoVocal,
		"kobo/grouped_repeatable.labels.xlsx":         model.FormatKobo,
		"loomio/synthetic-group-export.jsonl":         model.FormatLoomio,
		"qualcoder/transcript.txt":                    model.FormatSpeakerTurns,
		"dovetail/synthetic-api-highlights-page.json": model.FormatDovetailAPI,
	} {
		file, err := os.Open(filepath.Join(shared(t, "samples"), filepath.FromSlash(path)))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		look, err := LookAt(path, file)
		if err != nil {
			t.Fatal(err)
		}
		if kind, problem := Recognise(look); kind.Format != want {
			t.Errorf("%s: got %q (%v), want %q", path, kind.Format, problem, want)
		}
	}
}

// A row of columns in several languages, of a source whose own language nobody
// states: the first that is there is the original.
func TestDecidimWithoutALanguage(t *testing.T) {
	c, err := decodedAs(t, model.FormatDecidim, "p.csv", "id;participatory_space/id;component/id;title/en;title/es;body/en;body/es\n1;2;3;Focus;Enfoque;Pick three;Elija tres\n")
	if err != nil {
		t.Fatal(err)
	}
	if n := c.Notes[0]; n.Text != "Pick three" || n.Language != "en" || n.Translations["es"] != "Elija tres" {
		t.Errorf("got %+v", n)
	}
}

// decodedAs decodes one file of a source that states nothing of itself.
func decodedAs(t *testing.T, format model.Format, name, content string) (model.Content, error) {
	t.Helper()
	s := shelf{t.TempDir()}
	snap := s.snapshot(t, format, map[string]string{name: content})
	snap.Language = ""
	return Snapshot(t.Context(), snap, s.open)
}
