package groups

import (
	"cmp"
	"math"
	"slices"
)

// What findDefault was set to; see there.
const (
	ridge    = 1.5  // λ of the places
	smallest = 0.03 // share of the people that a group has at least
	margin   = 0.02 // of silhouette, within which fewer groups are preferred
	mostK    = 5
)

// findDefault places people by ridge regression (regress), divides them by
// k-means from many seeded starts into k = 2 … 5 groups, none of fewer than two
// people or 3 % of them, and takes the smallest k whose silhouette is within
// 0.02 of the greatest. It finds one group where no division is possible or
// none has a silhouette above 0.
//
// It was chosen on the seven open Polis conversations that the tests name. All
// figures are means over the seven. ARI is to the groups that Polis published;
// stability is the mean ARI between any two of 40 runs, each with another 10 %
// of the votes deleted; gain is how much the groups lower the log-loss of the
// deleted votes on kept statements, against no groups; simulated is the mean ARI
// to the groups put into 12 simulated polls of 1,000 to 10,000 people with 2 to
// 4 groups and 12 % of the statements rejected.
//
//	places      smallest margin   ARI  stability  gain   simulated
//	Polis's §5–6 as it is         0.58   0.660    3.8 %    0.55
//	as Polis    3 %      0.02     0.78   0.790    3.9 %    0.57
//	kept only   3 %      0.02     0.62   0.745    4.0 %    0.58
//	ridge 0.1   3 %      0.02     0.42   0.690    4.2 %    0.58
//	ridge 0.7   3 %      0.02     0.76   0.778    3.9 %    0.57
//	ridge 1     3 %      0        0.74   0.778    4.0 %    0.54
//	ridge 1     3 %      0.02     0.78   0.797    3.9 %    0.56
//	ridge 1     3 %      0.05     0.77   0.795    3.8 %    0.51
//	ridge 1     5 %      0.02     0.78   0.738    3.9 %    0.56
//	ridge 1.5   3 %      0.02     0.79   0.804    3.9 %    0.54   chosen
//	ridge 4     3 %      0.02     0.78   0.794    3.8 %    0.51
//
// Polis's scaling ("as Polis") is by the votes cast on all statements, rejected
// ones counted as cast; "kept only" counts kept statements. What else was
// measured and left out, against ridge 1: moving people to the group whose
// votes explain theirs best (ARI 0.44, stability 0.75); the majority of 10 to 20
// runs on thinned votes (stability up by 0.01 at 10 to 20 times the cost);
// shrinking the second axis by its variance (as stable, loses simulated
// groups). What instability is left comes from people near a border, above all
// in the two smallest polls.
func findDefault(m *Matrix, p PCA, o Options) Grouping {
	g := Grouping{Method: Default, PCA: p, Labels: nobody(m.people()), Places: regress(m, p, ridge)}
	in, added := members(m, o, inOrder(m))
	g.Say = sayAdded(len(in), added)
	if len(in) == 0 {
		g.finish(m)
		return g
	}
	cells := gather(g.Places, in)
	best := clusters{of: make([]int, len(cells.points)), centres: []Point{{}}}
	if m.kept() > 1 && len(in) > 2 && p.Variance[0] > 0 {
		light := math.Max(2, smallest*float64(len(in)))
		best = g.divide(cells, best, light, o.Seed)
	}
	g.K = len(best.centres)
	for i, r := range in {
		g.Labels[r] = best.of[cells.of[i]]
	}
	g.bySize()
	g.finish(m)
	return g
}

// divide tries all k, notes their silhouettes in the curve and gives the
// division of the chosen one, or one if none is better.
func (g *Grouping) divide(c cells, one clusters, light float64, seed uint64) clusters {
	var found []clusters
	most := 0.0
	for k := 2; k <= mostK; k++ {
		d, ok := steadyMeans(c.points, c.weight, k, light, seed)
		if !ok {
			continue
		}
		value := silhouette(c.points, c.weight, d.of, k)
		g.Curve = append(g.Curve, Silhouette{k, value})
		found = append(found, d)
		most = math.Max(most, value)
	}
	for i, d := range found {
		if value := g.Curve[i].Value; value > 0 && value >= most-margin {
			return d
		}
	}
	return one
}

// inOrder lists the rows with votes by position.
func inOrder(m *Matrix) []uint32 {
	rows := make([]uint32, 0, len(m.order))
	for r := range m.people() {
		if m.cast(r) > 0 {
			rows = append(rows, uint32(r))
		}
	}
	return rows
}

// bySize numbers the groups anew, the largest first.
func (g *Grouping) bySize() {
	sizes, at, number := make([]int, g.K), make([]int, g.K), make([]int, g.K)
	for _, l := range g.Labels {
		if l >= 0 {
			sizes[l]++
		}
	}
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(sizes[b], sizes[a]) })
	for n, l := range at {
		number[l] = n
	}
	for r, l := range g.Labels {
		if l >= 0 {
			g.Labels[r] = number[l]
		}
	}
}
