package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
	"consilience/model/desk"
	"consilience/ui/view"
)

// notesPage is the list of notes, the open one's text, and beside it what is
// marked in it.
type notesPage struct {
	s       *Shell
	content *fyne.Container
	full    *fyne.Container
	search  *field
	table   *table
	found   *bidiText
	text    *noteView
	title   *bidiText
	facts   *bidiText
	back    *button
	side    *scrolled
	items   []*press
	panes   *notePanes

	state  desk.State
	rows   []view.NoteLine
	page   view.NotePage
	open   model.Ref
	chosen model.Ref // the open excerpt
	// refused says why a translation could not be taken back.
	refused *refusal
}

func newNotesPage(s *Shell) *notesPage {
	w := s.w
	p := &notesPage{s: s, side: newScrolled(4), text: newNoteView()}
	p.search = newField(w.T("Title, place, date"), 1)
	p.search.OnChanged = func(string) { p.find() }
	p.search.down = p.toList
	p.search.OnSubmitted = func(string) { p.toList() }
	p.table = newTable([]tableColumn{{Title: w.T("Note"), Lines: 3, Plain: true}},
		view.Order{Column: -1}, nil, func(row int) {
			p.show(p.rows[row].Ref)
			if p.narrow() { // the list is gone
				p.focusText()
			}
		})
	p.table.list.waits, p.table.list.enter = p.narrow, p.focusText
	p.found = oneLine("").small().quiet()
	left := container.NewBorder(padded(0, 4, stack(6, newHeading(w.T("Notes")), p.search, p.found)), nil, nil, nil, newPanel(p.table))

	p.title, p.facts = newText("").sized(theme.SizeNameSubHeadingText).bold().atMost(2), newText("").small().quiet().atMost(2)
	p.back = plain(w.T("All notes"), theme.NavigateBackIcon(), p.leave)
	p.text.keys, p.text.onTap, p.text.copy = p.key, p.tapped, s.copy
	p.text.leave, p.text.turn = p.leave, p.turn
	head := container.NewBorder(nil, nil, container.NewVBox(p.back), nil, padded(4, 0, stack(2, p.title, p.facts)))
	middle := newPanel(container.NewBorder(padded(12, 8, head), nil, nil, nil, p.text))

	tools := inLine(plain(w.T("Mark"), nil, p.mark), plain(w.T("Tag…"), nil, p.tag), plain(w.T("Keys"), theme.QuestionIcon(), p.help),
		plain(w.T("Add a translation…"), theme.ContentAddIcon(), p.translate))
	p.refused = newRefusal(s, p.side.Again)
	right := container.NewBorder(padded(0, 4, tools), nil, nil, nil, p.side)
	p.panes = &notePanes{p: p}
	p.full = padded(16, 12, container.New(p.panes, left, middle, right))
	p.content = container.NewStack(p.full)
	return p
}

// Name implements Page.
func (p *notesPage) Name() string { return PageNotes }

// Content implements Page.
func (p *notesPage) Content() fyne.CanvasObject { return p.content }

// Begin implements Enterer: the text of the open note, or the search.
func (p *notesPage) Begin() fyne.Focusable {
	switch {
	case len(p.state.Notes) == 0:
		return nil
	case p.open != "":
		return p.text
	}
	return p.search
}

// toList leads from the search into what was found.
func (p *notesPage) toList() {
	if len(p.rows) == 0 {
		return
	}
	p.s.win.Canvas().Focus(p.table.list)
	if !p.narrow() {
		p.table.list.Select(0)
	}
}

// narrow says whether the open note takes the place of the list.
func (p *notesPage) narrow() bool { return p.full.Objects[0].Size().Width < noteNarrow }

// leave goes from the text back to the list.
func (p *notesPage) leave() {
	if p.narrow() {
		p.show("")
		p.table.Select(-1) // or the same note could not be chosen again
	}
	if len(p.rows) == 0 {
		p.s.win.Canvas().Focus(p.search)
		return
	}
	p.s.win.Canvas().Focus(p.table.list)
}

// turn opens the next note of the list, or the one before.
func (p *notesPage) turn(by int) {
	at := slices.IndexFunc(p.rows, func(r view.NoteLine) bool { return r.Ref == p.open }) + by
	if at < 0 || at >= len(p.rows) {
		p.s.hint(p.s.w.T("There is no other note in the list."))
		return
	}
	p.show(p.rows[at].Ref)
	if !p.narrow() {
		p.table.Select(at)
	}
	p.focusText()
}

