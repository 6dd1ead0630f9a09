package groups

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"testing"
)

// tolerance for figures that the oracle gives with ten decimals.
const tolerance = 1e-9

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.12g, want %.12g", what, got, want)
	}
}

func TestOracle(t *testing.T) {
	for _, p := range openPolls(t) {
		t.Run(p.name, func(t *testing.T) {
			t.Run("PCA", func(t *testing.T) { checkPCA(t, p) })
			t.Run("Polis", func(t *testing.T) { checkPolis(t, p) })
			t.Run("Published", func(t *testing.T) { checkGroups(t, p, p.oracle.Published) })
			t.Run("ColdStart", func(t *testing.T) { checkGroups(t, p, p.oracle.Cold) })
		})
	}
}

func checkPCA(t *testing.T, p *poll) {
	got, want := NewPCA(p.matrix), p.oracle.PCA
	for k := range 2 {
		// Issue 3 asks for 0.999999; the rounding of the oracle allows this.
		if cos := math.Abs(dot(got.Components[k], want.Comps[k])); !(cos > 1-1e-9) {
			t.Errorf("component %d: |cos| = %.12f", k, cos)
		}
		near(t, "variance", got.Variance[k], want.Variance[k])
		near(t, "ratio", got.Ratio[k], want.Ratio[k])
	}
	if !(got.Residual < 1e-9) {
		t.Errorf("residual %g, want below 1e-9", got.Residual)
	}
	for j, id := range p.oracle.Statements {
		near(t, fmt.Sprint("mean of ", id), got.Means[j], want.Center[j])
	}
	// Places are compared up to sign, and to the oracle's rounding times √M.
	sign := [2]float64{math.Copysign(1, dot(got.Components[0], want.Comps[0])), math.Copysign(1, dot(got.Components[1], want.Comps[1]))}
	for j, q := range placeStatements(p.matrix, got) {
		s := p.oracle.Places[strconv.Itoa(p.oracle.Statements[j])]
		if d := distance(Point{sign[0] * q[0], sign[1] * q[1]}, Point{s.X, s.Y}); !(d < 1e-8) {
			t.Errorf("statement %s is %g from where the oracle puts it", p.matrix.ids[j], d)
		}
	}
}

func checkPolis(t *testing.T, p *poll) {
	g := Find(p.matrix, Options{Method: Polis})
	if want := p.labels(p.oracle.Cold.Labels); !slices.Equal(g.Labels, want) {
		t.Errorf("labels differ from the reference: ARI %.4f, got k %d, want %d", ARI(g.Labels, want), g.K, p.oracle.Cold.K)
	}
	for _, s := range g.Curve {
		near(t, fmt.Sprint("silhouette of ", s.K), s.Value, p.oracle.Cold.Silhouette[strconv.Itoa(s.K)])
	}
	if got, want := len(g.Curve), len(p.oracle.Cold.Silhouette); got != want {
		t.Errorf("tried %d numbers of groups, want %d", got, want)
	}
}

func checkGroups(t *testing.T, p *poll, want oracleGroups) {
	names := make([]string, len(p.people))
	for i, l := range p.labels(want.Labels) {
		if l >= 0 {
			names[i] = strconv.Itoa(l)
		}
	}
	g, err := Given(p.matrix, names)
	if err != nil {
		t.Fatal(err)
	}
	got := Describe(p.matrix, g)
	for j, f := range got.Statements {
		if wantID := strconv.Itoa(p.oracle.Statements[j]); f.ID != wantID {
			t.Fatalf("column %d is statement %s, want %s", j, f.ID, wantID)
		}
		at := func(what string) string { return "statement " + f.ID + " " + what }
		near(t, at("agree consensus"), f.ConsensusAgree, want.Agree[f.ID])
		near(t, at("disagree consensus"), f.ConsensusDisagree, want.Disagree[f.ID])
		near(t, at("extremity"), f.Extremity, p.oracle.Places[f.ID].Extremity)
		// A priority is a square of a product with up to five digits before
		// the point: the tolerance is relative.
		if w := want.Priorities[f.ID]; !(math.Abs(f.Priority-w) <= tolerance*math.Max(1, w)) {
			t.Errorf("%s: got %.12g, want %.12g", at("priority"), f.Priority, w)
		}
		for k, name := range g.Names {
			checkTests(t, at("group "+name), f.Groups[k], want.Votes[name][f.ID], want.Stats[name][f.ID])
		}
	}
	for k, name := range g.Names {
		checkMarks(t, "group "+name, got.Groups[k].Marks, want.Representative[name])
	}
	checkShared(t, "agree", got.Agree, p.oracle.Consensus["agree"])
	checkShared(t, "disagree", got.Disagree, p.oracle.Consensus["disagree"])
	var unsure []Unsure
	for _, u := range p.oracle.Uncertain {
		unsure = append(unsure, Unsure{strconv.Itoa(u.Tid), u.Passes, u.Votes})
	}
	if !slices.Equal(got.Uncertain, unsure) {
		t.Errorf("uncertain: got %v, want %v", got.Uncertain, unsure)
	}
}

func checkTests(t *testing.T, at string, g GroupFigures, votes [3]int, want map[string]float64) {
	t.Helper()
	if got := [3]int{g.Agree, g.Disagree, g.N()}; got != votes {
		t.Errorf("%s: got votes %v, want %v", at, got, votes)
	}
	for name, got := range map[string]float64{
		"pa": g.Tests.Agree, "pd": g.Tests.Disagree, "pat": g.Tests.AgreeTest, "pdt": g.Tests.DisagreeTest,
		"ra": g.Tests.AgreeRatio, "rd": g.Tests.DisagreeRatio, "rat": g.Tests.AgreeGap, "rdt": g.Tests.DisagreeGap,
	} {
		near(t, at+" "+name, got, want[name])
	}
}

func checkMarks(t *testing.T, at string, got []Mark, want []oracleChoice) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: got %d marks, want %d", at, len(got), len(want))
	}
	for i, k := range got {
		w := want[i]
		// "disagree" with a best-agree flag is Polis's own: see represent.
		if k.Statement != strconv.Itoa(w.Tid) || k.Direction != w.For || k.Successes != w.Successes ||
			k.Trials != w.Trials || k.BestAgree != w.Best || k.Agrees != w.Agrees {
			t.Errorf("%s mark %d: got %+v, want %+v", at, i, k, w)
		}
		near(t, at+" p", k.P, w.P)
		near(t, at+" p-test", k.PTest, w.PTest)
		near(t, at+" repness", k.Repness, w.Repness)
		near(t, at+" repness-test", k.RepnessTest, w.RTest)
	}
}

func checkShared(t *testing.T, at string, got []Shared, want []oracleChoice) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("consensus %s: got %d, want %d", at, len(got), len(want))
	}
	for i, s := range got {
		w := want[i]
		if s.Statement != strconv.Itoa(w.Tid) || s.Successes != w.Successes || s.Trials != w.Trials {
			t.Errorf("consensus %s %d: got %+v, want %+v", at, i, s, w)
		}
		near(t, at+" p", s.P, w.P)
		near(t, at+" p-test", s.PTest, w.PTest)
	}
}
