package desk

import (
	"slices"
	"strings"

	"consilience/model"
)

// AddTheme makes a theme and returns its id.
func (d *Desk) AddTheme(title, proposition string) (string, error) {
	title, err := needText(title, "The title")
	if err != nil {
		return "", err
	}
	proposition, err = needText(proposition, "The proposition")
	if err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	id := freeID(title, "theme", func(id string) bool {
		return slices.ContainsFunc(d.state.Themes, func(t Theme) bool { return t.ID == id })
	})
	object := "theme/" + id
	if _, err := d.append(object, model.FieldProposition, proposition); err != nil {
		return "", err
	}
	if _, err := d.append(object, model.FieldTitle, title); err != nil {
		return "", err
	}
	return id, d.refresh()
}

// LinkStatement links an item of evidence to a theme. Polarity is 1 if the
// item says the proposition, -1 if the reverse, 0 if it only raises the topic.
// Linking it again replaces this desk's earlier link of the same item.
func (d *Desk) LinkStatement(theme string, item model.Ref, polarity int) error {
	t, err := d.theme(theme)
	if err != nil {
		return err
	}
	if !d.here(item) {
		return unknown("statement or tag", string(item))
	}
	if polarity < -1 || polarity > 1 {
		return model.Problemf("", "Use 1, -1 or 0.", "A polarity is 1 (says it), -1 (says the reverse) or 0 (raises the topic). Nothing was saved.")
	}
	var base []model.OpID
	for _, l := range t.Links {
		if l.Item != item {
			continue
		}
		if l.Op == "" {
			return model.Problemf("", "Comment on the theme if you read it otherwise.", "“%s” is already linked to this theme by the published file. Nothing was changed.", item)
		}
		base = append(base, l.Op)
	}
	_, err = d.put("theme/"+theme, model.FieldLink, model.Link{Item: item, Polarity: polarity}, base...)
	return err
}

// Reserve records a minority view, a condition or an objection to how the
// question was asked.
func (d *Desk) Reserve(theme, text string) error {
	text, err := needText(text, "The reservation")
	if err != nil {
		return err
	}
	if _, err := d.theme(theme); err != nil {
		return err
	}
	_, err = d.put("theme/"+theme, model.FieldReservation, model.Reservation{Text: text})
	return err
}

// ChooseClass records a member's own class beside the computed one. A reason
// is required if the two differ. A member's second choice replaces the first.
func (d *Desk) ChooseClass(theme string, c model.Class, reason string) error {
	t, err := d.theme(theme)
	if err != nil {
		return err
	}
	if !slices.Contains(model.Classes, c) {
		return unknown("class", string(c))
	}
	reason = strings.TrimSpace(reason)
	if c != t.Assessment.Class {
		if reason, err = needText(reason, "The reason"); err != nil {
			return err
		}
	}
	author := d.State().Member.Author
	var base []model.OpID
	for _, other := range t.Choices {
		if strings.HasPrefix(string(other.Op), author+".") {
			base = append(base, other.Op)
		}
	}
	_, err = d.put("theme/"+theme, model.FieldChoice, model.ClassChoice{Class: c, Reason: reason}, base...)
	return err
}
