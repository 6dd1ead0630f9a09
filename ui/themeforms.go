package ui

import (
	"fyne.io/fyne/v2"

	"consilience/model"
	"consilience/ui/view"
)

// newTheme asks for a title and a proposition, and opens what was made.
func (p *themesPage) newTheme() {
	s, w := p.shell, p.shell.w
	title := newField(w.T("A short name, such as “Citizens in decisions”"), 1)
	proposition := newField(w.T("A sentence that evidence can support or oppose"), 3)
	s.ask(question{
		Title:   w.T("New theme"),
		Intro:   w.T("A theme is a proposition. Evidence is then linked to it, and its class is computed."),
		Confirm: w.T("Add theme"),
		Body:    stack(12, titled(w.T("Title"), title), titled(w.T("Proposition"), proposition)),
		First:   title,
		Do: func() error {
			if err := need(w.ThemeProblem(title.Text, proposition.Text)); err != nil {
				return err
			}
			id, err := s.desk.AddTheme(title.Text, proposition.Text)
			if err != nil {
				return err
			}
			p.Open(id)
			return nil
		},
	})
}

// addReservation asks for a minority view, a condition or a contested
// instrument.
func (p *themesPage) addReservation() {
	s, w, id := p.shell, p.shell.w, p.panes.open
	entry := newField(w.T("A minority view, a condition, or a doubt about how people were asked"), 4)
	s.ask(question{
		Title:   w.T("Add a reservation"),
		Intro:   w.T("A reservation is kept with your name. A theme with one is at most “convergent with reservations”."),
		Confirm: w.T("Save reservation"),
		Body:    titled(w.T("Reservation"), entry),
		First:   entry,
		Do: func() error {
			if err := need(w.TextProblem(entry.Text)); err != nil {
				return err
			}
			return s.desk.Reserve(id, entry.Text)
		},
	})
}

// chooseClass asks for the member's own class and the reason for it.
func (p *themesPage) chooseClass() {
	s, w, t := p.shell, p.shell.w, p.theme()
	computed := t.Assessment.Class
	var labels []string
	for _, c := range model.Classes {
		label := w.Class(c).Word
		if c == computed {
			label = w.T("%s (computed)", label)
		}
		labels = append(labels, label)
	}
	list := newOptions(labels)
	reason := newField(w.T("Required if your class differs from the computed one"), 3)
	s.ask(question{
		Title:   w.T("Your own class"),
		Intro:   w.T("It is shown with your name beside the computed class. Nothing is overwritten."),
		Confirm: w.T("Save class"),
		Body:    stack(12, titled(w.T("Class"), list), titled(w.T("Reason"), reason)),
		First:   reason,
		Do: func() error {
			var chosen model.Class
			if i := list.Chosen(); i >= 0 {
				chosen = model.Classes[i]
			}
			if err := need(w.ClassProblem(computed, chosen, reason.Text)); err != nil {
				return err
			}
			return s.desk.ChooseClass(t.ID, chosen, reason.Text)
		},
	})
}

// linkEvidence lets the person find a statement or tag and say what it means
// for the proposition.
func (p *themesPage) linkEvidence() {
	s, w, t := p.shell, p.shell.w, p.theme()
	says := newOptions([]string{w.T("It says the proposition"), w.T("It says the reverse"), w.T("It only raises the topic")})
	says.Choose(0)
	polarity := []int{1, -1, 0}
	found := newFinder(s, p.linked(), nil)
	s.ask(question{
		Title:   w.T("Link evidence"),
		Intro:   t.Proposition,
		Confirm: w.T("Link"),
		Body:    stack(12, found.box, titled(w.T("What does it mean for the proposition?"), says)),
		First:   found.query,
		Size:    fyne.NewSize(720, 620),
		Do: func() error {
			if found.chosen == "" {
				return need(w.T("Choose a statement or a tag first."))
			}
			return s.desk.LinkStatement(t.ID, found.chosen, polarity[max(says.Chosen(), 0)])
		},
	})
}

// finder is a field to search statements and tags, with what it finds below.
type finder struct {
	shell  *Shell
	box    *fyne.Container
	query  *field
	found  *scrolled
	linked []model.Ref
	chosen model.Ref
	items  map[model.Ref]*press // what is shown now
	// picked is told what was chosen; may be nil.
	picked func(model.Ref)
}

// found shows at most so many items: more cannot be read, fewer words find fewer.
const finderShows = 30

func newFinder(s *Shell, linked []model.Ref, picked func(model.Ref)) *finder {
	f := &finder{shell: s, linked: linked, picked: picked, found: newScrolled(1)}
	f.query = newField(s.w.T("Words of the statement, the tag or its source"), 1)
	f.query.OnChanged = func(string) { f.search() }
	f.box = stack(8, titled(s.w.T("Search"), f.query), newFixed(210, f.found))
	f.search()
	return f
}

// search shows what has the words of the query.
func (f *finder) search() {
	w := f.shell.w
	list := w.Candidates(f.shell.state, f.query.Text, f.linked, finderShows+1)
	var out []fyne.CanvasObject
	f.items = map[model.Ref]*press{}
	for i, c := range list {
		if i == finderShows {
			out = append(out, newText(w.T("There is more: add a word to the search.")).small().quiet())
			break
		}
		out = append(out, f.item(c))
	}
	if len(list) == 0 {
		out = append(out, newText(w.T("Nothing has these words.")).quiet())
	}
	f.found.Put(out...)
}

func (f *finder) item(c view.Candidate) fyne.CanvasObject {
	line := inLine(newMark(c.Reading), oneLine(c.Figure).small(), oneLine(c.ID+" · "+c.Source).small().quiet())
	if c.Linked {
		line.Add(oneLine(f.shell.w.T("linked already")).small().ink(colourUnsure))
	}
	p := newPress(stack(1, newText(c.Text).atMost(2), line), fyne.NewSize(8, 4), func() {
		f.chosen = c.Ref
		for ref, item := range f.items {
			item.Select(ref == c.Ref)
		}
		if f.picked != nil {
			f.picked(c.Ref)
		}
	})
	p.Select(c.Ref == f.chosen)
	f.items[c.Ref] = p
	return p
}
