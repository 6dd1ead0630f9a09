// Package simulate makes up a poll: people in known groups who vote on
// statements, in the files of a Polis export. The same plan gives the same
// bytes on every machine, for ever, so it computes in whole numbers and knows
// no clock. It must not know of stores, screens or the command line.
package simulate

import (
	"fmt"
	"math/bits"
)

// Plan is the size of a poll, and the seed from which everything in it is
// drawn.
type Plan struct {
	Participants int    `json:"participants"`
	Statements   int    `json:"statements"`
	Votes        int    `json:"votes"` // lines of votes.csv, changed votes included
	Groups       int    `json:"groups"`
	Seed         uint64 `json:"seed"`
}

// The largest poll: what sync/decode reads, and memory for a laptop.
const (
	maxParticipants = 10_000_000
	maxStatements   = 100_000
	maxVotes        = 99_999_999 // with the header, 100 million lines
	maxGroups       = 100
)

// check says in words what is wrong with a plan, or nothing.
func (p Plan) check() error {
	switch {
	case p.Participants < 1 || p.Participants > maxParticipants:
		return fmt.Errorf("the number of participants is from 1 to %d", maxParticipants)
	case p.Statements < 1 || p.Statements > maxStatements:
		return fmt.Errorf("the number of statements is from 1 to %d", maxStatements)
	case p.Groups < 1 || p.Groups > maxGroups || p.Groups > p.Participants:
		return fmt.Errorf("the number of groups is from 1 to %d", min(maxGroups, p.Participants))
	}
	most := min(maxVotes, int64(p.Participants)*int64(p.Statements))
	if p.Votes < p.Participants || int64(p.Votes) > most {
		return fmt.Errorf("the number of votes is from %d, one for each participant, to %d", p.Participants, most)
	}
	return nil
}

// name is the id of the poll's source.
func (p Plan) name() string {
	return fmt.Sprintf("simulated-%d-%d-%d-%d-%d", p.Participants, p.Statements, p.Votes, p.Groups, p.Seed)
}

// title says what the poll is wherever it is named.
func (p Plan) title() string {
	return fmt.Sprintf("Simulated poll: %d participants, %d statements, %d votes, %d groups, seed %d", p.Participants, p.Statements, p.Votes, p.Groups, p.Seed)
}

// random is SplitMix64 (Steele, Lea, Flood 2014): short enough to be the same
// everywhere.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below gives a number from 0 to n−1. n is below 2³², which keeps what is
// uneven about it under one in 2³².
func (r *random) below(n int) int {
	high, _ := bits.Mul64(r.next(), uint64(n))
	return int(high)
}

// One stream of random numbers for each thing, so that none shifts another.
const (
	streamPeople = iota + 1
	streamStatements
	streamVotes
)

func (p Plan) stream(of uint64) random {
	r := random(p.Seed)
	return random(r.next() ^ of<<32)
}
