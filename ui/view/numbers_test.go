package view

import (
	"strings"
	"testing"
	"time"

	"consilience/model"
)

func TestNumbers(t *testing.T) {
	w := english(t)
	pct := func(x float64) *float64 { return &x }
	for _, c := range []struct{ name, got, want string }{
		// The example of the house rules.
		{"Count", w.Count(57, 74), "57 of 74 (77\u00a0%)"},
		{"CountRoundsHalfUp", w.Count(1, 200), "1 of 200 (1\u00a0%)"},
		{"CountNone", w.Count(0, 0), "no votes"},
		{"CountFew", w.Count(1, 2), "1 of 2 (few votes)"},
		// 15 of 24 is 62.5 %; the OGP report prints 62 %, cut off.
		{"PublishedWins", w.Measure(model.Measure{Value: 0.625, Unit: model.UnitShare, Count: 15, N: 24}, pct(62)), "15 of 24 (62\u00a0%)"},
		{"Computed", w.Measure(model.Measure{Value: 0.625, Unit: model.UnitShare, Count: 15, N: 24}, nil), "15 of 24 (63\u00a0%)"},
		// An interval's bound is no share of the counts; its base is said.
		{"Bound", w.Measure(model.Measure{Value: 0.4271, Unit: model.UnitShare, Count: 15, N: 24}, nil), "43\u00a0%, from 24 votes"},
		// The row that cannot be: 50 votes, 57 %.
		{"PublishedOnly", w.Measure(model.Measure{Value: 57, Unit: model.UnitPercent, N: 50}, nil), "57\u00a0% of 50 (as published)"},
		{"Mentions", w.Measure(model.Measure{Value: 92, Unit: model.UnitMentions, Count: 92}, nil), "92 mentions"},
		{"MentionsOf", w.Measure(model.Measure{Value: 26, Unit: model.UnitMentions, Count: 26, N: 48}, nil), "26 of 48 mentions"},
		{"People", w.Measure(model.Measure{Value: 1, Unit: model.UnitPeople}, nil), "1 person"},
		{"Bytes", w.Bytes(812), "812 bytes"},
		{"Kilobytes", w.Bytes(5498), "5.5 kB"},
		{"Megabytes", w.Bytes(1_440_000), "1.4 MB"},
		{"Date", w.Date(time.Date(2022, 9, 14, 16, 5, 0, 0, time.UTC)), "14 September 2022"},
		{"Time", w.Time(time.Date(2022, 9, 14, 16, 5, 0, 0, time.UTC)), "14 September 2022, 16:05"},
		{"NoDate", w.Date(time.Time{}), ""},
		{"List", w.List([]string{"a", "b", "c"}), "a, b and c"},
		{"Lines", w.lines([]int{2, 3, 4, 9}), "2–4, 9"},
		{"ManyLines", w.lines([]int{1, 3, 5, 7, 9, 11, 13, 15, 17}), "1, 3, 5, 7, 9, 11, 13, 15 … (9 lines in all)"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, c.got, c.want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ name, text, search string }{
		{"Case", "Citizen Participation", "PARTICIPATION"},
		{"Accents", "campaña de formación", "campana formacion"},
		{"Ligature", "au cœur de l'État", "coeur etat"},
		{"ArabicVowelSigns", "تَمْوِيل", "تمويل"},
		{"ArabicAlef", "إلزام المجتمع", "الزام"},
		{"CombiningMark", "cafe\u0301", "café"},
	} {
		if folded := Fold(c.text); !Matches(folded, strings.Fields(Fold(c.search))) {
			t.Errorf("%s: %q (folded %q) is not found by %q", c.name, c.text, folded, c.search)
		}
	}
	if Matches(Fold("open government"), []string{"open", "closed"}) {
		t.Error("one word of two was enough, want both")
	}
}
