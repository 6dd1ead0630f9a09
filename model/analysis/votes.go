package analysis

import (
	"fmt"

	"consilience/model"
)

// ReadVotes reads the votes on one statement, for the statement itself
// (polarity 1). n = agree + disagree + pass; the first rule that fits wins:
//
//  1. insufficient if n < VotesNeeded(voters)
//  2. supports if agree/n ≥ Support and the lower bound of agree among those
//     who took a side is above one half; firm if the lower bound over all
//     votes is too, strong if agree/n ≥ Strong
//  3. opposes: the same for disagree
//  4. split if agree/n and disagree/n are both ≥ Split
//  5. uncertain if pass/n ≥ Uncertain, with a lean if the lower bound of one
//     side among those who took a side is above one half
//  6. leans to support or to oppose by the same bound, else no clear direction
//
// voters is the number of people who voted in the poll, 0 if not known. The
// bounds are Wilson's at th.Z. With no votes the reading is insufficient.
// Source: the scheme's rule R-vote, version 1.
func ReadVotes(t model.Tally, voters int, th Thresholds) model.ItemReading {
	return readVotes(t, voters, inVotes, th)
}

// cast are the words for what is counted.
type cast struct{ one, people string }

var (
	inVotes   = cast{"vote", "voters"}
	inAnswers = cast{"answer", "people asked"}
)

func readVotes(t model.Tally, voters int, of cast, th Thresholds) model.ItemReading {
	r := model.ItemReading{Polarity: 1, Tally: t, N: t.N(), Voters: voters}
	if need := th.VotesNeeded(voters); r.N < need {
		r.Reading = model.Insufficient
		r.Why = fmt.Sprintf("%s; at least %d are needed%s.", count(r.N, of.one), need, neededBecause(need, voters, of, th))
		return r
	}
	agree := newSide("agree", t.Agree, t, of, th)
	disagree := newSide("disagree", t.Disagree, t, of, th)
	lean := leanOf(agree, disagree)
	switch {
	case agree.carries(th):
		agree.fill(&r, model.Supports, th)
	case disagree.carries(th):
		disagree.fill(&r, model.Opposes, th)
	case agree.share >= th.Split && disagree.share >= th.Split:
		r.Reading = model.SplitReading
		r.Why = fmt.Sprintf("%d of %d %ss agree and %d disagree, both at least %s.", t.Agree, r.N, of.one, t.Disagree, cutOff(th.Split))
	case float64(t.Pass)/float64(r.N) >= th.Uncertain:
		r.Reading, r.Lean = model.Uncertain, lean
		r.Why = fmt.Sprintf("%d of %d %ss pass, at least %s.%s", t.Pass, r.N, of.one, cutOff(th.Uncertain), leanWords(lean, agree, disagree))
	case lean != "":
		r.Reading = lean
		r.Why = fmt.Sprintf("Neither side reaches %s of %s.%s", cutOff(th.Support), count(r.N, of.one), leanWords(lean, agree, disagree))
	default:
		r.Reading = model.NoClearDirection
		r.Why = fmt.Sprintf("Of %d %ss %d agree, %d disagree and %d pass: no cut-off is reached and neither side is clearly ahead.", r.N, of.one, t.Agree, t.Disagree, t.Pass)
	}
	return r
}

// side is one side of a vote with what the rules ask about it.
type side struct {
	word     string
	of       cast
	count, n int
	decided  int     // votes that took a side
	share    float64 // of all votes
	low      float64 // lower bound of share
	sideLow  float64 // lower bound among those who took a side
}

// newSide measures a side of a tally that is not empty.
func newSide(word string, k int, t model.Tally, of cast, th Thresholds) side {
	n, decided := t.N(), t.Agree+t.Disagree
	return side{
		word: word, of: of, count: k, n: n, decided: decided,
		share:   float64(k) / float64(n),
		low:     wilsonLow(k, n, th.Z),
		sideLow: wilsonLow(k, decided, th.Z),
	}
}

// carries says whether the side has the statement.
func (s side) carries(th Thresholds) bool { return s.share >= th.Support && s.sideLow > half }

// fill writes the reading of a side that carries.
func (s side) fill(r *model.ItemReading, reading model.Reading, th Thresholds) {
	r.Reading, r.Firm, r.Strong = reading, s.low > half, s.share >= th.Strong
	firm := "Thin: over all votes it is %s, not above 50" + nbsp + "%%."
	if r.Firm {
		firm = "Firm: over all votes it is %s, above 50" + nbsp + "%% too."
	}
	r.Why = fmt.Sprintf("%d of %d %ss %s, at least %s; the lower bound among the %d who took a side is %s, above 50"+nbsp+"%%. "+firm,
		s.count, s.n, s.of.one, s.word, cutOff(th.Support), s.decided, bound(s.sideLow), bound(s.low))
}

// leanOf names the side that is clearly ahead among those who took one.
func leanOf(agree, disagree side) model.Reading {
	switch {
	case agree.sideLow > half:
		return model.LeansSupport
	case disagree.sideLow > half:
		return model.LeansOppose
	}
	return ""
}

func leanWords(lean model.Reading, agree, disagree side) string {
	s := agree
	switch lean {
	case "":
		return ""
	case model.LeansOppose:
		s = disagree
	}
	return fmt.Sprintf(" %d of the %d who took a side %s; the lower bound is %s, above 50"+nbsp+"%%.", s.count, s.decided, s.word, bound(s.sideLow))
}

// neededBecause says where the least number of votes comes from.
func neededBecause(need, voters int, of cast, th Thresholds) string {
	if need > th.MinVotes {
		return fmt.Sprintf(" (%s of %d %s)", cutOff(th.MinShare), voters, of.people)
	}
	return ""
}
