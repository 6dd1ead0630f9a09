package desk

import (
	"strings"

	"consilience/model"
)

// themes lays what members added over the themes that feeds published.
func (b *board) themes(published []model.Theme) []model.Theme {
	list := make([]model.Theme, 0, len(published))
	at := map[string]int{}
	for _, t := range published {
		if _, twice := at[t.ID]; twice {
			continue
		}
		at[t.ID] = len(list)
		list = append(list, t)
	}
	for _, object := range b.objects {
		id, ok := strings.CutPrefix(object, "theme/")
		if !ok {
			continue
		}
		i, known := at[id]
		if !known {
			if len(b.live(object, model.FieldTitle)) == 0 {
				continue // notes on a theme whose feed is not here now wait in the journal
			}
			i = len(list)
			at[id] = i
			list = append(list, model.Theme{ID: id})
		}
		list[i] = b.overTheme(object, list[i])
	}
	return list
}

func (b *board) overTheme(object string, t model.Theme) model.Theme {
	if s, made, ok := register[string](b, object, model.FieldTitle); ok {
		t.Title, t.Made = s, made
	}
	if s, _, ok := register[string](b, object, model.FieldProposition); ok {
		t.Proposition = s
	}
	t.Links = concat(t.Links, set(b, object, model.FieldLink, func(v *model.Link, m model.Made) { v.Made = m }))
	t.Human = concat(t.Human, set(b, object, model.FieldHuman, func(v *model.HumanReading, m model.Made) { v.Made = m }))
	t.Reservations = concat(t.Reservations, set(b, object, model.FieldReservation, func(v *model.Reservation, m model.Made) { v.Made = m }))
	t.Choices = concat(t.Choices, set(b, object, model.FieldChoice, func(v *model.ClassChoice, m model.Made) { v.Made = m }))
	t.Notes = concat(t.Notes, set(b, object, model.FieldNote, func(v *model.Note, m model.Made) { v.Made = m }))
	return t
}

// tradeOffs lays what members added over the trade-offs that feeds published.
func (b *board) tradeOffs(published []model.TradeOff) []model.TradeOff {
	list := make([]model.TradeOff, 0, len(published))
	at := map[string]int{}
	for _, t := range published {
		if _, twice := at[t.ID]; twice {
			continue
		}
		at[t.ID] = len(list)
		list = append(list, t)
	}
	for _, object := range b.objects {
		id, ok := strings.CutPrefix(object, "tradeoff/")
		if !ok {
			continue
		}
		i, known := at[id]
		if !known {
			if len(b.live(object, model.FieldTitle)) == 0 {
				continue
			}
			i = len(list)
			at[id] = i
			list = append(list, model.TradeOff{ID: id})
		}
		list[i] = b.overTradeOff(object, list[i])
	}
	return list
}

func (b *board) overTradeOff(object string, t model.TradeOff) model.TradeOff {
	if s, made, ok := register[string](b, object, model.FieldTitle); ok {
		t.Question, t.Made = s, made
	}
	if poles, _, ok := register[[]model.Pole](b, object, model.FieldPoles); ok {
		t.Poles = poles
	}
	t.Links = concat(t.Links, set(b, object, model.FieldLink, func(v *model.PoleLink, m model.Made) { v.Made = m }))
	t.Arguments = concat(t.Arguments, set(b, object, model.FieldArgument, func(v *model.Argument, m model.Made) { v.Made = m }))
	t.Positions = concat(t.Positions, set(b, object, model.FieldPosition, func(v *model.Position, m model.Made) { v.Made = m }))
	t.Questions = concat(t.Questions, set(b, object, model.FieldQuestion, func(v *model.Note, m model.Made) { v.Made = m }))
	t.Notes = concat(t.Notes, set(b, object, model.FieldNote, func(v *model.Note, m model.Made) { v.Made = m }))
	return t
}

// papers gives the papers that members made, oldest first.
func (b *board) papers() []model.Paper {
	var list []model.Paper
	for _, object := range b.objects {
		if !strings.HasPrefix(object, "paper/") {
			continue
		}
		p, made, ok := register[model.Paper](b, object, model.FieldPaper)
		if !ok {
			continue
		}
		p.Made = made
		list = append(list, p)
	}
	return list
}

// concat joins two lists without writing into the first one's spare room,
// which published themes share between states.
func concat[T any](a, b []T) []T {
	if len(b) == 0 {
		return a
	}
	out := make([]T, 0, len(a)+len(b))
	return append(append(out, a...), b...)
}
