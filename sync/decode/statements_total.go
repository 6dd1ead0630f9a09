package decode

import "consilience/model"

// isStatementTotal says whether the row adds up the statements above it: nothing
// stands where their words are but “Total” or the like, and no number of its own.
func (t *table) isStatementTotal() bool {
	id, text := t.bytes(t.field(sID)), t.bytes(t.field(sText))
	return isTotal(text) && (len(id) == 0 || isTotal(id)) || len(text) == 0 && isTotal(id)
}

// compareVotes holds a total against the votes of the statements that it adds
// up: all above it, or those from the heading or total before. It is no
// statement, and what it was taken for is said.
func (t *table) compareVotes(above []model.Statement, from int) {
	t.RowsRead++
	words := t.text(sText)
	if words == "" {
		words = t.text(sID)
	}
	votes, ok := t.count(sVotes)
	sum, part := 0, 0
	for i := range above {
		if v := above[i].Published.Votes; v != nil {
			sum += *v
			if i >= from {
				part += *v
			}
		}
	}
	switch {
	case !ok || votes == nil:
		t.problems.add(t.line, model.ProblemAssumed, "", "The row “%s” of %s was read as the total of the statements above it, not as a statement. It gives no number of votes.", words, t.Path)
	case *votes == sum || *votes == part:
		t.problems.add(t.line, model.ProblemAssumed, "", "The row “%s” of %s was read as the total of the statements above it, not as a statement. Its votes add up.", words, t.Path)
	default:
		t.problems.add(t.line, model.CheckTotals, "Ask the publisher which figure is right; cite both until then.",
			"The row “%s” of %s gives %d votes in all; the statements above it add up to %d.", words, t.Path, *votes, sum)
	}
}
