//go:build linux

package store

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"consilience/model"
)

// smallDisk mounts a file system of a few MiB.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can mount a small file system")
	}
	dir := t.TempDir()
	if err := unix.Mount("none", dir, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("a small file system cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		// Detached, as an index that was left open still has files mapped.
		if err := unix.Unmount(dir, unix.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir
}

// fill leaves as good as nothing free.
func fill(t *testing.T, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for size := 1 << 20; size > 0; size /= 2 {
		for err = nil; err == nil; {
			_, err = f.Write(make([]byte, size))
		}
		if !noSpace(err) {
			t.Fatal(err)
		}
	}
}

// TestFullDisk fills a real disk under an open workspace.
func TestFullDisk(t *testing.T) {
	disk := smallDisk(t, "96m")
	o := options()
	o.MinFree = 16 << 20
	s, _ := openTold(t, filepath.Join(disk, "w"), o)
	c := bring(t, s, "poll", votesFile(0, 5, 5))
	commit(t, s, c)
	note(t, s, "before")
	next := bring(t, s, "poll", votesFile(1, 5, 5))
	fill(t, filepath.Join(disk, "ballast"))

	_, err := s.Append(noteOp("x"))
	wantProblem(t, err, model.ProblemDiskFull)
	_, err = s.Commit(context.Background(), next)
	wantProblem(t, err, model.ProblemDiskFull)

	// Without the floor, our own writes meet the full disk.
	s.o.MinFree = 0
	h := s.heads[journalName(s.Member().Author, s.Member().Device)]
	size := h.Size
	err = h.write(s.path(dirJournal, h.name()), bytes.Repeat([]byte("x"), 1<<20))
	if !noSpace(err) {
		t.Errorf("journal: got %v, want no space", err)
	}
	if info, err := os.Stat(s.path(dirJournal, h.name())); err != nil || info.Size() != size || h.broken {
		t.Errorf("journal: got %d bytes, broken %v, %v, want %d as before", info.Size(), h.broken, err, size)
	}
	settings := s.settings
	settings.Told = []string{string(bytes.Repeat([]byte("x"), 1<<20))}
	if err := s.saveSettings(settings); !noSpace(err) {
		t.Errorf("settings: got %v, want no space", err)
	}
	err = s.Backup(context.Background(), filepath.Join(disk, "backup"))
	wantProblem(t, err, model.ProblemDiskFull)
	if exists(filepath.Join(disk, "backup")) {
		t.Error("half a backup is there")
	}
	s.o.MinFree = o.MinFree

	if err := os.Remove(filepath.Join(disk, "ballast")); err != nil {
		t.Fatal(err)
	}
	note(t, s, "after")
	commit(t, s, next)
	wantSound(t, s)
	closeStore(t, s)
	s, problems := openTold(t, filepath.Join(disk, "w"), o)
	if len(problems) > 0 {
		t.Errorf("told %+v, want nothing", problems)
	}
	wantContent(t, s, c)
	wantContent(t, s, next)
	wantSound(t, s)
}

// TestFullDiskAtTheEnd closes on a full disk: the work is saved, and the next
// opening makes the index again if it has to.
func TestFullDiskAtTheEnd(t *testing.T) {
	disk := smallDisk(t, "160m")
	o := options()
	o.MinFree = 32 << 20
	s, _ := openTold(t, filepath.Join(disk, "w"), o)
	c := bring(t, s, "poll", votesFile(0, 5, 5))
	commit(t, s, c)
	note(t, s, "before")
	ballast := filepath.Join(disk, "ballast")
	fill(t, ballast)
	if err := s.Close(); err == nil {
		t.Error("close: got no error, want a word that the index will be made again")
	}
	_, _, err := Open(filepath.Join(disk, "w"), o)
	wantProblem(t, err, model.ProblemDiskFull)
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	s, problems := openTold(t, filepath.Join(disk, "w"), o)
	if len(problems) != 1 || problems[0].Kind != model.ProblemRebuilt {
		t.Errorf("told %+v, want that the index was made again", problems)
	}
	wantContent(t, s, c)
	if got := texts(t, s); len(got) != 1 {
		t.Errorf("got %q, want the note", got)
	}
	wantSound(t, s)
}
