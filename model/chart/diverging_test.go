package chart

import (
	"math/rand/v2"
	"strings"
	"testing"

	"consilience/model"
)

func TestDiverging(t *testing.T) {
	golden(t, "diverging", Diverging(breadth(), DivergingOptions{Interval: true, Source: "poll on OGP's role, 63 voters"}))
	golden(t, "diverging-narrow", Diverging(breadth()[:3], DivergingOptions{Width: 120, Title: "A given title"}))
	golden(t, "diverging-empty", Diverging(nil, DivergingOptions{}))
}

func TestDivergingTitle(t *testing.T) {
	agree, not, few := TallyRow(model.Tally{Agree: 9, Pass: 1}), TallyRow(model.Tally{Agree: 5, Pass: 5}), TallyRow(model.Tally{Agree: 9})
	few.Needed = 10
	for _, c := range []struct {
		name string
		rows []Row
		want string
	}{
		{"some", []Row{agree, not, few}, "More than half of the votes agree with 1 of 2 statements"},
		{"none", []Row{not, not}, "None of 2 statements has the agreement of more than half of its votes"},
		{"one that is agreed with", []Row{agree}, "More than half of the votes agree with the statement"},
		{"one that is not", []Row{not}, "At most half of the votes agree with the statement"},
		{"too few", []Row{few}, "Too few people voted to read any of these statements"},
	} {
		if got := Diverging(c.rows, DivergingOptions{}).Title; got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// Lengths follow shares on one scale, from the two zero lines, whatever the
// votes; and everything stays inside.
func TestDivergingLengths(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		var rows []Row
		for range 1 + random.IntN(6) {
			v := model.Tally{Agree: random.IntN(40), Disagree: random.IntN(40), Pass: random.IntN(40)}
			r := TallyRow(v)
			r.ID, r.Text, r.Needed = "E1", "A statement", random.IntN(60)
			r.Low, r.High = r.Agree.Share*0.8, r.Agree.Share+(1-r.Agree.Share)*0.2
			rows = append(rows, r)
		}
		o := DivergingOptions{Interval: random.IntN(2) == 0, Width: 100 + 100*random.Float64()}
		s := Diverging(rows, o)
		checkScene(t, "random rows", s)
		c := newDivergingColumns(rows, o)
		var lengths float64
		for _, h := range s.Shapes {
			if h.Kind == Rect {
				lengths += h.Points[1].X - h.Points[0].X
			}
		}
		want := 0.0
		for _, r := range rows {
			want += (r.Agree.Share + r.Disagree.Share + r.Pass.Share) * c.scale
		}
		if d := lengths - want; d > 0.1 || d < -0.1 {
			t.Fatalf("bars are %g mm long together, want %g", lengths, want)
		}
	}
}

func TestStatementRow(t *testing.T) {
	item := model.ItemReading{Item: "poll:13", Text: "Let citizens shape policies", N: 52, Measures: []model.Measure{
		{Method: "agree-share/1", Value: 45.0 / 52}, {Method: "disagree-share/1", Value: 1.0 / 52}, {Method: "pass-share/1", Value: 6.0 / 52},
		{Method: "agree-low/1", Value: 0.747}, {Method: "agree-high/1", Value: 0.933},
		{Method: "published-agree/1", Value: 86}, {Method: "published-disagree/1", Value: 1}, {Method: "published-pass/1", Value: 11},
	}}
	r, ok := StatementRow(item, "E7", 22)
	if !ok || r.Agree.Share != 45.0/52 || r.Agree.Text != "86\u00a0%" || r.Low != 0.747 || r.ID != "E7" || r.TooFew() {
		t.Errorf("recovered counts: got %+v %t, want the computed share, written as published", r, ok)
	}
	item.Measures = item.Measures[5:] // the impossible row: nothing but published figures
	if r, ok = StatementRow(item, "E7", 60); !ok || r.Agree.Share != 0.86 || r.Pass.Share != 0.11 || r.High != 0 || !r.TooFew() {
		t.Errorf("published only: got %+v %t, want shares of the published percentages and no interval", r, ok)
	}
	item.Measures = nil
	if _, ok = StatementRow(item, "", 0); ok {
		t.Error("an item without votes became a row")
	}
}

func TestBar(t *testing.T) {
	golden(t, "bar", Bar(breadth()[1], BarOptions{}))
	golden(t, "bar-few", Bar(breadth()[3], BarOptions{Width: 30, Height: 3}))
	golden(t, "bar-none", Bar(Row{}, BarOptions{}))
	odd := Bar(Row{N: 3, Agree: Part{Share: 7}, Disagree: Part{Share: -1}}, BarOptions{})
	checkScene(t, "shares out of range", odd)
	if !strings.Contains(odd.Alt, "100\u00a0% agree, 0\u00a0% disagree") {
		t.Errorf("shares out of range: got %q, want them kept within 0 and 100", odd.Alt)
	}
}
