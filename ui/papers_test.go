package ui

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/model/desk"
)

func papersOpen(t *testing.T) (*Shell, *recorder, *papersPage) {
	t.Helper()
	s, r := opened(t, PagePapers, weighed())
	p := s.current.(*papersPage)
	s.goTo(PagePapers, "tradeoff/breadth")
	return s, r, p
}

func TestMemoIsProposedAndPreviewed(t *testing.T) {
	_, _, p := papersOpen(t)
	if p.form.title.Text != "Decision memo" || p.form.date.Text != "2022-10-13" || p.form.about.ID() != "tradeoff/breadth" {
		t.Errorf("the form has title %q, date %q, about %q", p.form.title.Text, p.form.date.Text, p.form.about.ID())
	}
	says(t, p.panes.detail, "Decision asked", "Evidence")
	test.Type(p.form.title, "Our ")
	says(t, p.outline, "Our Decision memo")
}

func TestExportSavesFirstAndTellsWhatWasPrinted(t *testing.T) {
	s, r, p := papersOpen(t)
	file := filepath.Join(t.TempDir(), "memo.pdf")
	p.form.decision.SetText("choose between the poles")
	p.export.file.SetText(file)
	r.calls = nil
	test.Tap(p.export.button)
	var asked []string
	for _, c := range r.calls {
		if !strings.HasPrefix(c, "Outline") {
			asked = append(asked, c)
		}
	}
	want := "SavePaper | memo-1 | Decision memo\nExport | memo-1 | " + file
	if got := strings.Join(asked, "\n"); got != want {
		t.Errorf("asked of the desk\n got %q\nwant %q", got, want)
	}
	st := weighed()
	st.Revision, st.Job = 2, &desk.Job{Name: "Export"}
	s.Show(st)
	if !p.export.button.Disabled() {
		t.Error("Export can be pressed while it runs")
	}
	st.Revision, st.Job = 3, nil
	st.Exported = &desk.Export{Paper: "memo-1", File: file, Pages: 3, Figures: 24, SHA256: "67706c3c"}
	s.Show(st)
	says(t, p.panes.detail, "Printed: 3 pages, 24 figures.", file, "SHA-256 67706c3c", "Open folder", "Copy path")
	if p.export.button.Disabled() {
		t.Error("Export cannot be pressed again")
	}
}

func TestExportThatFailsSaysWhy(t *testing.T) {
	s, _, p := papersOpen(t)
	p.form.decision.SetText("choose between the poles")
	p.export.file.SetText(filepath.Join(t.TempDir(), "memo.pdf"))
	test.Tap(p.export.button)
	st := weighed()
	st.Revision, st.Job = 2, &desk.Job{Name: "Export"}
	s.Show(st)
	st.Revision, st.Job = 3, nil
	st.Problems = []model.Problem{{Say: "The memo was not written: the disk is full.", Do: "Make room."}}
	s.Show(st)
	says(t, p.panes.detail, "The memo was not written: the disk is full.", "Make room.")
}

func TestExportSaysWhatIsMissing(t *testing.T) {
	_, r, p := papersOpen(t)
	r.calls = nil
	p.export.file.SetText("memo.pdf")
	test.Tap(p.export.button)
	says(t, p.panes.detail, "Give the whole path")
	p.export.file.SetText(filepath.Join(t.TempDir(), "memo.pdf"))
	test.Tap(p.export.button)
	says(t, p.panes.detail, "Say what the Committee is asked to decide.")
	for _, c := range r.calls {
		if strings.HasPrefix(c, "Export") || strings.HasPrefix(c, "SavePaper") {
			t.Errorf("the desk was asked %q", c)
		}
	}
}

func TestHalfWrittenMemoIsKept(t *testing.T) {
	s, _, p := papersOpen(t)
	p.form.decision.SetText("half a sent")
	s.goTo(PagePapers, "theme/narrow-focus")
	if p.form.decision.Text != "" {
		t.Errorf("another memo begins with %q", p.form.decision.Text)
	}
	s.goTo(PagePapers, "tradeoff/breadth")
	if p.form.decision.Text != "half a sent" {
		t.Errorf("the half-written decision is %q", p.form.decision.Text)
	}
}

func TestSaveThatFailsKeepsThePaper(t *testing.T) {
	_, r, p := papersOpen(t)
	p.form.decision.SetText("choose")
	r.fail = model.Problemf("", "Try again.", "The paper was not saved.")
	pressed(t, p.form.box, "Save")
	says(t, p.panes.detail, "The paper was not saved.")
	if p.form.decision.Text != "choose" {
		t.Errorf("the decision is now %q", p.form.decision.Text)
	}
}

func TestSavedPaperCanBeTakenBack(t *testing.T) {
	st := weighed()
	st.Papers = []model.Paper{{ID: "memo-1", About: "tradeoff/breadth", Title: "Breadth", Decision: "choose", Date: "2022-10-13", Status: "draft",
		Made: madeBy("amina", "Amina Diallo", 8)}}
	s, r := opened(t, PagePapers, st)
	p := s.current.(*papersPage)
	if p.form.title.Text != "Breadth" {
		t.Errorf("the saved paper is not open, but %q", p.form.title.Text)
	}
	says(t, p.panes.list, "Breadth", "Draft · 2022-10-13 · Amina Diallo")
	pressed(t, p.panes.detail, "Take back")
	if got, want := r.last(), "TakeBack | amina.7f3a9c21.8"; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
}

func TestEmptyPapersSayWhatBelongsThere(t *testing.T) {
	s, _ := opened(t, PagePapers, desk.State{Revision: 1})
	says(t, s.current.(*papersPage).panes.detail, "No papers yet", "Bring in inputs")
	s, r := opened(t, PagePapers, weighed())
	p := s.current.(*papersPage)
	pressed(t, p.panes.detail, "New memo…")
	if got := r.calls[0]; got != "NewMemo | theme/narrow-focus" {
		t.Errorf("“New memo…” asked the desk %q", got)
	}
}
