package groups

import (
	"math"
	"slices"
	"strings"
	"testing"

	"consilience/model"
)

// columnsOf makes columns from rows of votes, one string a participant: + for
// agree, - for disagree, 0 for pass, a dot for no vote. Statements are 1, 2, ….
func columnsOf(rows ...string) []model.VoteColumn {
	var columns []model.VoteColumn
	for i, row := range rows {
		for j, sign := range row {
			for len(columns) <= j {
				columns = append(columns, model.VoteColumn{Statement: string(rune('1' + len(columns)))})
			}
			if at := strings.IndexRune("-0+", sign); at >= 0 {
				columns[j].Participants = append(columns[j].Participants, uint32(i))
				columns[j].Votes = append(columns[j].Votes, model.Vote(at-1))
			}
		}
	}
	return columns
}

// camps is a poll of two camps of four. Both agree with 3 and pass on 4; they
// are opposed on 1, 2 and mostly on 5; 6 is rejected.
var camps = columnsOf(
	"+-+0++",
	"+-+0+-",
	"+-+0++",
	"+-+00-",
	"-++0-+",
	"-++0--",
	"-++0-+",
	"-++00-",
)

var campStatements = []model.Statement{{ID: "6", Moderation: model.Rejected}}

func TestCampsByHand(t *testing.T) {
	for _, method := range []Method{Default, Polis} {
		t.Run(string(method), func(t *testing.T) {
			m := New(campStatements, camps, 8, nil)
			g := Find(m, Options{Method: method})
			if want := []int{0, 0, 0, 0, 1, 1, 1, 1}; !slices.Equal(g.Labels, want) || g.K != 2 {
				t.Fatalf("got labels %v, k %d, want %v, k 2", g.Labels, g.K, want)
			}
			checkCamps(t, Describe(m, g))
		})
	}
}

// checkCamps compares with figures worked out on paper from spec §7 to §12.
func checkCamps(t *testing.T, p Profile) {
	at := func(id string) *Figures {
		return &p.Statements[slices.IndexFunc(p.Statements, func(f Figures) bool { return f.ID == id })]
	}
	opposed, shared, out := at("1"), at("3"), at("6")
	for _, c := range []struct {
		what      string
		got, want float64
	}{
		{"1: chance of agreeing in A, (4+1)/(4+2)", opposed.Groups[0].ChanceAgree, 5.0 / 6},
		{"1: chance of agreeing in B, (0+1)/(4+2)", opposed.Groups[1].ChanceAgree, 1.0 / 6},
		{"1: agree test in A, 2·√5·(5/5 − ½)", opposed.Groups[0].Tests.AgreeTest, math.Sqrt(5)},
		{"1: agree ratio in A, (5/6)/(1/6)", opposed.Groups[0].Tests.AgreeRatio, 5},
		{"1: agree gap in A, (1 − 0.2)/√(0.6·0.4·0.4)", opposed.Groups[0].Tests.AgreeGap, 0.8 / math.Sqrt(0.096)},
		{"1: divisive, 4/6 + 4/6", opposed.Divisive, 4.0 / 3},
		{"1: consensus, 5/6 · 1/6", opposed.ConsensusAgree, 5.0 / 36},
		{"3: consensus, (5/6)²", shared.ConsensusAgree, 25.0 / 36},
		{"3: its mean", shared.MeanAgree, 5.0 / 6},
		{"3: consensus against, (1/6)²", shared.ConsensusDisagree, 1.0 / 36},
		{"3: divisive", shared.Divisive, 0},
		{"3: gap of all alike", shared.Groups[0].Tests.AgreeGap, 0},
		{"6: rejected, as passed by all, 1/6", out.Groups[0].Tests.Agree, 1.0 / 6},
		{"6: rejected, but counted, (2+1)/(4+2)", out.Groups[0].ChanceAgree, 0.5},
		{"6: extremity", out.Extremity, 0},
	} {
		if !(math.Abs(c.got-c.want) < 1e-12) {
			t.Errorf("%s: got %v, want %v", c.what, c.got, c.want)
		}
	}
	// 8 of 8 agree with statement 3: (8+1)/(8+2), and 2·√9·(9/9 − ½).
	if want := []Shared{{"3", 8, 8, 0.9, 3}}; !slices.Equal(p.Agree, want) {
		t.Errorf("consensus: got %v, want %v", p.Agree, want)
	}
	if len(p.Disagree) != 0 {
		t.Errorf("consensus against: got %v, want none", p.Disagree)
	}
	// All passed on statement 4; 2 of 8, less than 30 %, on 5.
	if want := []Unsure{{"4", 8, 8}}; !slices.Equal(p.Uncertain, want) {
		t.Errorf("uncertain: got %v, want %v", p.Uncertain, want)
	}
	var marks []string
	for _, k := range p.Groups[0].Marks {
		marks = append(marks, k.Direction+" "+k.Statement)
	}
	// 5 is sufficient for A (3 of 4 against 0 of 4: test 2·√5·0.3 = 1.34, gap
	// 0.6/√(0.5·0.5·0.4) = 1.90), and less so than 1; 2 is the mirror of 1.
	if want := []string{"agree 1", "agree 5", "disagree 2"}; !slices.Equal(marks, want) {
		t.Errorf("marks of A: got %v, want %v", marks, want)
	}
}

