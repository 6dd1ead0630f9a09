package view

import (
	"slices"
	"strings"
	"testing"
	"time"

	"consilience/model"
	"consilience/model/desk"
)

// The figures of these tests are the annex of the Open Government Partnership's
// Phase 1 report (September 2022): poll "role of OGP", statements 1, 2, 3 and
// 13, and the tags of its notes. Intervals: Wilson, z = 1.959964.

const poll = "polis-role-of-ogp"

func english(t *testing.T) *Words {
	t.Helper()
	w, err := NewWords("en", nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func pointer[T any](v T) *T { return &v }

func share(method string, value float64, k, n int, ref model.Ref) *model.Measure {
	return &model.Measure{Value: value, Unit: model.UnitShare, Count: k, N: n, Method: method, Snapshot: "snap-1", Subject: ref}
}

// voted is a statement with counted votes and its published percentage.
func voted(id, text string, a, d, p int, agreePct, low, high float64, r model.Reading, firm bool) desk.Statement {
	ref := model.NewRef(poll, id)
	n := a + d + p
	s := desk.Statement{
		Statement: model.Statement{Source: poll, ID: id, Text: text, Tally: model.Tally{Agree: a, Disagree: d, Pass: p}, Basis: model.BasisRecovered,
			Published: model.Published{Votes: &n, AgreePct: &agreePct}},
		Channel: model.ChannelPoll, Voters: 63,
		AgreeShare: share("agree-share/1", float64(a)/float64(n), a, n, ref),
		AgreeLow:   share("agree-low/1", low, a, n, ref),
		AgreeHigh:  share("agree-high/1", high, a, n, ref),
	}
	s.Item = model.ItemReading{Item: ref, Text: text, Polarity: 1, Reading: r, Firm: firm, Tally: s.Tally, N: n, Voters: 63, Basis: model.BasisRecovered,
		Measures: []model.Measure{*s.AgreeShare, *s.AgreeLow, *s.AgreeHigh}, Why: "the rule"}
	return s
}

func reversed(i model.ItemReading) model.ItemReading {
	i.Polarity, i.Reading = -1, i.Reading.Reversed()
	return i
}

func by(author, name string, n uint64) model.Made {
	return model.Made{Op: model.NewOpID(author, "7f3a9c21", n), By: name, At: time.Date(2022, 10, 3, 9, 5, 0, 0, time.UTC)}
}

// weighed is a consultation with one theme and one trade-off that members have
// worked on.
func weighed() desk.State {
	one := voted("1", "Fewer topics, and urge members to do likewise", 10, 8, 6, 41, 0.2447, 0.6117, model.SplitReading, false)
	three := voted("3", "Follow members' wishes on topics", 16, 1, 5, 72, 0.5185, 0.8685, model.Supports, true)
	tags := []model.Tag{
		{Source: "role-tags", Name: "Narrower focus", Mentions: 26},
		{Source: "role-tags", Name: "Broader focus", Mentions: 22, Description: "Stay broad, adapt"},
	}
	narrow, broad := tags[0].Ref(), tags[1].Ref()
	pair := model.ItemReading{Item: narrow, Against: broad, Reading: model.BothPoles, N: 48, Why: "26 to 22 mentions",
		Measures: []model.Measure{*share("pole-share/1", 26.0/48, 26, 48, narrow), *share("pole-low/1", 0.4029, 26, 48, narrow), *share("pole-high/1", 0.6742, 26, 48, narrow)}}
	people := model.ItemReading{Reading: model.ByGroup, Note: "page 31"}
	theme := desk.Theme{
		Theme: model.Theme{
			ID: "narrow-focus", Title: "Fewer topics", Proposition: "Narrow the policy focus", Published: "themes",
			Links:    []model.Link{{Item: one.Ref(), Polarity: 1}, {Item: three.Ref(), Polarity: -1, Made: by("amina", "Amina Diallo", 1)}},
			TagPoles: &model.TagPoles{For: narrow, Against: broad},
			Human: []model.HumanReading{{Channel: model.ChannelSurvey, Reading: model.ByGroup, Note: "page 31", Tag: narrow,
				Groups: map[string]model.Reading{"Public service": model.Opposes, "Civil society": model.Supports}}},
			Notes: []model.Comment{
				{Text: "Cheaper, but slower", Made: by("amina", "Amina Diallo", 2),
					Evidence: []model.Measure{{Value: 0.5, Unit: model.UnitShare, Count: 5, N: 10, Method: "agree-share/1", Snapshot: "snap-0", Subject: one.Ref()}}},
				{Text: "Agreed", Made: by("luis", "Luis Ortega", 1)},
			},
			Choices: []model.ClassChoice{{Class: model.Convergent, Reason: "Both can live with it", Made: by("luis", "Luis Ortega", 2)}},
		},
		Assessment: model.Assessment{
			Class: model.DivergentWithin, Confidence: model.VeryLow,
			Rule: model.RuleTrace{Number: 4, Rule: "Split channels are at least as many.", Split: 2, Tried: []string{"Rule 1: 2 channels can be counted."}, Thresholds: "thresholds/1"},
			Channels: []model.ChannelReading{
				{Channel: model.ChannelPoll, Reading: model.SplitReading, N: 46, Items: []model.ItemReading{one.Item, reversed(three.Item)}, Why: "1 oppose, 1 split"},
				{Channel: model.ChannelSurvey, Reading: model.ByGroup, Items: []model.ItemReading{people}},
				{Channel: model.ChannelMeetings, Reading: model.BothPoles, N: 48, Items: []model.ItemReading{pair}},
			},
			Sensitivity: "No cut-off moved by five points changes the class.",
			Missing:     []model.Ref{"polis-role-of-ogp:99"},
		},
	}
	other := desk.Theme{Theme: model.Theme{ID: "participation", Title: "Citizens in decisions", Proposition: "Strengthen participation"},
		Assessment: model.Assessment{Class: model.Convergent, Rule: model.RuleTrace{Supporting: 3}}}
	tradeOff := desk.TradeOff{
		TradeOff: model.TradeOff{
			ID: "breadth", Question: "How broad should the policy focus be?", Published: "trade-offs", Pages: "21",
			Poles: []model.Pole{{ID: "a", Text: "Any topic"}, {ID: "b", Text: "A few topics"}},
			Arguments: []model.Argument{
				{Pole: "a", Text: "Members stay", Made: by("luis", "Luis Ortega", 3)},
				{Pole: "b", Text: "Few hands", Made: by("amina", "Amina Diallo", 3)},
			},
			Positions: []model.Position{
				{Member: "Amina Diallo", Stance: "b", Reason: "If members may go beyond it", Made: by("amina", "Amina Diallo", 4)},
				{Member: "Luis Ortega", Stance: model.StanceUndecided, Reason: "Mentions are not meetings", Made: by("luis", "Luis Ortega", 4)},
				{Member: "Layla Haddad", Stance: model.StanceDissent, Reason: "The question is put wrongly", Made: by("lh", "L. Haddad", 1)},
			},
			Questions: []model.Comment{{Text: "Who chooses?", Made: by("luis", "Luis Ortega", 5)}},
			ByGroup:   map[string]string{"Public service": "behind the scenes", "Civil society": "more vocal"},
		},
		Evidence: []desk.PoleEvidence{
			{Link: model.PoleLink{Item: narrow, Pole: "b", Polarity: 1}, Item: model.ItemReading{Item: narrow, Reading: model.Raised, N: 26}},
			{Link: model.PoleLink{Item: three.Ref(), Pole: "a", Polarity: 1, Made: by("amina", "Amina Diallo", 5)}, Item: three.Item},
			{Link: model.PoleLink{Item: one.Ref()}, Item: one.Item},
		},
		Themes: []string{"narrow-focus"},
	}
	return desk.State{
		Revision: 1, Member: model.Member{Name: "Amina Diallo", Author: "amina", Device: "7f3a9c21"},
		Sources: []desk.Source{
			{Snapshot: model.Snapshot{Source: model.Source{ID: poll, Title: "Poll: the role of OGP"}}},
			{Snapshot: model.Snapshot{Source: model.Source{ID: "themes", Title: "Themes of the task force"}}},
		},
		Statements: []desk.Statement{one, three},
		Tags:       tags,
		Themes:     []desk.Theme{theme, other},
		TradeOffs:  []desk.TradeOff{tradeOff},
		Papers: []model.Paper{
			{ID: "memo-1", Kind: model.DecisionMemo, About: "theme/narrow-focus", Title: "Fewer topics", Date: "2022-10-13", Status: "draft", Made: by("amina", "Amina Diallo", 6)},
			{ID: "memo-2", Kind: model.DecisionMemo, About: "theme/gone", Title: "Gone", Date: "2022-10-14", Status: "final",
				Made: model.Made{Op: "luis.1.9", By: "Luis Ortega", At: time.Date(2022, 10, 4, 0, 0, 0, 0, time.UTC)}},
		},
	}
}

// spaced makes every space an ordinary one: which spaces stand in a number is
// tested where numbers are written.
func spaced(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

func spacedFigures(list []Figure) []Figure {
	out := slices.Clone(list)
	for i := range out {
		out[i].Text = spaced(out[i].Text)
	}
	return out
}
