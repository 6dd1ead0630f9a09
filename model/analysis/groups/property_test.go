package groups

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"

	"consilience/model"
)

// whole runs everything on m and checks what must hold for any votes. JSON
// refuses NaN and infinity.
func whole(t *testing.T, m *Matrix, o Options) []byte {
	t.Helper()
	g := Find(m, o)
	p := Describe(m, g)
	s := Resample(m, g, o, 3)
	grouped := 0
	for r, l := range g.Labels {
		if l >= g.K || l < None || l >= 0 && m.cast(r) == 0 {
			t.Errorf("participant %d with %d votes has label %d of %d", r, m.cast(r), l, g.K)
		}
		if l >= 0 {
			grouped++
		}
	}
	for _, n := range g.Sizes {
		grouped -= n
	}
	if grouped != 0 {
		t.Errorf("the sizes %v miss %d of the members", g.Sizes, grouped)
	}
	for _, f := range p.Statements {
		sum := 0
		for _, own := range f.Groups {
			sum += own.N()
		}
		if sum > f.All.N() {
			t.Errorf("statement %s: groups cast %d votes, all %d", f.ID, sum, f.All.N())
		}
		if f.Divisive < 0 || f.Divisive > 2 || f.ConsensusAgree < 0 || f.ConsensusAgree > 1 {
			t.Errorf("statement %s: divisive %v, consensus %v out of range", f.ID, f.Divisive, f.ConsensusAgree)
		}
	}
	if g.K < 2 && len(g.Say) == 0 {
		t.Errorf("%d groups and not a word", g.K)
	}
	people := make([]model.Participant, m.people())
	for i := range people {
		people[i].ID = strconv.Itoa(i)
	}
	text, err := json.Marshal(NewReport("poll", people, m, g, p, s))
	if err != nil {
		t.Fatalf("the report cannot be written: %v", err)
	}
	return text
}

func TestSameBits(t *testing.T) {
	_, list, columns := simulated(6000, 90, 3, 0.4, 1)
	backwards := func(n int, work func(int)) {
		for i := n - 1; i >= 0; i-- {
			work(i)
		}
	}
	shuffled := slices.Clone(columns)
	slices.Reverse(shuffled)
	for _, method := range []Method{Default, Polis} {
		want := whole(t, New(list, columns, 6000, nil), Options{Method: method})
		for name, m := range map[string]*Matrix{
			"again":           New(list, columns, 6000, nil),
			"all cores":       New(list, columns, 6000, cores),
			"backwards":       New(list, columns, 6000, backwards),
			"columns swapped": New(list, shuffled, 6000, nil),
		} {
			if len(m.blocks) < 2 {
				t.Fatal("too small to be divided among cores")
			}
			if got := whole(t, m, Options{Method: method}); !bytes.Equal(got, want) {
				t.Errorf("%s, %s: other bits", method, name)
			}
		}
	}
}

func TestMirrorAndOrder(t *testing.T) {
	truth, list, columns := simulated(800, 200, 2, 0.9, 2)
	want := Find(New(list, columns, 800, nil), Options{})
	if ari := ARI(want.Labels, truth); ari < 0.9 {
		t.Errorf("simulated groups: ARI %.3f, want at least 0.9", ari)
	}
	mirrored, moved := []model.VoteColumn{}, []model.VoteColumn{}
	for _, c := range columns {
		a := model.VoteColumn{Statement: c.Statement, Participants: c.Participants}
		b := model.VoteColumn{Statement: c.Statement}
		for i, v := range c.Votes {
			a.Votes = append(a.Votes, -v)
			b.Participants, b.Votes = append(b.Participants, (c.Participants[i]+300)%800), append(b.Votes, v)
		}
		mirrored, moved = append(mirrored, a), append(moved, b)
	}
	if got := Find(New(list, mirrored, 800, nil), Options{}); ARI(got.Labels, want.Labels) != 1 {
		t.Error("agree and disagree swapped: other groups")
	}
	got := Find(New(list, moved, 800, nil), Options{}).Labels
	if back := append(slices.Clone(got[300:]), got[:300]...); ARI(back, want.Labels) != 1 {
		t.Error("participants in another order: other groups")
	}
}

func TestLastVoteCounts(t *testing.T) {
	once := New(nil, []model.VoteColumn{{Statement: "1", Participants: []uint32{0, 1}, Votes: []model.Vote{1, -1}}}, 2, nil)
	again := New(nil, []model.VoteColumn{{Statement: "1", Participants: []uint32{1, 0, 0, 1}, Votes: []model.Vote{1, 0, 1, -1}}}, 2, nil)
	if !slices.Equal(once.codes, again.codes) || again.tally[0] != (model.Tally{Agree: 1, Disagree: 1}) || again.Votes() != 2 {
		t.Errorf("got %v %v, want %v", again.codes, again.tally, once.codes)
	}
}

