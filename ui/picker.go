package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/ui/view"
)

// picker is a field to search with, and what is found below. The arrow keys
// lead from the field into the list; Return or a tap picks.
type picker struct {
	shell *Shell
	box   *fyne.Container
	query *field
	found *scrolled
	// find gives at most limit entries that have the words.
	find func(query string, limit int) []view.Choice
	// picked is told what was picked; chosen says what is picked already.
	picked func(view.Choice)
	chosen func(id string) bool
	items  []*press
}

// pickerShows is how many entries are shown: more cannot be read, and more
// words find fewer.
const pickerShows = 40

// newPicker makes a picker. filters, if any, stand beside the field; they call
// search when they change.
func newPicker(s *Shell, hint string, find func(query string, limit int) []view.Choice, picked func(view.Choice), filters ...fyne.CanvasObject) *picker {
	p := &picker{shell: s, find: find, picked: picked, found: newScrolled(1)}
	p.query = newField(hint, 1)
	p.query.OnChanged = func(string) { p.search() }
	p.query.down = func() { p.step(-1, fyne.KeyDown) }
	p.query.OnSubmitted = func(string) {
		if len(p.items) > 0 {
			p.items[0].press()
		}
	}
	head := stack(8, titled(s.w.T("Search"), p.query))
	for _, f := range filters {
		head.Add(f)
	}
	p.box = stack(8, head, newFixed(330, p.found))
	return p
}

// search shows what has the words of the query.
func (p *picker) search() {
	w := p.shell.w
	list := p.find(p.query.Text, pickerShows+1)
	var out []fyne.CanvasObject
	p.items = nil
	for i, c := range list {
		if i == pickerShows {
			out = append(out, newText(w.T("There is more: add a word to the search.")).small().quiet())
			break
		}
		out = append(out, p.item(i, c))
	}
	if len(list) == 0 {
		out = append(out, newText(w.T("Nothing has these words.")).quiet())
	}
	p.found.Put(out...)
}

func (p *picker) item(at int, c view.Choice) fyne.CanvasObject {
	face := stack(1, newText(c.Text).atMost(2))
	if c.Says != "" {
		face.Add(newText(c.Says).small().atMost(2))
	}
	face.Add(newText(c.Source).small().quiet().atMost(1))
	item := newPress(face, fyne.NewSize(8, 4), nil)
	item.do = func() {
		p.picked(c)
		if p.chosen != nil {
			item.Select(p.chosen(c.ID))
		}
	}
	item.Select(p.chosen != nil && p.chosen(c.ID))
	item.keys = func(key fyne.KeyName) bool { return p.step(at, key) }
	p.items = append(p.items, item)
	return item
}

// step moves the focus by the arrow keys; above the first entry is the field.
func (p *picker) step(from int, key fyne.KeyName) bool {
	to := from
	switch key {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to--
	default:
		return false
	}
	canvas := p.shell.win.Canvas()
	switch {
	case to < 0:
		canvas.Focus(p.query)
	case to < len(p.items):
		canvas.Focus(p.items[to])
	}
	return true
}

// pick shows a picker in a dialog that shuts when something was picked.
func (s *Shell) pick(title, hint string, find func(query string, limit int) []view.Choice, picked func(view.Choice)) {
	s.pickOf(title, newPicker(s, hint, find, func(c view.Choice) {
		s.escape()
		picked(c)
	}))
}

// pickOf shows a picker in a dialog.
func (s *Shell) pickOf(title string, p *picker) {
	p.search()
	s.read(title, padded(4, 4, p.box), fyne.NewSize(680, 560))
	p.query.escape = s.escape
	s.win.Canvas().Focus(p.query)
}

// pickFigure lets a person choose a computed figure, by its subject and kind.
func (s *Shell) pickFigure(picked func(view.Choice)) {
	w := s.w
	words, ids := w.FigureKinds()
	kind := newChoice(words, ids, nil)
	kind.Choose("")
	p := newPicker(s, w.T("Words of the statement, question or tag, or of its source"),
		func(query string, limit int) []view.Choice { return w.FigureChoices(s.state, query, kind.ID(), limit) },
		func(c view.Choice) {
			s.escape()
			picked(c)
		}, titled(w.T("Kind of figure"), edged(kind.Select)))
	kind.OnChanged = func(string) { p.search() }
	s.pickOf(w.T("Choose a figure"), p)
}

// chosenThing shows what was chosen, with buttons below.
func chosenThing(c view.Choice, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	face := stack(3)
	if c.Says != "" {
		face.Add(newText(c.Says).bold())
	}
	face.Add(newText(c.Text))
	face.Add(newText(c.Source).small().quiet())
	return stack(8, newPanel(padded(10, 8, face)), inLine(buttons...))
}

// searching is a button that opens something to choose from.
func searching(words string, do func()) *button { return plain(words, theme.SearchIcon(), do) }
