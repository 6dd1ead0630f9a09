package store

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"consilience/model"
)

// manyVotes is a poll in which everybody votes on a tenth of 1,000 statements,
// people one after the other, each on statements in random order: the lines of
// a column rise with the participants, as in a file written in the order of
// time. Shuffled, lines are in no order at all: the worst case.
func manyVotes(votes int, shuffled bool) model.Content {
	const statements, perPerson = 1000, 100
	people := votes / perPerson
	random := rand.New(rand.NewPCG(5, 6))
	c := model.Content{Participants: make([]model.Participant, people), Columns: make([]model.VoteColumn, statements)}
	for i := range c.Columns {
		c.Columns[i] = model.VoteColumn{Statement: fmt.Sprint(i), File: "votes.csv"}
	}
	line := uint32(1)
	for p := range people {
		c.Participants[p].ID = fmt.Sprint(p)
		first, step := random.IntN(statements), 1+10*random.IntN(50)
		for v := range perPerson {
			line++
			at := line
			if shuffled {
				at = random.Uint32N(uint32(votes))
			}
			column := &c.Columns[(first+v*step)%statements]
			column.Participants = append(column.Participants, uint32(p))
			column.Votes = append(column.Votes, model.Vote(random.IntN(3)-1))
			column.Lines = append(column.Lines, at)
		}
	}
	return c
}

// BenchmarkTwentyMillionVotes commits 20 million votes and reads them back, at
// once and after opening again; rebuild is opening after a crash, without the
// time that decoding takes.
func BenchmarkTwentyMillionVotes(b *testing.B) {
	for _, order := range []string{"in order of time", "shuffled"} {
		b.Run(order, func(b *testing.B) {
			c := manyVotes(20_000_000, order == "shuffled")
			for b.Loop() {
				b.StopTimer()
				dir := b.TempDir()
				s := open(b, dir)
				small := bring(b, s, "poll", votesFile(0, 1, 1))
				c.Snapshot = small.Snapshot
				b.StartTimer()

				start := time.Now()
				commit(b, s, c)
				ingest := time.Since(start)
				load := loadVotes(b, s, c)

				b.StopTimer()
				start = time.Now()
				closeStore(b, s)
				closing := time.Since(start)
				disk := folderSize(b, filepath.Join(dir, dirIndex))
				start = time.Now()
				s = open(b, dir)
				opening := time.Since(start)
				reload := loadVotes(b, s, c)
				crash(b, s)
				o := options()
				o.Decode = func(context.Context, model.Snapshot, func(string) (*os.File, error)) (model.Content, error) {
					return c, nil
				}
				start = time.Now()
				s, _ = openTold(b, dir, o)
				again := time.Since(start)
				closeStore(b, s)
				if err := os.RemoveAll(dir); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(ingest.Seconds(), "s/ingest")
				b.ReportMetric(load.Seconds(), "s/load")
				b.ReportMetric(reload.Seconds(), "s/load-later")
				b.ReportMetric(closing.Seconds(), "s/close")
				b.ReportMetric(opening.Seconds(), "s/open")
				b.ReportMetric(again.Seconds(), "s/rebuild")
				b.ReportMetric(float64(disk)/1e6, "MB")
				b.StartTimer()
			}
		})
	}
}

// loadVotes reads all columns and says how long it took.
func loadVotes(b *testing.B, s *Store, c model.Content) time.Duration {
	b.Helper()
	start := time.Now()
	n := 0
	err := s.Columns(context.Background(), c.Snapshot.ID, func(c model.VoteColumn) error {
		n += len(c.Votes)
		return nil
	})
	if err != nil || n != 20_000_000 {
		b.Fatalf("got %d votes, %v", n, err)
	}
	return time.Since(start)
}

func folderSize(b *testing.B, dir string) (n int64) {
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// BenchmarkAppend saves notes one by one, each on the disk before the next.
func BenchmarkAppend(b *testing.B) {
	s := open(b, b.TempDir())
	op := noteOp("Cheaper, but slower: what the smaller members said in the second round.")
	for b.Loop() {
		if _, err := s.Append(op); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen opens a workspace with ten small polls and 1,000 notes: after
// a clean end, and after a crash, when the index is made again.
func BenchmarkOpen(b *testing.B) {
	for _, end := range []string{"clean", "crashed"} {
		b.Run(end, func(b *testing.B) {
			dir := b.TempDir()
			s := open(b, dir)
			for i := range 10 {
				commit(b, s, bring(b, s, fmt.Sprintf("poll-%d", i), votesFile(i, 50, 60)))
			}
			for range 1000 {
				note(b, s, "note")
			}
			closeStore(b, s)
			for b.Loop() {
				if end == "crashed" {
					if err := os.Remove(filepath.Join(dir, fileSeal)); err != nil {
						b.Fatal(err)
					}
				}
				s, _, err := Open(dir, options())
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				closeStore(b, s)
				b.StartTimer()
			}
		})
	}
}
