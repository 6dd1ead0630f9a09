package decode

import (
	"fmt"
	"math"

	"consilience/model"
)

// cut is a percentage as printed: Digits in units of 1/Scale per cent, cut off
// and not rounded. It is unknown if a table has no such column.
type cut struct {
	known  bool
	digits int // 62.5 % with scale 10 is 625
}

// within gives the counts k of n votes for which floor(100·scale·k/n) is the
// printed figure; low > high if there are none.
func (c cut) within(n, scale int) (low, high int) {
	if !c.known {
		return 0, n
	}
	hundred := 100 * scale
	// k ≥ digits·n/hundred and k < (digits+1)·n/hundred
	low = (c.digits*n + hundred - 1) / hundred
	high = ((c.digits+1)*n+hundred-1)/hundred - 1
	return low, min(high, n)
}

// shares are the three printed figures of a row.
type shares struct {
	agree, disagree, pass cut
	scale                 int // 1 for whole per cent, 10 for one decimal …
}

// solve finds whole numbers of people (a, d, p) with a+d+p = n that give the
// printed figures. It counts solutions up to two and returns the first.
func (s shares) solve(n int) (t model.Tally, solutions int) {
	aLow, aHigh := s.agree.within(n, s.scale)
	dLow, dHigh := s.disagree.within(n, s.scale)
	pLow, pHigh := s.pass.within(n, s.scale)
	if dLow > dHigh || pLow > pHigh {
		return t, 0
	}
	// Within these bounds every a leaves room for some d, so that the loop
	// ends after two rounds.
	for a := max(aLow, n-dHigh-pHigh); a <= min(aHigh, n-dLow-pLow); a++ {
		from, to := max(dLow, n-a-pHigh), min(dHigh, n-a-pLow)
		if solutions == 0 {
			t = model.Tally{Agree: a, Disagree: from, Pass: n - a - from}
		}
		if solutions += to - from + 1; solutions > 1 {
			return t, 2
		}
	}
	return t, solutions
}

// nearestWithin is how far from the printed number of votes another number is
// looked for.
const nearestWithin = 200

// nearest finds the number of votes closest to n, fewer first, for which
// exactly one tally gives the printed figures.
func (s shares) nearest(n int) (model.Tally, bool) {
	for off := 1; off <= nearestWithin; off++ {
		for _, m := range []int{n - off, n + off} {
			if m < 1 {
				continue
			}
			if t, solutions := s.solve(m); solutions == 1 {
				return t, true
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
		if low, high := part.c.within(n, s.scale); low > high {
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
