package groups

import "consilience/model"

// A grouping is called stable from Steady on and unstable below Shaky.
const (
	Steady = 0.80
	Shaky  = 0.60
)

// Deleted is the share of the votes that each run of Resample leaves out.
const Deleted = 0.10

// Stability says how far a grouping stays the same when some votes are missing.
type Stability struct {
	// Runs is how often groups were found anew, each time without another tenth
	// of the votes; 0 if that means nothing here, with all else empty.
	Runs int
	// Overall is the mean ARI between any two runs, over the people grouped in
	// both: 1 if they never differ, about 0 if they agree by chance only.
	Overall float64
	// Groups has for each group the mean, over the runs, of the greatest
	// overlap with any of the run's groups: shared members by members of either,
	// 0 to 1 (Hennig 2007), among the people the run grouped.
	Groups []float64
	// People has for each participant the share of the runs that grouped them
	// in which they were with the same people, that is in a group most of whose
	// members come from their own; 0 for those in no group.
	People []float64
	// Say calls the grouping and its weak groups stable or not, in words.
	Say []string
}

// Resample finds the groups of m again, runs times, by the method and options
// that gave g, and compares. Fewer than 2 runs count as 2. It takes as long as
// runs + 1 times Find. Groups that were given are not found and have no
// stability; nor has a division into fewer than two groups.
func Resample(m *Matrix, g Grouping, o Options, runs int) Stability {
	if g.Method == Labels {
		return Stability{Say: []string{"These groups were given, not found in the votes: their stability cannot be told."}}
	}
	if g.K < 2 {
		return Stability{}
	}
	o.Method = g.Method
	s := Stability{Runs: max(2, runs), Groups: make([]float64, g.K), People: make([]float64, len(g.Labels))}
	found := make([][]int, s.Runs)
	met := make([]int, len(g.Labels))
	for run := range found {
		again := Find(m.without(Deleted, mix(o.Seed)+uint64(run)), o)
		found[run] = again.Labels
		s.compare(&g, &again, met)
	}
	for r, n := range met {
		if n > 0 {
			s.People[r] /= float64(n)
		}
	}
	pairs := 0.0
	for a := range found {
		for b := range a {
			s.Overall += ARI(found[a], found[b])
			pairs++
		}
	}
	s.Overall /= pairs
	s.Say = s.words(&g)
	return s
}

// compare adds what one run says of the groups, averaged, and of the people,
// counted; met counts the runs that grouped a person.
func (s *Stability) compare(g, again *Grouping, met []int) {
	both := make([][]float64, g.K)
	for l := range both {
		both[l] = make([]float64, again.K)
	}
	own, other := make([]float64, g.K), make([]float64, again.K)
	for r, l := range g.Labels {
		if l >= 0 && again.Labels[r] >= 0 {
			both[l][again.Labels[r]]++
			own[l]++
			other[again.Labels[r]]++
		}
	}
	from := make([]int, again.K) // the group that most of a run's group come from
	for a := range from {
		for l := range g.K {
			if both[l][a] > both[from[a]][a] {
				from[a] = l
			}
		}
	}
	for r, l := range g.Labels {
		if l >= 0 && again.Labels[r] >= 0 {
			met[r]++
			if from[again.Labels[r]] == l {
				s.People[r]++
			}
		}
	}
	for l := range g.K {
		best := 0.0
		for a := range again.K {
			if n := both[l][a]; n > 0 {
				best = max(best, n/(own[l]+other[a]-n))
			}
		}
		s.Groups[l] += best / float64(s.Runs)
	}
}

// without is m less about share of its votes, chosen by seed alone. Rows and
// columns stay as they are, even if nothing is left in them.
func (m *Matrix) without(share float64, seed uint64) *Matrix {
	thin := &Matrix{ids: m.ids, out: m.out, meta: m.meta, par: m.par, blocks: m.blocks}
	thin.start = make([]int, len(m.start))
	limit := uint64(share * (1 << 53))
	// keep is a coin for each vote, thrown by mixing its place with the seed.
	keep := func(key uint64, code uint32) bool { return mix(key^uint64(code/3))>>11 >= limit }
	m.eachBlock(func(_, from, until int) {
		for r := from; r < until; r++ {
			key := mix(seed ^ mix(uint64(r)))
			for _, c := range m.votes(r) {
				if keep(key, c) {
					thin.start[r+1]++
				}
			}
		}
	})
	for r := range m.people() {
		thin.start[r+1] += thin.start[r]
	}
	thin.codes = make([]uint32, thin.start[m.people()])
	m.eachBlock(func(_, from, until int) {
		for r := from; r < until; r++ {
			to, key := thin.start[r], mix(seed^mix(uint64(r)))
			for _, c := range m.votes(r) {
				if keep(key, c) {
					thin.codes[to] = c
					to++
				}
			}
		}
	})
	thin.tally = make([]model.Tally, len(m.ids))
	counts := make([]int, 3*len(m.ids))
	for _, c := range thin.codes {
		counts[c]++
	}
	for j := range thin.tally {
		thin.tally[j] = model.Tally{Disagree: counts[3*j], Pass: counts[3*j+1], Agree: counts[3*j+2]}
	}
	for _, r := range m.order {
		if thin.cast(int(r)) > 0 {
			thin.order = append(thin.order, r)
		}
	}
	return thin
}
