package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"consilience/model"
	"consilience/model/desk"
)

func verification() model.Verification {
	v := model.Verification{Title: "Fewer topics", Figures: 2, Recomputed: 2, Classes: 1, Checked: []model.VerifiedFigure{
		{State: model.FigureDiffers, ID: "n2", Page: 3, Name: "Share that agrees", Subject: "poll:4", Printed: "9 of 10 (90 %)", Now: "8 of 10 (80 %)", Source: "A poll", File: "votes.csv", Lines: "2-11"},
		{State: model.FigureSame, ID: "n1", Page: 1, Name: "Share that agrees", Subject: "poll:3", Printed: "1 of 10 (10 %)", Now: "1 of 10 (10 %)", Source: "A poll"},
		{State: model.FigureSame, ID: "class:fewer", Subject: "Fewer topics", Printed: "convergent, rule 2, confidence high", Now: "convergent, rule 2, confidence high"},
	}}
	v.Differ = v.Checked[:1]
	v.Verdict = v.Judge()
	return v
}

// A paper of ours that is dropped on the window is offered to be checked, with no
// consultation open; what came of it is a verdict in words and a list that
// begins with what differs.
func TestDroppedPaperIsChecked(t *testing.T) {
	s, r := showing(t, desk.State{Revision: 1}, usual)
	s.Dropped([]fyne.URI{storage.NewFileURI("/home/amina/memo.pdf")})
	want(t, s, "Check a paper", "Fewer topics", "24 figures", "https://example.org/datapackage.json")
	tapButton(t, s, "Check")
	if got := r.last(); got != "CheckPaper | /home/amina/memo.pdf | false | " {
		t.Fatalf("the desk was asked %q", got)
	}
	st := desk.State{Revision: 2, Job: &desk.Job{Name: desk.JobCheckPaper}}
	s.Show(st)
	tapButton(t, s, "Stop")
	if got := r.last(); got != "Stop" {
		t.Errorf("Stop asked for %q", got)
	}
	s.Show(desk.State{Revision: 3, Verified: &desk.Verified{File: "/home/amina/memo.pdf", Verification: verification()}})
	want(t, s, "≠", "The paper differs from its inputs", "1 of 3 figures and classes differ", "8 of 10 (80 %)", "Convergent, rule 2, High confidence")
	words := said(s)
	if strings.Index(words, "9 of 10") > strings.Index(words, "1 of 10") {
		t.Error("what differs does not stand first")
	}
	tapButton(t, s, "Check another…")
	tapButton(t, s, "All papers")
	want(t, s, "No papers yet")
}

// Why nothing could be checked stands in the form, whose fields stay.
func TestCheckThatFailsSaysWhy(t *testing.T) {
	s, r := showing(t, desk.State{Revision: 1}, usual)
	s.CheckPaper("")
	tapButton(t, s, "Check")
	want(t, s, "No paper is chosen yet.")
	p := s.current.(*papersPage).check
	p.file.SetText("/home/amina/memo.pdf")
	r.fail = model.Problemf("", "Ask for it again, whole.", "This PDF ends early.")
	tapButton(t, s, "Check")
	want(t, s, "This PDF ends early.", "Ask for it again, whole.")
	r.fail = nil
	p.other.SetText("/home/amina/feed")
	tapButton(t, s, "Check")
	if got := r.last(); !strings.HasPrefix(got, "CheckPaper | /home/amina/memo.pdf") {
		t.Fatalf("the desk was asked %q", got)
	}
	s.Show(desk.State{Revision: 2, Job: &desk.Job{Name: desk.JobCheckPaper}})
	s.Show(desk.State{Revision: 3, Problems: []model.Problem{{Say: "There is no connection.", Do: "Try again later."}}})
	want(t, s, "There is no connection.", "Check a paper")
	if p.file.Text != "/home/amina/memo.pdf" {
		t.Errorf("the file is %q now", p.file.Text)
	}
}

// The versions of a paper stand side by side, each change with its sign.
func TestVersionsAreCompared(t *testing.T) {
	s, _ := showing(t, desk.State{Revision: 1, Papers: []model.Paper{{ID: "memo", Title: "Few topics", Kind: model.DecisionMemo}}}, usual)
	s.Go(PagePapers)
	tapButton(t, s, "Versions…")
	want(t, s, "≠", "Changed", "Before.", "After.", "Added", "Decide.", "Removed", "Fewer topics")
	tapButton(t, s, "Open this version")
	if p := s.current.(*papersPage); p.composer.key != "memo" {
		t.Errorf("%q is open", p.composer.key)
	}
}
