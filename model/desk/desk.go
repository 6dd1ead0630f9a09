package desk

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/store"
)

// Publisher brings feeds in. The sync package has one.
type Publisher interface {
	// Fetch reads the feed at address, keeps its files, and decodes what is
	// new. An error is a *model.Problem; a Delivery with fewer sources than
	// the feed has names the reasons in Problems.
	Fetch(ctx context.Context, address string, report func(model.Progress)) (model.Delivery, error)
}

// Desk is where one consultation is worked with. Its methods may be called
// from several goroutines; show is called with each new State, in order of
// revisions, from whichever goroutine made the change.
type Desk struct {
	store     *store.Store
	publisher Publisher
	feed      FeedWriter
	exporter  CodingWriter
	aside     func() (*Desk, func() error, error)
	now       func() time.Time
	show      func(State)
	limits    analysis.Thresholds

	preview previewer
	// running is the job that Stop ends; it is read without mu.
	running atomic.Pointer[job]
	// carriedMappings are those that a paper under verification carries.
	carriedMappings []model.KnownMapping

	mu     sync.Mutex
	state  State
	loaded map[model.SnapshotID]*loaded
	board  *board
	ops    []model.Operation
	job    *job
	// whose is the publisher of the tables at some addresses, as a person said
	// while the program runs; later the sources read from there say it.
	whose map[string]string
	// checks are those of the snapshots that checkedFor names.
	checks     []model.Check
	checkedFor string
	// present are the sources of the state, coding what is marked in them;
	// positions are kept as long as their notes. evidence and uses are what the
	// themes of the state were read from. found are the groupings on which
	// readings rest, shownGroups those that a person asked for, by source.
	present     []*loaded
	coding      *coding
	positions   map[*model.Note]*model.Positions
	evidence    analysis.Evidence
	uses        map[model.Ref][]string
	found       map[string]*Grouped
	shownGroups map[string]*Grouped
}

// Options are what a desk needs besides its store.
type Options struct {
	Publisher Publisher
	// Coding writes for coding programs; nil means that it cannot be done.
	Coding CodingWriter
	// Aside opens an empty desk in a folder of its own, which leave closes and
	// removes; nil means that papers can be held against what is here only.
	Aside func() (empty *Desk, leave func() error, err error)
	// Feed makes feeds of exports; nil means that it cannot be done.
	Feed FeedWriter
	// Now gives the time for dates of new papers; nil means time.Now.
	Now func() time.Time
	// ChecksLater leaves the checks of published data to the caller, who can
	// show their progress and stop them: CheckAll, CheckAllNow or Settle.
	ChecksLater bool
	// Show receives each State; nil means nobody looks.
	Show func(State)
	// Problems are what opening the store had to say.
	Problems []model.Problem
}