func TestPCAByHand(t *testing.T) {
	// Two people opposed on two statements: Z = (1 −1; −1 1), ZᵀZ has the
	// eigenvalue 4 for (1, −1)/√2 and 0 otherwise.
	p := NewPCA(New(nil, columnsOf("+-", "-+"), 2, nil))
	half := math.Sqrt(0.5)
	if !(math.Abs(p.Components[0][0]-half) < 1e-15 && math.Abs(p.Components[0][1]+half) < 1e-15) {
		t.Errorf("got %v, want (%v, %v)", p.Components[0], half, -half)
	}
	if p.Components[1][0] != 0 || p.Components[1][1] != 0 {
		t.Errorf("a direction without variance: got %v, want zeros", p.Components[1])
	}
	if !(math.Abs(p.Variance[0]-4) < 1e-14 && math.Abs(p.Ratio[0]-1) < 1e-14) {
		t.Errorf("got variance %v ratio %v, want 4 and 1", p.Variance[0], p.Ratio[0])
	}
}

// TestStrange goes through polls in which groups make little or no sense: each
// has a sentence that says so.
func TestStrange(t *testing.T) {
	rejected := []model.Statement{{ID: "1", Moderation: model.Rejected}, {ID: "2", Meta: true}}
	crowd := slices.Repeat([]string{"+-+-+-+0", "-+-+-+-0"}, 10)
	for _, c := range []struct {
		name       string
		statements []model.Statement
		columns    []model.VoteColumn
		people     int
		options    Options
		k          int
		say        string
	}{
		{"nothing", nil, nil, 0, Options{}, 0, "Nobody has voted"},
		{"people without votes", nil, nil, 5, Options{}, 0, "Nobody has voted"},
		{"empty column", nil, []model.VoteColumn{{Statement: "1"}}, 5, Options{}, 0, "Nobody has voted"},
		{"one person", nil, columnsOf("+-+0"), 1, Options{}, 1, "Only one person"},
		{"two people", nil, columnsOf("+-+0", "-+-0"), 2, Options{}, 1, "Only two people"},
		{"one statement", nil, columnsOf("+", "+", "-", "-", "0"), 5, Options{}, 1, "one statement"},
		{"all the same", nil, columnsOf("+-+0", "+-+0", "+-+0", "+-+0"), 4, Options{}, 1, "everybody voted the same"},
		{"all pass", nil, columnsOf("000", "000", "0.0", "000"), 4, Options{}, 1, "Everybody passed"},
		{"all rejected", rejected, columnsOf("+-", "-+", "+-", "-+"), 4, Options{}, 1, "nothing to group by"},
		{"nobody over the threshold", nil, columnsOf(slices.Repeat([]string{"+-+.....", "-+-....."}, 10)...), 20, Options{}, 2, ""},
		{"few over the threshold", nil, columnsOf(append(slices.Clone(crowd[:4]), slices.Repeat([]string{"+-......", "-+......"}, 10)...)...), 24, Options{}, 4, "Only 4 of those grouped"},
		{"nobody chosen", nil, columnsOf(crowd...), 20, Options{Members: make([]bool, 20)}, 0, "Nobody is in a group"},
		{"singletons", nil, columnsOf("++++", "----", "+-+-"), 3, Options{Method: Polis}, 2, "single person"},
		{"one against many", nil, columnsOf(append(slices.Repeat([]string{"++++++++"}, 19), "--------")...), 20, Options{}, 1, "no separate groups"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := New(c.statements, c.columns, c.people, nil)
			g := Find(m, c.options)
			if g.K != c.k {
				t.Errorf("got %d groups (sizes %v), want %d", g.K, g.Sizes, c.k)
			}
			if got := strings.Join(g.Say, " "); !strings.Contains(got, c.say) {
				t.Errorf("got %q, want a sentence with %q", got, c.say)
			}
			for _, method := range []Method{Default, Polis} {
				whole(t, m, Options{Method: method, Members: c.options.Members})
			}
		})
	}
}

func TestNobodyOverTheThreshold(t *testing.T) {
	rows := slices.Repeat([]string{"+-+.......", "-+-......."}, 10)
	rows = append(rows, "..........")
	columns := columnsOf(rows...)
	// Nobody has voted on seven of the ten statements.
	for j := 3; j < 10; j++ {
		columns[j].Participants, columns[j].Votes = []uint32{uint32(j)}, []model.Vote{model.Agree}
	}
	g := Find(New(nil, columns, 21, nil), Options{})
	members := 0
	for _, n := range g.Sizes {
		members += n
	}
	if members != 15 || !strings.Contains(strings.Join(g.Say, " "), "Nobody voted on enough statements") {
		t.Errorf("got %d members and %q, want 15 and a sentence", members, g.Say)
	}
}

func TestGiven(t *testing.T) {
	m := New(campStatements, camps, 9, nil)
	g, err := Given(m, []string{"10", "10", "10", "10", "2", "2", "2", "", "2"})
	if err != nil {
		t.Fatal(err)
	}
	// Numbers stand in the order of their value; the ninth person did not vote.
	if want := []int{1, 1, 1, 1, 0, 0, 0, None, None}; !slices.Equal(g.Labels, want) {
		t.Errorf("got %v, want %v", g.Labels, want)
	}
	if want := []string{"2", "10"}; !slices.Equal(g.Names, want) || g.Title(0) != "C" {
		t.Errorf("got names %v and title %q, want %v and C", g.Names, g.Title(0), want)
	}
	if s := Resample(m, g, Options{}, 5); s.Runs != 0 || len(s.Say) != 1 {
		t.Errorf("given groups: got %+v, want a sentence alone", s)
	}
	many := make([]string, 200)
	for i := range many {
		many[i] = strings.Repeat("x", 1+i)
	}
	crowd := New(nil, columnsOf(slices.Repeat([]string{"+-"}, 200)...), 200, nil)
	if _, err := Given(crowd, many); err == nil || model.AsProblem(err, "").Kind != "too-many-groups" {
		t.Errorf("200 groups: got %v, want a Problem", err)
	}
}
