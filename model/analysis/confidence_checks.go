package analysis

import (
	"slices"

	"consilience/model"
)

// linked says that a theme rests on an item; bridging items count for nothing.
func linked(t model.Theme, item model.Ref) bool {
	return slices.ContainsFunc(t.Links, func(l model.Link) bool { return l.Item == item && !l.Bridging })
}

// repeatedConcerns tells of statements that say the same or nearly the same as
// a linked one and are read otherwise. Opposite directions weigh moderately;
// one with a direction and one without, little. What has too few votes to be
// read disagrees with nothing.
func repeatedConcerns(t model.Theme, e Evidence, th Thresholds, say sayFunc) {
	for _, c := range e.Checks {
		if c.Kind != model.CheckDuplicate && c.Kind != model.CheckNearly || len(c.Items) != 2 || !linked(t, c.Items[0]) && !linked(t, c.Items[1]) {
			continue
		}
		a, okA := e.Statements[c.Items[0]]
		b, okB := e.Statements[c.Items[1]]
		if !okA || !okB {
			continue
		}
		x, y := ReadStatement(a, 1, th).Reading, ReadStatement(b, 1, th).Reading
		p, okP := towards(x)
		q, okQ := towards(y)
		if !okP || !okQ || p == q {
			continue
		}
		level := minor
		if p*q < 0 {
			level = moderate
		}
		say(coherence, level, "Statements %s and %s of one source say nearly the same and are read differently: %s, and %s.",
			a.Statement.ID, b.Statement.ID, lower(x.Label()), lower(y.Label()))
	}
}

// towards is 1 for readings towards a statement, −1 against it, 0 for those
// that were read and have none; false for what could not be read.
func towards(r model.Reading) (int, bool) {
	switch r {
	case model.Insufficient, model.Silent, model.NotExamined, model.Raised, model.ByGroup:
		return 0, false
	}
	return direction(r), true
}

// changedConcerns tells of linked items that are not what they were in the
// snapshot before: gone, with other words under the same number, with fewer
// votes, or with another share. Each is told and none lowers the confidence:
// whoever verifies a paper may hold only the current snapshot, and must come to
// the same confidence.
func changedConcerns(t model.Theme, e Evidence, say sayFunc) {
	for _, change := range []struct{ kind, text string }{
		{model.CheckGone, "%s gone since the snapshot before."},
		{model.CheckReworded, "%s worded otherwise than in the snapshot before."},
		{model.CheckFewerVotes, "%s left with fewer votes than in the snapshot before."},
		{model.CheckMoved, "%s five points or more away, in the share that agrees, from the snapshot before."},
	} {
		var touched []model.Ref
		for _, c := range e.Checks {
			if c.Kind != change.kind {
				continue
			}
			for _, item := range c.Items {
				if linked(t, item) && !slices.Contains(touched, item) {
					touched = append(touched, item)
				}
			}
		}
		if n := len(touched); n == 1 {
			say(coherence, minor, change.text, "1 linked statement is")
		} else if n > 1 {
			say(coherence, minor, change.text, count(n, "linked statement")+" are")
		}
	}
}
