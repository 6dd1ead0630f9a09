package groups

// findPolis is Polis from a cold start (spec §2, §5, §6): up to 100 base
// clusters of participants, whose centres, weighted by members, are divided into 2 … 5
// groups; the k with the greatest silhouette over base centres is taken, of
// equal ones the larger. It differs from a running Polis server in what no
// export holds: members that stay once they are in, the last update's centres,
// and the smoothing of k. Unlike the server's, its PCA is converged.
func findPolis(m *Matrix, p PCA, o Options) Grouping {
	g := Grouping{Method: Polis, PCA: p, Labels: nobody(m.people()), Places: project(m, p)}
	if len(m.ids) < 2 {
		clear(g.Places) // with fewer than two directions everybody is in the middle
	}
	in, added := members(m, o, m.order)
	g.Say = sayAdded(len(in), added)
	if len(in) == 0 {
		g.finish(m)
		return g
	}
	points := make([]Point, len(in))
	for i, r := range in {
		points[i] = g.Places[r]
	}
	base := polisMeans(points, nil, 100, 100, m.par)
	weight := make([]float64, len(base.centres))
	for _, b := range base.of {
		weight[b]++
	}
	var best clusters
	most := -2.0
	for k := 2; k <= min(5, 2+len(base.centres)/12); k++ {
		c := polisMeans(base.centres, weight, k, 20, inTurn)
		value := silhouette(base.centres, nil, c.of, len(c.centres))
		g.Curve = append(g.Curve, Silhouette{k, value})
		if value >= most {
			best, most = c, value
		}
	}
	g.K = len(best.centres)
	for i, r := range in {
		g.Labels[r] = best.of[base.of[i]]
	}
	g.finish(m)
	return g
}
