package decode

import (
	"bytes"
	"encoding/binary"

	"consilience/model"
)

// plainVotes reads lines of votes.csv as all known exports write them, number
// by number where they lie, three times as fast as table.vote. It stops before
// the first line that is not one of them, is not in the buffer as a whole, or
// for which there is no room: the general reader takes that one.
func (t *table) plainVotes(p *poll) {
	if t.records == nil {
		return
	}
	r := t.records.cut
	if r.comma != ',' || t.at[vTimestamp] != 0 || t.at[vComment] != 2 || t.at[vVoter] != 3 || t.at[vVote] != 4 {
		return
	}
	r.start, r.used = r.start+r.used, 0
	for r.lines < maxLine && r.rows < maxRows {
		l := plainVote{b: r.buf[r.start:r.end]}
		if !l.read() {
			return
		}
		comment, ok := p.columnAt(l.comment)
		if !ok {
			return
		}
		who, ok := p.voters.number(l.voter)
		if !ok {
			return
		}
		r.start += l.i
		r.lines++
		r.rows++
		t.RowsRead++
		p.events[comment].add(newEvent(l.when, who, l.vote, r.lines))
	}
}

// plainVote is one line: five fields without quotes, as
// "1500232652930,Mon Jul 17 02:17:32 WIB 2017,7,12,-1".
type plainVote struct {
	b                    []byte // starts with the line
	i                    int    // how much of it was read
	when, comment, voter int64
	vote                 model.Vote
}

// read reads the line with its end; false if it is another sort of line.
func (l *plainVote) read() (ok bool) {
	if l.when, ok = l.number(); !ok || !l.skip() {
		return false
	}
	if l.comment, ok = l.number(); !ok {
		return false
	}
	if l.voter, ok = l.number(); !ok {
		return false
	}
	rest := l.b[l.i:]
	if len(rest) < 4 {
		return false // "-1\r\n" is the longest; the file's end is not for here
	}
	switch {
	case rest[0] == '1':
		l.vote, l.i, rest = model.Agree, l.i+1, rest[1:]
	case rest[0] == '0':
		l.vote, l.i, rest = model.Pass, l.i+1, rest[1:]
	case rest[0] == '-' && rest[1] == '1':
		l.vote, l.i, rest = model.Disagree, l.i+2, rest[2:]
	default:
		return false
	}
	switch {
	case rest[0] == '\n':
		l.i++
	case rest[0] == '\r' && rest[1] == '\n':
		l.i += 2
	default:
		return false
	}
	return true
}

// number reads a whole number of up to 18 digits and the comma behind it.
func (l *plainVote) number() (n int64, ok bool) {
	b := l.b[l.i:]
	first := 0
	if len(b) >= 8 {
		if n, ok = eightDigits(binary.LittleEndian.Uint64(b)); ok {
			first = 8
		}
	}
	for i := first; i < len(b); i++ {
		if d := b[i] - '0'; d <= 9 {
			n = n*10 + int64(d)
			continue
		}
		l.i += i + 1
		return n, b[i] == ',' && i > 0 && i <= 18
	}
	return 0, false
}

// eightDigits gives the number that eight bytes of text hold, the first in the
// lowest byte; false and 0 if one of them is no digit. Neighbours are joined to
// pairs, then to fours, then to eight.
func eightDigits(x uint64) (int64, bool) {
	const each = 0x0101010101010101
	if x&(0xf0*each) != 0x30*each || (x+0x06*each)&(0xf0*each) != 0x30*each {
		return 0, false
	}
	x &= 0x0f * each
	x = (x*10 + x>>8) & 0x00ff00ff00ff00ff
	x = (x*100 + x>>16) & 0x0000ffff0000ffff
	x = (x*10000 + x>>32) & 0x00000000ffffffff
	return int64(x), true
}

// skip passes over a field and the comma behind it.
func (l *plainVote) skip() bool {
	n := bytes.IndexByte(l.b[l.i:], ',')
	if n < 0 {
		return false
	}
	field := l.b[l.i : l.i+n]
	l.i += n + 1
	return bytes.IndexByte(field, '"') < 0 && bytes.IndexByte(field, '\n') < 0
}
