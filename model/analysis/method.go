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
	wilsonSource   = "Wilson 1927, JASA 22, 209–212; z = 1.959964 (95 %)"
	wilsonFormula  = "(k/n + z²/2n − z·√(k/n·(1−k/n)/n + z²/4n²)) / (1 + z²/n)"
	wilsonUpper    = "(k/n + z²/2n + z·√(k/n·(1−k/n)/n + z²/4n²)) / (1 + z²/n)"
	plainCount     = "a count"
	asPrinted      = "the publisher's own figure"
	countsVotes    = "the side's votes of all votes, passes included"
	countsDecided  = "the side's votes of agree and disagree, passes left out"
	countsPoles    = "the first tag of both tags together: consultations if published, else distinct excerpts, else mentions"
	countsAnswers  = "responses that chose it of those that answered the question"
	countsRanked   = "responses that ranked it first of those that ranked it"
	quantileSource = "Hyndman & Fan 1996, The American Statistician 50, 361–365, type 7"
	fromZero       = "0 and more"
	fraction       = "0 to 1; none without votes"
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
	{"answered/1", "Responses that answered", "responses with an answer to the question", fromZero, "responses; N: all responses to the form, incomplete ones included", plainCount, model.UnitResponses,
		func(in Inputs) (figure, bool) {
			if in.Answers == nil {
				return figure{}, false
			}
			return figure{value: float64(in.Answers.Answered), count: in.Answers.Answered, n: in.Asked}, true
		}},
	{"option-share/1", "Share that chose an option", "chose / answered", fraction, countsAnswers, "a share", model.UnitShare,
		func(in Inputs) (figure, bool) { k, n := in.chosen(); return share(k, n) }},
	{"option-low/1", "Lower bound of the share that chose an option", wilsonFormula + ", k = chose, n = answered", fraction, countsAnswers, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { k, n := in.chosen(); return lowBound(k, n) }},
	{"option-high/1", "Upper bound of the share that chose an option", wilsonUpper + ", k = chose, n = answered", fraction, countsAnswers, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { k, n := in.chosen(); return highBound(k, n) }},
	{"first-share/1", "Share that ranked an item first", "rank 1 / ranked", fraction, countsRanked, "a share", model.UnitShare,
		func(in Inputs) (figure, bool) { k, n := in.first(); return share(k, n) }},
	{"first-low/1", "Lower bound of the share that ranked an item first", wilsonFormula + ", k = rank 1, n = ranked", fraction, countsRanked, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { k, n := in.first(); return lowBound(k, n) }},
	{"first-high/1", "Upper bound of the share that ranked an item first", wilsonUpper + ", k = rank 1, n = ranked", fraction, countsRanked, wilsonSource, model.UnitShare,
		func(in Inputs) (figure, bool) { k, n := in.first(); return highBound(k, n) }},
	{"median/1", "Median answer", "the value at place (n−1)/2 of the answers in order, between neighbours if need be", "that of the answers; none without answers", "N: responses that answered", quantileSource, model.UnitPoints,
		func(in Inputs) (figure, bool) { return in.quantile(0.5) }},
	{"quartile-low/1", "Lower quartile of the answers", "the value at place (n−1)/4 of the answers in order", "that of the answers; none without answers", "N: responses that answered", quantileSource, model.UnitPoints,
		func(in Inputs) (figure, bool) { return in.quantile(0.25) }},
	{"quartile-high/1", "Upper quartile of the answers", "the value at place 3·(n−1)/4 of the answers in order", "that of the answers; none without answers", "N: responses that answered", quantileSource, model.UnitPoints,
		func(in Inputs) (figure, bool) { return in.quantile(0.75) }},
	{"agreement/1", "Agreement on a scale (van der Eijk’s A)", "Σ weight·U·(1 − (S−1)/(K−1)) over layers of equal height", "−1 (two poles) to 1 (one point); 0 if spread evenly; none with fewer than three points", "N: responses that answered", "van der Eijk 2001, Quality & Quantity 35, 325–341", model.UnitIndex,
		func(in Inputs) (figure, bool) {
			a, ok := Agreement(in.Scale)
			if !ok || in.Answers == nil {
				return figure{}, false
			}
			return figure{value: a, n: in.Answers.Answered}, true
		}},
	{"krippendorff-alpha/1", "Agreement of coders (Krippendorff’s α, nominal)", "1 − (n−1)·(Σ_u Σ_c≠k n_uc·n_uk/(m_u−1)) / (Σ_c≠k n_c·n_k), n = values of units with at least two coders, m_u = values of unit u",
		"1 (all agree), 0 (as by chance), below 0 (they differ systematically); none without two coders of a unit or without variation", "N: units that at least two coders coded; count: of these, those on which all agree",
		"Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability", model.UnitIndex,
		func(in Inputs) (figure, bool) {
			a := Agree(in.Coding)
			if a.Alpha == nil {
				return figure{}, false
			}
			return figure{value: *a.Alpha, count: a.Units - len(a.Differ), n: a.Units}, true
		}},
	{"cohen-kappa/1", "Agreement of two coders (Cohen’s κ)", "(p_o − p_e) / (1 − p_e), p_o = share of units on which both agree, p_e = Σ_c share of c by one · share of c by the other",
		"1 (all agree), 0 (as by chance), below 0 (less than by chance); none without a unit of both or without variation", "N: units that both coders coded",
		"Cohen 1960, Educational and Psychological Measurement 20, 37–46", model.UnitIndex,
		func(in Inputs) (figure, bool) {
			k, n := Kappa(in.Coding, in.Coders[0], in.Coders[1])
			if k == nil {
				return figure{}, false
			}
			return figure{value: *k, n: n}, true
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
