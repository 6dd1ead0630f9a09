package decode

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"consilience/model"
)

// heardBy are the dimensions by which meetings are told apart; a register's
// other columns are kept with the notes alone.
var heardBy = []string{"region", "country", "sector", "gender", "age", "level", "language"}

// held is what is counted of meetings of one group.
type held struct {
	meetings, stated, people int
	line                     int // of the first
}

func (h *held) add(e *entry) {
	if h.meetings++; h.meetings == 1 {
		h.line = int(e.line)
	}
	if p := e.said.Participants; p != nil {
		h.stated++
		h.people += *p
	}
}

// heard counts meetings and participants, in all and by dimension. A meeting
// is a row, and the rows that name the same consultation are one: of these the
// largest number of participants counts. Who said nothing of a dimension is a
// group without a name, given last.
func (r *registers) heard() {
	if len(r.entries) == 0 {
		return
	}
	meetings := oneEach(r.entries)
	var all held
	for _, e := range meetings {
		all.add(e)
	}
	file := meetings[0].in.Path
	r.lines(file, "total", "", &all)
	for _, dimension := range heardBy {
		groups := map[string]*held{}
		for _, e := range meetings {
			name := e.group(dimension)
			if groups[name] == nil {
				groups[name] = &held{}
			}
			groups[name].add(e)
		}
		if len(groups) == 1 && groups[""] != nil {
			continue // nobody said
		}
		names := slices.SortedFunc(maps.Keys(groups), func(a, b string) int {
			if (a == "") != (b == "") {
				return cmp.Compare(b, a)
			}
			return cmp.Or(cmp.Compare(groups[b].meetings, groups[a].meetings), cmp.Compare(a, b))
		})
		for _, name := range names {
			r.lines(file, dimension, name, groups[name])
		}
	}
}

// group is what an entry says of a dimension; empty if nothing.
func (e *entry) group(dimension string) string {
	if dimension != "language" {
		return e.said.Attributes[dimension]
	}
	if slices.ContainsFunc(e.facts, func(f fact) bool { return f.key == dimension }) {
		return e.said.Language
	}
	return ""
}

// oneEach gives one entry for each consultation.
func oneEach(entries []*entry) []*entry {
	at := map[string]int{}
	var list []*entry
	for _, e := range entries {
		i, seen := at[e.said.Consultation]
		if e.said.Consultation == "" || !seen {
			at[e.said.Consultation] = len(list)
			list = append(list, e)
			continue
		}
		if had := list[i].said.Participants; e.said.Participants != nil && (had == nil || *had < *e.said.Participants) {
			list[i] = e
		}
	}
	return list
}

// lines are those of one group: meetings, and participants where any row
// states how many.
func (r *registers) lines(file, dimension, group string, h *held) {
	line := model.Heard{Source: r.j.source(), Channel: r.j.content.Snapshot.Channel, Dimension: dimension, Group: group, Counted: true, File: file, Line: h.line}
	if line.Channel == "" {
		line.Channel = model.ChannelMeetings
	}
	say := func(measure, unit string, n int, limitation string) {
		v := float64(n)
		l := line
		l.Measure, l.Unit, l.Value, l.Text, l.Limitation = measure, unit, &v, strconv.Itoa(n), limitation
		r.j.content.Heard = append(r.j.content.Heard, l)
	}
	say("conversations", "conversations", h.meetings, "")
	switch {
	case h.stated == 0:
	case h.stated < h.meetings:
		say("participants", "people", h.people, "the number of participants is stated for "+strconv.Itoa(h.stated)+" of "+strconv.Itoa(h.meetings)+" conversations")
	default:
		say("participants", "people", h.people, "")
	}
}
