package work

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Spread calls do for each number from 0 to n-1, on as many processors as there
// are, in no order. Once ctx has ended it calls nothing more. It returns when
// no call is going on.
func Spread(ctx context.Context, n int, do func(i int)) {
	var next atomic.Int64
	some := func() {
		for i := next.Add(1) - 1; i < int64(n) && ctx.Err() == nil; i = next.Add(1) - 1 {
			do(int(i))
		}
	}
	var others sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		others.Go(some)
	}
	some()
	others.Wait()
}

// Beside begins do on a processor of its own and returns a function that waits
// for its end.
func Beside(do func()) (wait func()) {
	var one sync.WaitGroup
	one.Go(do)
	return one.Wait
}
