package analysis

import (
	"fmt"
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
	var words, counts, moves []string
	for _, was := range s.Before.Statements {
		st, here := now[was.ID]
		if !here {
			gone = append(gone, was.Ref())
			continue
		}
		if strings.Join(strings.Fields(st.Text), " ") != strings.Join(strings.Fields(was.Text), " ") {
			reworded = append(reworded, st.Ref())
			words = append(words, st.ID)
		}
		if a, b := votesOf(was), votesOf(st); b < a {
			fewer = append(fewer, st.Ref())
			counts = append(counts, fmt.Sprintf("%s: %d, then %d", st.ID, a, b))
		}
		a, okA := figureOf(was, "agree-pct")
		b, okB := figureOf(st, "agree-pct")
		if okA && okB && math.Abs(a-b) >= movedPoints && votesOf(was) >= 10 && votesOf(st) >= 10 {
			moved = append(moved, st.Ref())
			moves = append(moves, fmt.Sprintf("%s: %.0f\u00a0%%, then %.0f\u00a0%%", st.ID, a, b))
		}
	}
	var out []model.Check
	since := s.Before.Snapshot.FetchedAt.UTC().Format("2 January 2006")
	add := func(kind string, severity model.Severity, refs []model.Ref, sentence string, args ...any) {
		if len(refs) > 0 {
			out = append(out, model.NewCheck(kind, severity, "The earlier snapshot is kept; ask the publisher why it changed.", sentence, args...).
				At(s.Snapshot.Source.ID, "", 0).About(refs...).With("statements", float64(len(refs)), ""))
		}
	}
	var ids []string
	for _, r := range gone {
		ids = append(ids, r.Item())
	}
	add(model.CheckGone, model.Serious, gone, "Since the snapshot of %s, %s gone: %s.", since, are(len(gone)), some(ids))
	add(model.CheckReworded, model.Serious, reworded, "Since the snapshot of %s, %s worded otherwise under the same number: %s.", since, are(len(reworded)), some(words))
	add(model.CheckFewerVotes, model.Serious, fewer, "Since the snapshot of %s, %s left with fewer votes (%s).", since, are(len(fewer)), some(counts))
	add(model.CheckMoved, model.GoodToKnow, moved, "Since the snapshot of %s, the share that agrees moved by five points or more on %s (%s).", since, count(len(moved), "statement"), some(moves))
	return out
}

func are(n int) string {
	if n == 1 {
		return "1 statement is"
	}
	return fmt.Sprintf("%d statements are", n)
}

// some lists at most five, and how many more there are.
func some(list []string) string {
	if len(list) > 5 {
		return strings.Join(list[:5], "; ") + fmt.Sprintf("; and %d more", len(list)-5)
	}
	return strings.Join(list, "; ")
}
