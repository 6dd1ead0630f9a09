package store

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"consilience/model"
)

// decodeVotes is a decoder for tests: lines "statement,participant,vote",
// sorted by statement and participant. Every snapshot of these tests is one
// such file, so an index made again must equal the one that was committed.
func decodeVotes(_ context.Context, snap model.Snapshot, open func(string) (*os.File, error)) (model.Content, error) {
	c := model.Content{Snapshot: snap, Summary: map[string]string{"topic": "Test of " + snap.Source.ID}}
	f, err := open(snap.Files[0].SHA256)
	if err != nil {
		return c, err
	}
	defer f.Close()
	people := map[string]uint32{}
	lines := bufio.NewScanner(f)
	for n := uint32(1); lines.Scan(); n++ {
		field := strings.Split(lines.Text(), ",")
		vote, err := strconv.Atoi(field[2])
		if err != nil {
			return c, err
		}
		p, ok := people[field[1]]
		if !ok {
			p = uint32(len(people))
			people[field[1]] = p
			c.Participants = append(c.Participants, model.Participant{ID: field[1]})
		}
		if k := len(c.Columns); k == 0 || c.Columns[k-1].Statement != field[0] {
			c.Columns = append(c.Columns, model.VoteColumn{Statement: field[0], File: "votes.csv"})
			c.Statements = append(c.Statements, model.Statement{Source: snap.Source.ID, ID: field[0], Text: "¿Más? " + field[0], File: "votes.csv", Line: int(n), Basis: model.BasisCounted})
		}
		column := &c.Columns[len(c.Columns)-1]
		column.Participants = append(column.Participants, p)
		column.Votes = append(column.Votes, model.Vote(vote))
		column.Lines = append(column.Lines, n)
	}
	c.Tags = []model.Tag{{Source: snap.Source.ID, Cluster: "a/b", Name: "x y", Mentions: 3}, {Source: snap.Source.ID, Name: "a"}}
	c.Heard = []model.Heard{{Source: snap.Source.ID, Measure: "voters", Text: "40.65"}}
	c.Themes = []model.Theme{{ID: "t2"}, {ID: "t1"}}
	c.TradeOffs = []model.TradeOff{{ID: "depth", Question: "Deeper or broader?"}}
	return c, lines.Err()
}

// votesFile is a file for decodeVotes. Version makes it differ.
func votesFile(version, statements, people int) []byte {
	var b strings.Builder
	for s := range statements {
		for p := range people {
			fmt.Fprintf(&b, "%d,p%d,%d\n", s, p, (s+p+version)%3-1)
		}
	}
	return []byte(b.String())
}

// bring adopts a file and gives the content that it decodes to.
func bring(t testing.TB, s *Store, source string, file []byte) model.Content {
	t.Helper()
	c, err := bringFile(s, source, file)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func bringFile(s *Store, source string, file []byte) (model.Content, error) {
	sum := sha256.Sum256(file)
	digest := hex.EncodeToString(sum[:])
	path := filepath.Join(s.PartialDir(), "part")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		return model.Content{}, err
	}
	if err := s.Adopt(path, digest); err != nil {
		return model.Content{}, err
	}
	files := []model.File{{Path: source + "/votes.csv", SHA256: digest, Bytes: int64(len(file))}}
	snap := model.Snapshot{
		Source: model.Source{ID: source, Title: "Poll " + source, Channel: model.ChannelPoll},
		ID:     model.NewSnapshotID(files), FetchedAt: time.Date(2025, 3, 4, 5, 6, 7, 0, time.UTC), Files: files,
		Problems: []model.Problem{{Kind: model.ProblemImpossibleRow, Say: "50 votes cannot give 57 %."}},
	}
	return decodeVotes(context.Background(), snap, s.OpenBlob)
}

func options() Options { return Options{Decode: decodeVotes, MinFree: 1} }

// open opens a workspace that is expected to be well.
func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, problems := openTold(t, dir, options())
	if len(problems) > 0 {
		t.Fatalf("opening told %v, want nothing", problems)
	}
	return s
}

// openTold opens a workspace and closes it when the test ends.
func openTold(t testing.TB, dir string, o Options) (*Store, []model.Problem) {
	t.Helper()
	s, problems, err := Open(dir, o)
	if err != nil {
		t.Fatalf("open: %v (%v)", err, errors.Unwrap(err))
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, problems
}

func closeStore(t testing.TB, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatalf("close: %v", err)
	}
}

