package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/dgraph-io/badger/v4"

	"consilience/model"
)

// kept is a snapshot as the index holds it.
type kept struct {
	Snapshot model.Snapshot `json:"snapshot"`
	// Op and HLC are of the newest operation that made it the head.
	Op  model.OpID `json:"op"`
	HLC uint64     `json:"hlc"`
}

func snapKey(id model.SnapshotID) []byte { return []byte(prefixSnap + key(string(id))) }
func headKey(source string) []byte       { return []byte(prefixHead + key(source)) }

func getKept(txn *badger.Txn, id model.SnapshotID) (k kept, ok bool, err error) {
	ok, err = getJSON(txn, snapKey(id), &k)
	return k, ok, err
}

// getHead reads the current snapshot of a source.
func getHead(txn *badger.Txn, source string) (k kept, ok bool, err error) {
	id, ok, err := get(txn, headKey(source))
	if err != nil || !ok {
		return kept{}, false, err
	}
	k, ok, err = getKept(txn, model.SnapshotID(id))
	if err == nil && !ok {
		err = badger.ErrKeyNotFound
	}
	return k, ok, err
}

// Commit takes in a source's content. It writes the records, then journals the
// snapshot, and moves the source's head last: stopped or failed halfway, the
// old snapshot stands. If the same snapshot is the head already, and whole,
// only the time of the fetch is kept and changed is false; if it was read as
// another format or by another mapping, its records are written anew; if the feed says
// something else of the same files, that is journaled, and changed is false
// too. The files must have been adopted before.
//
// A file set that is known under another source's name is refused: its votes
// would count twice.
func (s *Store) Commit(ctx context.Context, c model.Content) (changed bool, err error) {
	s.commits.Lock()
	defer s.commits.Unlock()
	if err := s.checkContent(c); err != nil {
		return false, err
	}
	var head, old kept
	var known, whole bool
	err = s.view(func(txn *badger.Txn) error {
		if head, _, err = getHead(txn, c.Snapshot.Source.ID); err != nil {
			return err
		}
		if old, known, err = getKept(txn, c.Snapshot.ID); err != nil {
			return err
		}
		_, whole, err = get(txn, wholeKey(c.Snapshot.ID))
		return err
	})
	if err != nil {
		return false, err
	}
	if known && old.Snapshot.Source.ID != c.Snapshot.Source.ID {
		return false, sameFiles(c.Snapshot, old.Snapshot)
	}
	current := known && head.Snapshot.ID == c.Snapshot.ID
	if current && whole && sameSnapshot(old.Snapshot, c.Snapshot) {
		return false, s.refresh(old, c.Snapshot.FetchedAt)
	}
	if err := s.room(estimate(c)); err != nil {
		return false, err
	}
	same := known && old.Snapshot.Format == c.Snapshot.Format && reflect.DeepEqual(old.Snapshot.Mapping, c.Snapshot.Mapping)
	if !whole || !same { // the same files, read in the same way, give the same records
		if err := s.writeRecords(ctx, c); err != nil {
			return false, err
		}
	}
	if err := s.moveHead(c.Snapshot, head.Op); err != nil {
		return false, err
	}
	return !current || !whole || !same, nil
}

// checkContent refuses what could not be kept or read again.
func (s *Store) checkContent(c model.Content) error {
	if c.Snapshot.Source.ID == "" || c.Snapshot.ID == "" {
		return fmt.Errorf("store: content without a source or snapshot id")
	}
	for _, f := range c.Snapshot.Files {
		if !s.Has(f.SHA256) {
			return fmt.Errorf("store: %s of %s was not adopted", f.Path, c.Snapshot.Source.ID)
		}
	}
	for _, column := range c.Columns {
		if err := checkColumn(column, len(c.Participants)); err != nil {
			return fmt.Errorf("store: %s: %w", c.Snapshot.Source.ID, err)
		}
	}
	return nil
}

func sameFiles(offered, here model.Snapshot) error {
	return model.Problemf(model.ProblemRefused,
		fmt.Sprintf("Use %s, or take one of the two away.", here.Title),
		"The files of %s are the same, byte for byte, as those of %s, which is already here. They were not taken in a second time, as every vote would count twice.",
		offered.Title, here.Title)
}

