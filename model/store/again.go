package store

import (
	"context"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"consilience/model"
)

// isWhole says whether a snapshot has its records.
func (s *Store) isWhole(id model.SnapshotID) (whole bool, err error) {
	err = s.view(func(txn *badger.Txn) error {
		_, whole, err = get(txn, wholeKey(id))
		return err
	})
	return whole, err
}

// readAgain decodes a known snapshot's files and writes its records. unread is
// why the files cannot be read; err is why nothing could be written.
func (s *Store) readAgain(k kept) (unread, err error) {
	c, unread := s.o.Decode(context.Background(), k.Snapshot, s.OpenBlob)
	if unread != nil {
		return unread, nil
	}
	if len(k.Snapshot.Problems) == 0 {
		k.Snapshot.Problems = c.Snapshot.Problems // see forJournal
	}
	c.Snapshot = k.Snapshot
	if unread := s.checkContent(c); unread != nil {
		return unread, nil
	}
	if err := s.room(estimate(c)); err != nil {
		return nil, err
	}
	if err := s.writeRecords(context.Background(), c); err != nil {
		return nil, err
	}
	return nil, s.update(func(txn *badger.Txn) error { return putJSON(txn, snapKey(k.Snapshot.ID), k) })
}

// retry reads the snapshots that lacked this file, now that it is here again.
// What still cannot be read waits for its other files, or for the next Open.
func (s *Store) retry(digest string) error {
	s.mu.Lock()
	unread := slices.Clone(s.unread)
	s.mu.Unlock()
	if len(unread) == 0 {
		return nil
	}
	s.commits.Lock()
	defer s.commits.Unlock()
	all, err := s.allKept()
	if err != nil {
		return err
	}
	for _, k := range all {
		files := k.Snapshot.Files
		if !slices.Contains(unread, k.Snapshot.ID) ||
			!slices.ContainsFunc(files, func(f model.File) bool { return f.SHA256 == digest }) ||
			slices.ContainsFunc(files, func(f model.File) bool { return !s.Has(f.SHA256) }) {
			continue
		}
		why, err := s.readAgain(k)
		if err != nil {
			return err
		}
		if why != nil {
			s.o.Log.Warn("snapshot still not readable", "snapshot", k.Snapshot.ID.Short())
			continue
		}
		s.mu.Lock()
		s.unread = slices.DeleteFunc(s.unread, func(id model.SnapshotID) bool { return id == k.Snapshot.ID })
		s.mu.Unlock()
	}
	return nil
}