// crash ends the work as kill -9 does: without a seal.
func crash(t testing.TB, s *Store) {
	t.Helper()
	s.distrust.Store(true)
	closeStore(t, s)
}

func commit(t testing.TB, s *Store, c model.Content) bool {
	t.Helper()
	changed, err := s.Commit(context.Background(), c)
	if err != nil {
		t.Fatalf("commit: %v (%v)", err, errors.Unwrap(err))
	}
	return changed
}

func note(t testing.TB, s *Store, text string) model.Operation {
	t.Helper()
	op, err := s.Append(noteOp(text))
	if err != nil {
		t.Fatalf("append: %v", err)
	}
	return op
}

func noteOp(text string) model.Operation {
	value, err := json.Marshal(model.Comment{Text: text})
	if err != nil {
		panic(err) // a string is always JSON
	}
	return model.Operation{Kind: model.OpPut, Object: "theme/t1", Field: model.FieldNote, Value: value}
}

// wantContent compares everything that can be read of a snapshot with what
// was committed.
func wantContent(t testing.TB, s *Store, want model.Content) {
	t.Helper()
	got := model.Content{Snapshot: want.Snapshot}
	id := want.Snapshot.ID
	var err error
	read := func(e error) {
		t.Helper()
		if e != nil {
			t.Fatalf("reading %s: %v", want.Snapshot.Source.ID, e)
		}
	}
	got.Statements, err = s.Statements(id)
	read(err)
	got.Participants, err = s.Participants(id)
	read(err)
	got.Tags, err = s.Tags(id)
	read(err)
	got.Heard, err = s.Heard(id)
	read(err)
	got.Themes, err = s.Themes(id)
	read(err)
	got.TradeOffs, err = s.TradeOffs(id)
	read(err)
	got.Summary, err = s.Summary(id)
	read(err)
	read(s.Columns(context.Background(), id, func(c model.VoteColumn) error {
		got.Columns = append(got.Columns, c)
		return nil
	}))
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s: got %+v\nwant %+v", want.Snapshot.Source.ID, got, want)
	}
	n, err := s.CountParticipants(id)
	read(err)
	if n != len(want.Participants) {
		t.Fatalf("%s: got %d participants, want %d", want.Snapshot.Source.ID, n, len(want.Participants))
	}
	at := 0
	read(s.Votes(context.Background(), id, func(c model.VoteColumn) error {
		bare := want.Columns[at]
		bare.Lines = nil
		if !reflect.DeepEqual(c, bare) {
			t.Fatalf("votes on %s: got %v, want %v", bare.Statement, c, bare)
		}
		at++
		return nil
	}))
	if at != len(want.Columns) {
		t.Fatalf("%s: got votes on %d statements, want %d", want.Snapshot.Source.ID, at, len(want.Columns))
	}
	for _, c := range want.Columns {
		one, err := s.Column(id, c.Statement)
		read(err)
		if !reflect.DeepEqual(one, c) {
			t.Fatalf("column %s: got %v, want %v", c.Statement, one, c)
		}
	}
}

func wantSound(t testing.TB, s *Store) CheckReport {
	t.Helper()
	report, err := s.Check(context.Background(), nil)
	if err != nil {
		t.Fatalf("check: %v", err)
	}
	if len(report.Bad) > 0 {
		t.Fatalf("check found %q, want nothing", report.Bad)
	}
	return report
}

func wantProblem(t testing.TB, err error, kind string) *model.Problem {
	t.Helper()
	var p *model.Problem
	if !errors.As(err, &p) || p.Kind != kind {
		t.Fatalf("got %v (%T), want a Problem of kind %s", err, err, kind)
	}
	return p
}

func texts(t testing.TB, s *Store) []string {
	t.Helper()
	ops, err := s.Operations()
	if err != nil {
		t.Fatalf("operations: %v", err)
	}
	var all []string
	for _, op := range ops {
		var n model.Comment
		if op.Field == model.FieldNote {
			if err := json.Unmarshal(op.Value, &n); err != nil {
				t.Fatal(err)
			}
			all = append(all, n.Text)
		}
	}
	return all
}

