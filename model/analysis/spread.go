package analysis

import "math"

// Agreement is van der Eijk's A of answers on an ordered scale of len(counts)
// points: 1 if all answers are on one point, 0 if they are spread evenly, −1
// if they are halved between the two ends. The counts are cut into layers of
// equal height, each a pattern of empty and filled points; a layer with S of K
// points filled has
//
//	A = U·(1 − (S−1)/(K−1)),  U = ((K−2)·TU − (K−1)·TDU) / ((K−2)·(TU+TDU))
//
// TU and TDU being the numbers of triples of points, from left to right, of
// the pattern 110 or 011 and 101; U is 1 where there are none. A is the mean
// of the layers, weighted by the answers in them. ok is false with fewer than
// three points or no answers; negative counts are taken as 0.
// Source: van der Eijk, Quality & Quantity 35 (2001) 325–341.
func Agreement(counts []int) (a float64, ok bool) {
	points, total := len(counts), 0
	left := make([]int, points)
	for i, n := range counts {
		left[i] = max(n, 0)
		total += left[i]
	}
	if points < 3 || total == 0 {
		return 0, false
	}
	for {
		least, filled := 0, 0
		for _, n := range left {
			if n > 0 && (least == 0 || n < least) {
				least = n
			}
			if n > 0 {
				filled++
			}
		}
		if filled == 0 {
			return min(max(a, -1), 1), true
		}
		a += layer(left, filled) * (float64(least*filled) / float64(total))
		for i, n := range left {
			if n > 0 {
				left[i] = n - least
			}
		}
	}
}

// layer is A of one pattern. A triple is of three different points in order.
func layer(pattern []int, filled int) float64 {
	k := len(pattern)
	seen := 0 // filled points so far
	tdu := 0  // 1 0 1
	for _, n := range pattern {
		if n > 0 {
			seen++
			continue
		}
		tdu += seen * (filled - seen)
	}
	// 110 and 011: pairs of filled points with an empty one on one side.
	tu, before := 0, 0
	for _, n := range pattern {
		if n > 0 {
			before++
			continue
		}
		after := filled - before
		tu += before*(before-1)/2 + after*(after-1)/2

	}
	u := 1.0
	if tu+tdu > 0 {
		u = (float64((k-2)*tu) - float64((k-1)*tdu)) / float64((k-2)*(tu+tdu))
	}
	return u * (1 - float64(filled-1)/float64(k-1))
}

// KendallW is the agreement of rankings: 1 if everybody ranks alike, 0 if the
// rankings have nothing in common. rankings has a row for each person and a
// column for each of m items, ranks 1 to m without ties:
//
//	W = 12·S / (n²·(m³ − m))
//
// S being the sum of squares of the items' rank sums about their mean, n the
// number of people. ok is false with fewer than two people or items.
// Source: Kendall & Babington Smith, Annals of Mathematical Statistics 10
// (1939) 275–287.
func KendallW(rankings [][]float64) (w float64, ok bool) {
	n := len(rankings)
	if n < 2 || len(rankings[0]) < 2 {
		return 0, false
	}
	m := len(rankings[0])
	sums := make([]float64, m)
	for _, row := range rankings {
		if len(row) != m {
			return 0, false
		}
		for i, r := range row {
			sums[i] += r
		}
	}
	mean := float64(n) * float64(m+1) / 2
	var s float64
	for _, sum := range sums {
		d := sum - mean
		s += float64(d * d)
	}
	people, items := float64(n), float64(m)
	return min(12*s/float64(float64(people*people)*(float64(float64(items*items)*items)-items)), 1), true
}

// Quantile is the value below which a share p of the answers lies: with n
// answers in order it interpolates between neighbours at place p·(n−1), as
// most statistics programs do. ok is false without answers. levels ascend.
// Source: Hyndman & Fan, The American Statistician 50 (1996) 361–365, type 7.
func Quantile(levels []Level, p float64) (v float64, ok bool) {
	n := 0
	for _, l := range levels {
		n += l.Count
	}
	if n == 0 {
		return 0, false
	}
	at := float64(p * float64(n-1))
	below := int(math.Floor(at))
	low, high := valueAt(levels, below), valueAt(levels, min(below+1, n-1))
	return low + float64((at-float64(below))*(high-low)), true
}

func valueAt(levels []Level, place int) float64 {
	for _, l := range levels {
		if place < l.Count {
			return l.Value
		}
		place -= l.Count
	}
	return levels[len(levels)-1].Value
}

// onScale gives the counts of every whole point of a scale from low to high;
// ok is false if a value lies between points, outside, or the scale has more
// than 101 points.
func onScale(low, high float64, levels []Level) (counts []int, ok bool) {
	const most = 101
	points := high - low + 1
	if points != math.Trunc(points) || points < 2 || points > most {
		return nil, false
	}
	counts = make([]int, int(points))
	for _, l := range levels {
		at := l.Value - low
		if at != math.Trunc(at) || at < 0 || int(at) >= len(counts) {
			return nil, false
		}
		counts[int(at)] += l.Count
	}
	return counts, true
}
