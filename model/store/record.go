package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"github.com/dgraph-io/badger/v4"

	"consilience/model"
)

// partBytes is where a list of records is cut: below Badger's limit for values
// in tables.
const partBytes = 512 << 10

// recheckRoom is how many bytes a commit writes before it looks again at how
// much room is left.
const recheckRoom = 16 << 20

// The kinds of records.
const (
	kindStatements   = "statements"
	kindParticipants = "participants"
	kindTags         = "tags"
	kindHeard        = "heard"
	kindThemes       = "themes"
	kindTradeOffs    = "tradeoffs"
	kindQuestions    = "questions"
	kindResponses    = "forms"
	kindAnswers      = "columns"
	kindNotes        = "notes"
	kindExcerpts     = "excerpts"
	kindCases        = "cases"
	kindClaims       = "claims"
	kindTargets      = "targets"
	kindSummary      = "summary"
	kindProject      = "project"
)

func wholeKey(id model.SnapshotID) []byte { return []byte(prefixWhole + key(string(id))) }

func recPrefix(id model.SnapshotID) string { return prefixRec + key(string(id)) + "/" }

func recKey(id model.SnapshotID, kind string, part int) []byte {
	return fmt.Appendf(nil, "%s%s/%08x", recPrefix(id), kind, part)
}

func colPrefix(id model.SnapshotID) string { return prefixCol + key(string(id)) + "/" }

func colKey(id model.SnapshotID, column int, part uint32) []byte {
	return fmt.Appendf(nil, "%s%08x/%08x", colPrefix(id), column, part)
}

// recordWriter writes one snapshot's records in a batch.
type recordWriter struct {
	s        *Store
	ctx      context.Context
	id       model.SnapshotID
	batch    *badger.WriteBatch
	contents contents
	since    int // bytes since the last look at the room
}

// writeRecords writes everything that c holds, and last the contents that make
// it readable. Stopped halfway, the snapshot is not whole and nothing of it is
// read.
func (s *Store) writeRecords(ctx context.Context, c model.Content) error {
	id := c.Snapshot.ID
	if err := s.clearRecords(id); err != nil {
		return err
	}
	w := &recordWriter{s: s, ctx: ctx, id: id, batch: s.db.NewWriteBatch(), contents: contents{Kinds: map[string]int{}, Participants: len(c.Participants)}}
	defer w.batch.Cancel()
	lists := []struct {
		kind string
		list any
		n    int
	}{
		{kindStatements, c.Statements, len(c.Statements)},
		{kindParticipants, c.Participants, len(c.Participants)},
		{kindTags, c.Tags, len(c.Tags)},
		{kindHeard, c.Heard, len(c.Heard)},
		{kindThemes, c.Themes, len(c.Themes)},
		{kindTradeOffs, c.TradeOffs, len(c.TradeOffs)},
		{kindQuestions, c.Questions, len(c.Questions)},
		{kindNotes, c.Notes, len(c.Notes)},
		{kindExcerpts, c.Excerpts, len(c.Excerpts)},
		{kindCases, c.Cases, len(c.Cases)},
		{kindClaims, c.Claims, len(c.Claims)},
		{kindTargets, c.Targets, len(c.Targets)},
		{kindSummary, c.Summary, len(c.Summary)},
		{kindProject, c.Project, one(c.Project)},
	}
	for _, l := range lists {
		if l.n == 0 {
			continue
		}
		if err := w.list(l.kind, l.list); err != nil {
			return err
		}
	}
	if err := w.forms(c); err != nil {
		return err
	}
	for i, column := range c.Columns {
		if err := w.column(i, column); err != nil {
			return err
		}
	}
	if err := w.batch.Flush(); err != nil {
		return s.indexProblem(err)
	}
	return s.update(func(txn *badger.Txn) error { return putJSON(txn, wholeKey(id), w.contents) })
}

// list writes a list as JSON in parts.
func (w *recordWriter) list(kind string, list any) error {
	raw, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("store %s: %w", kind, err)
	}
	return w.parts(kind, raw)
}

// forms writes what people answered, see packed.go.
func (w *recordWriter) forms(c model.Content) error {
	if len(c.Responses) > 0 {
		if err := w.parts(kindResponses, packResponses(c.Responses)); err != nil {
			return err
		}
	}
	if len(c.Answers) == 0 {
		return nil
	}
	raw, err := packAnswers(c.Answers)
	if err != nil {
		return err
	}
	return w.parts(kindAnswers, raw)
}

// parts cuts packed records into values.
func (w *recordWriter) parts(kind string, raw []byte) error {
	parts := 0
	for len(raw) > 0 {
		n := min(len(raw), partBytes)
		if err := w.put(recKey(w.id, kind, parts), bytes.Clone(raw[:n])); err != nil {
			return err
		}
		raw = raw[n:]
		parts++
	}
	w.contents.Kinds[kind] = parts
	return nil
}