func TestCommitAndRead(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	first := bring(t, s, "poll-a", votesFile(0, 3, 5))
	if !commit(t, s, first) {
		t.Error("the first snapshot is no change, want one")
	}
	wantContent(t, s, first)

	again := first
	again.Snapshot.FetchedAt = first.Snapshot.FetchedAt.Add(time.Hour)
	if commit(t, s, again) {
		t.Error("the same snapshot is a change, want none")
	}
	second := bring(t, s, "poll-a", votesFile(1, 4, 5))
	if !commit(t, s, second) {
		t.Error("another snapshot is no change, want one")
	}
	other := bring(t, s, "poll-b", votesFile(2, 1, 1))
	commit(t, s, other)

	state := func(s *Store) {
		t.Helper()
		heads, err := s.Heads()
		if err != nil || len(heads) != 2 || !reflect.DeepEqual(heads[0], second.Snapshot) || !reflect.DeepEqual(heads[1], other.Snapshot) {
			t.Errorf("heads: got %v, %v, want %v and %v", heads, err, second.Snapshot, other.Snapshot)
		}
		history, err := s.History("poll-a")
		if err != nil || !reflect.DeepEqual(history, []model.Snapshot{second.Snapshot, again.Snapshot}) {
			t.Errorf("history: got %v, %v, want the second, then the first fetched an hour later", history, err)
		}
		for _, c := range []model.Content{first, second, other} {
			wantContent(t, s, c)
		}
		wantSound(t, s)
	}
	state(s)
	closeStore(t, s)
	state(open(t, dir))
}

func TestCommitAgainAfterAnother(t *testing.T) {
	s := open(t, t.TempDir())
	a, b := bring(t, s, "poll", votesFile(0, 1, 2)), bring(t, s, "poll", votesFile(1, 1, 2))
	commit(t, s, a)
	commit(t, s, b)
	if !commit(t, s, a) {
		t.Error("going back to an earlier file is no change, want one")
	}
	history, err := s.History("poll")
	if err != nil || len(history) != 2 || history[0].ID != a.Snapshot.ID || history[1].ID != b.Snapshot.ID {
		t.Errorf("history: got %v, %v, want a, b", history, err)
	}
	ops, err := s.Operations()
	if err != nil || len(ops) != 3 || !slices.Equal(ops[2].Base, []model.OpID{ops[1].ID()}) {
		t.Errorf("operations: got %v, %v, want three, the last replacing the second", ops, err)
	}
}

func TestCommitKeepsANewDescription(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	c := bring(t, s, "poll", votesFile(0, 1, 2))
	commit(t, s, c)
	c.Snapshot.Licence = "CC-BY-4.0"
	if commit(t, s, c) {
		t.Error("a new licence of the same files is a change, want none")
	}
	crash(t, s)
	s, _ = openTold(t, dir, options())
	heads, err := s.Heads()
	if err != nil || len(heads) != 1 || heads[0].Licence != "CC-BY-4.0" {
		t.Errorf("got %v, %v, want the new licence", heads, err)
	}
	wantContent(t, s, c)
}

func TestCommitRefuses(t *testing.T) {
	s := open(t, t.TempDir())
	good := bring(t, s, "poll", votesFile(0, 1, 3))
	commit(t, s, good)
	cases := []struct {
		name   string
		change func(*model.Content)
	}{
		{"no snapshot id", func(c *model.Content) { c.Snapshot.ID = "" }},
		{"a file that is not here", func(c *model.Content) {
			c.Snapshot.Files = []model.File{{Path: "x", SHA256: strings.Repeat("a", 64)}}
		}},
		{"a participant out of range", func(c *model.Content) { c.Columns[0].Participants[2] = 3 }},
		{"participants out of order", func(c *model.Content) { c.Columns[0].Participants[0] = 2 }},
		{"a vote that is none", func(c *model.Content) { c.Columns[0].Votes[0] = 2 }},
		{"slices of different length", func(c *model.Content) { c.Columns[0].Lines = nil }},
		{"the same files under another name", func(c *model.Content) { c.Snapshot.Source.ID = "copy" }},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			c := good
			c.Columns = []model.VoteColumn{{Statement: "0", Participants: []uint32{0, 1, 2}, Votes: []model.Vote{1, 0, -1}, Lines: []uint32{1, 2, 3}}}
			test.change(&c)
			if _, err := s.Commit(context.Background(), c); err == nil {
				t.Error("got no error, want one")
			}
			wantContent(t, s, good)
		})
	}
}

