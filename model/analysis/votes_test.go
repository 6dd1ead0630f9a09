package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"consilience/model"
)

// The vectors of the scheme's description, section 4, and one case for each
// rule and each of its edges, computed by hand.
func TestReadVotes(t *testing.T) {
	for _, c := range []struct {
		name     string
		a, d, p  int
		voters   int
		reading  model.Reading
		firm     bool
		strong   bool
		lean     model.Reading
		whyHolds string
	}{
		{"vector firm", 45, 1, 6, 106, model.Supports, true, true, "", "45 of 52 votes agree"},
		{"vector firm, just", 16, 1, 5, 63, model.Supports, true, false, "", "51.8\u00a0%"},
		{"vector thin", 15, 3, 6, 63, model.Supports, false, false, "", "Thin"},
		{"vector split", 10, 8, 6, 63, model.SplitReading, false, false, "", "10 of 24"},
		{"vector uncertain", 4, 9, 7, 63, model.Uncertain, false, false, "", "7 of 20 votes pass"},
		{"vector leans oppose", 3, 12, 6, 63, model.LeansOppose, false, false, "", "12 of the 15"},
		{"vector opposes thin", 2, 11, 5, 63, model.Opposes, false, false, "", "11 of 18"},
		{"vector insufficient by share", 17, 0, 2, 106, model.Insufficient, false, false, "", "at least 22 are needed (20\u00a0% of 106 voters)"},
		{"mirror of firm", 1, 45, 6, 106, model.Opposes, true, true, "", "45 of 52 votes disagree"},
		{"no votes", 0, 0, 0, 0, model.Insufficient, false, false, "", "0 votes; at least 10"},
		{"floor of ten, below", 9, 0, 0, 0, model.Insufficient, false, false, "", "at least 10 are needed."},
		{"floor of ten, reached", 10, 0, 0, 0, model.Supports, true, true, "", "10 of 10"},
		{"exactly 60 % agree", 60, 10, 30, 0, model.Supports, true, false, "", "at least 60"},
		{"exactly 25 % each", 25, 25, 50, 0, model.SplitReading, false, false, "", "25 of 100"},
		{"exactly 30 % pass, leaning", 50, 20, 30, 0, model.Uncertain, false, false, model.LeansSupport, "50 of the 70"},
		{"no clear direction", 14, 6, 8, 0, model.NoClearDirection, false, false, "", "no cut-off"},
		{"all pass", 0, 0, 40, 0, model.Uncertain, false, false, "", "40 of 40 votes pass"},
	} {
		got := ReadVotes(model.Tally{Agree: c.a, Disagree: c.d, Pass: c.p}, c.voters, DefaultThresholds())
		if got.Reading != c.reading || got.Firm != c.firm || got.Strong != c.strong || got.Lean != c.lean {
			t.Errorf("%s: got %s firm %t strong %t lean %q, want %s %t %t %q", c.name, got.Reading, got.Firm, got.Strong, got.Lean, c.reading, c.firm, c.strong, c.lean)
		}
		if !strings.Contains(got.Why, c.whyHolds) {
			t.Errorf("%s: Why is %q, want it to contain %q", c.name, got.Why, c.whyHolds)
		}
	}
}

// The values are Newcombe's, Statistics in Medicine 17 (1998): pages 857–872,
// table I, method 3, and pages 873–890, table II, method 10; four decimals. The
// last difference is that of the scheme's description, two decimals.
func TestIntervals(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718}} {
		low, high := Wilson(c.k, c.n, z95)
		near(t, fmt.Sprintf("Wilson(%d,%d) low", c.k, c.n), low, c.low, 5e-5)
		near(t, fmt.Sprintf("Wilson(%d,%d) high", c.k, c.n), high, c.high, 5e-5)
	}
	for _, c := range []struct {
		k1, n1, k2, n2  int
		diff, low, high float64
		within          float64
	}{
		{56, 70, 48, 80, .2, .0524, .3339, 5e-5},
		{9, 10, 3, 10, .6, .1705, .8090, 5e-5},
		{5, 56, 0, 29, .0893, -.0381, .1926, 5e-5},
		{80, 134, 18, 46, .21, .04, .36, 5e-3},
	} {
		name := fmt.Sprintf("Newcombe(%d/%d, %d/%d)", c.k1, c.n1, c.k2, c.n2)
		diff, low, high := Newcombe(c.k1, c.n1, c.k2, c.n2, z95)
		near(t, name+" diff", diff, c.diff, c.within)
		near(t, name+" low", low, c.low, c.within)
		near(t, name+" high", high, c.high, c.within)
	}
	if low, high := Wilson(0, 0, z95); low != 0 || high != 1 {
		t.Errorf("Wilson(0,0): got %v %v, want 0 1", low, high)
	}
	if low, _ := Wilson(0, 7, z95); low != 0 {
		t.Errorf("Wilson(0,7) low: got %v, want 0", low)
	}
	if _, high := Wilson(7, 7, z95); high != 1 {
		t.Errorf("Wilson(7,7) high: got %v, want 1", high)
	}
	if d, l, h := Newcombe(1, 2, 0, 0, z95); d != 0 || l != -1 || h != 1 {
		t.Errorf("Newcombe without answers: got %v %v %v, want 0 -1 1", d, l, h)
	}
}

