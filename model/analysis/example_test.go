package analysis_test

import (
	"fmt"

	"consilience/model"
	"consilience/model/analysis"
)

// One person of one agreed: the interval runs from 1/(1+z²) to 1.
func ExampleWilson() {
	low, high := analysis.Wilson(1, 1, 2)
	fmt.Println(low, high)
	// Output: 0.2 1
}

// 3 of 4 against 1 of 4: the shares differ by one half. Their Wilson bounds
// are 0.30 to 0.95 and 0.05 to 0.70, so low is 0.5 − √(0.45² + 0.45²).
func ExampleNewcombe() {
	diff, low, high := analysis.Newcombe(3, 4, 1, 4, 1.959964)
	fmt.Printf("%.2f, from %.2f to %.2f\n", diff, low, high)
	// Output: 0.50, from -0.14 to 0.79
}

// 8 of 10 agree, 1 disagrees. Among the 9 who took a side 8 agree.
func ExampleReadVotes() {
	r := analysis.ReadVotes(model.Tally{Agree: 8, Disagree: 1, Pass: 1}, 40, analysis.DefaultThresholds())
	fmt.Println(r.Reading.Label(), "firm:", r.Firm, "strong:", r.Strong)
	fmt.Println(r.Why)
	// Output:
	// Supports firm: false strong: true
	// 8 of 10 votes agree, at least 60 %; the lower bound among the 9 who took a side is 56.5 %, above 50 %. Thin: over all votes it is 49.0 %, not above 50 %.
}

// Two channels support, one of them firmly; nothing speaks against.
func ExampleClassify() {
	class, rule := analysis.Classify([]model.ChannelReading{
		{Channel: model.ChannelPoll, Reading: model.Supports, Firm: true},
		{Channel: model.ChannelMeetings, Reading: model.LeansSupport},
		{Channel: model.ChannelSurvey, Reading: model.Silent},
	}, false, false, analysis.DefaultThresholds())
	fmt.Println(class.Label(), "by rule", rule.Number)
	fmt.Println(rule.Tried[0])
	// Output:
	// Convergent by rule 6
	// Rule 1, not enough evidence: 2 channels can be counted.
}

// 57 of 74 agree: the same figure from the same recipe.
func ExampleCompute() {
	in := analysis.Inputs{Tally: model.Tally{Agree: 57, Disagree: 9, Pass: 8}, Subject: "bg2050:0"}
	m, err := analysis.Compute("agree-share/1", in)
	fmt.Printf("%d of %d, %.4f %v\n", m.Count, m.N, m.Value, err)
	_, err = analysis.Compute("agree-share/1", analysis.Inputs{Subject: "bg2050:9"})
	fmt.Println(err)
	// Output:
	// 57 of 74, 0.7703 <nil>
	// Share that agrees cannot be given for bg2050:9: nothing was counted.
}

// 9 of 12 and 6 of 8 are the same share; more votes go first.
func ExampleRank() {
	of := func(agree, disagree int) analysis.StatementEvidence {
		return analysis.StatementEvidence{Statement: model.Statement{Basis: model.BasisCounted, Tally: model.Tally{Agree: agree, Disagree: disagree}}}
	}
	fmt.Println(analysis.Rank([]analysis.StatementEvidence{of(6, 2), of(1, 3), of(9, 3)}, analysis.ByAgree, 0))
	// Output: [2 0 1]
}
