package analysis

import (
	"fmt"
	"slices"
	"strings"

	"consilience/model"
)

// StakeholderDimensions are the attributes by which stakeholder groups are
// told apart; other attributes are shown and decide nothing.
var StakeholderDimensions = []string{"sector"}

// QuestionInputs are the inputs for the methods of a question, or of one of
// its options if option is not negative.
func QuestionInputs(e QuestionEvidence, option int) Inputs {
	in := Inputs{Asked: e.Asked, Answers: &e.Counted, Option: -1, Subject: e.Question.Ref(), Snapshot: e.Snapshot}
	if t, ok := OnSides(e.Question, e.Counted); ok {
		in.Tally = t
	}
	if option >= 0 {
		in.Option, in.Subject = option, OptionRef(e.Question, option)
	}
	if q := e.Question; q.Low != nil && q.High != nil {
		in.Scale, _ = onScale(*q.Low, *q.High, e.Levels)
	}
	return in
}

// questionMethods are the methods of each kind of question, in order; those of
// its sides come after them where it has sides.
var questionMethods = map[model.QuestionKind][]string{
	model.QuestionScale:   {"answered/1", "median/1", "quartile-low/1", "quartile-high/1", "agreement/1"},
	model.QuestionNumber:  {"answered/1", "median/1", "quartile-low/1", "quartile-high/1"},
	model.QuestionPoints:  {"answered/1", "median/1", "quartile-low/1", "quartile-high/1"},
	model.QuestionPlane:   {"answered/1", "median/1", "quartile-low/1", "quartile-high/1"},
	model.QuestionRanking: {"answered/1", "first-share/1", "first-low/1", "first-high/1", "median/1"},
}

// sideMethods are those of a statement's votes that a question with sides has.
var sideMethods = []string{"agree-share/1", "disagree-share/1", "pass-share/1", "agree-low/1", "agree-high/1", "disagree-low/1", "disagree-high/1", "agree-decided-low/1", "disagree-decided-low/1"}

// optionMethods are the methods of one option.
var optionMethods = []string{"option-share/1", "option-low/1", "option-high/1"}

// OfQuestions says whether a method is one of questions and options only.
func OfQuestions(method string) bool {
	for _, keys := range questionMethods {
		if slices.Contains(keys, method) {
			return true
		}
	}
	return slices.Contains(optionMethods, method)
}

// QuestionMeasures gives the measures of a question, always in the same order;
// what cannot be given is left out.
func QuestionMeasures(e QuestionEvidence) []model.Measure {
	keys, ok := questionMethods[e.Question.Kind]
	if !ok {
		keys = []string{"answered/1"}
	}
	in := QuestionInputs(e, -1)
	out := computeAll(keys, in)
	if _, ok := OnSides(e.Question, e.Counted); ok {
		out = append(out, computeAll(sideMethods, in)...)
	}
	return out
}

// OptionMeasures gives the measures of one option.
func OptionMeasures(e QuestionEvidence, option int) []model.Measure {
	return computeAll(optionMethods, QuestionInputs(e, option))
}

