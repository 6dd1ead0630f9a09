package sync

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"consilience/assets"
	"consilience/model"
	"consilience/model/store"
	"consilience/sync/decode"
)

// bench is a real store with a publisher on it.
type bench struct {
	*testing.T
	store     *store.Store
	publisher *Publisher
	now       time.Time
}

func newBench(t *testing.T, o Options) *bench {
	t.Helper()
	s, _, err := store.Open(t.TempDir(), store.Options{Decode: decode.Snapshot})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	b := &bench{T: t, store: s, now: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC)}
	o.Now = func() time.Time { return b.now }
	b.publisher = New(s, o)
	return b
}

// sync fetches and commits, as the desk does.
func (b *bench) sync(address string) (model.Delivery, error) {
	b.Helper()
	d, err := b.publisher.Fetch(b.Context(), address, nil)
	for _, c := range d.Contents {
		if _, err := b.store.Commit(b.Context(), c); err != nil {
			b.Fatal(err)
		}
	}
	if len(d.Validators) > 0 {
		if err := b.store.SaveValidators(d.Feed, d.Validators); err != nil {
			b.Fatal(err)
		}
	}
	for _, p := range d.Problems {
		b.worded(&p)
	}
	if err != nil {
		var p *model.Problem
		if !errors.As(err, &p) {
			b.Fatalf("got %v, want a Problem", err)
		}
		b.worded(p)
	}
	return d, err
}

func (b *bench) worded(p *model.Problem) {
	b.Helper()
	if p.Say == "" || strings.Contains(p.Say, "%!") || !strings.HasSuffix(p.Say, ".") {
		b.Errorf("a problem is not well worded: %+v", p)
	}
}

func (b *bench) must(address string) model.Delivery {
	b.Helper()
	d, err := b.sync(address)
	if err != nil {
		b.Fatalf("got %v (%v), want a delivery", err, errors.Unwrap(err))
	}
	return d
}

// refused syncs what must fail with a Problem of a kind and leave the
// workspace as it was.
func (b *bench) refused(address, kind string) model.Delivery {
	b.Helper()
	before := b.heads()
	d, err := b.sync(address)
	var p *model.Problem
	if !errors.As(err, &p) || p.Kind != kind {
		b.Errorf("%s: got %v (%v), want a Problem of kind %s", address, err, errors.Unwrap(err), kind)
	}
	if len(d.Contents)+len(d.Unchanged)+len(d.Validators) > 0 {
		b.Errorf("%s: got a delivery %+v beside the error", address, d)
	}
	if after := b.heads(); !slices.Equal(before, after) {
		b.Errorf("%s: got heads %v, want them unchanged %v", address, after, before)
	}
	return d
}

func (b *bench) heads() (ids []string) {
	b.Helper()
	heads, err := b.store.Heads()
	if err != nil {
		b.Fatal(err)
	}
	for _, h := range heads {
		ids = append(ids, h.Source.ID+" "+string(h.ID))
	}
	return ids
}

func ids(d model.Delivery) (list []string) {
	for _, c := range d.Contents {
		list = append(list, c.Snapshot.Source.ID)
	}
	return list
}

func kinds(d model.Delivery) (list []string) {
	for _, p := range d.Problems {
		list = append(list, p.Kind+" "+p.File)
	}
	return list
}

func want[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %s %v, want %v", what, got, want)
	}
}

