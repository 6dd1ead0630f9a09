package decode

import (
	"errors"
	"io"

	"consilience/model/work"
)

// records hands out the records of a text table one after the other. Those of a
// large file are cut beside, some hundred at a time, while what stands in those
// before them is being kept.
type records struct {
	cut *cutter
	record
	// lost is called before the fields that were handed out are no longer valid;
	// nil if nobody asks.
	lost func()

	full, free chan *batch // nil where records are cut when they are asked for
	stopped    chan struct{}
	wait       func() // for the cutting to end
	batch      *batch
	at         int // the next of its records
	watch      func(n int64)
}

// batch are records that lie in one buffer.
type batch struct {
	buf    []byte
	fields [][]byte // of all of them
	cuts   []batched
	read   int64 // the bytes that were read for them
	err    error // what came behind them
}

// batched is a record of a batch: its fields begin where those before it end.
type batched struct {
	end int
	record
}

// Records of a file are cut ahead if it has more than so many bytes, in so many
// batches of so many bytes.
const (
	aheadFrom  = 1 << 20
	aheadBytes = 128 << 10
	batches    = 4
)

// errStopped ends the cutting ahead of records that nobody wants any more.
var errStopped = errors.New("nobody reads on")

func newRecords(src io.Reader, comma byte) *records {
	return &records{cut: newCutter(src, comma)}
}

// next gives the fields of the next record, valid until the next call, or
// io.EOF. Any other error names the line.
func (r *records) next() ([][]byte, error) {
	if r.full == nil {
		if r.lost != nil {
			r.lost()
		}
		fields, err := r.cut.next()
		r.record = r.cut.record
		return fields, err
	}
	for r.batch == nil || r.at == len(r.batch.cuts) {
		if b := r.batch; b != nil {
			if b.err != nil {
				return nil, b.err
			}
			if r.lost != nil {
				r.lost()
			}
			r.free <- b
		}
		r.batch, r.at = <-r.full, 0
		r.watch(r.batch.read)
	}
	from, c := 0, &r.batch.cuts[r.at]
	if r.at > 0 {
		from = r.batch.cuts[r.at-1].end
	}
	r.at++
	r.record = c.record
	return r.batch.fields[from:c.end:c.end], nil
}

// cutAhead lets the records of a large file be cut ahead from here on, until
// they are told to stop.
func (in *input) cutAhead() {
	if in.rows == nil || in.rows.full != nil || in.Bytes < aheadFrom {
		return
	}
	watch := in.watch
	in.watch = func(int64) {} // told by those who take the records
	in.rows.ahead(aheadBytes, watch)
}

// ahead cuts records ahead, into batches of so many bytes. watch is told how
// many were read.
func (r *records) ahead(size int, watch func(n int64)) {
	r.watch = watch
	r.full, r.free, r.stopped = make(chan *batch, batches), make(chan *batch, batches), make(chan struct{})
	for range batches - 1 {
		r.free <- &batch{buf: make([]byte, size)}
	}
	c, now := r.cut, &batch{}
	c.took = 0
	c.fields = nil // those of the record handed out last stay
	hand := func() {
		now.buf, now.fields, now.read = c.buf, c.fields[:c.kept], c.took
		c.took = 0
		r.full <- now
	}
	c.another = func() []byte {
		hand()
		select {
		case now = <-r.free:
		case <-r.stopped:
			return nil
		}
		c.fields, c.kept = now.fields[:0], 0
		now.cuts = now.cuts[:0]
		if len(now.buf) > 8*size { // it held a long record, which need not stay
			now.buf = make([]byte, size)
		}
		return now.buf
	}
	r.wait = work.Beside(func() {
		for {
			_, err := c.next()
			if errors.Is(err, errStopped) {
				return
			}
			if err != nil {
				now.err = err
				hand()
				return
			}
			c.kept = len(c.fields)
			now.cuts = append(now.cuts, batched{c.kept, c.record})
		}
	})
}

// stop ends cutting ahead, so that the file can be closed.
func (r *records) stop() {
	if r == nil || r.full == nil {
		return
	}
	close(r.stopped)
	r.wait()
}
