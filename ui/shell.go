package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// Options are what the window is opened with.
type Options struct {
	Look Look
	// KeepLook is told a look that the person chose, to be kept for the next
	// start; may be nil.
	KeepLook func(Look)
	// SetLanguage is told a language that the person chose (one of
	// view.Languages); nil if it cannot be changed here.
	SetLanguage func(lang string)
}

// Shell is the window's content: navigation, the visible page, the line at the
// bottom. All its methods are for the UI goroutine only.
type Shell struct {
	win  fyne.Window
	desk Desk
	w    *view.Words
	o    Options

	looked []string     // what the person opened or dropped last
	found  *model.Found // what was shown of it
	// prepared is the publication that was shown last.
	prepared *model.Prepared
	state    desk.State
	pages    []Page
	current  Page

	nav      *navigation
	bottom   *bottomLine
	menu     *shellMenu
	center   *fyne.Container
	dialogs  []shownDialog
	stopping bool   // Stop was pressed and the job goes on yet
	lookedIn string // the folder in which a file or folder was chosen last
}

// New builds the whole content of w and sets its menu. It shows nothing before
// the first Show.
func New(w fyne.Window, d Desk, words *view.Words, o Options) *Shell {
	s := &Shell{win: w, desk: d, w: words, o: o, center: container.NewStack()}
	for _, p := range pageList {
		s.pages = append(s.pages, p.make(s))
	}
	s.nav = newNavigation(s)
	s.bottom = newBottomLine(s)
	s.menu = newShellMenu(s)
	w.SetMainMenu(s.menu.MainMenu)
	w.SetPadded(false)
	w.SetContent(container.New(shellLayout{s.fit}, s.nav.content, s.bottom.content, s.center))
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			s.escape()
		}
	})
	s.Go(PageOverview)
	return s
}

// shellLayout lays out navigation, bottom line and page without gaps, and tells
// when the window has another size.
type shellLayout struct{ resized func() }

// Layout implements fyne.Layout.
func (l shellLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	nav, bottom, page := o[0], o[1], o[2]
	rail, line := nav.MinSize().Width, bottom.MinSize().Height
	nav.Resize(fyne.NewSize(rail, size.Height-line))
	bottom.Move(fyne.NewPos(0, size.Height-line))
	bottom.Resize(fyne.NewSize(size.Width, line))
	page.Move(fyne.NewPos(rail, 0))
	page.Resize(fyne.NewSize(size.Width-rail, size.Height-line))
	l.resized()
}

// MinSize implements fyne.Layout.
func (shellLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	nav, bottom, page := o[0].MinSize(), o[1].MinSize(), o[2].MinSize()
	return fyne.NewSize(nav.Width+page.Width, fyne.Max(nav.Height, page.Height)+bottom.Height)
}

// Show shows a state. A state older than the one shown is ignored.
func (s *Shell) Show(st desk.State) {
	if st.Revision < s.state.Revision {
		return
	}
	before := s.state
	s.state = st
	s.stopping = s.stopping && st.Job != nil
	s.nav.show(st)
	s.menu.show(st)
	s.bottom.show(before, st)
	s.title(st)
	s.current.Show(st)
	s.foundNow(st)
	s.preparedNow(st)
}

// title names the consultation in the window's title.
func (s *Shell) title(st desk.State) {
	title := "Consilience"
	if name := view.Consultation(st); name != "" {
		title = name + " – " + title
	}
	if s.win.Title() != title {
		s.win.SetTitle(title)
	}
}

// Go shows a page by its name; an unknown name is ignored.
func (s *Shell) Go(page string) {
	for _, p := range s.pages {
		if p.Name() != page {
			continue
		}
		s.current = p
		s.bottom.pass(s.state)
		s.center.Objects = []fyne.CanvasObject{p.Content()}
		s.nav.choose(page)
		p.Show(s.state)
		s.center.Refresh()
	}
}

// Enterer is a page where the keyboard has a place to begin.
type Enterer interface{ Begin() fyne.Focusable }

// enter goes to a page as the keyboard does: with the focus in it.
func (s *Shell) enter(page string) {
	s.Go(page)
	if p, ok := s.current.(Enterer); ok {
		if at := p.Begin(); at != nil {
			s.win.Canvas().Focus(at)
		}
	}
}

// Open shows one thing: "theme/<id>", "tradeoff/<id>", "source/<id>",
// "groups/<source>", "paper/<id>" or the reference of a statement or tag.
func (s *Shell) Open(what string) {
	kind, id, found := strings.Cut(what, "/")
	page := map[string]string{"theme": PageThemes, "tradeoff": PageTradeOffs, "source": PageSources, "groups": PageGroups, "chart": PageCharts, "paper": PagePapers, "note": PageNotes, "excerpt": PageNotes, "tag": PageCodebook}[kind]
	if found && page != "" {
		s.goTo(page, id)
		return
	}
	ref := model.Ref(what)
	for _, t := range s.state.Tags {
		if t.Ref() == ref {
			s.tag(t)
			return
		}
	}
	if _, ok := s.w.Question(s.state, ref); ok {
		s.goTo(PageQuestions, what)
		return
	}
	s.goTo(PageStatements, what)
}

