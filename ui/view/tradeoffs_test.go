package view

import (
	"reflect"
	"testing"
	"time"

	"consilience/model"
	"consilience/model/desk"
)

func TestTradeOffList(t *testing.T) {
	got := english(t).TradeOffs(weighed())
	want := []TradeOffRow{{ID: "breadth", Question: "How broad should the policy focus be?",
		Poles: "Any topic ↔ A few topics", Weighed: "2 positions · 1 dissent · 2 arguments"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("list\n got %+v\nwant %+v", got, want)
	}
	bare := desk.State{TradeOffs: []desk.TradeOff{{}}}
	if got := english(t).TradeOffs(bare)[0].Weighed; got != "not weighed yet" {
		t.Errorf("an untouched trade-off reads %q", got)
	}
}

func TestTradeOffPoles(t *testing.T) {
	page, ok := english(t).TradeOff(weighed(), "breadth", time.UTC)
	if !ok {
		t.Fatal("the trade-off is not found")
	}
	a, b := page.Poles[0], page.Poles[1]
	if len(a.Evidence) != 1 || a.Evidence[0].ID != "3" || a.Evidence[0].Says != "agreeing speaks for it" || a.Evidence[0].Op == "" {
		t.Errorf("pole a: %+v", a.Evidence)
	}
	if len(b.Evidence) != 1 || b.Evidence[0].Says != "speaks for it" || b.Evidence[0].Figures[0].Text != "26 mentions" {
		t.Errorf("pole b: %+v", b.Evidence)
	}
	if len(page.Both) != 1 || page.Both[0].Says != "bears on the question" {
		t.Errorf("evidence on both: %+v", page.Both)
	}
	if a.Held != "no position yet" || b.Held != "1 member stands here" {
		t.Errorf("held: %q and %q", a.Held, b.Held)
	}
	if len(a.Arguments) != 1 || a.Arguments[0].Mine || !b.Arguments[0].Mine {
		t.Errorf("arguments: %+v and %+v", a.Arguments, b.Arguments)
	}
	if page.ByGroup[0].Group != "Civil society" || page.From != "From “trade-offs”, page 21 of the report" {
		t.Errorf("groups %+v, from %q", page.ByGroup, page.From)
	}
	if len(page.Themes) != 1 || page.Themes[0].Title != "Fewer topics" {
		t.Errorf("themes: %+v", page.Themes)
	}
}

func TestTradeOffPositionsAndDissent(t *testing.T) {
	page, _ := english(t).TradeOff(weighed(), "breadth", time.UTC)
	var got []string
	for _, r := range append(page.Positions, page.Dissents...) {
		got = append(got, r.Member+" | "+r.Stance+" | "+r.Signature())
	}
	want := []string{
		"Amina Diallo | A few topics | 3 October 2022, 09:05",
		"Luis Ortega | Undecided | 3 October 2022, 09:05",
		"Layla Haddad | Dissent | L. Haddad · 3 October 2022, 09:05",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("positions\n got %q\nwant %q", got, want)
	}
	if len(page.Dissents) != 1 || !page.Positions[0].Mine || page.Dissents[0].Mine {
		t.Errorf("dissents %d, mine %v and %v", len(page.Dissents), page.Positions[0].Mine, page.Dissents[0].Mine)
	}
}

func TestStancesAreThePolesUndecidedAndDissent(t *testing.T) {
	got := english(t).Stances(weighed().TradeOffs[0].TradeOff)
	want := []StanceChoice{{"a", "Any topic"}, {"b", "A few topics"}, {model.StanceUndecided, "Undecided"}, {model.StanceDissent, "Dissent"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("stances\n got %v\nwant %v", got, want)
	}
}

func TestTradeOffForms(t *testing.T) {
	w := english(t)
	for _, c := range []struct {
		name, got string
		empty     bool
	}{
		{"position complete", w.PositionProblem("Amina", "a", "because"), true},
		{"position without name", w.PositionProblem("  ", "a", "because"), false},
		{"position without stance", w.PositionProblem("Amina", "", "because"), false},
		{"position without reason", w.PositionProblem("Amina", model.StanceDissent, ""), false},
		{"trade-off complete", w.TradeOffProblem("Which?", "One", "Other"), true},
		{"trade-off without question", w.TradeOffProblem("", "One", "Other"), false},
		{"trade-off with one pole", w.TradeOffProblem("Which?", "One", " "), false},
		{"a text", w.TextProblem("words"), true},
		{"blanks only", w.TextProblem(" \n\t"), false},
	} {
		if (c.got == "") != c.empty {
			t.Errorf("%s: got %q", c.name, c.got)
		}
	}
}
