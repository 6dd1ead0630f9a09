package groups

import (
	"cmp"
	"slices"
	"strconv"

	"consilience/model"
)

// Method names a way to find groups.
type Method string

// The methods.
const (
	// Default is the project's own: steadier than Polis's; see findDefault.
	Default Method = "default"
	// Polis is a cold start of Polis's two-level clustering; see findPolis.
	Polis Method = "polis"
	// Labels stands for groups that were given.
	Labels Method = "labels"
)

// Options say how to find groups. The zero value is good.
type Options struct {
	// Method is Default if empty.
	Method Method
	// MinVotes is how many statements a participant must have voted on to be
	// grouped, or all of them if there are fewer; 0 means Polis's 7, 1 everyone.
	// If fewer than 15 qualify, those with most votes are added up to 15.
	MinVotes int
	// Members, if not nil, says for each participant whether to group them; it
	// replaces MinVotes.
	Members []bool
	// Seed varies the starts of Default; any value serves.
	Seed uint64
}

// None is the label of a participant in no group.
const None = -1

// Grouping is who votes alike.
type Grouping struct {
	Method Method
	// Labels has each participant's group, 0 … K−1, or None, by position in the
	// snapshot's list. Default numbers groups by size, the largest first.
	Labels []int
	// K is the number of groups, 0 if nobody voted.
	K int
	// Names are the groups' numbers as text, or their names where given; Sizes
	// their members.
	Names []string
	Sizes []int
	// Curve has the silhouette of each number of groups that was tried, by k;
	// empty where groups were given or none were sought.
	Curve []Silhouette
	// RunnerUp is the second best number of groups; 0 if there is none.
	RunnerUp int
	// Places has each participant's place on the map, by position.
	Places []Point
	PCA    PCA
	// Say tells in whole sentences what a reader must know of this grouping: why
	// there are no groups, who was grouped, what is too small. Empty if nothing.
	Say []string
}

// Find divides the participants of m into groups.
func Find(m *Matrix, o Options) Grouping {
	p := NewPCA(m)
	if o.Method == Polis {
		return findPolis(m, p, o)
	}
	return findDefault(m, p, o)
}

// maxGiven bounds the groups that can be given, and with it the memory for
// counting them.
const maxGiven = 64

// Given takes a division as it was published or read from a file: the name of
// each participant's group by position, empty for none. Groups stand in the
// order of their names, numbers first. People without a vote are in no group,
// and a group of such people is left out. Places are those of Polis. The error
// is a Problem if there are more than 64 groups.
func Given(m *Matrix, names []string) (Grouping, error) {
	g := Grouping{Method: Labels, PCA: NewPCA(m), Labels: nobody(m.people())}
	g.Places = project(m, g.PCA)
	for r := range min(len(names), m.people()) {
		if names[r] != "" && m.cast(r) > 0 {
			g.Names = append(g.Names, names[r])
		}
	}
	slices.SortFunc(g.Names, compareIDs)
	g.Names = slices.Compact(g.Names)
	if len(g.Names) > maxGiven {
		return Grouping{}, model.Problemf("too-many-groups", "Check that the right column was taken for the group.",
			"The labels name %d groups; more than %d cannot be compared. Nothing was changed.", len(g.Names), maxGiven)
	}
	for r := range min(len(names), m.people()) {
		if names[r] != "" && m.cast(r) > 0 {
			g.Labels[r], _ = slices.BinarySearchFunc(g.Names, names[r], compareIDs)
		}
	}
	g.K = len(g.Names)
	g.finish(m)
	return g, nil
}

// nobody is a list of n times None.
func nobody(n int) []int {
	labels := make([]int, n)
	for i := range labels {
		labels[i] = None
	}
	return labels
}

// finish counts the members and adds what is to be said of any grouping.
func (g *Grouping) finish(m *Matrix) {
	g.Sizes = make([]int, g.K)
	for len(g.Names) < g.K {
		g.Names = append(g.Names, strconv.Itoa(len(g.Names)))
	}
	for _, l := range g.Labels {
		if l >= 0 {
			g.Sizes[l]++
		}
	}
	g.RunnerUp = runnerUp(g.Curve, g.K)
	g.Say = append(g.Say, sayings(m, g)...)
}

// runnerUp is the k with the greatest silhouette besides the chosen one.
func runnerUp(curve []Silhouette, chosen int) int {
	second := Silhouette{}
	for _, s := range curve {
		if s.K != chosen && (second.K == 0 || s.Value > second.Value) {
			second = s
		}
	}
	return second.K
}

// enough is the number of people Polis groups at least, if there are as many.
const enough = 15

// members lists the rows to be grouped, in the order of rows, and tells how
// many of them are there only to make up enough (spec §2).
func members(m *Matrix, o Options, rows []uint32) (in []uint32, added int) {
	if o.Members != nil {
		for _, r := range rows {
			if int(r) < len(o.Members) && o.Members[r] {
				in = append(in, r)
			}
		}
		return in, 0
	}
	threshold := min(cmp.Or(max(o.MinVotes, 0), 7), len(m.ids))
	for _, r := range rows {
		if m.cast(int(r)) >= threshold {
			in = append(in, r)
		}
	}
	if qualified := len(in); qualified < enough {
		in = m.mostVotes(rows, enough)
		return in, len(in) - qualified
	}
	return in, 0
}

// mostVotes gives the n rows with most votes, the first of equals, in the order
// of rows.
func (m *Matrix) mostVotes(rows []uint32, n int) []uint32 {
	byVotes := slices.Clone(rows)
	slices.SortStableFunc(byVotes, func(a, b uint32) int { return cmp.Compare(m.cast(int(b)), m.cast(int(a))) })
	byVotes = byVotes[:min(n, len(rows))]
	var most []uint32
	for _, r := range rows {
		if slices.Contains(byVotes, r) {
			most = append(most, r)
		}
	}
	return most
}
