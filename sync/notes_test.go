package sync

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// A folder of prose is one source, a note a file; beside data only what says
// that it is a note is taken, and the rest is listed.
func TestFetchNotes(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"meetings/lima.md": "Date: 3 May\nPlace: Lima\n\nOne\n", "meetings/dakar.txt": "Two\n", "meetings/README.md": "About these files\n",
		"data/tags.csv": tagsFile, "data/minutes.txt": "Who said what\n", "data/quito.txt": "Fecha: 4 mayo\nLugar: Quito\n\nTres\n",
	} {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := newBench(t, Options{}).must(dir)
	notes := map[string]int{}
	for _, c := range d.Contents {
		notes[c.Snapshot.Source.ID] = len(c.Notes)
	}
	if len(notes) != 3 || notes["meetings"] != 2 || notes["data"] != 1 {
		t.Errorf("got %v, want two notes of meetings, one of data, and the tags", notes)
	}
	want(t, "problems", kinds(d), []string{"unrecognised data/minutes.txt", "unrecognised meetings/README.md"})
	alone := newBench(t, Options{}).must(filepath.Join(dir, "data", "minutes.txt"))
	if len(alone.Contents) != 1 || len(alone.Contents[0].Notes) != 1 {
		t.Errorf("got %v, want the one file that was opened by itself", ids(alone))
	}
}

// A register beside notes belongs to them, and makes notes of the documents
// that it names, even beside data; without notes it is a source of its own.
func TestFetchRegister(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"notes/register.csv": "File,Date,Place,Participants\nlima.txt,2022-05-03,Lima,4\n", "notes/lima.txt": "One\n", "notes/oslo.txt": "Two\n",
		"mixed/register.csv": "File,Date,Place,Participants\nlima.txt,2022-05-03,Lima,4\n", "mixed/lima.txt": "One\n", "mixed/oslo.txt": "Two\n", "mixed/tags.csv": tagsFile,
		"alone/held.csv": "Date,Place,Participants\n2022-05-03,Lima,4\n",
	} {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	d := newBench(t, Options{}).must(dir)
	got := map[string]string{}
	for _, c := range d.Contents {
		place := ""
		for _, n := range c.Notes {
			place += n.Place + "|"
		}
		got[c.Snapshot.Source.ID] = place + strconv.Itoa(len(c.Heard))
	}
	if got["notes"] != "Lima||2" || got["mixed"] != "Lima|2" || got["held"] != "2" || len(got) != 4 {
		t.Errorf("got %v", got)
	}
	want(t, "problems", kinds(d), []string{"unrecognised mixed/oslo.txt"})
}
