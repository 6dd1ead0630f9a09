package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// statementsPage is the table of all statements, with the open one beside it.
type statementsPage struct {
	s       *Shell
	content *fyne.Container
	full    fyne.CanvasObject // heading, filters, table
	center  *fyne.Container   // the table, alone or split with the pane
	split   *container.Split
	alone   fyne.CanvasObject // the table in its panel
	table   *table
	found   *bidiText
	clear   *press // shows all again; hidden while nothing is filtered
	none    *fyne.Container
	filters *statementFilters
	pane    *statementPane

	state desk.State
	all   *view.Statements
	order view.Order
	shown []int
	open  model.Ref
}

// statementFilters is the row of filters above the table.
type statementFilters struct {
	content fyne.CanvasObject
	search  *field
	reading *choice
	source  *choice
	heard   *tick
}

func newStatementFilters(w *view.Words, changed func()) *statementFilters {
	f := &statementFilters{search: newField(w.T("Search the statements"), 1)}
	f.search.OnChanged = func(string) { changed() }
	f.reading = newChoice([]string{w.T("All readings")}, []string{""}, func(string) { changed() })
	f.reading.Choose("")
	f.source = newChoice([]string{w.T("All channels and sources")}, []string{""}, func(string) { changed() })
	f.source.Choose("")
	f.heard = newTick(w.T("At least 20\u00a0% of voters"), func(bool) { changed() })
	fields := container.New(beside{gap: 8, weights: []float32{3, 2.2, 3}}, f.search, edged(f.reading.Select), edged(f.source.Select))
	f.content = container.NewBorder(nil, nil, nil, f.heard, fields)
	return f
}

// clear shows all statements again.
func (f *statementFilters) clear() {
	f.reading.Choose("")
	f.source.Choose("")
	f.heard.Checked = false
	f.heard.Refresh()
	if f.search.Text == "" {
		f.search.OnChanged("")
		return
	}
	f.search.SetText("")
}

// filter is what the fields say now.
func (f *statementFilters) filter() view.Filter {
	return view.Filter{Words: f.search.Text, Reading: model.Reading(f.reading.ID()), Source: f.source.ID(), Heard: f.heard.Checked}
}

func newStatementsPage(s *Shell) *statementsPage {
	p := &statementsPage{s: s, order: view.Order{Column: view.ColumnAgree, Down: true}, all: view.NewStatements(desk.State{})}
	p.table = newTable(statementColumns(s.w), p.order,
		func(o view.Order) { p.order = o; p.find() },
		func(row int) { p.show(p.all.At(p.shown[row]).Ref()) })
	p.found = oneLine("").quiet()
	p.filters = newStatementFilters(s.w, p.find)
	p.clear = newLink(s.w.T("Clear filters"), p.filters.clear)
	p.clear.Hide()
	p.pane = newStatementPane(s, func() { p.show("") })
	alone := newPanel(p.table)
	p.alone = alone
	p.split = container.NewHSplit(alone, p.pane.content)
	p.split.Offset = 0.58
	p.center = container.NewStack(alone)
	p.none = newPanel(newEmpty(s.w.T("No statement fits"),
		s.w.T("No statement has these words, this reading and this source together."),
		plain(s.w.T("Clear filters"), theme.ContentClearIcon(), p.filters.clear)))
	head := container.NewBorder(nil, nil, nil, container.NewHBox(container.NewCenter(padded(10, 0, p.clear)), container.NewCenter(p.found)), newHeading(s.w.T("Statements")))
	p.full = padded(16, 12, container.NewBorder(padded(0, 4, stack(8, head, p.filters.content)), nil, nil, nil, p.center))
	p.content = container.NewStack(p.full)
	return p
}

