package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model/desk"
	"consilience/ui/view"
)

// groupsPage shows the opinion groups of a poll: the map, and beside it, or
// below it in a narrow window, what marks each group, what unites and divides.
type groupsPage struct {
	s       *Shell
	content *fyne.Container
	full    fyne.CanvasObject // heading, choices, map and words
	center  *fyne.Container   // below the choices
	polls   *choice
	pollBox fyne.CanvasObject
	methods *choice

	plane   *opinionMap
	mapCard fyne.CanvasObject
	mapSays *bidiText
	words   *scrolled
	beside  *mapBeside
	check   *button

	state  desk.State
	source string
	says   view.GroupMap // the map that is drawn
	// told and drawn are what words and map were made for.
	told  groupsTold
	drawn string
}

// groupsTold is what the words beside the map depend on.
type groupsTold struct {
	key     string
	running bool
	list    *desk.Statement // the first: another list has another
}

func newGroupsPage(s *Shell) *groupsPage {
	w := s.w
	p := &groupsPage{s: s, words: newScrolled(12), center: container.NewStack()}
	p.polls = newChoice(nil, nil, func(id string) { p.Open(id) })
	p.methods = newChoice(nil, nil, func(id string) {
		if g := p.state.Grouped(p.source); g != nil && id != "" && id != view.GroupMethod(g) {
			s.desk.FindGroups(p.source, id)
		}
	})
	p.plane = newOpinionMap(p.describe, s.Open)
	p.mapSays = newText("").small().quiet()
	p.mapCard = newPanel(padded(10, 8, container.NewBorder(p.tools(), p.mapSays, nil, nil, p.plane)))
	p.beside = &mapBeside{p: p}
	p.beside.box = container.New(p.beside, container.NewStack(p.mapCard), p.words)
	p.pollBox = beforeChoice(w.T("Poll"), p.polls, 210)
	choices := container.NewHBox(p.pollBox, beforeChoice(w.T("Method"), p.methods, 236))
	head := container.NewBorder(nil, nil, nil, choices, newHeading(w.T("Opinion groups")))
	p.full = padded(16, 12, container.NewBorder(padded(0, 4, head), nil, nil, nil, p.center))
	p.content = container.NewStack(p.full)
	return p
}

// beforeChoice puts a word before a choice.
func beforeChoice(word string, c *choice, width float32) fyne.CanvasObject {
	return container.NewBorder(nil, nil, container.NewCenter(oneLine(word).quiet()), nil, padded(6, 0, container.New(atLeast{width: width}, edged(c.Select))))
}

// tools are the buttons above the map.
func (p *groupsPage) tools() fyne.CanvasObject {
	w := p.s.w
	statements := newTick(w.T("Statements too"), func(on bool) { p.plane.ShowStatements(on); p.caption(on) })
	low := func(icon fyne.Resource, words string, do func()) *button {
		b := plain(words, icon, do)
		b.Importance = widget.LowImportance
		return b
	}
	buttons := container.NewHBox(
		low(theme.ZoomInIcon(), "", func() { p.plane.Zoom(zoomStep) }),
		low(theme.ZoomOutIcon(), "", func() { p.plane.Zoom(1 / zoomStep) }),
		low(theme.ZoomFitIcon(), w.T("Everybody"), p.plane.Everybody))
	return container.NewBorder(nil, nil, statements, buttons)
}

// Name implements Page.
func (p *groupsPage) Name() string { return PageGroups }

// Content implements Page.
func (p *groupsPage) Content() fyne.CanvasObject { return p.content }

// Open implements Opener: it shows the groups of a poll.
func (p *groupsPage) Open(source string) {
	p.source = source
	p.words.Top()
	p.Show(p.state)
}

// Show implements Page.
func (p *groupsPage) Show(st desk.State) {
	p.state = st
	titles, ids := view.GroupPolls(st)
	if len(ids) == 0 {
		p.only(p.empty(), p.content)
		return
	}
	p.only(p.full, p.content)
	p.polls.Offer(titles, ids)
	if p.polls.Choose(p.source); p.polls.ID() == "" {
		p.source = ids[0]
		p.polls.Choose(p.source)
	}
	shown(p.pollBox, len(ids) > 1)
	g := st.Grouped(p.source)
	p.methods.Offer(p.s.w.GroupMethods(g))
	if g == nil || st.Job != nil {
		p.methods.Disable()
	} else {
		p.methods.Enable()
	}
	if g == nil {
		p.methods.Choose("")
		p.told, p.drawn = groupsTold{}, ""
		p.center.Objects = []fyne.CanvasObject{p.unknown(st)}
		p.center.Refresh()
		return
	}
	p.methods.Choose(view.GroupMethod(g))
	p.draw(st, g)
	p.tell(st, g)
	p.only(p.beside.box, p.center)
}

