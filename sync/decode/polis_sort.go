package decode

import (
	"cmp"
	"slices"

	"consilience/model"
)

// pile gathers the events of one statement in pieces, so that growing copies
// nothing.
type pile struct {
	full [][]event
	last []event
}

func (p *pile) add(e event) {
	if len(p.last) == cap(p.last) {
		if len(p.last) > 0 {
			p.full = append(p.full, p.last)
		}
		p.last = make([]event, 0, min(max(64, 2*cap(p.last)), 32<<10))
	}
	p.last = append(p.last, e)
}

func (p *pile) empty() bool { return len(p.last) == 0 }

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
	events := s.events[:0]
	for _, piece := range p.full {
		events = append(events, piece...)
	}
	events = append(events, p.last...)
	s.events = events
	if !slices.IsSortedFunc(events, before) {
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
