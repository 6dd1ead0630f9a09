package decode

import (
	"slices"

	"consilience/model"
)

// column makes the answers as they are kept. Answers that do not fit the
// question's kind stand in a.odd.
func (a *asked) column() model.AnswerColumn {
	c := model.AnswerColumn{}
	switch a.Kind {
	case model.QuestionChoice, model.QuestionMultiple:
		a.chosen(&c)
	case model.QuestionScale, model.QuestionRanking, model.QuestionPoints, model.QuestionPlane, model.QuestionNumber:
		a.numbers(&c)
	default:
		n := 0
		for _, code := range a.codes {
			if code != 0 {
				n++
			}
		}
		if n > 0 {
			c.Responses, c.Texts = make([]uint32, 0, n), make([]string, 0, n)
		}
		for i, code := range a.codes {
			if code != 0 {
				c.Responses = append(c.Responses, a.owner(i))
				c.Texts = append(c.Texts, a.values[code])
			}
		}
	}
	return c
}

func (a *asked) chosen(c *model.AnswerColumn) {
	place := make(map[string]uint16, len(a.Options))
	for i, o := range a.Options {
		place[o] = uint16(i)
	}
	byCode := make([][]uint16, len(a.values))
	for code := 1; code < len(a.values); code++ {
		parts := []string{a.values[code]}
		if a.Kind == model.QuestionMultiple {
			parts = partsOf(a.splits, a.values[code])
		}
		for _, part := range parts {
			if n, ok := place[part]; ok && !slices.Contains(byCode[code], n) {
				byCode[code] = append(byCode[code], n)
			}
		}
	}
	n := 0
	for _, code := range a.codes {
		n += len(byCode[code])
	}
	c.Responses, c.Chosen = make([]uint32, 0, n), make([]uint16, 0, n)
	for i, code := range a.codes {
		for _, option := range byCode[code] {
			c.Responses = append(c.Responses, a.owner(i))
			c.Chosen = append(c.Chosen, option)
		}
	}
}

func (a *asked) numbers(c *model.AnswerColumn) {
	values := make([]float64, len(a.values))
	good := make([]bool, len(a.values))
	for code := 1; code < len(a.values); code++ {
		values[code], good[code] = quantity(a.values[code])
	}
	n := 0
	for _, code := range a.codes {
		if good[code] {
			n++
		}
	}
	if n > 0 {
		c.Responses, c.Values = make([]uint32, 0, n), make([]float64, 0, n)
	}
	for i, code := range a.codes {
		switch {
		case code == 0:
		case !good[code]:
			a.odd = append(a.odd, oddAnswer{a.owner(i), a.values[code]})
		default:
			c.Responses = append(c.Responses, a.owner(i))
			c.Values = append(c.Values, values[code])
		}
	}
}

// oddAnswer is one that does not fit its question.
type oddAnswer struct {
	response uint32
	text     string
}