// column writes the votes on a statement.
func (w *recordWriter) column(i int, c model.VoteColumn) error {
	w.contents.Columns = append(w.contents.Columns, columnContent{Statement: c.Statement, File: c.File, Votes: len(c.Votes)})
	return packColumn(c, func(part uint32, packed []byte) error {
		return w.put(colKey(w.id, i, part), packed)
	})
}

// put writes one value, which it may change. Now and then it looks at whether
// there is still room and nobody pressed Stop.
func (w *recordWriter) put(k, value []byte) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if w.since += len(value); w.since > recheckRoom {
		w.since = 0
		if err := w.s.room(recheckRoom); err != nil {
			return err
		}
	}
	return w.s.indexProblem(w.batch.Set(k, guard(value)))
}

// clearRecords removes what an earlier attempt left, contents first.
func (s *Store) clearRecords(id model.SnapshotID) error {
	var old [][]byte
	err := s.view(func(txn *badger.Txn) error {
		for _, prefix := range []string{string(wholeKey(id)), recPrefix(id), colPrefix(id)} {
			o := badger.DefaultIteratorOptions
			o.PrefetchValues = false
			o.Prefix = []byte(prefix)
			it := txn.NewIterator(o)
			for it.Rewind(); it.Valid(); it.Next() {
				old = append(old, it.Item().KeyCopy(nil))
			}
			it.Close()
		}
		return nil
	})
	if err != nil || len(old) == 0 {
		return err
	}
	batch := s.db.NewWriteBatch()
	defer batch.Cancel()
	for _, k := range old {
		if err := batch.Delete(k); err != nil {
			return s.indexProblem(err)
		}
	}
	return s.indexProblem(batch.Flush())
}

// wholeContents reads which records of a snapshot there are, or says why none
// can be read.
func (s *Store) wholeContents(txn *badger.Txn, id model.SnapshotID) (contents, error) {
	var c contents
	ok, err := getJSON(txn, wholeKey(id), &c)
	if err != nil || ok {
		return c, err
	}
	k, ok, err := getKept(txn, id)
	if err != nil {
		return c, err
	}
	if !ok {
		return c, model.Problemf(model.ProblemNothingToShow, "Sync to bring it in.", "The snapshot %s is not in this workspace.", id.Short())
	}
	return c, model.Problemf(model.ProblemDamaged,
		"Sync again: what is missing is then fetched anew.",
		"The inputs of %s cannot be read, because a file of theirs is missing or damaged here.", k.Snapshot.Title)
}

// readList reads a list of records in published order; nil if there are none.
func readList[T any](s *Store, id model.SnapshotID, kind string) (list T, err error) {
	err = s.readParts(id, kind, func(raw []byte) error { return json.Unmarshal(raw, &list) })
	return list, err
}

// readParts joins the parts of a kind of records and lets read read them, if
// there are any.
func (s *Store) readParts(id model.SnapshotID, kind string, read func(raw []byte) error) error {
	return s.view(func(txn *badger.Txn) error {
		c, err := s.wholeContents(txn, id)
		if err != nil {
			return err
		}
		parts := c.Kinds[kind]
		if parts == 0 {
			return nil
		}
		var raw []byte
		if parts > 1 {
			raw = make([]byte, 0, parts*partBytes)
		}
		for i := range parts {
			part, ok, err := get(txn, recKey(id, kind, i))
			if err != nil {
				return err
			}
			if !ok {
				return badger.ErrKeyNotFound
			}
			if parts == 1 {
				raw = part
				break
			}
			raw = append(raw, part...)
		}
		return read(raw)
	})
}

// Statements returns a snapshot's statements in published order. This and the
// methods below return a Problem if the snapshot is not here or not whole.
func (s *Store) Statements(id model.SnapshotID) ([]model.Statement, error) {
	return readList[[]model.Statement](s, id, kindStatements)
}

// Participants returns a snapshot's participants; a column's numbers are
// positions in this list.
func (s *Store) Participants(id model.SnapshotID) ([]model.Participant, error) {
	return readList[[]model.Participant](s, id, kindParticipants)
}

// CountParticipants is the length of Participants, without reading them.
func (s *Store) CountParticipants(id model.SnapshotID) (int, error) {
	var c contents
	err := s.view(func(txn *badger.Txn) (err error) {
		c, err = s.wholeContents(txn, id)
		return err
	})
	if err != nil || c.Participants > 0 || c.Kinds[kindParticipants] == 0 {
		return c.Participants, err
	}
	list, err := s.Participants(id) // an earlier version did not note the number
	return len(list), err
}

