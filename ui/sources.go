package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model/desk"
	"consilience/ui/view"
)

// sourcesPage lists what was brought in, brings in more and says what is wrong
// in it.
type sourcesPage struct {
	s       *Shell
	content *fyne.Container
	full    fyne.CanvasObject
	table   *table
	body    *scrolled
	sync    *button
	stop    *button
	job     *fyne.Container
	waiting *fyne.Container // tables that need a mapping
	bar     *progress
	what    *bidiText

	state desk.State
	order view.Order
	shown []int
	open  string
}

func newSourcesPage(s *Shell) *sourcesPage {
	p := &sourcesPage{s: s, order: view.Order{Column: view.SourceChannel}, body: newScrolled(14)}
	w := s.w
	p.table = newTable([]tableColumn{
		view.SourceTitle:     {Title: w.T("Source"), Lines: 2},
		view.SourceChannel:   {Title: w.T("Channel"), Width: 128, Lines: 2},
		view.SourceRows:      {Title: w.T("Rows"), Width: 76, Right: true, Down: true, From: 640},
		view.SourceFetched:   {Title: w.T("Fetched"), Width: 158, Down: true, From: 560},
		view.SourceState:     {Title: w.T("State"), Width: 128, Down: true},
		view.SourcePublisher: {Title: w.T("Publisher"), Width: 180, Lines: 2, From: 960},
		view.SourceLicence:   {Title: w.T("Licence"), Width: 170, Lines: 2, From: 1120},
	}, p.order, func(o view.Order) { p.order = o; p.fill() }, func(row int) { p.show(p.state.Sources[p.shown[row]].Source.ID) })

	p.sync = primary(w.T("Sync"), theme.ViewRefreshIcon(), func() { s.desk.Sync() })
	p.stop = plain(w.T("Stop"), theme.MediaStopIcon(), s.stop)
	add := plain(w.T("Add…"), theme.ContentAddIcon(), nil)
	add.OnTapped = func() { p.addMenu(add) }
	p.what = cutLine("")
	p.bar = newProgress()
	p.job = container.New(beside{gap: 12, weights: []float32{1, 1}}, container.New(middle{}, p.what), p.bar.box)
	p.job.Hide()
	p.waiting = stack(8)
	hint := newText(w.T("Sync asks every publisher for changes. Nothing is sent, and published files are never changed. You can also drop a file or folder on this window.")).small().quiet()
	head := stack(6, s.heading(w.T("Sources"), p.sync, p.stop, add), hint, p.job, p.waiting)
	split := container.NewHSplit(newPanel(p.table), newPanel(padded(14, 10, p.body)))
	split.Offset = 0.58
	p.full = padded(16, 12, container.NewBorder(padded(0, 4, head), nil, nil, nil, split))
	p.content = container.NewStack(p.full)
	return p
}

// addMenu offers the ways to bring in a source, below the button.
func (p *sourcesPage) addMenu(below fyne.CanvasObject) {
	w := p.s.w
	menu := fyne.NewMenu("",
		fyne.NewMenuItem(w.T("Open an address…"), p.s.OpenAddress),
		fyne.NewMenuItem(w.T("Open a folder…"), p.s.OpenFolder),
		fyne.NewMenuItem(w.T("Open a file…"), p.s.OpenFile),
		fyne.NewMenuItem(w.T("Open the sample consultation"), p.s.OpenSample))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(below)
	widget.ShowPopUpMenuAtPosition(menu, p.s.win.Canvas(), at.AddXY(0, below.Size().Height))
}

// Name implements Page.
func (p *sourcesPage) Name() string { return PageSources }

// Content implements Page.
func (p *sourcesPage) Content() fyne.CanvasObject { return p.content }

// Show implements Page.
func (p *sourcesPage) Show(st desk.State) {
	p.state = st
	p.progress(st)
	p.waiting.Objects = p.s.tablesWaiting(st.Problems)
	p.waiting.Refresh()
	if len(st.Sources) == 0 && st.Job == nil && len(p.waiting.Objects) == 0 {
		w := p.s.w
		p.content.Objects = []fyne.CanvasObject{newEmpty(w.T("No sources yet"),
			w.T("A source is what a publisher made public of one channel: a poll, the notes of meetings, a survey. Bring one in from an address, a folder or a file. It is kept on this machine, so you can work without a connection."),
			p.s.sampleButtons()...)}
		p.content.Refresh()
		return
	}
	p.content.Objects = []fyne.CanvasObject{p.full}
	if p.open == "" && len(st.Sources) > 0 {
		p.open = st.Sources[p.s.w.Sources(st, p.order)[0]].Source.ID
	}
	p.fill()
	p.content.Refresh()
}

