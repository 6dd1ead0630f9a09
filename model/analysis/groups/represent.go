package groups

import (
	"cmp"
	"slices"
)

// Mark is a statement that marks a group: on which it stands out from the
// others in what its members agree or disagree with.
type Mark struct {
	Statement string `json:"statement"`
	// Direction is "agree" or "disagree": the side on which the group differs
	// more from the others.
	Direction string `json:"direction"`
	// Successes are the group's votes on that side, Trials all its votes on the
	// statement, passes included.
	Successes int `json:"successes"`
	Trials    int `json:"trials"`
	// P, PTest, Repness and RepnessTest are the side's share, test, ratio and
	// gap; see Tests.
	P           float64 `json:"p"`
	PTest       float64 `json:"p_test"`
	Repness     float64 `json:"repness"`
	RepnessTest float64 `json:"repness_test"`
	// BestAgree marks the statement that best shows what the group agrees with;
	// Agrees are the group's agrees on it.
	BestAgree bool `json:"best_agree,omitempty"`
	Agrees    int  `json:"agrees,omitempty"`
}

// maxMarks is how many statements are selected for a group, or as consensus, or
// as uncertain.
const maxMarks = 5

// newMark takes the side on which the group differs more.
func newMark(id string, s sample, t Tests) Mark {
	if t.AgreeGap > t.DisagreeGap {
		return Mark{Statement: id, Direction: "agree", Successes: s.agree, Trials: s.n,
			P: t.Agree, PTest: t.AgreeTest, Repness: t.AgreeRatio, RepnessTest: t.AgreeGap}
	}
	return Mark{Statement: id, Direction: "disagree", Successes: s.disagree, Trials: s.n,
		P: t.Disagree, PTest: t.DisagreeTest, Repness: t.DisagreeRatio, RepnessTest: t.DisagreeGap}
}

// metric orders the marks of a group.
func (k Mark) metric() float64 { return k.Repness * k.RepnessTest * k.P * k.PTest }

// sufficient tells whether a side is significant both by itself and against the
// other groups.
func (t Tests) sufficient() bool {
	return t.AgreeGap > Z90 && t.AgreeTest > Z90 || t.DisagreeGap > Z90 && t.DisagreeTest > Z90
}

// beats tells whether t shows better than best what a group agrees with; best
// is nil if nothing does yet (spec §8, step 3).
func (t Tests) beats(best *Tests, s sample) bool {
	switch {
	case s.agree == 0 && s.disagree == 0:
		return false
	case best == nil:
		return t.AgreeTest > Z90 || t.AgreeRatio > 1 && t.Agree > 0.5
	case best.AgreeRatio > 1:
		return t.AgreeRatio*t.AgreeGap*t.Agree*t.AgreeTest > best.AgreeRatio*best.AgreeGap*best.Agree*best.AgreeTest
	}
	return t.Agree*t.AgreeTest > best.Agree*best.AgreeTest
}

// represent selects what marks group g, as Polis does (spec §8): the statement
// that best shows what it agrees with, then those sufficient by metric, five in
// all, agrees first. If none is sufficient it is the best there is, alone; a
// group without any vote has none.
func represent(statements []Figures, g int) []Mark {
	var enough []Mark
	var best, bestAgree *Mark
	var bestTests *Tests
	for j := range statements {
		f := &statements[j]
		if f.Out {
			continue
		}
		own := &f.Groups[g]
		s, t := own.sample(), &own.Tests
		mark := newMark(f.ID, s, *t)
		if t.beats(bestTests, s) {
			agree := mark
			agree.BestAgree, agree.Agrees = true, s.agree
			bestAgree, bestTests = &agree, t
		}
		if t.sufficient() {
			enough = append(enough, mark)
		} else if len(enough) == 0 && (best == nil || mark.RepnessTest > best.RepnessTest) {
			best = &mark
		}
	}
	switch {
	case len(enough) > 0:
		return arrange(bestAgree, enough)
	case bestAgree != nil:
		return []Mark{*bestAgree}
	case best != nil:
		return []Mark{*best}
	}
	return nil
}

// arrange puts the best agree first, the others by metric, and then all agrees
// before all disagrees.
func arrange(first *Mark, others []Mark) []Mark {
	var marks []Mark
	if first != nil {
		marks = append(marks, *first)
		others = slices.DeleteFunc(others, func(k Mark) bool { return k.Statement == first.Statement })
	}
	slices.SortStableFunc(others, func(a, b Mark) int { return cmp.Compare(b.metric(), a.metric()) })
	marks = append(marks, others...)
	marks = marks[:min(maxMarks, len(marks))]
	slices.SortStableFunc(marks, func(a, b Mark) int { return cmp.Compare(a.Direction, b.Direction) })
	return marks
}
