package work

import (
	"context"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"testing"
)

func TestSpreadDoesEachOnce(t *testing.T) {
	for _, n := range []int{0, 1, 2, 1000} {
		done := make([]atomic.Int32, n)
		Spread(context.Background(), n, func(i int) { done[i].Add(1) })
		for i := range done {
			if got := done[i].Load(); got != 1 {
				t.Errorf("of %d: %d was done %d times", n, i, got)
			}
		}
	}
}

func TestSpreadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var done atomic.Int32
	Spread(ctx, 1_000_000, func(int) {
		done.Add(1)
		cancel()
	})
	if got := int(done.Load()); got == 0 || got > runtime.GOMAXPROCS(0) {
		t.Errorf("%d were done, want one for each processor at most", got)
	}
}

func TestBeside(t *testing.T) {
	there := make(chan int)
	wait := Beside(func() { there <- 7 })
	if got := <-there; got != 7 {
		t.Errorf("got %d", got)
	}
	wait()
}

// The heap may grow to quiet, whatever lives of it, and beyond by a quarter of
// what lives.
func TestPercent(t *testing.T) {
	for _, test := range []struct {
		name string
		live uint64
		want int
	}{
		{"nothing was collected yet", 0, 3200},
		{"little lives", 1 << 20, 3200},
		{"a quarter", quiet / 4, 300},
		{"half", quiet / 2, 100},
		{"nearly all", quiet * 9 / 10, 25},
		{"more", 10 * quiet, 25},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := percent(test.live); got != test.want {
				t.Errorf("got %d %%, want %d %%", got, test.want)
			}
		})
	}
}

// now gives the collector's setting.
func now() int {
	was := debug.SetGCPercent(100)
	debug.SetGCPercent(was)
	return was
}

func TestSparingIsOverWhenAllAreDone(t *testing.T) {
	before := now()
	one, two := Sparing(), Sparing()
	one()
	one() // twice counts once
	if now() == before {
		t.Error("the collector was set back before all were done")
	}
	two()
	if got := now(); got != before {
		t.Errorf("got %d %%, want %d %% again", got, before)
	}
}

// kept keeps what a test makes.
var kept [][]byte

// While little lives nothing is collected; once much does, the heap is followed.
func TestSparingFollowsTheHeap(t *testing.T) {
	defer func() { kept = nil }()
	runtime.GC()
	defer Sparing()()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 80 {
		kept = append(kept, make([]byte, 1<<20))
	}
	runtime.ReadMemStats(&after)
	if n := after.NumGC - before.NumGC; n != 0 {
		t.Errorf("the heap was collected %d times while it grew to 80 MB", n)
	}
	for range 200 {
		kept = append(kept, make([]byte, 1<<20))
	}
	if got, want := live(), uint64(quiet/2); got < want {
		t.Errorf("of 280 MB, %d MB are known to live, want more than %d", got>>20, want>>20)
	}
}
