package analysis

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"consilience/model"
)

// Dimensions are those by which a register usually tells people apart. A
// channel that says nothing of one did not collect it, and that is said.
var Dimensions = []string{"sector", "region", "country", "gender", "age", "level"}

// Records are the records of one source from which who took part is counted.
type Records struct {
	Source    model.Source
	Responses []model.Response
	Notes     []model.Note
}

// CountHeard counts who took part from a source's own records: responses to a
// form, complete or not, and by what people said of themselves; consultations
// that notes are of, their participants where stated, and by the notes'
// attributes. Groups come largest first, equal ones by name; those who did not
// say are a group without a name, given last. Polls are not counted here: their
// voters are known from the votes.
func CountHeard(r Records) []model.Heard {
	var out []model.Heard
	if len(r.Responses) > 0 {
		out = append(out, countResponses(r)...)
	}
	if len(r.Notes) > 0 {
		out = append(out, countNotes(r)...)
	}
	return out
}

func (r Records) row(measure, dimension, group string, n int) model.Heard {
	v := float64(n)
	return model.Heard{
		Source: r.Source.ID, Channel: r.Source.Channel, Measure: measure, Dimension: dimension, Group: group,
		Value: &v, Text: strconv.Itoa(n), Unit: measure, Counted: true,
	}
}

func countResponses(r Records) []model.Heard {
	incomplete := 0
	groups := map[string]map[string]int{}
	for _, p := range r.Responses {
		if !p.Complete {
			incomplete++
		}
		for dimension, group := range p.Attributes {
			if groups[dimension] == nil {
				groups[dimension] = map[string]int{}
			}
			groups[dimension][group]++
		}
	}
	total := r.row("responses", "total", "", len(r.Responses))
	if incomplete > 0 {
		total.Limitation = count(incomplete, "response") + " did not come to the end of the form"
	}
	return append([]model.Heard{total}, r.byGroup("responses", groups, len(r.Responses))...)
}

// byGroup lists counts by dimension; of is how many there are in all.
func (r Records) byGroup(measure string, groups map[string]map[string]int, of int) []model.Heard {
	var out []model.Heard
	for _, dimension := range inOrder(groups) {
		known := 0
		names := make([]string, 0, len(groups[dimension]))
		for name, n := range groups[dimension] {
			names = append(names, name)
			known += n
		}
		slices.SortFunc(names, func(a, b string) int {
			return cmp.Or(cmp.Compare(groups[dimension][b], groups[dimension][a]), cmp.Compare(a, b))
		})
		for _, name := range names {
			out = append(out, r.row(measure, dimension, name, groups[dimension][name]))
		}
		if known < of {
			out = append(out, r.row(measure, dimension, "", of-known))
		}
	}
	return out
}

// inOrder gives dimensions in the order of Dimensions, others after by name.
func inOrder(groups map[string]map[string]int) []string {
	names := make([]string, 0, len(groups))
	for name := range groups {
		names = append(names, name)
	}
	place := func(d string) int {
		if i := slices.Index(Dimensions, d); i >= 0 {
			return i
		}
		return len(Dimensions)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a, b)) })
	return names
}

func countNotes(r Records) []model.Heard {
	type meeting struct {
		participants int
		attributes   map[string]string
	}
	meetings := map[string]*meeting{}
	stated, people := 0, 0
	for _, n := range r.Notes {
		m := meetings[n.Of()]
		if m == nil {
			m = &meeting{attributes: map[string]string{}}
			meetings[n.Of()] = m
		}
		if n.Participants != nil {
			m.participants = max(m.participants, *n.Participants)
		}
		for dimension, group := range n.Attributes {
			m.attributes[dimension] = group
		}
	}
	groups := map[string]map[string]int{}
	for _, m := range meetings {
		if m.participants > 0 {
			stated++
			people += m.participants
		}
		for dimension, group := range m.attributes {
			if !slices.Contains(Dimensions, dimension) {
				continue
			}
			if groups[dimension] == nil {
				groups[dimension] = map[string]int{}
			}
			groups[dimension][group]++
		}
	}
	measure := "conversations"
	if r.Source.Channel == model.ChannelComments {
		measure = "comments"
	}
	out := []model.Heard{r.row(measure, "total", "", len(meetings))}
	if stated > 0 {
		total := r.row("participants", "total", "", people)
		if stated < len(meetings) {
			total.Limitation = "the number of participants is stated for " + strconv.Itoa(stated) + " of " + strconv.Itoa(len(meetings)) + " " + measure
		}
		out = append(out, total)
	}
	return append(out, r.byGroup(measure, groups, len(meetings))...)
}

// Joined lays counted rows beside stated ones: a counted row stands only where
// the register says nothing of its channel by that measure and dimension, so
// that nothing is shown twice. Where both are there they may differ, which is
// a matter for the checks.
func Joined(stated, counted []model.Heard) []model.Heard {
	out := slices.Clip(stated)
	for _, h := range counted {
		if !slices.ContainsFunc(stated, func(s model.Heard) bool {
			return s.Channel == h.Channel && s.Measure == h.Measure && s.Dimension == h.Dimension
		}) {
			out = append(out, h)
		}
	}
	return out
}

// Group is one group of a channel beside the population it is compared with.
type Group struct {
	model.Heard
	// Share is the group's part of those of whom the dimension is known, 0 to
	// 1; nil if it cannot be told. N is how many those are, 0 if only shares
	// were published.
	Share *float64
	N     int
	// Target is the group's share of the population, nil if none is given.
	Target *model.Target
}

// Compare gives the groups of a channel along a dimension, with their shares
// among themselves and beside the target population. rows are those of one
// channel, measure and dimension; those who did not say (a group without a
// name) are not part of the base. A target is found by the group's name, in any
// case of letters.
func Compare(rows []model.Heard, targets []model.Target) []Group {
	base := 0.0
	for _, h := range rows {
		if h.Value != nil && h.Group != "" && h.Unit != "percent" {
			base += *h.Value
		}
	}
	out := make([]Group, len(rows))
	for i, h := range rows {
		g := Group{Heard: h}
		switch {
		case h.Value == nil || h.Group == "":
		case h.Unit == "percent":
			share := *h.Value / 100
			g.Share = &share
		case base > 0:
			share := *h.Value / base
			g.Share, g.N = &share, int(base)
		}
		for k := range targets {
			if targets[k].Dimension == h.Dimension && sameGroup(targets[k].Group, h.Group) {
				g.Target = &targets[k]
			}
		}
		out[i] = g
	}
	return out
}

// NotCollected names the usual dimensions of which a channel's rows say
// nothing.
func NotCollected(rows []model.Heard) []string {
	var out []string
	for _, d := range Dimensions {
		if !slices.ContainsFunc(rows, func(h model.Heard) bool { return h.Dimension == d }) {
			out = append(out, d)
		}
	}
	return out
}

func sameGroup(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}
