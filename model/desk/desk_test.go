package desk_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"consilience/assets"
	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
	"consilience/sync"
	"consilience/sync/decode"
)

func openDesk(t testing.TB, dir string, show func(desk.State)) *desk.Desk {
	t.Helper()
	s, problems, err := store.Open(dir, store.Options{Decode: decode.Snapshot})
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(s, desk.Options{
		Publisher: sync.New(s, sync.Options{Sample: assets.Sample()}),
		Now:       func() time.Time { return time.Date(2026, 10, 13, 9, 0, 0, 0, time.UTC) },
		Show:      show,
		Problems:  problems,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

// withSample opens a desk on a new workspace that holds the sample.
func withSample(t testing.TB) *desk.Desk {
	t.Helper()
	d := openDesk(t, t.TempDir(), nil)
	if _, err := d.SyncNow(context.Background(), func(model.Progress) {}, "sample"); err != nil {
		t.Fatal(err)
	}
	return d
}

func theme(t *testing.T, d *desk.Desk, id string) desk.Theme {
	t.Helper()
	for _, th := range d.State().Themes {
		if th.ID == id {
			return th
		}
	}
	t.Fatalf("no theme %q", id)
	return desk.Theme{}
}

func tradeOff(t *testing.T, d *desk.Desk, id string) desk.TradeOff {
	t.Helper()
	for _, to := range d.State().TradeOffs {
		if to.ID == id {
			return to
		}
	}
	t.Fatalf("no trade-off %q", id)
	return desk.TradeOff{}
}

// The classes are those of the themes of the Phase 1 report under
// the scheme, version 1 (its section 3 lists them).
func TestSampleClasses(t *testing.T) {
	d := withSample(t)
	want := map[string]model.Class{
		"participation": model.Convergent,
		"narrow-focus":  model.DivergentWithin,
		"norms":         model.ConvergentReserve,
		"call-out":      model.DivergentGroups,
		"reformers":     model.ConvergentReserve,
		"grow":          model.UncertainClass,
		"prescriptive":  model.WeakSignal,
	}
	if got := len(d.State().Themes); got != len(want) {
		t.Errorf("got %d themes, want %d", got, len(want))
	}
	for id, class := range want {
		if got := theme(t, d, id).Assessment.Class; got != class {
			t.Errorf("theme %s: got %s, want %s", id, got, class)
		}
	}
}

// The readings of all 104 statements, as the scheme's section 3 counts them:
// the impossible row of 50 votes is read as 49.
func TestSampleReadings(t *testing.T) {
	d := withSample(t)
	got := map[string]int{}
	recovered := 0
	for _, s := range d.State().Statements {
		key := string(s.Item.Reading)
		if s.Item.Reading == model.Supports || s.Item.Reading == model.Opposes {
			if s.Item.Firm {
				key += " firm"
			} else {
				key += " thin"
			}
		}
		got[key]++
		if s.Basis == model.BasisRecovered {
			recovered++
		} else if len(s.Problems) == 0 {
			t.Errorf("%s has no counts and no problem that says why", s.Ref())
		}
	}
	want := map[string]int{"supports firm": 26, "supports thin": 9, "opposes thin": 1, "leans-oppose": 1, "split": 7, "uncertain": 28, "no-clear-direction": 2, "insufficient": 30}
	for key, n := range want {
		if got[key] != n {
			t.Errorf("%s: got %d, want %d", key, got[key], n)
		}
	}
	if recovered != 103 {
		t.Errorf("got %d recovered rows, want 103 of 104", recovered)
	}
}

// Every measure that any screen or paper of the sample can show is explained,
// and computing it again gives the same bits.
func TestEveryMeasureIsExplained(t *testing.T) {
	d := withSample(t)
	var measures []model.Measure
	state := d.State()
	for _, s := range state.Statements {
		measures = append(measures, s.Item.Measures...)
	}
	for _, th := range state.Themes {
		for _, c := range th.Assessment.Channels {
			for _, item := range c.Items {
				measures = append(measures, item.Measures...)
			}
		}
	}
	for _, to := range state.TradeOffs {
		for _, e := range to.Evidence {
			measures = append(measures, e.Item.Measures...)
		}
	}
	if len(measures) < 1000 {
		t.Fatalf("got %d measures, want more than a thousand: 103 statements have eleven or more each", len(measures))
	}
	for _, m := range measures {
		e, err := d.Explain(m.ID())
		if err != nil {
			t.Fatalf("%s: %v", m.ID(), err)
		}
		if e.Measure != m {
			t.Errorf("%s: explained as %+v, shown as %+v", m.ID(), e.Measure, m)
		}
		if len(e.Lines) == 0 || e.SHA256 == "" || e.File == "" || e.Formula == "" {
			t.Errorf("%s: the explanation lacks file, lines, digest or formula: %+v", m.ID(), e)
		}
	}
}

func TestTakePosition(t *testing.T) {
	cases := []struct {
		name           string
		stance         model.Stance
		member, reason string
		say            string
	}{
		{"for a pole", "b", "Amina Diallo", "Few things, done well.", ""},
		{"undecided", model.StanceUndecided, "Amina Diallo", "I want to hear more.", ""},
		{"dissent", model.StanceDissent, "José Ñ. García", "The question is put wrongly.", ""},
		{"no name", "a", " ", "because", "The name is empty"},
		{"no reason", "a", "Amina", "", "The reason is empty"},
		{"no such pole", "c", "Amina", "because", "does not say where Amina stands"},
		{"a reason as long as a book", "a", "Amina", strings.Repeat("word ", 50_000), "longer than"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := withSample(t)
			err := d.TakePosition("breadth", c.stance, c.member, c.reason)
			got := tradeOff(t, d, "breadth").Positions
			if c.say != "" {
				var p *model.Problem
				if !errors.As(err, &p) || !strings.Contains(p.Say, c.say) || p.Do == "" {
					t.Errorf("got error %v, want one that says %q and what to do", err, c.say)
				}
				if len(got) != 0 {
					t.Errorf("got %d positions, want none", len(got))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != 1 || got[0].Stance != c.stance || got[0].Member != c.member || got[0].Reason != c.reason {
				t.Errorf("got %+v", got)
			}
			if len(got) == 1 && len(got[0].Evidence) == 0 {
				t.Error("the position holds no measures as they stood")
			}
		})
	}
}

func TestPositionIsReplacedAndUndone(t *testing.T) {
	d := withSample(t)
	for _, reason := range []string{"first", "second"} {
		if err := d.TakePosition("breadth", "a", "Amina", reason); err != nil {
			t.Fatal(err)
		}
	}
	if got := tradeOff(t, d, "breadth").Positions; len(got) != 1 || got[0].Reason != "second" {
		t.Fatalf("got %+v, want the second reason only", got)
	}
	if got := d.State().Undo; got != "position on “How broad should the policy focus be?”" {
		t.Errorf("undo is offered as %q", got)
	}
	if err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := tradeOff(t, d, "breadth").Positions; len(got) != 1 || got[0].Reason != "first" {
		t.Fatalf("after undo got %+v, want the first reason", got)
	}
	if err := d.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := tradeOff(t, d, "breadth").Positions; len(got) != 0 {
		t.Fatalf("after two undos got %+v, want none", got)
	}
	if got := d.State().Undo; got != "" {
		t.Errorf("undo still offers %q", got)
	}
	if err := d.Undo(); err == nil {
		t.Error("undo of nothing gave no word")
	}
}

// Undo of something that was built on since is refused with a word.
func TestUndoIsRefused(t *testing.T) {
	d := withSample(t)
	id, err := d.AddTheme("Local", "Expand OGP Local")
	if err != nil {
		t.Fatal(err)
	}
	made := d.State().Themes[len(d.State().Themes)-1].Op
	if err := d.LinkStatement(id, "polis-role-of-ogp:18", 1); err != nil {
		t.Fatal(err)
	}
	var p *model.Problem
	if err := d.TakeBack(made); !errors.As(err, &p) || p.Kind != model.ProblemNotAllowedUndo || p.Do == "" {
		t.Fatalf("got %v, want a refusal that says what to do", err)
	}
	if err := d.Undo(); err != nil { // the link
		t.Fatal(err)
	}
	if err := d.Undo(); err != nil { // the theme
		t.Fatal(err)
	}
	for _, th := range d.State().Themes {
		if th.ID == id {
			t.Error("the theme is still there")
		}
	}
}

// What a member saved is there when the workspace is opened again.
func TestAnnotationsStay(t *testing.T) {
	dir := t.TempDir()
	d := openDesk(t, dir, nil)
	if _, err := d.SyncNow(context.Background(), func(model.Progress) {}, "sample"); err != nil {
		t.Fatal(err)
	}
	if err := d.Comment("theme/norms", "Cheaper, but slower"); err != nil {
		t.Fatal(err)
	}
	want := theme(t, d, "norms").Notes
	if len(want) != 1 || len(want[0].Evidence) == 0 {
		t.Fatalf("got %+v, want one note with the measures as they stood", want)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	again := openDesk(t, dir, nil)
	got := theme(t, again, "norms").Notes
	if len(got) != 1 || got[0].Text != want[0].Text || got[0].Op != want[0].Op {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if len(again.State().Problems) != 0 {
		t.Errorf("opening again had problems: %+v", again.State().Problems)
	}
}

// The job runner: states come in order of revision, progress is seen, the
// sources are there at the end.
func TestSyncJob(t *testing.T) {
	var states []desk.State
	done := make(chan struct{})
	d := openDesk(t, t.TempDir(), func(s desk.State) {
		states = append(states, s) // called under the desk's lock: one at a time
		if s.Job == nil && len(s.Sources) > 0 && len(s.Changes) > 0 {
			select {
			case <-done:
			default:
				close(done)
			}
		}
	})
	d.Sync("sample")
	<-done
	d.Wait()
	if len(d.State().Sources) != 8 {
		t.Errorf("got %d sources, want 8", len(d.State().Sources))
	}
	working := false
	for i, s := range states {
		if i > 0 && s.Revision != states[i-1].Revision+1 {
			t.Errorf("revision %d follows %d", s.Revision, states[i-1].Revision)
		}
		working = working || s.Job != nil
	}
	if !working {
		t.Error("no state showed the job")
	}
}

func TestExport(t *testing.T) {
	d := withSample(t)
	p, err := d.SavePaper(d.NewMemo("theme/participation"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	first, err := d.ExportNow(p.ID, filepath.Join(dir, "one.pdf"), desk.ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	second, err := d.ExportNow(p.ID, filepath.Join(dir, "two.pdf"), desk.ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if first.SHA256 != second.SHA256 {
		t.Error("the same paper has other bytes the second time")
	}
	if first.Pages < 2 || first.Pages > 4 || first.Figures == 0 {
		t.Errorf("got %d pages and %d figures, want two to four pages with figures", first.Pages, first.Figures)
	}
	if _, err := d.ExportNow(p.ID, filepath.Join(dir, "nowhere", "x.pdf"), desk.ExportOptions{}); err == nil {
		t.Error("writing into a missing folder gave no word")
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 {
		t.Errorf("got %d files, want the two papers and nothing left over", len(entries))
	}
	if lines, err := d.Outline(p); err != nil || len(lines) < 5 {
		t.Errorf("got outline %v, %v", lines, err)
	}
}

// A published file that was damaged on the disk keeps neither the other
// sources nor the sync that mends it out of reach.
func TestDamagedFileIsMendedBySync(t *testing.T) {
	dir := t.TempDir()
	d := openDesk(t, dir, nil)
	if _, err := d.SyncNow(context.Background(), func(model.Progress) {}, "sample"); err != nil {
		t.Fatal(err)
	}
	var digest string
	for _, s := range d.State().Sources {
		if s.Source.ID == "polis-role-of-ogp" {
			digest = s.Files[0].SHA256
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "blobs", digest[:2], digest), []byte("not what was written"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "db")); err != nil { // an unclean end: the index must be made again
		t.Fatal(err)
	}
	d = openDesk(t, dir, nil)
	if got := len(d.State().Statements); got != 60 {
		t.Errorf("got %d statements of the undamaged poll, want 60", got)
	}
	said := ""
	for _, p := range d.State().Problems {
		said += p.Say + "\n"
	}
	if !strings.Contains(said, "polis-role-of-ogp") {
		t.Errorf("no problem names the damaged source: %s", said)
	}
	if _, err := d.SyncNow(context.Background(), func(model.Progress) {}); err != nil {
		t.Fatal(err)
	}
	if got := len(d.State().Statements); got != 104 {
		t.Errorf("after the sync got %d statements, want 104", got)
	}
	if got := d.State().Problems; len(got) != 0 {
		t.Errorf("after the sync problems are left: %+v", got)
	}
}

// The same content gives the same bytes, also after a sync on a later day that
// found it unchanged.
func TestExportAfterUnchangedSync(t *testing.T) {
	s, _, err := store.Open(t.TempDir(), store.Options{Decode: decode.Snapshot})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 10, 13, 9, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	d, err := desk.Open(s, desk.Options{Publisher: sync.New(s, sync.Options{Sample: assets.Sample(), Now: clock}), Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	var sums []string
	var id string
	for day := range 2 {
		now = now.AddDate(0, 0, 5*day)
		if _, err := d.SyncNow(context.Background(), func(model.Progress) {}, "sample"); err != nil {
			t.Fatal(err)
		}
		if id == "" {
			p, err := d.SavePaper(d.NewMemo("theme/participation"))
			if err != nil {
				t.Fatal(err)
			}
			id = p.ID
		}
		done, err := d.ExportNow(id, filepath.Join(t.TempDir(), "memo.pdf"), desk.ExportOptions{})
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, done.SHA256)
	}
	if sums[0] != sums[1] {
		t.Errorf("got %s and %s, want the same bytes", sums[0], sums[1])
	}
}
