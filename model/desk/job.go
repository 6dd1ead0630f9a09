package desk

import (
	"context"
	"slices"
	"sync"
	"time"

	"consilience/model"
	"consilience/model/analysis/groups"
	"consilience/model/work"
)

// job is long work that is going on.
type job struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// every is the least time between two progress reports that are passed on.
const every = 100 * time.Millisecond

// start runs work in the background, one job at a time. It reports progress in
// State.Job ten times a second at most, and leaves a Problem in State if work
// fails. It returns a Problem if another job is going on.
func (d *Desk) start(name string, work func(ctx context.Context, report func(model.Progress)) error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.job != nil {
		return model.Problemf("", "Wait for it, or press Stop.", "“%s” is still going on.", d.state.Job.Name)
	}
	ctx, cancel := context.WithCancel(context.Background())
	j := &job{cancel: cancel, done: make(chan struct{})}
	d.job = j
	d.running.Store(j)
	begun := d.now()
	d.change(func(s *State) {
		s.Job = &Job{Name: name, Started: begun}
		s.Problems = nil
	})
	go func() {
		defer close(j.done)
		defer cancel()
		err := work(ctx, throttle(d.now, func(p model.Progress) {
			d.mu.Lock()
			defer d.mu.Unlock()
			d.change(func(s *State) { s.Job = &Job{Name: name, Progress: p, Started: begun} })
		}))
		d.mu.Lock()
		defer d.mu.Unlock()
		d.job = nil
		d.running.Store(nil)
		d.change(func(s *State) {
			s.Job = nil
			if p := model.AsProblem(err, "“"+name+"” did not come to its end. What was here before is unchanged."); p != nil {
				s.Problems = append(s.Problems, *p)
			}
		})
	}()
	return nil
}

// begin is start for verbs that return nothing: what goes wrong stands in
// State.
func (d *Desk) begin(name string, work func(ctx context.Context, report func(model.Progress)) error) {
	if err := d.start(name, work); err != nil {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.change(func(s *State) {
			s.Problems = append(slices.Clone(s.Problems), *model.AsProblem(err, "“"+name+"” could not start."))
		})
	}
}

// spread gives analysis a way to use all cores. Once ctx has ended it calls
// nothing more, and what was being computed must be thrown away.
func spread(ctx context.Context) groups.Parallel {
	return func(n int, do func(i int)) { work.Spread(ctx, n, do) }
}

// throttle passes on the first report, then at most ten a second, and every
// report that completes its total.
func throttle(now func() time.Time, pass func(model.Progress)) func(model.Progress) {
	var mu sync.Mutex
	var last time.Time
	return func(p model.Progress) {
		mu.Lock()
		defer mu.Unlock()
		t := now()
		if !last.IsZero() && t.Sub(last) < every && (p.Total == 0 || p.Done < p.Total) {
			return
		}
		last = t
		pass(p)
	}
}

// Stop asks the running job to end; State.Job is nil when it has. What was complete
// stays; the rest is as it was. It waits for nothing: while a job takes over what
// it computed, the window must not stand still because somebody pressed Stop.
func (d *Desk) Stop() {
	if j := d.running.Load(); j != nil {
		j.cancel()
	}
}

// Wait returns when no job is going on.
func (d *Desk) Wait() {
	d.mu.Lock()
	j := d.job
	d.mu.Unlock()
	if j != nil {
		<-j.done
	}
}

// Close stops the running job, waits for it, and closes the store.
func (d *Desk) Close() error {
	d.Stop()
	d.Wait()
	return d.store.Close()
}
