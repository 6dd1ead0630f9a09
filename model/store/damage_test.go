package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

// damaged is a workspace with everything in it, closed cleanly.
type damaged struct {
	dir     string
	content []model.Content
	notes   []string
}

func newDamaged(t testing.TB) damaged {
	t.Helper()
	d := damaged{dir: filepath.Join(t.TempDir(), "w")}
	s := open(t, d.dir)
	if _, err := s.SetMember("Amina"); err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		c := bring(t, s, fmt.Sprintf("poll-%d", i), votesFile(i, 20, 30))
		commit(t, s, c)
		d.content = append(d.content, c)
	}
	for i := range 20 {
		d.notes = append(d.notes, fmt.Sprintf("note %d", i))
		note(t, s, d.notes[i])
	}
	closeStore(t, s)
	return d
}

// copied is the same workspace in another folder.
func (d damaged) copied(t testing.TB) damaged {
	t.Helper()
	from := d.dir
	d.dir = filepath.Join(t.TempDir(), "w")
	if err := os.CopyFS(d.dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return d
}

// file finds the one file that matches the pattern, or the first.
func (d damaged) file(t testing.TB, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(d.dir, pattern))
	if err != nil || len(found) == 0 {
		t.Fatalf("no %s, %v", pattern, err)
	}
	return found[0]
}

func change(t testing.TB, path string, f func([]byte) []byte) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, f(bytes.Clone(raw)), 0o600); err != nil {
		t.Fatal(err)
	}
}

var damages = map[string]func(t testing.TB, path string){
	"flipped": func(t testing.TB, path string) {
		change(t, path, func(b []byte) []byte { b[len(b)/2] ^= 1; return b })
	},
	"flipped at its end": func(t testing.TB, path string) {
		change(t, path, func(b []byte) []byte { b[len(b)-6] ^= 1; return b })
	},
	"one byte short": func(t testing.TB, path string) {
		change(t, path, func(b []byte) []byte { return b[:len(b)-1] })
	},
	"cut in half": func(t testing.TB, path string) {
		change(t, path, func(b []byte) []byte { return b[:len(b)/2] })
	},
	"emptied": func(t testing.TB, path string) {
		change(t, path, func([]byte) []byte { return nil })
	},
	"zeroed": func(t testing.TB, path string) {
		change(t, path, func(b []byte) []byte { return make([]byte, len(b)) })
	},
	"longer": func(t testing.TB, path string) {
		change(t, path, func(b []byte) []byte { return append(b, "more"...) })
	},
	"deleted": func(t testing.TB, path string) {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	},
}

// TestDamage damages each kind of file in each way, after a clean end. Nothing
// may panic, everything that was saved must be there, and the person is told.
// Only a published file cannot be had from elsewhere.
func TestDamage(t *testing.T) {
	kinds := []struct {
		name, pattern string
		told          string // kind of the problem at opening
	}{
		{"table", "db/*.sst", model.ProblemRebuilt},
		{"manifest", "db/MANIFEST", model.ProblemRebuilt},
		{"value log", "db/*.vlog", model.ProblemRebuilt},
		{"key registry", "db/KEYREGISTRY", model.ProblemRebuilt},
		{"journal", "journal/*.log", model.ProblemRebuilt},
		{"settings", "workspace.json", model.ProblemRebuilt},
		{"seal", "seal.json", model.ProblemRebuilt},
	}
	sound := newDamaged(t)
	for _, kind := range kinds {
		for how, damage := range damages {
			t.Run(kind.name+" "+how, func(t *testing.T) {
				t.Parallel()
				d := sound.copied(t)
				damage(t, d.file(t, kind.pattern))
				s, problems := openTold(t, d.dir, options())
				if len(problems) != 1 || problems[0].Kind != kind.told || !strings.Contains(problems[0].Say, "Nothing is lost.") {
					t.Errorf("told %+v, want one problem %s that nothing is lost", problems, kind.told)
				}
				d.wantAll(t, s)
				// It is put right for good.
				closeStore(t, s)
				d.wantAll(t, open(t, d.dir))
			})
		}
	}
}

func (d damaged) wantAll(t testing.TB, s *Store) {
	t.Helper()
	for _, c := range d.content {
		wantContent(t, s, c)
	}
	if got := texts(t, s); !slices.Equal(got, d.notes) {
		t.Errorf("notes: got %q, want %q", got, d.notes)
	}
	if s.Member().Name != "Amina" {
		t.Errorf("member: got %+v, want Amina", s.Member())
	}
	wantSound(t, s)
}

