package desk_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
)

// The coding goes out in the background: what was written, or why nothing was,
// stands in the state.
func TestSaveCoding(t *testing.T) {
	s, _, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := model.Note{Source: "meetings", ID: "accra", Text: "Fewer topics, done well."}
	p := &press{s, []model.Content{notesOf("meetings", []model.Note{n}, nil, []model.Tag{{Name: "Focus"}})}}
	var asked bool
	d, err := desk.Open(s, desk.Options{Publisher: p, Coding: func(w io.Writer, _ string, contents []model.Content, codebook bool, _ func(string) (*os.File, error)) (desk.CodingExport, error) {
		asked = codebook
		_, err := fmt.Fprint(w, contents[0].Notes[0].Text)
		return desk.CodingExport{Notes: 1, Tags: 1}, err
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	bring(t, d)
	file := filepath.Join(t.TempDir(), "coding.qdc")
	d.SaveCoding(file)
	d.Wait()
	c := d.State().Coding
	if c == nil || c.File != file || c.Notes != 1 || len(c.SHA256) != 64 || !asked {
		t.Fatalf("got %+v, codebook %v; problems %v", c, asked, d.State().Problems)
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != n.Text {
		t.Errorf("written %q, %v", got, err)
	}
	d.SaveCoding(filepath.Join(t.TempDir(), "coding.pdf"))
	d.Wait()
	if list := d.State().Problems; len(list) != 1 || !strings.Contains(list[0].Do, ".qdpx") || d.State().Coding != c {
		t.Errorf("a wrong ending: problems %v", list)
	}
}

// A codebook that was made before anything is tagged goes out too, with its
// clusters, beside notes and where there are none.
func TestUnusedTagsGoOut(t *testing.T) {
	s, _, err := store.Open(t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &press{s, []model.Content{notesOf("meetings", []model.Note{{Source: "meetings", ID: "accra", Text: "Fewer topics."}}, nil, []model.Tag{{Name: "Focus"}})}}
	var got []string
	d, err := desk.Open(s, desk.Options{Publisher: p, Coding: func(_ io.Writer, _ string, contents []model.Content, _ bool, _ func(string) (*os.File, error)) (desk.CodingExport, error) {
		got = nil
		for _, c := range contents {
			for _, t := range c.Tags {
				got = append(got, fmt.Sprintf("%s: %s/%s (%s)", t.Source, t.Cluster, t.Name, t.Description))
			}
		}
		return desk.CodingExport{}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	if _, err := d.NewTag("Money", "Means", "who pays"); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "book.qdc")
	for _, want := range []string{"[: Means/Money (who pays)]", "[meetings: /Focus () meetings: Means/Money (who pays)]"} {
		if _, err := d.ExportCoding("", file); err != nil || fmt.Sprint(got) != want {
			t.Errorf("went out: %v, %v; want %s", got, err, want)
		}
		bring(t, d)
	}
	if _, err := d.ExportCoding("meetings", file); err != nil || len(got) != 1 {
		t.Errorf("of one source went out: %v, %v; want its own tag alone", got, err)
	}
}
