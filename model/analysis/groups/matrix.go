package groups

import (
	"cmp"
	"slices"
	"sort"
	"strconv"

	"consilience/model"
)

// Parallel calls work(0) … work(n-1), each exactly once, in any order and some
// at the same time, and returns when all have returned. The caller brings it
// because this package starts no goroutines. No result depends on it.
//
// A Parallel may also end a computation that is no longer wanted: from some
// moment on it returns without calling work, ever after. What is then computed
// soon ends and must be thrown away.
type Parallel func(n int, work func(i int))

// inTurn is the Parallel of one core.
func inTurn(n int, work func(i int)) {
	for i := range n {
		work(i)
	}
}

// Matrix is the votes of a poll, packed by participant: 4 bytes a vote and
// 8 bytes a participant. It is never changed once made and safe for several
// goroutines.
//
// A column is a statement with at least one vote; columns stand by ascending
// number of their id (ids that are no numbers after them, as text). A row is a
// participant's position in the snapshot's list of participants.
type Matrix struct {
	ids []string
	// out marks columns that are shown and counted, but take no part in finding
	// groups and are never selected: rejected and meta statements.
	out   []bool
	meta  []bool // about the poll itself; also Out
	tally []model.Tally
	// start has len(rows)+1 entries; codes[start[r]:start[r+1]] are the votes of
	// row r by ascending column, each 3·column + vote + 1.
	start []int
	codes []uint32
	// order lists the rows with votes by first appearance in the votes sorted by
	// statement and participant: the order of Polis's participants-votes.csv.
	order []uint32
	// blocks are ranges of rows with about equally many votes. They depend on
	// the votes alone, so that sums over them are the same on any machine.
	blocks [][2]int
	par    Parallel
}

// blockVotes is how many votes a block has at least; maxBlocks bounds the
// memory for partial sums.
const (
	blockVotes = 1 << 16
	maxBlocks  = 32
)

// New packs columns of votes; the last vote of a participant on a statement
// counts. statements says which are Out (rejected or meta); a column without a
// statement is kept. people is the number of participants in the snapshot;
// those without a vote are in no group. Columns without a vote are left out. A
// nil par works on one core. The arguments are not changed and not kept.
func New(statements []model.Statement, columns []model.VoteColumn, people int, par Parallel) *Matrix {
	if par == nil {
		par = inTurn
	}
	out, meta := make(map[string]bool), make(map[string]bool)
	for _, s := range statements {
		out[s.ID] = s.Moderation == model.Rejected || s.Meta
		meta[s.ID] = s.Meta
	}
	columns = arranged(columns)
	m := &Matrix{par: par}
	for _, c := range columns {
		m.ids = append(m.ids, c.Statement)
		m.out = append(m.out, out[c.Statement])
		m.meta = append(m.meta, meta[c.Statement])
		people = max(people, 1+int(c.Participants[len(c.Participants)-1]))
	}
	m.pack(columns, people)
	m.cut()
	return m
}

// arranged gives the columns with votes, by id, each by ascending participant.
func arranged(columns []model.VoteColumn) []model.VoteColumn {
	kept := make([]model.VoteColumn, 0, len(columns))
	for _, c := range columns {
		if len(c.Participants) == 0 || len(c.Participants) != len(c.Votes) {
			continue
		}
		if !slices.IsSorted(c.Participants) {
			c = byParticipant(c)
		}
		kept = append(kept, c)
	}
	slices.SortStableFunc(kept, func(a, b model.VoteColumn) int { return compareIDs(a.Statement, b.Statement) })
	return kept
}

// byParticipant sorts a copy of a column, keeping each participant's order.
func byParticipant(c model.VoteColumn) model.VoteColumn {
	at := make([]int, len(c.Participants))
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(a, b int) int { return cmp.Compare(c.Participants[a], c.Participants[b]) })
	sorted := model.VoteColumn{Statement: c.Statement}
	for _, i := range at {
		sorted.Participants = append(sorted.Participants, c.Participants[i])
		sorted.Votes = append(sorted.Votes, c.Votes[i])
	}
	return sorted
}

// compareIDs orders whole numbers by value and before all other ids.
func compareIDs(a, b string) int {
	x, errA := strconv.ParseUint(a, 10, 63)
	y, errB := strconv.ParseUint(b, 10, 63)
	switch {
	case errA == nil && errB == nil && x != y:
		return cmp.Compare(x, y)
	case errA == nil && errB != nil:
		return -1
	case errA != nil && errB == nil:
		return 1
	}
	return cmp.Compare(a, b)
}

