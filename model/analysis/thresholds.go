package analysis

import "math"

// z95 is the standard normal quantile for a two-sided interval of 95 %. The
// methods of Compute use it whatever the thresholds say: another quantile
// would be another method.
const z95 = 1.959964

// half is the share that a lower bound must pass to speak of a majority. It
// is a definition and not a cut-off, so no setting moves it.
const half = 0.50

// Thresholds are the cut-offs of the scheme. They are agreed before looking at
// results and printed with every paper, so that whoever reads a class can see
// where the lines were drawn. Shares are fractions, 0 to 1.
type Thresholds struct {
	// Version names this set of cut-offs in rule traces and papers.
	Version string `json:"version"`
	// MinVotes is the least number of votes (or mentions, or consultations)
	// that is read at all.
	MinVotes int `json:"min_votes"`
	// MinShare is the share of a poll's voters that must have voted on a
	// statement. Source: the filter of the OGP Phase 1 report.
	MinShare float64 `json:"min_share"`
	// Support is the share of all votes from which one side carries a
	// statement. Source: Polis.
	Support float64 `json:"support"`
	// Strong is the share that marks a strong reading. Source: the median
	// cut-off of Delphi studies, Diamond et al. 2014.
	Strong float64 `json:"strong"`
	// Split is the share that both sides must reach to call a statement split.
	Split float64 `json:"split"`
	// Uncertain is the share of passes from which a statement is uncertain.
	// Source: Polis.
	Uncertain float64 `json:"uncertain"`
	// StakeholderGap is the least gap between two groups' shares that counts
	// as a difference, if the interval of the gap excludes 0.
	StakeholderGap float64 `json:"stakeholder_gap"`
	// Z is the normal quantile of the intervals that readings rest on.
	Z float64 `json:"z"`
	// AdequateVotes and AdequateConsultations: below these a concern about
	// adequacy is proposed.
	AdequateVotes         int `json:"adequate_votes"`
	AdequateConsultations int `json:"adequate_consultations"`
}

// DefaultThresholds returns version 1 of the cut-offs.
func DefaultThresholds() Thresholds {
	return Thresholds{
		Version:               "thresholds/1",
		MinVotes:              10,
		MinShare:              0.20,
		Support:               0.60,
		Strong:                0.75,
		Split:                 0.25,
		Uncertain:             0.30,
		StakeholderGap:        0.20,
		Z:                     z95,
		AdequateVotes:         30,
		AdequateConsultations: 3,
	}
}

// VotesNeeded is the least number of votes with which a statement of a poll
// with that many voters is read: the larger of MinVotes and MinShare of the
// voters, rounded up. With 0 voters (not known) it is MinVotes.
func (th Thresholds) VotesNeeded(voters int) int {
	return max(th.MinVotes, atLeast(th.MinShare, voters))
}

// atLeast is ⌈share·voters⌉. The small subtraction keeps a product that is
// whole but for the last bit, such as 0.07·100, from being rounded up by one.
func atLeast(share float64, voters int) int {
	return int(math.Ceil(float64(share*float64(voters)) - 1e-9))
}
