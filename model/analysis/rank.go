package analysis

import (
	"cmp"
	"slices"

	"consilience/model"
)

// Order is what statements are ranked by, highest first.
type Order string

// The orders.
const (
	AsPublished Order = ""
	ByAgree     Order = "agree"
	ByDisagree  Order = "disagree"
	ByPass      Order = "pass"
	ByVotes     Order = "votes"
)

// Rank returns positions in list, best first. Statements on which fewer than
// ⌈minShare·voters⌉ people voted are left out; where the number of voters is
// not known none is.
//
// By agree, disagree or pass, a statement whose percentage was published is
// ranked by that percentage: nothing finer was published, so equal ones tie
// and keep their published order. A counted statement is ranked by its exact
// share; equal shares by more votes, then position. Where both kinds tie, the
// counted come first. By votes, equal numbers keep their position. A statement
// without votes ranks last. Any other order keeps the list's.
func Rank(list []StatementEvidence, by Order, minShare float64) []int {
	type place struct {
		at, votes int
		share     float64
	}
	places := make([]place, 0, len(list))
	for i, e := range list {
		votes := votesOf(e.Statement)
		if votes < atLeast(minShare, e.Voters) {
			continue
		}
		p := place{at: i}
		switch by {
		case ByVotes:
			p.votes = votes
		case ByAgree, ByDisagree, ByPass:
			p.share, p.votes = rankShare(e.Statement, by)
		}
		places = append(places, p)
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(b.votes, a.votes), cmp.Compare(a.at, b.at))
	})
	out := make([]int, len(places))
	for i, p := range places {
		out[i] = p.at
	}
	return out
}

// rankShare gives the share to rank by and the votes that break ties: 0 votes
// for a published percentage, -1 as share where there is nothing.
func rankShare(s model.Statement, by Order) (share float64, votes int) {
	k, pct := s.Tally.Agree, s.Published.AgreePct
	switch by {
	case ByDisagree:
		k, pct = s.Tally.Disagree, s.Published.DisagreePct
	case ByPass:
		k, pct = s.Tally.Pass, s.Published.PassPct
	}
	switch {
	case pct != nil && s.Basis != model.BasisCounted:
		return *pct / 100, 0
	case s.Tally.N() == 0:
		return -1, 0
	}
	return float64(k) / float64(s.Tally.N()), s.Tally.N()
}
