package groups

import (
	"cmp"
	"math"
	"slices"

	"consilience/model"
)

// Profile is what marks each group, what all share and what nobody is sure of.
type Profile struct {
	// Groups has the marks of each group, in the order of the grouping.
	Groups []Group
	// Statements has the figures of each column, in order, Out ones included.
	Statements []Figures
	// Agree and Disagree are the consensus of all voters, grouped or not.
	Agree, Disagree []Shared
	// Uncertain are the statements that many passed on.
	Uncertain []Unsure
}

// Group is one opinion group.
type Group struct {
	Name string
	Size int
	// Marks say what the group stands for; see Mark.
	Marks []Mark
}

// Figures are one statement's.
type Figures struct {
	ID string
	// Out tells that it is rejected or about the poll itself: it is counted and
	// shown, but never selected.
	Out bool
	// All are the votes of all voters; Groups those of each group.
	All    model.Tally
	Groups []GroupFigures
	// ConsensusAgree is Polis's group-informed consensus, the product over the
	// groups of (agrees + 1) / (votes + 2), 0 to 1; ConsensusDisagree the same
	// with disagrees. A product falls with every group: compare polls by
	// MeanAgree and MeanDisagree, its K-th root. All are 0 without groups.
	ConsensusAgree, ConsensusDisagree float64
	MeanAgree, MeanDisagree           float64
	// Place is where somebody stands who only agrees with this; Extremity is its
	// distance from the middle, Polis's "divisive". It favours statements that
	// most reject, because agreeing with those is rare.
	Place     Point
	Extremity float64
	// Divisive is symmetric: the greatest difference between two groups in
	// P(agree) − P(disagree), 0 to 2, from the chances of Groups. 0 if there
	// are fewer than two groups.
	Divisive float64
	// Loading is √M·‖p‖, how much the statement spreads people on the map,
	// whichever way they vote; 0 or more.
	Loading float64
	// Priority is the weight with which Polis would show the statement to its
	// next voter (spec §11); a diagnostic only.
	Priority float64
}

// GroupFigures are one group's votes on a statement, as cast.
type GroupFigures struct {
	model.Tally
	// ChanceAgree and ChanceDisagree are (n+1)/(votes+2) of the votes as cast.
	ChanceAgree, ChanceDisagree float64
	// Tests compare the group with the others.
	Tests Tests
	// members is the group's size if the statement is Out, where everybody
	// counts as having passed; 0 otherwise.
	members int
}

// sample is what the tests use: the votes, or for Out a pass of everybody.
func (g *GroupFigures) sample() sample {
	if g.members > 0 {
		return sample{n: g.members}
	}
	return sample{g.Agree, g.Disagree, g.N()}
}

// Shared is a statement that more than half of all voters share a view on.
type Shared struct {
	Statement string  `json:"statement"`
	Successes int     `json:"successes"`
	Trials    int     `json:"trials"`
	P         float64 `json:"p"`
	PTest     float64 `json:"p_test"`
}

// Unsure is a statement that more than three in ten voters passed on.
type Unsure struct {
	Statement string `json:"statement"`
	Passes    int    `json:"passes"`
	Votes     int    `json:"votes"`
}

// Describe computes spec §7 to §12 for a grouping of m's participants.
func Describe(m *Matrix, g Grouping) Profile {
	counts := m.countGroups(g.Labels, g.K)
	places := placeStatements(m, g.PCA)
	p := Profile{Statements: make([]Figures, len(m.ids))}
	for j, id := range m.ids {
		f := Figures{ID: id, Out: m.out[j], All: m.tally[j], Place: places[j], Extremity: distance(places[j], Point{})}
		f.Loading = math.Sqrt(float64(len(m.ids))) * math.Hypot(g.PCA.Components[0][j], g.PCA.Components[1][j])
		for k := range g.K {
			own := GroupFigures{Tally: counts[k][j]}
			own.ChanceAgree, own.ChanceDisagree = chance(own.Agree, own.N()), chance(own.Disagree, own.N())
			if f.Out {
				own.members = g.Sizes[k]
			}
			f.Groups = append(f.Groups, own)
		}
		f.compare()
		f.Priority = priority(&f, m.meta[j])
		p.Statements[j] = f
	}
	for k := range g.K {
		p.Groups = append(p.Groups, Group{Name: g.Names[k], Size: g.Sizes[k], Marks: represent(p.Statements, k)})
	}
	p.Agree = consensus(p.Statements, func(t model.Tally) int { return t.Agree })
	p.Disagree = consensus(p.Statements, func(t model.Tally) int { return t.Disagree })
	p.Uncertain = uncertain(p.Statements)
	return p
}

