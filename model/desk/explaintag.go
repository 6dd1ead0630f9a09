package desk

import (
	"fmt"
	"slices"

	"consilience/model"
)

// mostExcerpts is how many excerpts an explanation spells out.
const mostExcerpts = 200

// tagNow finds a tag as it now counts, by any reference that leads to it.
// The caller holds d.mu.
func (d *Desk) tagNow(ref model.Ref) (model.Tag, bool) {
	ref = d.coding.canon(ref)
	i := slices.IndexFunc(d.state.Tags, func(t model.Tag) bool { return t.Ref() == ref })
	if i < 0 {
		return model.Tag{}, false
	}
	return d.state.Tags[i], true
}

// explainTag says from which excerpts a tag is counted.
func (d *Desk) explainTag(t model.Tag, from *origin) {
	from.said = append(from.said, fmt.Sprintf("%d mentions of “%s”", t.Mentions, t.Name))
	at := tagAt{t.Source, t.Key()}
	if t.File != "" {
		from.file = t.File
	}
	if d.coding.totalsOnly[at] {
		from.lines, from.place = append(from.lines, t.Line), t.Place
		slices.Sort(from.lines)
		if t.Coded > 0 {
			from.notes = append(from.notes, fmt.Sprintf("The total is the publisher's, without its excerpts. %d passages that members tagged here are not in it.", t.Coded))
		}
		return
	}
	var marked, more int
	for i := range d.coding.excerpts {
		e := d.coding.excerpts[i]
		if e.Source != t.Source || !slices.Contains(d.coding.keys[i], t.Key()) {
			continue
		}
		marked++
		if e.File != "" && (from.file == "" || from.file == e.File) && i < len(d.coding.base) {
			from.file = e.File
			from.lines = append(from.lines, e.Line)
		}
		if marked > mostExcerpts {
			more++
			continue
		}
		from.said = append(from.said, d.sayExcerpt(e))
	}
	if marked == 0 && t.Line > 0 {
		from.lines, from.place = append(from.lines, t.Line), t.Place
	}
	if more > 0 {
		from.said = append(from.said, fmt.Sprintf("… and %d more excerpts", more))
	}
	if t.Coded > 0 {
		from.notes = append(from.notes, fmt.Sprintf("%d of these mentions were coded here by members; the log has each tag. Passages of one note that overlap count once.", t.Coded))
	}
	if t.Printed != nil {
		from.notes = append(from.notes, fmt.Sprintf("The publisher's own total is %d.", *t.Printed))
	}
	slices.Sort(from.lines)
	from.lines = slices.Compact(from.lines)
}

// sayExcerpt names an excerpt by its words and its place.
func (d *Desk) sayExcerpt(e *model.Excerpt) string {
	where := "without its note"
	if n := d.coding.notes[model.NewRef(e.Source, e.Note)]; n != nil && e.Note != "" {
		where = n.Title
		if where == "" {
			where = n.ID
		}
		if e.Unanchored {
			where += ", not found in its text"
		} else {
			if page := n.Page(e.Start); page > 0 {
				where += fmt.Sprintf(", page %d", page)
			}
			where += fmt.Sprintf(", characters %d to %d", e.Start+1, e.End)
		}
	}
	return fmt.Sprintf("“%s” (%s)", short(e.Text), where)
}
