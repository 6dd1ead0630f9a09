package desk

import (
	"fmt"
	"slices"

	"consilience/model"
	"consilience/model/analysis"
)

// shownTexts is how many answers to an open question a State holds: enough to
// read through, and bounded.
const shownTexts = 2_000

// count counts the answers to the questions of a source, once, and keeps the
// first texts. The rest stays in the store: a survey of 100,000 people would
// take 100 MB that nothing needs until a figure is opened.
func (l *loaded) count(answers []model.AnswerColumn) {
	columns := make(map[string]*model.AnswerColumn, len(answers))
	for i := range answers {
		columns[answers[i].Question] = &answers[i]
	}
	for _, r := range l.responses {
		if !r.Complete {
			l.incomplete++
		}
	}
	l.days, l.undated = daysOf(l.responses)
	people := analysis.PeopleOf(l.responses)
	l.counted = make([]analysis.QuestionEvidence, len(l.questions))
	l.texts, l.texters = map[string][]string{}, map[string][]Texter{}
	for i, q := range l.questions {
		e := analysis.QuestionEvidence{Question: q, Snapshot: l.ID, Channel: l.Channel, Asked: len(l.responses)}
		if c := columns[q.ID]; c != nil {
			e.Counted, e.Groups = analysis.CountAnswers(q, *c, people)
			l.texts[q.ID] = c.Texts
			l.texters[q.ID] = l.textersOf(*c)
		} else {
			e.Counted.Options = make([]int, len(q.Options))
		}
		l.counted[i] = e
	}
}

// textersOf are the responses that gave the texts of a column; none if it has
// no texts.
func (l *loaded) textersOf(c model.AnswerColumn) []Texter {
	if len(c.Texts) == 0 || len(c.Texts) > len(c.Responses) {
		return nil
	}
	out := make([]Texter, len(c.Texts))
	for i := range out {
		if r := int(c.Responses[i]); r < len(l.responses) {
			out[i] = Texter{l.responses[r].ID, l.responses[r].Line}
		}
	}
	return out
}

// asked reads the questions of a source. uses names the themes of each item.
func (l *loaded) asked(th analysis.Thresholds, uses map[model.Ref][]string) []Question {
	list := make([]Question, len(l.counted))
	for i, e := range l.counted {
		q := Question{QuestionEvidence: e, Incomplete: l.incomplete, Themes: slices.Clone(uses[e.Question.Ref()])}
		q.Item, _ = analysis.ReadQuestion(e, -1, 1, th)
		for k := range e.Question.Options {
			m := analysis.OptionMeasures(e, k)
			q.Options = append(q.Options, OptionFigures{
				Share: analysis.Pick(m, "option-share/1"), Low: analysis.Pick(m, "option-low/1"), High: analysis.Pick(m, "option-high/1"),
			})
			for _, id := range uses[analysis.OptionRef(e.Question, k)] {
				if !slices.Contains(q.Themes, id) {
					q.Themes = append(q.Themes, id)
				}
			}
		}
		q.Texts, q.Texters = l.texts[e.Question.ID], l.texters[e.Question.ID]
		list[i] = q
	}
	return list
}

// questionInputs finds what a measure of a question was computed from.
func (d *Desk) questionInputs(l *loaded, from origin, ref model.Ref) (in analysis.Inputs, found origin, ok bool, err error) {
	option := -1
	at := slices.IndexFunc(l.questions, func(q model.Question) bool { return q.Ref() == ref })
	if at < 0 {
		ref, option = analysis.CutOption(ref)
		at = slices.IndexFunc(l.questions, func(q model.Question) bool { return q.Ref() == ref })
	}
	if at < 0 || option >= len(l.questions[at].Options) {
		return analysis.Inputs{}, from, false, nil
	}
	q, e := l.questions[at], l.counted[at]
	from.kind, from.basis, from.file = "question", model.BasisCounted, q.File
	from.said = []string{fmt.Sprintf("%d of %d responses answered", e.Answered, e.Asked)}
	if option >= 0 {
		from.said = append(from.said, fmt.Sprintf("%d chose “%s”", e.Counted.Options[option], q.Options[option]))
	}
	if t, ok := analysis.OnSides(q, e.Counted); ok && option < 0 {
		from.said = append(from.said, fmt.Sprintf("%d for, %d against, %d between", t.Agree, t.Disagree, t.Pass))
	}
	for _, level := range e.Levels[:min(len(e.Levels), 20)] {
		from.said = append(from.said, fmt.Sprintf("%g: %d", level.Value, level.Count))
	}
	if q.Assumed {
		from.notes = append(from.notes, "The ends of the scale are those of the answers; the publisher does not state them.")
	}
	answers, err := d.store.AnswersTo(l.ID, q.ID)
	if err != nil {
		return analysis.Inputs{}, from, false, err
	}
	from.lines = l.answerLines(answers, option)
	return analysis.QuestionInputs(e, option), from, true, nil
}

// answerLines are the lines of the responses that answered a question, or that
// chose an option.
func (l *loaded) answerLines(c model.AnswerColumn, option int) []int {
	var lines []int
	for i, r := range c.Responses {
		if int(r) >= len(l.responses) || option >= 0 && (i >= len(c.Chosen) || int(c.Chosen[i]) != option) {
			continue
		}
		lines = append(lines, l.responses[r].Line)
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}
