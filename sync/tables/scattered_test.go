package tables

import "testing"

func TestScattered(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		line int // 0 for none
	}{
		"CellByCell":   {"Annex\n\nStatement\n\nNumber of\nAgreed Disagreed Passed\nVotes\n\nOne that goes over\ntwo lines\n\n39\n\n56%\n\n10%\n\n33%\n\nTwo\n\n44\n", 3},
		"FiguresApart": {"Statement\nVotes\nAgreed\nDisagreed\nOne\n39\nTwo\n44\nThree\n10\n56% 10%\n79% 4%\n0% 100%\n", 1},
		"Tags":         {"Cluster\nTag\nMentions\nMoney\nDebt\n12\nMoney\nTaxes\n7\nHouse\nRoof\n3\nHouse\nDoor\n2\n", 1},
		"Prose":        {"A statement of votes.\nAgreed and disagreed, they passed.\n1\n2\n3\n4\n", 0},
		"HeadsAlone":   {"Statement\nVotes\nAgreed\nDisagreed\nWords\n", 0},
		"Layout":       {"Statement    Votes  Agreed  Disagreed\nOne             24     62%        12%\nTwo             24     62%        12%\n", 0},
	} {
		at, ok := Scattered(Pages(test.text), testKinds())
		if ok != (test.line > 0) || at.Line != test.line {
			t.Errorf("%s: got line %d, %v; want %d", name, at.Line, ok, test.line)
		}
	}
}

func FuzzScattered(f *testing.F) {
	f.Add("Statement\nVotes\nAgreed\nDisagreed\nOne\n39\n4\n5\n6")
	f.Fuzz(func(_ *testing.T, text string) {
		Scattered(Pages(text), testKinds()) // it must not panic
	})
}