// sameSnapshot compares everything but the time of the fetch.
func sameSnapshot(a, b model.Snapshot) bool {
	a.FetchedAt, b.FetchedAt = time.Time{}, time.Time{}
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// estimate is how many bytes a commit may take on the disk while Badger has
// them in its log and in tables: generous, as the price of being wrong is high.
func estimate(c model.Content) uint64 {
	n := 64 << 10
	for _, column := range c.Columns {
		n += 3 * 6 * len(column.Votes)
	}
	n += 1024 * (len(c.Statements) + len(c.Tags) + len(c.Heard) + len(c.Themes) + len(c.TradeOffs))
	n += 128 * len(c.Participants)
	return uint64(n)
}

// moveHead journals the snapshot and makes it the source's current one.
// before is the operation that brought the head until now, if any.
func (s *Store) moveHead(snap model.Snapshot, before model.OpID) error {
	value, err := json.Marshal(forJournal(snap))
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	op := model.Operation{Kind: model.OpPut, Object: "source/" + snap.Source.ID, Field: model.FieldSnapshot, Value: value}
	if before != "" {
		op.Base = []model.OpID{before}
	}
	s.mu.Lock()
	o, err := s.append(op)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	return s.keep(kept{Snapshot: snap, Op: o.op.ID(), HLC: o.op.HLC})
}

// forJournal leaves out the problems of a snapshot that has too many for one
// operation: decoding the files again finds them again.
func forJournal(snap model.Snapshot) model.Snapshot {
	if raw, err := json.Marshal(snap.Problems); err == nil && len(raw) > maxOperation/4 {
		snap.Problems = nil
	}
	return snap
}

// keep writes a snapshot to the index as its source's head.
func (s *Store) keep(k kept) error {
	return s.update(func(txn *badger.Txn) error {
		if err := putJSON(txn, snapKey(k.Snapshot.ID), k); err != nil {
			return err
		}
		return txn.Set(headKey(k.Snapshot.Source.ID), guard([]byte(k.Snapshot.ID)))
	})
}

// refresh keeps when a snapshot was last found unchanged.
func (s *Store) refresh(k kept, at time.Time) error {
	if err := s.room(0); err != nil {
		return err
	}
	s.mu.Lock()
	next := s.settings
	next.Fetched = maps.Clone(next.Fetched)
	if next.Fetched == nil {
		next.Fetched = map[model.SnapshotID]time.Time{}
	}
	next.Fetched[k.Snapshot.ID] = at.UTC()
	err := s.saveSettings(next)
	s.mu.Unlock()
	if err != nil {
		return fileProblem("The time of this sync could not be saved. Everything else is unchanged.", err)
	}
	k.Snapshot.FetchedAt = at
	return s.update(func(txn *badger.Txn) error { return putJSON(txn, snapKey(k.Snapshot.ID), k) })
}

// Heads returns the current snapshot of each source, sorted by source id.
func (s *Store) Heads() ([]model.Snapshot, error) {
	var heads []model.Snapshot
	err := s.view(func(txn *badger.Txn) error {
		return scan(txn, prefixHead, func(_, id []byte) error {
			k, ok, err := getKept(txn, model.SnapshotID(id))
			if err == nil && !ok {
				err = badger.ErrKeyNotFound
			}
			heads = append(heads, k.Snapshot)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(heads, func(a, b model.Snapshot) int { return strings.Compare(a.Source.ID, b.Source.ID) })
	return heads, nil
}

// History returns all snapshots of a source, newest first, the head included.
func (s *Store) History(source string) ([]model.Snapshot, error) {
	all, err := s.allKept()
	if err != nil {
		return nil, err
	}
	var history []model.Snapshot
	for _, k := range all {
		if k.Snapshot.Source.ID == source {
			history = append(history, k.Snapshot)
		}
	}
	return history, nil
}

// allKept reads every snapshot, newest first.
func (s *Store) allKept() ([]kept, error) {
	var all []kept
	err := s.view(func(txn *badger.Txn) error {
		return scan(txn, prefixSnap, func(_, raw []byte) error {
			var k kept
			err := json.Unmarshal(raw, &k)
			all = append(all, k)
			return err
		})
	})
	slices.SortFunc(all, func(a, b kept) int { return cmp.Compare(b.HLC, a.HLC) })
	return all, err
}

// Snapshot finds a snapshot by its id, current or old.
func (s *Store) Snapshot(id model.SnapshotID) (model.Snapshot, bool, error) {
	var k kept
	var ok bool
	err := s.view(func(txn *badger.Txn) error {
		var err error
		k, ok, err = getKept(txn, id)
		return err
	})
	return k.Snapshot, ok, err
}
