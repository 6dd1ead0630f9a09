package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"consilience/model"
	"consilience/model/work"
)

// SyncResult is what a sync brought.
type SyncResult struct {
	Sources       []SyncedSource  `json:"sources"`
	Problems      []model.Problem `json:"problems"`
	Requests      int             `json:"requests"`
	BytesReceived int64           `json:"bytes_received"`
}

// SyncedSource is one source after a sync.
type SyncedSource struct {
	model.Snapshot
	Changed bool `json:"changed"`
}

// Sync brings in each address in the background, or all known feeds again if
// none is named. State.Job shows the progress, State.Changes what it brought.
func (d *Desk) Sync(addresses ...string) {
	d.begin("Sync", func(ctx context.Context, report func(model.Progress)) error {
		_, err := d.SyncNow(ctx, report, addresses...)
		if err != nil {
			return err
		}
		return d.groupAndSteady(ctx, report)
	})
}

// Feeds are the addresses that the sources here came from.
func (d *Desk) Feeds() []string {
	var list []string
	for _, s := range d.State().Sources {
		if !slices.Contains(list, s.Feed) {
			list = append(list, s.Feed)
		}
	}
	return list
}

// SyncNow brings in each address, or all known feeds again if none is named,
// and returns when it is done. A feed that fails stops neither the others nor
// what is here already; the error is the first such Problem.
func (d *Desk) SyncNow(ctx context.Context, report func(model.Progress), addresses ...string) (SyncResult, error) {
	defer work.Sparing()()
	result := SyncResult{Sources: []SyncedSource{}, Problems: []model.Problem{}}
	again := len(addresses) == 0
	if again {
		addresses = d.Feeds()
	}
	if len(addresses) == 0 {
		return result, model.Problemf(model.ProblemNothingToShow, "Name a feed's address, a folder, a file, or “sample”.", "There is no source to sync yet.")
	}
	d.know()
	var first error
	var changes []string
	for _, address := range addresses {
		delivery, err := d.publisher.Fetch(ctx, address, report)
		if err != nil {
			p := model.AsProblem(err, fmt.Sprintf("“%s” could not be brought in. What was here before is unchanged.", address))
			if first == nil {
				first = p
			}
			result.Problems = append(result.Problems, *p)
		}
		said, err := d.take(ctx, delivery, again, &result)
		changes = append(changes, said...)
		if err != nil {
			first = err
			break // the store cannot be written: nothing further can succeed
		}
		if ctx.Err() != nil {
			break
		}
	}
	if err := d.synced(changes, result.Problems); err != nil && first == nil {
		first = err
	}
	if err := d.CheckAllNow(ctx, report); err != nil && first == nil {
		first = err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if p := model.AsProblem(first, ""); p != nil {
		// The job adds the error it returns; it must not stand there twice.
		d.change(func(s *State) {
			s.Problems = slices.DeleteFunc(slices.Clone(s.Problems), func(q model.Problem) bool { return q.Say == p.Say })
		})
	}
	return result, first
}

// synced shows what a sync brought; what it published is not checked yet.
func (d *Desk) synced(changes []string, problems []model.Problem) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.state.Changes = changes
	d.state.Problems = slices.Clone(problems)
	return d.refresh()
}

// take commits what was delivered and says in sentences what changed. again
// means that nobody named the feed: a source that came from elsewhere since is
// then left as it is.
func (d *Desk) take(ctx context.Context, delivery model.Delivery, again bool, result *SyncResult) ([]string, error) {
	result.Requests += delivery.Requests
	result.BytesReceived += delivery.BytesReceived
	result.Problems = append(result.Problems, delivery.Problems...)
	heads, err := d.store.Heads()
	if err != nil {
		return nil, model.AsProblem(err, "The sources could not be read. Nothing was changed.")
	}
	var said []string
	for _, c := range delivery.Contents {
		snap := c.Snapshot
		at := slices.IndexFunc(heads, func(h model.Snapshot) bool { return h.Source.ID == snap.Source.ID })
		moved := at >= 0 && heads[at].Feed != snap.Feed
		if moved && again {
			continue
		}
		if moved && !d.samePoll(heads[at], c) {
			result.Problems = append(result.Problems, *model.Problemf("name-taken", "Rename the new file or folder, or sync it into another workspace.",
				"“%s” was not brought in: another source of that name is here already, from %s. Nothing of it was changed.", snap.Source.ID, heads[at].Feed))
			continue
		}
		changed, err := d.store.Commit(ctx, c)
		if p := model.AsProblem(err, ""); p != nil && p.Kind == model.ProblemRefused {
			result.Problems = append(result.Problems, *p) // this source only; the others go on
			continue
		}
		if err != nil {
			return said, model.AsProblem(err, fmt.Sprintf("“%s” could not be kept. What was here before is unchanged.", snap.Title))
		}
		result.Sources = append(result.Sources, SyncedSource{snap, changed})
		if changed {
			said = append(said, arrival(c, at < 0))
		}
		if moved {
			said = append(said, fmt.Sprintf("“%s” now comes from %s; until now it came from %s. The earlier snapshot is kept.", snap.Source.ID, snap.Feed, heads[at].Feed))
		}
	}
	for _, id := range delivery.Unchanged {
		if at := slices.IndexFunc(heads, func(h model.Snapshot) bool { return h.Source.ID == id }); at >= 0 {
			result.Sources = append(result.Sources, SyncedSource{heads[at], false})
		}
	}
	if len(delivery.Validators) > 0 {
		if err := d.store.SaveValidators(delivery.Feed, delivery.Validators); err != nil {
			return said, model.AsProblem(err, "What the server said about its files could not be kept; the next sync will fetch them again.")
		}
	}
	return said, nil
}

// samePoll says whether content from another feed can be a newer snapshot of a
// source: a fresh export in a new folder, or the published tables after the
// sample. It cannot if the format differs or the publisher's own address of
// the poll does.
func (d *Desk) samePoll(head model.Snapshot, c model.Content) bool {
	if head.Format != c.Snapshot.Format || head.Channel != c.Snapshot.Channel {
		return false
	}
	before, err := d.store.Summary(head.ID)
	if err != nil {
		return false
	}
	return before["url"] == "" || c.Summary["url"] == "" || before["url"] == c.Summary["url"]
}

// arrival says what a new snapshot holds.
func arrival(c model.Content, first bool) string {
	verb := "has a new snapshot"
	if first {
		verb = "is new"
	}
	votes := 0
	for _, s := range c.Statements {
		votes += votesOf(s)
	}
	var parts []string
	say := func(n int, one, many string) {
		switch {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	say(len(c.Questions), "question", "questions")
	if len(c.Questions) > 0 {
		say(len(c.Responses), "response", "responses")
	}
	say(len(c.Statements), "statement", "statements")
	say(votes, "vote", "votes")
	say(len(c.Notes), "text", "texts")
	say(len(c.Excerpts), "marked passage", "marked passages")
	say(len(c.Cases), "case", "cases")
	say(len(c.Tags), "tag", "tags")
	say(len(c.Heard), "line on who took part", "lines on who took part")
	say(len(c.Targets), "line on a population", "lines on a population")
	say(len(c.Claims), "claim", "claims")
	say(len(c.Themes), "theme", "themes")
	say(len(c.TradeOffs), "trade-off", "trade-offs")
	if len(parts) == 0 {
		return fmt.Sprintf("“%s” %s.", c.Snapshot.Title, verb)
	}
	return fmt.Sprintf("“%s” %s: %s.", c.Snapshot.Title, verb, strings.Join(parts, ", "))
}
