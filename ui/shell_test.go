package ui

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view/viewtest"
)

func TestShowIgnoresAnOlderState(t *testing.T) {
	st := viewtest.State()
	st.Revision = 7
	s, _ := showing(t, st, usual)
	old := desk.State{Revision: 6}
	s.Show(old)
	if got := len(s.state.Statements); got != viewtest.Statements {
		t.Errorf("got %d statements after an older state, want %d", got, viewtest.Statements)
	}
}

func TestWelcome(t *testing.T) {
	s, d := showing(t, desk.State{}, usual)
	want(t, s, "Make sense of a public consultation", "Open a folder…", "Your name…")
	tapButton(t, s, "Open the sample consultation")
	if got, want := d.last(), "Sync | sample"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Every page has a title or says what belongs there, with and without data, in
// the smallest window too.
func TestPages(t *testing.T) {
	empty := map[string]string{
		PageOverview: "Make sense of a public consultation", PageSources: "No sources yet", PageStatements: "No statements yet",
	}
	full := map[string]string{
		PageOverview: "Citizens in decisions", PageSources: "Poll: challenges and opportunities", PageStatements: "17 statements",
		PageThemes: "Citizens in decisions", PageTradeOffs: "How broad should the policy focus be?",
	}
	for _, size := range []fyne.Size{usual, fyne.NewSize(1000, 640)} {
		s, _ := showing(t, desk.State{}, size)
		for page, words := range empty {
			s.Go(page)
			want(t, s, words)
		}
		s.Show(viewtest.State())
		for page, words := range full {
			s.Go(page)
			want(t, s, words)
		}
		if min := s.win.Content().MinSize(); min.Width > 1000 || min.Height > 600 {
			t.Errorf("the content needs %v, more than the smallest window", min)
		}
	}
}

func TestMenuGoesToPages(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	menu := s.win.MainMenu().Items[2]
	for i, page := range pageList {
		menu.Items[i].Action()
		if got := s.current.Name(); got != page.name {
			t.Errorf("%s: got page %s, want %s", menu.Items[i].Label, got, page.name)
		}
	}
}

// Pages of a group stand together, each has a sign and a title, and no two
// answer to one key.
func TestPageList(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	group, keys := pagesFirst, map[int]string{}
	for _, p := range pageList {
		if p.group < group {
			t.Errorf("%s stands apart from its group", p.name)
		}
		group = p.group
		if icons[p.name] == nil || p.title(s.w) == "" {
			t.Errorf("%s has no sign or no title", p.name)
		}
		if other := keys[p.key]; p.key > 0 && other != "" {
			t.Errorf("%s and %s share the key %d", p.name, other, p.key)
		}
		keys[p.key] = p.name
	}
}

func TestUndo(t *testing.T) {
	s, d := showing(t, viewtest.State(), usual)
	undo := s.menu.undo
	if got, want := undo.Label, "Undo: argument on “breadth”"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	undo.Action()
	if got := d.last(); got != "Undo" {
		t.Errorf("got %q, want the desk's Undo", got)
	}
	// In a field Ctrl+Z takes back typing, not an annotation.
	s.Go(PageStatements)
	search := s.current.(*statementsPage).filters.search
	s.win.Canvas().Focus(search)
	test.Type(search, "x")
	d.calls = nil
	undo.Action()
	if search.Text != "" || len(d.calls) != 0 {
		t.Errorf("got field %q and calls %q, want the typing taken back only", search.Text, d.calls)
	}
}

func TestUndoRefusedIsTold(t *testing.T) {
	s, d := showing(t, viewtest.State(), usual)
	d.fail = &model.Problem{Kind: model.ProblemNotAllowedUndo, Say: "Somebody has built on it since.", Do: "Take back the later one first."}
	tapButton(t, s, "Undo")
	want(t, s, "Somebody has built on it since.", "Take back the later one first.")
	s.escape()
	if s.win.Canvas().Overlays().Top() != nil {
		t.Error("the dialog is still there after Escape")
	}
}

func TestTellHidesTheCauseOfAForeignError(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	s.Tell(errors.New("open x: EACCES"), "The file cannot be opened. Nothing was changed.")
	want(t, s, "The file cannot be opened. Nothing was changed.", "Details", "Cause: open x: EACCES")
	tapButton(t, s, "Copy")
	if got := fyne.CurrentApp().Clipboard().Content(); got == "" {
		t.Error("nothing was copied")
	}
	tapButton(t, s, "Close")
}

func TestFormStaysOpenWithItsText(t *testing.T) {
	s, d := showing(t, viewtest.State(), usual)
	d.fail = &model.Problem{Say: "There is no room on the disk. Nothing was changed."}
	s.AskName()
	var name *field
	onScreen(s, func(o fyne.CanvasObject) bool {
		if f, ok := o.(*field); ok {
			name = f
		}
		return false
	})
	name.SetText("Amina Diallo")
	tapButton(t, s, "Save")
	want(t, s, "There is no room on the disk. Nothing was changed.")
	if name.Text != "Amina Diallo" {
		t.Errorf("got %q in the field, want what was typed", name.Text)
	}
	d.fail = nil
	tapButton(t, s, "Save")
	if got, want := d.last(), "SetMember | Amina Diallo"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if s.win.Canvas().Overlays().Top() != nil {
		t.Error("the form is still open after it was saved")
	}
}

func TestDropped(t *testing.T) {
	s, d := showing(t, viewtest.State(), usual)
	s.Dropped([]fyne.URI{storage.NewFileURI("/home/amina/poll.csv"), storage.NewFileURI("/home/amina/notes")})
	if got, want := d.last(), "Look | /home/amina/poll.csv,/home/amina/notes"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := s.current.Name(); got != PageSources {
		t.Errorf("got page %s, want the sources", got)
	}
}

func TestJobAndStop(t *testing.T) {
	st := viewtest.State()
	s, d := showing(t, st, usual)
	st.Revision = 2
	st.Job = &desk.Job{Name: "Sync", Progress: model.Progress{What: "votes.csv", Done: 1, Total: 4}}
	s.Show(st)
	want(t, s, "Sync: votes.csv")
	tapButton(t, s, "Stop")
	if got := d.last(); got != "Stop" {
		t.Errorf("got %q, want Stop", got)
	}
	want(t, s, "Stopping…") // at once, before the job has ended
	st.Revision, st.Job, st.Changes = 3, nil, []string{"a", "b", "c"}
	s.Show(st)
	want(t, s, "Sync finished: 3 changes, listed in the overview.")
	if s.bottom.job.Visible() {
		t.Error("the job is still shown after its end")
	}
}

// TestStopOnThePageOfSources: the page's own button says at once that it was
// pressed, as the line below does, and serves again for the next job.
func TestStopOnThePageOfSources(t *testing.T) {
	st := viewtest.State()
	s, _ := showing(t, st, usual)
	s.Go(PageSources)
	p := s.current.(*sourcesPage)
	for range 2 {
		st.Revision++
		st.Job = &desk.Job{Name: "Sync", Progress: model.Progress{What: "votes.csv", Done: 1, Total: 4}}
		s.Show(st)
		if p.stop.Disabled() {
			t.Fatal("Stop cannot be pressed")
		}
		test.Tap(p.stop)
		if !p.stop.Disabled() || p.what.text != "Stopping…" {
			t.Errorf("after Stop: can be pressed %t, says %q", !p.stop.Disabled(), p.what.text)
		}
		st.Revision++
		st.Job = nil
		s.Show(st)
	}
}

func TestOpen(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	for what, page := range map[string]string{
		"theme/grow": PageThemes, "tradeoff/breadth": PageTradeOffs, "source/role-tags": PageSources, viewtest.Role + ":0": PageStatements,
	} {
		s.Open(what)
		if got := s.current.Name(); got != page {
			t.Errorf("%s: got page %s, want %s", what, got, page)
		}
	}
	s.Open(viewtest.Tags + ":Narrower focus")
	want(t, s, "26 mentions", "A mention is one marked passage.")
}

func TestExplain(t *testing.T) {
	s, d := showing(t, viewtest.State(), usual)
	s.Open(viewtest.Role + ":0")
	s.win.Resize(usual.AddWidthHeight(0, 1))
	tapLink(t, s, "15 of 24")
	if got, want := d.last(), "Explain | agree-share/1:polis-role-of-ogp:0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	want(t, s, "How this figure was computed", "agree / n", "15 votes agree, 3 disagree, 6 pass", "polis-role-of-ogp.csv")
}

// Every field and button can be reached with Tab.
func TestKeyboardReachesEverything(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	s.Go(PageStatements)
	reached := map[fyne.Focusable]bool{}
	for range 60 {
		s.win.Canvas().FocusNext()
		reached[s.win.Canvas().Focused()] = true
	}
	p := s.current.(*statementsPage)
	for name, o := range map[string]fyne.Focusable{
		"search": p.filters.search, "reading": p.filters.reading.Select, "source": p.filters.source.Select, "heard": p.filters.heard,
		"header": p.table.headers[0].press, "table": p.table.list, "undo": s.nav.undo, "navigation": s.nav.items[PagePapers],
	} {
		if !reached[o] {
			t.Errorf("Tab does not reach %s", name)
		}
	}
	item := s.nav.items[PageSources]
	s.win.Canvas().Focus(item)
	item.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := s.current.Name(); got != PageSources {
		t.Errorf("Return on the navigation: got page %s, want %s", got, PageSources)
	}
}

func TestTextCanBeLarger(t *testing.T) {
	s, _ := showing(t, viewtest.State(), usual)
	var kept Look
	s.o.KeepLook = func(l Look) { kept = l }
	before := fyne.CurrentApp().Settings().Theme().Size("text")
	for _, i := range s.win.MainMenu().Items[2].Items {
		if i.Label == "Larger text" {
			i.Action()
		}
	}
	if after := fyne.CurrentApp().Settings().Theme().Size("text"); after <= before || kept.Scale <= 1 {
		t.Errorf("text size %v after %v, kept scale %v: want it larger and kept", after, before, kept.Scale)
	}
}

// Escape shuts the dialog on top, whatever in it has the focus.
func TestEscapeShutsFromAnyPlace(t *testing.T) {
	s, _ := opened(t, PagePapers, weighed())
	boxes := map[string]fyne.Focusable{
		"button": plain("Begin", nil, func() {}), "tick": newTick("Keep", nil), "list": newChoice([]string{"a"}, []string{"a"}, nil).Select,
		"option": newOptions([]string{"a"}).items[0], "field": newField("", 1),
	}
	for name, f := range boxes {
		s.ask(question{Title: "Which?", Confirm: "Save", Body: stack(2, f.(fyne.CanvasObject)), First: f, Do: func() error { return nil }})
		if len(s.dialogs) != 1 {
			t.Fatalf("%s: %d dialogs are open, want 1", name, len(s.dialogs))
		}
		if s.win.Canvas().Focused() != f {
			t.Fatalf("%s has no focus", name)
		}
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if len(s.dialogs) != 0 {
			t.Errorf("%s: Escape shut nothing", name)
			s.escape()
		}
	}
}

// Escape shuts the dialog for a folder and leaves the form below as it is.
func TestEscapeShutsTheFolderDialogOnly(t *testing.T) {
	s, _ := opened(t, PagePapers, weighed())
	from := newField("", 1)
	s.ask(question{Title: "Which?", Confirm: "Save", Body: stack(2, from), First: from, Do: func() error { return nil }})
	from.SetText("/exports")
	s.chooseFolder(from.SetText)
	if len(s.dialogs) != 2 {
		t.Fatalf("%d dialogs are open, want the form and the folders", len(s.dialogs))
	}
	s.escape()
	if len(s.dialogs) != 1 || from.Text != "/exports" {
		t.Errorf("after Escape %d dialogs are open and the field says %q, want the form as it was", len(s.dialogs), from.Text)
	}
	s.escape()
	if len(s.dialogs) != 0 {
		t.Errorf("%d dialogs are left", len(s.dialogs))
	}
}
