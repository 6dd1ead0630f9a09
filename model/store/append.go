package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/dgraph-io/badger/v4"

	"consilience/model"
)

// Append saves an operation. It fills Author, Device, By, Seq, Prev and HLC;
// the rest is the caller's. When it returns without an error the operation is
// on the disk and survives a crash and a power cut; with an error nothing was
// saved.
func (s *Store) Append(op model.Operation) (model.Operation, error) {
	if s.closed.Load() {
		return op, errClosed
	}
	if err := checkOperation(op); err != nil {
		return op, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	o, err := s.append(op)
	return o.op, err
}

func checkOperation(op model.Operation) error {
	if op.Kind != model.OpPut && op.Kind != model.OpRemove {
		return fmt.Errorf("store: operation of kind %q", op.Kind)
	}
	if op.Object == "" || op.Field == "" {
		return errors.New("store: operation without object or field")
	}
	if len(op.Value) > 0 && !json.Valid(op.Value) {
		return errors.New("store: operation whose value is not JSON")
	}
	return nil
}

// append saves an operation; the caller holds mu.
func (s *Store) append(op model.Operation) (stored, error) {
	if err := s.room(maxOperation); err != nil {
		return stored{op: op}, err
	}
	member := s.settings.Member
	h := s.heads[journalName(member.Author, member.Device)]
	if h == nil {
		h = &journalHead{Author: member.Author, Device: member.Device}
	}
	clock := max(uint64(s.o.Now().UnixMilli())<<16, s.hlc+1)
	op.Author, op.Device, op.By = member.Author, member.Device, member.Name
	op.Seq, op.Prev, op.HLC = h.Seq+1, h.Hash, clock

	raw, err := json.Marshal(op)
	if err != nil {
		return stored{op: op}, fmt.Errorf("store: %w", err)
	}
	if len(raw) > maxOperation {
		return stored{op: op}, model.Problemf(model.ProblemTooLarge,
			"Shorten it, or save it in several pieces.",
			"This is longer than can be saved in one piece (1 MB). Nothing was saved.")
	}
	// What is handed out is what reading gives later, to the byte.
	o, err := decodeOperation(raw)
	if err != nil {
		return stored{op: op}, fmt.Errorf("store: %w", err)
	}
	if err := h.write(s.path(dirJournal, h.name()), raw); err != nil {
		return stored{op: op}, fileProblem("This could not be saved. What was saved before is unchanged.", err)
	}
	h.Seq, h.Hash, h.HLC = o.op.Seq, o.hash(), clock
	s.heads[h.name()] = h
	s.hlc = clock

	err = s.update(func(txn *badger.Txn) error {
		return txn.Set(opKey(op.Author, op.Device, op.Seq), guard(slices.Clone(raw)))
	})
	if err != nil {
		// It is saved: to say otherwise would make the person save it twice.
		s.o.Log.Error("operation not indexed", "seq", op.Seq, "error", s.indexCause(err))
		s.late = append(s.late, o)
	}
	return o, nil
}

// Operations returns all operations of all authors, ordered by clock, author,
// device and sequence.
func (s *Store) Operations() ([]model.Operation, error) {
	var ops []model.Operation
	err := s.view(func(txn *badger.Txn) error {
		return scan(txn, prefixOp, func(_, raw []byte) error {
			o, err := decodeOperation(raw)
			ops = append(ops, o.op)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	for _, o := range s.late {
		ops = append(ops, o.op)
	}
	s.mu.Unlock()
	slices.SortFunc(ops, compareOperations)
	return ops, nil
}

// compareOperations is the one order of operations, equal on every machine.
func compareOperations(a, b model.Operation) int {
	return cmp.Or(
		cmp.Compare(a.HLC, b.HLC),
		cmp.Compare(a.Author, b.Author),
		cmp.Compare(a.Device, b.Device),
		cmp.Compare(a.Seq, b.Seq),
	)
}
