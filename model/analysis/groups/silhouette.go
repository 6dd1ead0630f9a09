package groups

import "math"

// Silhouette says how well a number of groups separates: for each point
// (b − a) / max(a, b), a being its mean distance to its own group and b that to
// the nearest other group, then the mean over the points. It is −1 to 1; about
// 0 where groups overlap. A point alone in its group counts 0 (Rousseeuw 1987).
type Silhouette struct {
	K     int     `json:"k"`
	Value float64 `json:"value"`
}

// silhouette is the weighted mean over points that each stand for weight[i]
// people at one place; nil counts each once. With fewer than two groups it
// is 0. It costs the square of the number of points.
func silhouette(points []Point, weight []float64, of []int, k int) float64 {
	if k < 2 {
		return 0
	}
	if weight == nil {
		weight = make([]float64, len(points))
		for i := range weight {
			weight[i] = 1
		}
	}
	mass := make([]float64, k)
	for i, g := range of {
		mass[g] += weight[i]
	}
	sum, all := 0.0, 0.0
	far := make([]float64, k)
	for i, p := range points {
		all += weight[i]
		if own := mass[of[i]] - 1; own > 0 {
			clear(far)
			for j, q := range points {
				far[of[j]] += weight[j] * distance(p, q)
			}
			near := math.Inf(1)
			for g := range far {
				if g != of[i] && mass[g] > 0 {
					near = math.Min(near, far[g]/mass[g])
				}
			}
			if a := far[of[i]] / own; math.Max(a, near) > 0 && !math.IsInf(near, 1) {
				sum += weight[i] * (near - a) / math.Max(a, near)
			}
		}
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

// ARI is the adjusted Rand index of two divisions of the same people: 1 if
// they are the same, about 0 if they agree as chance would have it. Who is in
// no group (a negative number) in either is left out; with nobody left, or if
// both put all into one group, it is 1 (Hubert and Arabie 1985).
func ARI(a, b []int) float64 {
	ka, kb := 0, 0
	for i := range min(len(a), len(b)) {
		ka, kb = max(ka, a[i]+1), max(kb, b[i]+1)
	}
	both := make([]float64, ka*kb)
	rows, columns, n := make([]float64, ka), make([]float64, kb), 0.0
	for i := range min(len(a), len(b)) {
		if a[i] >= 0 && b[i] >= 0 {
			both[a[i]*kb+b[i]]++
			rows[a[i]]++
			columns[b[i]]++
			n++
		}
	}
	pairs := func(counts []float64) float64 {
		sum := 0.0
		for _, c := range counts {
			sum += c * (c - 1) / 2
		}
		return sum
	}
	index, inA, inB := pairs(both), pairs(rows), pairs(columns)
	if n < 2 {
		return 1
	}
	expected := inA * inB / (n * (n - 1) / 2)
	if most := (inA + inB) / 2; most != expected {
		return (index - expected) / (most - expected)
	}
	return 1
}
