package ui

import (
	"fyne.io/fyne/v2"

	"consilience/model"
)

// linking is evidence that is linked to a theme.
type linking struct {
	// Heading names it; More are further choices, above what it says.
	Heading string
	More    []fyne.CanvasObject
	// Item is the item when the dialog is confirmed, Not one whose themes are
	// not offered again.
	Item func() model.Ref
	Not  model.Ref
	// Says asks what it says of the theme: Words to choose from, each with its
	// polarity.
	Says   string
	Words  []string
	Values []int
	// None is said where there is no theme, Missing what to choose one for.
	None, Missing string
}

// linkToTheme asks for the theme that evidence bears on, and how.
func (s *Shell) linkToTheme(l linking) {
	w := s.w
	titles, ids := w.ThemeChoices(s.state, l.Not)
	if len(ids) == 0 {
		s.ask(question{
			Title: w.T("Link to a theme"), Confirm: w.T("Go to Themes"), Body: newText(l.None),
			Do: func() error { s.Go(PageThemes); return nil },
		})
		return
	}
	themes := newChoice(titles, ids, nil)
	themes.PlaceHolder = w.T("Choose a theme")
	says := newOptions(l.Words)
	says.Choose(0)
	body := append([]fyne.CanvasObject{newText(l.Heading).bold(), titled(w.T("Theme"), themes.Select)}, l.More...)
	s.ask(question{
		Title: w.T("Link to a theme"), Confirm: w.T("Link"), First: themes.Select,
		Body: stack(12, append(body, titled(l.Says, says))...),
		Do: func() error {
			if themes.ID() == "" {
				return &model.Problem{Say: w.T("No theme is chosen yet."), Do: l.Missing}
			}
			return s.desk.LinkStatement(themes.ID(), l.Item(), l.Values[max(says.Chosen(), 0)])
		},
	})
}
