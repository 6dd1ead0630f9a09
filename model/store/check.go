package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"consilience/model"
)

// CheckReport is what reading everything gave. Bad has one sentence for each
// thing that is not as it was written; it is empty, not nil, if all is well.
type CheckReport struct {
	Keys       int      `json:"keys"`
	Blobs      int      `json:"blobs"`
	Operations int      `json:"operations"`
	Bad        []string `json:"bad"`
}

// checking is a check under way.
type checking struct {
	s      *Store
	ctx    context.Context
	report func(model.Progress)
	result CheckReport
}

func (c *checking) bad(format string, args ...any) {
	c.result.Bad = append(c.result.Bad, fmt.Sprintf(format, args...))
}

// Check reads every key of the index, every blob and every journal, and
// verifies checksums, digests and chains, and that they belong together. It
// goes on after what is bad. A damaged blob is moved aside, as OpenBlob does.
// The error is for what kept it from looking; report may be nil.
func (s *Store) Check(ctx context.Context, report func(model.Progress)) (CheckReport, error) {
	if report == nil {
		report = func(model.Progress) {}
	}
	c := &checking{s: s, ctx: ctx, report: report, result: CheckReport{Bad: []string{}}}
	// Commits would make a snapshot look half there.
	s.commits.Lock()
	defer s.commits.Unlock()
	for _, step := range []func() error{c.keys, c.snapshots, c.journals, c.blobs} {
		if err := step(); err != nil {
			return c.result, err
		}
	}
	return c.result, nil
}

// keys reads every value of the index.
func (c *checking) keys() error {
	return c.s.view(func(txn *badger.Txn) error {
		o := badger.DefaultIteratorOptions
		o.PrefetchValues = false
		it := txn.NewIterator(o)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			if err := c.ctx.Err(); err != nil {
				return model.AsProblem(err, "The check was stopped.")
			}
			item := it.Item()
			err := item.Value(func(stored []byte) error { _, err := unguard(stored); return err })
			if err != nil {
				c.s.distrust.Store(true)
				c.bad("index: the value of %q is damaged", item.Key())
			}
			if c.result.Keys++; c.result.Keys%1000 == 0 {
				c.report(model.Progress{What: "Reading the index", Done: int64(c.result.Keys)})
			}
		}
		return nil
	})
}

// snapshots looks whether each snapshot's records are all there and can be
// read, and each head names a snapshot.
func (c *checking) snapshots() error {
	if _, err := c.s.Heads(); err != nil {
		c.bad("index: a source's current snapshot is not there")
	}
	all, err := c.s.allKept()
	if err != nil {
		c.bad("index: the snapshots cannot be read")
		return nil
	}
	for _, k := range all {
		if err := c.snapshot(k.Snapshot); err != nil {
			c.bad("%s, snapshot %s: %s", k.Snapshot.Source.ID, k.Snapshot.ID.Short(), model.AsProblem(err, "its records cannot be read").Say)
		}
		if err := c.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

func (c *checking) snapshot(snap model.Snapshot) error {
	var whole contents
	err := c.s.view(func(txn *badger.Txn) error {
		var err error
		whole, err = c.s.wholeContents(txn, snap.ID)
		return err
	})
	if err != nil {
		return err
	}
	for kind := range whole.Kinds {
		if err := c.kind(snap.ID, kind); err != nil {
			return err
		}
	}
	return c.s.Columns(c.ctx, snap.ID, func(model.VoteColumn) error { return nil })
}

// kind reads all records of a kind: those of surveys are packed, others are JSON.
func (c *checking) kind(id model.SnapshotID, kind string) (err error) {
	switch kind {
	case kindResponses:
		_, err = c.s.Responses(id)
	case kindAnswers:
		_, err = c.s.Answers(id, math.MaxInt)
	default:
		_, err = readList[json.RawMessage](c.s, id, kind)
	}
	return err
}

// journals verifies each journal's chain, and that the index has the same
// operations.
func (c *checking) journals() error {
	c.s.mu.Lock()
	heads := make([]journalHead, 0, len(c.s.heads))
	for _, h := range c.s.heads {
		heads = append(heads, journalHead{Author: h.Author, Device: h.Device, Seq: h.Seq, Size: h.Size})
	}
	late := slices.Clone(c.s.late)
	c.s.mu.Unlock()
	slices.SortFunc(heads, func(a, b journalHead) int { return bytes.Compare([]byte(a.name()), []byte(b.name())) })
	for i, h := range heads {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		c.journal(h, late)
		c.report(model.Progress{What: "Reading the saved notes", Done: int64(i + 1), Total: int64(len(heads))})
	}
	return nil
}

func (c *checking) journal(h journalHead, late []stored) {
	data, err := readLimited(c.s.path(dirJournal, h.name()), maxJournal)
	if err != nil || int64(len(data)) < h.Size {
		c.bad("journal %s cannot be read to its end", h.name())
		return
	}
	j := readJournal(h.Author, h.Device, data[:h.Size]) // what came later is not of this check
	for _, m := range j.missing {
		c.bad("journal %s: %s is missing", h.name(), m)
	}
	for _, m := range j.strange {
		c.bad("journal %s: %s", h.name(), m)
	}
	if j.end != endWhole || j.last().op.Seq != h.Seq {
		c.bad("journal %s does not end as it was written", h.name())
	}
	c.result.Operations += len(j.ops)
	indexed, err := c.s.indexedOperations(h.Author, h.Device)
	if err != nil {
		c.bad("index: the operations of %s cannot be read", h.name())
		return
	}
	there := map[uint64][]byte{}
	for _, op := range slices.Concat(indexed, late) {
		if op.op.Author == h.Author && op.op.Device == h.Device {
			there[op.op.Seq] = op.raw
		}
	}
	for _, op := range j.ops {
		if !bytes.Equal(there[op.op.Seq], op.raw) {
			c.bad("index: %s is not as in the journal", op.op.ID())
		}
	}
}

// blobs verifies every digest: of what is here, and of what should be.
func (c *checking) blobs() error {
	all, err := c.s.allKept()
	if err != nil {
		return nil // said before
	}
	names := map[string]string{}
	for _, k := range all {
		for _, f := range k.Snapshot.Files {
			names[f.SHA256] = f.Path + " of " + k.Snapshot.Source.ID
		}
	}
	here, total, err := c.s.listBlobs()
	if err != nil {
		return fileProblem("The published files could not be listed.", err)
	}
	for _, digest := range here {
		if names[digest] == "" {
			names[digest] = "a file that no snapshot uses"
		}
	}
	digests := make([]string, 0, len(names))
	for digest := range names {
		digests = append(digests, digest)
	}
	slices.Sort(digests)
	done := int64(0)
	for _, digest := range digests {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		f, err := c.s.OpenBlob(digest)
		if err != nil {
			c.bad("%s is missing or damaged (%.10s)", names[digest], digest)
			continue
		}
		if info, err := f.Stat(); err == nil {
			done += info.Size()
		}
		if err := f.Close(); err != nil {
			return err
		}
		c.result.Blobs++
		c.report(model.Progress{What: "Reading the published files", Done: done, Total: total})
	}
	return nil
}

// listBlobs lists the blobs by digest, sorted, with their size in all.
func (s *Store) listBlobs() (digests []string, total int64, err error) {
	root := s.path(dirBlobs)
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == dirDamaged:
			return filepath.SkipDir
		case !isDigest(d.Name()) || path != s.blobPath(d.Name()):
			return nil
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		digests = append(digests, d.Name())
		total += info.Size()
		return nil
	})
	slices.Sort(digests)
	return digests, total, err
}
