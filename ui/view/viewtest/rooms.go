package viewtest

import (
	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

func source(id, title string, c model.Channel, f model.Format, paraphrased bool) desk.Source {
	return desk.Source{Snapshot: model.Snapshot{
		Source: model.Source{
			ID: id, Title: title, Channel: c, Format: f, Feed: "sample", Paraphrased: paraphrased,
			Publisher: "Open Government Partnership", Licence: "Cited from the Phase 1 report",
		},
		ID: snapshot(id), FetchedAt: Fetched, CollectedTo: "2022-09", Files: []model.File{file(id)},
	}}
}

func sources() []desk.Source {
	challenges := source(Challenges, "Poll: challenges and opportunities", model.ChannelPoll, model.FormatStatementsTable, true)
	challenges.Statements, challenges.Votes, challenges.Voters, challenges.VotersFrom = 7, 241, 106, "participation.csv, line 2"
	challenges.Files[0].RowsRead = 60
	challenges.Problems = []model.Problem{Impossible()}
	challenges.Limitations = []string{"The poll collects no demographic data: who voted is not known.", "Percentages are published cut off, not rounded."}
	role := source(Role, "Poll: the role of OGP", model.ChannelPoll, model.FormatStatementsTable, true)
	role.Statements, role.Votes, role.Voters, role.VotersFrom, role.Older = 10, 219, 63, "participation.csv, line 4", 1
	notes := source(Tags, "Tags on meeting notes: the role of OGP", model.ChannelMeetings, model.FormatTagsTable, true)
	notes.Tags = 5
	notes.Files[0].RowsRead = 33
	register := source(Register, "Who took part", model.ChannelCommittee, model.FormatParticipation, false)
	register.Files[0].RowsRead = 38
	return []desk.Source{challenges, role, notes, register}
}

func tags() []model.Tag {
	tag := func(cluster, name string, mentions, line int) model.Tag {
		return model.Tag{Source: Tags, Cluster: cluster, Name: name, Mentions: mentions, Language: "en", File: Tags + ".csv", Line: line}
	}
	return []model.Tag{
		tag("Breadth of focus", "Narrower focus", 26, 20),
		tag("Breadth of focus", "Adaptable / broader focus / demand driven", 22, 21),
		tag("Support", "Supporting reformers", 48, 12),
		tag("Support", "Supporting reforms", 18, 13),
		tag("Standards", "Standards / metrics / norms", 75, 8),
	}
}

// heard is part of the report's register of participation.
func heard() []model.Heard {
	row := func(line int, c model.Channel, measure, dimension, group, text, unit, limit string) model.Heard {
		return model.Heard{Source: Register, Channel: c, Measure: measure, Dimension: dimension, Group: group, Text: text, Unit: unit, Limitation: limit, File: "participation.csv", Line: line}
	}
	return []model.Heard{
		row(2, model.ChannelPoll, "voters", "poll", "challenges-opportunities", "106", "people", "collects no demographic data"),
		row(4, model.ChannelPoll, "voters", "poll", "role-of-ogp", "63", "people", "collects no demographic data; still open at publication"),
		row(5, model.ChannelSurvey, "responses", "total", "", "180", "responses", "not every respondent answered every question; cleaning pending"),
		row(6, model.ChannelSurvey, "responses", "sector", "Civil society", "134", "responses", ""),
		row(7, model.ChannelSurvey, "responses", "sector", "Government", "46", "responses", ""),
		row(8, model.ChannelSurvey, "share", "region", "Africa and the Middle East", "40.65", "percent", ""),
		row(9, model.ChannelSurvey, "share", "region", "Europe", "18.71", "percent", ""),
		row(17, model.ChannelConversations, "held", "country", "Armenia", "", "", "demographic data was not required"),
		row(18, model.ChannelConversations, "held", "country", "Estonia", "", "", "demographic data was not required"),
		row(25, model.ChannelMeetings, "conversations", "total", "", "41", "conversations", "demographic data collected inconsistently"),
		row(26, model.ChannelMeetings, "participants", "total", "", "739", "people", "demographic data collected inconsistently"),
		row(28, model.ChannelMeetings, "participants", "region", "Africa and the Middle East", "74", "people", ""),
		row(30, model.ChannelMeetings, "participants", "region", "Americas", "78", "people", ""),
	}
}

func ref(source, item string) model.Ref { return model.NewRef(source, item) }

// themes are five of the report's, with the evidence that bears on them.
func themes() []model.Theme {
	return []model.Theme{
		{ID: "participation", Title: "Citizens in decisions", Proposition: "Strengthen citizen participation in decisions", Published: "themes",
			Links: []model.Link{{Item: ref(Challenges, "13"), Polarity: 1}, {Item: ref(Challenges, "17"), Polarity: 1}},
			Human: []model.HumanReading{{Channel: model.ChannelMeetings, Reading: model.Supports, Note: "page 19"}}},
		{ID: "narrow-focus", Title: "Fewer topics", Proposition: "Narrow the policy focus", Published: "themes",
			Links: []model.Link{{Item: ref(Role, "1"), Polarity: 1}, {Item: ref(Role, "2"), Polarity: 1}, {Item: ref(Role, "3"), Polarity: -1},
				{Item: ref(Role, "0"), Polarity: 1, Bridging: true}},
			TagPoles: &model.TagPoles{For: ref(Tags, "Narrower focus"), Against: ref(Tags, "Adaptable / broader focus / demand driven")}},
		{ID: "norms", Title: "Norms and standards", Proposition: "Facilitate norms, benchmarks or standards", Published: "themes",
			Links:        []model.Link{{Item: ref(Role, "14"), Polarity: 1}},
			Human:        []model.HumanReading{{Channel: model.ChannelMeetings, Reading: model.Supports, Note: "page 29", Tag: ref(Tags, "Standards / metrics / norms")}},
			Reservations: []model.Reservation{{Text: "page 29: a minority wants OGP to stay away from this role"}}},
		{ID: "call-out", Title: "Calling out backsliding", Proposition: "Call out and penalise backsliding", Published: "themes",
			Links: []model.Link{{Item: ref(Role, "27"), Polarity: 1}, {Item: ref(Role, "28"), Polarity: -1}},
			Human: []model.HumanReading{{Channel: model.ChannelMeetings, Reading: model.ByGroup, Note: "page 31",
				Groups: map[string]model.Reading{"Civil society": model.Supports, "Public service": model.Opposes}}}},
		{ID: "grow", Title: "Growing the membership", Proposition: "Grow rather than strengthen membership", Published: "themes",
			Links: []model.Link{{Item: ref(Role, "17"), Polarity: 1}, {Item: ref(Role, "16"), Polarity: -1}}},
	}
}

// tradeOff is the report's first, with an argument and a position.
func tradeOff(e analysis.Evidence) desk.TradeOff {
	made := model.Made{Op: "amina-diallo.7f3a9c21.1", By: "Amina Diallo", At: Fetched}
	t := desk.TradeOff{
		TradeOff: model.TradeOff{
			ID: "breadth", Question: "How broad should the policy focus be?", Published: "trade-offs",
			Poles: []model.Pole{{ID: "a", Text: "Any topic members choose"}, {ID: "b", Text: "A few strategic topics"}},
			Links: []model.PoleLink{{Item: ref(Role, "3"), Pole: "a", Polarity: 1}, {Item: ref(Role, "2"), Pole: "b", Polarity: 1},
				{Item: ref(Tags, "Narrower focus"), Pole: "b", Polarity: 1}},
			Pages:     "21",
			Arguments: []model.Argument{{Pole: "b", Text: "Cheaper, but slower.", Made: made}},
			Positions: []model.Position{{Member: "Amina Diallo", Stance: "a", Reason: "Members know their needs.", Made: made}},
		},
		Themes: []string{"narrow-focus"},
	}
	for _, l := range t.Links {
		p := desk.PoleEvidence{Link: l}
		if s, ok := e.Statements[l.Item]; ok {
			p.Item = analysis.ReadStatement(s, l.Polarity, analysis.DefaultThresholds())
		} else {
			p.Item = analysis.ReadTag(e.Tags[l.Item])
		}
		t.Evidence = append(t.Evidence, p)
	}
	return t
}
