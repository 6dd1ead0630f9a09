package sync

import (
	"testing"
)

// The transcripts of a folder are one source, and so are the pages of an
// interface and a project's highlights with its codebook.
func TestFolderJoinsWhatBelongsTogether(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{
		"talks/a.txt":            "[A] one\n[B] two\n[A] three\n",
		"talks/b.txt":            "[A] one\n[C] two\n[A] three\n",
		"pages/1.json":           `{"data":[{"id":"h1","text":"a","tags":[],"note_id":"n"}],"page":{"has_more":true}}`,
		"pages/2.json":           `{"data":[{"id":"h2","text":"b","tags":[],"note_id":"n"}],"page":{"has_more":false}}`,
		"project/codebook.csv":   "tag,description,number of highlights,number of documents\nx,what,1,1\n",
		"project/highlights.csv": "id,document,tag,content\n1,d,x,words\n",
	})
	d := newBench(t, Options{}).must(dir)
	want(t, "sources", ids(d), []string{"pages", "project", "talks"})
	for i, files := range []int{2, 2, 2} {
		if c := d.Contents[i]; len(c.Snapshot.Files) != files {
			t.Errorf("%s has %d files, want %d", c.Snapshot.Source.ID, len(c.Snapshot.Files), files)
		}
	}
	if c := d.Contents; len(c[0].Excerpts) != 2 || len(c[0].Snapshot.Problems) != 0 || len(c[1].Tags) != 1 || c[1].Tags[0].Description != "what" || len(c[2].Cases) != 3 {
		t.Errorf("got %+v", c)
	}
}
