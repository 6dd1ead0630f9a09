package analysis

import (
	"fmt"

	"consilience/model"
)

// fittingSteps is on how many numbers agreeing a range is tried at most.
const fittingSteps = 200

// readFitting reads a row that several tallies fit, by all of them: what they
// have in common is the reading. It is firm or strong if all are, and leans if
// all lean to the same side. Where some support and others lean to support, it
// leans to support. Where they have less in common nothing is read.
//
// For each number agreeing, the least and the greatest number disagreeing are
// tried: in between, every rule's figure lies between theirs. Of more than 200
// numbers agreeing, evenly spaced ones are tried and the last.
func readFitting(fit model.TallyRange, voters int, th Thresholds) model.ItemReading {
	var common model.ItemReading
	found := false
	step := max(1, (fit.High.Agree-fit.Low.Agree)/fittingSteps)
	for agree := fit.Low.Agree; ; agree = min(agree+step, fit.High.Agree) {
		low, high := fit.Disagrees(agree)
		for _, disagree := range []int{low, high} {
			if low > high {
				continue
			}
			r := ReadVotes(model.Tally{Agree: agree, Disagree: disagree, Pass: fit.N - agree - disagree}, voters, th)
			if !found {
				common, found = r, true
				continue
			}
			if before := common.Reading; !narrow(&common, r) {
				return model.ItemReading{Polarity: 1, Reading: model.Insufficient, N: fit.N, Voters: voters,
					Why: fmt.Sprintf("The published percentages leave open which whole numbers of %d votes they stand for, and these read differently: %s or %s. Nothing is read.",
						fit.N, lower(before.Label()), lower(r.Reading.Label()))}
			}
		}
		if agree == fit.High.Agree {
			break
		}
	}
	if !found {
		return model.ItemReading{Polarity: 1, Reading: model.Insufficient, N: fit.N, Voters: voters, Why: "No whole numbers of votes give the published figures. Nothing is read."}
	}
	common.Tally = model.Tally{}
	if common.Reading != model.Insufficient {
		common.Why = fmt.Sprintf("It rests on the published percentages: %d to %d of %d votes agree and %d to %d disagree, and all these numbers give this reading.",
			fit.Low.Agree, fit.High.Agree, fit.N, fit.Low.Disagree, fit.High.Disagree)
	}
	return common
}

// narrow leaves in common what r has too; false if that is no reading.
func narrow(common *model.ItemReading, r model.ItemReading) bool {
	switch a, b := common.Reading, r.Reading; {
	case a == b:
	case a == model.Supports && b == model.LeansSupport, a == model.Opposes && b == model.LeansOppose:
		common.Reading = b
	case b == model.Supports && a == model.LeansSupport, b == model.Opposes && a == model.LeansOppose:
	default:
		return false
	}
	common.Firm, common.Strong = common.Firm && r.Firm, common.Strong && r.Strong
	if common.Lean != r.Lean {
		common.Lean = ""
	}
	return true
}
