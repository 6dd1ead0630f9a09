package analysis

import (
	"fmt"
	"strings"
	"testing"

	"consilience/model"
)

// fits gives the tallies of n votes whose percentages, cut off, are these.
func fits(n, agree, disagree, pass int) model.TallyRange {
	bounds := func(pct int) (low, high int) { return (pct*n + 99) / 100, ((pct+1)*n+99)/100 - 1 }
	r := model.TallyRange{N: n}
	r.Low.Agree, r.High.Agree = bounds(agree)
	r.Low.Disagree, r.High.Disagree = bounds(disagree)
	r.Low.Pass, r.High.Pass = bounds(pass)
	return r
}

func TestReadFitting(t *testing.T) {
	th := DefaultThresholds()
	for _, test := range []struct {
		name         string
		fit          model.TallyRange
		reading      model.Reading
		firm, strong bool
		lean         model.Reading
	}{
		{"62 % of 1,000", fits(1000, 62, 12, 25), model.Supports, true, false, ""},
		{"80 % of 1,000", fits(1000, 80, 9, 10), model.Supports, true, true, ""},
		{"8 % of 412", fits(412, 8, 81, 10), model.Opposes, true, true, ""},
		{"split", fits(1000, 40, 45, 14), model.SplitReading, false, false, ""},
		{"uncertain, with a lean", fits(1000, 50, 12, 37), model.Uncertain, false, false, model.LeansSupport},
		{"59 %, below the cut-off everywhere", fits(900, 59, 20, 20), model.LeansSupport, false, false, ""},
		{"45 thousand votes", fits(44986, 50, 13, 35), model.Uncertain, false, false, model.LeansSupport},
		// 24 to 25 % disagree, so that 25 % are reached by some of the numbers.
		{"on a cut-off", model.TallyRange{N: 1000, Low: model.Tally{Agree: 500, Disagree: 245, Pass: 240}, High: model.Tally{Agree: 509, Disagree: 254, Pass: 249}}, model.Insufficient, false, false, ""},
		{"supports or leans so", model.TallyRange{N: 1000, Low: model.Tally{Agree: 595, Disagree: 150, Pass: 240}, High: model.Tally{Agree: 604, Disagree: 159, Pass: 249}}, model.LeansSupport, false, false, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := model.Statement{Source: "s", ID: "1", Basis: model.BasisPublished, Published: model.Published{Votes: &test.fit.N}, Fitting: &test.fit}
			r := ReadStatement(StatementEvidence{Statement: s}, 1, th)
			if r.Reading != test.reading || r.Firm != test.firm || r.Strong != test.strong || r.Lean != test.lean || r.N != test.fit.N || r.Tally != (model.Tally{}) {
				t.Errorf("got %s firm %t strong %t lean %q of %d, tally %+v; want %s firm %t strong %t lean %q (%s)",
					r.Reading, r.Firm, r.Strong, r.Lean, r.N, r.Tally, test.reading, test.firm, test.strong, test.lean, r.Why)
			}
			if r.Why == "" || strings.Contains(r.Why, "%!") {
				t.Errorf("got why %q", r.Why)
			}
		})
	}
}

// The border of the range decides: no tally inside reads otherwise.
func TestReadFittingHoldsForEveryTally(t *testing.T) {
	th := DefaultThresholds()
	for _, n := range []int{150, 237, 412, 700} {
		for agree := 0; agree <= 100; agree += 7 {
			for disagree := 0; agree+disagree <= 100; disagree += 5 {
				fit := fits(n, agree, disagree, 100-agree-disagree)
				r := readFitting(fit, 0, th)
				if r.Reading == model.Insufficient || r.Reading == "" {
					continue
				}
				each(fit, func(tally model.Tally) {
					one := ReadVotes(tally, 0, th)
					weaker := r.Reading == model.LeansSupport && one.Reading == model.Supports || r.Reading == model.LeansOppose && one.Reading == model.Opposes
					if one.Reading != r.Reading && !weaker || r.Firm && !one.Firm || r.Strong && !one.Strong || r.Lean != "" && r.Lean != one.Lean {
						t.Errorf("%d votes, %d and %d %%: got %+v for all, and %+v for %+v", n, agree, disagree, fmt.Sprint(r.Reading, r.Firm, r.Lean), fmt.Sprint(one.Reading, one.Firm, one.Lean), tally)
					}
				})
			}
		}
	}
}

// each calls f for every tally of a range.
func each(fit model.TallyRange, f func(model.Tally)) {
	for agree := fit.Low.Agree; agree <= fit.High.Agree; agree++ {
		low, high := fit.Disagrees(agree)
		for disagree := low; disagree <= high; disagree++ {
			f(model.Tally{Agree: agree, Disagree: disagree, Pass: fit.N - agree - disagree})
		}
	}
}
