package analysis

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// Level is a value of a scale, rank or number with how many answered it.
type Level struct {
	Value float64 `json:"value"`
	Count int     `json:"count"`
}

// Counted are the answers to one question, of everybody or of one group.
type Counted struct {
	// Answered counts responses that answered; it is the base of every share.
	Answered int `json:"answered"`
	// Options counts, by position in Question.Options, the responses that
	// chose each. With several choices they add up to more than Answered.
	Options []int `json:"options,omitempty"`
	// Levels are the values that were given, ascending, with their counts.
	Levels []Level `json:"levels,omitempty"`
}

// QuestionGroup are the answers of one group of stakeholders.
type QuestionGroup struct {
	Dimension string `json:"dimension"`
	Group     string `json:"group"`
	Counted
}

// QuestionEvidence is a question with its answers and what is known around it.
type QuestionEvidence struct {
	Question model.Question
	Snapshot model.SnapshotID
	Channel  model.Channel
	// Asked counts the responses to the whole form, incomplete ones included.
	Asked int
	Counted
	// Groups are in order of dimension and group.
	Groups []QuestionGroup
}

// CountAnswers counts a column's answers, of all and by the attributes of the
// responses. A response stands once in Answered however often it chose; a
// response that chose the same option twice counts once for it. An answer that
// points outside the options or responses is left out: a decoder never gives
// one.
func CountAnswers(q model.Question, c model.AnswerColumn, responses []model.Response) (Counted, []QuestionGroup) {
	all := newCounter(q)
	groups := map[[2]string]*counter{}
	for i, r := range c.Responses {
		if int(r) >= len(responses) {
			continue
		}
		all.add(c, i)
		for dimension, group := range responses[r].Attributes {
			key := [2]string{dimension, group}
			if groups[key] == nil {
				groups[key] = newCounter(q)
			}
			groups[key].add(c, i)
		}
	}
	list := make([]QuestionGroup, 0, len(groups))
	for key, g := range groups {
		list = append(list, QuestionGroup{Dimension: key[0], Group: key[1], Counted: g.counted()})
	}
	slices.SortFunc(list, func(a, b QuestionGroup) int {
		return cmp.Or(cmp.Compare(a.Dimension, b.Dimension), cmp.Compare(a.Group, b.Group))
	})
	return all.counted(), list
}

// counter counts answers as they come, by response.
type counter struct {
	options  []int
	latest   []uint32 // response + 1 that chose each option last
	levels   map[float64]int
	answered int
	last     uint32 // response + 1 that was counted last
}

func newCounter(q model.Question) *counter {
	c := &counter{}
	if len(q.Options) > 0 {
		c.options, c.latest = make([]int, len(q.Options)), make([]uint32, len(q.Options))
	}
	return c
}

func (n *counter) add(c model.AnswerColumn, i int) {
	r := c.Responses[i] + 1
	switch {
	case i < len(c.Chosen):
		at := int(c.Chosen[i])
		if at >= len(n.options) {
			return
		}
		if n.latest[at] != r {
			n.latest[at] = r
			n.options[at]++
		}
	case i < len(c.Values):
		if n.levels == nil {
			n.levels = map[float64]int{}
		}
		n.levels[c.Values[i]]++
	}
	if n.last != r {
		n.last = r
		n.answered++
	}
}

func (n *counter) counted() Counted {
	out := Counted{Answered: n.answered, Options: n.options}
	for v, k := range n.levels {
		out.Levels = append(out.Levels, Level{v, k})
	}
	slices.SortFunc(out.Levels, func(a, b Level) int { return cmp.Compare(a.Value, b.Value) })
	return out
}

// OptionRef names one option of a question as an item of evidence: the
// question, "#", and the option's place counted from 1.
func OptionRef(q model.Question, option int) model.Ref {
	return q.Ref() + model.Ref("#"+strconv.Itoa(option+1))
}

// CutOption takes an option's place, counted from 0, off a reference; -1 if
// the reference names a whole question.
func CutOption(ref model.Ref) (question model.Ref, option int) {
	at := strings.LastIndexByte(string(ref), '#')
	if at < 0 {
		return ref, -1
	}
	n, err := strconv.Atoi(string(ref[at+1:]))
	if err != nil || n < 1 {
		return ref, -1
	}
	return ref[:at], n - 1
}
