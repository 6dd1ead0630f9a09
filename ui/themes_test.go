package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/model/desk"
)

func themesOpen(t *testing.T) (*Shell, *recorder, *themesPage) {
	t.Helper()
	s, r := opened(t, PageThemes, weighed())
	return s, r, s.current.(*themesPage)
}

func TestThemesOpenByTapAndByKey(t *testing.T) {
	_, _, p := themesOpen(t)
	says(t, p.panes.list, "Convergent (1)", "Citizens in decisions", "Divergent within channels (1)")
	if p.panes.open != "participation" {
		t.Errorf("at first %q is open, want the first of the list", p.panes.open)
	}
	pressed(t, p.panes.list, "Fewer topics")
	says(t, p.panes.detail, "Narrow the policy focus", "10 of 24", "says it", "Cheaper, but slower", "Meeting notes", "Not examined")
	item := p.panes.items["participation"]
	item.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.panes.open != "participation" {
		t.Errorf("Return on a theme opened %q", p.panes.open)
	}
}

func TestThemeFiguresExplainThemselves(t *testing.T) {
	s, r, p := themesOpen(t)
	p.Open("narrow-focus")
	pressed(t, p.panes.detail, "10 of 24")
	if got, want := r.last(), "Explain | agree-share/1:polis-role-of-ogp:1"; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
	s.escape()
	pressed(t, p.panes.detail, "Split")
	says(t, dialogOn(t, s), "the rule")
	s.escape()
	pressed(t, p.panes.detail, "Open statement")
	if s.current.Name() != PageStatements {
		t.Errorf("“Open statement” leads to %q", s.current.Name())
	}
}

func TestThemeTraceOpens(t *testing.T) {
	_, _, p := themesOpen(t)
	p.Open("narrow-focus")
	pressed(t, p.panes.detail, "How this class came about")
	says(t, p.panes.detail, "Rule 4 gave the class: Split channels are at least as many.")
}

func TestThemeForms(t *testing.T) {
	s, r, p := themesOpen(t)
	p.Open("narrow-focus")

	form := p.comment("narrow-focus")
	test.Type(form.entry, "Slower is fine")
	test.Tap(form.save)
	if got, want := r.last(), "Comment | theme/narrow-focus | Slower is fine"; got != want {
		t.Errorf("comment: got %q, want %q", got, want)
	}

	p.addReservation()
	r.fail = model.Problemf("", "Try again.", "The reservation was not saved.")
	test.Type(s.win.Canvas().Focused(), "Small members cannot")
	pressed(t, dialogOn(t, s), "Save reservation")
	says(t, dialogOn(t, s), "The reservation was not saved.", "Try again.")
	r.fail = nil
	pressed(t, dialogOn(t, s), "Save reservation")
	if got, want := r.last(), "Reserve | narrow-focus | Small members cannot"; got != want {
		t.Errorf("reservation: got %q, want %q", got, want)
	}

	p.linkEvidence()
	test.Type(s.win.Canvas().Focused(), "wishes")
	pressed(t, dialogOn(t, s), "Follow members' wishes")
	pressed(t, dialogOn(t, s), "Link")
	if got, want := r.last(), "LinkStatement | narrow-focus | polis-role-of-ogp:3 | 1"; got != want {
		t.Errorf("link: got %q, want %q", got, want)
	}
}

func TestOwnClassNeedsAReason(t *testing.T) {
	s, r, p := themesOpen(t)
	p.Open("narrow-focus")
	p.chooseClass()
	pressed(t, dialogOn(t, s), "Save class")
	says(t, dialogOn(t, s), "Choose a class.")
	if len(r.calls) != 0 {
		t.Errorf("the desk was asked %q for no class", r.calls)
	}
}

func TestNewThemeOpens(t *testing.T) {
	s, r, p := themesOpen(t)
	p.newTheme()
	test.Type(s.win.Canvas().Focused(), "Young people")
	pressed(t, dialogOn(t, s), "Add theme")
	says(t, dialogOn(t, s), "The theme needs a proposition")
	s.win.Canvas().FocusNext() // the tap on the button took the focus away
	s.win.Canvas().FocusNext()
	test.Type(s.win.Canvas().Focused(), "Hear young people")
	pressed(t, dialogOn(t, s), "Add theme")
	if got, want := r.last(), "AddTheme | Young people | Hear young people"; got != want {
		t.Errorf("asked of the desk: got %q, want %q", got, want)
	}
	if p.panes.open != "new" {
		t.Errorf("the new theme is not open, but %q", p.panes.open)
	}
}

func TestEmptyThemesSayWhatBelongsThere(t *testing.T) {
	s, _ := opened(t, PageThemes, desk.State{Revision: 1})
	p := s.current.(*themesPage)
	says(t, p.panes.detail, "No themes yet", "Bring in inputs")
	pressed(t, p.panes.detail, "Bring in inputs")
	if s.current.Name() != PageSources {
		t.Errorf("“Bring in inputs” leads to %q", s.current.Name())
	}
}

func TestFocusBelowTheEdgeIsScrolledTo(t *testing.T) {
	s, _, p := themesOpen(t)
	p.Open("narrow-focus")
	entry := p.comment("narrow-focus").entry
	s.win.Canvas().Focus(entry)
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(entry).Y
	pane := driver.AbsolutePositionForObject(p.panes.detail.scroll).Y
	if top < pane || top+entry.Size().Height > pane+p.panes.detail.scroll.Size().Height {
		t.Errorf("the field stands at %v, the pane begins at %v and is %v high", top, pane, p.panes.detail.scroll.Size().Height)
	}
}
