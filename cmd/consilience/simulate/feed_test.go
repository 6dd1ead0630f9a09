package simulate

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"consilience/sync"
)

// Whoever meets any of the files must learn that they are simulated.
func TestMarkedAsSimulated(t *testing.T) {
	p := Plan{Participants: 20, Statements: 9, Votes: 100, Groups: 2, Seed: 1}
	dir, files := export(t, p)
	raw, err := os.ReadFile(filepath.Join(dir, "datapackage.json"))
	if err != nil {
		t.Fatal(err)
	}
	var feed sync.Feed
	if err := json.Unmarshal(raw, &feed); err != nil {
		t.Fatal(err)
	}
	if got, want := len(feed.Resources), len(files)-1; got != want {
		t.Fatalf("got %d resources, want %d", got, want)
	}
	for i, r := range feed.Resources {
		f := files[i]
		if !r.Consilience.Simulated || len(r.Consilience.Limitations) != 1 || string(r.Path) != f.Path || *r.Bytes != f.Bytes || r.Hash != "sha256:"+f.SHA256 {
			t.Errorf("got %+v, want %+v, marked as simulated", r, f)
		}
	}
	summary := rows(t, filepath.Join(dir, "summary.csv"))
	for _, row := range summary {
		if (row[0] == "topic" || row[0] == "conversation-description") && !strings.HasPrefix(row[1], "Simulated") {
			t.Errorf("%s: got %q, want it to say that the poll is simulated", row[0], row[1])
		}
	}
	for _, row := range rows(t, filepath.Join(dir, "comments.csv"))[1:] {
		if body := row[7]; !strings.HasPrefix(body, "Simulated statement "+row[2]+" (made up by a program)") {
			t.Errorf("got body %q", body)
		}
	}
}

// A table of all participants and statements is left out where it would be
// too large, and the files say so.
func TestLargePollsHaveNoParticipants(t *testing.T) {
	poll, err := New(Plan{Participants: 100_000, Statements: 2_200, Votes: 100_000, Groups: 2, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	var descriptor bytes.Buffer
	files, err := poll.Export(t.Context(), func(name string) (io.WriteCloser, error) {
		if name == "datapackage.json" {
			return nopCloser{&descriptor}, nil
		}
		return nopCloser{io.Discard}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if f.Path == "participants-votes.csv" {
			t.Error("participants-votes.csv was written")
		}
	}
	if !strings.Contains(descriptor.String(), "participants-votes.csv was left out") {
		t.Errorf("the descriptor does not say what was left out:\n%s", &descriptor)
	}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }
