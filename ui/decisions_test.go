package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"consilience/model"
)

func TestDecisionsAreLoggedAndAnswered(t *testing.T) {
	st := weighed()
	st.Themes[1].Answer = &model.ReasonedAnswer{Outcome: model.PartlyTaken, Why: "Costs", Where: "Action 4"}
	st.Decisions = []model.Decision{{ID: "d1", Date: "2022-10-13", Question: "How broad?", Decision: "أي موضوع", Reasons: "Members stay", Dissent: "Luis: too broad",
		Options: []string{"Any", "Few"}, Review: "2023-10-13", Status: model.DecisionTaken, Positions: []model.Position{{Member: "Luis Ortega", Stance: "Few", Reason: "Focus"}}}}
	s, r := opened(t, PageDecisions, st)
	p := s.current.(*decisionsPage)
	says(t, p.body, "2022-10-13 · Decided", "أي موضوع", "Luis: too broad", "Few – Focus", "1 of 2 themes answered", "Partly adopted", "Costs\nReflected in: Action 4", "S4 · A reasoned response", "No answer yet")
	pressed(t, p.body, "Respond…")
	r.fail = model.Problemf("", "Choose an outcome.", "The response does not say what was decided.")
	tapButton(t, s, "Save")
	want(t, s, "The response does not say what was decided.")
	r.fail = nil
	tapButton(t, s, "Save")
	if got, want := r.last(), "Respond | narrow-focus |  | "; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
}

func TestDecisionIsRecorded(t *testing.T) {
	s, r := opened(t, PageDecisions, weighed())
	p := s.current.(*decisionsPage)
	says(t, p.body, "No decision yet", "0 of 2 themes answered")
	pressed(t, p.box, "Record a decision…")
	first, ok := s.win.Canvas().Focused().(*field)
	if !ok {
		t.Fatal("the first field has no focus")
	}
	test.Type(first, "How broad?")
	tapButton(t, s, "Record")
	if got, want := r.last(), "Decide | How broad? | "; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
}
