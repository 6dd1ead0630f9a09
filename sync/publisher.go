package sync

import (
	"context"
	"io/fs"
	"net/http"
	"os"
	"slices"
	"sync/atomic"
	"time"

	"consilience/model"
	"consilience/sync/decode"
)

// Shelf is what sync needs of the store.
type Shelf interface {
	// PartialDir is where downloads lie until they are complete.
	PartialDir() string
	// Has says whether a file with this digest is here.
	Has(sha256 string) bool
	// Adopt takes over the complete file at path, which has this digest.
	Adopt(path, sha256 string) error
	// OpenBlob opens a file after verifying its digest.
	OpenBlob(sha256 string) (*os.File, error)
	// Validators gives what the feed's server said last, by file address.
	Validators(feed string) (map[string]model.Validator, error)
	// Heads gives the current snapshot of each source.
	Heads() ([]model.Snapshot, error)
}

// Limits keep a hostile or broken feed from filling the machine. A zero field
// means the default.
type Limits struct {
	Descriptor int64         // bytes of the descriptor: 4 MiB
	Resources  int           // files of a feed: 2,000
	File       int64         // bytes of a file: 4 GiB
	Total      int64         // bytes taken in by one fetch: 16 GiB
	Redirects  int           // redirects of one request, all on the same host: 3
	Idle       time.Duration // time without a byte: 30 s
	Attempts   int           // times that one download is taken up again in one fetch: 3
}

func (l Limits) orDefault() Limits {
	set := func(v *int64, def int64) {
		if *v == 0 {
			*v = def
		}
	}
	setInt := func(v *int, def int) {
		if *v == 0 {
			*v = def
		}
	}
	set(&l.Descriptor, 4<<20)
	set(&l.File, 4<<30)
	set(&l.Total, 16<<30)
	setInt(&l.Resources, 2000)
	setInt(&l.Redirects, 3)
	setInt(&l.Attempts, 3)
	if l.Idle == 0 {
		l.Idle = 30 * time.Second
	}
	return l
}

// Options of a Publisher. The zero value fetches from folders and the network.
type Options struct {
	// Sample is the feed at the address "sample".
	Sample fs.FS
	// Now is the clock, for the time of a fetch; time.Now if nil.
	Now func() time.Time
	// Client makes the requests; nil for one of our own. Its redirects are
	// bounded in any case.
	Client *http.Client
	Limits Limits
}

// Publisher fetches feeds onto one shelf. One Fetch at a time.
type Publisher struct {
	shelf   Shelf
	options Options
	known   atomic.Pointer[known]
}

// New makes a Publisher.
func New(shelf Shelf, o Options) *Publisher {
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Limits = o.Limits.orDefault()
	return &Publisher{shelf: shelf, options: o}
}

// fetch is one call of Fetch.
type fetch struct {
	*Publisher
	feed     string
	single   string // the path of the one file meant, if the address is a file's
	origin   origin
	pending  map[string]pending // by digest
	heads    []model.Snapshot
	delivery model.Delivery
	room     int64 // bytes of Limits.Total that are left
	progress model.Progress
	report   func(model.Progress)
	pdfs     *decode.PDFs // reads those that are recognised
}

// origin is where a feed's files are: a folder, the sample, a server.
type origin interface {
	// plan says which sources the feed has.
	plan(ctx context.Context, f *fetch) ([]source, error)
	// take brings a file onto the shelf, unless it is there already.
	take(ctx context.Context, f *fetch, w wanted) (model.File, error)
	close()
}

// wanted is a file of a feed. bytes is -1 and sha256 empty where the feed
// doesn't say; most is a limit of its own, if not 0.
type wanted struct {
	path   string
	table  int // of a document; 0 for all of the file
	bytes  int64
	sha256 string
	most   int64
	// optional says that the source is whole without it.
	optional bool
}

// most is how many bytes a file may have.
func (f *fetch) most(w wanted) int64 {
	if w.most > 0 {
		return w.most
	}
	return f.options.Limits.File
}

