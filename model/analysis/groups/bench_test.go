package groups

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// cores is a Parallel of all cores, as the desk's job runner brings one.
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

// BenchmarkGroups measures from columns of votes in memory to groups,
// representative statements and consensus, on simulated polls of the sizes that
// issue 3 names. It also says how the time divides.
func BenchmarkGroups(b *testing.B) {
	for _, size := range []struct {
		people, statements, votes int
	}{{3_000, 200, 300_000}, {30_000, 800, 3_000_000}, {100_000, 2_000, 20_000_000}, {1_000_000, 5_000, 50_000_000}} {
		b.Run(fmt.Sprintf("%.1fM", float64(size.votes)/1e6), func(b *testing.B) {
			if testing.Short() && size.votes > 3_000_000 {
				b.Skip("short")
			}
			share := float64(size.votes) / float64(size.people) / float64(size.statements)
			truth, list, columns := simulated(size.people, size.statements, 4, share, 5)
			runtime.GC()
			b.ReportAllocs()
			var pack, find, describe time.Duration
			for b.Loop() {
				t0 := time.Now()
				m := New(list, columns, size.people, cores)
				t1 := time.Now()
				g := Find(m, Options{})
				t2 := time.Now()
				p := Describe(m, g)
				t3 := time.Now()
				pack, find, describe = pack+t1.Sub(t0), find+t2.Sub(t1), describe+t3.Sub(t2)
				b.ReportMetric(float64(m.Votes())/1e6, "Mvotes")
				b.ReportMetric(float64(g.PCA.Steps), "passes")
				b.ReportMetric(ARI(g.Labels, truth), "ARI")
				if len(p.Groups) != g.K {
					b.Fatal("groups are missing")
				}
			}
			n := float64(b.N)
			b.ReportMetric(pack.Seconds()/n, "s-pack")
			b.ReportMetric(find.Seconds()/n, "s-find")
			b.ReportMetric(describe.Seconds()/n, "s-describe")
		})
	}
}

// BenchmarkOthers measures Polis's method and ten runs of Resample on
// 3 million simulated votes.
func BenchmarkOthers(b *testing.B) {
	_, list, columns := simulated(30_000, 800, 4, 0.125, 5)
	m := New(list, columns, 30_000, cores)
	b.Run("Polis", func(b *testing.B) {
		for b.Loop() {
			Find(m, Options{Method: Polis})
		}
	})
	b.Run("Resample", func(b *testing.B) {
		g := Find(m, Options{})
		for b.Loop() {
			s := Resample(m, g, Options{}, 10)
			b.ReportMetric(s.Overall, "stability")
		}
	})
}
