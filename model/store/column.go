package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"

	"consilience/model"
)

// Votes on a statement are kept in parts of 65,536 participants, each packed
// so (numbers of fixed width little-endian):
//
//	votes   4 bytes: how many
//	base    4 bytes: the smallest line
//	width   1 byte: bytes of a line, 0 to 4
//	lines   width bytes for each vote: what is added to base
//	people  an unsigned varint for each vote: what is added to the participant
//	        before (to the part's first, for the first vote) × 4 + vote + 1
//
// A vote takes 4 bytes in a file written in the order of time, 5 in any order.
// Lines as varints of differences took 3 to 5, and twice as long to read.
const (
	partSize   = 1 << 16
	partHeader = 9
)

// contents says which records of a snapshot there are. It is written after
// them: a snapshot without it is not whole.
type contents struct {
	// Kinds gives the number of parts of each list of records.
	Kinds   map[string]int  `json:"kinds"`
	Columns []columnContent `json:"columns,omitempty"`
	// Participants is the length of their list.
	Participants int `json:"participants,omitempty"`
}

// columnContent is a statement's column without its votes.
type columnContent struct {
	Statement string `json:"statement"`
	File      string `json:"file"`
	Votes     int    `json:"votes"`
}

// checkColumn says whether a column is what model.VoteColumn promises. Packing
// relies on the order.
func checkColumn(c model.VoteColumn, participants int) error {
	n := len(c.Participants)
	if len(c.Votes) != n || len(c.Lines) != n {
		return fmt.Errorf("column %q: %d participants, %d votes, %d lines", c.Statement, n, len(c.Votes), len(c.Lines))
	}
	for i, p := range c.Participants {
		if int(p) >= participants {
			return fmt.Errorf("column %q: participant %d of %d", c.Statement, p, participants)
		}
		if i > 0 && p < c.Participants[i-1] {
			return fmt.Errorf("column %q: participants out of order at entry %d", c.Statement, i)
		}
		if v := c.Votes[i]; v < model.Disagree || v > model.Agree {
			return fmt.Errorf("column %q: vote %d at entry %d", c.Statement, v, i)
		}
	}
	return nil
}

// packColumn calls f for each part that has votes, in order.
func packColumn(c model.VoteColumn, f func(part uint32, packed []byte) error) error {
	for from := 0; from < len(c.Participants); {
		part := c.Participants[from] / partSize
		to := from + 1
		for to < len(c.Participants) && c.Participants[to]/partSize == part {
			to++
		}
		if err := f(part, packPart(c, from, to, part*partSize)); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// packPart packs the entries from one index to before another.
func packPart(c model.VoteColumn, from, to int, first uint32) []byte {
	lines := c.Lines[from:to]
	base, width := slices.Min(lines), 0
	for span := slices.Max(lines) - base; span > 0; span >>= 8 {
		width++
	}
	b := make([]byte, 0, partHeader+(width+2)*len(lines))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(lines)))
	b = binary.LittleEndian.AppendUint32(b, base)
	b = append(b, byte(width))
	for _, line := range lines {
		rest := line - base
		for range width {
			b = append(b, byte(rest))
			rest >>= 8
		}
	}
	before := first
	for i, p := range c.Participants[from:to] {
		b = binary.AppendUvarint(b, uint64(p-before)<<2|uint64(c.Votes[from+i]+1))
		before = p
	}
	return b
}

var errPart = errors.New("a part of a column is not what was written")

// unpackPart appends the entries of a part to c. It takes any bytes.
func unpackPart(c *model.VoteColumn, b []byte, first uint32) error {
	return unpack(c, b, first, true)
}

// unpack is unpackPart, with or without the lines.
func unpack(c *model.VoteColumn, b []byte, first uint32, lines bool) error {
	if len(b) < partHeader {
		return errPart
	}
	n, base, width := int(binary.LittleEndian.Uint32(b)), binary.LittleEndian.Uint32(b[4:]), int(b[8])
	b = b[partHeader:]
	if width > 4 || n > len(b)/(width+1) {
		return errPart
	}
	if lines {
		c.Lines = slices.Grow(c.Lines, n)
		if err := unpackLines(c.Lines[len(c.Lines):len(c.Lines)+n], b[:n*width], width, base); err != nil {
			return err
		}
		c.Lines = c.Lines[:len(c.Lines)+n]
	}
	b = b[n*width:]
	c.Participants, c.Votes = slices.Grow(c.Participants, n), slices.Grow(c.Votes, n)
	people := c.Participants[len(c.Participants) : len(c.Participants)+n]
	votes := c.Votes[len(c.Votes):][:len(people)]
	participant := first
	for i := range people {
		x, size := uint64(0), 1
		if len(b) > 0 && b[0] < 0x80 {
			x = uint64(b[0])
		} else if x, size = binary.Uvarint(b); size <= 0 {
			return errPart
		}
		b = b[size:]
		step := x >> 2
		if x&3 == 3 || step >= partSize || participant+uint32(step)-first >= partSize {
			return errPart
		}
		participant += uint32(step)
		people[i] = participant
		votes[i] = model.Vote(x&3) - 1
	}
	if len(b) > 0 {
		return errPart
	}
	c.Participants, c.Votes = c.Participants[:len(c.Participants)+n], c.Votes[:len(c.Votes)+n]
	return nil
}

// unpackLines fills lines from b, which has width bytes for each.
func unpackLines(lines []uint32, b []byte, width int, base uint32) error {
	for i := range lines {
		var rest uint32
		switch width {
		case 4:
			rest = binary.LittleEndian.Uint32(b)
		case 3:
			rest = uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16
		case 2:
			rest = uint32(b[0]) | uint32(b[1])<<8
		case 1:
			rest = uint32(b[0])
		}
		if rest > math.MaxUint32-base {
			return errPart
		}
		lines[i] = base + rest
		b = b[width:]
	}
	return nil
}