// TestDamageEverythingAtOnce leaves only journal and blobs.
func TestDamageEverythingAtOnce(t *testing.T) {
	d := newDamaged(t)
	for _, pattern := range []string{"db/*.sst", "db/MANIFEST", "seal.json", "workspace.json"} {
		damages["cut in half"](t, d.file(t, pattern))
	}
	s, problems := openTold(t, d.dir, options())
	if len(problems) != 2 || problems[0].Kind != model.ProblemDamaged || problems[1].Kind != model.ProblemRebuilt || strings.Contains(problems[1].Say, "Nothing is lost") {
		t.Errorf("told %+v, want that the settings are lost and the index was made again", problems)
	}
	for _, c := range d.content {
		wantContent(t, s, c)
	}
	if got := texts(t, s); !slices.Equal(got, d.notes) {
		t.Errorf("notes: got %q, want %q", got, d.notes)
	}
	note(t, s, "goes on")
	wantSound(t, s)
}

// TestDamageJournalAlone damages the journal when there is no index to put it
// right from: after a crash.
func TestDamageJournalAlone(t *testing.T) {
	where := func(raw []byte, text string) int { return bytes.Index(raw, []byte(text)) }
	cases := []struct {
		name   string
		damage func(raw []byte) []byte
		lost   []string
		say    string // part of what is told; empty if nothing is
	}{
		{"middle flipped", func(b []byte) []byte { b[where(b, "note 7")] ^= 1; return b }, []string{"note 7"}, ".11. "},
		{"two in the middle gone", func(b []byte) []byte {
			from, to := where(b, "note 7"), where(b, "note 9")
			return slices.Delete(b, from, to)
		}, []string{"note 7", "note 8", "note 9"}, ".11 to 13. "},
		{"last flipped", func(b []byte) []byte { b[where(b, "note 19")] ^= 1; return b }, []string{"note 19"}, ".23. "},
		{"half a record after the last", func(b []byte) []byte {
			return append(b, appendRecord(nil, []byte(`{"author":"amina","device":`+strings.Repeat("x", 90)))[:60]...)
		}, nil, ""},
		{"zeros after the last", func(b []byte) []byte { return append(b, make([]byte, 300)...) }, nil, ""},
		{"all zeros in the middle", func(b []byte) []byte {
			from, to := where(b, "note 7"), where(b, "note 9")
			clear(b[from:to])
			return b
		}, []string{"note 7", "note 8", "note 9"}, ".11 to 13. "},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			d := newDamaged(t)
			backup := filepath.Join(t.TempDir(), "monday.backup")
			s := open(t, d.dir)
			if err := s.Backup(context.Background(), backup); err != nil {
				t.Fatal(err)
			}
			crash(t, s)
			path := d.file(t, "journal/*.log")
			change(t, path, test.damage)
			found, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s, problems := openTold(t, d.dir, options())
			var said, do string
			for _, p := range problems {
				if p.Kind == model.ProblemDamaged {
					said, do = p.Say, p.Do
				}
			}
			if (said == "") != (test.say == "") || !strings.Contains(said, test.say) {
				t.Errorf("told %q, want %q in it", said, test.say)
			}
			if said != "" {
				if !strings.Contains(do, backup) {
					t.Errorf("do %q does not offer the backup", do)
				}
				kept, err := os.ReadFile(d.file(t, "journal/damaged/*"))
				if err != nil || !bytes.Equal(kept, found) {
					t.Errorf("the damaged journal is not kept as it was found: %v", err)
				}
			}
			want := slices.DeleteFunc(slices.Clone(d.notes), func(n string) bool { return slices.Contains(test.lost, n) })
			if got := texts(t, s); !slices.Equal(got, want) {
				t.Errorf("notes: got %q, want %q", got, want)
			}
			note(t, s, "goes on")
			// Told once: another crash doesn't tell it again, and Check still does.
			crash(t, s)
			s, problems = openTold(t, d.dir, options())
			if len(problems) != 1 || problems[0].Kind != model.ProblemRebuilt {
				t.Errorf("the next time: told %+v, want only that the index was made again", problems)
			}
			if got := texts(t, s); !slices.Equal(got, append(want, "goes on")) {
				t.Errorf("the next time: got %q", got)
			}
			report, err := s.Check(context.Background(), nil)
			if missing := strings.Contains(test.name, "middle"); err != nil || (len(report.Bad) > 0) != missing {
				t.Errorf("check: got %q, %v, want something bad: %v", report.Bad, err, missing)
			}
		})
	}
}

