package view

import (
	"strings"
	"testing"

	"consilience/model"
	"consilience/model/analysis"
	"consilience/model/desk"
)

// choosing is a state with a statement of known counts, one with published
// percentages only, a tag and an open question.
func choosing() desk.State {
	percent, votes := 57.0, 50
	return desk.State{
		Sources: []desk.Source{{Snapshot: model.Snapshot{ID: "s1", Source: model.Source{ID: "poll", Title: "The poll"}}}},
		Statements: []desk.Statement{
			{Statement: model.Statement{Source: "poll", ID: "1", Text: "Fewer topics", Tally: model.Tally{Agree: 57, Disagree: 10, Pass: 7}, Basis: model.BasisCounted}},
			{Statement: model.Statement{Source: "poll", ID: "2", Text: "المزيد من الوقت", Basis: model.BasisPublished, Published: model.Published{AgreePct: &percent, Votes: &votes}}},
		},
		Tags:     []model.Tag{{Source: "poll", Name: "Focus", Mentions: 12}},
		Excerpts: []*model.Excerpt{{Source: "poll", ID: "e1", Text: "We lack time"}},
		Notes:    []model.Note{{Source: "poll", ID: "n1", Text: strings.Repeat("long ", 200)}, {Source: "poll", ID: "n2", Text: "A short comment on time"}},
		Questions: []desk.Question{{Texts: []string{"Éthique et temps", "Nothing"}, Texters: []desk.Texter{{Response: "r1", Line: 2}, {Response: "r2", Line: 3}},
			QuestionEvidence: analysis.QuestionEvidence{Asked: 2, Counted: analysis.Counted{Answered: 2}, Question: model.Question{Source: "poll", ID: "q1", Text: "What else?", Kind: model.QuestionOpen}}}},
	}
}

func TestFigureChoices(t *testing.T) {
	w := english(t)
	for _, c := range []struct {
		name, query, kind string
		limit             int
		want              []string
	}{
		{"the main figure of each", "", "", 9, []string{"agree-share/1:poll:1 57 of 74 (77 %)", "published-agree/1:poll:2 57 % of 50", "answered/1:poll:q1 2 of 2", "mentions/1:poll:Focus 12 mentions"}},
		{"by words", "FEWER", "", 9, []string{"agree-share/1:poll:1 57 of 74"}},
		{"by kind", "fewer", "disagree", 9, []string{"disagree-count/1:poll:1 10 votes", "disagree-share/1:poll:1 10 of 74 (14 %)"}},
		{"published", "", "published", 9, []string{"published-votes/1:poll:2 50 votes", "published-agree/1:poll:2 57 %"}},
		{"no more than asked for", "", "", 2, []string{"agree-share/1:poll:1", "published-agree/1:poll:2"}},
		{"nothing", "zebra", "", 9, nil},
	} {
		got := w.FigureChoices(choosing(), c.query, c.kind, c.limit)
		if len(got) != len(c.want) {
			t.Errorf("%s: got %d figures, want %d: %v", c.name, len(got), len(c.want), got)
			continue
		}
		for i, want := range c.want {
			id, says, _ := strings.Cut(want, " ")
			if got[i].ID != id || !strings.Contains(strings.ReplaceAll(got[i].Says, "\u00a0", " "), says) || got[i].Source != "The poll" {
				t.Errorf("%s: figure %d is %+v, want %s", c.name, i, got[i], want)
			}
		}
	}
}

// What can be quoted has a reference under which the desk finds the same words;
// a long note is marked first.
func TestQuoteChoicesAreFoundAgain(t *testing.T) {
	w, st := english(t), choosing()
	var ids []string
	for _, c := range w.QuoteChoices(st, "", 99) {
		ids = append(ids, c.ID)
		if got := w.ChosenItem(st, model.Ref(c.ID)); got.Text != c.Text {
			t.Errorf("%s says %q, and is found as %q", c.ID, c.Text, got.Text)
		}
	}
	if got, want := strings.Join(ids, " "), "poll:1 poll:2 poll:e1 poll:q1@r1 poll:q1@r2 poll:n2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := w.QuoteChoices(st, "ethique TEMPS", 9); len(got) != 1 || got[0].ID != "poll:q1@r1" {
		t.Errorf("accents and case hide the answer: %v", got)
	}
}
