package ui

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// papersPage lists the papers, those begun and not saved first, and opens one
// in the composer. UI goroutine only.
type papersPage struct {
	shell *Shell
	box   *fyne.Container
	shelf *scrolled
	state desk.State

	list     []view.PaperRow
	subjects []view.PaperSubject
	// drafts keeps what was typed for papers and not saved, by key; read says
	// that those of the last time were looked for.
	drafts map[string]model.Paper
	read   bool

	check    *checkPaper
	composer *composer // has the open paper; its key is empty if none is
	refused  *refusal
}

// newPapersPage makes the page, empty until it is shown a State.
func newPapersPage(s *Shell) *papersPage {
	p := &papersPage{shell: s, drafts: map[string]model.Paper{}, shelf: newScrolled(10)}
	p.refused = newRefusal(s, p.shelf.Again)
	p.composer = newComposer(p)
	p.check = newCheckPaper(p)
	p.box = container.NewStack()
	p.put()
	return p
}

// Name implements Page.
func (p *papersPage) Name() string { return PagePapers }

// Content implements Page.
func (p *papersPage) Content() fyne.CanvasObject { return p.box }

// Show implements Page.
func (p *papersPage) Show(st desk.State) {
	first := p.list == nil
	before := p.state
	p.state = st
	if !p.read && st.Revision > 0 {
		p.read = true
		p.recall()
	}
	w := p.shell.w
	subjects, list := w.PaperSubjects(st), append([]view.PaperRow{}, w.Papers(st)...)
	if first || !reflect.DeepEqual(subjects, p.subjects) {
		p.subjects = subjects
		p.composer.settings.offer(subjects)
	}
	p.list = list
	p.check.show(st)
	if p.check.open {
		return
	}
	if p.composer.key == "" {
		p.showShelf()
		return
	}
	p.composer.follow(before, st)
}

// recall brings back what was typed last time and not saved.
func (p *papersPage) recall() {
	drafts, err := p.shell.desk.Drafts()
	if err != nil {
		p.refused.Tell(model.AsProblem(err, p.shell.w.T("What was typed last time could not be read. Nothing was changed.")))
	}
	for key, d := range drafts {
		if _, ok := p.drafts[key]; !ok {
			p.drafts[key] = d
		}
	}
}

// Open implements Opener: "theme/<id>" or "tradeoff/<id>" begins a memo about
// it, anything else is the id of a paper.
func (p *papersPage) Open(id string) {
	p.composer.leave()
	p.check.open = false
	draft, drafted := p.drafts[id]
	switch {
	case drafted:
		p.begin(id, draft)
	case strings.HasPrefix(id, "theme/") || strings.HasPrefix(id, "tradeoff/"):
		p.begin(id, p.shell.desk.NewMemo(id))
	default:
		if saved, ok := p.saved(id); ok {
			p.begin(id, saved)
		}
	}
}

// Keep keeps what was typed and not saved, before the window closes or is
// filled anew.
func (s *Shell) Keep() {
	for _, p := range s.pages {
		if papers, ok := p.(*papersPage); ok {
			papers.composer.leave()
		}
	}
}

// checkFile opens the form for holding a printed paper against its inputs.
func (p *papersPage) checkFile(file string) {
	p.composer.leave()
	p.check.begin(file)
}

// begin opens a paper in the composer, in the place of whatever is there.
func (p *papersPage) begin(key string, paper model.Paper) {
	p.check.open = false
	p.composer.begin(key, paper)
	p.put()
}

// close goes back to the list; what was typed is kept.
func (p *papersPage) close() {
	p.composer.leave()
	p.composer.key, p.check.open = "", false
	p.put()
	p.showShelf()
}

// put shows the list, or the open paper.
func (p *papersPage) put() {
	w := p.shell.w
	if p.check.open {
		p.box.Objects = []fyne.CanvasObject{p.check.box}
	} else if p.composer.key != "" {
		p.box.Objects = []fyne.CanvasObject{p.composer.box}
	} else {
		head := p.shell.heading(w.T("Papers"),
			plain(w.T("Check a paper…"), theme.ConfirmIcon(), func() { p.checkFile("") }),
			plain(w.T("Templates…"), theme.DocumentIcon(), p.templates),
			primary(w.T("New paper…"), theme.ContentAddIcon(), p.newPaper))
		p.box.Objects = []fyne.CanvasObject{padded(16, 12, container.NewBorder(padded(0, 6, head), nil, nil, nil, p.shelf))}
	}
	p.box.Refresh()
}

