package analysis

import (
	"consilience/model"
)

// Inputs are the numbers that the methods compute from. A method reads only
// what it needs.
type Inputs struct {
	Tally     model.Tally
	Published model.Published
	// Voters is the number of people who voted in a poll.
	Voters int
	// Tag is the tag, or the pole that speaks for; Other the second pole.
	Tag, Other model.Tag
	// Asked is the number of responses to a form, Answers are those to one
	// question, Option is the place of one of its options (-1 for none), and
	// Scale are the counts of each point of its scale.
	Asked   int
	Answers *Counted
	Option  int
	Scale   []int
	// Coding are the values that coders gave to units; Coders are the two that
	// a pairwise measure compares.
	Coding []Coded
	Coders [2]string
	// Subject, Against and Snapshot name what was measured.
	Subject, Against model.Ref
	Snapshot         model.SnapshotID
}

// poles gives the first pole's count and that of both together.
func (in Inputs) poles() (k, n int) {
	k1, k2, _ := PoleCounts(in.Tag, in.Other)
	return k1, k1 + k2
}

// StatementInputs are the inputs for the methods of a statement. The tally is
// empty where counts are not known; an assumed tally is never measured.
func StatementInputs(e StatementEvidence) Inputs {
	in := Inputs{Published: e.Statement.Published, Voters: e.Voters, Subject: e.Statement.Ref(), Snapshot: e.Snapshot}
	if e.Statement.Basis != model.BasisPublished {
		in.Tally = e.Statement.Tally
	}
	return in
}

// TagInputs are the inputs for the methods of one tag.
func TagInputs(e TagEvidence) Inputs {
	return Inputs{Tag: e.Tag, Subject: e.Tag.Ref(), Snapshot: e.Snapshot}
}

// PoleInputs are the inputs for the methods of two poles. Their snapshot is
// that of the first.
func PoleInputs(forPole, against TagEvidence) Inputs {
	return Inputs{Tag: forPole.Tag, Other: against.Tag, Subject: forPole.Tag.Ref(), Against: against.Tag.Ref(), Snapshot: forPole.Snapshot}
}

// Compute evaluates a method. It is the one place where formulas are
// evaluated: what a screen shows, a paper prints and an explanation recomputes
// comes from here, bit for bit.
//
// It returns a Problem if the method is not known or there is nothing to
// compute from: a share of no votes is absent, never 0.
func Compute(method string, in Inputs) (model.Measure, error) {
	m, ok := MethodOf(method)
	if !ok {
		return model.Measure{}, model.Problemf(model.ProblemNothingToShow, "Use one of the methods that are listed.",
			"There is no method %q; nothing was computed.", method)
	}
	f, ok := m.compute(in)
	if !ok {
		return model.Measure{}, model.Problemf(model.ProblemNothingToShow, "",
			"%s cannot be given for %s: nothing was counted.", m.Name, in.Subject)
	}
	return model.Measure{
		Value: f.value, Unit: m.Unit, Count: f.count, N: f.n,
		Method: m.Key, Snapshot: in.Snapshot, Subject: in.Subject, Against: in.Against,
	}, nil
}

// statementMethods are the methods of a statement, in the order of Measures.
var statementMethods = []string{
	"votes/1", "agree-count/1", "disagree-count/1", "pass-count/1",
	"agree-share/1", "disagree-share/1", "pass-share/1",
	"agree-low/1", "agree-high/1", "disagree-low/1", "disagree-high/1",
	"agree-decided-low/1", "disagree-decided-low/1",
}

// publishedMethods give the figures that the publisher printed.
var publishedMethods = []string{"published-votes/1", "published-agree/1", "published-disagree/1", "published-pass/1"}

// Measures gives the measures of a statement, always in the same order: first
// those of its counts, if they are known, then the published figures, if there
// are any. What cannot be given is left out: shares of no votes, figures that
// were not published.
func Measures(e StatementEvidence) []model.Measure {
	in := StatementInputs(e)
	var out []model.Measure
	if e.Statement.Basis != model.BasisPublished {
		out = computeAll(statementMethods, in)
	}
	return append(out, computeAll(publishedMethods, in)...)
}

// Pick finds the measure of a method in a list; nil if it is not there.
func Pick(list []model.Measure, method string) *model.Measure {
	for i := range list {
		if list[i].Method == method {
			m := list[i]
			return &m
		}
	}
	return nil
}

// computeAll computes the methods that have something to compute from.
func computeAll(keys []string, in Inputs) []model.Measure {
	out := make([]model.Measure, 0, len(keys))
	for _, key := range keys {
		if m, err := Compute(key, in); err == nil {
			out = append(out, m)
		}
	}
	return out
}

func plain(k int) (figure, bool) { return figure{value: float64(k), count: k}, true }

func part(k int, t model.Tally) (figure, bool) {
	return figure{value: float64(k), count: k, n: t.N()}, true
}

func share(k, n int) (figure, bool) {
	if n <= 0 {
		return figure{}, false
	}
	return figure{value: float64(k) / float64(n), count: k, n: n}, true
}

func lowBound(k, n int) (figure, bool) {
	low, _ := Wilson(k, n, z95)
	return figure{value: low, count: k, n: n}, n > 0
}

func highBound(k, n int) (figure, bool) {
	_, high := Wilson(k, n, z95)
	return figure{value: high, count: k, n: n}, n > 0
}

// printed is a percentage as published. Count is 0: how many it was of is not
// known from the percentage alone.
func printed(pct *float64, votes *int) (figure, bool) {
	if pct == nil {
		return figure{}, false
	}
	f := figure{value: *pct}
	if votes != nil {
		f.n = *votes
	}
	return f, true
}

// chosen gives how many chose the option, and how many answered.
func (in Inputs) chosen() (k, n int) {
	if in.Answers == nil || in.Option < 0 || in.Option >= len(in.Answers.Options) {
		return 0, 0
	}
	return in.Answers.Options[in.Option], in.Answers.Answered
}

// first gives how many ranked an item first, and how many ranked it at all.
func (in Inputs) first() (k, n int) {
	if in.Answers == nil {
		return 0, 0
	}
	for _, l := range in.Answers.Levels {
		if l.Value == 1 {
			k += l.Count
		}
		n += l.Count
	}
	return k, n
}

// quantile is a value of the answers in order.
func (in Inputs) quantile(p float64) (figure, bool) {
	if in.Answers == nil {
		return figure{}, false
	}
	v, ok := Quantile(in.Answers.Levels, p)
	return figure{value: v, n: in.Answers.Answered}, ok
}
