package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
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

// A decision that is half written is still there when its form is opened again.
func TestHalfWrittenDecisionIsKept(t *testing.T) {
	s, r := opened(t, PageDecisions, weighed())
	p := s.current.(*decisionsPage)
	p.record()
	f := s.win.Canvas().Focused().(*field)
	f.SetText("How many topics?")
	s.escape()
	p.record()
	if s.win.Canvas().Focused() != fyne.Focusable(f) || f.Text != "How many topics?" {
		t.Fatal("what was typed is gone")
	}
	tapButton(t, s, "Record")
	if !strings.Contains(r.last(), "Decide") {
		t.Errorf("asked of the desk: %q", r.last())
	}
	p.record()
	if g := s.win.Canvas().Focused().(*field); g == f || g.Text != "" {
		t.Error("after it was recorded the form is not empty")
	}
}

// A decision opens as a paper also where a checked paper is still open.
func TestDecisionOpensInPlaceOfAChecked(t *testing.T) {
	s, _ := opened(t, PagePapers, weighed())
	p := s.current.(*papersPage)
	p.checkFile("")
	if p.box.Objects[0] != p.check.box {
		t.Fatal("the form for checking is not open")
	}
	s.Go(PageDecisions)
	s.paperOf(model.Decision{ID: "d1", Question: "How broad?"})
	if s.current != Page(p) || p.box.Objects[0] != p.composer.box {
		t.Error("the decision's paper is not what is shown")
	}
}