func TestGroupsDiffer(t *testing.T) {
	th := DefaultThresholds()
	for _, c := range []struct {
		name string
		a, b model.Tally
		want bool
	}{
		{"opposite directions", model.Tally{Agree: 20, Disagree: 2}, model.Tally{Agree: 2, Disagree: 20}, true},
		{"gap of 21 points, interval above 0", model.Tally{Agree: 80, Disagree: 54}, model.Tally{Agree: 18, Disagree: 28}, true},
		{"gap of 19 points", model.Tally{Agree: 690, Disagree: 310}, model.Tally{Agree: 500, Disagree: 500}, false},
		{"few answers, interval holds 0", model.Tally{Agree: 3, Disagree: 2}, model.Tally{Agree: 2, Disagree: 3}, false},
		{"nobody on one side", model.Tally{Agree: 30}, model.Tally{}, false},
	} {
		if got := GroupsDiffer(c.a, c.b, th); got != c.want {
			t.Errorf("%s: got %t, want %t", c.name, got, c.want)
		}
		if got := GroupsDiffer(c.b, c.a, th); got != c.want {
			t.Errorf("%s, turned round: got %t, want %t", c.name, got, c.want)
		}
	}
}

// Whatever the votes: bounds enclose the share, and the reading of the
// reversed votes is the reversed reading.
func TestVotesProperties(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	th := DefaultThresholds()
	for range 20000 {
		v := model.Tally{Agree: random.IntN(60), Disagree: random.IntN(60), Pass: random.IntN(60)}
		voters := random.IntN(400)
		for _, k := range []int{v.Agree, v.Disagree, v.Pass} {
			if n := v.N(); n > 0 {
				p := float64(k) / float64(n)
				if low, high := Wilson(k, n, z95); !(0 <= low && low <= p && p <= high && high <= 1) {
					t.Fatalf("Wilson(%d,%d): got %v to %v around %v", k, n, low, high, p)
				}
			}
		}
		r, back := ReadVotes(v, voters, th), ReadVotes(v.Reversed(), voters, th)
		if back.Reading != r.Reading.Reversed() || back.Lean != r.Lean.Reversed() || back.Firm != r.Firm || back.Strong != r.Strong {
			t.Fatalf("%v of %d: got %s, reversed %s", v, voters, label(r), label(back))
		}
		w := model.Tally{Agree: random.IntN(60), Disagree: random.IntN(60)}
		d, l, h := Newcombe(v.Agree, v.N(), w.Agree, w.N(), z95)
		e, m, i := Newcombe(w.Agree, w.N(), v.Agree, v.N(), z95)
		if !(-1 <= l && l <= d && d <= h && h <= 1) || d != -e || math.Abs(l+i) > 1e-12 || math.Abs(h+m) > 1e-12 {
			t.Fatalf("Newcombe(%v, %v): got %v %v %v, turned round %v %v %v", v, w, d, l, h, e, m, i)
		}
	}
}

func TestVotesNeeded(t *testing.T) {
	th := DefaultThresholds()
	for _, c := range []struct{ voters, want int }{{0, 10}, {49, 10}, {50, 10}, {51, 11}, {63, 13}, {106, 22}} {
		if got := th.VotesNeeded(c.voters); got != c.want {
			t.Errorf("%d voters: got %d, want %d", c.voters, got, c.want)
		}
	}
	th.MinShare = 0.07 // 0.07·100 is a little above 7 in floating point
	if got := th.VotesNeeded(200); got != 14 {
		t.Errorf("7 %% of 200: got %d, want 14", got)
	}
}

func TestImpossibleRow(t *testing.T) {
	votes, pct := 50, 57.0
	e := StatementEvidence{Voters: 106, Statement: model.Statement{
		Basis: model.BasisPublished, Published: model.Published{Votes: &votes, AgreePct: &pct},
		Assumed: &model.Tally{Agree: 28, Disagree: 6, Pass: 15},
	}}
	r := ReadStatement(e, 1, DefaultThresholds())
	if r.Reading != model.Uncertain || r.N != 50 || r.Tally != (model.Tally{}) {
		t.Errorf("got %s of %d with %v, want uncertain of 50 with no tally", r.Reading, r.N, r.Tally)
	}
	if !strings.Contains(r.Why, "as if 49 votes") || strings.Contains(r.Why, "28") {
		t.Errorf("Why is %q, want it to name the assumed 49 votes and no assumed count", r.Why)
	}
	if Pick(r.Measures, "agree-share/1") != nil {
		t.Error("an assumed tally was measured")
	}
	if m := Pick(r.Measures, "published-agree/1"); m == nil || m.Value != 57 || m.N != 50 {
		t.Errorf("published percentage: got %v, want 57 of 50 votes", m)
	}
	e.Statement.Assumed = nil
	if r := ReadStatement(e, 1, DefaultThresholds()); r.Reading != model.Insufficient || !strings.Contains(r.Why, "counts") {
		t.Errorf("nothing to assume: got %s (%s), want insufficient", r.Reading, r.Why)
	}
}

func TestPolarity(t *testing.T) {
	e := StatementEvidence{Voters: 63, Statement: model.Statement{Basis: model.BasisCounted, Tally: model.Tally{Agree: 12, Disagree: 3, Pass: 7}}}
	for _, c := range []struct {
		polarity int
		reading  model.Reading
		lean     model.Reading
	}{{1, model.Uncertain, model.LeansSupport}, {-1, model.Uncertain, model.LeansOppose}, {0, model.Raised, ""}} {
		r := ReadStatement(e, c.polarity, DefaultThresholds())
		if r.Reading != c.reading || r.Lean != c.lean || r.Polarity != c.polarity || r.Tally.Agree != 12 {
			t.Errorf("polarity %d: got %s lean %q tally %v, want %s %q and the tally as voted", c.polarity, r.Reading, r.Lean, r.Tally, c.reading, c.lean)
		}
	}
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s: got %v, want %v within %v", what, got, want, within)
	}
}
