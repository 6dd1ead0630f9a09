package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/desk"
	"consilience/model/store"
	"consilience/sync"
	"consilience/sync/decode"
)

// writeSurvey writes the answers of n people to 20 questions and what they are,
// about 290 bytes a row: scales of agreement, several choices, free text. The
// same n gives the same bytes.
func writeSurvey(tb testing.TB, name string, n int) {
	tb.Helper()
	file, err := os.Create(name)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriter(file)
	w.WriteString("Timestamp,Which region are you from?,Which sector do you work in?,Gender")
	for i := range 12 {
		fmt.Fprintf(w, ",Do you agree that priority %d matters?", i+1)
	}
	w.WriteString(",Which of these have you used?,Which of these will you use?,How satisfied are you (0-10)?,What is missing?,What works?\n")
	seed := uint32(4)
	of := func(list ...string) string {
		seed = seed*1664525 + 1013904223
		return list[int(seed>>16)%len(list)]
	}
	words := strings.Fields("open data government participation trust budget reform local public service justice digital rights")
	for row := range n {
		fmt.Fprintf(w, "2024/10/%02d %d:%02d:%02d,%s,%s,%s", row%28+1, row%24, row%60, row%60,
			of("Africa", "Americas", "Asia", "Europe", "Pacific"), of("Government", "Civil society", "Academia", "Private"), of("Woman", "Man", ""))
		for range 12 {
			w.WriteString("," + of("Strongly agree", "Agree", "Neutral", "Disagree", "Strongly disagree"))
		}
		for range 2 {
			w.WriteString("," + of("Portal", "Portal;Hotline", "Meeting", "Hotline;Meeting", "Survey"))
		}
		w.WriteString("," + of("0", "3", "5", "7", "8", "10"))
		for range 2 {
			w.WriteByte(',')
			for range 4 {
				w.WriteString(of(words...) + " ")
			}
			fmt.Fprintf(w, "%d", row)
		}
		w.WriteByte('\n')
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := file.Close(); err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkSyncSurvey is what “consilience sync FILE” does in a new workspace,
// for a survey of 100,000 people: read, decode, keep, count, first state.
func BenchmarkSyncSurvey(b *testing.B) {
	name := filepath.Join(b.TempDir(), "survey.csv")
	writeSurvey(b, name, 100_000)
	info, err := os.Stat(name)
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(info.Size())
	for b.Loop() {
		s, _, err := store.Open(b.TempDir(), store.Options{Decode: decode.Snapshot, Decoder: decode.Version})
		if err != nil {
			b.Fatal(err)
		}
		d, err := desk.Open(s, desk.Options{Publisher: sync.New(s, sync.Options{})})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := d.SyncNow(context.Background(), func(model.Progress) {}, name); err != nil {
			b.Fatal(err)
		}
		if got := d.State().Sources; len(got) != 1 || got[0].Responses != 100_000 {
			b.Fatalf("got %d sources", len(got))
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/1e6, "MB-system")
}

// A survey that is stopped while it is read leaves what was there, and the next
// sync brings all of it.
func TestStopSurvey(t *testing.T) {
	dir := t.TempDir()
	before, name := filepath.Join(dir, "before.csv"), filepath.Join(dir, "survey.csv")
	writeSurvey(t, before, 50)
	s, _, err := store.Open(filepath.Join(dir, "workspace"), store.Options{Decode: decode.Snapshot, Decoder: decode.Version})
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(s, desk.Options{Publisher: sync.New(s, sync.Options{})})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	if _, err := d.SyncNow(t.Context(), func(model.Progress) {}, before); err != nil {
		t.Fatal(err)
	}
	writeSurvey(t, name, 5_000)
	ctx, stop := context.WithCancel(t.Context())
	var seen []model.Progress
	_, err = d.SyncNow(ctx, func(p model.Progress) {
		if seen = append(seen, p); strings.HasPrefix(p.What, "Reading") && p.Done > p.Total/2 {
			stop() // as somebody does who sees the bar between fetching and the end
		}
	}, name)
	if p := model.AsProblem(err, ""); p == nil || p.Kind != model.ProblemStopped {
		t.Fatalf("got %v, want a Problem of kind %s", err, model.ProblemStopped)
	}
	last := seen[len(seen)-1]
	if last.Total == 0 || len(seen) < 3 {
		t.Errorf("got %d reports, last %+v, want several of a known total", len(seen), last)
	}
	sources := d.State().Sources
	if len(sources) != 1 || sources[0].Source.ID != "before" || sources[0].Responses != 50 {
		t.Errorf("got %+v after Stop, want what was there", sources)
	}
	if _, err := d.SyncNow(t.Context(), func(model.Progress) {}, name); err != nil {
		t.Fatal(err)
	}
	if got := d.State().Sources; len(got) != 2 || got[1].Responses != 5_000 {
		t.Errorf("got %d sources, want the survey whole", len(got))
	}
}

// The checks show how far they are and stop within a tenth of a second's work;
// that they were not made is said, and they can be made again.
func TestStopChecks(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "survey.csv")
	writeSurvey(t, name, 5_000)
	s, _, err := store.Open(filepath.Join(dir, "workspace"), store.Options{Decode: decode.Snapshot, Decoder: decode.Version})
	if err != nil {
		t.Fatal(err)
	}
	d, err := desk.Open(s, desk.Options{Publisher: sync.New(s, sync.Options{}), ChecksLater: true})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	ctx, stop := context.WithCancel(t.Context())
	_, err = d.SyncNow(ctx, func(p model.Progress) {
		if p.What == "Checks" && p.Total > 0 && p.Done > 0 {
			stop()
		}
	}, name)
	if p := model.AsProblem(err, ""); p == nil || p.Kind != model.ProblemStopped || !strings.Contains(p.Say, "The checks were stopped") {
		t.Fatalf("got %v, want that the checks were stopped", err)
	}
	if st := d.State(); !st.Unchecked || len(st.Checks) != 0 || len(st.Sources) != 1 {
		t.Errorf("unchecked %v, %d checks, %d sources: want the source, unchecked", st.Unchecked, len(st.Checks), len(st.Sources))
	}
	d.Settle()
	d.Wait()
	if st := d.State(); st.Unchecked || len(st.Checks) == 0 || len(st.Problems) != 0 {
		t.Errorf("unchecked %v, %d checks, problems %v: want them made", st.Unchecked, len(st.Checks), st.Problems)
	}
}
