package decode

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"consilience/model"
)

// taguetteFile makes a database of the given statements.
func taguetteFile(t testing.TB, statements ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "t.sqlite3")
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range append([]string{
		"CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR(200), description TEXT, created DATETIME)",
		"CREATE TABLE documents (id INTEGER PRIMARY KEY, name VARCHAR(200), description TEXT, filename TEXT, created DATETIME, project_id INTEGER, text_direction TEXT, contents TEXT)",
		"CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path VARCHAR(200), description TEXT)",
		"CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT)",
		"CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER)",
		"CREATE TABLE alembic_version (version_num TEXT)",
	}, statements...) {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func cuts(c model.Content) (list []string) {
	for _, e := range c.Excerpts {
		text := "(no place)"
		for _, n := range c.Notes {
			if n.ID == e.Note && !e.Unanchored {
				text = string([]rune(n.Text)[e.Start:e.End])
			}
		}
		list = append(list, text)
	}
	return list
}

func TestTaguetteSample(t *testing.T) {
	c := must(t, model.FormatTaguette, readDir(t, shared(t, "samples", "taguette"), "project-synthetic.sqlite3"))
	if got := []int{len(c.Notes), len(c.Excerpts), len(c.Tags)}; !slices.Equal(got, []int{2, 5, 3}) {
		t.Errorf("got %v notes, excerpts, tags; want 2, 5, 3", got)
	}
	if got, want := cuts(c), []string{"stricter rules", "“más exigencia”", "lighter rules & more skills", "مهارات أكثر", "Others said"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var tags []string
	for _, tag := range c.Tags {
		tags = append(tags, tag.Cluster+"/"+tag.Name+" "+itoa(tag.Mentions)+" "+itoa(*tag.Consultations))
	}
	if want := []string{"Prescriptive/Prescriptive.More 2 1", "Prescriptive/Prescriptive.Less 1 1", "/Skills 2 2"}; !slices.Equal(tags, want) {
		t.Errorf("got %q, want %q", tags, want)
	}
}

func TestTaguetteQuirks(t *testing.T) {
	file := taguetteFile(t,
		"INSERT INTO projects VALUES (1,'One','',''),(2,'Two','','')",
		"INSERT INTO documents VALUES (1,'A','','','',1,'','<p>first</p>\n<p>été 😀 second</p>'),(2,'B','','','',2,'','<p>other</p>')",
		"INSERT INTO tags VALUES (1,1,'x',''),(2,2,'x','')",
		// "first" 0–5, line feed 5–6, "été 😀 second" from 6: é is two bytes.
		"INSERT INTO highlights VALUES (1,1,6,11,'<p>été</p>'),(2,1,0,3,'<p>second</p>'),(3,2,900,901,'<p>nowhere</p>'),(4,2,0,5,'<p>other</p>')",
		"INSERT INTO highlight_tags VALUES (1,1),(4,2),(4,99)",
	)
	c := must(t, model.FormatTaguette, map[string]string{"t.sqlite3": file})
	if got, want := cuts(c), []string{"été", "second", "(no place)", "other"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if c.Tags[0].Name != "x" || c.Tags[1].Name != "x (Two)" || c.Notes[1].Attributes["project"] != "Two" {
		t.Errorf("got tags %+v, note %+v", c.Tags, c.Notes[1])
	}
	says(t, c, "assumed:0", "unanchored:3", "unreadable-row:4", "assumed:0")
}

// A database may run code of its maker's: it is stopped.
func TestTaguetteHostile(t *testing.T) {
	for name, file := range map[string]string{
		"a view for a table": taguetteFile(t, "DROP TABLE tags", "CREATE VIEW tags AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) SELECT n AS id, 1 AS project_id, 'x' AS path, '' AS description FROM r"),
		"cut off":            taguetteFile(t, "INSERT INTO projects VALUES (1,'One','','')")[:3000],
		"words for a number": taguetteFile(t, "INSERT INTO documents VALUES (1,'A','','','','many','','<p>x')"),
	} {
		if _, err := decoded(t, model.FormatTaguette, map[string]string{"t.sqlite3": file}); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

func FuzzTaguette(f *testing.F) {
	f.Add("<p>first</p><p>second", "first", 0, 5)
	dir := f.TempDir()
	file := taguetteFile(f, "INSERT INTO projects VALUES (1,'One','','')")
	f.Fuzz(func(t *testing.T, markup, snippet string, start, end int) {
		h := newHTMLText(markup)
		if p := h.find(int64(start), int64(end), snippet); p.ok && (p.start < 0 || p.start >= p.end || p.end > len(h.text.runes)) {
			t.Errorf("got %+v of %d characters", p, len(h.text.runes))
		}
		at := max(0, start) % len(file)
		broken := file[:at] + snippet + file[min(len(file), at+len(snippet)):]
		s := shelf{dir}
		c, err := Snapshot(context.Background(), s.snapshot(t, model.FormatTaguette, map[string]string{"t.sqlite3": broken}), s.open)
		checkFuzzed(t, c, err)
	})
}