// progress shows the job under way; Sync and Stop take turns.
func (p *sourcesPage) progress(st desk.State) {
	running := p.s.w.Job(st)
	p.bar.show(running)
	if running == nil {
		p.job.Hide()
		p.stop.Disable()
		p.sync.Enable()
		if len(st.Sources) == 0 {
			p.sync.Disable()
		}
		return
	}
	p.what.SetText(running.Text)
	if p.s.stopping {
		p.what.SetText(p.s.w.T("Stopping…"))
	}
	p.job.Show()
	able(p.stop, !p.s.stopping)
	p.sync.Disable()
}

// fill puts the sources into the table and the open one into the pane.
func (p *sourcesPage) fill() {
	p.shown = p.s.w.Sources(p.state, p.order)
	cells := p.s.w.SourceTable(p.state)
	p.table.SetRows(len(p.shown), func(row int) []view.Cell { return cells[p.shown[row]] })
	for row, i := range p.shown {
		if p.state.Sources[i].Source.ID == p.open {
			p.table.Select(row)
		}
	}
	p.detail()
}

// Open implements Opener.
func (p *sourcesPage) Open(id string) { p.show(id); p.fill() }

func (p *sourcesPage) show(id string) {
	p.open = id
	p.detail()
	p.body.Top()
}

// detail shows the open source whole.
func (p *sourcesPage) detail() {
	w := p.s.w
	page, ok := w.Source(p.state, p.open)
	if !ok {
		p.body.Put(newText(w.T("Choose a source to see its files and what was wrong in them.")).quiet())
		return
	}
	objects := []fyne.CanvasObject{newSection(page.Title), inLine(newBadge(page.State))}
	for _, n := range page.Notes {
		objects = append(objects, newText(n).quiet())
	}
	objects = append(objects, p.mapAnew()...)
	objects = append(objects, p.problems(page)...)
	objects = append(objects, rows(page.Rows))
	if len(page.Limitations) > 0 {
		objects = append(objects, p.s.bullets(w.T("What these data cannot tell"), page.Limitations))
	}
	files := stack(10, newText(w.T("Files")).bold())
	for _, f := range page.Files {
		files.Add(p.file(f))
	}
	p.body.Put(append(objects, files, p.remembered())...)
}

// mapAnew offers to say anew what the columns of the open source's table mean,
// where a mapping says it and the table lies on this machine.
func (p *sourcesPage) mapAnew() []fyne.CanvasObject {
	for _, src := range p.state.Sources {
		if src.Source.ID != p.open || src.Mapping == nil || len(src.Files) != 1 || strings.Contains(src.Files[0].Address, "://") || src.Files[0].Address == "" {
			continue
		}
		return []fyne.CanvasObject{inLine(plain(p.s.w.T("Map columns…"), theme.ListIcon(), func() {
			p.s.mapColumns(src.Files[0].Address, func(...string) { p.s.bringNow(src.Feed) })
		}))}
	}
	return nil
}

// problems are the problems in plain words, each with its place.
func (p *sourcesPage) problems(page view.SourcePage) []fyne.CanvasObject {
	if len(page.Problems) == 0 {
		return nil
	}
	w := p.s.w
	list := stack(10, newText(w.T("What was wrong in the published files")).bold())
	for _, x := range page.Problems {
		one := stack(3, newText(x.Say))
		if x.Do != "" {
			one.Add(newText(x.Do).quiet())
		}
		if x.Place != "" {
			one.Add(newText(x.Place).small().quiet())
		}
		one.Add(inLine(newLink(w.T("Details"), func() { p.s.TellProblem(x.Problem) })))
		list.Add(newStrip(view.ToneWarn, one))
	}
	return []fyne.CanvasObject{list}
}

// file is one published file with its digest, which can be copied.
func (p *sourcesPage) file(f view.FileRow) fyne.CanvasObject {
	w := p.s.w
	digest := inLine(oneLine(w.T("Digest %s", f.Digest)).small().quiet(), newLink(w.T("Copy"), func() { p.s.copy(f.SHA256) }))
	return stack(2, newText(f.Path), newText(f.Size+" · "+f.Read).small().quiet(), digest)
}
