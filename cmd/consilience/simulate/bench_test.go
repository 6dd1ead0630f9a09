package simulate

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"consilience/model/analysis/groups"
)

// cores is a groups.Parallel of all cores, as the desk's job runner brings one.
func cores(n int, work func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	all.Wait()
}

// BenchmarkFromDisk measures from votes.csv on disk to groups, representative
// statements and consensus, at the sizes that issue 3 names and between them;
// the curve against votes is the metric ns/vote. floor-s is what counting the
// lines of votes.csv takes, above-floor how many times as long the decoding.
// Those above 3 million votes need CONSILIENCE_LARGE=1 and up to 3 GB of disk.
func BenchmarkFromDisk(b *testing.B) {
	for _, p := range []Plan{
		{30_000, 250, 1_000_000, 4, 5},
		{30_000, 800, 3_000_000, 4, 5},
		{65_000, 1_300, 10_000_000, 4, 5},
		{100_000, 2_000, 20_000_000, 4, 5},
		{1_000_000, 5_000, 50_000_000, 4, 5},
	} {
		b.Run(fmt.Sprintf("%dM", p.Votes/1_000_000), func(b *testing.B) {
			if p.Votes > 3_000_000 && os.Getenv("CONSILIENCE_LARGE") == "" {
				b.Skip("set CONSILIENCE_LARGE=1 for large polls")
			}
			dir, files := export(b, p)
			floor := countLines(b, filepath.Join(dir, "votes.csv"), p.Votes+1)
			var read, group time.Duration
			runtime.GC()
			b.ReportAllocs()
			for b.Loop() {
				t0 := time.Now()
				c := content(b, dir, files)
				t1 := time.Now()
				m := groups.New(c.Statements, c.Columns, len(c.Participants), cores)
				g := groups.Find(m, groups.Options{})
				d := groups.Describe(m, g)
				read, group = read+t1.Sub(t0), group+time.Since(t1)
				if len(d.Groups) != p.Groups {
					b.Fatalf("got %d groups, want %d", len(d.Groups), p.Groups)
				}
			}
			n := float64(b.N)
			b.ReportMetric(read.Seconds()/n, "decode-s")
			b.ReportMetric(group.Seconds()/n, "groups-s")
			b.ReportMetric(floor.Seconds(), "floor-s")
			b.ReportMetric(read.Seconds()/n/floor.Seconds(), "above-floor")
			b.ReportMetric(float64(files[2].Bytes)*n/1e9/read.Seconds(), "GB/s")
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/n/float64(p.Votes), "ns/vote")
		})
	}
}

// countLines counts the lines of a file and says how long that takes, the file
// being in memory already.
func countLines(b *testing.B, path string, want int) time.Duration {
	b.Helper()
	var took time.Duration
	for range 2 {
		begun := time.Now()
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		buf, lines := make([]byte, 256<<10), 0
		for err == nil {
			var n int
			n, err = f.Read(buf)
			lines += bytes.Count(buf[:n], []byte{'\n'})
		}
		if took = time.Since(begun); err != io.EOF || f.Close() != nil || lines != want {
			b.Fatalf("got %d lines and %v, want %d", lines, err, want)
		}
	}
	return took
}
