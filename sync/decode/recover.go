package decode

import (
	"fmt"
	"math"

	"consilience/model"
)

// cut is a percentage as printed: Digits in units of 1/scale per cent. It is
// unknown if a table has no such column.
type cut struct {
	known  bool
	digits int // 62.5 % with scale 10 is 625
}

// within gives the counts k of n votes for which 100·scale·k/n, cut off or
// rounded, is the printed figure; low > high if there are none. Of a half, both
// neighbours count as rounded.
func (c cut) within(n int, how practice) (low, high int) {
	if !c.known {
		return 0, n
	}
	hundred := 100 * how.scale()
	if how.rounded {
		return max(0, (2*c.digits-1)*n+2*hundred-1) / (2 * hundred), min((2*c.digits+1)*n/(2*hundred), n)
	}
	// k ≥ digits·n/hundred and k < (digits+1)·n/hundred
	low = (c.digits*n + hundred - 1) / hundred
	high = ((c.digits+1)*n+hundred-1)/hundred - 1
	return low, min(high, n)
}

// practice is how a file prints percentages: with how many decimals at most,
// and whether rounded or cut off.
type practice struct {
	decimals int
	rounded  bool
}

func (p practice) scale() int {
	scale := 1
	for range p.decimals {
		scale *= 10
	}
	return scale
}

// shares are the three printed figures of a row.
type shares struct {
	agree, disagree, pass cut
	how                   practice
}

// solve finds whole numbers of people (a, d, p) with a+d+p = n that give the
// printed figures. It counts solutions up to two; fit bounds them all. With one
// solution, fit.Low is the tally.
func (s shares) solve(n int) (fit model.TallyRange, solutions int) {
	aLow, aHigh := s.agree.within(n, s.how)
	dLow, dHigh := s.disagree.within(n, s.how)
	pLow, pHigh := s.pass.within(n, s.how)
	if aLow > aHigh || dLow > dHigh || pLow > pHigh {
		return fit, 0
	}
	// Every count between its tightened bounds leaves room for the other two.
	fit = model.TallyRange{
		N:    n,
		Low:  model.Tally{Agree: max(aLow, n-dHigh-pHigh), Disagree: max(dLow, n-aHigh-pHigh), Pass: max(pLow, n-aHigh-dHigh)},
		High: model.Tally{Agree: min(aHigh, n-dLow-pLow), Disagree: min(dHigh, n-aLow-pLow), Pass: min(pHigh, n-aLow-dLow)},
	}
	switch {
	case fit.Low.Agree > fit.High.Agree || fit.Low.Disagree > fit.High.Disagree || fit.Low.Pass > fit.High.Pass:
		return fit, 0
	case fit.Low == fit.High:
		return fit, 1
	}
	return fit, 2
}

// nearest finds the number of votes closest to n, fewer first, for which
// exactly one tally gives the printed figures. It looks no further than a slip
// of the pen may be: a twentieth of n, at least 2 and at most 200. Far away
// some number always fits, and says nothing.
func (s shares) nearest(n int) (model.Tally, bool) {
	for off := 1; off <= min(max(2, n/20), 200); off++ {
		for _, m := range []int{n - off, n + off} {
			if m < 1 {
				continue
			}
			if fit, solutions := s.solve(m); solutions == 1 {
				return fit.Low, true
			}
		}
	}
	return model.Tally{}, false
}

// contradiction says in words why no tally of n gives the printed figures.
func (s shares) contradiction(n int, pub model.Published) string {
	for _, part := range []struct {
		c   cut
		pct *float64
		ing string
	}{{s.agree, pub.AgreePct, "agreeing"}, {s.disagree, pub.DisagreePct, "disagreeing"}, {s.pass, pub.PassPct, "passing"}} {
		if low, high := part.c.within(n, s.how); low > high {
			return fmt.Sprintf("The row says %d votes with %s\u00a0%% %s; no whole number of people gives that.", n, percent(*part.pct), part.ing)
		}
	}
	return fmt.Sprintf("The row says %d votes with %s; no whole numbers of people give these percentages together.", n, percents(pub))
}

func percents(pub model.Published) string {
	out := ""
	for i, p := range []*float64{pub.AgreePct, pub.DisagreePct, pub.PassPct} {
		if p != nil {
			if out != "" {
				out += ", "
			}
			out += percent(*p) + "\u00a0% " + []string{"agreeing", "disagreeing", "passing"}[i]
		}
	}
	return out
}

func percent(v float64) string {
	if v == math.Trunc(v) {
		return fmt.Sprintf("%d", int(v))
	}
	return fmt.Sprint(v)
}
