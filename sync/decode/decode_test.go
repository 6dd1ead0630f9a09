package decode

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

// shelf keeps files by digest, as a workspace does.
type shelf struct{ dir string }

func (s shelf) put(t testing.TB, content string) string {
	t.Helper()
	sum := sha256.Sum256([]byte(content))
	digest := hex.EncodeToString(sum[:])
	if err := os.WriteFile(filepath.Join(s.dir, digest), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return digest
}

func (s shelf) open(digest string) (*os.File, error) { return os.Open(filepath.Join(s.dir, digest)) }

// snapshot describes files, given as path and content.
func (s shelf) snapshot(t testing.TB, format model.Format, files map[string]string) model.Snapshot {
	t.Helper()
	snap := model.Snapshot{Source: model.Source{ID: "here", Title: "here", Format: format, Language: "en"}}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		snap.Files = append(snap.Files, model.File{Path: path, SHA256: s.put(t, files[path]), Bytes: int64(len(files[path]))})
	}
	snap.ID = model.NewSnapshotID(snap.Files)
	return snap
}

// decoded decodes files, twice, and fails if the two differ.
func decoded(t testing.TB, format model.Format, files map[string]string) (model.Content, error) {
	t.Helper()
	s := shelf{t.TempDir()}
	snap := s.snapshot(t, format, files)
	c, err := Snapshot(context.Background(), snap, s.open)
	again, errAgain := Snapshot(context.Background(), c.Snapshot, s.open)
	if err == nil && (errAgain != nil || !reflect.DeepEqual(c, again)) {
		t.Fatalf("decoding again gives %+v, %v; want %+v", again, errAgain, c)
	}
	return c, err
}

func must(t testing.TB, format model.Format, files map[string]string) model.Content {
	t.Helper()
	c, err := decoded(t, format, files)
	if err != nil {
		t.Fatalf("got %v (%v), want the content", err, errors.Unwrap(err))
	}
	return c
}

// says fails unless there is exactly the given list of kind:line.
func says(t *testing.T, c model.Content, want ...string) {
	t.Helper()
	got := []string{}
	for _, p := range c.Snapshot.Problems {
		got = append(got, p.Kind+":"+itoa(p.Line))
		if p.Say == "" || strings.Contains(p.Say, "%!") || strings.Contains(p.Do, "%!") {
			t.Errorf("a problem is not well worded: %+v", p)
		}
	}
	if !slices.Equal(got, want) && len(got)+len(want) > 0 {
		t.Errorf("got problems %v, want %v\n%+v", got, want, c.Snapshot.Problems)
	}
}

func itoa(n int) string {
	if n == 0 {
		return "0"
	}
	out := ""
	for ; n > 0; n /= 10 {
		out = string(rune('0'+n%10)) + out
	}
	return out
}

// shared finds a folder of the published data that lie beside the repository.
func shared(t testing.TB, elem ...string) string {
	t.Helper()
	dir := filepath.Join(append([]string{"..", "..", "..", "shared", "data"}, elem...)...)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the published data are not beside the repository: %v", err)
	}
	return dir
}

func readDir(t testing.TB, dir string, names ...string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for _, name := range names {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(b)
	}
	return files
}

func TestSnapshotRefuses(t *testing.T) {
	long := "statement,votes,agree_pct,disagree_pct\n" + strings.Repeat("x", maxRecord+headBytes)
	tests := []struct {
		name   string
		format model.Format
		files  map[string]string
		want   string
	}{
		{"an empty file", model.FormatTagsTable, map[string]string{"t.csv": ""}, model.ProblemUnrecognised},
		{"only a byte order mark", model.FormatTagsTable, map[string]string{"t.csv": "\xef\xbb\xbf"}, model.ProblemUnrecognised},
		{"a binary", model.FormatTagsTable, map[string]string{"t.csv": "tag\x00mentions"}, model.ProblemUnrecognised},
		{"a zip file", model.FormatTagsTable, map[string]string{"t.zip": "PK\x03\x04…"}, model.ProblemUnrecognised},
		{"wrong columns", model.FormatStatementsTable, map[string]string{"t.csv": "a,b\n1,2\n"}, model.ProblemUnrecognised},
		{"a line without end", model.FormatStatementsTable, map[string]string{"t.csv": long}, model.ProblemTooLarge},
		{"an unknown format", "telepathy", map[string]string{"t.csv": "a"}, model.ProblemUnrecognised},
		{"broken JSON", model.FormatThemes, map[string]string{"t.json": "{\"themes\": [\n"}, model.ProblemUnrecognised},
		{"JSON without themes", model.FormatThemes, map[string]string{"t.json": "{}"}, model.ProblemUnrecognised},
		{"JSON without trade-offs", model.FormatTradeOffs, map[string]string{"t.json": "{}"}, model.ProblemUnrecognised},
		{"a poll without votes and statements", model.FormatPolisExport, map[string]string{"summary.csv": "topic,x\n"}, model.ProblemUnrecognised},
		{"a poll with a strange file", model.FormatPolisExport, map[string]string{"votes.csv": "a,b\n"}, model.ProblemUnrecognised},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := decoded(t, test.format, test.files)
			var p *model.Problem
			if !errors.As(err, &p) || p.Kind != test.want || p.Say == "" {
				t.Errorf("got %#v, want a Problem of kind %s", err, test.want)
			}
		})
	}
}

func TestSnapshotMissingBlob(t *testing.T) {
	s := shelf{t.TempDir()}
	snap := s.snapshot(t, model.FormatTagsTable, map[string]string{"tags.csv": "tag,mentions\na,1\n"})
	if err := os.Remove(filepath.Join(s.dir, snap.Files[0].SHA256)); err != nil {
		t.Fatal(err)
	}
	_, err := Snapshot(context.Background(), snap, s.open)
	var p *model.Problem
	if !errors.As(err, &p) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want a Problem that wraps %v", err, os.ErrNotExist)
	}
}

func TestSnapshotStops(t *testing.T) {
	s := shelf{t.TempDir()}
	snap := s.snapshot(t, model.FormatTagsTable, map[string]string{"tags.csv": "tag,mentions\na,1\n"})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Snapshot(ctx, snap, s.open); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestProblemsAreCapped(t *testing.T) {
	c := must(t, model.FormatTagsTable, map[string]string{"t.csv": "tag,mentions\none,1\n" + strings.Repeat(",1\n", 1000)})
	got := c.Snapshot.Problems
	if len(got) != listed+1 || !strings.Contains(got[listed].Say, "800 more") {
		t.Errorf("got %d problems, the last %q; want %d, the last about 800 more", len(got), got[len(got)-1].Say, listed+1)
	}
	if f := c.Snapshot.Files[0]; f.RowsSkipped != 1000 || f.RowsRead != 1 {
		t.Errorf("got %d read and %d skipped, want 1 and 1000", f.RowsRead, f.RowsSkipped)
	}
}