// Open implements Opener: a note or an excerpt, by its reference.
func (p *notesPage) Open(ref string) {
	for _, n := range p.state.Notes {
		if n.Ref() == model.Ref(ref) {
			p.show(n.Ref())
			return
		}
	}
	for _, e := range p.state.Excerpts {
		if e.Ref() != model.Ref(ref) {
			continue
		}
		if e.Note == "" {
			p.s.hint(p.s.w.T("The publisher gave this excerpt without its note."))
			return
		}
		p.show(model.NewRef(e.Source, e.Note))
		p.choose(e.Ref(), true)
		return
	}
	p.s.hint(p.s.w.T("This note is in no source that is here now."))
}

// Show implements Page.
func (p *notesPage) Show(st desk.State) {
	before := p.state
	p.state = st
	shownObject := fyne.CanvasObject(p.full)
	if len(st.Notes) == 0 {
		w := p.s.w
		shownObject = newEmpty(w.T("No notes yet"),
			w.T("Here stand the texts that people gave: notes of meetings, conversations, written comments. You read them, mark passages and tag them for or against. The sample has none; bring in a folder with notes."),
			plain(w.T("Open a folder…"), theme.FolderOpenIcon(), p.s.OpenFolder),
			plain(w.T("Open a file…"), theme.FileIcon(), p.s.OpenFile))
	}
	if p.content.Objects[0] != shownObject {
		p.content.Objects = []fyne.CanvasObject{shownObject}
		p.content.Refresh()
	}
	if len(before.Notes) != len(st.Notes) || len(before.Excerpts) != len(st.Excerpts) || len(st.Notes) > 0 && &before.Notes[0] != &st.Notes[0] {
		p.find()
	}
	if p.open != "" {
		p.read(false)
	}
}

// find fills the list anew.
func (p *notesPage) find() {
	w := p.s.w
	p.rows = w.Notes(p.state, p.search.Text)
	p.table.SetRows(len(p.rows), func(row int) []view.Cell {
		// The title has two lines at most, so that the facts are seen below it.
		const letter = 8.5
		return []view.Cell{{Text: p.rows[row].Says(w, int(2*p.table.Size().Width/letter)-4)}}
	})
	p.found.SetText(w.N("%d note", "%d notes", len(p.rows)))
	for i, r := range p.rows {
		if r.Ref == p.open {
			p.table.Select(i)
		}
	}
}

// show opens a note; an empty reference goes back to the list.
func (p *notesPage) show(ref model.Ref) {
	if ref != p.open {
		p.chosen = ""
	}
	p.open = ref
	if ref != "" {
		p.read(true)
	}
	p.full.Refresh()
	p.panes.Layout(p.full.Objects[0].(*fyne.Container).Objects, p.full.Objects[0].Size())
}

// read shows the open note; anew from its beginning.
func (p *notesPage) read(anew bool) {
	page, ok := p.s.w.Note(p.state, p.open)
	if !ok {
		p.open = ""
		return
	}
	changed := anew || page.Text != p.page.Text
	p.page = page
	p.title.SetText(page.Title)
	p.facts.SetText(page.Facts)
	if changed {
		p.text.Put(page.Text)
		p.text.text.setWidth(p.text.Size().Width - noteMargin - noteRight)
	}
	p.mend()
}

// mend shows the marks and the excerpts beside the text.
func (p *notesPage) mend() {
	at := -1
	for i, e := range p.page.Excerpts {
		if e.Ref == p.chosen {
			at = i
		}
	}
	p.text.Mark(p.page.Excerpts, at)
	p.list()
}

// excerpt is the open excerpt, or nil.
func (p *notesPage) excerpt() *view.NoteExcerpt {
	for i := range p.page.Excerpts {
		if p.page.Excerpts[i].Ref == p.chosen {
			return &p.page.Excerpts[i]
		}
	}
	for i := range p.page.Loose {
		if p.page.Loose[i].Ref == p.chosen {
			return &p.page.Loose[i]
		}
	}
	return nil
}

// choose opens an excerpt; there scrolls the text to it.
func (p *notesPage) choose(ref model.Ref, there bool) {
	p.chosen = ref
	if e := p.excerpt(); there && e != nil && e.Number > 0 {
		p.text.anchor, p.text.caret = e.Start, e.Start
		p.text.reveal(e.Start)
	}
	p.mend()
}

