package desk

import (
	"context"
	"encoding/json"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"consilience/model"
)

// Mapper is what the desk needs of a Publisher that reads tables by mappings,
// as the sync package's does.
type Mapper interface {
	// Know gives the mappings that members made, and whose the tables at some
	// addresses are, for the next Fetch.
	Know(mappings []model.KnownMapping, whose map[string]string)
	// CheckMapping says what is wrong with a mapping, as a *model.Problem.
	CheckMapping(m model.Mapping) error
	// Preview shows the first rows of a table on this machine and proposes
	// what its columns mean. sheet may be empty and header 0.
	Preview(ctx context.Context, address, sheet string, header int) (model.TablePreview, error)
}

func (d *Desk) mapper() (Mapper, error) {
	if m, ok := d.publisher.(Mapper); ok {
		return m, nil
	}
	return nil, model.Problemf(model.ProblemNothingToShow, "", "Tables cannot be mapped here. Nothing was changed.")
}

// Mappings are what members said that the columns of tables mean, as it stands.
func (d *Desk) Mappings() []model.KnownMapping {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.board.mappings()
}

func (b *board) mappings() []model.KnownMapping {
	var list []model.KnownMapping
	for _, object := range b.objects {
		if !strings.HasPrefix(object, "mapping/") {
			continue
		}
		if m, made, ok := register[model.KnownMapping](b, object, model.FieldMapping); ok {
			m.Made = made
			list = append(list, m)
		}
	}
	return list
}

// PreviewTable shows the first rows of a table that is not known, and proposes
// what its columns mean. sheet may be empty and header 0: the first sheet with
// a table, the row that looks like a header. The error is a *model.Problem.
func (d *Desk) PreviewTable(address, sheet string, header int) (model.TablePreview, error) {
	mapper, err := d.mapper()
	if err != nil {
		return model.TablePreview{}, err
	}
	d.know()
	return mapper.Preview(context.Background(), address, sheet, header)
}

// KeepMapping remembers what the columns of a table mean, for the table at this
// address and for others of the same publisher with the same heads; publisher
// may be empty. A mapping whose columns have no roles only says the format. It
// is an annotation that can be undone; Sync then reads the table. The error is
// a *model.Problem, and then nothing was kept.
func (d *Desk) KeepMapping(publisher, address string, m model.Mapping) error {
	mapper, err := d.mapper()
	if err != nil {
		return err
	}
	if err := mapper.CheckMapping(m); err != nil {
		return err
	}
	publisher = strings.TrimSpace(publisher)
	known := model.KnownMapping{ID: model.NewMappingID(publisher, m), Publisher: publisher, File: filepath.Base(address), Mapping: m}
	object := "mapping/" + known.ID
	d.mu.Lock()
	if d.whose == nil {
		d.whose = map[string]string{}
	}
	d.whose[address] = publisher
	var base []model.OpID
	for _, op := range d.board.live(object, model.FieldMapping) {
		base = append(base, op.ID())
	}
	d.mu.Unlock()
	_, err = d.put(object, model.FieldMapping, known, base...)
	return err
}

// ForgetMapping forgets a mapping by its id: tables with these heads ask again.
// What was read by it is read anew, in the background; it stands as it was where
// nothing else says what its columns mean. It can be undone. The error is a
// *model.Problem.
func (d *Desk) ForgetMapping(id string) error {
	d.mu.Lock()
	object := "mapping/" + id
	var base []model.OpID
	for _, op := range d.board.live(object, model.FieldMapping) {
		base = append(base, op.ID())
	}
	if len(base) == 0 {
		d.mu.Unlock()
		return unknown("mapping", id)
	}
	feeds := d.mappedFeeds(object)
	_, err := d.store.Append(model.Operation{Kind: model.OpRemove, Object: object, Field: model.FieldMapping, Base: base})
	if err == nil {
		err = d.refresh()
	}
	d.mu.Unlock()
	if err != nil {
		return model.AsProblem(err, "The mapping could not be forgotten. Nothing was changed.")
	}
	d.readAgain(feeds)
	return nil
}

// mappedFeeds are where the sources come from that were read by the mapping on
// an object; none if it is no mapping. The caller holds d.mu.
func (d *Desk) mappedFeeds(object string) []string {
	if !strings.HasPrefix(object, "mapping/") {
		return nil
	}
	var feeds []string
	for _, op := range d.board.on[object] {
		var known model.KnownMapping
		if json.Unmarshal(op.Value, &known) != nil {
			continue // a newer version's
		}
		for _, s := range d.state.Sources {
			if s.Mapping != nil && reflect.DeepEqual(*s.Mapping, known.Mapping) && !slices.Contains(feeds, s.Feed) {
				feeds = append(feeds, s.Feed)
			}
		}
	}
	return feeds
}

// readAgain syncs feeds, if there are any.
func (d *Desk) readAgain(feeds []string) {
	if len(feeds) > 0 {
		d.Sync(feeds...)
	}
}

// Looker is what the desk needs of a Publisher that says what is at an address
// before it is brought in, as the sync package's does.
type Looker interface {
	Look(ctx context.Context, address string, report func(model.Progress)) (model.Found, error)
}

// Look sees what there is at addresses on this machine, in the background, and
// brings nothing in. State.Found then has it, one entry an address.
func (d *Desk) Look(addresses ...string) {
	d.begin("Bring in", func(ctx context.Context, report func(model.Progress)) error {
		found, err := d.LookNow(ctx, report, addresses...)
		d.mu.Lock()
		defer d.mu.Unlock()
		d.change(func(s *State) { s.Found = found })
		return err
	})
}

// LookNow is Look that returns when it is done. What cannot be looked at stands
// in its entry's Problems; the error is of ctx alone.
func (d *Desk) LookNow(ctx context.Context, report func(model.Progress), addresses ...string) ([]model.Found, error) {
	looker, ok := d.publisher.(Looker)
	if !ok {
		return nil, model.Problemf(model.ProblemNothingToShow, "", "Files cannot be looked at here. Nothing was changed.")
	}
	d.know()
	found := []model.Found{} // not nil: a look that found nothing is an answer
	for _, address := range addresses {
		one, err := looker.Look(ctx, address, report)
		if ctx.Err() != nil {
			return nil, model.Problemf(model.ProblemStopped, "Open it again to look anew.", "Looking was stopped. Nothing was brought in.").Because(ctx.Err())
		}
		if p := model.AsProblem(err, ""); p != nil {
			one.Problems = append(one.Problems, *p)
		}
		found = append(found, one)
	}
	return found, nil
}

// ForgetFound drops what was found, once the person has decided.
func (d *Desk) ForgetFound() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.state.Found != nil {
		d.change(func(s *State) { s.Found = nil })
	}
}

// know tells the publisher what members said of tables.
func (d *Desk) know() {
	if m, ok := d.publisher.(Mapper); ok {
		mappings := d.Mappings()
		d.mu.Lock()
		mappings = append(mappings, d.carriedMappings...)
		whose := maps.Clone(d.whose)
		d.mu.Unlock()
		m.Know(mappings, whose)
	}
}

// mappingTitle is what a mapping is called on the screens: the file it was made
// for. The caller holds d.mu.
func (d *Desk) mappingTitle(id string) string {
	if m, _, ok := register[model.KnownMapping](d.board, "mapping/"+id, model.FieldMapping); ok {
		return m.File
	}
	return ""
}
