package simulate

import "math/bits"

// certain is a chance of 1.
const certain = 1 << 16

// Poll is a plan with everything but the votes, which are drawn anew whenever
// a file is written: it takes memory for participants and statements alone.
type Poll struct {
	plan       Plan
	groups     []uint8  // of each participant
	ballots    []uint32 // how often each participant votes
	authored   []uint32 // statements of each participant
	statements []statement
}

// statement is how people answer it. Chances are out of certain.
type statement struct {
	author     uint32
	moderation int8 // 1 in, 0 not looked at, −1 rejected
	divides    bool
	pass       uint16
	agree      []uint16 // of those who do not pass, by group
}

// New draws people and statements. The error says in words what is wrong with
// the plan.
func New(p Plan) (*Poll, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	s := &Poll{plan: p}
	s.drawPeople()
	s.drawStatements()
	return s, nil
}

// Groups gives the group of each participant, from 0.
func (s *Poll) Groups() []int {
	list := make([]int, len(s.groups))
	for i, g := range s.groups {
		list[i] = int(g)
	}
	return list
}

// drawPeople puts everybody in a group, the first about twice as large as the
// last, and shares out the votes: the eager cast up to eight times as many as
// the others, everybody at least one, nobody more than there are statements.
func (s *Poll) drawPeople() {
	r := s.plan.stream(streamPeople)
	n, k := s.plan.Participants, s.plan.Groups
	s.groups = make([]uint8, n)
	eager := make([]uint8, n)
	for i := range n {
		eager[i] = uint8((16 + r.below(16)) << r.below(3))
		s.groups[i] = uint8(drawGroup(&r, k))
		if i < k {
			s.groups[i] = uint8(i) // nobody's group is empty
		}
	}
	s.ballots = make([]uint32, n)
	for i := range s.ballots {
		s.ballots[i] = 1
	}
	share(s.ballots, eager, uint32(s.plan.Statements), s.plan.Votes-n)
}

// drawGroup gives group g of k a chance in proportion to 2k − g.
func drawGroup(r *random, k int) int {
	x := r.below(k * (3*k + 1) / 2)
	g := 0
	for x -= 2 * k; x >= 0; x -= 2*k - g {
		g++
	}
	return g
}

// share adds extra to counts in proportion to weights, none above most. What
// those who are full leave is shared out again.
func share(counts []uint32, weights []uint8, most uint32, extra int) {
	for extra > 0 {
		all := uint64(0)
		for i, w := range weights {
			if counts[i] < most {
				all += uint64(w)
			}
		}
		given, sum, left := uint64(0), uint64(0), 0
		for i, w := range weights {
			if counts[i] == most {
				continue
			}
			sum += uint64(w)
			high, low := bits.Mul64(uint64(extra), sum)
			until, _ := bits.Div64(high, low, all) // extra · sum / all, rounded down
			add := until - given
			given = until
			if room := uint64(most - counts[i]); add > room {
				left += int(add - room)
				add = room
			}
			counts[i] += uint32(add)
		}
		extra = left
	}
}

// drawStatements makes every second statement one on which groups differ.
// Groups stand in a ring; such a statement cuts the ring in two halves, of which
// one agrees and the other disagrees, for nine in ten. So groups lie apart on a
// map of two axes, however many there are. On the other statements all are
// alike. One in eight is rejected.
func (s *Poll) drawStatements() {
	r := s.plan.stream(streamStatements)
	k := s.plan.Groups
	s.authored = make([]uint32, s.plan.Participants)
	s.statements = make([]statement, s.plan.Statements)
	for j := range s.statements {
		d := statement{
			author: uint32(r.below(s.plan.Participants)), moderation: 1,
			divides: k > 1 && j%2 == 0, pass: uint16(r.below(certain * 3 / 10)),
			agree: make([]uint16, k),
		}
		switch x := r.below(16); {
		case x < 2:
			d.moderation = -1
		case x < 4:
			d.moderation = 0
		}
		alike := uint16(certain*15/100 + r.below(certain*70/100))
		first, half := r.below(k), (k+r.below(2))/2 // of an odd number, either half may be larger
		for g := range d.agree {
			switch {
			case !d.divides:
				d.agree[g] = alike
			case (g-first+k)%k < half:
				d.agree[g] = certain * 9 / 10
			default:
				d.agree[g] = certain / 10
			}
		}
		s.authored[d.author]++
		s.statements[j] = d
	}
}

// cast is one line of votes.csv.
type cast struct {
	when      int64 // ms since 1970
	statement uint32
	vote      int8
}

// The poll begins on 1 January 2024, 00:00 UTC, and people come over 30 days.
const (
	begin = 1_704_067_200_000
	month = 30 * 24 * 3600 * 1000
)

// each calls f with the votes of each participant in turn, in the order of
// time. One vote in a hundred is a second one on the same statement, which
// then counts. f may not keep the votes.
func (s *Poll) each(f func(who int, votes []cast) error) error {
	r := s.plan.stream(streamVotes)
	order := make([]uint32, len(s.statements)) // its first entries are those voted on
	for j := range order {
		order[j] = uint32(j)
	}
	var votes []cast
	for who, n := range s.ballots {
		votes = votes[:0]
		when := begin + int64(who)*month/int64(len(s.ballots))
		for met := 0; len(votes) < int(n); {
			when += 2000 + int64(r.below(8000))
			j := 0
			if met > 0 && r.below(100) == 0 {
				j = r.below(met)
			} else {
				j = met
				other := j + r.below(len(order)-j)
				order[j], order[other] = order[other], order[j]
				met++
			}
			votes = append(votes, cast{when, order[j], s.vote(&r, who, order[j])})
		}
		if err := f(who, votes); err != nil {
			return err
		}
	}
	return nil
}

// vote draws a vote. Authors agree with their own statements, as Polis casts
// that vote for them.
func (s *Poll) vote(r *random, who int, on uint32) int8 {
	d := &s.statements[on]
	x := r.next()
	switch {
	case int(d.author) == who:
		return 1
	case uint16(x) < d.pass:
		return 0
	case uint16(x>>16) < d.agree[s.groups[who]]:
		return 1
	}
	return -1
}