// goTo shows a page and one thing on it.
func (s *Shell) goTo(page, id string) {
	s.Go(page)
	if p, ok := s.current.(Opener); ok {
		p.Open(id)
	}
}

// tag shows what is known of a tag.
func (s *Shell) tag(t model.Tag) {
	body := newScrolled(10)
	body.Put(s.explained(s.w.Tag(t, s.state))...)
	s.read(s.w.T("Tag"), body, fyne.NewSize(600, 380))
}

// Dropped brings in what was dropped on the window; a printed paper is offered
// to be checked.
func (s *Shell) Dropped(what []fyne.URI) {
	var paths []string
	paper := ""
	for _, u := range what {
		if u.Scheme() == "file" {
			if s.desk.IsPrinted(u.Path()) {
				paper = u.Path()
				continue
			}
			paths = append(paths, u.Path())
		}
	}
	switch {
	case len(paths) > 0:
		s.Bring(paths...)
	case paper != "":
		s.CheckPaper(paper)
	}
}

// CheckPaper opens the form for holding a printed paper against its inputs;
// file may be empty.
func (s *Shell) CheckPaper(file string) {
	s.Go(PagePapers)
	if p, ok := s.current.(*papersPage); ok {
		p.checkFile(file)
	}
}

// Notice says something short in the bottom line.
func (s *Shell) Notice(words string) { s.bottom.say(words, view.TonePlain) }

// hint is a notice on what to do, or why nothing happens: it stands until
// something was done or another page is shown.
func (s *Shell) hint(words string) {
	s.Notice(words)
	s.bottom.passing = true
}

// Undo takes back the last annotation, or the last keystrokes of the field
// that has the focus.
func (s *Shell) Undo() {
	if e, ok := s.win.Canvas().Focused().(interface{ Undo() }); ok {
		e.Undo()
		return
	}
	if p, ok := s.current.(*papersPage); ok && p.composer.undoLast() {
		return
	}
	if s.state.Undo == "" {
		return
	}
	if err := s.desk.Undo(); err != nil {
		s.Tell(err, s.w.T("This could not be taken back. Nothing was changed."))
	}
}

// stop asks the job under way to end, and says at once that it was asked: what
// it is doing just then may take a second.
func (s *Shell) stop() {
	s.desk.Stop()
	if s.state.Job != nil {
		s.stopping = true
		s.bottom.show(s.state, s.state)
		if p, ok := s.current.(*sourcesPage); ok {
			p.progress(s.state)
		}
	}
}

// OpenFolder lets the person choose a folder to bring in.
func (s *Shell) OpenFolder() {
	s.chooseFolder(func(path string) { s.Bring(path) })
}

// OpenFile lets the person choose a file to bring in.
func (s *Shell) OpenFile() {
	s.chooseFile(nil, func(u fyne.URIReadCloser) {
		path := u.URI().Path()
		if err := u.Close(); err != nil {
			s.Tell(err, s.w.T("The file cannot be opened. Nothing was changed."))
			return
		}
		s.Bring(path)
	})
}

// OpenAddress asks for an address to bring in.
func (s *Shell) OpenAddress() {
	address := newField("https://", 1)
	s.ask(question{
		Title:   s.w.T("Open an address"),
		Intro:   s.w.T("The address of a published feed (its datapackage.json), or a folder or file on this machine. Only published files are fetched; nothing is sent."),
		Confirm: s.w.T("Open"),
		Body:    titled(s.w.T("Address"), address),
		First:   address,
		Do: func() error {
			at := strings.TrimSpace(address.Text)
			if at == "" {
				return &model.Problem{Say: s.w.T("There is no address yet."), Do: s.w.T("Type or paste the address, such as https://example.org/datapackage.json.")}
			}
			s.Bring(at)
			return nil
		},
	})
}

// OpenSample brings in the sample consultation.
func (s *Shell) OpenSample() {
	s.desk.Sync("sample")
}

// AskName asks for the name that is shown beside positions and comments.
func (s *Shell) AskName() {
	name := newField(s.w.T("First and last name"), 1)
	name.SetText(s.state.Member.Name)
	s.ask(question{
		Title:   s.w.T("Your name"),
		Intro:   s.w.T("It is shown beside your positions, arguments and comments. Nothing is sent anywhere."),
		Confirm: s.w.T("Save"),
		Body:    titled(s.w.T("Name"), name),
		First:   name,
		Do:      func() error { return s.desk.SetMember(strings.TrimSpace(name.Text)) },
	})
}

// sampleButtons are the ways to bring in a consultation.
func (s *Shell) sampleButtons() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		primary(s.w.T("Open the sample consultation"), theme.MediaPlayIcon(), s.OpenSample),
		plain(s.w.T("Open a folder…"), theme.FolderOpenIcon(), s.OpenFolder),
		plain(s.w.T("Open an address…"), theme.SearchIcon(), s.OpenAddress),
	}
}
