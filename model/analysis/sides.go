package analysis

import (
	"strings"
	"unicode"

	"consilience/model"
)

// answerWords are the answers that take a side on what a question says, with
// the side they take, as survey tools write them in English, Spanish and
// French. Words are compared in lower case without punctuation.
var answerWords = map[string]model.Vote{
	"agree": model.Agree, "strongly agree": model.Agree, "totally agree": model.Agree, "completely agree": model.Agree, "somewhat agree": model.Agree, "rather agree": model.Agree, "mostly agree": model.Agree, "slightly agree": model.Agree, "fully agree": model.Agree, "tend to agree": model.Agree, "yes": model.Agree, "support": model.Agree, "strongly support": model.Agree, "somewhat support": model.Agree, "in favour": model.Agree, "in favor": model.Agree, "for": model.Agree,
	"disagree": model.Disagree, "strongly disagree": model.Disagree, "totally disagree": model.Disagree, "completely disagree": model.Disagree, "somewhat disagree": model.Disagree, "rather disagree": model.Disagree, "mostly disagree": model.Disagree, "slightly disagree": model.Disagree, "fully disagree": model.Disagree, "tend to disagree": model.Disagree, "no": model.Disagree, "oppose": model.Disagree, "strongly oppose": model.Disagree, "somewhat oppose": model.Disagree, "against": model.Disagree,
	"neutral": model.Pass, "neither agree nor disagree": model.Pass, "neither": model.Pass, "undecided": model.Pass, "unsure": model.Pass, "not sure": model.Pass, "don t know": model.Pass, "do not know": model.Pass, "no opinion": model.Pass, "prefer not to say": model.Pass, "pass": model.Pass, "abstain": model.Pass, "maybe": model.Pass, "neither support nor oppose": model.Pass,

	"de acuerdo": model.Agree, "muy de acuerdo": model.Agree, "totalmente de acuerdo": model.Agree, "completamente de acuerdo": model.Agree, "algo de acuerdo": model.Agree, "más bien de acuerdo": model.Agree, "sí": model.Agree, "si": model.Agree, "a favor": model.Agree,
	"en desacuerdo": model.Disagree, "muy en desacuerdo": model.Disagree, "totalmente en desacuerdo": model.Disagree, "completamente en desacuerdo": model.Disagree, "algo en desacuerdo": model.Disagree, "más bien en desacuerdo": model.Disagree, "desacuerdo": model.Disagree, "en contra": model.Disagree,
	"ni de acuerdo ni en desacuerdo": model.Pass, "indiferente": model.Pass, "no sé": model.Pass, "no sabe": model.Pass, "no sabe no contesta": model.Pass, "ns nc": model.Pass, "sin opinión": model.Pass, "prefiero no responder": model.Pass, "prefiero no decirlo": model.Pass,

	"d accord": model.Agree, "tout à fait d accord": model.Agree, "plutôt d accord": model.Agree, "entièrement d accord": model.Agree, "fortement d accord": model.Agree, "oui": model.Agree, "pour": model.Agree, "favorable": model.Agree,
	"pas d accord": model.Disagree, "pas du tout d accord": model.Disagree, "plutôt pas d accord": model.Disagree, "en désaccord": model.Disagree, "tout à fait en désaccord": model.Disagree, "plutôt en désaccord": model.Disagree, "fortement en désaccord": model.Disagree, "non": model.Disagree, "contre": model.Disagree, "défavorable": model.Disagree,
	"neutre": model.Pass, "ni d accord ni pas d accord": model.Pass, "ni d accord ni en désaccord": model.Pass, "sans opinion": model.Pass, "ne sait pas": model.Pass, "ne se prononce pas": model.Pass, "je ne sais pas": model.Pass, "sans avis": model.Pass, "préfère ne pas répondre": model.Pass,
}

// sideOf gives the side that an answer takes; ok is false for an answer that
// takes none that is known.
func sideOf(answer string) (v model.Vote, ok bool) {
	words := strings.FieldsFunc(strings.ToLower(answer), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	v, ok = answerWords[strings.Join(words, " ")]
	return v, ok
}

// Sides gives the side that each option takes, or nil if the question has no
// sides: every option must be an answer for, against or between that is known,
// with at least one for and one against. Answers that people wrote in
// themselves count as between.
func Sides(q model.Question) []model.Vote {
	if q.Kind != model.QuestionChoice || len(q.Options) < 2 {
		return nil
	}
	out := make([]model.Vote, len(q.Options))
	var pro, against bool
	for i, option := range q.Options {
		v, ok := sideOf(option)
		if !ok && i < len(q.Options)-q.Written {
			return nil
		}
		out[i] = v
		pro, against = pro || v == model.Agree, against || v == model.Disagree
	}
	if !pro || !against {
		return nil
	}
	return out
}

// OnSides counts answers as votes for what the question says. Of a choice each
// option takes its side (Sides); of a scale the values above its middle are
// for, those below against, the middle itself is between. ok is false for a
// question without sides: other choices, rankings, points, words. The rule for
// scales holds only where more means more of what the question says; whoever
// links a question says so by the link's polarity.
func OnSides(q model.Question, c Counted) (t model.Tally, ok bool) {
	add := func(v model.Vote, n int) {
		switch v {
		case model.Agree:
			t.Agree += n
		case model.Disagree:
			t.Disagree += n
		default:
			t.Pass += n
		}
	}
	switch q.Kind {
	case model.QuestionChoice:
		sides := Sides(q)
		for i, v := range sides {
			if i < len(c.Options) {
				add(v, c.Options[i])
			}
		}
		return t, sides != nil
	case model.QuestionScale:
		if q.Low == nil || q.High == nil || *q.Low >= *q.High {
			return t, false
		}
		middle := (*q.Low + *q.High) / 2
		for _, l := range c.Levels {
			switch {
			case l.Value > middle:
				add(model.Agree, l.Count)
			case l.Value < middle:
				add(model.Disagree, l.Count)
			default:
				add(model.Pass, l.Count)
			}
		}
		return t, true
	}
	return t, false
}