// Open reads the workspace and computes the first State. The error is a
// *model.Problem.
func Open(s *store.Store, o Options) (*Desk, error) {
	d := &Desk{
		store:     s,
		publisher: o.Publisher,
		feed:      o.Feed,
		exporter:  o.Coding,
		aside:     o.Aside,
		now:       o.Now,
		show:      o.Show,
		limits:    analysis.DefaultThresholds(),
		loaded:    map[model.SnapshotID]*loaded{},
		positions: map[*model.Note]*model.Positions{},

		found:       map[string]*Grouped{},
		shownGroups: map[string]*Grouped{},
	}
	if d.now == nil {
		d.now = time.Now
	}
	if d.show == nil {
		d.show = func(State) {}
	}
	d.state.Problems = o.Problems
	d.mu.Lock()
	err := d.refresh()
	d.mu.Unlock()
	if err == nil && !o.ChecksLater {
		err = d.CheckAllNow(context.Background(), func(model.Progress) {})
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// State is the newest state.
func (d *Desk) State() State {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state
}

// Thresholds are the settings that readings and classes use.
func (d *Desk) Thresholds() analysis.Thresholds { return d.limits }

// Operations gives the whole log, oldest first.
func (d *Desk) Operations() []model.Operation {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.ops)
}

// refresh reads what the store holds now, computes a new state and publishes
// it. The caller holds d.mu.
func (d *Desk) refresh() error {
	ops, err := d.store.Operations()
	if err != nil {
		return model.AsProblem(err, "The annotations could not be read.")
	}
	d.ops, d.board = ops, fold(ops)
	heads, err := d.store.Heads()
	if err != nil {
		return model.AsProblem(err, "The sources could not be read.")
	}
	var here []*loaded
	problems := slices.Clone(d.state.Problems)
	for _, snap := range heads {
		l, err := d.load(snap)
		if err != nil {
			// One damaged source must not keep the others, nor the sync that
			// mends it, out of reach. It is not kept in d.loaded: once its file
			// is back it is read again.
			p := model.AsProblem(err, "The records of the source “"+snap.Title+"” could not be read. Sync again to fetch it.")
			if !slices.ContainsFunc(problems, func(q model.Problem) bool { return q.Say == p.Say }) {
				problems = append(problems, *p)
			}
			l = &loaded{Snapshot: snap}
		}
		here = append(here, l)
	}
	d.present = here
	// What the checks found bears on the confidence of themes.
	unchecked := checkKey(here) != d.checkedFor
	if unchecked {
		d.checks, d.checkedFor = nil, ""
	}
	next := d.compute(here)
	next.Checks, next.Unchecked = d.checks, unchecked && len(here) > 0
	next.Problems, next.Changes, next.Job = problems, d.state.Changes, d.state.Job
	next.Exported, next.Verified, next.Found, next.Prepared = d.state.Exported, d.state.Verified, d.state.Found, d.state.Prepared
	next.Coding = d.state.Coding
	d.publish(next)
	return nil
}

// publish gives a state the next revision and shows it. The caller holds d.mu.
func (d *Desk) publish(next State) {
	next.Revision = d.state.Revision + 1
	next.Workspace = d.store.Dir()
	next.Member = d.store.Member()
	d.state = next
	d.state.Undo = d.undoLabel()
	d.show(d.state)
}

// change publishes the present state with one thing changed. The caller holds
// d.mu.
func (d *Desk) change(f func(*State)) {
	next := d.state
	f(&next)
	d.publish(next)
}

// loaded is a snapshot's records, read once.
type loaded struct {
	model.Snapshot
	statements   []model.Statement
	participants int
	tags         []model.Tag
	heard        []model.Heard
	themes       []model.Theme
	tradeOffs    []model.TradeOff
	questions    []model.Question
	responses    []model.Response
	counted      []analysis.QuestionEvidence // of each question
	texts        map[string][]string         // the first answers to open questions
	texters      map[string][]Texter         // who gave them
	incomplete   int                         // responses that did not come to the end
	days         map[string]int              // responses of each day
	undated      int
	notes        []model.Note
	excerpts     []model.Excerpt
	cases        []model.Case
	claims       []model.Claim
	targets      []model.Target
	older        int
}

func (d *Desk) load(snap model.Snapshot) (*loaded, error) {
	history, err := d.store.History(snap.Source.ID)
	if err != nil {
		return nil, err
	}
	if l, ok := d.loaded[snap.ID]; ok && l.Format == snap.Format && reflect.DeepEqual(l.Mapping, snap.Mapping) {
		fresh := *l
		fresh.Snapshot, fresh.older = snap, len(history)-1
		return &fresh, nil
	}
	l := &loaded{Snapshot: snap, older: len(history) - 1}
	if l.statements, err = d.store.Statements(snap.ID); err != nil {
		return nil, err
	}
	if l.participants, err = d.store.CountParticipants(snap.ID); err != nil {
		return nil, err
	}
	if l.tags, err = d.store.Tags(snap.ID); err != nil {
		return nil, err
	}
	if l.heard, err = d.store.Heard(snap.ID); err != nil {
		return nil, err
	}
	if l.themes, err = d.store.Themes(snap.ID); err != nil {
		return nil, err
	}
	if l.tradeOffs, err = d.store.TradeOffs(snap.ID); err != nil {
		return nil, err
	}
	if l.questions, err = d.store.Questions(snap.ID); err != nil {
		return nil, err
	}
	if l.responses, err = d.store.Responses(snap.ID); err != nil {
		return nil, err
	}
	answers, err := d.store.Answers(snap.ID, shownTexts)
	if err != nil {
		return nil, err
	}
	l.count(answers)
	if l.notes, err = d.store.Notes(snap.ID); err != nil {
		return nil, err
	}
	if l.excerpts, err = d.store.Excerpts(snap.ID); err != nil {
		return nil, err
	}
	if l.cases, err = d.store.Cases(snap.ID); err != nil {
		return nil, err
	}
	if l.claims, err = d.store.Claims(snap.ID); err != nil {
		return nil, err
	}
	if l.targets, err = d.store.Targets(snap.ID); err != nil {
		return nil, err
	}
	d.loaded[snap.ID] = l
	return l, nil
}

// voters finds how many people voted in a source: from its own votes, or from
// the participation register's row for that poll.
func voters(l *loaded, heard []model.Heard) (n int, from string) {
	if l.participants > 0 {
		return l.participants, ""
	}
	h, ok := analysis.VotersOf(heard, l.Source.ID)
	if !ok {
		return 0, ""
	}
	return int(*h.Value), h.Source + ": " + h.Group
}

// byChannel orders sources for reading: channels in their order, then by title.
func byChannel(a, b *loaded) int {
	rank := func(c model.Channel) int {
		if i := slices.Index(model.Channels, c); i >= 0 {
			return i
		}
		return len(model.Channels)
	}
	return cmp.Or(cmp.Compare(rank(a.Channel), rank(b.Channel)), cmp.Compare(a.Source.ID, b.Source.ID))
}