// write makes a folder of files.
func write(t *testing.T, dir string, files map[string]string) string {
	t.Helper()
	for name, content := range files {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func digest(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "sha256:" + hex.EncodeToString(sum[:])
}

const (
	tagsFile   = "cluster,tag,mentions\nRole,Narrower focus,21\n"
	heardFile  = "channel,measure,dimension,group,value\npolis,voters,poll,role,63\n"
	votesFile  = "timestamp,datetime,comment-id,voter-id,vote\n1500282615600,Mon,1,7,1\n1500282615601,Mon,1,2,-1\n"
	wordsFile  = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1500282615559,Mon,1,7,1,1,1,One\n"
	tableFile  = "statement_id,statement,votes,agree_pct,disagree_pct,pass_pct\n1,Text,24,62,12,25\n"
	themesFile = `{"themes":[{"id":"norms","proposition":"Facilitate norms","statements":[["a:1",1]]}]}`
)

func TestFetchSample(t *testing.T) {
	b := newBench(t, Options{Sample: assets.Sample()})
	d := b.must("sample")
	if len(d.Contents) != 8 || len(d.Problems) != 0 || d.Requests != 0 {
		t.Errorf("got %v with problems %v and %d requests, want the sample's eight sources", ids(d), d.Problems, d.Requests)
	}
	themes, tradeOffs := 0, 0
	for _, c := range d.Contents {
		themes += len(c.Themes)
		tradeOffs += len(c.TradeOffs)
		if c.Snapshot.Feed != "sample" || c.Snapshot.Publisher == "" || c.Snapshot.Licence == "" || c.Snapshot.Consultation == "" {
			t.Errorf("got %+v, want feed, publisher, licence and consultation", c.Snapshot.Source)
		}
	}
	if themes != 7 || tradeOffs != 9 {
		t.Errorf("got %d themes and %d trade-offs, want 7 and 9 as in the report's findings", themes, tradeOffs)
	}
	if again := b.must("sample"); len(again.Unchanged) != 8 || len(again.Contents) != 0 {
		t.Errorf("got %v new and %v unchanged, want all eight unchanged", ids(again), again.Unchanged)
	}
	if _, err := newBench(t, Options{}).sync("sample"); err == nil {
		t.Error("got no error without a sample, want one")
	}
}

func TestFetchBareFolder(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{
		"role tags.csv": tagsFile, "participation.csv": heardFile, "README.md": "tag; mentions\n", "empty.csv": "", "photo.csv": "\x89PNG\x00",
		"pack.zip": "PK\x03\x04", ".hidden.csv": tagsFile, "themes.json": themesFile,
		"our poll/votes.csv": votesFile, "our poll/comments.csv": wordsFile, "our poll/stats-history.csv": "n-votes\n1\n", "our poll/deep/x.csv": tagsFile,
		"other/participation.csv": heardFile + "survey,responses,total,,180\n",
	})
	b := newBench(t, Options{})
	d := b.must(dir)
	want(t, "sources", ids(d), []string{"participation", "our-poll", "x", "participation-2", "role-tags", "themes"})
	if len(d.Contents[1].Snapshot.Files) != 2 {
		t.Errorf("got %+v, want the poll's two files", d.Contents[1].Snapshot.Files)
	}
}

func TestFetchBareFolderListsWhatItLeaves(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{
		"role-tags.csv": tagsFile, "README.md": "tag; mentions\n", "empty.csv": "", "photo.csv": "\x89PNG\x00", "pack.zip": "PK\x03\x04", "1/2/3/4/5/6/7/8/deep.csv": tagsFile, "1/2/3/4/5/6/7/8/9/deeper.csv": tagsFile,
	})
	if err := os.Symlink(os.TempDir(), filepath.Join(dir, "way-out")); err != nil {
		t.Fatal(err)
	}
	d := newBench(t, Options{}).must(dir)
	want(t, "sources", ids(d), []string{"deep", "role-tags"})
	want(t, "problems", kinds(d), []string{
		"unrecognised 1/2/3/4/5/6/7/8/9", "unrecognised way-out",
		"unrecognised empty.csv", "unrecognised pack.zip", "unrecognised photo.csv",
		"unrecognised README.md", // prose comes last, when it is known what else a folder holds
	})
}

func TestFetchPolisFolder(t *testing.T) {
	dir := write(t, filepath.Join(t.TempDir(), "Our poll"), map[string]string{"votes.csv": votesFile, "comments.csv": wordsFile})
	b := newBench(t, Options{})
	d := b.must(dir)
	want(t, "sources", ids(d), []string{"our-poll"})
	snap := d.Contents[0].Snapshot
	if snap.Format != model.FormatPolisExport || snap.Channel != model.ChannelPoll || snap.Feed != dir || len(snap.Files) != 2 || snap.Files[0].Address != filepath.Join(dir, "comments.csv") || !snap.FetchedAt.Equal(b.now) {
		t.Errorf("got %+v, want a poll of two files from %s", snap, dir)
	}
	write(t, dir, map[string]string{"votes.csv": votesFile + "1500282615700,Mon,1,8,0\n"})
	if d := b.must(dir); len(d.Contents) != 1 || len(d.Contents[0].Participants) != 3 {
		t.Errorf("got %v, want the poll again with a third voter", ids(d))
	}
}

