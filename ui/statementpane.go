package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// statementPane shows one statement whole.
type statementPane struct {
	s       *Shell
	content fyne.CanvasObject
	body    *scrolled
	refused *refusal
	state   desk.State
	page    view.StatementPage
}

func newStatementPane(s *Shell, closed func()) *statementPane {
	p := &statementPane{s: s, body: newScrolled(14)}
	p.refused = newRefusal(s, p.body.Again)
	shut := plain("", theme.CancelIcon(), closed)
	shut.Importance = widget.LowImportance
	link := plain(s.w.T("Link to a theme…"), theme.ContentAddIcon(), p.link)
	top := container.NewBorder(nil, nil, nil, shut, inLine(link, plain(s.w.T("Add a translation…"), theme.ContentAddIcon(), p.translate)))
	p.content = newPanel(padded(14, 8, container.NewBorder(padded(0, 4, top), nil, nil, nil, p.body)))
	return p
}

// show shows a statement of st.
func (p *statementPane) show(st desk.State, ref model.Ref) {
	w := p.s.w
	p.state = st
	page, ok := w.Statement(st, ref)
	if !ok {
		p.body.Put(newText(w.T("This statement is in no source that is here now.")).quiet())
		return
	}
	p.page = page
	head := stack(4,
		newText(page.Text).sized(theme.SizeNameSubHeadingText).bold(),
		newText(w.T("%s · statement %s", page.Source, page.ID)).small().quiet())
	for _, t := range w.Translations(st, ref, time.Local) {
		head.Add(p.s.noteRow(t, p.refused))
	}
	head.Add(p.refused.box)
	for _, n := range page.Notes {
		head.Add(newText(n).small().quiet())
	}
	objects := []fyne.CanvasObject{head}
	for _, problem := range page.Problems {
		objects = append(objects, p.s.problemStrip(problem))
	}
	objects = append(objects, p.votes(page))
	objects = append(objects, p.byGroup(st, ref)...)
	objects = append(objects, p.reading(page), p.themes(page), p.origin(page))
	p.body.Put(objects...)
}

// votes is the bar with the figures, each of which opens.
func (p *statementPane) votes(page view.StatementPage) fyne.CanvasObject {
	w := p.s.w
	part := stack(8, newText(w.T("Votes")).bold())
	if page.Bar != nil {
		part.Add(newBar(*page.Bar))
		part.Add(newText(w.T("Disagree is hollow at the left, pass is thin in the middle, agree is full at the right.")).small().quiet())
	}
	part.Add(p.s.figures(page.Figures))
	if page.Basis != "" {
		part.Add(newText(page.Basis).small().quiet())
	}
	return part
}

// reading is the reading with its reason and its interval.
func (p *statementPane) reading(page view.StatementPage) fyne.CanvasObject {
	w := p.s.w
	part := stack(8, newText(w.T("Reading")).bold(), inLine(newBadge(page.Reading)))
	if page.ReadingSays != "" {
		part.Add(newText(page.ReadingSays))
	}
	if page.Why != "" {
		part.Add(labelled(w.T("Why"), newText(page.Why)))
	}
	if page.Interval != nil {
		part.Add(labelled(page.Interval.Label, inLine(p.s.figure(*page.Interval))))
		part.Add(newText(page.IntervalSays).small().quiet())
	}
	return part
}

// themes are the themes that use the statement, each a link.
func (p *statementPane) themes(page view.StatementPage) fyne.CanvasObject {
	w := p.s.w
	part := stack(6, newText(w.T("Used in themes")).bold())
	if len(page.Themes) == 0 {
		part.Add(newText(w.T("No theme uses this statement yet.")).quiet())
	}
	for _, t := range page.Themes {
		part.Add(inLine(newMark(view.Badge{Symbol: t.Class.Symbol, Tone: t.Class.Tone}), newLink(t.Title, func() { p.s.Open("theme/" + t.ID) })))
	}
	return part
}

// origin says where the statement comes from.
func (p *statementPane) origin(page view.StatementPage) fyne.CanvasObject {
	w := p.s.w
	part := stack(6, newText(w.T("Where this comes from")).bold(), rows(page.Origin))
	words := w.PlainRows(page.Origin)
	part.Add(inLine(plain(w.T("Copy"), theme.ContentCopyIcon(), func() { p.s.copy(words) })))
	return part
}

// link asks for the theme that the statement bears on, and how.
func (p *statementPane) link() {
	w := p.s.w
	words, values := w.Polarities()
	ref := p.page.Ref
	p.s.linkToTheme(linking{
		Heading: p.page.Text, Item: func() model.Ref { return ref }, Not: ref,
		Says: w.T("What agreeing with the statement says of the theme"), Words: words, Values: values,
		None: w.T("There is no further theme to link this statement to. Make one on the page Themes."), Missing: w.T("Choose the theme that the statement bears on."),
	})
}
