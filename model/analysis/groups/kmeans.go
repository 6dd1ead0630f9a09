package groups

import (
	"cmp"
	"math"
	"slices"
)

// clusters divides points: of[i] is the number of point i's cluster, whose
// mean is centres[of[i]].
type clusters struct {
	of      []int
	centres []Point
}

// parts is into how many equal parts people are divided to work on them apart.
const parts = 64

// polisMeans is k-means as Polis runs it (spec §5): centres start at the first
// k distinct points, ties go to the last centre, empty clusters are dropped.
// It ends when no centre moved by 0.01 or after limit+1 steps. A nil weight
// counts every point once.
func polisMeans(points []Point, weight []float64, k, limit int, par Parallel) clusters {
	c := clusters{of: make([]int, len(points)), centres: distinct(points, k)}
	for step := 0; ; step++ {
		par(parts, func(part int) {
			for i := len(points) * part / parts; i < len(points)*(part+1)/parts; i++ {
				c.of[i] = nearestLast(points[i], c.centres)
			}
		})
		old := c.centres
		c.recentre(points, weight)
		if step == limit || settled(old, c.centres) {
			return c
		}
	}
}

// distinct gives the first k points that differ.
func distinct(points []Point, k int) []Point {
	seen := make(map[Point]bool, k)
	var first []Point
	for _, p := range points {
		if len(first) == k {
			break
		}
		if !seen[p] {
			seen[p] = true
			first = append(first, p)
		}
	}
	return first
}

// nearestLast finds the nearest centre, the last of equally near ones.
func nearestLast(p Point, centres []Point) int {
	best, least := 0, math.Inf(1)
	for i, c := range centres {
		if d := square2(p, c); d <= least {
			best, least = i, d
		}
	}
	return best
}

// recentre moves the centres to the weighted means of their points, drops
// clusters without points and numbers the others anew in the same order.
func (c *clusters) recentre(points []Point, weight []float64) {
	sums, mass := make([]Point, len(c.centres)), make([]float64, len(c.centres))
	for i, p := range points {
		w := 1.0
		if weight != nil {
			w = weight[i]
		}
		g := c.of[i]
		sums[g][0] += w * p[0]
		sums[g][1] += w * p[1]
		mass[g] += w
	}
	number := make([]int, len(sums))
	var centres []Point
	for g, w := range mass {
		number[g] = len(centres)
		if w > 0 {
			centres = append(centres, Point{sums[g][0] / w, sums[g][1] / w})
		}
	}
	for i, g := range c.of {
		c.of[i] = number[g]
	}
	c.centres = centres
}

// settled pairs two lists of centres in lexicographic order and tells whether
// all pairs are nearer than 0.01.
func settled(old, now []Point) bool {
	lexicographic := func(a, b Point) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) }
	old, now = slices.Clone(old), slices.Clone(now)
	slices.SortFunc(old, lexicographic)
	slices.SortFunc(now, lexicographic)
	for i := range min(len(old), len(now)) {
		if distance(old[i], now[i]) >= 0.01 {
			return false
		}
	}
	return true
}

// steadyMeans is k-means from many seeded starts: it gives the division with
// the least weighted sum of squares among those in which every cluster weighs
// at least smallest; ok is false if no start led to one. Starts choose centres
// far apart with probability proportional to the squared distance to the
// nearest centre (Arthur and Vassilvitskii, k-means++, 2007).
func steadyMeans(points []Point, weight []float64, k int, smallest float64, seed uint64) (best clusters, ok bool) {
	const starts, steps = 24, 60
	least := math.Inf(1)
	for start := range starts {
		centres := spread(points, weight, k, mix(seed)^uint64(start))
		if len(centres) < k {
			return best, false
		}
		c := clusters{of: make([]int, len(points)), centres: centres}
		for range steps {
			if changed := c.assign(points); !changed {
				break
			}
			c.recentre(points, weight)
		}
		loss, light := c.judge(points, weight)
		if len(c.centres) == k && light >= smallest && loss < least*(1-1e-9) {
			best, ok, least = c, true, loss
		}
	}
	return best, ok
}

// assign gives each point to its nearest centre and tells whether any moved.
func (c *clusters) assign(points []Point) bool {
	changed := false
	for i, p := range points {
		g := nearestLast(p, c.centres)
		changed = changed || g != c.of[i]
		c.of[i] = g
	}
	return changed
}

// judge gives the weighted sum of squared distances to the centres and the
// weight of the lightest cluster.
func (c *clusters) judge(points []Point, weight []float64) (loss, light float64) {
	mass := make([]float64, len(c.centres))
	for i, p := range points {
		g := c.of[i]
		loss += weight[i] * square2(p, c.centres[g])
		mass[g] += weight[i]
	}
	return loss, slices.Min(mass)
}

// spread chooses k centres among the points; fewer if fewer are distinct.
func spread(points []Point, weight []float64, k int, seed uint64) []Point {
	chance := slices.Clone(weight)
	var centres []Point
	for len(centres) < k {
		sum := 0.0
		for _, w := range chance {
			sum += w
		}
		if sum <= 0 {
			return centres
		}
		left, pick := sum*unit(seed, uint64(len(centres))), -1
		for i, w := range chance {
			if w > 0 {
				pick = i
				if left -= w; left < 0 {
					break
				}
			}
		}
		centres = append(centres, points[pick])
		for i, p := range points {
			far := weight[i] * square2(p, points[pick])
			if len(centres) == 1 || far < chance[i] {
				chance[i] = far
			}
		}
	}
	return centres
}
