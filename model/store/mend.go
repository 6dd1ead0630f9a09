package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/dgraph-io/badger/v4"

	"consilience/model"
)

// readOne reads a journal and puts it right if it can be.
func (o *opening) readOne(name string) error {
	s := o.s
	author, device, ok := splitJournalName(name)
	if !ok {
		return nil
	}
	sealed := o.last.head(name)
	if o.trusted && sealed != nil && o.unchanged(name) {
		h := *sealed
		o.take(&h)
		return nil
	}
	data, err := readLimited(s.path(dirJournal, name), maxJournal)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	j := readJournal(author, device, data)
	ops := j.ops
	if o.trusted {
		if ops, err = o.heal(name, data, j); err != nil {
			return err
		}
	} else {
		j.short(author, device, sealed)
		if err := o.settle(name, data, j); err != nil {
			return err
		}
		o.fresh = append(o.fresh, ops...)
	}
	h := &journalHead{Author: author, Device: device, Size: int64(len(encodeJournal(ops)))}
	if n := len(ops); n > 0 {
		last := ops[n-1]
		h.Seq, h.HLC, h.Hash = last.op.Seq, last.op.HLC, last.hash()
	}
	o.take(h)
	return nil
}

// unchanged says whether a journal is exactly as it was sealed.
func (o *opening) unchanged(name string) bool {
	now, err := sealFile(o.s.dir, dirJournal+"/"+name)
	return err == nil && slices.Contains(o.last.Files, now)
}

// take makes a journal known to the store.
func (o *opening) take(h *journalHead) {
	o.s.heads[h.name()] = h
	o.s.hlc = max(o.s.hlc, h.HLC)
}

// indexedOperations reads what the index has of a journal.
func (s *Store) indexedOperations(author, device string) ([]stored, error) {
	var ops []stored
	prefix := fmt.Sprintf("%s%s/%s/", prefixOp, key(author), key(device))
	err := s.view(func(txn *badger.Txn) error {
		return scan(txn, prefix, func(_, raw []byte) error {
			op, err := decodeOperation(slices.Clone(raw))
			ops = append(ops, op)
			return err
		})
	})
	return ops, err
}

// heal puts a journal right with the help of an index that can be trusted: it
// holds everything that was saved up to the last clean end, and only what the
// journal has beyond that is taken from there. It returns all operations.
func (o *opening) heal(name string, data []byte, j journal) ([]stored, error) {
	s := o.s
	author, device, _ := splitJournalName(name)
	ops, err := s.indexedOperations(author, device)
	if err != nil {
		return nil, err
	}
	newest := uint64(0)
	if n := len(ops); n > 0 {
		newest = ops[n-1].op.Seq
	}
	for _, op := range j.ops {
		if op.op.Seq > newest {
			ops = append(ops, op)
			o.fresh = append(o.fresh, op)
		}
	}
	right := encodeJournal(ops)
	if bytes.Equal(right, data) {
		return ops, nil
	}
	if len(data) > 0 {
		if _, err := s.setAside(name, data); err != nil {
			return nil, err
		}
	}
	if err := replaceFile(s.path(dirJournal, name), right); err != nil {
		return nil, err
	}
	o.tell(model.Problemf(model.ProblemRebuilt,
		"If this happens again, the disk may be failing: make a backup.",
		"A file with saved notes was damaged on the disk, and was put right from its second copy. Nothing is lost."))
	return ops, nil
}

// short adds to what is missing what the seal knows of: a journal that lost
// its last operations looks whole by itself.
func (j *journal) short(author, device string, sealed *journalHead) {
	if sealed == nil {
		return
	}
	last := j.last()
	switch {
	case last.op.Seq < sealed.Seq:
		j.missing = append(j.missing, span(author, device, last.op.Seq+1, sealed.Seq))
		j.end = endDamaged
	case last.op.Seq == sealed.Seq && last.raw != nil && last.hash() != sealed.Hash:
		j.strange = append(j.strange, fmt.Sprintf("%s is not what was written", last.op.ID()))
	}
}

// settle deals with what is wrong in a journal that nothing can complete. An
// end that was cut off before it was acknowledged is trimmed without a word.
// Otherwise what was found is kept aside, what is whole goes on as the
// journal, and the person is told, once, which operations are lost.
func (o *opening) settle(name string, data []byte, j journal) error {
	s := o.s
	path := s.path(dirJournal, name)
	what := slices.Concat(j.missing, j.strange)
	told := !j.torn
	for _, w := range what {
		told = told && slices.Contains(s.settings.Told, w)
	}
	if j.end != endDamaged && told {
		if j.end == endCut {
			if err := os.Truncate(path, int64(j.whole)); err != nil {
				return err
			}
			return syncFile(path)
		}
		return nil
	}
	aside := ""
	if len(data) > 0 {
		var err error
		if aside, err = s.setAside(name, data); err != nil {
			return err
		}
	}
	if err := replaceFile(path, encodeJournal(j.ops)); err != nil {
		return err
	}
	next := s.settings
	next.Told = slices.Clone(next.Told)
	for _, w := range what {
		if !slices.Contains(next.Told, w) {
			next.Told = append(next.Told, w)
		}
	}
	author, device, _ := splitJournalName(name)
	if j.end == endDamaged && device == next.Member.Device {
		// The numbers after the last whole operation may have been given out.
		next.Member.Device = newDevice()
	}
	if err := s.saveSettings(next); err != nil {
		return err
	}
	o.tell(s.lostProblem(author, device, aside, j))
	return nil
}

// lostProblem says which operations are lost and where they may still be.
func (s *Store) lostProblem(author, device, aside string, j journal) *model.Problem {
	what := slices.Concat(j.missing, j.strange)
	if len(j.missing) == 0 && j.end == endDamaged {
		what = append(what, string(model.NewOpID(author, device, j.last().op.Seq+1)))
	}
	do := "No backup is known. If there is a copy of this folder elsewhere, open that one."
	if b := s.settings.Backup; b != nil {
		do = fmt.Sprintf("The last backup is %s of %s: restore it into a new folder to see what is missing here.", b.File, b.At.UTC().Format("2 January 2006, 15:04 UTC"))
	}
	if aside != "" {
		do += fmt.Sprintf(" The damaged file is kept as %s.", aside)
	}
	const most = 5
	list := strings.Join(what[:min(len(what), most)], ", ")
	if len(what) > most {
		list += fmt.Sprintf(" and %d more", len(what)-most)
	}
	return model.Problemf(model.ProblemDamaged, do,
		"Saved notes were damaged on the disk and cannot be read: %s. All others are there.", list)
}

// setAside keeps a copy of a journal as it was found and returns its path
// inside the workspace.
func (s *Store) setAside(name string, data []byte) (string, error) {
	folder := s.path(dirJournal, dirDamaged)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	for i := 1; ; i++ {
		copied := fmt.Sprintf("%s.%d", name, i)
		path := s.path(dirJournal, dirDamaged, copied)
		if exists(path) {
			continue
		}
		if err := writeSynced(path, data); err != nil {
			return "", err
		}
		return dirJournal + "/" + dirDamaged + "/" + copied, syncDir(folder)
	}
}
