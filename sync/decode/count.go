package decode

import (
	"slices"

	"consilience/model"
)

// countTags sets the counts of tags from the excerpts marked with them: a
// mention is one excerpt with one tag, even if several coders tagged it; a
// consultation is what Note.Of says. Consultations are left out for a tag of
// which an excerpt has neither a note nor a consultation.
func countTags(tags []model.Tag, notes []model.Note, excerpts []model.Excerpt) {
	// A consultation is a number here, and 0 is none.
	of := noteOrder{notes: notes}
	alone := true
	for i := range notes {
		alone = alone && notes[i].Consultation == ""
	}
	for i := range excerpts {
		alone = alone && excerpts[i].Note != ""
	}
	names, codes := newWords(nil), make([]uint32, len(notes))
	for i := range notes {
		if codes[i] = uint32(i + 1); !alone { // else each note is a consultation of its own
			codes[i], _ = names.ofText(notes[i].Of())
		}
	}
	at := newPlaces()
	for i := range slices.Backward(tags) { // of one name, the last
		at.put(tags[i].Name, i)
	}
	mentions := make([]int, len(tags))
	where := make([][]int, len(tags)) // the consultations of each tag, some of them twice
	unknown := make([]bool, len(tags))
	var seen []int
	for x := range excerpts {
		e := &excerpts[x]
		seen = seen[:0]
		for _, t := range e.Tags {
			i, ok := at.of(t.Tag)
			if !ok || slices.Contains(seen, i) {
				continue
			}
			seen = append(seen, i)
			mentions[i]++
			consultation := 0
			if e.Note == "" {
				code, _ := names.ofText(e.Consultation)
				consultation = int(code)
			} else if n, ok := of.find(e.Note); ok {
				consultation = int(codes[n])
			}
			switch n := len(where[i]); {
			case consultation == 0:
				unknown[i] = true
			case n == 0 || where[i][n-1] != consultation:
				where[i] = append(where[i], consultation)
			}
		}
	}
	for i := range tags {
		slices.Sort(where[i])
		n, m := mentions[i], len(slices.Compact(where[i]))
		tags[i].Mentions, tags[i].Highlights, tags[i].Consultations = n, &n, &m
		if unknown[i] {
			tags[i].Consultations = nil
		}
	}
}

// noteOrder finds notes by their ids. As long as they are asked for in their
// order, none needs to be looked up.
type noteOrder struct {
	notes []model.Note
	next  int
	ids   *places
}

func (o *noteOrder) find(id string) (int, bool) {
	for i := o.next; i < min(o.next+2, len(o.notes)); i++ {
		if o.notes[i].ID == id {
			o.next = i
			return i, true
		}
	}
	if o.ids == nil {
		ids := newPlaces()
		for i := range o.notes {
			ids.put(o.notes[i].ID, i)
		}
		o.ids = &ids
	}
	i, ok := o.ids.of(id)
	if ok {
		o.next = i
	}
	return i, ok
}
