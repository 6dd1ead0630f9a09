package tags

import (
	"cmp"
	"slices"

	"consilience/model"
)

// Unit is what is counted when tags come together.
type Unit string

// The units.
const (
	Excerpts      Unit = "excerpts"
	Consultations Unit = "consultations"
)

// Use is one use of tags: an excerpt with what it is marked with and the
// consultation that it comes from.
type Use struct {
	Consultation string
	// Date is "2006-01-02" or a longer time that begins so; empty if unknown.
	Date string
	Tags []string
}

// Uses gives the excerpts that are marked, each tag once, by the consultation
// of their note. An excerpt of an unknown note counts as of its own
// Consultation; without one, as a consultation of its own.
func Uses(excerpts []model.Excerpt, notes []model.Note) []Use {
	of := make(map[model.Ref]*model.Note, len(notes))
	for i := range notes {
		of[notes[i].Ref()] = &notes[i]
	}
	var out []Use
	for _, e := range excerpts {
		u := Use{Consultation: e.Source + ":" + e.Consultation}
		if n := of[model.NewRef(e.Source, e.Note)]; n != nil && e.Note != "" {
			u.Consultation, u.Date = n.Source+":"+n.Of(), n.Date
		} else if e.Consultation == "" {
			u.Consultation = string(e.Ref())
		}
		for _, t := range e.Tags {
			if !slices.Contains(u.Tags, t.Tag) {
				u.Tags = append(u.Tags, t.Tag)
			}
		}
		if len(u.Tags) > 0 {
			out = append(out, u)
		}
	}
	return out
}

// Pairs says how often tags come together. Tags are in the order of their
// names; Count is symmetric, and Count[i][i] is how many units have tag i.
// N is the number of units, each with at least one tag.
type Pairs struct {
	Tags  []string
	Count [][]int
	N     int
}

// Together counts, per unit, which tags come together. Method
// tags-together/1.
func Together(uses []Use, per Unit) Pairs {
	units := make([][]string, 0, len(uses))
	if per == Consultations {
		for _, c := range ByConsultation(uses) {
			units = append(units, c.Tags)
		}
	} else {
		for _, u := range uses {
			units = append(units, u.Tags)
		}
	}
	p := Pairs{N: len(units)}
	for _, tags := range units {
		p.Tags = append(p.Tags, tags...)
	}
	slices.Sort(p.Tags)
	p.Tags = slices.Compact(p.Tags)
	place := make(map[string]int, len(p.Tags))
	p.Count = make([][]int, len(p.Tags))
	for i, t := range p.Tags {
		place[t] = i
		p.Count[i] = make([]int, len(p.Tags))
	}
	for _, tags := range units {
		for _, a := range tags {
			for _, b := range tags {
				p.Count[place[a]][place[b]]++
			}
		}
	}
	return p
}

// Consultation is one consultation with the tags that occur in it, each once,
// in the order of their names.
type Consultation struct {
	ID, Date string
	Tags     []string
}

// ByConsultation gathers uses by consultation, in the order of date and then
// of id; those without a date come last. A consultation's date is the earliest
// of its notes.
func ByConsultation(uses []Use) []Consultation {
	place := map[string]int{}
	var out []Consultation
	for _, u := range uses {
		i, ok := place[u.Consultation]
		if !ok {
			i = len(out)
			place[u.Consultation] = i
			out = append(out, Consultation{ID: u.Consultation, Date: u.Date})
		}
		if u.Date != "" && (out[i].Date == "" || u.Date < out[i].Date) {
			out[i].Date = u.Date
		}
		out[i].Tags = append(out[i].Tags, u.Tags...)
	}
	for i := range out {
		slices.Sort(out[i].Tags)
		out[i].Tags = slices.Compact(out[i].Tags)
	}
	slices.SortStableFunc(out, func(a, b Consultation) int {
		if (a.Date == "") != (b.Date == "") {
			return cmp.Compare(b.Date, a.Date)
		}
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.ID, b.ID))
	})
	return out
}
