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

// themesPage shows the themes by class and the open one with all that bears on
// it. UI goroutine only.
type themesPage struct {
	shell *Shell
	panes *choosing
	state desk.State
	// list and page are what is shown now: the panes are made again only when
	// the words in them change, so that nobody loses their place.
	list []view.ThemeGroup
	page view.ThemePage

	refused *refusal
	// comments keeps each theme's half-written comment.
	comments map[string]*writing
	// tracing and inWords: the class's trace, the chart's words are open.
	tracing, inWords bool
}

// newThemesPage makes the page, empty until it is shown a State.
func newThemesPage(s *Shell) *themesPage {
	p := &themesPage{shell: s, comments: map[string]*writing{}}
	p.panes = newChoosing(plain(s.w.T("New theme…"), theme.ContentAddIcon(), p.newTheme))
	p.refused = newRefusal(s, p.panes.detail.Again)
	return p
}

// Name implements Page.
func (p *themesPage) Name() string { return PageThemes }

// Content implements Page.
func (p *themesPage) Content() fyne.CanvasObject { return p.panes.box }

// Show implements Page.
func (p *themesPage) Show(st desk.State) {
	p.state = st
	w := p.shell.w
	groups := w.ThemeGroups(st)
	if p.list == nil || !reflect.DeepEqual(groups, p.list) {
		p.list = groups
		p.showList()
	}
	if !p.has(p.panes.open) {
		p.panes.open = firstTheme(groups)
	}
	p.showTheme(false)
}

// Open implements Opener: it shows the theme of an id.
func (p *themesPage) Open(id string) {
	p.panes.mark(id)
	p.refused.Tell(nil)
	p.showTheme(true)
}

func (p *themesPage) has(id string) bool {
	for _, t := range p.state.Themes {
		if t.ID == id {
			return true
		}
	}
	return false
}

func firstTheme(groups []view.ThemeGroup) string {
	if len(groups) == 0 {
		return ""
	}
	return groups[0].Themes[0].ID
}

// showList makes the left pane: the themes under their classes.
func (p *themesPage) showList() { p.panes.relist(p.shell.win, p.listed) }

func (p *themesPage) listed() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i, g := range p.list {
		if i > 0 {
			out = append(out, padded(0, 4, stack(0)))
		}
		out = append(out, padded(10, 2, p.groupHead(g)))
		for _, t := range g.Themes {
			face := stack(1, newText(t.Title).bold())
			if t.Proposition != "" {
				face.Add(newText(t.Proposition).small().quiet().atMost(2))
			}
			if t.Own != "" {
				face.Add(newText(t.Own).small().ink(colourUnsure))
			}
			out = append(out, p.panes.item(t.ID, face, p.Open))
		}
	}
	return out
}

// groupHead is a class with the number of its themes; long names wrap.
func (p *themesPage) groupHead(g view.ThemeGroup) fyne.CanvasObject {
	return wrappingMark(g.Class, p.shell.w.Number(g.Count))
}

// showTheme makes the right pane if its words have changed, or if it must.
func (p *themesPage) showTheme(must bool) {
	s := p.shell
	page, ok := s.w.Theme(p.state, p.panes.open, time.Local)
	if !ok {
		p.page = view.ThemePage{}
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
		p.classCard(page),
		p.channelsCard(page),
		p.chartCard(page),
		p.evidenceCard(page),
		p.polesCard(page),
		p.peopleCard(page),
		card(s.w.T("Statements that both sides can hold"), s.evidenceRows(page.Bridging, p.refused)...),
		card(s.w.T("Reservations"), s.noteRows(page.Reserved, p.refused)...),
		p.concernsCard(page),
		p.limitsCard(page),
		p.commentsCard(page),
	)...)
}

// empty says what belongs here and has the button that brings it.
func (p *themesPage) empty() fyne.CanvasObject {
	w := p.shell.w
	return newEmpty(w.T("No themes yet"),
		w.T("A theme is a proposition that evidence supports or opposes, such as “Strengthen citizen participation in decisions”. Themes come with a consultation’s files, or members write them here."),
		primary(w.T("New theme…"), theme.ContentAddIcon(), p.newTheme),
		plain(w.T("Bring in inputs"), theme.DownloadIcon(), func() { p.shell.Go(PageSources) }))
}

// head is the theme's proposition with its class and what can be done.
func (p *themesPage) head(t view.ThemePage) fyne.CanvasObject {
	w := p.shell.w
	head := stack(8, inLine(newBadge(t.Class), newMark(t.Confidence)), newHeading(t.Title))
	if t.Proposition != "" {
		head.Add(newText(t.Proposition))
	}
	if t.From != "" {
		head.Add(newText(t.From).small().quiet())
	}
	head.Add(inLine(
		primary(w.T("Make a memo…"), theme.DocumentCreateIcon(), func() { p.shell.goTo(PagePapers, "theme/"+t.ID) }),
		plain(w.T("Link evidence…"), nil, p.linkEvidence),
		plain(w.T("Add reservation…"), nil, p.addReservation),
		plain(w.T("Your own class…"), nil, p.chooseClass),
		plain(w.T("Comment"), nil, func() { p.shell.focus(p.panes.detail, p.comment(t.ID).box, p.comment(t.ID).entry) }),
	))
	return head
}

// comment is the theme's form, with what was typed into it before.
func (p *themesPage) comment(id string) *writing {
	f, ok := p.comments[id]
	if !ok {
		w := p.shell.w
		f = newWriting(p.shell, p.panes.detail, w.T("Your comment"), w.T("What should the others know?"), w.T("Save comment"),
			func(text string) error { return p.shell.desk.Comment("theme/"+id, text) })
		p.comments[id] = f
	}
	return f
}

// theme is the open theme as the desk has it.
func (p *themesPage) theme() desk.Theme {
	for _, t := range p.state.Themes {
		if t.ID == p.panes.open {
			return t
		}
	}
	return desk.Theme{}
}

// linked are the items that the open theme uses.
func (p *themesPage) linked() []model.Ref {
	var out []model.Ref
	for _, l := range p.theme().Links {
		out = append(out, l.Item)
	}
	return out
}
