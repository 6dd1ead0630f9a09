package store

import (
	"context"
	"strconv"
	"strings"

	"consilience/model"
)

// columnWalk puts columns together from their parts, which come in the order
// of the keys.
type columnWalk struct {
	ctx      context.Context
	contents contents
	each     func(model.VoteColumn) error
	bare     bool // leaves out the lines
	// at is the column that is being put together.
	at     int
	column model.VoteColumn
	// stopped is the reason to stop that is not the index's fault.
	stopped error
}

func (w *columnWalk) start() {
	if w.at < len(w.contents.Columns) {
		if c := w.contents.Columns[w.at]; w.bare {
			w.column = c.bare()
		} else {
			w.column = c.empty()
		}
	}
}

// part takes the next part.
func (w *columnWalk) part(k, packed []byte) error {
	column, _, err := splitColKey(k)
	if err != nil {
		return err
	}
	if column >= len(w.contents.Columns) || column < w.at {
		return errPart
	}
	if err := w.upTo(column); err != nil {
		return err
	}
	return unpackKey(&w.column, k, packed, !w.bare)
}

// upTo hands over every column before next: those without votes too.
func (w *columnWalk) upTo(next int) error {
	for w.at < next {
		if err := w.contents.Columns[w.at].complete(w.column); err != nil {
			return err
		}
		if w.stopped = w.ctx.Err(); w.stopped == nil {
			w.stopped = w.each(w.column)
		}
		if w.stopped != nil {
			return w.stopped
		}
		w.at++
		w.start()
	}
	return nil
}

// empty is the column with room for its votes.
func (c columnContent) empty() model.VoteColumn {
	column := c.bare()
	column.Lines = make([]uint32, 0, c.Votes)
	return column
}

// bare is the column with room for its votes, but not for their lines.
func (c columnContent) bare() model.VoteColumn {
	return model.VoteColumn{
		Statement:    c.Statement,
		File:         c.File,
		Participants: make([]uint32, 0, c.Votes),
		Votes:        make([]model.Vote, 0, c.Votes),
	}
}

// complete says whether all votes are there: a part may be lost as a whole.
func (c columnContent) complete(column model.VoteColumn) error {
	if len(column.Votes) != c.Votes {
		return errPart
	}
	return nil
}

// unpackKey unpacks a part whose number is in its key.
func unpackKey(c *model.VoteColumn, k, packed []byte, lines bool) error {
	_, part, err := splitColKey(k)
	if err != nil {
		return err
	}
	return unpack(c, packed, part*partSize, lines)
}

// splitColKey reads column and part from the end of a key made by colKey.
func splitColKey(k []byte) (column int, part uint32, err error) {
	names := strings.Split(string(k), "/")
	if len(names) != 4 {
		return 0, 0, errPart
	}
	c, err := strconv.ParseUint(names[2], 16, 31)
	if err != nil {
		return 0, 0, errPart
	}
	p, err := strconv.ParseUint(names[3], 16, 16)
	if err != nil {
		return 0, 0, errPart
	}
	return int(c), uint32(p), nil
}
