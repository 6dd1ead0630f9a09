package store

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"net/url"

	"github.com/dgraph-io/badger/v4"

	"consilience/model"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errChecksum = errors.New("a value's checksum differs")

// indexOptions are for a desktop that does other things too. Badger's own
// checksums stay off: when one differs, Badger panics on a goroutine of its
// own, which ends the program; our checksum gives an error instead. Writes are
// not synced: an index that was not closed cleanly is made anew anyway.
func indexOptions(dir string) badger.Options {
	return badger.DefaultOptions(dir).
		WithLogger(nil). // its messages hold keys and values
		WithMemTableSize(16 << 20).
		WithNumMemtables(3).
		WithBlockCacheSize(64 << 20).
		WithIndexCacheSize(0).
		WithValueThreshold(1 << 20). // so that our parts lie in tables
		WithValueLogFileSize(64 << 20).
		WithNumCompactors(2).
		WithNumVersionsToKeep(1).
		WithDetectConflicts(false). // commits never run side by side
		WithMetricsEnabled(false)
}

// guard appends the checksum that unguard verifies.
func guard(value []byte) []byte {
	return binary.LittleEndian.AppendUint32(value, crc32.Checksum(value, castagnoli))
}

// unguard verifies a stored value and returns it without its checksum.
func unguard(stored []byte) ([]byte, error) {
	n := len(stored) - 4
	if n < 0 || crc32.Checksum(stored[:n], castagnoli) != binary.LittleEndian.Uint32(stored[n:]) {
		return nil, errChecksum
	}
	return stored[:n:n], nil
}

// key escapes a text for use between two slashes. Different texts give
// different keys; long ones become a hash, as keys end at 65,000 bytes.
func key(text string) string {
	if len(text) > 256 {
		sum := sha256.Sum256([]byte(text))
		return "%%" + hex.EncodeToString(sum[:]) // no escaped text has two percent signs side by side
	}
	return url.PathEscape(text)
}

func opKey(author, device string, seq uint64) []byte {
	return fmt.Appendf(nil, "%s%s/%s/%016x", prefixOp, key(author), key(device), seq)
}

// indexProblem turns an error of the index into words. Badger's own texts hold
// what people wrote, so they go nowhere. The index is not trusted again.
func (s *Store) indexProblem(err error) error {
	var p *model.Problem
	switch {
	case err == nil:
		return nil
	case errors.As(err, &p):
		return err
	}
	s.distrust.Store(true)
	if noSpace(err) {
		return diskFull(errors.New("the index could not be written"))
	}
	return model.Problemf(model.ProblemDamaged,
		"Close this consultation and open it again: the index is then made anew from the saved files, and nothing is lost.",
		"The index of this consultation could not be read or written. Your notes and the published files are safe.").
		Because(s.indexCause(err))
}

// indexCause names the few errors of the index that hold no user's words.
func (s *Store) indexCause(err error) error {
	for _, known := range []error{errChecksum, errPacked, badger.ErrDBClosed, badger.ErrKeyNotFound, badger.ErrTxnTooBig, badger.ErrBlockedWrites} {
		if errors.Is(err, known) {
			return known
		}
	}
	return fmt.Errorf("index error of type %T", err)
}

// view reads from the index, all of it as it was at one moment.
func (s *Store) view(f func(*badger.Txn) error) error {
	if s.closed.Load() {
		return errClosed
	}
	return s.indexProblem(s.db.View(f))
}

// update writes a few keys to the index, all or none.
func (s *Store) update(f func(*badger.Txn) error) error {
	if s.closed.Load() {
		return errClosed
	}
	return s.indexProblem(s.db.Update(f))
}

var errClosed = model.Problemf("", "Open it again.", "This consultation is closed.")

// get reads one value; ok is false if there is none.
func get(txn *badger.Txn, k []byte) (value []byte, ok bool, err error) {
	item, err := txn.Get(k)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	value, err = item.ValueCopy(nil)
	if err != nil {
		return nil, false, err
	}
	value, err = unguard(value)
	return value, err == nil, err
}

// getJSON reads one value into v; ok is false if there is none.
func getJSON(txn *badger.Txn, k []byte, v any) (ok bool, err error) {
	raw, ok, err := get(txn, k)
	if err != nil || !ok {
		return false, err
	}
	return true, json.Unmarshal(raw, v)
}

// putJSON writes one value.
func putJSON(txn *badger.Txn, k []byte, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return txn.Set(k, guard(raw))
}

// scan calls f for each key with the prefix, in order, with its verified
// value, which f may keep only if it copies it.
func scan(txn *badger.Txn, prefix string, f func(k, value []byte) error) error {
	o := badger.DefaultIteratorOptions
	o.Prefix = []byte(prefix)
	o.PrefetchValues = false // values are read in place, below
	it := txn.NewIterator(o)
	defer it.Close()
	for it.Rewind(); it.Valid(); it.Next() {
		item := it.Item()
		err := item.Value(func(stored []byte) error {
			value, err := unguard(stored)
			if err != nil {
				return err
			}
			return f(item.Key(), value)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
