package analysis

import "consilience/model"

// Method is a formula with a versioned key. A changed formula gets a new key,
// so that a figure printed years ago can still be recomputed.
type Method struct {
	Key  string `json:"key"`
	Name string `json:"name"`
	// Formula is in plain signs; Range is where its values lie; Counts says
	// what a measure's Count and N count.
	Formula string `json:"formula"`
	Range   string `json:"range"`
	Counts  string `json:"counts"`
	// Reference is where the formula comes from.
	Reference string     `json:"reference"`
	Unit      model.Unit `json:"unit"`

	// compute fills Value, Count and N. ok is false if there is nothing to
	// compute from: no votes, nothing published.
	compute func(in Inputs) (f figure, ok bool)
}

// figure is what a formula gives.
type figure struct {
	value    float64
	count, n int
}

const (
	wilsonSource  = "Wilson 1927, JASA 22, 209–212; z = 1.959964 (95 %)"
	wilsonFormula = "(k/n + z²/2n − z·√(k/n·(1−k/n)/n + z²/4n²)) / (1 + z²/n)"
	wilsonUpper   = "(k/n + z²/2n + z·√(k/n·(1−k/n)/n + z²/4n²)) / (1 + z²/n)"
	plainCount    = "a count"
	asPrinted     = "the publisher's own figure"
	countsVotes   = "the side's votes of all votes, passes included"
	countsDecided = "the side's votes of agree and disagree, passes left out"
	countsPoles   = "the first tag of both tags together: consultations if published, else distinct excerpts, else mentions"
	fromZero      = "0 and more"
	fraction      = "0 to 1; none without votes"
)

// methods is the one list of formulas; read-only.
var methods = []Method{
	{"votes/1", "Votes", "n = agree + disagree + pass", fromZero, "votes, the last of each participant", plainCount, model.UnitVotes,
		func(in Inputs) (figure, bool) { return plain(in.Tally.N()) }},
	{"agree-count/1", "Votes that agree", "agree", fromZero, countsVotes, plainCount, model.UnitVotes,
		func(in Inputs) (figure, bool) { return part(in.Tally.Agree, in.Tally) }},
	{"disagree-count/1", "Votes that disagree", "disagree", fromZero, countsVotes, plainCount, model.UnitVotes,
		func(in Inputs) (figure, bool) { return part(in.Tally.Disagree, in.Tally) }},
	{"pass-count/1", "Votes that pass", "pass", fromZero, countsVotes, plainCount, model.UnitVotes,
		func(in Inputs) (figure, bool) { return part(in.Tally.Pass, in.Tally) }},
	{"agree-share/1", "Share that agrees", "agree / n", fraction, countsVotes, "a share", model.UnitShare,
		func(in Inputs) (figure, bool) { return share(in.Tally.Agree, in.Tally.N()) }},
	{"disagree-share/1", "Share that disagrees", "disagree / n", fraction, countsVotes, "a share", model.UnitShare,
		func(in Inputs) (figure, bool) { return share(in.Tally.Disagree, in.Tally.N()) }},
	{"pass-share/1", "Share that passes", "pass / n", fraction, countsVotes, "a share", model.UnitShare,
		func(in Inputs) (figure, bool) { return share(in.Tally.Pass, in.Tally.N()) }},
	{"agree-low/1", "Lower bound of the share that agrees", wilsonFormula + ", k = agree", fraction, countsVotes, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { return lowBound(in.Tally.Agree, in.Tally.N()) }},
	{"agree-high/1", "Upper bound of the share that agrees", wilsonUpper + ", k = agree", fraction, countsVotes, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { return highBound(in.Tally.Agree, in.Tally.N()) }},
	{"disagree-low/1", "Lower bound of the share that disagrees", wilsonFormula + ", k = disagree", fraction, countsVotes, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { return lowBound(in.Tally.Disagree, in.Tally.N()) }},
	{"disagree-high/1", "Upper bound of the share that disagrees", wilsonUpper + ", k = disagree", fraction, countsVotes, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { return highBound(in.Tally.Disagree, in.Tally.N()) }},
	{"agree-decided-low/1", "Lower bound of agreement among those who took a side", wilsonFormula + ", k = agree, n = agree + disagree", fraction, countsDecided, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { return lowBound(in.Tally.Agree, in.Tally.Agree+in.Tally.Disagree) }},
	{"disagree-decided-low/1", "Lower bound of disagreement among those who took a side", wilsonFormula + ", k = disagree, n = agree + disagree", fraction, countsDecided, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { return lowBound(in.Tally.Disagree, in.Tally.Agree+in.Tally.Disagree) }},
	{"published-votes/1", "Votes, as published", "the published figure, unchanged", fromZero, "votes as the publisher counts them", asPrinted, model.UnitVotes,
		func(in Inputs) (figure, bool) {
			if in.Published.Votes == nil {
				return figure{}, false
			}
			return plain(*in.Published.Votes)
		}},
	{"published-agree/1", "Percentage that agrees, as published", "the published figure, unchanged", "0 to 100", "N: published votes", asPrinted, model.UnitPercent,
		func(in Inputs) (figure, bool) { return printed(in.Published.AgreePct, in.Published.Votes) }},
	{"published-disagree/1", "Percentage that disagrees, as published", "the published figure, unchanged", "0 to 100", "N: published votes", asPrinted, model.UnitPercent,
		func(in Inputs) (figure, bool) { return printed(in.Published.DisagreePct, in.Published.Votes) }},
	{"published-pass/1", "Percentage that passes, as published", "the published figure, unchanged", "0 to 100", "N: published votes", asPrinted, model.UnitPercent,
		func(in Inputs) (figure, bool) { return printed(in.Published.PassPct, in.Published.Votes) }},
	{"mentions/1", "Mentions of a tag", "excerpts marked with the tag", fromZero, "mentions, neither people nor consultations", plainCount, model.UnitMentions,
		func(in Inputs) (figure, bool) { return plain(in.Tag.Mentions) }},
	{"pole-share/1", "First pole's share of two tags", "k1 / (k1 + k2)", "0 to 1; none if both are 0", countsPoles, "a share", model.UnitShare,
		func(in Inputs) (figure, bool) { k, n := in.poles(); return share(k, n) }},
	{"pole-low/1", "Lower bound of the first pole's share", wilsonFormula + ", k = k1, n = k1 + k2", "0 to 1; none if both are 0", countsPoles, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { k, n := in.poles(); return lowBound(k, n) }},
	{"pole-high/1", "Upper bound of the first pole's share", wilsonUpper + ", k = k1, n = k1 + k2", "0 to 1; none if both are 0", countsPoles, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { k, n := in.poles(); return highBound(k, n) }},
	{"voters/1", "Voters of a poll", "people with at least one vote, counted or as the participation register says", fromZero, "people", plainCount, model.UnitPeople,
		func(in Inputs) (figure, bool) {
			if in.Voters <= 0 {
				return figure{}, false
			}
			return plain(in.Voters)
		}},
}

// Methods lists every method, in a fixed order. The list is the caller's own.
func Methods() []Method { return append([]Method(nil), methods...) }

// MethodOf finds a method by its key.
func MethodOf(key string) (Method, bool) {
	for _, m := range methods {
		if m.Key == key {
			return m, true
		}
	}
	return Method{}, false
}
