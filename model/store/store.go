// Package store keeps one workspace on disk: published files by digest, the
// journal of annotations, and an index (Badger) that can always be made again
// from those two. It knows keys, encodings and fsync; it must not know what a
// theme means, where files come from, or that there is a window.
package store

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/gofrs/flock"

	"consilience/model"
)

// A workspace is a folder:
//
//	blobs/<ab>/<sha256>             a published file, byte for byte
//	blobs/damaged/<sha256>          what stood there once and has another digest now
//	journal/<author>.<device>.log   operations, see journal.go
//	journal/damaged/…               journals as they were found before they were put right
//	workspace.json                  the member, the last backup, see settings.go
//	seal.json                       what everything was at the last clean end, see seal.go
//	db/                             Badger: the index
//	partial/                        downloads under way
//	lock                            held while the workspace is open
//
// The keys of the index. <source>, <feed>, <author> and <device> are escaped by
// key, so that any text may stand there; numbers are hexadecimal with leading
// zeros, so that keys sort as numbers do. Every value ends in the CRC-32C of
// what stands before it, little-endian, and is refused if that differs.
//
//	snap/<snapshot>                    kept: the snapshot, and the operation that brought it
//	head/<source>                      the id of the source's current snapshot; moved last
//	whole/<snapshot>                   contents: which records there are; written after them
//	rec/<snapshot>/<kind>/<part>       a list of records as JSON, cut into parts of 512 KiB;
//	                                   kind: statements, participants, questions, notes, excerpts, cases, tags,
//	                                   heard, themes, tradeoffs, claims, targets, summary, project
//	rec/<snapshot>/forms/<part>        responses, packed, see packed.go; cut likewise
//	rec/<snapshot>/columns/<part>      answers to each question, packed, see packed.go; cut likewise
//	col/<snapshot>/<column>/<part>     votes on a statement, packed, see column.go; column is the
//	                                   statement's place in contents, part is participant / 65,536
//	op/<author>/<device>/<sequence>    an operation, exactly as in the journal
//	seen/<feed>                        validators by address; a cache, lost without harm
//
// A new layout is a new prefix, never a new meaning; raise layout in seal.go
// with it, so that older indexes are made again.
const (
	prefixSnap  = "snap/"
	prefixHead  = "head/"
	prefixWhole = "whole/"
	prefixRec   = "rec/"
	prefixCol   = "col/"
	prefixOp    = "op/"
	prefixSeen  = "seen/"
)

// Folders and files of a workspace.
const (
	dirBlobs     = "blobs"
	dirJournal   = "journal"
	dirIndex     = "db"
	dirPartial   = "partial"
	dirDamaged   = "damaged"
	fileSettings = "workspace.json"
	fileSeal     = "seal.json"
	fileLock     = "lock"
)

// defaultMinFree is left free on the disk, in bytes. Badger writes through
// mapped memory, and a disk that fills up under it ends the process with a
// signal that nothing can catch; so no write starts below this floor. It
// covers four memtables and a compaction.
const defaultMinFree = 128 << 20

// Options are what a store needs from outside.
type Options struct {
	// Decode decodes a snapshot's files again, to make the index anew from
	// blobs and journal. open gives a file whose digest was verified.
	Decode func(ctx context.Context, s model.Snapshot, open func(sha256 string) (*os.File, error)) (model.Content, error)
	// Decoder is the version of what Decode gives. An index that another one
	// made is made anew.
	Decoder string
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// MinFree is the free space in bytes below which nothing is written; 0
	// means 128 MiB. Opening needs half of it.
	MinFree uint64
	// Log gets what a developer may want to know, never what people wrote.
	// Nil means nowhere.
	Log *slog.Logger
}

