package analysis

import (
	"cmp"
	"reflect"
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

// People are who answered, by what they said of themselves, laid out for
// counting.
type People struct {
	groups [][2]string // dimension and group, in order
	sets   [][]int32   // the groups of those who said the same
	of     []int32     // of each response its set
}

// PeopleOf lays responses out for CountAnswers.
func PeopleOf(responses []model.Response) People {
	p := People{of: make([]int32, len(responses))}
	var said []map[string]string
	seen := map[uintptr]int32{} // a source shares one map among those who said the same
	places := map[[2]string]int32{}
	for i, r := range responses {
		at := reflect.ValueOf(r.Attributes).Pointer()
		set, ok := seen[at]
		if !ok {
			set = int32(len(said))
			seen[at] = set
			said = append(said, r.Attributes)
			for dimension, group := range r.Attributes {
				if key := [2]string{dimension, group}; places[key] == 0 {
					places[key] = 1
					p.groups = append(p.groups, key)
				}
			}
		}
		p.of[i] = set
	}
	slices.SortFunc(p.groups, func(a, b [2]string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	for i, key := range p.groups {
		places[key] = int32(i)
	}
	p.sets = make([][]int32, len(said))
	for i, set := range said {
		for dimension, group := range set {
			p.sets[i] = append(p.sets[i], places[[2]string{dimension, group}])
		}
	}
	return p
}

// CountAnswers counts a column's answers, of all and by the attributes of the
// people. A response stands once in Answered however often it chose; a
// response that chose the same option twice counts once for it. An answer that
// points outside the options or responses is left out: a decoder never gives
// one.
func CountAnswers(q model.Question, c model.AnswerColumn, people People) (Counted, []QuestionGroup) {
	items, levels := itemsOf(q, c)
	n := len(q.Options)
	if levels != nil {
		n = len(levels)
	}
	all := counter{counts: make([]int, n), latest: make([]uint32, n)}
	groups := make([]counter, len(people.groups))
	for i, r := range c.Responses {
		item := itemNone
		if items != nil {
			item = items[i]
		}
		if int(r) >= len(people.of) || item == itemOutside {
			continue
		}
		all.add(item, r+1, levels != nil)
		for _, g := range people.sets[people.of[r]] {
			if groups[g].counts == nil {
				groups[g] = counter{counts: make([]int, n), latest: make([]uint32, n)}
			}
			groups[g].add(item, r+1, levels != nil)
		}
	}
	list := make([]QuestionGroup, 0, len(groups))
	for i, key := range people.groups {
		if groups[i].answered > 0 {
			list = append(list, QuestionGroup{Dimension: key[0], Group: key[1], Counted: groups[i].counted(levels)})
		}
	}
	return all.counted(levels), list
}

// What an answer is where it is no place in a list.
const (
	itemNone    = -1 // a text
	itemOutside = -2 // an option that there is not
)

// itemsOf gives of each answer the place of its option, or of its value in
// levels, which are the different values, ascending. Both are nil for texts,
// levels also for options.
func itemsOf(q model.Question, c model.AnswerColumn) (items []int, levels []float64) {
	switch {
	case len(c.Chosen) > 0:
		items = make([]int, len(c.Responses))
		for i := range items {
			items[i] = itemNone
			if i < len(c.Chosen) {
				if items[i] = int(c.Chosen[i]); items[i] >= len(q.Options) {
					items[i] = itemOutside
				}
			}
		}
	case len(c.Values) > 0:
		levels = slices.Clone(c.Values)
		slices.Sort(levels)
		levels = slices.Compact(levels)
		items = make([]int, len(c.Responses))
		for i := range items {
			items[i] = itemNone
			if i < len(c.Values) {
				items[i], _ = slices.BinarySearch(levels, c.Values[i])
			}
		}
	}
	return items, levels
}

// counter counts answers as they come, by response.
type counter struct {
	counts   []int
	latest   []uint32 // response + 1 that gave each item last
	answered int
	last     uint32 // response + 1 that was counted last
}

// add counts an answer of the response r-1. An item of a list of options counts
// once for a response, a number each time.
func (n *counter) add(item int, r uint32, numbers bool) {
	if item >= 0 && (numbers || n.latest[item] != r) {
		n.latest[item] = r
		n.counts[item]++
	}
	if n.last != r {
		n.last = r
		n.answered++
	}
}

func (n *counter) counted(levels []float64) Counted {
	out := Counted{Answered: n.answered}
	if levels == nil {
		if len(n.counts) > 0 {
			out.Options = n.counts
		}
		return out
	}
	for i, v := range levels {
		if n.counts[i] > 0 {
			out.Levels = append(out.Levels, Level{v, n.counts[i]})
		}
	}
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
