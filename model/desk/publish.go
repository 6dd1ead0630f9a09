package desk

import (
	"context"

	"consilience/model"
)

// FeedWriter makes feeds. With write false it only reads the exports, apart
// from the workspace, and says what would be published. known are the mappings
// of tables that members made. It refuses personal data unless the Publication
// allows it. The error is a *model.Problem, and then nothing was written.
type FeedWriter func(ctx context.Context, report func(model.Progress), p model.Publication, known []model.KnownMapping, write bool) (model.Prepared, error)

// PreparePublication looks at exports that are to be published, in the
// background; State.Prepared then says what is in them.
func (d *Desk) PreparePublication(p model.Publication) { d.publication(p, false) }

// PublishFeed writes a feed, in the background; State.Prepared then names its
// version.
func (d *Desk) PublishFeed(p model.Publication) { d.publication(p, true) }

func (d *Desk) publication(p model.Publication, write bool) {
	d.begin("Publish", func(ctx context.Context, report func(model.Progress)) error {
		if d.feed == nil {
			return model.Problemf(model.ProblemNothingToShow, "", "Feeds cannot be made here. Nothing was written.")
		}
		done, err := d.feed(ctx, report, p, d.Mappings(), write)
		if err != nil {
			return err
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		d.change(func(s *State) { s.Prepared = &done })
		return nil
	})
}

// ForgetPrepared drops State.Prepared, once the person has decided.
func (d *Desk) ForgetPrepared() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.state.Prepared != nil {
		d.change(func(s *State) { s.Prepared = nil })
	}
}
