package analysis

import (
	"errors"
	"testing"

	"consilience/model"
)

// Every measure of the poll's 104 statements, computed again from its method
// and inputs, is the same to the last bit.
func TestMeasuresRecompute(t *testing.T) {
	n := 0
	for _, e := range ogpStatements(t) {
		for _, m := range Measures(e) {
			again, err := Compute(m.Method, StatementInputs(e))
			if err != nil || again != m {
				t.Errorf("%s: got %v (%v), want %v", m.ID(), again, err, m)
			}
			n++
		}
	}
	if n < 104*8 {
		t.Errorf("only %d measures were computed", n)
	}
}

func TestMeasuresOfAStatement(t *testing.T) {
	e := StatementEvidence{Snapshot: "snap", Voters: 63, Statement: model.Statement{
		Source: "poll", ID: "14", Basis: model.BasisCounted, Tally: model.Tally{Agree: 16, Disagree: 1, Pass: 5}}}
	want := map[string]model.Measure{
		"votes/1":          {Value: 22, Unit: model.UnitVotes, Count: 22},
		"agree-count/1":    {Value: 16, Unit: model.UnitVotes, Count: 16, N: 22},
		"disagree-share/1": {Value: 1.0 / 22, Unit: model.UnitShare, Count: 1, N: 22},
		"pass-share/1":     {Value: 5.0 / 22, Unit: model.UnitShare, Count: 5, N: 22},
	}
	got := Measures(e)
	for method, w := range want {
		w.Method, w.Snapshot, w.Subject = method, "snap", "poll:14"
		if m := Pick(got, method); m == nil || *m != w {
			t.Errorf("%s: got %v, want %v", method, m, w)
		}
	}
	// The scheme's description gives 0.518 for the lower bound of 16 of 22.
	if m := Pick(got, "agree-low/1"); m == nil || m.Value < 0.5175 || m.Value > 0.5185 || m.Count != 16 || m.N != 22 {
		t.Errorf("agree-low/1: got %v, want 0.518 of 22", m)
	}
	if m := Pick(got, "agree-decided-low/1"); m == nil || m.Count != 16 || m.N != 17 {
		t.Errorf("agree-decided-low/1: got %v, want 16 of 17", m)
	}
	if Pick(got, "published-agree/1") != nil {
		t.Error("a percentage that was not published is among the measures")
	}
}

func TestComputeWithNothing(t *testing.T) {
	for _, m := range Methods() {
		_, err := Compute(m.Key, Inputs{Subject: "poll:1"})
		var p *model.Problem
		if plain := m.Range == fromZero && m.Unit != model.UnitPeople && m.Unit != model.UnitResponses && m.Key != "published-votes/1"; plain != (err == nil) {
			t.Errorf("%s of nothing: got error %v", m.Key, err)
		} else if err != nil && !errors.As(err, &p) {
			t.Errorf("%s: got %T, want a Problem", m.Key, err)
		}
	}
	if _, err := Compute("no-such/1", Inputs{}); err == nil {
		t.Error("an unknown method computed something")
	}
}

func TestMethodsAreDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range Methods() {
		if m.Key == "" || m.Name == "" || m.Formula == "" || m.Range == "" || m.Counts == "" || m.Reference == "" || m.Unit == "" || m.compute == nil {
			t.Errorf("%s lacks a description: %+v", m.Key, m)
		}
		if seen[m.Key] {
			t.Errorf("%s stands twice", m.Key)
		}
		seen[m.Key] = true
		if got, ok := MethodOf(m.Key); !ok || got.Key != m.Key {
			t.Errorf("%s is not found", m.Key)
		}
	}
	for _, key := range append(append([]string(nil), statementMethods...), publishedMethods...) {
		if !seen[key] {
			t.Errorf("%s is no method", key)
		}
	}
}

func TestPoleMeasures(t *testing.T) {
	in := PoleInputs(TagEvidence{Tag: model.Tag{Source: "role-tags", Name: "Supporting reformers", Mentions: 48}, Snapshot: "s"},
		TagEvidence{Tag: model.Tag{Source: "role-tags", Name: "Supporting reforms", Mentions: 18}, Snapshot: "s"})
	m, err := Compute("pole-share/1", in)
	if err != nil || m.Value != 48.0/66 || m.ID() != "pole-share/1:role-tags:Supporting reformers|role-tags:Supporting reforms" {
		t.Errorf("got %v %v, want 48 of 66", m, err)
	}
	low, err := Compute("pole-low/1", in)
	if err != nil || low.Value <= 0.5 || low.Value >= m.Value {
		t.Errorf("lower bound: got %v %v, want between one half and the share", low.Value, err)
	}
}