// TestDamageJournalAndIndex loses the journal's end and the index together:
// the seal alone still knows what was there.
func TestDamageJournalAndIndex(t *testing.T) {
	for _, how := range []string{"cut in half", "emptied", "deleted"} {
		t.Run(how, func(t *testing.T) {
			d := newDamaged(t)
			s := open(t, d.dir)
			device := s.Member().Device
			closeStore(t, s)
			damages["flipped"](t, d.file(t, "db/*.sst"))
			damages[how](t, d.file(t, "journal/*.log"))
			s, problems := openTold(t, d.dir, options())
			if len(problems) == 0 || problems[0].Kind != model.ProblemDamaged || !strings.Contains(problems[0].Say, " to 23.") {
				t.Errorf("told %+v, want what is lost, up to 23", problems)
			}
			if op := note(t, s, "new"); op.Device == device || op.Seq != 1 {
				t.Errorf("got %s, want a new device: lost numbers must not be given out again", op.ID())
			}
		})
	}
}

func TestDamageBlob(t *testing.T) {
	sound := newDamaged(t)
	for how, damage := range damages {
		t.Run(how, func(t *testing.T) {
			d := sound.copied(t)
			c := d.content[1]
			digest := c.Snapshot.Files[0].SHA256
			damage(t, filepath.Join(d.dir, "blobs", digest[:2], digest))
			s, problems, err := Open(d.dir, options())
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range problems { // told at once if it can be seen without reading it
				if p.Kind != model.ProblemDamaged || p.File != "poll-1/votes.csv" {
					t.Errorf("told %+v, want a damaged poll-1/votes.csv", p)
				}
			}
			wantContent(t, s, c) // the index has what was read from it
			f, err := s.OpenBlob(digest)
			if err == nil {
				_ = f.Close()
			}
			p := wantProblem(t, err, model.ProblemDamaged)
			if p.File != "poll-1/votes.csv" || !strings.Contains(p.Say, "Poll poll-1") || !strings.Contains(p.Do, "Sync again") {
				t.Errorf("got %+v, want file, source and Sync", p)
			}
			if s.Has(digest) {
				t.Error("the damaged file still counts as there, so no sync would fetch it")
			}
			report, err := s.Check(context.Background(), nil)
			if err != nil || len(report.Bad) != 1 || report.Blobs != 2 {
				t.Errorf("check: got %+v, %v, want one bad", report, err)
			}

			// Made again without the file, the other sources and all notes are there.
			crash(t, s)
			s, problems = openTold(t, d.dir, options())
			if len(problems) != 2 || problems[0].Kind != model.ProblemDamaged || problems[0].File != "poll-1/votes.csv" {
				t.Errorf("told %+v, want the damaged file and the index made again", problems)
			}
			_, err = s.Statements(c.Snapshot.ID)
			wantProblem(t, err, model.ProblemDamaged)
			wantContent(t, s, d.content[0])
			if heads, err := s.Heads(); err != nil || len(heads) != 3 {
				t.Errorf("heads: got %d, %v, want 3", len(heads), err)
			}

			// So it is after a clean end too.
			closeStore(t, s)
			s, problems = openTold(t, d.dir, options())
			if len(problems) != 1 || problems[0].File != "poll-1/votes.csv" {
				t.Errorf("told %+v, want the damaged file", problems)
			}

			// Sync brings it back: the file alone is enough.
			again := bring(t, s, "poll-1", votesFile(1, 20, 30))
			d.wantAll(t, s)
			if commit(t, s, again) {
				t.Error("the same file is a change, want none")
			}
			d.wantAll(t, s)
		})
	}
}

// TestDamageWhileOpen changes a value under the store: the checksum notices,
// nothing wrong is handed out, and the next opening puts it right.
func TestDamageWhileOpen(t *testing.T) {
	d := newDamaged(t)
	s := open(t, d.dir)
	id := d.content[0].Snapshot.ID
	txn := s.db.NewTransaction(true)
	if err := txn.Set(recKey(id, kindStatements, 0), []byte("[]????")); err != nil {
		t.Fatal(err)
	}
	if err := txn.Set(colKey(id, 0, 0), guard([]byte{1, 2})); err != nil {
		t.Fatal(err)
	}
	if err := txn.Commit(); err != nil {
		t.Fatal(err)
	}
	_, err := s.Statements(id)
	p := wantProblem(t, err, model.ProblemDamaged)
	if strings.Contains(p.Cause, "????") {
		t.Errorf("the cause %q shows what was stored", p.Cause)
	}
	if _, err := s.Column(id, "0"); !errors.Is(err, errPart) {
		wantProblem(t, err, model.ProblemDamaged)
	}
	report, err := s.Check(context.Background(), nil)
	if err != nil || len(report.Bad) == 0 {
		t.Errorf("check: got %+v, %v, want something bad", report, err)
	}
	closeStore(t, s)
	s, problems := openTold(t, d.dir, options())
	if len(problems) != 1 || problems[0].Kind != model.ProblemRebuilt {
		t.Errorf("told %+v, want that the index was made again", problems)
	}
	d.wantAll(t, s)
}

