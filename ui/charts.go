package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"consilience/model"
	"consilience/model/chart"
	"consilience/model/chart/picture"
	"consilience/model/desk"
	"consilience/ui/view"
)

// chartsPage shows one chart large, with its source, its words and its table
// below, and saves it.
type chartsPage struct {
	s       *Shell
	content *fyne.Container
	kinds   *choice
	of      *choice
	ofBox   fyne.CanvasObject
	copy    *button
	save    *button
	body    *scrolled

	state desk.State
	kind  desk.ChartKind
	asked bool // a person chose the kind
	fonts *picture.Fonts
	scene chart.Scene
	// drawn is what the body was made for.
	drawn chartDrawn
}

// chartDrawn is what a drawn chart depends on.
type chartDrawn struct {
	kind     desk.ChartKind
	of       string
	revision int
}

func newChartsPage(s *Shell) *chartsPage {
	w := s.w
	p := &chartsPage{s: s, body: newScrolled(12), kind: desk.ChartKinds[0]}
	names, ids := w.ChartKinds()
	p.kinds = newChoice(names, ids, func(id string) {
		if id != "" && desk.ChartKind(id) != p.kind {
			p.kind, p.asked = desk.ChartKind(id), true
			p.body.Top()
			p.Show(p.state)
		}
	})
	p.of = newChoice(nil, nil, func(string) { p.body.Top(); p.Show(p.state) })
	p.ofBox = beforeChoice(w.T("Shown for"), p.of, 250)
	p.copy = plain(w.T("Copy table"), theme.ContentCopyIcon(), func() { s.copy(view.TableText(p.scene.Figures)) })
	p.save = primary(w.T("Save chart…"), theme.DocumentSaveIcon(), p.ask)
	choices := inLine(beforeChoice(w.T("Chart"), p.kinds, 270), p.ofBox)
	head := stack(6, s.heading(w.T("Charts"), p.copy, p.save), choices)
	p.content = padded(16, 12, container.NewBorder(padded(0, 4, head), nil, nil, nil, p.body))
	return p
}

// Name implements Page.
func (p *chartsPage) Name() string { return PageCharts }

// Content implements Page.
func (p *chartsPage) Content() fyne.CanvasObject { return p.content }

// Begin implements Enterer.
func (p *chartsPage) Begin() fyne.Focusable { return p.kinds.Select }

// Open implements Opener: "<kind>" or "<kind>/<subject>".
func (p *chartsPage) Open(what string) {
	kind, of, _ := strings.Cut(what, "/")
	for _, k := range desk.ChartKinds {
		if string(k) == kind {
			p.kind, p.asked = k, true
		}
	}
	p.of.Offer(p.s.w.ChartSubjects(p.state, p.kind))
	p.of.Choose(of)
	p.body.Top()
	p.Show(p.state)
}

// Show implements Page.
func (p *chartsPage) Show(st desk.State) {
	p.state = st
	w := p.s.w
	if !p.asked {
		p.kind = firstDrawn(w, st)
	}
	p.kinds.Choose(string(p.kind))
	names, ids := w.ChartSubjects(st, p.kind)
	p.of.Offer(names, ids)
	if p.of.SelectedIndex() < 0 && len(ids) > 0 {
		p.of.Choose(ids[0])
	}
	shown(p.ofBox, len(ids) > 1)
	if len(ids) == 0 {
		p.drawn = chartDrawn{}
		p.scene = chart.Scene{}
		p.copy.Disable()
		p.save.Disable()
		p.body.Put(newEmpty(w.T("Nothing to draw yet"), w.ChartNeeds(p.kind), plain(w.T("Open a folder…"), theme.FolderOpenIcon(), p.s.OpenFolder), plain(w.T("Open an address…"), theme.SearchIcon(), p.s.OpenAddress)))
		return
	}
	p.copy.Enable()
	p.save.Enable()
	if now := (chartDrawn{p.kind, p.of.ID(), st.Revision}); now != p.drawn {
		p.drawn = now
		p.draw()
	}
}

