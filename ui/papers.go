package ui

import (
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// papersPage lists the papers and has the form of the open one, with a preview
// of its outline and the export. UI goroutine only.
type papersPage struct {
	shell *Shell
	panes *choosing
	state desk.State

	list     []view.PaperRow
	subjects []view.PaperSubject
	entries  []desk.OutlineEntry
	// paper is what stands in the form; drafts keeps what was typed for other
	// papers and not saved, by key.
	paper  model.Paper
	drafts map[string]model.Paper

	form    *paperForm
	outline *fyne.Container
	export  *exportCard
	refused *refusal
}

// newPapersPage makes the page, empty until it is shown a State.
func newPapersPage(s *Shell) *papersPage {
	p := &papersPage{shell: s, drafts: map[string]model.Paper{}, outline: stack(4)}
	p.panes = newChoosing(plain(s.w.T("New memo…"), theme.ContentAddIcon(), p.newMemo))
	p.refused = newRefusal(s, p.panes.detail.Again)
	p.form = newPaperForm(p)
	p.export = newExportCard(p)
	return p
}

// Name implements Page.
func (p *papersPage) Name() string { return PagePapers }

// Content implements Page.
func (p *papersPage) Content() fyne.CanvasObject { return p.panes.box }

// Show implements Page.
func (p *papersPage) Show(st desk.State) {
	first := p.list == nil
	p.state = st
	w := p.shell.w
	subjects, list := w.PaperSubjects(st), append([]view.PaperRow{}, w.Papers(st)...)
	if first || !reflect.DeepEqual(subjects, p.subjects) {
		p.form.offer(subjects)
	}
	if first || !reflect.DeepEqual(subjects, p.subjects) || !reflect.DeepEqual(list, p.list) {
		p.subjects, p.list = subjects, list
		p.showList()
		p.showPaper()
	}
	if p.panes.open == "" && len(list) > 0 {
		p.Open(list[0].ID)
		return
	}
	p.export.show(st)
	p.preview()
}

// Open implements Opener: "theme/<id>" or "tradeoff/<id>" begins a memo about
// it, anything else is the id of a paper.
func (p *papersPage) Open(id string) {
	p.keepDraft()
	draft, drafted := p.drafts[id]
	switch {
	case drafted:
		p.paper = draft
	case strings.HasPrefix(id, "theme/") || strings.HasPrefix(id, "tradeoff/"):
		p.paper = p.shell.desk.NewMemo(id)
		p.drafts[id] = p.paper
	default:
		saved, ok := p.saved(id)
		if !ok {
			return
		}
		p.paper = saved
	}
	p.refused.Tell(nil)
	p.form.fill(p.paper)
	p.panes.mark(id)
	p.export.open(p.paper)
	p.export.show(p.state)
	p.showList()
	p.showPaper()
}

// key is the name under which the open paper stands in the list.
func key(p model.Paper) string {
	if p.ID != "" {
		return p.ID
	}
	return p.About
}

func (p *papersPage) saved(id string) (model.Paper, bool) {
	for _, paper := range p.state.Papers {
		if paper.ID == id {
			return paper, true
		}
	}
	return model.Paper{}, false
}

// keepDraft remembers what stands in the form if it is not what was saved.
func (p *papersPage) keepDraft() {
	if p.panes.open == "" {
		return
	}
	now := p.form.read(p.paper)
	if saved, ok := p.saved(now.ID); ok && reflect.DeepEqual(now, saved) {
		delete(p.drafts, p.panes.open)
		return
	}
	p.drafts[p.panes.open] = now
}

// newMemo begins a memo about the first subject; the form changes it.
func (p *papersPage) newMemo() {
	if len(p.subjects) > 0 {
		p.Open(p.subjects[0].About)
	}
}

// showList makes the left pane: memos not saved yet, then the papers.
func (p *papersPage) showList() { p.panes.relist(p.shell.win, p.listed) }

func (p *papersPage) listed() []fyne.CanvasObject {
	w := p.shell.w
	var out []fyne.CanvasObject
	for _, subject := range p.subjects {
		if d, ok := p.drafts[subject.About]; ok && d.ID == "" {
			face := stack(1, newText(d.Title).bold(), newText(subject.Label).small().quiet().atMost(2),
				newText(w.T("not saved yet")).small().ink(colourUnsure))
			out = append(out, p.panes.item(subject.About, face, p.Open))
		}
	}
	for _, r := range p.list {
		face := stack(1, newText(r.Title).bold(), newText(r.About).small().quiet().atMost(2), newText(r.Kept).small().quiet())
		if _, ok := p.drafts[r.ID]; ok {
			face.Add(newText(w.T("changed, not saved yet")).small().ink(colourUnsure))
		}
		out = append(out, p.panes.item(r.ID, face, p.Open))
	}
	if len(out) == 0 {
		out = append(out, padded(10, 4, newText(w.T("Papers that were saved stand here.")).quiet()))
	}
	return out
}

// showPaper makes the right pane.
func (p *papersPage) showPaper() {
	w := p.shell.w
	if p.panes.open == "" {
		p.panes.detail.Put(p.empty())
		return
	}
	p.preview()
	p.panes.detail.Put(
		p.head(),
		p.refused.box,
		newCard(p.form.box),
		p.export.card,
		newCard(stack(8, newSection(w.T("What the memo will hold")), p.outline)),
	)
}

// head names the open paper's kind and who saved it last.
func (p *papersPage) head() fyne.CanvasObject {
	head := stack(2, newHeading(p.shell.w.T("Decision memo")))
	for _, r := range p.list {
		if r.ID != p.paper.ID {
			continue
		}
		line := inLine(oneLine(r.Kept).small().quiet())
		if r.Mine {
			line.Add(p.shell.takeBack(r.Op, p.refused))
		}
		head.Add(line)
	}
	return head
}

// empty says what belongs here and has the button that brings it.
func (p *papersPage) empty() fyne.CanvasObject {
	w := p.shell.w
	if len(p.subjects) == 0 {
		return newEmpty(w.T("No papers yet"),
			w.T("A decision memo is made from a theme or a trade-off, with its evidence, positions, dissent and sources. There is none here yet: bring in a consultation first."),
			primary(w.T("Bring in inputs"), theme.DownloadIcon(), func() { p.shell.Go(PageSources) }))
	}
	return newEmpty(w.T("No papers yet"),
		w.T("A decision memo is made from a theme or a trade-off: the decision asked, the evidence with its figures, both poles, positions and dissent, what the data cannot say, and the sources. Every figure in it can be computed again."),
		primary(w.T("New memo…"), theme.ContentAddIcon(), p.newMemo))
}

// preview shows the outline of the paper as it stands in the form.
func (p *papersPage) preview() {
	if p.panes.open == "" {
		return
	}
	w := p.shell.w
	entries, err := p.shell.desk.Outline(p.form.read(p.paper))
	if err == nil && p.outline.Objects != nil && reflect.DeepEqual(entries, p.entries) {
		return
	}
	p.entries, p.outline.Objects = entries, nil
	if err != nil {
		p.entries = nil
		p.outline.Add(p.shell.problemStrip(*model.AsProblem(err, w.T("The outline could not be made. Nothing was changed."))))
	}
	for _, e := range entries {
		line := newText(e.Text)
		switch e.Level {
		case 0:
			line.bold()
		case 1:
		default:
			line.small().quiet()
		}
		p.outline.Add(indented(float32(e.Level)*16, line))
	}
	p.panes.detail.Again()
}

// changed is called by the form after each change.
func (p *papersPage) changed() {
	p.refused.Tell(nil)
	p.preview()
}

// save keeps the paper that stands in the form; it reports whether it is kept.
func (p *papersPage) save() bool {
	w := p.shell.w
	paper := p.form.read(p.paper)
	return p.refused.attempt(w.PaperProblem(paper), func() error {
		kept, err := p.shell.desk.SavePaper(paper)
		if err != nil {
			return err
		}
		delete(p.drafts, p.panes.open)
		p.paper = kept
		p.panes.mark(key(kept))
		p.showList()
		return nil
	}, w.T("The paper could not be saved. What you wrote is still in the form."))
}