// Store is an open workspace. All methods are safe for several goroutines; a
// reader sees a snapshot's records whole or gets an error.
type Store struct {
	dir  string
	o    Options
	lock *flock.Flock
	db   *badger.DB

	// commits lets one Commit or Backup run at a time. It is held for seconds,
	// so annotations never wait for it.
	commits sync.Mutex

	// mu guards the fields below; it is held for one fsync at most.
	mu       sync.Mutex
	settings settings
	heads    map[string]*journalHead // by file name
	hlc      uint64
	// late holds operations that are in the journal but that the index would
	// not take; they are read from here until the index is made anew.
	late []stored
	// unread lists snapshots without records, because a file of theirs is
	// missing or cannot be decoded.
	unread []model.SnapshotID

	closed atomic.Bool
	// distrust is set once the index misbehaved: Close then writes no seal,
	// and the next Open makes the index anew.
	distrust atomic.Bool
}

// Open opens the workspace in dir, and makes it if there is none. The problems
// are what was found damaged and put right, or could not be; they are for the
// person to read. An error is always a Problem: the folder is in use, is not a
// workspace, cannot be read, or the disk is full.
func Open(dir string, o Options) (*Store, []model.Problem, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.MinFree == 0 {
		o.MinFree = defaultMinFree
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, nil, fileProblem("The workspace's folder could not be found.", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, fileProblem("The workspace's folder could not be made.", err)
	}
	lock, err := takeLock(dir)
	if err != nil {
		return nil, nil, err
	}
	s := &Store{dir: dir, o: o, lock: lock, heads: map[string]*journalHead{}}
	problems, err := s.open()
	if err != nil {
		s.release()
		return nil, nil, model.AsProblem(err, "The workspace could not be opened. Nothing in it was changed.")
	}
	return s, problems, nil
}

// takeLock makes sure that this is the only window on the workspace.
func takeLock(dir string) (*flock.Flock, error) {
	lock := flock.New(filepath.Join(dir, fileLock))
	got, err := lock.TryLock()
	if err != nil {
		return nil, fileProblem("The workspace could not be locked for this window.", err)
	}
	if !got {
		return nil, model.Problemf(model.ProblemAlreadyOpen,
			"Go on in that window, or close it first.",
			"This consultation is already open in another window.")
	}
	return lock, nil
}

// Close ends the work and seals the index, so that the next Open can trust it.
// Call it when the other calls have returned; calling it again does nothing.
func (s *Store) Close() error {
	s.commits.Lock()
	defer s.commits.Unlock()
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed.CompareAndSwap(false, true) {
		return nil
	}
	clean, err := s.closeIndex()
	if clean && !s.distrust.Load() {
		err = s.writeSeal()
	}
	s.release()
	if err != nil {
		return (&model.Problem{
			Say: "The index could not be closed cleanly. All your work is saved; the index will be made again next time.",
			Do:  "Look at whether there is space on the disk.",
		}).Because(err)
	}
	return nil
}

// closeIndex closes Badger. Closing writes through mapped memory, and on a
// full disk that would end the process: then it is left as it is, and the next
// Open makes the index again.
func (s *Store) closeIndex() (clean bool, err error) {
	if s.db == nil {
		return false, nil
	}
	db := s.db
	s.db = nil
	if err := room(s.dir, s.o.MinFree/2, 0); err != nil {
		return false, errors.Unwrap(err)
	}
	if err := db.Close(); err != nil {
		return false, s.indexCause(err)
	}
	return true, nil
}

// release lets go of files and lock.
func (s *Store) release() {
	for _, h := range s.heads {
		h.close()
	}
	_, _ = s.closeIndex() // still open only if Open failed, which says why; it is not used again
	if err := s.lock.Unlock(); err != nil {
		s.o.Log.Warn("lock not released", "error", err)
	}
}

// Dir is the workspace's folder, absolute.
func (s *Store) Dir() string { return s.dir }

// PartialDir is where downloads are written before Adopt takes them. It is on
// the same filesystem as the blobs.
func (s *Store) PartialDir() string { return filepath.Join(s.dir, dirPartial) }

// path joins names below the workspace's folder.
func (s *Store) path(names ...string) string {
	return filepath.Join(append([]string{s.dir}, names...)...)
}