// Fetch reads the feed at address: "sample", an https address, an http address
// on this machine, a folder or a file. The address of a Polis report, or of its
// export, is read as that poll. Files come onto the shelf; each source
// that is complete and new is decoded into Delivery.Contents. A source that
// fails is left as it was, with a Problem in Delivery.Problems, and stops no
// other. report may be nil; it is called often, on the caller's goroutine.
//
// The error is a *model.Problem: the feed could not be read, no source of it
// could, or ctx ended (kind stopped; what was downloaded goes on next time).
// Then nothing is delivered but the problems and the traffic.
func (p *Publisher) Fetch(ctx context.Context, address string, report func(model.Progress)) (model.Delivery, error) {
	if report == nil {
		report = func(model.Progress) {}
	}
	f := &fetch{Publisher: p, room: p.options.Limits.Total, report: report, pending: map[string]pending{}}
	err := f.run(ctx, address)
	if ctx.Err() != nil {
		err = stopped(ctx.Err())
	}
	if err != nil {
		f.delivery.Contents, f.delivery.Unchanged, f.delivery.Validators = nil, nil, nil
		return f.delivery, model.AsProblem(err, "The inputs could not be fetched. What was here before is unchanged.")
	}
	return f.delivery, nil
}

func (f *fetch) run(ctx context.Context, address string) (err error) {
	f.pdfs = decode.NewPDFs(ctx)
	defer f.pdfs.Close()
	if f.heads, err = f.shelf.Heads(); err != nil {
		return err
	}
	if err = f.open(address); err != nil {
		return err
	}
	defer f.origin.close()
	f.delivery.Feed = f.feed
	plans, err := f.origin.plan(ctx, f)
	if err != nil {
		return err
	}
	for _, s := range plans {
		for _, w := range s.files {
			f.progress.Total += max(w.bytes, 0)
		}
	}
	for _, s := range plans {
		content, err := f.source(ctx, s)
		if err = f.settle(ctx.Err() != nil, err); err == nil && content != nil {
			f.delivery.Contents = append(f.delivery.Contents, *content)
		}
		if err != nil {
			if ctx.Err() != nil {
				return err
			}
			problem := model.AsProblem(err, "“"+s.Title+"” could not be fetched. What was here before is unchanged.")
			f.delivery.Problems = append(f.delivery.Problems, *problem)
			if problem.Kind == model.ProblemDiskFull {
				break // nothing further can be kept
			}
		}
	}
	f.leftAside()
	return f.nothing()
}

// listedAside is how many of the files that were left aside are listed.
const listedAside = 100

// leftAside shortens the list of files that were left aside, as in a folder
// that somebody chose by mistake.
func (f *fetch) leftAside() {
	kept, more := f.delivery.Problems[:0], 0
	for _, p := range f.delivery.Problems {
		if p.Kind == model.ProblemUnrecognised && len(kept) >= listedAside {
			more++
			continue
		}
		kept = append(kept, p)
	}
	if more > 0 {
		kept = append(kept, *model.Problemf(model.ProblemUnrecognised, "Choose the folder of one consultation.", "%d more files and folders were left aside; they are not listed one by one.", more))
	}
	f.delivery.Problems = kept
}

// nothing gives the Problem of a feed of which no source could be read: the
// gravest of those found, which then no longer stands among them.
func (f *fetch) nothing() error {
	d := &f.delivery
	if len(d.Contents)+len(d.Unchanged) > 0 {
		return nil
	}
	if len(d.Problems) == 0 {
		return model.Problemf(model.ProblemNothingToShow, "Choose a folder with published files, or one of the files itself.",
			"There is nothing to read at %s. Nothing was changed.", f.feed)
	}
	at := slices.IndexFunc(d.Problems, func(p model.Problem) bool { return p.Kind != model.ProblemUnrecognised })
	if at < 0 && len(d.Problems) > 1 {
		return model.Problemf(model.ProblemNothingToShow, "Choose a folder with published files, or one of the files itself.",
			"Nothing at %s is a file that Consilience reads. Nothing was changed.", f.feed)
	}
	at = max(at, 0)
	worst := d.Problems[at]
	d.Problems = slices.Delete(d.Problems, at, at+1)
	return &worst
}

// grow reports n more bytes of what.
func (f *fetch) grow(what string, n int64) {
	f.progress.What = what
	f.progress.Done += n
	f.report(f.progress)
}

func stopped(cause error) *model.Problem {
	return model.Problemf(model.ProblemStopped, "Sync again to go on where it stopped.", "Sync was stopped. What was here before is unchanged.").Because(cause)
}