func TestFetchTwoPolisReportsInOneFolder(t *testing.T) {
	dir := write(t, filepath.Join(t.TempDir(), "polls"), map[string]string{
		"2025-03-01-1200-r1-votes.csv": votesFile, "2025-03-01-1201-r1-comments.csv": wordsFile, "2025-03-01-1202-r2-votes.csv": votesFile + "1500282615700,Mon,1,8,0\n",
	})
	want(t, "sources", ids(newBench(t, Options{}).must(dir)), []string{"polls", "polls-r2"})
}

func TestFetchBareFile(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{"role-tags.csv": tagsFile, "other.csv": tagsFile, "datapackage.json": `{"resources":[{"name":"tags","path":"role-tags.csv"}]}`})
	b := newBench(t, Options{})
	file := filepath.Join(dir, "role-tags.csv")
	d := b.must(file)
	want(t, "sources", ids(d), []string{"role-tags"})
	if d.Feed != file || d.Contents[0].Snapshot.Files[0].Address != file {
		t.Errorf("got feed %s, file %s; want %s", d.Feed, d.Contents[0].Snapshot.Files[0].Address, file)
	}
	want(t, "unchanged", b.must(file).Unchanged, []string{"role-tags"})
	// The descriptor's own path means its folder.
	other := newBench(t, Options{}).must(filepath.Join(dir, "datapackage.json"))
	want(t, "sources", ids(other), []string{"tags"})
	if other.Feed != dir {
		t.Errorf("got feed %s, want the folder %s", other.Feed, dir)
	}
}

func TestFetchBadFile(t *testing.T) {
	long := "statement,votes,agree_pct,disagree_pct\n" + strings.Repeat("x", 17<<20)
	tests := []struct{ name, file, content, kind string }{
		{"empty", "a.csv", "", model.ProblemUnrecognised},
		{"binary", "a.csv", "\x7fELF\x00", model.ProblemUnrecognised},
		{"wrong columns", "a.csv", "colour,shape\nred,round\n", model.ProblemNeedsMapping},
		{"a line without end", "a.csv", long, model.ProblemTooLarge},
		{"a header alone", "a.csv", "cluster,tag,mentions\n", model.ProblemUnrecognised},
		{"not UTF-8", "a.csv", tagsFile + "Role,Caf\xe9\x81,4\n", model.ProblemUnreadableRow},
		{"web page", "a.csv", "<!DOCTYPE html><title>Sign in</title>", model.ProblemUnrecognised},
		{"a part that tells nothing by itself", "x-participant-importance.csv", "participant,group-id,n-comments,n-votes,n-important,1\n7,0,1,1,1,1\n", model.ProblemNothingToShow},
		{"zip", "a.zip", "PK\x03\x04" + strings.Repeat("\x00", 1000), model.ProblemUnrecognised},
		{"cut off in the middle of a vote", "votes.csv", votesFile[:len(votesFile)-4], model.ProblemTruncated},
		{"ending in an error", "votes.csv", votesFile + "{\"error\":\"polis_err_export\"}\n", model.ProblemTruncated},
		{"ending in an error message", "votes.csv", votesFile + "Error: Query read timeout\n", model.ProblemTruncated},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := write(t, t.TempDir(), map[string]string{test.file: test.content})
			b := newBench(t, Options{})
			b.refused(filepath.Join(dir, test.file), test.kind)
			b.refused(dir, test.kind)
			for _, folder := range []string{b.store.PartialDir(), filepath.Join(b.store.Dir(), "blobs")} {
				left, err := os.ReadDir(folder)
				if err != nil || len(left) > 0 {
					t.Errorf("got %v, %v left in %s, want nothing", left, err, folder)
				}
			}
		})
	}
	b := newBench(t, Options{})
	b.refused(filepath.Join(t.TempDir(), "nowhere"), model.ProblemNotReachable)
	b.refused(t.TempDir(), model.ProblemNothingToShow)
	b.refused("", model.ProblemNotReachable)
	b.refused("  ", model.ProblemNotReachable)
}

// A folder that somebody chose by mistake is one sentence, and a list with an
// end.
func TestFetchWrongFolder(t *testing.T) {
	files := map[string]string{}
	for i := range 250 {
		files["note-"+strconv.Itoa(i)+".log"] = "words\n"
	}
	dir := write(t, t.TempDir(), files)
	d := newBench(t, Options{}).refused(dir, model.ProblemNothingToShow)
	if n := len(d.Problems); n != listedAside+1 {
		t.Errorf("got %d problems, want %d and one about the rest", n, listedAside)
	}
}

