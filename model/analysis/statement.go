package analysis

import (
	"fmt"
	"math"

	"consilience/model"
)

// StatementEvidence is a statement with what is known around it.
type StatementEvidence struct {
	Statement model.Statement
	Snapshot  model.SnapshotID
	Channel   model.Channel
	// Voters is the number of people who voted in the poll; 0 if not known.
	Voters int
	// Groups are the votes of each opinion group; nil if groups are not known.
	Groups []model.GroupTally
}

// ReadStatement reads a statement for a proposition by ReadVotes. polarity is
// 1 if the statement says the proposition, -1 if it says the reverse (reading
// and lean are then turned round), 0 if it only raises the topic: the reading
// is Raised, whatever the votes.
//
// Where no whole numbers fit the published figures, the votes are read as
// Statement.Assumed and Why says so; Tally stays empty and N is the published
// number of votes. Where several tallies fit (Statement.Fitting), the reading
// is what they have in common. Where there is nothing to read from, it is
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
		return acrossGroups(ReadVotes(s.Tally, e.Voters, th), e.Groups, th)
	}
	votes := votesOf(s)
	if s.Fitting != nil {
		return readFitting(*s.Fitting, e.Voters, th)
	}
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

// acrossGroups is rule 7 of the vote reading: support or opposition of all is
// turned into "split between groups" if any opinion group with at least
// MinVotes votes would rather not, its chance (votes for it + 1) / (votes + 2)
// being below one half. Why then names the least of these chances and their
// geometric mean, which can be compared between polls with unlike numbers of
// groups. Groups with fewer votes say nothing.
func acrossGroups(r model.ItemReading, tallies []model.GroupTally, th Thresholds) model.ItemReading {
	if r.Reading != model.Supports && r.Reading != model.Opposes {
		return r
	}
	least, mean, counted, name := 1.0, 0.0, 0, ""
	for _, g := range tallies {
		if g.N() < th.MinVotes {
			continue
		}
		votes := g.Agree
		if r.Reading == model.Opposes {
			votes = g.Disagree
		}
		chance := float64(votes+1) / float64(g.N()+2)
		mean += math.Log(chance)
		counted++
		if chance < least {
			least, name = chance, g.Group
		}
	}
	if counted < 2 {
		return r
	}
	mean = math.Exp(mean / float64(counted))
	if least >= 0.5 {
		r.Why += fmt.Sprintf(" All %d opinion groups with at least %d votes are rather likely to share this: least %.2f, in group %s; geometric mean %.2f.", counted, th.MinVotes, least, name, mean)
		return r
	}
	word := "agree"
	if r.Reading == model.Opposes {
		word = "disagree"
	}
	r.Reading, r.Firm, r.Strong = model.SplitGroups, false, false
	r.Why = fmt.Sprintf("All together rather %s, but group %s does not: its chance to %s is %.2f, below one half (geometric mean over %d groups %.2f).", word, name, word, least, counted, mean)
	return r
}
