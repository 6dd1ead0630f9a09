package analysis

import (
	"math"
	"strings"

	"consilience/model"
)

// movedPoints is from which change, in percentage points, the move of a
// statement's share is told.
const movedPoints = 5

// checkSnapshots compares a source with its snapshot before: statements that
// are gone or worded otherwise, votes that are gone, shares that moved by five
// points or more. A poll that is still open may gain votes and statements; it
// does not lose any.
func checkSnapshots(s *Checked) []model.Check {
	if s.Before == nil {
		return nil
	}
	now := map[string]model.Statement{}
	for _, st := range s.Statements {
		now[st.ID] = st
	}
	var gone, reworded, fewer, moved []model.Ref
	var named, counts, moves []any
	for _, was := range s.Before.Statements {
		st, here := now[was.ID]
		if !here {
			gone = append(gone, was.Ref())
			continue
		}
		if strings.Join(strings.Fields(st.Text), " ") != strings.Join(strings.Fields(was.Text), " ") {
			reworded = append(reworded, st.Ref())
			named = append(named, st.ID)
		}
		if a, b := votesOf(was), votesOf(st); b < a {
			fewer = append(fewer, st.Ref())
			counts = append(counts, words("%s: %d, then %d", st.ID, a, b))
		}
		a, okA := figureOf(was, "agree-pct")
		b, okB := figureOf(st, "agree-pct")
		if okA && okB && math.Abs(a-b) >= movedPoints && votesOf(was) >= 10 && votesOf(st) >= 10 {
			moved = append(moved, st.Ref())
			moves = append(moves, words("%s: %d\u00a0%%, then %d\u00a0%%", st.ID, int(math.Round(a)), int(math.Round(b))))
		}
	}
	var out []model.Check
	since := s.Before.Snapshot.FetchedAt.UTC()
	add := func(kind string, severity model.Severity, refs []model.Ref, one, other string, list []any) {
		if len(refs) > 0 {
			out = append(out, model.NewCheck(kind, severity, keptBefore, "Since the snapshot of %s, %s", since, model.Phrase{One: one, Other: other, N: len(refs), Args: []any{some(list)}}).
				At(s.Snapshot.Source.ID, "", 0).About(refs...).With("statements", float64(len(refs)), ""))
		}
	}
	var ids []any
	for _, r := range gone {
		ids = append(ids, r.Item())
	}
	add(model.CheckGone, model.Serious, gone, "%d statement is gone: %s.", "%d statements are gone: %s.", ids)
	add(model.CheckReworded, model.Serious, reworded, "%d statement is worded otherwise under the same number: %s.", "%d statements are worded otherwise under the same number: %s.", named)
	add(model.CheckFewerVotes, model.Serious, fewer, "%d statement is left with fewer votes (%s).", "%d statements are left with fewer votes (%s).", counts)
	add(model.CheckMoved, model.GoodToKnow, moved, "the share that agrees moved by five points or more on %d statement (%s).", "the share that agrees moved by five points or more on %d statements (%s).", moves)
	return out
}

// keptBefore is what to do about anything that is not as it was.
const keptBefore = "The earlier snapshot is kept; ask the publisher why it changed."

// some lists at most five, and how many more there are.
func some(list []any) model.Words {
	return model.Words{List: list[:min(5, len(list))], More: max(0, len(list)-5)}
}
