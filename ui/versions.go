package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"consilience/model"
)

// versions shows the versions of a paper: two of them side by side, and each can
// be opened.
func (p *papersPage) versions(id string) {
	s, w := p.shell, p.shell.w
	list, err := s.desk.PaperVersions(id)
	if err != nil {
		s.Tell(err, w.T("The versions of this paper could not be read. Nothing was changed."))
		return
	}
	names, places := w.Versions(list)
	ids := make([]string, len(places))
	for i, at := range places {
		ids[i] = list[at].Title + "\n" + names[i] // only has to be its own
	}
	body := newScrolled(10)
	older, newer := newChoice(names, ids, nil), newChoice(names, ids, nil)
	older.Choose(ids[min(1, len(ids)-1)])
	newer.Choose(ids[0])
	chosen := func(c *choice) model.Paper { return list[places[max(c.SelectedIndex(), 0)]] }
	fill := func() {
		open := func(c *choice) fyne.CanvasObject {
			return inLine(plain(w.T("Open this version"), theme.DocumentIcon(), func() {
				s.escape()
				p.composer.leave()
				p.begin(id, chosen(c))
			}))
		}
		out := []fyne.CanvasObject{sideBySide(
			stack(6, titled(w.T("Older"), edged(older.Select)), open(older)),
			stack(6, titled(w.T("Newer"), edged(newer.Select)), open(newer)))}
		changes := w.VersionChanges(chosen(older), chosen(newer))
		for _, c := range changes {
			out = append(out, newRule(), inLine(newBadge(c.Badge), newText(c.Part).bold()), sideBySide(newText(c.Was), newText(c.Is)))
		}
		switch {
		case len(list) == 1:
			out = append(out, newText(w.T("This paper has one version so far: it was saved once.")).quiet())
		case len(changes) == 0:
			out = append(out, newText(w.T("These two versions are the same.")).quiet())
		}
		body.Put(out...)
	}
	older.OnChanged, newer.OnChanged = func(string) { fill() }, func(string) { fill() }
	fill()
	s.read(w.T("Versions of a paper"), body, fyne.NewSize(820, 560))
}
