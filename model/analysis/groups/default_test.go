package groups

import (
	"math"
	"testing"
)

// TestDefaultOnOpenPolls repeats what findDefault was chosen by and holds it to
// issue 3: a mean ARI to the published groups of at least red-dwarf's 0.72, and
// a stability of at least 0.80.
func TestDefaultOnOpenPolls(t *testing.T) {
	const runs = 14
	polls := openPolls(t)
	for _, method := range []Method{Polis, Default} {
		var ari, stability, gain float64
		for _, p := range polls {
			o := Options{Method: method}
			g := Find(p.matrix, o)
			s := Resample(p.matrix, g, o, runs)
			lowered := 0.0
			for run := range uint64(runs) {
				thin := p.matrix.without(Deleted, run+1)
				lowered += heldOut(p.matrix, thin, Find(thin, o)) / runs
			}
			t.Logf("%-8s %-40s k %d sizes %v  ARI %.2f  stability %.2f  gain %4.1f %%",
				method, p.name, g.K, g.Sizes, ARI(g.Labels, p.published), s.Overall, 100*lowered)
			n := float64(len(polls))
			ari, stability, gain = ari+ARI(g.Labels, p.published)/n, stability+s.Overall/n, gain+lowered/n
		}
		t.Logf("%-8s mean of %d: ARI %.3f, stability %.3f, gain %.1f %%", method, len(polls), ari, stability, 100*gain)
		if method == Default && !(ari >= 0.72 && stability >= 0.80) {
			t.Errorf("got ARI %.3f and stability %.3f, want at least 0.72 and 0.80", ari, stability)
		}
	}
}

// heldOut is how much the groups found in thin lower the log-loss of the votes
// on kept statements that thin lacks, as a share of the loss without groups.
// Groups have three imagined votes at the overall shares.
func heldOut(full, thin *Matrix, g Grouping) float64 {
	counts := thin.countGroups(g.Labels, g.K)
	without, with := 0.0, 0.0
	for r, l := range g.Labels {
		if l < 0 {
			continue
		}
		left := thin.votes(r)
		for _, c := range full.votes(r) {
			if len(left) > 0 && left[0] == c {
				left = left[1:]
				continue
			}
			j, sign := c/3, int(c%3)
			if full.out[j] {
				continue
			}
			var all, own [3]float64
			allN, ownN := 0.0, 0.0
			for k := range g.K {
				v := counts[k][j]
				for i, n := range [3]int{v.Disagree, v.Pass, v.Agree} {
					all[i], allN = all[i]+float64(n), allN+float64(n)
					if k == l {
						own[i], ownN = own[i]+float64(n), ownN+float64(n)
					}
				}
			}
			overall := (all[sign] + 1) / (allN + 3)
			without -= math.Log(overall)
			with -= math.Log((own[sign] + 3*overall) / (ownN + 3))
		}
	}
	return 1 - with/without
}
