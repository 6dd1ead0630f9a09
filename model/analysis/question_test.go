package analysis

import (
	"testing"

	"consilience/model"
)

// asked makes a question with answers by sector: sector → option → people.
func asked(q model.Question, answers map[string][]int) QuestionEvidence {
	var responses []model.Response
	c := model.AnswerColumn{Question: q.ID}
	for _, sector := range []string{"Civil society", "Government"} {
		for option, n := range answers[sector] {
			for range n {
				c.Responses = append(c.Responses, uint32(len(responses)))
				if q.Kind == model.QuestionScale {
					c.Values = append(c.Values, *q.Low+float64(option))
				} else {
					c.Chosen = append(c.Chosen, uint16(option))
				}
				responses = append(responses, model.Response{Attributes: map[string]string{"sector": sector}})
			}
		}
	}
	all, groups := CountAnswers(q, c, PeopleOf(responses))
	return QuestionEvidence{Question: q, Channel: model.ChannelSurvey, Asked: len(responses), Counted: all, Groups: groups}
}

func TestReadQuestion(t *testing.T) {
	one, five := 1.0, 5.0
	likert := model.Question{Source: "s", ID: "q", Kind: model.QuestionChoice, Options: []string{"Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree"}}
	french := model.Question{Source: "s", ID: "q", Kind: model.QuestionChoice, Options: []string{"Tout à fait d’accord", "Plutôt d’accord", "Sans opinion", "Pas d’accord"}}
	scale := model.Question{Source: "s", ID: "q", Kind: model.QuestionScale, Low: &one, High: &five}
	topics := model.Question{Source: "s", ID: "q", Kind: model.QuestionChoice, Options: []string{"Health", "Climate", "Taxes"}}
	for _, test := range []struct {
		name     string
		q        model.Question
		answers  map[string][]int
		option   int
		polarity int
		want     model.Reading
		differ   bool
	}{
		{"all agree", likert, map[string][]int{"Civil society": {20, 10, 2, 1, 0}}, -1, 1, model.Supports, false},
		{"asked the other way round", likert, map[string][]int{"Civil society": {20, 10, 2, 1, 0}}, -1, -1, model.Opposes, false},
		{"French answers", french, map[string][]int{"Civil society": {20, 10, 2, 1}}, -1, 1, model.Supports, false},
		{"groups differ", likert, map[string][]int{"Civil society": {20, 5, 2, 2, 1}, "Government": {1, 2, 2, 10, 8}}, -1, 1, model.SplitReading, true},
		{"scale above the middle", scale, map[string][]int{"Civil society": {1, 1, 2, 20, 10}}, -1, 1, model.Supports, false},
		{"topics have no sides", topics, map[string][]int{"Civil society": {20, 3, 3}}, -1, 1, model.Raised, false},
		{"most chose one topic", topics, map[string][]int{"Civil society": {20, 3, 3}}, 0, 1, model.Supports, false},
		{"few chose another", topics, map[string][]int{"Civil society": {20, 3, 3}}, 1, 1, model.Raised, false},
		{"few answers", likert, map[string][]int{"Civil society": {5, 0, 0, 0, 0}}, -1, 1, model.Insufficient, false},
		{"topic only", likert, map[string][]int{"Civil society": {20, 10, 2, 1, 0}}, -1, 0, model.Raised, false},
	} {
		got, differ := ReadQuestion(asked(test.q, test.answers), test.option, test.polarity, DefaultThresholds())
		if got.Reading != test.want || differ != test.differ || got.Why == "" {
			t.Errorf("%s: got %s, %v (%s), want %s, %v", test.name, got.Reading, differ, got.Why, test.want, test.differ)
		}
	}
}

func TestCountAnswers(t *testing.T) {
	q := model.Question{ID: "q", Kind: model.QuestionMultiple, Options: []string{"a", "b"}}
	c := model.AnswerColumn{Question: "q", Responses: []uint32{0, 0, 0, 2, 9}, Chosen: []uint16{0, 1, 0, 1, 1}}
	got, _ := CountAnswers(q, c, PeopleOf(make([]model.Response, 3)))
	if got.Answered != 2 || got.Options[0] != 1 || got.Options[1] != 2 {
		t.Errorf("got %+v, want 2 who answered, 1 for a, 2 for b: nobody counts twice, nobody from outside", got)
	}
}

func TestOptionRef(t *testing.T) {
	q := model.Question{Source: "survey", ID: "3#b"}
	ref := OptionRef(q, 1)
	if ref != "survey:3#b#2" {
		t.Errorf("got %s", ref)
	}
	if question, option := CutOption(ref); question != q.Ref() || option != 1 {
		t.Errorf("got %s, %d", question, option)
	}
	for _, whole := range []model.Ref{"survey:3", "survey:3#b", "survey:3#0", "survey:3#"} {
		if question, option := CutOption(whole); question != whole || option != -1 {
			t.Errorf("%s: got %s, %d, want it whole", whole, question, option)
		}
	}
}

// A survey in which sectors differ makes a theme divergent between groups.
func TestThemeOnSurvey(t *testing.T) {
	q := model.Question{Source: "s", ID: "q", Text: "More rules", Kind: model.QuestionChoice, Options: []string{"Yes", "No"}}
	e := Evidence{Questions: map[model.Ref]QuestionEvidence{q.Ref(): asked(q, map[string][]int{"Civil society": {40, 2}, "Government": {2, 20}})}}
	theme := model.Theme{ID: "x", Links: []model.Link{{Item: q.Ref(), Polarity: 1}}}
	if a := Assess(theme, e, DefaultThresholds()); a.Class != model.DivergentGroups {
		t.Errorf("got %s, want %s", a.Class, model.DivergentGroups)
	}
	theme.Links = []model.Link{{Item: "s:q#1", Polarity: 1}}
	if a := Assess(theme, e, DefaultThresholds()); a.Channels[1].Reading != model.LeansSupport && a.Channels[1].Reading != model.Supports {
		t.Errorf("got %+v, want the option to be read", a.Channels[1])
	}
}
