package store

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

func TestBackupAndRestore(t *testing.T) {
	d := newDamaged(t)
	s := open(t, d.dir)
	device := s.Member().Device
	file := filepath.Join(t.TempDir(), "monday.backup")
	if err := s.Backup(context.Background(), file); err != nil {
		t.Fatal(err)
	}
	note(t, s, "after the backup")

	// While it is open, it is not replaced.
	wantProblem(t, Restore(context.Background(), file, d.dir), model.ProblemAlreadyOpen)
	closeStore(t, s)

	fresh := filepath.Join(t.TempDir(), "new", "workspace")
	for _, dir := range []string{fresh, d.dir} {
		if err := Restore(context.Background(), file, dir); err != nil {
			t.Fatalf("restore: %v (%v)", err, errors.Unwrap(err))
		}
		s := open(t, dir)
		d.wantAll(t, s)
		if s.Member().Device == device {
			t.Error("the restored workspace is the same device: it would give out numbers again")
		}
		note(t, s, "goes on")
		wantSound(t, s)
		closeStore(t, s)
	}
	aside := open(t, d.dir+".before-restore-1")
	if got := texts(t, aside); !slices.Equal(got, append(slices.Clone(d.notes), "after the backup")) {
		t.Errorf("moved aside: got %q, want everything up to the note after the backup", got)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(d.dir), ".restore-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestBackupWithoutADamagedFile(t *testing.T) {
	d := newDamaged(t)
	digest := d.content[1].Snapshot.Files[0].SHA256
	damages["flipped"](t, filepath.Join(d.dir, "blobs", digest[:2], digest))
	s := open(t, d.dir)
	file := filepath.Join(t.TempDir(), "b")
	p := wantProblem(t, s.Backup(context.Background(), file), model.ProblemDamaged)
	if !strings.Contains(p.Say, "poll-1/votes.csv") {
		t.Errorf("got %q, want the file named", p.Say)
	}
	dir := filepath.Join(t.TempDir(), "w")
	if err := Restore(context.Background(), file, dir); err != nil {
		t.Fatal(err)
	}
	restored, problems := openTold(t, dir, options())
	if len(problems) != 1 || problems[0].Kind != model.ProblemDamaged {
		t.Errorf("told %+v, want the damaged file", problems)
	}
	if got := texts(t, restored); !slices.Equal(got, d.notes) {
		t.Errorf("notes: got %q", got)
	}
	wantContent(t, restored, d.content[0])
}

func TestBackupStopped(t *testing.T) {
	d := newDamaged(t)
	s := open(t, d.dir)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	dir := t.TempDir()
	if err := s.Backup(ctx, filepath.Join(dir, "b")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestRestoreRefuses changes a backup in every way it can come damaged or
// hostile. Nothing is written, the workspace that is there stays.
func TestRestoreRefuses(t *testing.T) {
	d := newDamaged(t)
	s := open(t, d.dir)
	file := filepath.Join(t.TempDir(), "b")
	if err := s.Backup(context.Background(), file); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	good, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	forge := func(from, to string) []byte { return forged(t, good, from, to) }
	cases := map[string][]byte{
		"empty":                      nil,
		"not a backup":               []byte("hello"),
		"cut":                        good[:len(good)*2/3],
		"flipped":                    slices.Concat(good[:len(good)/3], []byte{good[len(good)/3] ^ 1}, good[len(good)/3+1:]),
		"a path out of the folder":   forge("workspace.json", "../rkspace.jso"),
		"another name":               forge("workspace.json", "workspace.exe_"),
		"no manifest":                forge("manifest.json", "manifesT.json"),
		"a note changed":             forge("note 7", "note X"),
		"a newer format":             forge(`"format": 1,`, `"format": 9,`),
		"more bytes than it says":    forge(`"bytes": `, `"bytes":0`),
		"the journal of nobody":      forge("journal/amina.", "journal/.mina."),
		"a digest that is something": forge(`"sha256": "`, `"sha256": "/`),
	}
	for name, raw := range cases {
		t.Run(name, func(t *testing.T) {
			bad := filepath.Join(t.TempDir(), "bad")
			if err := os.WriteFile(bad, raw, 0o600); err != nil {
				t.Fatal(err)
			}
			p := wantProblem(t, Restore(context.Background(), bad, d.dir), model.ProblemDamaged)
			if p.Do == "" || !strings.Contains(p.Say, "Nothing was changed") {
				t.Errorf("got %+v", p)
			}
			if left, err := os.ReadDir(filepath.Dir(d.dir)); err != nil || len(left) != 1 {
				t.Errorf("the folder now holds %v, %v", left, err)
			}
		})
	}
	d.wantAll(t, open(t, d.dir))
	if err := Restore(context.Background(), filepath.Join(t.TempDir(), "none"), d.dir); err == nil {
		t.Error("restored a file that is not there")
	}
	photos := t.TempDir()
	if err := os.WriteFile(filepath.Join(photos, "photo.jpg"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	wantProblem(t, Restore(context.Background(), file, photos), model.ProblemRefused)
}

// forged is the backup with a text replaced in all names and files, in a sound
// container.
func forged(t *testing.T, raw []byte, from, to string) []byte {
	t.Helper()
	old, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range old.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		entry, err := w.Create(strings.ReplaceAll(f.Name, from, to))
		if err == nil {
			_, err = entry.Write(bytes.ReplaceAll(content, []byte(from), []byte(to)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func FuzzOpenBackup(f *testing.F) {
	var b bytes.Buffer
	w := &backupWriter{ctx: context.Background(), zip: zip.NewWriter(&b), list: manifest{Format: backupFormat}}
	if err := errors.Join(w.add(fileSettings, strings.NewReader("{}")), w.finish()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := openBackup(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			return
		}
		for _, e := range b.list.Entries {
			if !filepath.IsLocal(filepath.FromSlash(e.Path)) {
				t.Fatalf("%q leaves the folder", e.Path)
			}
			_ = b.copyEntry(context.Background(), e, io.Discard) // any error will do
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"format":1,"member":{"name":"A","author":"a","device":"00ff"},"sum":"00000000"}`))
	f.Add([]byte(`{"layout":1,"files":[{"path":"db/1.sst","bytes":1,"crc32c":2}],"sum":""}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if c, err := parseSettings(raw); err == nil && (!safeName(c.Member.Author) || !safeName(c.Member.Device)) {
			t.Fatalf("took %+v", c.Member)
		}
		if c, err := parseSeal(raw); err == nil {
			for _, h := range c.Heads {
				if strings.ContainsAny(h.name(), `/\`) {
					t.Fatalf("took %q", h.name())
				}
			}
		}
	})
}