// compare fills what needs all groups of the statement.
func (f *Figures) compare() {
	if len(f.Groups) == 0 {
		return
	}
	var all sample
	for k := range f.Groups {
		s := f.Groups[k].sample()
		all = sample{all.agree + s.agree, all.disagree + s.disagree, all.n + s.n}
	}
	f.ConsensusAgree, f.ConsensusDisagree = 1, 1
	least, most := math.Inf(1), math.Inf(-1)
	for k := range f.Groups {
		g := &f.Groups[k]
		s := g.sample()
		g.Tests = newTests(s, sample{all.agree - s.agree, all.disagree - s.disagree, all.n - s.n})
		f.ConsensusAgree *= g.ChanceAgree
		f.ConsensusDisagree *= g.ChanceDisagree
		lean := g.ChanceAgree - g.ChanceDisagree
		least, most = math.Min(least, lean), math.Max(most, lean)
	}
	root := 1 / float64(len(f.Groups))
	f.MeanAgree, f.MeanDisagree = math.Pow(f.ConsensusAgree, root), math.Pow(f.ConsensusDisagree, root)
	f.Divisive = most - least
}

// priority is Polis's routing weight, from the votes of all groups (spec §11).
func priority(f *Figures, meta bool) float64 {
	if meta {
		return 49
	}
	var t model.Tally
	for k := range f.Groups {
		t.Agree += f.Groups[k].Agree
		t.Disagree += f.Groups[k].Disagree
		t.Pass += f.Groups[k].Pass
	}
	importance := (1 - chance(t.Pass, t.N())) * (1 + f.Extremity) * chance(t.Agree, t.N())
	weight := importance * (1 + 8*math.Pow(2, -float64(t.N())/5))
	return weight * weight
}

// consensus selects what more than half of all voters share, significantly
// (spec §9), by share times test.
func consensus(statements []Figures, side func(model.Tally) int) []Shared {
	var found []Shared
	for _, f := range statements {
		n, votes := side(f.All), f.All.N()
		s := Shared{Statement: f.ID, Successes: n, Trials: votes, P: chance(n, votes), PTest: oneShare(n, votes)}
		if !f.Out && s.P > 0.5 && s.PTest > Z90 {
			found = append(found, s)
		}
	}
	slices.SortStableFunc(found, func(a, b Shared) int { return cmp.Compare(b.P*b.PTest, a.P*a.PTest) })
	return found[:min(maxMarks, len(found))]
}

// uncertain selects what more than 30 % of the voters passed on, by the square
// of that share times the passes; Out statements too, as Polis's report does.
func uncertain(statements []Figures) []Unsure {
	weight := func(u Unsure) float64 {
		share := float64(u.Passes) / float64(u.Votes)
		return share * share * float64(u.Passes)
	}
	var found []Unsure
	for _, f := range statements {
		u := Unsure{Statement: f.ID, Passes: f.All.Pass, Votes: f.All.N()}
		if u.Votes > 0 && float64(u.Passes)/float64(u.Votes) > 0.3 {
			found = append(found, u)
		}
	}
	slices.SortStableFunc(found, func(a, b Unsure) int { return cmp.Compare(weight(b), weight(a)) })
	return found[:min(maxMarks, len(found))]
}

// countGroups tallies the votes of k groups: counts[group][column].
func (m *Matrix) countGroups(labels []int, k int) [][]model.Tally {
	counts := make([][]model.Tally, k)
	sums := make([][]uint32, len(m.blocks))
	width := 3 * len(m.ids)
	m.eachBlock(func(b, from, until int) {
		own := make([]uint32, k*width)
		for r := from; r < until; r++ {
			if l := labels[r]; l >= 0 {
				group := own[l*width : (l+1)*width]
				for _, c := range m.votes(r) {
					group[c]++
				}
			}
		}
		sums[b] = own
	})
	for g := range counts {
		counts[g] = make([]model.Tally, len(m.ids))
		for _, own := range sums {
			if own == nil {
				continue // ended early, see Parallel
			}
			for j := range m.ids {
				at := own[g*width+3*j:]
				counts[g][j].Disagree += int(at[0])
				counts[g][j].Pass += int(at[1])
				counts[g][j].Agree += int(at[2])
			}
		}
	}
	return counts
}
