package groups

import "math"

// Z90 is the one-sided 90 % quantile of the normal distribution as Polis rounds
// it; a test is significant if it is greater.
const Z90 = 1.2816

// chance is (successes + 1) / (n + 2), the estimate of a share from n votes with
// one imagined vote on either side. It is ½ without votes and never 0 or 1.
func chance(successes, n int) float64 { return float64(successes+1) / float64(n+2) }

// oneShare tests a share against one half: 2·√(n+1)·((s+1)/(n+1) − ½), about
// standard normal if there is no difference (spec §8).
func oneShare(successes, n int) float64 {
	s, all := float64(successes+1), float64(n+1)
	return 2 * math.Sqrt(all) * (s/all - 0.5)
}

// twoShares tests the difference of two shares with the pooled variance, one
// imagined success and vote added to each (spec §8). It is 0 where everybody
// in both answered alike.
func twoShares(s1, n1, s2, n2 int) float64 {
	a, b, c, d := float64(s1+1), float64(n1+1), float64(s2+1), float64(n2+1)
	pooled := (a + c) / (b + d)
	if pooled == 1 {
		return 0
	}
	return (a/b - c/d) / math.Sqrt(pooled*(1-pooled)*(1/b+1/d))
}

// Tests compares one group's votes on a statement with one half and with all
// other groups together, for the agrees and for the disagrees (spec §8). Out
// statements count as passed by every member.
type Tests struct {
	// Agree and Disagree are (n+1)/(votes+2), 0 to 1, passes among the votes.
	Agree, Disagree float64
	// AgreeTest and DisagreeTest test them against one half.
	AgreeTest, DisagreeTest float64
	// AgreeRatio and DisagreeRatio divide them by the same of the other groups;
	// above 0.
	AgreeRatio, DisagreeRatio float64
	// AgreeGap and DisagreeGap test the difference to the other groups.
	AgreeGap, DisagreeGap float64
}

// sample is agrees and disagrees of n votes.
type sample struct{ agree, disagree, n int }

func newTests(in, rest sample) Tests {
	t := Tests{
		Agree: chance(in.agree, in.n), Disagree: chance(in.disagree, in.n),
		AgreeTest: oneShare(in.agree, in.n), DisagreeTest: oneShare(in.disagree, in.n),
		AgreeGap:    twoShares(in.agree, in.n, rest.agree, rest.n),
		DisagreeGap: twoShares(in.disagree, in.n, rest.disagree, rest.n),
	}
	t.AgreeRatio = t.Agree / chance(rest.agree, rest.n)
	t.DisagreeRatio = t.Disagree / chance(rest.disagree, rest.n)
	return t
}