func statementColumns(w *view.Words) []tableColumn {
	return []tableColumn{
		view.ColumnText:     {Title: w.T("Statement"), Lines: 2},
		view.ColumnSource:   {Title: w.T("Source"), Width: 170, Lines: 2, From: 1180},
		view.ColumnVotes:    {Title: w.T("Votes of voters"), Width: 124, Right: true, Down: true, From: 840},
		view.ColumnBar:      {Title: w.T("Disagree | Agree"), Width: 124, Mid: true, Down: true, From: 960},
		view.ColumnAgree:    {Title: w.T("Agree"), Width: 142, Right: true, Down: true},
		view.ColumnDisagree: {Title: w.T("Disagree"), Width: 104, Right: true, Down: true, From: 700},
		view.ColumnPass:     {Title: w.T("Pass"), Width: 92, Right: true, Down: true, From: 700},
		view.ColumnReading:  {Title: w.T("Reading"), Width: 156, From: 480},
	}
}

// Name implements Page.
func (p *statementsPage) Name() string { return PageStatements }

// Content implements Page.
func (p *statementsPage) Content() fyne.CanvasObject { return p.content }

// Show implements Page.
func (p *statementsPage) Show(st desk.State) {
	before := p.state
	p.state = st
	if len(st.Statements) == 0 {
		p.all = view.NewStatements(st)
		p.content.Objects = []fyne.CanvasObject{p.empty()}
		p.content.Refresh()
		return
	}
	p.content.Objects = []fyne.CanvasObject{p.full}
	if !sameStatements(before, st) {
		p.all = view.NewStatements(st)
		p.filters.reading.Offer(p.all.Readings(p.s.w))
		p.filters.source.Offer(p.all.Sources(p.s.w, st))
		p.find()
	}
	if p.open != "" {
		p.pane.show(st, p.open)
	}
}

// sameStatements reports whether two states share their list of statements:
// then only something else has changed, and the table keeps its place.
func sameStatements(a, b desk.State) bool {
	return len(a.Statements) > 0 && len(a.Statements) == len(b.Statements) && &a.Statements[0] == &b.Statements[0]
}

func (p *statementsPage) empty() fyne.CanvasObject {
	w := p.s.w
	return newEmpty(w.T("No statements yet"),
		w.T("Here stand all statements that people voted on in polls: what they say, how the votes fell, and where each figure comes from. Bring in a poll, or the sample, to see them."),
		p.s.sampleButtons()...)
}

// find fills the table anew.
func (p *statementsPage) find() {
	p.shown = p.all.Find(p.filters.filter(), p.order)
	p.table.SetRows(len(p.shown), func(row int) []view.Cell { return p.all.Cells(p.s.w, p.shown[row]) })
	p.found.SetText(p.all.Found(p.s.w, len(p.shown)))
	p.clear.Hidden = p.filters.filter() == view.Filter{}
	p.arrange()
	p.mark()
}

// mark chooses the open statement's row, if it is in the table.
func (p *statementsPage) mark() {
	for row, i := range p.shown {
		if p.all.At(i).Ref() == p.open {
			p.table.Select(row)
			return
		}
	}
	p.table.Select(-1)
}

// Open implements Opener: it shows a statement by its reference.
func (p *statementsPage) Open(ref string) {
	if p.all.Place(model.Ref(ref)) < 0 {
		p.s.hint(p.s.w.T("This statement is in no source that is here now."))
		return
	}
	p.show(model.Ref(ref))
	p.mark()
}

// show opens a statement in the pane; an empty reference closes the pane.
func (p *statementsPage) show(ref model.Ref) {
	p.open = ref
	p.arrange()
	if ref == "" {
		p.mark()
		return
	}
	p.pane.show(p.state, ref)
	p.pane.body.Top()
}

// arrange shows the table, or that it is empty, alone or beside the open
// statement.
func (p *statementsPage) arrange() {
	var left fyne.CanvasObject = p.alone
	if len(p.shown) == 0 {
		left = p.none
	}
	p.split.Leading = left
	if p.open == "" {
		p.center.Objects = []fyne.CanvasObject{left}
	} else {
		p.center.Objects = []fyne.CanvasObject{p.split}
		p.split.Refresh()
	}
	p.center.Refresh()
}
