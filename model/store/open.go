package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"consilience/model"
)

// opening is what Open finds out on its way.
type opening struct {
	s *Store
	// last is the seal of the last clean end; nil if there is none.
	last *seal
	// trusted says that the index is exactly as it was sealed.
	trusted bool
	// fresh are operations that the index lacks, of all journals.
	fresh    []stored
	problems []model.Problem
}

// open reads settings, index, journals, in this order: the index helps to put
// right a journal, the journals to make an index.
func (s *Store) open() ([]model.Problem, error) {
	// Badger makes files as it opens, and a full disk would end the process.
	// Half the floor, so that a workspace that ran into it can be opened.
	if err := room(s.dir, s.o.MinFree/2, 0); err != nil {
		return nil, err
	}
	if err := s.refuseForeign(); err != nil {
		return nil, err
	}
	virgin := !exists(s.path(fileSeal)) && !exists(s.path(dirIndex))
	for _, name := range []string{dirBlobs, dirJournal, dirPartial} {
		if err := os.MkdirAll(s.path(name), 0o700); err != nil {
			return nil, err
		}
	}
	o := &opening{s: s}
	last, sealErr := s.readSeal()
	o.last = last
	if err := o.readSettings(); err != nil {
		return nil, err
	}
	if err := o.openIndex(); err != nil {
		return nil, err
	}
	if err := o.readJournals(); err != nil {
		return nil, err
	}
	if err := o.index(); err != nil {
		return nil, err
	}
	if err := o.readFiles(); err != nil {
		return nil, err
	}
	missing, err := s.missingBlobs()
	if err != nil {
		return nil, err
	}
	for _, p := range missing {
		o.tell(&p)
	}
	if !o.trusted && !virgin {
		o.tellRebuilt(sealErr)
	}
	return o.problems, s.removeSeal()
}

func (o *opening) tell(p *model.Problem) {
	for _, told := range o.problems {
		if told.Say == p.Say {
			return
		}
	}
	o.problems = append(o.problems, *p)
}

// refuseForeign keeps the program from treating somebody else's folder called
// db as an index that it may remove.
func (s *Store) refuseForeign() error {
	if !exists(s.path(dirIndex)) || exists(s.path(fileSettings)) || exists(s.path(dirJournal)) || exists(s.path(fileSeal)) {
		return nil
	}
	return model.Problemf(model.ProblemRefused,
		"Choose another folder, or an empty one.",
		"The folder %s holds other things and is not a workspace. Nothing in it was changed.", s.dir)
}

// tellRebuilt says why the index was made again, and that nothing is lost
// unless something was found to be.
func (o *opening) tellRebuilt(sealErr error) {
	p := model.Problem{Kind: model.ProblemRebuilt}
	switch {
	case errors.Is(sealErr, errNoSeal):
		p.Say = "The program did not end properly last time, so the index was made again from the saved files."
	case o.last != nil && !o.last.current(o.s):
		p.Say = "This is another version of the program, so the index was made again from the saved files."
	default:
		p.Say = "The index of this consultation was damaged on the disk, so it was made again from the saved files."
		p.Do = "If this happens again, the disk may be failing: make a backup."
	}
	if !slices.ContainsFunc(o.problems, func(p model.Problem) bool { return p.Kind != model.ProblemRebuilt }) {
		p.Say += " Nothing is lost."
	}
	o.tell(&p)
}

// readSettings reads workspace.json, or finds another copy of what it said.
func (o *opening) readSettings() error {
	s := o.s
	raw, err := readLimited(s.path(fileSettings), maxSettings)
	if err == nil {
		if s.settings, err = parseSettings(raw); err == nil {
			return nil
		}
		var p *model.Problem
		if errors.As(err, &p) {
			return p
		}
	}
	if len(raw) > 0 {
		s.o.Log.Warn("settings not readable", "error", err)
		if err := replaceFile(s.path(fileSettings+".damaged"), raw); err != nil {
			return err
		}
	}
	if o.last != nil {
		o.tell(model.Problemf(model.ProblemRebuilt, "",
			"The settings of this workspace were damaged or missing, and were put back from their second copy. Nothing is lost."))
		return s.saveSettings(o.last.Settings)
	}
	journals, err := s.journalNames()
	if err != nil {
		return err
	}
	if len(journals) > 0 {
		member := defaultMember()
		o.tell(model.Problemf(model.ProblemDamaged,
			"Look at whether this is the name you want to write under.",
			"The settings of this workspace were damaged or missing. All notes are there; new ones are made under the name %s.", member.Name))
		return s.saveSettings(settings{Member: member})
	}
	return s.saveSettings(settings{Member: defaultMember()})
}

