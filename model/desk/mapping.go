package desk

import (
	"context"
	"strings"

	"consilience/model"
)

// Mapper is what the desk needs of a Publisher that reads tables by mappings,
// as the sync package's does.
type Mapper interface {
	// Know gives the mappings that members made, for the next Fetch.
	Know(mappings []model.KnownMapping)
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
	var list []model.KnownMapping
	for _, object := range d.board.objects {
		if !strings.HasPrefix(object, "mapping/") {
			continue
		}
		if m, made, ok := register[model.KnownMapping](d.board, object, model.FieldMapping); ok {
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
	return mapper.Preview(context.Background(), address, sheet, header)
}

// KeepMapping remembers what the columns of a table mean, for this file and for
// others with the same heads. It is an annotation that can be undone; Sync then
// reads the table. The error is a *model.Problem, and then nothing was kept.
func (d *Desk) KeepMapping(file string, m model.Mapping) error {
	mapper, err := d.mapper()
	if err != nil {
		return err
	}
	if err := mapper.CheckMapping(m); err != nil {
		return err
	}
	known := model.KnownMapping{ID: model.NewMappingID("", m), File: file, Mapping: m}
	object := "mapping/" + known.ID
	d.mu.Lock()
	var base []model.OpID
	for _, op := range d.board.live(object, model.FieldMapping) {
		base = append(base, op.ID())
	}
	d.mu.Unlock()
	_, err = d.put(object, model.FieldMapping, known, base...)
	return err
}

// mappingTitle is what a mapping is called on the screens: the file it was made
// for. The caller holds d.mu.
func (d *Desk) mappingTitle(id string) string {
	if m, _, ok := register[model.KnownMapping](d.board, "mapping/"+id, model.FieldMapping); ok {
		return m.File
	}
	return ""
}
