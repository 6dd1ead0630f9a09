package desk

import (
	"slices"
	"strings"

	"consilience/model"
)

// documents folds papers with their comments, the decision log, the answers to
// the standards and members' templates into a state.
func (b *board) documents(s *State) {
	s.Papers = b.papers()
	s.PaperNotes, s.Standards = map[string][]model.Comment{}, map[string]model.StandardAnswer{}
	for _, object := range b.objects {
		kind, id, _ := strings.Cut(object, "/")
		switch kind {
		case "paper":
			if notes := set(b, object, model.FieldNote, func(v *model.Comment, m model.Made) { v.Made = m }); len(notes) > 0 {
				s.PaperNotes[id] = notes
			}
		case "decision":
			if v, made, ok := register[model.Decision](b, object, model.FieldDecision); ok {
				v.ID, v.Made = id, made
				s.Decisions = append(s.Decisions, v)
			}
		case "standard":
			if v, made, ok := register[model.StandardAnswer](b, object, model.FieldSelfReport); ok {
				v.Made = made
				s.Standards[id] = v
			}
		case "template":
			if v, made, ok := register[model.PaperTemplate](b, object, model.FieldTemplate); ok && !v.Gone {
				v.ID, v.Made = id, made
				s.Templates = append(s.Templates, v)
			}
		}
	}
	slices.SortStableFunc(s.Decisions, func(x, y model.Decision) int { return strings.Compare(x.Date, y.Date) })
	for i, x := range s.Decisions { // one that another decision replaced says so itself
		if x.Status == model.DecisionTaken && slices.ContainsFunc(s.Decisions, func(y model.Decision) bool {
			return y.Supersedes == x.ID && y.Status == model.DecisionTaken
		}) {
			s.Decisions[i].Status = model.DecisionSuperseded
		}
	}
}