// list fills the pane of excerpts.
func (p *notesPage) list() {
	w := p.s.w
	var objects []fyne.CanvasObject
	p.items = nil
	var open fyne.CanvasObject
	add := func(e view.NoteExcerpt) {
		item := newPress(p.face(e), fyne.NewSize(8, 6), func() { p.choose(e.Ref, true) })
		item.Select(e.Ref == p.chosen)
		if e.Ref == p.chosen {
			open = item
		}
		p.items = append(p.items, item)
		objects = append(objects, item)
	}
	if len(p.page.Excerpts)+len(p.page.Loose) == 0 {
		objects = append(objects, newText(w.T("Nothing is marked in this note yet. Select words in the text, with the mouse or with Shift and the arrows, then press M to mark or T to tag.")).quiet())
	}
	for _, e := range p.page.Excerpts {
		add(e)
	}
	if len(p.page.Loose) > 0 {
		objects = append(objects, newText(w.T("Without a place: their words are not in the note as it is now.")).small().ink(colourWarn))
	}
	for _, e := range p.page.Loose {
		add(e)
	}
	if rows := w.Translations(p.state, p.page.Ref, time.Local); len(rows) > 0 {
		objects = append(append([]fyne.CanvasObject{newText(w.T("Translations")).bold()}, p.s.noteRows(rows, p.refused)...), objects...)
	}
	if rows := w.Translations(p.state, p.chosen, time.Local); p.chosen != "" && len(rows) > 0 {
		objects = append(objects, newText(w.T("Translations of the chosen passage")).bold())
		objects = append(objects, p.s.noteRows(rows, p.refused)...)
	}
	p.side.Put(append(objects, p.refused.box)...)
	if open != nil {
		p.side.reveal(open)
	}
}

// face is an excerpt in the pane: number, words, tags with sign and coder.
func (p *notesPage) face(e view.NoteExcerpt) fyne.CanvasObject {
	w := p.s.w
	head := newText(e.Text).atMost(3)
	body := stack(2, head)
	for _, t := range e.Tags {
		says := t.Sign + " " + t.Name + " · " + t.Says
		if t.Coder != "" {
			says += " · " + t.Coder
		}
		body.Add(newText(says).small())
	}
	if len(e.Tags) == 0 {
		body.Add(newText(w.T("no tag yet")).small().quiet())
	}
	if e.By != "" {
		body.Add(newText(e.By).small().quiet())
	}
	for _, r := range e.Remarks {
		body.Add(newText(r).small().quiet())
	}
	number := "–"
	if e.Number > 0 {
		number = w.T("%d", e.Number)
	}
	return hanging(stack(0, oneLine(number).small().bold(), newSwatch(e.Colour)), body)
}

// notePanes lays out list, text and excerpts; in a narrow window the list makes
// room for the open note.
type notePanes struct{ p *notesPage }

const (
	noteGap    = 12
	noteNarrow = 1000
)

// Layout implements fyne.Layout.
func (l *notePanes) Layout(o []fyne.CanvasObject, size fyne.Size) {
	list, text, side := o[0], o[1], o[2]
	open := l.p.open != ""
	narrow := size.Width < noteNarrow
	shown(list, !open || !narrow)
	shown(text, open)
	shown(side, open)
	shown(l.p.back, narrow)
	if !open {
		list.Move(fyne.NewPos(0, 0))
		list.Resize(size)
		return
	}
	x := float32(0)
	if !narrow {
		w := min(max(size.Width*0.24, 230), 320)
		list.Move(fyne.NewPos(0, 0))
		list.Resize(fyne.NewSize(w, size.Height))
		x = w + noteGap
	}
	right := min(max((size.Width-x)*0.34, 220), 340)
	text.Move(fyne.NewPos(x, 0))
	text.Resize(fyne.NewSize(size.Width-x-right-noteGap, size.Height))
	side.Move(fyne.NewPos(size.Width-right, 0))
	side.Resize(fyne.NewSize(right, size.Height))
}

// MinSize implements fyne.Layout.
func (l *notePanes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(560, 300) }

// translate asks for a translation of the chosen passage, or of the whole note
// where none is chosen.
func (p *notesPage) translate() {
	ref, original := p.page.Ref, p.page.Text
	if e := p.excerpt(); e != nil {
		ref, original = e.Ref, e.Text
	}
	if ref != "" {
		p.s.translate(ref, original)
	}
}