// openIndex opens the index if it is exactly as it was sealed, otherwise, or if
// that cannot be opened, a new one. Being killed here leaves no seal that fits, so the next Open starts
// over.
func (o *opening) openIndex() error {
	s := o.s
	o.trusted = o.last != nil && o.last.current(s) && o.last.holds(s, dirIndex)
	db, err := o.openBadger()
	if err != nil && o.trusted {
		// It is as it was sealed and cannot be opened all the same. All that is
		// in it can be made again.
		s.o.Log.Warn("sealed index not opened", "error", err)
		o.trusted = false
		db, err = o.openBadger()
	}
	if err != nil {
		return fileProblem("The index could not be opened. The saved files are unchanged.", s.openCause(err))
	}
	s.db = db
	return nil
}

// openBadger opens the index, which is emptied before if it is not trusted.
func (o *opening) openBadger() (*badger.DB, error) {
	dir := o.s.path(dirIndex)
	if !o.trusted {
		if err := os.RemoveAll(dir); err != nil {
			return nil, err
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return badger.Open(indexOptions(dir))
}

// openCause keeps the file system's own words, which are about files, and no
// others.
func (s *Store) openCause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p
	}
	return s.indexCause(err)
}

// journalNames lists the journals, also those that are sealed and gone.
func (s *Store) journalNames() ([]string, error) {
	entries, err := os.ReadDir(s.path(dirJournal))
	if err != nil {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		if _, _, ok := splitJournalName(e.Name()); ok && !e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// readJournals brings every journal to a state in which it can be appended to,
// and collects the operations that the index lacks.
func (o *opening) readJournals() error {
	names, err := o.s.journalNames()
	if err != nil {
		return err
	}
	if o.last != nil {
		for _, h := range o.last.Heads {
			names = append(names, h.name())
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		if err := o.readOne(name); err != nil {
			return err
		}
	}
	return nil
}

// index gives the index what it lacks: operations, and the snapshots that they
// brought.
func (o *opening) index() error {
	s := o.s
	if len(o.fresh) == 0 {
		return nil
	}
	slices.SortFunc(o.fresh, func(a, b stored) int { return compareOperations(a.op, b.op) })
	batch := s.db.NewWriteBatch()
	defer batch.Cancel()
	for _, op := range o.fresh {
		if err := batch.Set(opKey(op.op.Author, op.op.Device, op.op.Seq), guard(slices.Clone(op.raw))); err != nil {
			return s.indexProblem(err)
		}
	}
	if err := batch.Flush(); err != nil {
		return s.indexProblem(err)
	}
	for _, op := range o.fresh {
		if op.op.Field != model.FieldSnapshot || !strings.HasPrefix(op.op.Object, "source/") {
			continue
		}
		k := kept{Op: op.op.ID(), HLC: op.op.HLC}
		if err := json.Unmarshal(op.op.Value, &k.Snapshot); err != nil || k.Snapshot.ID == "" {
			s.o.Log.Warn("snapshot operation not understood", "seq", op.op.Seq)
			continue
		}
		if at, ok := s.settings.Fetched[k.Snapshot.ID]; ok && at.After(k.Snapshot.FetchedAt) {
			k.Snapshot.FetchedAt = at
		}
		if err := s.keep(k); err != nil { // the newest is kept last, and so is the head
			return err
		}
	}
	return nil
}

// readFiles decodes the files of every snapshot that has no records: of all,
// if the index is made again. Those whose files can't be read stay known, and
// the person is told.
func (o *opening) readFiles() error {
	s := o.s
	all, err := s.allKept()
	if err != nil {
		return err
	}
	for _, k := range slices.Backward(all) { // oldest first, as they came
		whole, err := s.isWhole(k.Snapshot.ID)
		if err != nil {
			return err
		}
		if whole {
			continue
		}
		if s.o.Decode == nil {
			return errors.New("store: Options.Decode is needed to make the index again")
		}
		unread, err := s.readAgain(k)
		if err != nil {
			return err
		}
		if unread != nil {
			s.unread = append(s.unread, k.Snapshot.ID)
			o.tell(model.AsProblem(unread, fmt.Sprintf("The files of %s could not be read again, so its figures cannot be shown.", k.Snapshot.Title)))
		}
	}
	return nil
}
