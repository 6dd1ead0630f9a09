package ui

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// textsShown is how many open answers stand on the page at once.
const textsShown = 100

// questionsPage lists what surveys and live polls asked, with the open
// question's answers beside it. UI goroutine only.
type questionsPage struct {
	s      *Shell
	panes  *choosing
	box    *fyne.Container
	search *field
	state  desk.State
	list   []view.QuestionGroup
	page   view.QuestionPage
	texts  int // how many open answers are shown
	// refused says why a translation could not be taken back.
	refused *refusal
}

func newQuestionsPage(s *Shell) *questionsPage {
	p := &questionsPage{s: s, search: newField(s.w.T("Search the questions"), 1)}
	p.search.OnChanged = func(string) { p.find() }
	p.panes = newChoosing(p.search)
	p.refused = newRefusal(s, p.panes.detail.Again)
	p.box = container.NewStack(p.panes.box)
	return p
}

// Name implements Page.
func (p *questionsPage) Name() string { return PageQuestions }

// Content implements Page.
func (p *questionsPage) Content() fyne.CanvasObject { return p.box }

// Show implements Page.
func (p *questionsPage) Show(st desk.State) {
	p.state = st
	if len(st.Questions) == 0 {
		w := p.s.w
		p.box.Objects = []fyne.CanvasObject{newEmpty(w.T("No questions yet"),
			w.T("Here stands what surveys and live polls asked, with the answers counted, told apart by sector, region or gender where people said so. Open the file of a survey, as its form or tool exports it."),
			primary(w.T("Open a file…"), theme.FileIcon(), p.s.OpenFile),
			plain(w.T("Open a folder…"), theme.FolderOpenIcon(), p.s.OpenFolder))}
		p.box.Refresh()
		return
	}
	p.box.Objects = []fyne.CanvasObject{p.panes.box}
	p.box.Refresh()
	p.find()
}

// Open implements Opener: it shows the question of a reference, or the one that
// an option belongs to.
func (p *questionsPage) Open(ref string) {
	page, ok := p.s.w.Question(p.state, model.Ref(ref))
	if !ok {
		p.s.hint(p.s.w.T("This question is in no source that is here now."))
		return
	}
	p.texts = textsShown
	p.panes.mark(string(page.Ref))
	p.showQuestion(true)
}

// find lists the questions with the words that are searched.
func (p *questionsPage) find() {
	list := p.s.w.QuestionGroups(p.state, p.search.Text)
	if p.list == nil || !reflect.DeepEqual(list, p.list) {
		p.list = list
		p.panes.relist(p.s.win, p.listed)
	}
	if _, ok := p.s.w.Question(p.state, model.Ref(p.panes.open)); !ok && len(list) > 0 {
		p.panes.open = string(list[0].Questions[0].Ref)
		p.texts = textsShown
	}
	p.panes.mark(p.panes.open)
	p.showQuestion(false)
}

func (p *questionsPage) listed() []fyne.CanvasObject {
	if len(p.list) == 0 {
		return []fyne.CanvasObject{newText(p.s.w.T("No question has these words.")).quiet()}
	}
	var out []fyne.CanvasObject
	for i, g := range p.list {
		if i > 0 {
			out = append(out, padded(0, 4, stack(0)))
		}
		out = append(out, padded(10, 2, stack(1, newText(g.Title).bold().ink(colourLink), newText(g.Says).small().quiet())))
		for _, q := range g.Questions {
			face := stack(1, newText(q.Text).atMost(2), newText(q.Says).small().quiet())
			out = append(out, p.panes.item(string(q.Ref), face, p.Open))
		}
	}
	return out
}

// showQuestion makes the right pane anew if its words changed.
func (p *questionsPage) showQuestion(again bool) {
	page, ok := p.s.w.Question(p.state, model.Ref(p.panes.open))
	if !ok || !again && reflect.DeepEqual(page, p.page) {
		return
	}
	p.page = page
	w := p.s.w
	head := stack(4, newText(page.Text).sized(theme.SizeNameSubHeadingText).bold())
	if page.Part != "" {
		head.Add(newText(page.Part).bold())
	}
	head.Add(newText(w.T("%s · %s", page.Source, page.Kind)).small().quiet())
	for _, row := range page.Translations {
		head.Add(p.s.noteRow(row, p.refused))
	}
	head.Add(p.refused.box)
	head.Add(inLine(oneLine(page.Answered.Label).quiet(), p.s.figure(page.Answered), newLink(w.T("Translate…"), func() { p.s.translate(page.Ref, page.Text) })))
	objects := []fyne.CanvasObject{head}
	if len(page.Answers)+len(page.Figures) > 0 {
		objects = append(objects, p.answers(page))
	}
	for _, t := range page.ByGroup {
		objects = append(objects, groupTable(t))
	}
	if len(page.Texts) > 0 {
		objects = append(objects, p.words(page))
	}
	objects = append(objects, p.reading(page),
		stack(6, newText(w.T("Where this comes from")).bold(), rows(page.Origin)))
	p.panes.detail.Put(objects...)
}