// TestPCADense compares with Jacobi's method on the dense matrix.
func TestPCADense(t *testing.T) {
	for seed := range uint64(12) {
		statements := 2 + int(seed)*7
		_, list, columns := simulated(30+int(seed)*20, statements, 3, 0.6, seed)
		m := New(list, columns, 30+int(seed)*20, nil)
		p := NewPCA(m)
		z, _ := m.centred()
		n := len(m.ids)
		a := make([][]float64, n)
		for i := range a {
			a[i] = make([]float64, n)
		}
		for r := range m.people() {
			for _, c := range m.votes(r) {
				for _, d := range m.votes(r) {
					a[c/3][d/3] += z[c] * z[d]
				}
			}
		}
		values := jacobi(a)
		for k := range min(2, n) {
			got, want := p.Variance[k]*float64(m.Voters()-1), values[k]
			if !(math.Abs(got-want) <= 1e-10*values[0]) {
				t.Errorf("%d statements, eigenvalue %d: got %.12g, want %.12g", n, k, got, want)
			}
		}
		if !(p.Residual < 1e-9) || !(math.Abs(dot(p.Components[0], p.Components[1])) < 1e-12) {
			t.Errorf("%d statements: residual %g, not orthogonal by %g", n, p.Residual, dot(p.Components[0], p.Components[1]))
		}
	}
}

// jacobi gives the eigenvalues of a symmetric matrix, descending; it uses it up.
func jacobi(a [][]float64) []float64 {
	n := len(a)
	for range 60 {
		for p := range n {
			for q := range p {
				if a[p][q] == 0 {
					continue
				}
				angle := 0.5 * math.Atan2(2*a[p][q], a[q][q]-a[p][p])
				c, s := math.Cos(angle), math.Sin(angle)
				for k := range n {
					x, y := a[k][p], a[k][q]
					a[k][p], a[k][q] = c*x-s*y, s*x+c*y
				}
				for k := range n {
					x, y := a[p][k], a[q][k]
					a[p][k], a[q][k] = c*x-s*y, s*x+c*y
				}
			}
		}
	}
	values := make([]float64, n)
	for i := range a {
		values[i] = a[i][i]
	}
	slices.Sort(values)
	slices.Reverse(values)
	return values
}

func TestARI(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []int
		want float64
	}{
		{"same", []int{0, 0, 1, 1}, []int{1, 1, 0, 0}, 1},
		{"nobody in both", []int{0, None}, []int{None, 0}, 1},
		{"both one group", []int{0, 0, 0}, []int{0, 0, 0}, 1},
		// Pairs: 1 in both, 2 in each, 6 in all: (1 − 4/6)/(2 − 4/6) = ¼.
		{"half", []int{0, 0, 1, 1, None}, []int{0, 0, 1, 2, 0}, 4.0 / 7},
		{"opposed", []int{0, 0, 1, 1}, []int{0, 1, 0, 1}, -0.5},
	} {
		if got := ARI(c.a, c.b); !(math.Abs(got-c.want) < 1e-12) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

// TestEndedEarly stops everything after ever more steps: nothing may panic or
// hang, and few steps are made after the stop.
func TestEndedEarly(t *testing.T) {
	_, list, columns := simulated(3000, 120, 3, 0.3, 3)
	for _, method := range []Method{Default, Polis} {
		for stop := 0; stop < 1000; stop += 1 + stop/8 {
			left, asked := stop, 0
			stopping := func(n int, work func(int)) {
				asked++
				for i := 0; i < n && left > 0; i, left = i+1, left-1 {
					work(i)
				}
			}
			m := New(list, columns, 3000, stopping)
			g := Find(m, Options{Method: method})
			Describe(m, g)
			Resample(m, g, Options{}, 2)
			if asked > 1000 {
				t.Fatalf("%s stopped after %d: %d calls", method, stop, asked)
			}
		}
	}
}

// FuzzGroups makes polls from bytes: three each for a vote.
func FuzzGroups(f *testing.F) {
	f.Add([]byte{}, uint8(3))
	f.Add([]byte{0, 0, 1, 1, 0, 2, 0, 1, 0, 1, 1, 1}, uint8(0))
	f.Add(bytes.Repeat([]byte{5, 1, 2, 9, 3, 0, 7, 7, 7, 1, 2, 1}, 20), uint8(40))
	f.Fuzz(func(t *testing.T, votes []byte, people uint8) {
		columns := make([]model.VoteColumn, 9)
		list := []model.Statement{{ID: "s3", Meta: true}, {ID: "s4", Moderation: model.Rejected}}
		for i := 0; i+2 < min(len(votes), 3000); i += 3 {
			c := &columns[votes[i]%9]
			c.Statement = fmt.Sprint("s", votes[i]%9)
			c.Participants = append(c.Participants, uint32(votes[i+1]%64))
			c.Votes = append(c.Votes, model.Vote(votes[i+2]%5)-2)
		}
		m := New(list, columns, int(people), nil)
		for _, method := range []Method{Default, Polis} {
			whole(t, m, Options{Method: method})
		}
	})
}
