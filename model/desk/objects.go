package desk

import (
	"encoding/json"
	"strings"

	"consilience/model"
)

// overlay lays what members added over what feeds published: the first of an
// id stands, those that members made come after. What is noted on something
// whose feed is not here now waits in the journal.
func overlay[T any](b *board, kind string, published []T, id func(T) string, made func(id string) T, over func(object string, published T) T) []T {
	list := make([]T, 0, len(published))
	at := map[string]int{}
	for _, t := range published {
		if _, twice := at[id(t)]; twice {
			continue
		}
		at[id(t)] = len(list)
		list = append(list, t)
	}
	for _, object := range b.objects {
		name, ok := strings.CutPrefix(object, kind+"/")
		if !ok {
			continue
		}
		i, known := at[name]
		if !known {
			if len(b.live(object, model.FieldTitle)) == 0 {
				continue
			}
			i = len(list)
			at[name] = i
			list = append(list, made(name))
		}
		list[i] = over(object, list[i])
	}
	return list
}

// themes are the published themes and those that members made.
func (b *board) themes(published []model.Theme) []model.Theme {
	return overlay(b, "theme", published,
		func(t model.Theme) string { return t.ID },
		func(id string) model.Theme { return model.Theme{ID: id} }, b.overTheme)
}

func (b *board) overTheme(object string, t model.Theme) model.Theme {
	if s, made, ok := register[string](b, object, model.FieldTitle); ok {
		t.Title, t.Made = s, made
	}
	if s, _, ok := register[string](b, object, model.FieldProposition); ok {
		t.Proposition = s
	}
	if poles, _, ok := register[model.TagPoles](b, object, model.FieldTagPoles); ok {
		t.TagPoles = &poles
	}
	t.Links = concat(t.Links, set(b, object, model.FieldLink, func(v *model.Link, m model.Made) { v.Made = m }))
	t.Human = concat(t.Human, set(b, object, model.FieldHuman, func(v *model.HumanReading, m model.Made) { v.Made = m }))
	t.Reservations = concat(t.Reservations, set(b, object, model.FieldReservation, func(v *model.Reservation, m model.Made) { v.Made = m }))
	t.Choices = concat(t.Choices, set(b, object, model.FieldChoice, func(v *model.ClassChoice, m model.Made) { v.Made = m }))
	t.Notes = concat(t.Notes, set(b, object, model.FieldNote, func(v *model.Comment, m model.Made) { v.Made = m }))
	if a, made, ok := register[model.ReasonedAnswer](b, object, model.FieldAnswer); ok {
		a.Made = made
		t.Answer = &a
	}
	return t
}

// tradeOffs are the published trade-offs and those that members made.
func (b *board) tradeOffs(published []model.TradeOff) []model.TradeOff {
	return overlay(b, "tradeoff", published,
		func(t model.TradeOff) string { return t.ID },
		func(id string) model.TradeOff { return model.TradeOff{ID: id} }, b.overTradeOff)
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
	t.Questions = concat(t.Questions, set(b, object, model.FieldQuestion, func(v *model.Comment, m model.Made) { v.Made = m }))
	t.Notes = concat(t.Notes, set(b, object, model.FieldNote, func(v *model.Comment, m model.Made) { v.Made = m }))
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

// paperOf is the paper that an operation saved.
func paperOf(op model.Operation) (p model.Paper, ok bool) {
	if err := json.Unmarshal(op.Value, &p); err != nil {
		return p, false
	}
	p.Made = op.Made()
	return p, true
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
