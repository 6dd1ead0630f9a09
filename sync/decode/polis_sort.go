package decode

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"

	"consilience/model"
)

// pile gathers the events of one statement, packed: each as what it adds to
// the one before. An event takes 6 to 8 bytes in a file in the order of time
// and up to 11 in any order, against 16 unpacked. Packed so:
//
//	lengths 1 byte: 2 bits each for who and mark, 3 for when: bytes less one
//	who     what is added to the participant before, zigzag
//	mark    what is added to the line before, × 4 + vote + 1
//	when    what is added to the time before, zigzag
type pile struct {
	full [][]byte // in pieces, so that growing copies nothing
	last []byte
	n    int
	to   event // the last one added
}

// Sizes of a pile's pieces and of the longest packed event. Behind an event
// there is always room for as much as a longest one, so that all are written
// and read without looking how long they are. Pieces are small so that the ends
// of thousands of piles stay within the reach of the processor's page tables:
// with 8 KiB, adding took half as long again.
const (
	firstPiece = 64
	mostPiece  = 2 << 10
	mostPacked = 1 + 4 + 4 + 8
)

func (p *pile) add(e event) {
	n := len(p.last)
	if cap(p.last)-n < mostPacked {
		if n > 0 {
			p.full = append(p.full, p.last)
		}
		n, p.last = 0, make([]byte, 0, min(max(firstPiece, 2*cap(p.last)), mostPiece))
	}
	who := uint32(zigzag(int64(int32(e.who - p.to.who))))
	mark := e.mark&^3 - p.to.mark&^3 | e.mark&3
	when := zigzag(e.when - p.to.when)
	w, m, t := bytesOf(uint64(who)), bytesOf(uint64(mark)), bytesOf(when)
	b := p.last[n : n+mostPacked]
	b[0] = byte(w - 1 | (m-1)<<2 | (t-1)<<4)
	binary.LittleEndian.PutUint32(b[1:], who)
	binary.LittleEndian.PutUint32(b[1+w:], mark)
	binary.LittleEndian.PutUint64(b[1+w+m:], when)
	p.last, p.to = p.last[:n+1+w+m+t], e
	p.n++
}

// bytesOf is how many bytes a number takes, at least 1.
func bytesOf(x uint64) int { return (bits.Len64(x|1) + 7) / 8 }

func zigzag(x int64) uint64   { return uint64(x<<1) ^ uint64(x>>63) }
func unzigzag(x uint64) int64 { return int64(x>>1) ^ -int64(x&1) }

func (p *pile) empty() bool { return p.n == 0 }

// unpack appends the events to a list. sorted says that they are in the order
// of before.
func (p *pile) unpack(events []event) (_ []event, sorted bool) {
	var e event
	sorted = true
	for i := range len(p.full) + 1 {
		b := p.last
		if i < len(p.full) {
			b = p.full[i]
		}
		end := len(b)
		b = b[:cap(b)]
		for at := 0; at < end; {
			last := e
			packed := b[at : at+mostPacked]
			w, m, t := int(packed[0]&3)+1, int(packed[0]>>2&3)+1, int(packed[0]>>4)+1
			who := binary.LittleEndian.Uint32(packed[1:]) & (1<<(8*w) - 1)
			mark := binary.LittleEndian.Uint32(packed[1+w:]) & (1<<(8*m) - 1)
			when := binary.LittleEndian.Uint64(packed[1+w+m:]) & (1<<(8*t) - 1)
			e = event{e.when + unzigzag(when), e.who + uint32(unzigzag(uint64(who))), e.mark&^3 + mark}
			if sorted && e.who <= last.who && len(events) > 0 {
				sorted = before(last, e) <= 0
			}
			events = append(events, e)
			at += 1 + w + m + t
		}
	}
	return events, sorted
}

// sorter brings votes into the order of a column: participant, then time, then
// line. It sorts by participant in linear time, because exports hold tens of
// millions of votes in an order of their own.
type sorter struct {
	events []event // those of the column at hand
	spare  []event
	counts []uint32 // where the next event of a participant goes
}

func newSorter(participants int) *sorter {
	return &sorter{counts: make([]uint32, participants+1)}
}

// column packs a pile.
func (s *sorter) column(p *pile) model.VoteColumn {
	events, sorted := p.unpack(slices.Grow(s.events[:0], p.n))
	s.events = events
	if !sorted {
		events = s.sort(events)
	}
	c := model.VoteColumn{
		Participants: make([]uint32, len(events)),
		Votes:        make([]model.Vote, len(events)),
		Lines:        make([]uint32, len(events)),
	}
	for i, e := range events {
		c.Participants[i], c.Votes[i], c.Lines[i] = e.who, e.vote(), e.line()
	}
	return c
}

func before(a, b event) int {
	if a.who != b.who {
		return cmp.Compare(a.who, b.who)
	}
	return cmp.Or(cmp.Compare(a.when, b.when), cmp.Compare(a.mark, b.mark))
}

// sort orders events in the sorter's own memory. Counting costs one step per
// participant, so few events among many participants are compared instead.
func (s *sorter) sort(events []event) []event {
	if len(events) < len(s.counts)/16 {
		slices.SortFunc(events, before)
		return events
	}
	clear(s.counts)
	for _, e := range events {
		s.counts[e.who+1]++
	}
	for i := 1; i < len(s.counts); i++ {
		s.counts[i] += s.counts[i-1]
	}
	if cap(s.spare) < len(events) {
		s.spare = make([]event, len(events))
	}
	sorted := s.spare[:len(events)]
	for _, e := range events {
		sorted[s.counts[e.who]] = e
		s.counts[e.who]++
	}
	for from := 0; from < len(sorted); {
		to := from + 1
		for to < len(sorted) && sorted[to].who == sorted[from].who {
			to++
		}
		if to-from > 1 {
			slices.SortFunc(sorted[from:to], before)
		}
		from = to
	}
	return sorted
}
