package simulate

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"consilience/model"
	"consilience/model/analysis/groups"
	"consilience/sync/decode"
)

// export writes a poll into a new folder.
func export(t testing.TB, p Plan) (dir string, files []File) {
	t.Helper()
	poll, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	files, err = poll.Export(t.Context(), func(name string) (io.WriteCloser, error) { return os.Create(filepath.Join(dir, name)) })
	if err != nil {
		t.Fatal(err)
	}
	return dir, files
}

// content decodes what export wrote.
func content(t testing.TB, dir string, files []File) model.Content {
	t.Helper()
	s := model.Snapshot{Source: model.Source{ID: "simulated", Format: model.FormatPolisExport}}
	at := map[string]string{}
	for _, f := range files {
		if filepath.Ext(f.Path) == ".csv" {
			s.Files = append(s.Files, model.File{Path: f.Path, SHA256: f.SHA256, Bytes: f.Bytes})
			at[f.SHA256] = filepath.Join(dir, f.Path)
		}
	}
	c, err := decode.Snapshot(t.Context(), s, func(digest string) (*os.File, error) { return os.Open(at[digest]) })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// The digests stand for the promise that the same plan gives the same bytes on
// every machine and with every version of Go. They change only if the verb is
// meant to make other polls.
func TestSameBytes(t *testing.T) {
	want := []string{
		"summary.csv 5da719a56e42bace322e5dcd9164d1d08f13fa3d61b56230f4490a3e7d2f8997",
		"comments.csv ba9519306c886234fd22156e1a22b996fe072c0039dfae21fe61d95e163e822d",
		"votes.csv 08f10b07bc31cccc6fa5dc24e93ca06876b19744affdf5b54d0fc843cf6d7666",
		"participants-votes.csv 21a9f4e73523ef9f5a882be152d4a9cc155752e0dd9ec0578645ff658c309264",
		"datapackage.json 0ffdae5dee52a166d3d767fa0ecf3433caed0d6902ed2bcb12c41ebd95016342",
	}
	for range 2 {
		_, files := export(t, Plan{Participants: 200, Statements: 30, Votes: 3000, Groups: 3, Seed: 7})
		for i, f := range files {
			if got := f.Path + " " + f.SHA256; got != want[i] {
				t.Errorf("got  %s\nwant %s", got, want[i])
			}
		}
	}
	_, files := export(t, Plan{Participants: 200, Statements: 30, Votes: 3000, Groups: 3, Seed: 8})
	if got := files[2].Path + " " + files[2].SHA256; got == want[2] {
		t.Error("another seed gives the same votes")
	}
}

func TestCounts(t *testing.T) {
	for _, p := range []Plan{
		{1, 1, 1, 1, 1},
		{5, 3, 15, 2, 1}, // everybody votes as often as there are statements
		{7, 1, 7, 7, 2},
		{100, 50, 100, 2, 3},
		{100, 50, 4999, 2, 3},
		{1000, 300, 60_001, 5, 4},
		{40, 2000, 70_000, 26, 5},
	} {
		t.Run(fmt.Sprint(p), func(t *testing.T) {
			dir, files := export(t, p)
			votes := rows(t, filepath.Join(dir, "votes.csv"))
			if got := len(votes) - 1; got != p.Votes {
				t.Errorf("got %d votes, want %d", got, p.Votes)
			}
			voters, agrees := map[string]bool{}, map[string]int{}
			for _, v := range votes[1:] {
				voters[v[3]] = true
				if v[4] == "1" {
					agrees[v[2]]++
				}
			}
			if len(voters) != p.Participants {
				t.Errorf("got %d voters, want %d", len(voters), p.Participants)
			}
			comments := rows(t, filepath.Join(dir, "comments.csv"))[1:]
			if len(comments) != p.Statements {
				t.Errorf("got %d statements, want %d", len(comments), p.Statements)
			}
			for _, c := range comments {
				if got := c[4]; got != strconv.Itoa(agrees[c[2]]) {
					t.Errorf("statement %s: got %s agrees, want %d", c[2], got, agrees[c[2]])
				}
			}
			c := content(t, dir, files)
			if len(c.Snapshot.Problems) > 0 {
				t.Errorf("the export has problems: %v", c.Snapshot.Problems)
			}
		})
	}
}

func rows(t *testing.T, path string) [][]string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A poll has what real ones have: rejected statements, passes, changed votes.
func TestLikeAPoll(t *testing.T) {
	p := Plan{Participants: 500, Statements: 100, Votes: 15_000, Groups: 3, Seed: 1}
	dir, files := export(t, p)
	c := content(t, dir, files)
	rejected, passes, all := 0, 0, 0
	for _, s := range c.Statements {
		if s.Moderation == model.Rejected {
			rejected++
		}
		passes += s.Tally.Pass
		all += s.Tally.N()
	}
	for _, x := range []struct {
		what           string
		got, low, high int
	}{
		{"rejected statements", rejected, 5, 20},
		{"passes", passes, p.Votes / 10, p.Votes / 5},
		{"changed votes", p.Votes - all, p.Votes / 200, p.Votes / 50},
	} {
		if x.got < x.low || x.got > x.high {
			t.Errorf("%s: got %d, want %d to %d", x.what, x.got, x.low, x.high)
		}
	}
}

func TestGroupsAreFoundAgain(t *testing.T) {
	for _, p := range []Plan{
		{400, 60, 12_000, 2, 1},
		{1000, 100, 40_000, 3, 2},
		{3000, 200, 150_000, 4, 3},
	} {
		t.Run(fmt.Sprint(p), func(t *testing.T) {
			dir, files := export(t, p)
			c := content(t, dir, files)
			poll, err := New(p)
			if err != nil {
				t.Fatal(err)
			}
			truth := make([]int, len(c.Participants))
			for i, who := range c.Participants {
				n, err := strconv.Atoi(who.ID)
				if err != nil {
					t.Fatal(err)
				}
				truth[i] = poll.Groups()[n]
				if got := who.Group; got != strconv.Itoa(truth[i]) {
					t.Fatalf("participant %s: published group %s, want %d", who.ID, got, truth[i])
				}
			}
			m := groups.New(c.Statements, c.Columns, len(c.Participants), nil)
			g := groups.Find(m, groups.Options{})
			if ari := groups.ARI(g.Labels, truth); g.K != p.Groups || ari < 0.9 {
				t.Errorf("got %d groups with ARI %.3f, want %d with at least 0.9", g.K, ari, p.Groups)
			}
		})
	}
}

func TestBadPlans(t *testing.T) {
	for _, p := range []Plan{
		{0, 1, 1, 1, 1},
		{-3, 1, 1, 1, 1},
		{1, 0, 1, 1, 1},
		{1, 1, 1, 0, 1},
		{1, 1, 2, 1, 1},
		{10, 10, 9, 1, 1},
		{10, 10, 101, 1, 1},
		{2, 10, 10, 3, 1},
		{10_000_000, 100_000, 100_000_000, 3, 1},
		{10_000_001, 10, 10_000_001, 3, 1},
		{10, 100_001, 100, 3, 1},
	} {
		if _, err := New(p); err == nil {
			t.Errorf("%v: got no error", p)
		}
	}
}