func TestFetchChangedSourceKeepsTheOld(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{"a.csv": tagsFile, "b.csv": heardFile})
	b := newBench(t, Options{})
	b.must(dir)
	before := b.heads()
	write(t, dir, map[string]string{"a.csv": "tag,mentions\nb,1\n,1\n", "b.csv": "\x00"})
	d := b.must(dir)
	want(t, "sources", ids(d), []string{"a"})
	if len(d.Contents[0].Snapshot.Problems) == 0 || len(d.Problems) != 1 {
		t.Errorf("got %v and %v, want a problem with each file", d.Contents[0].Snapshot.Problems, d.Problems)
	}
	if after := b.heads(); after[1] != before[1] {
		t.Errorf("got %s, want the old snapshot %s", after[1], before[1])
	}
}

func TestFetchStops(t *testing.T) {
	dir := write(t, t.TempDir(), map[string]string{"a.csv": tagsFile, "b.csv": heardFile})
	b := newBench(t, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	d, err := b.publisher.Fetch(ctx, dir, func(p model.Progress) {
		if p.What == "b.csv" {
			cancel()
		}
	})
	var p *model.Problem
	if !errors.As(err, &p) || p.Kind != model.ProblemStopped || len(d.Contents) > 0 {
		t.Errorf("got %v and %v, want a Problem of kind %s and nothing else", err, ids(d), model.ProblemStopped)
	}
	want(t, "sources after going on", ids(b.must(dir)), []string{"a", "b"})
}

func TestFetchReportsProgress(t *testing.T) {
	fsys := fstest.MapFS{"t.csv": {Data: []byte(tagsFile)}, "datapackage.json": {Data: []byte(feed(`{"name":"t","path":"t.csv","bytes":` + strconv.Itoa(len(tagsFile)) + `}`))}}
	var last model.Progress
	b := newBench(t, Options{Sample: fsys})
	if _, err := b.publisher.Fetch(t.Context(), "sample", func(p model.Progress) { last = p }); err != nil {
		t.Fatal(err, errors.Unwrap(err))
	}
	if last.Done != 2*int64(len(tagsFile)) || last.Total != last.Done || last.What == "" {
		t.Errorf("got %+v, want all %d bytes fetched, and read", last, len(tagsFile))
	}
}

// full is a shelf on a disk without room.
type full struct {
	Shelf
	dir string
}

func (f full) PartialDir() string { return f.dir }

func TestFetchWithoutPlaceToWrite(t *testing.T) {
	b := newBench(t, Options{})
	b.publisher = New(full{b.store, filepath.Join(t.TempDir(), "gone")}, Options{})
	dir := write(t, t.TempDir(), map[string]string{"a.csv": tagsFile})
	if _, err := b.sync(dir); err == nil {
		t.Error("got no error, want one")
	}
}

func TestWritingNamesAFullDisk(t *testing.T) {
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skipf("this system has no /dev/full: %v", err)
	}
	defer f.Close()
	_, err = io.WriteString(f, "x")
	var p *model.Problem
	if got := writing(err); !errors.As(got, &p) || p.Kind != model.ProblemDiskFull {
		t.Errorf("got %v, want a Problem of kind %s", got, model.ProblemDiskFull)
	}
}

// The folder of the OGP Phase 1 tables has no descriptor, and a README that is
// not one of its tables.
func TestFetchPublishedFolders(t *testing.T) {
	shared := filepath.Join("..", "..", "shared", "data")
	if _, err := os.Stat(shared); err != nil {
		t.Skipf("the published data are not beside the repository: %v", err)
	}
	d := newBench(t, Options{}).must(filepath.Join(shared, "ogp-phase1-report"))
	want(t, "sources", ids(d), []string{"contribution-areas", "participation", "polis-challenges-opportunities", "polis-role-of-ogp", "role-tags"})
	want(t, "problems", kinds(d), []string{"unrecognised README.md"})
	polls := newBench(t, Options{}).must(filepath.Join(shared, "polis-open"))
	if len(polls.Contents) != 7 {
		t.Errorf("got %v, want the seven conversations", ids(polls))
	}
	for _, c := range polls.Contents {
		if len(c.Snapshot.Files) != 4 || len(c.Snapshot.Problems) != 0 {
			t.Errorf("%s: got %d files, problems %v; want 4 and none", c.Snapshot.Source.ID, len(c.Snapshot.Files), c.Snapshot.Problems)
		}
	}
}