func TestCommitStopped(t *testing.T) {
	s := open(t, t.TempDir())
	old := bring(t, s, "poll", votesFile(0, 2, 2))
	commit(t, s, old)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := s.Commit(ctx, bring(t, s, "poll", votesFile(1, 2, 2))); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want canceled", err)
	}
	heads, err := s.Heads()
	if err != nil || len(heads) != 1 || heads[0].ID != old.Snapshot.ID {
		t.Errorf("heads: got %v, %v, want the old snapshot", heads, err)
	}
	wantContent(t, s, old)
	wantSound(t, s)
}

// TestAnyText puts what breaks naive keys into every id.
func TestAnyText(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	ids := []string{"a/b", "a", "a%2Fb", "\x00", "ünï/🙂", strings.Repeat("long ", 30_000), ""}
	var want []model.Content
	for i, id := range ids[:6] {
		c := bring(t, s, fmt.Sprintf("s%d", i), votesFile(i, 1, 1))
		c.Snapshot.Source.ID = id
		c.Columns = nil
		c.Statements = nil
		for _, st := range ids {
			c.Statements = append(c.Statements, model.Statement{Source: id, ID: st})
			c.Columns = append(c.Columns, model.VoteColumn{Statement: st, Participants: []uint32{0}, Votes: []model.Vote{1}, Lines: []uint32{7}})
		}
		commit(t, s, c)
		want = append(want, c)
		if err := s.SaveValidators(id, []model.Validator{{Address: id, ETag: "e"}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range want {
		wantContent(t, s, c)
		v, err := s.Validators(c.Snapshot.Source.ID)
		if err != nil || len(v) != 1 || v[c.Snapshot.Source.ID].ETag != "e" {
			t.Errorf("validators: got %v, %v", v, err)
		}
	}
	wantSound(t, s)
}

func TestAlreadyOpen(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	_, _, err := Open(dir, options())
	p := wantProblem(t, err, model.ProblemAlreadyOpen)
	if p.Say != "This consultation is already open in another window." {
		t.Errorf("got %q", p.Say)
	}
	closeStore(t, s)
	closeStore(t, s) // twice is once
	open(t, dir)
}

func TestClosed(t *testing.T) {
	s := open(t, t.TempDir())
	closeStore(t, s)
	if _, err := s.Append(noteOp("late")); err == nil {
		t.Error("append after close: got no error")
	}
	if _, err := s.Heads(); err == nil {
		t.Error("heads after close: got no error")
	}
}

func TestForeignFolder(t *testing.T) {
	dir := t.TempDir()
	photo := filepath.Join(dir, "db", "photo.jpg")
	if err := os.MkdirAll(filepath.Dir(photo), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(photo, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _, err := Open(dir, options())
	wantProblem(t, err, model.ProblemRefused)
	if !exists(photo) {
		t.Error("somebody's file is gone")
	}
}

func TestMember(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	device := s.Member().Device
	if s.Member().Name == "" || len(device) != 8 {
		t.Errorf("default member: got %+v, want a name and a device of 8 digits", s.Member())
	}
	for _, test := range []struct{ name, author string }{
		{"Amina Díaz", "amina-diaz"},
		{"  ok  ", "ok"},
		{"ليلى", "member-"},
		{"../../etc", "etc"},
	} {
		m, err := s.SetMember(test.name)
		if err != nil || !strings.HasPrefix(m.Author, test.author) || m.Device != device || !safeName(m.Author) {
			t.Errorf("%q: got %+v, %v, want author %s…", test.name, m, err, test.author)
		}
		op := note(t, s, "by "+test.name)
		if op.By != strings.TrimSpace(test.name) || op.Seq != 1 || op.Author != m.Author {
			t.Errorf("%q: got operation %+v", test.name, op)
		}
	}
	for _, name := range []string{"", "   ", strings.Repeat("x", 101), "\xff"} {
		if _, err := s.SetMember(name); err == nil {
			t.Errorf("%q: got no error", name)
		}
	}
	closeStore(t, s)
	s = open(t, dir)
	if s.Member().Name != "../../etc" {
		t.Errorf("after opening again: got %+v", s.Member())
	}
	wantSound(t, s)
}
