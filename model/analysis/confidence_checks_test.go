package analysis

import (
	"slices"
	"testing"

	"consilience/model"
)

// repeated are two statements of 20 voters each with nearly the same words.
func repeated(first, second model.Tally) (Evidence, model.Theme) {
	e := Evidence{Statements: map[model.Ref]StatementEvidence{}}
	c := Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "poll"}}}
	for _, s := range []model.Statement{
		{Source: "poll", ID: "2", Text: "Publish every public contract", Basis: model.BasisCounted, Tally: first},
		{Source: "poll", ID: "3", Text: "publish every PUBLIC contracts!", Basis: model.BasisCounted, Tally: second},
	} {
		e.Statements[s.Ref()] = StatementEvidence{Statement: s, Channel: model.ChannelPoll, Voters: 40}
		c.Statements = append(c.Statements, s)
	}
	e.Checks = Checks([]Checked{c})
	return e, model.Theme{Links: links("poll", 1, "2")}
}

func coherenceOf(a model.Assessment) []string {
	var out []string
	for _, c := range a.Concerns {
		if c.Component == coherence {
			out = append(out, c.Level+": "+c.Text)
		}
	}
	return out
}

func TestRepeatedStatementsThatAreReadDifferently(t *testing.T) {
	for name, c := range map[string]struct {
		first, second model.Tally
		want          []string
	}{
		"opposite":     {model.Tally{Agree: 36, Disagree: 2, Pass: 2}, model.Tally{Agree: 2, Disagree: 36, Pass: 2}, []string{"moderate: Statements 2 and 3 of one source say nearly the same and are read differently: supports, and opposes."}},
		"one split":    {model.Tally{Agree: 36, Disagree: 2, Pass: 2}, model.Tally{Agree: 20, Disagree: 20}, []string{"minor: Statements 2 and 3 of one source say nearly the same and are read differently: supports, and split."}},
		"alike":        {model.Tally{Agree: 36, Disagree: 2, Pass: 2}, model.Tally{Agree: 34, Disagree: 4, Pass: 2}, nil},
		"one too thin": {model.Tally{Agree: 36, Disagree: 2, Pass: 2}, model.Tally{Disagree: 3}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			e, theme := repeated(c.first, c.second)
			if len(e.Checks) != 1 {
				t.Fatalf("checks: %v", e.Checks)
			}
			if got := coherenceOf(Assess(theme, e, DefaultThresholds())); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
	t.Run("not linked", func(t *testing.T) {
		e, theme := repeated(model.Tally{Agree: 36, Disagree: 2}, model.Tally{Agree: 2, Disagree: 36})
		theme.Links[0].Bridging = true
		if got := coherenceOf(Assess(theme, e, DefaultThresholds())); len(got) > 0 {
			t.Errorf("a bridge counts for nothing: got %q", got)
		}
	})
}

func TestChangesSinceTheSnapshotBefore(t *testing.T) {
	poll := func(list ...model.Statement) Checked {
		c := Checked{Snapshot: model.Snapshot{Source: model.Source{ID: "poll"}}}
		for _, s := range list {
			s.Source, s.Basis = "poll", model.BasisCounted
			c.Statements = append(c.Statements, s)
		}
		return c
	}
	before := poll(
		model.Statement{ID: "1", Text: "Open the budget", Tally: model.Tally{Agree: 20, Disagree: 20}},
		model.Statement{ID: "2", Text: "Train officials in every ministry", Tally: model.Tally{Agree: 20, Disagree: 20}},
		model.Statement{ID: "3", Text: "Fewer commitments", Tally: model.Tally{Agree: 20, Disagree: 20}},
		model.Statement{ID: "4", Text: "Not in the theme", Tally: model.Tally{Agree: 20}})
	now := poll(
		model.Statement{ID: "1", Text: "Close the budget", Tally: model.Tally{Agree: 20, Disagree: 20}},
		model.Statement{ID: "2", Text: "Train officials in every ministry", Tally: model.Tally{Agree: 20, Disagree: 5}})
	now.Before = &before
	e := Evidence{Statements: map[model.Ref]StatementEvidence{}, Checks: Checks([]Checked{now})}
	for _, s := range now.Statements {
		e.Statements[s.Ref()] = StatementEvidence{Statement: s, Channel: model.ChannelPoll}
	}
	got := coherenceOf(Assess(model.Theme{Links: links("poll", 1, "1", "2", "3")}, e, DefaultThresholds()))
	want := []string{
		"minor: 1 linked statement is gone since the snapshot before.",
		"minor: 1 linked statement is worded otherwise than in the snapshot before.",
		"minor: 1 linked statement is left with fewer votes than in the snapshot before.",
		"minor: 1 linked statement is five points or more away, in the share that agrees, from the snapshot before.",
	}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("%q is missing from %q", w, got)
		}
	}
	if got := coherenceOf(Assess(model.Theme{Links: links("poll", 1, "5")}, e, DefaultThresholds())); len(got) > 0 {
		t.Errorf("a theme that nothing touches: got %q", got)
	}
}