// Tags returns a snapshot's tags in published order.
func (s *Store) Tags(id model.SnapshotID) ([]model.Tag, error) {
	return readList[[]model.Tag](s, id, kindTags)
}

// Heard returns a snapshot's lines of the participation register in published
// order.
func (s *Store) Heard(id model.SnapshotID) ([]model.Heard, error) {
	return readList[[]model.Heard](s, id, kindHeard)
}

// Themes returns the themes that a snapshot published, in its order.
func (s *Store) Themes(id model.SnapshotID) ([]model.Theme, error) {
	return readList[[]model.Theme](s, id, kindThemes)
}

// TradeOffs returns the trade-offs that a snapshot published, in its order.
func (s *Store) TradeOffs(id model.SnapshotID) ([]model.TradeOff, error) {
	return readList[[]model.TradeOff](s, id, kindTradeOffs)
}

// Questions returns what a snapshot's survey or live poll asked, in published
// order.
func (s *Store) Questions(id model.SnapshotID) ([]model.Question, error) {
	return readList[[]model.Question](s, id, kindQuestions)
}

// Notes returns a snapshot's free texts in published order.
func (s *Store) Notes(id model.SnapshotID) ([]model.Note, error) {
	return readList[[]model.Note](s, id, kindNotes)
}

// Excerpts returns the passages that came in marked.
func (s *Store) Excerpts(id model.SnapshotID) ([]model.Excerpt, error) {
	return readList[[]model.Excerpt](s, id, kindExcerpts)
}

// Cases returns the units that notes and excerpts belong to.
func (s *Store) Cases(id model.SnapshotID) ([]model.Case, error) {
	return readList[[]model.Case](s, id, kindCases)
}

// Claims returns the figures that a report claims.
func (s *Store) Claims(id model.SnapshotID) ([]model.Claim, error) {
	return readList[[]model.Claim](s, id, kindClaims)
}

// Targets returns the population's shares that channels are compared with.
func (s *Store) Targets(id model.SnapshotID) ([]model.Target, error) {
	return readList[[]model.Target](s, id, kindTargets)
}

// Project returns what came with a coding program's project beside its records;
// nil if the source is none.
func (s *Store) Project(id model.SnapshotID) (*model.Project, error) {
	return readList[*model.Project](s, id, kindProject)
}

// one is 1 if p points to something.
func one[T any](p *T) int {
	if p == nil {
		return 0
	}
	return 1
}

// Summary returns a publisher's own words about the poll.
func (s *Store) Summary(id model.SnapshotID) (map[string]string, error) {
	return readList[map[string]string](s, id, kindSummary)
}

// Column returns all votes on one statement. A statement without a column is a
// Problem of kind nothing-to-show.
func (s *Store) Column(id model.SnapshotID, statement string) (model.VoteColumn, error) {
	var column model.VoteColumn
	err := s.view(func(txn *badger.Txn) error {
		c, err := s.wholeContents(txn, id)
		if err != nil {
			return err
		}
		for i, cc := range c.Columns {
			if cc.Statement != statement {
				continue
			}
			column = cc.empty()
			prefix := fmt.Sprintf("%s%08x/", colPrefix(id), i)
			if err := scan(txn, prefix, func(k, v []byte) error { return unpackKey(&column, k, v, true) }); err != nil {
				return err
			}
			return cc.complete(column)
		}
		return model.Problemf(model.ProblemNothingToShow, "", "There are no single votes on statement %s.", statement)
	})
	return column, err
}

// Columns calls each with all votes on each statement, in the order in which
// they were committed. An error of each ends it and is returned. The columns
// are each's to keep.
func (s *Store) Columns(ctx context.Context, id model.SnapshotID, each func(model.VoteColumn) error) error {
	return s.walkColumns(id, columnWalk{ctx: ctx, each: each})
}

// Votes is Columns without the lines, which are half of the memory: Lines is
// nil.
func (s *Store) Votes(ctx context.Context, id model.SnapshotID, each func(model.VoteColumn) error) error {
	return s.walkColumns(id, columnWalk{ctx: ctx, each: each, bare: true})
}

func (s *Store) walkColumns(id model.SnapshotID, walk columnWalk) error {
	var stopped error // each's own error, not the index's
	err := s.view(func(txn *badger.Txn) error {
		c, err := s.wholeContents(txn, id)
		if err != nil {
			return err
		}
		walk.contents = c
		walk.start()
		err = scan(txn, colPrefix(id), walk.part)
		if err == nil {
			err = walk.upTo(len(c.Columns))
		}
		stopped = walk.stopped
		if stopped != nil {
			return nil
		}
		return err
	})
	if stopped != nil {
		return stopped
	}
	return err
}
