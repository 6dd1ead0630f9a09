package analysis

import (
	"fmt"

	"consilience/model"
)

// StatementEvidence is a statement with what is known around it.
type StatementEvidence struct {
	Statement model.Statement
	Snapshot  model.SnapshotID
	Channel   model.Channel
	// Voters is the number of people who voted in the poll; 0 if not known.
	Voters int
}

// ReadStatement reads a statement for a proposition by ReadVotes. polarity is
// 1 if the statement says the proposition, -1 if it says the reverse (reading
// and lean are then turned round), 0 if it only raises the topic: the reading
// is Raised, whatever the votes.
//
// Where no whole numbers fit the published figures, the votes are read as
// Statement.Assumed and Why says so; Tally stays empty and N is the published
// number of votes. Where there is nothing to assume either, the reading is
// insufficient, because intervals need counts.
func ReadStatement(e StatementEvidence, polarity int, th Thresholds) model.ItemReading {
	r := readAsVoted(e, th)
	r.Item, r.Text = e.Statement.Ref(), e.Statement.Text
	r.Basis, r.Voters = e.Statement.Basis, e.Voters
	r.Measures = Measures(e)
	switch {
	case polarity == 0:
		r.Polarity, r.Reading, r.Lean, r.Firm, r.Strong = 0, model.Raised, "", false, false
		r.Why = "The statement raises the topic and says nothing for or against the proposition."
	case polarity < 0:
		r.Polarity = -1
		r.Reading, r.Lean = r.Reading.Reversed(), r.Lean.Reversed()
		r.Why = "The statement says the reverse: agreeing speaks against the proposition. " + r.Why
	}
	return r
}

// readAsVoted reads the statement for itself.
func readAsVoted(e StatementEvidence, th Thresholds) model.ItemReading {
	s := e.Statement
	if s.Basis != model.BasisPublished {
		return ReadVotes(s.Tally, e.Voters, th)
	}
	votes := votesOf(s)
	if s.Assumed == nil {
		return model.ItemReading{Polarity: 1, Reading: model.Insufficient, N: votes,
			Why: "The published figures do not give the counts of votes, so no interval can be computed and nothing is read."}
	}
	r := ReadVotes(*s.Assumed, e.Voters, th)
	assumed := r.N
	r.Tally, r.N = model.Tally{}, votes
	r.Why = fmt.Sprintf("The published row cannot be: no whole numbers of %d votes give its percentages. It was read as if %d votes had been cast, the nearest number that fits: %s.",
		votes, assumed, lower(r.Reading.Label()))
	return r
}

// votesOf is the number of votes on a statement: counted or recovered if it
// can be, else as published, else 0.
func votesOf(s model.Statement) int {
	if s.Basis == model.BasisPublished && s.Published.Votes != nil {
		return *s.Published.Votes
	}
	return s.Tally.N()
}
