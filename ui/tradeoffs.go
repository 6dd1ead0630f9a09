package ui

import (
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// tradeOffsPage shows the trade-offs and the open one: both poles side by side,
// what speaks for each, where members stand. UI goroutine only.
type tradeOffsPage struct {
	shell *Shell
	panes *choosing
	state desk.State
	list  []view.TradeOffRow
	page  view.TradeOffPage

	refused *refusal
	// forms keeps what was typed for each trade-off.
	forms map[string]*tradeOffForms
}

// newTradeOffsPage makes the page, empty until it is shown a State.
func newTradeOffsPage(s *Shell) *tradeOffsPage {
	p := &tradeOffsPage{shell: s, forms: map[string]*tradeOffForms{}}
	p.panes = newChoosing(plain(s.w.T("New trade-off…"), theme.ContentAddIcon(), p.newTradeOff))
	p.refused = newRefusal(s, p.panes.detail.Again)
	return p
}

// Name implements Page.
func (p *tradeOffsPage) Name() string { return PageTradeOffs }

// Content implements Page.
func (p *tradeOffsPage) Content() fyne.CanvasObject { return p.panes.box }

// Show implements Page.
func (p *tradeOffsPage) Show(st desk.State) {
	p.state = st
	list := p.shell.w.TradeOffs(st)
	if !reflect.DeepEqual(list, p.list) {
		p.list = list
		p.showList()
	}
	if _, ok := p.find(p.panes.open); !ok && len(list) > 0 {
		p.panes.open = list[0].ID
	}
	p.showTradeOff(false)
}

// Open implements Opener: it shows the trade-off of an id.
func (p *tradeOffsPage) Open(id string) {
	p.panes.mark(id)
	p.refused.Tell(nil)
	p.showTradeOff(true)
}

// find is the trade-off of an id as the desk has it.
func (p *tradeOffsPage) find(id string) (desk.TradeOff, bool) {
	for _, t := range p.state.TradeOffs {
		if t.ID == id {
			return t, true
		}
	}
	return desk.TradeOff{}, false
}

func (p *tradeOffsPage) showList() { p.panes.relist(p.shell.win, p.listed) }

func (p *tradeOffsPage) listed() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, t := range p.list {
		face := stack(1, newText(t.Question).bold(), newText(t.Poles).small().quiet(), newText(t.Weighed).small().quiet())
		out = append(out, p.panes.item(t.ID, face, p.Open))
	}
	return out
}

// showTradeOff makes the right pane if its words have changed, or if it must.
func (p *tradeOffsPage) showTradeOff(must bool) {
	s := p.shell
	page, ok := s.w.TradeOff(p.state, p.panes.open, time.Local)
	if !ok {
		p.page = view.TradeOffPage{}
		p.panes.detail.Put(p.empty())
		return
	}
	if !must && reflect.DeepEqual(page, p.page) {
		return
	}
	p.page = page
	p.panes.mark(page.ID)
	p.panes.detail.Put(present(
		p.head(page),
		p.refused.box,
		p.polesRow(page),
		card(s.w.T("Evidence that bears on both"), s.evidenceRows(page.Both, p.refused)...),
		p.groupsCard(page),
		p.argueCard(page),
		p.positionsCard(page),
		p.dissentCard(page),
		p.positionForm(page),
		p.questionsCard(page),
		p.commentsCard(page),
		p.themesCard(page),
	)...)
}

// empty says what belongs here and has the button that brings it.
func (p *tradeOffsPage) empty() fyne.CanvasObject {
	w := p.shell.w
	return newEmpty(w.T("No trade-offs yet"),
		w.T("A trade-off is a question with two poles, such as “Grow the community or strengthen it?”. Evidence and arguments stand on each pole, and members say where they stand and why."),
		primary(w.T("New trade-off…"), theme.ContentAddIcon(), p.newTradeOff),
		plain(w.T("Bring in inputs"), theme.DownloadIcon(), func() { p.shell.Go(PageSources) }))
}

func (p *tradeOffsPage) head(t view.TradeOffPage) fyne.CanvasObject {
	w := p.shell.w
	head := stack(8, newHeading(t.Question))
	if t.From != "" {
		head.Add(newText(t.From).small().quiet())
	}
	forms := p.formsOf(t.ID)
	head.Add(inLine(
		primary(w.T("Make a memo…"), theme.DocumentCreateIcon(), func() { p.shell.goTo(PagePapers, "tradeoff/"+t.ID) }),
		plain(w.T("Take a position"), nil, func() { p.shell.focus(p.panes.detail, forms.position, forms.name) }),
		plain(w.T("Add an argument"), nil, func() { p.shell.focus(p.panes.detail, forms.argument.box, forms.argument.text.entry) }),
		plain(w.T("Link evidence…"), nil, p.linkEvidence),
	))
	return head
}

// formsOf is the forms of a trade-off, with what was typed into them before.
func (p *tradeOffsPage) formsOf(id string) *tradeOffForms {
	f, ok := p.forms[id]
	if !ok {
		t, _ := p.find(id)
		f = newTradeOffForms(p, t)
		p.forms[id] = f
	}
	return f
}

// newTradeOff asks for a question and two poles, and opens what was made.
func (p *tradeOffsPage) newTradeOff() {
	s, w := p.shell, p.shell.w
	asked := newField(w.T("Such as “Grow the community or strengthen it?”"), 2)
	a, b := newField("", 1), newField("", 1)
	s.ask(question{
		Title:   w.T("New trade-off"),
		Intro:   w.T("Word both poles so that people who hold them would sign them."),
		Confirm: w.T("Add trade-off"),
		Body: stack(12, titled(w.T("Question"), asked),
			sideBySide(titled(w.T("One pole"), a), titled(w.T("The other pole"), b))),
		First: asked,
		Do: func() error {
			if err := need(w.TradeOffProblem(asked.Text, a.Text, b.Text)); err != nil {
				return err
			}
			id, err := s.desk.AddTradeOff(asked.Text, a.Text, b.Text)
			if err != nil {
				return err
			}
			p.Open(id)
			return nil
		},
	})
}

// linkEvidence lets the person find an item and say which pole it speaks for.
func (p *tradeOffsPage) linkEvidence() {
	s, w := p.shell, p.shell.w
	t, _ := p.find(p.panes.open)
	var labels []string
	var poles []model.PoleLink
	for _, pole := range t.Poles {
		labels = append(labels, w.T("Speaks for: %s", pole.Text), w.T("Speaks against: %s", pole.Text))
		poles = append(poles, model.PoleLink{Pole: pole.ID, Polarity: 1}, model.PoleLink{Pole: pole.ID, Polarity: -1})
	}
	labels = append(labels, w.T("Bears on the question, for no pole"))
	poles = append(poles, model.PoleLink{})
	says := newOptions(labels)
	says.Choose(0)
	var linked []model.Ref
	for _, l := range t.Links {
		linked = append(linked, l.Item)
	}
	found := newFinder(s, linked, nil)
	s.ask(question{
		Title:   w.T("Link evidence"),
		Intro:   t.Question,
		Confirm: w.T("Link"),
		Body:    stack(12, found.box, titled(w.T("What does it mean for the question?"), says)),
		First:   found.query,
		Size:    fyne.NewSize(720, 660),
		Do: func() error {
			if found.chosen == "" {
				return need(w.T("Choose a statement or a tag first."))
			}
			to := poles[max(says.Chosen(), 0)]
			return s.desk.LinkToPole(t.ID, found.chosen, to.Pole, to.Polarity)
		},
	})
}