func (p *questionsPage) answers(page view.QuestionPage) fyne.CanvasObject {
	part := stack(8, newText(p.s.w.T("Answers")).bold())
	for _, a := range page.Answers {
		line := inLine(p.s.figure(a.Figure))
		if a.Range.Text != "" {
			line.Add(oneLine(p.s.w.T("Range")).small().quiet())
			line.Add(p.s.figure(a.Range))
		}
		part.Add(stack(2, newText(a.Text), newShareBar(a.Share), line))
	}
	if page.AnswersSay != "" {
		part.Add(newText(page.AnswersSay).small().quiet())
	}
	if len(page.Figures) > 0 {
		part.Add(p.s.figures(page.Figures))
	}
	return newPanel(padded(14, 10, part))
}

// groupTable shows answers by one attribute.
func groupTable(t view.GroupTable) fyne.CanvasObject {
	weights := make([]float32, len(t.Heads))
	heads := make([]fyne.CanvasObject, len(t.Heads))
	for i, h := range t.Heads {
		weights[i], heads[i] = 1, newText(h).small().quiet()
	}
	weights[0] = 1.6
	grid := stack(6, weighted(weights, heads...))
	for _, row := range t.Rows {
		cells := make([]fyne.CanvasObject, len(row))
		for i, cell := range row {
			cells[i] = newText(cell)
		}
		grid.Add(weighted(weights, cells...))
	}
	part := stack(6, newText(t.Dimension).bold(), grid)
	if t.Says != "" {
		part.Add(newText(t.Says).small().quiet())
	}
	return newPanel(padded(14, 10, part))
}

// words are the first of the open answers, as people wrote them.
func (p *questionsPage) words(page view.QuestionPage) fyne.CanvasObject {
	w := p.s.w
	part := stack(8, newText(w.T("In their own words")).bold())
	shown := min(p.texts, len(page.Texts))
	var lines []fyne.CanvasObject
	for i, t := range page.Texts[:shown] {
		line := stack(2, newText(t))
		if i < len(page.Said) {
			said := page.Said[i]
			for _, row := range said.Translations {
				line.Add(p.s.noteRow(row, p.refused))
			}
			last := inLine(newLink(w.T("Translate…"), func() { p.s.translate(said.Ref, t) }))
			if said.Language != "" {
				last.Objects = append([]fyne.CanvasObject{oneLine(said.Language).small().quiet()}, last.Objects...)
			}
			line.Add(last)
		}
		lines = append(lines, line)
	}
	for _, o := range ruled(lines) {
		part.Add(o)
	}
	if rest := len(page.Texts) - shown; rest > 0 {
		part.Add(inLine(plain(w.N("Show %d more", "Show %d more", min(rest, textsShown)), theme.MoveDownIcon(), func() {
			p.texts += textsShown
			p.showQuestion(true)
		})))
	}
	if page.TextsSay != "" {
		part.Add(newText(page.TextsSay).small().quiet())
	}
	return newPanel(padded(14, 10, part))
}

// reading says what the question says of a theme, and which themes use it.
func (p *questionsPage) reading(page view.QuestionPage) fyne.CanvasObject {
	w := p.s.w
	part := stack(8, newText(w.T("Reading")).bold(), inLine(newBadge(page.Reading)))
	if page.Why != "" {
		part.Add(labelled(w.T("Why"), newText(page.Why)))
	}
	for _, t := range page.Themes {
		part.Add(inLine(newMark(view.Badge{Symbol: t.Class.Symbol, Tone: t.Class.Tone}), newLink(t.Title, func() { p.s.Open("theme/" + t.ID) })))
	}
	part.Add(inLine(plain(w.T("Link to a theme…"), theme.ContentAddIcon(), p.link)))
	return newPanel(padded(14, 10, part))
}

// link asks for the theme that the question, or one answer of it, bears on.
func (p *questionsPage) link() {
	w := p.s.w
	refs := make([]string, len(p.page.Linkable))
	for i, ref := range p.page.Linkable {
		refs[i] = string(ref)
	}
	what := newChoice(p.page.LinkWords, refs, nil)
	what.Choose(refs[0])
	words, values := w.Polarities()
	p.s.linkToTheme(linking{
		Heading: p.page.Text, More: []fyne.CanvasObject{titled(w.T("What is linked"), what.Select)},
		Item: func() model.Ref { return model.Ref(what.ID()) },
		Says: w.T("What agreeing says of the theme"), Words: words, Values: values,
		None: w.T("There is no theme yet. Make one on the page Themes."), Missing: w.T("Choose the theme that the question bears on."),
	})
}
