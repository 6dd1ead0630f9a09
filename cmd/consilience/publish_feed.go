package main

import (
	"context"
	"time"

	"consilience/model"
	"consilience/model/desk"
	"consilience/sync"
	"consilience/ui/view"
)

// writeFeed makes feeds for the window, as publish does for the terminal.
func (a *app) writeFeed(ctx context.Context, report func(model.Progress), p model.Publication, known []model.KnownMapping, write bool) (model.Prepared, error) {
	done := model.Prepared{Publication: p}
	from, to, err := (&publishCmd{Dir: p.From, Output: p.To}).folders()
	if err != nil {
		return done, err
	}
	result, checks, err := a.readApart(ctx, report, from, known)
	if err != nil {
		return done, err
	}
	words, err := view.NewWords("en", nil)
	if err != nil {
		return done, model.AsProblem(err, "The words of the feed could not be read. Nothing was written.")
	}
	feed := sync.Publication{From: from, To: to, Title: p.Title, Publisher: p.Publisher, Licence: p.Licence, Created: time.Now()}
	for _, s := range result.Sources {
		feed.Sources = append(feed.Sources, s.Snapshot)
	}
	if done.Personal, err = personalPlaces(from, feed.Sources, checks); err != nil {
		return done, err
	}
	feed.Checks, feed.ChecksCSV = publishedChecks(words, checks)
	done.Sources, done.Checks, done.Problems = feed.Sources, feed.Checks, result.Problems
	if !write {
		return done, nil
	}
	if len(done.Personal) > 0 && !p.PersonalToo {
		return done, &model.Problem{Kind: model.ProblemRefused, Say: personalHeld(len(done.Personal)), Do: "Take them out of the exports, or say that they may be published."}
	}
	written, err := sync.Publish(ctx, feed)
	done.Version = written.Version
	return done, err
}

var _ desk.FeedWriter = (*app)(nil).writeFeed
