package desk

import (
	"slices"
	"strings"

	"consilience/model"
)

// AddTradeOff makes a trade-off with two poles and returns its id.
func (d *Desk) AddTradeOff(question, poleA, poleB string) (string, error) {
	question, err := needText(question, "The question")
	if err != nil {
		return "", err
	}
	if poleA, err = needText(poleA, "The first pole"); err != nil {
		return "", err
	}
	if poleB, err = needText(poleB, "The second pole"); err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	id := freeID(question, "trade-off", func(id string) bool {
		return slices.ContainsFunc(d.state.TradeOffs, func(t TradeOff) bool { return t.ID == id })
	})
	object := "tradeoff/" + id
	if _, err := d.append(object, model.FieldPoles, []model.Pole{{ID: "a", Text: poleA}, {ID: "b", Text: poleB}}); err != nil {
		return "", err
	}
	if _, err := d.append(object, model.FieldTitle, question); err != nil {
		return "", err
	}
	return id, d.refresh()
}

// LinkToPole links an item to a pole of a trade-off, or, with an empty pole,
// to its question.
func (d *Desk) LinkToPole(tradeoff string, item model.Ref, pole string, polarity int) error {
	t, err := d.tradeOff(tradeoff)
	if err != nil {
		return err
	}
	if !d.here(item) {
		return unknown("statement or tag", string(item))
	}
	if _, ok := t.Pole(pole); pole != "" && !ok {
		return unknown("pole", pole)
	}
	if polarity != -1 {
		polarity = 1
	}
	var base []model.OpID
	for _, l := range t.Links {
		if l.Item != item {
			continue
		}
		if l.Op == "" {
			return model.Problemf("", "Comment on the trade-off if you read it otherwise.", "“%s” is already linked to this trade-off by the published file. Nothing was changed.", item)
		}
		base = append(base, l.Op)
	}
	_, err = d.put("tradeoff/"+tradeoff, model.FieldLink, model.PoleLink{Item: item, Pole: pole, Polarity: polarity}, base...)
	return err
}

// Argue adds an argument for a pole.
func (d *Desk) Argue(tradeoff, pole, text string) error {
	text, err := needText(text, "The argument")
	if err != nil {
		return err
	}
	t, err := d.tradeOff(tradeoff)
	if err != nil {
		return err
	}
	if _, ok := t.Pole(pole); !ok {
		return model.Problemf("", "Choose the pole that the argument speaks for.", "The argument has no pole. Nothing was saved; the text is still in the form.")
	}
	evidence, err := d.standing("tradeoff/" + tradeoff)
	if err != nil {
		return err
	}
	_, err = d.put("tradeoff/"+tradeoff, model.FieldArgument, model.Argument{Pole: pole, Text: text, Evidence: evidence})
	return err
}

// AskQuestion notes an open question on a trade-off.
func (d *Desk) AskQuestion(tradeoff, text string) error {
	text, err := needText(text, "The question")
	if err != nil {
		return err
	}
	if _, err := d.tradeOff(tradeoff); err != nil {
		return err
	}
	_, err = d.put("tradeoff/"+tradeoff, model.FieldQuestion, model.Comment{Text: text})
	return err
}

// TakePosition records where a member stands and why. stance is a pole's id,
// "undecided" or "dissent". The same member's earlier position is replaced and
// stays in the log.
func (d *Desk) TakePosition(tradeoff string, stance model.Stance, name, reason string) error {
	name, err := needName(name)
	if err != nil {
		return err
	}
	reason, err = needText(reason, "The reason")
	if err != nil {
		return err
	}
	t, err := d.tradeOff(tradeoff)
	if err != nil {
		return err
	}
	if _, ok := t.Pole(string(stance)); !ok && stance != model.StanceUndecided && stance != model.StanceDissent {
		return model.Problemf("", "Choose one of the poles, “undecided” or “dissent”.", "The position does not say where %s stands. Nothing was saved; the text is still in the form.", name)
	}
	evidence, err := d.standing("tradeoff/" + tradeoff)
	if err != nil {
		return err
	}
	// The first name that somebody signs with is theirs from then on.
	if !d.State().Member.Chosen {
		if err := d.SetMember(name); err != nil {
			return err
		}
	}
	var base []model.OpID
	for _, p := range t.Positions {
		if strings.EqualFold(p.Member, name) && p.Op != "" {
			base = append(base, p.Op)
		}
	}
	_, err = d.put("tradeoff/"+tradeoff, model.FieldPosition, model.Position{Member: name, Stance: stance, Reason: reason, Evidence: evidence}, base...)
	return err
}