// firstDrawn is the first kind of chart for which there are figures, or the
// first of all.
func firstDrawn(w *view.Words, st desk.State) desk.ChartKind {
	for _, k := range desk.ChartKinds {
		if _, ids := w.ChartSubjects(st, k); len(ids) > 0 {
			return k
		}
	}
	return desk.ChartKinds[0]
}

// advance measures words as the picture's fonts do, which are the window's.
func (p *chartsPage) advance(text string, size float64, bold bool) float64 {
	if p.fonts == nil {
		fonts, err := picture.NewFonts()
		if err != nil { // the bundled fonts are tested; a guess keeps words apart
			return 0.6 * size * mmPerPoint * float64(len([]rune(text)))
		}
		p.fonts = fonts
	}
	return p.fonts.Advance(text, size, bold)
}

// draw shows the chosen chart.
func (p *chartsPage) draw() {
	w, st, kind, of := p.s.w, p.state, p.kind, p.of.ID()
	scene := func(width float64) chart.Scene { return w.Chart(st, kind, of, "", width, p.advance) }
	p.scene = scene(0)
	words := newText(p.scene.Alt).small()
	words.Hide()
	var toWords *button
	toWords = plain(w.T("The chart in words"), foldIcon(false), func() {
		shown(words, !words.Visible())
		toWords.SetIcon(foldIcon(words.Visible()))
		p.body.Again()
	})
	toWords.Importance = widget.LowImportance
	card := stack(8, newText(p.scene.Title).sized(theme.SizeNameSubHeadingText).bold(), newChartCanvas(scene, p.s.Open),
		newText(p.scene.Source).small().quiet(), inLine(toWords), words)
	parts := []fyne.CanvasObject{newCard(card)}
	if t := p.table(); t != nil {
		parts = append(parts, t)
	}
	p.body.Put(parts...)
}

// table is the chart's table.
func (p *chartsPage) table() fyne.CanvasObject {
	heads, rows, more := p.s.w.ChartTable(p.scene.Figures)
	if len(rows) == 0 {
		return nil
	}
	weights := make([]float32, len(heads))
	for i, right := range p.scene.Figures.Right {
		weights[i] = 2.4
		if right {
			weights[i] = 1
		}
	}
	line := func(cells []string, bold bool) fyne.CanvasObject {
		var out []fyne.CanvasObject
		for _, c := range cells {
			t := newText(c).small()
			if bold {
				t = t.bold()
			}
			out = append(out, t)
		}
		return container.New(beside{gap: 12, weights: weights}, out...)
	}
	card := stack(5, newSection(p.s.w.T("The same figures as a table")), line(heads, true), newRule())
	for _, r := range rows {
		card.Add(line(r, false))
	}
	if more != "" {
		card.Add(newText(more).small().quiet())
	}
	return newCard(card)
}

// ask asks for the file to save the chart in.
func (p *chartsPage) ask() {
	s, w := p.s, p.s.w
	kind, of := p.kind, p.of.ID()
	title := newField(p.scene.Title, 1)
	names, endings := w.ChartFormats()
	file := s.newFileChoice(names, endings, view.ChartFile(kind, of, endings[0]))
	s.ask(question{
		Title:   w.T("Save the chart"),
		Confirm: w.T("Save"),
		Body: stack(10, file.box,
			titled(w.T("Title; empty: the one that is made from the figures"), title)),
		First: file.file,
		Do: func() error {
			path, err := file.path(w)
			if err != nil {
				return err
			}
			missing, err := s.desk.SaveChart(w.Chart(p.state, kind, of, strings.TrimSpace(title.Text), 0, p.advance), w.Language(), path)
			if err != nil {
				return model.AsProblem(err, w.T("The chart could not be saved. No file was changed."))
			}
			s.Notice(w.ChartSaved(path, missing))
			return nil
		},
	})
}