// only shows one object in a container, if it is not there yet.
func (p *groupsPage) only(o fyne.CanvasObject, in *fyne.Container) {
	if len(in.Objects) != 1 || in.Objects[0] != o {
		in.Objects = []fyne.CanvasObject{o}
		in.Refresh()
	}
}

func (p *groupsPage) empty() fyne.CanvasObject {
	w := p.s.w
	return newEmpty(w.T("No poll with single votes yet"),
		w.T("Here stand the opinion groups of a poll: who votes alike, what marks each group, and on what all agree. They are found in people's single votes, as a Polis export has them (comments.csv with votes.csv or participants-votes.csv). Polls of which only totals were published, as in the sample, cannot be grouped."),
		plain(w.T("Open a folder…"), theme.FolderOpenIcon(), p.s.OpenFolder),
		plain(w.T("Open an address…"), theme.SearchIcon(), p.s.OpenAddress))
}

// unknown says that the groups of the poll have not been found yet.
func (p *groupsPage) unknown(st desk.State) fyne.CanvasObject {
	w := p.s.w
	if st.Job != nil {
		return newEmpty(w.T("The groups of this poll are not known yet"), w.T("They can be found as soon as what is going on now has ended. Its course stands at the bottom of the window."))
	}
	return newEmpty(w.T("The groups of this poll are not known yet"),
		w.T("Finding them takes seconds, also with very many votes. It changes no published file."),
		primary(w.T("Find the opinion groups"), theme.SearchIcon(), p.s.desk.GroupAll))
}

// draw shows the map, if it is another one.
func (p *groupsPage) draw(st desk.State, g *desk.Grouped) {
	if key := view.GroupKey(g); key != p.drawn {
		p.drawn = key
		m := p.s.w.GroupMap(st, g)
		p.says = m
		p.caption(p.plane.painter.crosses)
		p.plane.Put(m.Opinions, m.Titles)
	}
}

// caption says below the map what it shows.
func (p *groupsPage) caption(statements bool) {
	words := p.says.Says
	if statements {
		words += " " + p.says.CrossesSay
	}
	p.mapSays.SetText(words)
	p.mapCard.Refresh()
}

// describe says who stands at a dot.
func (p *groupsPage) describe(dot int) []string {
	g := p.state.Grouped(p.source)
	if g == nil || dot >= len(p.says.People) {
		return nil
	}
	return p.s.w.Participant(g, p.says.People[dot])
}

// tell writes the words beside the map, if they are others.
func (p *groupsPage) tell(st desk.State, g *desk.Grouped) {
	told := groupsTold{key: view.GroupKey(g), running: st.Job != nil}
	if len(st.Statements) > 0 {
		told.list = &st.Statements[0]
	}
	if told == p.told {
		return
	}
	p.told = told
	p.beside.texts = p.parts(st, g)
	p.beside.arrange()
}

// mapBeside lays the map to the left of the words, or in a narrow window above
// them, where it scrolls with them.
type mapBeside struct {
	p      *groupsPage
	box    *fyne.Container
	texts  []fyne.CanvasObject
	narrow bool
}

// narrowPage is the width below which the map lies above the words; narrowMap
// its height there.
const (
	narrowPage = 900
	narrowMap  = 380
	mapGap     = 14
)

// Layout implements fyne.Layout.
func (b *mapBeside) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if narrow := size.Width < narrowPage; narrow != b.narrow {
		b.narrow = narrow
		b.arrange()
	}
	slot, words := o[0], o[1]
	left := float32(0)
	if !b.narrow {
		left = size.Width * 0.47
		slot.Move(fyne.NewPos(0, 0))
		slot.Resize(fyne.NewSize(left, size.Height))
		left += mapGap
	}
	words.Move(fyne.NewPos(left, 0))
	words.Resize(fyne.NewSize(size.Width-left, size.Height))
}

// arrange puts the map where it belongs, and the words.
func (b *mapBeside) arrange() {
	p := b.p
	slot := b.box.Objects[0].(*fyne.Container)
	shown(slot, !b.narrow)
	if b.narrow {
		slot.Objects = nil
		p.plane.pass = p.words.scroll.Scrolled
		p.words.Put(append([]fyne.CanvasObject{newFixed(narrowMap, p.mapCard)}, b.texts...)...)
		return
	}
	slot.Objects = []fyne.CanvasObject{p.mapCard}
	p.plane.pass = nil
	p.words.Put(b.texts...)
}

// MinSize implements fyne.Layout.
func (b *mapBeside) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(440, 240)
}
