package compose

import (
	"maps"
	"slices"

	"consilience/model"
	"consilience/model/analysis"
)

// Redacted gives the material with personal data taken out of every published
// text and of what members wrote, unless the paper was told to keep it. Nothing
// of m itself is changed.
func (m Material) Redacted() Material {
	if m.Paper.KeepPersonal {
		return m
	}
	m.Statements, m.Tags = maps.Clone(m.Statements), maps.Clone(m.Tags)
	for ref, s := range m.Statements {
		s.Text = analysis.Redact(s.Text)
		m.Statements[ref] = s
	}
	for ref, t := range m.Tags {
		t.Description = analysis.Redact(t.Description)
		m.Tags[ref] = t
	}
	m.Questions = maps.Clone(m.Questions)
	for ref, q := range m.Questions {
		q.Text, q.Part = analysis.Redact(q.Text), analysis.Redact(q.Part)
		m.Questions[ref] = q
	}
	m.Said = maps.Clone(m.Said)
	for ref, s := range m.Said {
		s.Text = analysis.Redact(s.Text)
		m.Said[ref] = s
	}
	m.Evidence, m.Assessment = redactedEvidence(m.Evidence), redactedAssessment(m.Assessment)
	m.Theme, m.TradeOff = redactedTheme(m.Theme), redactedTradeOff(m.TradeOff)
	m.Subjects = slices.Clone(m.Subjects)
	for i, s := range m.Subjects {
		m.Subjects[i] = Subject{redactedTheme(s.Theme), redactedAssessment(s.Assessment), redactedTradeOff(s.TradeOff), redactedEvidence(s.Evidence)}
	}
	m.Related = slices.Clone(m.Related)
	for i := range m.Related {
		m.Related[i].Theme, m.Related[i].TradeOff = redactedTheme(m.Related[i].Theme), redactedTradeOff(m.Related[i].TradeOff)
	}
	m.Decisions = slices.Clone(m.Decisions)
	for i := range m.Decisions {
		d := &m.Decisions[i]
		d.Question, d.Decision, d.Reasons, d.Dissent = analysis.Redact(d.Question), analysis.Redact(d.Decision), analysis.Redact(d.Reasons), analysis.Redact(d.Dissent)
	}
	m.Paper.Title, m.Paper.Decision = analysis.Redact(m.Paper.Title), analysis.Redact(m.Paper.Decision)
	m.Paper.Blocks = slices.Clone(m.Paper.Blocks)
	for i := range m.Paper.Blocks {
		b := &m.Paper.Blocks[i]
		b.Text, b.Translation = analysis.Redact(b.Text), analysis.Redact(b.Translation)
	}
	return m
}

func redactedEvidence(list []Evidence) []Evidence {
	list = slices.Clone(list)
	for i := range list {
		list[i].Item.Text = analysis.Redact(list[i].Item.Text)
	}
	return list
}

func redactedAssessment(was *model.Assessment) *model.Assessment {
	if was == nil {
		return nil
	}
	a := *was
	a.Bridging = redactedItems(a.Bridging)
	a.Channels = slices.Clone(a.Channels)
	for i := range a.Channels {
		a.Channels[i].Items = redactedItems(a.Channels[i].Items)
	}
	return &a
}

func redactedTheme(was *model.Theme) *model.Theme {
	if was == nil {
		return nil
	}
	t := *was
	t.Title, t.Proposition = analysis.Redact(t.Title), analysis.Redact(t.Proposition)
	t.Human, t.Reservations, t.Notes = slices.Clone(t.Human), slices.Clone(t.Reservations), redactedComments(t.Notes)
	for i := range t.Human {
		t.Human[i].Note = analysis.Redact(t.Human[i].Note)
	}
	for i := range t.Reservations {
		t.Reservations[i].Text = analysis.Redact(t.Reservations[i].Text)
	}
	return &t
}

func redactedTradeOff(was *model.TradeOff) *model.TradeOff {
	if was == nil {
		return nil
	}
	t := *was
	t.Question = analysis.Redact(t.Question)
	t.Arguments, t.Positions = slices.Clone(t.Arguments), slices.Clone(t.Positions)
	for i := range t.Arguments {
		t.Arguments[i].Text = analysis.Redact(t.Arguments[i].Text)
	}
	for i := range t.Positions {
		t.Positions[i].Reason = analysis.Redact(t.Positions[i].Reason)
	}
	t.Questions, t.Notes = redactedComments(t.Questions), redactedComments(t.Notes)
	return &t
}

func redactedItems(list []model.ItemReading) []model.ItemReading {
	list = slices.Clone(list)
	for i := range list {
		list[i].Text = analysis.Redact(list[i].Text)
	}
	return list
}

func redactedComments(list []model.Comment) []model.Comment {
	list = slices.Clone(list)
	for i := range list {
		list[i].Text = analysis.Redact(list[i].Text)
	}
	return list
}