// TestRebuildStopped is killed, so to speak, in the middle of making the index
// again: the next opening starts over.
func TestRebuildStopped(t *testing.T) {
	d := newDamaged(t)
	damages["cut in half"](t, d.file(t, "db/MANIFEST"))
	o := options()
	n := 0
	o.Decode = func(ctx context.Context, s model.Snapshot, open func(string) (*os.File, error)) (model.Content, error) {
		if n++; n == 2 {
			panic("killed")
		}
		return decodeVotes(ctx, s, open)
	}
	func() {
		defer func() { _ = recover() }()
		_, _, _ = Open(d.dir, o)
	}()
	if n != 2 {
		t.Fatalf("decoded %d times, want 2", n)
	}
	// The lock and Badger's files are still open in this process, as they
	// would not be after a kill: go on with a copy of the folder.
	d = d.copied(t)
	s, problems := openTold(t, d.dir, options())
	if len(problems) != 1 || problems[0].Kind != model.ProblemRebuilt {
		t.Errorf("told %+v, want that the index was made again", problems)
	}
	d.wantAll(t, s)
}

func TestSettingsOfANewerProgram(t *testing.T) {
	dir := t.TempDir()
	closeStore(t, open(t, dir))
	newer := []byte(`{"format":2,"member":{}}`)
	change(t, filepath.Join(dir, fileSettings), func([]byte) []byte { return newer })
	_, _, err := Open(dir, options())
	wantProblem(t, err, model.ProblemRefused)
	if got, err := os.ReadFile(filepath.Join(dir, fileSettings)); err != nil || !bytes.Equal(got, newer) {
		t.Errorf("the settings were changed: %s, %v", got, err)
	}
}

func TestAnotherDecoder(t *testing.T) {
	d := newDamaged(t)
	o := options()
	o.Decoder = "2"
	s, problems := openTold(t, d.dir, o)
	if len(problems) != 1 || problems[0].Kind != model.ProblemRebuilt || !strings.Contains(problems[0].Say, "another version") {
		t.Errorf("told %+v, want that the index was made again", problems)
	}
	d.wantAll(t, s)
	closeStore(t, s)
	if _, problems = openTold(t, d.dir, o); len(problems) > 0 {
		t.Errorf("the next time: told %+v, want nothing", problems)
	}
}

func TestManyProblemsOfASnapshot(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	c := bring(t, s, "poll", votesFile(0, 1, 1))
	few := c.Snapshot.Problems
	for i := range 20_000 {
		c.Snapshot.Problems = append(c.Snapshot.Problems, model.Problem{Say: strings.Repeat("x", 100), Line: i})
	}
	commit(t, s, c)
	if got, _, err := s.Snapshot(c.Snapshot.ID); err != nil || !reflect.DeepEqual(got, c.Snapshot) {
		t.Fatalf("got %d problems, %v, want %d", len(got.Problems), err, len(c.Snapshot.Problems))
	}
	crash(t, s)
	o := options()
	o.Decode = func(ctx context.Context, s model.Snapshot, open func(string) (*os.File, error)) (model.Content, error) {
		content, err := decodeVotes(ctx, s, open)
		content.Snapshot.Problems = few // what decoding finds again
		return content, err
	}
	s, _ = openTold(t, dir, o)
	if got, _, err := s.Snapshot(c.Snapshot.ID); err != nil || !reflect.DeepEqual(got.Problems, few) {
		t.Errorf("made again: got %d problems, %v, want those of decoding", len(got.Problems), err)
	}
}

// An index that is as it was sealed and cannot be opened all the same is made
// again.
func TestSealedIndexThatCannotBeOpened(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "w")
	s := open(t, dir)
	if _, err := s.Append(noteOp("a note")); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	if err := os.WriteFile(filepath.Join(dir, dirIndex, "MANIFEST"), []byte("no manifest of Badger's"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.writeSeal(); err != nil {
		t.Fatal(err)
	}
	again, problems := openTold(t, dir, options())
	if len(problems) != 1 || problems[0].Kind != model.ProblemRebuilt {
		t.Errorf("opening told %v, want that the index was made again", problems)
	}
	if report := wantSound(t, again); report.Operations != 1 {
		t.Errorf("got %+v, want the note", report)
	}
}