func (p *papersPage) saved(id string) (model.Paper, bool) {
	for _, paper := range p.state.Papers {
		if paper.ID == id {
			return paper, true
		}
	}
	return model.Paper{}, false
}

// draft remembers what was typed into a paper; it is kept on the disk too.
func (p *papersPage) draft(key string, paper model.Paper) error {
	p.drafts[key] = paper
	return p.shell.desk.KeepDraft(key, paper)
}

// undraft forgets a draft.
func (p *papersPage) undraft(key string) {
	if _, ok := p.drafts[key]; !ok {
		return
	}
	delete(p.drafts, key)
	if err := p.shell.desk.DropDraft(key); err != nil {
		p.shell.Tell(err, p.shell.w.T("A draft that is not needed any more could not be removed."))
	}
}

// showShelf lists the papers: begun and not saved, then saved.
func (p *papersPage) showShelf() {
	w := p.shell.w
	out := []fyne.CanvasObject{p.refused.box}
	for _, r := range w.PaperDrafts(p.drafts, p.state) {
		face := stack(2, newText(r.Title).bold(), newText(r.About).small().quiet().atMost(2), newText(w.T("not saved yet")).small().ink(colourUnsure))
		out = append(out, p.onShelf(r.ID, face, plain(w.T("Throw away"), theme.DeleteIcon(), func() { p.throwAway(r) })))
	}
	for _, r := range p.list {
		face := stack(2, newText(r.Title).bold(), newText(r.Kind+" · "+r.About).small().quiet().atMost(2), newText(r.Kept).small().quiet())
		if _, ok := p.drafts[r.ID]; ok {
			face.Add(newText(w.T("changed, not saved yet")).small().ink(colourUnsure))
		}
		var more []fyne.CanvasObject
		more = append(more, plain(w.T("Versions…"), theme.HistoryIcon(), func() { p.versions(r.ID) }))
		if r.Mine {
			more = append(more, p.shell.takeBack(r.Op, p.refused))
		}
		out = append(out, p.onShelf(r.ID, face, more...))
	}
	if len(out) == 1 {
		out = append(out, p.empty())
	}
	p.shelf.Put(out...)
}

// onShelf is a paper's card: pressing it opens the paper.
func (p *papersPage) onShelf(id string, face fyne.CanvasObject, more ...fyne.CanvasObject) fyne.CanvasObject {
	card := stack(2, newPress(face, fyne.NewSize(12, 9), func() { p.Open(id) }))
	if len(more) > 0 {
		card.Add(padded(12, 4, inLine(more...)))
	}
	return newPanel(card)
}

// throwAway asks before a paper that was never saved is forgotten.
func (p *papersPage) throwAway(r view.PaperRow) {
	s, w := p.shell, p.shell.w
	s.ask(question{
		Title:   w.T("Throw this paper away?"),
		Intro:   w.T("“%s” was never saved. It cannot be brought back.", r.Title),
		Confirm: w.T("Throw away"),
		Body:    stack(0),
		Do: func() error {
			p.undraft(r.ID)
			p.showShelf()
			return nil
		},
	})
}

// empty says what belongs here and has the button that brings it.
func (p *papersPage) empty() fyne.CanvasObject {
	w := p.shell.w
	if len(p.subjects) == 0 {
		return newEmpty(w.T("No papers yet"),
			w.T("A paper is made from themes and trade-offs, with their evidence, positions, dissent and sources. There is none here yet: bring in a consultation first."),
			primary(w.T("Bring in inputs"), theme.DownloadIcon(), func() { p.shell.Go(PageSources) }))
	}
	return newEmpty(w.T("No papers yet"),
		w.T("A paper is made from themes and trade-offs: what is asked, the evidence with its figures, both poles, positions and dissent, what the data cannot say, and the sources. Every figure in it can be computed again."),
		primary(w.T("New paper…"), theme.ContentAddIcon(), p.newPaper))
}

// newPaper asks for a template and what the paper is about, and begins it.
func (p *papersPage) newPaper() {
	if len(p.subjects) == 0 {
		p.shell.Go(PageSources)
		return
	}
	p.newPaperFrom("")
}
