package analysis

import (
	"math"

	"consilience/model"
)

// Wilson is the score interval of the share k/n: the shares p that a normal
// test at quantile z would not reject.
//
//	centre     = (k/n + z²/2n) / (1 + z²/n)
//	half-width = z·√(k/n·(1−k/n)/n + z²/4n²) / (1 + z²/n)
//
// 0 ≤ low ≤ k/n ≤ high ≤ 1. With n = 0 nothing is known: 0 and 1. A k outside
// 0…n is taken as the nearest end.
// Source: Wilson, JASA 22 (1927) 209–212.
func Wilson(k, n int, z float64) (low, high float64) {
	if n <= 0 {
		return 0, 1
	}
	k = min(max(k, 0), n)
	// Every product is rounded on its own (float64(…)), because a processor
	// that fuses multiplication and addition would give other last bits.
	m := float64(n)
	p := float64(k) / m
	z2 := float64(z * z)
	scale := 1 + z2/m
	centre := p + z2/float64(2*m)
	spread := math.Sqrt(float64(p*(1-p))/m + z2/float64(4*float64(m*m)))
	width := float64(z * spread)
	low, high = (centre-width)/scale, (centre+width)/scale
	// At the ends the bounds are exactly 0, 1 or p but for rounding.
	if k == 0 {
		low = 0
	}
	if k == n {
		high = 1
	}
	return min(max(low, 0), p), max(min(high, 1), p)
}

// wilsonLow is the lower bound of Wilson; 0 with n = 0.
func wilsonLow(k, n int, z float64) float64 {
	low, _ := Wilson(k, n, z)
	return low
}

// Newcombe is the difference of two shares, k1/n1 − k2/n2, with its interval
// built from the Wilson bounds l and u of each share:
//
//	low  = diff − √((p1−l1)² + (u2−p2)²)
//	high = diff + √((u1−p1)² + (p2−l2)²)
//
// All are in −1 to 1 and low ≤ diff ≤ high. With no answers on one side (n1 or
// n2 is 0) there is no difference to speak of: 0, −1 and 1.
// Source: Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10.
func Newcombe(k1, n1, k2, n2 int, z float64) (diff, low, high float64) {
	if n1 <= 0 || n2 <= 0 {
		return 0, -1, 1
	}
	k1, k2 = min(max(k1, 0), n1), min(max(k2, 0), n2)
	p1, p2 := float64(k1)/float64(n1), float64(k2)/float64(n2)
	l1, u1 := Wilson(k1, n1, z)
	l2, u2 := Wilson(k2, n2, z)
	diff = p1 - p2
	low = diff - math.Hypot(p1-l1, u2-p2)
	high = diff + math.Hypot(u1-p1, p2-l2)
	return diff, max(low, -1), min(high, 1)
}

// GroupsDiffer tells whether two stakeholder groups differ on one statement or
// question: their readings point in opposite directions, or the gap between
// their shares of agreement is at least th.StakeholderGap and its Newcombe
// interval excludes 0. A group without votes differs from nobody.
func GroupsDiffer(a, b model.Tally, th Thresholds) bool {
	if a.N() == 0 || b.N() == 0 {
		return false
	}
	one := direction(ReadVotes(a, 0, th).Reading)
	other := direction(ReadVotes(b, 0, th).Reading)
	if one*other < 0 {
		return true
	}
	diff, low, high := Newcombe(a.Agree, a.N(), b.Agree, b.N(), th.Z)
	return math.Abs(diff) >= th.StakeholderGap && (low > 0 || high < 0)
}

// direction is 1 for a reading that supports or leans to support, -1 for one
// that opposes or leans to oppose, 0 for every other.
func direction(r model.Reading) int {
	switch r {
	case model.Supports, model.LeansSupport:
		return 1
	case model.Opposes, model.LeansOppose:
		return -1
	}
	return 0
}
