package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"consilience/model"
)

// TestFloor raises the floor above what the disk has free: nothing may be
// written, and everything stays readable.
func TestFloor(t *testing.T) {
	dir := t.TempDir()
	if _, ok := freeSpace(dir); !ok {
		t.Skip("this system does not say how much space is free")
	}
	s := open(t, dir)
	old := bring(t, s, "poll", votesFile(0, 2, 2))
	commit(t, s, old)
	note(t, s, "before")
	next := bring(t, s, "poll", votesFile(1, 2, 2))
	part := filepath.Join(s.PartialDir(), "more")
	if err := os.WriteFile(part, []byte("more"), 0o600); err != nil {
		t.Fatal(err)
	}
	member := s.Member()

	s.o.MinFree = 1 << 62
	tries := map[string]func() error{
		"append": func() error { _, err := s.Append(noteOp("x")); return err },
		"commit": func() error { _, err := s.Commit(context.Background(), next); return err },
		"adopt":  func() error { return s.Adopt(part, strings.Repeat("0", 64)) },
		"member": func() error { _, err := s.SetMember("Other"); return err },
		"backup": func() error { return s.Backup(context.Background(), filepath.Join(t.TempDir(), "b")) },
		"seen":   func() error { return s.SaveValidators("f", nil) },
	}
	for name, try := range tries {
		p := wantProblem(t, try(), model.ProblemDiskFull)
		if p.Do == "" {
			t.Errorf("%s: nothing to do about it", name)
		}
	}
	if _, _, err := Open(t.TempDir(), Options{MinFree: 1 << 62}); err == nil {
		t.Error("opened a workspace without room for the index")
	}
	s.o.MinFree = 1
	if heads, err := s.Heads(); err != nil || len(heads) != 1 || heads[0].ID != old.Snapshot.ID {
		t.Errorf("heads: got %v, %v, want the old snapshot", heads, err)
	}
	if got := texts(t, s); len(got) != 1 || s.Member() != member || !exists(part) {
		t.Errorf("something changed: notes %q, member %+v", got, s.Member())
	}
	wantSound(t, s)
	note(t, s, "after")
	commit(t, s, next)
	wantSound(t, s)
}
