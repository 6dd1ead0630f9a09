package ui

import (
	"strings"

	"consilience/model"
)

// translate asks for a translation of the open statement, which stands beside
// the original.
func (p *statementPane) translate() { p.s.translate(p.page.Ref, p.page.Text) }

func (s *Shell) translate(ref model.Ref, original string) {
	w := s.w
	language := newField("en", 1)
	language.SetText(w.Language())
	text := newField("", 4)
	s.ask(question{
		Title:   w.T("Add a translation"),
		Intro:   w.T("It stands beside the original, with your name, and never replaces it."),
		Confirm: w.T("Save"),
		Body: stack(12, newText(original).bold().atMost(6),
			titled(w.T("Language (such as en, es, fr)"), language),
			titled(w.T("Translation"), text)),
		First: text,
		Do: func() error {
			return s.desk.Translate(ref, strings.TrimSpace(language.Text), text.Text)
		},
	})
}