// pack fills start, codes, tally and order. Rows are worked on in ranges, each
// finding its part of every column, so that what a range writes stays small.
func (m *Matrix) pack(columns []model.VoteColumn, people int) {
	bounds := func(part int) (from, until int) { return people * part / parts, people * (part + 1) / parts }
	m.start = make([]int, people+1)
	m.par(parts, func(part int) {
		from, until := bounds(part)
		for _, c := range columns {
			who, _ := between(c, from, until)
			for i, row := range who {
				if i+1 == len(who) || who[i+1] != row { // else voted again later
					m.start[row+1]++
				}
			}
		}
	})
	for r := range people {
		m.start[r+1] += m.start[r]
	}
	m.codes = make([]uint32, m.start[people])
	m.par(parts, func(part int) {
		from, until := bounds(part)
		next := slices.Clone(m.start[from:until])
		for j, c := range columns {
			who, votes := between(c, from, until)
			for i, row := range who {
				if i+1 == len(who) || who[i+1] != row {
					at := &next[int(row)-from]
					m.codes[*at] = uint32(3*j) + voteCode(votes[i])
					*at++
				}
			}
		}
	})
	m.tally = make([]model.Tally, len(columns))
	m.par(len(columns), func(j int) { m.tally[j] = count(columns[j]) })
	m.meet(columns)
}

// between is the part of a column that is of rows from … until−1.
func between(c model.VoteColumn, from, until int) ([]uint32, []model.Vote) {
	who := c.Participants
	lo := sort.Search(len(who), func(i int) bool { return int(who[i]) >= from })
	hi := lo + sort.Search(len(who)-lo, func(i int) bool { return int(who[lo+i]) >= until })
	return who[lo:hi], c.Votes[lo:hi]
}

// meet fills order and stops when it has met everybody who voted.
func (m *Matrix) meet(columns []model.VoteColumn) {
	voters := 0
	for r := range m.people() {
		if m.cast(r) > 0 {
			voters++
		}
	}
	m.order = make([]uint32, 0, voters)
	seen := make([]bool, m.people())
	for _, c := range columns {
		if len(m.order) == voters {
			return
		}
		for _, p := range c.Participants {
			if !seen[p] {
				seen[p] = true
				m.order = append(m.order, p)
			}
		}
	}
}

// voteCode is 0, 1, 2 for disagree, pass, agree. What is neither agree nor
// disagree is a pass, as in model.
func voteCode(v model.Vote) uint32 {
	if v < model.Disagree || v > model.Agree {
		return 1
	}
	return uint32(v + 1)
}

// count tallies a column without asking for its lines.
func count(c model.VoteColumn) model.Tally {
	var n [3]int
	for i, p := range c.Participants {
		if i+1 < len(c.Participants) && c.Participants[i+1] == p {
			continue
		}
		n[voteCode(c.Votes[i])]++
	}
	return model.Tally{Disagree: n[0], Pass: n[1], Agree: n[2]}
}

// cut divides the rows into blocks.
func (m *Matrix) cut() {
	want := min(maxBlocks, 1+len(m.codes)/blockVotes)
	row := 0
	for b := range want {
		until := sort.SearchInts(m.start, len(m.codes)*(b+1)/want)
		if b == want-1 {
			until = m.people()
		}
		if until > row {
			m.blocks = append(m.blocks, [2]int{row, until})
			row = until
		}
	}
}

// people is the number of rows, voters or not.
func (m *Matrix) people() int { return len(m.start) - 1 }

// votes are the codes of a row.
func (m *Matrix) votes(row int) []uint32 { return m.codes[m.start[row]:m.start[row+1]] }

// cast is v_i of §2: how many statements a row voted on, Out included.
func (m *Matrix) cast(row int) int { return m.start[row+1] - m.start[row] }

// Statements are the ids of the columns, in order.
func (m *Matrix) Statements() []string { return slices.Clone(m.ids) }

// Voters is the number of participants with at least one vote.
func (m *Matrix) Voters() int { return len(m.order) }

// Votes is the number of votes that count.
func (m *Matrix) Votes() int { return len(m.codes) }

// kept counts the columns that are not Out.
func (m *Matrix) kept() int {
	n := 0
	for _, out := range m.out {
		if !out {
			n++
		}
	}
	return n
}

// signs are the values of the codes 0, 1, 2.
var signs = [3]float64{-1, 0, 1}

// centred is the table of the centred, imputed votes z by code: vote − mean of
// the column, and 0 in Out columns (§3). A missing vote is 0 and stands nowhere.
// means are the columns' means c, 0 for Out.
func (m *Matrix) centred() (z, means []float64) {
	z = make([]float64, 3*len(m.ids))
	means = make([]float64, len(m.ids))
	for j, t := range m.tally {
		if m.out[j] || t.N() == 0 {
			continue
		}
		means[j] = float64(t.Agree-t.Disagree) / float64(t.N())
		for v, sign := range signs {
			z[3*j+v] = sign - means[j]
		}
	}
	return z, means
}

// varies tells whether a kept column has different votes.
func (m *Matrix) varies(j int) bool {
	t := m.tally[j]
	return !m.out[j] && max(t.Agree, t.Disagree, t.Pass) < t.N()
}

// total is ‖Z‖², the sum of the squared centred votes.
func (m *Matrix) total(z []float64) float64 {
	sum := 0.0
	for j, t := range m.tally {
		for v, n := range [3]int{t.Disagree, t.Pass, t.Agree} {
			sum += float64(n) * z[3*j+v] * z[3*j+v]
		}
	}
	return sum
}

// eachBlock calls f for every block of rows.
func (m *Matrix) eachBlock(f func(block, from, until int)) {
	m.par(len(m.blocks), func(b int) { f(b, m.blocks[b][0], m.blocks[b][1]) })
}