// ReadQuestion reads a question for a proposition. option is the place of the
// option that was linked, or -1 for the question as a whole.
//
//   - polarity 0, open answers and words: raised
//   - a question with sides (OnSides): as votes, by ReadVotes; the voters are
//     those who were asked
//   - an option: supports if at least Support of those who answered chose it
//     and the lower bound is above one half, leans if the lower bound is, else
//     raised: where there are several to choose from, not choosing one is not
//     to oppose it
//   - rankings, points, numbers: raised, with their figures
//
// differ says that groups of stakeholders differ (StakeholderDimensions) by
// GroupsDiffer; Why then names them.
// Source: the scheme's rules R-survey and R-poll, version 1.
func ReadQuestion(e QuestionEvidence, option, polarity int, th Thresholds) (r model.ItemReading, differ bool) {
	tally, sided := OnSides(e.Question, e.Counted)
	switch {
	case option >= 0:
		r = readOption(e, option, th)
	case sided:
		r = readVotes(tally, e.Asked, inAnswers, th)
		var words string
		if words, differ = stakeholders(e, th); differ {
			r.Why += " " + words
		}
	default:
		r = model.ItemReading{Polarity: 1, Reading: model.Raised, N: e.Answered,
			Why: fmt.Sprintf("%s; the question has no sides, so it raises the topic and says nothing for or against.", count(e.Answered, "answer"))}
	}
	r.Text, r.Voters, r.Basis = questionText(e.Question), e.Asked, model.BasisCounted
	r.Item, r.Measures = e.Question.Ref(), QuestionMeasures(e)
	if option >= 0 {
		r.Item, r.Measures = OptionRef(e.Question, option), OptionMeasures(e, option)
		if option < len(e.Question.Options) {
			r.Text += " – " + e.Question.Options[option]
		}
	}
	switch {
	case polarity == 0:
		r.Polarity, r.Reading, r.Lean, r.Firm, r.Strong = 0, model.Raised, "", false, false
		r.Why = "The question raises the topic and says nothing for or against the proposition."
		differ = false
	case polarity < 0:
		r.Polarity = -1
		r.Reading, r.Lean = r.Reading.Reversed(), r.Lean.Reversed()
		r.Why = "The question asks for the reverse: agreeing speaks against the proposition. " + r.Why
	}
	return r, differ
}

func questionText(q model.Question) string {
	if q.Part != "" && q.Part != q.Text {
		return q.Text + " – " + q.Part
	}
	return q.Text
}

func readOption(e QuestionEvidence, option int, th Thresholds) model.ItemReading {
	r := model.ItemReading{Polarity: 1, N: e.Answered, Voters: e.Asked}
	k := 0
	if option < len(e.Options) {
		k = e.Options[option]
	}
	need := th.VotesNeeded(e.Asked)
	if r.N < need {
		r.Reading = model.Insufficient
		r.Why = fmt.Sprintf("%s; at least %d are needed%s.", count(r.N, "answer"), need, neededBecause(need, e.Asked, inAnswers, th))
		return r
	}
	share, low := float64(k)/float64(r.N), wilsonLow(k, r.N, th.Z)
	chose := fmt.Sprintf("%d of %d who answered chose it", k, r.N)
	switch {
	case share >= th.Support && low > half:
		r.Reading, r.Firm, r.Strong = model.Supports, true, share >= th.Strong
		r.Why = fmt.Sprintf("%s, at least %s; the lower bound is %s, above 50"+nbsp+"%%.", chose, cutOff(th.Support), bound(low))
	case low > half:
		r.Reading = model.LeansSupport
		r.Why = fmt.Sprintf("%s; the lower bound is %s, above 50"+nbsp+"%%.", chose, bound(low))
	default:
		r.Reading = model.Raised
		r.Why = chose + ". Not choosing one of several options is not to oppose it, so this says nothing for or against."
	}
	return r
}

// stakeholders says which groups differ on a question with sides.
func stakeholders(e QuestionEvidence, th Thresholds) (words string, differ bool) {
	type side struct {
		name  string
		tally model.Tally
	}
	for _, dimension := range StakeholderDimensions {
		var groups []side
		for _, g := range e.Groups {
			if t, ok := OnSides(e.Question, g.Counted); ok && g.Dimension == dimension && t.N() >= th.MinVotes {
				groups = append(groups, side{g.Group, t})
			}
		}
		var pairs []string
		for i, a := range groups {
			for _, b := range groups[i+1:] {
				if GroupsDiffer(a.tally, b.tally, th) {
					pairs = append(pairs, fmt.Sprintf("%s (%d of %d agree) and %s (%d of %d)", a.name, a.tally.Agree, a.tally.N(), b.name, b.tally.Agree, b.tally.N()))
				}
			}
		}
		if len(pairs) > 0 {
			return "Groups by " + dimension + " differ: " + strings.Join(pairs, "; ") + ".", true
		}
	}
	return "", false
}
