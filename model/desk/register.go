package desk

import (
	"slices"
	"strconv"
	"strings"

	"consilience/model"
	"consilience/model/analysis"
)

// registerObject is the object on which members enter who took part.
const registerObject = "register/heard"

// heardHere is the participation register: what sources state, what members
// entered, and what is counted where nobody stated anything.
func (d *Desk) heardHere(here []*loaded) []model.Heard {
	var stated, counted []model.Heard
	for _, l := range here {
		stated = append(stated, l.heard...)
		counted = append(counted, analysis.CountHeard(analysis.Records{Source: l.Source, Responses: l.responses, Notes: l.notes})...)
	}
	stated = append(stated, set(d.board, registerObject, model.FieldHeard, func(h *model.Heard, m model.Made) { h.Made = m })...)
	return analysis.Joined(stated, counted)
}

// EnterHeard adds a line to the participation register, such as a channel's
// total or one group of it. The value may be left empty where only the group is
// known. The error is a *model.Problem.
func (d *Desk) EnterHeard(h model.Heard) error {
	if !slices.Contains(model.Channels, h.Channel) {
		return model.Problemf("", "Choose the channel.", "It is not said in which channel people took part. Nothing was saved.")
	}
	for _, f := range []struct {
		text *string
		what string
	}{{&h.Measure, "What is counted"}, {&h.Dimension, "What tells people apart"}} {
		text, err := needText(*f.text, f.what)
		if err != nil {
			return err
		}
		*f.text = text
	}
	h.Text = strings.TrimSpace(h.Text)
	h.Value = nil
	if h.Text != "" {
		v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(strings.TrimSuffix(h.Text, "%")), ",", ".", 1), 64)
		if err != nil || v < 0 {
			return model.Problemf("", "Write a number such as 134 or 18.7 %, or leave it empty.", "“%s” is not a number of people. Nothing was saved.", h.Text)
		}
		if strings.HasSuffix(h.Text, "%") {
			h.Unit, h.Text = "percent", strings.TrimSpace(strings.TrimSuffix(h.Text, "%"))
		}
		h.Value = &v
	}
	if h.Group == "" && h.Value == nil {
		return model.Problemf("", "Name the group, or give its number.", "There is neither a group nor a number. Nothing was saved.")
	}
	h.Source, h.Counted, h.Made = "register", false, model.Made{}
	_, err := d.put(registerObject, model.FieldHeard, h)
	return err
}
