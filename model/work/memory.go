package work

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

const (
	// quiet is up to how many bytes the heap may grow before anything is
	// collected. What comes in is nearly all kept: collecting while it does finds
	// nothing, and takes a third of the time.
	quiet = 128 << 20
	// closely is by how much the heap may grow, in per cent, beyond that. With 20
	// million votes, a sync then peaks at 560 MB instead of 690, in the same
	// time. A limit on memory would do more below it, and nothing but collect
	// above: 50 million votes need 1 GB.
	closely = 25
	// leastHeap is what the runtime lets the heap grow to at 100 per cent however
	// little lives: https://go.dev/doc/gc-guide#GOGC.
	leastHeap = 4 << 20
)

// collector is the process's one setting of the garbage collector.
var collector struct {
	mu     sync.Mutex
	users  int
	before int
	end    func() // of following the heap
}

// Sparing makes the garbage collector suit long work until the returned
// function is called: it waits while the heap is small, and follows closely when
// it is not. Several may be going on.
func Sparing() (until func()) {
	c := &collector
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.users++; c.users == 1 {
		seen := live()
		c.before = debug.SetGCPercent(percent(seen))
		stop := make(chan struct{})
		wait := Beside(func() { follow(seen, stop) })
		c.end = func() {
			close(stop)
			wait()
		}
	}
	return sync.OnceFunc(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.users--; c.users == 0 {
			c.end()
			debug.SetGCPercent(c.before)
		}
	})
}

// follow sets the collector anew whenever the heap was collected.
func follow(seen uint64, stop <-chan struct{}) {
	tick := time.NewTicker(10 * time.Millisecond) // some 10 MB may be made in one
	defer tick.Stop()
	for {
		select {
		case <-stop:
			return
		case <-tick.C:
			if now := live(); now != seen {
				seen = now
				debug.SetGCPercent(percent(now))
			}
		}
	}
}

// percent gives by how much a heap may grow of which so many bytes live.
func percent(live uint64) int {
	if live == 0 {
		return 100 * quiet / leastHeap
	}
	room := 100 * (float64(quiet) - float64(live)) / float64(live)
	return int(math.Round(min(max(room, closely), 100*quiet/leastHeap)))
}

// live gives how many bytes of the heap lived when it was last collected.
func live() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
