package view

import (
	"time"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// textNotes says what a reader should know of a published text: which kinds of
// personal data it holds, and which language it seems to be in where the
// publisher does not say.
func (w *Words) textNotes(text, language string) []string {
	var notes, kinds []string
	seen := map[analysis.PersonalKind]bool{}
	for _, p := range analysis.FindPersonal(text) {
		if !seen[p.Kind] {
			seen[p.Kind] = true
			kinds = append(kinds, w.personalKind(p.Kind))
		}
	}
	if len(kinds) > 0 {
		notes = append(notes, w.T("This text holds personal data (%s). Papers and exported files print words in its place.", w.List(kinds)))
	}
	if language == "" {
		if found := analysis.DetectLanguage(text); found != "" {
			notes = append(notes, w.T("Language: probably %s (detected; the publisher does not say)", w.languageName(found)))
		} else {
			notes = append(notes, w.T("Language: not stated, and the text is too short to be sure"))
		}
	}
	return notes
}

// Translations are members' translations of an item, each with its language and
// author, in the order in which they were written. In zone the time is shown.
func (w *Words) Translations(st desk.State, item model.Ref, zone *time.Location) []NoteRow {
	var out []NoteRow
	l := newLookup(st)
	for _, t := range st.Translations[item] {
		out = append(out, w.noteRow(l, w.T("Translation into %s: “%s”", w.languageName(t.Language), t.Text), nil, t.Made, zone))
	}
	return out
}

func (w *Words) personalKind(k analysis.PersonalKind) string {
	switch k {
	case analysis.PersonalEmail:
		return w.T("e-mail address")
	case analysis.PersonalPhone:
		return w.T("telephone number")
	case analysis.PersonalIBAN:
		return w.T("bank account number")
	case analysis.PersonalHandle:
		return w.T("name on a social network")
	}
	return w.T("address of a person's page")
}
