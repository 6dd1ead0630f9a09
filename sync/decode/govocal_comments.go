package decode

import "consilience/model"

// goVocalComments reads sheets with the comments on the inputs, as older exports
// have them beside these, and names the sheets that are neither. The inputs of
// the file are the notes from the first one on.
func (j *job) goVocalComments(b *book, others []int, first int) (left []string, err error) {
	inputs := map[string]int{}
	for i := first; i < len(j.content.Notes); i++ {
		inputs[j.content.Notes[i].ID] = i
	}
	for _, n := range others {
		t, err := b.work.look(n)
		if err != nil {
			return nil, err
		}
		heads := t.heads(commentsTable.columns[:])
		if heads == nil || !commentsTable.fits(heads) || !hasHead(heads, "input", "input id", "initiative") {
			left = append(left, t.sheet)
			continue
		}
		seen, from := newFirsts(nil), len(j.content.Notes)
		r := &noteReader{j: j, how: &commentsTable, seen: &seen, earlier: inputs, renamed: map[string]string{}}
		if err := b.readSheet(n, r.rows); err != nil {
			return nil, err
		}
		for i := from; i < len(j.content.Notes); i++ {
			c := &j.content.Notes[i]
			if id, ok := r.renamed[c.ReplyTo]; ok {
				c.ReplyTo = id
			}
			if on := c.Attributes["Input ID"]; c.ReplyTo == "" && on != "" {
				if _, ok := inputs[on]; ok {
					c.ReplyTo = on // a comment on the input itself
				}
			}
		}
		answered(j)
		named := false
		for i := from; i < len(j.content.Notes); i++ { // as the authors of inputs
			named = named || j.content.Notes[i].Author != ""
			j.content.Notes[i].Author = ""
		}
		if named {
			b.problems.add(0, model.ProblemPersonalColumns, "Before you publish the file, take these columns out.", "%s names the people who answered. These columns were not kept: %s.", b.Path, inQuotes([]string{string(heads[match(heads, commentsTable.columns[:])[nAuthor]])}, 1))
		}
	}
	return left, nil
}
