package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
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
	s, _, p := papersOpen(t)
	if p.composer.settings.title.Text != "Decision memo" || p.composer.settings.date.Text != "2022-10-13" || p.composer.settings.about.ID() != "tradeoff/breadth" {
		t.Errorf("the form has title %q, date %q, about %q", p.composer.settings.title.Text, p.composer.settings.date.Text, p.composer.settings.about.ID())
	}
	says(t, p.composer.box, "Decision asked", "Evidence")
	test.Type(p.composer.settings.title, "Our ")
	if got := p.composer.paper.Title; got != "Our Decision memo" {
		t.Errorf("the paper's title is %q", got)
	}
	want(t, s, "Page 1 of 2", "not saved yet")
}

func TestExportSavesFirstAndTellsWhatWasPrinted(t *testing.T) {
	s, r, p := papersOpen(t)
	p.composer.choose(partExport)
	file := filepath.Join(t.TempDir(), "memo.pdf")
	p.composer.settings.decision.SetText("choose between the poles")
	p.composer.export.file.SetText(file)
	r.calls = nil
	test.Tap(p.composer.export.button)
	var asked []string
	for _, c := range r.calls {
		if strings.HasPrefix(c, "SavePaper") || strings.HasPrefix(c, "Export") {
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
	if !p.composer.export.button.Disabled() {
		t.Error("Export can be pressed while it runs")
	}
	st.Revision, st.Job = 3, nil
	st.Exported = &desk.Export{Paper: "memo-1", File: file, Pages: 3, Figures: 24, SHA256: "67706c3c"}
	s.Show(st)
	says(t, p.composer.box, "Printed: 3 pages, 24 figures.", file, "SHA-256 67706c3c", "Open folder", "Copy path")
	if p.composer.export.button.Disabled() {
		t.Error("Export cannot be pressed again")
	}
}

func TestExportThatFailsSaysWhy(t *testing.T) {
	s, _, p := papersOpen(t)
	p.composer.choose(partExport)
	p.composer.settings.decision.SetText("choose between the poles")
	p.composer.export.file.SetText(filepath.Join(t.TempDir(), "memo.pdf"))
	test.Tap(p.composer.export.button)
	st := weighed()
	st.Revision, st.Job = 2, &desk.Job{Name: "Export"}
	s.Show(st)
	st.Revision, st.Job = 3, nil
	st.Problems = []model.Problem{{Say: "The memo was not written: the disk is full.", Do: "Make room."}}
	s.Show(st)
	says(t, p.composer.box, "The memo was not written: the disk is full.", "Make room.")
}

func TestExportSaysWhatIsMissing(t *testing.T) {
	_, r, p := papersOpen(t)
	p.composer.choose(partExport)
	r.calls = nil
	p.composer.export.file.SetText("memo.pdf")
	test.Tap(p.composer.export.button)
	says(t, p.composer.box, "Give the whole path")
	p.composer.export.file.SetText(filepath.Join(t.TempDir(), "memo.pdf"))
	test.Tap(p.composer.export.button)
	says(t, p.composer.box, "Say what the Committee is asked to decide.")
	for _, c := range r.calls {
		if strings.HasPrefix(c, "Export") || strings.HasPrefix(c, "SavePaper") {
			t.Errorf("the desk was asked %q", c)
		}
	}
}

func TestHalfWrittenMemoIsKept(t *testing.T) {
	s, _, p := papersOpen(t)
	p.composer.settings.decision.SetText("half a sent")
	s.goTo(PagePapers, "theme/narrow-focus")
	if p.composer.settings.decision.Text != "" {
		t.Errorf("another memo begins with %q", p.composer.settings.decision.Text)
	}
	s.goTo(PagePapers, "tradeoff/breadth")
	if p.composer.settings.decision.Text != "half a sent" {
		t.Errorf("the half-written decision is %q", p.composer.settings.decision.Text)
	}
}

func TestSaveThatFailsKeepsThePaper(t *testing.T) {
	_, r, p := papersOpen(t)
	p.composer.settings.decision.SetText("choose")
	r.fail = model.Problemf("", "Try again.", "The paper was not saved.")
	pressed(t, p.composer.box, "Save")
	says(t, p.composer.box, "The paper was not saved.")
	if p.composer.settings.decision.Text != "choose" {
		t.Errorf("the decision is now %q", p.composer.settings.decision.Text)
	}
}

func TestSavedPaperCanBeTakenBack(t *testing.T) {
	st := weighed()
	st.Papers = []model.Paper{{ID: "memo-1", Kind: model.DecisionMemo, About: "tradeoff/breadth", Title: "Breadth", Decision: "choose", Date: "2022-10-13", Status: "draft",
		Made: madeBy("amina", "Amina Diallo", 8)}}
	s, r := opened(t, PagePapers, st)
	p := s.current.(*papersPage)
	says(t, p.shelf, "Breadth", "Decision memo · Trade-off: How broad should the policy focus be?", "Draft · 2022-10-13 · Amina Diallo")
	pressed(t, p.shelf, "Take back")
	if got, want := r.last(), "TakeBack | amina.7f3a9c21.8"; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
	pressed(t, p.shelf, "Breadth")
	if p.composer.settings.title.Text != "Breadth" {
		t.Errorf("the saved paper is not open, but %q", p.composer.settings.title.Text)
	}
	pressed(t, p.box, "All papers")
	says(t, p.box, "New paper…")
}

func TestEmptyPapersSayWhatBelongsThere(t *testing.T) {
	s, _ := opened(t, PagePapers, desk.State{Revision: 1})
	says(t, s.current.(*papersPage).shelf, "No papers yet", "Bring in inputs")
	s, r := opened(t, PagePapers, weighed())
	p := s.current.(*papersPage)
	pressed(t, p.shelf, "New paper…")
	tapButton(t, s, "Begin")
	if !slices.Contains(r.calls, "NewPaper | decision-memo | theme/narrow-focus") {
		t.Errorf("“New paper…” asked the desk %q", r.calls)
	}
}

// What was typed and not saved is on the disk, and there again after a start.
func TestDraftOutlivesTheWindow(t *testing.T) {
	s, r, p := papersOpen(t)
	p.composer.settings.title.SetText("Half a title")
	if got := r.drafts["tradeoff/breadth"].Title; got != "Half a title" {
		t.Fatalf("the draft on the disk has the title %q", got)
	}
	p.composer.paper.Title = "Typed last" // and the window closes before it rests
	s.Keep()
	if got := r.drafts["tradeoff/breadth"].Title; got != "Typed last" {
		t.Fatalf("what was typed last is not kept, but %q", got)
	}
	p.composer.paper.Title = "Half a title"
	s.Keep()
	again := New(s.win, r, s.w, Options{})
	again.Show(weighed())
	again.Go(PagePapers)
	p = again.current.(*papersPage)
	says(t, p.shelf, "Half a title", "not saved yet")
	pressed(t, p.shelf, "Half a title")
	if got := p.composer.settings.title.Text; got != "Half a title" {
		t.Errorf("the form has the title %q", got)
	}
	pressed(t, p.box, "All papers")
	pressed(t, p.shelf, "Throw away")
	if len(r.drafts) != 1 {
		t.Error("the draft was thrown away without a question")
	}
	tapButton(t, again, "Throw away")
	if len(r.drafts) != 0 {
		t.Errorf("the draft is still there: %v", r.drafts)
	}
}

// The pages are turned and zoomed by buttons and keys; a tap opens the block
// that stands there.
func TestPagesAreTurned(t *testing.T) {
	s, _ := showing(t, weighed(), usual)
	s.goTo(PagePapers, "tradeoff/breadth")
	p := s.current.(*papersPage).composer
	test.Tap(p.pages.after)
	want(t, s, "Page 2 of 2")
	if !p.pages.after.Disabled() || p.pages.before.Disabled() {
		t.Error("the last page can be turned over, or not back")
	}
	p.pages.sheet.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	want(t, s, "Page 1 of 2")
	wide := p.pages.sheet.MinSize().Width
	p.pages.sheet.TypedRune('+')
	if got := p.pages.sheet.MinSize().Width; got != wide*1.25 {
		t.Errorf("zoomed in, the page is %v wide, want a quarter more than %v", got, wide)
	}
	var opened string
	p.pages.open = func(block string) { opened = block }
	k := p.pages.sheet.scale()
	p.pages.sheet.Tapped(&fyne.PointEvent{Position: fyne.NewPos(50*k, 45*k)})
	if opened != "b1" {
		t.Errorf("a tap on the block opened %q", opened)
	}
	if img := p.pages.sheet.draw(420, 594); img.Bounds().Dx() != 420 {
		t.Errorf("the page is drawn %v wide, want 420", img.Bounds().Dx())
	}
}

// In a small window the panes become tabs.
func TestSmallWindowHasTabs(t *testing.T) {
	s, _, p := papersOpen(t)
	s.win.Resize(fyne.NewSize(1001, 640))
	room := p.composer.room
	if !room.narrow || room.right.Visible() || !room.tabs.Visible() {
		t.Fatal("the pages have no tab of their own")
	}
	test.Tap(room.last)
	if !room.right.Visible() || room.mid.Visible() {
		t.Error("the tab does not show the pages alone")
	}
	s.win.Resize(fyne.NewSize(1400, 800))
	if !room.right.Visible() || !room.mid.Visible() || room.tabs.Visible() {
		t.Error("in a large window not all panes are shown")
	}
}

// The paper's settings go into the paper, and come back into the form.
func TestPaperSettings(t *testing.T) {
	_, r, p := papersOpen(t)
	f := p.composer.settings
	f.organisation.SetText("الشراكة")
	f.classification.SetText("Internal")
	f.language.SetSelectedIndex(1)
	f.contents.SetChecked(true)
	got := p.composer.paper
	if got.Organisation != "الشراكة" || got.Classification != "Internal" || got.Language != "es" || !got.Contents {
		t.Errorf("the paper is %+v", got)
	}
	if kept := r.drafts["tradeoff/breadth"]; kept.Language != "es" || !kept.Contents {
		t.Errorf("the draft is %+v", kept)
	}
	p.close()
	p.Open("tradeoff/breadth")
	if f.language.ID() != "es" || !f.contents.Checked || f.organisation.Text != "الشراكة" {
		t.Error("the settings did not come back into the form")
	}
}
